use aluma_types::{AccountId, DaoId, Span};

use crate::dao::actions::Amend;
use crate::dao::rules::joining::SEASON_MEMBERS;
use crate::dao::{Event, HEAD, Moment, heads_of, in_season};
use crate::testing::{Founding, World, changes};

const RAMP: Span = Span::days(14);

/// What a head weighs now, under the usual ramp.
fn weight(w: &World, dao: DaoId, account: AccountId) -> u128 {
    let now = Moment { height: w.height(), time: w.now() };
    heads_of(w.state(), dao, account).map_or(0, |heads| heads.ramped(now, RAMP))
}

#[test]
fn who_is_admitted_in_the_season_counts_at_once() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    assert_eq!(weight(&w, dao, w.id("ana")), HEAD);
    assert_eq!(weight(&w, dao, w.id("ben")), HEAD);

    w.advance(Span::days(31));
    w.admit(dao, "cleo");
    let cleo = w.id("cleo");
    assert_eq!(weight(&w, dao, cleo), 0);
    w.sleep(Span::days(7));
    assert_eq!(weight(&w, dao, cleo), HEAD / 2);
    w.sleep(Span::days(7));
    assert_eq!(weight(&w, dao, cleo), HEAD);
}

#[test]
fn the_season_ends_at_its_date_whether_or_not_its_task_ran() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let end = crate::dao::dao(w.state(), dao).unwrap().since.after(Span::days(30));
    assert!(in_season(w.state(), dao, end));
    assert!(!in_season(w.state(), dao, end.after(Span(1))));
    w.advance(Span::days(30));
    assert_eq!(crate::dao::dao(w.state(), dao).unwrap().season_over, None);
    w.advance(Span(1));
    let row = crate::dao::dao(w.state(), dao).unwrap();
    assert_eq!(row.season_over, Some(end.after(Span(1))));
    assert_eq!(w.events::<Event>().last(), Some(&Event::SeasonEnded { dao }));
}

#[test]
fn the_season_ends_at_so_many_members() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    for number in 2..SEASON_MEMBERS {
        w.admit(dao, &alloc::format!("member-{number}"));
    }
    assert!(in_season(w.state(), dao, w.now()), "149 members");
    w.admit(dao, "last");
    assert!(!in_season(w.state(), dao, w.now()), "150 members");
    assert_eq!(weight(&w, dao, w.id("last")), HEAD, "the last of the season counts as the first");
    w.admit(dao, "late");
    assert_eq!(weight(&w, dao, w.id("late")), 0);
    // Its date finds nothing left to end.
    w.events::<Event>();
    w.advance(Span::days(40));
    assert_eq!(w.events::<Event>(), []);
}

#[test]
fn a_charter_moves_the_season_and_never_begins_it_again() {
    let length = |w: &mut World, dao, value: &str| {
        w.decide(dao, &Amend { changes: changes(&[("season.length", value)]) }).unwrap();
    };
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    length(&mut w, dao, "60d");
    w.advance(Span::days(45));
    assert!(in_season(w.state(), dao, w.now()), "its first date has passed");
    length(&mut w, dao, "50d");
    w.advance(Span::days(6));
    assert!(!in_season(w.state(), dao, w.now()));
    assert!(crate::dao::dao(w.state(), dao).unwrap().season_over.is_some());
    length(&mut w, dao, "365d");
    assert!(!in_season(w.state(), dao, w.now()));

    // Over by its date, before any task said so.
    let other = w.found("ben", &Founding::default()).unwrap();
    w.sleep(Span::days(31));
    length(&mut w, other, "365d");
    assert!(!in_season(w.state(), other, w.now()));
}
