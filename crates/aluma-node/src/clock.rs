//! Where block time comes from, within bounds.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use aluma_types::header::{FLAG_MANUAL, FLAG_SIMULATED};
use aluma_types::{Span, Timestamp};

/// How far the wall may run ahead of the monotonic clock in one step.
pub const MAX_JUMP: Span = Span::hours(1);
/// How far it may run ahead where nothing was watching: after a start, or a machine's sleep.
pub const MAX_SLEEP: Span = Span::days(7);

/// Which clock stamps blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockMode {
    /// The machine's.
    Wall {
        /// Takes a jump of any size once, at the first stamp.
        accept_jump: bool,
    },
    /// Set by a program; starts early enough to end before now, and never passes the wall.
    Simulated,
    /// Moved by hand, on a ledger whose genesis says so.
    Manual,
}

/// Why a block cannot be stamped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockFault {
    /// The wall is not later than the last block.
    Backwards {
        /// Time of the last block.
        last: Timestamp,
        /// The wall.
        wall: Timestamp,
    },
    /// The wall ran ahead of elapsed time by more than the bound.
    Jump {
        /// From where.
        from: Timestamp,
        /// To where.
        to: Timestamp,
    },
    /// A simulated clock would pass the wall.
    PastTheWall {
        /// The wall.
        wall: Timestamp,
    },
}

impl std::fmt::Display for ClockFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use aluma_types::show::time;
        match self {
            Self::Backwards { last, wall } => write!(
                f,
                "the machine's clock says {}, before the last block's {}; blocks never go back",
                time(*wall),
                time(*last)
            ),
            Self::Jump { from, to } => write!(
                f,
                "the machine's clock jumped from {} to {}; start with --accept-time-jump if right",
                time(*from),
                time(*to)
            ),
            Self::PastTheWall { wall } => {
                write!(f, "the simulated clock would pass the real time {}", time(*wall))
            }
        }
    }
}

impl std::error::Error for ClockFault {}

/// The machine's time, in ms since 1970.
pub fn wall() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
    Timestamp(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// A clock that stamps blocks.
#[derive(Debug)]
pub struct Clock {
    mode: ClockMode,
    /// The wall and the monotonic clock when they were last compared.
    seen: Option<(Timestamp, Instant)>,
    /// The moment that was last known to be real: the last wall-stamped block or the last look.
    known: Option<Timestamp>,
    /// What a simulated or manual clock shows.
    set: Timestamp,
}

impl Clock {
    /// A clock that goes on after a block stamped `last`. `known` is the last moment that a wall
    /// clock is known to have shown; without one the first stamp is no jump (a fresh ledger, or one
    /// that was imported on a simulated clock).
    pub const fn new(mode: ClockMode, last: Timestamp, known: Option<Timestamp>) -> Self {
        Self { mode, seen: None, known, set: last }
    }

    /// Flags of headers it stamps.
    pub const fn flags(&self) -> u32 {
        match self.mode {
            ClockMode::Wall { .. } => 0,
            ClockMode::Simulated => FLAG_SIMULATED,
            ClockMode::Manual => FLAG_MANUAL,
        }
    }

    /// Whether time stands still until somebody moves it.
    pub const fn is_set_by_hand(&self) -> bool {
        !matches!(self.mode, ClockMode::Wall { .. })
    }

    /// What it shows now.
    pub fn now(&self) -> Timestamp {
        match self.mode {
            ClockMode::Wall { .. } => wall(),
            _ => self.set,
        }
    }

    /// Moves a simulated or manual clock to `to`; earlier moments leave it where it is.
    ///
    /// # Errors
    /// [`ClockFault::PastTheWall`] for a simulated clock.
    pub fn set(&mut self, to: Timestamp) -> Result<(), ClockFault> {
        if self.mode == ClockMode::Simulated && to > wall() {
            return Err(ClockFault::PastTheWall { wall: wall() });
        }
        self.set = self.set.max(to);
        Ok(())
    }

    /// The time of the next block, later than `last`.
    ///
    /// # Errors
    /// [`ClockFault`].
    pub fn stamp(&mut self, last: Timestamp) -> Result<Timestamp, ClockFault> {
        let after = last.after(Span(1));
        match self.mode {
            ClockMode::Wall { accept_jump } => self.stamp_wall(last, accept_jump),
            ClockMode::Manual => {
                self.set = self.set.max(after);
                Ok(self.set)
            }
            ClockMode::Simulated => {
                self.set(after)?;
                Ok(self.set)
            }
        }
    }

    fn stamp_wall(&mut self, last: Timestamp, accept: bool) -> Result<Timestamp, ClockFault> {
        let (now, instant) = (wall(), Instant::now());
        let expected = match (self.seen, self.known) {
            (Some((at, then)), _) => {
                let elapsed = u64::try_from(instant.duration_since(then).as_millis());
                Some((at.after(Span(elapsed.unwrap_or(u64::MAX))), self.bound(at, now)))
            }
            (None, Some(known)) => Some((known, MAX_SLEEP)),
            (None, None) => None,
        };
        if let Some((from, bound)) = expected
            && !accept
            && now > from.after(bound)
        {
            return Err(ClockFault::Jump { from, to: now });
        }
        if let ClockMode::Wall { accept_jump } = &mut self.mode {
            *accept_jump = false;
        }
        self.seen = Some((now, instant));
        // Two blocks within one millisecond, or a wall set back a little: one ms after the last.
        let stamped = now.max(last.after(Span(1)));
        if stamped > now.after(Span::seconds(10)) {
            return Err(ClockFault::Backwards { last, wall: now });
        }
        Ok(stamped)
    }

    /// A sleep moves the wall but not the monotonic clock; the machine's uptime, where it can be
    /// read, moves with the wall, and then the longer bound holds.
    fn bound(&self, from: Timestamp, now: Timestamp) -> Span {
        let slept = uptime().is_some_and(|up| up.0 >= now.since(from).0);
        if slept { MAX_SLEEP } else { MAX_JUMP }
    }
}

/// How long the machine has been up, sleep included.
fn uptime() -> Option<Span> {
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let whole = text.split(['.', ' ']).next()?;
    whole.parse().ok().map(Span::seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_far_ahead_of_what_is_known_is_refused_until_accepted() {
        let known = wall().before(Span::days(8));
        let mut clock = Clock::new(ClockMode::Wall { accept_jump: false }, known, Some(known));
        assert!(matches!(clock.stamp(known), Err(ClockFault::Jump { .. })));
        let mut clock = Clock::new(ClockMode::Wall { accept_jump: true }, known, Some(known));
        assert!(clock.stamp(known).is_ok());
        let known = wall().before(Span::days(6));
        let mut clock = Clock::new(ClockMode::Wall { accept_jump: false }, known, Some(known));
        assert!(clock.stamp(known).is_ok());
    }

    #[test]
    fn the_first_stamp_after_a_simulated_clock_is_no_jump() {
        let last = Timestamp(1_000);
        let mut clock = Clock::new(ClockMode::Wall { accept_jump: false }, last, None);
        assert!(clock.stamp(last).is_ok());
    }

    #[test]
    fn blocks_never_go_back() {
        let last = wall().after(Span::minutes(5));
        let mut clock = Clock::new(ClockMode::Wall { accept_jump: false }, last, None);
        assert!(matches!(clock.stamp(last), Err(ClockFault::Backwards { .. })));
    }

    #[test]
    fn a_simulated_clock_never_passes_the_wall() {
        let mut clock = Clock::new(ClockMode::Simulated, Timestamp(5), None);
        assert_eq!(clock.stamp(Timestamp(5)), Ok(Timestamp(6)));
        assert!(clock.set(wall().after(Span::minutes(1))).is_err());
        assert_eq!(clock.now(), Timestamp(6));
    }

    #[test]
    fn a_manual_clock_stands_still() {
        let mut clock = Clock::new(ClockMode::Manual, Timestamp(5), None);
        assert_eq!(clock.stamp(Timestamp(5)), Ok(Timestamp(6)));
        clock.set(Timestamp(500)).expect("a manual clock may go anywhere");
        assert_eq!(clock.stamp(Timestamp(6)), Ok(Timestamp(500)));
        assert_eq!(clock.stamp(Timestamp(500)), Ok(Timestamp(501)));
    }
}
