//! Finding what people wrote, communities and people: everything that the reader may see, and
//! nothing else.

use std::collections::{BTreeMap, BTreeSet};

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::{DaoAnswer, DaosView};
use aluma_core::discussion;
use aluma_core::governance::{Event as Decided, Fact};
use aluma_core::identity::Event as Identity;
use aluma_index::{Found, Page as Cut, words};
use aluma_types::codec::Canon;
use aluma_types::spec::IdKind;
use aluma_types::{AccountId, DaoId};
use axum::extract::Query;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::parts::say::Say;
use crate::parts::{empty, more, name};
use crate::visit::Visit;

/// Texts on one page.
const PAGE: usize = 40;
/// Bytes of a query that are looked at.
const MAX_QUERY: usize = 500;
/// Pages of communities whose names and purposes are looked through.
const COMMUNITY_PAGES: usize = 3;
/// Communities and people that are named.
const NAMED: usize = 12;

/// GET /search?q=&dao=&after=
pub(crate) async fn page(visit: Visit, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    visit
        .show(move |scene| {
            let given = Given::new(pairs);
            let q = given.get("q").unwrap_or_default();
            let q = q.get(..q.floor_char_boundary(MAX_QUERY)).unwrap_or_default().to_owned();
            let dao = given.get("dao").and_then(|text| scene.find(IdKind::DaoId, text)).map(DaoId);
            let after = given.get("after").and_then(|seq| seq.parse().ok()).unwrap_or(0);
            let wanted = Wanted::new(&q);
            let body = html! {
                h1 { (scene.say("web-search-title")) }
                (form(scene, &q, dao))
                @if wanted.is_nothing() {
                    p { (scene.say("web-search-hint")) }
                } @else {
                    (wanted.results(scene, &q, dao, after)?)
                }
            };
            let title = scene.say("web-search-title");
            Ok(Page::new(title, scene.say("web-search-sentence"), body).data("/v1/search"))
        })
        .await
}

fn form(scene: &Scene<'_>, q: &str, dao: Option<DaoId>) -> Markup {
    html! {
        form action="/search" method="get" data-keep {
            div.field {
                label for="search-q" { (scene.say("web-search")) }
                input #search-q type="search" name="q" value=(q) maxlength="200" dir="auto";
            }
            @if let Some(dao) = dao {
                div.field.check {
                    label { input type="checkbox" name="dao" value=(dao.0) checked; " "
                        (scene.say("web-search-only")) " " (name::dao_words(scene, dao)) }
                }
            }
            p.buttons { button type="submit" { (scene.say("web-search-go")) } }
        }
    }
}

/// The words of a query and everything that counts as them.
struct Wanted {
    words: Vec<String>,
    forms: Vec<BTreeSet<String>>,
}

impl Wanted {
    fn new(q: &str) -> Self {
        let words = words::split(q);
        let forms = words.iter().map(|word| all_forms(word)).collect();
        Self { words, forms }
    }

    const fn is_nothing(&self) -> bool {
        self.words.is_empty()
    }

    /// Whether a text has all of them.
    fn all_in(&self, text: &str) -> bool {
        let own: Vec<_> = words::split(text);
        let forms: BTreeSet<_> = own.iter().flat_map(|word| all_forms(word)).collect();
        self.words.iter().zip(&self.forms).all(|(word, wanted)| {
            let begins = |own: &String| word.is_ascii() && own.starts_with(word.as_str());
            !wanted.is_disjoint(&forms) || own.iter().any(begins)
        })
    }

    fn results(
        &self,
        scene: &Scene<'_>,
        q: &str,
        dao: Option<DaoId>,
        after: u64,
    ) -> Result<Markup, Refusal> {
        let found = scene.search(q, dao, Cut { after, limit: PAGE })?;
        let next = found.get(PAGE - 1).map(|row| row.seq);
        let (communities, people) = match (dao, after) {
            (None, 0) => (self.communities(scene)?, self.people(scene, q, &found)),
            _ => (Vec::new(), BTreeSet::new()),
        };
        let mut groups: BTreeMap<Option<DaoId>, Vec<&Found>> = BTreeMap::new();
        for row in found.iter().filter(|row| account_made(row).is_none()) {
            groups.entry(row.event.dao).or_default().push(row);
        }
        if communities.is_empty() && people.is_empty() && groups.is_empty() {
            return Ok(nothing(scene, dao));
        }
        let of = dao.map(|dao| format!("&dao={}", dao.0)).unwrap_or_default();
        let encoded = percent_encoding::utf8_percent_encode(q, percent_encoding::NON_ALPHANUMERIC);
        Ok(html! {
            @if !communities.is_empty() {
                h2 { (scene.say("web-communities")) }
                (crate::pages::communities::list(scene, communities.iter()))
            }
            @if !people.is_empty() {
                h2 { (scene.say("web-part-people")) }
                ul.rows { @for account in people { li { (name::account(scene, account)) } } }
            }
            @for (dao, rows) in &groups {
                h2 { @match dao {
                    Some(dao) => (name::dao(scene, *dao)),
                    None => (scene.say("web-search-ledger")),
                } }
                ol.rows { @for row in rows { (self.row(scene, row)) } }
            }
            @if let Some(next) = next {
                (more(&format!("/search?q={encoded}{of}&after={next}"), &scene.say("web-more")))
            }
        })
    }

    /// Communities whose name, handle or purpose has the words.
    fn communities(&self, scene: &Scene<'_>) -> Result<Vec<DaoAnswer>, Refusal> {
        let (mut found, mut after) = (Vec::new(), None);
        for _ in 0..COMMUNITY_PAGES {
            let page = scene.view(&DaosView { tag: None, after })?;
            for dao in page.daos.iter() {
                let texts = [dao.name.id, dao.handle.text.id, dao.purpose.id];
                let text: Vec<_> = texts.iter().filter_map(|id| scene.words(id)).collect();
                if self.all_in(&text.join(" ")) && found.len() < NAMED {
                    found.push(dao.clone());
                }
            }
            after = page.next;
            if after.is_none() || found.len() >= NAMED {
                break;
            }
        }
        Ok(found)
    }

    /// Whoever is called exactly so, and those whose handles were found.
    fn people(&self, scene: &Scene<'_>, q: &str, found: &[Found]) -> BTreeSet<AccountId> {
        let exact = q.parse::<u64>().is_err().then(|| scene.find(IdKind::AccountId, q.trim()));
        let exact = exact.flatten().map(AccountId);
        let handles = found.iter().filter_map(account_made);
        exact.into_iter().chain(handles).take(NAMED).collect()
    }

    /// A text around the words that were found in it, and where it stands.
    fn row(&self, scene: &Scene<'_>, row: &Found) -> Markup {
        let (kind, to) = place(row);
        let Some(text) = scene.words(&row.body) else { return html! {} };
        html! {
            li {
                a href=(to) { (scene.say(&format!("web-search-in-{kind}"))) }
                p dir="auto" { (self.snippet(&text)) }
            }
        }
    }

    /// The text around what was found in it, with that marked.
    fn snippet(&self, text: &str) -> Markup {
        let (parts, [before, behind]) = words::quote(text, &self.words.join(" "));
        html! {
            @if before { "… " }
            @for part in &parts { @if part.is_hit { mark { (part.text) } } @else { (part.text) } }
            @if behind { " …" }
        }
    }
}

fn all_forms(word: &str) -> BTreeSet<String> {
    words::forms(word).split_whitespace().map(str::to_owned).collect()
}

/// Whose account a text is the handle of.
fn account_made(row: &Found) -> Option<AccountId> {
    if row.event.domain != "identity" {
        return None;
    }
    match Identity::from_bytes(&row.event.bytes) {
        Ok(Identity::AccountMade { account, .. }) => Some(account),
        _ => None,
    }
}

/// What kind of text it is, and where it is read.
fn place(row: &Found) -> (&'static str, String) {
    let event = (row.event.domain == "governance").then(|| Decided::from_bytes(&row.event.bytes));
    let dao = row.event.dao.map_or(0, |dao| dao.0);
    match event {
        Some(Ok(Decided { fact, .. })) => match fact {
            Fact::ProposalOpened { proposal, .. } => ("proposal", format!("/p/{}", proposal.0)),
            Fact::Resolved { proposal, .. } => ("resolution", format!("/p/{}", proposal.0)),
            Fact::VoteCast { proposal, .. } => ("reason", format!("/p/{}", proposal.0)),
            Fact::PollOpened { poll, .. } => ("poll", format!("/poll/{}", poll.0)),
            _ => ("record", format!("/c/{dao}/history")),
        },
        _ => match row.event.domain.as_str() {
            "treasury" => ("money", format!("/c/{dao}/treasury")),
            "discussion" => ("talk", thread(row, dao)),
            "dao" => ("community", format!("/c/{dao}")),
            _ => ("record", format!("/c/{dao}/history")),
        },
    }
}

/// The thread in which something was said.
fn thread(row: &Found, dao: u64) -> String {
    let fact = discussion::Event::from_bytes(&row.event.bytes).map(|event| event.fact);
    match fact {
        Ok(
            discussion::Fact::ThreadOpened { thread, .. }
            | discussion::Fact::PostMade { thread, .. }
            | discussion::Fact::PostEdited { thread, .. },
        ) => format!("/c/{dao}/talk/{thread}"),
        _ => format!("/c/{dao}/talk"),
    }
}

fn nothing(scene: &Scene<'_>, dao: Option<DaoId>) -> Markup {
    html! {
        (empty(&scene.say("web-search-nothing"), Some(("/c", &scene.say("web-look-around")))))
        ul {
            @for hint in ["words", "forms", "sign"] { li { (scene.say(&format!("web-search-try-{hint}"))) } }
            @if dao.is_some() { li { (scene.say("web-search-try-wide")) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_marked_and_what_people_wrote_is_escaped() {
        let text = "<script>alert(1)</script> the garden has a well";
        let told = Wanted::new("garden").snippet(text).into_string();
        assert!(told.contains("<mark>garden</mark>"), "{told}");
        assert!(!told.contains("<script>"), "{told}");
        let marked = Wanted::new("alert").snippet(text).into_string();
        assert!(
            marked.starts_with("&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;"),
            "{marked}"
        );
    }

    #[test]
    fn hebrew_words_are_marked_behind_their_particles() {
        let told = Wanted::new("הצעה").snippet("מה כתוב בהצעה הזאת").into_string();
        assert!(told.contains("<mark>בהצעה</mark>"), "{told}");
    }

    #[test]
    fn a_long_text_is_cut_around_the_first_hit() {
        let text = format!("{} well {}", "a ".repeat(500), "b ".repeat(500));
        let told = Wanted::new("well").snippet(&text).into_string();
        assert!(told.starts_with("… ") && told.ends_with('…'), "{told}");
        assert!(told.contains("<mark>well</mark>"));
        assert!(told.len() < 300, "{told}");
    }

    #[test]
    fn all_words_must_be_there() {
        let wanted = Wanted::new("garden wel");
        assert!(wanted.all_in("The Garden: wells and more"));
        assert!(!wanted.all_in("The Garden"));
        assert!(Wanted::new(" ,. ").is_nothing());
    }
}
