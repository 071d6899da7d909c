//! Tests of communities.

mod belonging;
mod charter;
mod checkpoints;
mod enrolling;
mod joining;
mod leaving;
mod pauses;
mod reading;
mod refusals;
mod roles;
mod season;
mod templates;

use aluma_types::{AccountId, DaoId, Hash32, Proof, Span};

use crate::dao::actions::{Invite, Join};
use crate::dao::types::Standing;
use crate::dao::{member, refusals::Refusal};
use crate::kernel::receipt::Receipt;
use crate::kernel::refusal::Refused;
use crate::testing::{World, name, secret};

/// An invitation of a week.
fn invitation(dao: Option<DaoId>, key: Hash32, uses: u32, vouch: bool) -> Invite {
    Invite { dao, secret: key, uses, valid_for: Span::days(7), vouch }
}

/// Invites under a word and returns the proof of the secret.
fn invite(w: &mut World, who: &str, dao: DaoId, (word, uses, vouch): (&str, u32, bool)) -> Proof {
    let (key, proof) = secret(word);
    w.act(who, &invitation(Some(dao), key, uses, vouch)).expect("an invitation");
    proof
}

/// Comes without an account.
fn come(w: &mut World, who: &str, dao: DaoId, proof: Proof) -> Result<Receipt, Refused> {
    let handle = Some(name(who));
    w.come(who, &Join { dao: Some(dao), proof: Some(proof), handle, note: None })
}

/// Joins with an account.
fn join(w: &mut World, who: &str, dao: DaoId, proof: Option<Proof>) -> Result<Receipt, Refused> {
    w.act(who, &Join { dao: Some(dao), proof, handle: None, note: None })
}

/// How an account stands.
fn standing(w: &World, dao: DaoId, account: AccountId) -> Option<Standing> {
    member(w.state(), dao, account).map(|row| row.standing)
}

/// The name of the refusal.
fn told_no<T: core::fmt::Debug>(result: Result<T, Refused>) -> &'static str {
    result.expect_err("a refusal").name
}

/// The name of a refusal of this domain, for the tables.
fn word(refusal: Refusal) -> &'static str {
    Refused::from(refusal).name
}
