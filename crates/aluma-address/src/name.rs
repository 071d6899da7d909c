//! The name by which members reach a node.

use std::fmt;

use aluma_types::Hash32;
use aluma_types::keys::rp_hash;

/// A domain name in lower case, of two labels at least: what a passkey can be bound to and a
/// certificate be made for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// Why a text is no such name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// It has a scheme, a port or a path.
    NotAlone,
    /// It is an address of numbers, which no passkey can be bound to.
    Number,
    /// It is a name of this machine, which nobody else reaches.
    Local,
    /// Letters beyond a to z stand in a name as `xn--`.
    Letters,
    /// It is no domain name.
    Malformed,
}

impl NameError {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotAlone => "a name alone, without https://, port or path",
            Self::Number => "a number is no name: passkeys and certificates need a domain name",
            Self::Local => "a name of this machine alone, which `aluma up` has without --at",
            Self::Letters => {
                "letters beyond a to z are written as xn--..., as your registrar shows it"
            }
            Self::Malformed => "not a domain name such as aluma.example",
        }
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words())
    }
}

impl std::error::Error for NameError {}

impl Name {
    /// Reads a name.
    ///
    /// # Errors
    /// [`NameError`].
    pub fn parse(text: &str) -> Result<Self, NameError> {
        if text.parse::<std::net::IpAddr>().is_ok() || text.starts_with('[') {
            return Err(NameError::Number);
        }
        if text.contains(['/', ':', '@', '?', '#']) {
            return Err(NameError::NotAlone);
        }
        if !text.is_ascii() {
            return Err(NameError::Letters);
        }
        let name = text.strip_suffix('.').unwrap_or(text).to_ascii_lowercase();
        let labels: Vec<_> = name.split('.').collect();
        let last = labels.last().copied().unwrap_or_default();
        if last == "localhost" {
            return Err(NameError::Local);
        }
        if last.bytes().all(|byte| byte.is_ascii_digit()) && !last.is_empty() {
            return Err(NameError::Number);
        }
        let good =
            name.len() <= 253 && labels.len() >= 2 && labels.iter().all(|label| is_label(label));
        if good { Ok(Self(name)) } else { Err(NameError::Malformed) }
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a passkey that is made on this name says of it.
    pub fn site(&self) -> Hash32 {
        rp_hash(&self.0)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_label(label: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(good)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_domain_name_and_nothing_around_it() {
        let long = |label: usize| format!("{}.example", "a".repeat(label));
        let longest =
            format!("{}.{}.{}.{}", "a".repeat(63), "b".repeat(63), "c".repeat(63), "d".repeat(61));
        for good in ["aluma.example", "a.b", "xn--7dbdz.example", "1.example", &long(63), &longest]
        {
            assert_eq!(Name::parse(good).expect(good).as_str(), good);
        }
        assert_eq!(Name::parse("Aluma.Example.").expect("a name").as_str(), "aluma.example");
        let too_long = format!("{longest}e");
        for (bad, why) in [
            ("", NameError::Malformed),
            (".", NameError::Malformed),
            ("example", NameError::Malformed),
            ("a..b", NameError::Malformed),
            ("-a.example", NameError::Malformed),
            ("a-.example", NameError::Malformed),
            ("a b.example", NameError::Malformed),
            ("a_b.example", NameError::Malformed),
            (&long(64), NameError::Malformed),
            (&too_long, NameError::Malformed),
            ("https://aluma.example", NameError::NotAlone),
            ("aluma.example:443", NameError::NotAlone),
            ("aluma.example/", NameError::NotAlone),
            ("me@aluma.example", NameError::NotAlone),
            ("127.0.0.1", NameError::Number),
            ("::1", NameError::Number),
            ("[::1]:443", NameError::Number),
            ("1.2.3", NameError::Number),
            ("localhost", NameError::Local),
            ("a.localhost", NameError::Local),
            ("אלומה.example", NameError::Letters),
        ] {
            assert_eq!(Name::parse(bad), Err(why), "{bad}");
        }
    }
}
