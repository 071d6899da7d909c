//! Reputation, naively: who praised whom in which epoch, act by act; who thanked how often; and the
//! circles of people who praise each other, found over lists.

use std::collections::{BTreeMap, BTreeSet};

use super::governance::charter::Parameters;
use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Deed, Digest};
use crate::ledger::Ledger;

const OTHERS: &str = "reputation: nobody praises or thanks themselves";
const SUMS: &str = "reputation: an epoch gathers what was praised in it, and nothing else";
const THANKS: &str = "reputation: nobody thanks more often in a week than the charter lets";
const BOUND: &str = "reputation: praise brings no more than its part of what work brought";
const CIRCLES: &str = "reputation: clusters are found among those who praise each other";

/// Milliseconds of a week.
const WEEK: u64 = 7 * 86_400_000;

/// Who praised whom, in points.
type Edges = BTreeMap<(u64, u64), u64>;

/// All praise of the last epochs, by DAO and epoch.
#[derive(Debug, Default)]
pub struct Model {
    /// The present epoch of each DAO.
    epochs: BTreeMap<u64, u64>,
    praised: BTreeMap<(u64, u64), Edges>,
    /// How often who thanked in which week, by DAO.
    thanked: BTreeMap<(u64, u64, u64), u128>,
    /// Millionths of points that praise brought since the last epoch was closed, by DAO.
    brought: BTreeMap<u64, u128>,
}

impl Model {
    /// Follows a block and holds what it touched against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let mut touched = BTreeSet::new();
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            for told in deed.told("epoch-began") {
                let epoch = told.fact.fields().number("epoch").unwrap_or(0);
                self.epochs.insert(told.dao.unwrap_or(0), epoch);
            }
            touched.extend(self.act(deed, digest.time.0, ledger)?);
            self.close(deed, ledger)?;
        }
        touched.into_iter().try_for_each(|dao| self.hold(dao, ledger))
    }

    /// Holds the praise of every present epoch against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        self.epochs.keys().try_for_each(|dao| self.hold(*dao, ledger))
    }

    fn act(&mut self, deed: &Deed, now: u64, ledger: &Ledger) -> Result<Option<u64>, Wrong> {
        let (Some(act), Some(from)) = (&deed.act, deed.account()) else { return Ok(None) };
        let fields = act.fields();
        let (dao, to) = (fields.number("dao").unwrap_or(0), fields.number("to").unwrap_or(0));
        if ["praise", "thank"].contains(&act.name) && from == to {
            return Err((OTHERS, format!("{} by account {from} in DAO {dao}", act.name)));
        }
        match act.name {
            "praise" => {
                let epoch = self.epochs.get(&dao).copied().unwrap_or(0);
                let edges = self.praised.entry((dao, epoch)).or_default();
                *edges.entry((from, to)).or_default() += fields.number("points").unwrap_or(0);
                Ok(Some(dao))
            }
            "thank" => {
                let count = self.thanked.entry((dao, from, now / WEEK)).or_default();
                *count += 1;
                let most =
                    Parameters::read(ledger, dao).map(|rules| rules.number("reputation.thanks"));
                match most {
                    Some(most) if *count > most => {
                        Err((THANKS, format!("{count} of {most} by account {from} in DAO {dao}")))
                    }
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// What an epoch's end brings and finds.
    fn close(&mut self, deed: &Deed, ledger: &Ledger) -> Checked {
        let micro = |fields: &crate::fields::Fields<'_>, name| {
            fields.inner(name).and_then(|points| points.uint("micro")).unwrap_or(0)
        };
        for told in deed.told("praise-counted") {
            let brought = self.brought.entry(told.dao.unwrap_or(0)).or_default();
            *brought += micro(&told.fact.fields(), "points");
        }
        for told in deed.told("epoch-closed") {
            let (dao, fields) = (told.dao.unwrap_or(0), told.fact.fields());
            let brought = self.brought.remove(&dao).unwrap_or(0);
            // No charter lets more than a half.
            if brought > micro(&fields, "hard") / 2 {
                return Err((BOUND, format!("{brought} in DAO {dao}")));
            }
            let epoch = fields.number("epoch").unwrap_or(0);
            self.circles((dao, epoch), ledger)?;
            self.praised.remove(&(dao, epoch.saturating_sub(1)));
        }
        Ok(())
    }

    /// Who may be asked about a DAO: whoever praised there may read it, mostly.
    fn reader(&self, dao: u64) -> Option<u64> {
        let all = self.praised.range((dao, 0)..=(dao, u64::MAX));
        all.flat_map(|(_, edges)| edges.keys()).map(|(from, _)| *from).next_back()
    }

    fn hold(&self, dao: u64, ledger: &Ledger) -> Checked {
        let epoch = self.epochs.get(&dao).copied().unwrap_or(0);
        let params = [("dao", dao), ("epoch", epoch)];
        let Some(answer) = ask(ledger, self.reader(dao), ("praise", &params)) else {
            return Ok(());
        };
        let rows = answer.fields().rows("praise");
        let is: Edges = rows
            .iter()
            .filter_map(|row| {
                let pair = row.inner("pair")?;
                let parts = row.inner("edge")?.rows("praised");
                let points = parts.iter().filter_map(|part| part.number("points")).sum();
                Some(((pair.number("from")?, pair.number("to")?), points))
            })
            .collect();
        let expected = self.praised.get(&(dao, epoch)).cloned().unwrap_or_default();
        // A page holds a hundred.
        let expected: Edges = expected.into_iter().take(100).collect();
        same(SUMS, || format!("epoch {epoch} of DAO {dao}"), (is, expected))
    }

    /// Label propagation over lists: who is in one circle with whom.
    fn circles(&self, (dao, epoch): (u64, u64), ledger: &Ledger) -> Checked {
        let Some(answer) = ask(ledger, self.reader(dao), ("clusters", &[("dao", dao)])) else {
            return Ok(());
        };
        let is: BTreeMap<u64, Option<u64>> = answer
            .fields()
            .rows("clusters")
            .iter()
            .filter_map(|row| Some((row.number("label")?, row.number("members"))))
            .collect();
        let given = |from, to| -> u64 {
            let of =
                |epoch| self.praised.get(&(dao, epoch)).and_then(|edges| edges.get(&(from, to)));
            [epoch, epoch.saturating_sub(1)].into_iter().filter_map(of).sum()
        };
        let epochs = [epoch.saturating_sub(1), epoch].into_iter();
        let people: BTreeSet<u64> = epochs
            .filter_map(|epoch| self.praised.get(&(dao, epoch)))
            .flat_map(|edges| edges.keys().flat_map(|(from, to)| [*from, *to]))
            .collect();
        let weight = |a, b| given(a, b).min(given(b, a));
        let linked: Vec<u64> = people
            .iter()
            .copied()
            .filter(|a| people.iter().any(|b| a != b && weight(*a, *b) > 0))
            .collect();
        let mut labels: BTreeMap<u64, u64> = linked.iter().map(|who| (*who, *who)).collect();
        for _ in 0..8 {
            let before = labels.clone();
            for who in &linked {
                let mut votes: Vec<(u64, u64)> = Vec::new();
                let around = linked.iter().filter(|other| *other != who);
                for other in around.filter(|other| weight(*who, **other) > 0) {
                    votes.push((before[other], weight(*who, *other)));
                }
                let own = votes.iter().map(|(_, weight)| *weight).max().unwrap_or(0);
                votes.push((before[who], own));
                let sum = |label: u64| -> u64 {
                    votes.iter().filter(|(of, _)| *of == label).map(|(_, weight)| weight).sum()
                };
                let most = votes.iter().map(|(label, _)| sum(*label)).max().unwrap_or(0);
                let best =
                    votes.iter().map(|(label, _)| *label).filter(|label| sum(*label) == most);
                labels.insert(*who, best.min().unwrap_or(*who));
            }
        }
        let mut expected: BTreeMap<u64, Option<u64>> = BTreeMap::new();
        for label in labels.values() {
            let size = expected.entry(*label).or_insert(Some(0));
            *size = size.map(|size| size + 1);
        }
        same(CIRCLES, || format!("epoch {epoch} of DAO {dao}"), (is, expected))
    }
}

/// What is wrong.
type Wrong = (&'static str, String);
