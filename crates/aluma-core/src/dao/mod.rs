//! Communities: who belongs, by which rules, and who may read.
//!
//! **Words.** A *charter* is a DAO's rules: numbered parameters, each declared by the domain that
//! uses it. An *applicant* asked to be admitted; somebody who merely *joined* speaks and takes work;
//! an *admitted* member has a vote. A *head* is one admitted member's weight, in millionths. In the
//! *founding season* the vote of whoever is admitted counts in full at once. A *payee* is an
//! account that a DAO made for somebody who has not come yet.
//!
//! A *domain* is a team with a pot; a *role* lets whoever holds it act for the DAO, within limits.
//! What *rests* in an emergency is not done until the pause is over. A *stakeholder* has a voice and
//! no vote. A *peer* is a DAO that belongs to another.
//!
//! **Who may.** Any account founds (by treasury's `found`). Admitted members invite, object and
//! enroll; whoever has an account joins as the charter lets them (by what they hold: treasury's
//! `enter`) and leaves when they like. Only the DAO itself admits by vote, amends its charter, and
//! defines domains and roles; whoever holds a role acts by it.
//!
//! **What time does.** An application that met no objection is granted, an invitation runs out, the
//! founding season ends, the term of a role is over, a pause ends.
//!
//! **Invariants.** Each admitted member has one head, nobody else has any, and the total is their
//! sum. Every DAO has a whole charter. Whoever is expelled or away is so by a row.

pub(crate) mod actions;
pub mod charter;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub use charter::PARAMETERS;
pub(crate) use charter::{asset_parameter, choice, flag, number, share, span};
pub use events::Event;
pub use refusals::Refusal;
pub(crate) use rules::changes::{diff, diff_of_manner};
pub use rules::checkpoints::{self, Checkpoint, Checkpoints, HEAD, MAX_CHECKPOINTS, Moment};
pub(crate) use rules::laws::{BELONGING, HEADS, ROLES, WHOLE};
pub(crate) use rules::parameters::named as parameter;
pub use rules::parameters::{
    AmendmentLaw, AssetLaw, Charter, CharterLaw, Kind, MAX_PARAMETERS, Parameter, ParameterSpec,
    ParameterValue, Unit,
};
pub(crate) use rules::pauses::{gate, resting_until};
pub use rules::profile;
pub(crate) use rules::reading::{circle_of, is_stakeholder, known, may_read, reader, reads};
pub use rules::reading::{invited, may_know, sees_inside};
pub(crate) use rules::roles::{
    ancestry, domain_of_pot, domains, holds_role, is_role, lies_in, may_by_role, promised_to_roles,
    roles_given,
};
pub use rules::sections::{self, SectionSpec};
pub use types::{
    ChangeText, Changes, Dao, FirstDomain, FirstRole, Invitation, Joining, MAX_FIRSTS, Manner,
    Member, Standing, Template, Visibility,
};
pub(crate) use types::{Firsts, NewDao, Reading};

pub(crate) use actions::domains::{
    NewDomain, close_domain, may_close_domain, may_open_domain, open_domain, open_one,
};
pub(crate) use actions::first::{Beginning, begin, may_begin};
pub(crate) use actions::join::{come_asked, may_come_asked};
pub(crate) use actions::leave::end_membership;
#[cfg(any(test, feature = "testing"))]
pub(crate) use actions::steps::admit_member;
pub(crate) use actions::steps::{
    appealed, back, create, enter, may_enter, may_found, not_expelled, reinstating,
};
pub(crate) use rules::away::away;
pub(crate) use rules::expelling::{self, Appeal};
pub(crate) use rules::joining::Entry;
pub(crate) use rules::peers;

use aluma_types::{AccountId, DaoId, Hash32, Timestamp};

use crate::kernel::refusal::Refused;
use crate::registry::State;

/// A DAO, to read.
pub(crate) fn dao(state: &State, dao: DaoId) -> Option<&Dao> {
    state.dao.daos.get(&dao)
}

/// The id of a DAO's name, which a wallet shows and the ledger hashes.
pub fn name_of(state: &State, id: DaoId) -> Option<Hash32> {
    dao(state, id).map(|row| row.name.id)
}

/// Whether there is such a DAO.
pub fn exists(state: &State, dao: DaoId) -> bool {
    state.dao.daos.contains(&dao)
}

/// Says no where there is no such DAO.
pub(crate) fn existing(state: &State, dao: DaoId) -> Result<(), Refused> {
    if exists(state, dao) { Ok(()) } else { Err(Refusal::NoSuchDao.into()) }
}

/// The DAO that a handle's skeleton belongs to.
pub fn by_skeleton(state: &State, skeleton: &Hash32) -> Option<DaoId> {
    state.dao.handles.get(skeleton).map(|row| row.dao)
}

/// A DAO's rules, to read.
pub(crate) fn charter(state: &State, dao: DaoId) -> Option<&Charter> {
    state.dao.charters.get(&dao)
}

/// A membership, whatever its standing.
pub(crate) fn member(state: &State, dao: DaoId, account: AccountId) -> Option<&Member> {
    state.dao.members.get(&(dao, account))
}

/// DAOs that an account has, or had, to do with, lowest first.
pub(crate) fn daos_of(state: &State, account: AccountId) -> impl Iterator<Item = DaoId> + '_ {
    state.dao.members.index().daos(account)
}

/// Accounts of one group of a DAO, lowest first.
pub(crate) fn group_of(
    state: &State,
    dao: DaoId,
    group: types::Group,
) -> impl Iterator<Item = AccountId> + '_ {
    state.dao.members.index().group(group, dao, AccountId(0))
}

/// Whether somebody was expelled and has not come back.
pub(crate) fn is_expelled(state: &State, dao: DaoId, account: AccountId) -> bool {
    expelling::expulsion(state, (dao, account)).is_some()
}

/// Who vouched for somebody who was expelled while they answered for them.
pub(crate) fn voucher_barred(state: &State, key: (DaoId, AccountId)) -> Option<AccountId> {
    expelling::expulsion(state, key)?.bar.map(|bar| bar.voucher)
}

/// Whether an account has a vote in a DAO.
pub(crate) fn is_admitted(state: &State, dao: DaoId, account: AccountId) -> bool {
    member(state, dao, account).is_some_and(|row| row.standing == Standing::Admitted)
}

/// How many admitted members a DAO has.
pub(crate) fn member_count(state: &State, dao: DaoId) -> u64 {
    let total = heads_total(state, dao).map_or(0, Checkpoints::value);
    total.checked_div(HEAD).and_then(|count| u64::try_from(count).ok()).unwrap_or(0)
}

/// Whether whoever is admitted at a moment counts as aged.
pub(crate) fn in_season(state: &State, dao: DaoId, now: Timestamp) -> bool {
    self::dao(state, dao)
        .is_some_and(|row| row.season_over.is_none() && now <= season_end(state, dao, row))
}

/// The last moment of the founding season, unless it ends earlier by members.
pub(crate) fn season_end(state: &State, dao: DaoId, row: &Dao) -> Timestamp {
    row.since.after(span(state, dao, &charter::SEASON))
}

/// What all heads of a DAO weigh together. Kept as of the last two blocks only: a proposal freezes
/// its total when it opens.
pub(crate) fn heads_total(state: &State, dao: DaoId) -> Option<&Checkpoints> {
    state.dao.totals.get(&dao)
}

/// What an account's head weighs in a DAO; kept for a year.
pub(crate) fn heads_of(state: &State, dao: DaoId, account: AccountId) -> Option<&Checkpoints> {
    state.dao.heads.get(&(dao, account))
}

/// What somebody's roles weigh in a DAO; kept for a year.
pub(crate) fn posts_of(state: &State, dao: DaoId, account: AccountId) -> Option<&Checkpoints> {
    state.dao.posts.get(&(dao, account))
}

/// What all roles of a DAO weigh together, as of the last two blocks.
pub(crate) fn posts_total(state: &State, dao: DaoId) -> Option<&Checkpoints> {
    state.dao.post_totals.get(&dao)
}

/// Whether somebody was given a role in a DAO.
pub(crate) fn has_role(state: &State, dao: DaoId, account: AccountId) -> bool {
    state.dao.holds.index().of(account, dao).next().is_some()
}

/// The account that a DAO made for a payee, by the hash of the payee's label.
pub(crate) fn payee(state: &State, dao: DaoId, label_hash: &Hash32) -> Option<AccountId> {
    state.dao.payees.get(&(dao, *label_hash)).map(|row| row.account)
}
