//! Accounts, their keys, and every refusal in the order of their numbers.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use aluma_types::admission::Inadmissible;
use aluma_types::{AccountId, DaoId, List, PublicKey, Signer, Timestamp, Turn, sha256};

use crate::dao::actions::{Enroll, Join, NewPayee};
use crate::identity::actions::{AddKey, Claim};
use crate::identity::refusals::Refusal;
use crate::identity::views::AccountView;
use crate::identity::{Event, account, accounts_of, bound_elsewhere, is_claimed};
use crate::kernel::action::Action;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::testing::{World, body, name, secret};

pub(super) fn public(word: &str) -> PublicKey {
    PublicKey::Ed25519(sha256(&[word.as_bytes()]).0)
}

/// The next change of somebody's keys: another one with full control.
fn add(w: &World, who: &str, word: &str) -> AddKey {
    AddKey { key: public(word), sequence: w.turn(who) }
}

/// A community with a payee that waits for the secret "noa".
fn world() -> (World, DaoId, AccountId) {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let payee = NewPayee {
        handle: name("NOA"),
        label: body("noa"),
        label_hash: sha256(&[b"noa"]),
        secret: Some(secret("noa").0),
    };
    let payees = List::new(alloc::vec![payee]).unwrap();
    let made = w.act("ana", &Enroll { dao, payees }).unwrap().made;
    (w, dao, AccountId(made.unwrap()))
}

fn by_secret(account: AccountId, word: &str) -> Claim {
    Claim { account, key: None, proof: Some(secret(word).1) }
}

fn by_dao(account: AccountId, word: &str) -> Claim {
    Claim { account, key: Some(public(word)), proof: None }
}

#[test]
fn an_account_that_nobody_holds_cannot_act_until_it_is_claimed_by_its_secret() {
    let (mut w, _, payee) = world();
    let signer = Signer::Key { account: payee, key: 0 };
    let any = AddKey { key: public("any"), sequence: Turn(0) };
    assert!(matches!(w.bring(signer, &any), Err(Inadmissible::UnknownKey)));
    let wrong = w.bring(Signer::New(public("noa's")), &by_secret(payee, "another"));
    assert!(matches!(wrong, Err(Inadmissible::UnknownKey)), "a wrong secret gets no place");
    w.events::<Event>();
    w.come("noa", &by_secret(payee, "noa")).unwrap();
    assert_eq!(w.id("noa"), payee, "the account stays the same");
    assert!(is_claimed(w.state(), payee));
    assert!(
        matches!(w.events::<Event>()[..], [Event::AccountClaimed { account, .. }] if account == payee)
    );
    let second = add(&w, "noa", "second");
    w.act("noa", &second).unwrap();
    let again = w.bring(Signer::New(public("late")), &by_secret(payee, "noa"));
    assert!(matches!(again, Err(Inadmissible::UnknownKey)), "the secret was for once");
}

#[test]
fn a_dao_names_the_key_of_a_payee_of_its_own() {
    let (mut w, dao, payee) = world();
    w.decide(dao, &by_dao(payee, "approved")).unwrap();
    let held: alloc::vec::Vec<_> = accounts_of(w.state(), &public("approved")).collect();
    assert_eq!(held, [(payee, 0)]);
    let spent = w.bring(Signer::New(public("late")), &by_secret(payee, "noa"));
    assert!(matches!(spent, Err(Inadmissible::UnknownKey)), "its secret opens nothing any more");
}

#[test]
fn changes_of_keys_come_in_their_turn() {
    let mut w = World::new();
    let ana = w.person("ana");
    let turn = |w: &World| w.ask(None, &AccountView { account: ana }).unwrap().sequence;
    assert_eq!(turn(&w), 0);
    let named = |word, sequence| AddKey { key: public(word), sequence: Turn(sequence) };
    w.act("ana", &named("one", 0)).unwrap();
    // Meant for the turn that is over, or for one that has not come: signed, and without effect.
    for sequence in [0, 2] {
        let refused = w.act("ana", &named("two", sequence)).unwrap_err();
        assert_eq!(refused, Refusal::NotItsTurn { turn: 1 }.into());
    }
    w.act("ana", &named("two", 1)).unwrap();
    w.act("ana", &named("three", 2)).unwrap();
    assert_eq!(turn(&w), 3);
    assert_eq!(account(w.state(), ana).unwrap().keys, 4);
}

/// Runs an action as a key without an account, past admission.
fn as_newcomer(w: &mut World, action: &Claim) -> Refused {
    let origin = Origin::Newcomer { key: public("new") };
    w.inside(|ctx| {
        ctx.nested(origin, |ctx| {
            let plan = action.check(ctx)?;
            Ok(action.clone().apply(plan, ctx)?)
        })
    })
    .unwrap_err()
}

/// Those of accounts and their keys; of waiting and recovery tells `recovery.scn`.
#[test]
fn a_secret_of_something_else_proves_nothing() {
    let (mut w, _, payee) = world();
    let refused = as_newcomer(&mut w, &by_secret(payee, "another"));
    assert_eq!(refused.name, "claim-needs-proof");
}

#[test]
fn every_refusal_is_provoked() {
    for (code, name) in Refusal::LIST.iter().take_while(|(code, _)| *code < 117) {
        let refused = provoke(name);
        assert_eq!((refused.code, refused.name), (*code, *name));
    }
}

fn provoke(refusal: &str) -> Refused {
    let (mut w, dao, payee) = world();
    let ana = w.id("ana");
    match refusal {
        "no-such-account" => w.decide(dao, &by_dao(AccountId(99), "key")).unwrap_err(),
        "name-taken" => {
            let (key, proof) = secret("link");
            let valid_for = aluma_types::Span::days(1);
            let invite = crate::dao::actions::Invite {
                dao: None,
                secret: key,
                uses: 1,
                valid_for,
                vouch: false,
            };
            w.act("ana", &invite).unwrap();
            let handle = Some(name("ana"));
            let join = Join { dao: None, proof: Some(proof), handle, note: None };
            w.come("another ana", &join).unwrap_err()
        }
        "already-claimed" => w.decide(dao, &by_dao(ana, "key")).unwrap_err(),
        "not-your-payee" => {
            let other = w.community(&["dan"]);
            w.decide(other, &by_dao(payee, "key")).unwrap_err()
        }
        "too-many-keys" => {
            for number in 1..64 {
                let next = add(&w, "ana", &format!("{number}"));
                w.act("ana", &next).unwrap();
            }
            let last = add(&w, "ana", "64");
            w.act("ana", &last).unwrap_err()
        }
        "key-already-there" => {
            let first = add(&w, "ana", "one");
            w.act("ana", &first).unwrap();
            let again = add(&w, "ana", "one");
            w.act("ana", &again).unwrap_err()
        }
        "claim-needs-proof" => {
            let neither = Claim { account: payee, key: None, proof: None };
            w.decide(dao, &neither).unwrap_err()
        }
        "not-its-turn" => {
            w.act("ana", &AddKey { key: public("one"), sequence: Turn(1) }).unwrap_err()
        }
        _ => super::keys::provoke(refusal),
    }
}

#[test]
fn an_account_is_bound_to_a_site_where_each_key_with_full_control_was_made_on_another() {
    use crate::identity::types::{Key, KeyRole};
    use crate::registry::State;
    use aluma_types::keys::rp_hash;
    let (old, new) = (rp_hash("old.example"), rp_hash("new.example"));
    let on = |rp, word: u8| PublicKey::Passkey { point: [word; 33], rp };
    let cases: [(&[PublicKey], bool); 7] = [
        (&[on(old, 1)], true),
        (&[on(old, 1), on(old, 2)], true),
        (&[on(rp_hash("localhost"), 1), on(old, 2)], true),
        (&[on(new, 1)], false),
        (&[on(old, 1), on(new, 2)], false),
        (&[public("a"), on(old, 2)], false),
        (&[on(old, 1), public("a")], false),
    ];
    let mut state = State::default();
    for (account, (keys, _)) in (1..).zip(&cases) {
        for (number, key) in (0..).zip(*keys) {
            let row = Key::owner(*key, Timestamp(1));
            state.identity.keys.put((AccountId(account), number), Box::new(row));
        }
        // What a session's key may do does not count.
        let session = Key { role: KeyRole::Session, ..Key::owner(public("s"), Timestamp(1)) };
        state.identity.keys.put((AccountId(account), 9), Box::new(session));
    }
    let bound: Vec<_> = bound_elsewhere(&state, &[new]).into_iter().collect();
    let wanted = (1..).zip(&cases).filter(|(_, (_, is_bound))| *is_bound);
    let wanted: Vec<_> = wanted.map(|(account, _)| AccountId(account)).collect();
    assert_eq!(bound.iter().map(|(account, _)| *account).collect::<Vec<_>>(), wanted);
    assert_eq!(bound.first().map(|(_, sites)| sites.as_slice()), Some([old].as_slice()));
    assert_eq!(bound.last().map(|(_, sites)| sites.len()), Some(2));
    let all = [new, old, rp_hash("localhost")];
    assert!(bound_elsewhere(&state, &all).is_empty());
}
