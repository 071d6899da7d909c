//! Identity, naively: every signature counts once, and an account has the keys it was given.

use std::collections::{BTreeMap, BTreeSet};

use aluma_core::kernel::origin::Origin;
use aluma_types::Hash32;

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::Digest;
use crate::ledger::Ledger;

const KEY_ONCE: &str = "identity: a key's number is given once";

/// What was signed and who holds keys.
#[derive(Debug, Default)]
pub struct Model {
    nonces: BTreeSet<(u64, u16, u64)>,
    transactions: BTreeSet<Hash32>,
    keys: BTreeMap<u64, BTreeSet<u64>>,
}

impl Model {
    /// Follows a block.
    ///
    /// # Errors
    /// A transaction or a nonce that counted twice.
    pub fn follow(&mut self, digest: &Digest) -> Checked {
        // The operator has a key from the genesis.
        self.keys.entry(1).or_insert_with(|| BTreeSet::from([0]));
        for deed in &digest.deeds {
            let id = deed.receipt.id;
            if !self.transactions.insert(id) {
                return Err(("identity: a transaction counts once", format!("{id} came again")));
            }
            if let (Origin::Member { account, key, .. }, Some(nonce)) =
                (deed.receipt.origin, deed.nonce)
                && !self.nonces.insert((account.0, key, nonce))
            {
                let detail = format!("account {} key {key} nonce {nonce}", account.0);
                return Err(("identity: a nonce counts once", detail));
            }
            for told in &deed.facts {
                let fields = told.fact.fields();
                let (account, key) = (fields.number("account"), fields.number("key"));
                let Some(account) = account else { continue };
                let keys = self.keys.entry(account).or_default();
                match (told.fact.name, key) {
                    ("account-made", _) if !fields.flag("claimed") => {}
                    ("account-made" | "account-claimed", _) => {
                        keys.insert(0);
                    }
                    ("key-added", Some(key)) => {
                        same(
                            KEY_ONCE,
                            || format!("account {account} key {key}"),
                            (keys.insert(key), true),
                        )?;
                    }
                    ("key-ended", Some(key)) => {
                        keys.remove(&key);
                    }
                    _ => {}
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
            let given = keys.len() as u64;
            same(
                "identity: keys are those that were added and have not ended",
                what,
                (there, given),
            )?;
            let claimed = (fields.flag("claimed"), !keys.is_empty());
            same("identity: an account with a key is claimed", what, claimed)?;
        }
        Ok(())
    }
}
