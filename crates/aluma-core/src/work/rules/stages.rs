//! How far tasks and pieces of work have come. Whatever waits holds its own last moment, after which
//! the ledger goes on by itself: see `tasks`.

use aluma_types::{Canon, Timestamp};

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Ending {
    /// Nothing of it is left to do.
    #[tag(1)]
    #[he("הסתיימה")]
    Done,
    /// Nobody took it, or not all of it, in time.
    #[tag(2)]
    #[he("פקעה")]
    Expired,
    /// Whoever pays it took it back.
    #[tag(3)]
    #[he("בוטלה")]
    Cancelled,
}

/// How far a task has come. Whatever waits has a last moment, after which the ledger goes on by
/// itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum TaskStage {
    /// It can be taken; where nobody does, its money returns.
    #[tag(1)]
    #[he("פתוחה")]
    Open {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// It comes back by itself.
    #[tag(2)]
    #[he("נחה")]
    Resting {
        /// When.
        #[he("עד")]
        until: Timestamp,
    },
    /// Entries of a contest are opened by whoever sealed them.
    #[tag(3)]
    #[he("פתיחת העבודות")]
    Revealing {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// The prizes of a contest are to be given; where nobody does, they are shared by all.
    #[tag(4)]
    #[he("ממתינה להכרעה")]
    Judging {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
        /// Whether the reviewer missed it and the second is asked.
        #[he("הועבר הלאה")]
        second: bool,
    },
    /// All its places are taken.
    #[tag(5)]
    #[he("מאוישת")]
    Full,
    /// It is over.
    #[tag(6)]
    #[he("סגורה")]
    Closed {
        /// Since when.
        #[he("מאז")]
        at: Timestamp,
        /// How.
        #[he("כיצד")]
        how: Ending,
    },
}

impl TaskStage {
    /// The moment after which the ledger goes on by itself.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Open { until }
            | Self::Resting { until }
            | Self::Revealing { until }
            | Self::Judging { until, .. } => Some(until),
            Self::Full | Self::Closed { .. } => None,
        }
    }

    /// Where a task stands on the board: 0 where it can be taken or will be again, 1 where it is done or
    /// judged, 2 where it is over.
    pub const fn place(self) -> u8 {
        match self {
            Self::Open { .. } | Self::Resting { .. } => 0,
            Self::Full | Self::Revealing { .. } | Self::Judging { .. } => 1,
            Self::Closed { .. } => 2,
        }
    }

    /// Whether it is over.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Closed { .. })
    }

    /// Its name in refusals.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Resting { .. } => "resting",
            Self::Revealing { .. } => "revealing",
            Self::Judging { .. } => "judging",
            Self::Full => "full",
            Self::Closed { .. } => "closed",
        }
    }
}

/// What somebody decides between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Matter {
    /// The work was rejected, and whoever did it appealed.
    #[tag(1)]
    #[he("ערעור")]
    Appeal,
    /// The work was accepted, and somebody disputed it.
    #[tag(2)]
    #[he("מחלוקת")]
    Dispute,
    /// Nobody reviewed it, and silence was to be no acceptance.
    #[tag(3)]
    #[he("לא הוערכה")]
    Unreviewed,
}

/// How far a piece of work has come. Whatever waits has a last moment, after which the ledger goes on
/// by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Stage {
    /// The part before it is not accepted yet.
    #[tag(1)]
    #[he("ממתינה לחלק הקודם")]
    Waiting,
    /// It is being done.
    #[tag(2)]
    #[he("בעבודה")]
    Assigned {
        /// The last moment for a first note of progress; none where one was made or none is asked.
        #[he("הערה ראשונה עד")]
        note_until: Option<Timestamp>,
        /// The last moment to hand it in.
        #[he("עד")]
        until: Timestamp,
    },
    /// It was handed in and is to be reviewed.
    #[tag(3)]
    #[he("הוגשה")]
    Submitted {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
        /// Whether the reviewer missed it and the second is asked.
        #[he("הועברה הלאה")]
        second: bool,
    },
    /// Changes are to be made.
    #[tag(4)]
    #[he("התבקשו תיקונים")]
    Changing {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// It was rejected; whoever did it may appeal.
    #[tag(5)]
    #[he("נדחתה")]
    Rejected {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// Somebody is to decide; where nobody does, the work is accepted.
    #[tag(6)]
    #[he("בהכרעה")]
    Hearing {
        /// About what.
        #[he("העניין")]
        matter: Matter,
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// It was accepted, and is paid unless somebody disputes it.
    #[tag(7)]
    #[he("התקבלה")]
    Accepted {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// The task was taken back; what is owed for that is paid.
    #[tag(8)]
    #[he("בוטלה, לקראת תשלום")]
    Notice {
        /// The last moment.
        #[he("עד")]
        until: Timestamp,
    },
    /// It was paid.
    #[tag(9)]
    #[he("שולמה")]
    Paid {
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
    /// It was rejected for good.
    #[tag(10)]
    #[he("נדחתה סופית")]
    Refused {
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
    /// It was not handed in in time.
    #[tag(11)]
    #[he("ננטשה")]
    Abandoned {
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
    /// Nothing was heard of it, or it was handed back.
    #[tag(12)]
    #[he("שוחררה")]
    Released {
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
    /// The task was taken back.
    #[tag(13)]
    #[he("בוטלה")]
    Cancelled {
        /// When.
        #[he("מתי")]
        at: Timestamp,
    },
}

impl Stage {
    /// The moment after which the ledger goes on by itself.
    pub fn until(self) -> Option<Timestamp> {
        match self {
            Self::Assigned { note_until: Some(note), until } => Some(note.min(until)),
            Self::Assigned { until, .. }
            | Self::Submitted { until, .. }
            | Self::Changing { until }
            | Self::Rejected { until }
            | Self::Hearing { until, .. }
            | Self::Accepted { until }
            | Self::Notice { until } => Some(until),
            _ => None,
        }
    }

    /// Whether money waits for it.
    pub const fn is_live(self) -> bool {
        !matches!(
            self,
            Self::Paid { .. }
                | Self::Refused { .. }
                | Self::Abandoned { .. }
                | Self::Released { .. }
                | Self::Cancelled { .. }
        )
    }

    /// Whether it was not accepted yet and still can be.
    pub const fn is_open(self) -> bool {
        let was_accepted =
            matches!(self, Self::Accepted { .. } | Self::Hearing { matter: Matter::Dispute, .. });
        self.is_live() && !was_accepted && !matches!(self, Self::Notice { .. })
    }

    /// Its name in refusals.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Assigned { .. } => "assigned",
            Self::Submitted { .. } => "submitted",
            Self::Changing { .. } => "changing",
            Self::Rejected { .. } => "rejected",
            Self::Hearing { .. } => "hearing",
            Self::Accepted { .. } => "accepted",
            Self::Notice { .. } => "notice",
            Self::Paid { .. } => "paid",
            Self::Refused { .. } => "refused",
            Self::Abandoned { .. } => "abandoned",
            Self::Released { .. } => "released",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}
