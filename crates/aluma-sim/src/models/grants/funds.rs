//! Quadratic funds, naively: gifts as they were given, roots by doubles, and caps by hand.

use std::collections::BTreeMap;

use aluma_types::value::Value;

use crate::ask::ask;
use crate::digest::Deed;
use crate::fields::Fields;
use crate::ledger::Ledger;
use crate::models::{Checked, same};

const GIVEN: &str = "grants: a project receives what people gave to it, and not what returned";
const WITHIN: &str = "grants: a fund adds no more than it has, and the rest returns";
const ROOTS: &str = "grants: what is added is the square of the sum of roots, less what was given";

#[derive(Clone, Debug, Default)]
struct Fund {
    pot: u128,
    cap: Option<(u128, u128)>,
    /// By project and who gave.
    gave: BTreeMap<(u64, u64), u128>,
    /// By project.
    added: BTreeMap<u64, u128>,
}

/// Every fund that is open, by its DAO and number.
#[derive(Debug, Default)]
pub(super) struct Funds(BTreeMap<(u64, u64), Fund>);

impl Funds {
    /// Follows a deed.
    pub(super) fn follow(&mut self, deed: &Deed, ledger: &Ledger) -> Checked {
        for told in deed.facts.iter().filter(|told| told.fact.domain == "grants") {
            let fields = told.fact.fields();
            let Some(number) = fields.number("fund") else { continue };
            let key = (told.dao.unwrap_or(0), number);
            if told.fact.name == "fund-opened" {
                let terms = fields.inner("terms");
                let cap = terms.and_then(|terms| match terms.get("cap")?.1 {
                    Value::Share(share) => Some((share.num().into(), share.den().into())),
                    _ => None,
                });
                let pot = fields.amount("matching").map_or(0, |amount| amount.units);
                self.0.insert(key, Fund { pot, cap, ..Fund::default() });
            } else if let Some(fund) = self.0.get_mut(&key) {
                learn(fund, told.fact.name, (&fields, key), ledger)?;
            }
        }
        Ok(())
    }
}

fn learn(
    fund: &mut Fund,
    name: &str,
    (fields, key): (&Fields<'_>, (u64, u64)),
    ledger: &Ledger,
) -> Checked {
    let units = |name| fields.amount(name).map_or(0, |amount| amount.units);
    let number = |name| fields.number(name).unwrap_or(0);
    let what = || format!("{name} of {key:?}");
    let project = number("project");
    match name {
        "project-funded" => {
            *fund.gave.entry((project, number("from"))).or_default() += units("amount");
        }
        "support-returned" => {
            let had = fund.gave.remove(&(project, number("to"))).unwrap_or(0);
            same(GIVEN, what, (units("back"), had))?;
        }
        "project-paid" => {
            let all = fund.gave.iter().filter(|((of, _), _)| *of == project);
            same(GIVEN, what, (units("given"), all.map(|(_, units)| units).sum::<u128>()))?;
            fund.added.insert(project, units("matched"));
        }
        "fund-closed" => {
            let sum: u128 = fund.added.values().sum();
            let is = (units("matched"), units("matched") + units("back"));
            same(WITHIN, what, (is, (sum, fund.pot)))?;
            closed(fund, key, ledger)?;
        }
        _ => {}
    }
    Ok(())
}

/// Whether what was added is what gifts that count come to.
fn closed(fund: &Fund, (dao, number): (u64, u64), ledger: &Ledger) -> Checked {
    let first = [("dao", dao), ("fund", number)];
    let mut readers = std::iter::once(None).chain((1..60).map(Some));
    let reads = |reader: &Option<u64>| ask(ledger, *reader, ("fund-supports", &first)).is_some();
    let Some(reader) = readers.find(reads) else { return Ok(()) };
    let Some(answer) = ask(ledger, reader, ("fund-supports", &first)) else { return Ok(()) };
    let answer = answer.fields();
    // More than a page of gifts is more than people give here.
    if answer.number("next").is_some() {
        return Ok(());
    }
    let mut groups: BTreeMap<u64, BTreeMap<(bool, u64), u128>> = BTreeMap::new();
    for row in answer.rows("supports") {
        let Some(of) = row.inner("support") else { continue };
        let (project, account) = (row.number("project").unwrap_or(0), row.number("account"));
        let gave = fund.gave.get(&(project, account.unwrap_or(0)));
        let (Some(gave), true) = (gave, of.flag("counts")) else { continue };
        let cluster = of.number("cluster");
        let group = (cluster.is_some(), cluster.or(account).unwrap_or(0));
        *groups.entry(project).or_default().entry(group).or_default() += gave;
    }
    let ideals: BTreeMap<u64, f64> = fund
        .added
        .keys()
        .map(|project| {
            let given = groups.get(project).cloned().unwrap_or_default();
            let roots: f64 = given.values().map(|units| (*units as f64).sqrt()).sum();
            let sum: u128 = given.values().sum();
            (*project, roots.mul_add(roots, -(sum as f64)).max(0.0))
        })
        .collect();
    let cap = fund.cap.map_or(f64::INFINITY, |(num, den)| (fund.pot * num / den) as f64);
    let rate = rate(&ideals, fund.pot as f64, cap);
    for (project, added) in &fund.added {
        let exact = (ideals.get(project).copied().unwrap_or(0.0) * rate).min(cap);
        let is_near = (*added as f64 - exact).abs() < 1.01;
        let what = || format!("project {project} of {dao} {number}: {added} for {exact}");
        same(ROOTS, what, (is_near, true))?;
    }
    Ok(())
}

/// The part of their ideal that all receive who do not reach the cap: found by halving.
fn rate(ideals: &BTreeMap<u64, f64>, pot: f64, cap: f64) -> f64 {
    let sum = |rate: f64| ideals.values().map(|ideal| (ideal * rate).min(cap)).sum::<f64>();
    if sum(1.0) <= pot {
        return 1.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if sum(middle) <= pot { low = middle } else { high = middle }
    }
    low
}
