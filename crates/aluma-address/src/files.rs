//! Certificates in files that somebody else renews: whenever they change they are read again, and
//! used if they are good. Bad ones change nothing.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use crate::acme::now;
use crate::certificates::{Certificates, Unusable, Usable};
use crate::name::Name;

/// How often the files are looked at.
pub const LOOK: Duration = Duration::from_secs(10);

/// What happened to the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// They changed and are used.
    Changed,
    /// They changed and cannot be used: the ones before are.
    Refused(Unusable),
}

/// Two PEM files: the chain, and its key.
#[derive(Clone, Debug)]
pub struct Files {
    /// The chain, the node's own certificate first.
    pub chain: PathBuf,
    /// The private key.
    pub key: PathBuf,
    /// The names that it must be for.
    pub names: Vec<Name>,
}

impl Files {
    /// Reads them and answers with them from now on.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn load(&self, certificates: &Certificates) -> Result<(), Unusable> {
        certificates.set(Usable::read((&self.chain, &self.key), &self.names, now())?);
        Ok(())
    }

    /// Looks at them again and again, for ever.
    pub async fn follow(self, certificates: Certificates, look: Duration, tell: impl Fn(News)) {
        let mut known = self.changed_at();
        loop {
            tokio::time::sleep(look).await;
            let changed = self.changed_at();
            if changed == known {
                continue;
            }
            match self.load(&certificates) {
                Ok(()) => {
                    known = changed;
                    tell(News::Changed);
                }
                // One of two files may have been written and the other not yet: told once, and
                // tried again at each look.
                Err(why) => {
                    if known != [None, None] {
                        tell(News::Refused(why));
                    }
                    known = [None, None];
                }
            }
        }
    }

    fn changed_at(&self) -> [Option<(SystemTime, u64)>; 2] {
        [&self.chain, &self.key].map(|file| {
            let data = std::fs::metadata(file).ok()?;
            Some((data.modified().ok()?, data.len()))
        })
    }
}
