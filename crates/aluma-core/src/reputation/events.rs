//! Facts of reputation.

use aluma_types::{AccountId, Body, Canon, DaoId, Span, Timestamp};

use crate::kernel::event::DomainEvent;
use crate::reputation::types::{Points, SkillLabel, Tier, WORDS_BYTES};

/// What happened, and in which DAO.
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
    /// Accepted work brought somebody points.
    #[tag(1)]
    PointsMade {
        /// Whom.
        account: AccountId,
        /// In which domain; none is the whole community.
        domain: Option<u32>,
        /// How many.
        points: Points,
        /// By which evidence.
        evidence: u64,
    },
    /// Somebody lost points.
    #[tag(2)]
    PointsTaken {
        /// The penalty's number.
        penalty: u64,
        /// Who.
        account: AccountId,
        /// In which domain; none is the whole community.
        domain: Option<u32>,
        /// How many at most, as they weigh now.
        points: Points,
    },
    /// What a penalty took was given back.
    #[tag(3)]
    PointsGivenBack {
        /// The penalty's number.
        penalty: u64,
        /// To whom.
        account: AccountId,
    },
    /// A stretch of time began at whose end praise becomes points.
    #[tag(4)]
    EpochBegan {
        /// Which.
        epoch: u32,
        /// Its last moment.
        until: Timestamp,
    },
    /// It is over, and all that follows from it is done.
    #[tag(5)]
    EpochClosed {
        /// Which.
        epoch: u32,
        /// Points by accepted work that came into being in it.
        hard: Points,
        /// Points of praise, before the bound of all.
        soft: Points,
    },
    /// Somebody praised somebody.
    #[tag(6)]
    Praised {
        /// Who.
        from: AccountId,
        /// Whom.
        to: AccountId,
        /// In which domain; none is the whole community.
        domain: Option<u32>,
        /// With how many points of praise.
        points: u64,
        /// For what.
        words: Body<WORDS_BYTES>,
    },
    /// Praise became points.
    #[tag(7)]
    PraiseCounted {
        /// Whose.
        account: AccountId,
        /// In which domain; none is the whole community.
        domain: Option<u32>,
        /// How many.
        points: Points,
    },
    /// Somebody thanked somebody.
    #[tag(8)]
    Thanked {
        /// Who.
        from: AccountId,
        /// Whom.
        to: AccountId,
        /// For which piece of work, where it has a number.
        about: Option<u64>,
        /// What they say.
        words: Body<WORDS_BYTES>,
    },
    /// Somebody reached a tier.
    #[tag(9)]
    TierReached {
        /// Who.
        account: AccountId,
        /// In which domain; none is the whole community.
        domain: Option<u32>,
        /// Which.
        tier: Tier,
    },
    /// Somebody was chosen as a steward.
    #[tag(10)]
    StewardNamed {
        /// Who.
        account: AccountId,
        /// Of which domain; none is the whole community.
        domain: Option<u32>,
        /// Until when.
        until: Timestamp,
    },
    /// Somebody is a steward no more.
    #[tag(11)]
    StewardRecalled {
        /// Who.
        account: AccountId,
        /// Of which domain; none is the whole community.
        domain: Option<u32>,
    },
    /// Somebody's points stood still while they were away.
    #[tag(12)]
    PointsStoodStill {
        /// Whose.
        account: AccountId,
        /// For how long.
        lasts: Span,
    },
    /// A new clock is in force: another half-life, or another landmark.
    #[tag(13)]
    ClockChanged {
        /// The half-life.
        half_life: Span,
    },
    /// What somebody gave before the community was here was recorded.
    #[tag(14)]
    PastRecorded {
        /// Whose.
        account: AccountId,
        /// How many pieces.
        works: u32,
        /// How much together.
        points: Points,
    },
    /// Somebody took over as theirs what was recorded of them.
    #[tag(15)]
    PastTaken {
        /// Who.
        account: AccountId,
        /// How many pieces.
        works: u32,
        /// How much together.
        points: Points,
    },
    /// Past contributions were taken out of the record.
    #[tag(16)]
    PastStruck {
        /// Whose.
        account: AccountId,
        /// How many pieces.
        works: u32,
        /// How much together.
        points: Points,
    },
    /// A skill was given a name, or lost it.
    #[tag(17)]
    SkillNamed {
        /// The skill.
        skill: u32,
        /// Its name.
        name: Option<SkillLabel>,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "reputation";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
