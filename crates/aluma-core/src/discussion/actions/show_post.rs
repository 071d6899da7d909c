//! Show a hidden post again.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId};

use super::steps::{self, Entry};
use crate::dao::types::PROSE_BYTES;
use crate::discussion::Refusal;
use crate::discussion::types::{Deed, Moderator};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::event::Circle;
use crate::kernel::refusal::{Broken, Refused};

/// Show a hidden post again
///
/// For whoever thinks better of it. What the members hid only the members show.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "show-post",
    he = "הצגת הודעה מוסתרת",
    says_en = "Show post { $post } again. Reason: { $reason }.",
    says_he = "להציג שוב את הודעה { $post }. נימוק: { $reason }.",
    by(Dao, Role),
    track = Tip,
    cost(3_000, 10, 0)
)]
pub(crate) struct ShowPost {
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

impl Action for ShowPost {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (DaoId, Moderator, Circle);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (dao, by) = steps::moderator(ctx)?;
        let post = self.post;
        let row = steps::own_post(ctx.state, (dao, post))?;
        let hiding = row.hiding.ok_or(Refusal::NotHidden { post })?;
        if by.holder().is_some() && hiding.by.holder().is_none() {
            return Err(Refusal::HiddenByMembers { post }.into());
        }
        Ok((dao, by, row.circle))
    }

    fn apply(self, (dao, by, circle): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { post, reason } = self;
        let deed = Deed::Shown { post };
        steps::log(ctx, (dao, circle), Entry { deed, by: Some(by), reason })?;
        steps::show(ctx, (dao, post), (Some(by), false))
    }
}
