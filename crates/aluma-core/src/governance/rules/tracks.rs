//! Tracks: the road a proposal takes, by consequence and not by department.

use aluma_types::{Canon, Share, Span, spec::Track};
use core::cmp::Ordering;
use ethnum::U256;

use crate::exact::compare_part;

/// How far back outflows are added up.
pub const LADDER_WINDOW: Span = Span::days(30);

/// The stricter of two tracks; `None` where just one is the emergency track, which stands apart: it
/// may pause and never pay, so it mixes with nothing.
pub fn strictest(a: Track, b: Track) -> Option<Track> {
    match (a, b) {
        (Track::Emergency, Track::Emergency) => Some(Track::Emergency),
        (Track::Emergency, _) | (_, Track::Emergency) => None,
        _ => Some(a.max(b)),
    }
}

/// The next stricter track, where too many would be recused; nothing is stricter than the
/// constitution, and the emergency track never pays.
pub const fn next_stricter(track: Track) -> Track {
    match track {
        Track::Tip => Track::Spend,
        Track::Spend => Track::Role,
        Track::Role | Track::Constitution => Track::Constitution,
        Track::Emergency => Track::Emergency,
    }
}

/// Up to which part of the free treasury a sum is a tip, and up to which a spend; above, the
/// constitution's rules apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Ladder {
    /// At most this part is a tip.
    pub tip: Share,
    /// At most this part is a spend.
    pub spend: Share,
}

/// Base units of one asset that left or will leave the treasury within [`LADDER_WINDOW`]. All but
/// `to_one` are without the proposal itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// What the proposal asks for.
    pub asked: u128,
    /// The most that one beneficiary would have: committed to it, open or queued for it, and its
    /// part of this proposal.
    pub to_one: u128,
    /// Committed, open and queued from the same proposer.
    pub by_proposer: u128,
    /// Committed on the tip track.
    pub on_tip: u128,
    /// Committed on the spend track.
    pub on_spend: u128,
}

impl Ladder {
    /// Of an assembly: up to 0.1 % a tip, up to 5 % a spend.
    pub const ASSEMBLY: Self = Self { tip: Share::permille(1), spend: Share::percent(5) };
    /// Of a small circle: up to 5 % a tip, up to 20 % a spend.
    pub const SMALL_CIRCLE: Self = Self { tip: Share::percent(5), spend: Share::percent(20) };

    /// The least strict track for a sum in one asset, given the `free` treasury in it at opening.
    /// Each track is measured by the largest of three sums: to one beneficiary, from one proposer,
    /// and on the track itself.
    pub fn track(&self, free: u128, sums: &Sums) -> Track {
        if fits(free, self.tip, sums, sums.on_tip) {
            Track::Tip
        } else if fits(free, self.spend, sums, sums.on_spend) {
            Track::Spend
        } else {
            Track::Constitution
        }
    }

    /// Whether `asked` still fits beside what was `committed` on its track, as it is checked again
    /// at enactment. Only tip and spend have a limit here.
    pub fn fits_track(&self, track: Track, free: u128, committed: u128, asked: u128) -> bool {
        let limit = match track {
            Track::Tip => self.tip,
            Track::Spend => self.spend,
            _ => return true,
        };
        fits(free, limit, &Sums { asked, ..Sums::default() }, committed)
    }
}

fn fits(free: u128, limit: Share, sums: &Sums, on_track: u128) -> bool {
    // The whole is no limit at all: what came in since, or left before, may go this way too.
    if limit == Share::ONE {
        return true;
    }
    let beside = U256::new(sums.by_proposer.max(on_track));
    let largest = beside.saturating_add(U256::new(sums.asked)).max(U256::new(sums.to_one));
    compare_part(largest, U256::new(free), limit) != Ordering::Greater
}
