//! What is asked for: every route that the pages name in their source, with a path that it answers.

/// Where the routes stand: pages, and what is beside them.
const SOURCES: [&str; 2] = [
    include_str!("../../../../aluma-web/src/pages/mod.rs"),
    include_str!("../../../../aluma-web/src/lib.rs"),
];

/// What never ends, so that its last byte has no time: news of a live page.
const ENDLESS: &str = "/live";
/// Who may be whom: there on a demo alone, and on any other ledger nothing.
pub(super) const OF_A_DEMO: &str = "/demo";

/// What stands in the place of a part of a path, as [`super::furnish`] has made it.
const PARTS: [(&str, &str); 21] = [
    ("{dao}", "1"),
    ("{proposal}", "1"),
    ("{poll}", "1"),
    ("{thread}", "1"),
    ("{account}", "2"),
    ("{member}", "2"),
    ("{pot}", "0"),
    ("{action}", "poll"),
    ("{evidence}", "1"),
    ("{file}", "report.json"),
    ("{round}", "1"),
    ("{task}", "1"),
    ("{undertaking}", "1"),
    ("{fund}", "1"),
    ("{programme}", "1"),
    ("{claim}", "1"),
    ("{course}", "1"),
    ("{lesson}", "1"),
    ("{sale}", "1"),
    ("{work}", "1"),
    ("{fact}", "1"),
];

/// What a page is asked about, where it is nothing by itself.
const QUERIES: [(&str, &str); 4] = [
    ("/claim", "account=1"),
    ("/search", "q=bread"),
    ("/found/handle", "name=The+street%27s+bakery"),
    ("/c/{dao}/propose", "actions[0].action=amend&actions[0].changes[0].key=spend.period"),
];

/// What a form brings.
const FORMS: [(&str, &str); 4] = [
    ("/session", "session=AAAA"),
    ("/session/end", ""),
    (
        "/prepare/{action}",
        "dao=1&question=When%3F&options=Sunday&options=Monday&kind=single&audience=members&lasts=2d",
    ),
    ("/c/{dao}/propose", "title=Bread&actions[0].action=resolve&actions[0].text=Bread"),
];

/// How it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// By a link.
    Get,
    /// By a form.
    Post,
}

/// A route with a path that it answers.
#[derive(Clone, Debug)]
pub(super) struct Route {
    pub(super) pattern: &'static str,
    pub(super) way: Way,
    pub(super) path: String,
    /// What a form brings.
    pub(super) form: &'static str,
}

/// What is known of a ledger, for the paths that lead to it.
pub(super) struct Known<'a> {
    /// A transaction's id.
    pub(super) receipt: &'a str,
    /// Of a file.
    pub(super) asset: &'a str,
}

/// Every route, filled in; and those that nothing is known to fill in with.
pub(super) fn routes(known: &Known<'_>) -> (Vec<Route>, Vec<&'static str>) {
    let (mut filled, mut unknown) = (Vec::new(), Vec::new());
    for (pattern, ways) in listed() {
        let mut path = pattern.to_owned();
        let own = [("{id}", known.receipt), ("{name}", known.asset)];
        for (part, value) in PARTS.iter().chain(&own) {
            path = path.replace(part, value);
        }
        if path.contains('{') {
            unknown.push(pattern);
            continue;
        }
        for way in ways {
            let of = |table: &[(&'static str, &'static str)]| {
                table.iter().find(|(name, _)| *name == pattern).map_or("", |(_, text)| *text)
            };
            let (path, form) = match way {
                Way::Get => match of(&QUERIES) {
                    "" => (path.clone(), ""),
                    query => (format!("{path}?{query}"), ""),
                },
                Way::Post => (path.clone(), of(&FORMS)),
            };
            filled.push(Route { pattern, way, path, form });
        }
    }
    (filled, unknown)
}

/// Patterns of the sources, with how they are asked.
fn listed() -> Vec<(&'static str, Vec<Way>)> {
    let parts = SOURCES.iter().flat_map(|source| source.split(".route(").skip(1));
    let listed = parts.filter_map(|part| {
        let (pattern, rest) = part.trim_start().strip_prefix('"')?.split_once('"')?;
        // As far as the next call on the router.
        let handler = rest.split("\n        .").next().unwrap_or(rest);
        let ways = [("get(", Way::Get), ("post(", Way::Post)];
        let ways = ways.into_iter().filter(|(name, _)| handler.contains(name));
        Some((pattern, ways.map(|(_, way)| way).collect()))
    });
    listed.filter(|(pattern, _)| *pattern != ENDLESS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_route_of_the_pages_is_asked() {
        let (filled, unknown) = routes(&Known { receipt: "00ff", asset: "page.js" });
        assert_eq!(unknown, Vec::<&str>::new(), "these need something in `PARTS`");
        let calls = SOURCES.iter().map(|source| source.matches(".route(").count()).sum::<usize>();
        let patterns: std::collections::BTreeSet<_> =
            filled.iter().map(|route| route.pattern).collect();
        assert_eq!(patterns.len(), calls - 1, "all but {ENDLESS}");
        let path = |pattern: &str, way: Way| {
            let route = filled.iter().find(|route| route.pattern == pattern && route.way == way);
            route.map(|route| route.path.as_str())
        };
        assert_eq!(path("/", Way::Get), Some("/"));
        assert_eq!(path("/c/{dao}", Way::Get), Some("/c/1"));
        assert_eq!(path("/c/{dao}/talk/{thread}", Way::Get), Some("/c/1/talk/1"));
        assert_eq!(path("/receipt/{id}", Way::Get), Some("/receipt/00ff"));
        assert_eq!(path("/prepare/{action}", Way::Post), Some("/prepare/poll"));
        assert_eq!(path("/prepare/{action}", Way::Get), None);
        assert!(path("/c/{dao}/propose", Way::Post).is_some());
    }
}
