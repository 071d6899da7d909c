//! The power cut before, in and after each single step to the disk of a short life: birth, promises,
//! texts, blocks, snapshot, stop and a second start.

use std::path::Path;
use std::time::Duration;

use aluma_core::identity::OPERATOR;
use aluma_core::registry::REGISTRY;
use aluma_node::{DataDir, Node, NodeError, Outcome, Submission};
use aluma_store::disk::{Cut, Watch, When};
use aluma_types::codec::Canon;
use aluma_types::{Act, Body, DaoId, Hash32, Payload, Signer, Span};
use aluma_verify::bodies::BodyText;

use crate::support::{START, add_key, id_of, sign, try_open};

/// What somebody hands in, one after the other.
const ACTS: u64 = 3;

/// A poll of a community that is not there: refused, with three texts.
fn with_texts(dir: &Path, node: &Node, nonce: u64) -> Submission {
    let data = DataDir::open(dir).expect("the folder holds a ledger");
    let texts: Vec<BodyText> = ["Which evening?", "Monday", "Sunday"]
        .iter()
        .map(|text| BodyText {
            salt: [u8::try_from(nonce % 251).unwrap_or(0); 32],
            text: (*text).into(),
        })
        .collect();
    let told = |place: usize| {
        let text = &texts[place];
        Body::<200>::of(&text.salt, &text.text).expect("a short text").to_bytes()
    };
    let (dao, lasts) = (DaoId(99).to_bytes(), Span::days(1).to_bytes());
    let parts: [&[u8]; 9] = [&dao, &told(0), &[0], &[2], &told(1), &told(2), &[1, 1], &lasts, &[0]];
    let number = REGISTRY.actions.iter().find(|entry| entry.spec.name == "poll");
    let act = Act { number: number.expect("it is listed").number, body: parts.concat() };
    let payload = Payload {
        network: data.genesis.network(),
        signer: Signer::Key { account: OPERATOR, key: 0 },
        nonce,
        valid_until: node.now().after(Span::hours(1)),
        act,
    };
    Submission { transaction: sign(&data, payload).to_bytes(), bodies: texts }
}

/// What somebody knows of what they handed in.
#[derive(Clone)]
struct Known {
    submission: Submission,
    is_promised: bool,
    receipt: Option<Hash32>,
}

/// A life that goes on after each restart where it stood.
#[derive(Default)]
struct Life {
    known: Vec<Known>,
}

impl Life {
    /// Hands in what is left to do, until it is done or the power goes; true where all is done.
    fn go_on(&mut self, dir: &Path, node: &Node) -> bool {
        for place in 0..ACTS {
            let known = match self.known.get(place as usize) {
                Some(known) => known.clone(),
                None => {
                    let nonce = START.0 + place;
                    let submission = match place {
                        1 => with_texts(dir, node, nonce),
                        _ => add_key(dir, node, nonce),
                    };
                    let known = Known { submission, is_promised: false, receipt: None };
                    self.known.push(known.clone());
                    known
                }
            };
            if known.receipt.is_some() {
                continue;
            }
            let Ok(promise) = node.submit(known.submission) else { return false };
            let slot = &mut self.known[place as usize];
            slot.is_promised = node.halted().is_none();
            // While the power is there a block comes at once.
            loop {
                match node.wait(&promise.id, Duration::from_millis(20)) {
                    Some(Outcome::Included(receipt, _)) => {
                        self.known[place as usize].receipt = Some(receipt.id);
                        break;
                    }
                    Some(Outcome::Dropped(why)) => panic!("{place} was dropped: {why:?}"),
                    None if node.halted().is_some() => return false,
                    None => {}
                }
            }
        }
        true
    }
}

/// What a life came to: heights, roots, answers.
fn came_to(node: &Node, life: &Life) -> Vec<String> {
    let header = node.published().read().header.clone();
    let mut told = vec![format!("{} {}", header.height, header.id())];
    for known in &life.known {
        // A refusal's data is not kept over a restart; its receipt is.
        told.push(match node.outcome(&id_of(&known.submission)) {
            Some(Outcome::Included(receipt, _)) => format!("{receipt:?}"),
            other => format!("{other:?}"),
        });
    }
    told
}

/// A birth with secrets that are the same each time, so that lives can be compared.
fn born(image: &Path, dir: &Path) {
    std::fs::create_dir_all(dir).expect("a folder");
    for entry in std::fs::read_dir(image).expect("a folder") {
        let path = entry.expect("an entry").path();
        std::fs::copy(&path, dir.join(path.file_name().expect("a name"))).expect("copied");
    }
}

/// Lives once with a cut, starts again without one, and holds what came of it against a life
/// without cuts.
fn cut_and_go_on(image: &Path, cut: Cut, expected: &[String]) {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("ledger");
    born(image, &dir);
    let mut life = Life::default();
    let watch = Watch::new(&dir, Some(cut));
    if let Ok((node, _)) = try_open(&dir) {
        if life.go_on(&dir, &node) {
            node.stop();
            if let Ok((node, _)) = try_open(&dir) {
                node.stop();
            }
        } else {
            drop(node);
        }
    }
    assert!(watch.is_cut(), "{cut:?}: there is no such step");
    drop(watch);
    let (node, _) = try_open(&dir).unwrap_or_else(|error: NodeError| panic!("{cut:?}: {error}"));
    // What was promised is played again by the node itself.
    for known in life.known.iter().filter(|known| known.is_promised || known.receipt.is_some()) {
        let id = id_of(&known.submission);
        let outcome = node.wait(&id, Duration::from_secs(20));
        assert!(matches!(outcome, Some(Outcome::Included(..))), "{cut:?}: {outcome:?}");
    }
    assert!(life.go_on(&dir, &node), "{cut:?}: {:?}", node.halted());
    assert_eq!(came_to(&node, &life), expected, "{cut:?}");
    let text = life.known[1].submission.bodies[0].id();
    let body = node.body(&text).expect("readable");
    assert!(matches!(body, aluma_store::Body::Present { .. }), "{cut:?}: {body:?}");
    node.stop();
    let verified = aluma_node::replay::verify(&dir, &REGISTRY, &mut |_| {}).expect("whole");
    assert_eq!(verified.findings, Vec::<String>::new(), "{cut:?}");
}

#[test]
fn the_power_may_go_before_in_and_after_each_step_to_the_disk() {
    let folder = tempfile::tempdir().expect("a folder");
    let (image, dir) = (folder.path().join("image"), folder.path().join("whole"));
    // Genesis and secrets alone: what the store writes at its first start is cut as well.
    std::fs::create_dir_all(&image).expect("a folder");
    let (node, _) = try_open(&dir).expect("the node opens");
    node.stop();
    for name in ["genesis", "operator.key", "node.key", "beacon.seed", "salt.seed"] {
        std::fs::copy(dir.join(name), image.join(name)).expect("copied");
    }
    std::fs::remove_dir_all(&dir).expect("removed");
    born(&image, &dir);
    let watch = Watch::new(&dir, None);
    let mut life = Life::default();
    let (node, _) = try_open(&dir).expect("the node opens");
    assert!(life.go_on(&dir, &node));
    let expected = came_to(&node, &life);
    node.stop();
    try_open(&dir).expect("the node opens").0.stop();
    let steps = watch.steps();
    drop(watch);
    assert!(steps > 40, "{steps} steps are few for such a life");
    // Before a step and keeping all is also after the one before it and keeping all.
    let ways = [(When::Before, false), (When::Half, false), (When::After, true)];
    let cuts: Vec<Cut> =
        (0..steps).flat_map(|at| ways.map(|(when, forgets)| Cut { at, when, forgets })).collect();
    std::thread::scope(|scope| {
        for some in cuts.chunks(cuts.len().div_ceil(4)) {
            let (image, expected) = (&image, &expected);
            scope.spawn(move || some.iter().for_each(|cut| cut_and_go_on(image, *cut, expected)));
        }
    });
}

#[test]
fn a_birth_that_was_cut_is_begun_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("ledger");
    std::fs::create_dir_all(&dir).expect("a folder");
    let watch = Watch::new(&dir, None);
    DataDir::open_or_create(&dir, crate::support::settings(&dir).birth.expect("a birth"))
        .expect("born");
    let steps = watch.steps();
    drop(watch);
    assert!(steps >= 25, "{steps} steps are few for five files");
    for at in 0..steps {
        for when in [When::Before, When::Half, When::After] {
            let dir = folder.path().join(format!("{at}-{}", when as u8));
            std::fs::create_dir_all(&dir).expect("a folder");
            let birth = crate::support::settings(&dir).birth.expect("a birth");
            let watch = Watch::new(&dir, Some(Cut { at, when, forgets: true }));
            assert!(DataDir::open_or_create(&dir, birth).is_err(), "{at} {when:?}");
            drop(watch);
            DataDir::open_or_create(&dir, birth)
                .unwrap_or_else(|why| panic!("{at} {when:?}: {why}"));
        }
    }
}
