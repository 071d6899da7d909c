//! What a peer did on this machine: a file that the peer's own script wrote.

use std::path::PathBuf;

use serde_json::Value as Json;

/// Where the script under `bench/peers` writes.
pub(super) const FILE: &str = "bench/peers/governor/result.json";

/// A peer's figure.
#[derive(Debug)]
pub(super) struct Peer {
    pub(super) votes_per_s: f64,
    /// What it is, its versions and when it was measured.
    pub(super) what: Json,
}

/// Reads the file; the reason where there is none.
pub(super) fn read(file: Option<&PathBuf>) -> Result<Peer, String> {
    let file = file.cloned().unwrap_or_else(|| PathBuf::from(FILE));
    let text = std::fs::read_to_string(&file).map_err(|error| {
        format!("{}: {error}; bench/peers/governor/run makes it", file.display())
    })?;
    let json: Json = serde_json::from_str(&text)
        .map_err(|error| format!("{}: not JSON: {error}", file.display()))?;
    let figure = json.get("votes_per_s").and_then(Json::as_f64);
    let votes_per_s = figure
        .filter(|figure| figure.is_finite() && *figure > 0.0)
        .ok_or_else(|| format!("{}: no positive votes_per_s", file.display()))?;
    let part = |name: &str| Some((name.to_owned(), json.get(name)?.clone()));
    let what = ["system", "date", "versions"].into_iter().filter_map(part).collect();
    Ok(Peer { votes_per_s, what: Json::Object(what) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_read_or_its_absence_explained() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("result.json");
        let why = |file: &PathBuf| read(Some(file)).expect_err("no peer");
        assert!(why(&file).contains("bench/peers/governor/run"));
        for text in ["", "{}", "{\"votes_per_s\": 0}", "{\"votes_per_s\": \"many\"}"] {
            std::fs::write(&file, text).expect("written");
            assert!(why(&file).contains("result.json"), "{text}");
        }
        let text = r#"{"votes_per_s": 12.5, "system": "Governor", "raw": [1, 2]}"#;
        std::fs::write(&file, text).expect("written");
        let peer = read(Some(&file)).expect("a peer");
        assert_eq!(peer.votes_per_s, 12.5);
        assert_eq!(peer.what, serde_json::json!({ "system": "Governor" }));
    }
}
