//! Rounds, naively: every entry with its raters' words, added up by doubles and by fractions when the
//! round is paid, and the budget divided among all by hand.

mod funds;
mod giving;
mod people;

use std::collections::BTreeMap;

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Decoded, Deed, Digest};
use crate::fields::Fields;
use crate::ledger::Ledger;

const OWN: &str = "grants: nobody praises themselves, nor scores what is about them";
const PARTS: &str = "grants: everybody takes their part of a round, to the last unit";
const WITHIN: &str = "grants: a round shares no more than its budget";

/// One rater's word on an entry.
#[derive(Clone, Copy, Debug)]
struct Word {
    rater: u64,
    hundredths: u64,
    dismissed: bool,
    repeats: Option<u64>,
}

#[derive(Clone, Debug)]
struct Entry {
    from: u64,
    to: u64,
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Round {
    asset: u64,
    budget: u128,
    /// Numerator and denominator of the parts of the praised, of raters, of a duplicate.
    shares: [(u128, u128); 3],
    mean: &'static str,
    ceiling: Option<u64>,
    own_counts: bool,
    entries: Vec<Entry>,
}

/// Every round by its DAO and number.
#[derive(Debug, Default)]
pub struct Model {
    rounds: BTreeMap<(u64, u64), Round>,
    others: people::Others,
    given: giving::Given,
    funds: funds::Funds,
    opened: u64,
}

fn share(fields: &Fields<'_>, name: &str) -> (u128, u128) {
    match fields.get(name) {
        Some((_, aluma_types::value::Value::Share(share))) => {
            (share.num().into(), share.den().into())
        }
        _ => (0, 1),
    }
}

impl Round {
    fn read(fields: &Fields<'_>) -> Option<Self> {
        let (kind, policy) = fields.variant("policy")?;
        let terms = policy.inner("terms").filter(|_| kind == "praise")?;
        let budget = fields.amount("budget")?;
        Some(Self {
            asset: budget.asset.0,
            budget: budget.units,
            shares: ["praised", "raters", "duplicate"].map(|name| share(&terms, name)),
            mean: terms.variant("mean")?.0,
            ceiling: terms.number("ceiling"),
            own_counts: terms.flag("own_counts"),
            entries: Vec::new(),
        })
    }

    /// A mean of at most eight words, in 1/84,000 of a score.
    fn weight(&self, entry: &Entry) -> u128 {
        let (num, den) = self.shares[2];
        let mut parts: Vec<u128> = Vec::new();
        for word in &entry.words {
            let score = u128::from(word.hundredths);
            if self.mean == "plain" {
                parts.push(score);
            } else if word.dismissed {
                parts.push(0);
            } else if let Some(other) = word.repeats {
                let other = self.entries.get(other as usize - 1);
                let of = other.and_then(|other| {
                    other.words.iter().find(|one| one.rater == word.rater).map(|one| one.hundredths)
                });
                let doubled = 2 * u128::from(of.unwrap_or(0)) * num;
                parts.push((doubled + den) / (2 * den));
            } else if score > 0 {
                parts.push(score);
            }
        }
        if parts.is_empty() {
            return 0;
        }
        if self.mean != "hundredths" {
            return parts.iter().sum::<u128>() * 840 / parts.len() as u128;
        }
        // As any program has it.
        let mean = parts.iter().map(|part| *part as f64 / 100.0).sum::<f64>() / parts.len() as f64;
        let text = format!("{mean:.70}");
        let (whole, digits) = text.split_once('.').unwrap_or((&text, "000"));
        let down: u128 = format!("{whole}{}", &digits[..2]).parse().unwrap_or(0);
        (down + u128::from(digits.as_bytes()[2] >= b'5')) * 840
    }

    /// What everybody takes of what is left of the budget: for praise and for scoring.
    fn parts(&self, left: u128) -> BTreeMap<u64, (u128, u128)> {
        let mut weights: BTreeMap<u64, u128> = BTreeMap::new();
        let mut scored: BTreeMap<u64, (u128, u64)> = BTreeMap::new();
        for entry in &self.entries {
            if entry.from != entry.to || self.own_counts {
                *weights.entry(entry.to).or_default() += self.weight(entry);
            }
            for word in entry.words.iter().filter(|word| word.repeats.is_none()) {
                let row = scored.entry(word.rater).or_default();
                row.0 += 1;
                row.1 += word.hundredths;
            }
        }
        let counts = scored.into_iter().filter(|(_, (_, gave))| *gave > 0);
        let counts = counts.map(|(who, (count, _))| (who, count)).collect();
        let entries = self.entries.len() as u128;
        let pool = match self.ceiling.map(u128::from) {
            Some(least) if entries < least => left * entries / least,
            _ => left,
        };
        let part = |(num, den): (u128, u128)| pool * num / den;
        let mut parts: BTreeMap<u64, (u128, u128)> = BTreeMap::new();
        for (who, units) in divided(part(self.shares[0]), &weights) {
            parts.entry(who).or_default().0 = units;
        }
        for (who, units) in divided(part(self.shares[1]), &counts) {
            parts.entry(who).or_default().1 = units;
        }
        parts.retain(|_, (praise, rating)| *praise + *rating > 0);
        parts
    }
}

/// A sum by weights: whole parts first, then a unit each by the largest remainder, ties to the lowest.
pub(super) fn divided(sum: u128, weights: &BTreeMap<u64, u128>) -> BTreeMap<u64, u128> {
    let whole: u128 = weights.values().sum();
    if whole == 0 {
        return BTreeMap::new();
    }
    let mut parts: BTreeMap<u64, u128> =
        weights.iter().map(|(who, weight)| (*who, sum * weight / whole)).collect();
    let mut rest: Vec<(u128, u64)> =
        weights.iter().map(|(who, weight)| (sum * weight % whole, *who)).collect();
    rest.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let given: u128 = parts.values().sum();
    for (_, who) in rest.into_iter().take((sum - given) as usize) {
        *parts.entry(who).or_default() += 1;
    }
    parts
}

impl Model {
    /// Follows a block and holds what it paid against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let moves = ["points-made", "points-taken", "points-given-back", "epoch-closed"];
        let mut facts = digest.deeds.iter().flat_map(|deed| &deed.facts);
        self.others.points_move = facts.any(|told| moves.contains(&told.fact.name));
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            self.given.follow(deed)?;
            self.funds.follow(deed, ledger)?;
            let acts = deed
                .enacted
                .iter()
                .flat_map(|enacted| enacted.acts.iter().map(|act| (enacted.dao, act)));
            for (dao, act) in acts.filter(|(_, act)| act.name == "open-round") {
                self.opened += 1;
                if let Some(round) = Round::read(&act.fields()) {
                    self.rounds.insert((dao, self.opened), round);
                } else {
                    self.others.opened((dao, self.opened), &act.fields());
                }
            }
            if let Some(act) = &deed.act {
                self.act(deed, act)?;
                self.others.act(deed, act)?;
            }
            for told in deed.told("round-returned") {
                let number = told.fact.fields().number("round").unwrap_or(0);
                self.returned((told.dao.unwrap_or(0), number), ledger)?;
            }
            for told in deed.told("round-paid") {
                self.paid(told.dao.unwrap_or(0), &told.fact.fields(), ledger)?;
            }
        }
        Ok(())
    }

    fn act(&mut self, deed: &Deed, act: &Decoded) -> Checked {
        let fields = act.fields();
        let number = |name| fields.number(name).unwrap_or(0);
        let key = (number("dao"), number("round"));
        let Some(round) = self.rounds.get_mut(&key) else { return Ok(()) };
        let signer = deed.account().unwrap_or(0);
        match act.name {
            "praise-in-round" => {
                let to = number("to");
                same(OWN, || "the two".to_owned(), (signer != to, true))?;
                round.entries.push(Entry { from: signer, to, words: Vec::new() });
            }
            "assign-raters" => {
                for row in fields.rows("entries") {
                    let place = row.number("entry").unwrap_or(0) as usize;
                    let Some(entry) = round.entries.get_mut(place.wrapping_sub(1)) else {
                        continue;
                    };
                    let raters =
                        row.items("raters").into_iter().filter_map(|(_, value)| match value {
                            aluma_types::value::Value::Uint(who) => u64::try_from(*who).ok(),
                            _ => None,
                        });
                    let word =
                        |rater| Word { rater, hundredths: 0, dismissed: false, repeats: None };
                    entry.words = raters.map(word).collect();
                    let own = entry
                        .words
                        .iter()
                        .any(|word| word.rater == entry.from || word.rater == entry.to);
                    same(OWN, || format!("raters of entry {place}"), (own, false))?;
                }
            }
            "rate-praise" => {
                for row in fields.rows("scores") {
                    let place = row.number("entry").unwrap_or(0) as usize;
                    let Some(entry) = round.entries.get_mut(place.wrapping_sub(1)) else {
                        continue;
                    };
                    for word in entry.words.iter_mut().filter(|word| word.rater == signer) {
                        word.hundredths = 100 * row.number("score").unwrap_or(0);
                        word.dismissed = row.flag("dismissed");
                        word.repeats = row.number("repeats");
                    }
                }
            }
            "record-praise" => {
                for row in fields.rows("rows") {
                    let number = |name| row.number(name).unwrap_or(0);
                    let words = row.rows("rates").into_iter().map(|rate| Word {
                        rater: rate.number("rater").unwrap_or(0),
                        hundredths: rate.number("score").unwrap_or(0),
                        dismissed: rate.flag("dismissed"),
                        repeats: rate.number("repeats"),
                    });
                    let (from, to) = (number("from"), number("to"));
                    round.entries.push(Entry { from, to, words: words.collect() });
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A round that shared nothing had nothing to share by.
    fn returned(&self, key: (u64, u64), ledger: &Ledger) -> Checked {
        if let Some(round) = self.rounds.get(&key) {
            let parts = round.parts(round.budget);
            return same(PARTS, || format!("parts of round {}", key.1), (parts.len(), 0));
        }
        self.others.over(key, 0, ledger)
    }

    /// What a round paid is what its entries come to.
    fn paid(&mut self, dao: u64, fields: &Fields<'_>, ledger: &Ledger) -> Checked {
        let number = fields.number("round").unwrap_or(0);
        let Some(round) = self.rounds.get(&(dao, number)) else {
            let shared = fields.amount("shared").map_or(0, |amount| amount.units);
            self.others.over((dao, number), shared, ledger)?;
            return self.others.remember((dao, number), ledger);
        };
        let shared = fields.amount("shared").map_or(0, |amount| amount.units);
        same(WITHIN, || format!("round {number}"), (shared <= round.budget, true))?;
        // Whoever may read it.
        let params = [("dao", dao), ("round", number)];
        let mut readers = std::iter::once(None).chain((1..60).map(Some));
        let reads = |reader: &Option<u64>| ask(ledger, *reader, ("round-parts", &params)).is_some();
        let Some(reader) = readers.find(reads) else { return Ok(()) };
        let mut is: BTreeMap<u64, (u128, u128)> = BTreeMap::new();
        let mut after = 0;
        loop {
            let asked = ("round-parts", &[("dao", dao), ("round", number), ("after", after)][..]);
            let Some(answer) = ask(ledger, reader, asked) else { return Ok(()) };
            let fields = answer.fields();
            for row in fields.rows("parts") {
                let part = row.inner("part");
                let units = |name| part.as_ref().and_then(|part| part.uint(name)).unwrap_or(0);
                let parts = (units("praise"), units("rating"));
                if parts != (0, 0) {
                    is.insert(row.number("account").unwrap_or(0), parts);
                }
            }
            match fields.number("next") {
                Some(next) => after = next,
                None => break,
            }
        }
        same(
            PARTS,
            || format!("the sum of round {number}"),
            (is.values().map(|(a, b)| a + b).sum::<u128>(), shared),
        )?;
        let expected = round.parts(round.budget);
        for (who, (praise, rating)) in &expected {
            self.others.paid((dao, round.asset), *who, praise + rating);
        }
        same(PARTS, || format!("parts of round {number}"), (is, expected))
    }
}
