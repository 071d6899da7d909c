//! Wrong input of each kind: refused by name, with the exit code that the help promises.

use std::fs;

use serde_json::json;

use crate::support::{Place, Running, Told};

fn import(place: &Place, text: impl AsRef<[u8]>, more: &[&str]) -> Told {
    let file = place.file("payouts.csv", text);
    let mut words = vec!["--json", "import", "payouts", file.to_str().expect("a path")];
    let columns = ["--group-by", "round", "--to", "member", "--amount", "total"];
    words.extend(columns);
    words.extend(["--asset", "TEC", "--dao", "tec"].iter().filter(|_| more.is_empty()));
    words.extend(more);
    place.run(&words)
}

#[test]
fn a_broken_file_is_refused_whole_with_line_and_column() {
    let place = Place::new();
    let cases: [(&[u8], &str, u64); 9] = [
        (b"round,member,total\n", "no_rows", 1),
        (b"round,member\n1,a\n", "missing_column", 1),
        (b"round,member,total,total\n1,a,1,1\n", "doubled_column", 1),
        (b"round,member,total\n1,a,1\n1,a\n", "row_length", 3),
        (b"round,member,total\n1,a,1\n1,a,-1\n", "negative", 3),
        (b"round,member,total\n1,a,1e3\n", "exponent", 2),
        (b"round,member,total\n1,\xff,1\n", "not_utf8", 2),
        (b"round,member,total\n1,,1\n", "blank", 2),
        (b"round,member,total\n1,a\xe2\x80\xaeb,1\n", "bidi_character", 2),
    ];
    for (text, name, line) in cases {
        let told = import(&place, text, &[]);
        assert_eq!(told.code, 2, "{name}: {}", told.err);
        assert_eq!((&told.json()["name"], &told.json()["line"]), (&json!(name), &json!(line)));
        assert!(told.err.contains("\nhint: "), "{name}");
    }
    assert!(!place.data().exists(), "nothing was begun");
}

#[test]
fn names_that_no_ledger_takes_are_refused_before_it_begins() {
    let place = Place::new();
    let text = "round,member,total\n1,a,1\n";
    for (more, name) in [
        (["--asset", "TEC", "--dao", "Not A Handle"], "bad-handle"),
        (["--asset", "TWELVE-AND-MORE", "--dao", "tec"], "bad-symbol"),
    ] {
        let told = import(&place, text, &more);
        assert_eq!((told.code, &told.json()["name"]), (1, &json!(name)));
    }
    assert!(!place.data().exists(), "nothing was begun");
}

#[test]
fn an_import_leaves_a_running_ledger_alone() {
    let place = Place::new();
    let running = Running::on(&place, &[]);
    let told = import(&place, "round,member,total\n1,a,1\n", &[]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("node-running"), "{}", told.err);
    drop(running);
    // A ledger that began on the real clock has no past to vote in.
    let told = import(&place, "round,member,total\n1,a,1\n", &[]);
    assert_eq!((told.code, &told.json()["name"]), (1, &json!("no-time-left")));
    assert!(told.err.contains("aluma --data archive import payouts"), "{}", told.err);
}

#[test]
fn each_kind_of_failure_has_its_exit_code() {
    let place = Place::new();
    let code = |words: &[&str]| place.run(words).code;
    assert_eq!(code(&["--help"]), 0);
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["do", "no-such-action"]), 2);
    assert_eq!(code(&["do", "vote", "--proposal", "1", "--choice", "perhaps"]), 2);
    assert_eq!(code(&["show", "daos"]), 3, "no ledger");
    assert_eq!(code(&["--url", "127.0.0.1:1", "status"]), 3, "nobody answers");
    assert_eq!(code(&["do", "vote", "--proposal", "1", "--choice", "for"]), 3);
    assert_eq!(code(&["--key-file", "/no/such/file", "key", "new", "a"]), 5);
    let running = Running::on(&place, &[]);
    let told = place.run(&["--json", "show", "dao", "--dao", "@nobody"]);
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.json()["name"].is_string() && told.json()["code"].is_u64());
    let vote = ["--json", "do", "vote", "--proposal", "99", "--choice", "for"];
    let told = place.run(&vote);
    assert_eq!((told.code, &told.json()["refusal"]["name"]), (1, &json!("no-such-proposal")));
    assert_eq!(code(&["advance", "1d"]), 1, "the clock is the real one");
    assert_eq!(code(&["advance", "soon"]), 2);
    assert_eq!(code(&["up", "--listen", "127.0.0.1:0"]), 3, "it runs already");
    let amount = ["do", "transfer", "--to", r#"{"account":{"account":1}}"#, "--amount", "1 NONE"];
    let told = place.run(&amount);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("amount: "), "{}", told.err);
    drop(running);
}

#[test]
fn a_wrong_command_line_is_answered_by_what_fits() {
    let place = Place::new();
    let told = place.run(&["do", "vot"]);
    assert_eq!(told.code, 2);
    assert!(told.err.starts_with("error: ") && told.err.contains("\nhint: "), "{}", told.err);
    assert!(told.err.contains("'vote'"), "{}", told.err);
    let told = place.run(&["--json", "do", "vote", "--choice", "for"]);
    assert_eq!((told.code, &told.json()["name"]), (2, &json!("usage")));
    assert!(told.json()["detail"].as_str().is_some_and(|text| text.contains("--proposal")));
    let told = place.run(&["do", "transfer", "--amount", "5 EUR", "--to", "ben"]);
    assert!(told.err.contains(r#"{"account":{"account":"ana-levi"}}"#), "{}", told.err);
    let running = Running::on(&place, &[]);
    let to = |account: &str| format!(r#"{{"account":{{"account":"{account}"}}}}"#);
    let told = place.run(&["do", "transfer", "--amount", "5 EUR", "--to", &to("nobody")]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("aluma show members"), "{}", told.err);
    let told =
        place.run(&["--lang", "he", "do", "transfer", "--amount", "5 EUR", "--to", &to("1")]);
    assert!(told.err.contains("אין נכס"), "{}", told.err);
    let told = place.run(&["show", "account", "--account", "nobody"]);
    assert!(told.err.contains("aluma show members"), "{}", told.err);
    let told = place.run(&["do", "leave", "--dao", "nowhere"]);
    assert!(told.err.contains("aluma show daos"), "{}", told.err);
    drop(running);
}

#[test]
fn a_flipped_byte_is_named_by_verify() {
    let place = Place::new();
    let running = Running::on(&place, &[]);
    let found = [
        "do",
        "found",
        "--handle",
        "flip",
        "--name",
        "Flip",
        "--purpose",
        "To break",
        "--joining",
        "vote",
        "--manner",
        "assembly",
    ];
    place.ok(&found);
    drop(running);
    place.ok(&["verify"]);
    let log = place.data().join("blocks.log");
    let mut bytes = fs::read(&log).expect("the log");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&log, bytes).expect("the log");
    let told = place.run(&["verify"]);
    assert_eq!(told.code, 4, "{}{}", told.out, told.err);
    assert!(told.out.contains("wrong: "), "{}", told.out);
    let told = place.run(&["--json", "verify"]);
    assert!(!told.json()["findings"].as_array().expect("findings").is_empty());
}

#[test]
fn what_the_program_writes_about_itself() {
    let place = Place::new();
    for what in ["actions", "views", "openapi", "cli"] {
        let text = place.ok(&["reference", what]).out;
        assert!(text.contains("propose"), "{what}");
    }
    let text = place.ok(&["completions", "bash"]).out;
    assert!(text.contains("_aluma"), "{text}");
    let pages = place.data().join("man");
    place.ok(&["man", pages.to_str().expect("a path")]);
    assert!(pages.join("aluma.1").is_file());
}
