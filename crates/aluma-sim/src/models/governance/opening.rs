//! What is frozen when a proposal opens: rules, weights, people, and who may not decide.

use std::collections::BTreeMap;

use aluma_types::spec::Catalog;
use aluma_types::value::Value;

use super::charter::Parameters;
use super::people::HEAD;
use super::sums::{compare, part_up};
use super::vote::{Terms, Vote};
use super::{Model, Moment};
use crate::digest::{Decoded, Deed};
use crate::fields::Fields;
use crate::models::Checked;

const TRACK: &str = "governance: no act takes a milder track than its own";

impl Model {
    /// Opens a vote.
    ///
    /// # Errors
    /// A track milder than one of its acts asks for.
    pub(super) fn propose(&mut self, deed: &Deed, fields: &Fields<'_>, at: Moment) -> Checked {
        let Some(told) = deed.told("proposal-opened").next() else { return Ok(()) };
        let opened = told.fact.fields();
        let proposal = opened.number("proposal").unwrap_or(0);
        let track = opened.variant("track").map_or("", |(track, _)| track);
        let Some((dao, known)) = told.dao.and_then(|dao| Some((dao, self.daos.get(&dao)?))) else {
            return Ok(());
        };
        let charter = &known.charter;
        let acts = match fields.get("actions") {
            Some((_, Value::Acts(acts))) => acts.iter().filter_map(Decoded::of).collect(),
            _ => Vec::new(),
        };
        for act in &acts {
            let least = crate::catalog().named(act.name).and_then(|(_, spec)| spec.track);
            if track != "emergency" && least.is_some_and(|least| rank(track) < least as usize) {
                return Err((TRACK, format!("{} on the track {track}", act.name)));
            }
        }
        let terms = Terms::of(charter, track);
        let by_heads = by_heads(charter, track);
        let heads = self.people.count(dao, self.last.height);
        let recused = self.recused((dao, &acts), heads);
        let (total, eligible) = (heads * HEAD, heads);
        let least = charter.share("proposals.threshold");
        let gone = recused.iter().filter(|one| self.people.held(dao, **one, self.last.height) > 0);
        let gone = gone.count() as u128;
        let from = at.time.saturating_add(terms.preparation);
        let (all, eligible) = (total, eligible - gone);
        let total = total - gone * HEAD;
        let vote = Vote {
            dao,
            track,
            proposer: deed.account().unwrap_or(0),
            // What the last block left ages until this one.
            snapshot: Moment { height: self.last.height, time: at.time },
            ramp: charter.span("weight.ramp"),
            from,
            deadline: from.saturating_add(terms.period),
            support: terms.support(total, eligible),
            terms,
            total,
            eligible,
            recused,
            needed: part_up(all, least.num.into(), least.den.into()),
            by_heads,
            ballots: Vec::new(),
            carried: Vec::new(),
            decision: None,
            is_over: false,
        };
        self.votes.insert(proposal, vote);
        self.touched.push(proposal);
        Ok(())
    }

    /// Who receives a tenth or more of what is paid or issued in an asset, where these hold no more
    /// than a third of all heads.
    fn recused(&self, (dao, acts): (u64, &[Decoded]), heads: u128) -> Vec<u64> {
        let gifts = gifts(dao, acts);
        let mut large: Vec<u64> = Vec::new();
        for (asset, (value, to)) in &gifts {
            let _ = asset;
            for (account, units) in to {
                if *units > 0 && compare((*units, 10), (*value, 1)).is_ge() {
                    large.push(*account);
                }
            }
        }
        large.sort_unstable();
        large.dedup();
        large.retain(|account| self.people.held(dao, *account, self.last.height) > 0);
        if large.len() as u128 * 3 > heads { Vec::new() } else { large }
    }
}

/// The order of strictness, as the specs have it.
fn rank(track: &str) -> usize {
    ["tip", "spend", "role", "constitution"].iter().position(|one| *one == track).unwrap_or(9)
}

/// Whether one member, one vote is all that weighs on a track.
fn by_heads(charter: &Parameters, track: &str) -> bool {
    let mixes = charter.number("weight.shares") > 0 && charter.asset("weight.asset").is_some();
    let constitution = track == "constitution" && !charter.flag("weight.shares-on-constitution");
    constitution || (!mixes && charter.number("weight.heads") > 0)
}

/// By asset: what leaves the DAO or is issued of it, and who receives how much.
type Gifts = BTreeMap<u64, (u128, BTreeMap<u64, u128>)>;

fn gifts(dao: u64, acts: &[Decoded]) -> Gifts {
    let mut out: Gifts = BTreeMap::new();
    let mut issued: BTreeMap<u64, u128> = BTreeMap::new();
    for act in acts {
        let fields = act.fields();
        let to = fields.variant("to");
        match (act.name, to) {
            ("transfer", Some((kind, to))) => {
                let Some(amount) = fields.amount("amount") else { continue };
                let slot = out.entry(amount.asset.0).or_default();
                match (kind, to.number("account")) {
                    ("account", Some(account)) => {
                        slot.0 = slot.0.saturating_add(amount.units);
                        let row = slot.1.entry(account).or_default();
                        *row = row.saturating_add(amount.units);
                    }
                    _ if to.number("dao") == Some(dao) => {}
                    _ => slot.0 = slot.0.saturating_add(amount.units),
                }
            }
            ("pay-batch", _) => {
                let slot = out.entry(fields.number("asset").unwrap_or(0)).or_default();
                for row in fields.rows("payments") {
                    let units = row.uint("units").unwrap_or(0);
                    slot.0 = slot.0.saturating_add(units);
                    let row = slot.1.entry(row.number("to").unwrap_or(0)).or_default();
                    *row = row.saturating_add(units);
                }
            }
            ("issue", Some((kind, to))) => {
                let Some(("more", of)) = fields.variant("asset") else { continue };
                let (asset, units) =
                    (of.number("asset").unwrap_or(0), fields.uint("units").unwrap_or(0));
                let sum = issued.entry(asset).or_default();
                *sum = sum.saturating_add(units);
                if let ("account", Some(account)) = (kind, to.number("account")) {
                    let row = out.entry(asset).or_default().1.entry(account).or_default();
                    *row = row.saturating_add(units);
                }
            }
            _ => {}
        }
    }
    for (asset, units) in issued {
        let slot = out.entry(asset).or_default();
        slot.0 = slot.0.max(units);
    }
    out
}
