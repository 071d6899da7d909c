//! Whom a DAO expelled, and what became of it.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::{Label, label};
use crate::dao::{self, Appeal, expelling};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Rows on one page.
const PAGE: usize = 100;

/// Expulsions
///
/// Whom a DAO expelled, why, until when they may appeal and what became of the appeal, by the
/// number of their account. Whoever was expelled sees their own also where the DAO is closed to
/// them.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "expulsions", he = "הוצאות מן הקהילה", result = ExpulsionsAnswer)]
pub struct ExpulsionsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Go on after this account.
    #[he("החל אחרי")]
    pub after: Option<AccountId>,
}

/// A page of expulsions.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ExpulsionsAnswer {
    /// The expulsions.
    #[he("הוצאות")]
    pub rows: List<ExpulsionAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך אחרי")]
    pub next: Option<AccountId>,
}

/// Somebody who was expelled.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ExpulsionAnswer {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// What follows from it.
    #[he("ההוצאה")]
    pub expulsion: expelling::Expulsion,
    /// How far the appeal has come, where there is one.
    #[he("מצב הערעור")]
    pub appeal: Option<Label>,
}

impl View for ExpulsionsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ExpulsionsAnswer;

    /// Whoever was expelled reads their own, so the answer itself asks who reads.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<ExpulsionsAnswer, Refused> {
        let may_read = dao::may_read(look, self.dao);
        let own = look.reader.filter(|reader| dao::is_expelled(look.state, self.dao, *reader));
        let only = match (may_read, own) {
            (Ok(()), _) => None,
            (Err(_), Some(own)) => Some(own),
            (Err(refused), None) => return Err(refused),
        };
        let (mut rows, mut next, mut last) = (List::default(), None, None);
        let all = expelling::all(look.state, self.dao, self.after);
        for (account, row) in all.filter(|(account, _)| only.is_none_or(|own| own == *account)) {
            let appeal = match row.appeal {
                Appeal::Made { proposal, .. } => {
                    let tables = &look.state.governance;
                    let of = tables.proposals.get(&proposal).zip(tables.counts.get(&proposal));
                    of.map(|(row, count)| label(row, count, look.now))
                }
                Appeal::Open { .. } | Appeal::Lapsed { .. } => None,
            };
            if !rows.push(ExpulsionAnswer { account, expulsion: row.clone(), appeal }) {
                next = last;
                break;
            }
            last = Some(account);
        }
        Ok(ExpulsionsAnswer { rows, next })
    }
}
