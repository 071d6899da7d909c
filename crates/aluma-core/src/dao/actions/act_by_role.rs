//! Act for the DAO by a role.

use alloc::collections::BTreeMap;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Act, Acts, Amount, AssetId, Body, DaoId};

use super::{signer, steps};
use crate::dao::rules::roles::{Role, domain_of_pot, held, left_of, lies_in, spend};
use crate::dao::types::PROSE_BYTES;
use crate::dao::{Event, Refusal};
use crate::kernel::action::{Action, ActionEntry, Carrier};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused, Stop};

/// Act by a role
///
/// Does for the DAO, at once and without a vote, what the role was given: these actions, all or
/// none, in its domain and below, and within what it may pay in its period. Everybody sees who did
/// it and by which role.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "act-by-role",
    he = "פעולה מכוח תפקיד",
    says_en = "By role { $role } in { $dao }, do: { $actions } Reason: { $reason }.",
    says_he = "מכוח תפקיד { $role } בקהילה { $dao }, לבצע: { $actions } נימוק: { $reason }.",
    by(Member),
    cost(6_000, 20, 4_000),
    verified
)]
pub(crate) struct ActByRole {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The role's number.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
    /// What is to be done, in this order, all or nothing.
    #[he("מה ייעשה")]
    pub(crate) actions: Acts,
    /// Why.
    #[he("נימוק")]
    pub(crate) reason: Option<Body<PROSE_BYTES>>,
}

/// Who acts, and what it takes from the role's limits.
pub(crate) struct Plan {
    holder: AccountId,
    pays: BTreeMap<AssetId, u128>,
}

impl ActByRole {
    /// Whether every act is of a kind that the role was given; what they may do at most.
    fn allowed(&self, ctx: &Ctx<'_>, row: &Role) -> Result<Effects, Refused> {
        for act in self.actions.0.iter() {
            let entry = ctx.env.registry.entry(act.number);
            let name = entry.map_or("unknown", |entry| entry.spec.name);
            if !row.may.iter().any(|kind| kind.as_str() == name) {
                return Err(Refusal::BeyondRole { role: self.role, action: name }.into());
            }
            // A team speaks for itself: what is the whole community's is for its own roles.
            let is_whole = entry.is_some_and(|entry| is_of_the_whole(entry, act, self.dao));
            if row.domain.is_some() && is_whole {
                return Err(Refusal::OutsideDomain { role: self.role }.into());
            }
        }
        ctx.declared(self.dao, &self.actions.0).map_err(|stop| match stop {
            Stop::Refused(refused) => refused,
            Stop::Broken(Broken(why)) => KernelRefusal::MalformedAction { why }.into(),
        })
    }

    /// What the acts move out of pots, each of them the role's own. Money that goes to another pot
    /// of the DAO counts as well: it leaves what the role is trusted with.
    fn pays(
        &self,
        ctx: &Ctx<'_>,
        row: &Role,
        effects: &Effects,
    ) -> Result<BTreeMap<AssetId, u128>, Refusal> {
        let mut pays: BTreeMap<AssetId, u128> = BTreeMap::new();
        for ((dao, pot, asset), units) in &effects.outflow {
            let of = domain_of_pot(ctx.state, *dao, *pot);
            if *dao != self.dao || !lies_in(ctx.state, *dao, of, row.domain) {
                return Err(Refusal::OutsideDomain { role: self.role });
            }
            let sum = pays.entry(*asset).or_default();
            *sum = sum.saturating_add(*units);
        }
        for (asset, units) in &pays {
            let left = left_of(ctx.state, (self.dao, self.role, *asset), ctx.now());
            let left = left.map_or(0, |(_, left)| left);
            if *units > left {
                let of = |units| Amount { asset: *asset, units };
                return Err(Refusal::BeyondRoleLimit { asked: of(*units), left: of(left) });
            }
        }
        Ok(pays)
    }
}

/// Whether an act is about no pot and no role, which are what domains have: a vote in another DAO, who
/// belongs to this one, what rests in it.
fn is_of_the_whole(entry: &ActionEntry, act: &Act, dao: DaoId) -> bool {
    let mut effects = Effects::default();
    let declared = (entry.effects)(&act.body, dao, &mut effects).is_ok();
    let has_roles = effects.roles.iter().any(|(_, office)| *office != Office::Pause);
    declared && effects.outflow.is_empty() && !has_roles
}

impl Action for ActByRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        if self.actions.0.is_empty() {
            return Err(Refusal::NothingToDo.into());
        }
        let holder = signer(ctx)?;
        steps::known(ctx.state, self.dao, holder)?;
        let row = held(ctx.state, (self.dao, self.role, holder), ctx.now())?;
        let effects = self.allowed(ctx, row)?;
        let pays = self.pays(ctx, row, &effects)?;
        Ok(Plan { holder, pays })
    }

    /// Books what the acts, which have run, took from the limits.
    fn apply(self, Plan { holder, pays }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (Self { dao, role, reason, .. }, now) = (self, ctx.now());
        for (asset, units) in pays {
            let key = (dao, role, asset);
            let Some((limit, _)) = left_of(ctx.state, key, now) else {
                return Err(Broken("a role paid in an asset that it has no limit in"));
            };
            let spent = ctx.state.dao.spendings.get(&key).copied();
            ctx.state.dao.spendings.put(key, spend(&limit, spent, units, now));
        }
        ctx.emit(&Event::RoleActed { dao, role, account: holder, reason });
        Ok(())
    }
}

impl Carrier for ActByRole {
    fn carries<'c>(&'c self, plan: &Plan) -> (Origin, &'c [Act]) {
        let (dao, role, holder) = (self.dao, self.role, plan.holder);
        (Origin::Role { dao, role, holder }, &self.actions.0)
    }
}
