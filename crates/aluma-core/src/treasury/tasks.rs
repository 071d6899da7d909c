//! What happens by itself: a reservation ends, a stream is paid, a payout is late or over, the shares
//! of a claimed account begin to count.

use aluma_types::{AccountId, AssetId, Canon, DaoId};

use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;
use crate::kernel::schedule::due_at;
use crate::treasury::Event;
use crate::treasury::actions::{flow, payout, steps};
use crate::treasury::rules::books::{self, Terms};

/// Assets looked at in one slice.
const SLICE: usize = 100;
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
        let held: alloc::vec::Vec<_> = rows.map(|(key, row)| (key.1, row.dao)).collect();
        for (asset, dao) in &held {
            ctx.charge(ASSET_UNITS);
            let aged = steps::is_season(ctx, *asset);
            let terms = Terms { asset: *asset, at: steps::moment(ctx), aged };
            if super::is_voting(ctx.state, *asset) {
                books::count_shares(ctx.state, terms, account)?;
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
