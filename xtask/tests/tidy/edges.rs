//! Which domain may use which, read from the table in `STYLE.md`, and who may name a domain's
//! tables.

use crate::Complaint;
use crate::repo::{File, Repo};
use crate::tokens::{self, CodePath};

/// Where the table stands: the one line of this file that holds [`ARROW`].
const TABLE_FILE: &str = "STYLE.md";
const ARROW: &str = "<-";

pub(crate) const CORE: &str = "crates/aluma-core/src/";

/// Who may name the tables of every domain, besides the domain itself.
const TABLE_READERS: [&str; 4] = ["kernel/", "registry.rs", "registry/", "testing/"];

/// The domains in ranks: one may use those of the ranks before its own.
pub(crate) struct Ranks(Vec<Vec<String>>);

impl Ranks {
    pub(crate) fn read(repo: &Repo) -> Result<Self, Complaint> {
        Self::parse(repo.text(TABLE_FILE).unwrap_or_default())
            .map_err(|says| Complaint::new("domain-table", TABLE_FILE, says))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut tables = text.lines().filter(|line| line.contains(ARROW));
        let (Some(table), None) = (tables.next(), tables.next()) else {
            return Err(format!("needs exactly one line with `{ARROW}`: the table of domains"));
        };
        let clean = table.replace('`', "");
        let rank = |names: &str| names.split(',').map(|name| name.trim().to_owned()).collect();
        let ranks: Vec<Vec<String>> = clean.split(ARROW).map(rank).collect();
        let mut names: Vec<&String> = ranks.iter().flatten().collect();
        let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase());
        if let Some(wrong) = names.iter().find(|name| !is_name(name)) {
            return Err(format!("`{wrong}` in the table of domains is no name of a domain"));
        }
        names.sort();
        if names.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err("the table of domains names one twice".to_owned());
        }
        Ok(Self(ranks))
    }

    fn rank(&self, domain: &str) -> Option<usize> {
        self.0.iter().position(|rank| rank.iter().any(|name| name == domain))
    }

    pub(crate) fn knows(&self, domain: &str) -> bool {
        self.rank(domain).is_some()
    }

    fn allows(&self, user: &str, used: &str) -> bool {
        match (self.rank(user), self.rank(used)) {
            (Some(user_rank), Some(used_rank)) => user == used || used_rank < user_rank,
            _ => true,
        }
    }
}

pub(crate) fn check(repo: &Repo) -> Vec<Complaint> {
    let ranks = match Ranks::read(repo) {
        Ok(ranks) => ranks,
        Err(complaint) => return vec![complaint],
    };
    repo.rust()
        .filter(|file| file.path.starts_with("crates/"))
        .flat_map(|file| check_file(file, &ranks))
        .collect()
}

fn check_file(file: &File, ranks: &Ranks) -> Vec<Complaint> {
    let inside = file.path.strip_prefix(CORE);
    let home = inside.and_then(|path| path.split('/').next()).filter(|name| ranks.knows(name));
    let reads_tables =
        inside.is_some_and(|path| TABLE_READERS.iter().any(|known| path.starts_with(known)));
    // A file that cannot be read is reported by the budgets.
    let stream = tokens::lex(&file.text).unwrap_or_default();
    let visible = tokens::without_tests(stream).into_iter().collect();
    let mut found = Vec::new();
    for path in tokens::paths(visible) {
        let Some((domain, rest)) = domain_of(&path, inside, ranks) else { continue };
        if let Some(user) = home
            && !file.is_test()
            && !ranks.allows(user, &domain)
        {
            let says = format!(
                "line {}: `{user}` may not use `{domain}`; commands go through `ctx.dispatch`, \
                 a new edge needs a decision record and a change of {TABLE_FILE}",
                path.line
            );
            found.push(Complaint::new("domain-edge", &file.path, says));
        }
        if rest == Some("tables") && home != Some(domain.as_str()) && !reads_tables {
            let says =
                format!("line {}: only `{domain}` names its tables: ask its door", path.line);
            found.push(Complaint::new("foreign-tables", &file.path, says));
        }
    }
    found
}

/// The domain that a path leads to, and the room it names there.
fn domain_of<'a>(
    path: &'a CodePath,
    inside: Option<&str>,
    ranks: &Ranks,
) -> Option<(String, Option<&'a str>)> {
    let parts: Vec<&str> = path.parts.iter().map(String::as_str).collect();
    let from_root = match parts.as_slice() {
        ["crate", rest @ ..] if inside.is_some() => rest,
        ["aluma_core", rest @ ..] => rest,
        ["self" | "super", ..] => climb(&parts, inside?)?,
        _ => return None,
    };
    let domain = from_root.first().filter(|name| ranks.knows(name))?;
    Some(((*domain).to_owned(), from_root.get(1).copied()))
}

/// What follows a chain of `super` that ends at the crate's root; None if it ends lower.
fn climb<'a, 'b>(parts: &'a [&'b str], inside: &str) -> Option<&'a [&'b str]> {
    let module = inside.trim_end_matches(".rs");
    let module = module.strip_suffix("/mod").unwrap_or(module);
    let depth = if module == "lib" { 0 } else { module.split('/').count() };
    let parts = parts.strip_prefix(&["self"]).unwrap_or(parts);
    let steps = parts.iter().take_while(|part| **part == "super").count();
    (steps == depth).then(|| &parts[steps..])
}

#[cfg(test)]
const TABLE: &str =
    "Right may use left:\n\n    identity <- dao <- treasury, discussion <- governance\n";

#[cfg(test)]
fn rules_broken(path: &str, text: &str) -> Vec<&'static str> {
    let ranks = Ranks::parse(TABLE).expect("a table");
    let file = File { path: format!("{CORE}{path}"), text: text.to_owned() };
    check_file(&file, &ranks).into_iter().map(|complaint| complaint.rule).collect()
}

#[test]
fn a_domain_uses_what_lies_left_and_nothing_else() {
    let edge = ["domain-edge"];
    assert!(
        rules_broken("governance/rules.rs", "use crate::{dao, treasury::Pot, kernel::Ctx};")
            .is_empty()
    );
    assert!(rules_broken("dao/mod.rs", "use crate::dao::types::Dao;").is_empty());
    assert_eq!(rules_broken("dao/mod.rs", "use crate::governance::Vote;"), edge, "to the right");
    assert_eq!(rules_broken("treasury/mod.rs", "use crate::discussion;"), edge, "sideways");
    assert_eq!(
        rules_broken("dao/mod.rs", "use crate::{kernel, governance::{Vote}};"),
        edge,
        "in a group"
    );
    assert_eq!(
        rules_broken("dao/mod.rs", "fn f() { m!(crate::governance::g()) }"),
        edge,
        "in a macro"
    );
    assert_eq!(rules_broken("dao/mod.rs", "use super::governance;"), edge, "by super");
    assert_eq!(rules_broken("dao/actions/a.rs", "use super::super::super::governance;"), edge);
    assert!(
        rules_broken("dao/actions/a.rs", "use super::governance;").is_empty(),
        "a module of its own"
    );
}

#[test]
fn comments_strings_tests_and_other_layers_make_no_edge() {
    assert!(
        rules_broken("dao/mod.rs", "// crate::governance\nconst X: &str = \"crate::governance\";")
            .is_empty()
    );
    assert!(rules_broken("dao/tests.rs", "use crate::governance::Vote;").is_empty());
    assert!(
        rules_broken("dao/mod.rs", "#[cfg(test)] mod tests { use crate::governance::Vote; }")
            .is_empty()
    );
    assert!(rules_broken("kernel/block.rs", "use crate::governance::Vote;").is_empty());
}

#[test]
fn only_a_domain_names_its_tables() {
    let foreign = ["foreign-tables"];
    let line = "use crate::dao::tables::MEMBERS;";
    assert_eq!(rules_broken("governance/rules.rs", line), foreign);
    assert_eq!(rules_broken("governance/tests.rs", line), foreign);
    assert_eq!(rules_broken("governance/rules.rs", "use crate::dao::{self, tables};"), foreign);
    assert_eq!(rules_broken("lib.rs", line), foreign);
    assert_eq!(rules_broken("../../aluma-sim/src/lib.rs", "use aluma_core::dao::tables;"), foreign);
    for reader in ["dao/rules.rs", "kernel/invariants.rs", "registry.rs", "testing/fixtures.rs"] {
        assert!(rules_broken(reader, line).is_empty(), "{reader}");
    }
}

#[test]
fn a_table_that_cannot_be_read_is_told() {
    assert!(Ranks::parse("no arrow").is_err());
    assert!(Ranks::parse("a <- b\nc <- d").is_err());
    assert!(Ranks::parse("a <- b <- a").is_err());
    assert!(Ranks::parse("a <- the rest").is_err());
    assert!(Ranks::parse("`a` <- `b, c`").is_ok());
}
