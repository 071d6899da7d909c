use alloc::vec::Vec;

use aluma_types::{AccountId, DaoId, List};

use crate::discussion::actions::{HidePost, OpenThread, SayPost};
use crate::discussion::types::{Mentions, Whither};
use crate::discussion::views::{ModerationView, PostView, ThreadView, ThreadsView};
use crate::discussion::{Event, Fact, erased, findable};
use crate::kernel::event::{Circle, DomainEvent};
use crate::kernel::leaving::{Taker, part};
use crate::registry::{REGISTRY, circle_of, sees_words};
use crate::testing::World;
use crate::testing::world::body;

/// A community in which ana and ben have a vote and cleo is a reader, with a thread for each circle.
fn circles() -> (World, DaoId) {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    w.person("cleo");
    for readers in Circle::ALL {
        let ben = w.id("ben");
        let mentions: Mentions = List::new([ben].into()).unwrap();
        let thread = OpenThread {
            dao,
            domain: None,
            readers,
            title: body("Title"),
            body: body(["all", "members", "voters"][usize::from(readers.place())]),
            mentions,
        };
        w.act("ana", &thread).unwrap();
    }
    (w, dao)
}

#[test]
fn each_circle_lies_within_the_one_before() {
    let (w, dao) = circles();
    for (who, expected) in [
        (Some("ana"), Some(Circle::Voters)),
        (Some("cleo"), Some(Circle::Readers)),
        (None, Some(Circle::Readers)),
    ] {
        assert_eq!(circle_of(&w.look(who), dao), expected, "{who:?}");
    }
    assert_eq!(circle_of(&w.look(Some("ana")), DaoId(99)), None);
    let places = Circle::ALL.map(Circle::place);
    assert!(places.is_sorted() && Circle::ALL.is_sorted());
}

#[test]
fn a_view_answers_as_if_an_inner_thread_were_not_there() {
    let (mut w, dao) = circles();
    w.decide(dao, &HidePost { post: 3, reason: body("rude") }).unwrap();
    let threads = |w: &World, who| {
        let all = w.ask(who, &ThreadsView { dao, domain: None, after: None }).unwrap();
        all.threads.iter().map(|row| row.thread).collect::<Vec<_>>()
    };
    assert_eq!(threads(&w, Some("ana")), [1, 2, 3]);
    assert_eq!(threads(&w, Some("cleo")), [1]);
    assert_eq!(threads(&w, None), [1]);
    let log = |who| w.ask(who, &ModerationView { dao, after: None }).unwrap().rows.len();
    assert_eq!((log(Some("ben")), log(Some("cleo"))), (1, 0));
    for number in [2, 3, 4] {
        let thread = ThreadView {
            dao,
            thread: Some(number),
            proposal: None,
            poll: None,
            after: None,
            after_voter: None,
        };
        let told = w.ask(Some("cleo"), &thread).unwrap_err();
        assert_eq!((told.name, told.data.len()), ("no-such-thread", 1), "{number}");
        let told = w.ask(Some("cleo"), &PostView { dao, post: number }).unwrap_err();
        assert_eq!(told.name, "no-such-post", "{number}");
    }
}

/// What one may read may be answered and no more, so acts are answered as on nothing too.
#[test]
fn an_act_is_answered_as_if_an_inner_thread_were_not_there() {
    let (mut w, dao) = circles();
    for thread in [2, 99] {
        let to = Whither::Thread { thread };
        let said = SayPost { dao, to, parent: None, body: body("?"), mentions: List::default() };
        assert_eq!(w.act("cleo", &said).unwrap_err().name, "no-such-thread", "{thread}");
    }
}

#[test]
fn facts_are_told_within_the_circle_and_mentions_to_one_alone() {
    let (mut w, dao) = circles();
    let ben = w.id("ben");
    let told = w.all_events();
    let ours: Vec<_> = told.iter().filter(|event| event.domain == Event::DOMAIN).collect();
    assert_eq!(ours.len(), 9);
    for (three, circle) in ours.chunks(3).zip(Circle::ALL) {
        for event in three {
            let event_of = event.read::<Event>().unwrap();
            assert_eq!((event.dao, event.circle, event_of.circle), (Some(dao), circle, circle));
            let is_mention = matches!(event_of.fact, Fact::Mentioned { .. });
            assert_eq!(event.only, is_mention.then_some(ben));
        }
    }
}

#[test]
fn a_reader_takes_away_what_they_may_read() {
    let (w, dao) = circles();
    let posts = |taker| {
        let parting = part(&w.look(None), &REGISTRY, (dao, taker)).unwrap();
        let rows = parting.rows.iter().filter(|row| row.table == 81).count();
        (rows, parting.withheld.get(&81).copied().unwrap_or(0))
    };
    assert_eq!(posts(Taker::Operator), (3, 0));
    assert_eq!(posts(Taker::Reader(Some(w.id("ana")))), (3, 0));
    assert_eq!(posts(Taker::Reader(Some(w.id("cleo")))), (1, 2));
    assert_eq!(posts(Taker::Reader(None)), (1, 2));
}

#[test]
fn hidden_words_are_for_their_author_and_for_moderators() {
    let (mut w, dao) = circles();
    let words = body::<8_000>("all").id;
    let see = |w: &World| {
        [Some("ana"), Some("ben"), Some("cleo"), None].map(|who| sees_words(&w.look(who), &words))
    };
    assert_eq!(see(&w), [true; 4]);
    w.decide(dao, &HidePost { post: 1, reason: body("rude") }).unwrap();
    assert_eq!(see(&w), [true, false, false, false]);
    assert!(sees_words(&w.look(None), &body::<8_000>("other").id));
    // The row goes with its community, the words with whoever may read them.
    let takes = |taker| {
        let parting = part(&w.look(None), &REGISTRY, (dao, taker)).unwrap();
        (parting.rows.iter().any(|row| row.table == 81), parting.texts.contains(&words))
    };
    assert_eq!(takes(Taker::Operator), (true, true));
    assert_eq!(takes(Taker::Reader(Some(w.id("ana")))), (true, true));
    assert_eq!(takes(Taker::Reader(Some(w.id("ben")))), (true, false));
    assert_eq!(takes(Taker::Reader(None)), (true, false));
}

/// The index finds the newest words alone, and whoever keeps texts forgets those that are erased.
#[test]
fn what_is_found_and_what_is_forgotten() {
    let word = |text: &str| body::<8_000>(text);
    let (dao, circle) = (DaoId(1), Circle::Readers);
    let list = |texts: &[&str]| List::new(texts.iter().map(|text| word(text)).collect()).unwrap();
    let edited =
        Fact::PostEdited { post: 1, thread: 1, version: 2, body: word("new"), before: word("old") };
    let gone = Fact::PostErased { post: 1, thread: 1, version: None, words: list(&["old", "new"]) };
    let shown = Fact::PostShown { post: 1, body: word("new"), by: None };
    let made = Fact::PostMade {
        post: 1,
        thread: 1,
        author: AccountId(1),
        parent: None,
        body: word("new"),
    };
    let ids = |texts: &[&str]| texts.iter().map(|text| word(text).id).collect::<Vec<_>>();
    for (fact, found, forgotten) in [
        (edited, Some((&["old"][..], &["new"][..])), None),
        (gone, Some((&["old", "new"][..], &[][..])), Some(&["old", "new"][..])),
        (shown, Some((&[][..], &["new"][..])), None),
        (made, None, None),
    ] {
        let event = Event { dao, circle, fact };
        let mut scratch = Vec::new();
        let event = crate::kernel::event::Event::of(&event, &mut scratch);
        let is = findable(&event).map(|it| (it.gone, it.now));
        assert_eq!(is, found.map(|(gone, now)| (ids(gone), ids(now))));
        assert_eq!(erased(&event), forgotten.map(ids));
    }
}
