//! Amend the charter.

use aluma_types::spec::ActionSpec;
use aluma_types::{DaoId, List};

use super::{acting_dao, steps};
use crate::dao::events::Change;
use crate::dao::rules::parameters::{Charter, named};
use crate::dao::tasks::EndSeason;
use crate::dao::types::Changes;
use crate::dao::{Event, Refusal, charter, in_season, season_end};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// Amend the charter
///
/// Changes the DAO's rules from now on. Proposals that are open keep the rules they opened under.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "amend",
    he = "תיקון התקנון",
    says_en = "Change the charter: { $changes }.",
    says_he = "לשנות בתקנון: { $changes }.",
    by(Dao),
    track = Constitution,
    cost(5_000, 10, 1_000)
)]
pub(crate) struct Amend {
    /// What changes.
    #[he("השינויים")]
    pub(crate) changes: Changes,
}

/// Whose charter, and how it will read.
pub(crate) struct Plan {
    dao: DaoId,
    before: Charter,
    after: Charter,
}

impl Action for Amend {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let numbers = self.changes.iter().filter_map(|change| named(change.key.as_str()));
        effects.charter.extend(numbers.map(|spec| (dao, spec.number)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let dao = acting_dao(ctx)?;
        let before = crate::dao::charter(ctx.state, dao).ok_or(Refusal::NoSuchDao)?;
        let after = before.amended(&self.changes)?;
        if before.differing(&after).next().is_none() {
            return Err(Refusal::NothingToChange.into());
        }
        after.names_assets(&|asset| crate::registry::votes_in(ctx.state, dao, asset))?;
        before.may_become(&after, (ctx.state, dao, ctx.now()))?;
        Ok(Plan { dao, before: before.clone(), after })
    }

    fn apply(self, Plan { dao, before, after }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        replace(ctx, dao, &before, after);
        Ok(())
    }
}

/// Puts a charter in the place of another.
pub(super) fn replace(ctx: &mut Ctx<'_>, dao: DaoId, before: &Charter, after: Charter) {
    // A season that is over by the old charter does not begin again by the new one.
    if !in_season(ctx.state, dao, ctx.now()) {
        steps::end_season(ctx, dao);
    }
    let mut changes = List::default();
    for spec in before.differing(&after) {
        let (parameter, before, after) = (spec.number, before.get(spec), after.get(spec));
        changes.push(Change { parameter, before, after });
    }
    let tags = steps::tags(ctx.state, dao);
    let moves_season = before.get(&charter::SEASON) != after.get(&charter::SEASON);
    ctx.state.dao.charters.put(dao, after);
    let row = crate::dao::dao(ctx.state, dao).filter(|row| row.season_over.is_none());
    if let Some(end) = row.map(|row| season_end(ctx.state, dao, row))
        && moves_season
    {
        let at = due_at(end.max(ctx.now()));
        ctx.schedule(at, Some(dao), &EndSeason { dao });
    }
    ctx.emit(&Event::CharterAmended { dao, changes });
    let now = steps::tags(ctx.state, dao);
    if now != tags {
        steps::retell_tags(ctx, dao, now);
    }
}
