//! One of a few ways, each with a sentence about it.

use maud::{Markup, html};

/// A way to choose.
pub(crate) struct Way {
    /// What the form sends.
    pub(crate) value: String,
    /// Its name.
    pub(crate) label: String,
    /// What it means.
    pub(crate) more: String,
    /// Whether it is chosen to begin with.
    pub(crate) is_chosen: bool,
}

/// Ways under a question.
pub(crate) fn ways(question: &str, path: &str, ways: &[Way]) -> Markup {
    html! {
        fieldset.choice.ways {
            legend { (question) }
            @for way in ways {
                label {
                    input type="radio" name=(path) value=(way.value) checked[way.is_chosen];
                    " " b { (way.label) } " " span.small { (way.more) }
                }
            }
            p.problem data-problem-for=(path) role="alert" hidden {}
        }
    }
}
