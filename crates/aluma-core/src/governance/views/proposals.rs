//! The proposals of a DAO.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, ProposalId, Timestamp};

use super::proposal::Label;
use crate::governance::types::{TITLE_BYTES, TrackName};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Proposals on one page.
const PAGE: usize = 100;

/// Proposals
///
/// Those of a DAO, oldest first, a hundred at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "proposals", he = "הצעות להחלטה", result = ProposalsAnswer)]
pub struct ProposalsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Only those that are not decided.
    #[he("רק פתוחות")]
    pub open: bool,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<ProposalId>,
}

/// Proposals, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProposalsAnswer {
    /// The proposals.
    #[he("הצעות")]
    pub proposals: List<ProposalRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<ProposalId>,
}

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProposalRow {
    /// Its number.
    #[he("מספר")]
    pub proposal: ProposalId,
    /// Its title.
    #[he("כותרת")]
    pub title: Body<TITLE_BYTES>,
    /// Who proposed.
    #[he("מציע/ה")]
    pub proposer: AccountId,
    /// By whose rules.
    #[he("מסלול")]
    pub track: TrackName,
    /// How far it has come.
    #[he("מצב")]
    pub label: Label,
    /// When voting ends.
    #[he("סוף ההצבעה")]
    pub deadline: Timestamp,
}

impl View for ProposalsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ProposalsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ProposalsAnswer, Refused> {
        let tables = &look.state.governance;
        let (mut proposals, mut next) = (List::default(), None);
        let mut last = None;
        for id in tables.proposals.index().all(self.dao, self.after.unwrap_or(ProposalId(0))) {
            let (Some(row), Some(count)) = (tables.proposals.get(&id), tables.counts.get(&id))
            else {
                continue;
            };
            if (self.open && !row.is_open()) || !super::may_see(look, row) {
                continue;
            }
            let Some(matter) = tables.matters.get(&id) else { continue };
            let is_there = proposals.push(ProposalRow {
                proposal: id,
                title: matter.title,
                proposer: row.proposer,
                track: row.track,
                label: super::label(row, count, look.now),
                deadline: count.deadline,
            });
            if !is_there {
                next = last;
                break;
            }
            last = Some(id);
        }
        Ok(ProposalsAnswer { proposals, next })
    }
}
