//! What handshakes are answered with: the certificate of the moment, which may be exchanged while
//! connections come and go, and answers to an authority that asks whether the name is ours
//! (TLS-ALPN-01, RFC 8737).

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::{CryptoProvider, aws_lc_rs};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use tokio_rustls::rustls::server::{ClientHello, ParsedCertificate, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{ServerConfig, client};

use crate::name::Name;
use crate::validity;

/// The protocol by which an authority asks.
pub(crate) const ASKING: &[u8] = b"acme-tls/1";
/// The protocol of pages.
const PAGES: &[u8] = b"http/1.1";

/// A certificate with its key, and how long it holds.
#[derive(Clone, Debug)]
pub struct Usable {
    pub(crate) key: Arc<CertifiedKey>,
    /// From when and until when, in seconds since 1970.
    pub(crate) holds: (u64, u64),
}

/// Why a certificate cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// A file cannot be read.
    File(PathBuf, String),
    /// A file holds no certificate, or no key.
    Empty(PathBuf, &'static str),
    /// What it holds is damaged or of a kind that is not known.
    Malformed(String),
    /// Key and certificate do not belong together.
    OtherKey,
    /// It was made for other names.
    OtherName(Name),
    /// It holds no more.
    Expired,
}

impl fmt::Display for Unusable {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file, why) => write!(out, "{}: {why}", file.display()),
            Self::Empty(file, what) => write!(out, "{}: there is no {what} in it", file.display()),
            Self::Malformed(why) => write!(out, "the certificate cannot be used: {why}"),
            Self::OtherKey => out.write_str("the key is not the certificate's"),
            Self::OtherName(name) => write!(out, "the certificate is not for {name}"),
            Self::Expired => out.write_str("the certificate has expired"),
        }
    }
}

impl std::error::Error for Unusable {}

impl Usable {
    /// Reads PEM files: the chain, the node's own certificate first, and its key.
    ///
    /// # Errors
    /// [`Unusable`], also where it does not hold at `now` (seconds since 1970) for all names.
    pub fn read((chain, key): (&Path, &Path), names: &[Name], now: u64) -> Result<Self, Unusable> {
        let text = |file: &Path| {
            let failed =
                |error: std::io::Error| Unusable::File(file.to_path_buf(), error.to_string());
            std::fs::read(file).map_err(failed)
        };
        let (chain_pem, key_pem) = (text(chain)?, text(key)?);
        let certificates = certificates(&chain_pem)?;
        if certificates.is_empty() {
            return Err(Unusable::Empty(chain.to_path_buf(), "certificate"));
        }
        let private = PrivateKeyDer::from_pem_slice(&key_pem)
            .map_err(|_| Unusable::Empty(key.to_path_buf(), "private key"))?;
        Self::of(certificates, private, (names, now))
    }

    /// Of PEM texts, as an authority gives them.
    ///
    /// # Errors
    /// [`Unusable`].
    pub(crate) fn of_pem(chain: &str, key: &str, of: (&[Name], u64)) -> Result<Self, Unusable> {
        let malformed = |what: &str| Unusable::Malformed(what.to_owned());
        let key = PrivateKeyDer::from_pem_slice(key.as_bytes()).map_err(|_| malformed("no key"))?;
        Self::of(certificates(chain.as_bytes())?, key, of)
    }

    fn of(
        chain: Vec<CertificateDer<'static>>,
        key: PrivateKeyDer<'static>,
        (names, now): (&[Name], u64),
    ) -> Result<Self, Unusable> {
        let malformed = |what: &dyn fmt::Display| Unusable::Malformed(what.to_string());
        let own = chain.first().ok_or_else(|| malformed(&"no certificate"))?;
        let holds = validity::of(own).ok_or_else(|| malformed(&"it does not say until when"))?;
        let parsed = ParsedCertificate::try_from(own).map_err(|error| malformed(&error))?;
        for name in names {
            let server = ServerName::try_from(name.as_str()).map_err(|error| malformed(&error))?;
            client::verify_server_name(&parsed, &server)
                .map_err(|_| Unusable::OtherName(name.clone()))?;
        }
        let signer = provider().key_provider.load_private_key(key);
        let signer = signer.map_err(|error| malformed(&error))?;
        let key = CertifiedKey::new(chain, signer);
        key.keys_match().map_err(|_| Unusable::OtherKey)?;
        if holds.1 <= now {
            return Err(Unusable::Expired);
        }
        Ok(Self { key: Arc::new(key), holds })
    }

    /// When a third of its time is left, in seconds since 1970: time to have another.
    pub(crate) const fn is_old_at(&self) -> u64 {
        let (from, until) = self.holds;
        until - until.saturating_sub(from) / 3
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<CertificateDer<'static>>, Unusable> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    all.map_err(|error| Unusable::Malformed(error.to_string()))
}

pub(crate) fn provider() -> Arc<CryptoProvider> {
    Arc::new(aws_lc_rs::default_provider())
}

/// The certificate of the moment, and answers to an authority.
#[derive(Clone, Debug, Default)]
pub struct Certificates(Arc<Mutex<Held>>);

#[derive(Debug, Default)]
struct Held {
    usable: Option<Usable>,
    asked: BTreeMap<String, Arc<CertifiedKey>>,
}

impl Certificates {
    /// None yet: handshakes fail until there is one.
    pub fn none() -> Self {
        Self::default()
    }

    /// Answers with this one from now on.
    pub fn set(&self, usable: Usable) {
        self.held().usable = Some(usable);
    }

    /// The one of the moment.
    pub fn get(&self) -> Option<Usable> {
        self.held().usable.clone()
    }

    /// Proves to an authority that asks for a name that it is ours.
    pub(crate) fn answer(&self, name: &str, proof: Arc<CertifiedKey>) {
        self.held().asked.insert(name.to_owned(), proof);
    }

    /// Nobody asks any more.
    pub(crate) fn forget_answers(&self) {
        self.held().asked.clear();
    }

    /// What encrypts connections.
    ///
    /// # Errors
    /// None on a machine that has the protocols, which is told in words.
    pub fn acceptor(&self) -> Result<TlsAcceptor, String> {
        let config = ServerConfig::builder_with_provider(provider());
        let config = config.with_safe_default_protocol_versions();
        let config = config.map_err(|error| error.to_string())?.with_no_client_auth();
        let mut config = config.with_cert_resolver(Arc::new(self.clone()));
        config.alpn_protocols = vec![PAGES.to_vec(), ASKING.to_vec()];
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    fn held(&self) -> std::sync::MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let held = self.held();
        let asks = hello.alpn().is_some_and(|mut offered| {
            // An authority offers this one and no other.
            offered.next() == Some(ASKING) && offered.next().is_none()
        });
        if asks {
            return held.asked.get(hello.server_name()?).cloned();
        }
        held.usable.as_ref().map(|usable| Arc::clone(&usable.key))
    }
}
