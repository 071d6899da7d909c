use alloc::vec;

use aluma_types::{AccountId, Share};

use crate::grants::rules::mean::{WEIGHT, weight};
use crate::grants::types::{Mean, Rate};

const TENTH: Share = Share::permille(100);

fn score(score: u16) -> Rate {
    Rate { rater: AccountId(1), score: u32::from(score) * 100, dismissed: false, repeats: None }
}

fn dismissed() -> Rate {
    Rate { dismissed: true, ..score(8) }
}

/// A duplicate of an entry that its rater gave so much: the entry's number says how much.
fn repeats(score: u16) -> Rate {
    Rate { rater: AccountId(1), score: 0, dismissed: false, repeats: Some(u32::from(score)) }
}

fn of(mean: Mean, rates: &[Rate]) -> u128 {
    weight((mean, TENTH), rates, |other, _| Some(other * 100))
}

#[test]
fn an_exact_mean_leaves_out_who_said_nothing_and_counts_who_dismissed() {
    for (rates, parts, of_them) in [
        (vec![], 0, 1),
        (vec![score(0)], 0, 1),
        (vec![score(8)], 8, 1),
        (vec![score(8), score(0)], 8, 1),
        (vec![score(8), dismissed()], 8, 2),
        (vec![score(8), score(3), score(3)], 14, 3),
        (vec![dismissed(), dismissed()], 0, 1),
        (vec![score(1); 8], 1, 1),
    ] {
        assert_eq!(of(Mean::Exact, &rates) * of_them, parts * WEIGHT, "{rates:?}");
    }
}

#[test]
fn a_duplicate_is_worth_its_part_of_the_other_score_of_the_same_rater() {
    // A tenth of 13, and of what was not rated at all.
    assert_eq!(of(Mean::Exact, &[repeats(13)]), WEIGHT * 13 / 10);
    assert_eq!(of(Mean::Exact, &[repeats(0)]), 0);
    let unrated = weight((Mean::Exact, TENTH), &[repeats(13)], |_, _| None);
    assert_eq!(unrated, 0);
    // Hundredths, half of one up: an eighth of 1 is 0.13, of 3 is 0.38.
    for (score, hundredths) in [(1, 13), (3, 38), (8, 100)] {
        let eighth = Share::new(1, 8).unwrap();
        let got = weight((Mean::Exact, eighth), &[repeats(score)], |other, _| Some(other * 100));
        assert_eq!(got, WEIGHT * hundredths / 100, "{score}");
    }
}

#[test]
fn a_plain_mean_takes_scores_as_they_stand() {
    assert_eq!(of(Mean::Plain, &[score(8), score(0)]), WEIGHT * 4);
    assert_eq!(of(Mean::Plain, &[repeats(13), score(5)]), WEIGHT * 5 / 2);
    assert_eq!(of(Mean::Plain, &[dismissed(), score(0)]), WEIGHT * 4);
}

/// Cases of a real round, as it published them: the doubles below a tie go down, those at or above
/// one go up.
#[test]
fn two_decimals_are_those_of_double_precision() {
    for (rates, hundredths) in [
        (vec![score(8), score(3), score(3)], 467),
        // (5 + 13 + 8.9 + 13) / 4 = 9.975, which lies below as a double.
        (vec![score(5), score(13), repeats(89), score(13)], 997),
        // (0.3 + 13 + 5 + 21) / 4 = 9.825.
        (vec![repeats(3), score(13), score(5), score(21)], 982),
        // (0.1 + 0 + 5 + 0.8) / 4 = 1.475: the sum of the doubles lies below it.
        (vec![repeats(1), dismissed(), score(5), repeats(8)], 147),
        // 19.125 and 0.125 are doubles themselves, and go up.
        (
            vec![
                score(21),
                score(21),
                score(21),
                score(13),
                score(21),
                score(21),
                score(21),
                score(14),
            ],
            1913,
        ),
        (vec![repeats(5), dismissed(), dismissed(), dismissed()], 13),
    ] {
        assert_eq!(of(Mean::Hundredths, &rates), WEIGHT * hundredths / 100, "{rates:?}");
    }
}
