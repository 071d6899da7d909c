use aluma_types::{AccountId, Amount, AssetId, DaoId, List, Span, Text, Timestamp};

use super::told_no;
use crate::dao::actions::{ActByRole, DefineRole, GiveRole, JudgeRole, Leave, RevokeRole, SetRole};
use crate::dao::rules::roles::{
    Kinds, RoleLimit, RoleState, Spent, bad_limit, left, lies_in, promised_to_roles, spend,
};
use crate::dao::{Refusal, has_role, posts_of, posts_total};
use crate::testing::{Founding, World, body};
use crate::treasury::actions::OpenDomain;
use aluma_types::Acts;

const EUR: AssetId = AssetId(1);

fn limit(units: u128, per: Span) -> RoleLimit {
    RoleLimit { amount: Amount { asset: EUR, units }, per }
}

fn kinds(names: &[&str]) -> Kinds {
    List::new(names.iter().map(|name| Text::new(name).unwrap()).collect()).unwrap()
}

fn clerk(role: u32, limits: &[RoleLimit]) -> DefineRole {
    DefineRole {
        role,
        domain: None,
        name: body("Clerk"),
        duty: None,
        may: kinds(&["give-role", "transfer"]),
        limits: List::new(limits.to_vec()).unwrap(),
        for_members: true,
        weighs: true,
    }
}

fn give(role: u32, to: AccountId, lasts: Option<Span>) -> GiveRole {
    GiveRole { role, to, lasts, reason: None }
}

/// Ana and ben, and a role 1 that ben holds.
fn world() -> (World, DaoId) {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    w.decide(dao, &clerk(1, &[])).unwrap();
    let ben = w.id("ben");
    w.decide(dao, &give(1, ben, Some(Span::days(10)))).unwrap();
    (w, dao)
}

fn weight(w: &World, dao: DaoId, who: &str) -> u128 {
    posts_of(w.state(), dao, w.id(who)).map_or(0, |held| held.value())
}

#[test]
fn a_period_begins_with_its_first_payment_and_is_over_at_its_end() {
    let week = limit(100, Span::days(7));
    let from = Timestamp(1_000);
    let last = from.after(Span::days(7)).before(Span(1));
    let spent = Some(Spent { from, units: 60 });
    for (spent, now, expected) in [
        (None, from, 100),
        (spent, from, 40),
        (spent, last, 40),
        (spent, from.after(Span::days(7)), 100),
        (Some(Spent { from, units: 100 }), last, 0),
        (Some(Spent { from, units: u128::MAX }), last, 0),
    ] {
        assert_eq!(left(&week, spent, now), expected, "{spent:?} at {now:?}");
    }
    assert_eq!(spend(&week, None, 5, from), Spent { from, units: 5 });
    assert_eq!(spend(&week, spent, 5, last), Spent { from, units: 65 });
    let next = from.after(Span::days(7));
    assert_eq!(spend(&week, spent, 5, next), Spent { from: next, units: 5 });
}

#[test]
fn limits_are_of_something_once_and_for_a_period_within_bounds() {
    let day = Span::days(1).0;
    let other = RoleLimit { amount: Amount { asset: AssetId(2), units: 1 }, per: Span::days(7) };
    for (limits, expected) in [
        (&[][..], None),
        (&[limit(1, Span::days(7)), other], None),
        (&[limit(1, Span::days(90))], None),
        (&[limit(0, Span::days(7))], Some(1)),
        (&[other, limit(1, Span(7 * day - 1))], Some(2)),
        (&[other, limit(1, Span(90 * day + 1))], Some(2)),
        (&[limit(1, Span::days(7)), limit(2, Span::days(8))], Some(2)),
    ] {
        assert_eq!(bad_limit(limits), expected, "{limits:?}");
    }
}

#[test]
fn a_domain_lies_in_itself_and_in_all_above_it() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    for (domain, parent) in [(1, None), (2, Some(1)), (3, Some(2)), (9, None)] {
        let (name, purpose) = (body("Team"), body("Work"));
        let pot = Text::new("pot").unwrap();
        let open = OpenDomain { domain, parent, name, purpose, pot, longest_term: None };
        w.decide(dao, &open).unwrap();
    }
    for (domain, of, expected) in [
        (None, None, true),
        (Some(3), None, true),
        (Some(3), Some(3), true),
        (Some(3), Some(1), true),
        (Some(1), Some(3), false),
        (Some(9), Some(1), false),
        (None, Some(1), false),
        (Some(77), Some(1), false),
    ] {
        assert_eq!(lies_in(w.state(), dao, domain, of), expected, "{domain:?} in {of:?}");
    }
}

#[test]
fn a_term_counts_at_its_last_moment_and_no_longer() {
    let (mut w, dao) = world();
    let ben = w.id("ben");
    let until = w.state().dao.holds.get(&(dao, 1, ben)).unwrap().until;
    let act = ActByRole { dao, role: 1, actions: Acts::default(), reason: None };
    // An empty list is refused first, so the role is asked with an act that it was not given.
    let other = SetRole { role: 1, state: RoleState::Closed };
    let number = 30;
    let acts = Acts(
        List::new(alloc::vec![aluma_types::Act {
            number,
            body: aluma_types::Canon::to_bytes(&other)
        }])
        .unwrap(),
    );
    let act = ActByRole { actions: acts, ..act };
    w.until(until).unwrap();
    assert_eq!(told_no(w.act("ben", &act)), super::word(beyond()));
    w.sleep(Span(1));
    // The task that ends it has not run: the term is over all the same.
    assert!(has_role(w.state(), dao, ben));
    assert_eq!(told_no(w.act("ben", &act)), super::word(Refusal::RoleNotHeld { role: 1 }));
    w.due();
    assert!(!has_role(w.state(), dao, ben));
    assert_eq!(weight(&w, dao, "ben"), 0);
}

fn beyond() -> Refusal {
    Refusal::BeyondRole { role: 1, action: "set-role" }
}

#[test]
fn roles_weigh_while_they_are_held_active_and_well() {
    use crate::dao::HEAD;
    let (mut w, dao) = world();
    let ben = w.id("ben");
    assert_eq!(weight(&w, dao, "ben"), HEAD);
    w.decide(dao, &clerk(2, &[])).unwrap();
    w.decide(dao, &give(2, ben, None)).unwrap();
    assert_eq!(weight(&w, dao, "ben"), 2 * HEAD, "each role weighs");
    let judge = |good| JudgeRole { role: 1, holder: ben, good, reason: None };
    w.decide(dao, &judge(false)).unwrap();
    assert_eq!(weight(&w, dao, "ben"), HEAD);
    w.decide(dao, &judge(true)).unwrap();
    w.decide(dao, &SetRole { role: 1, state: RoleState::Suspended }).unwrap();
    assert_eq!(weight(&w, dao, "ben"), HEAD);
    w.decide(dao, &SetRole { role: 1, state: RoleState::Active }).unwrap();
    assert_eq!(posts_total(w.state(), dao).unwrap().value(), 2 * HEAD);
    w.decide(dao, &RevokeRole { role: 2, holder: ben, reason: None }).unwrap();
    assert_eq!(weight(&w, dao, "ben"), HEAD);
    w.act("ben", &Leave { dao }).unwrap();
    assert_eq!((weight(&w, dao, "ben"), has_role(w.state(), dao, ben)), (0, false));
    assert_eq!(posts_total(w.state(), dao).unwrap().value(), 0);
}

#[test]
fn the_shortest_term_above_is_the_longest() {
    let mut w = World::new();
    let founding = Founding { changes: alloc::vec![("roles.term", "100d")], ..Founding::default() };
    let dao = w.found("ana", &founding).unwrap();
    let pot = || Text::new("pot").unwrap();
    for (domain, parent, days) in [(1, None, Some(30)), (2, Some(1), None), (3, Some(2), Some(60))]
    {
        let longest_term = days.map(Span::days);
        let (name, purpose) = (body("Team"), body("Work"));
        let open = OpenDomain { domain, parent, name, purpose, pot: pot(), longest_term };
        w.decide(dao, &open).unwrap();
    }
    let ana = w.id("ana");
    for (number, domain, most) in
        [(1, None, 100), (2, Some(1), 30), (3, Some(2), 30), (4, Some(3), 30)]
    {
        w.decide(dao, &DefineRole { domain, ..clerk(number, &[]) }).unwrap();
        let over = Span(Span::days(most).0 + 1);
        let refused = told_no(w.decide(dao, &give(number, ana, Some(over))));
        assert_eq!(refused, super::word(Refusal::TermTooLong { most: Span::days(most) }));
        w.decide(dao, &give(number, ana, None)).unwrap();
        let until = w.state().dao.holds.get(&(dao, number, ana)).unwrap().until;
        assert_eq!(until, w.now().after(Span::days(most)), "role {number}");
    }
}

#[test]
fn what_roles_may_pay_is_promised_until_they_are_closed() {
    let (mut w, dao) = world();
    let promised = |w: &World, but| promised_to_roles(w.state(), (dao, EUR), Some(w.now()), but);
    w.decide(dao, &clerk(2, &[limit(70, Span::days(7))])).unwrap();
    w.decide(dao, &clerk(3, &[limit(30, Span::days(7))])).unwrap();
    assert_eq!(promised(&w, None), 100);
    assert_eq!(promised(&w, Some(3)), 70);
    assert_eq!(promised_to_roles(w.state(), (dao, AssetId(9)), None, None), 0);
    w.decide(dao, &SetRole { role: 2, state: RoleState::Suspended }).unwrap();
    assert_eq!(promised(&w, None), 100);
    w.decide(dao, &SetRole { role: 2, state: RoleState::Closed }).unwrap();
    assert_eq!(promised(&w, None), 30);
}
