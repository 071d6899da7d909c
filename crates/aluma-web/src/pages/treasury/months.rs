//! What came in and went out, month by month: added up from the facts of the ledger.

use std::collections::BTreeMap;

use aluma_api::problem::Refusal;
use aluma_core::treasury::Event;
use aluma_core::treasury::types::{Place, Received};
use aluma_index::Page;
use aluma_types::codec::Canon;
use aluma_types::{Amount, AssetId, DaoId, Timestamp, show};
use maud::{Markup, html};

use super::Of;
use crate::parts::chart::{Column, columns};
use crate::parts::say::{Say, count};
use crate::parts::{empty, name};

/// Months that are shown.
const MONTHS: u64 = 12;
/// Facts that are looked through; a busier year is shown as far as they reach.
const FACTS: usize = 2_000;
/// Facts that are asked for at once.
const STEP: usize = 500;

/// What came in and went out of one asset in one month, in base units.
#[derive(Clone, Copy, Default)]
struct Flow {
    income: u128,
    paid: u128,
}

/// A month as a number that counts on over years.
type Month = u64;

impl Of<'_> {
    /// One chart for each asset that moved.
    pub(super) fn months(self) -> Result<Markup, Refusal> {
        let (flows, is_whole) = self.flows()?;
        let last = month(self.scene.look(|look, _| look.now));
        let assets: Vec<_> = flows.keys().copied().collect();
        Ok(html! {
            @if assets.is_empty() {
                (empty(&self.scene.say("web-money-no-flow"), None))
            }
            @for asset in assets { (self.chart(asset, last, &flows)) }
            @if !is_whole {
                p.small { (self.scene.say_of("web-money-flow-part", &[("facts", count(FACTS))])) }
            }
            p.small { a href=(self.at("/history?kind=money")) { (self.scene.say("web-money-each")) } }
        })
    }

    fn chart(
        self,
        asset: AssetId,
        last: Month,
        flows: &BTreeMap<AssetId, BTreeMap<Month, Flow>>,
    ) -> Markup {
        let first = last.saturating_sub(MONTHS - 1);
        let of = |month| flows.get(&asset).and_then(|months| months.get(&month)).copied();
        let rows: Vec<_> = (first..=last)
            .map(|month| {
                let flow = of(month).unwrap_or_default();
                Column {
                    label: label(month),
                    sizes: [flow.income, flow.paid],
                    words: [flow.income, flow.paid].map(|units| self.sum_words(asset, units)),
                }
            })
            .collect();
        let scene = self.scene;
        let series = [scene.say("web-money-in"), scene.say("web-money-out")];
        let named = name::amount_words(scene, Amount { asset, units: 0 });
        let symbol = named.split_whitespace().last().unwrap_or_default().to_owned();
        let title =
            scene.say_of("web-money-months-of", &[("asset", aluma_text::Arg::Text(symbol))]);
        let month = scene.say("web-money-month");
        columns(&title, &month, (&series, ["for", "against"]), &rows)
    }

    /// The flows of the last months, and whether all of their facts were looked at.
    fn flows(self) -> Result<(BTreeMap<AssetId, BTreeMap<Month, Flow>>, bool), Refusal> {
        let dao = self.dao.dao;
        let now = self.scene.look(|look, _| look.now);
        let first = month(now).saturating_sub(MONTHS - 1);
        let mut flows: BTreeMap<AssetId, BTreeMap<Month, Flow>> = BTreeMap::new();
        let mut after = 0;
        for _ in 0..FACTS / STEP {
            let rows = self.scene.latest(dao, &["treasury"], Page { after, limit: STEP })?;
            for row in &rows {
                let month = month(row.time);
                if month < first {
                    return Ok((flows, true));
                }
                let Ok(event) = Event::from_bytes(&row.event.bytes) else { continue };
                if let Some((amount, is_income)) = flow(dao, &event) {
                    let months = flows.entry(amount.asset).or_default();
                    let flow = months.entry(month).or_default();
                    let side = if is_income { &mut flow.income } else { &mut flow.paid };
                    *side = side.saturating_add(amount.units);
                }
            }
            if rows.len() < STEP {
                return Ok((flows, true));
            }
            after = rows.last().map_or(0, |row| row.event.seq);
        }
        Ok((flows, false))
    }
}

/// What a fact brought in (true) or took out of the treasury. What a community puts from pot to
/// pot, into its own custody or out of the world leaves nobody richer.
fn flow(dao: DaoId, event: &Event) -> Option<(Amount, bool)> {
    let is_ours = |place: &Place| match place {
        Place::Pot { dao: of, .. } | Place::Locked { dao: of, .. } => *of == dao,
        _ => false,
    };
    match event {
        Event::IncomeRecorded { income, .. } => match income.received {
            Received::Paid { amount, .. } | Received::Here { amount, .. } => Some((amount, true)),
            Received::Outside { .. } => None,
        },
        Event::Paid { from, to, amount, .. } => {
            let leaves = is_ours(from) && !is_ours(to) && !matches!(to, Place::Supply);
            leaves.then_some((*amount, false))
        }
        Event::BatchPaid { from, total, .. } => is_ours(from).then_some((*total, false)),
        Event::DividendPaid { from, amount, .. } => is_ours(from).then_some((*amount, false)),
        _ => None,
    }
}

fn month(time: Timestamp) -> Month {
    let (year, month, _) = show::date(time);
    year.saturating_mul(12).saturating_add(month).saturating_sub(1)
}

/// Month and year in digits, the same in both languages.
fn label(month: Month) -> String {
    format!("{}/{}", month % 12 + 1, month / 12)
}

#[cfg(test)]
mod tests {
    use aluma_core::treasury::types::GENERAL;
    use aluma_types::AccountId;

    use super::*;

    const DAO: DaoId = DaoId(1);
    const SUM: Amount = Amount { asset: AssetId(2), units: 5 };

    fn paid(from: Place, to: Place) -> Option<(Amount, bool)> {
        flow(DAO, &Event::Paid { dao: DAO, from, to, amount: SUM, reason: None, proposal: None })
    }

    #[test]
    fn only_what_leaves_the_community_is_paid() {
        let pot = |dao| Place::Pot { dao: DaoId(dao), pot: GENERAL };
        let account = Place::Account { account: AccountId(3) };
        let custody = |dao| Place::Locked { dao: DaoId(dao), number: 1 };
        for (from, to, leaves) in [
            (pot(1), account, true),
            (pot(1), pot(2), true),
            (custody(1), account, true),
            (pot(1), Place::Dividends { share: AssetId(9) }, true),
            (pot(1), pot(1), false),
            (pot(1), custody(1), false),
            (pot(1), Place::Supply, false),
            (account, pot(1), false),
            (pot(2), account, false),
            (custody(2), account, false),
        ] {
            assert_eq!(paid(from, to), leaves.then_some((SUM, false)), "{from:?} {to:?}");
        }
    }

    #[test]
    fn months_count_on_over_years() {
        // 2026-11-23, and 2027-01-01.
        let months = [1_795_428_000_000, 1_798_761_600_000].map(|ms| month(Timestamp(ms)));
        assert_eq!(months.map(label), ["11/2026", "1/2027"]);
        assert_eq!(months[1] - months[0], 2);
    }
}
