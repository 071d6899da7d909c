//! A whole community taken away in a file: exported, checked, begun again on a folder of its own,
//! and going on with the same members' keys.

use std::path::{Path, PathBuf};

use aluma_core::kernel::leaving::Fate;
use aluma_node::DataDir;
use aluma_node::archive::{self, Archive, ArchiveError};
use serde_json::{Value as Json, json};

use crate::stage::Stage;
use crate::support::{Place, Told};

const EUR: &str = r#"{"symbol":"EUR","decimals":2,"kind":"token","supply":"100000","holders":[]}"#;
const SHARES: &str = r#"{"symbol":"SH","decimals":1,"kind":"voting-share","supply":"5000","holders":[
    {"to":"@ann","units":"255"},{"to":"@dan","units":"745"}]}"#;
const TOKENS: &str = r#"{"symbol":"TOK","decimals":0,"kind":"token","supply":"1000","holders":[]}"#;
/// Where the title of the first proposal was, which is erased before the community leaves.
const ERASED: &str = "What nobody should read again";

/// What answers the same before and after.
const VIEWS: [&[&str]; 6] = [
    &["tally", "--proposal", "5"],
    &["members", "--dao", "circle"],
    &["roles", "--dao", "circle"],
    &["streams", "--dao", "circle"],
    &["charter", "--dao", "circle"],
    &["weight", "--dao", "circle", "--account", "@ben"],
];

/// A community of three kinds of keys in the middle of its life, beside another one that it has
/// dealings with. Proposal 1 is done, 2 made a role, 3 is the other's, 4 is open and pays cat.
fn in_the_middle() -> Stage {
    let stage = Stage::new();
    stage.people(&["ann", "ben/wallet", "cat/passkey", "dan"]);
    stage.found("circle", &["--assets", EUR, "--assets", SHARES], &["ann", "ben", "cat"]);
    stage.found("other", &["--assets", TOKENS], &["dan"]);
    stage.ok(
        "ann",
        &["set-guardians", "--guardians", r#"{"account":{"account":"@dan"}}"#, "--threshold", "1"],
    );
    let acts = r#"[
        {"action":"reserve","amount":"50 EUR","purpose":"The roof","lasts":"60d"},
        {"action":"stream","to":"@ben","asset":"EUR","purpose":"For keeping the books",
         "plan":{"linear":{"units":"3000","unlock":"0","cliff":"0ms","lasts":"30d"}},"every":"1d"},
        {"action":"transfer","to":{"account":{"account":"@ann"}},"amount":"12.5 EUR"},
        {"action":"transfer","to":{"pot":{"dao":"other","pot":0}},"amount":"7 EUR"}]"#;
    stage.ok("ann", &["propose", "--dao", "circle", "--title", ERASED, "--actions", acts]);
    all(&stage, "1");
    let role = r#"[{"action":"define-role","role":1,"name":"Treasurer","duty":"To pay","may":
        ["transfer"],"limits":[{"amount":"10 EUR","per":"7d"}],"for_members":true,"weighs":false}]"#;
    stage.propose("ann", "circle", role);
    all(&stage, "2");
    stage.place.ok(&["advance", "4d"]);
    let give = r#"[{"action":"give-role","role":1,"to":"@cat"}]"#;
    stage.propose("ann", "circle", give);
    all(&stage, "3");
    stage.place.ok(&["advance", "4d"]);
    for proposal in ["1", "2", "3"] {
        assert_eq!(stage.label(proposal), "enacted", "{proposal}");
    }
    let tokens =
        r#"[{"action":"transfer","to":{"pot":{"dao":"circle","pot":0}},"amount":"5 TOK"}]"#;
    stage.propose("operator", "other", tokens);
    stage.last("operator", "4", "for");
    stage.last("dan", "4", "for");
    stage.place.ok(&["advance", "4d"]);
    stage.ok("ben", &["delegate", "--dao", "circle", "--to", "@ann"]);
    let pay = r#"[{"action":"transfer","to":{"account":{"account":"@cat"}},"amount":"40 EUR"}]"#;
    stage.propose("ann", "circle", pay);
    stage.vote("ann", "5", "for");
    stage
}

fn all(stage: &Stage, proposal: &str) {
    for who in ["operator", "ann", "ben", "cat"] {
        let told = stage.act(who, &["vote", "--proposal", proposal, "--choice", "for", "--last"]);
        // The last ones may find it decided.
        assert!(told.code <= 1, "{who}: {}{}", told.out, told.err);
    }
}

/// The folder after it stopped, with the first title erased, and the operator's archive of it.
fn taken(stage: Stage) -> (Place, PathBuf, Json) {
    let told = stage.show(&["proposal", "--proposal", "1"]);
    let title = told["answer"]["title"]["id"].as_str().expect("its id").to_owned();
    let place = stage.stop();
    assert!(holds(&place.data(), ERASED), "the words are in the folder until then");
    let told = place.json(&["erase", &title]);
    assert!(!holds(&place.data(), ERASED), "no file of the folder holds the words any more");
    let again = place.json(&["erase", &title]);
    assert_eq!(told, again, "what was erased stays so, by the same entry");
    let file = place.data().join("circle.archive");
    let out = file.display().to_string();
    let told = place.json(&["export", "--dao", "circle", "--out", &out]);
    (place, file, told)
}

/// Whether a file of a folder holds these words.
fn holds(folder: &Path, words: &str) -> bool {
    let files = std::fs::read_dir(folder).expect("a folder").filter_map(Result::ok);
    let mut bytes = files.filter_map(|file| std::fs::read(file.path()).ok());
    bytes.any(|bytes| bytes.windows(words.len()).any(|part| part == words.as_bytes()))
}

/// A ledger of its own from the archive, with the same people's key files.
fn begun(from: &Place, archive: &Path) -> (Place, Json) {
    let place = Place::new();
    let file = archive.display().to_string();
    let told = place.json(&["import", "dao", &file, "--clock", "manual"]);
    for who in ["ann", "ben", "cat", "dan"] {
        let name = format!("{who}.key");
        std::fs::copy(from.data().join(&name), place.data().join(&name)).expect("a key file");
    }
    // Whoever ran the old ledger is a member like any other here.
    let (operator, olga) = (from.data().join("operator.key"), place.data().join("olga.key"));
    if operator.exists() {
        std::fs::copy(operator, olga).expect("a key file");
    }
    (place, told)
}

fn balances(stage: &Stage, account: &str) -> String {
    stage.text(&["balances", "--account", account])
}

#[test]
fn a_community_goes_on_elsewhere_with_the_same_keys() {
    let stage = in_the_middle();
    let views: Vec<Json> = VIEWS.iter().map(|view| stage.show(view)["answer"].clone()).collect();
    let old = stage.place.json(&["status"]);
    let (old_place, archive, told) = taken(stage);
    assert_eq!(told["of"], "operator");
    assert_eq!(told["left"], json!({ "holdings": 1, "assets": 1 }), "five tokens of another's");
    assert_eq!(told["withheld"], json!({}));
    assert_eq!(told["texts"]["erased"], 1);
    let file = archive.display().to_string();
    let key = told["key"].as_str().expect("a key").to_owned();
    let checked = old_place.json(&["verify", &file, "--trust", &key]);
    assert_eq!(checked, told, "the archive says of itself what the export said");

    let (place, began) = begun(&old_place, &archive);
    assert_ne!(began["began"], old["network"]);
    assert_eq!(began["network"], old["network"]);
    // The old operator's account is a member's here; the new operator has one that nobody had.
    assert_eq!(began["operator_account"], 6);
    assert_eq!(place.ok(&["verify"]).code, 0);
    let stage = Stage::of(place);
    for (before, view) in views.iter().zip(VIEWS) {
        assert_eq!(&stage.show(view)["answer"], before, "{view:?}");
    }
    let title = stage.show(&["proposal", "--proposal", "1"])["answer"]["title"].clone();
    assert_eq!(title["erased"], true, "{title}");
    let treasury = stage.show(&["treasury", "--dao", "circle"]).to_string();
    assert!(!treasury.contains("TOK") && treasury.contains("EUR"), "{treasury}");

    // The same keys vote on what was open, it closes at its time and pays.
    stage.vote("ben", "5", "for");
    stage.vote("cat", "5", "abstain");
    stage.vote("olga", "5", "for");
    let before = balances(&stage, "@ben");
    stage.place.ok(&["advance", "5d"]);
    assert_eq!(stage.label("5"), "enacted");
    let cat = balances(&stage, "@cat");
    assert!(cat.contains("40 EUR"), "{cat}");
    assert_ne!(balances(&stage, "@ben"), before, "the stream is paid in its rhythm");
    // Whoever held a role holds it, and new things get numbers that nothing ever had.
    let act = r#"[{"action":"transfer","to":{"account":{"account":"@dan"}},"amount":"3 EUR"}]"#;
    stage.ok("cat", &["act-by-role", "--dao", "circle", "--role", "1", "--actions", act]);
    stage.words("ann", "circle", "we are here now");
    assert_eq!(stage.label("6"), "open");
    stage.people(&["eve"]);
    let eve = stage.show(&["account", "--account", "@eve"]);
    assert_eq!(eve["answer"]["account"], 7);

    // The new ledger starts again, replays, and lets the community go on to a third.
    let place = stage.stop();
    assert_eq!(place.ok(&["verify"]).code, 0);
    let second = place.data().join("again.archive");
    let out = second.display().to_string();
    let told = place.json(&["export", "--dao", "circle", "--out", &out]);
    assert_eq!(told["texts"]["erased"], 1);
    let ballots = told["ballots"].as_u64().expect("a count");
    assert!(ballots > checked["ballots"].as_u64().expect("a count"), "{told} {checked}");
    let (third, _) = begun(&old_place, &second);
    assert_eq!(third.ok(&["verify"]).code, 0);
    let stage = Stage::of(third);
    stage.vote("ben", "6", "for");
    // Killed before any snapshot, it starts from the archive and its own log.
    let stage = Stage::of(stage.kill());
    assert_eq!(stage.tally("6")["voters"], 1);
    let title = stage.show(&["proposal", "--proposal", "1"])["answer"]["title"].clone();
    assert_eq!(title["erased"], true, "{title}");
}

#[test]
fn what_was_signed_for_the_old_ledger_is_void_on_the_new_one() {
    let stage = in_the_middle();
    let paper = stage.place.data().join("together.json");
    let paper = paper.display().to_string();
    let found = [
        "found",
        "--handle",
        "late",
        "--name",
        "Late",
        "--purpose",
        "P",
        "--joining",
        "invitation",
        "--manner",
        "small-circle",
        "--with",
        "@dan",
        "--payload-out",
        &paper,
    ];
    stage.ok("ann", &found);
    let key = stage.key("dan");
    stage.place.ok(&["key", "sign", &paper, "--yes", "--key-file", &key]);
    let key = stage.key("ann");
    stage.place.ok(&["key", "sign", &paper, "--yes", "--key-file", &key]);
    let (old, archive, _) = taken(stage);
    let (place, _) = begun(&old, &archive);
    let stage = Stage::of(place);
    let told = stage.place.run(&["--json", "submit", &paper]);
    assert_eq!(told.code, 1, "{}{}", told.out, told.err);
    assert_eq!(told.json()["name"], "wrong-network");
}

#[test]
fn a_reader_takes_what_they_may_read_and_an_outsider_nothing() {
    let stage = in_the_middle();
    stage.found("closed", &["--visibility", "members"], &[]);
    let out_of =
        |who: &str| stage.place.data().join(format!("{who}.archive")).display().to_string();
    let export = |who: &str, dao: &str, lang: &str| {
        let (key, out) = (stage.key(who), out_of(who));
        let words = ["--json", "--lang", lang, "export", "--dao", dao, "--out", &out];
        stage.place.run(&[&words[..], &["--key-file", &key]].concat())
    };
    // A closed community is to an outsider as one that was never there.
    for (lang, words) in [("en", "no such"), ("he", "אין")] {
        let closed = export("ann", "closed", lang);
        let nothing = export("ann", "nothing-at-all", lang);
        assert_eq!((closed.code, &closed.err), (nothing.code, &nothing.err), "{lang}");
        assert_ne!(closed.code, 0);
        let told = closed.err.to_lowercase();
        assert!(told.contains(words) || told.contains("hint"), "{told}");
    }
    let told = export("ann", "circle", "en");
    assert_eq!(told.code, 0, "{}{}", told.out, told.err);
    let anns = told.json();
    assert_eq!((&anns["of"], anns["withheld"]["guards"].as_u64()), (&json!("reader"), None));
    let bens = export("ben", "circle", "en").json();
    assert_eq!(bens["withheld"]["guards"], 1, "who helps ann back in is nobody else's business");
    let (here, there) = (bens["rows"]["members"].clone(), anns["rows"]["members"].clone());
    assert_eq!(here, there);
    // What is withheld keeps nobody from going on.
    let place = Place::new();
    place.ok(&["import", "dao", &out_of("ben"), "--clock", "manual"]);
    assert_eq!(place.ok(&["verify"]).code, 0);
}

/// An archive that somebody changed and sealed again with the old ledger's own key.
fn forged(old: &Place, archive: &Archive, change: impl FnOnce(&mut Archive)) -> Vec<u8> {
    let node = DataDir::open(&old.data()).expect("the old folder").node;
    let mut archive = archive.clone();
    change(&mut archive);
    archive.seal_and_write(|message| node.sign_message(message).expect("an Ed25519 key"))
}

#[test]
fn whatever_is_changed_in_an_archive_is_named() {
    let (old, file, _) = taken(in_the_middle());
    let bytes = std::fs::read(&file).expect("the archive");
    let archive = archive::open(&bytes, None).expect("it holds");
    let again = forged(&old, &archive, |_| ());
    assert_eq!(again, bytes, "the same ledger gives the same bytes");

    for at in (0..200).chain((200..bytes.len()).step_by(97)).chain(bytes.len() - 120..bytes.len()) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        let why = archive::open(&flipped, None).expect_err("a flipped byte");
        let named = match &why {
            ArchiveError::NotOne => at < 16,
            ArchiveError::Damaged { part, to } => (part.from..*to).contains(&(at as u64)),
            ArchiveError::Cut { part, .. } => (part.from..part.from + 9).contains(&(at as u64)),
            _ => false,
        };
        assert!(named, "byte {at}: {why}");
        let why = archive::open(&bytes[..at], None).expect_err("a cut");
        assert!(matches!(why, ArchiveError::Cut { .. }) || at == 0, "cut at {at}: {why}");
    }

    let row_of = |archive: &Archive, name: &str| {
        let named = |of: &archive::format::TableRows| archive::format::table_name(of.table) == name;
        archive.rows.iter().position(named).unwrap_or_else(|| panic!("no rows of {name}"))
    };
    type Change<'a> = Box<dyn FnOnce(&mut Archive) + 'a>;
    let cases: Vec<(&str, &str, Change<'_>)> = vec![
        (
            "a value",
            "wrong-rows",
            Box::new(|it| {
                let place = row_of(it, "balances");
                let value = &mut it.rows[place].rows[0].value;
                *value.last_mut().expect("some bytes") ^= 1;
            }),
        ),
        (
            "a row less",
            "wrong-rows",
            Box::new(|it| {
                let place = row_of(it, "members");
                it.rows[place].rows.pop();
            }),
        ),
        (
            "a salt",
            "wrong-rows",
            Box::new(|it| {
                let place = row_of(it, "charters");
                it.rows[place].rows[0].salt = Some([7; 32]);
            }),
        ),
        (
            "a proof",
            "wrong-rows",
            Box::new(|it| {
                let place = row_of(it, "heads");
                it.rows[place].proof.push(2);
            }),
        ),
        ("a table's content", "wrong-root", Box::new(|it| it.tables[3].1[0] ^= 1)),
        ("a table less", "wrong-root", Box::new(|it| it.tables.truncate(5))),
        ("another ledger", "other-header", Box::new(|it| it.genesis.salt.0[0] ^= 1)),
        ("another header", "other-header", Box::new(|it| it.header.network.0[0] ^= 1)),
        ("another height", "wrong-seal", Box::new(|it| it.header.height += 1)),
        ("newer rules", "wrong-seal", Box::new(|it| it.header.rules += 1)),
        (
            "a text",
            "wrong-text",
            Box::new(|it| {
                for (_, text) in &mut it.texts {
                    if let archive::Text::Present { words, .. } = text {
                        words.push('!');
                    }
                }
            }),
        ),
        ("a ballot", "wrong-ballots", Box::new(|it| drop(it.ballots[0].rows.pop()))),
        ("no ballots", "wrong-ballots", Box::new(|it| drop(it.ballots.remove(0)))),
        ("another community", "incomplete", Box::new(|it| it.dao.0 += 7)),
        (
            "a row that stays",
            "incomplete",
            Box::new(|it| {
                let place = row_of(it, "daos");
                it.rows[place].rows[0].fate = Fate::Left;
            }),
        ),
    ];
    for (what, name, change) in cases {
        let why = archive::open(&forged(&old, &archive, change), None).expect_err(what);
        assert_eq!(why.name(), name, "{what}: {why}");
    }
    let mut unsealed = archive.clone();
    let bytes = unsealed.seal_and_write(|_| [1; 64]);
    let why = archive::open(&bytes, None).expect_err("sealed by nobody");
    assert_eq!(why, ArchiveError::WrongSeal { part: "archive" });
    // A row that would be taken and is a law's, and one more member than heads.
    let without = forged(&old, &archive, |it| {
        let place = row_of(it, "handles");
        it.rows[place].rows.iter_mut().for_each(|row| row.fate = Fate::Left);
    });
    let lawless = archive::open(&without, None).expect("every row is proven");
    let why = archive::check::laws(&lawless, &aluma_core::registry::REGISTRY);
    assert_eq!(why.map_err(|why| why.name()), Err("incomplete"));
}

#[test]
fn refusals_name_what_is_wrong_in_both_languages() {
    let (old, file, told) = taken(in_the_middle());
    let bytes = std::fs::read(&file).expect("the archive");
    let cut = old.file("cut.archive", &bytes[..bytes.len() / 2]).display().to_string();
    let mut flipped = bytes.clone();
    let middle = bytes.len() / 2;
    flipped[middle] ^= 1;
    let flipped = old.file("flipped.archive", flipped).display().to_string();
    let nothing = old.file("nothing.archive", "a letter").display().to_string();
    let file = file.display().to_string();
    let other = format!("ed25519:{}", "11".repeat(32));
    let taken = &["import", "dao", file.as_str()][..];
    for (words, code, name, exit) in [
        (&["verify", cut.as_str()][..], 9202, "archive-cut", 4),
        (&["verify", &flipped], 9203, "archive-damaged", 4),
        (&["verify", &nothing], 9201, "archive-not-one", 4),
        (&["verify", &file, "--trust", &other], 9205, "archive-other-key", 4),
        (taken, 9214, "archive-folder-taken", 1),
    ] {
        let said = |lang: &str| -> Told { old.run(&[&["--json", "--lang", lang], words].concat()) };
        let (en, he) = (said("en"), said("he"));
        for told in [&en, &he] {
            assert_eq!(told.code, exit, "{words:?}: {}{}", told.out, told.err);
            assert_eq!((&told.json()["code"], &told.json()["name"]), (&json!(code), &json!(name)));
            assert!(told.json()["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
        }
        let is_hebrew = |text: &Json| text.to_string().chars().any(|c| ('א'..='ת').contains(&c));
        assert!(is_hebrew(&he.json()["detail"]) && is_hebrew(&he.json()["hint"]), "{he:?}");
        assert!(!is_hebrew(&en.json()["detail"]), "{en:?}");
    }
    // Nothing of a damaged archive becomes a ledger.
    let place = Place::new();
    for wrong in [&cut, &flipped, &nothing] {
        assert_eq!(place.run(&["import", "dao", wrong]).code, 4);
        assert!(!place.data().join("genesis").exists());
    }
    // A birth that was cut off is begun again.
    std::fs::create_dir_all(place.data()).expect("a folder");
    std::fs::write(place.data().join("origin.archive"), "half of").expect("written");
    std::fs::write(place.data().join("operator.key"), "half of").expect("written");
    let trust = told["key"].as_str().expect("a key");
    place.ok(&["import", "dao", &file, "--trust", trust]);
    // A ledger whose archive was changed afterwards says so, and does not start.
    let origin = place.data().join("origin.archive");
    let mut changed = std::fs::read(&origin).expect("it is kept");
    changed[middle] ^= 1;
    std::fs::write(&origin, &changed).expect("written");
    let told = place.run(&["verify"]);
    assert_eq!(told.code, 4, "{}{}", told.out, told.err);
    assert!(told.err.contains("origin.archive"), "{}", told.err);
}

/// The fields that ERC-4824 gives each object of its documents, and which of them must be there.
fn holds_to(schema: &[(&str, bool)], object: &Json, what: &str) {
    let fields = object.as_object().unwrap_or_else(|| panic!("{what}: no object: {object}"));
    for (name, needed) in schema {
        assert!(!needed || fields.contains_key(*name), "{what} lacks {name}: {object}");
    }
    for (name, value) in fields {
        let is_known = schema.iter().any(|(known, _)| known == name);
        assert!(is_known, "{what} has {name}, which the standard does not know");
        let is_empty = value.is_null() || value == "";
        assert!(!is_empty, "{what}: {name} has no value and is to be left out");
    }
}

#[test]
fn the_documents_of_erc_4824_hold_to_its_fields() {
    let (old, _, _) = taken(in_the_middle());
    let folder = old.data().join("documents");
    let out = folder.display().to_string();
    old.ok(&["export", "--dao", "circle", "--format", "erc4824", "--out", &out]);
    let read = |name: &str| -> Json {
        let text = std::fs::read_to_string(folder.join(name)).expect(name);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let dao = read("dao.json");
    let uris = ["membersURI", "proposalsURI", "activityLogURI", "governanceURI", "contractsURI"];
    let mut schema =
        vec![("@context", true), ("type", true), ("name", true), ("description", true)];
    schema.extend(uris.map(|uri| (uri, true)));
    holds_to(&schema, &dao, "the DAO");
    assert_eq!((&dao["name"], &dao["description"]), (&json!("Circle"), &json!("To try")));
    for uri in uris {
        let file = dao[uri].as_str().expect("a name");
        assert!(folder.join(file).is_file(), "{uri} points to {file}");
    }
    let list = |file: &str, name: &str| -> Vec<Json> {
        let document = read(file);
        let schema = [("@context", true), ("type", true), ("name", true), (name, true)];
        holds_to(&schema, &document, file);
        assert_eq!(document["@context"], "https://www.daostar.org/schemas");
        assert_eq!(document["type"], "DAO");
        document[name].as_array().expect("a list").clone()
    };
    let member = [("type", true), ("id", true), ("name", false)];
    let members = list("members.json", "members");
    assert_eq!(members.len(), 4, "the operator, ann, ben and cat; dan is no member");
    members.iter().for_each(|one| holds_to(&member, one, "a member"));
    let ids: Vec<&Json> = members.iter().map(|one| &one["id"]).collect();

    let proposals = list("proposals.json", "proposals");
    assert_eq!(proposals.len(), 4);
    for one in &proposals {
        let schema = ["type", "id", "contentURI", "status", "calls"].map(|name| (name, true));
        holds_to(&[&schema[..], &[("name", false)]].concat(), one, "a proposal");
        assert_eq!(one["type"], "proposal");
        let id = one["id"].as_str().expect("an id");
        let (address, number) = id.split_once("?proposalId=").expect("CAIP-10 and a counter");
        assert!(number.parse::<u64>().is_ok());
        // CAIP-10: namespace, reference of at most 32 characters, address.
        let parts: Vec<&str> = address.split(':').collect();
        assert!(parts.len() == 3 && parts[0] == "aluma" && parts[1].len() == 32, "{address}");
        for call in one["calls"].as_array().expect("calls") {
            let schema = ["type", "operation", "from", "to", "value", "data"];
            holds_to(&schema.map(|name| (name, true)), call, "a call");
        }
        assert!(folder.join(one["contentURI"].as_str().expect("a file")).is_file());
    }
    let erased = &proposals[0];
    assert!(erased.get("name").is_none(), "its title was erased: {erased}");
    assert_eq!(erased["status"], "enacted");
    assert_eq!(erased["calls"].as_array().map(Vec::len), Some(4));
    assert_eq!(proposals[3]["status"], "open");

    let activities = list("activity-log.json", "activities");
    for one in &activities {
        let schema = ["id", "type", "proposal", "member"].map(|name| (name, true));
        holds_to(&schema, one, "an activity");
        holds_to(&[("type", true), ("id", true)], &one["proposal"], "its proposal");
        holds_to(&member, &one["member"], "its member");
        assert!(ids.contains(&&one["member"]["id"]), "{one}");
    }
    let voted = activities.iter().filter(|one| one["id"].to_string().contains("vote-")).count();
    assert!(voted >= 10, "ballots that left the state are told, too: {voted}");
    let contracts = list("contracts.json", "contracts");
    let symbols: Vec<&Json> = contracts.iter().map(|one| &one["name"]).collect();
    assert_eq!(symbols, [&json!("EUR"), &json!("SH")]);
    let rules = std::fs::read_to_string(folder.join("governance.md")).expect("the charter");
    assert!(rules.starts_with("# Circle\n\n## "), "{}", &rules[..80]);
    let all = std::fs::read_dir(folder.join("proposals")).expect("a folder").count();
    assert_eq!(all, 4);
}
