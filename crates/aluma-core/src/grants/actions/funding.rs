//! How a fund closes, and money with it. Actions and due tasks come here after they checked.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId};

use super::steps;
use crate::dao::{self, Standing};
use crate::grants::rules::fund::{Fund, Project, Support};
use crate::grants::rules::quadratic::{Given, Group, ideal, shared};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::reputation;
use crate::treasury::escrow;

/// A DAO and the number of a fund in it.
pub(crate) type Key = (DaoId, u64);

const NO_FUND: Broken = Broken("a fund that was found is not there");

/// A fund that is there.
///
/// # Errors
/// [`Refusal::NoSuchFund`].
pub(super) fn fund(state: &State, key: Key) -> Result<&Fund, Refusal> {
    state.grants.funds.get(&key).ok_or(Refusal::NoSuchFund { fund: key.1 })
}

/// A project that is there.
///
/// # Errors
/// [`Refusal::NoSuchProject`].
pub(super) fn project(state: &State, key: Key, number: u32) -> Result<&Project, Refusal> {
    let row = state.grants.projects.get(&(key.0, key.1, number));
    row.ok_or(Refusal::NoSuchProject { project: number })
}

/// Whether a fund still takes projects and gifts.
///
/// # Errors
/// [`Refusal::FundIsClosed`].
pub(super) fn is_open(ctx: &Ctx<'_>, key: Key, row: &Fund) -> Result<(), Refused> {
    if row.over.is_none() && ctx.now() <= row.closes {
        Ok(())
    } else {
        Err(Refusal::FundIsClosed { fund: key.1 }.into())
    }
}

/// The projects of a fund, in the order of their numbers.
pub(crate) fn projects(state: &State, (dao, number): Key) -> Vec<(u32, Project)> {
    let rows = state.grants.projects.range((dao, number, 0)..=(dao, number, u32::MAX));
    rows.map(|((_, _, project), row)| (*project, row.clone())).collect()
}

/// What people gave to a project, in the order of accounts.
pub(crate) fn supports(
    state: &State,
    (dao, number): Key,
    project: u32,
) -> Vec<(AccountId, Support)> {
    let first = (dao, number, project, AccountId(0));
    let rows = state.grants.supports.range(first..=(dao, number, project, AccountId(u64::MAX)));
    rows.map(|((_, _, _, who), row)| (*who, *row)).collect()
}

/// How a gift would be matched if its fund closed now: whether it counts, and the cluster it counts in.
pub(crate) fn counted(
    state: &State,
    (dao, row): (DaoId, &Fund),
    (account, support): (AccountId, Support),
) -> Support {
    let belongs = steps::is_among_us(state, dao, account).is_ok();
    let label = reputation::cluster_of(state, dao, account).map(|cluster| cluster.label);
    // So large a part of the members that it is the community itself: nothing follows from it.
    let label = label.filter(|label| !reputation::is_community(state, dao, *label));
    let cluster = label.filter(|_| row.terms.clustered);
    Support { counts: row.terms.everybody || belongs, cluster, ..support }
}

/// What counts of what people gave to a project.
pub(crate) fn given(supports: &[(AccountId, Support)]) -> Given {
    let mut given = Given::new();
    for (who, support) in supports.iter().filter(|(_, support)| support.counts) {
        let group = match support.cluster {
            Some(label) => Group::Cluster(label.0),
            None => Group::One(who.0),
        };
        let slot = given.entry(group).or_default();
        *slot = slot.saturating_add(support.gave);
    }
    given
}

/// Whether somebody has a vote or joined, and may so enter a project.
///
/// # Errors
/// [`Refusal::NotAmongUs`].
pub(super) fn belongs(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    match dao::member(state, dao, account).map(|row| row.standing) {
        Some(Standing::Admitted | Standing::Joined) => Ok(()),
        _ => Err(Refusal::NotAmongUs { account }),
    }
}

/// Closes a fund: every project receives what people gave to it and what is added; what nobody takes
/// returns to its pot.
///
/// # Errors
/// [`Broken`] where less lies in trust than was given.
pub(crate) fn close(ctx: &mut Ctx<'_>, key: Key, mut row: Fund) -> Result<(), Broken> {
    let (dao, fund) = key;
    let projects: Vec<_> =
        projects(ctx.state, key).into_iter().filter(|(_, project)| !project.withdrawn).collect();
    let mut ideals = Vec::new();
    for (number, _) in &projects {
        let rows: Vec<_> = supports(ctx.state, key, *number)
            .into_iter()
            .map(|(who, support)| (who, counted(ctx.state, (dao, &row), (who, support))))
            .collect();
        for (who, support) in &rows {
            ctx.state.grants.supports.put((dao, fund, *number, *who), *support);
        }
        ideals.push((u64::from(*number), ideal(&given(&rows))));
    }
    // The community left the ledger on which its money was issued: then there is none to add.
    let there = escrow::escrow(ctx.state, (dao, row.escrow)).map_or(0, |row| row.left.units);
    let added = shared(there, row.terms.cap, &ideals);
    let sum = added.iter().fold(0u128, |sum, units| sum.saturating_add(*units));
    let due: Vec<_> =
        projects.iter().zip(&added).map(|((_, of), units)| (of.payee, *units)).collect();
    escrow::pay(ctx, (dao, row.escrow), &due, row.title.resize().ok())?;
    escrow::give_back(ctx, (dao, row.escrow), there.saturating_sub(sum))?;
    let asset = row.matching.asset;
    for ((number, mut project), matched) in projects.into_iter().zip(added) {
        for (_, support) in supports(ctx.state, key, number) {
            let to = [(project.payee, support.gave)];
            escrow::pay(ctx, (dao, support.escrow), &to, row.title.resize().ok())?;
        }
        project.matched = matched;
        let (to, given) = (project.payee, Amount { asset, units: project.given });
        let matched = Amount { asset, units: matched };
        ctx.state.grants.projects.put((dao, fund, number), project);
        let project = number;
        ctx.emit(&Event { dao, fact: Fact::ProjectPaid { fund, project, to, given, matched } });
    }
    row.matched = sum;
    row.over = Some(ctx.now());
    row.due = None;
    let back = Amount { asset, units: row.matching.units.saturating_sub(sum) };
    let matched = Amount { asset, units: sum };
    ctx.state.grants.funds.put(key, row);
    ctx.emit(&Event { dao, fact: Fact::FundClosed { fund, matched, back } });
    Ok(())
}

/// What people gave to a project that was taken back returns to them.
///
/// # Errors
/// [`Broken`] where less lies in trust than they gave.
pub(crate) fn give_back(ctx: &mut Ctx<'_>, (dao, fund): Key, project: u32) -> Result<(), Broken> {
    let asset = ctx.state.grants.funds.get(&(dao, fund)).ok_or(NO_FUND)?.matching.asset;
    for (to, support) in supports(ctx.state, (dao, fund), project) {
        if support.returned {
            continue;
        }
        escrow::give_back(ctx, (dao, support.escrow), support.gave)?;
        let slot = (dao, fund, project, to);
        ctx.state.grants.supports.put(slot, Support { returned: true, ..support });
        let back = Amount { asset, units: support.gave };
        ctx.emit(&Event { dao, fact: Fact::SupportReturned { fund, project, to, back } });
    }
    Ok(())
}
