//! Laws of whole sales and exits, played: what went in comes out, whatever people do in between. The laws
//! of every block, conservation among them, are asked after each step.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use proptest::prelude::*;

use crate::testing::scenario::play;

const PEOPLE: usize = 5;
const EACH: u128 = 10_000;

/// A community that sells a share for money which five people have.
fn founded(changes: &str) -> String {
    let mut text = String::from("=== A sale\npeople m0..m5\nm0: found handle=shop assets=[");
    text.push_str("{symbol:EUR,decimals:0,kind:token,supply:0,holders:[");
    for who in 1..=PEOPLE {
        text.push_str(&format!("{{to:@m{who},units:{EACH}}},"));
    }
    text.pop();
    text.push_str("]},{symbol:SH,decimals:0,kind:economic-share,supply:0}] ");
    text.push_str(&format!("changes={{mint.cap:100%{changes}}}\n"));
    text
}

/// What stands under the last step of a text that is played.
fn last(text: &str) -> String {
    let played = play(text);
    assert!(played.mistakes.is_empty(), "{:?}", played.mistakes);
    String::from(played.text.lines().last().unwrap_or_default())
}

/// The numbers in what stands under a step.
fn numbers(line: &str) -> Vec<u128> {
    let words = line.split(|letter: char| !letter.is_ascii_digit());
    words.filter_map(|word| word.parse().ok()).collect()
}

/// One bid: units, price, what lies in trust beyond what it costs, and whether it is opened.
type Bid = (u128, u128, u128, bool);

fn arb_bids() -> impl Strategy<Value = Vec<Bid>> {
    proptest::collection::vec((1u128..60, 1u128..9, 0u128..50, any::<bool>()), PEOPLE)
}

fn auction(bids: &[Bid], order: &[usize], threshold: u128) -> String {
    let mut text = founded("");
    text.push_str("dao: open-sale share=SH units=100 pay=EUR lasts=1d terms=T ");
    let kind = format!("auction:{{floor:{{pay:2,per:1}},threshold:{threshold},reveal:1d}}");
    text.push_str(&format!("kind={{{kind}}}\n"));
    for who in order {
        let (units, price, more, _) = bids[*who];
        let deposit = (units * price + more).max(2);
        let of = format!("units={units} price={price} salt={who}");
        text.push_str(&format!("m{}: seal-bid sale=1 {of} deposit=\"{deposit} EUR\"\n", who + 1));
    }
    text.push_str("advance 1d\nadvance 10s\n");
    for who in order.iter().rev() {
        let (units, price, _, opens) = bids[*who];
        if opens {
            let of = format!("units={units} price={price} salt={who}");
            text.push_str(&format!("m{}: open-bid sale=1 {of}\n", who + 1));
        }
    }
    text.push_str("advance 1d\nadvance 10s\n");
    text
}

const OUTCOMES: &str = "show sale sale=1 | bids.bid.outcome\n";
const RAISED: &str = "show sale sale=1 | what.sold what.raised\n";
const FREE: &str = "m0 sees treasury dao=1 | free.free\n";
const HELD: &str = "m0 sees balances dao=1 | rows.holdings\n";

/// What people have at hand and at stake of what they pay with, in all.
fn held(text: &str) -> (u128, u128) {
    let line = last(&format!("{text}{HELD}"));
    let rows: Vec<&str> = line.split("{amount=").filter(|row| row.contains(" EUR ")).collect();
    let of = |row: &&str| {
        let all = numbers(row);
        (all[0], all[2])
    };
    rows.iter().map(of).fold((0, 0), |sum, row| (sum.0 + row.0, sum.1 + row.1))
}

#[test]
fn more_orders_than_one_slice_settles_are_all_settled() {
    const MANY: usize = 130;
    let holders: Vec<String> = (1..=MANY).map(|who| format!("{{to:@p{who},units:10}}")).collect();
    for (goal, sold, raised) in [(MANY, MANY, MANY), (MANY + 1, 0, 0)] {
        let mut text = format!("=== Many\npeople p0..p{MANY}\np0: found handle=shop assets=[");
        text.push_str("{symbol:EUR,decimals:0,kind:token,supply:0,holders:[");
        text.push_str(&holders.join(","));
        text.push_str("]},{symbol:SH,decimals:0,kind:economic-share,supply:0}]\n");
        text.push_str("dao: open-sale share=SH units=500 pay=EUR lasts=1d terms=T ");
        text.push_str(&format!("kind={{hatch:{{price:{{pay:1,per:1}},goal:{goal}}}}}\n"));
        for who in 1..=MANY {
            text.push_str(&format!("p{who}: buy-shares sale=1 units=1 most=\"1 EUR\"\n"));
        }
        text.push_str("advance 1d\nadvance 1m\n");
        let is = numbers(&last(&format!("{text}{RAISED}")));
        assert_eq!(is, [sold as u128, raised as u128]);
        let stage = last(&format!("{text}show sale sale=1 | what.stage\n"));
        assert!(stage.contains("over{"), "{stage}");
        let free = numbers(&last(&format!("{text}p0 sees treasury dao=1 | free.free\n")));
        assert_eq!(free.iter().sum::<u128>(), raised as u128);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn an_auction_pays_back_what_it_does_not_take_whatever_the_order(
        bids in arb_bids(),
        order in Just((0..PEOPLE).collect::<Vec<usize>>()).prop_shuffle(),
        threshold in 0u128..200,
    ) {
        let usual: Vec<usize> = (0..PEOPLE).collect();
        let played = auction(&bids, &order, threshold);
        let outcomes = last(&format!("{played}{OUTCOMES}"));
        prop_assert_eq!(
            &outcomes,
            &last(&format!("{}{OUTCOMES}", auction(&bids, &usual, threshold)))
        );
        let rows = numbers(&outcomes);
        prop_assert_eq!(rows.len(), 4 * PEOPLE);
        let (mut sold, mut raised, mut kept) = (0, 0, 0);
        for (row, (units, price, more, _)) in rows.chunks(4).zip(&bids) {
            let deposit = (units * price + more).max(2);
            prop_assert_eq!(row[1] + row[2] + row[3], deposit);
            prop_assert!(row[0] <= *units && row[1] <= row[0] * price);
            (sold, raised, kept) = (sold + row[0], raised + row[1], kept + row[2]);
        }
        for (row, (units, price, more, opens)) in rows.chunks(4).zip(&bids) {
            let deposit = (units * price + more).max(2);
            prop_assert_eq!(row[2], if *opens || sold == 0 { 0 } else { deposit / 20 });
        }
        prop_assert!(sold == 0 || raised >= threshold);
        prop_assert_eq!(numbers(&last(&format!("{played}{RAISED}"))), [sold, raised]);
        let free = numbers(&last(&format!("{played}{FREE}")));
        prop_assert_eq!(free.iter().sum::<u128>(), raised + kept);
        // Nothing is left in trust.
        let paid = raised + kept;
        prop_assert_eq!(held(&played), (EACH * PEOPLE as u128 - paid, 0));
    }

    #[test]
    fn whoever_bought_and_leaves_takes_no_more_than_all_and_the_last_the_rest(
        bought in proptest::collection::vec(1u128..40, PEOPLE),
        income in 0u128..1_000,
        order in Just((1..=PEOPLE).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let mut text = founded(",exit.promise:permanent,exit.asset:SH,exit.notice:0ms");
        text.push_str("dao: open-sale share=SH units=1000 pay=EUR lasts=1d terms=T ");
        text.push_str("kind={fixed:{price:{pay:5,per:3}}}\n");
        // One after the other, so that what was rounded up never makes the next one too cheap.
        for (who, units) in (1..).zip(&bought) {
            let units = units * 3;
            text.push_str(&format!("m{who}: buy-shares sale=1 units={units} most=\"500 EUR\"\n"));
        }
        text.push_str(&format!(
            "m1: record-income dao=1 kind=sale purpose=P \
             received={{paid:{{amount:\"{} EUR\",pot:0}}}}\n", income + 1));
        for who in order {
            let units = bought[who - 1] * 3;
            text.push_str(&format!("m{who}: leave-with-part dao=1 shares=\"{units} SH\"\nadvance 1s\n"));
        }
        prop_assert_eq!(numbers(&last(&format!("{text}{FREE}"))), Vec::<u128>::new());
        prop_assert_eq!(held(&text), (EACH * PEOPLE as u128, 0));
    }
}
