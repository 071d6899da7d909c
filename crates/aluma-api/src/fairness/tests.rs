//! Figures that were worked out by hand.

use std::collections::BTreeMap;

use super::measure::{footrule, gini, herfindahl, lower_median, reciprocal, top};
use super::*;

#[test]
fn gini_by_hand() {
    // 1, 2, 3, 4: 2 * (1 + 4 + 9 + 16) / (4 * 10) - 5 / 4 = 0.25.
    let cases: [(&[u128], Option<u64>); 8] = [
        (&[4, 1, 3, 2], Some(250_000)),
        (&[5, 5, 5, 5], Some(0)),
        (&[0, 0, 0, 9], Some(750_000)),
        (&[7], Some(0)),
        // 2 * (0 * 1 + 1 * 2 + 3 * 3) / (3 * 4) - 4 / 3 = 0.5.
        (&[3, 0, 1], Some(500_000)),
        (&[0, 0], None),
        (&[], None),
        (&[u128::MAX / 4, 0], Some(500_000)),
    ];
    for (values, expected) in cases {
        assert_eq!(gini(values), expected, "{values:?}");
    }
}

#[test]
fn parts_of_the_largest_by_hand() {
    let values: Vec<u128> = (1..=20).collect();
    // 11 to 20 are 155 of 210.
    assert_eq!(top(&values, 10), Some(738_095));
    assert_eq!(top(&[3, 1], 10), Some(1_000_000));
    assert_eq!(top(&[6, 3, 1], 1), Some(600_000));
    assert_eq!(top(&[], 10), None);
}

#[test]
fn concentration_by_hand() {
    // (6/10)^2 + (3/10)^2 + (1/10)^2 = 0.46.
    assert_eq!(herfindahl(&[6, 3, 1]), Some(460_000));
    assert_eq!(herfindahl(&[2, 2, 2, 2]), Some(250_000));
    assert_eq!(herfindahl(&[9]), Some(1_000_000));
    assert_eq!(herfindahl(&[0]), None);
}

#[test]
fn reciprocity_by_hand() {
    let edges = |edges: &[((u64, u64), u128)]| edges.iter().copied().collect::<BTreeMap<_, _>>();
    // 1 and 2 praise each other with 5 and 3, 3 praises 1 with 2: 8 of 10.
    assert_eq!(reciprocal(&edges(&[((1, 2), 5), ((2, 1), 3), ((3, 1), 2)])), Some(800_000));
    assert_eq!(reciprocal(&edges(&[((1, 2), 5), ((2, 3), 3), ((3, 1), 2)])), Some(0));
    assert_eq!(reciprocal(&edges(&[])), None);
}

#[test]
fn medians_are_the_lower_ones() {
    assert_eq!(lower_median(&[9, 1, 4]), Some(4));
    assert_eq!(lower_median(&[9, 1, 4, 5]), Some(4));
    assert_eq!(lower_median(&[]), None);
}

#[test]
fn orders_by_hand() {
    // Turned round: |1-3| + |2-2| + |3-1| = 4, which is the most that three can be apart.
    assert_eq!(footrule(&[3, 2, 1], &[1, 2, 3]), (Some(1_000_000), 2));
    assert_eq!(footrule(&[3, 2, 1], &[30, 20, 10]), (Some(0), 0));
    // Ranks 1, 2, 3, 4 and 2, 1, 3, 4: 2 of 8.
    assert_eq!(footrule(&[9, 8, 7, 6], &[8, 9, 7, 6]), (Some(250_000), 2));
    // The last two share rank 2.5: a half each way, 1 of 4.
    assert_eq!(footrule(&[9, 8, 7], &[9, 5, 5]), (Some(250_000), 2));
    assert_eq!(footrule(&[], &[]), (None, 0));
}

fn found() -> Found {
    Found {
        points: [(1, 3_000_000), (2, 1_000_000), (3, 0)].into(),
        paid: [(2, [(1, 100), (3, 300)].into())].into(),
        praise: [((1, 2), 5), ((2, 1), 5)].into(),
        ratings: [(1, 1), (2, 3)].into(),
        days: vec![3, 1],
        cut: false,
    }
}

#[test]
fn a_report_counts_what_was_found() {
    let report = Report::of(&found());
    let pay = report.pay.first().copied().expect("one asset");
    assert_eq!((report.members, report.reviewers, report.days_to_pay), (3, 2, Some(1)));
    // 0, 1, 3: 2 * (2 + 9) / 12 - 4 / 3 = 0.5; 1/16 + 9/16 = 0.625.
    assert_eq!(report.gini_points, Some(500_000));
    assert_eq!(report.review_concentration, Some(625_000));
    assert_eq!(report.reciprocal_praise, Some(1_000_000));
    // 100, 0, 300 of pay, by account; 2 * (2 * 100 + 3 * 300) / 1200 - 4 / 3 = 0.5.
    assert_eq!((pay.asset, pay.people, pay.gini), (2, 2, Some(500_000)));
    // By pay the accounts stand 2, 3, 1, by points 1, 2, 3: 1 + 1 + 2 of 4.
    assert_eq!((pay.rank_change, pay.moved), (Some(1_000_000), 3));
    let csv = report.to_csv();
    assert!(csv.starts_with("figure,asset,value\nmembers,,3\ngini_points,,0.500\n"), "{csv}");
    assert!(csv.contains("\ngini_pay,2,0.500\n") && csv.contains("\nranks_moved,2,3"), "{csv}");
    assert_eq!(report.to_json()["pay"][0]["rank_change"], "1.000");
    let empty = Report::of(&Found::default());
    assert!(empty.to_csv().contains("\ngini_points,,\n"), "{}", empty.to_csv());
    assert!(empty.to_json()["gini_points"].is_null());
}

#[test]
fn a_picture_says_what_it_shows() {
    let svg = svg(&Report::of(&found()), "Who <b>", |name, _| format!("{name} & so on"));
    assert!(svg.contains("<title>Who &lt;b&gt;</title>") && svg.contains("0.625"), "{svg}");
    assert!(svg.contains("gini_points &amp; so on: 0.500"), "{svg}");
    assert!(!svg.contains("<b>") && svg.ends_with("</svg>"));
}
