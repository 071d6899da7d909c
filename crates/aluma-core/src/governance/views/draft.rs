//! What a proposal would be, before it is one.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Acts, Canon, DaoId, List, Span, Timestamp};

use super::proposal::{ChangeAnswer, EffectsAnswer, changes};
use super::tally::Measure;
use crate::dao;
use crate::governance::Refusal;
use crate::governance::actions::propose::{declared, least};
use crate::governance::rules::opening::{self, Draft};
use crate::governance::rules::{Moment, Threshold};
use crate::governance::types::{MAX_RECUSED, TrackName};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::registry::REGISTRY;

/// A draft
///
/// What a list of actions would be as a proposal of the reader that opened now: what it might do at
/// most, on which track, who decides on it, by when, and what it takes. Whether it could be carried
/// out is found out when it is.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "draft", he = "טיוטה", result = DraftAnswer)]
pub struct DraftView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What is to be done.
    #[he("מה ייעשה")]
    pub actions: Acts,
    /// A stricter track than its consequence asks for.
    #[he("מסלול מחמיר")]
    pub track: Option<TrackName>,
}

/// What a proposal would be.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DraftAnswer {
    /// What it may do at most; nothing else.
    #[he("לכל היותר")]
    pub effects: EffectsAnswer,
    /// Rules as they are and as they would be.
    #[he("שינויי תקנון")]
    pub changes: List<ChangeAnswer, 256>,
    /// By whose rules.
    #[he("מסלול")]
    pub track: TrackName,
    /// When voting would begin.
    #[he("תחילת ההצבעה")]
    pub voting_from: Timestamp,
    /// How long voting would last.
    #[he("משך ההצבעה")]
    pub period: Span,
    /// How long enactment would wait.
    #[he("תקופת המתנה לביצוע")]
    pub delay: Span,
    /// Members who could vote.
    #[he("בעלי זכות הצבעה")]
    pub eligible: u64,
    /// What weights would be counted in.
    #[he("נמדד לפי")]
    pub measure: Measure,
    /// How many of those who take a side must be For.
    #[he("הרוב הדרוש")]
    pub threshold: Threshold,
    /// Whose ballot would weigh nothing.
    #[he("מנועים מהצבעה")]
    pub recused: List<AccountId, MAX_RECUSED>,
}

impl View for DraftView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DraftAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<DraftAnswer, Refused> {
        if self.actions.0.is_empty() {
            return Err(Refusal::EmptyProposal.into());
        }
        let effects = declared(&REGISTRY, self.dao, &self.actions)?;
        let least = least(&REGISTRY, &self.actions, self.track)?;
        let proposer = look.reader.filter(|it| dao::is_admitted(look.state, self.dao, *it));
        let proposer = proposer.ok_or(dao::Refusal::NotAdmitted)?;
        let snapshot = Moment { height: look.height, time: look.now };
        let (dao, acts, effects, now) = (self.dao, &self.actions, &effects, look.now);
        let draft = Draft { dao, proposer, acts, effects, least, now, snapshot, appeal: None };
        let row = opening::open(look.state, &draft)?.proposal;
        Ok(DraftAnswer {
            effects: EffectsAnswer::of(effects),
            changes: changes(look, self.dao, &self.actions),
            track: row.track,
            voting_from: row.voting_from,
            period: row.period,
            delay: row.delay,
            eligible: row.eligible,
            measure: Measure::of(&row.sources, row.total),
            threshold: row.threshold,
            recused: row.recused,
        })
    }
}
