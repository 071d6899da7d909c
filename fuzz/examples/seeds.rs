//! Writes what fuzzing begins from: every value of `conformance/v1` that a target's decoder takes, and
//! assertions of a real browser. Run in the root of the project: `cargo run --manifest-path
//! fuzz/Cargo.toml --example seeds`.

use std::fs;
use std::path::{Path, PathBuf};

use aluma_core::Genesis;
use aluma_core::kernel::receipt::Receipt;
use aluma_core::registry::REGISTRY;
use aluma_node::{Block, Submission};
use aluma_store::Proof;
use aluma_types::codec::Canon;
use aluma_types::header::Header;
use aluma_types::{Transaction, sha256};
use aluma_verify::Session;
use serde_json::Value;

fn main() {
    let golden = files(Path::new("conformance/v1"));
    assert!(!golden.is_empty(), "run it in the root of the project");
    for file in &golden {
        let text = fs::read_to_string(file).expect("a text");
        let name = field(&text, "action");
        let mut payload = Vec::new();
        for line in text.lines() {
            let Some((key, value)) = line.split_once(": ") else { continue };
            match (key, unhex(value)) {
                ("payload", Some(bytes)) => payload = bytes,
                ("ed25519" | "wallet" | "passkey", Some(bytes)) => {
                    taken(&[&payload[..], &bytes].concat());
                }
                _ => {}
            }
            if let (Some(name), "json") = (name, key) {
                act(name, value);
            }
            if let (Some(name), "body") = (name, key) {
                body(name, &unhex(value).unwrap_or_default());
            }
            if let Some(bytes) = unhex(value) {
                taken(&bytes);
            }
        }
    }
    passkeys();
    for rows in ["round,member,total\n1,ann,2\n", "round,member,total\r\n1,\"a, b\",2.5\r\n2,דן,1e3\n"] {
        seed("payouts", rows.as_bytes());
    }
}

fn act(name: &str, json: &str) {
    let Ok(Value::Object(mut fields)) = serde_json::from_str(json) else { return };
    fields.insert("action".to_owned(), name.into());
    seed("json", Value::Object(fields).to_string().as_bytes());
}

fn body(name: &str, body: &[u8]) {
    let at = REGISTRY.actions.iter().position(|entry| entry.spec.name == name);
    let at = at.expect("an action of the registry");
    seed("action", &tagged(u8::try_from(at).expect("fewer than 256"), body));
}

/// A seed of every target that takes these bytes.
fn taken(bytes: &[u8]) {
    if Transaction::decode(bytes).is_ok() {
        seed("transaction", bytes);
    }
    if Block::from_bytes(bytes).is_ok() {
        seed("block", bytes);
    }
    if Proof::decode(bytes).is_ok() {
        seed("proof", bytes);
    }
    let records = [
        Header::from_bytes(bytes).is_ok(),
        Receipt::from_bytes(bytes).is_ok(),
        Genesis::from_bytes(bytes).is_ok(),
        Submission::from_bytes(bytes).is_ok(),
        Session::from_bytes(bytes).is_ok(),
    ];
    for (which, _) in (0..).zip(records).filter(|(_, taken)| *taken) {
        seed("records", &tagged(which, bytes));
    }
    for (which, (_, spec)) in (0..).zip(REGISTRY.events) {
        if spec.decode(bytes).is_ok() {
            seed("event", &tagged(which, bytes));
        }
    }
}

fn passkeys() {
    let text = fs::read_to_string("crates/aluma-verify/vectors/passkeys.json").expect("vectors");
    let vectors: Value = serde_json::from_str(&text).expect("JSON");
    walk(&vectors);
}

/// Whatever lies beside each other under the names of an assertion.
fn walk(value: &Value) {
    match value {
        Value::Array(values) => values.iter().for_each(walk),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name)?.as_str();
            let part = |name: &str| text(name).and_then(unhex);
            let client = text("client_data_json").map(str::as_bytes);
            let parts = (client, part("authenticator_data"), part("signature"));
            if let (Some(client), Some(data), Some(signature)) = parts {
                let length = |part: &[u8]| u8::try_from(part.len()).unwrap_or(u8::MAX);
                let lengths = [length(client), length(&data)];
                seed("passkey", &[&lengths[..], client, &data, &signature].concat());
            }
            fields.values().for_each(walk);
        }
        _ => {}
    }
}

fn seed(target: &str, bytes: &[u8]) {
    let folder = PathBuf::from("fuzz/corpus").join(target);
    fs::create_dir_all(&folder).expect("a folder");
    let name: String = sha256(&[bytes]).0.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    fs::write(folder.join(name), bytes).expect("written");
}

fn tagged(which: u8, bytes: &[u8]) -> Vec<u8> {
    [&[which], bytes].concat()
}

fn field<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pairs = digits.chunks(2).map(|pair| {
        u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok().filter(|_| pair.len() == 2)
    });
    pairs.collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).map(|entries| entries.flatten()).into_iter().flatten();
    let paths = entries.map(|entry| entry.path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}
