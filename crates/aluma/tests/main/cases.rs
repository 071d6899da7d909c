//! Cases of deciding, as a stranger tries them: through the command line, with the clock moved by
//! hand. Each is also a scenario of the core; here it is that each can be set up and read.

use serde_json::{Value as Json, json};

use crate::stage::Stage;

fn sides(tally: &Json) -> (&str, &str, &str) {
    let side = |name: &str| tally[name].as_str().unwrap_or("");
    (side("in_favour"), side("against"), side("abstain"))
}

const SPLIT: &str = r#"{"split":{"in_favour":3333,"against":3333,"abstain":3334}}"#;

#[test]
fn tallies_at_their_edges() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat"]);
    stage.found(
        "circle",
        &["--changes", r#"{"key":"tip.open-at-once","value":"9"}"#],
        &["ann", "ben", "cat"],
    );
    // One yes; a split; all abstain.
    stage.words("ann", "circle", "one");
    stage.vote("ann", "1", "for");
    let tally = stage.tally("1");
    assert_eq!(sides(&tally), ("1000000", "0", "0"));
    assert_eq!(tally["support"], json!("3000000"));
    assert_eq!(tally["standing"], json!({ "fails": { "reason": "quorum" } }));
    stage.vote("ann", "1", SPLIT);
    assert_eq!(sides(&stage.tally("1")), ("333300", "333300", "333400"));
    for who in ["operator", "ann", "ben", "cat"] {
        stage.vote(who, "1", "abstain");
    }
    let empty = json!({ "fails": { "reason": "empty-base" } });
    assert_eq!(stage.tally("1")["standing"], empty);
    // At the closing instant it counts, a moment later not.
    stage.words("ben", "circle", "two");
    stage.vote("ann", "2", "for");
    stage.vote("ben", "2", "for");
    stage.to_deadline("2", 0);
    stage.vote("cat", "2", "for");
    let told = stage.no("operator", &["vote", "--proposal", "2", "--choice", "against"]);
    assert!(told.contains("Voting is over"), "{told}");
    assert_eq!(sides(&stage.tally("2")), ("3000000", "0", "0"));
    stage.place.ok(&["advance", "1m"]);
    assert_eq!((stage.label("1").as_str(), stage.label("2").as_str()), ("rejected", "enacted"));
    // Nobody votes at all.
    stage.words("cat", "circle", "three");
    stage.to_deadline("3", 1);
    assert_eq!(stage.label("3"), "rejected");
    assert_eq!(stage.tally("3")["standing"], empty);
}

#[test]
fn the_largest_numbers_and_a_mix() {
    let stage = Stage::new();
    stage.people(&["ann", "ben"]);
    let assets = format!(
        r#"{{"symbol":"BIG","decimals":0,"kind":"voting-share","supply":"0","holders":[
        {{"to":"@ann","units":"{}"}},{{"to":"@ben","units":"1"}}]}}"#,
        u128::MAX - 1
    );
    let changes = r#"[{"key":"weight.heads","value":"0"},{"key":"weight.shares","value":"10000"},
        {"key":"weight.asset","value":"1"},{"key":"tip.quorum-by-size","value":"no"}]"#;
    stage.found("big", &["--assets", &assets, "--changes", changes], &["ann", "ben"]);
    stage.words("operator", "big", "one");
    stage.vote("ben", "1", "for");
    assert_eq!(stage.tally("1")["standing"], json!("passes"));
    stage.vote("ann", "1", "against");
    let tally = stage.tally("1");
    let (all, most) = (u128::MAX.to_string(), (u128::MAX - 1).to_string());
    assert_eq!(sides(&tally), ("1", most.as_str(), "0"));
    assert_eq!(tally["total"], json!(all));
    let told = stage.no("operator", &["vote", "--proposal", "1", "--choice", "for"]);
    assert!(told.contains("No weight here"), "{told}");
    // Half heads, half shares.
    let assets = r#"{"symbol":"SH","decimals":0,"kind":"voting-share","supply":"0","holders":[
        {"to":"@ann","units":"50"},{"to":"@ben","units":"50"}]}"#;
    let changes = r#"[{"key":"weight.heads","value":"5000"},
        {"key":"weight.shares","value":"5000"},{"key":"weight.asset","value":"2"}]"#;
    stage.found("mixed", &["--assets", assets, "--changes", changes], &["ann", "ben"]);
    stage.words("operator", "mixed", "two");
    assert_eq!(stage.tally("2")["total"], json!("184467440737095516160000"));
    let weight = |who: &str| {
        let told = stage.show(&["weight", "--dao", "mixed", "--account", who, "--proposal", "2"]);
        told["answer"]["weight"].clone()
    };
    assert_eq!(weight("@ann"), json!("76861433640456465065000"));
    assert_eq!(weight("1"), json!("30744573456182586025000"));
}

#[test]
fn a_late_turn_waits_for_quiet() {
    let stage = Stage::new();
    let people = ["ann", "ben", "cat", "dan", "eve", "fay", "gus", "hal"];
    stage.people(&people);
    stage.found("hall", &["--manner", "assembly"], &people);
    stage.words("operator", "hall", "one");
    let opened = stage.show(&["proposal", "--proposal", "1"])["answer"]["timeline"].clone();
    let deadline = stage.tally("1")["deadline"].as_u64().expect("a time");
    assert_eq!(deadline - opened["voting_from"].as_u64().expect("a time"), 4 * 86_400_000);
    for who in ["operator", "ann", "ben", "cat", "dan"] {
        stage.vote(who, "1", "for");
    }
    for who in ["eve", "fay", "gus"] {
        stage.vote(who, "1", "against");
    }
    stage.to_deadline("1", 0);
    stage.vote("dan", "1", "abstain");
    // At the deadline itself, now + W + P/2 - P/2.
    assert_eq!(stage.tally("1")["deadline"], json!(deadline + 86_400_000));
    stage.place.ok(&["advance", "1h"]);
    let told = stage.no("dan", &["vote", "--proposal", "1", "--choice", "for"]);
    assert!(told.contains("error: "), "{told}");
    stage.vote("hal", "1", "for");
    assert_eq!(stage.tally("1")["standing"], json!("passes"));
    assert!(stage.tally("1")["deadline"].as_u64() <= Some(deadline + 2 * 86_400_000));
}

#[test]
fn recusal_delegation_and_an_override() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat", "dan"]);
    let assets = r#"{"symbol":"TOK","decimals":0,"kind":"token","supply":"1000000","holders":[]}"#;
    stage.found("circle", &["--assets", assets], &["ann", "ben", "cat", "dan"]);
    stage.ok("ben", &["delegate", "--dao", "circle", "--to", "@ann"]);
    let pay = r#"[{"action":"transfer","to":{"account":{"account":"@dan"}},"amount":"100 TOK"}]"#;
    stage.propose("ann", "circle", pay);
    let told = stage.show(&["proposal", "--proposal", "1"])["answer"].clone();
    assert_eq!(told["recused"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["tally"]["eligible"], json!(4));
    stage.vote("dan", "1", "for");
    assert_eq!(sides(&stage.tally("1")).0, "0", "kept at weight 0");
    stage.vote("ann", "1", "for");
    assert_eq!(sides(&stage.tally("1")).0, "2000000");
    stage.vote("ben", "1", "against");
    assert_eq!(sides(&stage.tally("1")), ("1000000", "1000000", "0"));
    stage.last("operator", "1", "for");
    stage.last("cat", "1", "for");
    stage.last("ann", "1", "for");
    assert_eq!(stage.label("1"), "queued");
    stage.place.ok(&["advance", "1m"]);
    assert_eq!(stage.label("1"), "enacted");
}

#[test]
fn time_alone_moves_what_is_shown() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "new"]);
    let changes = r#"[{"key":"tip.support","value":"60%"},{"key":"tip.support-end","value":"20%"},
        {"key":"tip.support-fall","value":"40h"},{"key":"constitution.support","value":"60%"},
        {"key":"tip.quorum-by-size","value":"no"}]"#;
    let season = ["--season", "1d", "--changes", changes];
    stage.found("circle", &season, &["ann", "ben"]);
    stage.words("ann", "circle", "one");
    assert_eq!(stage.tally("1")["support"], json!("1800000"));
    // Nothing is due: no block is made, and the support has fallen all the same.
    stage.place.ok(&["advance", "20h"]);
    assert_eq!(stage.tally("1")["support"], json!("1200000"));
    stage.place.ok(&["advance", "60d"]);
    let code = ["do", "invite", "--dao", "circle", "--uses", "1", "--valid-for", "7d", "--vouch"];
    let code = stage.place.json(&code)["secret"].as_str().expect("a code").to_owned();
    stage.ok("new", &["join", "--dao", "circle", "--secret", &code]);
    let weight = || {
        let told = stage.show(&["weight", "--dao", "circle", "--account", "@new"]);
        told["answer"]["weight"].clone()
    };
    assert_eq!(weight(), json!("0"));
    stage.place.ok(&["advance", "7d"]);
    assert_eq!(weight(), json!("500000"));
}

#[test]
fn the_clock_is_the_operators_however_many_keys_there_are() {
    let stage = Stage::new();
    for name in ["ann", "ben"] {
        let mut make = stage.place.command(&["key", "new", name]);
        let made = make.env("ALUMA_PASSPHRASE", "a phrase").output().expect("it runs");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    }
    stage.place.ok(&["advance", "1m"]);
}
