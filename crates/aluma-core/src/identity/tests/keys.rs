//! Keys with limits: what they may sign, how much they may spend, and when they end.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::admission::{Inadmissible, SESSION_AHEAD};
use aluma_types::{AccountId, Amount, AssetId, DaoId, List, Signer, Span, Text};

use crate::dao::actions::{Invite, Leave};
use crate::governance::actions::{OpenPoll, Vote};
use crate::governance::types::{Audience, Choice, PollKind};
use crate::identity::actions::{AddKey, GrantKey, GrantedRole, RevokeKey};
use crate::identity::refusals::Refusal;
use crate::identity::types::{Cap, KeyRole, Scope};
use crate::identity::views::AccountView;
use crate::identity::{Event, OPERATOR, keys_of};
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Refused;
use crate::testing::world::{act_of, key};
use crate::testing::{World, body, secret};
use crate::treasury::actions::{PayBatch, Transfer, steps};
use crate::treasury::types::{Asset, AssetKind, Payment, Place, Recipient};

const DAY: Span = Span::days(1);

fn scope(dao: Option<DaoId>, actions: &[&str]) -> Scope {
    let actions = actions.iter().map(|name| Text::new(name).unwrap()).collect();
    Scope { dao, actions: List::new(actions).unwrap() }
}

fn grant(w: &World, who: &str, word: &str, scopes: Vec<Scope>) -> GrantKey {
    GrantKey {
        key: key(word),
        role: GrantedRole::Session,
        scopes: List::new(scopes).unwrap(),
        caps: List::default(),
        valid_for: DAY,
        sequence: w.turn(who),
    }
}

/// Gives somebody a session's key for these actions.
fn session(w: &mut World, who: &str, word: &str, scopes: Vec<Scope>) -> Signer {
    let grant = grant(w, who, word, scopes);
    w.act(who, &grant).unwrap();
    w.by(who, word)
}

fn poll(dao: DaoId) -> OpenPoll {
    let options = vec![body("a"), body("b")];
    OpenPoll {
        dao,
        question: body("?"),
        body: None,
        options: List::new(options).unwrap(),
        kind: PollKind::Single,
        audience: Audience::Members,
        lasts: DAY,
        review: None,
    }
}

fn invite(word: &str) -> Invite {
    Invite { dao: None, secret: secret(word).0, uses: 1, valid_for: DAY, vouch: false }
}

#[test]
fn a_session_key_signs_what_its_scope_names_where_it_names_it() {
    let mut w = World::new();
    let (here, there) = (w.community(&["ana"]), w.community(&["ben", "ana"]));
    let phone = session(&mut w, "ana", "phone", vec![scope(Some(here), &["poll"])]);
    w.bring(phone.clone(), &poll(here)).unwrap().unwrap();
    let out = |tried| matches!(tried, Err(Inadmissible::OutOfScope));
    assert!(out(w.bring(phone.clone(), &poll(there))), "another community");
    assert!(out(w.bring(phone.clone(), &poll(DaoId(99)))), "one that is not there");
    assert!(out(w.bring(phone, &invite("one"))), "another action");
    let height = w.height();
    let anywhere = session(&mut w, "ana", "tablet", vec![scope(None, &[])]);
    assert_eq!(w.height(), height + 1, "what is out of scope took no place and is no receipt");
    w.bring(anywhere.clone(), &poll(there)).unwrap().unwrap();
    w.bring(anywhere, &invite("two")).unwrap().unwrap();
}

/// A community may be taken away without what is its members' own business: then nothing of it may
/// be read as if there were no limit.
#[test]
fn a_limited_key_whose_limits_are_not_here_may_do_nothing() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &[])]);
    w.bring(phone.clone(), &poll(dao)).unwrap().unwrap();
    let place = (w.id("ana"), 1);
    w.inside(|ctx| Ok(ctx.state.identity.grants.remove(&place))).unwrap().unwrap();
    assert_eq!(w.bring(phone, &poll(dao)).unwrap_err(), Inadmissible::OutOfScope);
}

#[test]
fn no_scope_opens_what_only_a_key_of_ones_own_may_sign() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &[])]);
    let never = |w: &mut World, signer: &Signer, act| {
        matches!(w.bring_act(signer.clone(), act), Err(Inadmissible::NotForThisKey))
    };
    let rules = w.registry();
    let add = act_of(rules, &AddKey { key: key("more"), sequence: w.turn("ana") });
    let more = act_of(rules, &grant(&w, "ana", "more", vec![scope(None, &[])]));
    let revoke = act_of(rules, &RevokeKey { key: 1 });
    let leave = act_of(rules, &Leave { dao });
    for act in [&add, &more, &revoke, &leave] {
        assert!(never(&mut w, &phone, act.clone()), "{}", act.number);
    }
    // An admin's key leaves, and changes no keys.
    let admin = GrantKey {
        role: GrantedRole::Admin,
        scopes: List::default(),
        ..grant(&w, "ana", "admin", vec![])
    };
    w.act("ana", &admin).unwrap();
    let admin = w.by("ana", "admin");
    for act in [&add, &more, &revoke] {
        assert!(never(&mut w, &admin, act.clone()), "{}", act.number);
    }
    w.bring_act(admin, leave).unwrap().unwrap();
}

#[test]
fn a_session_ends_by_itself_and_signs_ten_minutes_ahead_at_most() {
    let mut w = World::new();
    let ana = w.person("ana");
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &["invite"])]);
    let end = w.now().after(DAY);
    let act = act_of(w.registry(), &invite("far"));
    let mut far = w.payload(phone.clone(), act);
    far.valid_until = w.now().after(Span::seconds(1)).after(SESSION_AHEAD).after(Span(1));
    let until = w.now().after(Span::seconds(1)).after(SESSION_AHEAD);
    assert_eq!(w.take(far.clone()).err(), Some(Inadmissible::TooFarAhead { until }));
    far.valid_until = until.after(Span::seconds(1));
    w.take(far).unwrap().unwrap();
    w.until(end).unwrap();
    w.bring(phone.clone(), &invite("last")).unwrap().unwrap();
    w.events::<Event>();
    w.advance(Span::seconds(1));
    let ended = Event::KeyEnded { account: ana, key: 1 };
    assert_eq!(w.events::<Event>(), [ended]);
    assert!(matches!(w.bring(phone, &invite("late")), Err(Inadmissible::UnknownKey)));
    assert!(w.state().identity.grants.is_empty());
    // Its number is nobody else's: what it signed is void for ever.
    session(&mut w, "ana", "tablet", vec![scope(None, &[])]);
    let numbers: Vec<u16> = keys_of(w.state(), ana).map(|(number, _)| number).collect();
    assert_eq!(numbers, [0, 2]);
}

#[test]
fn a_key_is_over_the_moment_it_is_late_even_before_its_task_has_run() {
    let mut w = World::new();
    w.person("ana");
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &["invite"])]);
    w.sleep(DAY);
    let late = w.bring(phone, &invite("late"));
    assert!(matches!(late, Err(Inadmissible::KeyRevoked)));
}

#[test]
fn a_revoked_key_is_over_at_once() {
    let mut w = World::new();
    w.person("ana");
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &["invite"])]);
    w.act("ana", &RevokeKey { key: 1 }).unwrap();
    assert!(matches!(w.bring(phone, &invite("late")), Err(Inadmissible::UnknownKey)));
    w.advance(Span::days(2));
    assert_eq!(w.act("ana", &RevokeKey { key: 1 }), Err(Refusal::NoSuchKey { key: 1 }.into()));
}

#[test]
fn an_agent_is_told_apart_on_its_receipt() {
    let mut w = World::new();
    w.person("ana");
    let agent = GrantKey {
        role: GrantedRole::Agent,
        valid_for: Span::days(366),
        ..grant(&w, "ana", "bot", vec![scope(None, &[])])
    };
    w.act("ana", &agent).unwrap();
    let receipt = w.bring(w.by("ana", "bot"), &invite("one")).unwrap().unwrap();
    assert!(matches!(receipt.origin, Origin::Member { role: KeyRole::Agent, .. }));
    assert!(receipt.origin.is_agent());
}

#[test]
fn limits_are_shown_to_whoever_holds_the_account() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let ana = w.id("ana");
    session(&mut w, "ana", "phone", vec![scope(Some(dao), &[])]);
    let grant = |w: &World, who| {
        let answer = w.ask(who, &AccountView { account: ana }).unwrap();
        answer.keys.last().map(|key| (key.role, key.grant.is_some()))
    };
    assert_eq!(grant(&w, Some("ana")), Some((KeyRole::Session, true)));
    assert_eq!(grant(&w, None), Some((KeyRole::Session, false)));
}

/// A vote by a machine on what the charter calls large is not for it.
#[test]
fn the_constitution_track_is_not_for_machines() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben", "dan"]);
    let phone = session(&mut w, "ana", "phone", vec![scope(Some(dao), &["vote"])]);
    let vote = |proposal| Vote { proposal, choice: Choice::For, last: false, reason: None };
    let open = |w: &mut World, who, track| {
        let text = body(who);
        let resolve = act_of(w.registry(), &crate::governance::actions::Resolve { text });
        let propose = crate::governance::actions::Propose {
            dao,
            title: body("a title"),
            body: None,
            actions: aluma_types::Acts(List::new(vec![resolve]).unwrap()),
            track: Some(track),
            review: None,
        };
        aluma_types::ProposalId(w.act(who, &propose).unwrap().made.unwrap())
    };
    use crate::governance::types::TrackName;
    let (small, large) =
        (open(&mut w, "ben", TrackName::Tip), open(&mut w, "dan", TrackName::Constitution));
    w.bring(phone.clone(), &vote(small)).unwrap().unwrap();
    let tried = w.bring(phone, &vote(large));
    assert!(matches!(tried, Err(Inadmissible::NotForThisKey)), "{tried:?}");
    w.act("ana", &vote(large)).unwrap();
}

/// The refusals of giving and ending keys, each by its name.
pub(super) fn provoke(refusal: &str) -> Refused {
    let mut w = World::new();
    w.community(&["ana"]);
    let fine = grant(&w, "ana", "phone", vec![scope(None, &["vote"])]);
    let tried = match refusal {
        "no-such-key" => return w.act("ana", &RevokeKey { key: 7 }).unwrap_err(),
        "owner-key-waits" => return w.act("ana", &RevokeKey { key: 0 }).unwrap_err(),
        "scopes-and-role" => GrantKey { scopes: List::default(), ..fine },
        "no-such-scope" => grant(&w, "ana", "phone", vec![scope(None, &["vote", "fly"])]),
        "not-delegable" => grant(&w, "ana", "phone", vec![scope(None, &["leave"])]),
        "bad-key-span" => GrantKey { valid_for: Span(Span::days(30).0 + 1), ..fine },
        "beyond-cap" => return beyond_cap(),
        _ => panic!("no scenario provokes {refusal}"),
    };
    w.act("ana", &tried).unwrap_err()
}

/// Gives somebody units of an asset of a DAO, beside any action.
fn endow(w: &mut World, dao: DaoId, who: &str, units: u128) -> AssetId {
    let account = w.id(who);
    let what = Asset {
        dao,
        symbol: Text::new("TOK").unwrap(),
        decimals: 0,
        kind: AssetKind::Token,
        since: w.now(),
    };
    w.inside(|ctx| {
        let asset = steps::create_asset(ctx, what)?;
        steps::issue(ctx, Amount { asset, units }, Place::Account { account })?;
        Ok(asset)
    })
    .unwrap()
}

fn pay(asset: AssetId, to: AccountId, units: u128) -> Transfer {
    let (to, amount) = (Recipient::Account { account: to }, Amount { asset, units });
    Transfer { from: None, to, amount, reason: None }
}

#[test]
fn what_leaves_the_account_by_a_key_stays_within_its_caps() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    let (ana, ben) = (w.id("ana"), w.id("ben"));
    let tok = endow(&mut w, dao, "ana", 1_000);
    let capped = GrantKey {
        caps: List::new(vec![Cap { amount: Amount { asset: tok, units: 100 }, period: DAY }])
            .unwrap(),
        ..grant(&w, "ana", "phone", vec![scope(None, &["transfer", "pay-batch"])])
    };
    w.act("ana", &capped).unwrap();
    let phone = w.by("ana", "phone");
    let beyond = |left| Err(Refusal::BeyondCap { left: Amount { asset: tok, units: left } }.into());
    let tries =
        |w: &mut World, units| w.bring(phone.clone(), &pay(tok, ben, units)).unwrap().map(|_| ());
    assert_eq!(tries(&mut w, 101), beyond(100));
    assert_eq!(tries(&mut w, 60), Ok(()));
    assert_eq!(tries(&mut w, 41), beyond(40));
    let row = |to: AccountId, units| Payment { to, units };
    let several = PayBatch {
        from: None,
        asset: tok,
        payments: List::new(vec![row(ben, 20), row(OPERATOR, 21)]).unwrap(),
        reference: None,
        reason: None,
    };
    let sum = w.bring(phone.clone(), &several).unwrap().map(|_| ());
    assert_eq!(sum, beyond(40), "one by one they would fit");
    assert_eq!(tries(&mut w, 40), Ok(()));
    assert_eq!(tries(&mut w, 1), beyond(0));
    assert_eq!(crate::treasury::balance(w.state(), ana, tok), 900);
    // Her own key is not held to it, and does not count against it.
    w.act("ana", &pay(tok, ben, 500)).unwrap();
    w.advance(DAY);
    assert!(matches!(w.bring(phone, &pay(tok, ben, 1)), Err(Inadmissible::UnknownKey)));
}

#[test]
fn an_asset_without_a_cap_stays_where_it_is() {
    let mut w = World::new();
    let dao = w.community(&["ana", "ben"]);
    let tok = endow(&mut w, dao, "ana", 10);
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &[])]);
    let tried = w.bring(phone, &pay(tok, w.id("ben"), 1)).unwrap().unwrap_err();
    let left = Amount { asset: tok, units: 0 };
    assert_eq!(tried, Refusal::BeyondCap { left }.into());
}

fn beyond_cap() -> Refused {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let tok = endow(&mut w, dao, "ana", 10);
    let phone = session(&mut w, "ana", "phone", vec![scope(None, &[])]);
    w.bring(phone, &pay(tok, OPERATOR, 1)).unwrap().unwrap_err()
}

#[test]
fn a_grant_is_refused_beside_its_limits_and_taken_within() {
    let mut w = World::new();
    w.person("ana");
    let cap = |period| Cap { amount: Amount { asset: AssetId(1), units: 1 }, period };
    let min = Span::minutes(1);
    let year = Span::days(366);
    let scoped = vec![scope(None, &["vote"])];
    type Case = (&'static str, GrantedRole, bool, Option<Span>, Span, Option<Refusal>);
    let span = |field, max| Some(Refusal::BadKeySpan { field, min, max });
    let named = |role| Some(Refusal::ScopesAndRole { role });
    let month = Span::days(30);
    use GrantedRole::{Admin, Agent, Session};
    let cases: [Case; 14] = [
        ("shortest", Session, true, None, min, None),
        ("shorter", Session, true, None, Span(min.0 - 1), span("valid_for", month)),
        ("longest session", Session, true, None, month, None),
        ("longer", Session, true, None, Span(month.0 + 1), span("valid_for", month)),
        ("longest agent", Agent, true, None, year, None),
        ("longer", Agent, true, None, Span(year.0 + 1), span("valid_for", year)),
        ("shortest period", Agent, true, Some(min), DAY, None),
        ("shorter", Agent, true, Some(Span(min.0 - 1)), DAY, span("caps", year)),
        ("longest period", Agent, true, Some(year), DAY, None),
        ("longer", Agent, true, Some(Span(year.0 + 1)), DAY, span("caps", year)),
        ("for nothing", Agent, false, None, DAY, named("agent")),
        ("an admin", Admin, false, None, year, None),
        ("with scopes", Admin, true, None, DAY, named("admin")),
        ("with caps", Admin, false, Some(DAY), DAY, named("admin")),
    ];
    for (number, (what, role, is_scoped, period, valid_for, expected)) in (0..).zip(cases) {
        let scopes = if is_scoped { scoped.clone() } else { vec![] };
        let caps = period.map(cap).into_iter().collect();
        let given = GrantKey {
            role,
            valid_for,
            caps: List::new(caps).unwrap(),
            ..grant(&w, "ana", &alloc::format!("key {number}"), scopes)
        };
        let said = w.act("ana", &given).err();
        assert_eq!(said, expected.map(Into::into), "{number}: {what}");
    }
}
