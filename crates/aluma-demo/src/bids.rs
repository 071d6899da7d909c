//! Bids in auctions of shares: sealed and opened when it is known who bids.

use aluma_client::Error;
use aluma_types::{AccountId, sha256};
use serde_json::{Value as Json, json};

use crate::stage::Stage;
use crate::step::{SealedBid, Step};

/// Puts the seal of a bid into an act that seals it, and what it sealed into one that opens it.
///
/// # Errors
/// Where nobody is known who would bid.
pub(crate) fn fill(
    stage: &Stage<'_>,
    (step, bid): (&Step, &SealedBid),
    fields: &mut Json,
) -> Result<(), Error> {
    let author = stage.people.get(&step.by).and_then(aluma_client::Author::account);
    let account = author.ok_or_else(|| Error::Key(format!("{} never joined", step.by)))?;
    let salt = salt(&step.by);
    if step.action == "open-bid" {
        let row = |(units, price): &(u128, u128)| {
            let (units, price) = (units.to_string(), price.to_string());
            json!({ "units": units, "price": price })
        };
        fields["steps"] = bid.0.iter().map(row).collect();
        fields["salt"] = json!(salt.to_string());
        return Ok(());
    }
    let number = |name: &str| fields[name].as_u64().unwrap_or(0);
    let (network, of) = (stage.client.status()?.network, (number("dao"), number("sale")));
    fields["seal"] = json!(seal((&network.0, of), (account, bid, salt)));
    Ok(())
}

/// The same as often as it is asked for.
fn salt(handle: &str) -> u128 {
    let mut salt = [0; 16];
    salt.copy_from_slice(&sha256(&[b"aluma demo bid v1", handle.as_bytes()]).0[..16]);
    u128::from_be_bytes(salt)
}

/// The seal as the act `seal-bid` describes it.
fn seal(
    (network, (dao, sale)): (&[u8; 32], (u64, u64)),
    (account, bid, salt): (AccountId, &SealedBid, u128),
) -> String {
    let steps = bid.0.iter().flat_map(|(units, price)| [units.to_be_bytes(), price.to_be_bytes()]);
    let steps: Vec<u8> = steps.flatten().collect();
    let seal = sha256(&[
        b"aluma bid v1",
        network,
        &dao.to_be_bytes(),
        &sale.to_be_bytes(),
        &account.0.to_be_bytes(),
        &steps,
        &salt.to_be_bytes(),
    ]);
    seal.to_string()
}
