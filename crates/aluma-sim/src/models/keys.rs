//! Keys with limits, guardians and recovery, naively: what was given, asked and said, in the order
//! in which it came, and what has to follow from it by the clock.

use std::collections::BTreeMap;

use aluma_core::kernel::origin::Origin;
use aluma_types::spec::TypeSpec;
use aluma_types::value::Value;

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Decoded, Deed, Digest};
use crate::fields::{Fields, variant};
use crate::ledger::Ledger;

const DAY: u64 = 86_400_000;
/// How long a removal, a change of guardians and a first recovery wait.
const WEEK: u64 = 7 * DAY;
/// How long a repetition waits, a lock lasts, a word counts, and how old a key must be.
const MONTH: u64 = 30 * DAY;

const ENDS: &str = "keys: a key ends with its time and not before";
const REMOVED: &str = "keys: a key is removed after a week in which nobody objected";
const GIVEN: &str = "keys: a limited key ends when its giver is removed";
const CAP: &str = "keys: a limited key pays within its cap";
const THERE: &str = "keys: the keys of an account are those that have not ended";
const STARTS: &str = "recovery: it begins when as many guardians as it takes named one key";
const CANCELS: &str = "recovery: a key that may cancel it cancels it";
const FINISHES: &str = "recovery: the new key is the only one, when the wait is over";
const GUARDS: &str = "recovery: guardians change after a week in which nobody objected";
const TOLD: &str = "recovery: what is under way is what is told";

/// A guardian.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Guardian {
    Account(u64),
    Dao(u64),
    Key(String),
}

/// A key.
#[derive(Clone, Debug)]
struct Key {
    since: u64,
    /// The last moment of one with limits.
    ends: Option<u64>,
    /// The key that gave it.
    by: u64,
    /// Asset, units and period.
    caps: Vec<(u64, u128, u64)>,
    /// When it paid how much of what.
    paid: Vec<(u64, u64, u128)>,
}

/// A recovery under way.
#[derive(Clone, Debug)]
struct Open {
    key: String,
    began: u64,
    ends: u64,
    by: Vec<Guardian>,
    /// When the try that it repeats began, and by which key that was cancelled.
    repeats: Option<(u64, u64)>,
}

/// A try that was cancelled.
#[derive(Clone, Debug)]
struct Cancelled {
    began: u64,
    at: u64,
    by: u64,
    is_repetition: bool,
}

/// An account as far as its keys go.
#[derive(Clone, Debug, Default)]
struct Account {
    keys: BTreeMap<u64, Key>,
    /// Keys that will be removed, and the last moment before.
    leaving: BTreeMap<u64, u64>,
    guardians: (Vec<Guardian>, u64),
    /// What they change to, and the last moment before.
    change: Option<((Vec<Guardian>, u64), u64)>,
    /// Who named which key, and when.
    words: Vec<(Guardian, String, u64)>,
    open: Option<Open>,
    cancelled: Option<Cancelled>,
    /// Guardians whose try was cancelled, and when.
    locks: Vec<(Guardian, u64)>,
}

impl Account {
    fn repeatable(&self, now: u64) -> Option<&Cancelled> {
        self.cancelled.as_ref().filter(|last| !last.is_repetition && now <= last.at + MONTH)
    }

    fn is_locked(&self, guardian: &Guardian, now: u64) -> bool {
        let repeats = self.repeatable(now).map(|last| last.at);
        let mut locks = self.locks.iter().filter(|(who, _)| who == guardian);
        locks.any(|(_, since)| Some(*since) != repeats && now <= since + MONTH)
    }

    /// Somebody names a key; whether a recovery begins by it.
    fn word(&mut self, guardian: Guardian, key: String, now: u64) {
        self.words.retain(|(who, ..)| *who != guardian);
        self.words.push((guardian, key.clone(), now));
        let counts = |(who, named, at): &&(Guardian, String, u64)| {
            *named == key
                && now <= at + MONTH
                && self.guardians.0.contains(who)
                && !self.is_locked(who, now)
        };
        let by: Vec<Guardian> =
            self.words.iter().filter(counts).map(|word| word.0.clone()).collect();
        let repeats = self.repeatable(now).map(|last| (last.began, last.by));
        if by.len() as u64 >= self.guardians.1 + u64::from(repeats.is_some()) {
            let ends = now + if repeats.is_some() { MONTH } else { WEEK };
            self.open = Some(Open { key, began: now, ends, by, repeats });
        }
    }

    fn cancel(&mut self, by: u64, now: u64) {
        let Some(open) = self.open.take() else { return };
        self.locks.retain(|(who, _)| !open.by.contains(who));
        self.locks.extend(open.by.into_iter().map(|who| (who, now)));
        let began = open.repeats.map_or(open.began, |(began, _)| began);
        let is_repetition = open.repeats.is_some();
        self.cancelled = Some(Cancelled { began, at: now, by, is_repetition });
        self.words.clear();
        // What waits has its whole wait again.
        self.leaving.values_mut().for_each(|at| *at = (*at).max(now + WEEK));
        if let Some((_, at)) = &mut self.change {
            *at = (*at).max(now + WEEK);
        }
    }
}

/// All accounts.
#[derive(Debug, Default)]
pub struct Model {
    accounts: BTreeMap<u64, Account>,
}

impl Model {
    /// Follows a block.
    ///
    /// # Errors
    /// What should not have happened, or should have.
    pub fn follow(&mut self, digest: &Digest) -> Checked {
        let now = digest.time.0;
        // The operator has a key from the genesis.
        self.accounts.entry(1).or_insert_with(|| {
            let keys = BTreeMap::from([(0, plain(crate::ledger::START.0))]);
            Account { keys, ..Account::default() }
        });
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            self.deed(deed, now)?;
        }
        self.is_over(now)
    }

    fn deed(&mut self, deed: &Deed, now: u64) -> Checked {
        self.acts(deed, now)?;
        for told in &deed.facts {
            self.fact(deed, (told.fact.name, &told.fact.fields()), now)?;
        }
        if let Some(act) = &deed.act {
            self.said(deed, act, now)?;
        }
        let decided = deed.enacted.iter().filter(|enacted| enacted.proposal.is_some());
        for (dao, act) in decided.flat_map(|one| one.acts.iter().map(|act| (one.dao, act))) {
            if act.name == "recover" {
                self.recover(deed, (Guardian::Dao(dao), act), now)?;
            }
        }
        Ok(())
    }

    /// What an act does that no fact tells whole.
    fn acts(&mut self, deed: &Deed, now: u64) -> Checked {
        let (Some(account), Some(key)) = (deed.account(), signed_by(deed)) else { return Ok(()) };
        let row = self.accounts.entry(account).or_default();
        if let Some(fields) = deed.did("set-guardians") {
            let guardians = fields.items("guardians").into_iter().filter_map(guardian).collect();
            let to = (guardians, fields.number("threshold").unwrap_or(0));
            row.change = Some((to, now + WEEK));
        }
        if let Some(fields) = deed.did("remove-key") {
            row.leaving.insert(fields.number("key").unwrap_or(0), now + WEEK);
        }
        if deed.did("cancel-recovery").is_some() {
            let since = row.keys.get(&key).map_or(now, |key| key.since);
            let may = row.open.as_ref().is_some_and(|open| match open.repeats {
                None => true,
                Some((began, by)) => since + MONTH <= began && by != key,
            });
            same(CANCELS, || format!("account {account} by key {key} at {now}"), (may, true))?;
            row.cancel(key, now);
        }
        if let Some(fields) = deed.did("veto") {
            match fields.variant("change") {
                Some(("removal", of)) => {
                    row.leaving.remove(&of.number("key").unwrap_or(0));
                }
                _ => row.change = None,
            }
        }
        Ok(())
    }

    /// What somebody says or pays by an act of their own.
    fn said(&mut self, deed: &Deed, act: &Decoded, now: u64) -> Checked {
        let by = match deed.receipt.origin {
            Origin::Member { account, .. } => Guardian::Account(account.0),
            Origin::Newcomer { key } => Guardian::Key(format!("{key:?}")),
            _ => return Ok(()),
        };
        match act.name {
            "recover" => self.recover(deed, (by, act), now),
            "transfer" => self.pays(deed, &act.fields(), now),
            _ => Ok(()),
        }
    }

    fn recover(&mut self, deed: &Deed, (by, act): (Guardian, &Decoded), now: u64) -> Checked {
        let fields = act.fields();
        let account = fields.number("account").unwrap_or(0);
        let row = self.accounts.entry(account).or_default();
        let what = || format!("account {account} at {now}, {by:?} spoke");
        let may = row.guardians.0.contains(&by) && row.open.is_none() && !row.is_locked(&by, now);
        same(STARTS, what, (may, true))?;
        row.word(by.clone(), public(&fields, "key"), now);
        let mut begins = deed.told("recovery-started").map(|told| told.fact.fields());
        let begins = begins.find(|fields| fields.number("account") == Some(account));
        let told = begins.map(|fields| (public(&fields, "public"), fields.number("until")));
        let expected = row.open.as_ref().map(|open| (open.key.clone(), Some(open.ends)));
        same(STARTS, what, (told, expected))
    }

    /// Holds a payment by a limited key against its cap: never more within one period.
    fn pays(&mut self, deed: &Deed, fields: &Fields<'_>, now: u64) -> Checked {
        let (Some(account), Some(number)) = (deed.account(), signed_by(deed)) else {
            return Ok(());
        };
        let key = self.accounts.get_mut(&account).and_then(|row| row.keys.get_mut(&number));
        let (Some(key), Some(amount)) = (key, fields.amount("amount")) else { return Ok(()) };
        let own = fields.variant("to").and_then(|(_, to)| to.number("account")) == Some(account);
        if key.ends.is_none() || own {
            return Ok(());
        }
        let asset = amount.asset.0;
        key.paid.push((now, asset, amount.units));
        let cap = key.caps.iter().find(|(of, ..)| *of == asset);
        let period = cap.map_or(0, |(_, _, period)| *period);
        let paid = key.paid.iter().filter(|(at, of, _)| *of == asset && now < at + period.max(1));
        let sum = paid.fold(0u128, |sum, (_, _, units)| sum.saturating_add(*units));
        let most = cap.map_or(0, |(_, units, _)| *units);
        let what = || format!("account {account} key {number}: {sum} of asset {asset}, {most}");
        same(CAP, what, (sum <= most, true))
    }

    fn fact(&mut self, deed: &Deed, (name, fields): (&str, &Fields<'_>), now: u64) -> Checked {
        let Some(account) = fields.number("account") else { return Ok(()) };
        let number = fields.number("key").unwrap_or(0);
        let row = self.accounts.entry(account).or_default();
        match name {
            "account-made" if fields.flag("claimed") => {
                row.keys.insert(0, plain(now));
            }
            "account-claimed" => {
                row.keys.insert(0, plain(now));
            }
            "key-added" => {
                let granted = deed.did("grant-key");
                let key = granted.map_or(plain(now), |act| limited(&act, deed, now));
                row.keys.insert(number, key);
            }
            "key-ended" => return self.ended(deed, (account, number), now),
            "guardians-changed" => {
                let what = || format!("account {account} at {now}");
                let change = row.change.take();
                let due = change.as_ref().is_some_and(|(_, at)| now > *at && row.open.is_none());
                same(GUARDS, what, (due, true))?;
                row.guardians = change.map(|(to, _)| to).unwrap_or_default();
            }
            "account-recovered" => {
                let what = || format!("account {account} at {now}: {:?}", row.keys.keys());
                let due = row
                    .open
                    .as_ref()
                    .is_some_and(|open| now > open.ends && public(fields, "public") == open.key);
                same(FINISHES, what, (due, true))?;
                same(FINISHES, what, (row.keys.keys().copied().collect(), vec![number]))?;
                let guardians = row.guardians.clone();
                let keys = std::mem::take(&mut row.keys);
                *row = Account { keys, guardians, ..Account::default() };
            }
            _ => {}
        }
        Ok(())
    }

    /// A key is over: by its owner's word, by its time, after a removal, or in a recovery.
    fn ended(&mut self, deed: &Deed, (account, number): (u64, u64), now: u64) -> Checked {
        let row = self.accounts.entry(account).or_default();
        let key = row.keys.remove(&number);
        let leaving = row.leaving.remove(&number);
        let what = || format!("account {account} key {number} at {now}: {key:?}, {leaving:?}");
        let Some(key) = &key else { return Err((THERE, what())) };
        match deed.name {
            "end-key" => same(ENDS, what, (key.ends.is_some_and(|ends| now > ends), true)),
            "remove-key" if key.ends.is_none() => {
                let due = leaving.is_some_and(|at| now > at) && row.open.is_none();
                same(REMOVED, what, (due, true))
            }
            _ => Ok(()),
        }
    }

    /// What must be over by a moment.
    fn is_over(&self, now: u64) -> Checked {
        for (account, row) in &self.accounts {
            let what =
                |law: &'static str| Err((law, format!("account {account} at {now}: {row:?}")));
            if row.keys.values().any(|key| key.ends.is_some_and(|ends| ends < now)) {
                return what(ENDS);
            }
            if row.open.as_ref().is_some_and(|open| open.ends < now) {
                return what(FINISHES);
            }
            // A key that gave others takes them along.
            let is_given = |key: &Key| key.ends.is_some() && !row.keys.contains_key(&key.by);
            if row.keys.values().any(is_given) {
                return what(GIVEN);
            }
            if row.open.is_some() {
                continue;
            }
            if row.leaving.values().any(|at| *at < now) {
                return what(REMOVED);
            }
            if row.change.as_ref().is_some_and(|(_, at)| *at < now) {
                return what(GUARDS);
            }
        }
        Ok(())
    }

    /// Holds all accounts against the ledger, as their holders see them.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        for (account, row) in self.accounts.iter().filter(|(_, row)| !row.keys.is_empty()) {
            let what = || format!("account {account}");
            let params = [("account", *account)];
            let Some(answer) = ask(ledger, Some(*account), ("account", &params)) else {
                return Err((THERE, what()));
            };
            let fields = answer.fields();
            let there = fields.rows("keys");
            let there: Vec<_> = there
                .iter()
                .map(|key| (key.number("number").unwrap_or(0), key.number("expires_at")))
                .collect();
            let mine: Vec<_> = row.keys.iter().map(|(number, key)| (*number, key.ends)).collect();
            same(THERE, what, (there, mine))?;
            let Some(answer) = ask(ledger, Some(*account), ("recovery", &params)) else {
                return Err((TOLD, what()));
            };
            let fields = answer.fields();
            let open = fields.inner("open");
            let open = open.map(|open| (public(&open, "key"), open.number("until").unwrap_or(0)));
            let mine = row.open.as_ref().map(|open| (open.key.clone(), open.ends));
            same(TOLD, what, (open, mine))?;
            let guards = fields.inner("guards");
            let guards = guards.map_or((Vec::new(), 0), |guards| {
                let all = guards.items("guardians").into_iter().filter_map(guardian);
                (all.collect(), guards.number("threshold").unwrap_or(0))
            });
            same(TOLD, what, (guards, row.guardians.clone()))?;
            let leaving = fields.rows("removals");
            let leaving: BTreeMap<u64, u64> = leaving
                .iter()
                .filter_map(|row| row.number("key").zip(row.number("until")))
                .collect();
            same(TOLD, what, (leaving, row.leaving.clone()))?;
        }
        Ok(())
    }
}

/// A key with full control, or an admin's.
const fn plain(since: u64) -> Key {
    Key { since, ends: None, by: 0, caps: Vec::new(), paid: Vec::new() }
}

fn limited(act: &Fields<'_>, deed: &Deed, now: u64) -> Key {
    let caps = act.rows("caps");
    let caps = caps.iter().filter_map(|cap| {
        let amount = cap.amount("amount")?;
        Some((amount.asset.0, amount.units, cap.number("period")?))
    });
    Key {
        ends: Some(now + act.number("valid_for").unwrap_or(0)),
        by: signed_by(deed).unwrap_or(0),
        caps: caps.collect(),
        ..plain(now)
    }
}

fn signed_by(deed: &Deed) -> Option<u64> {
    match deed.receipt.origin {
        Origin::Member { key, .. } => Some(key.into()),
        _ => None,
    }
}

fn guardian((spec, value): (&'static TypeSpec, &Value)) -> Option<Guardian> {
    let (name, fields) = variant(spec, value)?;
    match name {
        "account" => fields.number("account").map(Guardian::Account),
        "dao" => fields.number("dao").map(Guardian::Dao),
        _ => Some(Guardian::Key(public(&fields, "key"))),
    }
}

fn public(fields: &Fields<'_>, name: &str) -> String {
    match fields.get(name) {
        Some((_, Value::PublicKey(key))) => format!("{key:?}"),
        _ => String::new(),
    }
}
