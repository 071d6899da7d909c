//! The report as a picture: each part of a whole as a bar, with a title and a description that says the
//! same in words.

use super::{Report, decimal};

/// Height of one figure: its words, and its bar below them. So it is as wide as a phone, and its words
/// are not smaller there than those of the page.
const LINE: usize = 48;
/// Height of the title.
const TITLE: usize = 32;
/// Where bars begin, and how long a whole one is.
const BAR: (usize, usize) = (6, 286);

/// An SVG document. `words` says what a figure is called, in the reader's language.
pub fn svg(report: &Report, title: &str, words: impl Fn(&str, Option<u64>) -> String) -> String {
    let parts = parts(report);
    let height = parts.len() * LINE + TITLE + 8;
    let told: Vec<_> = parts
        .iter()
        .map(|(name, asset, part)| format!("{}: {}", words(name, *asset), decimal(*part)))
        .collect();
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 344 {height}\" role=\"img\" \
         fill=\"currentColor\" font-family=\"sans-serif\" font-size=\"14\"><title>{}</title><desc>{}</desc>\
         <text x=\"6\" y=\"20\" font-weight=\"bold\">{}</text>",
        escaped(title),
        escaped(&told.join("; ")),
        escaped(title),
    );
    for (line, (name, asset, part)) in (0usize..).zip(&parts) {
        let (top, (from, whole)) = (line * LINE + TITLE, BAR);
        let long = usize::try_from(*part).unwrap_or(0) * whole / 1_000_000;
        text.push_str(&format!(
            "<text x=\"{from}\" y=\"{words}\">{name}</text>\
             <rect x=\"{from}\" y=\"{bar}\" width=\"{whole}\" height=\"14\" fill=\"#e6e0d2\"/>\
             <rect x=\"{from}\" y=\"{bar}\" width=\"{long}\" height=\"14\" fill=\"#2f6d59\"/>\
             <text x=\"{end}\" y=\"{value}\">{part}</text>",
            words = top + 14,
            bar = top + 21,
            value = top + 33,
            end = from + whole + 8,
            name = escaped(&words(name, *asset)),
            part = decimal(*part),
        ));
    }
    text.push_str("</svg>");
    text
}

/// Figures that are parts of a whole, and known.
fn parts(report: &Report) -> Vec<(&'static str, Option<u64>, u64)> {
    let whole = [
        ("gini_points", report.gini_points),
        ("top_ten_points", report.top_ten_points),
        ("reciprocal_praise", report.reciprocal_praise),
        ("review_concentration", report.review_concentration),
    ];
    let mut parts: Vec<_> =
        whole.into_iter().filter_map(|(name, part)| Some((name, None, part?))).collect();
    for pay in &report.pay {
        let own = [
            ("gini_pay", pay.gini),
            ("top_ten_pay", pay.top_ten),
            ("rank_change", pay.rank_change),
        ];
        parts.extend(
            own.into_iter().filter_map(|(name, part)| Some((name, Some(pay.asset), part?))),
        );
    }
    parts
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
