//! One fund: its projects, and the arithmetic behind what is added to each.

use aluma_api::Scene;
use aluma_api::problem::Own;
use aluma_core::exact::Wide;
use aluma_core::grants::views::{FundAnswer, FundView, ProjectRow};
use aluma_types::{Amount, DaoId};
use axum::extract::Path;
use axum::response::Response;
use maud::{Markup, html};

use crate::page::Page;
use crate::pages::community;
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, card, empty, facts, name};
use crate::visit::Visit;

/// 10^-12 in a root.
const ROOT: u128 = 1_000_000_000_000;

/// GET /c/{dao}/funds/{fund}
pub(crate) async fn page(visit: Visit, Path((dao, number)): Path<(String, u64)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let answer = scene.view(&FundView { dao: dao.dao, fund: number });
            let answer = answer.map_err(|_| Own::NotFound)?;
            let fund = Fund { scene, dao: dao.dao, of: &answer };
            let title = name::words_plain(scene, &answer.fund.title.id);
            let body = html! {
                h1 { (name::body(scene, &answer.fund.title)) }
                p.lead { (scene.say("web-fund-lead")) }
                @if answer.fund.over.is_none() {
                    p.buttons {
                        a.button href=(fund.act("enter-project", None)) { (scene.say("web-fund-enter")) }
                    }
                }
                (card(&scene.say("web-fund-what"), &fund.terms()))
                (fund.projects())
                p.small {
                    (scene.say("web-fund-again")) " "
                    (name::code(&format!("aluma export round {number} --dao {} --out round.json", dao.dao.0)))
                    " " (name::code("aluma verify round round.json"))
                }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "gifts")).live();
            let page = page.data(format!("/v1/views/fund?dao={}&fund={number}", dao.dao.0));
            Ok(page.data(format!("/v1/views/fund-supports?dao={}&fund={number}", dao.dao.0)))
        })
        .await
}

struct Fund<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    of: &'a FundAnswer,
}

impl Fund<'_> {
    fn act(&self, act: &str, project: Option<u32>) -> String {
        let (dao, fund) = (self.dao.0, self.of.fund.fund);
        let project = project.map_or_else(String::new, |project| format!("&project={project}"));
        format!("/act/{act}?dao={dao}&fund={fund}{project}&_then=/c/{dao}/funds/{fund}")
    }

    fn units(&self, units: u128) -> Markup {
        name::amount(self.scene, Amount { units, ..self.of.fund.matching })
    }

    fn terms(&self) -> Markup {
        let (scene, fund) = (self.scene, &self.of.fund);
        let cap = match fund.terms.cap {
            Some(cap) => html! { bdi { (name::share(cap)) } },
            None => html! { (scene.say("web-fund-no-cap")) },
        };
        let says = |yes: bool, word: &str| {
            let answer = if yes { "yes" } else { "no" };
            html! { (scene.say(&format!("web-fund-{word}-{answer}"))) }
        };
        facts(&[
            (scene.say("web-fund-adds"), name::amount(scene, fund.matching)),
            (scene.say("web-fund-added"), self.units(fund.matched)),
            (scene.say("web-fund-cap"), cap),
            (scene.say("web-fund-clusters"), says(fund.terms.clustered, "clusters")),
            (scene.say("web-fund-whose"), says(fund.terms.everybody, "whose")),
            (scene.say("web-fund-closes"), name::moment(scene, fund.closes)),
        ])
    }

    fn projects(&self) -> Markup {
        let scene = self.scene;
        html! {
            section {
                h2 { (scene.say("web-fund-projects")) }
                @if self.of.projects.is_empty() { (empty(&scene.say("web-fund-none"), None)) }
                ul.rows { @for row in self.of.projects.iter() { li { (self.project(row)) } } }
            }
        }
    }

    fn project(&self, row: &ProjectRow) -> Markup {
        let (scene, is_open) = (self.scene, self.of.fund.over.is_none());
        let is_own = scene.reader == Some(row.of.payee);
        html! {
            p {
                (name::body(scene, &row.of.words)) " · " (name::account(scene, row.of.payee))
                @if row.of.withdrawn { " " (badge(Tone::Plain, &scene.say("web-fund-withdrawn"))) }
            }
            p.small {
                (scene.say("web-gift-given")) " " (self.units(row.of.given)) " · "
                (scene.say(if is_open { "web-fund-would-add" } else { "web-fund-added" })) " "
                strong { (self.units(row.matched)) }
            }
            @if is_open && !row.of.withdrawn {
                p.buttons {
                    @if is_own {
                        a.button.quiet href=(self.act("withdraw-project", Some(row.project))) {
                            (scene.say("web-fund-withdraw"))
                        }
                    } @else {
                        a.button href=(self.act("fund-project", Some(row.project))) {
                            (scene.say("web-fund-give"))
                        }
                    }
                }
            }
            details {
                summary { (scene.say("web-explain")) }
                p { (scene.say_of("web-fund-why-roots", &[("groups", count(row.groups))])) " "
                    bdi { (root(row.roots)) } }
                p { (scene.say("web-fund-why-square")) " "
                    bdi { (root(row.roots)) "² − " (row.counted) } " = " (self.units(row.ideal)) }
                p { (scene.say("web-fund-why-pot")) " " (self.units(row.matched)) }
            }
        }
    }
}

/// A sum of roots with six digits, as a person reads it.
fn root(roots: Wide) -> String {
    if roots.high > 0 {
        return "…".to_owned();
    }
    let (whole, rest) = (roots.low / ROOT, roots.low % ROOT);
    format!("{whole}.{:06}", rest / 1_000_000)
}
