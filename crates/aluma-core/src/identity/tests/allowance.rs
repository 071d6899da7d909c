//! The allowance: what each act uses up, what is never kept back, and that nothing else is touched.

use alloc::boxed::Box;
use alloc::vec;

use aluma_types::admission::Inadmissible;
use aluma_types::{
    AccountId, Act, Acts, DaoId, Hash32, List, ProposalId, PublicKey, Signer, Span, Timestamp,
    sha256,
};
use proptest::prelude::*;

use crate::dao::actions::{Invite, Join, Leave};
use crate::governance::actions::{OpenPoll, Propose, Resolve, Vote};
use crate::governance::types::{Audience, Choice, PollKind};
use crate::identity::actions::{Recover, RevokeKey, SetGuardians};
use crate::identity::rules::allowance::{Budget, GUARDED, day, next_day};
use crate::identity::rules::drawing::{self, Asked, Sponsor};
use crate::identity::types::{Draw, Guardian, Key, Standing, Used};
use crate::identity::{book_act, count_refused, used_by};
use crate::kernel::action::Action;
use crate::kernel::block::env_of;
use crate::kernel::ctx::Env;
use crate::kernel::origin::Origin;
use crate::registry::{REGISTRY, State};
use crate::testing::world::act_of;
use crate::testing::{World, body, name, secret};

const DAY: Span = Span::days(1);

fn env(w: &World) -> Env {
    env_of(w.state(), Hash32::ZERO, w.registry(), (w.height() + 1, w.now()))
}

fn used(w: &World, who: &str) -> Used {
    used_by(w.state(), w.now(), (w.id(who), 0)).1
}

/// An act with so many bytes of text that a rule refuses, whoever does it.
fn refused(text: usize) -> OpenPoll {
    OpenPoll {
        dao: DaoId(999),
        question: body("?"),
        body: Some(body(&"x".repeat(text))),
        options: List::new(vec![body("a"), body("b")]).unwrap(),
        kind: PollKind::Single,
        audience: Audience::Members,
        lasts: DAY,
        review: None,
    }
}

fn invite(number: usize) -> Invite {
    let secret = sha256(&[b"invited", &number.to_be_bytes()]);
    Invite { dao: None, secret, uses: 1, valid_for: DAY, vouch: false }
}

fn bring<A: Action>(w: &mut World, who: &str, action: &A) -> Result<bool, Inadmissible> {
    let signer = Signer::Key { account: w.id(who), key: 0 };
    w.bring(signer, action).map(|told| told.is_ok())
}

fn spent(w: &World) -> Result<bool, Inadmissible> {
    Err(Inadmissible::AllowanceSpent { next: next_day(w.now()) })
}

/// Bytes that an act counts as: its own, and those of its question, its options and its text.
fn bytes(poll: &OpenPoll, text: usize) -> u64 {
    (act_of(&REGISTRY, poll).body.len() + SHORT + text) as u64
}

/// Letters of a question and two options.
const SHORT: usize = 3;

#[test]
fn texts_count_with_the_act_and_a_day_ends_with_its_last_byte() {
    let mut w = World::living();
    w.person("ann");
    let whole = 20_000;
    assert_eq!(bring(&mut w, "ann", &refused(whole)), Ok(false));
    let one = bytes(&refused(whole), whole);
    assert_eq!(used(&w, "ann").bytes, one, "what was refused is paid for, with its texts");
    assert_eq!(bring(&mut w, "ann", &refused(whole)), Ok(false));
    assert_eq!(bring(&mut w, "ann", &refused(whole)), Ok(false));
    let left = 64_000 - 3 * one;
    let fits = usize::try_from(left - bytes(&refused(1_000), 0)).unwrap();
    assert_eq!(bytes(&refused(fits), fits), left, "to the byte");
    let before = used(&w, "ann");
    assert_eq!(bring(&mut w, "ann", &refused(fits + 1)), spent(&w));
    assert_eq!(used(&w, "ann"), before, "what gets no place costs nothing");
    assert_eq!(bring(&mut w, "ann", &refused(fits)), Ok(false));
    assert_eq!(used(&w, "ann"), Used { day: day(w.now()), ..sum(4, 64_000) });
    assert_eq!(bring(&mut w, "ann", &refused(1)), spent(&w));
}

fn sum(actions: u64, bytes: u64) -> Used {
    Used { actions, bytes, ..Used::default() }
}

#[test]
fn texts_of_acts_that_an_act_carries_count_too() {
    let mut w = World::living();
    let dao = w.community(&["ann"]);
    let text = 20_000;
    let inner = act_of(&REGISTRY, &Resolve { text: body(&"y".repeat(text)) });
    let propose = |dao| Propose {
        dao,
        title: body("title"),
        body: None,
        actions: Acts(List::new(vec![inner.clone(), inner.clone()]).unwrap()),
        track: None,
        review: None,
    };
    let outer = act_of(&REGISTRY, &propose(dao)).body.len();
    bring(&mut w, "ann", &propose(dao)).unwrap();
    assert_eq!(used(&w, "ann").bytes, (outer + 5 + 2 * text) as u64);
}

#[test]
fn a_ledger_whose_clock_is_moved_by_hand_has_a_hundred_times_as_much() {
    let mut w = World::new();
    w.person("ann");
    for number in 0..2_000 {
        assert_eq!(bring(&mut w, "ann", &invite(number % 40)), Ok(number < 40), "{number}");
    }
    assert_eq!(bring(&mut w, "ann", &invite(0)), spent(&w));
}

#[test]
fn keys_without_an_account_share_a_day_and_guardians_do_not_wait_for_them() {
    let mut w = World::living();
    let ann = w.person("ann");
    let drawer = PublicKey::Ed25519([9; 32]);
    let guardians = List::new(vec![Guardian::Key { key: drawer }]).unwrap();
    let set = SetGuardians { guardians, threshold: 1, sequence: w.turn("ann") };
    w.act("ann", &set).unwrap();
    w.advance(Span::days(8));
    let (link, proof) = secret("link");
    let open = Invite { dao: None, secret: link, uses: 1_000, valid_for: DAY, vouch: false };
    w.act("ann", &open).unwrap();
    // Under a name that is taken: refused, as often as somebody finds another key.
    let join = Join { dao: None, proof: Some(proof), handle: Some(name("ann")), note: None };
    for number in 0..2_000u64 {
        let key = PublicKey::Ed25519(sha256(&[&number.to_be_bytes()]).0);
        assert!(matches!(w.bring(Signer::New(key), &join), Ok(Err(_))), "{number}");
    }
    let late = Signer::New(PublicKey::Ed25519([7; 32]));
    let next = next_day(w.now());
    let told = w.bring(late.clone(), &join).map(|told| told.is_ok());
    assert_eq!(told, Err(Inadmissible::AllowanceSpent { next }));
    let recover = Recover { account: ann, key: PublicKey::Ed25519([8; 32]) };
    w.bring(Signer::New(drawer), &recover).unwrap().unwrap();
    w.advance(DAY);
    let open = Invite { secret: secret("new").0, ..open };
    w.act("ann", &open).unwrap();
    let join = Join { proof: Some(secret("new").1), handle: Some(name("late")), ..join };
    w.bring(late, &join).unwrap().unwrap();
}

/// Asks for a place with a spent allowance.
fn asks(w: &World, used: Used, (guarded, sponsor): (bool, Option<Sponsor>)) -> Option<Draw> {
    let budget = Budget::of(Standing::Invited);
    let used = Used { day: day(w.now()), actions: budget.actions, ..used };
    let asked = Asked { used, bytes: 1, guarded: &|| guarded, sponsor: &|| sponsor };
    drawing::draw(w.state(), &env(w), w.id("ann"), &asked).ok()
}

#[test]
fn what_nobody_is_kept_from_has_a_bucket_of_its_own_which_ends_too() {
    let mut w = World::living();
    w.person("ann");
    let after = |guarded| Used { guarded, ..Used::default() };
    assert_eq!(asks(&w, after(0), (true, None)), Some(Draw::Guarded));
    assert_eq!(asks(&w, after(GUARDED - 1), (true, None)), Some(Draw::Guarded));
    assert_eq!(asks(&w, after(GUARDED), (true, None)), None);
    assert_eq!(asks(&w, after(0), (false, None)), None);
}

#[test]
fn a_community_pays_for_each_member_so_much_and_for_all_no_more_than_its_quota() {
    let mut w = World::living();
    let founder = w.person("ann");
    let by = |each| (false, Some(Sponsor { founder, each }));
    let after = |sponsored| Used { sponsored, ..Used::default() };
    assert_eq!(asks(&w, after(2), by(3)), Some(Draw::Sponsored(founder)));
    assert_eq!(asks(&w, after(3), by(3)), None);
    // What nobody is kept from is not the community's to pay.
    let both = (true, by(3).1);
    assert_eq!(asks(&w, after(0), both), Some(Draw::Guarded));
}

fn key_of(state: &State, signer: (AccountId, u16)) -> Used {
    state.identity.keys.get(&signer).map(|row| row.used).unwrap_or_default()
}

#[test]
fn a_refusal_counts_in_the_bucket_of_the_key_that_signed_and_in_no_other() {
    let w = World::living();
    let env = env(&w);
    let mut state = State::default();
    let account = AccountId(5);
    for number in 0..2u16 {
        let key = Key::owner(PublicKey::Ed25519([7; 32]), env.now);
        state.identity.keys.put((account, number), Box::new(key));
    }
    state.forget();
    let (own, other) = ((account, 0), (account, 1));
    let role = crate::identity::types::KeyRole::Owner;
    let origin = Origin::Member { account, key: 0, role };
    book_act(&mut state, &env, own, (None, (Draw::Guarded, 70)));
    assert_eq!(key_of(&state, own), Used { day: day(env.now), ..Used::default() });
    count_refused(&mut state, origin, Draw::Guarded);
    count_refused(&mut state, origin, Draw::Own);
    assert_eq!(key_of(&state, own), Used { day: day(env.now), guarded: 1, ..Used::default() });
    assert_eq!(used_by(&state, env.now, own).1.guarded, 1);
    assert_eq!(used_by(&state, env.now, other).1.guarded, 0, "another key has its own");
    book_act(&mut state, &env, own, (None, (Draw::Own, 70)));
    book_act(&mut state, &env, other, (None, (Draw::Sponsored(AccountId(9)), 30)));
    let all = used_by(&state, env.now, other).1;
    assert_eq!(all, Used { day: day(env.now), sponsored: 1, ..sum(1, 70) });
    let paid = state.identity.sponsored.get(&AccountId(9)).copied();
    assert_eq!(paid, Some(Used { day: day(env.now), ..sum(1, 30) }));
    // A key that ends leaves behind what all share, and not its bucket.
    let gone = state.identity.keys.remove(&own).unwrap();
    drawing::hand_on(&mut state, account, gone.used);
    let left = used_by(&state, env.now, other).1;
    assert_eq!(left, Used { day: day(env.now), sponsored: 1, ..sum(1, 70) });
    let tomorrow = env.now.after(DAY);
    let fresh = Used { day: day(tomorrow), ..Used::default() };
    assert_eq!(used_by(&state, tomorrow, other).1, fresh, "a new day");
}

proptest! {
    #[test]
    fn a_booking_is_taken_back_to_the_bit(
        draws in prop::collection::vec((0u8..3, 0u64..5_000, 0u64..3), 1..20),
    ) {
        let w = World::living();
        let mut env = env(&w);
        let mut state = State::default();
        let signer = (AccountId(5), 0);
        let key = Key::owner(PublicKey::Ed25519([7; 32]), env.now);
        state.identity.keys.put(signer, Box::new(key));
        state.forget();
        for (draw, bytes, days) in draws {
            env.now = env.now.after(Span(days * DAY.0));
            let draw = match draw {
                0 => Draw::Own,
                1 => Draw::Guarded,
                _ => Draw::Sponsored(AccountId(9)),
            };
            let before = state.identity.keys.get(&signer).cloned();
            let paid = state.identity.sponsored.get(&AccountId(9)).copied();
            let marks = state.mark();
            book_act(&mut state, &env, signer, (None, (draw, bytes)));
            let booked = state.identity.keys.get(&signer).cloned();
            state.undo_to(&marks);
            prop_assert_eq!(&state.identity.keys.get(&signer).cloned(), &before);
            prop_assert_eq!(state.identity.sponsored.get(&AccountId(9)).copied(), paid);
            book_act(&mut state, &env, signer, (None, (draw, bytes)));
            prop_assert_eq!(&state.identity.keys.get(&signer).cloned(), &booked);
        }
    }
}

/// What somebody tries.
#[derive(Clone, Copy, Debug)]
enum Try {
    Refused(usize),
    Done,
    Vote(u64),
    LeaveNothing,
    RevokeNothing,
    Wait(u64),
}

fn tries() -> impl Strategy<Value = Try> {
    prop_oneof![
        4 => (1usize..9_000).prop_map(Try::Refused),
        4 => Just(Try::Done),
        3 => (1u64..4).prop_map(Try::Vote),
        1 => Just(Try::LeaveNothing),
        1 => Just(Try::RevokeNothing),
        1 => (1u64..5).prop_map(Try::Wait),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// A naive account of a day beside the real one: each act that gets a place, done or refused, is
    /// one act and its bytes; what gets none is nothing; the first ballot gets one always.
    #[test]
    fn an_act_uses_up_what_it_is_and_no_more(tried in prop::collection::vec(tries(), 1..80)) {
        let mut w = World::living();
        let dao = w.community(&["ann", "ben", "cleo", "dan"]);
        for (number, who) in ["ann", "cleo", "dan"].into_iter().enumerate() {
            let text = ["one", "two", "three"][number];
            let inner = act_of(&REGISTRY, &Resolve { text: body(text) });
            let actions = Acts(List::new(vec![inner]).unwrap());
            let title = body(text);
            let act = Propose { dao, title, body: None, actions, track: None, review: None };
            w.act(who, &act).unwrap();
        }
        let (mut today, mut voted) = (Used { day: day(w.now()), ..Used::default() }, [false; 3]);
        for (number, what) in tried.into_iter().enumerate() {
            let (act, text) = match what {
                Try::Wait(hours) => {
                    w.sleep(Span::hours(hours));
                    continue;
                }
                Try::Refused(text) => (act_of(&REGISTRY, &refused(text)), SHORT + text),
                Try::Done => (act_of(&REGISTRY, &invite(number)), 0),
                Try::LeaveNothing => (act_of(&REGISTRY, &Leave { dao: DaoId(999) }), 0),
                Try::RevokeNothing => (act_of(&REGISTRY, &RevokeKey { key: 9 }), 0),
                Try::Vote(proposal) => {
                    let choice = Choice::Abstain;
                    let proposal = ProposalId(proposal);
                    (act_of(&REGISTRY, &Vote { proposal, choice, last: false, reason: None }), 0)
                }
            };
            tried_once(&mut w, (what, act, text as u64), (&mut today, &mut voted))?;
        }
    }
}

/// Tries something as ben and holds what it used up against the naive account.
fn tried_once(
    w: &mut World,
    (what, act, text): (Try, Act, u64),
    (today, voted): (&mut Used, &mut [bool; 3]),
) -> Result<(), TestCaseError> {
    let signer = Signer::Key { account: w.id("ben"), key: 0 };
    let bytes = act.body.len() as u64 + text;
    let told = w.bring_act(signer, act).map(|told| told.is_ok());
    let now = w.now();
    if today.day != now.0 / DAY.0 {
        *today = Used { day: now.0 / DAY.0, ..Used::default() };
    }
    let fits = today.actions < 20 && (today.bytes == 0 || today.bytes + bytes <= 64_000);
    // Voting on all three is open for 48 hours.
    let first = match what {
        Try::Vote(proposal) => {
            let is_open = w.state().governance.proposals.get(&ProposalId(proposal));
            let is_open = is_open.is_some_and(|row| row.is_open());
            let deadline = w.state().governance.counts.get(&ProposalId(proposal));
            let in_time = deadline.is_some_and(|count| now <= count.deadline);
            let place = usize::try_from(proposal - 1).unwrap_or(0);
            is_open && in_time && !voted[place]
        }
        _ => false,
    };
    if fits {
        prop_assert!(told.is_ok(), "{:?}: {:?}", what, told);
        today.actions += 1;
        today.bytes += bytes;
    } else if first {
        prop_assert_eq!(&told, &Ok(true), "{:?}", what);
    } else {
        let next = Timestamp((now.0 / DAY.0 + 1) * DAY.0);
        prop_assert_eq!(&told, &Err(Inadmissible::AllowanceSpent { next }), "{:?}", what);
    }
    if let (Try::Vote(proposal), Ok(true)) = (what, &told) {
        voted[usize::try_from(proposal - 1).unwrap_or(0)] = true;
    }
    prop_assert_eq!(used(w, "ben").on(today.day), *today);
    Ok(())
}
