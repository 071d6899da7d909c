//! Who belongs.

use alloc::vec::Vec;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, Name, Timestamp};

use crate::dao::rules::away::away;
use crate::dao::types::{Group, HANDLE_BYTES, Member, PROSE_BYTES, Standing};
use crate::dao::{Refusal, exists, may_read, member};
use crate::identity;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// People on one page.
const PAGE: usize = 200;

/// Members of a DAO
///
/// Who belongs to it or has applied, by the number of their account. Whoever left or
/// was expelled is not shown.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "members", he = "חברים", result = MembersAnswer)]
pub struct MembersView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Go on after this account.
    #[he("החל אחרי")]
    pub after: Option<AccountId>,
    /// Only these; everybody unless named.
    #[he("רק")]
    pub of: Option<Group>,
}

/// A page of members.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MembersAnswer {
    /// The members.
    #[he("חברים")]
    pub members: List<MemberAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך אחרי")]
    pub next: Option<AccountId>,
}

/// A member, or somebody who applied.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MemberAnswer {
    /// The account.
    #[he("חשבון")]
    pub account: AccountId,
    /// Its handle.
    #[he("כינוי")]
    pub name: Option<Name<HANDLE_BYTES>>,
    /// The DAO that it stands for, where it stands for one.
    #[he("ארגון")]
    pub of: Option<DaoId>,
    /// How they stand.
    #[he("מעמד")]
    pub standing: Standing,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// Whose invitation brought them.
    #[he("הוזמנו על ידי")]
    pub inviter: Option<AccountId>,
    /// What they wrote when they applied.
    #[he("הערה")]
    pub note: Option<Body<PROSE_BYTES>>,
    /// Until when they said that they are away.
    #[he("בהיעדרות עד")]
    pub away: Option<Timestamp>,
}

impl View for MembersView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MembersAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<MembersAnswer, Refused> {
        if !exists(look.state, self.dao) {
            return Err(Refusal::NoSuchDao.into());
        }
        let from = AccountId(self.after.map_or(0, |account| account.0.saturating_add(1)));
        let table = &look.state.dao.members;
        let Some(group) = self.of else {
            let range = (self.dao, from)..=(self.dao, AccountId(u64::MAX));
            let rows = table.range(range).filter(|(_, row)| row.standing.belongs());
            return Ok(page_of(look, rows));
        };
        let some = table.index().group(group, self.dao, from).map(|account| (self.dao, account));
        let keys: Vec<_> = some.take(PAGE.saturating_add(1)).collect();
        Ok(page_of(look, keys.iter().filter_map(|key| Some((key, table.get(key)?)))))
    }
}

/// The first of some people.
fn page_of<'a>(
    look: &Look<'_>,
    rows: impl Iterator<Item = (&'a (DaoId, AccountId), &'a Member)>,
) -> MembersAnswer {
    let mut page = MembersAnswer { members: List::default(), next: None };
    for ((dao, account), row) in rows {
        let answer = MemberAnswer {
            account: *account,
            name: identity::account(look.state, *account).and_then(|known| known.name),
            of: row.of,
            standing: row.standing,
            since: row.since,
            inviter: row.inviter,
            note: row.note,
            away: away(look.state, *dao, *account).map(|row| row.until),
        };
        if !page.members.push(answer) {
            page.next = page.members.last().map(|last| last.account);
            break;
        }
    }
    page
}

/// Where somebody belongs
///
/// The DAOs that an account belongs to or has applied to, of those whose members the reader may see.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "memberships", he = "חברויות", result = MembershipsAnswer)]
pub struct MembershipsView {
    /// The account.
    #[he("החשבון")]
    pub account: AccountId,
    /// Go on after this DAO.
    #[he("החל אחרי")]
    pub after: Option<DaoId>,
}

/// A page of memberships.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MembershipsAnswer {
    /// The memberships.
    #[he("חברויות")]
    pub memberships: List<MembershipAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך אחרי")]
    pub next: Option<DaoId>,
}

/// A membership.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MembershipAnswer {
    /// The DAO.
    #[he("ארגון")]
    pub dao: DaoId,
    /// How the account stands to it.
    #[he("מעמד")]
    pub standing: Standing,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
}

impl View for MembershipsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = MembershipsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<MembershipsAnswer, Refused> {
        let after = self.after;
        let mut page = MembershipsAnswer { memberships: List::default(), next: None };
        for dao in look.state.dao.members.index().daos(self.account) {
            // An applicant sees their own application, whatever else is closed to them.
            let is_own = look.reader == Some(self.account);
            if after.is_some_and(|after| dao <= after) || !(is_own || may_read(look, dao).is_ok()) {
                continue;
            }
            let Some(row) = member(look.state, dao, self.account) else { continue };
            if !row.standing.belongs() {
                continue;
            }
            let answer = MembershipAnswer { dao, standing: row.standing, since: row.since };
            if !page.memberships.push(answer) {
                page.next = page.memberships.last().map(|last| last.dao);
                break;
            }
        }
        Ok(page)
    }
}
