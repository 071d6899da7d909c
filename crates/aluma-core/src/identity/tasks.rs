//! What happens to keys by itself.

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon};

use crate::identity::types::Key;
use crate::identity::{self, Event, under_way};
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;

/// A key's time is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndKey {
    /// The account.
    pub(crate) account: AccountId,
    /// The key's number in it.
    pub(crate) key: u16,
}

impl Task for EndKey {
    const NUMBER: u16 = 10;
    const NAME: &'static str = "end-key";
    const OWN: bool = true;

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        // Nothing is left to do where it was revoked before.
        identity::end_key(ctx, self.account, self.key);
        Ok(Next::Done)
    }
}

/// A key with full control ends, unless it objected.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct RemoveKey {
    /// The account.
    pub(crate) account: AccountId,
    /// The key's number in it.
    pub(crate) key: u16,
}

impl Task for RemoveKey {
    const NUMBER: u16 = 11;
    const NAME: &'static str = "remove-key";
    const OWN: bool = true;

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { account, key } = self;
        let Some(row) = ctx.state.identity.removals.get(&(account, key)).copied() else {
            return Ok(Next::Done);
        };
        if let Some(open) = under_way(ctx.state, account) {
            return Ok(Next::Again(due_at(open.ends), self));
        }
        if ctx.now() <= row.at {
            return Ok(Next::Again(due_at(row.at), self));
        }
        // What it gave to others goes with it.
        let given = ctx.state.identity.grants.range((account, 0)..=(account, u16::MAX));
        let given: Vec<u16> =
            given.filter(|(_, grant)| grant.by == key).map(|((_, number), _)| *number).collect();
        for key in given {
            identity::end_key(ctx, account, key);
        }
        identity::end_key(ctx, account, key);
        Ok(Next::Done)
    }
}

/// Guardians change, unless somebody objected.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct ChangeGuardians {
    /// The account.
    pub(crate) account: AccountId,
}

impl Task for ChangeGuardians {
    const NUMBER: u16 = 12;
    const NAME: &'static str = "change-guardians";
    const OWN: bool = true;

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let account = self.account;
        let change = ctx.state.identity.guards.get(&account).and_then(|row| row.change.clone());
        let Some(change) = change else { return Ok(Next::Done) };
        if let Some(open) = under_way(ctx.state, account) {
            return Ok(Next::Again(due_at(open.ends), self));
        }
        if ctx.now() <= change.at {
            return Ok(Next::Again(due_at(change.at), self));
        }
        if change.to.guardians.is_empty() {
            ctx.state.identity.guards.remove(&account);
        } else {
            ctx.state.identity.guards.update(&account, |row| {
                row.now = change.to;
                row.change = None;
            });
        }
        ctx.emit(&Event::GuardiansChanged { account });
        Ok(Next::Done)
    }
}

/// An account gets its new key, unless an old one cancelled that.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct FinishRecovery {
    /// The account.
    pub(crate) account: AccountId,
}

impl Task for FinishRecovery {
    const NUMBER: u16 = 13;
    const NAME: &'static str = "finish-recovery";
    const OWN: bool = true;

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let account = self.account;
        let Some(open) = under_way(ctx.state, account).cloned() else { return Ok(Next::Done) };
        if ctx.now() <= open.ends {
            return Ok(Next::Again(due_at(open.ends), self));
        }
        let old: Vec<u16> = identity::keys_of(ctx.state, account).map(|(key, _)| key).collect();
        let number = identity::account(ctx.state, account).map_or(0, |row| row.keys);
        let key = Key::owner(open.key, ctx.now());
        identity::put_key(ctx, (account, number), key);
        for key in old {
            identity::end_key(ctx, account, key);
        }
        // What a thief asked for is void with their keys.
        identity::drop_change(ctx.state, account);
        ctx.state.identity.recoveries.remove(&account);
        ctx.emit(&Event::AccountRecovered { account, key: number, public: open.key });
        Ok(Next::Done)
    }
}
