//! Define a role.

use aluma_types::spec::{ActionSpec, Author};
use aluma_types::{Body, DaoId, PotId};

use super::{acting_dao, domains};
use crate::dao::rules::roles::{
    Kinds, Limits, MAX_ROLES, PERIODS, Role, RoleState, bad_limit, roles,
};
use crate::dao::types::{NAME_BYTES, PROSE_BYTES};
use crate::dao::{Event, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::{Broken, Refused};

/// The pot that limits are shown against: what a role may pay counts against the whole treasury.
const GENERAL: PotId = PotId(0);

/// Define a role
///
/// Whoever holds it takes these kinds of action for the DAO without a vote, in the role's domain
/// and below, and pays no more than its limits. What it may pay is promised to it from now on: it
/// counts against the outflow limit like a payment, and decides the track of this proposal.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "define-role",
    he = "הגדרת תפקיד",
    says_en = "Define role { $role }, { $name }, in domain { $domain }. It may: { $may }. It may \
               pay: { $limits }. For members only: { $for_members }. It weighs in votes: { $weighs }.",
    says_he = "להגדיר את תפקיד { $role }, { $name }, בתחום { $domain }. מותר לו: { $may }. מותר \
               לו לשלם: { $limits }. לחברים בלבד: { $for_members }. יש לו משקל בהצבעות: { $weighs }.",
    by(Dao),
    track = Role,
    cost(5_000, 10, 500)
)]
pub(crate) struct DefineRole {
    /// Its number, which no role of the DAO has had.
    #[he("מספר התפקיד")]
    pub(crate) role: u32,
    /// Its domain; the whole DAO unless named.
    #[he("בתחום")]
    pub(crate) domain: Option<u32>,
    /// What it is called.
    #[he("שם")]
    pub(crate) name: Body<NAME_BYTES>,
    /// What it is there for.
    #[he("לשם מה")]
    pub(crate) duty: Option<Body<PROSE_BYTES>>,
    /// The actions that it may take, by name.
    #[he("פעולות")]
    pub(crate) may: Kinds,
    /// How much it may pay in each period of 7 to 90 days, asset by asset.
    #[he("גבולות תשלום")]
    pub(crate) limits: Limits,
    /// Whether only admitted members may hold it.
    #[he("לחברים בלבד")]
    pub(crate) for_members: bool,
    /// Whether it weighs where the charter lets roles weigh.
    #[he("משקל בהצבעות")]
    pub(crate) weighs: bool,
}

impl Action for DefineRole {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.roles.insert((dao, Office::Role(self.role)));
        for limit in self.limits.iter() {
            let (asset, units) = (limit.amount.asset, limit.amount.units);
            effects.pay((dao, GENERAL), asset, units);
            effects.promise(dao, asset, units);
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        if let Some(place) = bad_limit(&self.limits) {
            let (least, most) = PERIODS;
            return Err(Refusal::BadRoleLimit { place, least, most }.into());
        }
        are_for_roles(ctx, &self.may)?;
        let dao = acting_dao(ctx)?;
        if let Some(domain) = self.domain {
            domains::open_one(ctx.state, dao, domain)?;
        }
        if ctx.state.dao.roles.contains(&(dao, self.role)) {
            return Err(Refusal::RoleThere { role: self.role }.into());
        }
        let open = roles(ctx.state, dao).filter(|(_, row)| row.state != RoleState::Closed);
        if open.count() >= MAX_ROLES as usize {
            return Err(Refusal::TooManyRoles { limit: MAX_ROLES }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { role, domain, name, duty, may, limits, for_members, weighs } = self;
        let (state, since) = (RoleState::Active, ctx.now());
        let what = Role { domain, name, duty, may, limits, for_members, weighs, state, since };
        put_role(ctx, (dao, role), what);
        Ok(())
    }
}

/// Whether all these kinds of action may be given to a role.
///
/// # Errors
/// [`Refusal::NotForRoles`], with the place of the first that may not.
pub(super) fn are_for_roles(ctx: &Ctx<'_>, may: &Kinds) -> Result<(), Refusal> {
    let is_for_roles = |name: &str| {
        let mut specs = ctx.env.registry.specs.iter().map(|(_, spec)| spec);
        let spec = specs.find(|spec| spec.name == name);
        spec.is_some_and(|spec| spec.by.contains(&Author::Role))
    };
    let mut places = (1u64..).zip(may.iter());
    match places.find(|(_, name)| !is_for_roles(name.as_str())) {
        Some((place, _)) => Err(Refusal::NotForRoles { place }),
        None => Ok(()),
    }
}

/// Writes a role that begins.
pub(super) fn put_role(ctx: &mut Ctx<'_>, (dao, role): (DaoId, u32), what: Role) {
    ctx.state.dao.roles.put((dao, role), what.clone());
    ctx.emit(&Event::RoleDefined { dao, role, what });
}
