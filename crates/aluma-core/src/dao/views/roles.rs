//! Domains, roles, and who holds them.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, PotId, Span, Timestamp};

use crate::dao::rules::roles::{
    Domain, Hold, Kinds, MAX_DOMAINS, MAX_HOLDERS, MAX_LIMITS, Role, RoleLimit, RoleState, domains,
    eligible, holders, left_of, roles,
};
use crate::dao::types::{NAME_BYTES, PROSE_BYTES};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Roles on one page.
const PAGE: usize = 50;

/// Domains of a DAO
///
/// Its teams as a tree, each with its purpose and its pot. Closed ones are not shown.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "domains", he = "תחומים", result = DomainsAnswer)]
pub struct DomainsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
}

/// The open domains of a DAO, by number.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DomainsAnswer {
    /// The domains.
    #[he("תחומים")]
    pub domains: List<DomainAnswer, { MAX_DOMAINS as usize }>,
}

/// A domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct DomainAnswer {
    /// Its number.
    #[he("מספר")]
    pub domain: u32,
    /// The domain it hangs under.
    #[he("תחת")]
    pub parent: Option<u32>,
    /// What it is called.
    #[he("שם")]
    pub name: Body<NAME_BYTES>,
    /// What it is for.
    #[he("מטרה")]
    pub purpose: Body<PROSE_BYTES>,
    /// Its pot.
    #[he("סעיף בקופה")]
    pub pot: PotId,
    /// The longest term of roles in it and below, where it says one.
    #[he("הכהונה הארוכה ביותר")]
    pub longest_term: Option<Span>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
}

impl View for DomainsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DomainsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<DomainsAnswer, Refused> {
        let mut answer = DomainsAnswer { domains: List::default() };
        for (domain, row) in domains(look.state, self.dao) {
            let Domain { parent, name, purpose, pot, longest_term, since, closed } = *row;
            if closed.is_none() {
                let one = DomainAnswer { domain, parent, name, purpose, pot, longest_term, since };
                answer.domains.push(one);
            }
        }
        Ok(answer)
    }
}

/// Roles of a DAO
///
/// What each may do and pay, who holds it, who gave it, why and until when. Closed ones are not
/// shown.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "roles", he = "תפקידים", result = RolesAnswer)]
pub struct RolesView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Go on after this role.
    #[he("החל אחרי")]
    pub after: Option<u32>,
}

/// A page of roles.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RolesAnswer {
    /// The roles.
    #[he("תפקידים")]
    pub roles: List<RoleAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך אחרי")]
    pub next: Option<u32>,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RoleAnswer {
    /// Its number.
    #[he("מספר")]
    pub role: u32,
    /// Its domain; none is the whole DAO.
    #[he("בתחום")]
    pub domain: Option<u32>,
    /// What it is called.
    #[he("שם")]
    pub name: Body<NAME_BYTES>,
    /// What it is there for.
    #[he("לשם מה")]
    pub duty: Option<Body<PROSE_BYTES>>,
    /// The actions that it may take.
    #[he("פעולות")]
    pub may: Kinds,
    /// How much it may pay.
    #[he("גבולות תשלום")]
    pub limits: List<LimitAnswer, MAX_LIMITS>,
    /// Whether only admitted members may hold it.
    #[he("לחברים בלבד")]
    pub for_members: bool,
    /// Whether it weighs where the charter lets roles weigh.
    #[he("משקל בהצבעות")]
    pub weighs: bool,
    /// Whether it can be used.
    #[he("מצב")]
    pub state: RoleState,
    /// Who holds it.
    #[he("בתפקיד")]
    pub holders: List<HolderAnswer, { MAX_HOLDERS as usize }>,
}

/// A limit and what is left of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct LimitAnswer {
    /// The limit.
    #[he("גבול")]
    pub limit: RoleLimit,
    /// Base units that may still be paid now.
    #[he("נותר")]
    pub left: u128,
}

/// Somebody who was given a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct HolderAnswer {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// By whom, why, and until when.
    #[he("המינוי")]
    pub hold: Hold,
    /// Whether they may act by it now.
    #[he("בתוקף")]
    pub may_act: bool,
}

fn answer(look: &Look<'_>, dao: DaoId, (number, row): (u32, &Role)) -> RoleAnswer {
    let state = look.state;
    let mut limits = List::default();
    for limit in row.limits.iter() {
        let left = left_of(state, (dao, number, limit.amount.asset), look.now);
        limits.push(LimitAnswer { limit: *limit, left: left.map_or(0, |(_, left)| left) });
    }
    let mut all = List::default();
    for (account, hold) in holders(state, dao, number) {
        let is_able = row.state == RoleState::Active && hold.good && look.now <= hold.until;
        let may_act = is_able && eligible(state, dao, row, account);
        all.push(HolderAnswer { account, hold: *hold, may_act });
    }
    RoleAnswer {
        role: number,
        domain: row.domain,
        name: row.name,
        duty: row.duty,
        may: row.may.clone(),
        limits,
        for_members: row.for_members,
        weighs: row.weighs,
        state: row.state,
        holders: all,
    }
}

impl View for RolesView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = RolesAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<RolesAnswer, Refused> {
        let open = roles(look.state, self.dao)
            .filter(|(_, row)| row.state != RoleState::Closed)
            .filter(|(number, _)| self.after.is_none_or(|after| *number > after));
        let mut page = RolesAnswer { roles: List::default(), next: None };
        for row in open {
            if page.roles.len() >= PAGE {
                page.next = page.roles.last().map(|last| last.role);
                break;
            }
            page.roles.push(answer(look, self.dao, row));
        }
        Ok(page)
    }
}
