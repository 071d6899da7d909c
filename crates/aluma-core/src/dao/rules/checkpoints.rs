//! Weight at a snapshot: what somebody held then, and for how long.
//!
//! New power ages: it counts in full once held for the ramp (14 days by default). Each holder has
//! [`Checkpoints`], one per block that changed his holding, with the running integral of what is
//! still ageing. Power from founding and the founding season counts as aged at once.
//!
//! A snapshot is the last block before a proposal became visible; what changed in that block
//! counts, what changed in a later one does not. Totals are the same checkpoints read without the
//! ramp ([`Checkpoints::at`]): the denominator is never smaller than the sum of the weights.

use alloc::vec::Vec;

use aluma_types::{Canon, List, Span, Timestamp};
use ethnum::U256;

use crate::exact::{Wide, quotient, times};

/// One head or one role in the units in which heads and roles are weighed.
pub const HEAD: u128 = 1_000_000;

/// The default ramp.
pub const RAMP: Span = Span::days(14);

/// At most this many changes of one holding are kept apart; see [`Checkpoints::set`].
pub const MAX_CHECKPOINTS: usize = 1_024;

/// A block, named by its height and the time stamped on it; both rise together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Moment {
    /// The block's height.
    #[he("מספר הבלוק")]
    pub height: u64,
    /// The block's time.
    #[he("הזמן")]
    pub time: Timestamp,
}

/// A holding as one block left it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Checkpoint {
    /// The block.
    pub at: Moment,
    /// What is held.
    pub value: u128,
    /// The part of it that counts in full at once.
    pub aged: u128,
    /// The ageing part, `value - aged`, times the milliseconds it was held, summed up to this
    /// block. Below 2^128 units times 2^64 ms, so 192 bits always hold it.
    cumulative: Wide,
}

impl Checkpoint {
    /// The integral up to `time`, which does not lie before this block.
    fn integral(&self, time: Timestamp) -> U256 {
        let ageing = self.value.saturating_sub(self.aged);
        let since = times(ageing, u128::from(time.since(self.at.time).0));
        U256::from(self.cumulative).saturating_add(since)
    }
}

/// A change that the ledger's own order rules out: it lies before the last one, in height or in
/// time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfOrder;

/// The history of one holding, as far back as anybody may still ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Checkpoints {
    rows: List<Checkpoint, MAX_CHECKPOINTS>,
}

impl Checkpoints {
    /// Whether nothing is held and nobody may still ask what was.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows, oldest first.
    pub fn rows(&self) -> &[Checkpoint] {
        &self.rows
    }

    /// What is held now.
    pub fn value(&self) -> u128 {
        self.rows.last().map_or(0, |last| last.value)
    }

    /// Records that the block `at` leaves `value` held. An increase is added to the aged part where
    /// `counts_as_aged`; a decrease takes what is still ageing first. Several changes in one block
    /// leave one row.
    ///
    /// Beyond [`MAX_CHECKPOINTS`] the smallest older change is forgotten, so that nobody keeps
    /// another from receiving, paying or voting by sending specks: what was held there reads as
    /// the lower of both values, never more than it was.
    ///
    /// # Errors
    /// [`OutOfOrder`]; nothing is changed then.
    pub fn set(&mut self, at: Moment, value: u128, counts_as_aged: bool) -> Result<(), OutOfOrder> {
        let last = self.rows.last().copied();
        let (held, aged) = last.map_or((0, 0), |last| (last.value, last.aged));
        let gain = if counts_as_aged { value.saturating_sub(held) } else { 0 };
        let aged = aged.saturating_add(gain).min(value);
        let cumulative = last.map_or(Wide::default(), |last| last.integral(at.time).into());
        let row = Checkpoint { at, value, aged, cumulative };
        match last {
            Some(last) if last.at == at => {
                let mut rows = core::mem::take(&mut self.rows).into_inner();
                rows.pop();
                rows.push(row);
                // As long as a list that fitted.
                self.rows = List::new(rows).unwrap_or_default();
            }
            Some(last) if at.height <= last.at.height || at.time <= last.at.time => {
                return Err(OutOfOrder);
            }
            _ if value == held && gain == 0 => {}
            _ => {
                if self.rows.len() >= MAX_CHECKPOINTS {
                    self.forget_smallest();
                }
                self.rows.push(row);
            }
        }
        Ok(())
    }

    /// Makes room for one row. The last one stays as it is: every later snapshot sees it. Where
    /// several changes are equally small, the one that leaves the shortest time in doubt goes.
    fn forget_smallest(&mut self) {
        let mut rows = core::mem::take(&mut self.rows).into_inner();
        let sizes = rows.windows(3).enumerate().filter_map(|(place, window)| {
            let [before, row, after] = window else { return None };
            let in_doubt = after.at.time.since(before.at.time);
            Some((before.value.abs_diff(row.value), in_doubt, place))
        });
        if let Some((_, _, place)) = sizes.min() {
            let gone = rows.remove(place.saturating_add(1));
            if let Some(row) = rows.get_mut(place) {
                row.value = row.value.min(gone.value);
                row.aged = row.aged.min(gone.aged);
            }
        }
        // Shorter than a list that fitted.
        self.rows = List::new(rows).unwrap_or_default();
    }

    /// What was held at a height: as the last block up to it left it.
    pub fn at(&self, height: u64) -> u128 {
        self.last(|row| row.at.height <= height).map_or(0, |row| row.value)
    }

    /// The weight at a snapshot: min(value, aged + mean of the ageing part over the last `ramp`),
    /// rounded down to a unit. A ramp of 0 counts everything at once.
    pub fn ramped(&self, snapshot: Moment, ramp: Span) -> u128 {
        let Some(row) = self.last(|row| row.at.height <= snapshot.height) else { return 0 };
        // Nothing of it is ageing, or nothing changed within the ramp: what most votes meet.
        if row.aged == row.value || snapshot.time.since(row.at.time) >= ramp {
            return row.value;
        }
        let until = row.integral(snapshot.time);
        let from = self.integral(snapshot.time.before(ramp));
        let mean = quotient(until.saturating_sub(from), U256::from(ramp.0));
        // No mean only where there is no ramp: a mean of holdings below 2^128 fits.
        mean.map_or(row.value, |mean| row.aged.saturating_add(mean).min(row.value))
    }

    /// What was held when a time came: as the last block up to it left it; nothing before the oldest
    /// kept row.
    pub fn at_time(&self, time: Timestamp) -> u128 {
        self.last(|row| row.at.time <= time).map_or(0, |row| row.value)
    }

    /// The same history in another unit: everything is put through `by`, which keeps order and rounds
    /// down.
    ///
    /// `None` where a number leaves its room.
    pub fn in_unit(&self, by: impl Fn(U256) -> Option<U256>) -> Option<Self> {
        let narrow = |number: u128| u128::try_from(by(U256::new(number))?).ok();
        let rows = self.rows.iter().map(|row| {
            let (value, aged) = (narrow(row.value)?, narrow(row.aged)?);
            let cumulative = by(row.cumulative.into())?.into();
            Some(Checkpoint { value, aged, cumulative, ..*row })
        });
        let rows = rows.collect::<Option<Vec<_>>>()?;
        // As long as a list that fitted.
        Some(Self { rows: List::new(rows).unwrap_or_default() })
    }

    /// Forgets what nobody asks for any more: `oldest` names the lowest height still needed, that
    /// of the oldest open snapshot or else of the last block, and the earliest time, which is that
    /// snapshot's less the ramp (a total is read without ramp). A holding long gone leaves nothing.
    pub fn prune(&mut self, oldest: Moment) {
        let is_old =
            |row: &Checkpoint| row.at.height <= oldest.height && row.at.time <= oldest.time;
        let spare = self.rows.partition_point(is_old).saturating_sub(1);
        let is_gone = self.rows.last().is_some_and(|row| row.value == 0 && is_old(row));
        if is_gone {
            self.rows = List::default();
        } else if spare > 0 {
            let mut rows = core::mem::take(&mut self.rows).into_inner();
            rows.drain(..spare);
            // Shorter than a list that fitted.
            self.rows = List::new(rows).unwrap_or_default();
        }
    }

    /// The integral at any time since the oldest kept row.
    fn integral(&self, time: Timestamp) -> U256 {
        match self.last(|row| row.at.time <= time) {
            Some(row) => row.integral(time),
            // Before the first row nothing was held, or nobody may ask.
            None => self.rows.first().map_or(U256::ZERO, |row| row.cumulative.into()),
        }
    }

    fn last(&self, is_before: impl Fn(&Checkpoint) -> bool) -> Option<&Checkpoint> {
        let after = self.rows.partition_point(is_before);
        self.rows.get(after.checked_sub(1)?)
    }
}
