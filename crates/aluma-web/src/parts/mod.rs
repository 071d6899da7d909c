//! What pages are made of. `/design` shows every part in both directions and themes.

pub(crate) mod chart;
pub(crate) mod choice;
pub(crate) mod name;
pub(crate) mod say;
pub(crate) mod tally;
pub(crate) mod value;

use maud::{Markup, html};

/// Nothing yet, and what to do about it.
pub(crate) fn empty(sentence: &str, act: Option<(&str, &str)>) -> Markup {
    html! {
        div.empty {
            p { (sentence) }
            @if let Some((to, label)) = act {
                p { a.button href=(to) { (label) } }
            }
        }
    }
}

/// How loud a word is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Something that is.
    Plain,
    /// Something that waits for somebody.
    Waits,
    /// Something good.
    Good,
    /// Something lost or refused.
    Bad,
}

impl Tone {
    const fn class(self) -> &'static str {
        match self {
            Self::Plain => "badge",
            Self::Waits => "badge waits",
            Self::Good => "badge good",
            Self::Bad => "badge bad",
        }
    }
}

/// A state in a word.
pub(crate) fn badge(tone: Tone, word: &str) -> Markup {
    html! { span class=(tone.class()) { (word) } }
}

/// Names and values in pairs.
pub(crate) fn facts(pairs: &[(String, Markup)]) -> Markup {
    html! {
        dl.facts {
            @for (name, value) in pairs {
                div { dt { (name) } dd { (value) } }
            }
        }
    }
}

/// A sentence that must not be missed.
pub(crate) fn notice(tone: Tone, content: &Markup) -> Markup {
    let class = match tone {
        Tone::Plain => "notice",
        Tone::Waits => "notice waits",
        Tone::Good => "notice good",
        Tone::Bad => "notice bad",
    };
    html! { div class=(class) { (content) } }
}

/// A box with a heading.
pub(crate) fn card(title: &str, content: &Markup) -> Markup {
    html! { section.card { h2 { (title) } (content) } }
}

/// Where the signer says that it is done, with the way to the receipt: beside a form that may be gone
/// when the page has changed.
pub(crate) fn done(id: &str) -> Markup {
    html! { p.says id=(id) data-done data-keep aria-live="polite" {} }
}

/// A link to what follows in a long list.
pub(crate) fn more(to: &str, label: &str) -> Markup {
    html! { p.more { a href=(to) rel="next" { (label) } } }
}
