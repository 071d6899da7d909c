//! `verify-ui URL`: whether a server sends the pages' programs that this binary was built with.
//!
//! What somebody signs is read and shown by the signer in their browser; a server that sends another
//! signer can show other words. So a few pages are fetched as a browser would, and each script and
//! style that they load is held against the one of the same name in this binary: the hash that the
//! page pins it by, and the bytes that are served. Anything else that a page would run is named. It
//! says what was sent here and now: a server can send others something else, which only their own
//! browser's pinned hash shows.

use std::collections::BTreeSet;

use aluma_client::{Http, Request, Transport};
use serde_json::json;

use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// Pages that are looked at: one of each kind that is there on every server.
const PAGES: [&str; 4] = ["/", "/c", "/verify", "/help"];

/// What the scripts of a page fetch later, pinned in each other.
const LATER: [&str; 2] = ["signer.js", "signer-catalog.json"];

/// Holds a server's pages against this binary.
///
/// # Errors
/// Where nothing answers, or something differs.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let site = options.text("site").unwrap_or_default();
    let report = look(&Http::new(site))?;
    if options.json() {
        say(&json!({ "same": report.same, "differs": report.differs }).to_string());
    } else {
        report.same.iter().for_each(|line| say(&format!("same: {line}")));
        report.differs.iter().for_each(|line| say(&format!("DIFFERS: {line}")));
    }
    if !report.differs.is_empty() {
        let many = report.differs.len();
        return Err(Failure::damaged(format!(
            "{many} of what {site} sends is not of this program"
        ))
        .hint("Is it another version? Sign nothing there until you know why it differs."));
    }
    note("note", "this is what was sent to this program just now");
    Ok(())
}

/// What was found.
#[derive(Debug, Default)]
struct Report {
    same: BTreeSet<String>,
    differs: BTreeSet<String>,
}

/// Something that a page loads or runs.
#[derive(Debug, PartialEq, Eq)]
struct Loaded {
    address: Option<String>,
    pinned: Option<String>,
}

fn look(server: &dyn Transport) -> Result<Report, Failure> {
    let fetch = |target: &str| {
        let request = Request { target: target.to_owned(), ..Request::default() };
        server.send(request).map_err(|error| Failure::connection(error.to_string()))
    };
    let mut report = Report::default();
    let mut addresses = BTreeSet::new();
    for page in PAGES {
        let answer = fetch(page)?;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        if answer.status != 200 {
            report.differs.insert(format!("{page} answers {}", answer.status));
            continue;
        }
        let all = loaded(&text);
        if all.is_empty() {
            report.differs.insert(format!("{page} loads nothing of this program"));
        }
        for one in all {
            match judge(&one) {
                Ok(address) => addresses.insert(address.to_owned()),
                Err(what) => report.differs.insert(format!("{page}: {what}")),
            };
        }
    }
    // Which a page loads only when somebody is about to sign.
    let later = aluma_web::embedded().filter(|(name, ..)| LATER.contains(name));
    addresses.extend(later.map(|(_, path, _)| path.to_owned()));
    for address in addresses {
        let (bytes, own) = (fetch(&address)?, embedded(&address));
        let hash = aluma_web::integrity(&bytes.body);
        match own {
            Some((name, pinned)) if bytes.status == 200 && hash == pinned => {
                report.same.insert(format!("{name} {hash}"));
            }
            _ => {
                report.differs.insert(format!("{address} is served with {hash}"));
            }
        }
    }
    Ok(report)
}

/// The file of this binary at an address, with its hash.
fn embedded(address: &str) -> Option<(&'static str, &'static str)> {
    let found = aluma_web::embedded().find(|(_, path, _)| *path == address);
    found.map(|(name, _, integrity)| (name, integrity))
}

/// Whether a page loads one of ours as we pin it.
fn judge(one: &Loaded) -> Result<&str, String> {
    let Some(address) = &one.address else {
        return Err("runs a script that stands in the page".to_owned());
    };
    let Some((name, own)) = embedded(address) else {
        return Err(format!("loads {address}, which is not of this program"));
    };
    match &one.pinned {
        Some(pinned) if pinned == own => Ok(address),
        Some(pinned) => Err(format!("pins {name} by {pinned}, not by {own}")),
        None => Err(format!("loads {name} without pinning it")),
    }
}

/// Everything that a page runs or is styled by, whatever its tags look like.
fn loaded(page: &str) -> Vec<Loaded> {
    let scripts = tags(page, "script").into_iter().map(|tag| Loaded {
        address: attribute(&tag, "src"),
        pinned: attribute(&tag, "integrity"),
    });
    let styles = tags(page, "link")
        .into_iter()
        .filter(|tag| attribute(tag, "rel").is_some_and(|rel| rel.contains("stylesheet")))
        .map(|tag| Loaded {
            address: attribute(&tag, "href"),
            pinned: attribute(&tag, "integrity"),
        });
    scripts.chain(styles).collect()
}

/// What stands between the name of a tag and its end.
fn tags(page: &str, name: &str) -> Vec<String> {
    let small = page.to_ascii_lowercase();
    let open = format!("<{name}");
    let starts = small.match_indices(&open).map(|(at, _)| at + open.len());
    let is_whole = |at: &usize| {
        let next = small.get(*at..).and_then(|rest| rest.chars().next());
        next.is_none_or(|c| !c.is_ascii_alphanumeric() && c != '-')
    };
    let cut = |at: usize| {
        let rest = page.get(at..).unwrap_or_default();
        rest.split('>').next().unwrap_or_default().to_owned()
    };
    starts.filter(is_whole).map(cut).collect()
}

/// The value of an attribute, in quotes as our pages write it; any other form is none of ours.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let before = format!(" {name}=\"");
    let from = tag.find(&before)?.checked_add(before.len())?;
    let value = tag.get(from..)?.split('"').next()?;
    Some(value.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests;
