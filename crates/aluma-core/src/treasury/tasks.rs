//! What happens by itself: a reservation ends, a stream is paid, a payout is late or over, the shares
//! of a claimed account begin to count.

use alloc::vec::Vec;

use aluma_types::{AccountId, AssetId, Canon, DaoId, Span};

use crate::dao;
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Stop};
use crate::kernel::schedule::due_at;
use crate::treasury::actions::{flow, payout, steps};
use crate::treasury::{self, Event};

/// Assets looked at in one slice.
const SLICE: usize = 100;
/// How often a stream that rests looks whether it still does.
const LOOK_AGAIN: Span = Span::days(1);
/// Units of looking at one asset.
const ASSET_UNITS: u64 = 500;

/// Money set aside for a time is free again.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndReservation {
    /// Whose.
    pub(crate) dao: DaoId,
    /// Its number in the DAO.
    pub(crate) number: u64,
}

impl Task for EndReservation {
    const NUMBER: u16 = 40;
    const NAME: &'static str = "end-reservation";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        steps::release(ctx, self.dao, self.number)?;
        Ok(Next::Done)
    }
}

/// Pays what a stream came to, in its rhythm and at its end.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct PayStream {
    /// Whose.
    pub(crate) dao: DaoId,
    /// Its number in the DAO.
    pub(crate) number: u64,
}

impl Task for PayStream {
    const NUMBER: u16 = 42;
    const NAME: &'static str = "pay-stream";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let key = (self.dao, self.number);
        if let Some(until) = flow::rests_until(ctx, key) {
            // A pause may end before its time.
            let again = due_at(until).min(ctx.now().after(LOOK_AGAIN));
            return Ok(Next::Again(again, self));
        }
        flow::pay_out(ctx, key)?;
        let row = ctx.state.treasury.streams.get(&key);
        Ok(match row.and_then(|row| row.next_due(ctx.now())) {
            Some(next) => Next::Again(due_at(next), self),
            None => Next::Done,
        })
    }
}

/// A payout becomes late, or counts as paid since nobody disputed it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndPayout {
    /// Of whose asset.
    pub(crate) dao: DaoId,
    /// Its number in the DAO.
    pub(crate) number: u64,
}

impl Task for EndPayout {
    const NUMBER: u16 = 43;
    const NAME: &'static str = "end-payout";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        payout::time_is_over(ctx, (self.dao, self.number))?;
        Ok(Next::Done)
    }
}

/// Counts the voting shares of an account that somebody holds from now on. The account may have
/// been given any number of assets while nobody held it, so this is done in slices.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct CountShares {
    /// The account.
    pub(crate) account: AccountId,
    /// The first asset that was not looked at yet.
    pub(crate) from: AssetId,
}

impl Task for CountShares {
    const NUMBER: u16 = 41;
    const NAME: &'static str = "count-shares";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        let Self { account, from } = self;
        let range = (account, from)..=(account, AssetId(u64::MAX));
        let rows = ctx.state.treasury.balances.range(range).take(SLICE);
        let held: Vec<_> = rows.map(|(key, row)| (key.1, row.dao)).collect();
        for (asset, dao) in &held {
            ctx.charge(ASSET_UNITS);
            if treasury::is_voting(ctx.state, *asset) && dao::is_admitted(ctx.state, *dao, account)
            {
                steps::count_shares(ctx, *asset, account)?;
                ctx.emit(&Event::SharesCounted { dao: *dao, asset: *asset, account });
            }
        }
        match held.last() {
            Some((last, _)) if held.len() == SLICE => {
                let from = AssetId(last.0.saturating_add(1));
                Ok(Next::Again(due_at(ctx.now()), Self { account, from }))
            }
            _ => Ok(Next::Done),
        }
    }
}

/// Begins to count the voting shares of whoever is admitted, and ends it when they leave: a share
/// votes in the hand of a member, and the total is of what can vote.
///
/// # Errors
/// [`Broken`] where the books do not add up.
pub(crate) fn vote_changed(
    ctx: &mut Ctx<'_>,
    dao: DaoId,
    account: AccountId,
) -> Result<(), Broken> {
    let assets = treasury::assets_of(ctx.state, dao).map(|(_, asset)| asset);
    let voting: Vec<_> = assets.filter(|asset| treasury::is_voting(ctx.state, *asset)).collect();
    voting.into_iter().try_for_each(|asset| steps::count_shares(ctx, asset, account))
}

/// Begins to count the voting shares that an account was given while nobody held it.
pub(crate) fn account_claimed(ctx: &mut Ctx<'_>, account: AccountId) {
    let range = (account, AssetId(0))..=(account, AssetId(u64::MAX));
    if ctx.state.treasury.balances.range(range).next().is_some() {
        let task = CountShares { account, from: AssetId(0) };
        ctx.schedule(ctx.now(), None, &task);
    }
}
