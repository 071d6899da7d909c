//! The bill of materials: everything that is linked into the binary or runs while it is built, as
//! CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json). It has no time and no number of its own: the
//! same source gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value as Json, json};

use crate::shell;

/// The bill of the binary of a source tree: `hash` is the binary's SHA-256.
///
/// # Errors
/// A sentence, where cargo does not say what belongs to it.
pub fn of(root: &Path, triple: &str, hash: &str) -> Result<String, String> {
    let mut cargo = shell::cargo();
    cargo.current_dir(root);
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", triple]);
    let metadata = shell::output(&mut cargo)?;
    let metadata: Json = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let lock = root.join("Cargo.lock");
    let lock =
        std::fs::read_to_string(&lock).map_err(|error| format!("{}: {error}", lock.display()))?;
    let bill = bill(&metadata, &linked(root, triple)?, &checksums(&lock), hash)?;
    let text = serde_json::to_string_pretty(&bill).map_err(|error| error.to_string())?;
    Ok(format!("{text}\n"))
}

/// What is linked or runs while the binary is built, by name and version. Metadata alone cannot tell:
/// it has the features that tests switch on, and what these pull in.
fn linked(root: &Path, triple: &str) -> Result<BTreeSet<(String, String)>, String> {
    let mut cargo = shell::cargo();
    cargo.current_dir(root);
    cargo.args(["tree", "--locked", "-p", "aluma", "-e", "normal,build", "--target", triple]);
    cargo.args(["--prefix", "none", "-f", "{p}"]);
    let told = shell::output(&mut cargo)?;
    let packages = told.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (name, version) = (words.next()?, words.next()?);
        Some((name.to_owned(), version.trim_start_matches('v').to_owned()))
    });
    Ok(packages.collect())
}

/// SHA-256 of each package that came from a registry, by name and version.
fn checksums(lock: &str) -> BTreeMap<(String, String), String> {
    let value = |part: &str, name: &str| {
        let line = part.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""));
        line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
    };
    let packages = lock.split("[[package]]").skip(1);
    let row = |part: &str| {
        let key = (value(part, "name")?, value(part, "version")?);
        Some((key, value(part, "checksum")?))
    };
    packages.filter_map(row).collect()
}

/// Edges of the graph, those of tests left out.
fn edges(metadata: &Json) -> BTreeMap<&str, Vec<&str>> {
    let nodes = metadata["resolve"]["nodes"].as_array();
    let mut all = BTreeMap::new();
    for node in nodes.into_iter().flatten() {
        let Some(id) = node["id"].as_str() else { continue };
        let is_linked = |dep: &&Json| {
            let kinds = dep["dep_kinds"].as_array();
            kinds.into_iter().flatten().any(|kind| kind["kind"] != "dev")
        };
        let deps = node["deps"].as_array().into_iter().flatten().filter(is_linked);
        all.insert(id, deps.filter_map(|dep| dep["pkg"].as_str()).collect());
    }
    all
}

fn bill(
    metadata: &Json,
    linked: &BTreeSet<(String, String)>,
    sums: &BTreeMap<(String, String), String>,
    hash: &str,
) -> Result<Json, String> {
    let packages: BTreeMap<&str, &Json> = metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|package| Some((package["id"].as_str()?, package)))
        .collect();
    let edges = edges(metadata);
    let main = packages.iter().find(|(_, package)| package["name"] == "aluma");
    let (main, package) = main.ok_or("cargo does not know the package aluma")?;
    let mut reached = BTreeSet::new();
    let mut next = vec![*main];
    let is_linked = |id: &str| {
        let package = packages.get(id);
        let text = |name: &str| package.and_then(|it| it[name].as_str()).map(str::to_owned);
        text("name").zip(text("version")).is_some_and(|one| linked.contains(&one))
    };
    while let Some(id) = next.pop() {
        if is_linked(id) && reached.insert(id) {
            next.extend(edges.get(id).into_iter().flatten());
        }
    }
    let reference = |id: &str| packages.get(id).map(|package| purl(package)).unwrap_or_default();
    let mut components: Vec<Json> = reached
        .iter()
        .filter(|id| *id != main)
        .filter_map(|id| packages.get(id))
        .map(|package| component(package, sums))
        .collect();
    components.sort_by_key(|one| one["bom-ref"].to_string());
    let mut dependencies: Vec<Json> = reached
        .iter()
        .map(|id| {
            let on = edges.get(id).into_iter().flatten().filter(|id| reached.contains(*id));
            let on: BTreeSet<_> = on.map(|id| reference(id)).collect();
            json!({ "ref": reference(id), "dependsOn": on })
        })
        .collect();
    dependencies.sort_by_key(|one| one["ref"].to_string());
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": { "component": {
            "type": "application",
            "bom-ref": purl(package),
            "name": "aluma",
            "version": package["version"],
            "licenses": [{ "expression": package["license"] }],
            "hashes": [{ "alg": "SHA-256", "content": hash }],
        }},
        "components": components,
        "dependencies": dependencies,
    }))
}

fn component(package: &Json, sums: &BTreeMap<(String, String), String>) -> Json {
    let text = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let mut one = json!({
        "type": "library",
        "bom-ref": purl(package),
        "name": text("name"),
        "version": text("version"),
        "purl": purl(package),
    });
    if let Some(license) = package["license"].as_str() {
        // Older packages part their choices by a slash.
        one["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    if let Some(sum) = sums.get(&(text("name"), text("version"))) {
        one["hashes"] = json!([{ "alg": "SHA-256", "content": sum }]);
    }
    one
}

/// A package's name in the world. A version's build part is set off by a plus, which is escaped.
fn purl(package: &Json) -> String {
    let text = |name: &str| package[name].as_str().unwrap_or_default();
    format!("pkg:cargo/{}@{}", text("name"), text("version").replace('+', "%2B"))
}

#[cfg(test)]
mod tests;
