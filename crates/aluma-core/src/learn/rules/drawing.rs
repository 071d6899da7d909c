//! What is drawn for a learner: some of a course's clauses, and how often they are to do each.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, sha256};

use crate::earn::types::Clause;
use crate::governance::types::VOTES_KEPT;
use crate::learn::types::bit;

/// For whom it is drawn: the DAO, the course, who, and which part of the ladder.
pub type For = (DaoId, u64, AccountId, u8);

fn ticket(beacon: &Hash32, of: For, place: u8) -> u64 {
    let (dao, course, account, part) = of;
    let parts = (dao.0.to_be_bytes(), course.to_be_bytes(), account.0.to_be_bytes());
    let end = [part, place];
    let seed = sha256(&[b"aluma lesson v1", &beacon.0, &parts.0, &parts.1, &parts.2, &end]);
    seed.0.iter().take(8).fold(0, |sum, byte| (sum << 8) | u64::from(*byte))
}

/// What a draw found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draw {
    /// The places of clauses, each once, ascending, with a number by chance for each.
    pub drawn: Vec<(u8, u64)>,
    /// The places that are drawn again only after all others, one bit each.
    pub seen: u8,
}

/// Draws so many of the clauses, without any twice: first those that were not drawn for them before; when all
/// were, it begins anew. It hangs on nothing but the randomness and whom it is for.
pub fn draw(beacon: &Hash32, of: For, (count, draws): (usize, u8), seen: u8) -> Draw {
    let is_old = |place: u8| seen & bit(place) != 0;
    let places = (0u8..8).take(count);
    let mut tickets: Vec<(bool, u64, u8)> =
        places.map(|place| (is_old(place), ticket(beacon, of, place), place)).collect();
    tickets.sort_unstable();
    tickets.truncate(usize::from(draws));
    let chosen = tickets.iter().fold(0u8, |set, (.., place)| set | bit(*place));
    let is_round_over = tickets.iter().any(|(is_old, ..)| *is_old);
    let mut drawn: Vec<(u8, u64)> =
        tickets.into_iter().map(|(_, ticket, place)| (place, ticket)).collect();
    drawn.sort_unstable();
    Draw { drawn, seen: if is_round_over { chosen } else { seen | chosen } }
}

/// Whether a clause can be done anew whenever it is drawn: only such are drawn. Votes are counted as often as
/// the ledger remembers them.
pub const fn is_done_anew(clause: &Clause) -> bool {
    match clause {
        Clause::Voted { times, .. } => (*times as usize) <= VOTES_KEPT,
        Clause::Enacted { .. } | Clause::Delegated { .. } | Clause::Drew { .. } => true,
        _ => false,
    }
}

/// How often a clause is to be done, by a number by chance: at least once, at most as often as it says.
pub fn asks(clause: &Clause, chance: u64) -> u128 {
    let most = match clause {
        Clause::Voted { times, .. } | Clause::Enacted { times, .. } => u64::from(*times).max(1),
        _ => 1,
    };
    u128::from(chance.checked_rem(most).unwrap_or(0).saturating_add(1))
}
