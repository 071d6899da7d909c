//! Say how many reviews one takes at once.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::panel::{at_desk, tell};
use super::steps::member;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::review::Fact;

/// Say how many reviews you take at once
///
/// Nobody is drawn beyond that. None is an answer, too.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "declare-reviews",
    he = "קביעת מספר ההערכות הפתוחות",
    says_en = "In { $dao } I take at most { $most ->\n    [one] 1 review\n   \
               *[other] { $most } reviews\n} at once.",
    says_he = "אצל { $dao } מספר ההערכות הפתוחות שלי בו בזמן הוא לכל היותר { $most }.",
    by(Member),
    cost(2_000, 10, 0)
)]
pub(crate) struct DeclareReviews {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// How many at most.
    #[he("לכל היותר")]
    pub(crate) most: u8,
}

impl Action for DeclareReviews {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        member(ctx, self.dao)
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, most } = self;
        at_desk(ctx, (dao, account), |desk| desk.most = Some(most));
        tell(ctx, dao, Fact::MaximumDeclared { account, most });
        Ok(())
    }
}
