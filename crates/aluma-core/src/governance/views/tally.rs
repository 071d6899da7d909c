//! How a vote stands.

use aluma_types::spec::ViewSpec;
use aluma_types::{Amount, Canon, DaoId, ProposalId, Timestamp};

use crate::governance::rules::counting::bar_at;
use crate::governance::rules::{Reason, Standing, Threshold};
use crate::governance::types::{Count, FrozenSource, Phase, Proposal, SourceKind};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// A tally
///
/// How a vote stands, and what it has to clear.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "tally", he = "מניין קולות", result = TallyAnswer)]
pub struct TallyView {
    /// The proposal.
    #[he("ההצעה")]
    pub proposal: ProposalId,
}

/// What weights are counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Measure {
    /// Millionths of a head: one member, one vote.
    #[tag(1)]
    #[he("קולות של חברות וחברים")]
    Heads,
    /// Base units of voting shares.
    #[tag(2)]
    #[he("יחידות בעלות עם קול")]
    Shares {
        /// All that could be cast.
        #[he("סך הכול")]
        all: Amount,
    },
    /// Units of a mix, which say something only as a part of the whole.
    #[tag(3)]
    #[he("משקל משולב")]
    Mix {
        /// All that could be cast.
        #[he("סך הכול")]
        whole: u128,
    },
    /// Millionths of roles that weigh.
    #[tag(4)]
    #[he("תפקידים")]
    Roles,
}

impl Measure {
    /// What `total`, all that these sources could cast, is counted in.
    pub(super) fn of(sources: &[FrozenSource], total: u128) -> Self {
        match sources {
            [] => Self::Heads,
            [only] => match only.kind {
                SourceKind::Heads => Self::Heads,
                SourceKind::Shares { asset } => {
                    Self::Shares { all: Amount { asset, units: total } }
                }
                SourceKind::Roles => Self::Roles,
                SourceKind::Reputation { .. } => Self::Mix { whole: total },
            },
            _ => Self::Mix { whole: total },
        }
    }
}

/// How a vote stands. Weights are exact numbers; `measure` says of what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct TallyAnswer {
    /// What weights are counted in.
    #[he("נמדד לפי")]
    pub measure: Measure,
    /// For.
    #[he("בעד")]
    pub in_favour: u128,
    /// Against.
    #[he("נגד")]
    pub against: u128,
    /// Abstaining: counts for turnout, never for support.
    #[he("נמנעים")]
    pub abstain: u128,
    /// All weight that could be cast.
    #[he("כל המשקל")]
    pub total: u128,
    /// Members who could vote.
    #[he("בעלי זכות הצבעה")]
    pub eligible: u64,
    /// Who voted in person.
    #[he("מצביעים")]
    pub voters: u64,
    /// Whose ballot is final.
    #[he("קולות סופיים")]
    pub final_voters: u64,
    /// How many of those who take a side must be For.
    #[he("הרוב הדרוש")]
    pub threshold: Threshold,
    /// Least weight For.
    #[he("תמיכה דרושה")]
    pub support: u128,
    /// The outcome, as decided, or if the vote closed now.
    #[he("תוצאה")]
    pub standing: StandingAnswer,
    /// Whether that is decided.
    #[he("הוכרע")]
    pub decided: bool,
    /// When voting ends, at the latest known.
    #[he("סוף ההצבעה")]
    pub deadline: Timestamp,
}

/// What a vote comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum StandingAnswer {
    /// It passes.
    #[tag(1)]
    #[he("מתקבלת")]
    Passes,
    /// It does not.
    #[tag(2)]
    #[he("אינה מתקבלת")]
    Fails {
        /// Why.
        #[he("מדוע")]
        reason: Reason,
    },
}

impl From<Standing> for StandingAnswer {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Passed => Self::Passes,
            Standing::Rejected(reason) => Self::Fails { reason },
        }
    }
}

impl View for TallyView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = TallyAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<TallyAnswer, Refused> {
        let (row, count) = super::find(look, self.proposal)?;
        Ok(tally(row, count, look.now))
    }
}

/// The outcome as it was decided, which what was cast need not show: final ballots reject what
/// could no longer reach its quorum, and pass what a falling quorum will reach.
fn decided(row: &Proposal) -> Option<StandingAnswer> {
    match row.phase {
        Phase::Open | Phase::Withdrawn { .. } => None,
        Phase::Rejected { reason } => Some(StandingAnswer::Fails { reason }),
        Phase::Queued { .. }
        | Phase::Enacted { .. }
        | Phase::EnactmentFailed { .. }
        | Phase::Expired { .. } => Some(StandingAnswer::Passes),
    }
}

/// A proposal's tally at a moment.
pub(super) fn tally(row: &Proposal, count: &Count, now: Timestamp) -> TallyAnswer {
    let closes = row.decided.map_or(now, |decided| decided.time).min(count.deadline);
    let bar = bar_at(row, closes);
    TallyAnswer {
        measure: Measure::of(&row.sources, row.total),
        in_favour: count.tally.for_,
        against: count.tally.against,
        abstain: count.tally.abstain,
        total: row.total,
        eligible: row.eligible,
        voters: count.voters,
        final_voters: count.settled_voters,
        threshold: row.threshold,
        support: bar.support,
        standing: decided(row).unwrap_or_else(|| bar.outcome_if_closed(&count.tally).into()),
        decided: !row.is_open() || now > count.deadline.after(row.confirm),
        deadline: count.deadline,
    }
}
