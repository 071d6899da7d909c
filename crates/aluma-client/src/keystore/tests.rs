//! Round trips, every way to fail, and what is on disk. Costs are the smallest there are.

use std::ffi::OsString;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

const SMALL: Kdf = Kdf { memory_kib: 8, passes: 1, lanes: 1 };

fn store() -> (TempDir, Keystore) {
    let dir = tempfile::tempdir().unwrap();
    let keystore = Keystore::open(dir.path().join("keys")).with_kdf(SMALL);
    (dir, keystore)
}

fn secret(scheme: Scheme) -> Secret {
    Secret::new(scheme, &[7; 32]).unwrap()
}

fn phrase(text: &str) -> Passphrase {
    Passphrase::new(text).unwrap()
}

fn code<T>(result: Result<T, KeyError>) -> &'static str {
    result.err().map_or("accepted", |error| error.code())
}

#[test]
fn public_keys_are_those_of_the_published_vectors() {
    // RFC 8032, 7.1, test 1; and the generator of secp256k1 for the secret 1.
    let text = "ed25519:9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let public = hex::encode(Secret::parse(text).unwrap().public());
    assert_eq!(public, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    let public = Secret::parse(&format!("wallet:{:064x}", 1)).unwrap().public();
    let generator = "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798";
    assert_eq!(hex::encode(public), generator);
}

#[test]
fn a_key_comes_back_as_it_was_for_every_scheme() {
    let (_dir, keystore) = store();
    for scheme in [Scheme::Wallet, Scheme::Passkey, Scheme::Ed25519] {
        let info = keystore.create(scheme.name(), &secret(scheme), &phrase("a b")).unwrap();
        let opened = keystore.unlock(scheme.name(), &phrase("a b")).unwrap();
        assert_eq!((opened.scheme(), opened.expose()), (scheme, &[7; 32]));
        assert_eq!(info.public, opened.public());
    }
    let list = keystore.list().unwrap();
    let names: Vec<_> = list.keys.iter().map(|key| (key.name.as_str(), key.scheme)).collect();
    assert_eq!(
        names,
        [("ed25519", Scheme::Ed25519), ("passkey", Scheme::Passkey), ("wallet", Scheme::Wallet)]
    );
    assert!(list.unreadable.is_empty());
}

#[test]
fn the_default_costs_work_and_are_stored() {
    let (dir, _) = store();
    let keystore = Keystore::open(dir.path());
    keystore.create("a", &secret(Scheme::Ed25519), &phrase("x")).unwrap();
    let text = fs::read_to_string(dir.path().join("a.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let kdf = &value["kdf"];
    assert_eq!((&kdf["m"], &kdf["t"], &kdf["p"]), (&65_536.into(), &3.into(), &4.into()));
    let keystore = keystore.with_kdf(SMALL);
    assert!(keystore.unlock("a", &phrase("x")).is_ok());
}

#[test]
fn the_file_holds_the_documented_fields_and_no_secret() {
    let (dir, keystore) = store();
    keystore.create("a", &secret(Scheme::Wallet), &phrase("x")).unwrap();
    let text = fs::read_to_string(dir.path().join("keys/a.json")).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let fields: Vec<_> = value.as_object().unwrap().keys().collect();
    let expected =
        ["version", "name", "scheme", "public", "kdf", "nonce", "ciphertext", "checksum"];
    assert_eq!(fields, expected);
    assert!(!text.contains(&"07".repeat(32)));
    assert_eq!(fs::read_dir(dir.path().join("keys")).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn files_and_folder_are_for_the_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, keystore) = store();
    keystore.create("a", &secret(Scheme::Ed25519), &phrase("x")).unwrap();
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode();
    assert_eq!(mode("keys/a.json") & 0o777, 0o600);
    assert_eq!(mode("keys") & 0o777, 0o700);

    let plain = dir.path().join("plain.key");
    write_key_file(&plain, &secret(Scheme::Ed25519)).unwrap();
    assert_eq!(mode("plain.key") & 0o777, 0o600);
    for (bits, exposed) in [(0o600, false), (0o400, false), (0o640, true), (0o604, true)] {
        fs::set_permissions(&plain, fs::Permissions::from_mode(bits)).unwrap();
        assert_eq!(read_key_file(&plain).unwrap().exposed, exposed, "{bits:o}");
    }
}

#[test]
fn each_refusal_has_its_name() {
    let (_dir, keystore) = store();
    let key = secret(Scheme::Ed25519);
    keystore.create("a", &key, &phrase("right")).unwrap();
    let other = Secret::new(Scheme::Ed25519, &[8; 32]).unwrap();
    assert_eq!(code(keystore.create("a", &other, &phrase("right"))), "name_taken");
    assert_eq!(keystore.unlock("a", &phrase("right")).unwrap().expose(), &[7; 32]);
    assert_eq!(code(keystore.unlock("a", &phrase("Right"))), "wrong_passphrase");
    assert_eq!(code(keystore.unlock("a", &phrase("right "))), "wrong_passphrase");
    assert_eq!(code(keystore.unlock("b", &phrase("right"))), "no_such_key");
    assert_eq!(code(Passphrase::new("")), "empty_passphrase");
    let beyond = [
        Kdf { memory_kib: Kdf::MAX_MEMORY_KIB + 1, ..SMALL },
        Kdf { memory_kib: 7, ..SMALL },
        Kdf { passes: Kdf::MAX_PASSES + 1, ..SMALL },
        Kdf { passes: 0, ..SMALL },
        Kdf { memory_kib: 1024, lanes: Kdf::MAX_LANES + 1, ..SMALL },
        Kdf { lanes: 0, ..SMALL },
    ];
    for kdf in beyond {
        let keystore = keystore.clone().with_kdf(kdf);
        assert_eq!(code(keystore.create("b", &key, &phrase("x"))), "bad_kdf", "{kdf:?}");
    }
    let edge = Kdf { memory_kib: 128, passes: Kdf::MAX_PASSES, lanes: Kdf::MAX_LANES };
    keystore.clone().with_kdf(edge).create("b", &key, &phrase("x")).unwrap();
    assert!(keystore.unlock("b", &phrase("x")).is_ok());
}

#[test]
fn names_on_both_sides() {
    let longest = "a".repeat(MAX_NAME_BYTES);
    for name in ["a", "7", "my-key_2", "a--", &longest] {
        assert!(is_name(name), "{name}");
    }
    let long = "a".repeat(MAX_NAME_BYTES + 1);
    for name in ["", "A", "-a", "_a", ".", "..", "a.b", "a/b", "../a", "a b", "a\n", "é", &long] {
        let (_dir, keystore) = store();
        assert_eq!(code(keystore.unlock(name, &phrase("x"))), "bad_name", "{name}");
        let created = keystore.create(name, &secret(Scheme::Ed25519), &phrase("x"));
        assert_eq!(code(created), "bad_name", "{name}");
    }
}

#[test]
fn a_passphrase_is_the_same_however_its_letters_are_composed() {
    let (_dir, keystore) = store();
    keystore.create("a", &secret(Scheme::Ed25519), &phrase("caf\u{e9}")).unwrap();
    assert!(keystore.unlock("a", &phrase("cafe\u{301}")).is_ok());
}

#[test]
fn every_changed_or_missing_byte_is_damage_and_not_a_wrong_passphrase() {
    let (dir, keystore) = store();
    keystore.create("a", &secret(Scheme::Ed25519), &phrase("x")).unwrap();
    let path = dir.path().join("keys/a.json");
    let good = fs::read(&path).unwrap();
    let version_digit = good.iter().position(|b| *b == b'1').unwrap();
    for at in 0..good.len() {
        for bit in [0x01, 0x20, 0x80] {
            let mut bad = good.clone();
            bad[at] ^= bit;
            fs::write(&path, &bad).unwrap();
            let found = code(keystore.unlock("a", &phrase("x")));
            let expected = match at == version_digit && bit == 0x01 {
                true => "unknown_key_version",
                false => "damaged_key_file",
            };
            assert_eq!(found, expected, "byte {at}, bit {bit:x}");
        }
        fs::write(&path, &good[..at]).unwrap();
        assert_eq!(code(keystore.unlock("a", &phrase("x"))), "damaged_key_file", "cut at {at}");
    }
    let list = keystore.list().unwrap();
    assert_eq!((list.keys.len(), list.unreadable.len()), (0, 1));
}

#[test]
fn fields_are_bound_to_the_ciphertext_even_with_a_fitting_checksum() {
    let (_dir, keystore) = store();
    keystore.create("a", &secret(Scheme::Ed25519), &phrase("x")).unwrap();
    let mut file = keystore.load("a").unwrap();
    file.info.public = Secret::new(Scheme::Ed25519, &[8; 32]).unwrap().public();
    let forged = KeyFile::decode(file.encode().as_bytes()).unwrap();
    assert!(forged.unseal(&phrase("x")).unwrap().is_none());
}

#[test]
fn a_renamed_file_and_strangers_in_the_folder_hide_no_key() {
    let (dir, keystore) = store();
    keystore.create("a", &secret(Scheme::Ed25519), &phrase("x")).unwrap();
    let keys = dir.path().join("keys");
    fs::copy(keys.join("a.json"), keys.join("b.json")).unwrap();
    fs::write(keys.join("notes.txt"), "x").unwrap();
    fs::write(keys.join(".tmp123"), "x").unwrap();
    fs::write(keys.join("Not A Key.json"), "x").unwrap();
    assert_eq!(code(keystore.unlock("b", &phrase("x"))), "damaged_key_file");
    let list = keystore.list().unwrap();
    assert_eq!((list.keys.len(), list.unreadable.len()), (1, 1));
    assert!(Keystore::open(dir.path().join("none")).list().unwrap().keys.is_empty());
}

#[test]
fn plain_secrets_on_both_sides() {
    let digits = "0a".repeat(32);
    for text in [format!("ed25519:{digits}"), format!(" wallet:{}\r\n", digits.to_uppercase())] {
        let secret = Secret::parse(&text).unwrap();
        assert_eq!(secret.expose(), &[10; 32]);
        assert_eq!(secret.to_text().to_lowercase(), text.trim().to_lowercase());
    }
    let order = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    let below = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140";
    assert!(Secret::parse(&format!("wallet:{below}")).is_ok());
    let bad = [
        String::new(),
        digits.clone(),
        format!("Ed25519:{digits}"),
        format!("p256:{digits}"),
        format!("ed25519:{}", &digits[1..]),
        format!("ed25519:{digits}0a"),
        format!("ed25519:0x{}", &digits[2..]),
        format!("ed25519: {digits}"),
        format!("wallet:{}", "00".repeat(32)),
        format!("wallet:{order}"),
    ];
    for text in bad {
        assert!(Secret::parse(&text).is_err(), "{text}");
    }
}

#[test]
fn key_files_are_read_whole_and_never_overwritten() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("k");
    write_key_file(&path, &secret(Scheme::Wallet)).unwrap();
    let again = write_key_file(&path, &Secret::generate(Scheme::Wallet).unwrap());
    assert!(matches!(again, Err(KeyError::Io { error, .. })
        if error.kind() == io::ErrorKind::AlreadyExists));
    assert_eq!(read_key_file(&path).unwrap().secret.expose(), &[7; 32]);
    for bad in [&b""[..], b"\xff\xfe", b"wallet:07", &[b'0'; 100_000]] {
        fs::write(&path, bad).unwrap();
        assert_eq!(code(read_key_file(&path)), "bad_secret");
    }
    assert_eq!(code(read_key_file(&dir.path().join("none"))), "key_io");
}

#[test]
fn nothing_printed_holds_a_secret() {
    let secret = secret(Scheme::Ed25519);
    let printed = format!("{secret:?} {:?}", phrase("hunter2"));
    assert_eq!(printed, "Secret(ed25519, ..) Passphrase(..)");
    let lookup = |name: &str| (name == KEY_VARIABLE).then(|| OsString::from("wallet:hunter2"));
    let error = key_source(KeyFlags::default(), lookup).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("hunter2"));
}

/// Which source is chosen, in short, with this key, passphrase, `--key` and `--key-file`.
fn chosen(key: &str, passphrase: &str, flags: KeyFlags<'_>) -> String {
    let lookup = |name: &str| match name {
        KEY_VARIABLE => Some(OsString::from(key)),
        PASSPHRASE_VARIABLE if passphrase != "unset" => Some(OsString::from(passphrase)),
        _ => None,
    };
    match key_source(flags, lookup) {
        Ok(KeySource::File(path)) => format!("file {}", path.display()),
        Ok(KeySource::Environment(secret)) => format!("environment {}", secret.scheme().name()),
        Ok(KeySource::Store { name, passphrase }) => {
            format!("store {} {}", name.unwrap_or_default(), passphrase.is_some())
        }
        Err(error) => error.code().to_owned(),
    }
}

#[test]
fn what_is_typed_wins_over_what_is_set() {
    let key = format!("wallet:{}", "0a".repeat(32));
    let none = KeyFlags::default();
    let named = KeyFlags { key: Some("a"), key_file: None };
    let file = KeyFlags { key: None, key_file: Some(Path::new("f")) };
    let both = KeyFlags { key: Some("a"), key_file: Some(Path::new("f")) };
    for (key, passphrase, flags, expected) in [
        (key.as_str(), "p", none, "environment wallet"),
        (&key, "p", named, "store a true"),
        (&key, "p", file, "file f"),
        (&key, "p", both, "two_keys"),
        ("", "p", none, "store  true"),
        ("", "", none, "store  false"),
        ("", "unset", named, "store a false"),
        ("junk", "p", none, "bad_secret"),
        ("junk", "p", named, "store a true"),
        ("junk", "p", file, "file f"),
    ] {
        assert_eq!(chosen(key, passphrase, flags), expected, "{key} {passphrase} {flags:?}");
    }
}

proptest! {
    #[test]
    fn decoding_never_panics(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(KeyFile::decode(&bytes).is_err());
    }

    #[test]
    fn parsing_never_panics(text in "(ed25519|wallet|x)?:?[0-9a-fA-F\u{e9}]{0,70}") {
        let _ = Secret::parse(&text);
    }
}
