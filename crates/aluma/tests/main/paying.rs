//! Payouts as files for whoever pays them, and what came in for somebody.

use serde_json::{Value as Json, json};

use crate::stage::Stage;

const ANA_IBAN: &str = "DE89370400440532013000";

/// A community whose money ben holds outside, with a payout to ana of 12.50 that waits, one to cleo of
/// 3, and one to ana that ben settled.
fn stage() -> Stage {
    let stage = Stage::new();
    stage.people(&["ana", "ben", "cleo"]);
    stage.found("garden", &[], &["ana", "ben", "cleo"]);
    let name = r#"[{"action":"name-holder","symbol":"EUR","decimals":2,"holder":"@ben","way":"by bank",
        "within":"7d","dispute":"7d"}]"#;
    stage.propose("operator", "garden", name);
    for who in ["operator", "ana", "ben"] {
        stage.last(who, "1", "for");
    }
    stage.place.ok(&["advance", "15d"]);
    for (who, units) in [("ana", "20 EUR"), ("cleo", "3 EUR")] {
        let to = format!(r#"{{"account":{{"account":"@{who}"}}}}"#);
        stage.ok("ben", &["acknowledge-funds", "--amount", units, "--to", &to]);
    }
    for (who, units) in [("ana", "12.5 EUR"), ("cleo", "3 EUR"), ("ana", "2 EUR")] {
        stage.ok(who, &["ask-payout", "--amount", units, "--whither", "=my bank"]);
    }
    let settle = ["settle-payout", "--dao", "garden", "--number", "3", "--reference", "R-77"];
    stage.ok("ben", &settle);
    stage
}

fn export<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["export", "payouts", "--dao", "garden"][..], more].concat()
}

#[test]
fn payouts_leave_as_a_table_for_a_bank_and_for_a_safe() {
    let stage = stage();
    let text = stage.place.ok(&export(&[])).out;
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = table
        .records()
        .map(|row| row.expect("a row").iter().map(str::to_owned).collect())
        .collect();
    let short: Vec<_> = rows.iter().map(|row| [&row[1], &row[3], &row[4], &row[5]]).collect();
    assert_eq!(
        short,
        [
            ["ana", "12.5", "EUR", "asked"],
            ["cleo", "3", "EUR", "asked"],
            ["ana", "2", "EUR", "settled"]
        ]
    );
    assert_eq!((rows[0][9].as_str(), rows[2][10].as_str()), ("'=my bank", "R-77"));
    // Nothing is known of cleo: said, and no file.
    let details = stage.place.file(
        "details.csv",
        format!(
            "payee,iban,name,address\n@ana,{ANA_IBAN},Ana Adler,\
             0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed\n"
        ),
    );
    let details = details.to_str().expect("a path");
    let bank = ["--format", "pain001", "--payer", "Garden", "--payer-iban", "NL91ABNA0417164300"];
    let bank = [&bank[..], &["--details", details, "--on", "2026-11-27"]].concat();
    let told = stage.place.run(&export(&bank));
    assert_eq!(told.code, 1, "{}{}", told.out, told.err);
    assert!(told.err.contains("no details of cleo"), "{}", told.err);
    let told = stage.place.ok(&export(&[&bank[..], &["--leave-out-missing"]].concat()));
    assert!(told.err.contains("no details of cleo"), "{}", told.err);
    for part in [
        "<NbOfTxs>1</NbOfTxs>",
        "<CtrlSum>12.5</CtrlSum>",
        "<InstdAmt Ccy=\"EUR\">12.5</InstdAmt>",
        "<Nm>Ana Adler</Nm>",
        ANA_IBAN,
    ] {
        assert!(told.out.contains(part), "no {part}: {}", told.out);
    }
    let safe = [
        "--format",
        "safe",
        "--chain",
        "100",
        "--safe",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB",
        "--token",
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "--token-decimals",
        "6",
        "--details",
        details,
        "--leave-out-missing",
    ];
    let file: Json = serde_json::from_str(&stage.place.ok(&export(&safe)).out).expect("JSON");
    assert_eq!(file["transactions"].as_array().map(Vec::len), Some(1));
    assert_eq!(file["transactions"][0]["contractInputsValues"]["value"], "12500000");
    // What is missing on the command line is named.
    for (more, words) in [
        (&["--format", "pain001"][..], "--payer"),
        (&["--format", "safe", "--chain", "1"][..], "--safe"),
        (&["--format", "pain001", "--payer", "G", "--payer-iban", "X"][..], "--details"),
    ] {
        let told = stage.place.run(&export(more));
        assert_eq!(told.code, 2, "{}", told.err);
        assert!(told.err.contains(words), "{}", told.err);
    }
}

#[test]
fn what_came_in_is_told_by_where_it_came_from() {
    let stage = stage();
    let told = stage.show(&["income", "--account", "cleo"]);
    let sums = &told["answer"]["sums"];
    assert_eq!(sums[0]["stream"], json!("issued"), "{told}");
    assert_eq!(sums[0]["amount"]["units"], json!("300"), "{told}");
    // ben gives ana something of his own.
    let own =
        ["acknowledge-funds", "--amount", "5 EUR", "--to", r#"{"account":{"account":"@ben"}}"#];
    stage.ok("ben", &own);
    let to = r#"{"account":{"account":"@ana"}}"#;
    stage.ok("ben", &["transfer", "--to", to, "--amount", "4 EUR"]);
    let told = stage.show(&["income", "--account", "ana"]);
    let answer = &told["answer"];
    let streams: Vec<_> =
        answer["sums"].as_array().expect("sums").iter().map(|sum| &sum["stream"]).collect();
    assert_eq!(streams, ["gifts", "issued"], "{told}");
    assert_eq!(answer["rows"][0]["amount"]["units"], json!("400"), "newest first: {told}");
    assert!(stage.text(&["income", "--account", "ana"]).contains("4 EUR"));
}

#[test]
fn what_is_found_needs_no_account_and_what_is_earned_needs_one() {
    let stage = stage();
    let told = stage.show(&["find-communities", "--words", "circle", "--as", "nobody"]);
    assert_eq!(told["answer"]["communities"][0]["handle"]["text"], json!("garden"), "{told}");
    let told = stage.show(&["find-work", "--asset", "EUR", "--least", "10", "--as", "nobody"]);
    assert_eq!(told["answer"]["tasks"], json!([]), "{told}");
    let export = ["export", "credential", "--dao", "garden", "--format", "badge"];
    let key = stage.key("ana");
    let told = stage.place.run(&[&export[..], &["--key-file", &key]].concat());
    assert_eq!(told.code, 1, "nothing was earned yet: {}{}", told.out, told.err);
}

#[test]
fn lists_of_what_holds_no_more_are_written_for_whoever_hosts_them() {
    let stage = stage();
    let folder = stage.place.data().join("lists");
    let folder = folder.to_str().expect("a path").to_owned();
    let told = stage.place.ok(&["export", "status-list", "--out", &folder]);
    let names: Vec<&str> = told.out.lines().collect();
    assert_eq!(names.len(), 2, "{}", told.out);
    for (name, purpose) in names.into_iter().zip(["revocation", "suspension"]) {
        let text = std::fs::read_to_string(format!("{folder}/{name}")).expect("a list");
        let list: Json = serde_json::from_str(&text).expect("JSON");
        assert!(list["id"].as_str().is_some_and(|id| id.ends_with(name)), "{list}");
        assert_eq!(list["credentialSubject"]["statusPurpose"], json!(purpose));
        assert_eq!(list["proof"]["cryptosuite"], json!("eddsa-jcs-2022"));
    }
    let key = stage.key("ana");
    let asks = ["export", "credential", "--dao", "garden", "--key-file", &key];
    let told = stage.place.run(&[&asks[..], &["--mastery", "3"]].concat());
    assert!(told.code == 1 && told.err.contains("does not stand"), "{}{}", told.out, told.err);
    let told = stage.place.run(&[&asks[..], &["--mastery", "3", "--skill", "3"]].concat());
    assert_eq!(told.code, 2, "one or the other: {}{}", told.out, told.err);
}
