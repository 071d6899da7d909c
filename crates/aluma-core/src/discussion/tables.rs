//! What a discussion stores.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, DaoId, Hash32};

use crate::discussion::types::{Moderation, Post, Reacted, Spoken, Thread, Topic};
use crate::kernel::event::Circle;
use crate::kernel::table::{Goes, Indexes, Row, Table};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Threads, found by what they are about.
        threads: Table<(DaoId, u64), Thread, ByTopic> = 80, Permanent, None, Readers;
        /// What was said: who, where and the id of the words.
        thread_posts: Table<(DaoId, u64), Post, ByThread> = 81, Permanent, None, Readers;
        /// How each account reacted to each post.
        reactions: Table<(DaoId, u64, AccountId), Reacted> = 82, Permanent, None, Readers;
        /// What moderators did, in order.
        moderations: Table<(DaoId, u64), Moderation> = 83, Permanent, None, Readers;
        /// How much each account said on the last day on which it said anything.
        spoken: Table<(DaoId, AccountId), Spoken> = 84, Permanent, None, Readers;
    }
}

impl Row<(DaoId, u64)> for Thread {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn circle(_: &(DaoId, u64), row: &Self) -> Circle {
        row.circle
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Threads by what they are about.
#[derive(Debug, Default)]
pub(crate) struct ByTopic(BTreeSet<(DaoId, (u8, u64), u64)>);

impl ByTopic {
    /// Threads about something after one of them, oldest first.
    pub(crate) fn of(
        &self,
        (dao, topic): (DaoId, Topic),
        after: u64,
    ) -> impl Iterator<Item = u64> + '_ {
        let key = topic.key();
        let range = (dao, key, after.saturating_add(1))..=(dao, key, u64::MAX);
        self.0.range(range).map(|(_, _, thread)| *thread)
    }
}

impl Indexes<(DaoId, u64), Thread> for ByTopic {
    fn add(&mut self, key: &(DaoId, u64), row: &Thread) {
        self.0.insert((key.0, row.topic.key(), key.1));
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Thread) {
        self.0.remove(&(key.0, row.topic.key(), key.1));
    }

    fn is_same(before: &Thread, after: &Thread) -> bool {
        before.topic == after.topic
    }
}

impl Row<(DaoId, u64)> for Post {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn circle(_: &(DaoId, u64), row: &Self) -> Circle {
        row.circle
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

/// Posts by their thread, and by the words of those that are hidden.
#[derive(Debug, Default)]
pub(crate) struct ByThread {
    posts: BTreeSet<(DaoId, u64, u64)>,
    hidden: BTreeMap<Hash32, (DaoId, u64)>,
}

impl ByThread {
    /// Posts of a thread after one of them, oldest first.
    pub(crate) fn of(
        &self,
        (dao, thread): (DaoId, u64),
        after: u64,
    ) -> impl Iterator<Item = u64> + '_ {
        let range = (dao, thread, after.saturating_add(1))..=(dao, thread, u64::MAX);
        self.posts.range(range).map(|(_, _, post)| *post)
    }

    /// The hidden post that says or said this.
    pub(crate) fn hidden(&self, words: &Hash32) -> Option<(DaoId, u64)> {
        self.hidden.get(words).copied()
    }
}

impl Indexes<(DaoId, u64), Post> for ByThread {
    fn add(&mut self, key: &(DaoId, u64), row: &Post) {
        self.posts.insert((key.0, row.thread, key.1));
        if row.hiding.is_some() {
            self.hidden.extend(row.words().map(|words| (words.id, *key)));
        }
    }

    fn remove(&mut self, key: &(DaoId, u64), row: &Post) {
        self.posts.remove(&(key.0, row.thread, key.1));
        if row.hiding.is_some() {
            for words in row.words() {
                self.hidden.remove(&words.id);
            }
        }
    }

    fn is_same(before: &Post, after: &Post) -> bool {
        before.hiding.is_none() && after.hiding.is_none() && before.thread == after.thread
    }
}

impl Row<(DaoId, u64, AccountId)> for Reacted {
    fn dao(key: &(DaoId, u64, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn circle(_: &(DaoId, u64, AccountId), row: &Self) -> Circle {
        row.circle
    }

    fn goes(key: &(DaoId, u64, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, u64)> for Moderation {
    fn dao(key: &(DaoId, u64), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    fn circle(_: &(DaoId, u64), row: &Self) -> Circle {
        row.circle
    }

    fn goes(key: &(DaoId, u64), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}

impl Row<(DaoId, AccountId)> for Spoken {
    fn dao(key: &(DaoId, AccountId), _: &Self) -> Option<DaoId> {
        Some(key.0)
    }

    /// It would tell an outer circle how much is said in an inner one.
    fn owner(key: &(DaoId, AccountId), _: &Self) -> Option<AccountId> {
        Some(key.1)
    }

    fn goes(key: &(DaoId, AccountId), _: &Self) -> Goes {
        Goes::Dao(key.0)
    }
}
