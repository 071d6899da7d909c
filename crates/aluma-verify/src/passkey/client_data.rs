//! The browser's JSON, read by a real parser: a substring could stand in a value of another key.

use std::collections::BTreeSet;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// What the ledger reads of a `clientDataJSON`. Keys that it does not know are allowed, since
/// browsers add their own; a key that stands twice is not, since readers differ on which counts.
pub(super) struct ClientData {
    /// `type`.
    pub(super) kind: String,
    pub(super) challenge: String,
    /// False where it is not there.
    pub(super) cross_origin: bool,
}

impl ClientData {
    pub(super) fn parse(bytes: &[u8]) -> Option<Self> {
        // Values that are skipped are not looked at by the parser, their encoding neither.
        serde_json::from_str(std::str::from_utf8(bytes).ok()?).ok()
    }
}

impl<'de> Deserialize<'de> for ClientData {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Keys)
    }
}

struct Keys;

impl<'de> Visitor<'de> for Keys {
    type Value = ClientData;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("client data")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ClientData, A::Error> {
        let (mut kind, mut challenge, mut cross_origin) = (None, None, false);
        let mut seen = BTreeSet::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "type" => kind = Some(map.next_value()?),
                "challenge" => challenge = Some(map.next_value()?),
                "crossOrigin" => cross_origin = map.next_value()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if !seen.insert(key) {
                return Err(A::Error::custom("a key stands twice"));
            }
        }
        let kind = kind.ok_or_else(|| A::Error::missing_field("type"))?;
        let challenge = challenge.ok_or_else(|| A::Error::missing_field("challenge"))?;
        Ok(ClientData { kind, challenge, cross_origin })
    }
}
