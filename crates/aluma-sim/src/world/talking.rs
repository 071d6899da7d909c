//! What people say to each other, and what moderators and members do about it.

use aluma_types::Act;
use aluma_types::spec::IdKind;
use aluma_types::value::Value;

use super::director::{DAY, Intent, Who, anybody, member};
use super::values::{Fixed, Maker};
use crate::fields::Fields;

/// Something that was said, as far as a workload needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    /// The post.
    pub post: u64,
    /// Its thread.
    pub thread: u64,
    /// Who.
    pub author: u64,
}

/// What is known of what a community says.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    /// Threads with whoever opened them.
    pub threads: Vec<(u64, Option<u64>)>,
    /// Posts that were not erased.
    pub posts: Vec<Said>,
    /// Hidden posts with their authors.
    pub hidden: Vec<(u64, u64)>,
    /// Those of them whose authors appealed.
    pub appealed: Vec<u64>,
    /// Who reacted to what, and how.
    pub reacted: Vec<(u64, u64, &'static str)>,
    /// Locked threads.
    pub locked: Vec<u64>,
}

impl Talk {
    /// Learns a fact.
    pub fn learn(&mut self, name: &str, fields: &Fields<'_>) {
        let (post, thread) = (fields.number("post"), fields.number("thread"));
        let (author, account) = (fields.number("author"), fields.number("account"));
        let kind = fields.variant("kind").map(|(kind, _)| kind);
        match (name, post, thread) {
            ("thread-opened", _, Some(thread)) => self.threads.push((thread, author)),
            ("post-made", Some(post), Some(thread)) => {
                self.posts.extend(author.map(|author| Said { post, thread, author }));
            }
            ("post-erased", Some(post), _) if fields.number("version").is_none() => {
                self.posts.retain(|said| said.post != post);
                self.forget_case(post);
            }
            ("post-hidden", Some(post), _) => self.hidden.extend(author.map(|who| (post, who))),
            ("post-shown", Some(post), _) => self.forget_case(post),
            ("hiding-appealed", Some(post), _) => self.appealed.push(post),
            ("hiding-judged", Some(post), _) => self.appealed.retain(|other| *other != post),
            ("reacted", Some(post), _) => {
                self.reacted.extend(account.zip(kind).map(|(who, kind)| (post, who, kind)));
            }
            ("reaction-withdrawn", Some(post), _) => {
                let gone = account.zip(kind).map(|(who, kind)| (post, who, kind));
                self.reacted.retain(|one| Some(*one) != gone);
            }
            ("thread-locked", _, Some(thread)) => self.locked.push(thread),
            ("thread-unlocked", _, Some(thread)) => self.locked.retain(|other| *other != thread),
            _ => {}
        }
    }

    fn forget_case(&mut self, post: u64) {
        self.hidden.retain(|(other, _)| *other != post);
        self.appealed.retain(|other| *other != post);
    }
}

/// Rules of talking by which a short run sees their limits.
pub(super) fn rules(maker: &mut Maker<'_>) -> Vec<(&'static str, &'static str)> {
    match maker.rng.below(4) {
        0 => vec![("talk.posts", "1"), ("talk.mentions", "2"), ("talk.judgement", "1d")],
        1 => vec![("talk.silence", "hidden"), ("talk.judgement", "2d")],
        2 => vec![("talk.speakers", "readers"), ("talk.judgement", "1d")],
        _ => Vec::new(),
    }
}

/// What somebody says, or does about what they said.
pub(super) fn own(maker: &mut Maker<'_>) -> Intent {
    let talk = maker.world.communities.get(&maker.dao?)?.talk.clone();
    if talk.posts.len() < 3 || maker.rng.percent(5) {
        return open(maker);
    }
    // Whoever is hidden appeals, mostly.
    if let Some((post, author)) = maker.rng.pick_late(&talk.hidden).copied()
        && maker.rng.percent(25)
    {
        return about(maker, author, "appeal-hiding", post, &[]);
    }
    let said = *maker.rng.pick_late(&talk.posts)?;
    let by = if maker.rng.percent(90) { said.author } else { anybody(maker) };
    match maker.rng.below(20) {
        0..=7 => post(maker, &talk, said),
        8..=10 => {
            let mentions = mentions(maker);
            about(maker, by, "edit-post", said.post, &[mentions])
        }
        11 => about(maker, by, "erase-post", said.post, &[("version", Fixed::Nothing)]),
        12 => {
            let version = Fixed::number(maker.rng.within(1, 3));
            about(maker, by, "erase-post", said.post, &[("version", version)])
        }
        13..=16 => {
            let who = member(maker)?;
            let post = if maker.rng.percent(85) { said.post } else { wild(maker, &talk)? };
            about(maker, who, "react", post, &[])
        }
        17 | 18 => {
            let (post, who, kind) = *maker.rng.pick_late(&talk.reacted)?;
            about(maker, who, "withdraw-reaction", post, &[("kind", Fixed::choice(kind))])
        }
        _ => {
            let (thread, author) = *maker.rng.pick_late(&talk.threads)?;
            let by = author.filter(|_| maker.rng.percent(90));
            let by = by.unwrap_or_else(|| anybody(maker));
            let name = *maker.rng.pick(&["close-thread", "reopen-thread", "reopen-thread"])?;
            let dao = maker.dao?;
            let fixed = [("dao", Fixed::number(dao)), ("thread", Fixed::number(thread))];
            Some((Who::Account(by), maker.act(name, &fixed)?))
        }
    }
}

/// Any post, or none that is there.
fn wild(maker: &mut Maker<'_>, talk: &Talk) -> Option<u64> {
    let last = talk.posts.last()?.post;
    Some(maker.rng.within(1, last + 1))
}

fn about(
    maker: &mut Maker<'_>,
    by: u64,
    name: &str,
    post: u64,
    more: &[(&'static str, Fixed)],
) -> Intent {
    let mut fixed = vec![("dao", Fixed::number(maker.dao?)), ("post", Fixed::number(post))];
    fixed.extend(more.iter().cloned());
    Some((Who::Account(by), maker.act(name, &fixed)?))
}

fn mentions(maker: &mut Maker<'_>) -> (&'static str, Fixed) {
    let mut all = Vec::new();
    for _ in 0..maker.rng.below(4) {
        let who = if maker.rng.percent(90) { member(maker) } else { Some(anybody(maker)) };
        all.extend(who);
    }
    // Now and then somebody stands there twice.
    if maker.rng.percent(90) {
        all.sort_unstable();
        all.dedup();
    }
    ("mentions", Fixed::Items(all.into_iter().map(Maker::account).collect()))
}

fn open(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let by = if maker.rng.percent(90) { member(maker)? } else { anybody(maker) };
    let readers = *maker.rng.pick(&["readers", "readers", "members", "voters"])?;
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("domain", Fixed::Nothing),
        ("readers", Fixed::choice(readers)),
        mentions(maker),
    ];
    let keep = if maker.rng.percent(90) { &fixed[..] } else { &fixed[2..] };
    Some((Who::Account(by), maker.act("open-thread", keep)?))
}

fn post(maker: &mut Maker<'_>, talk: &Talk, said: Said) -> Intent {
    let dao = maker.dao?;
    let number = |id: u64| Fixed::number(id);
    let proposal = maker.rng.pick_late(maker.world.ids(IdKind::ProposalId, Some(dao))).copied();
    let poll = maker.rng.pick_late(maker.world.ids(IdKind::PollId, Some(dao))).copied();
    let to = match (maker.rng.below(6), proposal, poll) {
        (0, Some(proposal), _) => Fixed::Variant("proposal", vec![("proposal", number(proposal))]),
        (1, _, Some(poll)) => Fixed::Variant("poll", vec![("poll", number(poll))]),
        (2, ..) => {
            let (thread, _) = *maker.rng.pick(&talk.threads)?;
            Fixed::Variant("thread", vec![("thread", number(thread))])
        }
        _ => Fixed::Variant("thread", vec![("thread", number(said.thread))]),
    };
    let parent = maker.rng.percent(40).then(|| number(said.post));
    let fixed = [
        ("dao", number(dao)),
        ("to", to),
        ("parent", parent.unwrap_or(Fixed::Nothing)),
        mentions(maker),
    ];
    let by = if maker.rng.percent(90) { member(maker)? } else { anybody(maker) };
    Some((Who::Account(by), maker.act("post", &fixed)?))
}

/// What a moderator, or the members, do about a post or a thread.
pub(super) fn moderation(maker: &mut Maker<'_>) -> Option<Act> {
    let talk = &maker.world.communities.get(&maker.dao?)?.talk;
    let hidden: Vec<u64> = talk.hidden.iter().map(|(post, _)| *post).collect();
    let (appealed, locked) = (talk.appealed.clone(), talk.locked.clone());
    let said = maker.rng.pick_late(&talk.posts).copied()?;
    let on = |list: &[u64], maker: &mut Maker<'_>| match maker.rng.pick_late(list) {
        Some(post) if maker.rng.percent(90) => *post,
        _ => said.post,
    };
    // What waits for a decision is decided first, mostly, or time does it.
    let what = if !appealed.is_empty() && maker.rng.percent(60) { 4 } else { maker.rng.below(10) };
    match what {
        0..=3 => maker.act("hide-post", &[("post", Fixed::number(said.post))]),
        4 | 5 => {
            let post = on(&appealed, maker);
            let stands = Fixed::flag(maker.rng.percent(50));
            maker.act("judge-hiding", &[("post", Fixed::number(post)), ("stands", stands)])
        }
        6 => {
            let post = on(&hidden, maker);
            maker.act("show-post", &[("post", Fixed::number(post))])
        }
        7 | 8 => {
            let lasts = Fixed::number(maker.rng.within(1, 15) * DAY);
            let fixed = [("thread", Fixed::number(said.thread)), ("lasts", lasts)];
            maker.act("lock-thread", &fixed)
        }
        _ => {
            let thread = maker.rng.pick_late(&locked).copied().unwrap_or(said.thread);
            maker.act("unlock-thread", &[("thread", Fixed::number(thread))])
        }
    }
}

/// Roles that moderate, given to two: one of them may judge what the other hid.
pub(super) fn offices(maker: &mut Maker<'_>, role: u64) -> Vec<Act> {
    let kinds =
        ["hide-post", "show-post", "judge-hiding", "lock-thread", "unlock-thread", "decide-work"];
    let kinds = kinds.map(|kind| Fixed::Is(Value::Text(kind.to_owned())));
    let fixed = [
        ("role", Fixed::number(role)),
        ("domain", Fixed::Nothing),
        ("may", Fixed::Items(kinds.into())),
        ("for_members", Fixed::flag(true)),
        ("weighs", Fixed::flag(false)),
        ("limits", Fixed::Rows(Vec::new())),
    ];
    let mut acts: Vec<Act> = maker.act("define-role", &fixed).into_iter().collect();
    for _ in 0..2 {
        let Some(to) = member(maker) else { break };
        let lasts = Fixed::number(30 * DAY);
        let fixed = [("role", Fixed::number(role)), ("to", Maker::account(to)), ("lasts", lasts)];
        acts.extend(maker.act("give-role", &fixed));
    }
    acts
}

/// Somebody moderates by a role.
pub(super) fn by_role(maker: &mut Maker<'_>) -> Intent {
    let dao = maker.dao?;
    let known = maker.world.communities.get(&dao)?;
    let mut held: Vec<(u64, u64)> = known.held.clone();
    held.retain(|(role, _)| known.moderating.contains(role));
    let (role, holder) = *maker.rng.pick(&held)?;
    let heard = known.work.is_heard();
    let act = if heard && maker.rng.percent(50) {
        super::working::by_dao(maker)?
    } else {
        moderation(maker)?
    };
    let fixed = [
        ("dao", Fixed::number(dao)),
        ("role", Fixed::number(role)),
        ("actions", Fixed::Is(Value::Acts(vec![act]))),
    ];
    Some((Who::Account(holder), maker.act("act-by-role", &fixed)?))
}
