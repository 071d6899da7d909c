//! Roles, naively: who was given what, what each role was trusted with, and all that it ever paid.

use std::collections::BTreeMap;

use super::money::asks;
use super::people::HEAD;
use super::{Model, Moment};
use crate::ask::ask;
use crate::digest::{Deed, Told};
use crate::fields::{Fields, variant};
use crate::ledger::Ledger;
use crate::models::{Checked, same};

const HELD: &str = "dao: only whoever holds a role acts by it, in its term and good standing";
const GIVEN: &str = "dao: a role does what it was given, in its domain";
const LIMIT: &str = "dao: a role pays no more in its period than its limit";
const TERM: &str = "dao: a role ends with its term";
const OVER: &str = "dao: the end of a pause is told when it comes";
const RESTS: &str = "dao: what is paused is not done until the pause is over";
const HOLDS: &str = "dao: a role is held by those who were given it";

/// Where the weights of a DAO's roles are kept among shares.
const WEIGHTS: u64 = 1 << 40;

/// The number under which the weights of a DAO's roles are kept among shares.
pub(super) const fn weights(dao: u64) -> u64 {
    WEIGHTS + dao
}

#[derive(Clone, Debug, Default)]
struct Role {
    domain: Option<u64>,
    may: Vec<String>,
    /// Asset, units, period.
    limits: Vec<(u64, u128, u64)>,
    for_members: bool,
    weighs: bool,
    state: &'static str,
}

#[derive(Clone, Copy, Debug)]
struct Hold {
    until: u64,
    good: bool,
}

/// What a role paid.
#[derive(Clone, Copy, Debug)]
struct Paid {
    of: (u64, u64, u64),
    at: u64,
    units: u128,
}

/// All roles of all DAOs, by DAO and number.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// The domain above each, and its pot.
    domains: BTreeMap<(u64, u64), (Option<u64>, u64)>,
    roles: BTreeMap<(u64, u64), Role>,
    holds: BTreeMap<(u64, u64, u64), Hold>,
    paid: Vec<Paid>,
    /// What rests in a DAO, and until when.
    pauses: BTreeMap<u64, (Vec<&'static str>, u64)>,
}

impl Roles {
    /// What is left of a limit: periods follow one another, each from its first payment.
    fn left(&self, of: (u64, u64, u64), now: u64) -> u128 {
        let Some(role) = self.roles.get(&(of.0, of.1)) else { return 0 };
        let Some((_, units, per)) = role.limits.iter().find(|(asset, ..)| *asset == of.2) else {
            return 0;
        };
        let (mut began, mut sum) = (None, 0u128);
        for paid in self.paid.iter().filter(|paid| paid.of == of) {
            if began.is_none_or(|began| paid.at >= began + per) {
                (began, sum) = (Some(paid.at), 0);
            }
            sum += paid.units;
        }
        if began.is_none_or(|began| now >= began + per) { *units } else { units - sum }
    }

    /// What all roles that are not closed may still pay of an asset; with no moment, ever.
    pub(super) fn promised(&self, (dao, asset): (u64, u64), now: Option<u64>) -> u128 {
        let all = self.roles.iter().filter(|((of, _), role)| *of == dao && role.state != "closed");
        let sums = all.filter_map(|((_, number), role)| {
            let (_, units, _) = role.limits.iter().find(|(of, ..)| *of == asset)?;
            Some(now.map_or(*units, |now| self.left((dao, *number, asset), now)))
        });
        sums.fold(0, u128::saturating_add)
    }

    /// Whether a domain is another or lies below it.
    fn is_in(&self, dao: u64, domain: Option<u64>, of: Option<u64>) -> bool {
        let mut at = domain;
        loop {
            match (at, of) {
                (_, None) => return true,
                (None, Some(_)) => return false,
                (Some(here), Some(of)) if here == of => return true,
                (Some(here), _) => at = self.domains.get(&(dao, here)).and_then(|row| row.0),
            }
        }
    }

    fn domain_of_pot(&self, dao: u64, pot: u64) -> Option<u64> {
        let mut all = self.domains.iter();
        all.find(|((of, _), row)| *of == dao && row.1 == pot).map(|((_, domain), _)| *domain)
    }

    fn fact(&mut self, told: &Told, dao: u64) {
        let fields = told.fact.fields();
        let number = |name: &str| fields.number(name).unwrap_or(0);
        let (role, account) = (number("role"), number("account"));
        match told.fact.name {
            "domain-opened" => {
                let what = fields.inner("what");
                let row = what.map(|what| (what.number("parent"), what.number("pot").unwrap_or(0)));
                self.domains.insert((dao, number("domain")), row.unwrap_or_default());
            }
            // What it leaves behind hangs nowhere: no role was in it.
            "domain-closed" => {
                self.domains.remove(&(dao, number("domain")));
            }
            "role-defined" => {
                if let Some(what) = fields.inner("what") {
                    self.roles.insert((dao, role), defined(&what));
                }
            }
            "role-set" => {
                if let Some(row) = self.roles.get_mut(&(dao, role)) {
                    row.state = fields.variant("state").map_or("", |(state, _)| state);
                }
            }
            "pause-began" => {
                let rests = fields.items("rests").into_iter();
                let rests = rests.filter_map(|(spec, value)| Some(variant(spec, value)?.0));
                self.pauses.insert(dao, (rests.collect(), number("until")));
            }
            "pause-ended" => {
                self.pauses.remove(&dao);
            }
            "role-given" => {
                let until = fields.inner("hold").and_then(|hold| hold.number("until"));
                let hold = Hold { until: until.unwrap_or(0), good: true };
                self.holds.insert((dao, role, account), hold);
            }
            "role-ended" => {
                self.holds.remove(&(dao, role, account));
            }
            "standing-set" => {
                if let Some(hold) = self.holds.get_mut(&(dao, role, account)) {
                    hold.good = fields.flag("good");
                }
            }
            _ => {}
        }
    }
}

fn defined(what: &Fields<'_>) -> Role {
    let texts = what.items("may").into_iter().filter_map(|(_, value)| match value {
        aluma_types::value::Value::Text(text) => Some(text.clone()),
        _ => None,
    });
    let limits = what.rows("limits").into_iter().filter_map(|row| {
        let amount = row.amount("amount")?;
        Some((amount.asset.0, amount.units, row.number("per")?))
    });
    Role {
        domain: what.number("domain"),
        may: texts.collect(),
        limits: limits.collect(),
        for_members: what.flag("for_members"),
        weighs: what.flag("weighs"),
        state: "active",
    }
}

impl Model {
    /// Holds what somebody did by a role against what they were given, and remembers what it paid.
    pub(super) fn by_role(&mut self, deed: &Deed, at: Moment) -> Checked {
        let Some(fields) = deed.did("act-by-role") else { return Ok(()) };
        let (dao, account) = (fields.number("dao").unwrap_or(0), deed.account().unwrap_or(0));
        let number = fields.number("role").unwrap_or(0);
        let what = || format!("role {number} of DAO {dao} by account {account} at {}", at.time);
        let (Some(role), Some(hold)) =
            (self.roles.roles.get(&(dao, number)), self.roles.holds.get(&(dao, number, account)))
        else {
            return Err((HELD, what()));
        };
        let is_one = !role.for_members || self.people.is_in(dao, account);
        if role.state != "active" || !hold.good || at.time > hold.until || !is_one {
            return Err((HELD, format!("{}: {role:?} {hold:?}", what())));
        }
        for act in &deed.carries {
            let fields = act.fields();
            let pot = fields.number("from").or(fields.number("pot")).unwrap_or(0);
            let moves = !matches!(act.name, "give-role" | "revoke-role" | "judge-role");
            let domain = self.roles.domain_of_pot(dao, pot);
            let reaches = !moves || self.roles.is_in(dao, domain, role.domain);
            let other = fields.number("role").unwrap_or(0);
            let below = self.roles.roles.get(&(dao, other)).and_then(|role| role.domain);
            let rules = moves || other != number && self.roles.is_in(dao, below, role.domain);
            if !role.may.iter().any(|name| name == act.name) || !reaches || !rules {
                return Err((GIVEN, format!("{}: {} {fields:?}", what(), act.name)));
            }
        }
        for (asset, ask) in asks(dao, &deed.carries) {
            let (of, units) = ((dao, number, asset), ask.out());
            if units > self.roles.left(of, at.time) {
                return Err((LIMIT, format!("{}: {units} of asset {asset}", what())));
            }
            if units > 0 {
                self.roles.paid.push(Paid { of, at: at.time, units });
            }
        }
        Ok(())
    }

    /// Holds what a DAO did against what rests in it.
    pub(super) fn nothing_that_rests(&self, deed: &Deed, at: Moment) -> Checked {
        let Some(enacted) = &deed.enacted else { return Ok(()) };
        let Some((rests, until)) = self.roles.pauses.get(&enacted.dao) else { return Ok(()) };
        let asks = asks(enacted.dao, &enacted.acts);
        let rests = |kind: &str| at.time <= *until && rests.contains(&kind);
        let pays = rests("payments") && asks.values().any(|ask| ask.units() > 0);
        let issues = rests("issues") && asks.values().any(|ask| ask.minted() > 0);
        let by_role = rests("roles") && enacted.proposal.is_none();
        if pays || issues || by_role {
            return Err((RESTS, format!("DAO {} at {} until {until}", enacted.dao, at.time)));
        }
        Ok(())
    }

    /// Follows a fact, and what roles weigh after it.
    pub(super) fn role_fact(&mut self, told: &Told, at: Moment) {
        let Some(dao) = told.dao else { return };
        self.roles.fact(told, dao);
        self.weigh_roles(dao, at);
    }

    /// What everybody's roles in a DAO weigh now.
    pub(super) fn weigh_roles(&mut self, dao: u64, at: Moment) {
        let mut counts: BTreeMap<u64, u128> = BTreeMap::new();
        for ((of, number, account), hold) in &self.roles.holds {
            let Some(role) = self.roles.roles.get(&(*of, *number)) else { continue };
            let is_one = !role.for_members || self.people.is_in(dao, *account);
            if *of == dao && hold.good && role.weighs && role.state == "active" && is_one {
                *counts.entry(*account).or_default() += HEAD;
            }
        }
        let aged = self.in_season(dao, at.time);
        let known = self.shares.holders(weights(dao));
        let mut all: Vec<u64> = counts.keys().copied().chain(known).collect();
        all.sort_unstable();
        all.dedup();
        self.shares.owned(weights(dao), dao);
        for account in all {
            let units = counts.get(&account).copied().unwrap_or(0);
            if self.shares.held(weights(dao), account) != units {
                self.shares.set((weights(dao), account), units, (at, aged));
            }
        }
    }

    /// What must have ended by a moment.
    pub(super) fn terms_are_over(&self, now: u64) -> Checked {
        if let Some((dao, (_, until))) = self.roles.pauses.iter().find(|(_, row)| row.1 < now) {
            return Err((OVER, format!("DAO {dao} at {now}: until {until}")));
        }
        match self.roles.holds.iter().find(|(_, hold)| hold.until < now) {
            Some((key, hold)) => Err((TERM, format!("{key:?}: {hold:?} at {now}"))),
            None => Ok(()),
        }
    }

    /// Holds what rests against the ledger, as a member sees it.
    fn compare_pauses(&self, ledger: &Ledger) -> Checked {
        let now = ledger.head().time.0;
        for (dao, (kinds, until)) in self.roles.pauses.iter().filter(|(_, row)| now <= row.1) {
            let Some(member) = self.people.of(*dao).first().copied() else { continue };
            let answer = ask(ledger, Some(member), ("dao", &[("dao", *dao)]));
            let told = answer.as_ref().and_then(|answer| {
                let paused = answer.fields().inner("inside")?.inner("paused")?;
                let rests = paused.items("rests").into_iter();
                let rests: Vec<_> =
                    rests.filter_map(|(spec, value)| Some(variant(spec, value)?.0)).collect();
                Some((rests, paused.number("until")?))
            });
            same(RESTS, || format!("DAO {dao} at {now}"), (told, Some((kinds.clone(), *until))))?;
        }
        Ok(())
    }

    /// Holds who holds what against the ledger, as each holder sees it.
    pub(super) fn compare_roles(&self, ledger: &Ledger) -> Checked {
        self.compare_pauses(ledger)?;
        for ((dao, number, account), hold) in &self.roles.holds {
            let role = &self.roles.roles.get(&(*dao, *number));
            if role.is_none_or(|role| role.state == "closed") {
                continue;
            }
            let mut params = vec![("dao", *dao)];
            params.extend(number.checked_sub(1).map(|before| ("after", before)));
            let Some(answer) = ask(ledger, Some(*account), ("roles", &params)) else {
                return Err((HOLDS, format!("role {number} of DAO {dao} is not told")));
            };
            let fields = answer.fields();
            let rows = fields.rows("roles");
            let row = rows.iter().find(|row| row.number("role") == Some(*number));
            let holders = row.map(|row| row.rows("holders")).unwrap_or_default();
            let mine = holders.iter().find(|row| row.number("account") == Some(*account));
            let told = mine.and_then(|row| row.inner("hold"));
            let told = told.map(|row| (row.number("until").unwrap_or(0), row.flag("good")));
            let what = || format!("role {number} of DAO {dao}, account {account}");
            same(HOLDS, what, (told, Some((hold.until, hold.good))))?;
        }
        Ok(())
    }
}
