//! The one door: origin and action, check, apply.

use aluma_types::spec::Author;
use aluma_types::{AccountId, Act, AssetId, DaoId, DecodeError};

use crate::identity;
use crate::kernel::action::{ActionEntry, Gated, Registry};
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::{Effects, Excess};
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Refused, Stop};
use crate::refusals;

refusals! {
    /// The kernel's own ways to say no, before any domain is asked.
    Refusal {
        /// The number names no action under the present rules.
        UnknownAction = 1, "no-such-action" { number: u16 };
        /// The fields are not canonical.
        MalformedAction = 2, "malformed-action" { why: &'static str };
        /// This origin may not author this action.
        NotYoursToDo = 3, "not-yours-to-do" { action: &'static str };
        /// No proposal may carry this action.
        NotForProposals = 5, "not-for-proposals" { action: &'static str };
        /// An enactment would have moved more money than was voted on.
        BeyondOutflow = 6, "beyond-outflow" { dao: DaoId, asset: AssetId };
        /// An enactment would have minted more than was voted on.
        BeyondMint = 7, "beyond-mint" { asset: AssetId };
        /// An enactment would have changed a section of the charter that nobody voted on.
        BeyondCharter = 8, "beyond-charter" { dao: DaoId, section: u16 };
        /// An enactment would have changed a membership that nobody voted on.
        BeyondMembers = 9, "beyond-members" { dao: DaoId, account: AccountId };
        /// The author has as many entries in the due queue as one may have.
        TooMuchScheduled = 10, "too-much-scheduled" { limit: u32 };
        /// An enactment would have changed a domain or a role that nobody voted on.
        BeyondRoles = 11, "beyond-roles" { dao: DaoId };
        /// An enactment would have let more run out of a pot than was voted on.
        BeyondStanding = 21, "beyond-standing" { dao: DaoId, asset: AssetId };
    }
}

/// The refusal of bytes that do not decode.
pub(crate) fn malformed(error: DecodeError) -> Refused {
    Refusal::MalformedAction { why: error.name() }.into()
}

/// Runs one act as the context's origin: may this origin, then decode, check, apply.
///
/// # Errors
/// The refusal or broken invariant. Undoing is the caller's: see `Ctx::nested`.
pub(crate) fn run(ctx: &mut Ctx<'_>, act: &Act) -> Result<(), Stop> {
    let Some(entry) = ctx.env.registry.entry(act.number) else {
        return Err(Refusal::UnknownAction { number: act.number }.into());
    };
    run_entry(ctx, entry, act)
}

/// The same for an act whose entry admission has found.
///
/// # Errors
/// As [`run`].
pub(crate) fn run_entry(
    ctx: &mut Ctx<'_>,
    entry: &'static ActionEntry,
    act: &Act,
) -> Result<(), Stop> {
    if entry.spec.since > ctx.env.rules {
        return Err(Refusal::UnknownAction { number: act.number }.into());
    }
    if !ctx.origin.author().is_some_and(|author| entry.spec.by.contains(&author)) {
        return Err(Refusal::NotYoursToDo { action: entry.spec.name }.into());
    }
    if let Some(account) = ctx.origin.account()
        && crate::kernel::schedule::waiting(ctx.state, account)
            >= crate::kernel::schedule::PER_AUTHOR
    {
        let limit = crate::kernel::schedule::PER_AUTHOR;
        return Err(Refusal::TooMuchScheduled { limit }.into());
    }
    if !identity::is_capped(ctx.state, &ctx.origin) {
        return (entry.run)(ctx, &act.body);
    }
    let marks = ctx.state.mark();
    (entry.run)(ctx, &act.body)?;
    let actual = ctx.state.observe(&marks);
    Ok(identity::spend(ctx, &actual)?)
}

/// What `acts` may do when the DAO is their author, from their fields alone.
///
/// # Errors
/// An unknown or malformed act, one that no proposal may carry, or whose fields no state would take.
pub(crate) fn declared(
    registry: &'static Registry,
    dao: DaoId,
    acts: &[Act],
) -> Result<Effects, Stop> {
    let mut effects = Effects::default();
    for act in acts {
        let Some(entry) = registry.entry(act.number) else {
            return Err(Refusal::UnknownAction { number: act.number }.into());
        };
        if !entry.spec.by.contains(&Author::Dao) || entry.spec.track.is_none() {
            return Err(Refusal::NotForProposals { action: entry.spec.name }.into());
        }
        (entry.effects)(&act.body, dao, &mut effects)?;
    }
    Ok(effects)
}

/// Runs acts as a DAO, all or none, and undoes them where they did more than they declared.
///
/// # Errors
/// The first refusal or broken invariant; nothing of it remains.
pub(crate) fn enact(ctx: &mut Ctx<'_>, origin: Origin, acts: &[Act]) -> Result<(), Stop> {
    let Some((dao, _)) = origin.acts_for() else {
        return Err(Refusal::NotYoursToDo { action: "enact" }.into());
    };
    let declared = declared(ctx.env.registry, dao, acts)?;
    let gated = Gated { dao, origin, effects: &declared, now: ctx.now() };
    ctx.env.registry.gates.iter().try_for_each(|gate| gate(ctx.state, &gated))?;
    ctx.nested(origin, |ctx| {
        let marks = ctx.state.mark();
        for act in acts {
            run(ctx, act)?;
        }
        let actual = ctx.state.observe(&marks);
        declared.covers(&actual).map_err(|excess| Stop::from(beyond(excess)))
    })
}

const fn beyond(excess: Excess) -> Refusal {
    match excess {
        Excess::Outflow(dao, _, asset) => Refusal::BeyondOutflow { dao, asset },
        Excess::Standing(dao, _, asset) => Refusal::BeyondStanding { dao, asset },
        Excess::Mint(asset) => Refusal::BeyondMint { asset },
        Excess::Charter(dao, section) => Refusal::BeyondCharter { dao, section },
        Excess::Members(dao, account) => Refusal::BeyondMembers { dao, account },
        Excess::Roles(dao) => Refusal::BeyondRoles { dao },
    }
}
