//! Name a holder of funds.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, Span, Text};

use super::checks::{author, receiving_account};
use super::steps::create_asset;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{
    Asset, AssetKind, Claim, MAX_ASSETS, MAX_DECIMALS, REASON_BYTES, SYMBOL_BYTES,
};
use crate::treasury::{self, Event};

/// The span that a payout may be given, and a dispute.
const TERMS: core::ops::RangeInclusive<Span> = Span::hours(1)..=Span::days(90);

/// Name a holder of funds
///
/// Makes an asset whose units are claims on money that a named person holds outside this ledger.
/// Only they bring units into being, each a promise to pay; the ledger cannot force them. A payout
/// that they do not settle in time is shown as late; what they say they paid counts as paid unless
/// the payee disputes it in time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "name-holder",
    he = "מינוי מחזיק כספים",
    says_en = "Name { $holder } as the holder of funds in { $symbol }: { $way }",
    says_he = "למנות את { $holder } להחזיק בכספים בסימן { $symbol }: { $way }",
    by(Dao),
    track = Role,
    cost(5_000, 10, 0)
)]
pub(crate) struct NameHolder {
    /// The asset's mark, unique in the community.
    #[he("סימן")]
    pub(crate) symbol: Text<SYMBOL_BYTES>,
    /// 10 to this power base units make one whole; at most 36.
    #[he("ספרות אחרי הנקודה")]
    pub(crate) decimals: u8,
    /// Who holds the money and owes it.
    #[he("מי שמחזיק בכסף")]
    pub(crate) holder: AccountId,
    /// How they pay and how long it usually takes.
    #[he("איך משולם")]
    pub(crate) way: Body<REASON_BYTES>,
    /// How long a payout may take before it is late.
    #[he("לכמה זמן")]
    pub(crate) within: Span,
    /// How long a payee may dispute that they were paid.
    #[he("זמן לערער")]
    pub(crate) dispute: Span,
}

impl Action for NameHolder {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        for (field, span) in [("within", self.within), ("dispute", self.dispute)] {
            if !TERMS.contains(&span) {
                return Err(Refusal::BadTerms { field }.into());
            }
        }
        if self.decimals > MAX_DECIMALS {
            let (decimals, limit) = (self.decimals, MAX_DECIMALS);
            return Err(Refusal::TooManyDecimals { decimals, limit }.into());
        }
        let (dao, _) = author(ctx, "name-holder")?;
        receiving_account(ctx.state, self.holder)?;
        treasury::symbol_is_free(ctx.state, dao, &self.symbol)?;
        if treasury::assets_of(ctx.state, dao).count() >= MAX_ASSETS {
            return Err(Refusal::TooManyAssets { limit: MAX_ASSETS as u64 }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { symbol, decimals, holder, way, within, dispute } = self;
        let (kind, since) = (AssetKind::Token, ctx.now());
        let asset = create_asset(ctx, Asset { dao, symbol, decimals, kind, since })?;
        let claim = Claim { dao, holder, way, within, dispute };
        ctx.state.treasury.claims.put(asset, claim);
        ctx.emit(&Event::HolderNamed { dao, asset, claim });
        ctx.made(asset.0);
        Ok(())
    }
}
