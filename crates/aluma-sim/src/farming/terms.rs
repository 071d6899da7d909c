//! The five programmes of a season, and what each is without one of its defences.

use aluma_core::earn::types::{Caps, Clause, Curve, Kind, Payout, Terms, Verifier};
use aluma_core::testing::earn_without::Without;
use aluma_types::{AccountId, List, Share, Span};

/// Epochs of a season, a week each.
pub(super) const WEEKS: u64 = 26;
/// Weeks after which those leave who come for the first parts.
pub(super) const STAYS: u64 = 4;
/// How long an epoch is.
pub(super) const WEEK: Span = Span::days(7);
/// The part of what attestors say that is audited.
const AUDIT: Share = Share::percent(10);
/// What a course pays in all, and what those who taught it have when it is used.
pub(super) const LADDER: u128 = 1_000;
pub(super) const BONUS: u128 = 150;
/// Beyond what anybody can have.
const ENDLESS: u128 = 1 << 80;

/// Roles of the community.
pub(super) const AUDITORS: u32 = 1;
pub(super) const JUDGES: u32 = 2;
pub(super) const EXAMINERS: u32 = 3;

/// A defence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Defence {
    /// All whom one member brought share a cap.
    Groups,
    /// They do until they gave something themselves, and not for ninety days alone.
    Standing,
    /// Newcomers' caps grow within a month.
    Ramp,
    /// A part of what attestors say is audited.
    Audits,
    /// Attestors answer with a bond.
    Bond,
    /// An attestor attests so much in an epoch.
    Rate,
    /// The same evidence counts once.
    Evidence,
    /// What was verified can be challenged for a week.
    Window,
    /// Rewards are paid in parts: vested, or step by step of a ladder.
    Parts,
}

impl Defence {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Groups,
        Self::Standing,
        Self::Ramp,
        Self::Audits,
        Self::Bond,
        Self::Rate,
        Self::Evidence,
        Self::Window,
        Self::Parts,
    ];

    /// What it is called in the table.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Groups => "group_caps",
            Self::Standing => "groups_last",
            Self::Ramp => "ramp",
            Self::Audits => "audits",
            Self::Bond => "bond",
            Self::Rate => "rate_limit",
            Self::Evidence => "unique_evidence",
            Self::Window => "challenge_window",
            Self::Parts => "vesting_and_ladder",
        }
    }

    /// The rules without it, where it is no term of a programme.
    pub(super) const fn hook(self) -> Option<Without> {
        match self {
            Self::Standing => Some(Without::Standing),
            Self::Ramp => Some(Without::Ramp),
            Self::Audits => Some(Without::Audits),
            Self::Evidence => Some(Without::UniqueEvidence),
            _ => None,
        }
    }
}

/// A programme of the season.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Programme {
    /// Whoever takes part, as the ledger knows it, shares a capped pool.
    TakePart,
    /// Sessions of a game that its keys attest share a pool by their scores.
    Play,
    /// What a panel of peers finds good has a fixed price, in four parts.
    Make,
    /// Two of three: belonging for a month, two reviewers, a peer.
    Reach,
    /// A course: a ladder of five parts, of which an examiner looks at the second.
    Learn,
}

impl Programme {
    pub(super) const ALL: [Self; 5] =
        [Self::TakePart, Self::Play, Self::Make, Self::Reach, Self::Learn];

    /// Its number on the ledger.
    pub(super) const fn number(self) -> u64 {
        self as u64 + 1
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::TakePart => "take part",
            Self::Play => "play",
            Self::Make => "make",
            Self::Reach => "reach",
            Self::Learn => "learn",
        }
    }
}

/// Base units that one programme may spend in an epoch, of a community of so many earners.
pub(super) const fn budget(people: usize) -> u128 {
    people as u128 * 100
}

/// Who verifies by name.
#[derive(Clone, Debug)]
pub(super) struct Named {
    /// Keys of the game.
    pub(super) servers: Vec<AccountId>,
    /// Reviewers of what was reached.
    pub(super) reviewers: Vec<AccountId>,
}

fn list<T, const MAX: usize>(items: Vec<T>) -> List<T, MAX> {
    List::new(items).expect("a short list")
}

/// The least bond of an attestor: what twenty people may have in an epoch.
pub(super) fn bond(without: &[Defence]) -> u128 {
    if without.contains(&Defence::Bond) { 1 } else { 20 * 200 }
}

/// The terms of a programme, all else as the ledger proposes it.
pub(super) fn terms(
    programme: Programme,
    (people, named): (usize, &Named),
    without: &[Defence],
) -> Terms {
    let is_off = |defence| without.contains(&defence);
    let belongs = |days| Verifier::Predicate {
        clauses: list(vec![Clause::Member { lasts: Span::days(days) }]),
    };
    let panel = |role, need| Verifier::Panel { role, need };
    let rate = if is_off(Defence::Rate) { u32::MAX } else { 60 };
    let attestors =
        Verifier::Attestors { accounts: list(named.servers.clone()), bond: bond(without), rate };
    let reviewers = Verifier::Reviewers { accounts: list(named.reviewers.clone()), need: 2 };
    // Twice what each would have if all took part.
    let fair = 200;
    let practice = true;
    let lessons = Verifier::Predicate {
        clauses: list(vec![
            Clause::Voted { times: 1, practice },
            Clause::Enacted { times: 1, practice },
        ]),
    };
    let ladder = Curve::Ladder { units: LADDER, parts: list(vec![30, 20, 10, 15, 25]) };
    let (need, verifiers, curve, most) = match programme {
        Programme::TakePart => (1, vec![belongs(7)], Curve::CappedPool { cap: fair }, fair),
        Programme::Play => (1, vec![attestors], Curve::Pool, fair),
        Programme::Make => (1, vec![panel(JUDGES, 2)], Curve::Fixed { units: 400 }, 400),
        Programme::Reach => {
            let all = vec![belongs(30), reviewers, panel(JUDGES, 1)];
            (2, all, Curve::Fixed { units: 600 }, 600)
        }
        Programme::Learn => (1, vec![lessons, panel(EXAMINERS, 1)], ladder, LADDER),
    };
    let payout = match programme {
        Programme::Make if !is_off(Defence::Parts) => {
            Payout::Vest { parts: 4, every: Span::days(14) }
        }
        _ => Payout::Now,
    };
    let person = match programme {
        Programme::Learn => LADDER,
        _ => most * u128::from(WEEKS),
    };
    Terms {
        kinds: list(vec![match programme {
            Programme::Learn => Kind::Lesson,
            _ => Kind::Outside,
        }]),
        need,
        verifiers: list(verifiers),
        curve,
        caps: Caps {
            epoch: budget(people),
            person,
            person_epoch: most,
            group: is_off(Defence::Groups).then_some(ENDLESS),
        },
        epoch: WEEK,
        payout,
        window: match programme {
            Programme::TakePart => Span(0),
            _ if is_off(Defence::Window) => Span(1),
            _ => Span::days(7),
        },
        audit: if programme == Programme::Play { AUDIT } else { Share::ZERO },
        auditors: (programme == Programme::Play).then_some(AUDITORS),
    }
}
