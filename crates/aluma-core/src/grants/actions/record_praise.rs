//! Record praise that was given elsewhere.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::steps;
use crate::grants::types::{Entry, MAX_ROWS, MAX_SCORE, PARTS, Rates};
use crate::grants::{Event, Fact, Refusal};
use crate::identity;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Record praise
///
/// Tells what was praised and scored elsewhere, row by row, in a round that is kept as recorded. The
/// ledger adds it up and pays it as any other. What people say of themselves is counted, and takes
/// no part unless the round says so. Scores are told in hundredths, on the scale or not.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "record-praise",
    he = "תיעוד הוקרות",
    says_en = "Record praise in round { $round } of { $dao }: { $rows }.",
    says_he = "לתעד הוקרות בסבב { $round } של { $dao }: { $rows }.",
    by(Member),
    cost(3_000, 10, 4_000)
)]
pub(crate) struct RecordPraise {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// The number of the first of these entries, so that none is recorded twice.
    #[he("מספר ההוקרה הראשונה")]
    pub(crate) first: u32,
    /// What was said and scored.
    #[he("השורות")]
    pub(crate) rows: List<Recorded, MAX_ROWS>,
}

/// One praise as it was elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Recorded {
    /// Who praised.
    #[he("מאת")]
    pub(crate) from: AccountId,
    /// Whom.
    #[he("אל")]
    pub(crate) to: AccountId,
    /// When.
    #[he("מתי")]
    pub(crate) at: Timestamp,
    /// Who scored it, and how.
    #[he("מעריכים")]
    pub(crate) rates: Rates,
}

/// The highest score: what was given elsewhere is told as it was, on the round's scale or not.
const MOST: u32 = MAX_SCORE as u32 * PARTS;

impl RecordPraise {
    fn shape(&self) -> Result<BTreeSet<AccountId>, Refusal> {
        if self.rows.is_empty() {
            return Err(Refusal::BadList);
        }
        let mut people = BTreeSet::new();
        for (place, row) in (0u32..).zip(self.rows.iter()) {
            let entry = self.first.saturating_add(place);
            let mut raters = BTreeSet::new();
            for rate in row.rates.iter() {
                let account = rate.rater;
                if !raters.insert(account) {
                    return Err(Refusal::RaterTwice { entry, account });
                }
                if rate.score > MOST {
                    return Err(Refusal::NotOnTheScale { score: rate.score });
                }
                if rate.repeats == Some(entry) || rate.repeats == Some(0) {
                    return Err(Refusal::RepeatsNothing { entry });
                }
            }
            people.extend(raters);
            people.extend([row.from, row.to]);
        }
        Ok(people)
    }
}

impl Action for RecordPraise {
    const ACTION: &'static ActionSpec = Self::ACTION;
    /// Those who may take a part.
    type Plan = BTreeSet<AccountId>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, round) = (self.dao, self.round);
        let people = self.shape()?;
        let row = steps::round(ctx, dao, round)?;
        for account in people.iter().copied() {
            if !identity::exists(ctx.state, account) {
                return Err(identity::Refusal::NoSuchAccount { account }.into());
            }
            if identity::dao_of(ctx.state, account).is_some() {
                return Err(Refusal::NotAmongUs { account }.into());
            }
        }
        steps::praise(row)?;
        steps::as_steward(ctx, round, row)?;
        steps::praise_where(row, true)?;
        steps::is_open(ctx, round, row)?;
        if row.entries.checked_add(1) != Some(self.first) {
            return Err(Refusal::NoSuchEntry { entry: self.first }.into());
        }
        let raters = self.rows.iter().flat_map(|row| row.rates.iter().map(|rate| rate.rater));
        let takers = self.rows.iter().map(|row| row.to).chain(raters).collect();
        steps::fits(ctx.state, (dao, round), row, (self.rows.len(), &takers))?;
        Ok(takers)
    }

    fn apply(self, takers: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, first, rows } = self;
        steps::count_takers(ctx, (dao, round), &takers);
        let entries = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let mut own = 0u32;
        for row in rows.iter().cloned() {
            let Recorded { from, to, at, rates } = row;
            own = own.saturating_add(u32::from(from == to));
            steps::enter(ctx, (dao, round), Entry { from, to, at, words: None, rates })?;
        }
        ctx.emit(&Event { dao, fact: Fact::PraiseRecorded { round, first, entries, own } });
        Ok(())
    }
}
