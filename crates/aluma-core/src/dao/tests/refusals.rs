//! Each refusal of the domain, provoked once, in the order of their numbers.

use aluma_types::{DaoId, Span};

use super::enrolling::enroll;
use super::{come, invitation, invite, join, told_no};
use crate::dao::actions::invite::MAX_OPEN;
use crate::dao::actions::join::MAX_APPLICANTS;
use crate::dao::actions::steps::FOUNDED_PER_DAY;
use crate::dao::actions::{Admit, Amend, Invite, Join, Leave, Object};
use crate::dao::types::{Joining, Visibility};
use crate::dao::views::CharterView;
use crate::dao::{NewDao, Refusal};
use crate::kernel::refusal::Refused;
use crate::testing::{Founding, World, changes, name, secret};

#[test]
fn every_refusal_is_provoked() {
    // Those from 234 on stand in the scenario files, which are held to all of them.
    for (code, name) in Refusal::LIST.iter().filter(|(code, _)| *code <= 233) {
        let refused = provoke(name);
        assert_eq!((refused.code, refused.name), (*code, *name));
    }
}

/// A world in which ana and ben are members and cleo is not.
fn world() -> (World, DaoId) {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    w.person("cleo");
    (w, dao)
}

/// As [`world`], but whoever wants to join applies; cleo has.
fn applied() -> (World, DaoId) {
    let mut w = World::new();
    let founding = Founding { joining: Joining::Application, ..Founding::default() };
    let dao = w.found("ana", &founding).unwrap();
    w.person("cleo");
    join(&mut w, "cleo", dao, None).unwrap();
    (w, dao)
}

fn amend(w: &mut World, dao: DaoId, list: &[(&str, &str)]) -> Refused {
    w.decide(dao, &Amend { changes: changes(list) }).unwrap_err()
}

fn provoke(name: &str) -> Refused {
    let number: Option<u16> =
        Refusal::LIST.iter().find(|(_, known)| *known == name).map(|(code, _)| *code);
    match number.unwrap_or(0) {
        201..=206 => provoke_founding_and_reading(name),
        207..=213 => provoke_joining(name),
        214..=222 => provoke_inviting_and_applying(name),
        _ => provoke_enrolling_and_amending(name),
    }
}

fn provoke_founding_and_reading(name: &str) -> Refused {
    let (mut w, dao) = world();
    match name {
        "no-such-dao" => w.act("ana", &Leave { dao: DaoId(99) }).unwrap_err(),
        "for-members" => {
            let listed = Founding { visibility: Some(Visibility::Listed), ..Founding::default() };
            let dao = w.found("ana", &listed).unwrap();
            w.ask(None, &CharterView { dao }).unwrap_err()
        }
        "handle-taken" => {
            let row = crate::dao::dao(w.state(), dao).unwrap().clone();
            let new = NewDao {
                founder: row.founder,
                handle: row.handle,
                name: row.name,
                purpose: row.purpose,
                joining: Joining::Invitation,
                manner: row.manner,
                template: row.template,
                visibility: None,
                season: None,
                changes: changes(&[]),
                share: None,
            };
            w.inside(|ctx| Ok(crate::dao::may_found(ctx, &new).map(drop)?)).unwrap_err()
        }
        "too-many-founded" => {
            // One stands already.
            for _ in 1..FOUNDED_PER_DAY {
                w.found("ana", &Founding::default()).unwrap();
            }
            let refused = w.found("ana", &Founding::default()).unwrap_err();
            w.advance(Span::days(1));
            w.found("ana", &Founding::default()).unwrap();
            refused
        }
        "not-admitted" => {
            w.act("cleo", &invitation(Some(dao), secret("x").0, 1, true)).unwrap_err()
        }
        "not-a-member" => w.act("cleo", &Leave { dao }).unwrap_err(),
        _ => panic!("no scenario provokes {name}"),
    }
}

fn provoke_joining(name: &str) -> Refused {
    let (mut w, dao) = world();
    let join_as = |handle: Option<&str>, dao, proof| Join {
        dao,
        proof: Some(proof),
        handle: handle.map(crate::testing::name),
        note: None,
    };
    let proof = invite(&mut w, "ana", dao, ("link", 5, true));
    match name {
        "already-member" => join(&mut w, "ben", dao, Some(proof)).unwrap_err(),
        "no-such-invitation" => {
            join(&mut w, "cleo", dao, Some(secret("never made").1)).unwrap_err()
        }
        "invitation-elsewhere" => {
            let other = w.community(&["dan"]);
            join(&mut w, "cleo", other, Some(proof)).unwrap_err()
        }
        "invitation-needed" => join(&mut w, "cleo", dao, None).unwrap_err(),
        "handle-needed" => w.come("dan", &join_as(None, Some(dao), proof)).unwrap_err(),
        "handle-not-wanted" => {
            w.act("cleo", &join_as(Some("cleo-2"), Some(dao), proof)).unwrap_err()
        }
        "nothing-to-join" => w.act("cleo", &join_as(None, None, proof)).unwrap_err(),
        _ => panic!("no scenario provokes {name}"),
    }
}

fn provoke_inviting_and_applying(name: &str) -> Refused {
    let (mut w, dao) = applied();
    let cleo = w.id("cleo");
    match name {
        "invitation-there" => {
            invite(&mut w, "ana", dao, ("link", 1, true));
            w.act("ana", &invitation(Some(dao), secret("link").0, 1, true)).unwrap_err()
        }
        "invitation-too-wide" => too_wide(&mut w, dao),
        "too-many-invitations" => {
            for number in 0..MAX_OPEN {
                invite(&mut w, "ana", dao, (&alloc::format!("link-{number}"), 1, true));
            }
            w.act("ana", &invitation(Some(dao), secret("more").0, 1, true)).unwrap_err()
        }
        "no-vouching" => {
            let to_the_ledger = invitation(None, secret("link").0, 1, true);
            assert_eq!(told_no(w.act("ana", &to_the_ledger)), "no-vouching");
            w.decide(dao, &Amend { changes: changes(&[("membership.vouching", "no")]) }).unwrap();
            w.act("ana", &invitation(Some(dao), secret("link").0, 1, true)).unwrap_err()
        }
        "too-many-vouched" => {
            w.decide(dao, &Amend { changes: changes(&[("membership.vouches", "1")]) }).unwrap();
            w.advance(Span::days(31));
            let proof = invite(&mut w, "ana", dao, ("link", 2, true));
            come(&mut w, "dan", dao, proof).unwrap();
            come(&mut w, "eve", dao, proof).unwrap_err()
        }
        "too-many-applicants" => {
            for number in 1..MAX_APPLICANTS {
                let who = alloc::format!("applicant-{number}");
                w.person(&who);
                join(&mut w, &who, dao, None).unwrap();
            }
            w.person("one more");
            join(&mut w, "one more", dao, None).unwrap_err()
        }
        "no-such-applicant" => {
            let account = w.person("dan");
            assert_eq!(told_no(w.decide(dao, &Admit { account })), "no-such-applicant");
            w.act("ana", &Object { dao, account, reason: None }).unwrap_err()
        }
        "awaits-vote" => {
            let object = Object { dao, account: cleo, reason: None };
            w.act("ana", &object).unwrap();
            w.act("ana", &object).unwrap_err()
        }
        "objections-closed" => {
            w.sleep(Span::days(3));
            w.act("ana", &Object { dao, account: cleo, reason: None }).unwrap_err()
        }
        _ => panic!("no scenario provokes {name}"),
    }
}

/// Both sides of the bounds of an invitation.
fn too_wide(w: &mut World, dao: DaoId) -> Refused {
    let days = Span::days(90);
    let open = |uses, valid_for, word: &str| {
        let secret = secret(word).0;
        Invite { dao: Some(dao), secret, uses, valid_for, vouch: true }
    };
    w.act("ana", &open(1_000, days, "widest")).unwrap();
    w.act("ana", &open(1, Span(1), "narrowest")).unwrap();
    for (uses, valid_for) in [(0, days), (1_001, days), (1, Span(0))] {
        let told = told_no(w.act("ana", &open(uses, valid_for, "no")));
        assert_eq!(told, "invitation-too-wide", "{uses}, {valid_for:?}");
    }
    w.act("ana", &open(1, Span(days.0 + 1), "no")).unwrap_err()
}

fn provoke_enrolling_and_amending(name: &str) -> Refused {
    let (mut w, dao) = world();
    match name {
        "nobody-to-enroll" => w.act("ana", &enroll(dao, &[])).unwrap_err(),
        "payee-enrolled" => w.act("ana", &enroll(dao, &["noa", "noa"])).unwrap_err(),
        "payee-name-taken" => {
            // The handles differ from the labels by capitals only.
            w.person("NOA");
            w.act("ana", &enroll(dao, &["noa"])).unwrap_err()
        }
        "another-dao" => {
            let other = w.community(&["dan"]);
            w.decide(dao, &enroll(other, &["noa"])).unwrap_err()
        }
        "no-such-parameter" => amend(&mut w, dao, &[("membership.mood", "good")]),
        "parameter-twice" => {
            amend(&mut w, dao, &[("membership.vouches", "6"), ("membership.vouches", "7")])
        }
        "bad-parameter" => amend(&mut w, dao, &[("membership.vouches", "many")]),
        "parameter-out-of-range" => amend(&mut w, dao, &[("membership.vouches", "1001")]),
        "joined-by-holding" => {
            let by_holding = &[("membership.joining", "holding")];
            w.decide(dao, &Amend { changes: changes(by_holding) }).unwrap();
            join(&mut w, "cleo", dao, None).unwrap_err()
        }
        "not-by-holding" => w.act("cleo", &crate::treasury::actions::Enter { dao }).unwrap_err(),
        "nothing-to-change" => amend(&mut w, dao, &[("membership.vouching", "yes")]),
        _ => panic!("no scenario provokes {name}"),
    }
}

#[test]
fn a_name_is_one_persons() {
    let (mut w, dao) = world();
    let proof = invite(&mut w, "ana", dao, ("link", 5, true));
    let taken = Join { dao: Some(dao), proof: Some(proof), handle: Some(name("cleo")), note: None };
    assert_eq!(told_no(w.come("dan", &taken)), "name-taken");
}
