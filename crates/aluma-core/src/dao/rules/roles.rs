//! Domains, roles, and who holds one: what they are, and what a role lets its holder do.
//!
//! A role is held iff it was *given*, is *active*, and its holder is *eligible*: in good standing,
//! within the term, and a member where the role is for members (after Hats). What a role may do it
//! may do in its domain and in every domain below; a role of no domain, everywhere.

use alloc::collections::BTreeSet;

use aluma_types::{
    AccountId, Amount, AssetId, Body, Canon, DaoId, List, PotId, ProposalId, Span, Text, Timestamp,
};

use crate::dao::checkpoints::HEAD;
use crate::dao::types::{NAME_BYTES, PROSE_BYTES};
use crate::dao::{Refusal, charter, is_admitted, span};
use crate::registry::State;

/// How deep the tree of domains may be; one that hangs under none has depth 1.
pub const MAX_DEPTH: usize = 5;
/// Domains that a DAO may have open.
pub const MAX_DOMAINS: u32 = 100;
/// Roles that a DAO may have, closed ones apart.
pub const MAX_ROLES: u32 = 100;
/// Holders that a role may have.
pub const MAX_HOLDERS: u32 = 50;
/// Kinds of action that a role may be given.
pub const MAX_KINDS: usize = 16;
/// Assets that a role may pay in.
pub const MAX_LIMITS: usize = 8;
/// Bytes of an action's name.
pub const KIND_BYTES: usize = 32;
/// The shortest and the longest period of a limit. Shorter than the windows of the outflow limit
/// would let a role pay out in a week what counts once.
pub const PERIODS: (Span, Span) = (Span::days(7), Span::days(90));

/// Names of actions.
pub type Kinds = List<Text<KIND_BYTES>, MAX_KINDS>;
/// What a role may pay, asset by asset.
pub type Limits = List<RoleLimit, MAX_LIMITS>;

/// A team with a purpose and a pot of its own.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Domain {
    /// The domain it hangs under, if any.
    pub parent: Option<u32>,
    /// What it is called.
    pub name: Body<NAME_BYTES>,
    /// What it is for.
    pub purpose: Body<PROSE_BYTES>,
    /// Its pot.
    pub pot: PotId,
    /// The longest term of a role in it and below, where that is shorter than above.
    pub longest_term: Option<Span>,
    /// Since when.
    pub since: Timestamp,
    /// When it was closed.
    pub closed: Option<Timestamp>,
}

/// How much a role may pay in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $amount } in { $per }", he = "{ $amount } לכל { $per }")]
pub struct RoleLimit {
    /// How much of what.
    #[he("סכום")]
    pub amount: Amount,
    /// The period.
    #[he("לתקופה של")]
    pub per: Span,
}

/// Whether a role can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum RoleState {
    /// It can.
    #[tag(1)]
    #[he("פעיל")]
    Active,
    /// Not until it is active again; whoever holds it keeps it.
    #[tag(2)]
    #[he("מושהה")]
    Suspended,
    /// Never again.
    #[tag(3)]
    #[he("סגור")]
    Closed,
}

/// A role: what its holders may do for the DAO without a vote.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Role {
    /// Its domain; none is the whole DAO.
    pub domain: Option<u32>,
    /// What it is called.
    pub name: Body<NAME_BYTES>,
    /// What it is there for.
    pub duty: Option<Body<PROSE_BYTES>>,
    /// The actions that it may take, by name.
    pub may: Kinds,
    /// How much it may pay.
    pub limits: Limits,
    /// Whether only admitted members may hold it.
    pub for_members: bool,
    /// Whether it weighs where the charter lets roles weigh.
    pub weighs: bool,
    /// Whether it can be used.
    pub state: RoleState,
    /// Since when it is so.
    pub since: Timestamp,
}

/// Who gave a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Giver {
    /// The members.
    #[tag(1)]
    #[he("החלטה")]
    Proposal {
        /// By this proposal.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
    /// Another role.
    #[tag(2)]
    #[he("תפקיד")]
    Role {
        /// Its number.
        #[he("מספר התפקיד")]
        role: u32,
        /// Who held it.
        #[he("מי שבתפקיד")]
        holder: AccountId,
    },
    /// The founding itself.
    #[tag(3)]
    #[he("הקמה")]
    Founding,
}

/// That somebody was given a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Hold {
    /// By whom.
    #[he("מידי")]
    pub by: Giver,
    /// Why.
    #[he("נימוק")]
    pub reason: Option<Body<PROSE_BYTES>>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment of the term.
    #[he("עד")]
    pub until: Timestamp,
    /// Whether the holder is in good standing.
    #[he("במעמד תקין")]
    pub good: bool,
    /// The entry in the due queue that ends it.
    #[he("מספר בתור")]
    pub task: u64,
}

/// What a role has paid in its present period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Spent {
    /// When the period began: with the first payment after the one before.
    pub from: Timestamp,
    /// Base units since.
    pub units: u128,
}

/// What is left of a limit at a moment; a period that is over begins anew.
pub fn left(limit: &RoleLimit, spent: Option<Spent>, now: Timestamp) -> u128 {
    match spent {
        Some(spent) if now.since(spent.from) < limit.per => {
            limit.amount.units.saturating_sub(spent.units)
        }
        _ => limit.amount.units,
    }
}

/// What was paid, with `units` more at a moment.
pub fn spend(limit: &RoleLimit, spent: Option<Spent>, units: u128, now: Timestamp) -> Spent {
    match spent {
        Some(spent) if now.since(spent.from) < limit.per => {
            Spent { units: spent.units.saturating_add(units), ..spent }
        }
        _ => Spent { from: now, units },
    }
}

/// Whether limits are what they are for: each of something, of an asset of its own, for a period
/// within bounds. The place of the first that is not, from 1.
pub fn bad_limit(limits: &[RoleLimit]) -> Option<u64> {
    let mut assets = BTreeSet::new();
    let (least, most) = PERIODS;
    let fits = |limit: &RoleLimit, is_first: bool| {
        is_first && limit.amount.units > 0 && limit.per >= least && limit.per <= most
    };
    let mut places = (1u64..).zip(limits);
    places.find(|(_, limit)| !fits(limit, assets.insert(limit.amount.asset))).map(|(at, _)| at)
}

/// The domain and those above it, itself first. Ends after [`MAX_DEPTH`] whatever the tree.
pub(crate) fn ancestry(
    state: &State,
    dao: DaoId,
    domain: u32,
) -> impl Iterator<Item = (u32, &Domain)> {
    let find = move |number: u32| Some((number, state.dao.domains.get(&(dao, number))?));
    let up = move |(_, row): &(u32, &Domain)| row.parent.and_then(find);
    core::iter::successors(find(domain), up).take(MAX_DEPTH)
}

/// Whether a domain is `of` or lies below it; everything lies below none.
pub(crate) fn lies_in(state: &State, dao: DaoId, domain: Option<u32>, of: Option<u32>) -> bool {
    match (of, domain) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(of), Some(domain)) => ancestry(state, dao, domain).any(|(number, _)| number == of),
    }
}

/// The open domain that a pot belongs to.
pub(crate) fn domain_of_pot(state: &State, dao: DaoId, pot: PotId) -> Option<u32> {
    let mut rows = domains(state, dao);
    rows.find(|(_, row)| row.pot == pot && row.closed.is_none()).map(|(number, _)| number)
}

/// The domains of a DAO, closed ones too.
pub(crate) fn domains(state: &State, dao: DaoId) -> impl Iterator<Item = (u32, &Domain)> {
    let rows = state.dao.domains.range((dao, 0)..=(dao, u32::MAX));
    rows.map(|((_, number), row)| (*number, row))
}

/// The roles of a DAO, closed ones too.
pub(crate) fn roles(state: &State, dao: DaoId) -> impl Iterator<Item = (u32, &Role)> {
    let rows = state.dao.roles.range((dao, 0)..=(dao, u32::MAX));
    rows.map(|((_, number), row)| (*number, row))
}

/// A role that is there.
///
/// # Errors
/// [`Refusal::NoSuchRole`].
pub(crate) fn role(state: &State, dao: DaoId, number: u32) -> Result<&Role, Refusal> {
    state.dao.roles.get(&(dao, number)).ok_or(Refusal::NoSuchRole { role: number })
}

/// Who was given a role.
pub(crate) fn holders(
    state: &State,
    dao: DaoId,
    role: u32,
) -> impl Iterator<Item = (AccountId, &Hold)> {
    let all = (dao, role, AccountId(0))..=(dao, role, AccountId(u64::MAX));
    state.dao.holds.range(all).map(|((_, _, account), row)| (*account, row))
}

/// The role that somebody may use now.
///
/// # Errors
/// The first that is missing: the role, the gift, the term, the role's state, eligibility.
pub(crate) fn held(
    state: &State,
    (dao, number, account): (DaoId, u32, AccountId),
    now: Timestamp,
) -> Result<&Role, Refusal> {
    let row = role(state, dao, number)?;
    let hold = state.dao.holds.get(&(dao, number, account));
    let hold =
        hold.filter(|hold| now <= hold.until).ok_or(Refusal::RoleNotHeld { role: number })?;
    if row.state != RoleState::Active {
        return Err(Refusal::RoleNotActive { role: number });
    }
    if !hold.good || !eligible(state, dao, row, account) {
        return Err(Refusal::NotEligible { role: number, account });
    }
    Ok(row)
}

/// Whether somebody holds a role of a number now and may use it.
pub(crate) fn holds_role(state: &State, key: (DaoId, u32, AccountId), now: Timestamp) -> bool {
    held(state, key, now).is_ok()
}

/// The roles of a DAO that an account was given.
pub(crate) fn roles_given(
    state: &State,
    (dao, account): (DaoId, AccountId),
) -> impl Iterator<Item = u32> + '_ {
    state.dao.holds.index().of(account, dao)
}

/// Whether a DAO has a role of a number that is not closed.
pub(crate) fn is_role(state: &State, dao: DaoId, number: u32) -> bool {
    role(state, dao, number).is_ok_and(|row| row.state != RoleState::Closed)
}

/// Whether somebody holds a role now that was given a kind of action.
pub(crate) fn may_by_role(
    state: &State,
    (dao, account): (DaoId, AccountId),
    kind: &str,
    now: Timestamp,
) -> bool {
    let mut mine = state.dao.holds.index().of(account, dao);
    mine.any(|number| {
        let row = held(state, (dao, number, account), now);
        row.is_ok_and(|row| row.may.iter().any(|one| one.as_str() == kind))
    })
}

/// Whether somebody is one of those whom a role is for.
pub(crate) fn eligible(state: &State, dao: DaoId, role: &Role, account: AccountId) -> bool {
    !role.for_members || is_admitted(state, dao, account)
}

/// The longest term for a role of a domain: the charter's, or what a domain above says.
pub(crate) fn longest_term(state: &State, dao: DaoId, domain: Option<u32>) -> Span {
    let of_charter = span(state, dao, &charter::ROLE_TERM);
    let above = domain.into_iter().flat_map(|domain| ancestry(state, dao, domain));
    above.filter_map(|(_, row)| row.longest_term).fold(of_charter, Ord::min)
}

/// What a role may still pay of an asset; nothing where it has no limit in it.
pub(crate) fn left_of(
    state: &State,
    (dao, number, asset): (DaoId, u32, AssetId),
    now: Timestamp,
) -> Option<(RoleLimit, u128)> {
    let row = state.dao.roles.get(&(dao, number))?;
    let limit = *row.limits.iter().find(|limit| limit.amount.asset == asset)?;
    let spent = state.dao.spendings.get(&(dao, number, asset)).copied();
    Some((limit, left(&limit, spent, now)))
}

/// What the roles of a DAO may still pay of an asset, without one of them: promised to them when
/// they were defined. Without a moment their whole limits.
pub(crate) fn promised_to_roles(
    state: &State,
    (dao, asset): (DaoId, AssetId),
    now: Option<Timestamp>,
    without: Option<u32>,
) -> u128 {
    let open = roles(state, dao)
        .filter(|(number, row)| row.state != RoleState::Closed && Some(*number) != without);
    let sums = open.filter_map(|(number, row)| match now {
        Some(now) => left_of(state, (dao, number, asset), now).map(|(_, left)| left),
        None => {
            let limit = row.limits.iter().find(|limit| limit.amount.asset == asset)?;
            Some(limit.amount.units)
        }
    });
    sums.fold(0, u128::saturating_add)
}

/// What somebody's roles weigh: one for each that weighs, is active and held in good standing.
pub(crate) fn weight(state: &State, dao: DaoId, account: AccountId) -> u128 {
    let mine = state.dao.holds.index().of(account, dao);
    let counts = |number: &u32| {
        let hold = state.dao.holds.get(&(dao, *number, account));
        let row = state.dao.roles.get(&(dao, *number));
        hold.zip(row).is_some_and(|(hold, row)| {
            let counts = hold.good && row.weighs && row.state == RoleState::Active;
            counts && eligible(state, dao, row, account)
        })
    };
    HEAD.saturating_mul(mine.filter(counts).count() as u128)
}

/// Whether roles hang together: each posts row is what its holder's roles weigh and totals are the
/// sums, and no domain hangs too deep or under nothing.
pub(crate) fn roles_hold(state: &State) -> bool {
    let tables = &state.dao;
    let mut sums: alloc::collections::BTreeMap<DaoId, u128> = alloc::collections::BTreeMap::new();
    for ((dao, account), row) in tables.posts.iter() {
        if row.value() != weight(state, *dao, *account) {
            return false;
        }
        let sum = sums.entry(*dao).or_default();
        *sum = sum.saturating_add(row.value());
    }
    let totals = || tables.post_totals.iter();
    let is_sound = |(dao, number, account): &(DaoId, u32, AccountId)| {
        let posted = tables.posts.get(&(*dao, *account)).map_or(0, |row| row.value());
        tables.roles.contains(&(*dao, *number)) && posted == weight(state, *dao, *account)
    };
    totals().all(|(dao, total)| sums.get(dao).copied().unwrap_or(0) == total.value())
        && sums.iter().all(|(dao, sum)| {
            *sum == 0 || tables.post_totals.get(dao).is_some_and(|total| total.value() == *sum)
        })
        && tables.holds.iter().all(|(key, _)| is_sound(key))
        && tables.domains.iter().all(|((dao, number), _)| {
            ancestry(state, *dao, *number).last().is_some_and(|(_, top)| top.parent.is_none())
        })
}
