//! Independent models: what the ledger should hold, worked out a second time in the most naive way
//! from what was accepted. They share no code with the core's rules; what they compare with, they
//! read as a client would.

pub mod allowance;
pub mod discussion;
pub mod earn;
pub mod governance;
pub mod grants;
pub mod identity;
pub mod invest;
pub mod keys;
pub mod learn;
pub mod past;
pub mod reputation;
pub mod review;
pub mod treasury;
pub mod work;
pub mod works;

use crate::digest::Digest;
use crate::ledger::{Failure, Ledger};

/// All models side by side.
#[derive(Debug, Default)]
pub struct Models {
    identity: identity::Model,
    allowance: allowance::Model,
    keys: keys::Model,
    treasury: treasury::Model,
    discussion: discussion::Model,
    earn: earn::Model,
    reputation: reputation::Model,
    governance: governance::Model,
    grants: grants::Model,
    invest: invest::Model,
    learn: learn::Model,
    past: past::Model,
    review: review::Model,
    work: work::Model,
    works: works::Model,
}

/// What a model found.
pub type Checked = Result<(), (&'static str, String)>;

impl Models {
    /// Follows a block and holds against the ledger what that block touched.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Result<(), Failure> {
        let height = digest.height;
        let failure =
            |(law, detail): (&str, String)| Failure { law: law.to_owned(), detail, height };
        self.identity.follow(digest).map_err(failure)?;
        self.keys.follow(digest).map_err(failure)?;
        self.allowance.follow(digest, ledger).map_err(failure)?;
        self.discussion.follow(digest, ledger).map_err(failure)?;
        self.grants.follow(digest, ledger).map_err(failure)?;
        self.earn.follow(digest, ledger).map_err(failure)?;
        self.invest.follow(digest).map_err(failure)?;
        self.learn.follow(digest, ledger).map_err(failure)?;
        self.works.follow(digest).map_err(failure)?;
        self.reputation.follow(digest, ledger).map_err(failure)?;
        self.past.follow(digest, ledger).map_err(failure)?;
        self.review.follow(digest, ledger).map_err(failure)?;
        self.work.follow(digest, ledger).map_err(failure)?;
        let at = governance::Moment { height, time: digest.time.0 };
        self.governance.begin(at);
        for deed in &digest.deeds {
            // What governance asks of the treasury, it asks of it as it was before this deed.
            self.governance.before(deed, at, &self.treasury).map_err(failure)?;
            self.treasury.limits_are(self.governance.limited_parts());
            self.treasury.deed(deed, at.time).map_err(failure)?;
            self.governance.deed(deed, at, (ledger, &self.treasury)).map_err(failure)?;
        }
        self.treasury.end(at.time, ledger).map_err(failure)?;
        self.governance.end(digest, ledger).map_err(failure)
    }

    /// Holds everything against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Result<(), Failure> {
        let height = ledger.head().height;
        let failure =
            |(law, detail): (&str, String)| Failure { law: law.to_owned(), detail, height };
        self.identity.compare(ledger).map_err(failure)?;
        self.keys.compare(ledger).map_err(failure)?;
        self.allowance.compare(ledger).map_err(failure)?;
        self.treasury.compare(ledger).map_err(failure)?;
        self.discussion.compare(ledger).map_err(failure)?;
        self.reputation.compare(ledger).map_err(failure)?;
        self.past.compare(ledger).map_err(failure)?;
        self.governance.compare(ledger).map_err(failure)
    }
}

/// A difference, if there is one.
pub(crate) fn same<T: PartialEq + std::fmt::Debug>(
    law: &'static str,
    what: impl Fn() -> String,
    (is, expected): (T, T),
) -> Checked {
    if is == expected {
        return Ok(());
    }
    Err((law, format!("{}: is {is:?}, expected {expected:?}", what())))
}
