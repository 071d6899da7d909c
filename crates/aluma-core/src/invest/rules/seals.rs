//! What hides a bid until all are in.

use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, Hash32, sha256};

use crate::invest::types::BidStep;

/// The seal on a bid: whose and for which sale, so that nobody copies it; a salt of 16 bytes hides what
/// could be guessed. Every step takes 32 bytes and the salt ends it, so no two bids have the same bytes.
pub fn seal(
    (network, dao, sale): (&Hash32, DaoId, u64),
    (account, steps, salt): (AccountId, &[BidStep], u128),
) -> Hash32 {
    let mut hidden = Vec::new();
    for step in steps {
        hidden.extend_from_slice(&step.units.to_be_bytes());
        hidden.extend_from_slice(&step.price.to_be_bytes());
    }
    sha256(&[
        b"aluma bid v1",
        &network.0,
        &dao.0.to_be_bytes(),
        &sale.to_be_bytes(),
        &account.0.to_be_bytes(),
        &hidden,
        &salt.to_be_bytes(),
    ])
}
