//! Past contributions, naively: what was recorded of somebody and struck again is what they have, once
//! they say so nothing waits, and none of it is ever a point.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::Digest;
use crate::fields::Fields;
use crate::ledger::Ledger;

const SUMS: &str = "past: what stands in somebody's record was recorded and not struck";
const WAITS: &str = "past: nothing waits of what somebody took over";
const NOTHING: &str = "past: what was given before a community was here brings no points";

/// Pieces and micro-points.
type Sum = (i128, i128);

/// Everybody's, by DAO and account.
#[derive(Debug, Default)]
pub struct Model {
    all: BTreeMap<(u64, u64), Sum>,
}

impl Model {
    /// Follows a block and holds what it touched against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let (mut touched, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            for told in &deed.facts {
                let sign = match told.fact.name {
                    "past-recorded" => 1,
                    "past-struck" => -1,
                    "past-taken" => 0,
                    _ => continue,
                };
                let fields = told.fact.fields();
                let key = (told.dao.unwrap_or(0), fields.number("account").unwrap_or(0));
                let sum = self.all.entry(key).or_default();
                *sum = (sum.0 + sign * works(&fields), sum.1 + sign * micro(&fields));
                touched.insert(key);
                if sign == 0 {
                    taken.insert(key)
                } else {
                    taken.remove(&key)
                };
            }
            // A step of the workload does one of these alone: a proposal may do more.
            let records = deed.did("record-past").or(deed.did("take-past")).is_some();
            if records && deed.told("points-made").next().is_some() {
                return Err((NOTHING, format!("{:?}", deed.account())));
            }
        }
        for key in touched {
            self.hold(key, taken.contains(&key), ledger)?;
        }
        Ok(())
    }

    /// Holds all of it against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        self.all.keys().try_for_each(|key| self.hold(*key, false, ledger))
    }

    fn hold(&self, key: (u64, u64), is_taken: bool, ledger: &Ledger) -> Checked {
        let params = [("dao", key.0), ("account", key.1)];
        // Whoever it is of may read it, unless they left a closed community.
        let Some(answer) = ask(ledger, Some(key.1), ("past", &params)) else { return Ok(()) };
        let rows = answer.fields().rows("areas");
        let whole = rows.iter().find(|row| row.number("domain").is_none());
        let Some(sum) = whole.and_then(|row| row.inner("sum")) else { return Ok(()) };
        let number = |name| sum.uint(name).unwrap_or(0) as i128;
        let is =
            (number("taken_works") + number("waiting_works"), number("taken") + number("waits"));
        let expected = self.all.get(&key).copied().unwrap_or_default();
        same(SUMS, || format!("{key:?}"), (is, expected))?;
        let waits = number("waits");
        same(WAITS, || format!("{key:?}"), (is_taken && waits > 0, false))
    }
}

fn works(fields: &Fields<'_>) -> i128 {
    fields.uint("works").unwrap_or(0) as i128
}

fn micro(fields: &Fields<'_>) -> i128 {
    fields.inner("points").and_then(|points| points.uint("micro")).unwrap_or(0) as i128
}
