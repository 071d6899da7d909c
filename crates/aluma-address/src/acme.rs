//! Certificates that are asked for here (ACME, RFC 8555), and asked for again when a third of their
//! time is left. That the name is ours is shown on the port that pages come from (TLS-ALPN-01), or
//! where an authority does not offer that, on port 80 (HTTP-01).

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aluma_types::sha256;
use instant_acme::{
    Account, AccountCredentials, AuthorizationStatus, ChallengeHandle, ChallengeType, Identifier,
    LetsEncrypt, NewAccount, NewOrder, Order, OrderStatus, RetryPolicy,
};
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::rustls::sign::CertifiedKey;

use crate::certificates::{Certificates, Usable, provider};
use crate::name::Name;

/// The authority that is asked where none is named.
pub const DIRECTORY: &str = LetsEncrypt::Production.url();

/// How often something is done.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// How often the certificate's age is looked at.
    pub look: Duration,
    /// How long to wait after the first failure; twice as long after each further one.
    pub wait: Duration,
    /// How long to wait at most: authorities limit failures by the hour.
    pub longest: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            look: Duration::from_secs(600),
            wait: Duration::from_secs(60),
            longest: Duration::from_secs(3_600),
        }
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// Answers that stand on port 80 while an authority asks, by their tokens.
#[derive(Clone, Debug, Default)]
pub struct Tokens(Arc<Mutex<BTreeMap<String, String>>>);

impl Tokens {
    /// The answer to a token.
    pub fn get(&self, token: &str) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(token).cloned()
    }

    pub(crate) fn put(&self, token: String, answer: String) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(token, answer);
    }

    fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// What is asked for, and of whom.
#[derive(Clone, Debug)]
pub struct Acme {
    /// The authority's directory.
    pub directory: String,
    /// PEM file of the root that the authority's own server is trusted by, instead of the system's.
    pub root: Option<PathBuf>,
    /// Where the authority writes to before something ends, such as `mailto:me@aluma.example`.
    pub contact: Option<String>,
    /// The names, at least one.
    pub names: Vec<Name>,
    /// The folder in which account and certificate are kept.
    pub folder: PathBuf,
    /// Answers on port 80.
    pub tokens: Tokens,
}

/// What became of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// There is a certificate that holds until then, in seconds since 1970.
    Given(u64),
    /// There is none, or no new one; it is tried again after so long.
    Failed(String, Duration),
}

/// Why there is no certificate.
#[derive(Debug)]
pub struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

fn refused(what: &str) -> impl Fn(&dyn fmt::Display) -> Refused {
    let what = what.to_owned();
    move |error| Refused(format!("{what}: {error}"))
}

impl Acme {
    /// Takes the certificate that is kept, if there is one that is good, and asks for one whenever
    /// there is none or it is old; for ever. After a failure the name is shown in the other way.
    pub async fn follow(self, certificates: Certificates, pace: Pace, tell: impl Fn(News)) {
        if let Some(kept) = self.kept() {
            certificates.set(kept);
        }
        let mut failures = 0;
        loop {
            let is_old = certificates.get().is_none_or(|usable| usable.is_old_at() <= now());
            if !is_old {
                tokio::time::sleep(pace.look).await;
                continue;
            }
            let ways = match failures % 2 {
                0 => [ChallengeType::TlsAlpn01, ChallengeType::Http01],
                _ => [ChallengeType::Http01, ChallengeType::TlsAlpn01],
            };
            match self.ask(&certificates, &ways).await {
                Ok(usable) => {
                    failures = 0;
                    tell(News::Given(usable.holds.1));
                    certificates.set(usable);
                }
                Err(why) => {
                    let wait = pace.wait.saturating_mul(1 << failures.min(16)).min(pace.longest);
                    failures += 1;
                    tell(News::Failed(why.to_string(), wait));
                    tokio::time::sleep(wait).await;
                }
            }
        }
    }

    /// Asks for a certificate, and keeps it.
    async fn ask(
        &self,
        certificates: &Certificates,
        ways: &[ChallengeType],
    ) -> Result<Usable, Refused> {
        let account = self.account().await?;
        let names: Vec<_> =
            self.names.iter().map(|name| Identifier::Dns(name.to_string())).collect();
        let order = account.new_order(&NewOrder::new(&names)).await;
        let mut order = order.map_err(|error| refused("asking for a certificate")(&error))?;
        let shown = self.show(&mut order, certificates, ways).await;
        let given = match shown {
            Ok(()) => finish(&mut order).await,
            Err(why) => Err(why),
        };
        certificates.forget_answers();
        self.tokens.clear();
        let (chain, key) = given?;
        let usable = Usable::of_pem(&chain, &key, (&self.names, now()));
        let usable = usable.map_err(|why| refused("the certificate that was given")(&why))?;
        let kept = self.keep("certificate.pem", &format!("{key}{chain}"));
        kept.map_err(|error| refused("keeping the certificate")(&error))?;
        Ok(usable)
    }

    /// The account at the authority, made at first.
    async fn account(&self) -> Result<Account, Refused> {
        let reaching = refused("reaching the authority");
        let builder = match &self.root {
            Some(root) => Account::builder_with_root(root),
            None => Account::builder(),
        };
        let builder = builder.map_err(|error| reaching(&error))?;
        let kept = std::fs::read(self.file("account.json")).ok();
        if let Some(kept) = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok()) {
            let kept: AccountCredentials = kept;
            return builder.from_credentials(kept).await.map_err(|error| reaching(&error));
        }
        let contact: Vec<&str> = self.contact.iter().map(String::as_str).collect();
        let wanted = NewAccount {
            contact: &contact,
            terms_of_service_agreed: true,
            only_return_existing: false,
        };
        let made = builder.create(&wanted, self.directory.clone(), None).await;
        let (account, credentials) = made.map_err(|error| reaching(&error))?;
        let keeping = refused("keeping the account");
        let text = serde_json::to_string(&credentials).map_err(|error| keeping(&error))?;
        self.keep("account.json", &text).map_err(|error| keeping(&error))?;
        Ok(account)
    }

    /// Shows the authority that every name is ours, in the first way that it offers.
    async fn show(
        &self,
        order: &mut Order,
        certificates: &Certificates,
        ways: &[ChallengeType],
    ) -> Result<(), Refused> {
        let showing = refused("showing that the name is ours");
        let mut authorizations = order.authorizations();
        while let Some(next) = authorizations.next().await {
            let mut one = next.map_err(|error| showing(&error))?;
            if one.status == AuthorizationStatus::Valid {
                continue;
            }
            let offered = |way: &&ChallengeType| {
                one.challenges.iter().any(|challenge| challenge.r#type == **way)
            };
            let way = ways.iter().find(offered).cloned();
            let none = || showing(&"the authority offers neither TLS-ALPN-01 nor HTTP-01");
            let way = way.ok_or_else(none)?;
            let mut challenge = one.challenge(way).ok_or_else(none)?;
            if challenge.r#type == ChallengeType::TlsAlpn01 {
                let (name, proof) = proof(&challenge)?;
                certificates.answer(&name, proof);
            } else {
                let answer = challenge.key_authorization().as_str().to_owned();
                self.tokens.put(challenge.token.clone(), answer);
            }
            challenge.set_ready().await.map_err(|error| showing(&error))?;
        }
        Ok(())
    }

    /// The certificate that is kept, if it is good for the names.
    fn kept(&self) -> Option<Usable> {
        let text = std::fs::read_to_string(self.file("certificate.pem")).ok()?;
        Usable::of_pem(&text, &text, (&self.names, now())).ok()
    }

    /// Files of one authority do not stand in the way of another's.
    fn file(&self, name: &str) -> PathBuf {
        let authority = sha256(&[self.directory.as_bytes()]).to_string();
        let short = authority.get(..8).unwrap_or_default();
        self.folder.join(format!("{short}-{name}"))
    }

    /// Writes a file that only this user reads, so that a crash leaves the old one or the new one.
    fn keep(&self, name: &str, text: &str) -> std::io::Result<()> {
        std::fs::create_dir_all(&self.folder)?;
        let file = self.file(name);
        let part = file.with_extension("part");
        write_private(&part, text)?;
        std::fs::rename(&part, &file)
    }
}

fn write_private(file: &Path, text: &str) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// A certificate of its own making that says what the authority wants to see (RFC 8737, 3).
fn proof(challenge: &ChallengeHandle<'_>) -> Result<(String, Arc<CertifiedKey>), Refused> {
    let making = refused("making the proof that the name is ours");
    let name = challenge.identifier().to_string();
    let mut wanted =
        rcgen::CertificateParams::new(vec![name.clone()]).map_err(|error| making(&error))?;
    let digest = challenge.key_authorization().digest().as_ref().to_vec();
    wanted.custom_extensions = vec![rcgen::CustomExtension::new_acme_identifier(&digest)];
    let key = rcgen::KeyPair::generate().map_err(|error| making(&error))?;
    let made = wanted.self_signed(&key).map_err(|error| making(&error))?;
    let private = PrivateKeyDer::try_from(key.serialize_der()).map_err(|error| making(&error))?;
    let signer = provider().key_provider.load_private_key(private);
    let signer = signer.map_err(|error| making(&error))?;
    Ok((name, Arc::new(CertifiedKey::new(vec![made.der().clone()], signer))))
}

/// Waits until the authority has looked, and takes the certificate: chain and key.
async fn finish(order: &mut Order) -> Result<(String, String), Refused> {
    let waiting = RetryPolicy::default();
    let status = order.poll_ready(&waiting).await;
    let status = status.map_err(|error| refused("waiting for the authority")(&error))?;
    if status != OrderStatus::Ready {
        return Err(Refused("the authority did not find that the name is ours".to_owned()));
    }
    let taking = refused("taking the certificate");
    let key = order.finalize().await.map_err(|error| taking(&error))?;
    let chain = order.poll_certificate(&waiting).await.map_err(|error| taking(&error))?;
    Ok((chain, key))
}
