//! Assign raters.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::steps;
use crate::dao;
use crate::grants::types::{MAX_RATERS, MAX_ROWS, Rate};
use crate::grants::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Assign raters
///
/// Says who scores which praise, by hand: the page of the round says so. Nobody scores what they
/// said or what was said of them; whoever scored stays.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "assign-raters",
    he = "שיבוץ מעריכים",
    says_en = "Assign raters in round { $round } of { $dao }: { $entries }.",
    says_he = "לשבץ מעריכים בסבב { $round } של { $dao }: { $entries }.",
    by(Member),
    cost(3_000, 10, 2_000)
)]
pub(crate) struct AssignRaters {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub(crate) round: u64,
    /// Who scores which.
    #[he("מי יעריכו מה")]
    pub(crate) entries: List<Assigned, MAX_ROWS>,
}

/// The raters of one entry.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct Assigned {
    /// Which entry.
    #[he("מספר ההוקרה")]
    pub(crate) entry: u32,
    /// Who scores it.
    #[he("מעריכים")]
    pub(crate) raters: List<AccountId, MAX_RATERS>,
}

impl Action for AssignRaters {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = BTreeSet<AccountId>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, round) = (self.dao, self.round);
        steps::once(self.entries.iter().map(|one| one.entry))?;
        let row = steps::round(ctx, dao, round)?;
        steps::praise(row)?;
        steps::as_steward(ctx, round, row)?;
        steps::praise_where(row, false)?;
        let mut people = BTreeSet::new();
        for Assigned { entry, raters } in self.entries.iter() {
            let entry = *entry;
            let key = (dao, round, entry);
            let there = ctx.state.grants.entries.get(&key);
            let there = there.ok_or(Refusal::NoSuchEntry { entry })?;
            let mut seen = BTreeSet::new();
            for account in raters.iter().copied() {
                if !seen.insert(account) {
                    return Err(Refusal::RaterTwice { entry, account }.into());
                }
                if !dao::is_admitted(ctx.state, dao, account) {
                    return Err(Refusal::NotAmongUs { account }.into());
                }
                if account == there.from || account == there.to {
                    return Err(Refusal::RatesTheirOwn { entry, account }.into());
                }
            }
            let said = |rate: &Rate| *rate != Rate::open(rate.rater);
            if there.rates.iter().any(said) {
                return Err(Refusal::RatedAlready { entry }.into());
            }
            people.extend(seen);
        }
        steps::is_open(ctx, round, row)?;
        steps::fits(ctx.state, (dao, round), row, (0, &people))?;
        Ok(people)
    }

    fn apply(self, people: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, round, entries } = self;
        steps::count_takers(ctx, (dao, round), &people);
        let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
        for Assigned { entry, raters } in entries.iter() {
            let key = (dao, round, *entry);
            let row = ctx.state.grants.entries.get(&key).cloned();
            let mut row = row.ok_or(Broken("raters of an entry that is not there"))?;
            let rates = raters.iter().map(|rater| Rate::open(*rater)).collect();
            row.rates = List::new(rates).map_err(|_| Broken("more raters than fit"))?;
            ctx.state.grants.entries.put(key, row);
        }
        ctx.emit(&Event { dao, fact: Fact::RatersAssigned { round, entries: count } });
        Ok(())
    }
}
