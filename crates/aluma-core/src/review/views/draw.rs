//! How those who judge were drawn.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, Hash32, List};

use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::review::Refusal;
use crate::review::actions::calling::turn;
use crate::review::rules::drawing::{self, Case, Kept};
use crate::review::types::{Called, Draw, MAX_PLACES, MAX_SEATS};
use crate::review::views::contribution::hides;

/// A draw, to be repeated
///
/// The seed and from what it was made, the line of candidates, who was called by each ticket, what the
/// rules asked of them, why those do not sit who do not, and at which level the seats were filled. Whoever
/// has this can draw again. Where the charter hides who made what is judged, those who were called are
/// told once it is judged: why somebody was kept out tells whose friend or work it is.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "draw", he = "הגרלת צוות", result = DrawAnswer)]
pub struct DrawView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What is judged.
    #[he("מספר התרומה")]
    pub evidence: u64,
    /// For which panel, from 0; the last unless named.
    #[he("סבב")]
    pub round: Option<u8>,
    /// Which draw for it, from 0; those after the first replace and add.
    #[he("הגרלה")]
    pub draw: Option<u8>,
}

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DrawAnswer {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What is judged.
    #[he("מספר התרומה")]
    pub evidence: u64,
    /// The number of the draw: of the panel, times 256, and of the draw for it.
    #[he("מספר ההגרלה")]
    pub turn: u16,
    /// The beacon by which it was drawn.
    #[he("המשואה")]
    pub beacon: Hash32,
    /// What its tickets were made from: the hash of beacon, DAO, evidence and the number of the draw.
    #[he("הזרע")]
    pub seed: Hash32,
    /// Height as of which the line stood.
    #[he("גובה")]
    pub height: u64,
    /// How long the line was, in whole points.
    #[he("אורך הקו")]
    pub total: u64,
    /// Where on it those begin who judge without points.
    #[he("תחילת השופטים")]
    pub judges_from: u64,
    /// Seats that were asked for.
    #[he("מושבים")]
    pub seats: u8,
    /// The level at which they were filled.
    #[he("דרגת הקלה")]
    pub level: u8,
    /// Whether who was called is untold, since who made it is.
    #[he("מוסתר")]
    pub hidden: bool,
    /// Who was called, in order.
    #[he("נקראו")]
    pub called: List<CallAnswer, MAX_PLACES>,
    /// Who sits, in order.
    #[he("יושבים")]
    pub sitting: List<AccountId, MAX_SEATS>,
}

/// Somebody who was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct CallAnswer {
    /// Where they stood on the line, and what the rules asked of them.
    #[he("הקריאה")]
    pub called: Called,
    /// Why they do not sit; those who sit, and those for whom no seat was left, have no reason.
    #[he("הסיבה לאי־ישיבה")]
    pub kept: Option<Kept>,
}

/// Who sits of those who were called, and why the others do not, at the level of the draw.
fn outcome(draw: &Draw) -> (List<CallAnswer, MAX_PLACES>, List<AccountId, MAX_SEATS>) {
    let (mut calls, mut sitting, mut clusters) = (List::default(), List::default(), alloc::vec![]);
    for called in draw.called.iter() {
        let kept = called.case.kept(draw.level, &clusters);
        if kept.is_none() && sitting.len() < usize::from(draw.seats) {
            sitting.push(called.place.account);
            clusters.extend(called.case.cluster);
        }
        calls.push(CallAnswer { called: *called, kept });
    }
    (calls, sitting)
}

impl View for DrawView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DrawAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<DrawAnswer, Refused> {
        let (dao, evidence) = (self.dao, self.evidence);
        let none = Refusal::NoSuchContribution { evidence };
        let of = look.state.review.evidence.get(&(dao, evidence)).ok_or(none)?;
        let turn = turn(self.round.unwrap_or(of.round), self.draw.unwrap_or(0));
        let draw = look.state.review.draws.get(&(dao, evidence, turn)).ok_or(none)?;
        let (called, sitting) = outcome(draw);
        let makers = look.state.review.makers.get(&(dao, evidence)).ok_or(none)?;
        let hidden = hides(look, dao, (of, makers));
        let called = if hidden { List::default() } else { called };
        let Draw { beacon, seed, height, total, judges_from, seats, level, .. } = *draw;
        Ok(DrawAnswer {
            dao,
            evidence,
            turn,
            beacon,
            seed,
            height,
            total,
            judges_from,
            seats,
            level,
            hidden,
            called,
            sitting,
        })
    }
}

/// What does not come out when a draw is repeated from an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The seed is not that of the beacon and the matter.
    Seed,
    /// The how many-th call, from 0, is not where its ticket lies.
    Call(usize),
    /// Others sit by these calls, or at another level.
    Seats,
}

/// Draws again from what an answer says: seed, tickets, places, rules and seats; of one whose calls are
/// untold yet, the seed alone.
///
/// # Errors
/// The first thing that does not come out.
pub fn replay(answer: &DrawAnswer) -> Result<(), Wrong> {
    let of = (answer.dao.0, answer.evidence, answer.turn);
    if drawing::seed(&answer.beacon, of) != answer.seed {
        return Err(Wrong::Seed);
    }
    if answer.hidden {
        return Ok(());
    }
    let places: alloc::vec::Vec<_> = answer.called.iter().map(|call| call.called.place).collect();
    drawing::repeat(&answer.seed, answer.total, &places).map_err(Wrong::Call)?;
    let cases: alloc::vec::Vec<Case> = answer.called.iter().map(|call| call.called.case).collect();
    let (level, sitting) = drawing::seat(&cases, usize::from(answer.seats));
    let sitting = sitting.into_iter().filter_map(|index| places.get(index));
    let same = sitting.map(|place| place.account).eq(answer.sitting.iter().copied());
    if same && level == answer.level { Ok(()) } else { Err(Wrong::Seats) }
}
