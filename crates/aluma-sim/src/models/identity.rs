//! Identity, naively: every signature counts once, and an account has the keys it was given.

use std::collections::{BTreeMap, BTreeSet};

use aluma_core::kernel::origin::Origin;
use aluma_types::Hash32;

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::Digest;
use crate::ledger::Ledger;

/// What was signed and who holds keys.
#[derive(Debug, Default)]
pub struct Model {
    nonces: BTreeSet<(u64, u16, u64)>,
    transactions: BTreeSet<Hash32>,
    keys: BTreeMap<u64, u64>,
}

impl Model {
    /// Follows a block.
    ///
    /// # Errors
    /// A transaction or a nonce that counted twice.
    pub fn follow(&mut self, digest: &Digest) -> Checked {
        for deed in &digest.deeds {
            let id = deed.receipt.id;
            if !self.transactions.insert(id) {
                return Err(("identity: a transaction counts once", format!("{id} came again")));
            }
            if let (Origin::Member { account, key }, Some(nonce)) =
                (deed.receipt.origin, deed.nonce)
                && !self.nonces.insert((account.0, key, nonce))
            {
                let detail = format!("account {} key {key} nonce {nonce}", account.0);
                return Err(("identity: a nonce counts once", detail));
            }
            for told in &deed.facts {
                let fields = told.fact.fields();
                if let ("account-made", Some(account)) = (told.fact.name, fields.number("account"))
                {
                    self.keys.insert(account, u64::from(fields.flag("claimed")));
                }
            }
            let added = deed.did("add-key").and(deed.account());
            let claimed = deed.did("claim").and_then(|fields| fields.number("account"));
            if let Some(account) = added.or(claimed) {
                *self.keys.entry(account).or_insert(1) += 1;
            }
            for act in deed.enacted.iter().flat_map(|enacted| &enacted.acts) {
                if let ("claim", Some(account)) = (act.name, act.fields().number("account")) {
                    *self.keys.entry(account).or_default() += 1;
                }
            }
        }
        Ok(())
    }

    /// Holds all accounts against the ledger.
    ///
    /// # Errors
    /// An account with more or fewer keys than it was given.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        for (account, keys) in &self.keys {
            let Some(answer) = ask(ledger, None, ("account", &[("account", *account)])) else {
                return Err(("identity: an account stays", format!("account {account}")));
            };
            let fields = answer.fields();
            let what = || format!("keys of account {account}");
            let there = fields.items("keys").len() as u64;
            same("identity: keys are those that were added", what, (there, *keys))?;
            let claimed = (fields.flag("claimed"), *keys > 0);
            same("identity: an account with a key is claimed", what, claimed)?;
        }
        Ok(())
    }
}
