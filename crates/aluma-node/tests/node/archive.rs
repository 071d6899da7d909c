//! What is said of archives, and what is taken as one at all.

use aluma_node::archive::{ArchiveError, open};
use aluma_text::{Lang, Texts};

#[test]
fn every_refusal_of_an_archive_has_its_words_in_both_languages() {
    let parts = ["", ".title", ".hint"];
    let names = ArchiveError::LIST.iter().map(|(_, name)| name);
    let keys: Vec<_> = names
        .flat_map(|name| parts.map(|part| format!("archive-{name}{part}")))
        .chain(["archive-part".to_owned()])
        .collect();
    for lang in Lang::ALL {
        let missing = Texts::get().missing(lang, keys.iter().map(String::as_str));
        assert_eq!(missing, Vec::<&str>::new(), "{lang:?}");
    }
    let mut numbers: Vec<u16> = ArchiveError::LIST.iter().map(|(code, _)| *code).collect();
    numbers.dedup();
    assert_eq!(numbers.len(), ArchiveError::LIST.len());
}

#[test]
fn what_is_none_is_refused_whatever_it_says_of_its_length() {
    let magic = b"aluma archive 1\n";
    let name = |bytes: &[u8]| open(bytes, None).map(|_| ()).map_err(|why| why.name());
    assert_eq!(name(b""), Err("not-one"));
    assert_eq!(name(b"aluma arch"), Err("cut"));
    assert_eq!(name(b"aluma archive 2\n"), Err("not-one"));
    assert_eq!(name(magic), Err("cut"));
    // A part that says it is longer than memory holds.
    let long = [&magic[..], &[1], &u64::MAX.to_be_bytes(), &[0; 64]].concat();
    assert_eq!(name(&long), Err("cut"));
    // The wrong part first.
    let wrong = [&magic[..], &[2], &0_u64.to_be_bytes(), &[0; 32]].concat();
    assert_eq!(name(&wrong), Err("damaged"));
    // A head that is whole and says nothing.
    let part = [&[1][..], &0_u64.to_be_bytes()].concat();
    let sum = aluma_types::sha256(&[&part]);
    assert_eq!(name(&[&magic[..], &part, &sum.0].concat()), Err("malformed"));
}
