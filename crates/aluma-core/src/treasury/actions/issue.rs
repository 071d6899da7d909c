//! Issue units.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, AssetId, Body, Canon, DaoId, Text};

use super::checks::{author, existing_asset, existing_recipient};
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::limits;
use crate::treasury::types::{
    AssetKind, Committed, MAX_ASSETS, MAX_DECIMALS, Place, REASON_BYTES, Recipient, SYMBOL_BYTES,
};

/// Issue units
///
/// Makes new units of an asset of the community, or a new asset with its first units, for a pot of
/// the community or an account. Units of an asset that is there already dilute their holders: the
/// charter says how many may be issued within 30 days, by default 10 % of what there was.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "issue",
    he = "הנפקה",
    says_en = "Issue { $units } to { $to }: of { $asset }.",
    says_he = "להנפיק { $units } אל { $to }: של { $asset }.",
    by(Dao),
    track = Constitution,
    cost(5_000, 10, 0)
)]
pub(crate) struct Issue {
    /// Of what.
    #[he("נכס")]
    pub(crate) asset: IssueOf,
    /// Base units.
    #[he("יחידות")]
    #[of("asset.asset")]
    pub(crate) units: u128,
    /// Who receives them.
    #[he("אל")]
    pub(crate) to: Recipient,
    /// What for.
    #[he("סיבה")]
    pub(crate) reason: Option<Body<REASON_BYTES>>,
}

/// What is issued.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) enum IssueOf {
    /// More of an asset that is there.
    #[tag(1)]
    #[he("נכס קיים")]
    More {
        /// The asset.
        #[he("הנכס")]
        asset: AssetId,
    },
    /// The first units of a new asset.
    #[tag(2)]
    #[he("נכס חדש")]
    #[says(
        en = "the new asset { $symbol } ({ $kind }, { $decimals } decimals)",
        he = "הנכס החדש { $symbol } ({ $kind }, { $decimals } ספרות אחרי הנקודה)"
    )]
    New {
        /// Its mark, unique in the community.
        #[he("סימן")]
        symbol: Text<SYMBOL_BYTES>,
        /// 10 to this power base units make one whole; at most 36.
        #[he("ספרות אחרי הנקודה")]
        decimals: u8,
        /// What holding it means.
        #[he("סוג")]
        kind: AssetKind,
    },
}

/// Who issues, and to where.
pub(crate) struct Plan {
    dao: DaoId,
    to: Place,
}

impl Action for Issue {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, _: DaoId, effects: &mut Effects) {
        let to = match self.to {
            Recipient::Account { account } => Some(account),
            Recipient::Pot { .. } => None,
        };
        match self.asset {
            IssueOf::More { asset } => {
                effects.issue(asset, self.units);
                if let Some(account) = to {
                    effects.give(account, asset, self.units);
                }
            }
            // All of it goes to one: more than the tenth from which somebody is recused.
            IssueOf::New { .. } => effects.gains.extend(to.filter(|_| self.units > 0)),
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (dao, _) = author(ctx, "issue")?;
        match &self.asset {
            IssueOf::More { .. } if self.units == 0 => return Err(Refusal::NothingToIssue.into()),
            IssueOf::More { asset } => {
                if existing_asset(ctx, *asset)?.dao != dao {
                    return Err(Refusal::NotYourAsset { asset: *asset }.into());
                }
                // Nobody promises in another's name.
                if ctx.state.treasury.claims.contains(asset) {
                    return Err(Refusal::OnlyTheHolder { asset: *asset }.into());
                }
            }
            IssueOf::New { symbol, decimals, .. } => {
                if *decimals > MAX_DECIMALS {
                    let (decimals, limit) = (*decimals, MAX_DECIMALS);
                    return Err(Refusal::TooManyDecimals { decimals, limit }.into());
                }
                treasury::symbol_is_free(ctx.state, dao, symbol)?;
                if treasury::assets_of(ctx.state, dao).count() >= MAX_ASSETS {
                    return Err(Refusal::TooManyAssets { limit: MAX_ASSETS as u64 }.into());
                }
            }
        }
        let to = existing_recipient(ctx, self.to)?;
        match to {
            Place::Pot { dao: other, .. } if other != dao => {
                return Err(Refusal::NotYourPot { dao: other }.into());
            }
            _ => {}
        }
        if let IssueOf::More { asset } = self.asset {
            within_cap(ctx, Amount { asset, units: self.units })?;
        }
        Ok(Plan { dao, to })
    }

    fn apply(self, Plan { dao, to }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let asset = match self.asset {
            IssueOf::More { asset } => {
                let now = ctx.now();
                let minted = (Committed::Mint, self.units);
                limits::book(ctx.state, (dao, asset), minted, now);
                asset
            }
            IssueOf::New { symbol, decimals, kind } => {
                let since = ctx.now();
                let what = treasury::types::Asset { dao, symbol, decimals, kind, since };
                steps::create_asset(ctx, what)?
            }
        };
        steps::issue(ctx, Amount { asset, units: self.units }, to)?;
        ctx.made(asset.0);
        Ok(())
    }
}

/// Whether the charter lets so much be issued now, and the sum of all units stays a number.
pub(super) fn within_cap(ctx: &Ctx<'_>, asked: Amount) -> Result<(), Refused> {
    let asset = asked.asset;
    let most = treasury::supply(ctx.state, asset).map_or(u128::MAX, |row| row.issuable());
    if asked.units > most {
        return Err(Refusal::SupplyTooLarge { asset, most }.into());
    }
    let room = treasury::mint_room(ctx.state, asset, ctx.now());
    if asked.units > room {
        let room = Amount { asset, units: room };
        return Err(Refusal::BeyondMintCap { asked, room }.into());
    }
    Ok(())
}
