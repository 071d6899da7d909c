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
                        li {
                            span class={ "dot " (part.class) } {} (part.label) " " b {
                                bdi { (part.words) }
                            }
                        }
                    }
                    @if let Some((_, label)) = mark { li { span."dot"."mark" {} (label) } }
                }
            }
        }
    }
}

/// A month, a week or the like, with two numbers to compare.
pub(crate) struct Column {
    /// What it is, in a few digits or letters.
    pub(crate) label: String,
    /// Its sizes; the scale does not matter.
    pub(crate) sizes: [u128; 2],
    /// The same numbers in words.
    pub(crate) words: [String; 2],
}

/// Height of the tallest column in its own units.
const HEIGHT: u128 = 100;
/// Width of a place, and of each of its two columns.
const PLACE: usize = 24;
const THICK: usize = 9;

/// A label below its columns; what follows a slash is left out where there is no room.
fn tick(label: &str) -> Markup {
    match label.split_once('/') {
        Some((short, rest)) => html! { bdi { (short) i { "/" (rest) } } },
        None => html! { bdi { (label) } },
    }
}

/// Pairs of columns side by side in the order of the page, and the same numbers as a table. `head`
/// names what the places are, `series` the two numbers with the classes of their colours.
pub(crate) fn columns(
    title: &str,
    head: &str,
    (series, classes): (&[String; 2], [&'static str; 2]),
    rows: &[Column],
) -> Markup {
    let tallest = rows.iter().flat_map(|row| row.sizes).max().unwrap_or(0);
    let unit = (tallest / HEIGHT).max(1);
    let tallest = (tallest / unit).max(1);
    // What is there is seen, however small.
    let tall = |size: u128| match (size / unit).saturating_mul(HEIGHT) / tallest {
        0 if size > 0 => 1,
        tall => tall,
    };
    let width = rows.len().saturating_mul(PLACE).max(1);
    html! {
        figure.columns-chart {
            svg viewBox={ "0 0 " (width) " 104" } preserveAspectRatio="none" role="img" aria-label=(title) {
                title { (title) }
                @for (place, row) in rows.iter().enumerate() {
                    @for (side, size) in row.sizes.iter().enumerate() {
                        @let tall = tall(*size);
                        rect class=(classes[side]) x=(place * PLACE + 2 + side * (THICK + 1)) y=(102 - tall)
                            width=(THICK) height=(tall) {}
                    }
                }
                line.base x1="0" x2=(width) y1="103" y2="103" {}
            }
            div.ticks aria-hidden="true" { @for row in rows { span { (tick(&row.label)) } } }
            figcaption {
                (title)
                ul.legend { @for (label, class) in series.iter().zip(classes) {
                    li { span class={ "dot " (class) } {} (label) }
                } }
            }
            details {
                summary { (title) }
                div.scroll tabindex="0" { table {
                    thead { tr {
                        th scope="col" { (head) }
                        @for label in series { th.number scope="col" { (label) } }
                    } }
                    tbody { @for row in rows { tr {
                        th scope="row" { bdi { (row.label) } }
                        @for words in &row.words { td.number { bdi dir="ltr" { (words) } } }
                    } } }
                } }
            }
        }
    }
}
