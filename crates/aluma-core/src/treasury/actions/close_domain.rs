//! Close a domain.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::checks::author;
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::holdings;

/// Close a domain
///
/// Once its pot is empty, its roles are closed and no domain hangs under it. Its pot stays, and
/// whatever is paid into it later belongs to the whole DAO.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "close-domain",
    he = "סגירת תחום",
    says_en = "Close domain { $domain }.",
    says_he = "לסגור את תחום { $domain }.",
    by(Dao),
    track = Role,
    cost(5_000, 10, 0)
)]
pub(crate) struct CloseDomain {
    /// Its number.
    #[he("מספר התחום")]
    pub(crate) domain: u32,
}

impl Action for CloseDomain {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Domain(self.domain)));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let (dao, _) = author(ctx, "close-domain")?;
        let pot = dao::may_close_domain(ctx.state, dao, self.domain)?;
        let mut inside = holdings(ctx.state, dao).filter(|((_, of, _), _)| *of == pot);
        if inside.any(|(_, row)| row.balance > 0) {
            return Err(dao::Refusal::DomainHasMoney { domain: self.domain }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        dao::close_domain(ctx, dao, self.domain);
        Ok(())
    }
}
