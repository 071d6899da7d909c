//! What is sealed while others may still be swayed by it, and opened afterwards by the same command: ratings
//! and bids.
//!
//! A seal's salt is made from the key that signs, so that nothing has to be kept between the two: the same
//! key with the same figures opens what it sealed, on any machine.

use aluma_client::{Answer, Author, Client, Error, Wish};
use aluma_types::spec::Catalog;
use aluma_types::{AccountId, Hash32, sha256};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::options::Options;
use crate::outcome::Failure;
use crate::{act, keys};

/// Whoever seals or opens something in a community.
pub(crate) struct Hand<'a> {
    pub(crate) options: &'a Options<'a>,
    pub(crate) client: &'a Client,
    /// Their account.
    pub(crate) account: AccountId,
    /// The community, as it was named.
    pub(crate) dao: &'a str,
    /// The key's secret, of which salts are made.
    pub(crate) secret: &'a [u8; 32],
}

impl Hand<'_> {
    /// The ledger's name.
    ///
    /// # Errors
    /// As the ledger answers.
    pub(crate) fn network(&self) -> Result<Hash32, Failure> {
        Ok(self.client.network()?)
    }

    /// The number of the community.
    ///
    /// # Errors
    /// Where it is not there, or the answer has another shape.
    pub(crate) fn dao_number(&self) -> Result<u64, Failure> {
        let answer = self.client.view("dao", &json!({ "dao": self.dao }))?;
        let number = answer.get("dao").and_then(Json::as_u64);
        number.ok_or_else(|| Failure::damaged("the answer about the community has another shape"))
    }
}

/// Does what `step` says, an action with its fields: sealing, or opening what was sealed.
///
/// # Errors
/// Where the key belongs to nobody, `step` says no, or the ledger refuses.
pub(crate) fn run(
    options: &Options<'_>,
    step: impl FnOnce(&Hand<'_>) -> Result<(&'static str, Json), Failure>,
) -> Result<(), Failure> {
    let door = Door::open(options, Purpose::Write)?;
    let done = said(options, &door.client, step);
    door.close();
    let (name, answer) = done?;
    let spec = options.registry().named(name).map(|(_, spec)| spec);
    let spec = spec.ok_or_else(|| Failure::usage(format!("no action {name}")))?;
    act::tell(options, spec, answer, None)
}

fn said(
    options: &Options<'_>,
    client: &Client,
    step: impl FnOnce(&Hand<'_>) -> Result<(&'static str, Json), Failure>,
) -> Result<(&'static str, Answer), Failure> {
    let secret = keys::secret(options)?;
    let author = Author::find(client, keys::signing_key(&secret)?, options.account())?;
    let account = author.account().ok_or_else(|| {
        Failure::usage("this key belongs to no account").hint("Join first, with an invitation.")
    })?;
    client.read_as(&author)?;
    let dao = options.text("dao").unwrap_or_default();
    let hand = Hand { options, client, account, dao, secret: secret.expose() };
    let (action, fields) = step(&hand)?;
    let wish = Wish { action, fields, secret: None };
    let answer = client.submit(&author, &wish).map_err(|error| match error {
        Error::Field(field) => Failure::usage(field.to_string()),
        other => other.into(),
    })?;
    Ok((action, answer))
}

/// A seal's salt of all that it is for, the key's secret among it: the same as often as it is asked for.
pub(crate) fn salt(parts: &[&[u8]]) -> u128 {
    let Hash32(mac) = sha256(parts);
    mac.iter().take(16).fold(0, |salt, byte| salt << 8 | u128::from(*byte))
}

/// What a panel or a sale waits for, by its name.
pub(crate) fn stage(of: &Json) -> Option<&str> {
    let stage = of.get("stage")?;
    stage.as_str().or_else(|| stage.as_object()?.keys().next().map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_read_by_its_name() {
        assert_eq!(stage(&json!({ "stage": { "commits": { "until": 1 } } })), Some("commits"));
        assert_eq!(stage(&json!({ "stage": "waiting" })), Some("waiting"));
        assert_eq!(stage(&json!({})), None);
    }
}
