//! Programmes, naively: what was put in trust, set aside, paid and returned is added up from what was
//! told, and each wait is held to what silence means.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Deed, Digest, Told};
use crate::fields::Fields;
use crate::ledger::Ledger;

const PURSE: &str = "earn: a programme has what was funded, less what was paid and returned";
const WORTH: &str = "earn: nobody is worth more than the curve says";
const EPOCH: &str = "earn: no epoch spends more than the 26th part of what was free";
const POOL: &str = "earn: an epoch shares what its claims take";
const WHOLE: &str = "earn: a claim that is paid is paid in full";
const SILENCE: &str = "earn: a challenge that nobody judges pays";
const WINDOW: &str = "earn: nothing is paid while it can be challenged";
const BONDS: &str = "earn: a bond is what was posted, less what was lost and returned";

/// A programme.
#[derive(Clone, Debug, Default)]
struct Programme {
    since: u64,
    epoch: u64,
    /// What the largest claim is worth, where the curve says so.
    most: Option<u128>,
    funded: u128,
    paid: u128,
    returned: u128,
    reserved: u128,
    /// By epoch: what was free when it began, and what was set aside in it.
    spent: BTreeMap<u64, (u128, u128)>,
    bonds: BTreeMap<u64, u128>,
}

impl Programme {
    fn free(&self) -> u128 {
        self.funded.saturating_sub(self.paid + self.returned + self.reserved)
    }

    fn epoch_at(&self, time: u64) -> u64 {
        time.saturating_sub(self.since) / self.epoch.max(1) + 1
    }
}

/// A claim.
#[derive(Clone, Debug, Default)]
struct Claim {
    programme: u64,
    stage: &'static str,
    until: u64,
    units: u128,
    paid: u128,
}

/// Everything that was told of programmes.
#[derive(Debug, Default)]
pub struct Model {
    programmes: BTreeMap<(u64, u64), Programme>,
    claims: BTreeMap<(u64, u64), Claim>,
}

/// What the largest claim is worth.
fn most(fields: &Fields<'_>) -> Option<u128> {
    let terms = fields.inner("terms")?;
    let (curve, of) = terms.variant("curve")?;
    match curve {
        "fixed" | "falling" | "ladder" => of.uint("units"),
        "capped-pool" => of.uint("cap"),
        _ => None,
    }
}

impl Model {
    /// Follows a block and holds what it touched against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let mut touched = BTreeSet::new();
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            for told in &deed.facts {
                touched.extend(self.told(deed, told, digest.time.0)?);
            }
        }
        touched.into_iter().try_for_each(|key| self.hold(key, ledger))
    }

    /// Learns a fact of a deed; the programme that it is about.
    fn told(
        &mut self,
        deed: &Deed,
        told: &Told,
        now: u64,
    ) -> Result<Option<(u64, u64)>, (&'static str, String)> {
        let fields = told.fact.fields();
        let dao = told.dao.unwrap_or(0);
        let number = |name| fields.number(name).unwrap_or(0);
        let units = fields.amount("amount").map_or(0, |amount| amount.units);
        let claim = (dao, number("claim"));
        let of_claim = self.claims.get(&claim).map_or(0, |row| row.programme);
        let key = (dao, fields.number("programme").unwrap_or(of_claim));
        match told.fact.name {
            "programme-opened" => {
                let terms = fields.inner("terms");
                let epoch = terms.and_then(|terms| terms.number("epoch")).unwrap_or(1);
                let row =
                    Programme { since: now, epoch, most: most(&fields), ..Default::default() };
                self.programmes.insert(key, row);
            }
            "programme-funded" => self.change(key, |row| row.funded += units),
            "programme-returned" => self.change(key, |row| row.returned += units),
            "bond-posted" => {
                self.change(key, |row| *row.bonds.entry(number("by")).or_default() += units);
            }
            "bond-lost" | "bond-returned" => self.change(key, |row| {
                let slot = row.bonds.entry(number("by")).or_default();
                *slot = slot.saturating_sub(units);
            }),
            "reward-claimed" => {
                let row = Claim { programme: key.1, stage: "submitted", ..Claim::default() };
                self.claims.insert(claim, row);
            }
            "reward-reserved" => self.reserved(key, claim, (units, now, deed))?,
            "epoch-shared" => {
                let sum = deed.told("reward-reserved").filter_map(|told| {
                    told.fact.fields().amount("amount").map(|amount| amount.units)
                });
                same(POOL, || format!("{key:?}"), (units, sum.sum()))?;
            }
            "reward-paid" => {
                self.change(key, |row| {
                    row.paid += units;
                    row.reserved = row.reserved.saturating_sub(units);
                });
                if let Some(row) = self.claims.get_mut(&claim) {
                    row.paid += units;
                }
            }
            "ladder-held" | "ladder-freed" | "ladder-claimed" | "ladder-kept" | "teachers-paid" => {
                self.ladder(told.fact.name, (key, claim), (units, now))?;
            }
            "reward-turned" => self.turned(deed, (key, claim), &fields, now)?,
            _ if told.fact.domain != "earn" => return Ok(None),
            _ => {}
        }
        Ok(Some(key))
    }

    /// A ladder was set aside for somebody who learns, or went on its way; or those who taught were paid.
    fn ladder(
        &mut self,
        name: &str,
        (key, claim): ((u64, u64), (u64, u64)),
        (units, now): (u128, u64),
    ) -> Checked {
        let at = || format!("{name} in {key:?}");
        let Some(row) = self.programmes.get_mut(&key) else { return Ok(()) };
        let free = row.free();
        match name {
            "ladder-held" | "teachers-paid" => {
                let epoch = row.epoch_at(now);
                let (began, spent) = row.spent.entry(epoch).or_insert((free, 0));
                *spent += units;
                same(EPOCH, at, (*spent * 26 <= *began, true))?;
                if name == "ladder-held" {
                    same(WORTH, at, (row.most.is_none_or(|most| units <= most), true))?;
                    row.reserved += units;
                } else {
                    row.paid += units;
                }
            }
            "ladder-freed" => row.reserved = row.reserved.saturating_sub(units),
            "ladder-claimed" => self.claims.entry(claim).or_default().units = units,
            _ => self.claims.entry(claim).or_default().units = 0,
        }
        Ok(())
    }

    fn change(&mut self, key: (u64, u64), with: impl FnOnce(&mut Programme)) {
        if let Some(row) = self.programmes.get_mut(&key) {
            with(row);
        }
    }

    /// An amount was set aside for a claim, in the present epoch or in the one that is shared.
    fn reserved(
        &mut self,
        key: (u64, u64),
        claim: (u64, u64),
        (units, now, deed): (u128, u64, &Deed),
    ) -> Checked {
        let shared = deed.told("epoch-shared").find_map(|told| told.fact.fields().number("epoch"));
        let Some(row) = self.programmes.get_mut(&key) else { return Ok(()) };
        let at = || format!("claim {claim:?}");
        same(WORTH, at, (row.most.is_none_or(|most| units <= most), true))?;
        let epoch = shared.unwrap_or_else(|| row.epoch_at(now));
        let free = row.free();
        let (began, spent) = row.spent.entry(epoch).or_insert((free, 0));
        *spent += units;
        same(EPOCH, at, (*spent * 26 <= *began, true))?;
        row.reserved += units;
        if let Some(row) = self.claims.get_mut(&claim) {
            row.units = units;
        }
        Ok(())
    }

    fn turned(
        &mut self,
        deed: &Deed,
        (key, claim): ((u64, u64), (u64, u64)),
        fields: &Fields<'_>,
        now: u64,
    ) -> Checked {
        let Some((stage, of)) = fields.variant("stage") else { return Ok(()) };
        let Some(row) = self.claims.get_mut(&claim) else { return Ok(()) };
        let at = || format!("claim {claim:?}, {} to {stage}", row.stage);
        let judged = deed.told("reward-judged").next().is_some();
        if row.stage == "challenged" && !judged {
            same(SILENCE, at, (stage, "payable"))?;
        }
        if row.stage == "challengeable" && (stage == "paid" || stage == "payable") {
            same(WINDOW, at, (now > row.until, true))?;
        }
        if stage == "paid" {
            same(WHOLE, at, (row.paid, row.units))?;
        }
        let rest = row.units.saturating_sub(row.paid);
        if stage == "rejected" || stage == "slashed" {
            row.units = row.paid;
        }
        row.stage = stage;
        row.until = of.number("until").unwrap_or(0);
        let epoch = of.number("epoch").filter(|_| stage == "pooled");
        self.change(key, |programme| {
            if stage == "rejected" || stage == "slashed" {
                programme.reserved = programme.reserved.saturating_sub(rest);
            }
            // A pool begins with its first claim: its budget is what was free then.
            if let Some(epoch) = epoch {
                let free = programme.free();
                programme.spent.entry(epoch).or_insert((free, 0));
            }
        });
        Ok(())
    }

    /// Holds a programme against the ledger.
    fn hold(&self, key: (u64, u64), ledger: &Ledger) -> Checked {
        let Some(row) = self.programmes.get(&key) else { return Ok(()) };
        let params = [("dao", key.0), ("programme", key.1)];
        // A closed community shows it to its readers alone.
        let mut readers = std::iter::once(None).chain((1..60).map(Some));
        let reads = |reader: &Option<u64>| ask(ledger, *reader, ("programme", &params)).is_some();
        let Some(reader) = readers.find(reads) else { return Ok(()) };
        if let Some(answer) = ask(ledger, reader, ("programme", &params)) {
            let purse = answer.fields().inner("row").and_then(|row| row.inner("purse"));
            let Some(purse) = purse else { return Ok(()) };
            let number = |name| purse.uint(name).unwrap_or(0);
            let is = ["funded", "paid", "returned", "reserved"].map(number);
            let expected = [row.funded, row.paid, row.returned, row.reserved];
            same(PURSE, || format!("programme {key:?}"), (is, expected))?;
        }
        if let Some(answer) = ask(ledger, reader, ("attestors", &params)) {
            for one in answer.fields().rows("attestors") {
                let who = one.number("account").unwrap_or(0);
                let is = one.inner("row").and_then(|row| row.uint("bond")).unwrap_or(0);
                let expected = row.bonds.get(&who).copied().unwrap_or(0);
                same(BONDS, || format!("{who} in {key:?}"), (is, expected))?;
            }
        }
        Ok(())
    }
}
