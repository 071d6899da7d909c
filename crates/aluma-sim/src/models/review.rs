//! Reviews, naively: what reviewers signed, what their ratings come to by floating numbers, how much of a
//! claim counts by the middle of their sizes, what points that is, and who may be paid for judging.

use std::collections::{BTreeMap, BTreeSet};

use super::{Checked, same};
use crate::ask::ask;
use crate::digest::Digest;
use crate::fields::Fields;
use crate::ledger::Ledger;

const SIGNED: &str = "review: a panel holds the ratings that its reviewers opened";
const SCORE: &str = "review: a score is what the ratings come to";
const POINTS: &str = "review: work brings the points of its size and score";
const WAGES: &str = "review: whoever is paid for a review opened a rating in time, once";

/// A DAO and what is judged in it.
type Key = (u64, u64);

/// What was claimed, signed and paid.
#[derive(Debug, Default)]
pub struct Model {
    /// What is claimed, and whether its makers said so.
    claimed: BTreeMap<Key, (u64, bool)>,
    /// Quality and size, by who gave them.
    signed: BTreeMap<(u64, u64, u64), (u64, u64)>,
    paid: BTreeSet<(u64, u64, u64)>,
}

/// A rating and what is known of its giver, in ones.
#[derive(Clone, Copy, Debug)]
struct Mark {
    given: f64,
    bias: f64,
    weight: f64,
}

/// A number with a sign, of thousandths.
fn signed(fields: &Fields<'_>, name: &str) -> Option<f64> {
    let row = fields.inner(name)?;
    let number = row.number("thousandths")? as f64 / 1_000.0;
    Some(if row.flag("below") { -number } else { number })
}

/// The mean that the specification says, with its two rounds of holding far ones.
fn score(marks: &[Mark], toward: Option<f64>) -> f64 {
    let (kappa, mean) = toward.map_or((0.0, 0.0), |mean| (1.0, mean));
    let mut held = vec![1.0; marks.len()];
    let mut q = 0.0;
    for _ in 0..3 {
        let pulls: Vec<f64> = marks.iter().zip(&held).map(|(mark, h)| mark.weight * h).collect();
        let sum: f64 = marks.iter().zip(&pulls).map(|(mark, w)| w * (mark.given - mark.bias)).sum();
        q = (sum + kappa * mean) / (pulls.iter().sum::<f64>() + kappa);
        let miss = |mark: &Mark| (mark.given - mark.bias - q).abs();
        held = marks.iter().map(|mark| 1f64.min(30.0 / miss(mark).max(1e-9))).collect();
    }
    q
}

impl Model {
    /// Follows a block and holds what panels found against what their reviewers signed.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        let mut judged = Vec::new();
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            if let (Some(fields), Some(by)) = (deed.did("reveal-review"), deed.account()) {
                let number = |name| fields.number(name).unwrap_or(0);
                let key = (number("dao"), number("evidence"), by);
                self.signed.insert(key, (number("quality"), number("size")));
            }
            for told in &deed.facts {
                let (dao, fields) = (told.dao.unwrap_or(0), told.fact.fields());
                let number = |name| fields.number(name).unwrap_or(0);
                let key = (dao, number("evidence"));
                match told.fact.name {
                    "contribution-claimed" => {
                        let own = deed.did("claim-contribution").is_some();
                        self.claimed.insert(key, (number("size"), own));
                    }
                    "contribution-judged" => judged.push((key, number("round"))),
                    "review-paid" => {
                        let of = (dao, key.1, number("account"));
                        let is_first = self.paid.insert(of);
                        let may = is_first && self.signed.contains_key(&of);
                        same(WAGES, || format!("{of:?}"), (may, true))?;
                    }
                    _ => {}
                }
            }
        }
        judged.into_iter().try_for_each(|(key, round)| self.hold(key, round, ledger))
    }

    /// What a panel found, worked out again.
    fn hold(&self, (dao, evidence): Key, round: u64, ledger: &Ledger) -> Checked {
        let params = [("dao", dao), ("evidence", evidence), ("round", round)];
        let mut readers = std::iter::once(None).chain((1..60).map(Some));
        let Some((reader, panel)) =
            readers.find_map(|reader| Some((reader, ask(ledger, reader, ("panel", &params))?)))
        else {
            return Ok(());
        };
        let told = || format!("contribution {evidence} of DAO {dao}, panel {round}");
        let fields = panel.fields();
        let (mut marks, mut sizes, mut is_known) = (Vec::new(), Vec::new(), false);
        for seat in fields.rows("seats").iter().filter(|seat| !seat.flag("missed")) {
            let Some(rated) = seat.inner("rated") else { continue };
            let by = seat.number("account").unwrap_or(0);
            let number = |name| rated.number(name).unwrap_or(0);
            let is = Some((number("quality"), number("size")));
            same(SIGNED, told, (is, self.signed.get(&(dao, evidence, by)).copied()))?;
            let bias = signed(seat, "bias");
            is_known |= bias.is_some();
            let halved = if seat.flag("halved") { 0.5 } else { 1.0 };
            let weight = signed(seat, "weight").unwrap_or(1.0) * halved;
            marks.push(Mark { given: number("quality") as f64, bias: bias.unwrap_or(0.0), weight });
            sizes.push(number("size"));
        }
        sizes.sort_unstable();
        let middle = sizes.get(sizes.len().wrapping_sub(1) / 2).copied().unwrap_or(0);
        let Some(found) = fields.inner("score") else { return Ok(()) };
        let expected = score(&marks, signed(&fields, "mean").filter(|_| is_known));
        let is = signed(&found, "score").unwrap_or(-1.0);
        // What is known of reviewers is told in thousandths, and the least weight is an eighth.
        if (is - expected).abs() > 0.3 {
            return Err((SCORE, format!("{}: is {is}, expected {expected}", told())));
        }
        let (claimed, own) =
            self.claimed.get(&(dao, evidence)).copied().unwrap_or((u64::MAX, false));
        // Hours that makers claimed beyond fifteen of a hundred more than the middle, of two middle ones
        // the higher, are lost twice, down to a half of the rest.
        let upper = sizes.get(sizes.len() / 2).copied().unwrap_or(0);
        let borne = upper + upper * 15 / 100;
        let lost = if own && claimed > borne { claimed - borne } else { 0 };
        let counts = (middle.min(claimed).saturating_sub(lost)).max(middle.min(claimed) / 2);
        same(SCORE, told, (found.number("size").unwrap_or(0), counts))?;
        self.points((dao, evidence), (reader, &found), ledger)
    }

    /// What it brought: size times what the score is above the least, and shared without rest.
    fn points(
        &self,
        (dao, evidence): Key,
        (reader, found): (Option<u64>, &Fields<'_>),
        ledger: &Ledger,
    ) -> Checked {
        let params = [("dao", dao), ("evidence", evidence)];
        let Some(answer) = ask(ledger, reader, ("contribution", &params)) else { return Ok(()) };
        let fields = answer.fields();
        let Some(("judged", status)) = fields.variant("status") else { return Ok(()) };
        let number = |name| u128::from(status.number(name).unwrap_or(0));
        let least = u128::from(found.number("least").unwrap_or(0));
        let micro = number("size") * 1_000_000 / 3_600_000;
        let above = number("quality").saturating_sub(least);
        let expected = micro * above / (100_000_000 - least).max(1);
        let told = || format!("contribution {evidence} of DAO {dao}");
        same(POINTS, told, (number("micro"), expected))?;
        let shared: u128 = fields
            .items("minted")
            .into_iter()
            .filter_map(|(_, value)| match value {
                aluma_types::value::Value::Uint(micro) => Some(*micro),
                _ => None,
            })
            .sum();
        same(POINTS, told, (shared, expected))
    }
}
