//! Pass an item on.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, List, ProposalId};

use super::checks::{existing_owner, not_yours};
use crate::dao;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::items;
use crate::treasury::types::{Item, ItemMove, MAX_OWNERS, Owner, Owners, REASON_BYTES};

/// Pass an item on
///
/// Gives your part of a registered thing, or in a proposal the community's, to an account or a
/// community: all of it or some parts.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "transfer-item",
    he = "העברת פריט",
    says_en = "Pass number { $number } of the items of { $dao } on to { $to }.",
    says_he = "להעביר את פריט מספר { $number } של { $dao } אל { $to }.",
    by(Member, Dao),
    track = Spend,
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct TransferItem {
    /// Where it is registered.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// Its number there.
    #[he("מספר הפריט")]
    pub(crate) number: u64,
    /// Who receives it.
    #[he("אל")]
    pub(crate) to: Owner,
    /// How many parts; all that the giver has unless named.
    #[he("חלקים")]
    pub(crate) parts: Option<u64>,
    /// What for.
    #[he("סיבה")]
    pub(crate) reason: Option<Body<REASON_BYTES>>,
}

/// Who gives, on which authority, how much, and who owns it afterwards.
pub(crate) struct Plan {
    from: Owner,
    proposal: Option<ProposalId>,
    parts: u64,
    owners: Owners,
}

impl TransferItem {
    /// The item, told to a stranger as one that is not there unless a part of it is theirs.
    fn existing<'c>(&self, ctx: &'c Ctx<'_>, from: Owner) -> Result<&'c Item, Refused> {
        let row = ctx.state.treasury.items.get(&(self.dao, self.number));
        if let Some(row) = row.filter(|row| items::parts_of(&row.owners, from) > 0) {
            return Ok(row);
        }
        dao::known(ctx, self.dao)?;
        row.ok_or_else(|| Refusal::NoSuchItem { number: self.number }.into())
    }
}

impl Action for TransferItem {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        if self.parts == Some(0) {
            return Err(Refusal::BadParts.into());
        }
        let (from, proposal) = match ctx.origin() {
            Origin::Member { account, .. } => (Owner::Account { account }, None),
            Origin::Dao { dao, proposal } => (Owner::Dao { dao }, Some(proposal)),
            _ => return Err(not_yours("transfer-item")),
        };
        let item = self.existing(ctx, from)?;
        existing_owner(ctx, self.to)?;
        if self.to == from {
            return Err(Refusal::PaidToItself.into());
        }
        let has = items::parts_of(&item.owners, from);
        let parts = self.parts.unwrap_or(has);
        let after = items::moved(&item.owners, (from, self.to), parts).filter(|_| has > 0);
        let after = after.ok_or(Refusal::NotEnoughParts { asked: parts, has })?;
        let limit = MAX_OWNERS as u64;
        let owners = List::new(after).map_err(|_| Refusal::TooManyOwners { limit })?;
        Ok(Plan { from, proposal, parts, owners })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { from, proposal, parts, owners } = plan;
        let Self { dao, number, to, reason, .. } = self;
        let moved = ItemMove { from, to, parts, at: ctx.now(), proposal };
        super::parts::pass(ctx, (dao, number), (moved, owners), reason)
    }
}
