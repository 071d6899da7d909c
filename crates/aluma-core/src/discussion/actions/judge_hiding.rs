//! Decide on an appeal against the hiding of a post.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId};

use super::steps;
use crate::dao::types::PROSE_BYTES;
use crate::discussion::Refusal;
use crate::discussion::types::{Case, Hiding, Judges, Moderator};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Decide on an appeal
///
/// Whether a hidden post stays hidden. By a role only whom it is not about: neither who hid it nor who
/// wrote it, and where the charter says so only the members, by a vote.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "judge-hiding",
    he = "הכרעה בערעור על הסתרה",
    says_en = "Decide on the appeal about post { $post }: it stays hidden: { $stands }. \
               Reason: { $reason }.",
    says_he = "להכריע בערעור על הודעה { $post }: תישאר מוסתרת: { $stands }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct JudgeHiding {
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// Whether it stays hidden.
    #[he("תישאר מוסתרת")]
    pub(crate) stands: bool,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for JudgeHiding {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Moderator);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, by) = steps::moderator(ctx)?;
        let post = self.post;
        let row = steps::own_post(ctx.state, (dao, post))?;
        let nothing = Refusal::NothingAppealed { post };
        let Some(Hiding { by: hidden_by, case, .. }) = row.hiding else {
            return Err(nothing.into());
        };
        let Case::Appealed { judges, until, .. } = case else { return Err(nothing.into()) };
        if let Some(holder) = by.holder() {
            // Nobody else with the role where the members hid it: they are above it.
            let hider = hidden_by.holder().ok_or(Refusal::ForTheMembers)?;
            if judges == Judges::Members {
                return Err(Refusal::ForTheMembers.into());
            }
            if holder == hider || holder == row.author {
                return Err(Refusal::OwnCase.into());
            }
        }
        if ctx.now() > until {
            return Err(nothing.into());
        }
        Ok((dao, by))
    }

    fn apply(self, (dao, by): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        steps::judge(ctx, (dao, self.post), (self.stands, Some(by), self.reason))
    }
}
