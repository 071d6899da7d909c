use super::*;

const ROUNDS: &str = "round,token,budget,contributor_rewards,quantifier_rewards,rewardboard_rewards,\
ceiling_cutoff,number_of_quantifiers_per_praise_receiver,praise_quantify_duplicate_praise_valuation,\
allowed_values\n\
1,TEC,100.5,0.9,0.07,0.03,,3,0.1,0 1 3 5 8 13\n\
2,TEC,50,0.9,0.07,0.03,632,3,0.1,0 1 3 5 8 13\n";
const HEADER: &str = "praise_id,round,date,from,to,reason_len,q1,score1,dismissed1,dup1,\
q2,score2,dismissed2,dup2,avg_score\n";

fn rows(rows: &str) -> Result<Praise, PraiseError> {
    read(ROUNDS.as_bytes(), format!("{HEADER}{rows}").as_bytes(), 2)
}

#[test]
fn a_folder_is_read_as_it_stands() {
    let praise = rows(
        "a,1,2021-07-11T22:00:00Z,m1,m2,36,m3,3,0,,m4,8,0,,5.5000\n\
         b,1,2021-07-11T22:00:00Z,m2,m2,36,m3,0,0,a,,,,,0.3000\n\
         c,2,2021-08-11T22:00:00Z,m2,m1,36,m3,2.83,1,,m4,13,0,,6.5000\n",
    )
    .unwrap();
    assert_eq!(praise.members, ["m3", "m4", "m1", "m2"]);
    assert_eq!((praise.entries(), praise.own()), (3, 1));
    let [one, two] = &praise.rounds[..] else { panic!("two rounds") };
    assert_eq!(
        (one.budget, one.ceiling, one.scale.as_slice()),
        (10_050, None, [1, 3, 5, 8, 13].as_slice())
    );
    assert_eq!((two.budget, two.ceiling), (5_000, Some(632)));
    assert_eq!((one.mean, one.agrees), (Mean::Hundredths, (2, 2)));
    let [_, b] = &one.entries[..] else { panic!("two entries") };
    assert_eq!(b.rates, [Rate { rater: 0, score: 0, dismissed: false, repeats: Some(1) }]);
    assert_eq!(
        two.entries[0].rates[0],
        Rate { rater: 0, score: 283, dismissed: true, repeats: None }
    );
}

#[test]
fn what_was_published_decides_how_means_are_computed() {
    let of = |published: &str, scores: [&str; 2]| {
        let [one, two] = scores;
        let row = format!("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,{one},0,,m4,{two},0,,{published}\n");
        rows(&row).unwrap().rounds[0].mean
    };
    assert_eq!(of("5.5", ["3", "8"]), Mean::Hundredths);
    // Without those who said nothing, or with them.
    assert_eq!(of("8", ["0", "8"]), Mean::Hundredths);
    assert_eq!(of("4", ["0", "8"]), Mean::Plain);
    assert_eq!(of("5.505", ["3.01", "8"]), Mean::Exact);
    assert_eq!(of("", ["3", "8"]), Mean::Exact);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    for (row, code, line) in [
        ("a,3,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,,,,,,\n", "unknown", 2),
        ("a,1,yesterday,m1,m2,1,m3,3,0,,,,,,\n", "not_so", 2),
        ("a,1,2021-07-11T22:00:00Z,,m2,1,m3,3,0,,,,,,\n", "blank", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,10001,0,,,,,,\n", "not_so", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3.333,0,,,,,,\n", "too_many_decimals", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,-3,0,,,,,,\n", "negative", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,maybe,,,,,,\n", "not_so", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,b,,,,,\n", "unknown", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,a,,,,,\n", "unknown", 2),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,,m3,3,0,,\n", "twice", 2),
        (
            "a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,,,,,,\na,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,,,,,,\n",
            "twice",
            3,
        ),
        ("a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0\n", "row_length", 2),
        ("", "no_rows", 1),
    ] {
        let error = rows(row).unwrap_err();
        assert_eq!(
            (error.file, error.error.code(), error.error.line),
            ("praise.csv", code, line),
            "{row}"
        );
    }
    for (from, to, code) in [
        ("0.9,0.07", "1.9,0.07", "not_so"),
        ("0 1 3", "3 1 0", "not_so"),
        ("0 1 3 5 8 13", "", "not_so"),
        (",632,", ",none,", "not_so"),
        ("2,TEC", "1,TEC", "twice"),
        ("100.5", "100.555", "too_many_decimals"),
        ("2,TEC", "2,ETC", "not_so"),
        ("budget", "sum", "missing_column"),
    ] {
        let text = ROUNDS.replace(from, to);
        let row = format!("{HEADER}a,1,2021-07-11T22:00:00Z,m1,m2,1,m3,3,0,,,,,,\n");
        let error = read(text.as_bytes(), row.as_bytes(), 2).unwrap_err();
        assert_eq!((error.file, error.error.code()), ("rounds.csv", code), "{to}");
    }
}

/// The ledger's integers against the machine's own doubles, which it does not use.
#[test]
#[allow(clippy::float_arithmetic, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn the_doubles_of_the_ledger_are_those_of_ieee_754() {
    use aluma_core::grants::rules::mean::weight;
    use aluma_core::grants::types::{Mean, Rate};
    use aluma_types::{AccountId, Share};

    let open = Rate { rater: AccountId(1), score: 0, dismissed: false, repeats: None };
    let tenth = Share::permille(100);
    let mut seed = 7u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let mut ties = 0;
    for _ in 0..20_000 {
        let count = next(8) + 1;
        let rates: Vec<Rate> = (0..count)
            .map(|_| match next(4) {
                0 => Rate { dismissed: true, score: 800, ..open },
                1 => Rate { repeats: Some(u32::try_from(next(145)).unwrap()), ..open },
                _ => Rate { score: u32::try_from(next(144) + 1).unwrap() * 100, ..open },
            })
            .collect();
        let value = |rate: &Rate| match rate.repeats {
            _ if rate.dismissed => 0.0,
            Some(other) => f64::from(other) * 10.0 / 100.0,
            None => f64::from(rate.score) / 100.0,
        };
        let mean = rates.iter().map(value).fold(0.0, |sum, one| sum + one) / count as f64;
        // To two decimals as `toFixed` has them: by the exact number that the double is.
        let text = format!("{mean:.60}");
        let (whole, digits) = text.split_once('.').unwrap();
        let down: u128 = format!("{whole}{}", &digits[..2]).parse().unwrap();
        let rest = &digits[2..];
        let half = format!("5{}", "0".repeat(rest.len() - 1));
        ties += usize::from(rest.starts_with("5000") || rest.starts_with("4999"));
        let hundredths = down + u128::from(*rest >= *half);
        let mean = (Mean::Hundredths, tenth);
        let got = weight(mean, &rates, |other, _| Some(other * 100));
        assert_eq!(got, hundredths * 840, "{rates:?}: {text}");
    }
    assert!(ties > 100, "too few near a tie: {ties}");
}
