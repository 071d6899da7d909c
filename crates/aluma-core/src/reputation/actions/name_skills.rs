//! Give skills names.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{Canon, DaoId, List};

use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::types::{MAX_PAST, SkillLabel, SkillName};
use crate::reputation::{Event, Fact, Refusal};

/// Name skills
///
/// Says what the community calls the skills that its work takes, which are numbers otherwise: in tasks,
/// in contributions, in everybody's record. A name is changed by giving another, and taken back by giving
/// none. The community decides it or gives a role for it; in the founding season whoever founded it does
/// it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "name-skills",
    he = "מתן שמות למיומנויות",
    says_en = "Name skills of { $dao }: { $skills }.",
    says_he = "לתת שמות למיומנויות בקהילה { $dao }: { $skills }.",
    by(Member, Dao, Role),
    track = Role,
    cost(2_000, 10, 500)
)]
pub(crate) struct NameSkills {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The skills.
    #[he("המיומנויות")]
    pub(crate) skills: List<NewSkillName, MAX_PAST>,
}

/// A skill and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) struct NewSkillName {
    /// The skill's number.
    #[he("מספר המיומנות")]
    pub(crate) skill: u32,
    /// Its name; none takes the name back.
    #[he("שם")]
    pub(crate) name: Option<SkillLabel>,
}

impl Action for NameSkills {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let mut seen = BTreeSet::new();
        if self.skills.is_empty() || !self.skills.iter().all(|row| seen.insert(row.skill)) {
            return Err(Refusal::SkillTwice.into());
        }
        steps::readable(ctx, self.dao)?;
        steps::scribe(ctx, self.dao).map(|_| ())
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let dao = self.dao;
        for NewSkillName { skill, name } in self.skills.iter().copied() {
            let names = &mut ctx.state.reputation.skill_names;
            match name {
                Some(name) => names.put((dao, skill), SkillName { name }),
                None => {
                    names.remove(&(dao, skill));
                }
            }
            ctx.emit(&Event { dao, fact: Fact::SkillNamed { skill, name } });
        }
        Ok(())
    }
}
