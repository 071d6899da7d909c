//! Importing payouts: exact, idempotent, finished after a kill at any point.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value as Json, json};

use crate::support::{Place, Running, length};

const FILE: &str = "\u{feff}round,member,total\r\n\
    1,\"Adams, J\",1.5\r\n\
    1,m2,2\r\n\
    1,\"Adams, J\",0.000001\r\n\
    2,m2,3\r\n\
    2,m3,0\r\n\
    3,m4,0\r\n";

fn import<'a>(file: &'a str, dao: &'a str) -> Vec<&'a str> {
    vec![
        "import",
        "payouts",
        file,
        "--group-by",
        "round",
        "--to",
        "member",
        "--amount",
        "total",
        "--asset",
        "TEC",
        "--dao",
        dao,
        "--decimals",
        "6",
    ]
}

fn path(file: &Path) -> &str {
    file.to_str().expect("a path")
}

fn table(place: &Place, dao: &str) -> BTreeMap<String, String> {
    let text = place.ok(&["show", "balances", "--dao", dao, "--csv"]).out;
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    rows.records()
        .map(|row| row.expect("a row"))
        .map(|row| (row[0].to_owned(), row[1].to_owned()))
        .collect()
}

fn pairs(rows: &[(&str, &str)]) -> BTreeMap<String, String> {
    rows.iter().map(|(payee, sum)| ((*payee).to_owned(), (*sum).to_owned())).collect()
}

#[test]
fn a_file_is_paid_exactly_and_once() {
    let place = Place::new();
    let file = place.file("payouts.csv", FILE);
    let first = place.json(&import(path(&file), "tec"));
    let keys: Vec<&str> =
        first.as_object().expect("an object").keys().map(String::as_str).collect();
    let expected = [
        "groups",
        "payees",
        "zero_rows",
        "paid_total",
        "proposals",
        "transactions",
        "blocks",
        "state_root",
        "seconds",
    ];
    assert_eq!(keys, expected);
    assert_eq!(first["groups"], json!(3));
    assert_eq!(first["payees"], json!(4));
    assert_eq!(first["zero_rows"], json!(2));
    assert_eq!(first["paid_total"], json!("6.500001"));
    assert_eq!(first["proposals"], json!(2), "a group of zeros has nothing to decide");
    let sums = pairs(&[("Adams, J", "1.500001"), ("m2", "5"), ("m3", "0"), ("m4", "0")]);
    assert_eq!(table(&place, "tec"), sums);
    let height = place.json(&["status"])["height"].clone();
    let second = place.json(&import(path(&file), "tec"));
    for same in ["groups", "payees", "zero_rows", "paid_total", "state_root"] {
        assert_eq!(second[same], first[same], "{same}");
    }
    for none in ["proposals", "transactions", "blocks"] {
        assert_eq!(second[none], json!(0), "{none}");
    }
    assert_eq!(place.json(&["status"])["height"], height);
    assert_eq!(place.json(&["verify"])["state_root"], first["state_root"]);
}

#[test]
fn enactments_are_the_work_of_a_task() {
    let place = Place::new();
    let file = place.file("payouts.csv", FILE);
    place.json(&import(path(&file), "tec"));
    let _running = Running::on(&place, &[]);
    let height = place.json(&["status"])["height"].as_u64().expect("a height");
    let mut enacted = 0;
    for height in 1..=height {
        let block = place.json(&["show", "block", "--height", &height.to_string()]);
        let receipts = block["answer"]["receipts"].as_array().expect("receipts").clone();
        let by_task = |receipt: &&Json| receipt["origin"]["task"].is_object();
        enacted += receipts.iter().filter(by_task).filter(|it| it["action"] == "enact").count();
    }
    assert_eq!(enacted, 2);
}

#[test]
fn a_later_file_is_issued_by_a_proposal_and_a_changed_group_is_refused() {
    let place = Place::new();
    let file = place.file("payouts.csv", FILE);
    place.json(&import(path(&file), "tec"));
    let root = place.json(&["status"])["state_root"].clone();
    let changed = place.file("changed.csv", FILE.replace("2,m2,3", "2,m2,4"));
    let mut words = vec!["--json"];
    words.extend(import(path(&changed), "tec"));
    let refused = place.run(&words);
    assert_eq!((refused.code, &refused.json()["name"]), (1, &json!("group-differs")));
    assert_eq!(place.json(&["status"])["state_root"], root, "nothing was applied");
    let more = place.file("more.csv", format!("{FILE}4,m5,0.25\r\n"));
    let told = place.json(&import(path(&more), "tec"));
    assert_eq!(told["proposals"], json!(2), "one issues, one pays");
    let sums =
        pairs(&[("Adams, J", "1.500001"), ("m2", "5"), ("m3", "0"), ("m4", "0"), ("m5", "0.25")]);
    assert_eq!(table(&place, "tec"), sums);
    let other: Vec<_> = import(path(&file), "tec")
        .into_iter()
        .map(|word| if word == "TEC" { "OLD" } else { word })
        .collect();
    place.json(&other);
    let text = place.ok(&["show", "balances", "--dao", "tec", "--csv", "--asset", "OLD"]).out;
    assert!(text.contains("m2,5\n"), "{text}");
    place.ok(&["verify"]);
}

/// Rounds and payees enough for kills to fall in all phases.
fn larger() -> (String, BTreeMap<String, u64>) {
    let mut text = "round,member,total\n".to_owned();
    let mut sums = BTreeMap::new();
    for round in 0..6u64 {
        for member in 0..40u64 {
            let units = round * member + 1;
            writeln!(text, "r{round},m{member},{units}").expect("a line");
            *sums.entry(format!("m{member}")).or_default() += units;
        }
    }
    (text, sums)
}

#[test]
fn an_import_killed_at_any_point_is_finished_by_the_next() {
    let (text, sums) = larger();
    let place = Place::new();
    let file = place.file("payouts.csv", text);
    let words = import(path(&file), "tec");
    let blocks: PathBuf = place.data().join("blocks.log");
    let mut runs = 0;
    loop {
        // Each run is killed a little further into the log than the last one came.
        let until = length(&blocks) + 3_000 * (1 + runs % 3);
        let mut child = place.command(&words).spawn().expect("the binary runs");
        let ended = loop {
            if let Some(status) = child.try_wait().expect("a child") {
                break Some(status);
            }
            if length(&blocks) > until {
                child.kill().expect("kill -9");
                child.wait().expect("it ends");
                break None;
            }
            std::thread::yield_now();
        };
        if let Some(status) = ended {
            assert!(status.success());
            break;
        }
        runs += 1;
        assert!(runs < 100, "no progress");
    }
    assert!(runs > 3, "{runs} kills are too few to say anything");
    let exact: BTreeMap<_, _> =
        sums.iter().map(|(payee, sum)| (payee.clone(), sum.to_string())).collect();
    assert_eq!(table(&place, "tec"), exact);
    let again = place.json(&words);
    assert_eq!((&again["proposals"], &again["blocks"]), (&json!(0), &json!(0)));
    place.ok(&["verify"]);
}

#[test]
fn real_rounds_are_paid_exactly() {
    let data = std::env::var_os("ALUMA_DATA").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let file = data.join("tec_praise/payouts.csv");
    if !file.is_file() {
        return;
    }
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    let mut rows = csv::Reader::from_path(&file).expect("the file");
    for row in rows.records().map(|row| row.expect("a row")) {
        let micro = aluma_types::show::parse_amount(&row[6], 6).expect("an amount");
        *sums.entry(row[1].to_owned()).or_default() += u64::try_from(micro).expect("small");
    }
    let place = Place::new();
    let told = place.json(&import(path(&file), "tec"));
    assert_eq!((&told["groups"], &told["payees"]), (&json!(16), &json!(531)));
    let exact: BTreeMap<_, _> = sums
        .iter()
        .map(|(payee, sum)| (payee.clone(), aluma_types::show::amount(u128::from(*sum), 6)))
        .collect();
    assert_eq!(table(&place, "tec"), exact);
    place.ok(&["verify"]);
}
