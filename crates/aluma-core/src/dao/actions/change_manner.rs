//! Change how the community decides.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::acting_dao;
use super::amend::replace;
use crate::dao::rules::parameters::{Charter, all};
use crate::dao::rules::templates::default_of;
use crate::dao::types::{Manner, Template};
use crate::dao::{Event, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};

/// Change how the community decides
///
/// A small circle that has grown becomes an assembly, or the other way round. Each rule that stands
/// as the old manner writes it stands as the new one does from now on; rules that the community gave
/// itself stay. Proposals that are open keep the rules they opened under.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "change-manner",
    he = "שינוי אופן ההחלטה",
    says_en = "Decide from now on as: { $manner }. Rules that the community gave itself stay.",
    says_he = "להחליט מעתה באופן אחר: { $manner }. כללים שהקהילה קבעה לעצמה נשארים.",
    by(Dao),
    track = Constitution,
    cost(8_000, 10, 0)
)]
pub(crate) struct ChangeManner {
    /// The new manner.
    #[he("אופן ההחלטה")]
    pub(crate) manner: Manner,
}

/// Whose charter, and how it will read.
pub(crate) struct Plan {
    dao: DaoId,
    before: Charter,
    after: Charter,
}

impl Action for ChangeManner {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    /// Without the state nobody knows the template: whatever any template lets depend on the manner.
    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let templates = || Template::ALL.into_iter().map(Some).chain([None]);
        let depends = |template: Option<Template>| {
            all().filter(move |spec| {
                let here = default_of(spec, self.manner, template);
                Manner::ALL.iter().any(|manner| default_of(spec, *manner, template) != here)
            })
        };
        effects.charter.extend(templates().flat_map(depends).map(|spec| (dao, spec.number)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let dao = acting_dao(ctx)?;
        let row = crate::dao::dao(ctx.state, dao).ok_or(Refusal::NoSuchDao)?;
        let before = crate::dao::charter(ctx.state, dao).ok_or(Refusal::NoSuchDao)?;
        if before.manner() == self.manner {
            return Err(Refusal::NothingToChange.into());
        }
        let after = before.in_manner(self.manner, row.template)?;
        before.may_become(&after, (ctx.state, dao, ctx.now()))?;
        Ok(Plan { dao, before: before.clone(), after })
    }

    fn apply(self, Plan { dao, before, after }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let manner = self.manner;
        ctx.state.dao.daos.update(&dao, |row| row.manner = manner);
        replace(ctx, dao, &before, after);
        ctx.emit(&Event::MannerChanged { dao, manner });
        Ok(())
    }
}
