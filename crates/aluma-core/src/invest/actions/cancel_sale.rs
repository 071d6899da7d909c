//! Cancel a sale.

use aluma_types::DaoId;
use aluma_types::spec::ActionSpec;

use super::{flow, steps};
use crate::invest::refusals::Refusal;
use crate::invest::types::{Ending, SaleKind, SaleStage};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Cancel a sale
///
/// It sells no more. Whoever bought at a fixed price keeps it; whoever ordered or bid has all of their
/// money back, also where a bid was not opened.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "cancel-sale",
    he = "ביטול מכירה",
    says_en = "Cancel sale { $sale }: orders and bids are paid back in full.",
    says_he = "לבטל את מכירה { $sale }: הכסף על הזמנות והצעות חוזר במלואו.",
    by(Dao),
    track = Spend,
    cost(3_000, 10, 0)
)]
pub(crate) struct CancelSale {
    /// Which.
    #[he("מספר המכירה")]
    pub(crate) sale: u64,
}

impl Action for CancelSale {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let sale = self.sale;
        let dao = steps::acting(ctx, "cancel-sale")?;
        match steps::sale(ctx.state, (dao, sale))?.stage {
            SaleStage::Open | SaleStage::Revealing => Ok(dao),
            SaleStage::Settling { .. } | SaleStage::Over { .. } => {
                Err(Refusal::SaleIsOver { sale }.into())
            }
        }
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let key = (dao, self.sale);
        match flow::sale_of(ctx, key)?.kind {
            SaleKind::Fixed { .. } => flow::end(ctx, key, (Ending::Cancelled, None)),
            SaleKind::Hatch { .. } | SaleKind::Auction { .. } => {
                flow::settle_from(ctx, key, (Ending::Cancelled, None));
            }
        }
        Ok(())
    }
}
