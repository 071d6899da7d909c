//! Backups of a ledger that runs and is written to, restored elsewhere.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use aluma_client::secret::OneTime;
use aluma_client::{Author, Client, Http, Wish};
use aluma_core::registry::REGISTRY;
use aluma_node::backup::Manifest;
use serde_json::json;

use crate::evening::Evening;
use crate::support::{Place, Running, Told};

/// Votes that are sent a second, by all together.
const VOTES_A_SECOND: u32 = 100;
const VOTERS: u64 = 10;

fn words<'a>(words: &[&'a str], more: &'a Path) -> Vec<&'a str> {
    let mut all = words.to_vec();
    all.push(more.to_str().expect("a path"));
    all
}

fn beside(place: &Place, name: &str) -> PathBuf {
    place.data().with_file_name(name)
}

/// What was promised so far, and whether it is enough.
type Log<'a> = (&'a Mutex<Vec<String>>, &'a AtomicBool);

fn client(running: &str) -> Client {
    Client::new(Box::new(Http::new(running)), &REGISTRY)
}

/// People of one community, and the number of a proposal that is open.
fn voters(place: &Place, running: &Running) -> (Evening, u64) {
    let code = place.json(&["do", "invite", "--uses", "1", "--valid-for", "1d"]);
    let code = OneTime::parse(code["secret"].as_str().expect("a code")).expect("a secret");
    let evening = Evening::of(client(&running.address), &code, VOTERS);
    let act = json!([{ "action": "resolve", "text": "We begin" }]);
    let fields = json!({ "dao": evening.dao, "title": "Begin", "actions": act });
    let proposal = evening.act(1, "propose", fields).expect("its number");
    (evening, proposal)
}

fn choice(proposal: u64, choice: &str) -> Wish<'static> {
    Wish::new("vote", json!({ "proposal": proposal, "choice": choice, "last": false }))
}

/// One person's votes, changing their mind each time, until all is over; the ids of what was
/// promised are noted as soon as the promise is here.
fn vote(author: &Author, proposal: u64, client: &Client, (promised, over): Log<'_>) {
    let pace = Duration::from_secs(1) * u32::try_from(VOTERS).expect("few") / VOTES_A_SECOND;
    let mut next = Instant::now();
    for mind in ["for", "against"].iter().cycle() {
        if over.load(Ordering::Acquire) {
            return;
        }
        let wish = choice(proposal, mind);
        let mut prepared = author.prepare(client, &wish).expect("a vote");
        let signed = author.sign(client, &mut prepared).expect("signed");
        // Promised, not waited for: the block may come after the backup.
        let answer = client.hand_in(&signed, 0).expect("promised");
        promised.lock().expect("a list").push(answer.id);
        next += pace;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
}

#[test]
fn what_was_promised_before_a_backup_began_is_in_it_while_votes_go_on() {
    let (place, other) = (Place::new(), Place::new());
    let running = Running::on(&place, &[]);
    let (evening, proposal) = voters(&place, &running);
    let (promised, over) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let to = beside(&place, "copy");
    let (before, began) = std::thread::scope(|scope| {
        for author in &evening.people {
            let (url, log) = (&running.address, (&promised, &over));
            scope.spawn(move || vote(author, proposal, &client(url), log));
        }
        let begin = Instant::now();
        while promised.lock().expect("a list").len() < VOTES_A_SECOND as usize {
            assert!(begin.elapsed() < Duration::from_secs(60), "no votes come");
            std::thread::sleep(Duration::from_millis(5));
        }
        let before = promised.lock().expect("a list").clone();
        let began = Instant::now();
        let told = place.run(&words(&["--json", "backup"], &to));
        let took = began.elapsed();
        over.store(true, Ordering::Release);
        assert_eq!(told.code, 0, "{}", told.err);
        assert!(told.err.contains("can seal blocks in this ledger's name"), "{}", told.err);
        (before, took)
    });
    let all = promised.into_inner().expect("a list").len();
    println!(
        "{} votes promised before, {} while the copy of {began:?} was made",
        before.len(),
        all - before.len()
    );
    drop(running);
    let told = other.json(&words(&["restore"], &to));
    assert_eq!(told["secrets"], true);
    assert_eq!(other.ok(&["verify"]).code, 0);
    // The restored ledger goes on: what only its journal held is decided now.
    let restored = Running::on(&other, &[]);
    let (client, begin) = (client(&restored.address), Instant::now());
    for id in &before {
        // The index comes up a moment after the ledger answers; until then it knows of nothing.
        while !client.transaction(id).is_ok_and(|told| told.height.is_some()) {
            assert!(begin.elapsed() < Duration::from_secs(60), "{id} was promised and is gone");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    client.act(&evening.people[3], &choice(proposal, "abstain")).expect("it goes on");
    drop(restored);
    other.ok(&["verify"]);
}

/// A stopped ledger with some history.
fn some_ledger() -> Place {
    let place = Place::new();
    let running = Running::on(&place, &[]);
    place.ok(&[
        "do",
        "found",
        "--handle",
        "circle",
        "--name",
        "Circle",
        "--purpose",
        "To try",
        "--joining",
        "invitation",
        "--manner",
        "small-circle",
    ]);
    assert_eq!(running.stop(), Some(0));
    place
}

fn refused(told: &Told, code: i32, why: &str) {
    assert_eq!(told.code, code, "{}", told.err);
    assert!(told.err.contains(why), "{why}: {}", told.err);
    assert!(told.err.contains("\nhint: "), "{}", told.err);
}

#[test]
fn nothing_is_written_over_and_nothing_half_is_restored() {
    let place = some_ledger();
    let to = beside(&place, "copy");
    refused(&Place::new().run(&words(&["backup"], &to)), 3, "no ledger in");
    place.ok(&words(&["backup"], &to));
    refused(&place.run(&words(&["backup"], &to)), 1, "is there already");
    let file = place.file("taken", "mine");
    refused(&place.run(&words(&["backup"], &file)), 1, "is there already");
    refused(&place.run(&words(&["restore"], &to)), 1, "is there already");
    let other = Place::new();
    refused(&other.run(&words(&["restore"], &beside(&place, "nothing"))), 4, "is no backup");
    refused(&other.run(&words(&["restore"], &place.data())), 4, "is no backup");
    let manifest = Manifest::read(&to).expect("a manifest");
    for file in &manifest.files {
        let path = to.join(&file.path);
        let whole = std::fs::read(&path).expect("a file");
        std::fs::remove_file(&path).expect("a file");
        refused(&other.run(&words(&["restore"], &to)), 4, &format!("{}: missing", path.display()));
        std::fs::write(&path, &whole[..whole.len() - 1]).expect("a file");
        refused(&other.run(&words(&["restore"], &to)), 4, "were written");
        let mut changed = whole.clone();
        changed[whole.len() / 2] ^= 1;
        std::fs::write(&path, changed).expect("a file");
        refused(&other.run(&words(&["restore"], &to)), 4, "not those that were written");
        std::fs::write(&path, whole).expect("a file");
        assert!(!other.data().exists(), "{}", file.path);
    }
    other.ok(&words(&["restore"], &to));
    assert_eq!(place.json(&["verify"])["head"], other.json(&["verify"])["head"]);
}

#[test]
fn a_manifest_that_fits_changed_blocks_does_not_make_them_a_ledger() {
    let place = some_ledger();
    let (to, log) = (beside(&place, "copy"), "blocks.log");
    place.ok(&words(&["backup"], &to));
    let mut manifest = Manifest::read(&to).expect("a manifest");
    // The last record and all that its framing says of it is gone, as if it had never been.
    let mut bytes = std::fs::read(to.join(log)).expect("the log");
    bytes.truncate(20);
    std::fs::write(to.join(log), &bytes).expect("the log");
    let entry = manifest.files.iter_mut().find(|file| file.path == log).expect("the log");
    (entry.hash, entry.bytes) = (aluma_types::sha256(&[&bytes]), 20);
    std::fs::write(to.join("manifest"), manifest.to_text()).expect("the manifest");
    let other = Place::new();
    refused(&other.run(&words(&["restore"], &to)), 4, "it does not replay");
    assert!(!other.data().exists());
}

#[test]
fn a_copy_without_secrets_verifies_and_goes_on_where_they_are_put_beside_it() {
    let place = some_ledger();
    let (to, other) = (beside(&place, "copy"), Place::new());
    let told = place.json(&words(&["backup", "--without-secrets"], &to));
    assert_eq!(told["secrets"], false);
    let secrets = ["operator.key", "node.key", "beacon.seed"];
    assert!(secrets.iter().all(|name| !to.join(name).exists()) && !to.join("keys").exists());
    other.ok(&words(&["restore"], &to));
    other.ok(&["verify"]);
    assert_eq!(other.run(&["up", "--listen", "127.0.0.1:0"]).code, 4);
    for name in secrets {
        std::fs::copy(place.data().join(name), other.data().join(name)).expect("a secret");
    }
    assert_eq!(Running::on(&other, &[]).stop(), Some(0));
}

/// A kill between making the folder and marking it leaves an empty one, which blocked all later backups.
#[test]
fn an_empty_folder_of_a_killed_backup_is_in_nobodys_way_and_a_full_one_is_kept() {
    let place = some_ledger();
    let (to, part) = (beside(&place, "copy"), beside(&place, "copy.part"));
    std::fs::create_dir(&part).expect("a folder");
    std::fs::write(part.join("mine"), "kept").expect("a file");
    assert_ne!(place.run(&words(&["backup"], &to)).code, 0);
    assert!(part.join("mine").exists() && !to.exists());
    std::fs::remove_file(part.join("mine")).expect("a file");
    place.ok(&words(&["backup"], &to));
    assert!(to.exists() && !part.exists());
}

#[test]
fn two_do_not_go_on_from_one_key_on_one_machine() {
    let place = some_ledger();
    let (to, other) = (beside(&place, "copy"), Place::new());
    let running = Running::on(&place, &[]);
    place.ok(&words(&["backup"], &to));
    let told = other.ok(&words(&["restore"], &to));
    assert!(told.err.contains("runs on this machine: http"), "{}", told.err);
    refused(&other.run(&["up", "--listen", "127.0.0.1:0"]), 1, "was restored from runs");
    drop(running);
    assert_eq!(Running::on(&other, &[]).stop(), Some(0));
}

#[test]
fn a_kill_in_the_middle_leaves_nothing_that_looks_whole() {
    let place = some_ledger();
    // Long enough to be killed in: what no ledger reads is copied with the keys all the same.
    let keys = place.data().join("keys");
    std::fs::create_dir_all(&keys).expect("a folder");
    std::fs::write(keys.join("long.key"), vec![7; 64 << 20]).expect("a file");
    let to = beside(&place, "copy");
    let mut seen = [0, 0];
    for after_ms in [0, 2, 4, 8, 16, 24, 32, 48, 64, 96, 128, 256, 512, 20_000] {
        let mut child = place.command(&words(&["backup"], &to)).spawn().expect("the binary runs");
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_millis(after_ms)
            && child.try_wait().expect("a child").is_none()
        {
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = child.kill();
        child.wait().expect("it ends");
        let is_there = to.exists();
        seen[usize::from(is_there)] += 1;
        let (other, part) = (Place::new(), beside(&place, "copy.part"));
        if is_there {
            other.ok(&words(&["restore"], &to));
            std::fs::remove_dir_all(&to).expect("the copy");
        } else if part.exists() && !part.join("manifest").exists() {
            refused(&other.run(&words(&["restore"], &part)), 4, "is no backup");
        }
    }
    assert!(seen[0] > 0 && seen[1] > 0, "killed too late or too early: {seen:?}");
}
