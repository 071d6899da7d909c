//! The form of a file: lines `key: value`, sections between empty lines, `#` before what is said
//! to people. Bytes are lower-case hexadecimal digits.

use std::fmt::Display;

use aluma_types::hash::hex;

/// A file that is being written.
#[derive(Debug)]
pub struct Page(String);

impl Page {
    /// Begins with what the file holds, a sentence a line.
    pub fn new(about: &str) -> Self {
        let mut page = Self(String::new());
        page.say(about);
        page
    }

    /// A remark.
    pub fn say(&mut self, remark: &str) {
        for line in remark.lines() {
            self.0.push_str(&format!("# {line}\n"));
        }
    }

    /// Begins a section with its first line.
    pub fn section(&mut self, key: &str, value: impl Display) {
        self.0.push('\n');
        self.line(key, value);
    }

    /// A line.
    pub fn line(&mut self, key: &str, value: impl Display) {
        let value = value.to_string();
        let value = if value.is_empty() { "(none)" } else { &value };
        self.0.push_str(&format!("{key}: {value}\n"));
    }

    /// Bytes.
    pub fn bytes(&mut self, key: &str, bytes: &[u8]) {
        self.line(key, hex(bytes));
    }

    /// The file's text.
    pub fn text(self) -> String {
        self.0
    }
}

/// The lines of a file as pairs, without remarks and empty lines. A line without a value is none.
pub fn lines(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "))
}
