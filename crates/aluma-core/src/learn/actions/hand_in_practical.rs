//! Hand in the practical of a course.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, Hash32};

use super::{going, steps};
use crate::dao;
use crate::earn;
use crate::earn::rules::links;
use crate::earn::types::{Link, Reason};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::learn::Refusal;
use crate::learn::types::LearnStage;

/// Hand in the practical of a course
///
/// Something that you made, for peers to look at. Where they accept it you are paid the second part and can
/// do what the course teaches; where they do not, you may hand in another, three in all. Peers who say
/// nothing in time have nothing against it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "hand-in-practical",
    he = "הגשת עבודה מעשית",
    says_en = "Hand in { $link } as the practical of course { $course } of { $dao }. { $words }",
    says_he = "להגיש את { $link } בתור העבודה המעשית של קורס { $course } של { $dao }. { $words }",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct HandInPractical {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The course.
    #[he("מספר הקורס")]
    pub(crate) course: u64,
    /// Where it is. The link stays in the ledger's log for good.
    #[he("קישור")]
    pub(crate) link: Link,
    /// What you want to say of it.
    #[he("מילים")]
    pub(crate) words: Option<Reason>,
}

impl Action for HandInPractical {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Hash32);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, course) = (self.dao, self.course);
        let account = dao::reader(ctx, dao)?;
        steps::course(ctx.state, dao, course)?;
        let row = steps::learning(ctx.state, (dao, course, account))?;
        steps::belongs(ctx.state, dao, account)?;
        match row.stage {
            LearnStage::Practical { until } if ctx.now() <= until => {}
            stage => return Err(Refusal::LearningIsOtherwise { stage: stage.name() }.into()),
        }
        let hash = links::outside(self.link.as_str());
        if earn::is_used(ctx.state, &hash) {
            return Err(earn::Refusal::EvidenceUsed.into());
        }
        Ok((account, hash))
    }

    fn apply(self, (account, hash): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let who = (self.dao, self.course, account);
        let number = going::handed_in(ctx, who, hash, self.words)?;
        ctx.made(number);
        Ok(())
    }
}
