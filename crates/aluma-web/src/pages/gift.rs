//! One gift pot or grant: what it is for, its milestones, who gave and what came of it; and the receipt of
//! one who gave.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::grants::rules::undertaking::{Course, Funding, Judge};
use aluma_core::grants::views::{
    GiverRow, GiversView, MyGiftRow, MyGiftsView, UndertakingAnswer, UndertakingRow,
    UndertakingView,
};
use aluma_text::Arg;
use aluma_types::{AccountId, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::{community, gifts};
use crate::parts::say::{Say, count};
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

/// Who gave, on one page of the list.
const SHOWN: usize = 50;

/// GET /c/{dao}/gifts/{undertaking}?givers=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, number)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let answer = scene.view(&UndertakingView { dao: dao.dao, undertaking: number });
            let answer = answer.map_err(|_| Own::NotFound)?;
            let given = Given::new(pairs);
            let gift = Gift { scene, dao: dao.dao, of: &answer, given: &given };
            let row = &answer.undertaking;
            let title = name::words_plain(scene, &row.terms.purpose.id);
            let body = html! {
                h1 { (name::body(scene, &row.terms.purpose)) }
                p { (badge(gifts::tone(row.course), &gifts::stage(scene, row.course))) }
                (gift.now())
                @if let Some(outcome) = &row.tally.outcome {
                    (card(&scene.say("web-gift-came"), &html! { p { (name::body(scene, outcome)) } }))
                }
                div.columns {
                    (card(&scene.say("web-gift-what"), &gift.terms()))
                    (card(&scene.say("web-gift-sums"), &gift.sums()))
                }
                (gift.milestones())
                @if matches!(row.terms.funding, Funding::Gifts { .. }) { (gift.givers()?) }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "gifts")).live();
            Ok(page.data(format!("/v1/views/undertaking?dao={}&undertaking={number}", dao.dao.0)))
        })
        .await
}

/// GET /c/{dao}/gifts/{undertaking}/receipt
pub(crate) async fn receipt(visit: Visit, Path((dao, number)): Path<(String, u64)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let view =
                MyGiftsView { after_dao: Some(dao.dao), after: Some(number.saturating_sub(1)) };
            let answer = scene.view(&view)?;
            let is_it =
                |row: &&MyGiftRow| row.dao == dao.dao && row.undertaking.undertaking == number;
            let row = answer.gifts.iter().find(is_it).ok_or(Own::NotFound)?;
            let title = scene.say("web-gift-receipt");
            let body = html! {
                h1 { (title) }
                p.lead { (name::body(scene, &row.undertaking.terms.purpose)) }
                (receipt_of(scene, row))
                p.small { (scene.say("web-gift-print")) }
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            Ok(page
                .of(community::frame(scene, &dao, "gifts"))
                .data("/v1/views/my-gifts".to_owned()))
        })
        .await
}

fn receipt_of(scene: &Scene<'_>, row: &MyGiftRow) -> Markup {
    let (of, gift) = (&row.undertaking, &row.gift);
    let units = |units| gifts::units(scene, of, units);
    let mut pairs = vec![
        (scene.say("web-gift-by"), name::account(scene, gift.account)),
        (scene.say("web-gift-to"), name::account(scene, of.terms.payee)),
        (scene.say("web-gift-through"), name::dao(scene, row.dao)),
        (scene.say("web-gift-gave"), units(gift.giving.gave)),
    ];
    if gift.pledge.is_some() {
        pairs.push((scene.say("web-gift-matched"), units(gift.giving.matched)));
    }
    pairs.push((scene.say("web-gift-paid"), units(gift.giving.released)));
    pairs.push((scene.say("web-gift-returned"), units(gift.giving.returned)));
    pairs.push((scene.say("web-gift-left"), units(gift.left)));
    pairs.push((scene.say("web-gift-stage"), html! { (gifts::stage(scene, of.course)) }));
    if let Course::Over { at, .. } = of.course {
        pairs.push((scene.say("web-gift-over"), name::moment(scene, at)));
    }
    facts(&pairs)
}

struct Gift<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    of: &'a UndertakingAnswer,
    given: &'a Given,
}

impl Gift<'_> {
    const fn row(&self) -> &UndertakingRow {
        &self.of.undertaking
    }

    fn here(&self) -> String {
        format!("/c/{}/gifts/{}", self.dao.0, self.row().undertaking)
    }

    fn act(&self, act: &str) -> String {
        let (dao, number, here) = (self.dao.0, self.row().undertaking, self.here());
        format!("/act/{act}?dao={dao}&undertaking={number}&_then={here}")
    }

    /// What happens now, and what the reader can do about it.
    fn now(&self) -> Markup {
        let (scene, row) = (self.scene, self.row());
        let is_payee = scene.reader == Some(row.terms.payee);
        let by_role = matches!(row.terms.judge, Judge::Role { .. });
        let acts: &[&str] = match row.course {
            Course::Gathering { .. } if !is_payee => &["give-for-purpose", "pledge-match"],
            Course::Offered { .. } if is_payee => &["accept-grant", "decline-grant"],
            Course::Working { .. } if is_payee => &["hand-in-milestone"],
            Course::Judging { .. } if by_role && !is_payee => &["judge-milestone"],
            Course::Over { .. } if is_payee => &["tell-what-came"],
            _ => &[],
        };
        let word = match row.course {
            Course::Over { .. } => return self.buttons(acts),
            course => course.word(),
        };
        html! {
            (notice(Tone::Waits, &html! {
                p { (scene.say(&format!("web-gift-now-{word}"))) }
                @if let Some(until) = row.course.until() {
                    p.small { (scene.say("web-until")) " " (name::moment(scene, until)) }
                }
            }))
            @if let Some(work) = &row.tally.work {
                (card(&scene.say("web-gift-handed-in"), &html! { p { (name::body(scene, work)) } }))
            }
            (self.buttons(acts))
            @if matches!(row.course, Course::Judging { .. }) && !by_role { (self.propose()) }
        }
    }

    fn buttons(&self, acts: &[&str]) -> Markup {
        html! {
            @if !acts.is_empty() {
                p.buttons {
                    @for (place, act) in acts.iter().enumerate() {
                        a.button.quiet[place > 0] href=(self.act(act)) {
                            (self.scene.say(&format!("web-gift-{act}")))
                        }
                    }
                }
            }
        }
    }

    /// Members judge by a proposal.
    fn propose(&self) -> Markup {
        let (dao, row) = (self.dao.0, self.row());
        let to = format!(
            "/c/{dao}/propose?actions[0].action=judge-milestone&actions[0].dao={dao}\
             &actions[0].undertaking={}&actions[0].accept=true&actions[0].payee={}",
            row.undertaking, row.terms.payee.0
        );
        html! { p.buttons { a.button href=(to) { (self.scene.say("web-gift-propose-judging")) } } }
    }

    fn terms(&self) -> Markup {
        let (scene, row) = (self.scene, self.row());
        let judge = match row.terms.judge {
            Judge::Members => html! { (scene.say("web-gift-judge-members")) },
            Judge::Role { role } => html! {
                a href={ "/c/" (self.dao.0) "/people/roles" } {
                    (scene.say_of("web-gift-judge-role", &[("role", count(role))]))
                }
            },
        };
        let silence = if row.terms.positive { "refuses" } else { "accepts" };
        facts(&[
            (scene.say("web-gift-to"), name::account(scene, row.terms.payee)),
            (scene.say("web-gift-judge"), judge),
            (
                scene.say("web-gift-silence"),
                html! { (scene.say(&format!("web-gift-silence-{silence}"))) },
            ),
        ])
    }

    fn sums(&self) -> Markup {
        let (scene, row, of) = (self.scene, self.row(), self.of);
        let units = |units| gifts::units(scene, row, units);
        let mut pairs = vec![(scene.say("web-gift-given"), units(row.tally.given))];
        if let Funding::Gifts { goal, .. } = row.terms.funding {
            pairs.push((scene.say("web-gift-matched"), name::amount(scene, of.matched)));
            pairs.push((scene.say("web-gift-goal"), units(goal)));
        }
        pairs.push((scene.say("web-gift-paid"), units(row.tally.released)));
        pairs.push((scene.say("web-gift-returned"), units(row.tally.returned)));
        pairs.push((scene.say("web-gift-left"), name::amount(scene, of.left)));
        facts(&pairs)
    }

    fn milestones(&self) -> Markup {
        let (scene, row) = (self.scene, self.row());
        let steps = row.terms.milestones.iter().zip(self.of.steps.iter());
        html! {
            section {
                h2 { (scene.say("web-gift-milestones")) }
                ol.rows {
                    @for (milestone, step) in steps {
                        li {
                            p {
                                (name::body(scene, &milestone.what)) " · "
                                strong { (name::amount(scene, step.pays)) }
                                @if step.reached {
                                    " " (badge(Tone::Good, &scene.say("web-gift-reached")))
                                }
                            }
                            p.small {
                                @match row.tally.started {
                                    Some(at) => {
                                        (scene.say("web-until")) " "
                                        (name::moment(scene, at.after(milestone.within)))
                                    }
                                    None => {
                                        (scene.say_of("web-gift-within",
                                            &[("span", Arg::Span(milestone.within))]))
                                    }
                                }
                            }
                        }
                    }
                }
                p.small { (scene.say("web-gift-rounding")) }
            }
        }
    }

    fn givers(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let after = self.given.get("givers").and_then(|text| text.parse().ok()).map(AccountId);
        let undertaking = self.row().undertaking;
        let answer = scene.view(&GiversView { dao: self.dao, undertaking, after })?;
        let rows: Vec<_> = answer.givers.iter().take(SHOWN).collect();
        let is_more = answer.givers.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.account).filter(|_| is_more);
        Ok(html! {
            section {
                h2 { (scene.say("web-gift-givers")) }
                @if rows.is_empty() { (empty(&scene.say("web-gift-no-givers"), None)) }
                ul.rows { @for row in rows { li { (self.giver(row)) } } }
                @if let Some(next) = next {
                    (more(&format!("{}?givers={}", self.here(), next.0), &scene.say("web-more")))
                }
            }
        })
    }

    fn giver(&self, gift: &GiverRow) -> Markup {
        let (scene, row) = (self.scene, self.row());
        let units = |units| gifts::units(scene, row, units);
        html! {
            p {
                (name::account(scene, gift.account)) " · " strong { (units(gift.giving.gave)) }
                @if scene.reader == Some(gift.account) {
                    " · " a href={ (self.here()) "/receipt" } { (scene.say("web-gift-receipt")) }
                }
            }
            p.small {
                @if let Some(pledge) = gift.pledge {
                    (scene.say_of("web-gift-pledge", &[("times", count(pledge.times))])) " "
                    (units(pledge.most)) " · "
                    (scene.say("web-gift-matched")) " " (units(pledge.matched.unwrap_or(0))) " · "
                }
                (scene.say("web-gift-paid")) " " (units(gift.giving.released)) " · "
                (scene.say("web-gift-returned")) " " (units(gift.giving.returned))
            }
        }
    }
}
