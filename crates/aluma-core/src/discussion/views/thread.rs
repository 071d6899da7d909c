//! One thread.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, PollId, ProposalId};

use super::PAGE;
use super::post::{self, PostAnswer};
use super::threads::{self, ThreadRow};
use crate::discussion::Refusal;
use crate::discussion::actions::steps::thread_of;
use crate::discussion::rules::reading;
use crate::discussion::types::{Topic, VoteReason};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::registry::{home_of, reasons_of};

/// A thread
///
/// Its posts, oldest first, a hundred at a time: one by its number, or that of a proposal or a poll,
/// which has no number before somebody says something. Beside the posts of a proposal stand the reasons
/// that came with its ballots, until these are archived.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "thread", he = "שרשור", result = ThreadAnswer)]
pub struct ThreadView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Its number.
    #[he("מספר השרשור")]
    pub thread: Option<u64>,
    /// Or that of this proposal.
    #[he("ההצעה")]
    pub proposal: Option<ProposalId>,
    /// Or that of this poll.
    #[he("הסקר")]
    pub poll: Option<PollId>,
    /// Posts after this one.
    #[he("אחרי הודעה")]
    pub after: Option<u64>,
    /// Reasons of votes after this account's.
    #[he("נימוקים אחרי")]
    pub after_voter: Option<AccountId>,
}

/// A thread with a page of its posts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ThreadAnswer {
    /// The thread; none where nobody said anything yet.
    #[he("השרשור")]
    pub thread: Option<ThreadRow>,
    /// What was said, oldest first.
    #[he("הודעות")]
    pub posts: List<PostAnswer, PAGE>,
    /// Ask again after this post, if there are more.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
    /// Why people voted as they did, in the order of accounts.
    #[he("נימוקי הצבעה")]
    pub reasons: List<VoteReason, PAGE>,
    /// Ask again after this account, if there are more reasons.
    #[he("המשך נימוקים אחרי")]
    pub next_voter: Option<AccountId>,
}

impl ThreadView {
    /// What is asked for: a thread that is there, or what one would be about.
    fn asked(&self, look: &Look<'_>) -> Result<(Option<u64>, Option<ProposalId>), Refusal> {
        let (kind, id, topic) = match (self.thread, self.proposal, self.poll) {
            (Some(thread), None, None) => {
                let row = reading::thread(look, (self.dao, thread));
                return match row.ok_or(Refusal::NoSuchThread { thread })?.topic {
                    Topic::Proposal { proposal } => Ok((Some(thread), Some(proposal))),
                    _ => Ok((Some(thread), None)),
                };
            }
            (None, Some(proposal), None) => {
                let topic = Topic::Proposal { proposal };
                (aluma_types::spec::IdKind::ProposalId, proposal.0, topic)
            }
            (None, None, Some(poll)) => {
                (aluma_types::spec::IdKind::PollId, poll.0, Topic::Poll { poll })
            }
            _ => return Err(Refusal::NoSuchTopic),
        };
        if home_of(look.state, kind, id) != Some(Some(self.dao)) {
            return Err(Refusal::NoSuchTopic);
        }
        Ok((thread_of(look.state, self.dao, topic), self.proposal))
    }
}

impl View for ThreadView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ThreadAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ThreadAnswer, Refused> {
        let (number, proposal) = self.asked(look)?;
        let dao = self.dao;
        let thread = number.and_then(|number| {
            Some(threads::row(look, number, reading::thread(look, (dao, number))?))
        });
        let tables = &look.state.discussion;
        let after = self.after.unwrap_or(0);
        let numbers = number
            .filter(|_| thread.is_some())
            .into_iter()
            .flat_map(|number| tables.thread_posts.index().of((dao, number), after));
        let rows = numbers.filter_map(|post| {
            Some(post::answer(look, (dao, post), reading::post(look, (dao, post))?))
        });
        let (posts, next) = page(rows, |row| row.post);
        let of_votes = proposal.map(|proposal| reasons_of(look.state, proposal, self.after_voter));
        let reasons = of_votes.into_iter().flatten();
        let (reasons, next_voter) = page(reasons, |row| row.account.0);
        Ok(ThreadAnswer { thread, posts, next, reasons, next_voter: next_voter.map(AccountId) })
    }
}
