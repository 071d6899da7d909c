//! The five who vote: the founder, and four who join by the founder's invitation.

use aluma_types::{AccountId, DaoId, Span, show};
use serde_json::json;

use super::error::ImportError;
use super::hand::Hand;
use super::names::{INVITED, Names};
use crate::author::{Author, accounts};
use crate::client::Wish;
use crate::error::Error;

/// How long the council's invitation stands; what it is used for follows at once.
const INVITATION: Span = Span::days(90);

/// The council, after everybody who was missing has joined.
pub(super) fn gather(
    hand: &mut Hand<'_>,
    names: &Names,
    dao: DaoId,
) -> Result<Vec<Author>, ImportError> {
    let mut council = vec![hand.tools.founder.clone()];
    for place in 1..=INVITED {
        let key = names.key(place)?;
        let known = accounts(hand.tools.client, &key.public())?;
        council.push(match known.first() {
            Some(held) => Author::held(key, *held),
            None => {
                let newcomer = Author::newcomer(key.clone());
                let account = join(hand, names, (dao, place), &newcomer)?;
                Author::of(key, account, 0)
            }
        });
    }
    Ok(council)
}

/// Joins by the invitation that is open, or makes one. One that ran out has left the ledger, so its
/// secret serves again.
fn join(
    hand: &mut Hand<'_>,
    names: &Names,
    (dao, place): (DaoId, u8),
    newcomer: &Author,
) -> Result<AccountId, ImportError> {
    let secret = names.invitation()?;
    let fields = json!({ "dao": dao.0, "handle": names.member(place) });
    let wish = Wish { action: "join", fields, secret: Some(&secret) };
    match hand.act(newcomer, &wish) {
        // Not admitted: no open invitation has this secret, and nothing was spent on asking.
        Err(Error::Refused(problem)) if problem.name == "unknown-key" => {}
        answer => return made(answer?.made),
    }
    let invitation = json!({
        "dao": dao.0,
        "secret": secret.public().to_string(),
        "uses": INVITED,
        "valid_for": show::span(INVITATION),
        "vouch": true,
    });
    let founder = hand.tools.founder.clone();
    hand.act(&founder, &Wish::new("invite", invitation))?;
    made(hand.act(newcomer, &wish)?.made)
}

fn made(number: Option<u64>) -> Result<AccountId, ImportError> {
    let missing = || Error::Answer("a member joined without an account".to_owned());
    Ok(AccountId(number.ok_or_else(missing)?))
}
