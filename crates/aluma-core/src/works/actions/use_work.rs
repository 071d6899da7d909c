//! Use a work.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, DaoId};

use super::paying::{self, Bill, Purse};
use super::steps;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::parts::Reason;
use crate::works::rules::deal;
use crate::works::types::{MAX_TIMES, Payees, Use, Work};
use crate::works::{Event, Fact, Refusal};

/// Use a work
///
/// Pays for uses of a work at the price that its owners agreed to, and keeps the receipt: your licence to use
/// it as its document says. Each use is divided by itself among the owners by their parts, exactly, with the
/// royalty of its authors; paying for several at once changes nobody's part. A community pays by a proposal
/// that names everybody who is paid: they do not decide on it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "use-work",
    he = "שימוש ביצירה",
    says_en = "Pay for { $times } uses of work { $work } of { $dao }, at most { $most } in all.",
    says_he = "לשלם על שימושים ביצירה { $work } של { $dao }, בסך הכול { $times }, תמורת { $most } לכל היותר.",
    by(Member, Dao),
    track = Spend,
    cost(6_000, 10, 300),
    verified
)]
pub(crate) struct UseWork {
    /// The community whose register it is in.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The work.
    #[he("מספר היצירה")]
    pub(crate) work: u64,
    /// How many uses.
    #[he("כמה פעמים")]
    pub(crate) times: u32,
    /// What you pay at most for all of them.
    #[he("לכל היותר")]
    pub(crate) most: Amount,
    /// What for.
    #[he("סיבה")]
    pub(crate) reason: Reason,
    /// In a proposal: every account that is paid.
    #[he("מקבלי התשלום")]
    pub(crate) payees: Option<Payees>,
}

impl Action for UseWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (steps::Party, Bill, Work);

    fn shape(&self) -> Result<(), Refused> {
        let is_some = (1..=MAX_TIMES).contains(&self.times);
        if is_some { Ok(()) } else { Err(Refusal::BadNumberOfUses { most: MAX_TIMES }.into()) }
    }

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        paying::effects((dao, self.most, self.payees.as_ref()), effects);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        self.shape()?;
        let key = (self.dao, self.work);
        let party = steps::party(ctx, "use-work")?;
        let row = steps::work(ctx, key, party.owner)?;
        let (_, item) = steps::item(ctx.state, key, row)?;
        let each = row.price.ok_or(Refusal::NotForUse { work: self.work })?;
        let cost = each.units.checked_mul(self.times.into());
        let cost = Amount { units: cost.unwrap_or(u128::MAX), ..each };
        let dealt = deal(each.units, &item.owners, (&row.authors, row.royalty));
        let dealt = dealt.and_then(|dealt| dealt.times(self.times));
        let dealt = dealt.ok_or(Refusal::WorkCostsMore { cost })?;
        let payees = self.payees.as_ref();
        let purse = Purse { work: key, by: party.owner, most: self.most, payees };
        let bill = paying::bill(ctx, &purse, (cost, dealt))?;
        Ok((party, bill, row.clone()))
    }

    fn apply(self, (party, bill, row): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, work, times, reason, .. } = self;
        let what = Use {
            by: party.owner,
            times,
            paid: bill.cost,
            royalty: bill.royalty(),
            at: ctx.now(),
            proposal: party.proposal,
        };
        paying::pay(ctx, dao, (bill, reason))?;
        let receipt = row.receipts.saturating_add(1);
        let used = row.used.saturating_add(times.into());
        ctx.state.works.works.put((dao, work), Work { receipts: receipt, used, ..row });
        ctx.state.works.uses.put((dao, work, receipt), what);
        ctx.emit(&Event { dao, fact: Fact::WorkUsed { work, receipt, what } });
        ctx.made(receipt);
        Ok(())
    }
}
