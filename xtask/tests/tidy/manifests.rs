//! What the pure crates may depend on. A new line here comes with a decision record.

use toml::{Table, Value};

use crate::Complaint;
use crate::repo::Repo;

/// A pure crate and the crates it may link. Test dependencies are free.
struct Allowed {
    name: &'static str,
    always: &'static [&'static str],
    /// Only behind a feature that no rule needs: strategies for tests, JSON for the doors.
    optional: &'static [&'static str],
}

const ALLOWED: [Allowed; 3] = [
    Allowed {
        name: "aluma-types",
        always: &[
            "aluma-derive",
            "ethnum",
            "sha2",
            "sha3",
            "unicode-normalization",
            "unicode-security",
        ],
        optional: &["proptest", "serde_json"],
    },
    Allowed {
        name: "aluma-core",
        always: &[
            "aluma-derive",
            "aluma-types",
            "ethnum",
            "sha2",
            "sha3",
            "unicode-normalization",
            "unicode-security",
        ],
        optional: &["proptest", "serde_json"],
    },
    Allowed {
        name: "aluma-verify",
        always: &[
            "aluma-derive",
            "aluma-types",
            "aws-lc-rs",
            "base64",
            "ed25519-consensus",
            "ed25519-zebra",
            "p256",
            "rand_core",
            "secp256k1",
            "serde",
            "serde_json",
            "sha2",
            "sha3",
            "unicode-normalization",
            "unicode-security",
        ],
        optional: &["k256", "proptest"],
    },
];

pub(crate) fn check(repo: &Repo) -> Vec<Complaint> {
    let mut found = Vec::new();
    for allowed in &ALLOWED {
        let path = format!("crates/{}/Cargo.toml", allowed.name);
        match repo.text(&path) {
            Some(text) => found.extend(check_manifest(&path, text, allowed)),
            None => found.push(Complaint::new("pure-dependencies", &path, "is missing")),
        }
    }
    found
}

fn check_manifest(path: &str, text: &str, allowed: &Allowed) -> Vec<Complaint> {
    let manifest: Table = match text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![Complaint::new("pure-dependencies", path, error.to_string())],
    };
    let everywhere = std::iter::once(&manifest);
    let by_target = manifest.get("target").and_then(Value::as_table).into_iter();
    let by_target = by_target.flat_map(|targets| targets.values().filter_map(Value::as_table));
    let mut found = Vec::new();
    for table in everywhere.chain(by_target) {
        for kind in ["dependencies", "build-dependencies"] {
            for (name, value) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
                if !is_allowed(name, value, allowed) {
                    let says =
                        format!("`{name}` is not on the list of what {} may link", allowed.name);
                    found.push(Complaint::new("pure-dependencies", path, says));
                }
            }
        }
    }
    found
}

fn is_allowed(name: &str, value: &Value, allowed: &Allowed) -> bool {
    let package = value.get("package").and_then(Value::as_str).unwrap_or(name);
    let optional = value.get("optional").and_then(Value::as_bool) == Some(true);
    allowed.always.contains(&package) || (optional && allowed.optional.contains(&package))
}

#[cfg(test)]
fn complaints(text: &str) -> usize {
    check_manifest("Cargo.toml", text, &ALLOWED[0]).len()
}

#[test]
fn listed_crates_pass_and_test_dependencies_are_free() {
    let text = "[dependencies]\nsha2.workspace = true\nproptest = { version = \"1\", optional = true }\n\
                [dev-dependencies]\ntempfile = \"3\"\n";
    assert_eq!(complaints(text), 0);
}

#[test]
fn foreign_crates_are_told_however_they_are_written() {
    assert_eq!(complaints("[dependencies]\nserde = \"1\"\n"), 1);
    assert_eq!(complaints("[dependencies.serde]\nversion = \"1\"\n"), 1);
    assert_eq!(complaints("[dependencies]\nsha2 = { version = \"1\", package = \"rand\" }\n"), 1);
    assert_eq!(complaints("[build-dependencies]\ncc = \"1\"\n"), 1);
    assert_eq!(complaints("[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n"), 1);
    assert_eq!(complaints("[dependencies]\nproptest = \"1\"\n"), 1, "only as an optional one");
    assert_eq!(complaints("[dependencies"), 1, "a manifest that cannot be read");
}
