//! What happened in a community, day by day, each fact in a sentence with its receipt.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::Visibility;
use aluma_core::dao::views::DaoAnswer;
use aluma_index::{Page as Cut, ToldRow};
use aluma_types::spec::TypeSpec;
use aluma_types::value::Value;
use aluma_types::{Timestamp, show};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community::{find, frame, title};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, empty, more, name, value};
use crate::visit::Visit;

/// Facts on one page.
const PAGE: usize = 60;
/// Facts that are looked through for one page, in steps of as many.
const LOOKED_AT: (usize, usize) = (1_200, 120);
/// As many of a kind side by side are told one by one; the others are folded behind them.
const RUN: usize = 3;

/// What a reader may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    All,
    Money,
    People,
    Decisions,
    Rules,
}

impl Kind {
    const EACH: [Self; 5] = [Self::All, Self::Money, Self::People, Self::Decisions, Self::Rules];

    const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Money => "money",
            Self::People => "people",
            Self::Decisions => "decisions",
            Self::Rules => "rules",
        }
    }

    fn of(word: &str) -> Self {
        Self::EACH.into_iter().find(|kind| kind.word() == word).unwrap_or(Self::All)
    }

    /// The domains whose facts may be of this kind; none is all.
    const fn domains(self) -> &'static [&'static str] {
        match self {
            Self::All => &[],
            Self::Money => &["treasury"],
            Self::Decisions => &["governance"],
            Self::People | Self::Rules => &["dao"],
        }
    }

    fn has(self, domain: &str, name: &str) -> bool {
        match self {
            Self::People => domain == "dao" && !RULES.contains(&name),
            Self::Rules => domain == "dao" && RULES.contains(&name),
            _ => self.domains().is_empty() || self.domains().contains(&domain),
        }
    }
}

/// Facts of a community that are about its rules and not about one of its people.
const RULES: [&str; 11] = [
    "dao-founded",
    "charter-amended",
    "season-ended",
    "domain-opened",
    "domain-closed",
    "role-defined",
    "role-set",
    "pause-began",
    "pause-ended",
    "manner-changed",
    "tags-set",
];

/// GET /c/{dao}/history?kind=&after=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let given = Given::new(pairs);
            let kind = Kind::of(given.get("kind").unwrap_or_default());
            let after = given.get("after").and_then(|seq| seq.parse().ok()).unwrap_or(0);
            let (rows, next) = rows(scene, &dao, kind, after)?;
            let here = format!("/c/{}/history?kind={}", dao.dao.0, kind.word());
            let body = html! {
                h1 { (scene.say("web-record")) }
                (kinds(scene, &dao, kind))
                (days(scene, &rows))
                @if let Some(next) = next {
                    (more(&format!("{here}&after={next}"), &scene.say("web-record-older")))
                }
                (feeds(scene, &dao))
            };
            let title = format!("{} · {}", scene.say("web-record"), title(scene, &dao));
            let mut page = Page::new(title, scene.say("web-record-sentence"), body);
            if dao.visibility == Visibility::Open {
                let atom = format!("/c/{}/feed.atom?lang={}", dao.dao.0, scene.lang.code());
                page = page.link("alternate", "application/atom+xml", atom);
            }
            if after == 0 {
                page = page.live();
            }
            let data = format!("/v1/events?dao={}", dao.dao.0);
            Ok(page.of(frame(scene, &dao, "history")).data(data))
        })
        .await
}

/// The newest facts of a kind before a cursor, and the cursor to go on from.
///
/// # Errors
/// Where the reader may not read the community.
pub(crate) fn rows(
    scene: &Scene<'_>,
    dao: &DaoAnswer,
    kind: Kind,
    after: u64,
) -> Result<(Vec<ToldRow>, Option<u64>), Refusal> {
    let (most, step) = LOOKED_AT;
    let (mut found, mut after) = (Vec::new(), after);
    for _ in 0..most / step {
        let rows = scene.latest(dao.dao, kind.domains(), Cut { after, limit: step })?;
        let many = rows.len();
        for row in rows {
            after = row.event.seq;
            let is_wanted = fact(scene, &row)
                .and_then(|(spec, value)| aluma_text::event_name(spec, &value))
                .is_some_and(|name| kind.has(&row.event.domain, name));
            if is_wanted {
                found.push(row);
            }
            if found.len() == PAGE {
                return Ok((found, Some(after)));
            }
        }
        if many < step {
            return Ok((found, None));
        }
    }
    Ok((found, Some(after)))
}

/// A fact's shape and value.
fn fact(scene: &Scene<'_>, row: &ToldRow) -> Option<(&'static TypeSpec, Value)> {
    let mut all = scene.node().registry().events.iter();
    let (_, spec) = all.find(|(domain, _)| *domain == row.event.domain)?;
    Some((spec, spec.decode(&row.event.bytes).ok()?))
}

/// A fact in a sentence; `None` where this program cannot read it.
pub(crate) fn sentence(scene: &Scene<'_>, row: &ToldRow) -> Option<String> {
    let (spec, value) = fact(scene, row)?;
    aluma_text::event_sentence(scene.lang, (&row.event.domain, spec), &value, scene)
}

fn kinds(scene: &Scene<'_>, dao: &DaoAnswer, chosen: Kind) -> Markup {
    html! {
        nav.tabs aria-label=(scene.say("web-record-kinds")) {
            @for kind in Kind::EACH {
                a href={ "/c/" (dao.dao.0) "/history?kind=" (kind.word()) }
                    aria-current=[(kind == chosen).then_some("page")] {
                    (scene.say(&format!("web-record-kind-{}", kind.word())))
                }
            }
        }
    }
}

fn days(scene: &Scene<'_>, rows: &[ToldRow]) -> Markup {
    if rows.is_empty() {
        return empty(&scene.say("web-record-nothing"), None);
    }
    let days = rows.chunk_by(|one, next| show::date(one.time) == show::date(next.time));
    html! {
        @for day in days {
            @if let Some(first) = day.first() {
                h2 { bdi { (day_words(scene, first.time)) } }
            }
            ol.rows { @for run in day.chunk_by(|one, next| alike(scene, one, next)) { (told(scene, run)) } }
        }
    }
}

/// Whether two facts are of one kind, so that the fortieth ballot of a day need not be read.
fn alike(scene: &Scene<'_>, one: &ToldRow, next: &ToldRow) -> bool {
    let name = |row| {
        let (spec, value) = fact(scene, row)?;
        aluma_text::event_name(spec, &value)
    };
    one.event.domain == next.event.domain && name(one) == name(next)
}

fn told(scene: &Scene<'_>, run: &[ToldRow]) -> Markup {
    let (first, rest) = run.split_at(RUN.min(run.len()));
    html! {
        @for row in first { (line(scene, row)) }
        @if !rest.is_empty() {
            li {
                details {
                    summary { (scene.say_of("web-record-alike", &[("count", count(rest.len()))])) }
                    ol.rows { @for row in rest { (line(scene, row)) } }
                }
            }
        }
    }
}

/// One fact with its time, which leads to its receipt.
pub(crate) fn line(scene: &Scene<'_>, row: &ToldRow) -> Markup {
    let said = sentence(scene, row);
    html! {
        li {
            @match said {
                Some(said) => span dir="auto" { (said) },
                None => @if let Some((spec, value)) = fact(scene, row)
                { (value::value(scene, spec, &value)) },
            }
            @if row.event.by_agent { " " (badge(Tone::Plain, &scene.say("web-record-agent"))) }
            " " a.small href={ "/receipt/" (row.receipt.to_string()) } { (name::moment(scene, row.time)) }
        }
    }
}

/// A day in digits, as the language writes it.
fn day_words(scene: &Scene<'_>, time: Timestamp) -> String {
    let words = aluma_text::time(scene.lang, time);
    words.split([' ', ',']).next().unwrap_or_default().to_owned()
}

/// Where the same can be followed without a browser; only what everybody may read has an address
/// that anybody may keep.
fn feeds(scene: &Scene<'_>, dao: &DaoAnswer) -> Markup {
    let (id, lang) = (dao.dao.0, scene.lang.code());
    html! {
        h2 { (scene.say("web-record-follow")) }
        @if dao.visibility == Visibility::Open {
            p.buttons {
                a.button.quiet href={ "/c/" (id) "/feed.atom?lang=" (lang) } {
                    (scene.say("web-record-atom"))
                }
                a.button.quiet href={ "/c/" (id) "/calendar.ics?lang=" (lang) } {
                    (scene.say("web-record-ics"))
                }
            }
            p.small { (scene.say("web-record-follow-more")) }
        } @else {
            p { (scene.say("web-record-no-feed")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use aluma_core::registry::REGISTRY;
    use aluma_text::event_keys;

    use super::*;

    #[test]
    fn each_fact_of_a_community_is_of_one_kind_besides_all() {
        let names: Vec<_> = REGISTRY
            .events
            .iter()
            .filter(|(domain, _)| ["dao", "governance", "treasury"].contains(domain))
            .flat_map(|(domain, spec)| {
                let keys = event_keys(domain, spec).into_iter();
                keys.map(move |(key, _)| (*domain, key))
            })
            .collect();
        assert!(names.len() > 70);
        for (domain, key) in names {
            let name = key.strip_prefix(&format!("event-{domain}-")).expect("a key");
            let kinds = Kind::EACH.into_iter().filter(|kind| kind.has(domain, name)).count();
            assert_eq!(kinds, 2, "{domain} {name}");
        }
        // And no name stands among the rules that no fact has.
        let (_, spec) = REGISTRY.events.iter().find(|(domain, _)| *domain == "dao").unwrap();
        let known: Vec<_> = event_keys("dao", spec).into_iter().map(|(key, _)| key).collect();
        for name in RULES {
            assert!(known.contains(&format!("event-dao-{name}")), "{name}");
        }
    }

    #[test]
    fn an_unknown_kind_is_all() {
        assert_eq!(Kind::of("money"), Kind::Money);
        assert_eq!(Kind::of(""), Kind::All);
        assert_eq!(Kind::of("<script>"), Kind::All);
    }
}
