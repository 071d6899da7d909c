//! Where the node is reached, as pages need to know it.

/// What a page says of the node that serves it.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The origin that members use, such as `https://aluma.example`; `None` takes it from each
    /// request's `Host`, as a try-out on this machine does.
    pub origin: Option<String>,
    /// Whether its people and its past were made up to look around in.
    pub is_demo: bool,
}

impl Site {
    /// Whether passkeys that are made here stay on this machine: it has no name of its own.
    pub const fn is_tryout(&self) -> bool {
        self.origin.is_none()
    }

    /// The origin, where `host` is what the request says.
    pub fn origin(&self, host: &str) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{host}"))
    }

    /// Whether cookies may only travel encrypted.
    pub fn is_secure(&self) -> bool {
        self.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }
}
