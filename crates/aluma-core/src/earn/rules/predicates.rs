//! What the ledger knows of somebody, clause by clause.

use aluma_types::{AccountId, DaoId, Timestamp};

use crate::earn::types::{Clause, Terms, Verifier};
use crate::registry::{self, State};
use crate::{dao, governance, reputation, treasury};

/// Micro-points of a point.
const MICRO: u128 = 1_000_000;

/// Whom a clause is asked about, and where.
#[derive(Clone, Copy, Debug)]
pub(crate) struct About {
    pub(crate) dao: DaoId,
    pub(crate) account: AccountId,
    /// A community for practice that they founded.
    pub(crate) practice: Option<DaoId>,
    pub(crate) now: Timestamp,
}

/// How much of a clause is there, and how much it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Measure {
    pub(crate) has: u128,
    pub(crate) asks: u128,
}

impl Measure {
    pub(crate) const fn holds(self) -> bool {
        self.has >= self.asks
    }

    const fn flag(is_so: bool) -> Self {
        Self { has: if is_so { 1 } else { 0 }, asks: 1 }
    }
}

/// How far somebody is with a clause. What is asked of a community for practice holds nowhere without
/// one.
pub(crate) fn measure(state: &State, about: &About, clause: &Clause) -> Measure {
    let About { dao: home, account, practice, now } = *about;
    let place = if clause.is_practice() { practice } else { Some(home) };
    let at = |count: fn(&State, DaoId, AccountId) -> u32| {
        place.map_or(0, |place| u128::from(count(state, place, account)))
    };
    match *clause {
        Clause::Member { lasts } => {
            let row = dao::member(state, home, account);
            let belongs = row.filter(|row| {
                matches!(row.standing, dao::Standing::Admitted | dao::Standing::Joined)
            });
            let has = belongs.map_or(0, |row| u128::from(now.since(row.since).0));
            Measure { has, asks: u128::from(lasts.0) }
        }
        Clause::Voted { times, .. } => Measure { has: at(governance::voted), asks: times.into() },
        Clause::Enacted { times, .. } => {
            Measure { has: at(governance::enacted_of), asks: times.into() }
        }
        Clause::Delegated { .. } => {
            Measure::flag(place.is_some_and(|place| governance::delegates(state, place, account)))
        }
        Clause::Drew { .. } => {
            Measure::flag(place.is_some_and(|place| treasury::drew(state, place, account)))
        }
        Clause::Skill { skill, points } => {
            let micro = reputation::skill_record(state, (home, account, skill));
            Measure { has: micro.checked_div(MICRO).unwrap_or(0), asks: points.into() }
        }
        Clause::Tier { tier } => {
            Measure::flag(reputation::tier(state, (home, None, account), now) >= tier)
        }
        Clause::Worked { times } => {
            let has = registry::jobs_accepted(state, home, account);
            Measure { has: has.into(), asks: times.into() }
        }
        Clause::Holds { amount } => {
            let has = treasury::balance(state, account, amount.asset);
            Measure { has, asks: amount.units }
        }
    }
}

/// How far somebody is with a clause, counting only what they did since a moment: what was drawn for them is
/// done anew each time. What cannot be done anew is not counted.
pub(crate) fn measure_since(
    state: &State,
    about: &About,
    clause: &Clause,
    since: Timestamp,
) -> u128 {
    let About { dao: home, account, practice, .. } = *about;
    let place = if clause.is_practice() { practice } else { Some(home) };
    let Some(place) = place else { return 0 };
    match clause {
        Clause::Voted { .. } => governance::voted_since(state, (place, account), since).into(),
        Clause::Enacted { .. } => governance::enacted_since(state, (place, account), since).into(),
        Clause::Delegated { .. } => {
            u128::from(governance::delegated_since(state, (place, account), since))
        }
        Clause::Drew { .. } => treasury::drew_since(state, (place, account), since).into(),
        _ => 0,
    }
}

/// The place among a verifier's clauses, from 1, of the first that does not hold.
pub(crate) fn first_unmet(state: &State, about: &About, verifier: &Verifier) -> Option<u64> {
    let Verifier::Predicate { clauses } = verifier else { return None };
    let mut all = (1u64..).zip(clauses.iter());
    all.find(|(_, clause)| !measure(state, about, clause).holds()).map(|(place, _)| place)
}

/// The verifiers, by place, whose clauses all hold.
pub(crate) fn held(state: &State, about: &About, terms: &Terms) -> alloc::vec::Vec<u8> {
    let all = (0u8..).zip(terms.verifiers.iter());
    let holds = |verifier: &Verifier| {
        verifier.is_predicate() && first_unmet(state, about, verifier).is_none()
    };
    all.filter(|(_, verifier)| holds(verifier)).map(|(place, _)| place).collect()
}
