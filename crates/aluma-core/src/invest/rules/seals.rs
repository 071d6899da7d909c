//! What hides a bid until all are in.

use aluma_types::{AccountId, DaoId, Hash32, sha256};

/// The seal on a bid: whose and for which sale, so that nobody copies it; a salt of 16 bytes hides what
/// could be guessed.
pub fn seal(
    (network, dao, sale): (&Hash32, DaoId, u64),
    (account, units, price, salt): (AccountId, u128, u128, u128),
) -> Hash32 {
    sha256(&[
        b"aluma bid v1",
        &network.0,
        &dao.0.to_be_bytes(),
        &sale.to_be_bytes(),
        &account.0.to_be_bytes(),
        &units.to_be_bytes(),
        &price.to_be_bytes(),
        &salt.to_be_bytes(),
    ])
}
