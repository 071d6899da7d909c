//! Facts of review.

use aluma_types::{AccountId, Amount, Body, Canon, DaoId, List, Span, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::kernel::event::DomainEvent;
use crate::review::types::{Authors, Kind, MAX_SEATS, Work};

/// What happened, in which DAO.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Event {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Fact {
    /// Something was given, to be judged. By whom is told when it was.
    #[tag(1)]
    ContributionClaimed {
        /// Its number.
        evidence: u64,
        /// In which domain; none is the whole community.
        domain: Option<u32>,
        /// Of which kind.
        kind: Kind,
        /// How much work it says it was.
        size: Span,
        /// What.
        work: Work,
    },
    /// Its author took it back.
    #[tag(2)]
    ClaimWithdrawn {
        /// Its number.
        evidence: u64,
    },
    /// Those who judge it were drawn.
    #[tag(3)]
    PanelDrawn {
        /// What they judge.
        evidence: u64,
        /// The how many-th panel, from 0.
        round: u8,
        /// Who.
        reviewers: List<AccountId, MAX_SEATS>,
        /// How far the rules of the draw were relaxed.
        level: u8,
        /// The last moment for sealed ratings.
        until: Timestamp,
    },
    /// Somebody sealed a rating.
    #[tag(4)]
    ReviewSealed {
        /// Of what.
        evidence: u64,
        /// On which panel.
        round: u8,
        /// Who.
        account: AccountId,
    },
    /// Seals are opened.
    #[tag(5)]
    RevealsOpened {
        /// Of what.
        evidence: u64,
        /// On which panel.
        round: u8,
        /// The last moment.
        until: Timestamp,
    },
    /// Somebody opened the seal on their rating.
    #[tag(6)]
    ReviewRevealed {
        /// Of what.
        evidence: u64,
        /// On which panel.
        round: u8,
        /// Who.
        account: AccountId,
        /// How good it is, 0 to 100.
        quality: u8,
        /// How much work it was.
        size: Span,
        /// Why.
        reasons: Option<Body<PROSE_BYTES>>,
    },
    /// Somebody's time to judge ran out.
    #[tag(7)]
    ReviewMissed {
        /// What.
        evidence: u64,
        /// On which panel.
        round: u8,
        /// Who.
        account: AccountId,
    },
    /// A panel judged.
    #[tag(8)]
    ContributionJudged {
        /// What.
        evidence: u64,
        /// Which panel.
        round: u8,
        /// Who made it.
        authors: Authors,
        /// How good it is, 0 to 100, rounded down.
        quality: u8,
        /// How much of it counts.
        size: Span,
        /// Points that it brought all authors, rounded down.
        points: u64,
        /// Whether ratings lay far apart to the end.
        disputed: bool,
        /// Whether some of those who judged praise an author, and are praised back.
        among_friends: bool,
    },
    /// Too few judged it: it brings no points.
    #[tag(9)]
    LeftUnreviewed {
        /// What.
        evidence: u64,
        /// Which panel.
        round: u8,
    },
    /// An author does not agree with a panel.
    #[tag(10)]
    ScoreAppealed {
        /// About what.
        evidence: u64,
        /// Who.
        by: AccountId,
        /// Why.
        reason: Body<PROSE_BYTES>,
    },
    /// Somebody holds that it was worth less.
    #[tag(11)]
    ScoreDisputed {
        /// What.
        evidence: u64,
        /// Who.
        by: AccountId,
        /// Why.
        reason: Body<PROSE_BYTES>,
    },
    /// A dispute found nothing, and its stake is gone.
    #[tag(12)]
    StakeForfeited {
        /// About what.
        evidence: u64,
        /// Whose.
        account: AccountId,
        /// How many points.
        points: u64,
    },
    /// Somebody said how many reviews they take at once.
    #[tag(13)]
    MaximumDeclared {
        /// Who.
        account: AccountId,
        /// How many.
        most: u8,
    },
    /// A dispute found what it said, or nobody judged it: its stake is given back.
    #[tag(14)]
    StakeReturned {
        /// About what.
        evidence: u64,
        /// Whose.
        account: AccountId,
    },
    /// Somebody is paid for a review, now that its epoch is over.
    #[tag(15)]
    ReviewPaid {
        /// Of what.
        evidence: u64,
        /// Who.
        account: AccountId,
        /// For the rating in time.
        flat: Amount,
        /// For agreement.
        growth: Amount,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "review";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
