//! Charts as SVG by the server, each with a title and a table of the same numbers.

use maud::{Markup, html};

/// One part of a bar.
pub(crate) struct Part {
    /// What it is.
    pub(crate) label: String,
    /// Its number in words.
    pub(crate) words: String,
    /// Its size; the scale does not matter.
    pub(crate) size: u128,
    /// Class of its colour: `for`, `against`, `abstain`, `rest`, `a` to `f`.
    pub(crate) class: &'static str,
}

/// Width of a bar in its own units.
const WIDTH: u128 = 1_000;

/// Parts of a whole as one bar. `mark` is where a line is drawn, in thousandths of the whole.
pub(crate) fn bar(title: &str, parts: &[Part], mark: Option<(u128, &str)>) -> Markup {
    let whole = parts.iter().fold(0u128, |sum, part| sum.saturating_add(part.size)).max(1);
    // Downscaled first, so that no product overflows.
    let unit = (whole / WIDTH).max(1);
    let whole = (whole / unit).max(1);
    let mut at = 0u128;
    let spans: Vec<_> = parts
        .iter()
        .map(|part| {
            let width = (part.size / unit).saturating_mul(WIDTH) / whole;
            let from = at;
            at = at.saturating_add(width);
            (from, width, part)
        })
        .collect();
    html! {
        figure.bar {
            svg viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label=(title) {
                title { (title) }
                rect.track x="0" y="4" width="1000" height="20" {}
                @for (from, width, part) in &spans {
                    rect class=(part.class) x=(from) y="4" width=(width) height="20" {}
                }
                @if let Some((mark, _)) = mark {
                    line.mark x1=(mark) x2=(mark) y1="0" y2="28" {}
                }
            }
            figcaption {
                ul.legend {
                    @for part in parts {
                        li { span class={ "dot " (part.class) } {} (part.label) " " b { bdi { (part.words) } } }
                    }
                    @if let Some((_, label)) = mark { li { span."dot"."mark" {} (label) } }
                }
            }
        }
    }
}
