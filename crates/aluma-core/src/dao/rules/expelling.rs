//! Expulsion: what follows from it, and for how long.

use aluma_types::{AccountId, Body, Canon, DaoId, ProposalId, Span, Timestamp};

use crate::dao::types::{PROSE_BYTES, Standing};
use crate::dao::{charter, member, span};
use crate::registry::State;

/// No proposal is undecided or waits for longer; what an appeal asks for is still there to be done.
const DECIDED_WITHIN: Span = Span::days(365);

/// That somebody was expelled.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Expulsion {
    /// By which decision.
    #[he("ההחלטה")]
    pub proposal: ProposalId,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// Why.
    #[he("נימוק")]
    pub reason: Body<PROSE_BYTES>,
    /// How they stood until then.
    #[he("המעמד הקודם")]
    pub before: Standing,
    /// What became of their right to appeal.
    #[he("ערעור")]
    pub appeal: Appeal,
    /// From when they may come in like anybody; before that only by a vote.
    #[he("חזרה אפשרית מ־")]
    pub back_from: Timestamp,
    /// Who may invite nobody for it.
    #[he("הערבות")]
    pub bar: Option<Bar>,
    /// The entry in the due queue that goes on with it.
    #[he("מספר בתור")]
    pub task: u64,
}

/// That whoever vouched may invite nobody for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Bar {
    /// Who.
    #[he("מי שערבו")]
    pub voucher: AccountId,
    /// The last moment of it.
    #[he("עד")]
    pub until: Timestamp,
}

/// Somebody's right to appeal against their expulsion, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Appeal {
    /// They may.
    #[tag(1)]
    #[he("אפשרי")]
    Open {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// They did.
    #[tag(2)]
    #[he("הוגש")]
    Made {
        /// The proposal to take them back.
        #[he("ההצעה")]
        proposal: ProposalId,
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
    /// They did not, and the expulsion stands.
    #[tag(3)]
    #[he("לא הוגש")]
    Lapsed {
        /// The last moment at which they might have.
        #[he("היה אפשרי עד")]
        closed_at: Timestamp,
    },
}

impl Expulsion {
    /// The last moment before something follows by itself: the end of the time to appeal, or the
    /// end of it all.
    pub fn waits_until(&self) -> Timestamp {
        match self.appeal {
            Appeal::Open { until } => until,
            Appeal::Made { at, .. } => self.over().max(at.after(DECIDED_WITHIN)),
            Appeal::Lapsed { .. } => self.over(),
        }
    }

    fn over(&self) -> Timestamp {
        self.bar.map_or(self.back_from, |bar| bar.until.max(self.back_from))
    }
}

/// How long whoever vouched answers for whom they brought in, and may then invite nobody, if
/// somebody who was admitted at `since` is expelled at `at`.
pub(crate) fn bar(
    (voucher, since): (AccountId, Timestamp),
    answers: Span,
    at: Timestamp,
) -> Option<Bar> {
    let within = answers > Span(0) && at <= since.after(answers);
    within.then(|| Bar { voucher, until: at.after(answers) })
}

/// Until when somebody may not come in like anybody else, since they were expelled.
pub(crate) fn shut(state: &State, key: (DaoId, AccountId), now: Timestamp) -> Option<Timestamp> {
    let row = expulsion(state, key)?;
    (now < row.back_from).then_some(row.back_from)
}

/// That somebody was expelled and has not come back since.
pub(crate) fn expulsion(state: &State, key: (DaoId, AccountId)) -> Option<&Expulsion> {
    let row = state.dao.expulsions.get(&key)?;
    let is_out = member(state, key.0, key.1).is_some_and(|row| row.standing == Standing::Expelled);
    is_out.then_some(row)
}

/// Whom a DAO expelled, after one of them, lowest first.
pub(crate) fn all(
    state: &State,
    dao: DaoId,
    after: Option<AccountId>,
) -> impl Iterator<Item = (AccountId, &Expulsion)> {
    let from = after.map_or(0, |account| account.0.saturating_add(1));
    let rows = state.dao.expulsions.range((dao, AccountId(from))..=(dao, AccountId(u64::MAX)));
    rows.map(|((_, account), row)| (*account, row))
}

/// Until when a member may invite nobody, since somebody they vouched for was expelled.
pub(crate) fn barred(state: &State, key: (DaoId, AccountId), now: Timestamp) -> Option<Timestamp> {
    state.dao.expulsions.index().barred(key.0, key.1).filter(|until| now <= *until)
}

/// How long somebody whom a DAO expels may appeal, and from when they may come back.
pub(crate) fn terms(state: &State, dao: DaoId, at: Timestamp) -> (Timestamp, Timestamp) {
    let after = |spec| at.after(span(state, dao, spec));
    (after(&charter::APPEAL), after(&charter::RETURN))
}
