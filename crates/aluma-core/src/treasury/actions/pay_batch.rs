//! Pay many at once.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, AssetId, Body, DaoId, PotId};

use super::checks::{Payer, existing_asset, payable, payer, receiving_account};
use super::steps::{book_outflow, post};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::refusals::Refusal;
use crate::treasury::types::{GENERAL, PaidReference, Payments, Place, REASON_BYTES, Reference};
use crate::treasury::{self, Event};

/// Pay many
///
/// Pays up to 2,000 accounts in one asset, all or none. Each stands in the list once. With a
/// reference the community pays the same list only once: the same reference with other rows is
/// refused by name.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "pay-batch",
    he = "תשלום לרבים",
    says_en = "Pay { $payments } in the asset { $asset }.",
    says_he = "לשלם { $payments } בנכס { $asset }.",
    by(Member, Dao, Role),
    track = Tip,
    cost(3_000, 10, 2_000),
    verified
)]
pub(crate) struct PayBatch {
    /// The pot that pays: only in a proposal; the general one unless named.
    #[he("מסעיף")]
    pub(crate) from: Option<PotId>,
    /// Of what.
    #[he("נכס")]
    pub(crate) asset: AssetId,
    /// To whom how much.
    #[he("תשלומים")]
    #[of("asset")]
    pub(crate) payments: Payments,
    /// What keeps it from being paid twice: only in a proposal.
    #[he("אסמכתה")]
    pub(crate) reference: Option<Reference>,
    /// What for.
    #[he("סיבה")]
    pub(crate) reason: Option<Body<REASON_BYTES>>,
}

/// From where, and how much in all.
pub(crate) struct Plan {
    payer: Payer,
    total: u128,
}

impl PayBatch {
    /// The sum, where every row pays something and no account stands twice.
    fn total(&self) -> Result<u128, Refusal> {
        if self.payments.is_empty() || self.payments.iter().any(|row| row.units == 0) {
            return Err(Refusal::NothingToPay);
        }
        let mut payees: Vec<AccountId> = self.payments.iter().map(|row| row.to).collect();
        payees.sort_unstable();
        if let Some([account, _]) = payees.array_windows().find(|[one, next]| one == next) {
            return Err(Refusal::PayeeTwice { account: *account });
        }
        let sum = self.payments.iter().try_fold(0u128, |sum, row| sum.checked_add(row.units));
        sum.ok_or(Refusal::SumTooLarge)
    }

    /// Whether the reference is still to be paid.
    fn unpaid(&self, state: &State, dao: DaoId) -> Result<(), Refusal> {
        let Some(reference) = self.reference else { return Ok(()) };
        match state.treasury.references.get(&(dao, self.asset, reference.group)) {
            Some(paid) if paid.content == reference.content => {
                Err(Refusal::AlreadyPaid { at: paid.at })
            }
            Some(paid) => Err(Refusal::ReferenceTaken { at: paid.at }),
            None => Ok(()),
        }
    }
}

impl Action for PayBatch {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        for row in self.payments.iter() {
            effects.pay((dao, self.from.unwrap_or(GENERAL)), self.asset, row.units);
            effects.give(row.to, self.asset, row.units);
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let total = self.total()?;
        existing_asset(ctx, self.asset)?;
        for row in self.payments.iter() {
            receiving_account(ctx.state, row.to)?;
        }
        let payer = payer(ctx, self.from)?;
        match payer.by {
            Some((dao, Some(_))) => self.unpaid(ctx.state, dao)?,
            _ if self.reference.is_some() => {
                return Err(Refusal::OnlyTheDao { field: "reference" }.into());
            }
            _ => {}
        }
        for row in self.payments.iter() {
            if payer.from == (Place::Account { account: row.to }) {
                return Err(Refusal::PaidToItself.into());
            }
        }
        payable(ctx, payer, Amount { asset: self.asset, units: total }, true)?;
        Ok(Plan { payer, total })
    }

    fn apply(self, Plan { payer, total }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let rows: Vec<(AccountId, u128)> =
            self.payments.iter().map(|row| (row.to, row.units)).collect();
        let places: Vec<(Place, u128)> = rows
            .iter()
            .map(|(account, units)| (Place::Account { account: *account }, *units))
            .collect();
        post(ctx, self.asset, payer.from, &places)?;
        if let Some((dao, proposal)) = payer.by {
            book_outflow(ctx, (dao, self.asset), total, &rows);
            if let Some((Reference { group, content }, proposal)) = self.reference.zip(proposal) {
                let payments = u16::try_from(rows.len()).unwrap_or(u16::MAX);
                let row = PaidReference { content, total, payments, proposal, at: ctx.now() };
                ctx.state.treasury.references.put((dao, self.asset, group), row);
            }
        }
        let home = treasury::asset(ctx.state, self.asset).map_or(DaoId(0), |row| row.dao);
        ctx.emit(&Event::BatchPaid {
            dao: payer.by.map_or(home, |(dao, _)| dao),
            from: payer.from,
            total: Amount { asset: self.asset, units: total },
            payments: self.payments,
            reference: self.reference,
            reason: self.reason,
            proposal: payer.by.and_then(|(_, proposal)| proposal),
        });
        Ok(())
    }
}
