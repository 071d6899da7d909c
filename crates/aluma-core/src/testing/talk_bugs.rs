//! Mistakes in the rules of talking, and those rules taken out: see `bugs` and `unruled`.

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, DaoId};

use super::bugs::{real, signer};
use crate::discussion::actions::{EditPost, ErasePost, JudgeHiding, SayPost, steps};
use crate::discussion::tasks::EndHearing;
use crate::discussion::types::{Case, Hiding, Moderator, Post};
use crate::kernel::action::Slice;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// What a post says changes, and what people agreed to seems to be that.
pub(super) fn edit_keeps_reactions(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let key = EditPost::from_bytes(body).map(|act| (act.dao, act.post)).ok();
    let before = key.and_then(|key| ctx.state.discussion.thread_posts.get(&key).cloned());
    real(ctx, "edit-post", body)?;
    let (Some(key), Some(before)) = (key, before) else { return Ok(()) };
    ctx.state.discussion.thread_posts.update(&key, |row| row.reactions = before.reactions);
    let version = before.version.saturating_add(1);
    let range = (key.0, key.1, AccountId(0))..=(key.0, key.1, AccountId(u64::MAX));
    let rows = ctx.state.discussion.reactions.range(range);
    let moved: Vec<_> = rows
        .filter(|(_, row)| row.version == before.version)
        .map(|(key, row)| (*key, row.clone()))
        .collect();
    for (key, mut row) in moved {
        row.version = version;
        ctx.state.discussion.reactions.put(key, row);
    }
    Ok(())
}

/// What its author erased is still there to be read.
pub(super) fn erased_words_stay(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let key = ErasePost::from_bytes(body).map(|act| (act.dao, act.post)).ok();
    let before = key.and_then(|key| ctx.state.discussion.thread_posts.get(&key).cloned());
    real(ctx, "erase-post", body)?;
    if let (Some(key), Some(before)) = (key, before) {
        ctx.state.discussion.thread_posts.put(key, Post { hiding: None, ..before });
    }
    Ok(())
}

/// Silence of all others makes a moderator right, whatever the charter says.
pub(super) fn silence_upholds(ctx: &mut Ctx<'_>, arguments: &[u8]) -> Slice {
    let Ok(EndHearing { dao, post }) = EndHearing::from_bytes(arguments) else { return Ok(None) };
    let row = ctx.state.discussion.thread_posts.get(&(dao, post));
    let case = row.and_then(|row| row.hiding).map(|hiding| hiding.case);
    if let Some(Case::Appealed { .. }) = case {
        steps::judge(ctx, (dao, post), (true, None, None))?;
    }
    Ok(None)
}

/// Whoever hid a post decides on the appeal against it.
pub(super) fn without_own_case(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let dao = ctx.origin().acts_for().map(|(dao, _)| dao);
    let post = JudgeHiding::from_bytes(body).map(|act| act.post).ok();
    let key = dao.zip(post);
    let hider = key.and_then(|key| named(ctx, key, AccountId(0)));
    let result = real(ctx, "judge-hiding", body);
    if let (Some(key), Some(hider)) = (key, hider) {
        named(ctx, key, hider);
    }
    result
}

/// Says that somebody else hid a post by a role; who did.
fn named(ctx: &mut Ctx<'_>, key: (DaoId, u64), who: AccountId) -> Option<AccountId> {
    let mut row = ctx.state.discussion.thread_posts.get(&key).cloned()?;
    let Some(Hiding { by: Moderator::Role { holder, .. }, .. }) = &mut row.hiding else {
        return None;
    };
    let before = core::mem::replace(holder, who);
    ctx.state.discussion.thread_posts.put(key, row);
    Some(before)
}

/// Whoever posts may call on as many people a day as they like.
pub(super) fn without_limit_of_mentions(ctx: &mut Ctx<'_>, body: &[u8]) -> Result<(), Stop> {
    let key = SayPost::from_bytes(body).map(|act| (act.dao, signer(ctx))).ok();
    let forget = |ctx: &mut Ctx<'_>| {
        if let Some(key) = key {
            ctx.state.discussion.spoken.update(&key, |row| row.mentions = 0);
        }
    };
    forget(ctx);
    let result = real(ctx, "post", body);
    forget(ctx);
    result
}
