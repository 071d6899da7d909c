//! A community's capital: what is for sale, who holds what, which income is shared, and what leaving with
//! one's part would bring.

use aluma_api::Scene;
use aluma_api::problem::Refusal;
use aluma_core::dao::views::DaoAnswer;
use aluma_core::invest::types::{Ending, SaleStage};
use aluma_core::invest::views::{
    CapTableView, ClassRow, ExitQuoteView, PartRow, PromiseRow, SaleRow, SalesView, SharingRow,
};
use aluma_text::Arg;
use aluma_types::json::Lookup;
use aluma_types::{AccountId, Amount, AssetId, Span};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::input::{Words, framed};
use crate::form::{Form, Given};
use crate::page::Page;
use crate::pages::community::{find, frame, title};
use crate::pages::propose;
use crate::parts::say::Say;
use crate::parts::value::variant;
use crate::parts::{Tone, badge, card, empty, facts, more, name, notice};
use crate::visit::Visit;

/// Holders and sales on one page of their lists.
const SHOWN: usize = 40;

/// GET /c/{dao}/capital?sales=&holders=&share=
pub(crate) async fn page(
    visit: Visit,
    Path(dao): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let dao = find(scene, &dao)?;
            let of = Of { scene, dao: &dao, given: &Given::new(pairs) };
            let body = of.draw()?;
            let words = format!("{} · {}", scene.say("web-tab-capital"), title(scene, &dao));
            let page = Page::new(words, scene.say("web-capital-lead"), body);
            let page = page.of(frame(scene, &dao, "capital")).live();
            let id = dao.dao.0;
            let page = page.data(format!("/v1/views/cap-table?dao={id}"));
            Ok(page.data(format!("/v1/views/sales?dao={id}")))
        })
        .await
}

/// Whose capital is shown.
#[derive(Clone, Copy)]
struct Of<'a> {
    scene: &'a Scene<'a>,
    dao: &'a DaoAnswer,
    given: &'a Given,
}

impl Of<'_> {
    fn draw(self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let after = self.number("sales");
        let answer = scene.view(&SalesView { dao: self.dao.dao, after })?;
        let sales: Vec<_> = answer.sales.iter().collect();
        let sharings: Vec<_> = answer.sharings.iter().collect();
        Ok(html! {
            h1 { (scene.say("web-tab-capital")) }
            p.lead { (scene.say("web-capital-lead")) }
            (card(&scene.say("web-capital-sales"), &self.sales(&sales, answer.next)))
            (self.leaving()?)
            (card(&scene.say("web-capital-table"), &self.table()?))
            (card(&scene.say("web-capital-sharings"), &self.sharings(&sharings)))
        })
    }

    fn number(self, key: &str) -> Option<u64> {
        self.given.get(key).and_then(|text| text.parse().ok())
    }

    fn here(self) -> String {
        format!("/c/{}/capital", self.dao.dao.0)
    }

    fn sum(self, asset: AssetId, units: u128) -> Markup {
        name::amount(self.scene, Amount { asset, units })
    }

    fn sales(self, rows: &[&SaleRow], next: Option<u64>) -> Markup {
        let scene = self.scene;
        let (open, label) =
            (propose::address(self.dao.dao, "open-sale", &[]), scene.say("web-capital-open"));
        html! {
            @if rows.is_empty() {
                (empty(&scene.say("web-capital-no-sales"), Some((&open, &label))))
            } @else {
                ul.rows { @for row in rows.iter().rev() { li { (self.sale(row)) } } }
                @if let Some(next) = next {
                    (more(&format!("{}?sales={next}", self.here()), &scene.say("web-newer")))
                }
                p { a.button.quiet href=(open) { (label) } }
            }
        }
    }

    fn sale(self, row: &SaleRow) -> Markup {
        let (scene, sale) = (self.scene, &row.what);
        html! {
            p {
                a href={ (self.here()) "/" (row.sale) } {
                    (self.sum(sale.share, sale.units)) " · " (scene.say(kind(sale.kind.word())))
                }
                " " (badge(tone(sale.stage), &variant(scene, &sale.stage)))
            }
            p.small {
                (scene.say("web-until")) " " (name::moment(scene, sale.until)) " · "
                (scene.say("web-sale-raised")) " " (self.sum(sale.pay, sale.raised))
            }
        }
    }

    /// What the reader's units would bring, each subtraction shown.
    fn leaving(self) -> Result<Markup, Refusal> {
        let (scene, dao) = (self.scene, self.dao.dao);
        let view = ExitQuoteView { dao, account: scene.reader, units: None };
        let answer = scene.view(&view)?;
        let content = match &answer.promise {
            None => empty(&scene.say("web-exit-none"), None),
            Some(promise) => html! {
                @if promise.terms.until.is_some() { p { (scene.say("web-exit-dated")) } }
                @else { p { (scene.say("web-exit-always")) } }
                (facts(&self.promise(promise)))
                @if promise.units > 0 {
                    h3 { (scene.say("web-exit-yours")) " " (self.sum(promise.terms.share, promise.units)) }
                    @for part in answer.parts.iter() { (facts(&self.part(part, promise))) }
                    (notice(Tone::Plain, &html! { (scene.say("web-exit-later")) }))
                    (self.leave(promise))
                }
            },
        };
        let waiting: Vec<_> = answer.leaving.iter().collect();
        Ok(html! {
            section.card {
                h2 { (scene.say("web-exit-title")) }
                (content)
                @for row in waiting {
                    p {
                        (scene.say("web-exit-waits")) " " (name::amount(scene, row.what.shares)) " · "
                        (name::moment(scene, row.what.until)) " "
                        a href={ "/act/withdraw-leaving?dao=" (dao.0) "&exit=" (row.exit) "&_then="
                            (self.here()) } { (scene.say("web-exit-stay")) }
                    }
                }
            }
        })
    }

    /// With how many, and whether the membership ends too.
    fn leave(self, promise: &PromiseRow) -> Markup {
        let scene = self.scene;
        let (dao, share) = (self.dao.dao, promise.terms.share);
        let symbol =
            scene.asset(share).map_or_else(|| format!("#{}", share.0), |(symbol, _)| symbol);
        let words = Words {
            label: scene.say_of("web-exit-units", &[("share", Arg::Text(symbol))]),
            hint: scene.say("web-exit-units-hint"),
            is_needed: true,
        };
        let fields = html! {
            input type="hidden" name="dao" value=(dao.0);
            input type="hidden" name="shares.asset" value=(share.0);
            (framed("shares.number", &words, &html! {
                input id="f-shares.number" name="shares.number" inputmode="decimal" dir="ltr" required
                    autocomplete="off" aria-describedby="h-shares.number";
            }))
            @if self.dao.mine.is_some() {
                p { label { input type="checkbox" name="membership" value="true"; " "
                    (scene.say("web-exit-membership")) } }
            }
        };
        let (then, button) = (self.here(), scene.say("web-exit-leave"));
        let form =
            Form { action: "leave-with-part", then: &then, button: &button, is_quick: false };
        form.draw(scene, &fields)
    }

    fn promise(self, row: &PromiseRow) -> Vec<(String, Markup)> {
        let (scene, share) = (self.scene, row.terms.share);
        let mut pairs = Vec::new();
        if let Some(until) = row.terms.until {
            pairs.push((scene.say("web-exit-until"), name::moment(scene, until)));
        }
        let span = |span, none: &str| match span {
            Span(0) => html! { (scene.say(none)) },
            span => html! { (name::span(scene, span)) },
        };
        pairs.push((scene.say("web-exit-notice"), span(row.terms.notice, "web-exit-no-notice")));
        pairs.push((scene.say("web-exit-vests"), span(row.terms.vests, "web-exit-no-wait")));
        pairs.push((scene.say("web-exit-total"), self.sum(share, row.total)));
        pairs.push((scene.say("web-exit-own"), self.sum(share, row.own)));
        pairs.push((scene.say("web-exit-vesting"), self.sum(share, row.vesting)));
        pairs.push((scene.say("web-exit-outstanding"), self.sum(share, row.outstanding)));
        pairs
    }

    fn part(self, row: &PartRow, promise: &PromiseRow) -> Vec<(String, Markup)> {
        let (scene, asset) = (self.scene, row.all.asset);
        let share = promise.terms.share;
        let of = html! {
            bdi dir="ltr" {
                (self.sum(asset, row.free)) " × " (self.sum(share, promise.units)) " / "
                (self.sum(share, promise.outstanding)) " = " strong { (self.sum(asset, row.whole)) }
            }
        };
        let mut pairs = vec![
            (scene.say("web-exit-in-pots"), self.sum(asset, row.all.units)),
            (scene.say("web-exit-bound"), self.sum(asset, row.bound)),
            (scene.say("web-exit-free"), self.sum(asset, row.free)),
            (scene.say("web-exit-part"), of),
        ];
        if let Some(limit) = &row.limit {
            let most = html! {
                (scene.say("web-exit-paid")) " " (self.sum(asset, limit.paid)) " + "
                (scene.say("web-exit-came")) " " (self.sum(asset, limit.came)) " − "
                (scene.say("web-exit-taken")) " " (self.sum(asset, limit.taken))
            };
            pairs.push((scene.say("web-exit-limit"), most));
            let why = if limit.binds { "web-exit-by-limit" } else { "web-exit-by-part" };
            let paid = html! {
                strong { (self.sum(asset, row.part)) } " " span.small { (scene.say(why)) }
            };
            pairs.push((scene.say("web-exit-brings"), paid));
        }
        pairs
    }

    /// Each share, where its units lie, and who holds one of them.
    fn table(self) -> Result<Markup, Refusal> {
        let scene = self.scene;
        let share = self.number("share").map(AssetId);
        let after = self.number("holders").map(AccountId);
        let answer = scene.view(&CapTableView { dao: self.dao.dao, share, after })?;
        let classes: Vec<_> = answer.classes.iter().collect();
        let rows: Vec<_> = answer.holders.iter().take(SHOWN).collect();
        let is_more = answer.holders.len() > rows.len() || answer.next.is_some();
        let next = rows.last().map(|row| row.account).filter(|_| is_more);
        let shown = answer.share.unwrap_or(AssetId(0));
        let all = classes.iter().find(|row| row.asset == shown).map_or(0, |row| row.total);
        Ok(html! {
            @if classes.is_empty() { (empty(&scene.say("web-capital-no-shares"), None)) }
            @for row in &classes {
                h3 { bdi { (row.symbol.as_str()) } " · " (variant(scene, &row.kind)) }
                (facts(&self.class(row)))
                @if row.asset != shown {
                    p {
                        a href={ (self.here()) "?share=" (row.asset.0) } {
                            (scene.say("web-capital-holders"))
                        }
                    }
                }
            }
            @if !rows.is_empty() {
                h3 { (scene.say("web-capital-holders")) }
                ul.rows { @for row in rows {
                    li {
                        (name::account(scene, row.account)) " · " (self.sum(shown, row.units)) " "
                        span.small { bdi { (per_cent(row.units, all)) } }
                    }
                } }
                @if let Some(next) = next {
                    (more(&format!("{}?share={}&holders={}", self.here(), shown.0, next.0),
                        &scene.say("web-more")))
                }
            }
        })
    }

    fn class(self, row: &ClassRow) -> Vec<(String, Markup)> {
        let scene = self.scene;
        let after = row.total.saturating_add(row.offered);
        let diluted = html! {
            (self.sum(row.asset, row.offered)) " "
            span.small {
                (scene.say("web-capital-keeps")) " " bdi { (per_cent(row.total, after)) }
            }
        };
        vec![
            (scene.say("web-exit-total"), self.sum(row.asset, row.total)),
            (scene.say("web-capital-held"), self.sum(row.asset, row.held)),
            (scene.say("web-exit-own"), self.sum(row.asset, row.own)),
            (scene.say("web-exit-vesting"), self.sum(row.asset, row.vesting)),
            (scene.say("web-capital-offered"), diluted),
        ]
    }

    fn sharings(self, rows: &[&SharingRow]) -> Markup {
        let scene = self.scene;
        html! {
            @if rows.is_empty() { (empty(&scene.say("web-capital-no-sharings"), None)) }
            @for row in rows { (facts(&self.sharing(row))) }
        }
    }

    /// Which part of what, how often, until when, and what it came to.
    fn sharing(self, row: &SharingRow) -> Vec<(String, Markup)> {
        let (scene, of) = (self.scene, &row.what);
        let symbol = |asset: AssetId| {
            scene.asset(asset).map_or_else(|| format!("#{}", asset.0), |(symbol, _)| symbol)
        };
        let rate = html! {
            bdi { (name::share(of.rate)) } " · " bdi { (symbol(of.asset)) } " → " bdi { (symbol(of.share)) }
        };
        let mut pairs = vec![
            (scene.say("web-capital-rate"), rate),
            (scene.say("web-capital-every"), html! { (name::span(scene, of.every)) }),
        ];
        if let Some(until) = of.until {
            pairs.push((scene.say("web-exit-until"), name::moment(scene, until)));
        }
        if let Some(cap) = of.cap {
            pairs.push((scene.say("web-capital-most"), self.sum(of.asset, cap)));
        }
        pairs.push((scene.say("web-capital-shared"), self.sum(of.asset, of.paid)));
        pairs.push((scene.say("web-capital-owed"), name::amount(scene, row.owed)));
        pairs
    }
}

/// A part of a whole in per cent, to two decimals, rounded down.
fn per_cent(part: u128, whole: u128) -> String {
    // Where ten thousand times the part does not fit, dividing first is close enough.
    let parts = match part.checked_mul(10_000) {
        Some(product) => product.checked_div(whole).unwrap_or(0),
        None => part.checked_div(whole / 10_000).unwrap_or(10_000),
    };
    format!("{}.{:02}%", parts / 100, parts % 100)
}

/// The words of a kind of sale.
pub(crate) fn kind(word: &str) -> &'static str {
    match word {
        "fixed" => "web-sale-fixed",
        "hatch" => "web-sale-hatch",
        _ => "web-sale-auction",
    }
}

/// How a stage is said.
pub(crate) const fn tone(stage: SaleStage) -> Tone {
    match stage {
        SaleStage::Over { ending: Ending::Sold, .. } => Tone::Good,
        SaleStage::Over { .. } => Tone::Plain,
        _ => Tone::Waits,
    }
}
