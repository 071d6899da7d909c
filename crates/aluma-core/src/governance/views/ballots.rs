//! Who voted how, and why.

use core::ops::Bound;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, ProposalId, Timestamp};

use crate::dao;
use crate::governance::types::{Ballot, Choice, REASON_BYTES};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Ballots on one page.
const PAGE: usize = 100;

/// Ballots
///
/// Who voted how on a proposal, and why, by the number of their account, as long as the ballots lie
/// in the state. Those of a decided proposal leave it for their log, and the history tells of them.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "ballots", he = "קולות", result = BallotsAnswer)]
pub struct BallotsView {
    /// The proposal.
    #[he("ההצעה")]
    pub proposal: ProposalId,
    /// Go on after this account.
    #[he("החל אחרי")]
    pub after: Option<AccountId>,
}

/// A page of ballots.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct BallotsAnswer {
    /// The reader's own, wherever it stands in the list.
    #[he("הקול שלי")]
    pub mine: Option<BallotRow>,
    /// The ballots.
    #[he("קולות")]
    pub ballots: List<BallotRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך אחרי")]
    pub next: Option<AccountId>,
}

/// A ballot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct BallotRow {
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// What they want.
    #[he("הבחירה")]
    pub choice: Choice,
    /// Their own weight.
    #[he("משקל")]
    pub weight: u128,
    /// Whether it is final.
    #[he("סופי")]
    pub last: bool,
    /// When it was cast or last changed.
    #[he("מתי")]
    pub at: Timestamp,
    /// Why.
    #[he("נימוק")]
    pub reason: Option<Body<REASON_BYTES>>,
}

impl BallotRow {
    const fn of(account: AccountId, ballot: &Ballot) -> Self {
        let Ballot { choice, weight, last, at, reason, .. } = *ballot;
        Self { account, choice, weight, last, at, reason }
    }
}

impl View for BallotsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = BallotsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        // A stranger is told the same of a proposal that is closed to them and of one never there.
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<BallotsAnswer, Refused> {
        let (row, _) = super::find(look, self.proposal)?;
        // Of a listed DAO strangers see what was decided, but not who voted how.
        dao::may_read(look, row.dao)?;
        let table = &look.state.governance.ballots;
        let mine = look.reader.and_then(|reader| {
            table.get(&(self.proposal, reader)).map(|ballot| BallotRow::of(reader, ballot))
        });
        let from = match self.after {
            Some(after) => Bound::Excluded((self.proposal, after)),
            None => Bound::Included((self.proposal, AccountId(0))),
        };
        let to = Bound::Included((self.proposal, AccountId(u64::MAX)));
        let (mut ballots, mut next, mut last) = (List::default(), None, None);
        for ((_, account), ballot) in table.range((from, to)) {
            if !ballots.push(BallotRow::of(*account, ballot)) {
                next = last;
                break;
            }
            last = Some(*account);
        }
        Ok(BallotsAnswer { mine, ballots, next })
    }
}
