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
    let invite = ["do", "invite", "--dao", "circle", "--uses", "3", "--valid-for", "7d", "--vouch"];
    let code = place.json(&invite)["secret"].as_str().expect("a code").to_owned();
    let link = format!("{}/join#{code}", running.address);
    let mut keys = Vec::new();
    for (name, scheme, secret) in
        [("ann", "ed25519", &code), ("bob", "wallet", &link), ("cat", "passkey", &code)]
    {
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
    place.ok(&[&vote[..], &["--key-file", &keys[2]]].concat());
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
    let heading = words.lines().nth(1).unwrap_or_default();
    assert!(heading.contains("account") && heading.contains("standing"), "a table: {words}");
    assert!(words.contains("ann ") && words.contains("admitted"), "{words}");
    let words = place.ok(&["show", "proposal", "--proposal", "1"]).out;
    assert!(words.contains("Pay 12.5 HOUR to ann (account 2)"), "{words}");
    let charter = place.ok(&["charter", "show", "--dao", "circle", "--lang", "he"]).out;
    assert!(charter.contains("מי מצטרפים\n") && charter.contains("לפי הפנוי היום"), "{charter}");
    let told = place.json(&["charter", "show", "--dao", "circle"]);
    assert_eq!(told["sections"][2]["title"], json!("Who joins"));
    #[cfg(unix)]
    assert_eq!(running.stop(), Some(0));
    place.ok(&["verify"]);
}

/// The hint of the refusal, followed to the letter.
#[test]
fn an_open_community_counts_shares() {
    let place = Place::new();
    let running = Running::on(&place, &["--clock", "manual"]);
    let four = "do found --handle open --name Open --purpose All --joining open --manner assembly";
    let four: Vec<_> = four.split(' ').collect();
    let told = place.run(&four);
    assert_eq!(told.code, 1, "{}", told.out);
    for step in ["weight.heads 0", "weight.shares 10000", "weight.asset", "on-constitution yes"] {
        assert!(told.err.contains(step), "{step}: {}", told.err);
    }
    let shares = r#"{"symbol":"VOTE","decimals":0,"kind":"voting-share","supply":"0",
        "holders":[{"to":1,"units":"60"}]}"#;
    let money = r#"{"symbol":"EUR","decimals":2,"kind":"token","supply":"100000","holders":[]}"#;
    let change = |key: &str, value: &str| json!({ "key": key, "value": value }).to_string();
    let changes = [
        change("weight.heads", "0"),
        change("weight.shares", "10000"),
        change("weight.asset", "VOTE"),
        change("weight.shares-on-constitution", "yes"),
    ];
    let mut found = [&four[..], &["--assets", money, "--assets", shares]].concat();
    changes.iter().for_each(|change| found.extend(["--changes", change.as_str()]));
    place.ok(&found);
    let invite = place.json(&["do", "invite", "--uses", "1", "--valid-for", "7d"]);
    let code = invite["secret"].as_str().expect("a code");
    let key = place.data().join("ann.key");
    let key = key.to_str().expect("a path");
    place.ok(&["key", "new", "ann", "--key-file", key]);
    let join = ["--key-file", key, "do", "join", "--dao", "open", "--handle", "ann"];
    place.ok(&[&join[..], &["--secret", code]].concat());
    let pay = r#"{"action":"transfer","to":{"account":{"account":"ann"}},"amount":"1 EUR"}"#;
    place.ok(&["do", "propose", "--dao", "open", "--title", "Pay Ann", "--actions", pay]);
    let vote = ["do", "vote", "--proposal", "1", "--choice", "for"];
    let stranger = place.run(&[&["--key-file", key][..], &vote].concat());
    assert_eq!(stranger.code, 1, "joining is free, so it has no vote: {}", stranger.out);
    place.ok(&vote);
    place.ok(&["advance", "30d"]);
    let told = place.json(&["show", "proposal", "--proposal", "1"]);
    assert_eq!(told["answer"]["label"], json!("enacted"), "{told}");
    drop(running);
}

#[cfg(unix)]
#[test]
fn whoever_begins_a_ledger_hears_what_comes_next() {
    let place = Place::new();
    let said = |words: &[&str]| {
        let mut child = place.command(words).spawn().expect("the binary runs");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output");
        std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).expect("a line");
        assert!(line.starts_with("Aluma answers at http://localhost:"), "{line}");
        // Asked to, so that it has said everything.
        let id = child.id().to_string();
        std::process::Command::new("kill").args(["-TERM", &id]).status().expect("it is asked");
        let output = child.wait_with_output().expect("it ended");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let told = said(&["up", "--listen", "127.0.0.1:0"]);
    let folder = format!("--data {} do invite --uses 1", place.data().display());
    assert!(told.contains("next: ") && told.contains(&folder), "{told}");
    place.ok(&["do", "invite", "--uses", "1", "--valid-for", "1d"]);
    // As long as nobody founded anything, there is a link to come in by.
    let told = said(&["up", "--listen", "127.0.0.1:0"]);
    assert!(told.contains("/join#") && !told.contains(&folder), "{told}");
    place.ok(&[
        "do",
        "found",
        "--handle",
        "hall",
        "--name",
        "The hall",
        "--purpose",
        "To keep it open.",
        "--joining",
        "invitation",
        "--manner",
        "small-circle",
    ]);
    let told = said(&["up", "--listen", "127.0.0.1:0"]);
    assert!(!told.contains("next: "), "{told}");
}

#[test]
fn three_found_together_each_reading_what_they_sign() {
    let place = Place::new();
    let running = Running::on(&place, &["--clock", "manual"]);
    place.ok(&[
        "do",
        "found",
        "--handle",
        "first",
        "--name",
        "First",
        "--purpose",
        "To meet",
        "--joining",
        "invitation",
        "--manner",
        "small-circle",
    ]);
    let invite = ["do", "invite", "--dao", "first", "--uses", "2", "--valid-for", "7d"];
    let code = place.json(&invite)["secret"].as_str().expect("a code").to_owned();
    let mut keys = Vec::new();
    for (name, scheme) in [("ann", "passkey"), ("bob", "wallet")] {
        let file = place.data().join(format!("{name}.key"));
        let file = file.to_str().expect("a path").to_owned();
        place.ok(&["key", "new", name, "--scheme", scheme, "--key-file", &file]);
        let join = ["do", "join", "--dao", "first", "--handle", name, "--secret", &code];
        place.ok(&[&join[..], &["--key-file", &file]].concat());
        keys.push(file);
    }
    let paper = place.data().join("found.json");
    let paper = paper.to_str().expect("a path").to_owned();
    let begun = place.json(&[
        "do",
        "found",
        "--handle",
        "garden",
        "--name",
        "The Garden",
        "--purpose",
        "To grow",
        "--joining",
        "invitation",
        "--manner",
        "small-circle",
        "--with",
        "ann",
        "--with",
        "bob",
        "--payload-out",
        &paper,
    ]);
    assert!(begun["says"].as_str().expect("a sentence").contains("The Garden"), "{begun}");
    assert_eq!((&begun["signed"], &begun["missing"]), (&json!([1]), &json!([2, 3])));
    let early = place.run(&["submit", &paper]);
    assert!(early.code != 0 && early.err.contains("not signed yet by 2, 3"), "{early:?}");
    let silent = place.run(&["key", "sign", &paper, "--key-file", &keys[0]]);
    assert!(silent.code != 0 && silent.err.contains("The Garden"), "{silent:?}");
    for key in &keys {
        place.ok(&["key", "sign", &paper, "--yes", "--key-file", key]);
    }
    let made = place.json(&["submit", &paper]);
    assert_eq!(made["status"], json!("done"), "{made}");
    let members = place.json(&["show", "members", "--dao", "garden"]);
    let members = members["answer"]["members"].as_array().expect("members").len();
    assert_eq!(members, 3);
    // The same bytes again get the same answer.
    assert_eq!(place.json(&["submit", &paper])["receipt"], made["receipt"]);
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

/// What a template offers is part of what the founder signs: in their words, with limits out of what
/// the founding brings, or not at all.
#[test]
fn a_template_is_read_before_and_offers_its_roles_in_the_founders_language() {
    let place = Place::new();
    let read = ["charter", "preview", "--template", "investment-club", "--joining", "vote"];
    let told = place.ok(&read).out;
    for part in ["The members vote on everybody", "holdings of SHARE", "can lose all of it"] {
        assert!(told.contains(part), "{told}");
    }
    assert!(place.ok(&[&read[..], &["--lang", "he"]].concat()).out.contains("מועדון השקעות"));
    let _running = Running::on(&place, &["--clock", "manual"]);
    let found = |handle: &str, more: &[&str]| {
        let words =
            ["do", "found", "--handle", handle, "--name", "The Sheaf", "--purpose", "Print"];
        let answers = ["--joining", "vote", "--manner", "small-circle", "--visibility", "open"];
        let template = ["--template", "service-collective", "--assets"];
        let money =
            [r#"{"symbol":"EUR","decimals":2,"kind":"token","supply":"1000","holders":[]}"#];
        place.ok(&[&words[..], &answers, &template, &money, more].concat());
        let roles = place.json(&["show", "roles", "--dao", handle]);
        roles["answer"]["roles"].clone()
    };
    let roles = found("sheaf", &["--lang", "he"]);
    assert_eq!(roles[0]["name"]["text"], json!("ריכוז"), "{roles}");
    assert_eq!(roles[0]["limits"][0]["limit"]["amount"]["units"], json!("50"), "{roles}");
    assert_eq!(roles[0]["holders"].as_array().map(Vec::len), Some(1), "{roles}");
    assert_eq!(found("plain", &["--bare"]), json!([]));
    let own = r#"{"name":"Printer","may":[],"limits":[],"for_members":true,
        "weighs":false,"for_founders":false}"#;
    let roles = found("own", &["--roles", own]);
    assert_eq!(roles[0]["name"]["text"], json!("Printer"), "{roles}");
}
