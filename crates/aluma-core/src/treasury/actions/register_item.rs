//! Register an item.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, List, ProposalId};

use super::checks::{author, existing_owner};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::items;
use crate::treasury::types::{Item, ItemKind, Owners, Part, VALUE_BYTES};

/// Register an item
///
/// Puts a thing that there is one of on record: a work, a certificate, equipment. Its owners and
/// their parts are named here; the parts together are the whole, for ever. Each owner may pass
/// theirs on.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "register-item",
    he = "רישום פריט",
    says_en = "Register { $name } ({ $kind }), owned by { $owners }.",
    says_he = "לרשום את { $name } ({ $kind }), בבעלות { $owners }.",
    by(Dao),
    track = Tip,
    cost(3_000, 10, 50)
)]
pub(crate) struct RegisterItem {
    /// What it is called.
    #[he("שם")]
    pub(crate) name: Body<VALUE_BYTES>,
    /// What it is.
    #[he("סוג")]
    pub(crate) kind: ItemKind,
    /// Where it is described.
    #[he("מסמך")]
    pub(crate) document: Option<Body<VALUE_BYTES>>,
    /// Who owns how many parts of it.
    #[he("בעלים")]
    pub(crate) owners: Owners,
}

/// By which decision, and the owners in their order.
pub(crate) struct Plan {
    by: (DaoId, Option<ProposalId>),
    whole: (u64, Vec<Part>),
}

impl Action for RegisterItem {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn shape(&self) -> Result<(), Refused> {
        items::whole(&self.owners).map(drop).ok_or_else(|| Refusal::BadParts.into())
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let whole = items::whole(&self.owners).ok_or(Refusal::BadParts)?;
        let by = author(ctx, "register-item")?;
        for part in self.owners.iter() {
            existing_owner(ctx, part.owner)?;
        }
        Ok(Plan { by, whole })
    }

    fn apply(self, Plan { by, whole }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let ((dao, proposal), (whole, parts)) = (by, whole);
        let Self { name, kind, document, .. } = self;
        let owners = List::new(parts).map_err(|_| Broken("more owners than were named"))?;
        let since = ctx.now();
        let item = Item { name, kind, document, whole, owners, since, proposal, moves: 0 };
        let number = super::parts::register(ctx, dao, item)?;
        ctx.made(number);
        Ok(())
    }
}
