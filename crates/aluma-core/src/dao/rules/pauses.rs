//! Emergency pauses: what rests for a time, and what never does.

use aluma_types::{Canon, DaoId, List, Span, Timestamp};

use crate::dao::{Refusal, is_admitted};
use crate::kernel::action::Gated;
use crate::kernel::effects::Effects;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::registry::State;

/// The longest pause.
pub const LONGEST: Span = Span::days(14);
/// From the beginning of one pause to that of the next.
pub const BETWEEN: Span = Span::days(90);

/// A kind of action that can rest. Leaving, voting, proposing and changing rules are none of them,
/// and neither is what people do with their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Resting {
    /// Whatever leaves the DAO's pots, paid or promised.
    #[tag(1)]
    #[he("תשלומים")]
    Payments,
    /// Whatever comes into being of an asset that is there.
    #[tag(2)]
    #[he("הנפקות")]
    Issues,
    /// Whatever gives somebody a vote.
    #[tag(3)]
    #[he("קבלת חברים")]
    Admissions,
    /// Whatever is done by a role.
    #[tag(4)]
    #[he("פעולות מכוח תפקיד")]
    Roles,
}

impl Resting {
    /// Its name in refusals.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Payments => "payments",
            Self::Issues => "issues",
            Self::Admissions => "admissions",
            Self::Roles => "roles",
        }
    }
}

/// Kinds that rest together.
pub type Rest = List<Resting, 4>;

/// The last pause of a DAO.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Pause {
    /// What rests.
    pub rests: Rest,
    /// Since when.
    pub since: Timestamp,
    /// The last moment of it.
    pub until: Timestamp,
    /// Whether whoever holds a role began it, and not the members.
    pub by_role: bool,
    /// The entry in the due queue that ends it.
    pub task: u64,
}

/// Until when a kind rests, if it does.
pub fn resting(pause: Option<&Pause>, kind: Resting, now: Timestamp) -> Option<Timestamp> {
    let pause = pause.filter(|pause| now <= pause.until && pause.rests.contains(&kind))?;
    Some(pause.until)
}

/// When the next pause may begin, where that is later than now. What a role began keeps the members
/// from nothing: they may go on with it, or pause anew when it is over.
pub fn next_from(last: Option<&Pause>, by_role: bool, now: Timestamp) -> Option<Timestamp> {
    let last = last.filter(|last| by_role || !last.by_role)?;
    let from = last.since.after(BETWEEN);
    (now < from).then_some(from)
}

/// The longest pause that members may begin now: a role's pause of the last 90 days and theirs take
/// no more than the longest pause together.
pub fn longest(last: Option<&Pause>, now: Timestamp) -> Span {
    let before = last.filter(|last| last.by_role && now < last.since.after(BETWEEN));
    let rested = before.map_or(Span(0), |last| last.until.min(now).since(last.since));
    Span(LONGEST.0.saturating_sub(rested.0))
}

/// Says no while a kind rests in a DAO.
///
/// # Errors
/// [`Refusal::Paused`].
pub(crate) fn awake(
    state: &State,
    dao: DaoId,
    kind: Resting,
    now: Timestamp,
) -> Result<(), Refusal> {
    match resting(state.dao.pauses.get(&dao), kind, now) {
        Some(until) => Err(Refusal::Paused { what: kind.word(), until }),
        None => Ok(()),
    }
}

/// Until when something of this rests, if it does: by what it declares, so that an action which is
/// listed tomorrow rests tomorrow. Taking the vote from somebody never rests.
pub(crate) fn resting_until(
    state: &State,
    dao: DaoId,
    effects: &Effects,
    now: Timestamp,
) -> Option<(Resting, Timestamp)> {
    let pause = state.dao.pauses.get(&dao).filter(|pause| now <= pause.until)?;
    let pays =
        || effects.assets_of(dao).into_iter().any(|asset| effects.outflow_of(dao, asset) > 0);
    let admits = || effects.admits.iter().any(|(of, account)| !is_admitted(state, *of, *account));
    let is_meant = |kind: &Resting| match kind {
        Resting::Payments => pays(),
        Resting::Issues => !effects.mint.is_empty(),
        Resting::Admissions => admits(),
        Resting::Roles => false,
    };
    pause.rests.iter().copied().find(is_meant).map(|kind| (kind, pause.until))
}

/// Says no to what a DAO would do while that rests.
///
/// # Errors
/// [`Refusal::Paused`].
pub(crate) fn gate(state: &State, gated: &Gated<'_>) -> Result<(), Refused> {
    let Gated { dao, origin, effects, now } = *gated;
    if matches!(origin, Origin::Role { .. }) {
        awake(state, dao, Resting::Roles, now)?;
    }
    match resting_until(state, dao, effects, now) {
        Some((kind, until)) => Err(Refusal::Paused { what: kind.word(), until }.into()),
        None => Ok(()),
    }
}
