//! What a form was given: pairs of paths and words, from an address or from a browser.

use std::collections::BTreeSet;

/// Pairs of a form in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Given(Vec<(String, String)>);

impl Given {
    /// These pairs; line breaks as texts have them, nothing but spaces is nothing.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Self {
        let tidy = |text: String| text.replace("\r\n", "\n").trim().to_owned();
        let pairs = pairs.into_iter().map(|(name, text)| (name, tidy(text)));
        Self(pairs.filter(|(_, text)| !text.is_empty()).collect())
    }

    /// Adds words under a path.
    pub(crate) fn put(&mut self, path: &str, words: String) {
        self.0.push((path.to_owned(), words));
    }

    /// The last words under a path.
    pub(crate) fn get(&self, path: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| name == path).map(|(_, text)| text.as_str())
    }

    /// All words under a path, in their order.
    pub(crate) fn all<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == path).map(|(_, text)| text.as_str())
    }

    /// Whether anything lies at a path or below it.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.0.iter().any(|(name, _)| is_at_or_below(name, path))
    }

    /// The places of a list that have something, in order.
    pub(crate) fn places(&self, path: &str) -> BTreeSet<u32> {
        let place = |name: &str| {
            let rest = name.strip_prefix(path)?.strip_prefix('[')?;
            rest.split_once(']')?.0.parse().ok()
        };
        self.0.iter().filter_map(|(name, _)| place(name)).collect()
    }

    /// The same with more pairs behind.
    pub(crate) fn with(&self, more: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(self.0.iter().cloned().chain(more).collect())
    }

    /// The first path that begins with none of these names, helpers apart.
    pub(crate) fn stranger<'a>(&self, mut known: impl FnMut(&str) -> bool + 'a) -> Option<&str> {
        let first = |name: &str| name.split(['.', '[']).next().unwrap_or_default().to_owned();
        let names = self.0.iter().map(|(name, _)| name.as_str());
        names.into_iter().find(|name| !is_helper(name) && !known(&first(name)))
    }
}

/// Whether a name is for the browser (`_`) or for this server (`x-`), and no field of an action.
fn is_helper(name: &str) -> bool {
    name.starts_with('_') || name.starts_with("x-")
}

fn is_at_or_below(name: &str, path: &str) -> bool {
    name.strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with('['))
}
