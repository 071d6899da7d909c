//! Payment over time, naively: each plan is read from its act and worked out at every question.

use super::{By, Counted, Model, Place};
use crate::digest::{Deed, Told};
use crate::fields::{Fields, variant};
use crate::models::governance::sums::part_down;
use crate::models::{Checked, same};

const DAY: u64 = 86_400_000;
const HELD: &str = "treasury: a stream pays what came due, as far as there is something";
const LATE: &str = "treasury: a stream is paid in its rhythm and at its end";

/// How something is paid.
#[derive(Clone, Debug)]
enum How {
    /// Each part with its moment; what vests evenly stands in `even`.
    Parts(Vec<(u64, u128)>),
    /// Units, of these at once, nothing before, all after.
    Even { units: u128, unlock: u128, cliff: u64, lasts: u64 },
    /// Units for every span.
    Rate { units: u128, per: u64 },
}

impl How {
    fn read(fields: &Fields<'_>) -> Option<Self> {
        let (kind, plan) = fields.variant("plan")?;
        Some(match kind {
            "linear" => Self::Even {
                units: plan.uint("units")?,
                unlock: plan.uint("unlock")?,
                cliff: plan.number("cliff")?,
                lasts: plan.number("lasts")?,
            },
            "tranches" => {
                let rows = plan.rows("rows");
                let part = |row: &Fields<'_>| Some((row.number("after")?, row.uint("units")?));
                Self::Parts(rows.iter().filter_map(part).collect())
            }
            _ => Self::Rate { units: plan.uint("units")?, per: plan.number("per")? },
        })
    }

    const fn is_rate(&self) -> bool {
        matches!(self, Self::Rate { .. })
    }

    fn whole(&self) -> u128 {
        match self {
            Self::Parts(parts) => parts.iter().map(|(_, units)| units).sum(),
            Self::Even { units, .. } => *units,
            Self::Rate { .. } => 0,
        }
    }

    fn came_to(&self, elapsed: u64) -> u128 {
        match self {
            Self::Parts(parts) => {
                parts.iter().filter(|(at, _)| *at <= elapsed).map(|(_, units)| units).sum()
            }
            Self::Even { units, lasts, .. } if elapsed >= *lasts => *units,
            Self::Even { unlock, cliff, .. } if elapsed < *cliff => *unlock,
            Self::Even { units, unlock, lasts, .. } => {
                unlock + part_down(units - unlock, elapsed.into(), (*lasts).into())
            }
            Self::Rate { units, per } => rate(*units, elapsed.into(), (*per).into(), 0),
        }
    }

    /// What so many days of a rate come to.
    fn days(&self, days: u64) -> u128 {
        match self {
            Self::Rate { units, per } => {
                let per = u128::from(*per);
                rate(*units, (days * DAY).into(), per, per - 1)
            }
            _ => 0,
        }
    }

    fn end(&self) -> Option<u64> {
        match self {
            Self::Parts(parts) => parts.last().map(|(at, _)| *at),
            Self::Even { lasts, .. } => Some(*lasts),
            Self::Rate { .. } => None,
        }
    }
}

/// units * elapsed / per, with `round` added before the division; held at the largest number.
const fn rate(units: u128, elapsed: u128, per: u128, round: u128) -> u128 {
    let rest = ((units % per) * elapsed + round) / per;
    (units / per).saturating_mul(elapsed).saturating_add(rest)
}

/// What an act `stream` asks for: what leaves a pot at once, and what a week and a month of a rate
/// come to.
pub(crate) fn asked(fields: &Fields<'_>) -> (u128, u128, u128) {
    let how = How::read(fields);
    how.map_or((0, 0, 0), |how| (how.whole(), how.days(7), how.days(30)))
}

/// Something that is paid over time.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    dao: u64,
    number: u64,
    pot: u64,
    asset: u64,
    to: u64,
    how: How,
    made: u64,
    since: u64,
    stopped: Option<u64>,
    every: Option<u64>,
    paid: u128,
    /// When it was paid last by itself.
    last: u64,
}

impl Stream {
    fn came_to(&self, now: u64) -> u128 {
        let until = self.stopped.map_or(now, |at| at.min(now));
        until.checked_sub(self.since).map_or(0, |elapsed| self.how.came_to(elapsed))
    }

    fn debt(&self, now: u64) -> u128 {
        self.came_to(now).saturating_sub(self.paid)
    }

    fn source(&self) -> Place {
        if self.how.is_rate() {
            Place::Pot(self.dao, self.pot)
        } else {
            Place::Locked(self.dao, self.number)
        }
    }
}

type Key = (Option<u64>, Option<u64>);

impl Model {
    pub(super) fn open(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        self.streams += 1;
        let (Some(dao), Some(how)) = (by.dao, How::read(fields)) else { return Ok(()) };
        let field = |name| fields.number(name).unwrap_or(0);
        let (number, pot, asset, to) = (self.streams, field("from"), field("asset"), field("to"));
        let (at, whole) = (by.now, how.whole());
        let held_out = whole.max(how.days(30));
        self.received.push(Counted { dao, asset, at, units: held_out, to: Some(to) });
        if !how.is_rate() {
            self.committed.push(Counted { dao, asset, at, units: whole, to: None });
            self.pay((Place::Pot(dao, pot), Place::Locked(dao, number)), asset, whole)?;
        }
        let since = at.saturating_add(field("starts_in"));
        let every = fields.number("every");
        let (stopped, paid, last) = (None, 0, at);
        self.running.push(Stream {
            dao,
            number,
            pot,
            asset,
            to,
            how,
            made: at,
            since,
            stopped,
            every,
            paid,
            last,
        });
        Ok(())
    }

    fn find(&self, (dao, number): Key) -> Option<usize> {
        let (dao, number) = (dao?, number?);
        self.running.iter().position(|row| (row.dao, row.number) == (dao, number))
    }

    /// What streams without an end are owed out of a pot.
    pub(super) fn owed(&self, pot: Place, asset: u64, now: u64) -> u128 {
        let here = |row: &&Stream| row.how.is_rate() && row.source() == pot && row.asset == asset;
        let debts = self.running.iter().filter(here).map(|row| row.debt(now));
        debts.fold(0, u128::saturating_add)
    }

    /// What a week of all rates of an asset comes to.
    pub(crate) fn standing(&self, dao: u64, asset: u64) -> u128 {
        let runs = |row: &&Stream| (row.dao, row.asset, row.stopped) == (dao, asset, None);
        let weeks = self.running.iter().filter(runs).map(|row| row.how.days(7));
        weeks.fold(0, u128::saturating_add)
    }

    fn payable(&self, row: &Stream, now: u64) -> u128 {
        let debt = row.debt(now);
        if !row.how.is_rate() {
            return debt;
        }
        let pots = self.pots(row.dao);
        let (balance, reserved) = pots.get(&(row.pot, row.asset)).copied().unwrap_or((0, 0));
        debt.min(balance.saturating_sub(reserved))
    }

    /// Pays what came due, as far as there is something; says how much that was and what is owed.
    pub(super) fn draw(&mut self, key: Key, now: u64) -> Checked {
        self.pay_out(key, now).map(|_| ())
    }

    fn pay_out(&mut self, key: Key, now: u64) -> Result<(u128, u128), (&'static str, String)> {
        let Some(place) = self.find(key) else {
            return Err((HELD, format!("{key:?} is not there")));
        };
        let row = self.running[place].clone();
        let units = self.payable(&row, now);
        let owed = row.debt(now) - units;
        self.settle(&row, units, now)?;
        self.running[place].paid += units;
        let over = match row.how.is_rate() {
            true => row.stopped.is_some() && owed == 0,
            false => row.paid + units == row.how.whole(),
        };
        if over {
            self.running.remove(place);
        }
        Ok((units, owed))
    }

    fn settle(&mut self, row: &Stream, units: u128, at: u64) -> Checked {
        let Stream { dao, asset, to, .. } = *row;
        if units == 0 {
            return Ok(());
        }
        if row.how.is_rate() {
            self.received.push(Counted { dao, asset, at, units, to: Some(to) });
        }
        self.pay((row.source(), Place::Account(to)), asset, units)
    }

    /// A task paid: as much as came due, and no other sum is owed.
    pub(super) fn paid_by_itself(&mut self, told: &Told, now: u64) -> Checked {
        let fields = told.fact.fields();
        let key = (told.dao, fields.number("number"));
        if let Some(place) = self.find(key) {
            self.running[place].last = now;
        }
        let paid = fields.amount("amount").map_or(0, |amount| amount.units);
        let is = (paid, fields.uint("owed").unwrap_or(0));
        let expected = self.pay_out(key, now)?;
        same(HELD, || format!("{key:?}: paid and owed"), (is, expected))
    }

    /// Ends a stream: what came due is paid or owed, the rest returns.
    pub(super) fn stop(&mut self, key: Key, now: u64) -> Checked {
        let Some(place) = self.find(key) else {
            return Err((HELD, format!("{key:?} is not there and ends")));
        };
        let row = self.running[place].clone();
        let Stream { dao, asset, .. } = row;
        if row.how.is_rate() {
            let week = row.came_to(now) - row.came_to(now.saturating_sub(7 * DAY));
            self.committed.push(Counted { dao, asset, at: now, units: week, to: None });
            self.running[place].stopped = Some(now);
            if row.debt(now) == 0 {
                self.running.remove(place);
            }
            return Ok(());
        }
        self.running.remove(place);
        let (due, rest) = (row.debt(now), row.how.whole() - row.came_to(now));
        self.settle(&row, due, now)?;
        self.pay((row.source(), Place::Pot(dao, row.pot)), asset, rest)?;
        let mut left = rest;
        let is_it = |one: &&mut Counted| (one.dao, one.asset, one.at) == (dao, asset, row.made);
        for counted in self.committed.iter_mut().filter(is_it) {
            let part = left.min(counted.units);
            counted.units -= part;
            left -= part;
        }
        Ok(())
    }

    /// Learns what rests, and until when; where a pause ends early, each salary looks within a day.
    pub(super) fn rest(&mut self, deed: &Deed, now: u64) {
        for told in deed.told("pause-began") {
            let fields = told.fact.fields();
            let rests = fields.items("rests").into_iter();
            let mut kinds = rests.filter_map(|(spec, value)| Some(variant(spec, value)?.0));
            if kinds.any(|kind| kind == "payments") {
                let until = fields.number("until").unwrap_or(0);
                self.resting.insert(told.dao.unwrap_or(0), until);
            }
        }
        for told in deed.told("pause-ended") {
            if let Some(until) = told.dao.and_then(|dao| self.resting.get_mut(&dao)) {
                *until = now.saturating_add(DAY).min(*until);
            }
        }
    }

    fn rests(&self, dao: u64, now: u64) -> bool {
        self.resting.get(&dao).is_some_and(|until| now <= *until)
    }

    /// Nothing is left unpaid after the moment at which it is paid by itself.
    pub(super) fn none_is_late(&self, now: u64) -> Checked {
        for row in &self.running {
            let tick = row.every.and_then(|every| {
                let rounds = now.checked_sub(row.since + 1)? / every;
                (rounds > 0).then_some(row.since + rounds * every)
            });
            let end = row.how.end().map(|end| row.since + end).filter(|end| *end < now);
            // What was ended is paid in the next block, whatever its rhythm was.
            let due = match row.stopped {
                Some(stopped) => Some(stopped).filter(|stopped| *stopped < now),
                None => tick.max(end),
            };
            let due = due.filter(|due| row.last <= *due);
            let rests = row.how.is_rate() && self.rests(row.dao, now);
            if let Some(due) = due.filter(|due| !rests && self.payable(row, *due) > 0) {
                return Err((LATE, format!("{row:?} at {now}, due {due}")));
            }
        }
        Ok(())
    }
}
