//! A server that sends what it should, and servers that do not.

use aluma_client::{Response, TransportError};

use super::*;

/// A page as this program draws it, as far as loading goes.
fn page() -> String {
    let mut head = String::new();
    for (name, path, integrity) in aluma_web::embedded() {
        if name.ends_with(".css") {
            head += &format!("<link rel=\"stylesheet\" href=\"{path}\" integrity=\"{integrity}\">");
        } else if name.ends_with(".js") && !LATER.contains(&name) {
            head +=
                &format!("<script nonce=\"n\" src=\"{path}\" integrity=\"{integrity}\"></script>");
        }
    }
    format!("<!DOCTYPE html><html><head>{head}</head><body>scripts</body></html>")
}

/// The bytes of a file of this program, by its address.
fn own(address: &str) -> Option<Vec<u8>> {
    let (name, _) = embedded(address)?;
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../aluma-web/assets");
    std::fs::read(path.join(name)).ok()
}

/// A server whose page and files are changed.
fn server(
    page_of: impl Fn(&str) -> String + 'static,
    file: impl Fn(Vec<u8>) -> Vec<u8> + 'static,
) -> impl Transport {
    move |request: Request| -> Result<Response, TransportError> {
        let target = request.target.as_str();
        Ok(match own(target) {
            Some(bytes) => Response { status: 200, body: file(bytes) },
            None if PAGES.contains(&target) => {
                Response { status: 200, body: page_of(target).into_bytes() }
            }
            None => Response { status: 404, body: Vec::new() },
        })
    }
}

fn differs(change: impl Fn(String) -> String + 'static) -> Vec<String> {
    let report = look(&server(move |_| change(page()), |bytes| bytes)).expect("an answer");
    report.differs.into_iter().collect()
}

#[test]
fn what_is_ours_is_the_same() {
    let report = look(&server(|_| page(), |bytes| bytes)).expect("an answer");
    assert_eq!(report.differs, BTreeSet::new());
    for name in ["signer.js", "signer-catalog.json", "htmx.js", "page.js", "style.css"] {
        assert!(report.same.iter().any(|line| line.starts_with(name)), "{name}: {report:?}");
    }
}

#[test]
fn other_bytes_behind_the_same_address_are_found() {
    let other = |bytes: Vec<u8>| [bytes, b" ".to_vec()].concat();
    let report = look(&server(|_| page(), other)).expect("an answer");
    assert_eq!(report.same, BTreeSet::new());
    assert!(report.differs.len() >= 5, "{report:?}");
}

#[test]
fn everything_else_that_a_page_would_run_is_found() {
    for (added, what) in [
        ("<script>go()</script>", "stands in the page"),
        ("<SCRIPT SRC=\"/x.js\"></SCRIPT>", "stands in the page"),
        ("<script/src=/x.js></script>", "stands in the page"),
        ("<script\nsrc='/x.js'></script>", "stands in the page"),
        ("<script src=\"https://x.example/x.js\"></script>", "not of this program"),
        ("<link rel=\"stylesheet\" href=\"/x.css\">", "not of this program"),
    ] {
        let added = added.to_owned();
        let found = differs(move |page| page.replace("</body>", &format!("{added}</body>")));
        assert!(found.iter().any(|line| line.contains(what)), "{what}: {found:?}");
    }
}

#[test]
fn a_page_that_pins_otherwise_is_found() {
    let unpinned = differs(|page| page.replace(" integrity=", " data-integrity="));
    assert!(unpinned.iter().all(|line| line.contains("without pinning it")), "{unpinned:?}");
    let otherwise = differs(|page| page.replace("sha384-", "sha384-A"));
    assert!(otherwise.iter().all(|line| line.contains("pins ")), "{otherwise:?}");
    assert!(differs(|_| "<html></html>".to_owned()).iter().all(|it| it.contains("loads nothing")));
}

#[test]
fn tags_of_other_names_are_passed_over() {
    assert_eq!(loaded("<scripted src=\"a\"><link-x rel=\"stylesheet\"><p>script</p>"), []);
}
