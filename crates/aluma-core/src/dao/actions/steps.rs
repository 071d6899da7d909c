//! Steps that several actions, tasks and the domains to the right take.

use alloc::vec::Vec;

use aluma_types::{AccountId, Body, Canon, DaoId, ProposalId, Span, Text, Timestamp};

use crate::dao::rules::checkpoints::{Checkpoints, HEAD, Moment};
use crate::dao::rules::expelling::Appeal;
use crate::dao::rules::joining::{Entry, SEASON_MEMBERS, leads_on, vouching_again};
use crate::dao::rules::parameters::Charter;
use crate::dao::rules::{expelling, profile, roles, templates};
use crate::dao::tables::{HandleRow, Tables};
use crate::dao::tasks::{AdmitApplicant, EndSeason};
use crate::dao::types::{
    Dao, Joining, Member, NewDao, PROSE_BYTES, Stake, Standing, Tags, Visibility, Vouched,
};
use crate::dao::{
    Event, Refusal, charter, exists, has_role, in_season, member, member_count, number, season_end,
};
use crate::identity;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::kernel::table::Table;
use crate::registry::State;

/// DAOs that one account may found in a day.
pub(crate) const FOUNDED_PER_DAY: u32 = 20;

/// How far back anybody may ask what a head weighed: longer than the longest vote and ramp.
const HEADS_KEPT: Span = Span::days(366);

/// Whether an account may know of a DAO at all: a closed one is not there for strangers.
///
/// # Errors
/// The same refusal whether it is closed or was never there.
pub(crate) fn known(state: &State, dao: DaoId, account: AccountId) -> Result<(), Refused> {
    visible(state, dao, Some(account))
}

/// As [`known`], also for a newcomer.
///
/// # Errors
/// As [`known`].
pub(super) fn visible(
    state: &State,
    dao: DaoId,
    account: Option<AccountId>,
) -> Result<(), Refused> {
    let standing = account.and_then(|account| member(state, dao, account)).map(|row| row.standing);
    let is_inside = standing.is_some_and(|standing| standing != Standing::Left);
    let is_shown = charter::visibility(state, dao) != Visibility::Members;
    let has_role = || account.is_some_and(|account| has_role(state, dao, account));
    if exists(state, dao) && (is_inside || is_shown || has_role()) {
        Ok(())
    } else {
        Err(Refusal::NoSuchDao.into())
    }
}

/// Whether a member may bring in one more on their word.
///
/// # Errors
/// [`Refusal::TooManyVouched`], once the founding season is over.
pub(super) fn may_vouch(ctx: &Ctx<'_>, dao: DaoId, inviter: AccountId) -> Result<(), Refused> {
    if in_season(ctx.state, dao, ctx.now()) {
        return Ok(());
    }
    let limit = number(ctx.state, dao, &charter::VOUCHES);
    let vouched = member(ctx.state, dao, inviter).map(|row| row.vouched).unwrap_or_default();
    match vouching_again(vouched, limit, ctx.now()) {
        Some(from) => {
            let limit = u32::try_from(limit).unwrap_or(u32::MAX);
            Err(Refusal::TooManyVouched { limit, from }.into())
        }
        None => Ok(()),
    }
}

/// Whether a DAO may be founded so; its charter, for [`create`].
///
/// # Errors
/// A handle that is taken, a charter that breaks a rule, or too many foundings in a day.
pub(crate) fn may_found(ctx: &Ctx<'_>, new: &NewDao) -> Result<Charter, Refused> {
    let charter = templates::charter_of(new)?;
    if ctx.state.dao.handles.contains(&new.handle.skeleton) {
        return Err(Refusal::HandleTaken.into());
    }
    let day = Span::days(1);
    let recent = ctx.state.dao.daos.index().since(new.founder, ctx.now().before(day));
    let mut recent: alloc::collections::VecDeque<Timestamp> = recent.collect();
    if recent.len() >= FOUNDED_PER_DAY as usize
        && let Some(first) = recent.pop_front()
    {
        let from = due_at(first.after(day));
        return Err(Refusal::TooManyFounded { limit: FOUNDED_PER_DAY, from }.into());
    }
    Ok(charter)
}

/// Founds a DAO whose founder is its first member, and so is whoever signed with them. Only after
/// [`may_found`].
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(crate) fn create(ctx: &mut Ctx<'_>, new: NewDao, charter: Charter) -> Result<DaoId, Broken> {
    let dao = DaoId(ctx.next_number(Sequence::Dao)?);
    let (handle, name, purpose, founder) = (new.handle, new.name, new.purpose, new.founder);
    let row = Dao {
        handle,
        name,
        purpose,
        manner: new.manner,
        template: new.template,
        founder,
        since: ctx.now(),
        season_over: None,
    };
    ctx.state.dao.charters.put(dao, charter);
    ctx.state.dao.handles.put(handle.skeleton, HandleRow { dao });
    let end = season_end(ctx.state, dao, &row);
    ctx.state.dao.daos.put(dao, row);
    ctx.schedule(due_at(end), Some(dao), &EndSeason { dao });
    ctx.emit(&Event::DaoFounded { dao, founder, handle, name, purpose });
    tell_tags(ctx, dao);
    admit_member(ctx, dao, founder, None)?;
    for with_them in ctx.cosigners().to_vec() {
        admit_member(ctx, dao, with_them, None)?;
    }
    Ok(dao)
}

/// Tells by what a DAO is found, where its charter names anything.
fn tell_tags(ctx: &mut Ctx<'_>, dao: DaoId) {
    let tags = tags(ctx.state, dao);
    if !tags.is_empty() {
        retell_tags(ctx, dao, tags);
    }
}

/// Tells by what a DAO is found from now on.
pub(super) fn retell_tags(ctx: &mut Ctx<'_>, dao: DaoId, tags: Tags) {
    if let Some(purpose) = ctx.state.dao.daos.get(&dao).map(|row| row.purpose) {
        ctx.emit(&Event::TagsSet { dao, purpose, tags });
    }
}

/// The names of the purposes and values that a DAO's charter names.
pub(crate) fn tags(state: &State, dao: DaoId) -> Tags {
    let mut tags = Tags::default();
    let charter = state.dao.charters.get(&dao);
    // A test holds every name to its bytes.
    let names = charter.into_iter().flat_map(profile::tags_of);
    for name in names.filter_map(|(name, ..)| Text::new(name).ok()) {
        tags.push(name);
    }
    tags
}

/// Makes somebody a member with a vote, whatever they were before, unless they have one already.
///
/// # Errors
/// [`Broken`] where the ledger's own order of blocks is broken.
pub(crate) fn admit_member(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    account: AccountId,
    inviter: Option<AccountId>,
) -> Result<(), Broken> {
    let before = ctx.state.dao.members.get(&(dao, account)).cloned();
    if before.as_ref().is_some_and(|row| row.standing == Standing::Admitted) {
        return Ok(());
    }
    let (known, note) = before.as_ref().map_or((None, None), |row| (row.inviter, row.note));
    stand(ctx, (dao, account), Standing::Admitted, (inviter.or(known), note));
    ctx.state.dao.members.update(&(dao, account), |row| row.voucher = inviter);
    let is_aged = in_season(ctx.state, dao, ctx.now());
    set_head(ctx, (dao, account), HEAD, is_aged)?;
    ctx.emit(&Event::MemberAdmitted { dao, account, inviter });
    if member_count(ctx.state, dao) >= SEASON_MEMBERS {
        end_season(ctx, dao);
    }
    Ok(())
}

/// Whether somebody who holds enough may join by it.
///
/// # Errors
/// [`Refusal::NotByHolding`], [`Refusal::Expelled`], [`Refusal::AlreadyMember`].
pub(crate) fn may_enter(ctx: &Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Refusal> {
    let state = &*ctx.state;
    if charter::joining(state, dao) != Joining::Holding {
        return Err(Refusal::NotByHolding);
    }
    not_expelled(ctx, (dao, account))?;
    let standing = member(state, dao, account).map(|row| row.standing);
    if leads_on(standing, Entry::Joined) { Ok(()) } else { Err(Refusal::AlreadyMember) }
}

/// Says no for as long as whoever was expelled comes in by a vote alone.
///
/// # Errors
/// [`Refusal::Expelled`].
pub(crate) fn not_expelled(ctx: &Ctx<'_>, key: (DaoId, AccountId)) -> Result<(), Refusal> {
    match expelling::shut(ctx.state, key, ctx.now()) {
        Some(from) => Err(Refusal::Expelled { from }),
        None => Ok(()),
    }
}

/// Clears away a DAO's invitation to another.
pub(super) fn forget_guest(ctx: &mut Ctx<'_>, key: (DaoId, DaoId)) {
    if let Some(row) = ctx.state.dao.guests.remove(&key) {
        ctx.cancel(row.task);
    }
}

/// Ends somebody's absence, if they are away; says whether they were.
pub(crate) fn come_back(ctx: &mut Ctx<'_>, key: (DaoId, AccountId)) -> Result<bool, Broken> {
    let Some(row) = ctx.state.dao.away.remove(&key) else { return Ok(false) };
    ctx.cancel(row.task);
    let since = row.since;
    ctx.env.registry.came_back.iter().try_for_each(|follow| follow(ctx, key, since))?;
    Ok(true)
}

/// Books that somebody is there: whoever votes is not away.
pub(crate) fn back(ctx: &mut Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Broken> {
    if come_back(ctx, (dao, account))? {
        ctx.emit(&Event::MemberBack { dao, account });
    }
    Ok(())
}

/// The bytes of the act that takes an expulsion back.
pub(crate) fn reinstating(account: AccountId, reason: Body<PROSE_BYTES>) -> Vec<u8> {
    super::Reinstate { account, reason: Some(reason) }.to_bytes()
}

/// Books an appeal: there is no second one.
pub(crate) fn appealed(ctx: &mut Ctx<'_>, key: (DaoId, AccountId), proposal: ProposalId) {
    let at = ctx.now();
    let made = Appeal::Made { proposal, at };
    ctx.state.dao.expulsions.update(&key, |row| row.appeal = made);
}

/// Gives somebody a voice without a vote.
pub(super) fn register(ctx: &mut Ctx<'_>, key: (DaoId, AccountId), stake: Stake, reads: bool) {
    stand(ctx, key, Standing::Stakeholder { stake, reads }, (None, None));
    let (dao, account) = key;
    ctx.emit(&Event::StakeholderRegistered { dao, account, stake, reads });
}

/// Lets somebody join without a vote. Only after [`may_enter`].
pub(crate) fn enter(ctx: &mut Ctx<'_>, dao: DaoId, account: AccountId) {
    stand(ctx, (dao, account), Standing::Joined, (None, None));
    ctx.emit(&Event::MemberJoined { dao, account });
}

/// Writes how somebody stands from now on, and drops the task that would have admitted them.
pub(crate) fn stand(
    ctx: &mut Ctx<'_>,
    key: (DaoId, AccountId),
    standing: Standing,
    (inviter, note): (Option<AccountId>, Option<Body<PROSE_BYTES>>),
) {
    let before = ctx.state.dao.members.get(&key).cloned();
    if let Some(task) = before.as_ref().and_then(|row| row.task) {
        ctx.cancel(task);
    }
    let task = match standing {
        Standing::Applicant { until: Some(until) } => {
            let task = AdmitApplicant { dao: key.0, account: key.1 };
            Some(ctx.schedule(due_at(until), Some(key.0), &task))
        }
        _ => None,
    };
    let vouched = before.map_or_else(Vouched::default, |row| row.vouched);
    let since = ctx.now();
    let of = identity::dao_of(ctx.state, key.1);
    let row = Member { standing, since, inviter, of, voucher: None, note, vouched, task };
    ctx.state.dao.members.put(key, row);
}

/// Gives or takes somebody's head, in their own checkpoints and in the total; roles that are for
/// members weigh with it.
///
/// # Errors
/// [`Broken`] where a block does not come after the one before.
pub(crate) fn set_head(
    ctx: &mut Ctx<'_>,
    key: (DaoId, AccountId),
    value: u128,
    is_aged: bool,
) -> Result<(), Broken> {
    set_weight(ctx, heads, (key, value, is_aged))?;
    weigh_roles(ctx, key)
}

/// Writes what somebody's roles weigh from now on, where that changed.
///
/// # Errors
/// [`Broken`] where a block does not come after the one before.
pub(crate) fn weigh_roles(ctx: &mut Ctx<'_>, key: (DaoId, AccountId)) -> Result<(), Broken> {
    let value = roles::weight(ctx.state, key.0, key.1);
    if ctx.state.dao.posts.get(&key).map_or(0, Checkpoints::value) == value {
        return Ok(());
    }
    let is_aged = in_season(ctx.state, key.0, ctx.now());
    set_weight(ctx, posts, (key, value, is_aged))
}

/// A source of weight: what each has, and what all have together.
type Weights<'t> =
    (&'t mut Table<(DaoId, AccountId), Checkpoints>, &'t mut Table<DaoId, Checkpoints>);

const fn heads(tables: &mut Tables) -> Weights<'_> {
    (&mut tables.heads, &mut tables.totals)
}

const fn posts(tables: &mut Tables) -> Weights<'_> {
    (&mut tables.posts, &mut tables.post_totals)
}

/// Writes what somebody has of a source, in their own checkpoints and in the total.
fn set_weight(
    ctx: &mut Ctx<'_>,
    of: fn(&mut Tables) -> Weights<'_>,
    (key, value, is_aged): ((DaoId, AccountId), u128, bool),
) -> Result<(), Broken> {
    let at = Moment { height: ctx.height(), time: ctx.now() };
    let last = Moment { height: at.height.saturating_sub(1), ..at };
    let (own, all) = of(&mut ctx.state.dao);
    let mut mine = own.get(&key).cloned().unwrap_or_default();
    let held = mine.value();
    mine.prune(Moment { time: at.time.before(HEADS_KEPT), ..last });
    mine.set(at, value, is_aged).map_err(|_| ORDER)?;
    let mut total = all.get(&key.0).cloned().unwrap_or_default();
    total.prune(last);
    let sum = total.value().saturating_sub(held).saturating_add(value);
    total.set(at, sum, true).map_err(|_| ORDER)?;
    own.put(key, mine);
    all.put(key.0, total);
    ctx.env.registry.stood.iter().try_for_each(|follow| follow(ctx, key.0, key.1))
}

const ORDER: Broken = Broken("a weight changed in a block before the last");

/// Ends the founding season for good, if it is not over.
pub(crate) fn end_season(ctx: &mut Ctx<'_>, dao: DaoId) {
    let now = ctx.now();
    let ended = ctx.state.dao.daos.update(&dao, |row| {
        let first = row.season_over.is_none();
        row.season_over = row.season_over.or(Some(now));
        first
    });
    if ended == Some(true) {
        ctx.emit(&Event::SeasonEnded { dao });
    }
}
