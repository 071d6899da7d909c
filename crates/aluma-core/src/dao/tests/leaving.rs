use aluma_types::Span;

use super::{come, invite, join, standing, told_no, word};
use crate::dao::actions::Leave;
use crate::dao::types::{Joining, Standing};
use crate::dao::{Event, HEAD, Moment, Refusal, heads_of, heads_total, member_count};
use crate::testing::{Founding, World};

#[test]
fn leaving_ends_the_vote_and_what_was_offered() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    let (ana, ben) = (w.id("ana"), w.id("ben"));
    let own = invite(&mut w, "ben", dao, ("own", 5, true));
    let others = invite(&mut w, "ana", dao, ("others", 5, true));
    let before = w.height();
    w.act("ben", &Leave { dao }).unwrap();

    assert_eq!(standing(&w, dao, ben), Some(Standing::Left));
    let heads = heads_of(w.state(), dao, ben).unwrap();
    assert_eq!((heads.at(before), heads.value()), (HEAD, 0), "the past is not rewritten");
    assert_eq!(heads_total(w.state(), dao).unwrap().value(), HEAD);
    assert_eq!(member_count(w.state(), dao), 1);
    assert!(!w.state().dao.invitations.contains(&own.key));
    assert!(w.state().dao.invitations.contains(&others.key));
    assert!(crate::identity::exists(w.state(), ben), "the account stays theirs");
    assert_eq!(standing(&w, dao, ana), Some(Standing::Admitted));
}

#[test]
fn the_last_one_can_leave_and_somebody_can_come_back() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    let ben = w.id("ben");
    w.act("ben", &Leave { dao }).unwrap();
    assert_eq!(told_no(w.act("ben", &Leave { dao })), word(Refusal::NotAMember));
    let proof = invite(&mut w, "ana", dao, ("back", 1, true));
    join(&mut w, "ben", dao, Some(proof)).unwrap();
    assert_eq!(standing(&w, dao, ben), Some(Standing::Admitted));
    w.act("ana", &Leave { dao }).unwrap();
    w.act("ben", &Leave { dao }).unwrap();
    assert_eq!(member_count(w.state(), dao), 0);
}

#[test]
fn an_application_that_is_withdrawn_leaves_nothing() {
    let mut w = World::new();
    let by_application = Founding { joining: Joining::Application, ..Founding::default() };
    let dao = w.found("ana", &by_application).unwrap();
    let ben = w.person("ben");
    join(&mut w, "ben", dao, None).unwrap();
    w.act("ben", &Leave { dao }).unwrap();
    assert_eq!(standing(&w, dao, ben), None);
    assert_eq!(w.state().dao.members.index().applicants(dao), 0);
    w.events::<Event>();
    w.advance(Span::days(4));
    assert_eq!(w.events::<Event>(), []);
    // It can be made again.
    join(&mut w, "ben", dao, None).unwrap();
}

#[test]
fn whoever_comes_and_goes_can_always_leave() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let proof = invite(&mut w, "ana", dao, ("link", 1_000, true));
    come(&mut w, "ben", dao, proof).unwrap();
    for _ in 0..520 {
        w.act("ben", &Leave { dao }).unwrap();
        join(&mut w, "ben", dao, Some(proof)).unwrap();
    }
    let ben = w.id("ben");
    let heads = heads_of(w.state(), dao, ben).unwrap();
    assert!(heads.rows().len() <= crate::dao::MAX_CHECKPOINTS);
    let now = Moment { height: w.height(), time: w.now() };
    assert_eq!(heads.ramped(now, Span::days(14)), HEAD, "admitted in the season");
    let total = heads_total(w.state(), dao).unwrap();
    assert!(total.rows().len() <= 3, "a total keeps two blocks");
}
