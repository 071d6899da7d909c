//! How a price is paid: into trust, and out of it to everybody at once.

use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, DaoId};

use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::escrow;
use crate::treasury::parts::{self, Reason};
use crate::treasury::rules::escrows::Source;
use crate::treasury::types::GENERAL;
use crate::works::Refusal;
use crate::works::rules::Dealt;
use crate::works::types::{Owner, Payees};

/// What is paid, from where, and to whom.
#[derive(Clone, Debug)]
pub(crate) struct Bill {
    pub(crate) cost: Amount,
    from: Source,
    dealt: Dealt,
}

impl Bill {
    /// What of it is a royalty.
    pub(crate) const fn royalty(&self) -> u128 {
        self.dealt.royalty
    }
}

/// Who pays what at most, and in a proposal whom.
pub(super) struct Purse<'a> {
    pub(super) work: (DaoId, u64),
    pub(super) by: Owner,
    pub(super) most: Amount,
    pub(super) payees: Option<&'a Payees>,
}

/// What a proposal that pays for a work may do: whoever it names does not decide on it.
pub(super) fn effects(
    (dao, most, payees): (DaoId, Amount, Option<&Payees>),
    effects: &mut Effects,
) {
    effects.pay((dao, GENERAL), most.asset, most.units);
    for account in payees.into_iter().flat_map(|payees| payees.iter()) {
        effects.give(*account, most.asset, most.units);
    }
}

/// Works out a bill.
///
/// # Errors
/// [`Refusal::OwnersChanged`] where a proposal pays others than it names; [`Refusal::WorkCostsMore`]; and
/// what keeps whoever pays from paying.
pub(super) fn bill(
    ctx: &Ctx<'_>,
    purse: &Purse<'_>,
    (cost, dealt): (Amount, Dealt),
) -> Result<Bill, Refused> {
    let (dao, work) = purse.work;
    if let Owner::Dao { .. } = purse.by {
        let mut named: Vec<AccountId> = purse.payees.map_or(Vec::new(), |payees| payees.to_vec());
        named.sort_unstable();
        if named != dealt.people() {
            return Err(Refusal::OwnersChanged { work }.into());
        }
    }
    if cost.asset != purse.most.asset || cost.units > purse.most.units {
        return Err(Refusal::WorkCostsMore { cost }.into());
    }
    let from = escrow::may_open(ctx, dao, None, cost)?;
    Ok(Bill { cost, from, dealt })
}

/// Pays a bill: what is put in trust is paid out of it to the last unit.
///
/// # Errors
/// [`Broken`] where it does not come out even.
pub(super) fn pay(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    (bill, reason): (Bill, Reason),
) -> Result<(), Broken> {
    let escrow = escrow::open(ctx, dao, (bill.from, bill.cost))?;
    parts::pay_owners(ctx, (dao, escrow), &bill.dealt.to, reason)?;
    match escrow::escrow(ctx.state, (dao, escrow)) {
        None => Ok(()),
        Some(_) => Err(Broken("a price is not paid to the last unit")),
    }
}
