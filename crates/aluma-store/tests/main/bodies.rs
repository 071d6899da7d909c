//! Bodies: kept, erased for good, under cuts and flips.

use crate::support::{cut_to, flip, pristine, write};
use aluma_store::bodies::{BODIES_FILE, Bodies, BodiesOpen, Body, BodyState, NewBody};
use aluma_store::record::Poison;
use std::path::Path;

fn open(dir: &Path) -> (Bodies, BodiesOpen) {
    Bodies::open(dir, &Poison::default()).expect("bodies never refuse")
}

fn body(byte: u8) -> NewBody {
    NewBody { id: [byte; 32], salt: [byte ^ 0xff; 32], text: format!("secret {byte}").into_bytes() }
}

fn present(byte: u8) -> Body {
    let NewBody { salt, text, .. } = body(byte);
    Body::Present { salt, text }
}

fn erased(byte: u8) -> Body {
    Body::Erased { at_height: 9, entry: [byte; 32] }
}

fn get(bodies: &Bodies, byte: u8) -> Body {
    bodies.get(&[byte; 32]).expect("readable")
}

fn contains(dir: &Path, needle: &[u8]) -> bool {
    let bytes = std::fs::read(dir.join(BODIES_FILE)).expect("file");
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn an_erased_body_leaves_nothing_on_the_disk() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut bodies, report) = open(dir.path());
    assert_eq!(report, BodiesOpen::default());
    bodies.append(&[body(1), body(2), body(1)]).expect("append");
    bodies.erase(&[1; 32], 9, [1; 32]).expect("erase");
    bodies.erase(&[7; 32], 9, [7; 32]).expect("one never seen");
    bodies.append(&[body(3), body(7), body(1)]).expect("append");
    for bodies in [bodies, open(dir.path()).0] {
        assert_eq!(get(&bodies, 1), erased(1));
        assert_eq!(get(&bodies, 2), present(2));
        assert_eq!(get(&bodies, 3), present(3));
        assert_eq!(get(&bodies, 7), erased(7));
        assert_eq!(get(&bodies, 8), Body::Unknown);
        let states: Vec<_> = bodies.list().into_iter().map(|(id, state)| (id[0], state)).collect();
        let gone = |byte| BodyState::Erased { at_height: 9, entry: [byte; 32] };
        let here = BodyState::Present;
        assert_eq!(states, [(1, gone(1)), (2, here), (3, here), (7, gone(7))]);
    }
    assert!(!contains(dir.path(), b"secret 1") && !contains(dir.path(), &[0xfe; 32]));
    assert!(contains(dir.path(), b"secret 2"));
}

#[test]
fn an_erasure_cut_short_is_finished_at_the_next_open() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut bodies, _) = open(dir.path());
    bodies.append(&[body(1), body(2)]).expect("append");
    let before = std::fs::read(dir.path().join(BODIES_FILE)).expect("file");
    bodies.erase(&[1; 32], 9, [1; 32]).expect("erase");
    drop(bodies);
    let after = std::fs::read(dir.path().join(BODIES_FILE)).expect("file");
    // Any prefix of the overwriting may have reached the disk, once the fact has.
    let changed: Vec<_> = (0..before.len()).filter(|at| before[*at] != after[*at]).collect();
    for done in 0..=changed.len() {
        let mut bytes = after.clone();
        for &at in &changed[done..] {
            bytes[at] = before[at];
        }
        std::fs::write(dir.path().join(BODIES_FILE), bytes).expect("file");
        let (bodies, report) = open(dir.path());
        assert_eq!(get(&bodies, 1), erased(1), "{done}");
        assert_eq!(get(&bodies, 2), present(2));
        assert!(report.lost.is_empty() && report.tail.is_none(), "{report:?}");
        assert_eq!(std::fs::read(dir.path().join(BODIES_FILE)).expect("file"), after);
    }
}

#[test]
fn a_cut_at_any_byte_loses_the_last_body_only() {
    let dir = tempfile::tempdir().expect("dir");
    let len = || std::fs::metadata(dir.path().join(BODIES_FILE)).expect("file").len();
    let (mut bodies, _) = open(dir.path());
    bodies.append(&[body(1)]).expect("append");
    let start = len();
    bodies.append(&[body(2)]).expect("append");
    let end = len();
    let files = pristine(dir.path());
    for cut in start..end {
        write(dir.path(), &files);
        cut_to(dir.path(), BODIES_FILE, cut);
        let (mut bodies, report) = open(dir.path());
        assert_eq!(report.tail.is_some(), cut != start);
        assert_eq!(get(&bodies, 2), Body::Unknown);
        bodies.append(&[body(2)]).expect("append");
        drop(bodies);
        let (bodies, report) = open(dir.path());
        assert_eq!(report, BodiesOpen::default());
        assert_eq!((get(&bodies, 1), get(&bodies, 2)), (present(1), present(2)));
    }
}

#[test]
fn a_flip_loses_one_body_and_is_reported() {
    let dir = tempfile::tempdir().expect("dir");
    let (mut bodies, _) = open(dir.path());
    bodies.append(&[body(1), body(2)]).expect("append");
    bodies.erase(&[2; 32], 9, [2; 32]).expect("erase");
    bodies.append(&[body(3)]).expect("append");
    let files = pristine(dir.path());
    for at in 20..files[BODIES_FILE].len() as u64 {
        write(dir.path(), &files);
        flip(dir.path(), BODIES_FILE, at, 0x20);
        let (bodies, report) = open(dir.path());
        let here = [1, 3].iter().filter(|byte| get(&bodies, **byte) == present(**byte)).count();
        let whole = here == 2 && get(&bodies, 2) == erased(2);
        let said = report.finished_erasures > 0 || !report.lost.is_empty() || report.tail.is_some();
        assert!(said, "byte {at}: {report:?}");
        assert!(whole || here >= 1, "byte {at}: {report:?}");
    }
}
