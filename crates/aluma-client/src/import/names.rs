//! Keys, handles and hashes that follow from the operator's secret and the file, so that a later
//! run finds again what an earlier one made.

use aluma_types::{Hash32, Scheme, sha256};
use aluma_verify::SigningKey;
use zeroize::Zeroizing;

use crate::error::Error;
use crate::secret::OneTime;

/// Members of the council besides the founder.
pub(crate) const INVITED: u8 = 4;

/// What everything is derived from: one operator, one ledger, one DAO.
pub(crate) struct Names {
    root: Zeroizing<[u8; 32]>,
}

impl Names {
    pub(crate) fn new(secret: &[u8; 32], network: &Hash32, handle: &str) -> Self {
        let root = sha256(&[b"aluma import v1", secret, &network.0, handle.as_bytes()]);
        Self { root: Zeroizing::new(root.0) }
    }

    fn derive(&self, what: &[u8], which: &[u8]) -> Hash32 {
        // The length keeps what a name is for apart from whose it is.
        sha256(&[self.root.as_slice(), &(what.len() as u64).to_be_bytes(), what, which])
    }

    /// The key of an invited member of the council, counted from 1.
    pub(crate) fn key(&self, place: u8) -> Result<SigningKey, Error> {
        let seed = self.derive(b"council key", &[place]);
        let key = SigningKey::from_secret(Scheme::Ed25519, seed.0);
        key.ok_or_else(|| Error::Key("a council key could not be derived".to_owned()))
    }

    /// The handle of an invited member of the council.
    pub(crate) fn member(&self, place: u8) -> String {
        let hash = self.derive(b"council handle", &[place]).to_string();
        format!("council-{}", hash.get(..12).unwrap_or_default())
    }

    /// The one-time secret of the council's invitation.
    pub(crate) fn invitation(&self) -> Result<OneTime, Error> {
        OneTime::of(self.derive(b"invitation", &[]).0)
    }

    /// The handle of a payee.
    pub(crate) fn payee(&self, label: &str) -> String {
        let hash = self.derive(b"payee handle", label.as_bytes()).to_string();
        format!("payee-{}", hash.get(..16).unwrap_or_default())
    }

    /// The one-time secret that claims the account of somebody who gave before.
    pub(crate) fn person(&self, key: &str) -> Result<OneTime, Error> {
        OneTime::of(self.derive(b"person", key.as_bytes()).0)
    }

    /// The hash under which the ledger knows a payee's label. Keyed, because a plain hash of a name
    /// can be guessed, and what lies in the state cannot be erased.
    pub(crate) fn label(&self, label: &str) -> Hash32 {
        self.derive(b"payee label", label.as_bytes())
    }
}

/// What a part of a group's payments is called on the ledger. The same for everybody who imports
/// the file.
pub(crate) fn reference(group: &str, part: u32) -> Hash32 {
    sha256(&[b"aluma payouts v1", &part.to_be_bytes(), group.as_bytes()])
}
