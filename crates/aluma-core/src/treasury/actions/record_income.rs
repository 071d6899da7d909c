//! Record an income.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Amount, AssetId, Body, DaoId, PotId, ProposalId};

use super::checks::{
    Payer, existing_account, existing_asset, existing_pot, holding, not_yours, payable,
};
use super::steps;
use crate::dao;
use crate::exact::part_down;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::treasury::Event;
use crate::treasury::charter;
use crate::treasury::refusals::Refusal;
use crate::treasury::rules::Index;
use crate::treasury::types::{Income, IncomeKind, Place, REASON_BYTES, Received, VALUE_BYTES};

/// Record an income
///
/// Puts a sale, a fee, a gift or a grant into the books of a community, with payer, purpose and
/// document. Anybody may pay one from their own account, and where the charter says so a part of it
/// goes to the holders of a share; what came in another way is stated by a proposal.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "record-income",
    he = "רישום הכנסה",
    says_en = "Record an income ({ $kind }) of the community { $dao }: { $received }.",
    says_he = "לרשום הכנסה ({ $kind }) של הקהילה { $dao }: { $received }.",
    by(Member, Dao),
    track = Tip,
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct RecordIncome {
    /// Whose income.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// What for.
    #[he("סוג")]
    pub(crate) kind: IncomeKind,
    /// What came in.
    #[he("מה התקבל")]
    pub(crate) received: Received,
    /// Who paid; nobody on this ledger if left out. Who pays with this action is the payer.
    #[he("מי שילם")]
    pub(crate) payer: Option<AccountId>,
    /// What for, in words.
    #[he("מטרה")]
    pub(crate) purpose: Body<REASON_BYTES>,
    /// An invoice or the like.
    #[he("מסמך")]
    pub(crate) document: Option<Body<VALUE_BYTES>>,
}

/// Who paid, and what authorised the statement.
pub(crate) struct Plan {
    payer: Option<AccountId>,
    proposal: Option<ProposalId>,
    /// What the charter gives to holders of it.
    shared: Option<Shared>,
}

/// A part of an income for the holders of a share.
#[derive(Clone, Copy)]
struct Shared {
    share: AssetId,
    amount: Amount,
    index: Index,
}

impl RecordIncome {
    fn check_paid(
        &self,
        ctx: &Ctx<'_>,
        account: AccountId,
        (amount, pot): (Amount, PotId),
    ) -> Result<Plan, Refused> {
        self.check_amount(ctx, amount, pot)?;
        if let Some(payer) = self.payer.filter(|payer| *payer != account) {
            return Err(Refusal::NotYourPayment { payer }.into());
        }
        let from = Place::Account { account };
        payable(ctx, Payer { from, by: None }, amount, true)?;
        Ok(Plan { payer: Some(account), proposal: None, shared: shared(ctx, self.dao, amount) })
    }

    fn check_amount(&self, ctx: &Ctx<'_>, amount: Amount, pot: PotId) -> Result<(), Refused> {
        if amount.units == 0 {
            return Err(Refusal::NothingToPay.into());
        }
        existing_asset(ctx, amount.asset)?;
        existing_pot(ctx.state, self.dao, pot)?;
        Ok(())
    }
}

impl Action for RecordIncome {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        dao::known(ctx, self.dao)?;
        match (ctx.origin(), self.received) {
            (Origin::Member { account, .. }, Received::Paid { amount, pot }) => {
                self.check_paid(ctx, account, (amount, pot))
            }
            (Origin::Member { .. }, _) => Err(Refusal::OnlyTheDao { field: "received" }.into()),
            (Origin::Dao { .. }, Received::Paid { .. }) => {
                Err(Refusal::OnlyTheMember { field: "received" }.into())
            }
            (Origin::Dao { dao, proposal }, received) => {
                if let Received::Here { amount, pot } = received {
                    self.check_amount(ctx, amount, pot)?;
                }
                if let Some(payer) = self.payer {
                    existing_account(ctx.state, payer)?;
                }
                if self.dao != dao {
                    return Err(Refusal::AnotherDao { dao: self.dao }.into());
                }
                if let Received::Here { amount, pot } = received {
                    let units = holding(ctx.state, dao, pot, amount.asset).balance;
                    if units < amount.units {
                        let has = Amount { asset: amount.asset, units };
                        return Err(Refusal::NotEnough { asked: amount, has }.into());
                    }
                }
                Ok(Plan { payer: self.payer, proposal: Some(proposal), shared: None })
            }
            _ => Err(not_yours("record-income")),
        }
    }

    fn apply(
        self,
        Plan { payer, proposal, shared }: Plan,
        ctx: &mut Ctx<'_>,
    ) -> Result<(), Broken> {
        let Self { dao, kind, received, purpose, document, .. } = self;
        if let (Received::Paid { amount, pot }, Some(account)) = (received, payer) {
            let to = Place::Pot { dao, pot };
            let from = Place::Account { account };
            match shared {
                Some(Shared { share, amount: part, index }) => {
                    let rest = &[(to, amount.units.saturating_sub(part.units))];
                    steps::dividend(ctx, (share, index), (from, part, rest), None)?;
                }
                None => steps::post(ctx, amount.asset, from, &[(to, amount.units)])?,
            }
        }
        if let Received::Paid { amount, .. } | Received::Here { amount, .. } = received {
            let key = (dao, amount.asset);
            let mut row = ctx.state.treasury.turnovers.get(&key).copied().unwrap_or_default();
            row.income = row.income.saturating_add(amount.units);
            ctx.state.treasury.turnovers.put(key, row);
            let follow = ctx.env.registry.came_in;
            follow.iter().for_each(|follow| follow(ctx, dao, amount));
        }
        let income = Income { kind, received, payer, purpose, document, proposal, at: ctx.now() };
        let number = next_number(ctx, dao);
        ctx.state.treasury.incomes.put((dao, number), income);
        ctx.emit(&Event::IncomeRecorded { dao, number, income });
        ctx.made(number);
        Ok(())
    }
}

/// What the charter gives to the holders of a share, rounded down. Where nobody holds one, or it
/// pays in too many assets, all of an income stays with the community.
fn shared(ctx: &Ctx<'_>, of: DaoId, income: Amount) -> Option<Shared> {
    let share = dao::asset_parameter(ctx.state, of, &charter::REVENUE_ASSET)?;
    let row = crate::treasury::asset(ctx.state, share)?;
    let part = part_down(income.units, dao::share(ctx.state, of, &charter::REVENUE_SHARE));
    if row.dao != of || !row.kind.is_share() || part == 0 {
        return None;
    }
    let amount = Amount { units: part, ..income };
    let index = steps::raised(ctx.state, share, amount).ok()?;
    Some(Shared { share, amount, index })
}

/// Incomes are never deleted, so the next number is one more than the last.
fn next_number(ctx: &Ctx<'_>, dao: DaoId) -> u64 {
    let mut rows = ctx.state.treasury.incomes.range((dao, 0)..=(dao, u64::MAX));
    rows.next_back().map_or(1, |((_, last), _)| last.saturating_add(1))
}
