use std::ffi::OsStr;

use super::{program_of, root};

#[test]
fn programs_are_built_unless_a_folder_has_them() {
    let words = |folder: Option<&str>| {
        let command = program_of("aluma", folder.map(OsStr::new));
        let words = std::iter::once(command.get_program()).chain(command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>()
    };
    for none in [None, Some("")] {
        assert_eq!(words(none)[1..], ["run", "--quiet", "--package", "aluma", "--"], "{none:?}");
    }
    let there = root().join("target/debug/aluma").to_string_lossy().into_owned();
    assert_eq!(words(Some("target/debug")), [there]);
    assert_eq!(words(Some("/elsewhere")), ["/elsewhere/aluma"]);
}
