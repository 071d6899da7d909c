//! Polls.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, PollId, Timestamp};

use crate::dao;
use crate::governance::refusals::Refusal;
use crate::governance::rules::polls;
use crate::governance::types::{
    Audience, BODY_BYTES, MAX_OPTIONS, Marks, OPTION_BYTES, Outcome, Poll, PollKind, PollResult,
};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Polls on one page.
const PAGE: usize = 100;

/// A poll
///
/// What was asked, and what the answers come to so far or came to in the end.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "poll", he = "סקר", result = PollAnswer)]
pub struct PollView {
    /// The poll.
    #[he("הסקר")]
    pub poll: PollId,
}

/// A poll as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PollAnswer {
    /// Its number.
    #[he("מספר")]
    pub poll: PollId,
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Who asked.
    #[he("שואל/ת")]
    pub author: AccountId,
    /// The question.
    #[he("השאלה")]
    pub question: Body<OPTION_BYTES>,
    /// Words about it.
    #[he("הסבר")]
    pub body: Option<Body<BODY_BYTES>>,
    /// What there is to choose from.
    #[he("האפשרויות")]
    pub options: List<Body<OPTION_BYTES>, MAX_OPTIONS>,
    /// How it is answered.
    #[he("איך עונים")]
    pub kind: PollKind,
    /// By whom.
    #[he("מי עונים")]
    pub audience: Audience,
    /// When it opened.
    #[he("נפתח")]
    pub opened: Timestamp,
    /// The last moment at which an answer counts.
    #[he("נסגר")]
    pub closes_at: Timestamp,
    /// Whether it has closed.
    #[he("סגור")]
    pub closed: bool,
    /// What the answers come to.
    #[he("תוצאות")]
    pub result: PollResult,
    /// The reader's own answer, while the poll is open.
    #[he("התשובה שלי")]
    pub mine: Option<Marks>,
    /// What became of it.
    #[he("תוצאה")]
    pub outcome: Option<Outcome>,
}

/// Whether a reader may see a poll: whoever reads the DAO, and whom it asks.
fn is_seen(look: &Look<'_>, row: &Poll) -> bool {
    let is_asked =
        || look.reader.is_some_and(|reader| dao::is_stakeholder(look.state, row.dao, reader));
    dao::may_read(look, row.dao).is_ok() || row.audience == Audience::Stakeholders && is_asked()
}

impl View for PollView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PollAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        // A stranger is told the same of a poll that is closed to them and of one never there.
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<PollAnswer, Refused> {
        let (id, tables) = (self.poll, &look.state.governance);
        let (Some(row), Some(count)) = (tables.polls.get(&id), tables.poll_counts.get(&id)) else {
            return Err(Refusal::NoSuchPoll { poll: id }.into());
        };
        if !is_seen(look, row) {
            return Err(Refusal::NoSuchPoll { poll: id }.into());
        }
        let mine = look.reader.and_then(|reader| tables.answers.get(&(id, reader)));
        Ok(PollAnswer {
            poll: id,
            dao: row.dao,
            author: row.author,
            question: row.question,
            body: row.body,
            options: row.options.clone(),
            kind: row.kind,
            audience: row.audience,
            opened: row.opened,
            closes_at: row.closes_at,
            closed: look.now > row.closes_at,
            result: row.result.clone().unwrap_or_else(|| polls::result(row.kind, count)),
            mine: mine.map(|answer| answer.marks.clone()),
            outcome: tables.outcomes.get(&(2, id.0)).copied(),
        })
    }
}

/// Polls
///
/// Those of a DAO, oldest first, a hundred at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "polls", he = "סקרים", result = PollsAnswer)]
pub struct PollsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<PollId>,
}

/// Polls, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PollsAnswer {
    /// The polls.
    #[he("סקרים")]
    pub polls: List<PollRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<PollId>,
}

/// A poll in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PollRow {
    /// Its number.
    #[he("מספר")]
    pub poll: PollId,
    /// The question.
    #[he("השאלה")]
    pub question: Body<OPTION_BYTES>,
    /// The last moment at which an answer counts.
    #[he("נסגר")]
    pub closes_at: Timestamp,
    /// Whether it has closed.
    #[he("סגור")]
    pub closed: bool,
    /// How many answered.
    #[he("עונים")]
    pub answers: u64,
}

impl View for PollsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PollsAnswer;

    /// Stakeholders see what asks them, so the answer itself asks who reads.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<PollsAnswer, Refused> {
        let has_voice = |reader| dao::is_stakeholder(look.state, self.dao, reader);
        if !look.reader.is_some_and(has_voice) {
            dao::may_read(look, self.dao)?;
        }
        let tables = &look.state.governance;
        let (mut polls, mut next, mut last) = (List::default(), None, None);
        for id in tables.polls.index().all(self.dao, self.after.unwrap_or(PollId(0))) {
            let row = tables.polls.get(&id).filter(|row| is_seen(look, row));
            let Some(row) = row else { continue };
            let is_there = polls.push(PollRow {
                poll: id,
                question: row.question,
                closes_at: row.closes_at,
                closed: look.now > row.closes_at,
                answers: tables.poll_counts.get(&id).map_or(0, |count| count.answers),
            });
            if !is_there {
                next = last;
                break;
            }
            last = Some(id);
        }
        Ok(PollsAnswer { polls, next })
    }
}
