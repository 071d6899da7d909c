//! Every part that pages are made of, in both directions, to look at.

use aluma_text::Lang;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::parts::chart::{Column, Part, bar, columns};
use crate::parts::choice::{Way, ways};
use crate::parts::say::Say;
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

/// A sheaf: many stalks bound into one.
pub(crate) fn mark() -> Markup {
    html! {
        svg.mark viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            path d="M12 2v20M7.5 3.5C8 9 10 12 12 13.5c2-1.5 4-4.5 4.5-10" {}
            path d="M4 6c1 5 4 7.5 8 8.5 4-1 7-3.5 8-8.5" {}
            path d="M8.5 21.5C9 18 10 16 12 14.5c2 1.5 3 3.5 3.5 7" {}
            path.band d="M8.5 14.5h7" {}
        }
    }
}

/// Who can see it.
pub(crate) fn eye() -> Markup {
    html! {
        svg.icon viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            path d="M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12Z" {}
            circle cx="12" cy="12" r="3" {}
        }
    }
}

/// GET /design
pub(crate) async fn page(visit: Visit) -> Response {
    visit
        .show(|scene| {
            let title = scene.say("web-design");
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say("web-design-lead")) }
                @for lang in Lang::ALL {
                    div.specimen lang=(lang.code()) dir=(lang.dir()) {
                        h2 { (crate::page::own_name(lang)) }
                        (parts(lang))
                    }
                }
            };
            Ok(Page::new(title, scene.say("web-design-lead"), body))
        })
        .await
}

fn parts(lang: Lang) -> Markup {
    let words = |key: &str| {
        aluma_text::text(lang, key, &[], &aluma_text::Unknown).unwrap_or_else(|| key.to_owned())
    };
    let word = words("web-design-word");
    let sentence = words("web-design-sentence");
    let part = |key: &str, size: u128, class| Part {
        label: words(key),
        words: size.to_string(),
        size,
        class,
    };
    let votes = [
        part("web-for", 24, "for"),
        part("web-against", 7, "against"),
        part("web-abstain", 3, "abstain"),
        part("web-not-yet", 6, "rest"),
    ];
    let months = [(3u128, 5u128), (8, 2), (4, 4), (9, 6)];
    let months: Vec<_> = (1u8..)
        .zip(months)
        .map(|(month, (income, paid))| Column {
            label: format!("{month}/2026"),
            sizes: [income, paid],
            words: [income, paid].map(|size| format!("{size} TEC")),
        })
        .collect();
    let series = [words("web-money-in"), words("web-money-out")];
    html! {
        h1 { (word) " 1" } h2 { (word) " 2" } h3 { (word) " 3" }
        p.lead { (sentence) }
        p { (sentence) " " a href="/design" { (word) } " " (name::code("a1b2c3d4")) }
        p.small { (sentence) }
        p.buttons {
            a.button href="/design" { (word) } " " a.button.quiet href="/design" { (word) } " "
            button type="button" disabled { (word) }
        }
        p {
            @for tone in [Tone::Plain, Tone::Waits, Tone::Good, Tone::Bad] { (badge(tone, &word)) " " }
        }
        @for tone in [Tone::Plain, Tone::Waits, Tone::Good, Tone::Bad] {
            (notice(tone, &html! { (sentence) }))
        }
        (card(&word, &html! { p { (sentence) } }))
        (facts(&[(word.clone(), html! { (sentence) }), (word.clone(), html! { bdi { "1,250 TEC" } })]))
        (bar(&word, &votes, Some((500, &words("web-threshold")))))
        (columns(&word, &words("web-money-month"), (&series, ["for", "against"]), &months))
        (empty(&sentence, Some(("/design", &word))))
        div.field {
            label for={ "d-" (lang.code()) } { (word) }
            input #{ "d-" (lang.code()) } placeholder=(sentence);
            p.hint { (sentence) }
            p.problem { (sentence) }
        }
        (ways(&word, &format!("d-way-{}", lang.code()), &[
            Way { value: "a".to_owned(), label: word.clone(), more: sentence.clone(), is_chosen: true },
            Way { value: "b".to_owned(), label: word.clone(), more: sentence.clone(), is_chosen: false },
        ]))
        table {
            thead { tr { th { (word) } th.number { (word) } } }
            tbody { @for row in 1..4 { tr { td { (sentence) } td.number { bdi { (row * 1_250) } } } } }
        }
        div.dialog { h2 { (word) } p.says { (sentence) } p.buttons { button type="button" { (word) } } }
        (more("/design", &word))
    }
}
