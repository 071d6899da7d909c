//! Who sits on a panel: a weighted draw without replacement that anybody can repeat.
//!
//! Candidates lie one after another on a line, each as long as its weight. Ticket number i is
//! `sha256(seed, i)` modulo what is left of the line; whoever it hits is *called* and taken out. Those
//! who are called are seated in that order, except whom a rule keeps out; where too few are left, the
//! rules relax by one *level* and the same order is gone through again. So nobody gains by standing
//! for fewer seats, and whoever is drawn at a level would have been called at every lower one.
//!
//! Levels: 0 keeps out judges of the author's last three draws, the author's cluster, and a second
//! seat for any cluster; 1 to 3 forget the third, second and last draw; 4 keeps out the author's
//! direct partners alone; 5 lets a cluster have more than one seat; 6 keeps out nobody but the author
//! and those beside them.

use alloc::vec::Vec;

use aluma_types::{AccountId, Canon, Hash32, sha256};

/// The level that forgets every draw.
const NO_DRAWS: u8 = 3;
/// The level that keeps out direct partners alone.
const PARTNERS: u8 = 4;
/// The level that lets a cluster have more seats.
const SEATS: u8 = 5;
/// The last one.
pub const LAST_LEVEL: u8 = 6;
/// How many are called at most.
pub const MAX_CALLED: usize = 256;
/// The fewest that judge.
pub const LEAST: usize = 2;
/// Candidates below which a panel is small.
pub const SMALL_POOL: u64 = 22;
/// Members below which panels are of two or three.
pub const SMALL_COMMUNITY: u64 = 20;
/// Seats of the smallest panel of a community that is not small.
const SMALL: usize = 3;

/// How many have to sit, of a line, that the one of the domain above is not asked: enough for a panel,
/// and one more than rated in the round before, if there was one.
pub fn enough_of(members: u64, rated_before: Option<usize>) -> usize {
    let least = if members < SMALL_COMMUNITY { LEAST } else { SMALL };
    rated_before.map_or(least, |rated| least.max(rated.saturating_add(1)))
}

/// Somebody on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Place {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// Where on the line they begin, in whole points.
    #[he("תחילת הקטע")]
    pub from: u64,
    /// How long they are, in whole points.
    #[he("משקל")]
    pub weight: u64,
}

/// Why somebody who was called does not sit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Kept {
    /// They made it, pay for it or brought the dispute.
    #[tag(1)]
    #[he("צד בעניין")]
    Party,
    /// They are no member with a vote any more.
    #[tag(2)]
    #[he("לא עוד חברים")]
    Gone,
    /// They are away.
    #[tag(3)]
    #[he("בהיעדרות")]
    Away,
    /// They did nothing here for two half-lives, or their judge's role is over.
    #[tag(4)]
    #[he("לא פעילים")]
    Idle,
    /// They have as many open reviews as they take.
    #[tag(5)]
    #[he("עסוקים")]
    Busy,
    /// They stand on the line by their points already.
    #[tag(6)]
    #[he("כבר ברשימה")]
    Twice,
    /// They were called for this before.
    #[tag(7)]
    #[he("כבר נקראו לכך")]
    Called,
    /// They judged the author in one of the last draws.
    #[tag(8)]
    #[he("העריכו לאחרונה")]
    Lately,
    /// They are of the author's cluster.
    #[tag(9)]
    #[he("מאותו אשכול")]
    Cluster,
    /// They and the author praised each other, or they rated the author's work far above what others
    /// found in it.
    #[tag(10)]
    #[he("שותפים ישירים")]
    Partner,
    /// Somebody of their cluster sits already.
    #[tag(11)]
    #[he("נציג אחד מכל אשכול")]
    Seat,
}

/// What the rules ask of somebody who was called.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Case {
    /// Why they never sit here.
    #[he("חסימה")]
    pub never: Option<Kept>,
    /// In which of the author's last draws they were: 1 is the last; none in the last three.
    #[he("הגרלות אחרונות")]
    pub lately: Option<u8>,
    /// Their cluster, where its seats are limited.
    #[he("אשכול")]
    pub cluster: Option<u64>,
    /// Whether it is the author's, and kept out for it.
    #[he("מאשכול המחבר/ת")]
    pub near: bool,
    /// Whether they and the author praised each other, or they rated the author's work far above what
    /// others found in it, in a community where that keeps out.
    #[he("שותפות ישירה")]
    pub partner: bool,
    /// Whether their rating counts half.
    #[he("משקל חצוי")]
    pub halved: bool,
}

impl Case {
    /// Why they do not sit at a level, where these clusters sit already.
    pub fn kept(&self, level: u8, seated: &[u64]) -> Option<Kept> {
        if self.never.is_some() {
            return self.never;
        }
        let remembered = NO_DRAWS.saturating_sub(level);
        if self.lately.is_some_and(|draw| draw <= remembered) {
            return Some(Kept::Lately);
        }
        if self.near && level < PARTNERS {
            return Some(Kept::Cluster);
        }
        if self.partner && level < LAST_LEVEL {
            return Some(Kept::Partner);
        }
        let is_second = self.cluster.is_some_and(|cluster| seated.contains(&cluster));
        (is_second && level < SEATS).then_some(Kept::Seat)
    }
}

/// Who sits, by their places among those called, and at which level: the lowest that seats as many as
/// any level does.
pub fn seat(cases: &[Case], seats: usize) -> (u8, Vec<usize>) {
    let most = seat_at(cases, seats, LAST_LEVEL);
    let mut levels = (0..LAST_LEVEL).map(|level| (level, seat_at(cases, seats, level)));
    let fits = levels.find(|(_, sitting)| sitting.len() >= most.len());
    fits.unwrap_or((LAST_LEVEL, most))
}

/// Who sits at one level.
pub fn seat_at(cases: &[Case], seats: usize, level: u8) -> Vec<usize> {
    let (mut sitting, mut clusters) = (Vec::new(), Vec::new());
    for (index, case) in cases.iter().enumerate() {
        if sitting.len() >= seats {
            break;
        }
        if case.kept(level, &clusters).is_none() {
            sitting.push(index);
            clusters.extend(case.cluster);
        }
    }
    sitting
}

/// The randomness of one draw: of a block that came after the matter was final, and of the matter: the
/// DAO's number, that of the evidence, and which draw for it.
pub fn seed(beacon: &Hash32, (dao, evidence, turn): (u64, u64, u16)) -> Hash32 {
    let (dao, evidence, turn) = (dao.to_be_bytes(), evidence.to_be_bytes(), turn.to_be_bytes());
    sha256(&[b"aluma draw v1", &beacon.0, &dao, &evidence, &turn])
}

/// The seal on a rating: nobody copies what they cannot read, and a salt of 16 bytes hides it.
pub fn seal(
    (network, dao, evidence, round): (&Hash32, u64, u64, u8),
    (reviewer, quality, size_ms, salt): (AccountId, u8, u64, u128),
) -> Hash32 {
    sha256(&[
        b"aluma review v1",
        &network.0,
        &dao.to_be_bytes(),
        &evidence.to_be_bytes(),
        &[round],
        &reviewer.0.to_be_bytes(),
        &[quality],
        &size_ms.to_be_bytes(),
        &salt.to_be_bytes(),
    ])
}

/// The beacon of an earlier height: each is the hash of the one after it. `later` is how many blocks
/// came since.
pub fn earlier(beacon: Hash32, later: u64) -> Hash32 {
    (0..later).fold(beacon, |beacon, _| sha256(&[&beacon.0]))
}

/// Ticket number `index`, below what is left of the line; none where nothing is left. The lower half
/// of 256 bits modulo a number below 2^64 is even to 2^-64.
pub fn ticket(seed: &Hash32, index: u64, left: u64) -> Option<u64> {
    let hash = sha256(&[&seed.0, &index.to_be_bytes()]);
    let lower = hash.0.iter().take(16).fold(0u128, |sum, byte| (sum << 8) | u128::from(*byte));
    u64::try_from(lower.checked_rem(u128::from(left))?).ok()
}

/// The line as far as somebody was called from it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// How long it was.
    total: u64,
    /// What was taken out: from where, how long, in the order of the line.
    gone: Vec<(u64, u64)>,
}

impl Line {
    /// A whole line.
    pub const fn new(total: u64) -> Self {
        Self { total, gone: Vec::new() }
    }

    /// How long it is now.
    pub fn left(&self) -> u64 {
        self.gone.iter().fold(self.total, |left, (_, weight)| left.saturating_sub(*weight))
    }

    /// Where on the whole line a ticket for what is left lies.
    pub fn spot(&self, ticket: u64) -> u64 {
        let pass = |spot: u64, (from, weight): &(u64, u64)| {
            if *from <= spot { spot.saturating_add(*weight) } else { spot }
        };
        self.gone.iter().fold(ticket, pass)
    }

    /// Takes somebody out.
    pub fn take(&mut self, place: &Place) {
        let index = self.gone.partition_point(|(from, _)| *from < place.from);
        self.gone.insert(index, (place.from, place.weight));
    }
}

/// Repeats the calls of a draw; the first that does not come out, if any: neither its ticket nor
/// anybody else's can have led to that place.
pub fn repeat(seed: &Hash32, total: u64, called: &[Place]) -> Result<(), usize> {
    let mut line = Line::new(total);
    for (index, place) in called.iter().enumerate() {
        let spot = ticket(seed, index as u64, line.left()).map(|ticket| line.spot(ticket));
        let end = place.from.saturating_add(place.weight);
        if spot.is_none_or(|spot| spot < place.from || spot >= end || end > total) {
            return Err(index);
        }
        line.take(place);
    }
    Ok(())
}

/// How many sit on a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Candidates that there are.
    pub candidates: u64,
    /// Members with a vote.
    pub members: u64,
    /// Whether the work is small.
    pub small: bool,
    /// How often it was appealed.
    pub appeals: u8,
}

impl Room {
    /// Seats that are asked for.
    pub const fn seats(&self) -> usize {
        match self.appeals {
            0 if self.members < SMALL_COMMUNITY => 3,
            0 if self.small || self.candidates < SMALL_POOL => 3,
            0 => 5,
            1 => 7,
            _ => 13,
        }
    }

    /// Whether so many others are there that the author's cluster is kept out: at least two panels
    /// and one.
    pub const fn keeps_apart(&self, of_cluster: u64) -> bool {
        let others = self.candidates.saturating_sub(of_cluster);
        others >= (self.seats() as u64).saturating_mul(2).saturating_add(1)
    }
}

/// Whether a cluster holds more than half of the members: it then excludes nobody. As long as the others
/// are as many they judge no more than is made beside them; beyond it they would judge for everybody.
pub const fn is_crowd(of_cluster: u64, members: u64) -> bool {
    of_cluster.saturating_mul(2) > members
}
