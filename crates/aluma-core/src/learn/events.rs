//! Facts of learning.

use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use crate::earn::types::{MAX_CLAUSES, Reason};
use crate::kernel::event::DomainEvent;
use crate::learn::types::{LearnStage, Level};

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
    /// A course was offered.
    #[tag(1)]
    CourseOffered {
        /// Its number.
        course: u64,
        /// What it is called in English.
        title_en: Reason,
        /// What it is called in Hebrew.
        title_he: Reason,
        /// The skill that it teaches.
        skill: u32,
        /// The programme that pays.
        programme: u64,
    },
    /// A course was revised.
    #[tag(2)]
    CourseRevised {
        /// Which.
        course: u64,
        /// What it is called in English.
        title_en: Reason,
        /// What it is called in Hebrew.
        title_he: Reason,
        /// Whether people may begin it.
        open: bool,
    },
    /// Somebody went on in a course.
    #[tag(3)]
    LearningTurned {
        /// Which.
        course: u64,
        /// Who.
        account: AccountId,
        /// The part that comes next, from 0.
        part: u8,
        /// How far they are.
        stage: LearnStage,
    },
    /// What somebody is to do was drawn for them.
    #[tag(4)]
    StepsDrawn {
        /// In which course.
        course: u64,
        /// For whom.
        account: AccountId,
        /// For which part, from 0.
        part: u8,
        /// The places of the clauses in the programme's terms, from 0.
        places: List<u8, MAX_CLAUSES>,
    },
    /// Somebody has a skill.
    #[tag(5)]
    SkillMastered {
        /// Who.
        account: AccountId,
        /// Which.
        skill: u32,
        /// How well.
        level: Level,
        /// Until when, unless it is checked or used.
        until: Timestamp,
    },
    /// Work that took a skill refreshed it.
    #[tag(6)]
    SkillRefreshed {
        /// Whose.
        account: AccountId,
        /// Which.
        skill: u32,
        /// Until when it holds now.
        until: Timestamp,
    },
    /// What somebody showed for a skill was found untrue.
    #[tag(7)]
    SkillLost {
        /// Who.
        account: AccountId,
        /// Which.
        skill: u32,
    },
    /// Somebody showed that one thing which was drawn for them is done.
    #[tag(8)]
    StepShown {
        /// In which course.
        course: u64,
        /// Who.
        account: AccountId,
        /// Its place in what was drawn, from 0.
        step: u8,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "learn";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
