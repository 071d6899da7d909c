//! Steps that several actions and tasks take.

use aluma_types::{AccountId, Body, DaoId, List, ProposalId, Timestamp};

use crate::dao::types::PROSE_BYTES;
use crate::dao::{self, Standing};
use crate::discussion::charter::{self, SPEAKERS};
use crate::discussion::rules::speaking::Speakers;
use crate::discussion::rules::{quotas, reading};
use crate::discussion::types::{
    Case, Deed, MAX_POSTS, Mentions, Moderation, Moderator, Post, Spoken, Thread, Topic, Words,
};
use crate::discussion::{Event, Fact, Refusal};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::event::Circle;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::view::Look;
use crate::registry::State;

/// The number of a thread or post in its DAO.
pub(crate) type Key = (DaoId, u64);

/// States a fact to those who may read the thread.
pub(super) fn tell(ctx: &mut Ctx<'_>, (dao, circle): (DaoId, Circle), fact: Fact) {
    ctx.emit(&Event { dao, circle, fact });
}

/// The account that signed, where it may read the DAO.
///
/// # Errors
/// What a reader is told who may not.
pub(super) fn reader(ctx: &Ctx<'_>, dao: DaoId) -> Result<AccountId, Refused> {
    dao::reader(ctx, dao)
}

/// A thread that whoever acts may read.
///
/// # Errors
/// [`Refusal::NoSuchThread`].
pub(super) fn thread<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<&'c Thread, Refusal> {
    reading::thread(&ctx.look(), key).ok_or(Refusal::NoSuchThread { thread: key.1 })
}

/// A post that whoever acts may read.
///
/// # Errors
/// [`Refusal::NoSuchPost`].
pub(super) fn post<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<&'c Post, Refusal> {
    reading::post(&ctx.look(), key).ok_or(Refusal::NoSuchPost { post: key.1 })
}

/// A post that whoever acts wrote, also where they may not read the DAO any more: one's own words are
/// one's own.
///
/// # Errors
/// As [`reader`] and [`post`]; [`Refusal::NotYourPost`].
pub(super) fn mine<'c>(ctx: &'c Ctx<'_>, key: Key) -> Result<&'c Post, Refused> {
    let account = ctx.origin().account();
    if let Some(row) = account.and_then(|account| written(ctx.state, key, account)) {
        return Ok(row);
    }
    reader(ctx, key.0)?;
    post(ctx, key)?;
    Err(Refusal::NotYourPost { post: key.1 }.into())
}

/// A post of an account, whatever it may read.
pub(super) fn written(state: &State, key: Key, account: AccountId) -> Option<&Post> {
    state.discussion.thread_posts.get(&key).filter(|row| row.author == account)
}

/// Whether an account may speak in a DAO that it may read.
///
/// # Errors
/// [`dao::Refusal::Expelled`], [`Refusal::MayNotSpeak`].
pub(super) fn may_speak(ctx: &Ctx<'_>, dao: DaoId, account: AccountId) -> Result<(), Refused> {
    let standing = dao::member(ctx.state, dao, account).map(|row| row.standing);
    if standing == Some(Standing::Expelled) {
        dao::not_expelled(ctx, (dao, account))?;
    }
    let speakers = Speakers::of_choice(dao::choice(ctx.state, dao, &SPEAKERS));
    if speakers.lets(standing, dao::has_role(ctx.state, dao, account)) {
        Ok(())
    } else {
        Err(Refusal::MayNotSpeak { who: speakers.word() }.into())
    }
}

/// Whether anything may be said or changed in a thread now.
///
/// # Errors
/// [`Refusal::ThreadClosed`], [`Refusal::ThreadLocked`].
pub(super) fn open(thread: &Thread, number: u64, now: Timestamp) -> Result<(), Refusal> {
    if thread.closed {
        return Err(Refusal::ThreadClosed { thread: number });
    }
    match thread.lock.filter(|lock| lock.holds(now)) {
        Some(lock) => Err(Refusal::ThreadLocked { since: lock.since }),
        None => Ok(()),
    }
}

/// The thread of a post that whoever acts may read, where anything may be said in it now, and the
/// post, where its words are to be read.
///
/// # Errors
/// As [`post`], [`may_speak`] and [`open`]; [`Refusal::WordsErased`], [`Refusal::PostHidden`].
pub(super) fn alive<'c>(
    ctx: &'c Ctx<'_>,
    (dao, number): Key,
    account: AccountId,
) -> Result<(&'c Post, Words), Refused> {
    let row = post(ctx, (dao, number))?;
    may_speak(ctx, dao, account)?;
    let thread = thread(ctx, (dao, row.thread))?;
    open(thread, row.thread, ctx.now())?;
    let body = row.body.ok_or(Refusal::WordsErased { post: number })?;
    if row.hiding.is_some() {
        return Err(Refusal::PostHidden { post: number }.into());
    }
    Ok((row, body))
}

/// Whether everybody is mentioned once.
///
/// # Errors
/// [`Refusal::MentionedTwice`].
pub(super) fn once(mentions: &Mentions) -> Result<(), Refusal> {
    let mut all = mentions.to_vec();
    all.sort_unstable();
    match all.windows(2).find(|pair| pair.first() == pair.last()).and_then(|pair| pair.first()) {
        Some(account) => Err(Refusal::MentionedTwice { account: *account }),
        None => Ok(()),
    }
}

/// Whether everybody who is mentioned may read it.
///
/// # Errors
/// [`Refusal::CannotReadThis`].
pub(super) fn readable(
    ctx: &Ctx<'_>,
    (dao, circle): (DaoId, Circle),
    mentions: &Mentions,
) -> Result<(), Refusal> {
    let reads = |account: &&AccountId| {
        let look = Look { reader: Some(**account), ..ctx.look() };
        crate::identity::exists(ctx.state, **account) && reading::is_in(&look, dao, circle)
    };
    match mentions.iter().find(|account| !reads(account)) {
        Some(account) => Err(Refusal::CannotReadThis { account: *account }),
        None => Ok(()),
    }
}

/// What is booked of a day once something is said that mentions so many.
///
/// # Errors
/// As [`quotas::book`].
pub(super) fn booked(
    ctx: &Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    mentions: usize,
) -> Result<Spoken, Refusal> {
    let spoken = ctx.state.discussion.spoken.get(&(dao, account)).copied();
    quotas::book(spoken, mentions, charter::limits(ctx.state, dao), ctx.now())
}

/// The thread about something that has one alone, if it began.
pub(crate) fn thread_of(state: &State, dao: DaoId, topic: Topic) -> Option<u64> {
    state.discussion.threads.index().of((dao, topic), 0).next()
}

/// A thread that begins.
pub(super) struct Opening {
    pub(super) dao: DaoId,
    pub(super) topic: Topic,
    pub(super) title: Option<crate::discussion::types::Title>,
    pub(super) author: Option<AccountId>,
    pub(super) circle: Circle,
}

/// Begins a thread.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(super) fn begin(ctx: &mut Ctx<'_>, opening: Opening) -> Result<u64, Broken> {
    let Opening { dao, topic, title, author, circle } = opening;
    let thread = ctx.next_number(Sequence::Thread)?;
    let since = ctx.now();
    let row = Thread {
        topic,
        title,
        author,
        since,
        circle,
        closed: false,
        lock: None,
        posts: 0,
        last: since,
    };
    ctx.state.discussion.threads.put((dao, thread), row);
    tell(ctx, (dao, circle), Fact::ThreadOpened { thread, topic, author, title });
    Ok(thread)
}

/// What is said.
pub(super) struct Saying {
    pub(super) author: AccountId,
    pub(super) parent: Option<u64>,
    pub(super) body: Words,
    pub(super) mentions: Mentions,
    pub(super) spoken: Spoken,
}

/// Says something in a thread that is there; the number of the post.
///
/// # Errors
/// [`Broken`] where a sequence is used up or the thread is not there.
pub(super) fn say(ctx: &mut Ctx<'_>, (dao, thread): Key, saying: Saying) -> Result<u64, Broken> {
    let Saying { author, parent, body, mentions, spoken } = saying;
    let post = ctx.next_number(Sequence::Post)?;
    let at = ctx.now();
    let tables = &mut ctx.state.discussion;
    let circle = tables.threads.update(&(dao, thread), |row| {
        row.posts = row.posts.saturating_add(1);
        row.last = at;
        row.circle
    });
    let circle = circle.ok_or(Broken("a thread that was found is not there"))?;
    let row = Post {
        thread,
        author,
        parent,
        at,
        body: Some(body),
        version: 1,
        edited: at,
        past: List::default(),
        mentions: mentions.clone(),
        reactions: List::default(),
        hiding: None,
        cleared: false,
        circle,
    };
    tables.thread_posts.put((dao, post), row);
    tables.spoken.put((dao, author), spoken);
    tell(ctx, (dao, circle), Fact::PostMade { post, thread, author, parent, body });
    mention(ctx, ((dao, circle), (thread, post, author)), &mentions);
    Ok(post)
}

/// Tells people that they are mentioned; nobody is told of mentioning themselves.
pub(super) fn mention(
    ctx: &mut Ctx<'_>,
    (to, (thread, post, by)): ((DaoId, Circle), (u64, u64, AccountId)),
    mentions: &[AccountId],
) {
    for account in mentions.iter().copied().filter(|account| *account != by) {
        tell(ctx, to, Fact::Mentioned { post, thread, account, by });
    }
}

/// Whether a thread has room for one more post.
///
/// # Errors
/// [`Refusal::ThreadFull`].
pub(super) const fn room(thread: &Thread) -> Result<(), Refusal> {
    if thread.posts >= MAX_POSTS { Err(Refusal::ThreadFull { limit: MAX_POSTS }) } else { Ok(()) }
}

/// The DAO that moderates, and by whom.
///
/// # Errors
/// Where neither the members nor a role act.
pub(super) fn moderator(ctx: &Ctx<'_>) -> Result<(DaoId, Moderator), Refused> {
    match ctx.origin() {
        Origin::Dao { dao, proposal } => Ok((dao, Moderator::Members { proposal })),
        Origin::Role { dao, role, holder } => Ok((dao, Moderator::Role { role, holder })),
        _ => Err(KernelRefusal::NotYoursToDo { action: "moderate" }.into()),
    }
}

/// A post of the DAO that moderates, whatever its circle.
///
/// # Errors
/// [`Refusal::NoSuchPost`].
pub(super) fn own_post(state: &State, key: Key) -> Result<&Post, Refusal> {
    state.discussion.thread_posts.get(&key).ok_or(Refusal::NoSuchPost { post: key.1 })
}

/// A thread of the DAO that moderates, whatever its circle.
///
/// # Errors
/// [`Refusal::NoSuchThread`].
pub(super) fn own_thread(state: &State, key: Key) -> Result<&Thread, Refusal> {
    state.discussion.threads.get(&key).ok_or(Refusal::NoSuchThread { thread: key.1 })
}

/// A line for the public log.
pub(super) struct Entry {
    pub(super) deed: Deed,
    pub(super) by: Option<Moderator>,
    pub(super) reason: Option<Body<PROSE_BYTES>>,
}

/// Writes a line into the public log of moderation.
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(super) fn log(
    ctx: &mut Ctx<'_>,
    (dao, circle): (DaoId, Circle),
    entry: Entry,
) -> Result<(), Broken> {
    let Entry { deed, by, reason } = entry;
    let number = ctx.next_number(Sequence::Moderation)?;
    let row = Moderation { deed, by, reason, at: ctx.now(), circle };
    ctx.state.discussion.moderations.put((dao, number), row);
    tell(ctx, (dao, circle), Fact::Moderated { number, deed });
    Ok(())
}

/// Shows a hidden post again; `cleared` where an appeal was the reason.
///
/// # Errors
/// [`Broken`] where the post is not there.
pub(crate) fn show(
    ctx: &mut Ctx<'_>,
    key: Key,
    (by, cleared): (Option<Moderator>, bool),
) -> Result<(), Broken> {
    const GONE: Broken = Broken("a hidden post is not there");
    let mut row = ctx.state.discussion.thread_posts.get(&key).cloned().ok_or(GONE)?;
    if let Some(Case::Appealed { task, .. }) = row.hiding.map(|hiding| hiding.case) {
        ctx.cancel(task);
    }
    row.hiding = None;
    row.cleared |= cleared;
    let (circle, body) = (row.circle, row.body);
    ctx.state.discussion.thread_posts.put(key, row);
    if let Some(body) = body {
        tell(ctx, (key.0, circle), Fact::PostShown { post: key.1, body, by });
    }
    Ok(())
}

/// Decides the appeal of a hidden post.
///
/// # Errors
/// [`Broken`] where the post is not there or a sequence is used up.
pub(crate) fn judge(
    ctx: &mut Ctx<'_>,
    (dao, post): Key,
    (stands, by, reason): (bool, Option<Moderator>, Option<Body<PROSE_BYTES>>),
) -> Result<(), Broken> {
    let row = ctx.state.discussion.thread_posts.get(&(dao, post)).cloned();
    let mut row = row.ok_or(Broken("a hidden post is not there"))?;
    let circle = row.circle;
    tell(ctx, (dao, circle), Fact::HidingJudged { post, stands, by, reason });
    let deed = if stands { Deed::Upheld { post } } else { Deed::Overturned { post } };
    log(ctx, (dao, circle), Entry { deed, by, reason })?;
    if !stands {
        return show(ctx, (dao, post), (by, true));
    }
    if let Some(hiding) = &mut row.hiding {
        if let Case::Appealed { task, .. } = hiding.case {
            ctx.cancel(task);
        }
        hiding.case = Case::Stands;
    }
    ctx.state.discussion.thread_posts.put((dao, post), row);
    Ok(())
}

/// Whether a DAO has a proposal, or a poll, that a thread would be about.
///
/// # Errors
/// [`Refusal::NoSuchTopic`].
pub(super) fn topic_of(state: &State, dao: DaoId, topic: Topic) -> Result<(), Refusal> {
    use aluma_types::spec::IdKind;
    let (kind, id) = match topic {
        Topic::Proposal { proposal: ProposalId(id) } => (IdKind::ProposalId, id),
        Topic::Poll { poll } => (IdKind::PollId, poll.0),
        Topic::Community | Topic::Domain { .. } => return Ok(()),
    };
    match crate::registry::home_of(state, kind, id) {
        Some(Some(home)) if home == dao => Ok(()),
        _ => Err(Refusal::NoSuchTopic),
    }
}
