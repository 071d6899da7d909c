//! Elements in their order, indented, with what people wrote escaped.

/// A document that grows from its first element to its last.
pub(crate) struct Xml {
    text: String,
    open: Vec<&'static str>,
}

impl Xml {
    pub(crate) fn new() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(), open: Vec::new() }
    }

    fn indent(&mut self) {
        self.text += &"  ".repeat(self.open.len());
    }

    /// An element with others in it.
    pub(crate) fn within(&mut self, name: &'static str, fill: impl FnOnce(&mut Self)) {
        self.with(name, "", fill);
    }

    /// As [`Xml::within`], with attributes that this program wrote.
    pub(crate) fn with(
        &mut self,
        name: &'static str,
        attributes: &str,
        fill: impl FnOnce(&mut Self),
    ) {
        self.indent();
        self.text += &format!("<{name}{attributes}>\n");
        self.open.push(name);
        fill(self);
        self.open.pop();
        self.indent();
        self.text += &format!("</{name}>\n");
    }

    /// An element with words in it.
    pub(crate) fn leaf(&mut self, name: &str, words: &str) {
        self.leaf_with(name, "", words);
    }

    /// As [`Xml::leaf`], with attributes that this program wrote.
    pub(crate) fn leaf_with(&mut self, name: &str, attributes: &str, words: &str) {
        self.indent();
        self.text += &format!("<{name}{attributes}>{}</{name}>\n", escaped(words));
    }

    pub(crate) fn finish(self) -> String {
        self.text
    }
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&apos;")
}
