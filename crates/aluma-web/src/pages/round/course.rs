//! What can be done in a round now, by its policy, and what people gave, asked or said in it so far.

use aluma_api::problem::Refusal;
use aluma_core::grants::types::{Policy, Stage};
use aluma_core::grants::views::{CandidatesView, GiftsView};
use aluma_types::{AccountId, Timestamp};
use maud::{Markup, html};

use super::{Round, SHOWN};
use crate::pages::rounds;
use crate::parts::say::{Say, count};
use crate::parts::value::told;
use crate::parts::{Tone, empty, facts, more, name, notice};

impl Round<'_> {
    /// What is to be done in it now, and what it does by itself.
    pub(super) fn stage(&self) -> Markup {
        let (scene, row) = (self.scene, self.row);
        match row.stage {
            Stage::Open => html! {
                (notice(Tone::Waits, &html! { (scene.say("web-round-open")) }))
                (self.buttons())
            },
            Stage::Cancelled { .. } => {
                notice(Tone::Plain, &html! { (scene.say("web-round-cancelled")) })
            }
            _ => html! {},
        }
    }

    /// The acts of its kind, while their time is.
    fn buttons(&self) -> Markup {
        let (scene, row) = (self.scene, self.row);
        let now = scene.look(|look, _| look.now);
        let takes_entries = now <= row.entries_until;
        let acts: &[(&str, &str)] = match (&row.policy, takes_entries) {
            (Policy::Praise { .. }, true) => {
                &[("praise-in-round", "praise"), ("rate-praise", "rate")]
            }
            (Policy::Praise { .. }, false) => &[("rate-praise", "rate")],
            (Policy::Circle { .. }, _) => &[("give-in-circle", "give")],
            (Policy::Retro { .. }, true) => &[("nominate", "nominate")],
            (Policy::Retro { .. }, false) => &[("cast-retro-ballot", "ballot")],
            (Policy::Immediate { .. } | Policy::Recent { .. } | Policy::Balanced { .. }, _) => &[],
        };
        let (dao, round, here) = (self.dao.0, row.round, self.here());
        let to = |act: &str| format!("/act/{act}?dao={dao}&round={round}&_then={here}");
        html! {
            @if !acts.is_empty() {
                p.buttons {
                    @for (place, (act, word)) in acts.iter().enumerate() {
                        a.button.quiet[place > 0] href=(to(act)) {
                            (scene.say(&format!("web-round-{word}")))
                        }
                    }
                }
            }
        }
    }

    /// By what it shares, and its terms.
    pub(super) fn policy(&self) -> Markup {
        let (scene, policy) = (self.scene, &self.row.policy);
        html! {
            p { (rounds::by(scene, policy)) }
            @match policy {
                Policy::Circle { terms } => {
                    (facts(&[(scene.say("web-round-each-gives"), html! { (self.tokens(terms.tokens)) })]))
                }
                Policy::Praise { .. } | Policy::Retro { .. } => (told(scene, policy)),
                Policy::Immediate { domain } | Policy::Recent { domain } | Policy::Balanced { domain } => {
                    p { (crate::pages::story::domain(scene, self.dao, *domain)) }
                }
            }
        }
    }

    fn tokens(&self, tokens: u32) -> String {
        self.scene.say_of("web-round-tokens", &[("tokens", count(tokens))])
    }

    /// Budget, times, and how many take part; what a kind does not have is left out.
    pub(super) fn terms(&self) -> Markup {
        let (scene, row) = (self.scene, self.row);
        let number = |number: u32| html! { bdi { (number) } };
        let moment = |time: Timestamp| name::moment(scene, time);
        let mut pairs = vec![(scene.say("web-round-budget"), name::amount(scene, row.budget))];
        if let Some(steward) = row.steward {
            pairs.push((scene.say("web-round-steward"), name::account(scene, steward)));
        }
        pairs.push((scene.say("web-round-since"), moment(row.since)));
        let takers = scene.say("web-round-takers");
        match row.policy {
            Policy::Praise { .. } => pairs.extend([
                (scene.say("web-round-entries-until"), moment(row.entries_until)),
                (scene.say("web-round-closes"), moment(row.closes)),
                (scene.say("web-round-entries"), number(row.entries)),
                (scene.say("web-round-own"), number(row.own)),
                (takers, number(row.takers)),
            ]),
            Policy::Circle { .. } => pairs.extend([
                (scene.say("web-round-closes"), moment(row.closes)),
                (scene.say("web-round-givers"), number(row.entries)),
                (takers, number(row.takers)),
            ]),
            Policy::Retro { .. } => pairs.extend([
                (scene.say("web-round-nominations-until"), moment(row.entries_until)),
                (scene.say("web-round-closes"), moment(row.closes)),
                (scene.say("web-round-candidates"), number(row.takers)),
                (scene.say("web-round-ballots"), number(row.entries)),
            ]),
            Policy::Immediate { .. } | Policy::Recent { .. } | Policy::Balanced { .. } => {
                pairs.push((scene.say("web-round-closes"), moment(row.closes)));
            }
        }
        facts(&pairs)
    }

    /// Who gives to whom in a circle, or who asks to be looked at in hindsight.
    pub(super) fn given(&self) -> Result<Markup, Refusal> {
        let after = self.given.get("given").and_then(|text| text.parse().ok()).map(AccountId);
        match self.row.policy {
            Policy::Circle { .. } => self.gifts(after),
            Policy::Retro { .. } => self.candidates(after),
            _ => Ok(html! {}),
        }
    }

    fn gifts(&self, after: Option<AccountId>) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let answer = scene.view(&GiftsView { dao: self.dao, round: self.row.round, after })?;
        let rows: Vec<_> = answer.givers.iter().take(SHOWN).collect();
        let is_more = answer.givers.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.from).filter(|_| is_more);
        Ok(html! {
            section #given {
                h2 { (scene.say("web-round-gifts")) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-round-no-gifts"), None))
                }
                ul.rows { @for row in rows { li {
                    p { (name::account(scene, row.from)) }
                    ul { @for gift in row.gifts.iter() {
                        li { (name::account(scene, gift.to)) " · " (self.tokens(gift.tokens)) }
                    } }
                } } }
                (self.further(next))
            }
        })
    }

    fn candidates(&self, after: Option<AccountId>) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let answer = scene.view(&CandidatesView { dao: self.dao, round: self.row.round, after })?;
        let rows: Vec<_> = answer.candidates.iter().take(SHOWN).collect();
        let is_more = answer.candidates.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.candidate).filter(|_| is_more);
        Ok(html! {
            section #given {
                h2 { (scene.say("web-round-candidates")) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-round-no-candidates"), None))
                }
                ul.rows { @for row in rows { li {
                    p { (name::account(scene, row.candidate)) }
                    blockquote { (name::body(scene, &row.what.words)) }
                } } }
                (self.further(next))
            }
        })
    }

    fn further(&self, next: Option<AccountId>) -> Markup {
        html! {
            @if let Some(next) = next {
                (more(&format!("{}?given={}#given", self.here(), next.0), &self.scene.say("web-more")))
            }
        }
    }
}
