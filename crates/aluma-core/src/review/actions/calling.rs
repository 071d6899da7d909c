//! A draw over the state: who is called, and what the rules ask of each.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, List, Span};

use super::closing;
use super::pool::{self, JUDGES};
use super::regarding;
use crate::dao;
use crate::kernel::ctx::Ctx;
use crate::registry::State;
use crate::reputation::types::{Area, area, domain_of};
use crate::reputation::{self};
use crate::review::charter;
use crate::review::rules::drawing::{
    Case, Kept, LEAST, Line, MAX_CALLED, Place, Room, earlier, enough_of, is_crowd, seat, seat_at,
    seed, ticket,
};
use crate::review::types::{Called, Draw, Makers, Panel, micro_of};

/// Blocks after the one in which a matter was final whose randomness draws for it.
const LATER: u64 = 2;

/// A panel by its matter and round.
pub(crate) type Key = (DaoId, u64, u8);

/// One draw that is to be made.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asked {
    /// For which panel.
    pub(crate) key: Key,
    /// Which draw of it, from 0.
    pub(crate) draw: u8,
    /// As of which height.
    pub(crate) height: u64,
    /// How many are to sit; as many as the matter asks for where it says none.
    pub(crate) seats: Option<u8>,
    /// Whether they come in the place of others.
    pub(crate) instead: bool,
}

/// Whether the randomness of a draw is there.
pub(crate) fn is_ready(ctx: &Ctx<'_>, asked: &Asked) -> bool {
    ctx.height() > asked.height.saturating_add(LATER)
}

/// The key under which a draw is kept.
pub(crate) fn turn(round: u8, draw: u8) -> u16 {
    u16::from_be_bytes([round, draw])
}

/// A draw as it came out.
pub(crate) struct Drawn {
    pub(crate) draw: Draw,
    /// Those who sit, in order, with their cases.
    pub(crate) sitting: Vec<(AccountId, Case)>,
    /// From whose line.
    pub(crate) from: Area,
}

/// Makes a draw: in the domain, then in those above it, as long as too few can sit.
pub(crate) fn draw(ctx: &Ctx<'_>, asked: Asked) -> Option<Drawn> {
    let (dao, evidence, round) = asked.key;
    let tables = &ctx.state.review;
    let row = tables.evidence.get(&(dao, evidence))?;
    let makers = tables.makers.get(&(dao, evidence))?;
    let panel = tables.panels.get(&asked.key)?;
    // The beacon that the context has is that of the block before.
    let since = ctx.height().saturating_sub(1).saturating_sub(asked.height.saturating_add(LATER));
    let beacon = earlier(ctx.env.beacon, since);
    let of = (dao.0, evidence, turn(round, asked.draw));
    let rules = Rules {
        ctx,
        asked,
        makers,
        panel,
        least: charter::least_points(ctx.state, dao),
        open: charter::small(ctx.state, dao, &charter::OPEN),
        half_life: dao::span(ctx.state, dao, &crate::reputation::charter::HALF_LIFE),
    };
    let members = dao::member_count(ctx.state, dao);
    let small = dao::span(ctx.state, dao, &charter::SMALL);
    let small = micro_of(row.size) <= micro_of(small);
    let last = round.checked_sub(1).and_then(|last| tables.panels.get(&(dao, evidence, last)));
    let before = last.map(|row| closing::rated(row).count());
    let mut best: Option<Drawn> = None;
    for area in areas(ctx.state, dao, row.domain) {
        let (own, candidates) = pool::length(ctx.state, (dao, area), asked.height);
        let (judges, more) = pool::length(ctx.state, (dao, JUDGES), asked.height);
        let candidates = candidates.saturating_add(more);
        let room = Room { candidates, members, small, appeals: round };
        let seats = asked.seats.map_or(room.seats(), usize::from);
        let lines = Lines { area, own, total: own.saturating_add(judges) };
        let drawn = rules.call(&lines, (room, seats), (beacon, seed(&beacon, of)));
        let enough = drawn.sitting.len() >= enough_of(members, before).min(seats);
        if best.as_ref().is_none_or(|best| drawn.sitting.len() > best.sitting.len()) || enough {
            best = Some(drawn);
        }
        if enough {
            break;
        }
    }
    best
}

/// Whether so many stand on a line of a domain, or of one above it, that a panel may be found beside those
/// who are parties. A draw may still find too few: people are away, busy or called twice.
pub(crate) fn may_find(
    ctx: &Ctx<'_>,
    (dao, domain): (DaoId, Option<u32>),
    parties: &[AccountId],
) -> bool {
    let (state, height) = (&*ctx.state, ctx.height());
    let standing = |line: Area| {
        let (_, all) = pool::length(state, (dao, line), height);
        let stands = |account: &&AccountId| pool::weight(state, (dao, line), **account, height) > 0;
        let own = u64::try_from(parties.iter().filter(stands).count()).unwrap_or(u64::MAX);
        all.saturating_sub(own)
    };
    let least = u64::try_from(LEAST).unwrap_or(u64::MAX);
    let judges = standing(JUDGES);
    let lines = areas(state, dao, domain);
    lines.into_iter().any(|line| standing(line).saturating_add(judges) >= least)
}

/// The domain and all above it, the community last.
fn areas(state: &State, dao: DaoId, domain: Option<u32>) -> Vec<Area> {
    let above = domain.into_iter().flat_map(|domain| dao::ancestry(state, dao, domain));
    let above = above.map(|(number, _)| area(Some(number)));
    above.chain([area(None)]).collect()
}

/// A domain's own line, and behind it that of those who judge without points.
struct Lines {
    area: Area,
    own: u64,
    total: u64,
}

/// What the rules of one draw look at.
struct Rules<'c> {
    ctx: &'c Ctx<'c>,
    asked: Asked,
    makers: &'c Makers,
    panel: &'c Panel,
    least: u64,
    open: u8,
    half_life: Span,
}

impl Rules<'_> {
    /// Calls until enough can sit with no rule relaxed, or nobody is left, or too many were called.
    fn call(
        &self,
        lines: &Lines,
        (room, seats): (Room, usize),
        (beacon, seed): (Hash32, Hash32),
    ) -> Drawn {
        let mut line = Line::new(lines.total);
        let (mut called, mut cases) = (Vec::new(), Vec::new());
        while called.len() < MAX_CALLED {
            let index = u64::try_from(called.len()).unwrap_or(u64::MAX);
            let spot = ticket(&seed, index, line.left()).map(|ticket| line.spot(ticket));
            let Some(place) = spot.and_then(|spot| self.at(lines, spot)) else { break };
            let case = self.case(lines, &place, &room);
            line.take(&place);
            called.push(Called { place, case });
            cases.push(case);
            if case.never.is_none() && seat_at(&cases, seats, 0).len() >= seats {
                break;
            }
        }
        let (level, sitting) = seat(&cases, seats);
        let sitting = sitting.into_iter().filter_map(|index| called.get(index));
        let sitting = sitting.map(|one| (one.place.account, one.case)).collect();
        let draw = Draw {
            beacon,
            seed,
            height: self.asked.height,
            total: lines.total,
            judges_from: lines.own,
            seats: u8::try_from(seats).unwrap_or(u8::MAX),
            level,
            // No more than the list takes were called.
            called: List::new(called).unwrap_or_default(),
        };
        Drawn { draw, sitting, from: lines.area }
    }

    fn at(&self, lines: &Lines, spot: u64) -> Option<Place> {
        let (dao, height) = (self.asked.key.0, self.asked.height);
        if spot < lines.own {
            return pool::at(self.ctx.state, (dao, lines.area), height, spot);
        }
        let place =
            pool::at(self.ctx.state, (dao, JUDGES), height, spot.saturating_sub(lines.own))?;
        Some(Place { from: place.from.saturating_add(lines.own), ..place })
    }

    fn case(&self, lines: &Lines, place: &Place, room: &Room) -> Case {
        let (state, dao, account) = (&*self.ctx.state, self.asked.key.0, place.account);
        let label = |account| reputation::cluster_of(state, dao, account).map(|row| row.label);
        let mine = label(account);
        let mut case = Case { never: self.never(lines, place), ..Case::default() };
        case.cluster =
            mine.filter(|mine| !reputation::is_community(state, dao, *mine)).map(|id| id.0);
        for author in self.makers.authors.iter().map(|author| author.account) {
            let is_near = mine.is_some() && label(author) == mine;
            let is_partner = reputation::praised_each_other(state, dao, author, account);
            let count = label(author).map_or(0, |of| reputation::cluster_members(state, dao, of));
            let apart = !is_crowd(count, room.members) && room.keeps_apart(count);
            case.near |= is_near && apart;
            case.partner |= is_partner && apart;
            case.halved |= is_near || is_partner;
            // Who rated this author far above what others found does not judge them again.
            let of = (dao, reputation::epoch_at(state, dao, self.ctx.now()));
            case.partner |= apart && regarding::is_high(state, of, (account, author));
            let lately = state.review.lately.get(&(dao, author));
            let draws = lately.into_iter().flat_map(|row| row.draws.iter().rev());
            let last = draws.zip(1u8..).find(|(judges, _)| judges.reviewers.contains(&account));
            let lately = last.map(|(_, draw)| draw);
            case.lately = [case.lately, lately].into_iter().flatten().min();
        }
        case
    }

    /// Why somebody does not sit here however few there are.
    fn never(&self, lines: &Lines, place: &Place) -> Option<Kept> {
        let (state, now) = (&*self.ctx.state, self.ctx.now());
        let (dao, evidence, round) = self.asked.key;
        let account = place.account;
        let asked = state.review.commissions.get(&(dao, evidence));
        let is_apart = asked.is_some_and(|row| row.apart.contains(&account));
        if self.makers.is_party(account) || is_apart || self.panel.cause.by() == Some(account) {
            return Some(Kept::Party);
        }
        if !dao::is_admitted(state, dao, account) {
            return Some(Kept::Gone);
        }
        if dao::away(state, dao, account).is_some() {
            return Some(Kept::Away);
        }
        let has_points = pool::weight(state, (dao, lines.area), account, self.asked.height) > 0;
        let is_judge = place.from >= lines.own;
        if is_judge && has_points {
            return Some(Kept::Twice);
        }
        let desk = state.review.desks.get(&(dao, account)).copied().unwrap_or_default();
        let judge = state.review.judges.get(&(dao, account));
        let is_idle = if is_judge {
            judge.is_none_or(|judge| now > judge.until)
        } else {
            let idle_from = now.before(self.half_life).before(self.half_life);
            let of = (dao, domain_of(lines.area), account);
            let joined = dao::member(state, dao, account).map(|row| row.since);
            reputation::whole_points(state, of, now) < self.least
                || [desk.last, joined].into_iter().flatten().all(|last| last < idle_from)
        };
        if is_idle {
            return Some(Kept::Idle);
        }
        if desk.open >= desk.most.unwrap_or(self.open) {
            return Some(Kept::Busy);
        }
        let rounds = (dao, evidence, 0)..=(dao, evidence, round);
        let mut seats = state.review.panels.range(rounds).flat_map(|(_, row)| row.seats.iter());
        seats.any(|seat| seat.account == account).then_some(Kept::Called)
    }
}
