//! Who judges something, and what their ratings come to.

use alloc::vec::Vec;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Span};

use super::Signed;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::reputation::charter::least_quality;
use crate::review::Refusal;
use crate::review::actions::closing::{scored, size};
use crate::review::types::{Cause, MAX_SEATS, Panel, Rated, Seat, Stage};

/// A panel and its score, explained
///
/// Who sits, what was known of their ratings when they were drawn, and from what each rating and the
/// score follow: a rating counts without its giver's bias, with their weight, times how far it is held
/// where it lies more than thirty points off; where anything is known of anybody the domain's mean
/// counts as one more. Points are size times what the score is above the least quality.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "panel", he = "צוות הערכה", result = PanelAnswer)]
pub struct PanelView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What it judges.
    #[he("מספר התרומה")]
    pub evidence: u64,
    /// Which panel of it, from 0; the last unless named.
    #[he("סבב")]
    pub round: Option<u8>,
}

/// A panel.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PanelAnswer {
    /// Which panel, from 0.
    #[he("סבב")]
    pub round: u8,
    /// Why it sits.
    #[he("סיבה")]
    pub cause: Cause,
    /// What it waits for.
    #[he("שלב")]
    pub stage: Stage,
    /// The domain from which it was drawn; none is the whole community.
    #[he("הוגרל מתוך")]
    pub drawn_in: Option<u32>,
    /// How far the rules of the draw were relaxed.
    #[he("דרגת הקלה")]
    pub level: u8,
    /// How many draws it took.
    #[he("הגרלות")]
    pub draws: u8,
    /// Who sits, in the order of the draw.
    #[he("מעריכים")]
    pub seats: List<SeatAnswer, MAX_SEATS>,
    /// The mean of the domain's scores when it was drawn.
    #[he("ממוצע התחום")]
    pub mean: Signed,
    /// What the ratings that are open come to.
    #[he("הציון")]
    pub score: Option<ScoreAnswer>,
}

/// What ratings come to.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ScoreAnswer {
    /// The score, points.
    #[he("ציון")]
    pub score: Signed,
    /// Weighted mean square of what the ratings miss it by.
    #[he("פיזור")]
    pub spread: Signed,
    /// The size that counts: the lower median, or what was claimed where that is less; what its makers
    /// claimed beyond 115 % of the upper median is taken off once more. Sizes count half where ratings do.
    #[he("היקף מוכר")]
    pub size: Span,
    /// The quality at which points begin, in millionths of one of a hundred.
    #[he("סף האיכות במיליוניות")]
    pub least: u64,
}

/// A seat.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SeatAnswer {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Whether they sealed a rating.
    #[he("דירוג נעול")]
    pub sealed: bool,
    /// Their rating, once it is open.
    #[he("דירוג")]
    pub rated: Option<Rated>,
    /// Whether their time ran out.
    #[he("הוחמץ")]
    pub missed: bool,
    /// Whether they came in another's place.
    #[he("במקום אחר")]
    pub instead: bool,
    /// Whether their rating counts half, for want of distance; told once the panel is over.
    #[he("משקל חצוי")]
    pub halved: bool,
    /// By how much they rate higher than others, as known then.
    #[he("הטיה")]
    pub bias: Option<Signed>,
    /// What their ratings weigh, as known then.
    #[he("משקל")]
    pub weight: Option<Signed>,
    /// What this one counted with.
    #[he("משקל בפועל")]
    pub pull: Option<Signed>,
    /// What it misses the score by.
    #[he("מרחק מהציון")]
    pub miss: Option<Signed>,
}

/// How ratings weigh is told once the panel is over: before, who counts half would tell whose work it is.
fn seat(seat: &Seat, is_over: bool) -> SeatAnswer {
    let known = seat.known.filter(|_| is_over);
    SeatAnswer {
        account: seat.account,
        sealed: seat.sealed.is_some(),
        rated: seat.rated,
        missed: seat.missed,
        instead: seat.instead,
        halved: is_over && seat.halved,
        bias: known.map(|known| known.bias.into()),
        weight: known.map(|known| known.weight.into()),
        pull: None,
        miss: None,
    }
}

/// Seats with what each rating came to.
fn seats(row: &Panel) -> List<SeatAnswer, MAX_SEATS> {
    let is_over = row.stage == Stage::Closed;
    let mut seats: Vec<SeatAnswer> = row.seats.iter().map(|row| seat(row, is_over)).collect();
    let scored = scored(row).filter(|_| is_over);
    let each = scored.map(|scored| scored.each).unwrap_or_default();
    let rated = seats.iter_mut().filter(|seat| seat.rated.is_some() && !seat.missed);
    for (seat, each) in rated.zip(each) {
        (seat.pull, seat.miss) = (Some(each.pull.into()), Some(each.miss.into()));
    }
    List::new(seats).unwrap_or_default()
}

impl View for PanelView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PanelAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PanelAnswer, Refused> {
        let (dao, evidence) = (self.dao, self.evidence);
        let none = Refusal::NoSuchContribution { evidence };
        let of = look.state.review.evidence.get(&(dao, evidence)).ok_or(none)?;
        let round = self.round.unwrap_or(of.round);
        let row = look.state.review.panels.get(&(dao, evidence, round)).ok_or(none)?;
        let score = scored(row).map(|scored| ScoreAnswer {
            score: scored.score.into(),
            spread: scored.spread.into(),
            size: size(look.state, (dao, evidence), row),
            least: least_quality(look.state, dao),
        });
        Ok(PanelAnswer {
            round,
            cause: row.cause,
            stage: row.stage,
            drawn_in: row.drawn_in,
            level: row.level,
            draws: row.draws,
            seats: seats(row),
            mean: row.mean.into(),
            score,
        })
    }
}
