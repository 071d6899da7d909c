//! A page that lists what a community has of something, with the way to more of it: the same for all kinds.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_types::DaoId;
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::community;
use crate::parts::say::Say;
use crate::parts::{empty, more};
use crate::visit::Visit;

/// Rows on one page of a list.
pub(crate) const SHOWN: usize = 40;

/// What a list is of.
pub(crate) struct Of {
    /// As paths, views and sentences name it.
    pub(crate) name: &'static str,
    /// The sentence that asks for one more.
    pub(crate) asks: &'static str,
    /// How one more comes about.
    pub(crate) comes: Comes,
}

/// How one more of something comes about.
pub(crate) enum Comes {
    /// By an act of whoever reads.
    Act(&'static str),
    /// By a proposal of this act.
    Proposal(&'static str),
}

impl Of {
    /// Where one more begins.
    fn way(&self, dao: u64) -> String {
        let name = self.name;
        match self.comes {
            Comes::Act(act) => format!("/act/{act}?dao={dao}&_then=/c/{dao}/{name}"),
            Comes::Proposal(act) => format!("/c/{dao}/propose?actions[0].action={act}"),
        }
    }
}

/// What stands on one page of a list.
pub(crate) struct Rows {
    /// Each of them, in their order.
    pub(crate) rows: Vec<Markup>,
    /// After which the next page begins, if there is one.
    pub(crate) next: Option<u64>,
    /// What stands below.
    pub(crate) foot: Markup,
}

/// What fits on one page, of one that a view told, and after which of them the next begins.
pub(crate) fn cut<R>(
    all: &[R],
    is_more: bool,
    number: impl Fn(&R) -> u64,
) -> (Vec<&R>, Option<u64>) {
    let rows: Vec<_> = all.iter().take(SHOWN).collect();
    let is_more = all.len() > rows.len() || is_more;
    let next = rows.last().map(|row| number(row)).filter(|_| is_more);
    (rows, next)
}

/// Where a page of a list begins.
pub(crate) fn after(pairs: Vec<(String, String)>) -> Option<u64> {
    Given::new(pairs).get("after").and_then(|text| text.parse().ok())
}

/// GET /c/{dao}/{name}?after=
pub(crate) async fn page(
    visit: Visit,
    (dao, pairs): (String, Vec<(String, String)>),
    of: &'static Of,
    rows: fn(&Scene<'_>, DaoId, Option<u64>) -> Result<Rows, Refusal>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let after = after(pairs);
            let Rows { rows, next, foot } = rows(scene, dao.dao, after)?;
            let (id, name) = (dao.dao.0, of.name);
            let (way, asks) = (of.way(id), scene.say(of.asks));
            let title = scene.say(&format!("web-tab-{name}"));
            let body = html! {
                h1 { (title) }
                p.lead { (scene.say(&format!("web-{name}-lead"))) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say(&format!("web-{name}-none")), Some((&way, &asks))))
                } @else {
                    p.buttons { a.button.quiet href=(way) { (asks) } }
                }
                ul.rows { @for row in &rows { li { (row) } } }
                @if let Some(next) = next {
                    (more(&format!("/c/{id}/{name}?after={next}"), &scene.say("web-newer")))
                }
                (foot)
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, name)).live();
            Ok(page.data(format!("/v1/views/{name}?dao={id}")))
        })
        .await
}
