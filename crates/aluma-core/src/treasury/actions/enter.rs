//! Join by what one holds.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::checks::not_yours;
use crate::dao::charter::{HELD_ASSET, HELD_UNITS};
use crate::dao::{self, asset_parameter, number};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury;
use crate::treasury::refusals::Refusal;

/// Join by what you hold
///
/// Where the charter lets whoever holds enough of an asset join, you join without a vote: you
/// speak, are polled and take work. Members may admit you later.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "enter",
    he = "הצטרפות בהחזקת אסימון",
    says_en = "Join { $dao } by what I hold.",
    says_he = "להצטרף אל { $dao } מכוח מה שבידי.",
    by(Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct Enter {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
}

impl Action for Enter {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = AccountId;

    fn check(&self, ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
        let account = ctx.origin().account().ok_or_else(|| not_yours("enter"))?;
        let dao = self.dao;
        let needed = number(ctx.state, dao, &HELD_UNITS);
        let holds = most_held(ctx.state, dao, account) >= needed;
        // Whoever holds what opens the door knows that there is one, even of a closed DAO.
        if !holds || !dao::exists(ctx.state, dao) {
            dao::known(ctx, dao)?;
        }
        dao::may_enter(ctx, dao, account)?;
        if holds { Ok(account) } else { Err(Refusal::HoldsTooLittle { needed }.into()) }
    }

    fn apply(self, account: AccountId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        dao::enter(ctx, self.dao, account);
        Ok(())
    }
}

/// The most that an account holds of one asset that opens the door.
fn most_held(state: &State, dao: DaoId, account: AccountId) -> u128 {
    let held = |asset| treasury::balance(state, account, asset);
    match asset_parameter(state, dao, &HELD_ASSET) {
        Some(asset) => held(asset),
        None => treasury::assets_of(state, dao).map(|(_, asset)| held(asset)).max().unwrap_or(0),
    }
}
