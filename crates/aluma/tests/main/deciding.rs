//! Deciding as people see it at a terminal: what a vote asks in words, limits that wait, and wrong
//! input of each act.

use serde_json::json;

use crate::stage::Stage;

const TOKENS: &str =
    r#"{"symbol":"EUR","decimals":2,"kind":"token","supply":"100000","holders":[]}"#;

/// Amounts with their symbols, votes as votes, rules in words; the exact numbers are for programs.
#[test]
fn what_a_vote_asks_reads_as_amounts_and_votes() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat"]);
    let shares = r#"{"symbol":"SH","decimals":1,"kind":"voting-share","supply":"5000","holders":[
        {"to":"@ann","units":"255"},{"to":"@ben","units":"745"}]}"#;
    stage.found("circle", &["--assets", TOKENS, "--assets", shares], &["ann", "ben", "cat"]);
    let acts = r#"[{"action":"transfer","to":{"account":{"account":"@ann"}},"amount":"12.5 EUR"},
        {"action":"issue","asset":{"more":{"asset":"SH"}},"units":"125","to":{"account":{"account":"@ben"}}},
        {"action":"amend","changes":[{"key":"tip.period","value":"1h"}]}]"#;
    stage.propose("cat", "circle", acts);
    stage.vote("cat", "1", r#"{"split":{"in_favour":5000,"against":5000,"abstain":0}}"#);
    let told = stage.text(&["proposal", "--proposal", "1"]);
    for words in ["12.5 EUR", "12.5 SH", "For: 0.5 votes", "All weight that could be cast: 4 votes"]
    {
        assert!(told.contains(words), "{words}: {told}");
    }
    for raw in ["1250", "500000", "600"] {
        assert!(!told.contains(raw), "{raw}: {told}");
    }
    assert!(told.contains("length of a vote"), "{told}");
    let told = stage.text(&["tally", "--proposal", "1"]);
    assert!(told.contains("For: 0.5 votes") && !told.contains("500000"), "{told}");
    let he = stage.place.ok(&["--lang", "he", "show", "tally", "--proposal", "1"]).out;
    assert!(he.contains("0.5 קולות"), "{he}");
    let told = stage.text(&["treasury", "--dao", "circle"]);
    for words in ["1000 EUR", "500 SH", "600 SH", "100 SH", "60 SH"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    for raw in ["100000", "5000 ", "6000"] {
        assert!(!told.contains(raw), "{raw}: {told}");
    }
    let told = stage.text(&["balances", "--dao", "circle"]);
    assert!(told.contains("25.5 SH") && told.contains("74.5 SH"), "{told}");
    // Programs read exact base units.
    let told = stage.show(&["proposal", "--proposal", "1"])["answer"].clone();
    assert_eq!(told["tally"]["in_favour"], json!("500000"));
    assert_eq!(told["tally"]["measure"], json!("heads"));
    let paid = json!({ "asset": 1, "units": "1250", "text": "12.5 EUR" });
    assert_eq!(told["effects"]["outflow"], json!([{ "pot": 0, "amount": paid }]));
    assert_eq!(told["effects"]["charter"], json!([{ "parameter": "tip.period" }]));
    assert_eq!(told["effects"]["mint"][0]["units"], json!("125"));
}

#[test]
fn a_vote_by_shares_reads_in_shares_and_a_mix_in_parts() {
    let stage = Stage::new();
    stage.people(&["ann", "ben"]);
    let shares = r#"{"symbol":"SH","decimals":1,"kind":"voting-share","supply":"0","holders":[
        {"to":"@ann","units":"255"},{"to":"@ben","units":"745"}]}"#;
    let changes = r#"[{"key":"weight.heads","value":"0"},{"key":"weight.shares","value":"10000"},
        {"key":"weight.asset","value":"SH"}]"#;
    stage.found("shares", &["--assets", shares, "--changes", changes], &["ann", "ben"]);
    stage.words("ann", "shares", "one");
    stage.vote("ann", "1", "for");
    let told = stage.text(&["tally", "--proposal", "1"]);
    assert!(told.contains("For: 25.5 SH") && told.contains("cast: 100 SH"), "{told}");
    let told = stage.text(&["weight", "--dao", "shares", "--account", "@ben", "--proposal", "1"]);
    assert!(told.contains("74.5 SH") && !told.contains("745"), "{told}");
    let changes = r#"[{"key":"weight.heads","value":"5000"},{"key":"weight.shares","value":"5000"},
        {"key":"weight.asset","value":"SH"}]"#;
    stage.found("mixed", &["--assets", shares, "--changes", changes], &["ann", "ben"]);
    stage.words("ann", "mixed", "two");
    stage.vote("ann", "2", "for");
    // A third of the heads, and 25.5 of 100 shares.
    let told = stage.text(&["tally", "--proposal", "2"]);
    assert!(told.contains("For: 29.41 % of all weight"), "{told}");
}

#[test]
fn an_issue_above_the_cap_waits_and_one_that_never_fits_is_refused() {
    let stage = Stage::new();
    stage.people(&["ann", "ben"]);
    let shares =
        r#"{"symbol":"SH","decimals":1,"kind":"voting-share","supply":"1000","holders":[]}"#;
    stage.found("circle", &["--assets", shares], &["ann", "ben"]);
    let issue = |units: &str| {
        format!(
            r#"[{{"action":"issue","asset":{{"more":{{"asset":"SH"}}}},"units":"{units}",
            "to":{{"pot":{{"dao":"circle","pot":0}}}}}}]"#
        )
    };
    let words = ["propose", "--dao", "circle", "--title", "T", "--actions"];
    let too_much = issue("101");
    let told = stage.act("ann", &[&words[..], &[&too_much]].concat());
    assert_eq!(told.code, 1, "{}", told.out);
    assert!(told.err.contains("10.1 SH") && told.err.contains("10 SH or less"), "{}", told.err);
    stage.propose("ann", "circle", &issue("60"));
    stage.propose("ben", "circle", &issue("41"));
    for proposal in ["1", "2"] {
        for who in ["operator", "ann", "ben"] {
            stage.last(who, proposal, "for");
        }
    }
    stage.place.ok(&["advance", "4d"]);
    assert_eq!((stage.label("1").as_str(), stage.label("2").as_str()), ("enacted", "queued"));
    stage.place.ok(&["advance", "30d"]);
    assert_eq!(stage.label("2"), "enacted");
}

#[test]
fn an_assembly_pays_nothing_at_once() {
    let stage = Stage::new();
    let changes = r#"{"key":"tip.delay","value":"0"}"#;
    for manner in ["assembly", "delegates"] {
        let found = ["found", "--handle", "hall", "--name", "Hall", "--purpose", "To try"];
        let rest = ["--joining", "vote", "--manner", manner, "--changes", changes];
        let told = stage.no("operator", &[&found[..], &rest].concat());
        assert!(told.contains("The delay is too short"), "{told}");
    }
}

/// What no act takes: a wrong field by its name before anything is sent, a wrong act by its refusal.
#[test]
fn wrong_input_of_each_act_is_named() {
    let stage = Stage::new();
    stage.people(&["ann"]);
    stage.found("circle", &["--assets", TOKENS], &["ann"]);
    stage.words("ann", "circle", "one");
    let height = || stage.place.json(&["status"])["height"].clone();
    let before = height();
    let usage: &[(&[&str], &str)] = &[
        (&["propose", "--dao", "circle", "--title", "T", "--actions", "{"], "actions"),
        (&["propose", "--dao", "circle", "--title", "T", "--actions", "[1]"], "actions[0]"),
        (
            &["propose", "--dao", "circle", "--title", "T", "--actions", r#"[{"action":"fly"}]"#],
            "actions[0]",
        ),
        (
            &[
                "propose",
                "--dao",
                "circle",
                "--title",
                "T",
                "--actions",
                r#"[{"action":"resolve","text":"x","more":1}]"#,
            ],
            "actions[0].more",
        ),
        (
            &[
                "propose",
                "--dao",
                "circle",
                "--title",
                "T",
                "--actions",
                r#"[{"action":"transfer","to":{"account":{"account":1}},"amount":"1.234 EUR"}]"#,
            ],
            "actions[0].amount",
        ),
        (
            &[
                "propose",
                "--dao",
                "circle",
                "--title",
                "T",
                "--actions",
                r#"[{"action":"transfer","to":{"account":{"account":1}},"amount":"-1 EUR"}]"#,
            ],
            "actions[0].amount",
        ),
        (
            &[
                "propose",
                "--dao",
                "circle",
                "--title",
                "T",
                "--actions",
                r#"[{"action":"transfer","to":{"account":{"account":1}},
              "amount":"9999999999999999999999999999999999999999 EUR"}]"#,
            ],
            "actions[0].amount",
        ),
        (
            &["propose", "--dao", "circle", "--title", "T", "--actions", "[]", "--track", "fast"],
            "track",
        ),
        (
            &["propose", "--dao", "circle", "--title", "T", "--actions", "[]", "--review", "soon"],
            "review",
        ),
        (&["propose", "--dao", "nowhere", "--title", "T", "--actions", "[]"], "dao"),
        (&["vote", "--proposal", "one", "--choice", "for"], "proposal"),
        (&["vote", "--proposal", "1", "--choice", "perhaps"], "choice"),
        (&["vote", "--proposal", "1", "--choice", r#"{"split":{"in_favour":1}}"#], "choice"),
        (
            &[
                "vote",
                "--proposal",
                "1",
                "--choice",
                r#"{"split":{"in_favour":65536,"against":0,"abstain":0}}"#,
            ],
            "choice",
        ),
        (
            &[
                "vote",
                "--proposal",
                "1",
                "--choice",
                r#"{"split":{"in_favour":-1,"against":1,"abstain":10000}}"#,
            ],
            "choice",
        ),
        (&["vote", "--proposal", "-1", "--choice", "for"], "proposal"),
        (&["vote", "--proposal", "18446744073709551616", "--choice", "for"], "proposal"),
        (
            &[
                "poll",
                "--dao",
                "circle",
                "--question",
                "Q",
                "--options",
                "a",
                "--options",
                "b",
                "--kind",
                "best",
                "--audience",
                "members",
                "--lasts",
                "1d",
            ],
            "kind",
        ),
        (
            &[
                "poll",
                "--dao",
                "circle",
                "--question",
                "Q",
                "--options",
                "a",
                "--options",
                "b",
                "--kind",
                "single",
                "--audience",
                "all",
                "--lasts",
                "1d",
            ],
            "audience",
        ),
        (
            &[
                "poll",
                "--dao",
                "circle",
                "--question",
                "Q",
                "--options",
                "a",
                "--options",
                "b",
                "--kind",
                "single",
                "--audience",
                "members",
                "--lasts",
                "-1d",
            ],
            "lasts",
        ),
        (&["answer", "--poll", "1", "--marks", "256"], "marks"),
        (
            &[
                "found",
                "--handle",
                "new",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "maybe",
                "--manner",
                "assembly",
            ],
            "joining",
        ),
        (
            &[
                "found",
                "--handle",
                "new",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "vote",
                "--manner",
                "king",
            ],
            "manner",
        ),
        (
            &[
                "found",
                "--handle",
                "new",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "vote",
                "--manner",
                "assembly",
                "--tip",
                "101%",
            ],
            "tip",
        ),
        (
            &[
                "found",
                "--handle",
                "new",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "vote",
                "--manner",
                "assembly",
                "--assets",
                r#"{"symbol":"X","decimals":2,"kind":"coin","supply":"1","holders":[]}"#,
            ],
            "assets",
        ),
    ];
    for (act, field) in usage {
        let told = stage.act("ann", act);
        assert_eq!(told.code, 2, "{act:?}: {}{}", told.out, told.err);
        assert!(told.err.contains(field), "{field} of {act:?}: {}", told.err);
    }
    assert_eq!(height(), before, "none of it reached a block");
    let refused: &[(&[&str], &str)] = &[
        (&["propose", "--dao", "circle", "--title", "T", "--actions", "[]"], "empty-proposal"),
        (
            &[
                "propose",
                "--dao",
                "circle",
                "--title",
                "T",
                "--actions",
                r#"[{"action":"resolve","text":"two"}]"#,
                "--review",
                "59m",
            ],
            "span-out-of-range",
        ),
        (&["vote", "--proposal", "99", "--choice", "for"], "no-such-proposal"),
        (
            &[
                "vote",
                "--proposal",
                "1",
                "--choice",
                r#"{"split":{"in_favour":1,"against":1,"abstain":1}}"#,
            ],
            "bad-split",
        ),
        (
            &[
                "poll",
                "--dao",
                "circle",
                "--question",
                "Q",
                "--options",
                "a",
                "--kind",
                "single",
                "--audience",
                "members",
                "--lasts",
                "1d",
            ],
            "bad-options",
        ),
        (
            &[
                "poll",
                "--dao",
                "circle",
                "--question",
                "Q",
                "--options",
                "a",
                "--options",
                "b",
                "--kind",
                "single",
                "--audience",
                "members",
                "--lasts",
                "59s",
            ],
            "span-out-of-range",
        ),
        (&["answer", "--poll", "9", "--marks", "0"], "no-such-poll"),
        (
            &[
                "found",
                "--handle",
                "circle",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "vote",
                "--manner",
                "assembly",
            ],
            "handle-taken",
        ),
        (
            &[
                "found",
                "--handle",
                "new",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "open",
                "--manner",
                "assembly",
            ],
            "open-with-heads",
        ),
        (
            &[
                "found",
                "--handle",
                "new",
                "--name",
                "N",
                "--purpose",
                "P",
                "--joining",
                "vote",
                "--manner",
                "assembly",
                "--changes",
                r#"{"key":"tip.colour","value":"red"}"#,
            ],
            "no-such-parameter",
        ),
    ];
    for (act, name) in refused {
        let told = stage.act_json("ann", act);
        let json = told.json();
        let said = json.pointer("/refusal/name").or_else(|| json.get("name"));
        assert_eq!((told.code, said), (1, Some(&json!(name))), "{act:?}: {}{}", told.out, told.err);
    }
}
