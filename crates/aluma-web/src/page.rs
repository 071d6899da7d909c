//! The document around a page.

use aluma_api::Scene;
use aluma_text::{Arg, Lang};
use aluma_types::DaoId;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value as Json;

use crate::assets::Asset;
use crate::pages::enter;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, name, notice};
use crate::visit::Visit;

/// What a page says; [`Page::draw`] puts the document around it.
pub(crate) struct Page {
    title: String,
    sentence: String,
    body: Markup,
    community: Option<Community>,
    live: bool,
    data: Vec<String>,
    links: Vec<Link>,
}

/// What else there is of a page, for programs.
struct Link {
    rel: &'static str,
    kind: &'static str,
    to: String,
}

/// The community that a page belongs to.
pub(crate) struct Community {
    /// Its number.
    pub(crate) dao: DaoId,
    /// What it calls itself.
    pub(crate) name: Markup,
    /// Who can see this page, in words.
    pub(crate) seen_by: String,
    /// Which of its pages this is.
    pub(crate) tab: &'static str,
}

/// A drawn page.
pub(crate) struct Document(Markup);

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        Html(self.0.into_string()).into_response()
    }
}

impl Page {
    /// A page with its title, and a sentence for previews in chats.
    pub(crate) fn new(title: impl Into<String>, sentence: impl Into<String>, body: Markup) -> Self {
        let (title, sentence) = (title.into(), sentence.into());
        Self {
            title,
            sentence,
            body,
            community: None,
            live: false,
            data: Vec::new(),
            links: Vec::new(),
        }
    }

    /// Belongs to a community.
    pub(crate) fn of(self, community: Community) -> Self {
        Self { community: Some(community), ..self }
    }

    /// Draws itself anew when something happens that it shows.
    pub(crate) fn live(self) -> Self {
        Self { live: true, ..self }
    }

    /// Where its data can be had as JSON.
    pub(crate) fn data(mut self, address: impl Into<String>) -> Self {
        self.data.push(address.into());
        self
    }

    /// Has something beside it for programs: how it is related, its media type, where it is.
    pub(crate) fn link(
        mut self,
        rel: &'static str,
        kind: &'static str,
        to: impl Into<String>,
    ) -> Self {
        self.links.push(Link { rel, kind, to: to.into() });
        self
    }

    /// The whole document.
    pub(crate) fn draw(&self, visit: &Visit, scene: Option<&Scene<'_>>) -> Document {
        let frame = Frame { page: self, visit };
        Document(match scene {
            Some(scene) => frame.document(scene),
            None => html! {},
        })
    }
}

struct Frame<'a> {
    page: &'a Page,
    visit: &'a Visit,
}

impl Frame<'_> {
    fn document(&self, scene: &Scene<'_>) -> Markup {
        let (page, lang) = (self.page, scene.lang);
        html! {
            (DOCTYPE)
            html lang=(lang.code()) dir=(lang.dir()) data-theme="auto" {
                (self.head(scene))
                body data-reader=[scene.reader.map(|reader| reader.0)] {
                    a.skip href="#main" { (scene.say("web-skip")) }
                    (self.top(scene))
                    @if self.visit.web.site.is_demo() {
                        aside aria-label=(scene.say("web-demo-nav")) {
                            (notice(Tone::Waits, &html! { (scene.say("web-demo")) " "
                                a href="/demo" { (scene.say("web-demo-people")) } }))
                        }
                    }
                    div #stream hx-sse:connect=[self.stream(scene)] hx-nonce=(self.visit.nonce.0) {
                        main #main tabindex="-1" hx-get=[page.live.then_some(&self.visit.path)]
                            hx-trigger=[page.live.then_some("changed from:#stream")]
                            hx-select="#main" hx-target="#main" hx-swap="outerMorph"
                            hx-nonce=(self.visit.nonce.0) {
                            @if let Some(community) = &page.community {
                                (self.community(scene, community))
                            }
                            (page.body)
                        }
                    }
                    (self.foot(scene))
                }
            }
        }
    }

    fn stream(&self, scene: &Scene<'_>) -> Option<String> {
        let height = scene.look(|look, _| look.height);
        let dao = self.page.community.as_ref().map(|it| format!("&dao={}", it.dao.0));
        let dao = dao.unwrap_or_default();
        self.page.live.then(|| format!("/live?after={height}{dao}"))
    }

    fn head(&self, scene: &Scene<'_>) -> Markup {
        let (page, nonce) = (self.page, &*self.visit.nonce.0);
        let origin = self.visit.origin();
        let style = Asset::of("style.css");
        // A server that has no place left says so without a body: the page stays as it is.
        let config = r#"{"includeIndicatorCSS":false,"extensions":"hx-csp,sse",
            "noSwap":[204,304,"429","5xx"],"morphSkip":"[data-keep],dialog,details[open]","history":false}"#;
        html! {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (page.title) " · Aluma" }
                meta name="description" content=(page.sentence);
                meta property="og:title" content=(page.title);
                meta property="og:description" content=(page.sentence);
                meta property="og:type" content="website";
                meta property="og:site_name" content="Aluma";
                meta property="og:locale"
                    content=(match scene.lang { Lang::En => "en_GB", Lang::He => "he_IL" });
                meta property="og:url" content={ (origin) (self.visit.path) };
                meta property="og:image" content={ (origin) (Asset::of("card.png").path) };
                meta name="twitter:card" content="summary";
                meta name="color-scheme" content="light dark";
                meta name="aluma-network" content=(scene.node().network().to_string());
                meta name="htmx-config" content=(config);
                @for lang in Lang::ALL {
                    link rel="alternate" hreflang=(lang.code()) href=(self.in_language(lang));
                }
                @for link in &page.links {
                    link rel=(link.rel) type=(link.kind) href=(link.to);
                }
                link rel="icon" type="image/svg+xml" href=(Asset::of("icon.svg").path);
                link rel="stylesheet" href=(style.path) integrity=(style.integrity);
                // The signer itself is fetched by the last of them, when somebody is about to sign.
                @for name in ["htmx.js", "hx-csp.js", "hx-sse.js", "page.js", "signer-start.js"] {
                    @let asset = Asset::of(name);
                    script defer nonce=(nonce) src=(asset.path) integrity=(asset.integrity) {}
                }
            }
        }
    }

    /// This page in a language.
    fn in_language(&self, lang: Lang) -> String {
        let (path, query) = self.visit.path.split_once('?').unwrap_or((&self.visit.path, ""));
        let rest: Vec<_> = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="))
            .collect();
        let own = format!("lang={}", lang.code());
        let pairs = rest.into_iter().chain([own.as_str()]).collect::<Vec<_>>().join("&");
        format!("{path}?{pairs}")
    }

    fn top(&self, scene: &Scene<'_>) -> Markup {
        let other = match scene.lang {
            Lang::En => Lang::He,
            Lang::He => Lang::En,
        };
        html! {
            header.top {
                div.bar-in {
                    a.brand href="/" { (crate::pages::design::mark()) bdi { "Aluma" } }
                    nav aria-label=(scene.say("web-nav")) {
                        a href="/c" { (scene.say("web-communities")) }
                        @if scene.reader.is_some() {
                            a href="/mine" { (scene.say("web-mine")) }
                        }
                    }
                    form.search role="search" aria-label=(scene.say("web-search-all")) action="/search"
                        method="get" {
                        label.hidden for="q" { (scene.say("web-search")) }
                        input #q type="search" name="q" placeholder=(scene.say("web-search")) maxlength="200";
                    }
                    div.tools {
                        a.tool.find href="/search" aria-label=(scene.say("web-search")) { "⌕" }
                        a.tool lang=(other.code()) hreflang=(other.code()) href=(self.in_language(other))
                            data-language=(other.code()) { (own_name(other)) }
                        button.tool type="button" data-theme-switch
                            aria-label=(scene.say("web-theme")) {
                            "◐"
                        }
                        (self.reader(scene))
                    }
                }
            }
        }
    }

    fn reader(&self, scene: &Scene<'_>) -> Markup {
        match scene.reader {
            Some(reader) => {
                let name = name::account_words(scene, reader);
                html! { a.tool.me href="/settings" { bdi { (name) } } }
            }
            None => html! {
                a.button.quiet href=(self.enter()) { (scene.say("web-enter")) }
            },
        }
    }

    /// Where somebody signs in and comes back here.
    fn enter(&self) -> String {
        match self.visit.path.as_str() {
            "/" => "/enter".to_owned(),
            path if path.starts_with("/enter") => "/enter".to_owned(),
            path => format!("/enter?then={}", utf8_percent_encode(path, NON_ALPHANUMERIC)),
        }
    }

    fn community(&self, scene: &Scene<'_>, community: &Community) -> Markup {
        let holds = |(_, pages): &&(&str, &[(&str, &str)])| {
            pages.iter().any(|(tab, _)| *tab == community.tab)
        };
        let around: &[_] = PARTS.iter().find(holds).map_or(&[], |(_, pages)| pages);
        html! {
            div.community {
                p.name { a href={ "/c/" (community.dao.0) } { (community.name) } }
                p.seen { (crate::pages::design::eye()) (community.seen_by) }
                nav.tabs aria-label=(scene.say("web-community-nav")) {
                    @for (part, pages) in PARTS {
                        @if let Some((first, path)) = pages.first() {
                            (tab(scene, community, (&format!("web-part-{part}"), path), (
                                *first == community.tab, pages.iter().eq(around)
                            )))
                        }
                    }
                }
                @if around.len() > 1 {
                    nav.tabs.inner aria-label=(scene.say("web-part-nav")) {
                        @for (name, path) in around {
                            (tab(scene, community, (&format!("web-tab-{name}"), path), (
                                *name == community.tab, false
                            )))
                        }
                    }
                }
            }
        }
    }

    fn foot(&self, scene: &Scene<'_>) -> Markup {
        let (height, time) = scene.look(|look, _| (look.height, look.now));
        let signer = Asset::of("signer.js");
        html! {
            footer.foot {
                p {
                    (scene.say_of("web-as-of", &[("height", count(height)), ("time",
                        Arg::Time(name::minute(time)))]))
                    " " a href="/verify" { (scene.say("web-verify")) }
                    @for address in &self.page.data {
                        " · " a href=(address) rel="alternate" type="application/json" {
                            (scene.say("web-json"))
                        }
                    }
                }
                p.small {
                    a href="/help" { (scene.say("web-help")) } " · "
                    a href="/design" { (scene.say("web-design")) } " · "
                    (scene.say("web-signer")) " " code dir="ltr" {
                        (signer.integrity.get(..23).unwrap_or_default()) "…"
                    }
                }
                @if self.visit.web.site.is_tryout() { p.small { (scene.say("web-tryout")) } }
            }
        }
    }
}

/// The pages of a community, by what one comes for: six words at once, and behind each at most five more.
pub(crate) const PARTS: [(&str, &[(&str, &str)]); 6] = [
    ("home", &[("home", "")]),
    ("decide", &[("proposals", "/proposals"), ("polls", "/polls"), ("talk", "/talk")]),
    (
        "work",
        &[
            ("work", "/work"),
            ("review", "/review"),
            ("learn", "/learn"),
            ("programmes", "/programmes"),
            ("works", "/works"),
        ],
    ),
    (
        "money",
        &[
            ("treasury", "/treasury"),
            ("rounds", "/rounds"),
            ("gifts", "/gifts"),
            ("capital", "/capital"),
        ],
    ),
    ("people", &[("people", "/people")]),
    ("rules", &[("charter", "/charter"), ("history", "/history")]),
];

/// A link of a community's navigation: to the page one is on, or to where that page belongs.
fn tab(
    scene: &Scene<'_>,
    community: &Community,
    (name, path): (&str, &str),
    (is_here, is_around): (bool, bool),
) -> Markup {
    let current = match (is_here, is_around) {
        (true, _) => Some("page"),
        (false, true) => Some("true"),
        (false, false) => None,
    };
    html! {
        a href={ "/c/" (community.dao.0) (path) } aria-current=[current] { (scene.say(name)) }
    }
}

/// A language's name in itself.
pub(crate) const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::He => "עברית",
    }
}

/// Being told no, as a page.
pub(crate) struct Refused;

impl Refused {
    /// The page of a problem.
    pub(crate) fn page(scene: &Scene<'_>, problem: &Json) -> Page {
        let text = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
        let (title, detail, hint) = (text("title"), text("detail"), text("hint"));
        let body = html! {
            h1 { (title) }
            p.lead { (detail) }
            @if !hint.is_empty() { p { (hint) } }
            // What is not there for a stranger may be for a member: the same words for both.
            @if scene.reader.is_none() {
                p { (scene.say("web-missing-enter")) }
                (enter::ways_in(scene))
            }
            p { a href="/" { (scene.say("web-to-start")) } }
            p.small {
                (scene.say("web-code"))
                " " (name::code(&format!("{} {}", problem["code"], text("name"))))
            }
        };
        Page::new(title, detail, body)
    }
}
