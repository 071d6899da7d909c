//! Words of pages, from `aluma-text` alone.

use aluma_api::Scene;
use aluma_text::Arg;

/// Says messages in the reader's language.
pub(crate) trait Say {
    /// A message. Where there is none its key is shown, which a test keeps from happening.
    fn say(&self, key: &str) -> String {
        self.say_of(key, &[])
    }

    /// A message with what it speaks of.
    fn say_of(&self, key: &str, data: &[(&str, Arg)]) -> String;
}

impl Say for Scene<'_> {
    fn say_of(&self, key: &str, data: &[(&str, Arg)]) -> String {
        aluma_text::text(self.lang, key, data, self).unwrap_or_else(|| key.to_owned())
    }
}

/// What the documentation of an action says, for a page: it speaks of DAOs, people of communities.
pub(crate) fn plain(text: &str) -> String {
    text.replace("DAOs", "communities").replace("DAO", "community")
}

/// A number that a message counts with.
pub(crate) fn count(number: impl TryInto<u128>) -> Arg {
    Arg::Number(number.try_into().unwrap_or(u128::MAX))
}
