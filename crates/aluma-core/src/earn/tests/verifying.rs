//! Verifiers: so many of them, who is believed alone, what is audited and what that costs.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, Hash32, List, Share, Span, Timestamp};
use proptest::prelude::*;

use crate::earn::rules::verifying::{
    Found, alone, attestors_suffice, found, is_drawn, is_spent, loss, predicates_only, score,
};
use crate::earn::types::{Caps, Curve, Kind, Payout, RewardClaim, Stage, Terms, Verifier, Voice};

const ANNA: AccountId = AccountId(1);
const BEN: AccountId = AccountId(2);

fn predicate() -> Verifier {
    Verifier::Predicate { clauses: List::default() }
}

fn attestors(all: &[AccountId]) -> Verifier {
    Verifier::Attestors { accounts: List::new(all.to_vec()).unwrap(), bond: 1, rate: 1 }
}

fn reviewers(all: &[AccountId], need: u8) -> Verifier {
    Verifier::Reviewers { accounts: List::new(all.to_vec()).unwrap(), need }
}

fn terms(need: u8, verifiers: Vec<Verifier>) -> Terms {
    Terms {
        kinds: List::new(vec![Kind::Ledger]).unwrap(),
        need,
        verifiers: List::new(verifiers).unwrap(),
        curve: Curve::Pool,
        caps: Caps { epoch: 1, person: 1, person_epoch: 1, group: None },
        epoch: Span(1),
        payout: Payout::Now,
        window: Span(1),
        audit: Share::ZERO,
        auditors: None,
    }
}

fn claim(held: &[u8], voices: &[(u8, AccountId, bool)]) -> RewardClaim {
    let voices = voices.iter().map(|(verifier, account, yes)| Voice {
        verifier: *verifier,
        account: *account,
        yes: *yes,
        score: 0,
    });
    RewardClaim {
        programme: 1,
        account: AccountId(9),
        at: Timestamp(0),
        evidence: Hash32([0; 32]),
        kind: Kind::Ledger,
        job: None,
        lesson: None,
        words: None,
        held: List::new(held.to_vec()).unwrap(),
        voices: List::new(voices.collect()).unwrap(),
        score: 1,
        units: 0,
        paid: 0,
        challenge: None,
        due: None,
        stage: Stage::Submitted { until: Timestamp(0) },
    }
}

#[test]
fn as_many_verifiers_as_needed_say_yes() {
    let of = |need| terms(need, vec![predicate(), attestors(&[ANNA]), reviewers(&[BEN], 1)]);
    let yes = |attested| Found::Yes { attested };
    let (attested, reviewed) = ((1, ANNA, true), (2, BEN, true));
    for (need, held, voices, is_over, expected) in [
        (1, vec![0], vec![], false, yes(false)),
        (1, vec![], vec![], false, Found::Open),
        (1, vec![], vec![attested], false, yes(true)),
        (2, vec![0], vec![], false, Found::Open),
        (2, vec![0], vec![attested], false, yes(true)),
        // The attestor is not needed where two others say yes.
        (2, vec![0], vec![attested, reviewed], false, yes(false)),
        (2, vec![], vec![attested, reviewed], false, yes(true)),
        (3, vec![], vec![attested, reviewed], false, Found::No),
        (3, vec![0], vec![attested, (2, BEN, false)], false, Found::No),
        // When their time is over, reviewers' silence is a yes and attestors' is not.
        (2, vec![0], vec![], true, yes(false)),
        (2, vec![], vec![], true, Found::No),
        (2, vec![], vec![attested], true, yes(true)),
        (3, vec![0], vec![], true, Found::No),
    ] {
        let claim = claim(&held, &voices);
        assert_eq!(found(&of(need), &claim, is_over), expected, "{need} {held:?} {voices:?}");
    }
}

#[test]
fn a_no_among_the_silent_is_no_yes() {
    let terms = terms(1, vec![reviewers(&[ANNA, BEN], 2)]);
    assert_eq!(found(&terms, &claim(&[], &[(0, ANNA, false)]), false), Found::Open);
    assert_eq!(found(&terms, &claim(&[], &[(0, ANNA, false)]), true), Found::No);
    assert_eq!(
        found(&terms, &claim(&[], &[(0, ANNA, true)]), true),
        Found::Yes { attested: false }
    );
    let both = [(0, ANNA, false), (0, BEN, false)];
    assert_eq!(found(&terms, &claim(&[], &both), false), Found::No);
}

#[test]
fn who_pays_is_never_the_only_verifier() {
    let both = [predicate(), attestors(&[ANNA]), reviewers(&[ANNA, BEN], 1)];
    for (need, count, is_alone) in [(1, 3, true), (2, 3, true), (2, 2, false), (1, 1, false)] {
        let terms = terms(need, both[..count].to_vec());
        assert_eq!(alone(&terms, ANNA), is_alone, "{need} of {count}");
    }
    assert!(!alone(&terms(1, vec![reviewers(&[ANNA, BEN], 2)]), ANNA));
    assert!(!alone(&terms(1, vec![reviewers(&[BEN], 1)]), ANNA));
}

#[test]
fn attestors_who_suffice_are_audited() {
    assert!(attestors_suffice(&terms(1, vec![attestors(&[ANNA]), predicate()])));
    assert!(!attestors_suffice(&terms(2, vec![attestors(&[ANNA]), predicate()])));
    assert!(!attestors_suffice(&terms(1, vec![predicate()])));
    assert!(predicates_only(&terms(1, vec![predicate()])));
    assert!(!predicates_only(&terms(1, vec![predicate(), attestors(&[ANNA])])));
}

#[test]
fn the_lowest_score_counts() {
    let mut row = claim(&[], &[(0, ANNA, true), (0, BEN, true)]);
    assert_eq!(score(&row), 1);
    for (voice, score) in row.voices.iter_mut().zip([7, 5]) {
        voice.score = score;
    }
    assert_eq!(score(&row), 5);
}

#[test]
fn as_large_a_part_is_drawn_as_the_rate_says() {
    for (rate, about) in [(0, 0..1), (10, 70..130), (50, 440..560), (100, 1_000..1_001)] {
        let beacon = Hash32([7; 32]);
        let drawn = (0..1_000).filter(|claim| is_drawn(&beacon, (1, *claim), Share::percent(rate)));
        let drawn = drawn.count();
        assert!(about.contains(&drawn), "{drawn} of 1,000 at {rate} %");
    }
}

#[test]
fn a_bond_loses_what_makes_lying_not_worth_it() {
    for (gain, percent, lost) in [(100, 10, 900), (100, 50, 100), (100, 90, 100), (7, 30, 17)] {
        assert_eq!(loss(gain, Share::percent(percent)), lost);
    }
    assert_eq!(loss(100, Share::ZERO), 100);
}

proptest! {
    #[test]
    fn lying_gains_nothing_on_average(gain in 1u128..1_000_000, percent in 1u32..=100) {
        // Gained in (100 - p) of 100 cases, lost in p of them.
        let lost = loss(gain, Share::percent(percent));
        prop_assert!(lost * u128::from(percent) >= gain * u128::from(100 - percent));
    }
}

#[test]
fn a_bond_is_used_up_by_the_loss_that_takes_it_below_the_least() {
    assert!(!is_spent((110, 10), 100));
    assert!(is_spent((110, 11), 100));
    assert!(is_spent((100, 1), 100));
    assert!(is_spent((100, 100), 100));
    // What was too little before is not used up once more.
    assert!(!is_spent((99, 10), 100));
    assert!(!is_spent((100, 0), 100));
}
