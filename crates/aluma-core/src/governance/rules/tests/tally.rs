use aluma_types::Share;
use proptest::prelude::*;

use crate::governance::rules::{Bar, Reason, Standing, Tally, Threshold};
use Reason::{EmptyBase, NoYes, Quorum, Threshold as TooFew};
use Standing::{Passed, Rejected};
use Threshold::Majority;

const MAX: u128 = u128::MAX;

const fn percent(hundredths: u32) -> Threshold {
    Threshold::Percent { share: Share::percent(hundredths) }
}

const fn count(weight: u128) -> Threshold {
    Threshold::Count { weight }
}

const fn tally((for_, against, abstain): (u128, u128, u128)) -> Tally {
    Tally { for_, against, abstain }
}

#[test]
fn outcome_if_closed_now() {
    //  threshold, support, (for, against, abstain) -> standing
    for (threshold, support, votes, standing) in [
        // nobody, nobody but abstainers, nobody For
        (Majority, 0, (0, 0, 0), Rejected(EmptyBase)),
        (percent(1), 0, (0, 0, 0), Rejected(EmptyBase)),
        (count(0), 0, (0, 0, 0), Rejected(EmptyBase)),
        (Majority, 0, (0, 0, 9), Rejected(EmptyBase)),
        (Majority, 0, (0, 0, MAX), Rejected(EmptyBase)),
        (Majority, 0, (0, 1, 0), Rejected(NoYes)),
        (percent(1), 0, (0, MAX, 0), Rejected(NoYes)),
        (count(0), 0, (0, 1, 0), Rejected(NoYes)),
        // one vote
        (Majority, 0, (1, 0, 0), Passed),
        (Majority, 1, (1, 0, 0), Passed),
        (Majority, 2, (1, 0, 0), Rejected(Quorum)),
        (percent(100), 0, (1, 0, 0), Passed),
        (percent(100), 0, (1, 0, 99), Passed),
        // majority: a tie is rejected, odd and even, however large
        (Majority, 0, (5, 5, 0), Rejected(TooFew)),
        (Majority, 0, (6, 5, 0), Passed),
        (Majority, 0, (5, 6, 0), Rejected(TooFew)),
        (Majority, 0, (MAX, MAX, MAX), Rejected(TooFew)),
        (Majority, 0, (MAX, MAX - 1, MAX), Passed),
        (Majority, 0, (MAX - 1, MAX, 0), Rejected(TooFew)),
        // percent: at least, exactly
        (percent(67), 0, (66, 34, 0), Rejected(TooFew)),
        (percent(67), 0, (67, 33, 0), Passed),
        (percent(67), 0, (67, 33, 900), Passed),
        (percent(50), 0, (5, 5, 0), Passed),
        (percent(50), 0, (4, 5, 0), Rejected(TooFew)),
        (percent(100), 0, (MAX, 0, 0), Passed),
        (percent(100), 0, (MAX, 1, 0), Rejected(TooFew)),
        (percent(50), 0, (MAX, MAX, 0), Passed),
        (percent(50), 0, (MAX - 1, MAX, 0), Rejected(TooFew)),
        (percent(0), 0, (MAX, 0, 0), Rejected(TooFew)),
        // count: at least, whoever is against
        (count(7), 0, (6, 0, 0), Rejected(TooFew)),
        (count(7), 0, (7, 900, 0), Passed),
        (count(MAX), 0, (MAX - 1, 0, 0), Rejected(TooFew)),
        (count(MAX), 0, (MAX, 0, 0), Passed),
        // quorum is on support: neither Against nor Abstain helps to reach it
        (Majority, 10, (9, 8, 0), Rejected(Quorum)),
        (Majority, 10, (9, 8, 900), Rejected(Quorum)),
        (Majority, 10, (10, 8, 0), Passed),
        (Majority, 10, (10, 10, 0), Rejected(TooFew)),
        (Majority, MAX, (MAX, 0, 0), Passed),
        (Majority, MAX, (MAX - 1, 0, 0), Rejected(Quorum)),
    ] {
        let bar = Bar { threshold, support };
        assert_eq!(bar.outcome_if_closed(&tally(votes)), standing, "{bar:?} {votes:?}");
    }
}

#[test]
fn decided_while_open_from_both_sides() {
    const OPEN: (bool, bool) = (false, false);
    const PASSED: (bool, bool) = (true, false);
    const REJECTED: (bool, bool) = (false, true);
    //  threshold, support, (for, against, abstain), total -> decided
    for (threshold, support, votes, total, decided) in [
        // one vote must not decide for the ninety-nine others, either way
        (Majority, 0, (1, 0, 0), 100, OPEN),
        (Majority, 0, (0, 1, 0), 100, OPEN),
        (percent(67), 0, (1, 0, 0), 100, OPEN),
        (percent(67), 0, (0, 1, 0), 100, OPEN),
        (percent(1), 0, (1, 0, 0), 101, OPEN),
        (percent(1), 0, (1, 0, 0), 100, PASSED),
        // majority
        (Majority, 0, (50, 0, 0), 100, OPEN),
        (Majority, 0, (51, 0, 0), 100, PASSED),
        (Majority, 0, (0, 49, 0), 100, OPEN),
        (Majority, 0, (0, 50, 0), 100, REJECTED),
        (Majority, 0, (0, 50, 0), 101, OPEN),
        (Majority, 0, (0, 51, 0), 101, REJECTED),
        // abstentions shrink the base
        (Majority, 0, (25, 0, 50), 100, OPEN),
        (Majority, 0, (26, 0, 50), 100, PASSED),
        (Majority, 0, (0, 24, 50), 100, OPEN),
        (Majority, 0, (0, 25, 50), 100, REJECTED),
        (Majority, 0, (1, 0, 99), 100, PASSED),
        (Majority, 0, (0, 0, 99), 100, OPEN),
        (Majority, 0, (0, 0, 100), 100, REJECTED),
        (Majority, 0, (0, 0, 0), 0, REJECTED),
        // percent
        (percent(67), 0, (66, 0, 0), 100, OPEN),
        (percent(67), 0, (67, 0, 0), 100, PASSED),
        (percent(67), 0, (0, 33, 0), 100, OPEN),
        (percent(67), 0, (0, 34, 0), 100, REJECTED),
        (percent(100), 0, (99, 0, 0), 100, OPEN),
        (percent(100), 0, (99, 0, 1), 100, PASSED),
        (percent(100), 0, (0, 1, 0), 100, REJECTED),
        // count
        (count(7), 0, (6, 0, 0), 100, OPEN),
        (count(7), 0, (7, 0, 0), 100, PASSED),
        (count(7), 0, (0, 93, 0), 100, OPEN),
        (count(7), 0, (0, 94, 0), 100, REJECTED),
        (count(7), 0, (0, 0, 94), 100, REJECTED),
        // quorum on support
        (Majority, 60, (59, 0, 0), 100, OPEN),
        (Majority, 60, (60, 0, 0), 100, PASSED),
        (Majority, 60, (0, 40, 0), 100, OPEN),
        (Majority, 60, (0, 41, 0), 100, REJECTED),
        (Majority, 60, (30, 0, 40), 100, OPEN),
        (Majority, 60, (30, 0, 41), 100, REJECTED),
        // the largest numbers
        (Majority, 0, (MAX / 2, 0, 0), MAX, OPEN),
        (Majority, 0, (MAX / 2 + 1, 0, 0), MAX, PASSED),
        (Majority, 0, (0, MAX / 2, 0), MAX, OPEN),
        (Majority, 0, (0, MAX / 2 + 1, 0), MAX, REJECTED),
        (percent(100), MAX, (MAX, 0, 0), MAX, PASSED),
        (percent(100), MAX, (MAX - 1, 0, 0), MAX, OPEN),
        // more cast than there is: the base is what was cast, never less
        (Majority, 0, (6, 5, 0), 3, PASSED),
        (Majority, 0, (5, 6, 0), 3, REJECTED),
        (Majority, 0, (MAX, MAX, MAX), 1, REJECTED),
    ] {
        let bar = Bar { threshold, support };
        let votes = tally(votes);
        let got =
            (bar.is_passed_while_open(&votes, total), bar.is_rejected_while_open(&votes, total));
        assert_eq!(got, decided, "{bar:?} {votes:?} of {total}");
    }
}

#[test]
fn absolute_majority_is_of_all() {
    //  threshold, support, (for, against, abstain), total -> absolute
    for (threshold, support, votes, total, absolute) in [
        (Majority, 0, (50, 0, 0), 100, false),
        (Majority, 0, (51, 0, 0), 100, true),
        (Majority, 0, (0, 49, 0), 100, false),
        (Majority, 0, (0, 50, 0), 100, true),
        // abstainers may yet take a side
        (Majority, 0, (50, 0, 50), 100, false),
        (Majority, 0, (49, 1, 50), 100, false),
        // a higher threshold takes a larger majority, and a smaller minority stops it
        (percent(67), 0, (66, 0, 0), 100, false),
        (percent(67), 0, (67, 0, 0), 100, true),
        (percent(67), 0, (0, 33, 0), 100, false),
        (percent(67), 0, (0, 34, 0), 100, true),
        // and so does a quorum
        (Majority, 60, (59, 0, 0), 100, false),
        (Majority, 60, (60, 0, 0), 100, true),
        (Majority, 60, (0, 40, 0), 100, false),
        (Majority, 60, (0, 41, 0), 100, true),
    ] {
        let bar = Bar { threshold, support };
        let got = bar.has_absolute_majority(&tally(votes), total);
        assert_eq!(got, absolute, "{bar:?} {votes:?} of {total}");
    }
}

#[test]
fn early_decision_waits_for_whatever_can_move() {
    //  threshold, support, settled (for, against, abstain), changeable -> decision
    for (threshold, support, settled, changeable, decision) in [
        // five people, all with final ballots
        (Majority, 3, (3, 0, 0), 2, Some(Passed)),
        (Majority, 3, (2, 0, 0), 3, None),
        (Majority, 3, (2, 1, 0), 2, None),
        (Majority, 3, (2, 2, 0), 1, None),
        (Majority, 3, (2, 2, 1), 0, Some(Rejected(TooFew))),
        (Majority, 3, (2, 1, 2), 0, Some(Rejected(Quorum))),
        (Majority, 3, (0, 3, 0), 2, Some(Rejected(TooFew))),
        (Majority, 3, (0, 0, 3), 2, Some(Rejected(Quorum))),
        (Majority, 3, (0, 0, 5), 0, Some(Rejected(EmptyBase))),
        (Majority, 3, (0, 5, 0), 0, Some(Rejected(NoYes))),
        // nobody has decided
        (Majority, 0, (0, 0, 0), MAX, None),
        (Majority, 0, (0, 0, 0), 0, Some(Rejected(EmptyBase))),
        // sums above 128 bits
        (Majority, 0, (MAX, 0, 0), MAX, None),
        (Majority, 0, (MAX, 0, 0), MAX - 1, Some(Passed)),
        (Majority, 0, (0, MAX, 0), MAX, Some(Rejected(TooFew))),
    ] {
        let bar = Bar { threshold, support };
        let got = bar.decided_early(&tally(settled), changeable);
        assert_eq!(got, decision, "{bar:?} {settled:?} and {changeable}");
    }
}

/// Every way in which the changeable weight can end, unused weight included.
fn outcomes(bar: &Bar, settled: &Tally, changeable: u128) -> (bool, bool) {
    let (mut may_pass, mut may_fail) = (false, false);
    for for_ in 0..=changeable {
        for against in 0..=changeable - for_ {
            for abstain in 0..=changeable - for_ - against {
                let more = Tally { for_, against, abstain };
                let passes = bar.outcome_if_closed(&settled.plus(&more).unwrap()).is_passed();
                may_pass |= passes;
                may_fail |= !passes;
            }
        }
    }
    (may_pass, may_fail)
}

#[test]
fn early_decision_agrees_with_every_possible_end() {
    let shares = [percent(1), percent(34), percent(50), percent(67), percent(100)];
    let counts = [count(1), count(3), count(5)];
    for threshold in [Majority].into_iter().chain(shares).chain(counts) {
        for number in 0..5u128.pow(5) {
            let digit = |place: u32| number / 5u128.pow(place) % 5;
            let settled = tally((digit(0), digit(1), digit(2)));
            let bar = Bar { threshold, support: digit(3) };
            let changeable = digit(4);
            let decision = bar.decided_early(&settled, changeable).map(Standing::is_passed);
            let expected = match outcomes(&bar, &settled, changeable) {
                (true, false) => Some(true),
                (false, true) => Some(false),
                (may_pass, may_fail) => {
                    assert!(may_pass && may_fail);
                    None
                }
            };
            assert_eq!(decision, expected, "{bar:?} {settled:?} and {changeable}");
            // With every ballot final it is the decision while open, from both sides.
            let total = settled.weight().unwrap() + changeable;
            assert_eq!(bar.is_passed_while_open(&settled, total), expected == Some(true));
            assert_eq!(bar.is_rejected_while_open(&settled, total), expected == Some(false));
        }
    }
}

fn any_threshold() -> impl Strategy<Value = Threshold> {
    prop_oneof![
        Just(Majority),
        (1..=10_000u32).prop_map(|n| Threshold::Percent { share: Share::new(n, 10_000).unwrap() }),
        any::<u128>().prop_map(count),
    ]
}

proptest! {
    #[test]
    fn support_helps_and_opposition_hurts(
        threshold in any_threshold(), support: u128, votes: (u128, u128, u128), more: u128
    ) {
        let bar = Bar { threshold, support };
        let before = tally(votes);
        let passes = bar.outcome_if_closed(&before).is_passed();
        let for_ = before.for_.saturating_add(more);
        let with_for = Tally { for_, ..before };
        prop_assert!(!passes || bar.outcome_if_closed(&with_for).is_passed());
        let against = before.against.saturating_add(more);
        let with_against = Tally { against, ..before };
        prop_assert!(passes || !bar.outcome_if_closed(&with_against).is_passed());
        let with_abstain = Tally { abstain: more, ..before };
        prop_assert_eq!(passes, bar.outcome_if_closed(&with_abstain).is_passed());
    }

    #[test]
    fn nothing_is_both_passed_and_rejected(
        threshold in any_threshold(), support: u128, votes: (u128, u128, u128), total: u128
    ) {
        let bar = Bar { threshold, support };
        let votes = tally(votes);
        let passed = bar.is_passed_while_open(&votes, total);
        prop_assert!(!(passed && bar.is_rejected_while_open(&votes, total)));
        prop_assert!(!passed || bar.outcome_if_closed(&votes).is_passed());
    }

    #[test]
    fn a_ballot_taken_back_leaves_no_trace(
        votes: (u64, u64, u64), ballot: (u64, u64, u64)
    ) {
        let wide = |(a, b, c): (u64, u64, u64)| tally((a.into(), b.into(), c.into()));
        let counted = wide(votes).plus(&wide(ballot)).unwrap();
        prop_assert_eq!(counted.minus(&wide(ballot)), Some(wide(votes)));
    }
}

#[test]
fn ballots_never_wrap() {
    let full = tally((MAX, 0, 0));
    assert_eq!(full.plus(&tally((1, 0, 0))), None);
    assert_eq!(full.minus(&tally((0, 1, 0))), None);
    assert_eq!(tally((MAX, 1, 0)).weight(), None);
    assert_eq!(tally((MAX - 1, 1, 0)).weight(), Some(MAX));
}

#[test]
fn a_charter_names_no_empty_threshold() {
    for (threshold, valid) in [
        (Majority, true),
        (percent(0), false),
        (percent(1), true),
        (percent(100), true),
        (count(0), false),
        (count(1), true),
    ] {
        assert_eq!(threshold.is_valid(), valid, "{threshold:?}");
    }
}
