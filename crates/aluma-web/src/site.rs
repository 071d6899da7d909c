//! Where the node is reached, as pages need to know it.

use std::sync::Arc;

use aluma_types::AccountId;

/// Somebody of a demo, whom any visitor may be.
#[derive(Clone, Debug)]
pub struct Guest {
    /// Their account.
    pub account: AccountId,
    /// The handle of their community, without `@`.
    pub community: String,
    /// What they do there, in the community's language; empty for most.
    pub part: String,
}

/// What a page says of the node that serves it.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The origin that members use, such as `https://aluma.example`; `None` takes it from each
    /// request's `Host`, as a try-out on this machine does.
    pub origin: Option<String>,
    /// Origins of other names that are answered too, such as the one before: a passkey that was made
    /// on one of them works on its pages alone.
    pub also: Vec<String>,
    /// The people of a demo, whose past was made up to look around in; nobody elsewhere.
    pub demo: Arc<[Guest]>,
}

impl Site {
    /// Whether its people and its past were made up.
    pub fn is_demo(&self) -> bool {
        !self.demo.is_empty()
    }

    /// Whether passkeys that are made here stay on this machine: it has no name of its own.
    pub const fn is_tryout(&self) -> bool {
        self.origin.is_none()
    }

    /// The origin, where `host` is what the request says.
    pub fn origin(&self, host: &str) -> String {
        let asked =
            |origin: &&String| origin.split_once("://").is_some_and(|(_, name)| name == host);
        let named = self.also.iter().find(asked).or(self.origin.as_ref());
        named.cloned().unwrap_or_else(|| format!("http://{host}"))
    }

    /// Whether cookies may only travel encrypted.
    pub fn is_secure(&self) -> bool {
        self.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stand_at_the_name_they_were_asked_for_where_it_is_one_of_the_nodes() {
        let site = Site {
            origin: Some("https://new.example".to_owned()),
            also: vec!["https://old.example:8443".to_owned()],
            demo: Arc::default(),
        };
        for (host, origin) in [
            ("new.example", "https://new.example"),
            ("old.example:8443", "https://old.example:8443"),
            ("old.example", "https://new.example"),
            ("evil.example", "https://new.example"),
        ] {
            assert_eq!(site.origin(host), origin);
        }
        assert_eq!(Site::default().origin("localhost:7171"), "http://localhost:7171");
    }
}
