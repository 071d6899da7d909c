//! `rate`: what a drawn reviewer says of a contribution, sealed and then opened ([`crate::sealing`]).

use aluma_core::review::rules::drawing::seal;
use aluma_types::{AccountId, Hash32, Span};
use serde_json::{Value as Json, json};

use crate::options::Options;
use crate::outcome::Failure;
use crate::sealing::{self, Hand, stage};

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
        sealing::salt(&[
            SALT,
            secret,
            &self.network.0,
            &self.dao.to_be_bytes(),
            &self.evidence.to_be_bytes(),
            &[self.round],
            &self.reviewer.0.to_be_bytes(),
        ])
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
    sealing::run(options, step)
}

fn step(hand: &Hand<'_>) -> Result<(&'static str, Json), Failure> {
    let options = hand.options;
    let leaf = options.leaf();
    let number = |name: &str| leaf.get_one::<u64>(name).copied().unwrap_or_default();
    let (evidence, quality) = (number("evidence"), number("quality"));
    let text = options.text("size").unwrap_or_default();
    let size = Span::parse(text)
        .ok_or_else(|| Failure::usage(format!("--size {text}: a duration such as 90m or 2h")))?;
    let matter = json!({ "dao": hand.dao, "evidence": evidence });
    let panel = hand.client.view("panel", &matter)?;
    let seat = Seat {
        network: hand.network()?,
        dao: hand.dao_number()?,
        evidence,
        round: panel.get("round").and_then(Json::as_u64).unwrap_or_default() as u8,
        reviewer: hand.account,
    };
    let salt = seat.salt(hand.secret);
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
    Ok((action, fields))
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
}
