//! One programme: what it pays for, its money and epoch, what it still asks of the reader clause by clause,
//! who claimed what; and one claim, with who said what of it and what happens when nobody does anything.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::earn::types::{ProgrammeStage, RewardClaim, Stage, Verifier};
use aluma_core::earn::views::{
    AttestorsView, ClauseRow, EarningsView, PersonRow, ProgrammeAnswer, ProgrammeView,
    RewardClaimRow, RewardClaimView, RewardClaimsView,
};
use aluma_types::{AccountId, AssetId, DaoId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::pages::programmes::{tone, units, worth};
use crate::pages::{community, programmes};
use crate::parts::say::{Say, count};
use crate::parts::value::{told, variant};
use crate::parts::{Tone, badge, card, empty, facts, more, name};
use crate::visit::Visit;

/// Claims on one page of their list.
const SHOWN: usize = 30;

/// GET /c/{dao}/programmes/{programme}?practice=&after=
pub(crate) async fn page(
    visit: Visit,
    Path((dao, number)): Path<(String, u64)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let given = Given::new(pairs);
            let practice = given.get("practice").and_then(|text| text.parse().ok()).map(DaoId);
            let view = ProgrammeView { dao: dao.dao, programme: number, account: None, practice };
            let answer = scene.view(&view)?;
            let title = name::words_plain(scene, &answer.row.title.id);
            let one = One { scene, dao: dao.dao, number, answer: &answer, given: &given };
            let body = html! {
                h1 { (name::body(scene, &answer.row.title)) }
                p { (badge(tone(answer.row.stage), &variant(scene, &answer.row.stage))) }
                (name::prose(scene, &answer.purpose.id))
                (one.doing())
                div.columns {
                    (card(&scene.say("web-programme-worth"), &one.worth()))
                    (card(&scene.say("web-programme-money"), &one.money()))
                }
                @if let Some(person) = &answer.person { (one.person(person)?) }
                (card(&scene.say("web-programme-terms"), &one.terms()?))
                (one.claims()?)
            };
            let page = Page::new(title, community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "programmes")).live();
            let id = dao.dao.0;
            Ok(page.data(format!("/v1/views/programme?dao={id}&programme={number}")))
        })
        .await
}

struct One<'a> {
    scene: &'a Scene<'a>,
    dao: DaoId,
    number: u64,
    answer: &'a ProgrammeAnswer,
    given: &'a Given,
}

impl One<'_> {
    const fn asset(&self) -> AssetId {
        self.answer.row.asset
    }

    fn units(&self, sum: u128) -> Markup {
        units(self.scene, self.asset(), sum)
    }

    fn here(&self) -> String {
        format!("/c/{}/programmes/{}", self.dao.0, self.number)
    }

    /// What the reader may do with it now.
    fn doing(&self) -> Markup {
        let (scene, id) = (self.scene, self.dao.0);
        let about = format!("dao={id}&programme={}&_then={}", self.number, self.here());
        let stage = self.answer.row.stage;
        let is_live = stage == ProgrammeStage::Live;
        let may_fund = is_live || matches!(stage, ProgrammeStage::Draft | ProgrammeStage::Paused);
        let attests = self.answer.terms.verifiers.iter().any(Verifier::is_attestors);
        html! {
            p.buttons {
                @if is_live {
                    a.button href={ "/act/claim-reward?" (about) } { (scene.say("web-programme-claim")) }
                }
                @if may_fund {
                    a.button.quiet href={ "/act/fund-programme?" (about) } {
                        (scene.say("web-programme-fund"))
                    }
                }
                @if is_live && attests {
                    a.button.quiet href={ "/act/post-bond?" (about) } { (scene.say("web-programme-bond")) }
                }
            }
        }
    }

    /// What a claim is worth, and when it is paid.
    fn worth(&self) -> Markup {
        let (scene, terms) = (self.scene, &self.answer.terms);
        let caps = terms.caps;
        html! {
            p { (worth(scene, self.asset(), &terms.curve)) }
            (facts(&[
                (scene.say("web-programme-cap-person"), self.units(caps.person)),
                (scene.say("web-programme-cap-person-epoch"), self.units(caps.person_epoch)),
                (scene.say("web-programme-cap-group"), self.units(caps.of_group(caps.epoch))),
                (scene.say("web-programme-payout"), told(scene, &terms.payout)),
                (scene.say("web-programme-window"), html! { (name::span(scene, terms.window)) }),
            ]))
        }
    }

    /// Where its money is, what this epoch has, and whether income covers it.
    fn money(&self) -> Markup {
        let (scene, purse, epoch) = (self.scene, self.answer.row.purse, self.answer.epoch);
        let mut pairs = vec![
            (scene.say("web-programme-funded"), self.units(purse.funded)),
            (scene.say("web-programme-paid"), self.units(purse.paid)),
            (scene.say("web-programme-returned"), self.units(purse.returned)),
            (scene.say("web-programme-reserved"), self.units(purse.reserved)),
            (scene.say("web-programme-free"), self.units(purse.free())),
            (
                scene.say("web-programme-epoch"),
                html! {
                    (self.units(epoch.spent)) " / " (self.units(epoch.budget)) " · "
                    (scene.say("web-until")) " " (name::moment(scene, epoch.until))
                },
            ),
        ];
        if let Some(coverage) = self.answer.coverage {
            let share = html! { bdi dir="ltr" { (coverage / 10) "." (coverage % 10) "%" } };
            pairs.push((scene.say("web-programme-coverage"), share));
        }
        html! {
            (facts(&pairs))
            p.small { (scene.say("web-programme-fades")) }
            @if self.answer.uncovered > 0 {
                p.small {
                    (scene.say_of("web-programme-uncovered", &[("epochs", count(self.answer.uncovered))]))
                }
            }
        }
    }

    /// How the reader stands to it: what is still missing, and what came of what they claimed.
    fn person(&self, person: &PersonRow) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let view = EarningsView { dao: self.dao, account: person.account, after: None };
        let all = scene.view(&view)?;
        let mine: Vec<_> = all.earnings.iter().filter(|row| row.programme == self.number).collect();
        let content = html! {
            @if !person.clauses.is_empty() {
                h3 { (scene.say("web-programme-asks")) }
                ul.plain { @for row in person.clauses.iter() { li { (clause(scene, row)) } } }
                @if person.clauses.iter().any(|row| row.clause.is_practice()) {
                    form method="get" action=(self.here()) {
                        label { (scene.say("web-programme-practice")) " "
                            input name="practice" inputmode="numeric" dir="ltr"
                                value=(self.given.get("practice").unwrap_or_default());
                        }
                        " " button.quiet { (scene.say("web-programme-look")) }
                    }
                }
            }
            (facts(&[
                (scene.say("web-programme-earned"), self.units(person.earned.units)),
                (scene.say("web-programme-room"), self.units(person.room)),
            ]))
            @if !mine.is_empty() {
                h3 { (scene.say("web-programme-mine")) }
                ul.rows {
                    @for row in mine {
                        li {
                            a href={ "/c/" (self.dao.0) "/rewards/" (row.claim) } { bdi { "#" (row.claim) } }
                            " " (stage(scene, row.stage)) " · " (name::amount(scene, row.paid)) " / "
                            (name::amount(scene, row.amount))
                        }
                    }
                }
            }
        };
        Ok(card(&scene.say("web-programme-you"), &content))
    }

    /// Who says that a claim is true.
    fn terms(&self) -> Result<Markup, Refusal> {
        let (scene, terms) = (self.scene, &self.answer.terms);
        let has_attestors = terms.verifiers.iter().any(Verifier::is_attestors);
        let view = AttestorsView { dao: self.dao, programme: self.number, after: None };
        let attestors = scene.view(&view)?.attestors;
        let bonds = terms.verifiers.iter().filter_map(|verifier| match verifier {
            Verifier::Attestors { bond, .. } => Some(*bond),
            _ => None,
        });
        let least = bonds.max().unwrap_or(0);
        Ok(html! {
            p {
                (scene.say_of("web-programme-need", &[
                    ("need", count(terms.need)), ("of", count(terms.verifiers.len())),
                ]))
            }
            ul {
                @for verifier in terms.verifiers.iter() { li { (self.verifier(verifier)) } }
            }
            @if has_attestors {
                p.small {
                    (scene.say("web-programme-audit")) " " bdi { (name::share(terms.audit)) }
                }
                ul.rows {
                    @for row in attestors.iter() {
                        li {
                            (name::account(scene, row.account)) " · " (scene.say("web-programme-at-stake"))
                            " " (self.units(row.row.bond)) " · "
                            (scene.say_of("web-programme-attested", &[
                                ("attested", count(row.row.attested)), ("slashed", count(row.row.slashed)),
                            ]))
                            @if row.row.revoked {
                                " " (badge(Tone::Bad, &scene.say("web-programme-revoked")))
                            } @else if row.row.slashed > 0 && row.row.bond < least {
                                " " (badge(Tone::Bad, &scene.say("web-programme-spent")))
                            }
                        }
                    }
                }
            }
            p.small { (scene.say("web-programme-nobody-own")) }
        })
    }

    fn verifier(&self, verifier: &Verifier) -> Markup {
        let scene = self.scene;
        let named = |accounts: &mut dyn Iterator<Item = &AccountId>| {
            html! { @for account in accounts { (name::account(scene, *account)) " " } }
        };
        match verifier {
            Verifier::Predicate { clauses } => html! {
                (variant(scene, verifier)) ": "
                ul { @for clause in clauses.iter() { li { (told(scene, clause)) } } }
            },
            Verifier::Attestors { accounts, bond, rate } => html! {
                (variant(scene, verifier)) ": " (named(&mut accounts.iter())) "· "
                (scene.say("web-programme-at-stake")) " " (self.units(*bond)) " · "
                (scene.say_of("web-programme-rate", &[("rate", count(*rate))]))
            },
            Verifier::Panel { role, need } => html! {
                (variant(scene, verifier)) ": "
                (scene.say_of("web-programme-of-role", &[("need", count(*need)), ("role", count(*role))]))
            },
            Verifier::Reviewers { accounts, need } => html! {
                (variant(scene, verifier)) ": " (named(&mut accounts.iter())) "· "
                (scene.say_of("web-programme-of-them", &[("need", count(*need))]))
            },
        }
    }

    fn claims(&self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let after = self.given.get("after").and_then(|text| text.parse().ok());
        let view = RewardClaimsView { dao: self.dao, programme: self.number, after };
        let answer = scene.view(&view)?;
        let rows: Vec<_> = answer.claims.iter().take(SHOWN).collect();
        let is_more = answer.claims.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.claim).filter(|_| is_more);
        Ok(html! {
            section #claims {
                h2 { (scene.say("web-programme-claims")) }
                @if rows.is_empty() && after.is_none() {
                    (empty(&scene.say("web-programme-no-claims"), None))
                }
                ul.rows { @for row in rows { li { (self.claim(row)) } } }
                @if let Some(next) = next {
                    (more(&format!("{}?after={next}#claims", self.here()), &scene.say("web-more")))
                }
            }
        })
    }

    fn claim(&self, row: &RewardClaimRow) -> Markup {
        let scene = self.scene;
        html! {
            a href={ "/c/" (self.dao.0) "/rewards/" (row.claim) } { bdi { "#" (row.claim) } }
            " · " (name::account(scene, row.account)) " · " (stage(scene, row.stage)) " · "
            (self.units(row.units))
        }
    }
}

/// A clause: whether it holds, and how much of what it asks for is there.
fn clause(scene: &Scene<'_>, row: &ClauseRow) -> Markup {
    let (tone, word) = match row.holds {
        true => (Tone::Good, "web-programme-holds"),
        false => (Tone::Waits, "web-programme-not-yet"),
    };
    html! {
        (badge(tone, &scene.say(word))) " " (told(scene, &row.clause))
        @if !row.holds && row.asks > 1 {
            " " bdi dir="ltr" {
                (name::grouped(&row.has.to_string())) " / " (name::grouped(&row.asks.to_string()))
            }
        }
    }
}

/// How far a claim has come.
fn stage(scene: &Scene<'_>, stage: Stage) -> Markup {
    let tone = match stage {
        Stage::Paid { .. } => Tone::Good,
        Stage::Rejected { .. } | Stage::Slashed { .. } => Tone::Bad,
        _ => Tone::Waits,
    };
    badge(tone, &variant(scene, &stage))
}

/// GET /c/{dao}/rewards/{claim}
pub(crate) async fn reward(visit: Visit, Path((dao, number)): Path<(String, u64)>) -> Response {
    visit
        .show(move |scene| {
            let dao = community::find(scene, &dao)?;
            let claim = scene.view(&RewardClaimView { dao: dao.dao, claim: number })?.claim;
            let of = ProgrammeView {
                dao: dao.dao,
                programme: claim.programme,
                account: Some(claim.account),
                practice: None,
            };
            let programme = scene.view(&of)?;
            let title = scene.say_of("web-reward-title", &[("number", count(number))]);
            let here = format!("/c/{}/rewards/{number}", dao.dao.0);
            let body = html! {
                h1 { (title) }
                p {
                    a href={ "/c/" (dao.dao.0) "/programmes/" (claim.programme) } {
                        (name::body(scene, &programme.row.title))
                    }
                    " " (stage(scene, claim.stage))
                }
                (may(scene, (dao.dao, number), &claim, &here))
                (card(&scene.say("web-reward-what"), &what(scene, &claim, &programme)))
                (voices(scene, &claim, &programme))
                p { (default(scene, claim.stage)) }
            };
            let page = Page::new(title.clone(), community::title(scene, &dao), body);
            let page = page.of(community::frame(scene, &dao, "programmes")).live();
            Ok(page.data(format!("/v1/views/reward-claim?dao={}&claim={number}", dao.dao.0)))
        })
        .await
}

/// What may be done with a claim now, by whom it concerns: the ledger refuses the others by name.
fn may(scene: &Scene<'_>, (dao, claim): (DaoId, u64), row: &RewardClaim, here: &str) -> Markup {
    let about = format!("dao={}&claim={claim}&_then={here}", dao.0);
    let steps: &[(&str, &str)] = match row.stage {
        Stage::Submitted { .. } => {
            &[("confirm-reward", "web-reward-confirm"), ("attest-reward", "web-reward-attest")]
        }
        Stage::Audited { .. } => &[("confirm-reward", "web-reward-confirm")],
        Stage::Challengeable { .. } => &[("challenge-reward", "web-reward-challenge")],
        _ => &[],
    };
    let judged = matches!(row.stage, Stage::Challenged { .. } | Stage::Frozen { .. });
    let is_own = scene.reader == Some(row.account);
    html! {
        p.buttons {
            @if !is_own {
                @for (action, word) in steps {
                    a.button.quiet href={ "/act/" (action) "?" (about) } { (scene.say(word)) }
                }
            }
            @if judged {
                a.button.quiet href={ "/c/" (dao.0) "/propose?actions[0].action=judge-reward"
                    "&actions[0].claim=" (claim) } { (scene.say("web-reward-judge")) }
            }
        }
    }
}

/// What was claimed, and where its amount comes from.
fn what(scene: &Scene<'_>, claim: &RewardClaim, programme: &ProgrammeAnswer) -> Markup {
    let of = |sum: u128| units(scene, programme.row.asset, sum);
    let mut pairs = vec![
        (scene.say("web-reward-who"), name::account(scene, claim.account)),
        (scene.say("web-reward-when"), name::moment(scene, claim.at)),
        (scene.say("web-reward-kind"), html! { (variant(scene, &claim.kind)) }),
        (
            scene.say("web-reward-curve"),
            programmes::worth(scene, programme.row.asset, &programme.row.curve),
        ),
        (scene.say("web-reward-amount"), of(claim.units)),
        (scene.say("web-reward-paid"), of(claim.paid)),
    ];
    if claim.score > 0 {
        let score = html! { bdi dir="ltr" { (name::grouped(&claim.score.to_string())) } };
        pairs.push((scene.say("web-reward-score"), score));
    }
    if let Stage::Rejected { why, .. } = claim.stage {
        pairs.push((scene.say("web-reward-why"), html! { (variant(scene, &why)) }));
    }
    html! {
        (facts(&pairs))
        @if let Some(words) = &claim.words { blockquote { (name::body(scene, words)) } }
        @if let Some(challenge) = &claim.challenge {
            h3 { (scene.say("web-reward-challenged")) }
            p {
                (name::account(scene, challenge.by)) " · " (scene.say("web-programme-at-stake")) " "
                (of(challenge.stake))
            }
            blockquote { (name::body(scene, &challenge.reason)) }
        }
    }
}

/// What verifiers said.
fn voices(scene: &Scene<'_>, claim: &RewardClaim, programme: &ProgrammeAnswer) -> Markup {
    let kinds: Vec<_> = programme.terms.verifiers.iter().collect();
    let said = |place: u8| kinds.get(usize::from(place)).map(|kind| variant(scene, *kind));
    html! {
        section {
            h2 { (scene.say("web-reward-voices")) }
            @if claim.voices.is_empty() && claim.held.is_empty() {
                (empty(&scene.say("web-reward-no-voices"), None))
            }
            ul.rows {
                @for place in claim.held.iter() {
                    li { (said(*place).unwrap_or_default()) " " (badge(Tone::Good, &scene.say("web-yes"))) }
                }
                @for voice in claim.voices.iter() {
                    li {
                        (name::account(scene, voice.account)) " · "
                        (said(voice.verifier).unwrap_or_else(|| scene.say("web-reward-auditor"))) " "
                        @if voice.yes { (badge(Tone::Good, &scene.say("web-yes"))) }
                        @else { (badge(Tone::Bad, &scene.say("web-no"))) }
                    }
                }
            }
        }
    }
}

/// What happens by itself, and when.
fn default(scene: &Scene<'_>, stage: Stage) -> Markup {
    let word = match stage {
        Stage::Submitted { .. } => "submitted",
        Stage::Drawing { .. } => "drawing",
        Stage::Audited { .. } => "audited",
        Stage::Pooled { .. } => "pooled",
        Stage::Challengeable { .. } => "challengeable",
        Stage::Challenged { .. } => "challenged",
        Stage::Frozen { .. } => "frozen",
        Stage::Payable { .. } => "payable",
        Stage::Paid { .. } | Stage::Rejected { .. } | Stage::Slashed { .. } => return html! {},
    };
    html! {
        (scene.say(&format!("web-reward-else-{word}")))
        @if let Some(until) = stage.until() { " " (scene.say("web-until")) " " (name::moment(scene, until)) }
    }
}
