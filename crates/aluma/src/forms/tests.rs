//! One command over every shape, and one line per value that its option refuses.

use aluma_types::{
    AccountId, Acts, Amount, Body, Canon, Hash32, List, Name, Proof, PublicKey, Share, Span, Text,
    Timestamp,
};
use aluma_types::{Action, View};
use serde_json::json;

use super::*;

/// A row.
#[derive(Canon)]
#[allow(dead_code)] // Read through the spec.
struct Row {
    /// Who
    to: AccountId,
}

/// A choice without fields.
#[derive(Canon)]
enum Side {
    /// In favour
    #[tag(1)]
    For,
    /// Not in favour
    #[tag(2)]
    Against,
}

/// A choice with fields.
#[derive(Canon)]
enum Manner {
    /// By votes
    #[tag(1)]
    ByVote {
        /// How long
        lasts: Span,
    },
    /// By consent
    #[tag(2)]
    Consent,
}

/// Takes everything.
///
/// In one command.
#[derive(Action)]
#[action(name = "everything", he = "הכול", says_en = "x", says_he = "x", by(Member), cost(1, 0, 0))]
struct Everything {
    /// Whether.
    is_open: bool,
    /// Perhaps whether.
    maybe: Option<bool>,
    /// Few.
    few: u8,
    /// Base units.
    units: Option<u128>,
    /// Root.
    root: Option<Hash32>,
    /// Who.
    who: AccountId,
    /// How much.
    amount: Option<Amount>,
    /// Which part.
    part: Option<Share>,
    /// When.
    at: Option<Timestamp>,
    /// How long.
    lasts: Option<Span>,
    /// The mark.
    symbol: Option<Text<4>>,
    /// Why.
    reason: Option<Body<8>>,
    /// The name.
    title: Option<Name<8>>,
    /// The key.
    key: Option<PublicKey>,
    /// The proof.
    proof: Proof,
    /// What follows.
    actions: Acts,
    /// The rows.
    rows: List<Row, 9>,
    /// Several people.
    people: List<AccountId, 9>,
    /// Perhaps people.
    others: Option<List<AccountId, 9>>,
    /// Which side.
    side: Option<Side>,
    /// In which manner.
    manner: Option<Manner>,
}

/// Looks somebody up.
#[derive(View)]
#[view(name = "somebody", he = "מישהו", result = bool)]
struct Somebody {
    /// Who.
    who: AccountId,
}

fn run(args: &[&str]) -> Result<Json, clap::Error> {
    let line = ["everything"].iter().chain(args);
    let matches = action_command(Everything::ACTION).try_get_matches_from(line)?;
    Ok(action_json(Everything::ACTION, &matches))
}

/// With what is required, and `args` besides.
fn with(args: &[&str]) -> Result<Json, clap::Error> {
    run(&[&["--few", "1", "--who", "@noa"], args].concat())
}

#[test]
fn what_is_left_out() {
    let expected = json!({
        "is_open": false, "few": "1", "who": "@noa", "actions": [], "rows": [], "people": [],
    });
    assert_eq!(with(&[]).unwrap(), expected);
}

#[test]
fn every_shape_as_json() {
    let (hash, key) = ("ab".repeat(32), format!("ed25519:{}", "07".repeat(32)));
    for (args, field, json) in [
        (vec!["--is-open"], "is_open", json!(true)),
        (vec!["--maybe", "false"], "maybe", json!(false)),
        (vec!["--units", "7"], "units", json!("7")),
        (vec!["--root", &hash], "root", json!(hash)),
        (vec!["--amount", "12.5 TEC"], "amount", json!("12.5 TEC")),
        (vec!["--amount", r#"{"asset":3}"#], "amount", json!({ "asset": 3 })),
        (vec!["--part", "67%"], "part", json!("67%")),
        (vec!["--at", "2026-11-23 10:00"], "at", json!("2026-11-23 10:00")),
        (vec!["--at", "5"], "at", json!("5")),
        (vec!["--lasts", "48h"], "lasts", json!("48h")),
        (vec!["--symbol", "TEC"], "symbol", json!("TEC")),
        (vec!["--reason", "@noa is"], "reason", json!("@noa is")),
        (vec!["--reason=-no"], "reason", json!("-no")),
        (vec!["--title", "הגן"], "title", json!("הגן")),
        (vec!["--key", &key], "key", json!(key)),
        (vec!["--proof", r#"{"key":"0"}"#], "proof", json!({ "key": "0" })),
        (vec!["--actions", r#"[{"action":"a"}]"#], "actions", json!([{ "action": "a" }])),
        (
            vec!["--rows", r#"{"to":1}"#, "--rows", r#"[{"to":2},{"to":3}]"#],
            "rows",
            json!([{ "to": 1 }, { "to": 2 }, { "to": 3 }]),
        ),
        (vec!["--people", "@noa", "--people", "7"], "people", json!(["@noa", "7"])),
        (vec!["--people", r#"["@noa", 7]"#], "people", json!(["@noa", 7])),
        (vec!["--others", "5"], "others", json!(["5"])),
        (vec!["--side", "against"], "side", json!("against")),
        (vec!["--manner", "consent"], "manner", json!("consent")),
        (
            vec!["--manner", r#"{"by-vote":{"lasts":1}}"#],
            "manner",
            json!({ "by-vote": { "lasts": 1 } }),
        ),
    ] {
        assert_eq!(with(&args).unwrap()[field], json, "{args:?}");
    }
}

#[test]
fn a_bad_value_is_refused_by_its_option() {
    for (option, value) in [
        ("--few", "256"),
        ("--few", "-1"),
        ("--few", "1.5"),
        ("--few", ""),
        ("--who", "@"),
        ("--who", "18446744073709551616"),
        ("--maybe", "perhaps"),
        ("--units", "340282366920938463463374607431768211456"),
        ("--root", "ab"),
        ("--amount", "12.5"),
        ("--amount", "1. TEC"),
        ("--amount", "-1 TEC"),
        ("--amount", "{"),
        ("--amount", "--reason"),
        ("--part", "101%"),
        ("--at", "yesterday"),
        ("--lasts", "long"),
        ("--symbol", "FIVES"),
        ("--symbol", "A B"),
        ("--reason", "123456789"),
        ("--reason", ""),
        ("--reason", "a\u{202e}"),
        ("--key", "rsa:00"),
        ("--actions", "transfer"),
        ("--actions", "[1,"),
        ("--actions", "@/nowhere/such.json"),
        ("--rows", "5"),
        ("--people", "@"),
        ("--side", "neither"),
        ("--manner", "neither"),
    ] {
        let args: &[&str] = match option {
            "--few" => &["--who", "1", option, value],
            "--who" => &["--few", "1", option, value],
            _ => &["--few", "1", "--who", "1", option, value],
        };
        let error = run(args).unwrap_err().to_string();
        assert!(error.contains(option), "{option} {value}: {error}");
    }
}

#[test]
fn what_is_missing_or_unknown_is_named() {
    let missing = run(&["--few", "1"]).unwrap_err().to_string();
    assert!(missing.contains("--who"), "{missing}");
    let unknown = with(&["--speed", "9"]).unwrap_err().to_string();
    assert!(unknown.contains("--speed"), "{unknown}");
    assert!(with(&["--lasts", "1h", "--lasts", "2h"]).is_err(), "no option twice but a list's");
}

#[test]
fn json_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acts.json");
    fs::write(&path, "\u{feff}[{\"action\": \"transfer\"}]").unwrap();
    let argument = format!("@{}", path.display());
    let json = with(&["--actions", &argument]).unwrap();
    assert_eq!(json["actions"], json!([{ "action": "transfer" }]));

    fs::write(&path, "[").unwrap();
    let error = with(&["--actions", &argument]).unwrap_err().to_string();
    assert!(error.contains("--actions") && error.contains("acts.json"), "{error}");
}

#[test]
fn a_file_larger_than_any_transaction_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.json");
    fs::File::create(&path).unwrap().set_len(MAX_FILE_BYTES + 1).unwrap();
    let error = with(&["--rows", &format!("@{}", path.display())]).unwrap_err().to_string();
    assert!(error.contains("larger than 16 MiB"), "{error}");
}

#[test]
fn help_comes_from_the_doc_comments() {
    let help = action_command(Everything::ACTION).render_long_help().to_string();
    assert!(help.starts_with("Takes everything.\n\nIn one command."), "{help}");
    for part in ["--is-open", "--few <NUMBER>", "Base units.", "In favour"] {
        assert!(help.contains(part), "{part}: {help}");
    }
}

#[test]
fn a_view_takes_its_parameters() {
    let line = ["somebody", "--who", "7"];
    let matches = view_command(Somebody::VIEW).try_get_matches_from(line).unwrap();
    assert_eq!(view_json(Somebody::VIEW, &matches), json!({ "who": "7" }));
}

#[test]
fn lists_and_flags_may_be_left_out_of_json_as_of_the_command_line() {
    let spec =
        |name| aluma_core::registry::REGISTRY.named(name).expect("an action").1.fields.fields;
    let whole = |name, given| filled(&aluma_core::registry::REGISTRY, spec(name), given);
    let acts = json!([{ "action": "open-fund", "terms": { "least": "1" } }, { "action": "fly" }]);
    let told = whole("propose", json!({ "actions": acts }));
    let terms = json!({ "least": "1", "clustered": false, "everybody": false });
    assert_eq!(
        told["actions"],
        json!([{ "action": "open-fund", "terms": terms }, { "action": "fly" }])
    );
    let told = whole("found", json!({ "assets": [{ "symbol": "EUR" }] }));
    assert_eq!(told["assets"][0], json!({ "symbol": "EUR", "holders": [] }));
    // The community of a proposal is that of its actions, unless they name another one.
    let acts =
        json!([{ "action": "fund-programme" }, { "action": "fund-programme", "dao": "other" }]);
    let told = whole("propose", json!({ "dao": "hall", "actions": acts }));
    assert_eq!(
        (&told["actions"][0]["dao"], &told["actions"][1]["dao"]),
        (&json!("hall"), &json!("other"))
    );
    // What must be said stays missing, and what is no object stays what it is.
    assert_eq!(whole("open-fund", json!({ "terms": 7 })), json!({ "terms": 7 }));
}

#[test]
fn whose_view_it_is_may_be_left_out() {
    let portfolio = aluma_api::views(&aluma_core::registry::REGISTRY);
    let portfolio = portfolio.into_iter().find(|view| view.name == "portfolio").expect("a view");
    let matches = view_command(portfolio).try_get_matches_from(["portfolio"]).unwrap();
    assert_eq!(view_json(portfolio, &matches), json!({}));
    assert!(whose(portfolio).is_some() && whose(Somebody::VIEW).is_none());
}

#[test]
fn commands_are_sound() {
    action_command(Everything::ACTION).debug_assert();
    view_command(Somebody::VIEW).debug_assert();
}
