//! Score praise.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::steps;
use crate::grants::types::{MAX_ROWS, PARTS, Rate};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Score praise
///
/// Scores what one was assigned to, by the scale of the round; says that it is none, or that it
/// repeats another. It may be changed until the round closes.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "rate-praise",
    he = "הערכת הוקרות",
    says_en = "Score praise in round { $round } of { $dao }: { $scores }.",
    says_he = "להעריך הוקרות בסבב { $round } של { $dao }: { $scores }.",
    by(Member),
    cost(2_000, 10, 1_000)
)]
pub(crate) struct RatePraise {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// How.
    #[he("הציונים")]
    pub(crate) scores: List<Scored, MAX_ROWS>,
}

/// What one rater says of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(
    en = "entry { $entry }: { $dismissed_key ->\n    [yes] no praise\n   *[no] { $score }\n}{ \
          $repeats_key ->\n    [some] , repeats entry { $repeats }\n   *[none] { \"\" }\n}",
    he = "הוקרה { $entry }: { $dismissed_key ->\n    [yes] נפסלת\n   *[no] { $score }\n}{ \
          $repeats_key ->\n    [some] , חוזרת על { $repeats }\n   *[none] { \"\" }\n}"
)]
pub(crate) struct Scored {
    /// Which entry.
    #[he("מספר ההוקרה")]
    pub(crate) entry: u32,
    /// How much it is worth.
    #[he("ציון")]
    pub(crate) score: u16,
    /// That it is no praise.
    #[he("לפסול")]
    pub(crate) dismissed: bool,
    /// The entry that it repeats.
    #[he("כפילות של")]
    pub(crate) repeats: Option<u32>,
}

impl Action for RatePraise {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let (dao, round) = (self.dao, self.round);
        steps::once(self.scores.iter().map(|one| one.entry))?;
        let row = steps::round(ctx, dao, round)?;
        let account = steps::signer(ctx)?;
        let scale = &steps::praise(row)?.scale;
        for one in self.scores.iter() {
            let entry = one.entry;
            let there = ctx.state.grants.entries.get(&(dao, round, entry));
            let there = there.ok_or(Refusal::NoSuchEntry { entry })?;
            if !there.rates.iter().any(|rate| rate.rater == account) {
                return Err(Refusal::NotYourEntry { entry }.into());
            }
            if one.score > 0 && !scale.contains(&one.score) {
                return Err(Refusal::NotOnTheScale { score: u32::from(one.score) }.into());
            }
            let repeats = one.repeats.unwrap_or(0);
            if one.repeats.is_some() && (repeats == 0 || repeats > row.entries || repeats == entry)
            {
                return Err(Refusal::RepeatsNothing { entry }.into());
            }
        }
        steps::praise_where(row, false)?;
        steps::is_open(ctx, round, row)?;
        Ok(account)
    }

    fn apply(self, rater: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, scores } = self;
        for one in scores.iter() {
            let key = (dao, round, one.entry);
            let row = ctx.state.grants.entries.get(&key).cloned();
            let mut row = row.ok_or(Broken("a score of an entry that is not there"))?;
            let Scored { score, dismissed, repeats, .. } = *one;
            let score = u32::from(score).saturating_mul(PARTS);
            let said = Rate { rater, score, dismissed, repeats };
            let rates = row.rates.iter().map(|rate| if rate.rater == rater { said } else { *rate });
            row.rates = List::new(rates.collect()).map_err(|_| Broken("more raters than fit"))?;
            ctx.state.grants.entries.put(key, row);
        }
        let entries = u32::try_from(scores.len()).unwrap_or(u32::MAX);
        ctx.emit(&Event { dao, fact: Fact::PraiseRated { round, rater, entries } });
        Ok(())
    }
}
