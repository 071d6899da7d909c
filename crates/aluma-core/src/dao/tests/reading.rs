use super::{join, told_no, word};
use crate::dao::actions::Leave;
use crate::dao::types::{Joining, Visibility};
use crate::dao::views::{CharterView, DaoView, DaosView, MembersView, MembershipsView, NameView};
use crate::dao::{Reading, Refusal, reads};
use crate::testing::{Founding, World, name};

/// A DAO of ana's; ben has applied, cleo has left, dan is a stranger.
fn community(visibility: Visibility) -> (World, aluma_types::DaoId) {
    let mut w = World::new();
    let founding = Founding { joining: Joining::Application, ..Founding::default() };
    let dao = w.found("ana", &founding).unwrap();
    w.admit(dao, "cleo");
    w.act("cleo", &Leave { dao }).unwrap();
    w.person("ben");
    w.person("dan");
    join(&mut w, "ben", dao, None).unwrap();
    let changes = crate::testing::changes(&[("visibility.readers", visibility.key())]);
    // An amendment that changes nothing is refused, and open is the default.
    let _ = w.decide(dao, &crate::dao::actions::Amend { changes });
    (w, dao)
}

#[test]
fn who_reads_what() {
    use {Reading as R, Visibility as V};
    //  visibility -> ana, ben, cleo, dan, nobody known
    for (visibility, expected) in [
        (V::Open, [R::All, R::All, R::All, R::All, R::All]),
        (V::Listed, [R::All, R::Public, R::Public, R::Public, R::Public]),
        (V::Members, [R::All, R::Name, R::Nothing, R::Nothing, R::Nothing]),
    ] {
        let (w, dao) = community(visibility);
        let readers = [Some("ana"), Some("ben"), Some("cleo"), Some("dan"), None];
        let actual = readers.map(|reader| reads(&w.look(reader), dao));
        assert_eq!(actual, expected, "{visibility:?}");
    }
}

#[test]
fn a_listed_dao_shows_strangers_its_name_and_no_more() {
    let (w, dao) = community(Visibility::Listed);
    let answer = w.ask(Some("dan"), &DaoView { dao }).unwrap();
    assert_eq!(answer.inside, None);
    assert!(w.ask(Some("ana"), &DaoView { dao }).unwrap().inside.is_some());
    let members = w.ask(Some("dan"), &MembersView { dao, after: None, of: None });
    assert_eq!(told_no(members), word(Refusal::ForMembers));
    assert_eq!(told_no(w.ask(None, &CharterView { dao })), word(Refusal::ForMembers));
    assert_eq!(w.ask(None, &DaosView { tag: None, after: None }).unwrap().daos.len(), 1);
}

#[test]
fn a_closed_dao_is_not_there_for_strangers() {
    let (w, dao) = community(Visibility::Members);
    let nowhere = aluma_types::DaoId(99);
    for reader in [Some("dan"), Some("cleo"), None] {
        for dao in [dao, nowhere] {
            let answers = [
                told_no(w.ask(reader, &DaoView { dao })),
                told_no(w.ask(reader, &CharterView { dao })),
                told_no(w.ask(reader, &MembersView { dao, after: None, of: None })),
            ];
            assert_eq!(answers, ["no-such-dao"; 3], "{reader:?}");
        }
        assert_eq!(w.ask(reader, &DaosView { tag: None, after: None }).unwrap().daos.len(), 0);
        let skeleton = name::<64>("dao-0").skeleton;
        assert_eq!(w.ask(reader, &NameView { skeleton }).unwrap().dao, None);
        let account = w.id("ana");
        let belongs = w.ask(reader, &MembershipsView { account, after: None }).unwrap();
        assert_eq!(belongs.memberships.len(), 0);
    }
    let skeleton = name::<64>("dao-0").skeleton;
    assert_eq!(w.ask(Some("ana"), &NameView { skeleton }).unwrap().dao, Some(dao));
}

#[test]
fn actions_of_strangers_do_not_tell_that_a_closed_dao_is_there() {
    let (mut w, dao) = community(Visibility::Members);
    for dao in [dao, aluma_types::DaoId(99)] {
        let invite = super::invitation(Some(dao), crate::testing::secret("x").0, 1, true);
        let object = crate::dao::actions::Object { dao, account: w.id("ben"), reason: None };
        let told = [
            told_no(w.act("dan", &invite)),
            told_no(w.act("dan", &object)),
            told_no(w.act("dan", &Leave { dao })),
            told_no(w.act("dan", &super::enrolling::enroll(dao, &["noa"]))),
            told_no(join(&mut w, "dan", dao, None)),
        ];
        assert_eq!(told, ["no-such-dao"; 5]);
    }
}

#[test]
fn members_are_shown_page_by_page() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    for number in 0..250 {
        w.admit(dao, &alloc::format!("member-{number}"));
    }
    let first = w.ask(None, &MembersView { dao, after: None, of: None }).unwrap();
    let second = w.ask(None, &MembersView { dao, after: first.next, of: None }).unwrap();
    assert_eq!((first.members.len(), second.members.len(), second.next), (200, 51, None));
    let accounts: alloc::collections::BTreeSet<_> =
        first.members.iter().chain(second.members.iter()).map(|row| row.account).collect();
    assert_eq!(accounts.len(), 251);
}

#[test]
fn whoever_applied_sees_their_own_application() {
    let (w, dao) = community(Visibility::Members);
    let account = w.id("ben");
    let own = w.ask(Some("ben"), &MembershipsView { account, after: None }).unwrap();
    assert_eq!(own.memberships.iter().map(|row| row.dao).collect::<alloc::vec::Vec<_>>(), [dao]);
    let others = w.ask(Some("dan"), &MembershipsView { account, after: None }).unwrap();
    assert!(others.memberships.is_empty());
}
