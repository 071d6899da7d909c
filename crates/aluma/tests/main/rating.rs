//! `rate`: whoever was drawn seals a rating and opens it, by one command twice.

use serde_json::json;

use crate::support::{Place, Running};

#[test]
fn three_judge_what_the_fourth_gave() {
    let place = Place::new();
    let _running = Running::on(&place, &["--clock", "manual"]);
    let found = ["do", "found", "--handle", "four", "--name", "Four", "--purpose", "To try"];
    place.ok(&[&found[..], &["--joining", "invitation", "--manner", "small-circle"]].concat());
    let invite = ["do", "invite", "--dao", "four", "--uses", "3", "--valid-for", "7d", "--vouch"];
    let code = place.json(&invite)["secret"].as_str().expect("a code").to_owned();
    let mut keys = Vec::new();
    for (name, scheme) in [("ann", "ed25519"), ("bob", "wallet"), ("cat", "passkey")] {
        let file = place.data().join(format!("{name}.key"));
        let file = file.to_str().expect("a path").to_owned();
        place.ok(&["key", "new", name, "--scheme", scheme, "--key-file", &file]);
        let join = ["do", "join", "--dao", "four", "--handle", name, "--secret", &code];
        place.ok(&[&join[..], &["--key-file", &file]].concat());
        keys.push(file);
    }
    place.ok(&[
        "do",
        "claim-contribution",
        "--dao",
        "four",
        "--kind",
        "contribution",
        "--size",
        "2h",
        "--work",
        "Painted the door",
        "--key",
        "operator",
    ]);
    let rate = |key: &str, quality: &str| {
        let figures = ["rate", "--dao", "four", "--evidence", "1", "--quality", quality];
        place.run(&[&figures[..], &["--size", "5400500ms", "--key-file", key]].concat())
    };
    let early = rate(&keys[0], "80");
    assert_eq!(early.code, 2, "{}", early.err);
    assert!(early.err.contains("nobody is drawn") && early.err.contains("hint: "), "{}", early.err);
    place.ok(&["advance", "1m"]);
    for (key, quality) in keys.iter().zip(["80", "70", "90"]) {
        let sealed = rate(key, quality);
        assert_eq!(sealed.code, 0, "{}", sealed.err);
    }
    // Other figures are not what was sealed.
    let changed = rate(&keys[0], "100");
    assert_eq!(changed.code, 1, "{}", changed.err);
    for (key, quality) in keys.iter().zip(["80", "70", "90"]) {
        let opened = rate(key, quality);
        assert_eq!(opened.code, 0, "{}", opened.err);
    }
    let show = ["show", "panel", "--dao", "four", "--evidence", "1", "--key", "operator"];
    let panel = &place.json(&show)["answer"];
    assert_eq!(panel["stage"], json!("closed"));
    let seats = panel["seats"].as_array().expect("seats").iter();
    let mut found: Vec<_> = seats.map(|seat| seat["rated"]["quality"].as_u64()).collect();
    found.sort_unstable();
    assert_eq!(found, [Some(70), Some(80), Some(90)], "{panel}");
    let late = rate(&keys[0], "80");
    assert_eq!(late.code, 2);
    assert!(late.err.contains("over"), "{}", late.err);
    let unread = place.run(&[
        "rate",
        "--dao",
        "four",
        "--evidence",
        "1",
        "--quality",
        "101",
        "--size",
        "2h",
    ]);
    assert_eq!(unread.code, 2, "{}", unread.err);
    let unread = place.run(&[
        "rate",
        "--dao",
        "four",
        "--evidence",
        "1",
        "--quality",
        "10",
        "--size",
        "soon",
        "--key-file",
        &keys[0],
    ]);
    assert_eq!(unread.code, 2, "{}", unread.err);
    assert!(unread.err.contains("90m"), "{}", unread.err);
}
