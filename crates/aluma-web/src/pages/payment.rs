//! One payment as a paper that can be printed: who paid whom, when, how much, for what, by which
//! reference, and what the paper proves and what not.

use aluma_api::Scene;
use aluma_api::problem::{Own, Refusal};
use aluma_core::kernel::event::DomainEvent;
use aluma_core::treasury::Event;
use aluma_core::treasury::types::{Payment, PayoutState, Place, Received};
use aluma_index::{Page as Cut, ToldRow};
use aluma_types::codec::Canon;
use aluma_types::{AccountId, Amount, DaoId, Hash32, PotId, ProposalId};
use axum::extract::{Path, Query};
use axum::response::Response;
use maud::{Markup, html};

use crate::form::Given;
use crate::page::Page;
use crate::parts::say::Say;
use crate::parts::{card, facts, name};
use crate::visit::Visit;

/// Facts among which the reference of a payout is looked for.
const LOOKED_AT: usize = 2_000;

/// GET /payment/{fact}?to=
pub(crate) async fn page(
    visit: Visit,
    Path(fact): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Response {
    visit
        .show(move |scene| {
            let fact = fact.parse().ok().ok_or(Own::NotFound)?;
            let given = Given::new(pairs);
            let to = given.get("to").and_then(|id| id.parse().ok()).map(AccountId);
            let (row, event) = told(scene, fact)?;
            let paid = paid(scene, &row, &event, to).ok_or(Own::NotFound)?;
            let title = scene.say("web-paid-title");
            let body = html! {
                h1 { (title) }
                (facts(&pairs_of(scene, &row, &paid)))
                (card(&scene.say("web-paid-proves"), &proves(scene, &row, &paid)))
                p.small.noprint { (scene.say("web-paid-print")) }
            };
            Ok(Page::new(title, scene.say("web-paid-sentence"), body))
        })
        .await
}

/// Where the paper of a payment is.
pub(crate) fn address(fact: u64, to: Option<AccountId>) -> String {
    match to {
        Some(to) => format!("/payment/{fact}?to={}", to.0),
        None => format!("/payment/{fact}"),
    }
}

/// A fact of the treasury by its number; what the reader may not see is not there.
fn told(scene: &Scene<'_>, fact: u64) -> Result<(ToldRow, Event), Refusal> {
    let before = fact.checked_sub(1).ok_or(Own::NotFound)?;
    let found = scene.events(None, Cut { after: before, limit: 1 })?;
    let found = found.into_iter().find(|row| row.seq == fact && row.domain == Event::DOMAIN);
    let dao = found.and_then(|row| row.dao).ok_or(Own::NotFound)?;
    let after = fact.checked_add(1).ok_or(Own::NotFound)?;
    let row = scene.latest(dao, &[Event::DOMAIN], Cut { after, limit: 1 })?;
    let row = row.into_iter().find(|row| row.event.seq == fact).ok_or(Own::NotFound)?;
    let event = Event::from_bytes(&row.event.bytes).map_err(|_| Own::NotFound)?;
    Ok((row, event))
}

/// Who took part in a payment.
enum Party {
    Place(Place),
    Shares(DaoId),
    Holder(Option<AccountId>),
    Outside,
}

/// How much.
enum Sum {
    Amount(Amount),
    Words(Hash32),
}

/// What the paper says.
struct Paid {
    from: Party,
    to: Party,
    sum: Sum,
    reason: Option<Hash32>,
    /// By which it is found elsewhere: words that somebody wrote, or a number.
    reference: Option<Markup>,
    proposal: Option<ProposalId>,
    /// Whether it says only what somebody stated, of money that this ledger does not see.
    is_stated: bool,
}

impl Paid {
    const fn of(from: Party, to: Party, sum: Sum) -> Self {
        let (reason, reference, proposal) = (None, None, None);
        Self { from, to, sum, reason, reference, proposal, is_stated: false }
    }
}

/// What a fact paid, or to one of those whom it paid; `None` where it is about no payment.
fn paid(scene: &Scene<'_>, row: &ToldRow, event: &Event, to: Option<AccountId>) -> Option<Paid> {
    let account = |account| Party::Place(Place::Account { account });
    Some(match event {
        Event::Paid { from, to, amount, reason, proposal, .. } => Paid {
            reason: reason.as_ref().map(|body| body.id),
            proposal: *proposal,
            ..Paid::of(Party::Place(*from), Party::Place(*to), Sum::Amount(*amount))
        },
        Event::BatchPaid { from, total, payments, reference, reason, proposal, .. } => {
            let to = to?;
            let units = payments
                .iter()
                .filter(|it: &&Payment| it.to == to)
                .fold(0u128, |sum, it| sum.saturating_add(it.units));
            let sum = Sum::Amount(Amount { asset: total.asset, units });
            Paid {
                reason: reason.as_ref().map(|body| body.id),
                reference: reference.map(|it| name::code(&it.group.to_string())),
                proposal: *proposal,
                ..Paid::of(Party::Place(*from), account(to), sum)
            }
            .some_units(units)?
        }
        Event::DividendTaken { dao, account: to, amount, .. } => {
            Paid::of(Party::Shares(*dao), account(*to), Sum::Amount(*amount))
        }
        Event::IncomeRecorded { dao, income, .. } => {
            let pot = |pot| Party::Place(Place::Pot { dao: *dao, pot });
            let (to, sum, is_stated) = match income.received {
                Received::Paid { amount, pot: into } => (pot(into), Sum::Amount(amount), false),
                Received::Here { amount, pot: into } => (pot(into), Sum::Amount(amount), true),
                Received::Outside { value } => (pot(PotId(0)), Sum::Words(value.id), true),
            };
            Paid {
                reason: Some(income.purpose.id),
                reference: income.document.map(|body| name::body(scene, &body)),
                proposal: income.proposal,
                is_stated,
                ..Paid::of(income.payer.map_or(Party::Outside, account), to, sum)
            }
        }
        Event::PayoutClosed { dao, number, payee, amount, is_paid: true } => {
            let settled = settled(scene, row, (*dao, *number));
            Paid {
                reference: settled.map(|id| name::words(scene, &id)),
                is_stated: true,
                ..Paid::of(
                    Party::Holder(holder(scene, *amount)),
                    account(*payee),
                    Sum::Amount(*amount),
                )
            }
        }
        _ => return None,
    })
}

impl Paid {
    /// Nothing where nothing was paid.
    fn some_units(self, units: u128) -> Option<Self> {
        (units > 0).then_some(self)
    }
}

/// Who holds the money that an asset is a claim on, today.
fn holder(scene: &Scene<'_>, amount: Amount) -> Option<AccountId> {
    let view = aluma_core::treasury::views::AssetView { asset: amount.asset };
    scene.view(&view).ok()?.claim.map(|claim| claim.holder)
}

/// By which the holder said that one finds the payment: the last word before the payout was over.
fn settled(scene: &Scene<'_>, row: &ToldRow, of: (DaoId, u64)) -> Option<Hash32> {
    let cut = Cut { after: row.event.seq, limit: LOOKED_AT };
    let rows = scene.latest(of.0, &[Event::DOMAIN], cut).ok()?;
    rows.iter().find_map(|row| match Event::from_bytes(&row.event.bytes) {
        Ok(Event::PayoutTurned {
            dao,
            number,
            state: PayoutState::Settled { reference, .. } | PayoutState::Disputed { reference, .. },
        }) if (dao, number) == of => Some(reference.id),
        _ => None,
    })
}

fn pairs_of(scene: &Scene<'_>, row: &ToldRow, paid: &Paid) -> Vec<(String, Markup)> {
    let say = |key: &str| scene.say(&format!("web-paid-{key}"));
    let sum = match paid.sum {
        Sum::Amount(amount) => name::amount(scene, amount),
        Sum::Words(words) => name::words(scene, &words),
    };
    let mut pairs = vec![
        (say("from"), party(scene, &paid.from)),
        (say("to"), party(scene, &paid.to)),
        (say("sum"), html! { strong { (sum) } }),
        (say("when"), name::moment(scene, row.time)),
    ];
    if let Some(reason) = &paid.reason {
        pairs.push((say("reason"), name::words(scene, reason)));
    }
    if let Some(reference) = &paid.reference {
        pairs.push((say("reference"), reference.clone()));
    }
    if let Some(proposal) = paid.proposal {
        let to = format!("/p/{}", proposal.0);
        pairs.push((say("decided"), html! { a href=(to) { bdi { "#" (proposal.0) } } }));
    }
    pairs.push((say("number"), name::code(&row.event.seq.to_string())));
    pairs
}

fn party(scene: &Scene<'_>, party: &Party) -> Markup {
    let say = |key: &str| scene.say(&format!("web-paid-{key}"));
    match party {
        Party::Place(Place::Account { account } | Place::Stake { account }) => {
            name::account(scene, *account)
        }
        Party::Place(Place::Pot { dao, .. } | Place::Locked { dao, .. }) => name::dao(scene, *dao),
        Party::Place(Place::Payout { dao, .. }) => name::dao(scene, *dao),
        Party::Place(Place::Supply) => html! { (say("supply")) },
        Party::Place(Place::Dividends { .. }) => html! { (say("holders")) },
        Party::Shares(dao) => html! { (name::dao(scene, *dao)) " · " (say("shares")) },
        Party::Holder(Some(holder)) => {
            html! { (name::account(scene, *holder)) " · " (say("holder")) }
        }
        Party::Holder(None) => html! { (say("holder")) },
        Party::Outside => html! { (say("outside")) },
    }
}

/// What whoever holds the paper can hold somebody to.
fn proves(scene: &Scene<'_>, row: &ToldRow, paid: &Paid) -> Markup {
    let receipt = row.receipt.to_string();
    let network = scene.node().network().to_string();
    let pairs = [
        (scene.say("web-paid-ledger"), name::code(&network)),
        (scene.say("web-block"), html! { bdi { (row.event.height) } }),
        (
            scene.say("web-paid-receipt"),
            html! { a href={ "/receipt/" (receipt) } { (name::code(&receipt)) } },
        ),
    ];
    let key = if paid.is_stated { "web-paid-proves-stated" } else { "web-paid-proves-ledger" };
    html! {
        p { (scene.say(key)) }
        p { (scene.say("web-paid-proves-not")) }
        (facts(&pairs))
        p.noprint {
            a.button.quiet href={ "/receipt/" (receipt) "/proof.json" } download {
                (scene.say("web-receipt-save"))
            }
        }
    }
}
