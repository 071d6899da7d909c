//! `up` and what goes through it: keys, joining, proposing, voting, time moved by hand.

use serde_json::json;

use crate::support::{Place, Running};

#[test]
fn a_circle_founds_itself_decides_and_is_paid() {
    let place = Place::new();
    let running = Running::on(&place, &["--clock", "manual"]);
    place.ok(&[
        "do",
        "found",
        "--handle",
        "circle",
        "--name",
        "The Circle",
        "--purpose",
        "To try",
        "--joining",
        "invitation",
        "--manner",
        "small-circle",
        "--assets",
        r#"{"symbol":"HOUR","decimals":2,"kind":"token","supply":"100000","holders":[]}"#,
    ]);
    let invite = ["do", "invite", "--dao", "circle", "--uses", "2", "--valid-for", "7d", "--vouch"];
    let code = place.json(&invite)["secret"].as_str().expect("a code").to_owned();
    let link = format!("{}/join#{code}", running.address);
    let mut keys = Vec::new();
    for (name, scheme, secret) in [("ann", "ed25519", &code), ("bob", "wallet", &link)] {
        let file = place.data().join(format!("{name}.key"));
        let file = file.to_str().expect("a path").to_owned();
        place.ok(&["key", "new", name, "--scheme", scheme, "--key-file", &file]);
        let join = ["do", "join", "--dao", "circle", "--handle", name, "--secret", secret];
        place.ok(&[&join[..], &["--key-file", &file]].concat());
        keys.push(file);
    }
    let acts =
        r#"[{"action":"transfer","to":{"account":{"account":"@ann"}},"amount":"12.5 HOUR"}]"#;
    let acts = place.file("acts.json", acts);
    let acts = format!("@{}", acts.display());
    let propose = ["do", "propose", "--dao", "circle", "--title", "Pay Ann", "--actions", &acts];
    // The wallet signs words, those of the act among them.
    place.ok(&[&propose[..], &["--key-file", &keys[1]]].concat());
    let vote = ["do", "vote", "--proposal", "1", "--choice", "for", "--last"];
    place.ok(&vote);
    place.ok(&[&vote[..], &["--key-file", &keys[1]]].concat());
    place.ok(&["advance", "1m"]);
    let told = place.json(&["show", "proposal", "--proposal", "1"]);
    assert_eq!(told["answer"]["label"], json!("enacted"));
    let table = place.ok(&["show", "balances", "--dao", "circle", "--csv"]).out;
    assert_eq!(table, "payee,balance\nann,12.5\n");
    let late = place.run(&[&vote[..], &["--key-file", &keys[0]]].concat());
    assert_eq!(late.code, 1);
    assert!(late.err.contains("error: ") && late.err.contains("\nhint: "), "{}", late.err);
    assert!(!late.err.contains('\u{2068}'), "marks of direction are for pages: {}", late.err);
    let words = place.ok(&["show", "members", "--dao", "circle"]).out;
    assert!(words.contains("“ann”") && words.contains("admitted"), "{words}");
    let charter = place.ok(&["charter", "show", "--dao", "circle", "--lang", "he"]).out;
    assert!(charter.contains("[membership]\n") && charter.contains("הצעה"), "{charter}");
    #[cfg(unix)]
    assert_eq!(running.stop(), Some(0));
    place.ok(&["verify"]);
}

#[test]
fn without_a_running_node_the_command_line_is_its_own() {
    let place = Place::new();
    drop(Running::on(&place, &[]));
    let operator = place.json(&["key", "list"]);
    assert_eq!(operator[0]["name"], json!("operator"));
    let before = place.json(&["status"]);
    let found = [
        "do",
        "found",
        "--handle",
        "alone",
        "--name",
        "Alone",
        "--purpose",
        "Nobody runs",
        "--joining",
        "vote",
        "--manner",
        "assembly",
    ];
    let told = place.json(&found);
    assert_eq!((&told["status"], &told["receipt"]["made"]), (&json!("done"), &json!(1)));
    let after = place.json(&["status"]);
    assert_eq!(after["height"], json!(before["height"].as_u64().expect("a height") + 1));
    place.json(&["show", "dao", "--dao", "alone"]);
    assert_eq!(
        place.json(&["status"])["state_root"],
        after["state_root"],
        "asking changes nothing"
    );
    let twice = place.run(&found);
    assert_eq!(twice.code, 1, "{}", twice.err);
    let receipt = told["id"].as_str().expect("an id");
    let receipt = place.json(&["show", "receipt", "--id", receipt]);
    assert_eq!(receipt["answer"]["action"], json!("found"));
}

#[test]
fn a_key_in_the_keystore_opens_with_its_passphrase() {
    let place = Place::new();
    let made = place
        .command(&["--json", "key", "new", "noa"])
        .env("ALUMA_PASSPHRASE", "open sesame")
        .output()
        .expect("the binary runs");
    assert!(made.status.success());
    let keys = place.json(&["key", "list"]);
    assert_eq!(keys[0]["name"], json!("noa"));
    let asked = place.run(&["key", "new", "uri"]);
    assert_eq!(asked.code, 5, "no terminal to ask at");
    assert!(asked.err.contains("\nhint: "), "{}", asked.err);
}
