//! Commits of a repository, read with the `git` program.
//!
//! **Which.** Those that lead to the checked-out branch, merges left out: what was merged stands in the
//! commits that a merge brings. Authors and those whom a commit names with `Co-authored-by` are told
//! apart by their addresses, as `.mailmap` says; robots (`[bot]`) are left out.
//!
//! **How much.** A commit counts a quarter of a point and a hundredth for each line that it changed, and
//! no more than 8 points, which its authors share equally. Files that git holds for binary count no lines.
//! It is a rule of thumb and claims no more: what it gives weighs nothing.
//!
//! **Where.** In the top folder in which it changed most lines, where that is one of the twelve that most
//! commits touched and still there; else in the whole community.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use aluma_types::{Timestamp, sha256};

use super::{Past, Person, TITLE_BYTES, Work, label, plain};
use crate::import::ImportError;

/// What a commit counts whatever it changed, in millionths of a point.
pub const EACH: u64 = 250_000;
/// What each changed line adds.
pub const LINE: u64 = 10_000;
/// What a commit counts at most.
pub const MOST: u64 = 8_000_000;
/// Folders that become domains at most.
pub const FOLDERS: usize = 12;
/// The rule, in words.
pub const RULE: &str = "A commit counts 0.25 points and 0.01 for each changed line, 8 points at most, \
shared equally by its authors; it weighs nothing.";

/// What was read of a repository, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// Its contributions.
    pub past: Past,
    /// Commits that count.
    pub commits: usize,
    /// Commits that robots made alone.
    pub robots: usize,
    /// Commits from after now, which are taken as of now.
    pub early: usize,
}

/// A commit as git tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Commit {
    pub(super) id: String,
    /// Names and addresses, the author first.
    pub(super) authors: Vec<(String, String)>,
    pub(super) seconds: i64,
    pub(super) subject: String,
    /// Lines that it changed, by file.
    pub(super) files: Vec<(String, u64)>,
}

/// What a commit counts, in millionths of a point.
pub fn size(lines: u64) -> u64 {
    EACH.saturating_add(lines.saturating_mul(LINE)).min(MOST)
}

/// Reads a repository, as of a moment.
///
/// # Errors
/// `git-missing`, `no-repository`, `no-commits`, `git-failed`, each with what git says.
pub fn read(path: &Path, now: Timestamp) -> Result<Repository, ImportError> {
    let inside = git(path, &["rev-parse", "--git-dir"], None)?;
    if !inside.status.success() {
        return Err(ImportError::refused(
            "no-repository",
            format!("{} is no git repository: {}", path.display(), said(&inside)),
            "Name the folder that was cloned.",
        ));
    }
    let head = git(path, &["rev-parse", "--verify", "--quiet", "HEAD"], None)?;
    if !head.status.success() {
        return Err(ImportError::refused(
            "no-commits",
            format!("{} has no commits", path.display()),
            "Check a branch out that has some.",
        ));
    }
    // What commits and files are called may hold any character but none of those that part lines. No
    // text of a history holds its last commit's id, which is made of them all: beside it a mark is ours.
    let mark = String::from_utf8_lossy(&head.stdout).trim().to_owned();
    let format = format!(
        "--format=%x01{mark}%H%x02{mark}%aN%x02{mark}%aE%x02{mark}%at%x02{mark}%s%x02{mark}\
         %(trailers:key=Co-authored-by,valueonly,unfold,separator=%x03{mark})%x04{mark}"
    );
    let log = [
        "log",
        "--no-show-signature",
        "--no-relative",
        "-z",
        "--use-mailmap",
        "--no-merges",
        "--reverse",
        "-M",
        "--numstat",
        "--no-ext-diff",
        "--no-textconv",
        "--encoding=UTF-8",
        &format,
        "HEAD",
    ];
    let mut commits = parse(&String::from_utf8_lossy(&done(git(path, &log, None)?)?), &mark);
    map_coauthors(path, &mut commits)?;
    let tree =
        done(git(path, &["ls-tree", "--full-tree", "-z", "-d", "--name-only", "HEAD"], None)?)?;
    let there: BTreeSet<String> = String::from_utf8_lossy(&tree)
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    Ok(gather(&commits, &there, now))
}

/// Runs git, reading nothing but the repository: no pager, no hooks, no programs that it names for
/// signatures, differences, watching files or fetching what is not there.
fn git(path: &Path, arguments: &[&str], input: Option<&str>) -> Result<Output, ImportError> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ImportError::refused(
            "git-missing",
            "the program `git` is not here".to_owned(),
            "Install git, and see that it is found (PATH).",
        ),
        _ => ImportError::refused("git-failed", error.to_string(), "Look at the repository."),
    };
    let mut command = Command::new("git");
    command.arg("-C").arg(path).args(["--no-pager", "-c", "core.fsmonitor=false"]);
    command.args(["-c", "core.quotePath=false"]).args(arguments);
    // What points at another repository from outside is not what was named.
    command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE").env("LC_ALL", "C");
    command.env("GIT_NO_LAZY_FETCH", "1");
    let stdin = if input.is_some() { Stdio::piped() } else { Stdio::null() };
    command.stdin(stdin).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(failed)?;
    if let (Some(mut stdin), Some(input)) = (child.stdin.take(), input) {
        let input = input.to_owned();
        // Written beside the reading, or both would wait for each other.
        std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    }
    child.wait_with_output().map_err(failed)
}

fn said(output: &Output) -> String {
    plain(&String::from_utf8_lossy(&output.stderr), 400)
}

fn done(output: Output) -> Result<Vec<u8>, ImportError> {
    if output.status.success() {
        return Ok(output.stdout);
    }
    let what = format!("git says: {}", said(&output));
    Err(ImportError::refused("git-failed", what, "Mend the repository, or clone it anew."))
}

/// Commits of what `git log` told in the form that [`read`] asks for, with this beside each of its marks.
pub(super) fn parse(log: &str, mark: &str) -> Vec<Commit> {
    let [begin, field, trailer, end] =
        ['\u{1}', '\u{2}', '\u{3}', '\u{4}'].map(|sign| format!("{sign}{mark}"));
    let marks = [field.as_str(), &trailer, &end];
    log.split(&begin).filter_map(|text| commit(text, marks)).collect()
}

fn commit(text: &str, [field, trailer, end]: [&str; 3]) -> Option<Commit> {
    let (head, files) = text.split_once(end)?;
    let mut fields = head.split(field);
    let id = fields.next()?.to_owned();
    let author = (fields.next()?.to_owned(), fields.next()?.to_owned());
    let seconds = fields.next()?.parse().unwrap_or(0);
    let subject = fields.next()?.to_owned();
    let trailers = fields.next().unwrap_or_default().split(trailer);
    let coauthors = trailers.filter_map(|line| {
        let (name, rest) = line.trim().rsplit_once('<')?;
        // In one line, since `check-mailmap` reads lines.
        let mail = rest.trim_end_matches('>');
        Some((plain(name, TITLE_BYTES), plain(mail, TITLE_BYTES)))
    });
    let authors = [author].into_iter().chain(coauthors).collect();
    Some(Commit { id, authors, seconds, subject, files: changed(files) })
}

/// Files with the lines that were changed in each: `added \t deleted \t path`, and after a rename an empty
/// path, then the old one and the new one.
fn changed(text: &str) -> Vec<(String, u64)> {
    let mut parts = text.split('\0');
    let mut files = Vec::new();
    while let Some(part) = parts.next() {
        let mut columns = part.trim_start_matches('\n').splitn(3, '\t');
        let (Some(added), Some(deleted), Some(path)) =
            (columns.next(), columns.next(), columns.next())
        else {
            continue;
        };
        let path = if path.is_empty() {
            parts.next();
            parts.next().unwrap_or_default()
        } else {
            path
        };
        // A dash stands for a binary file.
        let lines = |text: &str| text.parse::<u64>().unwrap_or(0);
        files.push((path.to_owned(), lines(added).saturating_add(lines(deleted))));
    }
    files
}

/// Takes those whom commits name beside their author by `.mailmap` too, which git does for authors alone.
fn map_coauthors(path: &Path, commits: &mut [Commit]) -> Result<(), ImportError> {
    let all: BTreeSet<(String, String)> =
        commits.iter().flat_map(|commit| commit.authors.iter().skip(1).cloned()).collect();
    if all.is_empty() {
        return Ok(());
    }
    let all: Vec<_> = all.into_iter().collect();
    let input: String = all.iter().map(|(name, mail)| format!("{name} <{mail}>\n")).collect();
    let mapped = done(git(path, &["check-mailmap", "--stdin"], Some(&input))?)?;
    let mapped = String::from_utf8_lossy(&mapped);
    if mapped.lines().count() != all.len() {
        let what = "git answered for other people than it was asked about".to_owned();
        return Err(ImportError::refused("git-failed", what, "Look at the file .mailmap."));
    }
    let pair = |line: &str| {
        let (name, rest) = line.rsplit_once('<')?;
        Some((name.trim().to_owned(), rest.trim_end_matches('>').to_owned()))
    };
    let mapped: BTreeMap<_, _> = all
        .into_iter()
        .zip(mapped.lines())
        .filter_map(|(old, new)| Some((old, pair(new)?)))
        .collect();
    for author in commits.iter_mut().flat_map(|commit| commit.authors.iter_mut().skip(1)) {
        if let Some(new) = mapped.get(author) {
            *author = new.clone();
        }
    }
    Ok(())
}

fn top(path: &str) -> Option<&str> {
    path.split_once('/').map(|(top, _)| top)
}

fn is_robot((name, mail): &(String, String)) -> bool {
    name.ends_with("[bot]") || mail.contains("[bot]@")
}

/// Folders that become domains: those that are there and that most commits touched.
fn folders(commits: &[Commit], there: &BTreeSet<String>) -> Vec<String> {
    let mut touched: BTreeMap<&str, usize> = BTreeMap::new();
    for commit in commits {
        let tops: BTreeSet<&str> = commit.files.iter().filter_map(|(path, _)| top(path)).collect();
        for top in tops.into_iter().filter(|top| there.contains(*top) && !top.starts_with('.')) {
            *touched.entry(top).or_default() += 1;
        }
    }
    let mut all: Vec<_> = touched.into_iter().collect();
    all.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
    all.into_iter().take(FOLDERS).map(|(name, _)| name.to_owned()).collect()
}

/// Contributions of commits, the oldest first.
pub(super) fn gather(commits: &[Commit], there: &BTreeSet<String>, now: Timestamp) -> Repository {
    let domains = folders(commits, there);
    let mut read = Repository::default();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for commit in commits {
        let mut authors: Vec<(String, String)> = Vec::new();
        for (name, mail) in commit.authors.iter().filter(|author| !is_robot(author)) {
            let key = mail.to_lowercase();
            if !authors.iter().any(|(other, _)| *other == key) {
                authors.push((key, name.clone()));
            }
        }
        if authors.is_empty() {
            read.robots += 1;
            continue;
        }
        let at = u64::try_from(commit.seconds).unwrap_or(0).saturating_mul(1_000);
        read.early += usize::from(at > now.0);
        read.commits += 1;
        let lines = commit.files.iter().fold(0, |sum: u64, (_, lines)| sum.saturating_add(*lines));
        let share = (size(lines) / authors.len() as u64).max(1);
        let short = commit.id.get(..10).unwrap_or(&commit.id);
        let title = plain(&format!("{short} {}", commit.subject), TITLE_BYTES);
        for (key, name) in authors {
            let person = *places.entry(key.clone()).or_insert_with(|| {
                read.past.people.push(Person { label: label(&name, "?"), key });
                read.past.people.len() - 1
            });
            read.past.works.push(Work {
                person,
                reference: sha256(&[b"aluma git v1", commit.id.as_bytes()]),
                domain: home(commit, &domains),
                micro: share,
                at: Timestamp(at.min(now.0)),
                title: Some(title.clone()),
            });
        }
    }
    read.past.works.sort_by_key(|work| work.at);
    read.past.domains = domains;
    read
}

/// The domain in which a commit changed most lines, the first of them where several did.
fn home(commit: &Commit, domains: &[String]) -> Option<usize> {
    let mut lines: BTreeMap<Option<&str>, u64> = BTreeMap::new();
    for (path, changed) in &commit.files {
        // A file that changed no line (a binary, a rename) is one touch all the same.
        *lines.entry(top(path)).or_default() += changed + 1;
    }
    let most = lines.values().copied().max()?;
    let folder = lines.iter().find(|(_, lines)| **lines == most)?.0;
    domains.iter().position(|domain| Some(domain.as_str()) == *folder)
}
