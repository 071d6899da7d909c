//! What waits for the reader, and what is known of their ratings.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List, Span, Timestamp};

use super::{PAGE, Signed};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::reputation::types::area;
use crate::reputation::{self};
use crate::review::rules::rating;
use crate::review::types::{Desk, Judge, Stage, Work};

/// Reviews that wait for me
///
/// In every community, with what is judged and until when.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "my-reviews", he = "הערכות שממתינות לי", result = MyReviewsAnswer)]
pub struct MyReviewsView {}

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MyReviewsAnswer {
    /// In the order of communities and contributions.
    #[he("הערכות")]
    pub rows: List<ReviewRow, PAGE>,
}

/// A review that waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ReviewRow {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// What is judged.
    #[he("מספר התרומה")]
    pub evidence: u64,
    /// By which panel of it.
    #[he("סבב")]
    pub round: u8,
    /// In which domain.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// What was given.
    #[he("מה נתרם")]
    pub work: Work,
    /// How much work it says it was.
    #[he("היקף")]
    pub size: Span,
    /// What the panel waits for, and until when.
    #[he("שלב")]
    pub stage: Stage,
    /// Whether the reader sealed their rating.
    #[he("הוגש דירוג נעול")]
    pub sealed: bool,
}

/// What is known of my ratings
///
/// In a domain, as of the last epoch's close: how much higher than others I rate, how far I follow what
/// they find, what my ratings weigh. Nobody else is shown it, until a panel on which I sat closes.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "calibration", he = "הכיול שלי", result = CalibrationAnswer)]
pub struct CalibrationView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// The domain; without one the whole community.
    #[he("התחום")]
    pub domain: Option<u32>,
}

/// What is known of a rater.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CalibrationAnswer {
    /// Ratings that it follows from.
    #[he("דירוגים")]
    pub ratings: u32,
    /// By how much they are higher than others', points.
    #[he("הטיה")]
    pub bias: Option<Signed>,
    /// How far they follow what others find.
    #[he("שיפוע")]
    pub slope: Option<Signed>,
    /// What they weigh, against somebody of whom nothing is known.
    #[he("משקל")]
    pub weight: Option<Signed>,
    /// Reviews: how many at once, open, in time and missed.
    #[he("הערכות")]
    pub desk: Desk,
    /// That they judge without points, if they do.
    #[he("תפקיד שופט/ת")]
    pub judge: Option<Judge>,
    /// Reviews of this epoch, and of the last while it is being closed, that are paid when it is over.
    #[he("שכר שממתין")]
    pub owed: List<OwedRow, PAGE>,
    /// As of when.
    #[he("נכון ל")]
    pub at: Timestamp,
}

/// A review that is paid when its epoch is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct OwedRow {
    /// Of what.
    #[he("מספר התרומה")]
    pub evidence: u64,
    /// For being in time, unless the balance of agreements fell.
    #[he("על עמידה בזמן")]
    pub flat: Amount,
    /// The most for agreement.
    #[he("לכל היותר על הסכמה")]
    pub growth: Amount,
}

impl View for MyReviewsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MyReviewsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<MyReviewsAnswer, Refused> {
        let tables = &look.state.review;
        let mine = look.reader.into_iter().flat_map(|reader| {
            let waiting = tables.panels.index().waiting(reader);
            waiting.map(move |key| (reader, key))
        });
        let row = |(reader, key): (AccountId, (DaoId, u64, u8))| {
            let (dao, evidence, round) = key;
            crate::dao::may_read(look, dao).ok()?;
            let panel = tables.panels.get(&key)?;
            let of = tables.evidence.get(&(dao, evidence))?;
            let seat = panel.sitting().find(|seat| seat.account == reader)?;
            Some(ReviewRow {
                dao,
                evidence,
                round,
                domain: of.domain,
                work: of.work,
                size: of.size,
                stage: panel.stage,
                sealed: seat.sealed.is_some(),
            })
        };
        let mut rows = List::default();
        mine.filter_map(row).take(PAGE).for_each(|row| {
            rows.push(row);
        });
        Ok(MyReviewsAnswer { rows })
    }
}

impl View for CalibrationView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CalibrationAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CalibrationAnswer, Refused> {
        let (tables, dao) = (&look.state.review, self.dao);
        let reader = look.reader.ok_or(crate::dao::Refusal::NotAdmitted)?;
        let epoch = reputation::epoch_at(look.state, dao, look.now);
        let of_domain = tables.judged.get(&(dao, area(self.domain))).cloned().unwrap_or_default();
        let gauge = of_domain.in_epoch(epoch).closed.gauge();
        let rater = tables.raters.get(&(dao, area(self.domain), reader)).copied();
        let sums = rater.unwrap_or_default().in_epoch(epoch).closed;
        let known = rating::known(&sums, &gauge);
        Ok(CalibrationAnswer {
            ratings: sums.n,
            bias: known.map(|known| known.bias.into()),
            slope: known.map(|known| known.slope.into()),
            weight: known.map(|known| known.weight.into()),
            desk: tables.desks.get(&(dao, reader)).copied().unwrap_or_default(),
            judge: tables.judges.get(&(dao, reader)).copied(),
            owed: owed(look, (dao, epoch), reader),
            at: look.now,
        })
    }
}

fn owed(look: &Look<'_>, (dao, epoch): (DaoId, u32), reader: AccountId) -> List<OwedRow, PAGE> {
    let mut rows = List::default();
    for epoch in [epoch.saturating_sub(1), epoch] {
        let all = (dao, epoch, reader, 0)..=(dao, epoch, reader, u64::MAX);
        for ((.., evidence), wage) in look.state.review.wages.range(all) {
            let of = |units| Amount { asset: wage.asset, units };
            let (flat, growth) = (of(wage.flat), of(wage.growth));
            // A page of them.
            rows.push(OwedRow { evidence: *evidence, flat, growth });
        }
    }
    rows
}
