//! Threads.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::discussion::rules::reading;
use crate::discussion::types::{Lock, Thread, Title, Topic};
use crate::kernel::event::Circle;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Threads
///
/// Those of a DAO that the reader may read, oldest first, a hundred at a time: of the whole community
/// and its domains, its proposals and its polls; or of one domain.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "threads", he = "שרשורים", result = ThreadsAnswer)]
pub struct ThreadsView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Only those of this domain.
    #[he("התחום")]
    pub domain: Option<u32>,
    /// After this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Threads, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ThreadsAnswer {
    /// The threads.
    #[he("שרשורים")]
    pub threads: List<ThreadRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A thread in a list.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ThreadRow {
    /// Its number.
    #[he("מספר")]
    pub thread: u64,
    /// About what.
    #[he("על מה")]
    pub topic: Topic,
    /// What it is called.
    #[he("כותרת")]
    pub title: Option<Title>,
    /// Who opened it.
    #[he("נפתח בידי")]
    pub author: Option<AccountId>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
    /// Which of the community's readers may read it.
    #[he("למי")]
    pub readers: Circle,
    /// Whether its author closed it.
    #[he("סגור")]
    pub closed: bool,
    /// That it is locked now.
    #[he("נעול")]
    pub locked: Option<Lock>,
    /// How many posts it has.
    #[he("הודעות")]
    pub posts: u32,
    /// When something was last said.
    #[he("הודעה אחרונה")]
    pub last: Timestamp,
}

/// A thread as its readers see it.
pub(super) fn row(look: &Look<'_>, number: u64, thread: &Thread) -> ThreadRow {
    ThreadRow {
        thread: number,
        topic: thread.topic,
        title: thread.title,
        author: thread.author,
        since: thread.since,
        readers: thread.circle,
        closed: thread.closed,
        locked: thread.lock.filter(|lock| lock.holds(look.now)),
        posts: thread.posts,
        last: thread.last,
    }
}

impl View for ThreadsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ThreadsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ThreadsAnswer, Refused> {
        let (dao, after) = (self.dao, self.after.unwrap_or(0));
        let tables = &look.state.discussion;
        let from = (dao, after.saturating_add(1))..=(dao, u64::MAX);
        let all = tables.threads.range(from).map(|((_, number), _)| *number);
        let numbers: alloc::boxed::Box<dyn Iterator<Item = u64>> = match self.domain {
            Some(domain) => {
                let topic = Topic::Domain { domain };
                alloc::boxed::Box::new(tables.threads.index().of((dao, topic), after))
            }
            None => alloc::boxed::Box::new(all),
        };
        let rows = numbers.filter_map(|number| {
            reading::thread(look, (dao, number)).map(|thread| row(look, number, thread))
        });
        let (threads, next) = page(rows, |row| row.thread);
        Ok(ThreadsAnswer { threads, next })
    }
}
