//! Laws of whole rounds, played: what is shared is the budget, no order of gifts or ballots matters, and
//! a round that is cancelled leaves nothing behind.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use crate::testing::scenario::play;

const PEOPLE: usize = 5;

/// A community of five with a role that three of them hold, and a round.
fn opened(policy: &str) -> String {
    let mut text = String::from("=== A round\npeople m0..m4\nm0: found handle=circle ");
    text.push_str("assets=[{symbol:EUR,decimals:0,kind:token,supply:1000000}]\nadmit m1..m4\n");
    text.push_str("dao: define-role role=1 name=Judges may=[]\n");
    for who in 0..3 {
        text.push_str(&format!("dao: give-role role=1 to=@m{who}\n"));
    }
    text.push_str(policy);
    text
}

/// What stands under the last step of a text that is played.
fn last(text: &str) -> String {
    let played = play(text);
    assert!(played.mistakes.is_empty(), "{:?}", played.mistakes);
    String::from(played.text.lines().last().unwrap_or_default())
}

/// The numbers of the first list of what stands under a step.
fn numbers(line: &str) -> Vec<u128> {
    let list = line.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    let words = list.map_or("", |(list, _)| list).split_whitespace();
    words.map(|word| word.parse().expect("a number")).collect()
}

const TOTALS: &str = "m0 sees round-parts round=1 | parts.total\n";

/// Gifts that are no mistake: nobody to themselves, each named once.
fn arb_gifts() -> impl Strategy<Value = Vec<Vec<(usize, u32)>>> {
    let of = |from: usize| {
        let one = proptest::collection::btree_map(0..PEOPLE, 1u32..25, 0..PEOPLE);
        one.prop_map(move |gifts| gifts.into_iter().filter(|(to, _)| *to != from).collect())
    };
    (0..PEOPLE).map(of).collect::<Vec<_>>()
}

fn give(from: usize, gifts: &[(usize, u32)]) -> String {
    let rows: Vec<_> =
        gifts.iter().map(|(to, tokens)| format!("{{to:@m{to},tokens:{tokens}}}")).collect();
    format!("m{from}: give-in-circle round=1 gifts=[{}]\n", rows.join(","))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_gifts_matters_and_all_of_the_budget_is_shared(
        gifts in arb_gifts(),
        others in arb_gifts(),
        budget in 1u32..5_000,
    ) {
        let policy = "{circle:{terms:{tokens:100}}}";
        let open =
            format!("dao: open-round title=R budget=\"{budget} EUR\" policy={policy} lasts=1h\n");
        let close = format!("advance 1h\nadvance 1s\n{TOTALS}");
        let once: String = (0..PEOPLE).map(|from| give(from, &gifts[from])).collect();
        let back: String = (0..PEOPLE).rev().map(|from| give(from, &gifts[from])).collect();
        // Whoever changed their mind gives what they gave last.
        let changed: String = (0..PEOPLE).map(|from| give(from, &others[from])).collect();
        let parts = numbers(&last(&format!("{}{once}{close}", opened(&open))));
        let again = numbers(&last(&format!("{}{changed}{back}{close}", opened(&open))));
        let some = gifts.iter().any(|gifts| !gifts.is_empty());
        prop_assert_eq!(parts.iter().sum::<u128>(), if some { budget.into() } else { 0 });
        // Who received something in between only is named, and takes nothing.
        let taking = |parts: &[u128]| -> Vec<u128> {
            parts.iter().copied().filter(|part| *part > 0).collect()
        };
        prop_assert_eq!(taking(&parts), taking(&again));
        let cancelled = format!(
            "{}{once}dao: cancel-round round=1\nadvance 2h\nm0 sees treasury dao=1 | free.free\n",
            opened(&open)
        );
        let free = last(&cancelled);
        prop_assert_eq!(free.trim(), "free.free=[1000000 EUR]");
    }

    #[test]
    fn no_order_of_ballots_matters_and_no_more_than_the_budget_is_shared(
        marks in proptest::collection::vec(proptest::collection::vec(0u32..40, 2), 3),
        scores in any::<bool>(),
        turn in 0usize..3,
        budget in 100u32..200,
    ) {
        let kind = if scores { "scores" } else { "amounts" };
        let policy = format!("{{retro:{{terms:{{role:1,marks:{kind},quorum:2,least:3}}}}}}");
        let open = format!(
            "dao: open-round title=R budget=\"{budget} EUR\" policy={policy} entries_for=1h lasts=2h\n\
             m3: nominate round=1 words=A\nm4: nominate round=1 words=B\nadvance 1h\nadvance 2s\n"
        );
        let ballot = |who: usize| {
            let mark = |to: &str, units: u32| format!("{{candidate:@{to},units:{units}}}");
            let marks = [mark("m3", marks[who][0]), mark("m4", marks[who][1])].join(",");
            format!("m{who}: cast-retro-ballot round=1 marks=[{marks}]\n")
        };
        let close = format!("advance 1h\nadvance 1s\n{TOTALS}");
        let once: String = (0..3).map(ballot).collect();
        let turned: String = (0..3).map(|place| ballot((place + turn) % 3)).rev().collect();
        let text = last(&format!("{}{once}{close}", opened(&open)));
        prop_assert_eq!(&text, &last(&format!("{}{turned}{close}", opened(&open))));
        let median = |column: usize| {
            let mut all: Vec<u32> = marks.iter().map(|row| row[column]).collect();
            all.sort_unstable();
            if all[1] < 3 { 0 } else { u128::from(all[1]) }
        };
        let medians = [median(0), median(1)];
        let sum: u128 = medians.iter().sum();
        let shared: u128 = numbers(&text).iter().sum();
        let expected = match (scores, sum) {
            (_, 0) => 0,
            (true, _) => budget.into(),
            // Two medians below 40 never reach the budget.
            (false, sum) => sum,
        };
        prop_assert_eq!(shared, expected);
        if !scores {
            prop_assert_eq!(numbers(&text), medians);
        }
    }

    #[test]
    fn points_share_all_of_the_budget_whatever_came_in_between(
        points in proptest::collection::vec(0u32..50, PEOPLE),
        more in proptest::collection::vec(0u32..50, PEOPLE),
        policy in prop_oneof![Just("immediate"), Just("recent"), Just("balanced")],
        budget in 1u32..5_000,
        cancel in any::<bool>(),
    ) {
        let given = |points: &[u32], evidence: usize| -> String {
            let rows = points.iter().enumerate().filter(|(_, points)| **points > 0);
            let line = |(who, points)| format!("points m{who} {points} evidence={}\n", evidence + who);
            rows.map(line).collect()
        };
        let open = format!(
            "{}dao: open-round title=R budget=\"{budget} EUR\" policy={{{policy}:{{}}}} lasts=1h\n{}",
            given(&points, 1),
            given(&more, 10),
        );
        let cancel_it = if cancel { "dao: cancel-round round=1\n" } else { "" };
        let text = format!("{}{cancel_it}advance 1h\nadvance 1s\n{TOTALS}", opened(&open));
        let any = |points: &[u32]| points.iter().any(|points| *points > 0);
        let some = any(&more) || (policy != "immediate" && any(&points));
        let shared: u128 = numbers(&last(&text)).iter().sum();
        prop_assert_eq!(shared, if some && !cancel { budget.into() } else { 0 });
    }
}
