//! `rate`: what a drawn reviewer says of a contribution, sealed while others may still be swayed by it and
//! opened afterwards.
//!
//! The seal's salt is made from the key that signs, so that nothing has to be kept between the two: the
//! same key with the same figures opens what it sealed, on any machine.

use aluma_client::{Author, Client, Error, Wish};
use aluma_core::review::rules::drawing::seal;
use aluma_types::spec::Catalog;
use aluma_types::{AccountId, Hash32, Span, sha256};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::options::Options;
use crate::outcome::Failure;
use crate::{act, keys};

/// What a salt is made under.
const SALT: &[u8] = b"aluma rate salt v1";

/// One seat of a panel.
#[derive(Clone, Copy, Debug)]
struct Seat {
    network: Hash32,
    dao: u64,
    evidence: u64,
    round: u8,
    reviewer: AccountId,
}

impl Seat {
    /// The salt of this seat's seal: the same as often as it is asked for.
    fn salt(&self, secret: &[u8; 32]) -> u128 {
        let Hash32(mac) = sha256(&[
            SALT,
            secret,
            &self.network.0,
            &self.dao.to_be_bytes(),
            &self.evidence.to_be_bytes(),
            &[self.round],
            &self.reviewer.0.to_be_bytes(),
        ]);
        mac.iter().take(16).fold(0, |salt, byte| salt << 8 | u128::from(*byte))
    }

    fn sealed(&self, (quality, size_ms): (u8, u64), salt: u128) -> Hash32 {
        let of = (&self.network, self.dao, self.evidence, self.round);
        seal(of, (self.reviewer, quality, size_ms, salt))
    }
}

/// `rate --dao D --evidence N --quality Q --size S`: seals, or opens what was sealed.
///
/// # Errors
/// Where the panel waits for neither, or the ledger refuses.
pub(crate) fn run(options: &Options<'_>) -> Result<(), Failure> {
    let door = Door::open(options, Purpose::Write)?;
    let done = said(options, &door.client);
    door.close();
    let (name, answer) = done?;
    let spec = options.registry().named(name).map(|(_, spec)| spec);
    let spec = spec.ok_or_else(|| Failure::usage(format!("no action {name}")))?;
    act::tell(options, spec, answer, None)
}

fn said(
    options: &Options<'_>,
    client: &Client,
) -> Result<(&'static str, aluma_client::Answer), Failure> {
    let leaf = options.leaf();
    let number = |name: &str| leaf.get_one::<u64>(name).copied().unwrap_or_default();
    let (evidence, quality) = (number("evidence"), number("quality"));
    let text = options.text("size").unwrap_or_default();
    let size = Span::parse(text)
        .ok_or_else(|| Failure::usage(format!("--size {text}: a duration such as 90m or 2h")))?;
    let dao = options.text("dao").unwrap_or_default();
    let secret = keys::secret(options)?;
    let author = Author::find(client, keys::signing_key(&secret)?, options.account())?;
    let reviewer = author.account().ok_or_else(|| {
        Failure::usage("this key belongs to no account").hint("Join first, with an invitation.")
    })?;
    client.read_as(&author)?;
    let matter = json!({ "dao": dao, "evidence": evidence });
    let panel = client.view("panel", &matter)?;
    let seat = Seat {
        network: client.network()?,
        dao: number_of(client, dao)?,
        evidence,
        round: panel.get("round").and_then(Json::as_u64).unwrap_or_default() as u8,
        reviewer,
    };
    let salt = seat.salt(secret.expose());
    let mut fields = matter;
    let action = match stage(&panel) {
        Some("commits") => {
            let sealed = seat.sealed((quality as u8, size.0), salt);
            fields["sealed"] = json!(sealed.to_string());
            "seal-review"
        }
        Some("reveals") => {
            fields["quality"] = json!(quality);
            fields["size"] = json!(format!("{}ms", size.0));
            fields["salt"] = json!(salt.to_string());
            fields["reasons"] = json!(options.text("reasons"));
            "reveal-review"
        }
        other => return Err(not_now(other)),
    };
    let wish = Wish { action, fields, secret: None };
    let answer = client.submit(&author, &wish).map_err(|error| match error {
        Error::Field(field) => Failure::usage(field.to_string()),
        other => other.into(),
    })?;
    Ok((action, answer))
}

/// What a panel or a sale waits for, by its name.
pub(crate) fn stage(panel: &Json) -> Option<&str> {
    let stage = panel.get("stage")?;
    stage.as_str().or_else(|| stage.as_object()?.keys().next().map(String::as_str))
}

/// The number of a community.
///
/// # Errors
/// Where it is not there, or the answer has another shape.
pub(crate) fn number_of(client: &Client, dao: &str) -> Result<u64, Failure> {
    let answer = client.view("dao", &json!({ "dao": dao }))?;
    let number = answer.get("dao").and_then(Json::as_u64);
    number.ok_or_else(|| Failure::damaged("the answer about the community has another shape"))
}

fn not_now(stage: Option<&str>) -> Failure {
    match stage {
        Some("waiting") => Failure::usage("nobody is drawn for this panel yet")
            .hint("It takes two more blocks; what waits for you: aluma show my-reviews."),
        _ => Failure::usage("this panel is over")
            .hint("What it came to: aluma show panel; what waits for you: aluma show my-reviews."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEAT: Seat =
        Seat { network: Hash32([7; 32]), dao: 1, evidence: 2, round: 0, reviewer: AccountId(3) };

    #[test]
    fn a_salt_is_of_one_key_and_one_seat() {
        let salt = SEAT.salt(&[1; 32]);
        assert_eq!(salt, SEAT.salt(&[1; 32]));
        let others = [
            SEAT.salt(&[2; 32]),
            Seat { dao: 2, ..SEAT }.salt(&[1; 32]),
            Seat { evidence: 3, ..SEAT }.salt(&[1; 32]),
            Seat { round: 1, ..SEAT }.salt(&[1; 32]),
            Seat { reviewer: AccountId(4), ..SEAT }.salt(&[1; 32]),
            Seat { network: Hash32([8; 32]), ..SEAT }.salt(&[1; 32]),
        ];
        assert!(others.iter().all(|other| *other != salt));
    }

    #[test]
    fn a_seal_is_that_of_the_ledger_and_hides_nothing_else() {
        let salt = SEAT.salt(&[1; 32]);
        let of = (&SEAT.network, 1, 2, 0);
        let sealed = SEAT.sealed((80, 7_200_000), salt);
        assert_eq!(sealed, seal(of, (AccountId(3), 80, 7_200_000, salt)));
        assert_ne!(sealed, SEAT.sealed((81, 7_200_000), salt));
        assert_ne!(sealed, SEAT.sealed((80, 7_200_001), salt));
    }

    #[test]
    fn a_panel_is_read_by_its_stage() {
        assert_eq!(stage(&json!({ "stage": { "commits": { "until": 1 } } })), Some("commits"));
        assert_eq!(stage(&json!({ "stage": "waiting" })), Some("waiting"));
        assert_eq!(stage(&json!({})), None);
    }
}
