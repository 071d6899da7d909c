//! Money held outside, naively: who holds it, who asked for how much, and what was said of it.

use std::collections::BTreeMap;

use super::{By, Model, Place};
use crate::fields::Fields;
use crate::models::Checked;

const TURNS: &str = "treasury: a payout goes on only as its holder, its payee and its time may";

/// What was said of a payout last, and until when that lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Asked(u64),
    Late,
    Settled(u64),
    Disputed,
}

#[derive(Clone, Debug)]
pub(super) struct Payout {
    asset: u64,
    payee: u64,
    units: u128,
    said: Said,
}

/// Holders by asset with the two spans they agreed to, and payouts that are not over.
#[derive(Debug, Default)]
pub(super) struct Payouts {
    holders: BTreeMap<u64, (u64, u64, u64)>,
    open: BTreeMap<u64, Payout>,
    count: u64,
}

impl Model {
    pub(super) fn name_holder(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let asset = self.new_asset(by.dao.unwrap_or(0), fields);
        let field = |name| fields.number(name).unwrap_or(0);
        let terms = (field("holder"), field("within"), field("dispute"));
        self.payouts.holders.insert(asset, terms);
        Ok(())
    }

    pub(super) fn acknowledge(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let Some(amount) = fields.amount("amount") else { return Ok(()) };
        let asset = amount.asset.0;
        let holder = self.payouts.holders.get(&asset).map(|terms| terms.0);
        if holder.is_none() || holder != by.payer {
            return Err((TURNS, format!("{:?} acknowledged asset {asset}", by.payer)));
        }
        let Some(to) = super::recipient(fields) else { return Ok(()) };
        self.create(asset, to, amount.units)
    }

    pub(super) fn ask_payout(&mut self, by: By, fields: &Fields<'_>) -> Checked {
        let (Some(amount), Some(payee)) = (fields.amount("amount"), by.payer) else {
            return Ok(());
        };
        let (asset, units) = (amount.asset.0, amount.units);
        let within = self.payouts.holders.get(&asset).map_or(0, |terms| terms.1);
        self.payouts.count += 1;
        let number = self.payouts.count;
        let said = Said::Asked(by.now + within);
        self.payouts.open.insert(number, Payout { asset, payee, units, said });
        self.pay((Place::Account(payee), Place::Payout(number)), asset, units)
    }

    pub(super) fn payout_turns(&mut self, by: By, act: &str, fields: &Fields<'_>) -> Checked {
        let number = fields.number("number").unwrap_or(0);
        let Some(row) = self.payouts.open.get(&number).cloned() else {
            return Err((TURNS, format!("{act} of payout {number}, which is over")));
        };
        let (holder, _, dispute) =
            self.payouts.holders.get(&row.asset).copied().unwrap_or((0, 0, 0));
        let (is_payee, is_holder) = (by.payer == Some(row.payee), by.payer == Some(holder));
        let said = row.said;
        let settled = matches!(said, Said::Settled(_));
        let next = match act {
            "settle-payout" if is_holder && !settled => Some(Said::Settled(by.now + dispute)),
            "answer-payout" if is_payee && fields.flag("received") => None,
            "answer-payout" if is_payee && settled => Some(Said::Disputed),
            "withdraw-payout" if is_payee && matches!(said, Said::Asked(_) | Said::Late) => None,
            "decide-payout" if by.dao.is_some() && said == Said::Disputed => None,
            _ => return Err((TURNS, format!("{act} of payout {number}: {row:?}"))),
        };
        match next {
            Some(said) => {
                self.payouts.open.insert(number, Payout { said, ..row });
                Ok(())
            }
            None => {
                let is_paid = match act {
                    "answer-payout" => true,
                    "decide-payout" => fields.flag("paid"),
                    _ => false,
                };
                self.close_payout(number, is_paid)
            }
        }
    }

    fn close_payout(&mut self, number: u64, is_paid: bool) -> Checked {
        let Some(row) = self.payouts.open.remove(&number) else { return Ok(()) };
        let from = Place::Payout(number);
        if is_paid {
            self.units.remove(&(from, row.asset));
            return Ok(());
        }
        self.pay((from, Place::Account(row.payee)), row.asset, row.units)
    }

    /// A task turned or ended a payout: its time must be over.
    pub(super) fn payout_times_out(&mut self, fact: &Fields<'_>, now: u64) -> Checked {
        let number = fact.number("number").unwrap_or(0);
        let said = self.payouts.open.get(&number).map(|row| row.said);
        match said {
            Some(Said::Asked(until)) if until < now => {
                if let Some(row) = self.payouts.open.get_mut(&number) {
                    row.said = Said::Late;
                }
                Ok(())
            }
            Some(Said::Settled(until)) if until < now => self.close_payout(number, true),
            _ => Err((TURNS, format!("payout {number} by its time at {now}: {said:?}"))),
        }
    }

    /// Nothing waits beyond its time.
    pub(super) fn payouts_end_in_time(&self, now: u64) -> Checked {
        let late = self.payouts.open.iter().find(|(_, row)| match row.said {
            Said::Asked(until) | Said::Settled(until) => until < now,
            Said::Late | Said::Disputed => false,
        });
        late.map_or(Ok(()), |late| Err((TURNS, format!("{late:?} at {now}"))))
    }
}
