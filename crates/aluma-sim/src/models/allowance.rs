//! Allowances, naively: every act that found a place is counted again, for the account that signed
//! it, on its day; how an account stands follows from when it was made and who brought it in.

use std::collections::{BTreeMap, BTreeSet};

use aluma_core::kernel::origin::Origin;
use aluma_types::Hash32;
use aluma_types::value::Value;

use super::governance::sponsors;
use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Deed, Digest, KeptOut};
use crate::ledger::Ledger;

const DAY: u64 = 86_400_000;
/// The account that runs the ledger.
const OPERATOR: u64 = 1;
/// How many times the usual day there is where the clock is moved by hand.
const BY_HAND: u64 = 100;
/// What nobody is kept from.
const NEVER_KEPT_BACK: [&str; 9] = [
    "revoke-key",
    "cancel-recovery",
    "veto",
    "leave",
    "withdraw",
    "vote",
    // Whoever was drawn to judge, and whose words were hidden.
    "seal-review",
    "reveal-review",
    "appeal-hiding",
];

const KEPT_OUT: &str = "allowance: only whoever has spent the day is kept out, until the next one";
const BEYOND: &str = "allowance: beyond it comes what nobody is kept from or a community pays for";
const LEFT: &str = "allowance: what is left is the day's without what was done";

/// An account as far as its days go.
#[derive(Clone, Copy, Debug, Default)]
struct Account {
    since: u64,
    inviter: Option<u64>,
    /// The last day on which it did something, and how much that was.
    day: u64,
    acts: u64,
    bytes: u64,
}

impl Account {
    /// Acts and bytes used on a day.
    const fn on(&self, day: u64) -> (u64, u64) {
        if self.day == day { (self.acts, self.bytes) } else { (0, 0) }
    }
}

/// All accounts and what they did.
#[derive(Debug, Default)]
pub struct Model {
    accounts: BTreeMap<u64, Account>,
    /// Who made the invitation of each secret.
    invitations: BTreeMap<Hash32, u64>,
    /// How many times the usual day accounts have here.
    times: u64,
}

impl Model {
    /// Follows a block and holds against the ledger the accounts that did something in it.
    ///
    /// # Errors
    /// Who was kept out or let in against the count, and what is left where that differs.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        self.accounts.entry(OPERATOR).or_default();
        self.times = if ledger.is_by_hand() { BY_HAND } else { 1 };
        let now = digest.time.0;
        let mut signed = BTreeSet::new();
        let mut kept_out = digest.kept_out.iter().peekable();
        for (place, deed) in digest.deeds.iter().enumerate() {
            while let Some(one) = kept_out.next_if(|one| one.before <= place) {
                self.kept_out(one, now)?;
            }
            if let Origin::Member { account, .. } = deed.receipt.origin {
                self.count((deed, account.0), now, ledger)?;
                signed.insert(account.0);
            }
            self.learn(deed, now);
        }
        kept_out.try_for_each(|one| self.kept_out(one, now))?;
        signed.into_iter().try_for_each(|account| self.holds(account, now, ledger))
    }

    /// Holds all accounts against the ledger.
    ///
    /// # Errors
    /// What is left where that differs.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        let now = ledger.head().time.0;
        self.accounts.keys().try_for_each(|account| self.holds(*account, now, ledger))
    }

    /// Acts and bytes of a day, by age and by whoever brought the account in.
    fn budget(&self, account: u64, now: u64) -> (u64, u64) {
        let old = |account: u64, days: u64| {
            let since = self.accounts.get(&account).map_or(now, |row| row.since);
            account == OPERATOR || now - since >= days * DAY
        };
        let inviter = self.accounts.get(&account).and_then(|row| row.inviter);
        let lent = inviter.is_some_and(|inviter| old(inviter, 90));
        let reputed = account == OPERATOR || (lent && old(account, 90));
        let (acts, bytes) = match (reputed, lent || old(account, 7)) {
            (true, _) => (1_000, 4_000_000),
            (false, true) => (200, 1_000_000),
            (false, false) => (20, 64_000),
        };
        (acts * self.times, bytes * self.times)
    }

    fn fits(&self, account: u64, bytes: u64, now: u64) -> bool {
        let (most_acts, most_bytes) = self.budget(account, now);
        let row = self.accounts.get(&account).copied().unwrap_or_default();
        let (acts, used) = row.on(now / DAY);
        // The first act of a day may be longer than the day.
        acts < most_acts && (used == 0 || used + bytes <= most_bytes)
    }

    fn count(&mut self, (deed, account): (&Deed, u64), now: u64, ledger: &Ledger) -> Checked {
        if self.fits(account, deed.bytes, now) {
            let day = now / DAY;
            let row = self.accounts.entry(account).or_default();
            let (acts, bytes) = row.on(day);
            (row.day, row.acts, row.bytes) = (day, acts + 1, bytes + deed.bytes);
            return Ok(());
        }
        let dao = deed.act.as_ref().and_then(|act| act.fields().number("dao"));
        let told = deed.facts.iter().filter_map(|told| told.dao);
        let daos: BTreeSet<u64> = dao.into_iter().chain(told).collect();
        let sponsors = sponsors(ledger);
        // What was refused names its community at most by what it is about: any may have paid.
        let paid = match daos.is_empty() {
            true => !sponsors.is_empty(),
            false => !sponsors.is_disjoint(&daos),
        };
        if paid || NEVER_KEPT_BACK.contains(&deed.name) {
            return Ok(());
        }
        Err((BEYOND, format!("account {account}: {}", deed.name)))
    }

    fn kept_out(&self, one: &KeptOut, now: u64) -> Checked {
        let what = || format!("account {}: {}", one.account, one.name);
        same(KEPT_OUT, what, (self.fits(one.account, one.bytes, now), false))?;
        same(KEPT_OUT, what, (one.until, (now / DAY + 1) * DAY))
    }

    /// Who was made, and by whose invitation.
    fn learn(&mut self, deed: &Deed, now: u64) {
        if let (Some(invite), Some(by)) = (deed.did("invite"), deed.account())
            && let Some((_, Value::Hash(secret))) = invite.get("secret")
        {
            self.invitations.insert(*secret, by);
        }
        let inviter =
            match deed.did("join").and_then(|join| join.get("proof").map(|it| it.1.clone())) {
                Some(Value::Proof(proof)) => self.invitations.get(&proof.key).copied(),
                _ => None,
            };
        for told in deed.told("account-made") {
            if let Some(account) = told.fact.fields().number("account") {
                let row = Account { since: now, inviter, ..Account::default() };
                self.accounts.insert(account, row);
            }
        }
    }

    fn holds(&self, account: u64, now: u64, ledger: &Ledger) -> Checked {
        let answer = ask(ledger, Some(account), ("allowance", &[("account", account)]));
        let what = || format!("account {account}");
        let Some(answer) = answer else { return Err((LEFT, what())) };
        let fields = answer.fields();
        let Some(today) = fields.inner("today") else { return Err((LEFT, what())) };
        let number = |name| today.number(name).unwrap_or(u64::MAX);
        let there = ["actions", "bytes", "actions_left", "bytes_left", "renews_at"].map(number);
        let (acts, bytes) = self.budget(account, now);
        let row = self.accounts.get(&account).copied().unwrap_or_default();
        let (did, of_bytes) = row.on(now / DAY);
        let left = (acts.saturating_sub(did), bytes.saturating_sub(of_bytes));
        same(LEFT, what, (there, [acts, bytes, left.0, left.1, (now / DAY + 1) * DAY]))
    }
}
