//! The result of a quadratic fund as a file that anybody can compute again.
//!
//! [`collect`] writes what a ledger says: the pot, the cap, who gave how much to which project, whether it
//! counts and in which cluster, and what was added to each. [`check`] computes what was added from the gifts
//! alone, by big integers and with none of the ledger's code, and names whatever differs.

use std::collections::BTreeMap;

use aluma_types::Share;
use num_bigint::BigUint;
use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::error::Error;

/// The form of the file; another form has another name.
pub const FORMAT: &str = "aluma-quadratic-round-1";

/// What a file says, or why it says nothing.
pub type Read<T> = Result<T, String>;

/// Asks a ledger for a fund and everything that its result comes from.
///
/// # Errors
/// As [`Client::view`].
pub fn collect(client: &Client, dao: u64, fund: u64) -> Result<Json, Error> {
    let told = client.view("fund", &json!({ "dao": dao, "fund": fund }))?;
    let mut contributions = Vec::new();
    let mut parameters = json!({ "dao": dao, "fund": fund });
    loop {
        let page = client.view("fund-supports", &parameters)?;
        for row in page["supports"].as_array().into_iter().flatten() {
            let of = &row["support"];
            contributions.push(json!({
                "project": row["project"], "account": row["account"], "units": of["gave"],
                "cluster": of["cluster"], "counts": of["counts"], "returned": of["returned"],
            }));
        }
        if page["next"].is_null() {
            break;
        }
        parameters["after_project"] = page["next_project"].clone();
        parameters["after"] = page["next"].clone();
    }
    let results: Vec<Json> = told["projects"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|row| {
            json!({
                "project": row["project"], "payee": row["of"]["payee"],
                "withdrawn": row["of"]["withdrawn"], "given": row["of"]["given"],
                "matched": row["matched"],
            })
        })
        .collect();
    let of = &told["fund"];
    Ok(json!({
        "format": FORMAT, "dao": dao, "fund": fund, "closed": of["over"],
        "asset": of["matching"]["asset"], "pot": of["matching"]["units"], "terms": of["terms"],
        "contributions": contributions, "results": results,
    }))
}

/// Who gave: an account, or a cluster by its label.
type Group = (bool, String);

/// What a file says of one project.
#[derive(Debug, Default)]
struct Project {
    given: BTreeMap<Group, BigUint>,
    all: BigUint,
}

fn number(json: &Json, name: &str) -> Read<BigUint> {
    let text = match &json[name] {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return Err(format!("{name} is missing")),
    };
    text.parse().map_err(|_| format!("{name} is no whole number: {text}"))
}

fn flag(json: &Json, name: &str) -> Read<bool> {
    json[name].as_bool().ok_or_else(|| format!("{name} is neither true nor false"))
}

fn rows<'j>(json: &'j Json, name: &str) -> Read<&'j Vec<Json>> {
    json[name].as_array().ok_or_else(|| format!("{name} is no list"))
}

/// What differs between a file's results and what its gifts come to, line by line; nothing where they are
/// equal.
///
/// # Errors
/// Where it is no such file.
pub fn check(file: &Json) -> Read<Vec<String>> {
    if file["format"] != json!(FORMAT) {
        return Err(format!("the file's format is not {FORMAT}"));
    }
    let pot = number(file, "pot")?;
    let cap = match &file["terms"]["cap"] {
        Json::Null => None,
        cap => Some(cap.as_str().and_then(Share::parse).ok_or("the cap is no share")?),
    };
    let is_clustered = flag(&file["terms"], "clustered")?;
    let mut projects: BTreeMap<u64, Project> = BTreeMap::new();
    let mut out: BTreeMap<u64, (BigUint, BigUint)> = BTreeMap::new();
    for row in rows(file, "results")? {
        let project = row["project"].as_u64().ok_or("a project without a number")?;
        out.insert(project, (number(row, "given")?, number(row, "matched")?));
        if !flag(row, "withdrawn")? {
            projects.insert(project, Project::default());
        }
    }
    let mut differences = Vec::new();
    let mut sums: BTreeMap<u64, BigUint> = BTreeMap::new();
    for row in rows(file, "contributions")? {
        let project = row["project"].as_u64().ok_or("a gift to no project")?;
        let units = number(row, "units")?;
        *sums.entry(project).or_default() += &units;
        let Some(of) = projects.get_mut(&project) else { continue };
        of.all += &units;
        if !flag(row, "counts")? {
            continue;
        }
        let group = match &row["cluster"] {
            Json::Null => (false, row["account"].to_string()),
            _ if !is_clustered => {
                differences.push(format!("project {project}: a cluster where none count"));
                (false, row["account"].to_string())
            }
            label => (true, label.to_string()),
        };
        *of.given.entry(group).or_default() += units;
    }
    let ideals: Vec<(u64, BigUint)> =
        projects.iter().map(|(project, of)| (*project, ideal(of.given.values()))).collect();
    let added = shares(&pot, cap, &ideals);
    for (project, (given, matched)) in &out {
        let all = sums.remove(project).unwrap_or_default();
        if *given != all {
            differences.push(format!("project {project}: given is {given}, gifts are {all}"));
        }
        let expected = added.get(project).cloned().unwrap_or_default();
        if *matched != expected {
            let line = format!("project {project}: matched is {matched}, gifts come to {expected}");
            differences.push(line);
        }
    }
    differences.extend(sums.keys().map(|project| format!("project {project} has no result")));
    Ok(differences)
}

/// 10^24, by which sums are scaled before the root.
fn scale() -> BigUint {
    BigUint::from(10u32).pow(24)
}

/// `(sum of roots)^2 - sum`, in 10^-24 of a base unit.
fn ideal<'g>(given: impl Iterator<Item = &'g BigUint>) -> BigUint {
    let (mut roots, mut sum) = (BigUint::default(), BigUint::default());
    for units in given {
        roots += (units * scale()).sqrt();
        sum += units;
    }
    let (square, given) = (&roots * &roots, sum * scale());
    if square > given { square - given } else { BigUint::default() }
}

/// What each project receives: all at once, and again without those who reach the cap until nobody does.
fn shares(pot: &BigUint, cap: Option<Share>, ideals: &[(u64, BigUint)]) -> BTreeMap<u64, BigUint> {
    let cap = cap.map(|cap| pot * cap.num() / cap.den());
    let (mut open, mut left) = (ideals.to_vec(), pot.clone());
    let mut found = BTreeMap::new();
    loop {
        let parts = divided(&left, &open);
        let is_over = |part: &BigUint| cap.as_ref().is_some_and(|cap| part > cap);
        if !parts.values().any(is_over) {
            found.extend(parts);
            return found;
        }
        for (project, part) in parts {
            if let Some(cap) = cap.as_ref().filter(|_| is_over(&part)) {
                left -= cap;
                found.insert(project, cap.clone());
                open.retain(|(of, _)| *of != project);
            }
        }
    }
}

/// Each its ideal where there is enough for all; otherwise parts of what there is, by ideals cut to their
/// first 120 bits, units left over to the largest fractions and among equal ones to the lowest number.
fn divided(pot: &BigUint, ideals: &[(u64, BigUint)]) -> BTreeMap<u64, BigUint> {
    let all: BigUint = ideals.iter().map(|(_, ideal)| ideal).sum();
    if all <= pot * scale() {
        let millionth = BigUint::from(10u32).pow(18);
        let whole = |ideal: &BigUint| (ideal + &millionth) / scale();
        return ideals.iter().map(|(project, ideal)| (*project, whole(ideal))).collect();
    }
    let bits = ideals.iter().map(|(_, ideal)| ideal.bits()).max().unwrap_or(0);
    let cut = bits.saturating_sub(120);
    let weights: Vec<(u64, BigUint)> =
        ideals.iter().map(|(project, ideal)| (*project, ideal >> cut)).collect();
    let whole: BigUint = weights.iter().map(|(_, weight)| weight).sum();
    let mut parts: BTreeMap<u64, BigUint> = BTreeMap::new();
    let (mut rests, mut left) = (Vec::new(), pot.clone());
    for (project, weight) in &weights {
        let part = pot * weight / &whole;
        rests.push((pot * weight % &whole, *project));
        left -= &part;
        parts.insert(*project, part);
    }
    rests.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, project) in rests {
        if left == BigUint::default() {
            break;
        }
        left -= 1u32;
        if let Some(part) = parts.get_mut(&project) {
            *part += 1u32;
        }
    }
    parts
}

#[cfg(test)]
mod tests;
