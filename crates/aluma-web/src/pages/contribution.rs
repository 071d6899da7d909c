//! One contribution: what was given, who judges it and how, what came of it and where the numbers come
//! from; and judging it, sealed first and opened then.

mod draw;
mod panel;

use aluma_api::Scene;
use aluma_core::dao::Standing;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::review::types::{Stage, Status};
use aluma_core::review::views::contribution::ContributionAnswer;
use aluma_core::review::views::panel::PanelAnswer;
use aluma_core::review::views::{ContributionView, PanelView};
use aluma_types::DaoId;
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed};
use crate::form::{Form, Given};
use crate::page::Page;
use crate::pages::{community, reviews, story};
use crate::parts::say::{Say, count};
use crate::parts::value::variant;
use crate::parts::{Tone, card, facts, name, notice};
use crate::visit::Visit;

/// GET /c/{dao}/review/{evidence}?round=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, evidence)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let round = Given::new(pairs).get("round").and_then(|text| text.parse().ok());
            let given = scene.view(&ContributionView { dao: dao.dao, evidence })?;
            let panel = scene.view(&PanelView { dao: dao.dao, evidence, round })?;
            let title = scene.say_of("web-review-one", &[("number", count(evidence))]);
            let body = html! {
                h1 { (title) " " (reviews::status(scene, given.status)) }
                (reviews::caution(scene, given.status))
                (seat(scene, dao.dao, &given, &panel))
                (name::prose(scene, &given.work.id))
                (card(&scene.say("web-review-given"), &about(scene, dao.dao, &given)))
                (points(scene, dao.dao, &given))
                (acts(scene, &dao, &given, &panel))
                (panel::panel(scene, dao.dao, &given, &panel))
                (draw::draw(scene, dao.dao, &given, panel.round))
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "review")).live();
            let page =
                page.data(format!("/v1/views/contribution?dao={}&evidence={evidence}", dao.dao.0));
            Ok(page.data(format!("/v1/views/panel?dao={}&evidence={evidence}", dao.dao.0)))
        })
        .await
}

fn about(scene: &Scene<'_>, dao: DaoId, given: &ContributionAnswer) -> Markup {
    let mut pairs = vec![
        (scene.say("web-review-by"), reviews::authors(scene, given)),
        (scene.say("web-review-kind"), html! { (variant(scene, &given.kind)) }),
        (scene.say("web-review-domain"), story::domain(scene, dao, given.domain)),
        (scene.say("web-review-size"), html! { (name::span(scene, given.size)) }),
        (scene.say("web-review-at"), name::moment(scene, given.at)),
    ];
    if let Status::Judged { size, .. } = given.status {
        pairs.push((scene.say("web-review-size-counts"), html! { (name::span(scene, size)) }));
    }
    facts(&pairs)
}

/// What each author has of it.
fn points(scene: &Scene<'_>, dao: DaoId, given: &ContributionAnswer) -> Markup {
    if !matches!(given.status, Status::Judged { .. }) {
        return html! {};
    }
    let rows: Vec<_> = given.authors.iter().zip(given.minted.iter()).collect();
    card(
        &scene.say("web-review-points"),
        &html! {
            ul.rows {
                @for (author, micro) in rows {
                    li {
                        (name::account(scene, author.account)) " · " (story::points(*micro)) " · "
                        a href={ "/c/" (dao.0) "/people/" (author.account.0) } {
                            (scene.say("web-explain"))
                        }
                    }
                }
            }
        },
    )
}

/// What the reader may do about what was judged, or is to be.
fn acts(
    scene: &Scene<'_>,
    dao: &DaoAnswer,
    given: &ContributionAnswer,
    panel: &PanelAnswer,
) -> Markup {
    let (id, evidence) = (dao.dao.0, given.evidence);
    let Some(reader) = scene.reader.filter(|_| dao.mine == Some(Standing::Admitted)) else {
        return html! {};
    };
    let is_author = given.authors.iter().any(|author| author.account == reader);
    let about = format!("dao={id}&evidence={evidence}&_then=/c/{id}/review/{evidence}");
    let withdraws = is_author && given.status == Status::Judging && panel.stage == Stage::Waiting;
    let is_judged = matches!(given.status, Status::Judged { .. });
    html! {
        p.buttons {
            @if withdraws {
                a.button.quiet href={ "/act/withdraw-claim?" (about) } { (scene.say("web-review-withdraw")) }
            }
            @if is_judged && is_author {
                a.button.quiet href={ "/act/appeal-score?" (about) } { (scene.say("web-review-appeal")) }
            }
            @if is_judged && !is_author {
                a.button.quiet href={ "/act/dispute-score?" (about) } { (scene.say("web-review-dispute")) }
                @for author in given.authors.iter() {
                    a.button.quiet href={ "/act/thank?dao=" (id) "&to=" (author.account.0) "&about="
                        (evidence) "&_then=/c/" (id) "/review/" (evidence) }
                    {
                        (scene.say("web-review-thank")) " "
                        bdi { (name::account_words(scene, author.account)) }
                    }
                }
            }
        }
    }
}

/// The reader's own seat, if they have one: to seal a rating, to wait, to open it.
fn seat(scene: &Scene<'_>, dao: DaoId, given: &ContributionAnswer, panel: &PanelAnswer) -> Markup {
    let own = |reader| {
        let mut seats = panel.seats.iter();
        seats.find(|seat| seat.account == reader && !seat.missed)
    };
    let Some(seat) = scene.reader.and_then(own) else { return html! {} };
    let judging = Judging { scene, dao, given, panel };
    let content = match panel.stage {
        Stage::Commits { until } if !seat.sealed => html! {
            (reviews::deadline(scene, until)) (judging.seal())
        },
        Stage::Commits { until } => html! {
            p { (scene.say("web-review-is-sealed")) }
            p.small { (scene.say("web-until")) " " (name::moment(scene, until)) }
        },
        Stage::Reveals { until } if seat.rated.is_none() && seat.sealed => html! {
            (reviews::deadline(scene, until)) (judging.open())
        },
        Stage::Reveals { .. } => html! { p { (scene.say("web-review-is-open")) } },
        Stage::Waiting | Stage::Closed => return html! {},
    };
    card(&scene.say("web-review-your-seat"), &content)
}

struct Judging<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    given: &'a ContributionAnswer,
    panel: &'a PanelAnswer,
}

impl Judging<'_> {
    /// What the browser makes the seal of: it never leaves it before it is opened.
    fn rating(&self) -> Markup {
        let scene = self.scene;
        let words = |key: &str, is_needed| Words {
            label: scene.say(&format!("web-review-rate-{key}")),
            hint: scene.say(&format!("web-review-rate-{key}-hint")),
            is_needed,
        };
        html! {
            (framed("_quality", &words("quality", true), &html! {
                input #f-_quality name="_quality" type="number" inputmode="numeric" dir="ltr" min="0"
                    max="100" step="1" required autocomplete="off" aria-describedby="h-_quality";
            }))
            (framed("_hours", &words("hours", true), &html! {
                input #f-_hours name="_hours" type="number" inputmode="decimal" dir="ltr" min="0"
                    step="0.25" required autocomplete="off" aria-describedby="h-_hours";
            }))
        }
    }

    fn form(&self, action: &str, button: &str, fields: &Markup) -> Markup {
        let (id, evidence) = (self.dao.0, self.given.evidence);
        let then = format!("/c/{id}/review/{evidence}");
        let button = self.scene.say(button);
        let form = Form { action, then: &then, button: &button, is_quick: false };
        form.draw(
            self.scene,
            &html! {
                input type="hidden" name="dao" value=(id);
                input type="hidden" name="evidence" value=(evidence);
                // For the signer: which panel of it the seal is for.
                input type="hidden" name="_round" value=(self.panel.round);
                (fields)
            },
        )
    }

    fn seal(&self) -> Markup {
        html! {
            p { (self.scene.say("web-review-seal-how")) }
            (self.form("seal-review", "web-review-seal", &self.rating()))
            (notice(Tone::Plain, &html! { (self.scene.say("web-review-lost")) }))
        }
    }

    fn open(&self) -> Markup {
        let scene = self.scene;
        let reasons = Words {
            label: scene.say("web-review-reasons"),
            hint: scene.say("web-review-reasons-hint"),
            is_needed: false,
        };
        let fields = html! {
            div data-sealed { (self.rating()) }
            (framed("reasons", &reasons, &html! {
                textarea #f-reasons name="reasons" rows="4" dir="auto" maxlength="2000"
                    aria-describedby="h-reasons" {}
            }))
        };
        html! {
            p { (scene.say("web-review-open-how")) }
            (self.form("reveal-review", "web-review-open", &fields))
            (notice(Tone::Plain, &html! { (scene.say("web-review-lost")) }))
        }
    }
}

/// Panels of it, each a way to look.
fn rounds(scene: &Scene<'_>, dao: DaoId, given: &ContributionAnswer, shown: u8) -> Markup {
    html! {
        @if given.round > 0 {
            p {
                (scene.say("web-review-rounds"))
                @for round in 0..=given.round {
                    " "
                    a href={ "/c/" (dao.0) "/review/" (given.evidence) "?round=" (round) }
                        aria-current=[(round == shown).then_some("page")] {
                        bdi { (u16::from(round) + 1) }
                    }
                }
            }
        }
    }
}
