//! The way in: whoever starts a ledger on which nobody founded anything yet is handed a link that
//! opens it, in a browser or on the command line.

use aluma_client::secret::OneTime;
use aluma_client::{Client, Wish};
use serde_json::json;

use crate::keys;
use crate::options::Options;
use crate::outcome::Failure;

/// People who may use the first link.
const USES: u32 = 25;
/// How long it stands.
const VALID_FOR: &str = "7d";

/// An invitation to the ledger by its operator, as the end of a link; nothing where a community is
/// there, whose members invite, or where the data folder has no operator's key.
///
/// # Errors
/// Where the ledger does not take it.
pub fn invitation(options: &Options<'_>, client: &Client) -> Result<Option<String>, Failure> {
    let daos = client.view("daos", &json!({}))?;
    let is_empty = daos.get("daos").and_then(|list| list.as_array()).is_some_and(Vec::is_empty);
    let Some(author) = keys::operators(options, client)?.filter(|_| is_empty) else {
        return Ok(None);
    };
    let secret = OneTime::fresh()?;
    let fields = json!({
        "secret": secret.public().to_string(),
        "uses": USES,
        "valid_for": VALID_FOR,
        "vouch": false,
    });
    client.act(&author, &Wish::new("invite", fields))?;
    Ok(Some(secret.code().to_string()))
}
