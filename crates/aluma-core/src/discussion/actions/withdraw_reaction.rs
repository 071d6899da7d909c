//! Take a reaction back.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::react::{reacting, set};
use crate::discussion::Refusal;
use crate::discussion::types::{Post, Reaction};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Take a reaction back
///
/// As if you had not reacted so.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "withdraw-reaction",
    he = "ביטול תגובה",
    says_en = "Take back my reaction to post { $post } in { $dao }: { $kind }.",
    says_he = "לבטל את התגובה שלי על הודעה { $post } בקהילה { $dao }: { $kind }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct WithdrawReaction {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The post's number.
    #[he("מספר ההודעה")]
    pub(crate) post: u64,
    /// Which.
    #[he("התגובה")]
    pub(crate) kind: Reaction,
}

impl Action for WithdrawReaction {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (AccountId, Post);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let (account, row, has) = reacting(ctx, (self.dao, self.post), self.kind)?;
        if !has {
            return Err(Refusal::NotReacted { kind: self.kind.word() }.into());
        }
        Ok((account, row))
    }

    fn apply(self, (account, row): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        set(ctx, (self.dao, self.post, account), row, (self.kind, false));
        Ok(())
    }
}
