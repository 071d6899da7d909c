//! Payment over time: how much of a plan has come due.
//!
//! A plan with an end is a sum that lies in custody from the beginning and is released by its
//! schedule. One without an end, a salary, is a rate: what it comes to is a debt, covered as far as
//! its pot reaches. Products are taken in 256 bits and rounded down, so that nobody is paid before
//! their time; at the end of a plan its sum is met exactly.

use aluma_types::{AccountId, AssetId, Body, Canon, List, PotId, ProposalId, Span, Timestamp};
use ethnum::U256;

use crate::exact::{quotient, quotient_up, times};
use crate::kernel::effects::Standing;
use crate::treasury::types::REASON_BYTES;

/// Parts of a plan at most.
pub const MAX_TRANCHES: usize = 120;
/// The longest that a plan may last, a day over ten years.
pub const LONGEST: Span = Span::days(3_654);
/// The shortest span that a rate or a rhythm may name.
pub const SHORTEST: Span = Span::hours(1);

/// What the outflow limit counts of a rate.
const WEEK: Span = Span::days(7);
/// What a track is found by.
const MONTH: Span = Span::days(30);

/// One part of a sum and when it comes due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $units } after { $after }", he = "{ $units } אחרי { $after }")]
pub struct Tranche {
    /// How long after the beginning.
    #[he("אחרי")]
    pub after: Span,
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
}

/// How something is paid over time.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Plan {
    /// A sum that vests evenly.
    #[tag(1)]
    #[he("הבשלה שווה")]
    #[says(
        en = "{ $units } evenly over { $lasts }, of it at once { $unlock }{ $cliff_count ->\n    [0] \
              { \"\" }\n   *[other] , nothing more before { $cliff } are over\n}",
        he = "{ $units } בהדרגה שווה במשך { $lasts }, מהם מיד { $unlock }{ $cliff_count ->\n    [0] { \
              \"\" }\n   *[other] , ולא יותר לפני שיעברו { $cliff }\n}"
    )]
    Linear {
        /// Base units in all.
        #[he("יחידות")]
        units: u128,
        /// Base units among them that are there at the beginning.
        #[he("מהן מיד")]
        unlock: u128,
        /// How long nothing else comes; then comes at once what vested meanwhile.
        #[he("תקופת צינון")]
        cliff: Span,
        /// After how long all of it is there.
        #[he("משך")]
        lasts: Span,
    },
    /// A sum in parts, each at its time.
    #[tag(2)]
    #[he("מנות")]
    #[says(en = "in parts: { $rows }", he = "במנות: { $rows }")]
    Tranches {
        /// The parts, soonest first.
        #[he("המנות")]
        rows: List<Tranche, MAX_TRANCHES>,
    },
    /// A rate without an end, as for work.
    #[tag(3)]
    #[he("משכורת")]
    #[says(
        en = "{ $units } every { $per } until it is ended",
        he = "{ $units } לכל { $per } עד להפסקה"
    )]
    Salary {
        /// Base units.
        #[he("יחידות")]
        units: u128,
        /// In which span.
        #[he("לכל")]
        per: Span,
    },
}

impl Plan {
    /// The first field that no plan can have so.
    pub fn fault(&self) -> Option<&'static str> {
        let fits = |span: Span| (SHORTEST..=LONGEST).contains(&span);
        match self {
            Self::Linear { units: 0, .. } | Self::Salary { units: 0, .. } => Some("units"),
            Self::Linear { units, unlock, .. } if unlock > units => Some("unlock"),
            Self::Linear { cliff, lasts, .. } if cliff > lasts => Some("cliff"),
            Self::Linear { lasts, .. } if !fits(*lasts) => Some("lasts"),
            Self::Salary { per, .. } if !fits(*per) => Some("per"),
            Self::Linear { .. } | Self::Salary { .. } => None,
            Self::Tranches { rows } => {
                let rising = rows.array_windows().all(|[one, next]| one.after < next.after);
                let fits = rows.last().is_some_and(|last| last.after <= LONGEST);
                let whole = rows.iter().try_fold(0u128, |sum, row| sum.checked_add(row.units));
                let is_sound = rising && fits && rows.iter().all(|row| row.units > 0);
                (!is_sound || whole.is_none()).then_some("rows")
            }
        }
    }

    /// Whether it runs until somebody ends it.
    pub const fn is_open_ended(&self) -> bool {
        matches!(self, Self::Salary { .. })
    }

    /// The sum that lies in custody at the beginning; nothing of a salary.
    pub fn total(&self) -> u128 {
        match self {
            Self::Linear { units, .. } => *units,
            Self::Tranches { rows } => {
                rows.iter().fold(0, |sum, row| sum.saturating_add(row.units))
            }
            Self::Salary { .. } => 0,
        }
    }

    /// After how long nothing more comes; `None` of a salary.
    pub fn lasts(&self) -> Option<Span> {
        match self {
            Self::Linear { lasts, .. } => Some(*lasts),
            Self::Tranches { rows } => rows.last().map(|row| row.after),
            Self::Salary { .. } => None,
        }
    }

    /// What came due in all, so long after the beginning. Never falls with time, and at its end is
    /// the whole sum. A rate is held at the largest number.
    pub fn streamed(&self, elapsed: Span) -> u128 {
        match self {
            Self::Linear { units, lasts, .. } if elapsed >= *lasts => *units,
            Self::Linear { unlock, cliff, .. } if elapsed < *cliff => *unlock,
            Self::Linear { units, unlock, lasts, .. } => {
                let rest = units.saturating_sub(*unlock);
                unlock.saturating_add(part(rest, elapsed, *lasts))
            }
            Self::Tranches { rows } => {
                let due = rows.iter().take_while(|row| row.after <= elapsed);
                due.fold(0, |sum, row| sum.saturating_add(row.units))
            }
            Self::Salary { units, per } => part(*units, elapsed, *per),
        }
    }

    /// The standing rate; nothing of a sum, which leaves its pot at the beginning.
    pub fn standing(&self) -> Standing {
        match self {
            Self::Salary { units, per } => {
                let within = |span: Span| {
                    let divisor = U256::from(per.0);
                    quotient_up(times(*units, span.0.into()), divisor).unwrap_or(u128::MAX)
                };
                Standing { week: within(WEEK), month: within(MONTH) }
            }
            _ => Standing::default(),
        }
    }
}

/// Something that is paid over time.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Stream {
    /// Who receives.
    #[he("אל")]
    pub to: AccountId,
    /// Of what.
    #[he("נכס")]
    pub asset: AssetId,
    /// Out of which pot it came or comes; what is left returns there.
    #[he("מסעיף")]
    pub pot: PotId,
    /// How.
    #[he("התוכנית")]
    #[of("asset")]
    pub plan: Plan,
    /// What for, in words.
    #[he("מטרה")]
    pub purpose: Body<REASON_BYTES>,
    /// How often it is paid by itself.
    #[he("תדירות")]
    pub every: Option<Span>,
    /// When it was decided: since then its sum counts against the outflow limit.
    #[he("הוחלט")]
    pub made: Timestamp,
    /// When it begins to run.
    #[he("מאז")]
    pub since: Timestamp,
    /// When it was ended, where a debt is left.
    #[he("הופסק")]
    pub stopped: Option<Timestamp>,
    /// Base units paid so far.
    #[he("שולם")]
    pub drawn: u128,
    /// What authorised it.
    #[he("ההחלטה")]
    pub proposal: Option<ProposalId>,
    /// The due entry that pays it.
    #[he("משימה מתוזמנת")]
    pub due: Option<u64>,
}

impl Stream {
    /// What came due in all until a moment.
    pub fn streamed(&self, now: Timestamp) -> u128 {
        let until = self.stopped.map_or(now, |stopped| stopped.min(now));
        if until < self.since { 0 } else { self.plan.streamed(until.since(self.since)) }
    }

    /// What came due and was not paid.
    pub fn debt(&self, now: Timestamp) -> u128 {
        self.streamed(now).saturating_sub(self.drawn)
    }

    /// What lies in custody for it.
    pub fn locked(&self) -> u128 {
        self.plan.total().saturating_sub(self.drawn)
    }

    /// The rate that stands, as long as it runs.
    pub fn standing(&self) -> Standing {
        if self.stopped.is_some() { Standing::default() } else { self.plan.standing() }
    }

    /// The next moment after `now` at which it is paid by itself: its rhythm, its end, and where it
    /// was ended with a debt, every day.
    pub fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        let end = self.plan.lasts().map(|lasts| self.since.after(lasts)).filter(|end| *end > now);
        let every = self.every.or(self.stopped.map(|_| Span::days(1)));
        let tick = every.map(|every| {
            let rounds = now.since(self.since).0.checked_div(every.0).unwrap_or(0);
            let next = rounds.saturating_add(1).saturating_mul(every.0);
            self.since.after(Span(next))
        });
        match (tick, end) {
            (Some(tick), Some(end)) => Some(tick.min(end)),
            (tick, None) if self.plan.is_open_ended() => tick,
            (_, end) => end,
        }
    }
}

/// `units * elapsed / span` rounded down, held at the largest number.
fn part(units: u128, elapsed: Span, span: Span) -> u128 {
    quotient(times(units, elapsed.0.into()), U256::from(span.0)).unwrap_or(u128::MAX)
}
