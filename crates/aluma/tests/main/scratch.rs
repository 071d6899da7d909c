//! An action that was added as `docs/adding-an-action.md` says, and nothing else, is at every door:
//! nobody had to tell them of it.

use std::ffi::OsString;
use std::time::{Duration, Instant};

use aluma::door::{self, Door};
use aluma::options::Options;
use aluma::{paper, root, run_by};
use aluma_core::kernel::action::Registry;
use aluma_core::testing::scratch;
use aluma_node::ClockMode;
use aluma_node::data::Birth;
use aluma_sim::counts::Counts;
use aluma_store::Store;
use aluma_text::{Lang, Voice, sentence, sentence_faults};
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::Catalog;
use aluma_types::value::Value;
use aluma_types::{AccountId, AssetId, Hash32, Signer, Timestamp};
use aluma_verify::eip712::Schema;
use serde_json::{Value as Json, json};

use crate::support::Place;

const PAGE: &str = include_str!("../../../../docs/adding-an-action.md");
const FILE: &str = include_str!("../../../aluma-core/src/testing/wave.rs");

/// What stands on the page between two marks.
fn between<'a>(open: &str, close: &str) -> &'a str {
    let (_, rest) = PAGE.split_once(open).expect("the page has the mark");
    rest.split_once(close).expect("and its end").0
}

#[test]
fn the_page_says_what_is_tested() {
    assert_eq!(between("```rust\n", "```"), FILE, "the page's file and testing/wave.rs differ");
    let line = format!("action::<identity::actions::Wave>({}),", scratch::NUMBER);
    assert!(PAGE.contains(&line), "the page's line in registry.rs is not `{line}`");
}

#[test]
fn the_command_line_and_the_documents_have_it() {
    let rules = scratch::registry();
    let mut command = root::command(rules);
    command.build();
    let verbs = command.find_subcommand_mut("do").expect("do");
    let wave = verbs.find_subcommand_mut("wave").expect("wave");
    let help = wave.render_long_help().to_string();
    for part in ["Greets somebody", "--to", "Whom"] {
        assert!(help.contains(part), "{part} is not in:\n{help}");
    }
    let document = |what| paper::document(rules, what);
    assert!(document("numbers").contains("action 19 wave\n"));
    assert!(document("cli").contains("## `aluma do wave`"));
    let actions = document("actions");
    for part in ["## `wave`", "נפנוף", "> Wave to { $to }.", "> לנופף אל { $to }."] {
        assert!(actions.contains(part), "{part}");
    }
    let openapi: Json = serde_json::from_str(&document("openapi")).expect("JSON");
    assert!(openapi.to_string().contains("Greets somebody"), "the API's description lacks it");
}

#[test]
fn people_and_wallets_read_it() {
    assert_eq!(sentence_faults(scratch::SPEC), Vec::<String>::new());
    let said = |lang| sentence(Voice::plain(lang), scratch::SPEC, &[Value::Uint(1)], &Nobody);
    assert!(said(Lang::En).starts_with("Wave to "), "{}", said(Lang::En));
    assert!(said(Lang::He).starts_with("לנופף אל "), "{}", said(Lang::He));
    let signer = Signer::Key { account: AccountId(1), key: 0 };
    let typed = Schema::new(scratch::SPEC, &signer).expect("a wallet can show it").encode_type();
    assert!(typed.starts_with("Wave("), "{typed}");
}

struct Nobody;

impl Lookup for Nobody {
    fn body(&self, _: &Hash32) -> BodyText {
        BodyText::Missing
    }

    fn asset(&self, _: AssetId) -> Option<(String, u8)> {
        None
    }

    fn catalog(&self) -> &dyn Catalog {
        scratch::registry()
    }
}

/// Opens a ledger of these rules in the folder, by the way that commands take.
fn with_ledger(rules: &'static Registry, place: &Place, look: impl FnOnce(&Door)) {
    let words = words(place, &["status"]);
    let matches = root::command(rules).try_get_matches_from(words).expect("a command");
    let options = Options::of(rules, &matches);
    let birth = Birth { beacon_length: 4_096, ..Birth::at(Timestamp(1_700_000_000_000)) };
    let settings = door::settings(&options, ClockMode::Simulated, Some(birth));
    let door = Door::local(&options, settings).expect("it opens");
    look(&door);
    door.close();
    settled(place);
}

/// Waits until nobody has the folder open: in one process a closed door's threads end after it.
fn settled(place: &Place) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Store::lock_holder(&place.data()).is_some() {
        assert!(Instant::now() < deadline, "the folder stays open");
        std::thread::yield_now();
    }
}

fn words(place: &Place, words: &[&str]) -> Vec<OsString> {
    let data = place.data();
    let head = ["aluma".into(), "--data".into(), data.into_os_string()];
    head.into_iter().chain(words.iter().map(OsString::from)).collect()
}

#[test]
fn it_is_signed_handed_in_and_verified() {
    let (rules, place) = (scratch::registry(), Place::new());
    with_ledger(rules, &place, |door| {
        let listed = door.client.get("/v1/actions").expect("an answer").to_string();
        assert!(listed.contains("\"wave\""), "{listed}");
        let described = door.client.get("/v1/openapi.json").expect("an answer").to_string();
        assert!(described.contains("Greets somebody"));
    });
    let wave = |to: &str| {
        let code = run_by(rules, words(&place, &["--key", "operator", "do", "wave", "--to", to]));
        settled(&place);
        code
    };
    assert_eq!(wave("1"), 0, "done");
    assert_eq!(wave("77"), 1, "refused: nobody is there");
    assert_eq!(run_by(rules, words(&place, &["verify"])), 0);
    with_ledger(rules, &place, |door| {
        let block = |height: u64| door.client.view("block", &json!({ "height": height }));
        for (height, ended) in [(1, "done"), (2, "refused")] {
            let told = block(height).expect("a block");
            assert_eq!(told["receipts"][0]["status"], ended, "{told}");
        }
    });
}

#[test]
fn the_simulator_tries_it_and_counts() {
    let mut counts = Counts::default();
    for seed in 1..=40 {
        let options = aluma_sim::Options { seed, blocks: 60, ..aluma_sim::Options::default() };
        let report = aluma_sim::cli::simulate(&options, scratch::registry());
        assert!(report.broken.is_none(), "{}", report.text());
        counts.merge(&report.counts);
        let count = &counts.actions["wave"];
        if count.accepted > 0 && !count.refused.is_empty() {
            return;
        }
    }
    panic!("{:?}", counts.actions["wave"]);
}
