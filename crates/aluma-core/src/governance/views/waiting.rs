//! What waits for somebody.

use alloc::vec::Vec;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, PollId, ProposalId, Timestamp};

use crate::dao::types::{Group, PROSE_BYTES};
use crate::dao::{self, Standing};
use crate::governance::actions::{self, Vote};
use crate::governance::rules::{delegation, weighing};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Matters on one page.
const PAGE: usize = 200;

/// What waits for the reader
///
/// Where their word counts and they did not give it yet, in every community of theirs or in one:
/// votes, polls, and applications that they may object to. What ends first comes first.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "waiting", he = "מה מחכה לי", result = WaitingAnswer)]
pub struct WaitingView {
    /// Only in this community.
    #[he("הקהילה")]
    pub dao: Option<DaoId>,
}

/// What waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WaitingAnswer {
    /// The matters.
    #[he("מה מחכה")]
    pub rows: List<WaitingRow, PAGE>,
}

/// Something that waits for the reader's word.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WaitingRow {
    /// Where.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// What.
    #[he("מה")]
    pub matter: Matter,
    /// Its title, question, or note.
    #[he("כותרת")]
    pub title: Option<Body<PROSE_BYTES>>,
    /// The last moment.
    #[he("עד")]
    pub until: Timestamp,
}

/// What somebody's word is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Matter {
    /// A ballot.
    #[tag(1)]
    #[he("הצבעה")]
    Vote {
        /// On which proposal.
        #[he("ההצעה")]
        proposal: ProposalId,
        /// What they weigh there.
        #[he("המשקל")]
        weight: u128,
        /// Who votes for them unless they do.
        #[he("מיופה או מיופת הכוח")]
        delegate: Option<AccountId>,
    },
    /// An answer.
    #[tag(2)]
    #[he("סקר")]
    Poll {
        /// To which poll.
        #[he("הסקר")]
        poll: PollId,
    },
    /// An objection, if they have one.
    #[tag(3)]
    #[he("בקשת הצטרפות")]
    Application {
        /// Whose application.
        #[he("של מי")]
        account: AccountId,
    },
}

impl View for WaitingView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = WaitingAnswer;

    /// Everybody sees what asks them; of one community its readers alone are told that there is such
    /// a one.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        self.dao
    }

    fn answer(&self, look: &Look<'_>) -> Result<WaitingAnswer, Refused> {
        let mut rows = Vec::new();
        if let Some(reader) = look.reader {
            let daos = dao::daos_of(look.state, reader);
            for dao in daos.filter(|dao| self.dao.is_none_or(|only| only == *dao)) {
                rows.extend(votes(look, dao, reader));
                rows.extend(polls(look, dao, reader));
                rows.extend(applications(look, dao, reader));
            }
        }
        rows.sort_by_key(|row| row.until);
        rows.truncate(PAGE);
        Ok(WaitingAnswer { rows: List::new(rows).unwrap_or_default() })
    }
}

/// Proposals on which the reader may cast a first ballot now.
fn votes(look: &Look<'_>, dao: DaoId, reader: AccountId) -> impl Iterator<Item = WaitingRow> {
    let (state, tables) = (look.state, &look.state.governance);
    tables.proposals.index().open(dao).filter_map(move |proposal| {
        let (row, count) = (tables.proposals.get(&proposal)?, tables.counts.get(&proposal)?);
        let is_cast = tables.ballots.contains(&(proposal, reader));
        if is_cast || !super::may_see(look, row) || Vote::in_time(row, count, look.now).is_err() {
            return None;
        }
        let weight = weighing::weight(state, row, reader);
        if weight == 0 && delegation::carried_by(state, (proposal, row), reader).is_empty() {
            return None;
        }
        let delegate = delegation::holder(state, row, reader).map(|(to, _)| to);
        let title = tables.matters.get(&proposal).and_then(|matter| matter.title.resize().ok());
        let matter = Matter::Vote { proposal, weight, delegate };
        Some(WaitingRow { dao, matter, title, until: count.deadline })
    })
}

/// Polls that ask the reader and have no answer of theirs.
fn polls(look: &Look<'_>, dao: DaoId, reader: AccountId) -> impl Iterator<Item = WaitingRow> {
    let (state, tables) = (look.state, &look.state.governance);
    tables.polls.index().open(dao).filter_map(move |poll| {
        let row = tables.polls.get(&poll)?;
        let is_over = look.now > row.closes_at || tables.answers.contains(&(poll, reader));
        if is_over || !actions::is_asked(state, row, reader) {
            return None;
        }
        let title = row.question.resize().ok();
        Some(WaitingRow { dao, matter: Matter::Poll { poll }, title, until: row.closes_at })
    })
}

/// Applications that are granted unless somebody objects, where the reader may.
fn applications(look: &Look<'_>, dao: DaoId, reader: AccountId) -> Vec<WaitingRow> {
    if !dao::is_admitted(look.state, dao, reader) {
        return Vec::new();
    }
    let waits = dao::group_of(look.state, dao, Group::Applicants).filter_map(|account| {
        let row = dao::member(look.state, dao, account)?;
        let Standing::Applicant { until: Some(until) } = row.standing else { return None };
        let (title, matter) = (row.note, Matter::Application { account });
        Some(WaitingRow { dao, matter, title, until })
    });
    waits.filter(|row| row.until >= look.now).collect()
}
