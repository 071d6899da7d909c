use aluma_types::admission::Inadmissible;
use aluma_types::{Act, Acts, Canon, DaoId, DecodeError, Hash32, List, Name};

use super::{BodyText, Kind, Need, check_bodies, needs};
use crate::names::skeleton_hash;
use crate::tests::*;

fn judge(act: &Act, bodies: &[BodyText]) -> Result<(), Inadmissible> {
    use aluma_types::spec::Catalog;
    check_bodies(&needs(World.action(act.number).unwrap(), act, &World)?, bodies)
}

fn propose(acts: Vec<Act>) -> Act {
    let acts = Acts(List::new(acts).unwrap());
    act(3, &Propose { dao: DaoId(1), title: body("hello"), acts })
}

fn join(text: &str, skeleton: Hash32) -> Act {
    act(4, &Join { proof: None, handle: Name { skeleton, ..name(text) } })
}

#[test]
fn texts_of_nested_acts_count() {
    let prose = "שלום \"עולם\"\n\\ 🌱";
    let act = propose(vec![transfer(1), act(2, &every_shape())]);
    let all = ["hello", prose, "Garden", "rent"].map(text_of);
    assert_eq!(judge(&act, &all), Ok(()));
    for gone in 0..all.len() {
        let mut some = all.to_vec();
        some.remove(gone);
        assert_eq!(judge(&act, &some), Err(Inadmissible::BodyMissing));
    }
    let mut more = all.to_vec();
    more.push(text_of("uninvited"));
    assert_eq!(judge(&act, &more), Err(Inadmissible::BodyMismatch));
    assert_eq!(judge(&propose(vec![]), &[text_of("hello")]), Ok(()));
    assert_eq!(judge(&transfer(1), &[]), Ok(()));
}

#[test]
fn words_lengths_and_characters_must_be_the_named_ones() {
    let need = |text: &str| {
        let body = text_of(text);
        Need { id: body.id(), length: body.text.len() as u32, kind: Kind::Prose }
    };
    let judge = |need, text| super::check_body(&need, &text_of(text));
    assert_eq!(judge(need("hello"), "hello"), Ok(()));
    assert_eq!(judge(need("hello"), "hellp"), Err(Inadmissible::BodyMismatch));
    let lying = Need { length: 6, ..need("hello") };
    assert_eq!(judge(lying, "hello"), Err(Inadmissible::BodyMismatch));
    let bidi = "pay \u{202e}evil";
    assert_eq!(judge(need(bidi), bidi), Err(Inadmissible::ForbiddenText));
}

#[test]
fn handles_and_names_keep_their_rules() {
    let fine = join("roni", skeleton_hash("roni"));
    assert_eq!(judge(&fine, &[text_of("roni")]), Ok(()));
    let elsewhere = join("roni", skeleton_hash("dana"));
    assert_eq!(judge(&elsewhere, &[text_of("roni")]), Err(Inadmissible::SkeletonMismatch));
    let loud = join("Roni", skeleton_hash("Roni"));
    let refused = Err(Inadmissible::BadName { rule: "not-in-handle" });
    assert_eq!(judge(&loud, &[text_of("Roni")]), refused);
    // The same word is fine as a name.
    let mut shape = every_shape();
    shape.name = name("Roni Inc");
    let prose = text_of("שלום \"עולם\"\n\\ 🌱");
    let bodies = [text_of("Roni Inc"), prose, text_of("rent")];
    assert_eq!(judge(&act(2, &shape), &bodies), Ok(()));
}

#[test]
fn hostile_acts_are_refused_before_they_cost_anything() {
    let unknown = propose(vec![Act { number: 999, body: vec![] }]);
    assert_eq!(judge(&unknown, &[]), Err(Inadmissible::UnknownAction));
    let mut long = transfer(1);
    long.body.push(0);
    let trailing = Err(Inadmissible::Malformed(DecodeError::Trailing));
    assert_eq!(judge(&propose(vec![long]), &[]), trailing);
    let nested = |depth| (0..depth).fold(propose(vec![]), |inner, _| propose(vec![inner]));
    assert_eq!(judge(&nested(4), &[text_of("hello")]), Ok(()));
    let deep = Err(Inadmissible::Malformed(DecodeError::TooLong));
    assert_eq!(judge(&nested(5), &[text_of("hello")]), deep);
    let deepest = nested(5_000);
    assert!(deepest.to_bytes().len() < aluma_types::transaction::MAX_TRANSACTION_BYTES);
    assert_eq!(judge(&deepest, &[text_of("hello")]), deep);
}
