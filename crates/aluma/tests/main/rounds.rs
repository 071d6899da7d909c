//! Importing praise rounds: the ledger computes what was paid, exactly; once; self-praise by the flag.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use aluma_types::show::parse_amount;
use serde_json::json;

use crate::stage::Stage;
use crate::support::Place;

const ROUNDS: &str = "round,token,budget,contributor_rewards,quantifier_rewards,ceiling_cutoff,\
praise_quantify_duplicate_praise_valuation,allowed_values\n\
one,TEC,1000,0.9,0.07,,0.1,0 1 3 5 8 13\n\
two,TEC,500,0.9,0.07,4,0.1,0 1 3 5 8 13\n";
const PRAISE: &str = "praise_id,round,date,from,to,q1,score1,dismissed1,dup1,q2,score2,dismissed2,dup2\n\
a,one,2021-07-11T22:00:00Z,ann,ben,cleo,8,0,,dan,3,0,\n\
b,one,2021-07-11T22:00:00Z,ben,ann,cleo,0,0,a,dan,0,1,\n\
c,one,2021-07-12T22:00:00Z,ben,ben,cleo,13,0,,,,,\n\
d,two,2021-08-11T22:00:00Z,ann,ben,cleo,5,0,,,,,\n";

/// What everybody took: round, member, for praise, for scoring, together, in millionths.
type Rows = BTreeMap<(String, String), [u128; 3]>;

fn table(place: &Place) -> Rows {
    let text = place.ok(&["show", "payouts", "--dao", "tec", "--csv"]).out;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<_> = rows.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(header, ["round", "member", "praise_reward", "quantifier_reward", "total"]);
    let units = |cell: &str| parse_amount(cell, 18).expect("an amount");
    let read = |row: csv::StringRecord| {
        let figures = [units(&row[2]), units(&row[3]), units(&row[4])];
        ((row[0].to_owned(), row[1].to_owned()), figures)
    };
    rows.records().map(|row| read(row.expect("a row"))).collect()
}

fn folder(place: &Place, rounds: &str, praise: &str) -> PathBuf {
    let file = place.file("rounds.csv", rounds);
    place.file("praise.csv", praise);
    file.parent().expect("a folder").to_owned()
}

fn words(folder: &Path) -> Vec<&str> {
    vec!["import", "praise", folder.to_str().expect("a path"), "--dao", "tec"]
}

/// Of one row, in whole units.
fn whole(rows: &Rows, round: &str, member: &str) -> [u128; 3] {
    let found = rows.get(&(round.to_owned(), member.to_owned())).copied().unwrap_or_default();
    found.map(|units| units / 10u128.pow(18))
}

#[test]
fn rounds_are_computed_paid_once_and_leave_out_who_praised_themselves() {
    let place = Place::new();
    let folder = folder(&place, ROUNDS, PRAISE);
    let told = place.json(&words(&folder));
    let figures = (&told["rounds"], &told["members"], &told["praises"], &told["self_praises"]);
    assert_eq!(figures, (&json!(2), &json!(4), &json!(4), &json!(1)));
    assert_eq!(told["self_praises_count"], json!(false));
    let rows = table(&place);
    // 5.5 for ben's praise, (0.8 + 0) / 2 for ann's: 900 by 55 and 4.
    assert_eq!(whole(&rows, "one", "ben"), [838, 0, 838]);
    assert_eq!(whole(&rows, "one", "ann"), [61, 0, 61]);
    // 70 by 2 and 2: cleo called one a duplicate, dan dismissed one.
    assert_eq!(whole(&rows, "one", "cleo"), [0, 35, 35]);
    // One praise of four: a quarter of the budget.
    assert_eq!(whole(&rows, "two", "ben"), [112, 0, 112]);
    assert_eq!(whole(&rows, "two", "cleo"), [0, 8, 8]);
    let again = place.json(&words(&folder));
    let nothing = (&again["proposals"], &again["transactions"], &again["blocks"]);
    assert_eq!(nothing, (&json!(0), &json!(0), &json!(0)));
    assert_eq!(again["state_root"], told["state_root"]);
    assert_eq!(table(&place), rows);
    // Other rules for what is there: said, and nothing is done.
    let mut words = words(&folder);
    words.extend(["--as-recorded", "--json"]);
    let other = place.run(&words);
    assert_eq!((other.code, &other.json()["name"]), (1, &json!("round-differs")));
    place.ok(&["verify"]);
}

#[test]
fn as_recorded_takes_praise_of_oneself_too() {
    let place = Place::new();
    let folder = folder(&place, ROUNDS, PRAISE);
    let mut words = words(&folder);
    words.push("--as-recorded");
    place.json(&words);
    // 5.5 + 13 for ben, 0.4 for ann.
    assert_eq!(whole(&table(&place), "one", "ben"), [880, 0, 880]);
}

#[test]
fn a_broken_folder_is_refused_whole_before_a_ledger_begins() {
    let place = Place::new();
    let folder = folder(&place, ROUNDS, &PRAISE.replace("2021-08-11T22:00:00Z", "August"));
    let mut asked = words(&folder);
    asked.push("--json");
    let told = place.run(&asked);
    let json = told.json();
    assert_eq!((told.code, &json["name"], &json["line"]), (2, &json!("not_so"), &json!(5)));
    assert!(json["detail"].as_str().is_some_and(|words| words.starts_with("praise.csv: ")));
    place.file("praise.csv", PRAISE);
    let mut asked = words(&folder);
    *asked.last_mut().expect("a handle") = "Not A Handle";
    asked.push("--json");
    let told = place.run(&asked);
    assert_eq!((told.code, &told.json()["name"]), (1, &json!("bad-handle")));
    assert!(!place.data().exists(), "nothing was begun");
}

/// What a real DAO paid in sixteen rounds, computed again by the ledger from what was scored.
#[test]
fn real_rounds_come_to_what_was_paid() {
    let data = std::env::var_os("ALUMA_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let folder = data.join("tec_praise");
    if !folder.join("payouts.csv").is_file() {
        eprintln!("SKIPPED: no real rounds at {}", folder.display());
        return;
    }
    let place = Place::new();
    let mut words = words(&folder);
    words.push("--as-recorded");
    let told = place.json(&words);
    assert_eq!((&told["praises"], &told["self_praises"]), (&json!(14_674), &json!(365)));
    let got = table(&place);
    let mut paid: BTreeMap<(String, String), [u128; 2]> = BTreeMap::new();
    let mut rows = csv::Reader::from_path(folder.join("payouts.csv")).expect("the file");
    for row in rows.records().map(|row| row.expect("a row")) {
        let units = |cell: &str| parse_amount(cell, 18).expect("an amount");
        let sum = paid.entry((row[0].to_owned(), row[1].to_owned())).or_default();
        sum[0] += units(&row[2]);
        sum[1] += units(&row[3]);
    }
    // One of round 1's files is not the one that was paid by.
    let keys: BTreeSet<_> =
        got.keys().chain(paid.keys()).filter(|(round, _)| round != "1").collect();
    assert!(keys.len() > 1_500, "{}", keys.len());
    for key in keys {
        let [praise, rating, _] = got.get(key).copied().unwrap_or_default();
        let [was_praise, was_rating] = paid.get(key).copied().unwrap_or_default();
        let most = praise.abs_diff(was_praise).max(rating.abs_diff(was_rating));
        assert!(most <= 10u128.pow(13), "{key:?}: {most} of 10^-18 apart");
    }
    // Parts of the budget, to the last unit: 0.9 and 0.07 of 4154.
    let sums = got.iter().filter(|((round, _), _)| round == "2");
    let sums = sums.fold([0u128; 2], |sum, (_, row)| [sum[0] + row[0], sum[1] + row[1]]);
    assert_eq!(sums, [37_386 * 10u128.pow(17), 29_078 * 10u128.pow(16)]);
    place.ok(&["verify"]);
}

/// A round of each way to share is told in one table: who took what.
#[test]
fn the_table_of_payouts_tells_rounds_of_every_kind() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat"]);
    let asset = r#"{"symbol":"EUR","decimals":2,"kind":"token","supply":"100000","holders":[]}"#;
    stage.found("circle", &["--assets", asset], &["ann", "ben", "cat"]);
    let open = |title: &str, policy: &str, more: &str| {
        let head = format!(r#"{{"action":"open-round","title":"{title}","budget":"10 EUR""#);
        format!(r#"{head},"policy":{policy},{more}"lasts":"2d"}}"#)
    };
    let parts = r#""praised":"90%","raters":"10%","scale":[1],"duplicate":"10%""#;
    let flags = r#""mean":"exact","recorded":false,"own_counts":false"#;
    let praise = format!(r#"{{"praise":{{"terms":{{{parts},{flags}}}}}}}"#);
    let rounds = [
        open("Thanks", r#"{"circle":{"terms":{"tokens":10}}}"#, ""),
        open("Points", r#"{"recent":{}}"#, ""),
        open("Praise", &praise, r#""steward":"@ann","#),
    ];
    stage.propose("ann", "circle", &format!("[{}]", rounds.join(",")));
    // Three of four decide; the fourth would come too late.
    for who in ["ann", "ben", "cat"] {
        stage.last(who, "1", "for");
    }
    stage.place.ok(&["advance", "1h"]);
    let give = ["give-in-circle", "--dao", "circle", "--round", "1", "--gifts"];
    stage.ok("ann", &[&give[..], &[r#"{"to":"@ben","tokens":6}"#]].concat());
    stage.ok("ben", &[&give[..], &[r#"{"to":"@cat","tokens":3}"#]].concat());
    let praise = ["praise-in-round", "--dao", "circle", "--round", "3", "--to", "@cat", "--words"];
    stage.ok("ben", &[&praise[..], &["The roof."]].concat());
    let assigned = r#"{"entry":1,"raters":["@ann"]}"#;
    let assign = ["assign-raters", "--dao", "circle", "--round", "3", "--entries", assigned];
    stage.ok("ann", &assign);
    let score = r#"{"entry":1,"score":1,"dismissed":false}"#;
    stage.ok("ann", &["rate-praise", "--dao", "circle", "--round", "3", "--scores", score]);
    stage.place.ok(&["advance", "3d"]);
    let told = stage.place.ok(&["show", "payouts", "--dao", "circle", "--csv"]).out;
    let rows: Vec<Vec<&str>> = told.lines().map(|line| line.split(',').collect()).collect();
    let of = |round: &str| -> Vec<Vec<&str>> {
        let rows = rows.iter().filter(|row| row[0] == round);
        rows.map(|row| [&row[2..]].concat()).collect()
    };
    // Six and three of nine tokens: 6.67 and 3.33 of 10.
    assert_eq!(of("Thanks"), [["0", "0", "6.67"], ["0", "0", "3.33"]]);
    assert_eq!(of("Points"), Vec::<Vec<&str>>::new(), "nobody has points");
    assert_eq!(of("Praise"), [["0", "1", "1"], ["9", "0", "9"]]);
    let explained = ["explain-payout", "--dao", "circle", "--round", "1", "--account", "@ben"];
    let told = stage.show(&explained)["answer"].clone();
    let portion = &told["portions"][0];
    assert_eq!((&portion["weight"], &portion["whole"]), (&json!("6"), &json!("9")));
    assert_eq!((&portion["down"], &portion["units"]), (&json!("666"), &json!("667")));
}

#[test]
fn the_report_of_fairness_counts_what_rounds_paid() {
    let place = Place::new();
    let folder = folder(&place, ROUNDS, PRAISE);
    place.json(&words(&folder));
    let report = ["report", "fairness", "--dao", "tec"];
    let told = place.json(&report);
    let pay = &told["pay"][0];
    assert_eq!((&pay["people"], &pay["top_ten"]), (&json!(4), &json!("1.000")), "{told}");
    assert_eq!(
        (&told["days_to_pay"], &told["gini_points"]),
        (&json!(null), &json!(null)),
        "{told}"
    );
    // By other means: the mean difference of all pairs, over twice the mean; who got nothing counts.
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for ((_, member), figures) in table(&place) {
        *sums.entry(member).or_default() += figures[2] as f64;
    }
    let many = told["members"].as_u64().expect("a number") as usize;
    let mut sums: Vec<f64> = sums.into_values().collect();
    // Whom past rounds paid is no member yet, and the members got nothing.
    sums.resize(many + sums.len(), 0.0);
    let pairs = sums.iter().flat_map(|one| sums.iter().map(move |other| (one - other).abs()));
    let whole: f64 = sums.iter().sum();
    let gini = pairs.sum::<f64>() / (2.0 * sums.len() as f64 * whole);
    let told_gini: f64 = pay["gini"].as_str().expect("digits").parse().expect("a number");
    assert!((gini - told_gini).abs() < 0.001, "{gini} {told}");
    let mut csv = report.to_vec();
    csv.push("--csv");
    let csv = place.ok(&csv).out;
    assert!(csv.starts_with("figure,asset,value\nmembers,,"), "{csv}");
    let svg = [&report[..], &["--svg"]].concat();
    assert!(place.ok(&svg).out.contains("<title>How fairly things are shared here</title>"));
    let text = place.ok(&report).out;
    assert!(text.contains("Gini of pay (TEC): 0."), "{text}");
}
