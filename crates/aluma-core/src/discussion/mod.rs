//! Discussion: how a community talks.
//!
//! **Words.** A *thread* is about a topic: the community, a domain, a proposal, a poll. A *post* says
//! something in it; posts lie flat, each may name the one that it answers. Its *words* are a text
//! beside the state: each edit names a new one, and the author may erase them. A *circle* is which of
//! the community's readers a thread is for. A *moderator* acts by a role, or the members do by a
//! proposal; what they do stands in a public log. Whoever is *mentioned* is told.
//!
//! **Who may.** Whoever the charter lets speak opens threads, posts and reacts, within so much a day.
//! Authors edit, erase, close their threads, and appeal when a post of theirs is hidden. Roles that
//! were given it and the members hide, show and lock; on an appeal somebody decides whom it is not
//! about, or the members.
//!
//! **What time does.** It ends an appeal on which nobody decided, as the charter says, and tells that
//! a lock is over.
//!
//! **Invariants.** A thread counts its posts. What a post counts is what people react to its newest
//! words. A post is for the circle of its thread, and so is every row about it.
//!
//! **Not here.** How loud a thread is to whom, drafts, what somebody read: that is the reader's own and
//! stays on their device. Reasons of votes are ballots' and are shown beside the posts.

pub(crate) mod actions;
pub mod charter;
pub mod events;
pub mod refusals;
pub mod rules;
pub(crate) mod tables;
pub(crate) mod tasks;
pub mod types;
pub mod views;

#[cfg(test)]
mod tests;

pub use events::{Event, Fact, Findable, erased, findable};
pub use refusals::Refusal;
pub(crate) use rules::reading::sees_words;

use alloc::collections::BTreeMap;

use aluma_types::{DaoId, Hash32, ProposalId};

use crate::discussion::types::{Reaction, Topic};
use crate::kernel::invariants::Invariant;
use crate::registry::State;

/// A law of the domain.
pub(crate) const THREADS: Invariant = Invariant {
    name: "discussion: a thread has the posts it counts, all for its circle",
    quick: None,
    full: threads_hold,
};

/// A law of the domain.
pub(crate) const REACTIONS: Invariant = Invariant {
    name: "discussion: a post counts the reactions to its newest words",
    quick: None,
    full: reactions_hold,
};

/// The id of a thread's title, for labels.
pub fn title_of(state: &State, key: (DaoId, u64)) -> Option<Hash32> {
    let row = state.discussion.threads.get(&key)?;
    row.title.map(|title| title.id)
}

/// The thread of a proposal, once somebody said something about it.
pub fn thread_of_proposal(state: &State, dao: DaoId, proposal: ProposalId) -> Option<u64> {
    actions::steps::thread_of(state, dao, Topic::Proposal { proposal })
}

fn threads_hold(state: &State) -> bool {
    let tables = &state.discussion;
    let mut counts: BTreeMap<(DaoId, u64), u32> = BTreeMap::new();
    for ((dao, _), post) in tables.thread_posts.iter() {
        let key = (*dao, post.thread);
        if tables.threads.get(&key).is_none_or(|thread| thread.circle != post.circle) {
            return false;
        }
        let count = counts.entry(key).or_default();
        *count = count.saturating_add(1);
    }
    tables.threads.iter().all(|(key, row)| counts.get(key).copied().unwrap_or(0) == row.posts)
}

fn reactions_hold(state: &State) -> bool {
    let tables = &state.discussion;
    let mut counts: BTreeMap<(DaoId, u64, Reaction), u32> = BTreeMap::new();
    for ((dao, post, _), row) in tables.reactions.iter() {
        let Some(of) = tables.thread_posts.get(&(*dao, *post)) else { return false };
        if row.circle != of.circle || row.version > of.version {
            return false;
        }
        for kind in row.kinds.iter().filter(|_| row.version == of.version) {
            let count = counts.entry((*dao, *post, *kind)).or_default();
            *count = count.saturating_add(1);
        }
    }
    let told = tables.thread_posts.iter().flat_map(|((dao, post), row)| {
        row.reactions.iter().map(|counted| ((*dao, *post, counted.kind), counted.people))
    });
    told.collect::<BTreeMap<_, _>>() == counts
}
