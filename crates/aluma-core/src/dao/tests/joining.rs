use aluma_types::{Span, Timestamp};

use super::{come, invite, join, standing, told_no, word};
use crate::dao::actions::{Admit, Join, Object};
use crate::dao::rules::joining::{
    Bearer, Entry, VOUCH_WINDOW, entry, leads_on, vouched_once_more, vouching_again,
};
use crate::dao::types::{Joining, Standing, Vouched};
use crate::dao::{Event, Refusal, is_admitted, member, member_count};
use crate::kernel::origin::Origin;
use crate::testing::{Founding, World, body, name, secret};

const APPLICATION: Founding = Founding {
    joining: Joining::Application,
    manner: crate::dao::Manner::SmallCircle,
    template: None,
    visibility: None,
    season: None,
    changes: alloc::vec::Vec::new(),
};

#[test]
fn who_comes_in_by_which_rule() {
    use {Bearer as B, Entry as E, Joining as J};
    //  rule, what they bring -> what becomes of them
    for (rule, bearer, outcome) in [
        (J::Open, B::Nobody, Some(E::Joined)),
        (J::Open, B::Invited, Some(E::Joined)),
        (J::Open, B::Vouched, Some(E::Admitted)),
        (J::Application, B::Nobody, Some(E::Applied)),
        (J::Application, B::Invited, Some(E::Applied)),
        (J::Application, B::Vouched, Some(E::Admitted)),
        (J::Invitation, B::Nobody, None),
        (J::Invitation, B::Invited, Some(E::Applied)),
        (J::Invitation, B::Vouched, Some(E::Admitted)),
        (J::Vote, B::Nobody, Some(E::AwaitsVote)),
        (J::Vote, B::Invited, Some(E::AwaitsVote)),
        (J::Vote, B::Vouched, Some(E::AwaitsVote)),
    ] {
        assert_eq!(entry(rule, bearer), outcome, "{rule:?}, {bearer:?}");
    }
}

#[test]
fn joining_leads_on_or_is_refused() {
    let applicant = Standing::Applicant { until: None };
    //  stands, entry -> leads on
    for (standing, entry, leads) in [
        (None, Entry::Joined, true),
        (Some(Standing::Left), Entry::Applied, true),
        (Some(Standing::Joined), Entry::Joined, false),
        (Some(Standing::Joined), Entry::Applied, true),
        (Some(Standing::Joined), Entry::Admitted, true),
        (Some(applicant), Entry::Applied, false),
        (Some(applicant), Entry::Joined, false),
        (Some(applicant), Entry::Admitted, true),
        (Some(Standing::Admitted), Entry::Admitted, false),
    ] {
        assert_eq!(leads_on(standing, entry), leads, "{standing:?}, {entry:?}");
    }
}

#[test]
fn vouching_is_counted_in_windows() {
    let begin = Timestamp(1_000);
    let full = Vouched { from: begin, count: 5 };
    let again = begin.after(VOUCH_WINDOW);
    //  vouched, limit, now -> when again
    for (vouched, limit, now, expected) in [
        (Vouched::default(), 1, begin, None),
        (full, 6, begin, None),
        (full, 5, begin, Some(again)),
        (full, 5, again.before(Span(1)), Some(again)),
        (full, 5, again, None),
    ] {
        assert_eq!(vouching_again(vouched, limit, now), expected, "{vouched:?} of {limit}");
    }
    let last = again.before(Span(1));
    assert_eq!(vouched_once_more(full, last), Vouched { count: 6, ..full });
    assert_eq!(vouched_once_more(full, again), Vouched { from: again, count: 1 });
}

#[test]
fn one_link_brings_many() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let proof = invite(&mut w, "ana", dao, ("link", 3, true));
    for who in ["ben", "cleo", "dan"] {
        let receipt = come(&mut w, who, dao, proof).unwrap();
        assert_eq!(receipt.made, Some(w.id(who).0));
        assert!(is_admitted(w.state(), dao, w.id(who)));
        assert_eq!(member(w.state(), dao, w.id(who)).unwrap().inviter, Some(w.id("ana")));
    }
    assert_eq!(member_count(w.state(), dao), 4);
    // Used up, it is gone with its entry in the due queue: only the season's end is left.
    assert!(w.state().dao.invitations.is_empty());
    w.person("eve");
    assert_eq!(told_no(join(&mut w, "eve", dao, Some(proof))), word(Refusal::NoSuchInvitation));
}

#[test]
fn an_invitation_counts_at_its_last_instant() {
    for (late, is_open) in [(0, true), (1, false)] {
        let mut w = World::new();
        let dao = w.community(&["ana"]);
        w.person("ben");
        let proof = invite(&mut w, "ana", dao, ("link", 2, true));
        // A transaction's block comes one second after the last.
        w.sleep(Span(Span::days(7).0 - 1_000 + late));
        let result = join(&mut w, "ben", dao, Some(proof));
        assert_eq!(result.is_ok(), is_open, "{late} ms late");
    }
}

#[test]
fn an_invitation_that_ran_out_is_cleared_away() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    invite(&mut w, "ana", dao, ("link", 2, true));
    w.advance(Span::days(7));
    assert_eq!(w.state().dao.invitations.len(), 1);
    w.advance(Span(1));
    assert!(w.state().dao.invitations.is_empty());
}

#[test]
fn the_operator_brings_the_first_people() {
    let mut w = World::new();
    let (key, proof) = secret("first");
    w.act("operator", &super::invitation(None, key, 2, false)).unwrap();
    let handle = Some(name("ana"));
    w.come("ana", &Join { dao: None, proof: Some(proof), handle, note: None }).unwrap();
    // Whoever has an account invites to the ledger, too.
    let (key, proof) = secret("second");
    w.act("ana", &super::invitation(None, key, 1, false)).unwrap();
    let handle = Some(name("ben"));
    w.come("ben", &Join { dao: None, proof: Some(proof), handle, note: None }).unwrap();
    let inviter = crate::identity::account(w.state(), w.id("ben")).unwrap().inviter;
    assert_eq!(inviter, Some(w.id("ana")));
}

/// Where everybody may join, no charter counts heads.
fn open_to_all() -> Founding {
    let changes = alloc::vec![
        ("weight.heads", "0"),
        ("weight.shares", "10000"),
        ("weight.asset", "1"),
        ("weight.shares-on-constitution", "yes"),
    ];
    Founding { joining: Joining::Open, changes, ..Founding::default() }
}

#[test]
fn an_invitation_to_the_ledger_opens_the_door_of_a_community_no_further() {
    let mut w = World::new();
    let open = open_to_all();
    let dao = w.found("ana", &open).unwrap();
    let closed = w.found("ana", &Founding::default()).unwrap();
    let (key, proof) = secret("ledger");
    w.act("operator", &super::invitation(None, key, 2, false)).unwrap();
    come(&mut w, "ben", dao, proof).unwrap();
    assert_eq!(standing(&w, dao, w.id("ben")), Some(Standing::Joined));
    let refused = come(&mut w, "cleo", closed, proof);
    assert_eq!(told_no(refused), word(Refusal::InvitationNeeded));
}

#[test]
fn silence_admits_and_one_objection_makes_it_a_vote() {
    let mut w = World::new();
    let dao = w.found("ana", &APPLICATION).unwrap();
    let (ben, cleo) = (w.person("ben"), w.person("cleo"));
    let note = Some(body("I bake bread"));
    w.act("ben", &Join { dao: Some(dao), proof: None, handle: None, note }).unwrap();
    join(&mut w, "cleo", dao, None).unwrap();
    w.act("ana", &Object { dao, account: cleo, reason: Some(body("a stranger")) }).unwrap();
    let until = w.now().before(Span(2_000)).after(Span::days(3));
    assert_eq!(standing(&w, dao, ben), Some(Standing::Applicant { until: Some(until) }));
    assert_eq!(standing(&w, dao, cleo), Some(Standing::Applicant { until: None }));

    w.receipts();
    w.advance(Span::days(4));
    assert!(is_admitted(w.state(), dao, ben), "nobody objected");
    assert!(!is_admitted(w.state(), dao, cleo), "the members have not voted");
    let admission = w.receipts().into_iter().find(|receipt| receipt.kind == 21).unwrap();
    assert!(matches!(admission.origin, Origin::Task { task: 21, .. }));
    assert_eq!(admission.time, until.after(Span(1)));

    w.decide(dao, &Admit { account: cleo }).unwrap();
    assert!(is_admitted(w.state(), dao, cleo));
    let notes = w.events::<Event>().into_iter().filter_map(|event| match event {
        Event::ApplicationMade { account, note, .. } => Some((account, note)),
        _ => None,
    });
    assert_eq!(notes.collect::<alloc::vec::Vec<_>>(), [(ben, note), (cleo, None)]);
}

#[test]
fn an_objection_counts_at_its_last_instant() {
    for (late, counts) in [(0, true), (1, false)] {
        let mut w = World::new();
        let dao = w.found("ana", &APPLICATION).unwrap();
        let ben = w.person("ben");
        join(&mut w, "ben", dao, None).unwrap();
        // The task that admits has not run: no rule relies on that.
        w.sleep(Span(Span::days(3).0 - 1_000 + late));
        let result = w.act("ana", &Object { dao, account: ben, reason: None });
        if counts {
            result.unwrap();
        } else {
            assert_eq!(told_no(result), word(Refusal::ObjectionsClosed { closed_at: w.now() }));
        }
        w.due();
        assert_eq!(is_admitted(w.state(), dao, ben), !counts, "{late} ms late");
    }
}

#[test]
fn a_vouched_invitation_overtakes_an_application() {
    let mut w = World::new();
    let dao = w.found("ana", &APPLICATION).unwrap();
    let ben = w.person("ben");
    join(&mut w, "ben", dao, None).unwrap();
    assert_eq!(told_no(join(&mut w, "ben", dao, None)), word(Refusal::AlreadyMember));
    let proof = invite(&mut w, "ana", dao, ("link", 1, true));
    join(&mut w, "ben", dao, Some(proof)).unwrap();
    assert!(is_admitted(w.state(), dao, ben));
    w.events::<Event>();
    w.advance(Span::days(4));
    assert_eq!(w.events::<Event>(), [], "the application's task went with it");
}

#[test]
fn where_the_members_vote_nobody_vouches_anybody_in() {
    let mut w = World::new();
    let by_vote = Founding { joining: Joining::Vote, ..Founding::default() };
    let dao = w.found("ana", &by_vote).unwrap();
    let proof = invite(&mut w, "ana", dao, ("link", 1, true));
    come(&mut w, "ben", dao, proof).unwrap();
    let ben = w.id("ben");
    assert_eq!(standing(&w, dao, ben), Some(Standing::Applicant { until: None }));
    w.decide(dao, &Admit { account: ben }).unwrap();
    assert!(is_admitted(w.state(), dao, ben));
}

#[test]
fn who_joined_without_a_vote_is_admitted_by_vote() {
    let mut w = World::new();
    let open = open_to_all();
    let dao = w.found("ana", &open).unwrap();
    let ben = w.person("ben");
    join(&mut w, "ben", dao, None).unwrap();
    assert_eq!(standing(&w, dao, ben), Some(Standing::Joined));
    assert_eq!(member_count(w.state(), dao), 1);
    w.decide(dao, &Admit { account: ben }).unwrap();
    assert_eq!(member_count(w.state(), dao), 2);
}

#[test]
fn after_the_season_a_member_vouches_for_so_many_in_thirty_days() {
    let mut w = World::new();
    let two = Founding {
        season: Some(Span(0)),
        changes: alloc::vec![("membership.vouches", "2")],
        ..Founding::default()
    };
    let dao = w.found("ana", &two).unwrap();
    w.advance(Span::days(1));
    let proof = invite(&mut w, "ana", dao, ("link", 9, true));
    come(&mut w, "ben", dao, proof).unwrap();
    come(&mut w, "cleo", dao, proof).unwrap();
    let refused = come(&mut w, "dan", dao, proof).unwrap_err();
    assert_eq!(refused.name, "too-many-vouched");
    // Another member still may, and so may she when the window is over.
    let other = invite(&mut w, "ben", dao, ("other", 1, true));
    come(&mut w, "dan", dao, other).unwrap();
    w.advance(Span::days(30));
    let later = invite(&mut w, "ana", dao, ("later", 1, true));
    come(&mut w, "eve", dao, later).unwrap();
}

#[test]
fn in_the_season_one_link_brings_forty() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let proof = invite(&mut w, "ana", dao, ("link", 39, true));
    for number in 1..40 {
        come(&mut w, &alloc::format!("member-{number}"), dao, proof).unwrap();
    }
    assert_eq!(member_count(w.state(), dao), 40);
}
