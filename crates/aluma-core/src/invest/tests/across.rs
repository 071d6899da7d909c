//! Exits among everything else that a community does with its money: in any order, split or at once, with
//! programmes, gifts, grants, rounds, funds, batches, streams, reservations, sales, auctions and dividends in
//! between. Conservation and what lies in trust are laws of every block, asked after each step; here is what
//! exits add to them: nobody gains by cutting what they leave with, nor by leaving beside others.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

use ethnum::U256;
use proptest::prelude::*;

use crate::testing::scenario::play;

/// Who holds a share at first: m1 to m4. m0 founds and holds none; m5 works, gives and buys. All belong.
const HOLDERS: u64 = 4;

#[derive(Clone, Debug)]
enum Step {
    Leave { who: u64, units: u64 },
    Income { units: u64 },
    Dividend { units: u64 },
    Stream { units: u64 },
    Salary { units: u64 },
    Reserve { units: u64 },
    Programme { units: u64 },
    Gift { units: u64 },
    Grant { units: u64, taken: bool },
    Round { units: u64 },
    Fund { units: u64 },
    Batch { units: u64 },
    Buy { units: u64 },
    Bid { units: u64, opens: bool },
    Advance { hours: u64 },
}

/// Numbers are given out in turn, each kind its own, whatever else happens.
#[derive(Default)]
struct Numbers {
    sales: u64,
    undertakings: u64,
    programmes: u64,
    rounds: u64,
    funds: u64,
}

fn next(number: &mut u64) -> u64 {
    *number += 1;
    *number
}

impl Step {
    fn line(&self, of: &mut Numbers) -> String {
        match self {
            Self::Leave { who, units } => {
                format!("m{who}: leave-with-part dao=1 shares=\"{units} SH\"\nadvance 1s\n")
            }
            Self::Income { units } => format!(
                "m5: record-income dao=1 kind=sale purpose=P \
                 received={{paid:{{amount:\"{units} EUR\",pot:0}}}}\n"
            ),
            Self::Dividend { units } => {
                format!("dao: pay-dividend share=SH amount=\"{units} EUR\"\n")
            }
            Self::Stream { units } => format!(
                "dao: stream to=@m5 asset=EUR purpose=P \
                 plan={{linear:{{units:{units},unlock:0,cliff:0s,lasts:10d}}}}\n"
            ),
            // What it comes to is owed, and owed is not free.
            Self::Salary { units } => format!(
                "dao: stream to=@m5 asset=DAI purpose=P plan={{salary:{{units:{units},per:10d}}}}\n"
            ),
            Self::Reserve { units } => {
                format!("dao: reserve pot=0 amount=\"{units} EUR\" purpose=P\n")
            }
            Self::Programme { units } => {
                let programme = next(&mut of.programmes);
                format!(
                    "dao: open-programme title=P purpose=Q asset=EUR lasts=90d terms={{kinds:[ledger],\
                     need:1,verifiers:[{{predicate:{{clauses:[{{member:{{lasts:0}}}}]}}}}],\
                     curve:{{fixed:{{units:1}}}},caps:{{epoch:10,person:10,person_epoch:10}},epoch:7d,\
                     payout:now,window:0,audit:0%}}\n\
                     dao: fund-programme programme={programme} amount=\"{units} EUR\"\n\
                     m5: claim-reward programme={programme} evidence=ledger\n"
                )
            }
            Self::Gift { .. } | Self::Grant { .. } | Self::Round { .. } | Self::Fund { .. } => {
                self.trust(of)
            }
            Self::Batch { units } => format!(
                "dao: pay-batch asset=EUR payments=[{{to:@m5,units:{units}}},{{to:@m0,units:1}}]\n"
            ),
            Self::Buy { units } => format!(
                "dao: open-sale share=SH units={units} pay=EUR lasts=1d terms=T \
                 kind={{fixed:{{price:{{pay:1000,per:1}}}}}}\n\
                 m5: buy-shares sale={} units={units} most=\"{} EUR\"\n",
                next(&mut of.sales),
                units * 1_000
            ),
            Self::Bid { units, opens } => {
                let sale = next(&mut of.sales);
                let bid = format!("sale={sale} units={units} price=1000 salt=1");
                let open = if *opens { format!("m5: open-bid {bid}\n") } else { String::new() };
                format!(
                    "dao: open-sale share=SH units={units} pay=EUR lasts=1h terms=T \
                     kind={{auction:{{floor:{{pay:1000,per:1}},threshold:0,reveal:1h}}}}\n\
                     m5: seal-bid {bid} deposit=\"{} EUR\"\nadvance 1h\nadvance 1s\n{open}advance 1h\n\
                     advance 1s\n",
                    units * 1_000
                )
            }
            Self::Advance { hours } => format!("advance {hours}h\n"),
        }
    }

    /// What is put in trust for others, who have it or give it back in their own time.
    fn trust(&self, of: &mut Numbers) -> String {
        match self {
            Self::Gift { units } => {
                let pot = next(&mut of.undertakings);
                format!(
                    "dao: open-gift-pot purpose=G payee=@m5 asset=EUR goal=1 gathers=1d \
                     milestones=[{{what:A,weight:1,within:10d}}] judge={{members:{{}}}}\n\
                     m0: give-for-purpose undertaking={pot} amount=\"1 EUR\"\n\
                     m4: give-for-purpose undertaking={pot} amount=\"{units} EUR\"\n"
                )
            }
            Self::Grant { units, taken } => {
                let grant = next(&mut of.undertakings);
                let answer = if *taken { "accept-grant" } else { "decline-grant" };
                format!(
                    "dao: offer-grant purpose=G payee=@m5 amount=\"{units} EUR\" \
                     milestones=[{{what:A,weight:1,within:3d}},{{what:B,weight:2,within:9d}}] \
                     judge={{members:{{}}}} positive=true answer_in=2d\n\
                     m5: {answer} undertaking={grant}\n\
                     m5: hand-in-milestone undertaking={grant} work=Done\n"
                )
            }
            Self::Round { units } => format!(
                "dao: open-round title=R budget=\"{units} EUR\" \
                 policy={{circle:{{terms:{{tokens:9}}}}}} lasts=1d\n\
                 m0: give-in-circle round={} gifts=[{{to:@m5,tokens:7}}]\n",
                next(&mut of.rounds)
            ),
            Self::Fund { units } => {
                let fund = next(&mut of.funds);
                format!(
                    "dao: open-fund title=F matching=\"{units} EUR\" terms={{least:1}} lasts=1d\n\
                     m5: enter-project fund={fund} words=W\n\
                     m0: fund-project fund={fund} project=1 amount=\"4 EUR\"\n\
                     m4: fund-project fund={fund} project=1 amount=\"9 EUR\"\n"
                )
            }
            _ => String::new(),
        }
    }
}

fn arb_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1..=HOLDERS, 1u64..30).prop_map(|(who, units)| Step::Leave { who, units }),
        2 => (1u64..500).prop_map(|units| Step::Income { units }),
        1 => (1u64..60).prop_map(|units| Step::Dividend { units }),
        1 => (1u64..60).prop_map(|units| Step::Stream { units }),
        1 => (1u64..60).prop_map(|units| Step::Salary { units }),
        1 => (1u64..60).prop_map(|units| Step::Reserve { units }),
        1 => (26u64..60).prop_map(|units| Step::Programme { units }),
        1 => (1u64..60).prop_map(|units| Step::Gift { units }),
        1 => (1u64..60, any::<bool>()).prop_map(|(units, taken)| Step::Grant { units, taken }),
        1 => (1u64..60).prop_map(|units| Step::Round { units }),
        1 => (1u64..60).prop_map(|units| Step::Fund { units }),
        1 => (1u64..60).prop_map(|units| Step::Batch { units }),
        1 => (1u64..9).prop_map(|units| Step::Buy { units }),
        1 => (1u64..9, any::<bool>()).prop_map(|(units, opens)| Step::Bid { units, opens }),
        2 => (1u64..50).prop_map(|hours| Step::Advance { hours }),
    ]
}

/// A community with two assets whose holders may leave after a notice, and what it lives through.
fn lived(steps: &[Step], is_limited: bool, notice: &str) -> (String, Numbers) {
    let mut text = String::from("=== Across\npeople m0..m5\nm0: found handle=shop assets=[");
    text.push_str(
        "{symbol:EUR,decimals:0,kind:token,supply:1003,holders:[{to:@m5,units:9000000},\
         {to:@m0,units:1000},{to:@m4,units:1000}]},",
    );
    text.push_str("{symbol:DAI,decimals:0,kind:token,supply:77},");
    text.push_str("{symbol:SH,decimals:0,kind:economic-share,supply:5,holders:[");
    for who in 1..=HOLDERS {
        text.push_str(&format!("{{to:@m{who},units:{}}},", 20 + who * 7));
    }
    text.pop();
    let limit = if is_limited { "paid-in" } else { "none" };
    text.push_str(&format!(
        "]}}] changes={{mint.cap:100%,exit.promise:permanent,exit.asset:SH,exit.notice:{notice},\
         exit.limit:{limit},velocity.week:100%,velocity.month:100%}}\nadmit m1..m5\n"
    ));
    let mut numbers = Numbers::default();
    for step in steps {
        text.push_str(&step.line(&mut numbers));
    }
    (text, numbers)
}

/// Each kind of step can happen: what is refused every time would try nothing.
#[test]
fn every_step_is_taken_by_a_community_that_has_enough() {
    let units = 30;
    let steps = [
        Step::Leave { who: 1, units: 5 },
        Step::Income { units },
        Step::Dividend { units },
        Step::Stream { units },
        Step::Salary { units },
        Step::Reserve { units },
        Step::Programme { units },
        Step::Gift { units },
        Step::Grant { units, taken: true },
        Step::Round { units },
        Step::Fund { units },
        Step::Batch { units },
        Step::Buy { units: 5 },
        Step::Bid { units: 5, opens: true },
    ];
    for step in &steps {
        let (text, _) = lived(core::slice::from_ref(step), false, "0ms");
        let played = play(&text);
        let refused = played.text.lines().find(|line| line.starts_with("    no: "));
        assert_eq!(refused, None, "{step:?}");
    }
    // All of them together, in this order, too.
    let (text, _) = lived(&steps, false, "0ms");
    let refused = play(&text).text;
    let refused: Vec<&str> = refused.lines().filter(|line| line.starts_with("    no: ")).collect();
    assert_eq!(refused, Vec::<&str>::new());
}

/// What stands under the last step of a text that is played.
fn under_last(text: &str) -> Vec<String> {
    let played = play(text);
    assert!(played.mistakes.is_empty(), "{:?}", played.mistakes);
    let lines: Vec<&str> = played.text.lines().collect();
    let last = lines.iter().rposition(|line| !line.starts_with("    ")).unwrap();
    lines[last + 1..].iter().map(|line| String::from(*line)).collect()
}

/// The number after a mark in a line.
fn after(line: &str, mark: &str) -> Option<u128> {
    let rest = line.split_once(mark)?.1;
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok()
}

/// Who holds how much of the share.
fn holders(text: &str) -> Vec<(u64, u128)> {
    let rows = under_last(&format!("{text}show cap-table | holders\n"));
    let mut all = Vec::new();
    for row in rows.join(" ").split("{account=m").skip(1) {
        let who = row.split(' ').next().and_then(|who| who.parse().ok()).unwrap();
        all.push((who, after(row, "units=").unwrap()));
    }
    all
}

/// Every part that was paid: who, of what, how much.
fn parts(text: &str) -> Result<Vec<(String, String, u128)>, TestCaseError> {
    let (mut burnt, mut all) = ((0, 0), Vec::new());
    for line in under_last(&format!("{text}events invest\n")) {
        if line.contains("fact=shares-burnt") {
            burnt = (after(&line, "shares=").unwrap(), after(&line, "before=").unwrap());
            prop_assert!(burnt.0 <= burnt.1);
        }
        if !line.contains("fact=part-paid") {
            continue;
        }
        let (free, part) = (after(&line, "free=").unwrap(), after(&line, "part=").unwrap());
        let (units, before) = burnt;
        let whole = free * units / before;
        let limit = after(&line, "limit=").unwrap_or(u128::MAX);
        prop_assert_eq!(part, whole.min(limit), "{}", line);
        // What a unit that stays is worth never falls, and whoever burns the last takes the rest.
        let wide = |a: u128, b: u128| U256::new(a) * U256::new(b);
        prop_assert!(wide(free - part, before) >= wide(free, before - units), "{}", line);
        prop_assert!(units < before || limit < free || part == free);
        let word = |mark: &str| line.split_once(mark).map(|(_, rest)| rest).unwrap_or_default();
        let who = word("account=").split(' ').next().unwrap_or_default();
        let asset = word("part=").split([' ', '}']).nth(1).unwrap_or_default();
        all.push((String::from(who), String::from(asset), part));
    }
    Ok(all)
}

fn sum(parts: &[(String, String, u128)], who: &str, asset: &str) -> u128 {
    let own = parts.iter().filter(|(of, what, _)| of == who && what == asset);
    own.map(|(.., units)| units).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_else_happens_exits_pay_parts_and_the_last_takes_the_rest(
        steps in proptest::collection::vec(arb_step(), 1..14),
        is_limited in any::<bool>(),
        turn in 0usize..6,
    ) {
        let (mut text, _) = lived(&steps, is_limited, "0ms");
        let mut all = holders(&text);
        let turn = turn.min(all.len());
        all.rotate_left(turn);
        for (who, units) in &all {
            text.push_str(&format!("m{who}: leave-with-part dao=1 shares=\"{units} SH\"\nadvance 1s\n"));
        }
        parts(&text)?;
        prop_assert_eq!(holders(&text), Vec::new());
        let free = under_last(&format!("{text}m0 sees treasury dao=1 | free.free\n")).join(" ");
        // What is reserved, promised or in trust stays, and the community's own shares.
        let words: Vec<&str> = free.split([' ', ',', '[', ']', '{', '}', '=']).collect();
        let is_money = |pair: &&[&str]| ["EUR", "DAI"].contains(&pair[1]) && pair[0] != "0";
        let left: Vec<&[&str]> = words.windows(2).filter(is_money).collect();
        prop_assert!(is_limited || left.is_empty(), "{}", free);
    }

    #[test]
    fn leaving_in_bits_gains_nothing(
        steps in proptest::collection::vec(arb_step(), 0..9),
        is_limited in any::<bool>(),
        bits in proptest::collection::vec(1u128..9, 1..6),
    ) {
        let (text, _) = lived(&steps, is_limited, "0ms");
        let Some((who, has)) = holders(&text).first().copied() else { return Ok(()) };
        let mut left = has;
        let mut split = text.clone();
        let mut many = 0u128;
        for bit in bits {
            let bit = bit.min(left);
            if bit > 0 {
                split.push_str(&format!("m{who}: leave-with-part dao=1 shares=\"{bit} SH\"\n"));
                (left, many) = (left - bit, many + 1);
            }
        }
        let gone = has - left;
        split.push_str("advance 1s\n");
        let once = format!("{text}m{who}: leave-with-part dao=1 shares=\"{gone} SH\"\nadvance 1s\n");
        let (split, once) = (parts(&split)?, parts(&once)?);
        let who = format!("m{who}");
        for asset in ["EUR", "DAI"] {
            let (bits, whole) = (sum(&split, &who, asset), sum(&once, &who, asset));
            // What runs over time may have run on by a moment, and each bit loses less than a unit.
            prop_assert!(bits <= whole + 1 && whole <= bits + many + 1, "{asset}: {bits} {whole}");
        }
    }

    /// All of what is asked for within seconds is paid an hour later in one block, one after the other: in
    /// bits or at once, first or last, and whatever lies in trust meanwhile.
    #[test]
    fn leaving_in_one_block_with_others_gains_nothing(
        steps in proptest::collection::vec(arb_step(), 0..9),
        is_limited in any::<bool>(),
        bits in proptest::collection::vec(1u128..9, 1..6),
        meanwhile in arb_trust(),
    ) {
        let (mut text, mut numbers) = lived(&steps, is_limited, "1h");
        // Who asked before is paid first: shares in trust are nobody's to leave with again. Half an hour
        // keeps everything else that is due away from the moments at which these are paid.
        text.push_str("advance 2h\nadvance 30m\n");
        let all = holders(&text);
        let (Some((who, has)), others) = (all.first().copied(), all.get(1..).unwrap_or_default()) else {
            return Ok(());
        };
        let gone = bits.iter().sum::<u128>().min(has);
        let ask = |who: u64, units: u128| {
            format!("m{who}: leave-with-part dao=1 shares=\"{units} SH\"\n")
        };
        let own = ask(who, gone);
        let mut left = gone;
        let cut: String = bits.iter().map(|bit| {
            let bit = (*bit).min(left);
            left -= bit;
            if bit == 0 { String::new() } else { ask(who, bit) }
        }).collect();
        let beside: String = others.iter().map(|(who, units)| ask(*who, units.div_ceil(2))).collect();
        let trust = meanwhile.line(&mut numbers);
        let paid = |asks: &str| parts(&format!("{text}{asks}{trust}advance 2h\n"));
        let alone = paid(&own)?;
        let ways = [(&own, true), (&own, false), (&cut, true), (&cut, false)].map(|(asks, is_first)| {
            if is_first { format!("{asks}{beside}") } else { format!("{beside}{asks}") }
        });
        let ways = ways.iter().map(|way| paid(way)).collect::<Result<Vec<_>, _>>()?;
        let who = format!("m{who}");
        // Each who leaves rounds down, and leaves less than a unit to the others; so does each bit. What runs
        // over time may have run on by a moment.
        let lost = (others.len() + bits.len() + 1) as u128;
        for asset in ["EUR", "DAI"] {
            let alone = sum(&alone, &who, asset);
            let found: Vec<u128> = ways.iter().map(|way| sum(way, &who, asset)).collect();
            for (whole, cut) in [(found[0], found[2]), (found[1], found[3])] {
                prop_assert!(cut <= whole + 1 && whole <= cut + lost, "{asset}: {found:?}");
            }
            // Where parts are limited, what others may not take stays for whoever is later.
            let near = |part: &u128| *part <= alone + lost && alone <= part + lost;
            prop_assert!(is_limited || found.iter().all(near), "{asset}: {alone} {found:?}");
        }
    }
}

/// What else may happen while somebody's notice runs.
fn arb_trust() -> impl Strategy<Value = Step> {
    prop_oneof![
        (1u64..60).prop_map(|units| Step::Gift { units }),
        (1u64..60, any::<bool>()).prop_map(|(units, taken)| Step::Grant { units, taken }),
        (1u64..60).prop_map(|units| Step::Round { units }),
        (1u64..60).prop_map(|units| Step::Fund { units }),
        (1u64..60).prop_map(|units| Step::Stream { units }),
        (1u64..60).prop_map(|units| Step::Salary { units }),
        (1u64..60).prop_map(|units| Step::Batch { units }),
    ]
}
