//! Who and how much: names, sums, moments and texts, each set off so that Hebrew and Latin beside
//! it keep their places.

use aluma_api::Scene;
use aluma_types::json::Lookup;
use aluma_types::spec::IdKind;
use aluma_types::{AccountId, Amount, Body, DaoId, Hash32, Name, Share, Span, Timestamp, show};
use maud::{Markup, html};

use crate::parts::say::Say;

/// A person, a program or a community by its name, linked to its page.
pub(crate) fn account(scene: &Scene<'_>, id: AccountId) -> Markup {
    html! { a.who href={ "/u/" (id.0) } { bdi { (account_words(scene, id)) } } }
}

/// A person's handle, or the number of one who has none.
pub(crate) fn account_words(scene: &Scene<'_>, id: AccountId) -> String {
    let name = scene.name(IdKind::AccountId, id.0);
    name.map_or_else(|| format!("#{}", id.0), |name| format!("@{name}"))
}

/// A community by its name, linked to its page.
pub(crate) fn dao(scene: &Scene<'_>, id: DaoId) -> Markup {
    html! { a.who href={ "/c/" (id.0) } { (dao_words(scene, id)) } }
}

/// A community's name.
pub(crate) fn dao_words(scene: &Scene<'_>, id: DaoId) -> Markup {
    match scene.name(IdKind::DaoId, id.0) {
        Some(name) => html! { bdi dir="auto" { (name) } },
        None => html! { bdi { "#" (id.0) } },
    }
}

/// As [`dao_words`], as plain text: inside an option of a choice there is no markup.
pub(crate) fn dao_plain(scene: &Scene<'_>, id: DaoId) -> String {
    scene.name(IdKind::DaoId, id.0).unwrap_or_else(|| format!("#{}", id.0))
}

/// A sum of an asset.
pub(crate) fn amount(scene: &Scene<'_>, amount: Amount) -> Markup {
    html! { bdi.sum dir="ltr" { (amount_words(scene, amount)) } }
}

/// A sum as plain text: `1,234.5 TEC`; base units where the asset is not the reader's to know.
pub(crate) fn amount_words(scene: &Scene<'_>, amount: Amount) -> String {
    match scene.asset(amount.asset) {
        Some((symbol, decimals)) => {
            format!("{} {symbol}", grouped(&show::amount(amount.units, decimals)))
        }
        None => format!("{} (#{})", amount.units, amount.asset.0),
    }
}

/// Digits before the point in groups of three.
pub(crate) fn grouped(number: &str) -> String {
    let (whole, rest) = match number.split_once('.') {
        Some((whole, part)) => (whole, format!(".{part}")),
        None => (number, String::new()),
    };
    let mut out = String::with_capacity(number.len().saturating_mul(2));
    for (index, digit) in whole.chars().enumerate() {
        let left = whole.len().saturating_sub(index);
        if index > 0 && left.is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out.push_str(&rest);
    out
}

/// A moment; the browser rewrites it in the reader's own time zone.
pub(crate) fn moment(scene: &Scene<'_>, time: Timestamp) -> Markup {
    let machine = show::time(time).replacen(' ', "T", 1).replace(" UTC", "Z");
    html! {
        time datetime=(machine) data-local { bdi { (aluma_text::time(scene.lang, minute(time))) } }
    }
}

/// The minute of a moment: people meet at minutes.
pub(crate) const fn minute(time: Timestamp) -> Timestamp {
    Timestamp(time.0 - time.0 % 60_000)
}

/// A duration.
pub(crate) fn span(scene: &Scene<'_>, span: Span) -> String {
    aluma_text::span(scene.lang, span)
}

/// A part of a whole in per cent.
pub(crate) fn share(share: Share) -> String {
    show::percent(share)
}

/// A short text that somebody wrote; a word in its place where it was erased.
pub(crate) fn body<const N: usize>(scene: &Scene<'_>, body: &Body<N>) -> Markup {
    words(scene, &body.id)
}

/// The words of a text's id.
pub(crate) fn words(scene: &Scene<'_>, id: &Hash32) -> Markup {
    match scene.words(id) {
        Some(words) => html! { bdi dir="auto" { (words) } },
        None => html! { span.erased { (scene.say("web-erased")) } },
    }
}

/// As [`words`], as plain text for titles.
pub(crate) fn words_plain(scene: &Scene<'_>, id: &Hash32) -> String {
    scene.words(id).unwrap_or_else(|| scene.say("web-erased"))
}

/// A unique name.
pub(crate) fn handle<const N: usize>(scene: &Scene<'_>, name: &Name<N>) -> Option<String> {
    scene.words(&name.text.id)
}

/// A long text in Markdown.
pub(crate) fn prose(scene: &Scene<'_>, id: &Hash32) -> Markup {
    match scene.words(id) {
        Some(words) => html! { div.prose dir="auto" { (crate::markdown::html(&words)) } },
        None => html! { p.erased { (scene.say("web-erased")) } },
    }
}

/// A hash or a key, to compare and to copy.
pub(crate) fn code(text: &str) -> Markup {
    html! { code.code dir="ltr" { bdi { (text) } } }
}
