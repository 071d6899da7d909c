//! Discussion, naively: every post with all that it said, who reacted to what it says now, and how far
//! the case of each hidden one has come.

use std::collections::{BTreeMap, BTreeSet};

use super::governance::charter::Parameters;
use super::{Checked, same};
use crate::ask::ask;
use crate::digest::{Decoded, Deed, Digest};
use crate::fields::Fields;
use crate::ledger::Ledger;

const OWN: &str = "discussion: only its author edits, erases or appeals for a post";
const SAYS: &str = "discussion: a post says what its author said last, and nothing once erased";
const COUNTS: &str = "discussion: a post counts who reacts to its newest words, each way once";
const CASES: &str =
    "discussion: nobody judges their own case, and silence does what the charter says";
const SPOKEN: &str = "discussion: nobody says more in a day than the charter lets";

/// Why a post is hidden, and what follows.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Hidden {
    /// Whoever hid it by a role; nobody where the members did.
    by: Option<u64>,
    /// Whether it is shown again where nobody decides; known once its author appealed.
    else_shown: Option<bool>,
    is_appealed: bool,
}

#[derive(Clone, Debug)]
struct Post {
    thread: u64,
    author: u64,
    version: u64,
    past: BTreeSet<u64>,
    is_erased: bool,
    reactions: BTreeSet<(&'static str, u64)>,
    hidden: Option<Hidden>,
    is_cleared: bool,
}

/// Every post by its DAO and number.
#[derive(Debug, Default)]
pub struct Model {
    posts: BTreeMap<(u64, u64), Post>,
    /// Posts and edits by DAO, account and day.
    spoken: BTreeMap<(u64, u64, u64), u128>,
}

/// Who did something to a post, and how.
struct Done<'a> {
    dao: u64,
    /// Whoever signed; by a role too.
    account: Option<u64>,
    /// Whether the members did it.
    by_members: bool,
    fields: Fields<'a>,
}

impl Model {
    /// Follows a block and holds what it touched against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn follow(&mut self, digest: &Digest, ledger: &Ledger) -> Checked {
        // Rules that change within a block are not known at each of its acts.
        let amended: BTreeSet<u64> = digest
            .deeds
            .iter()
            .filter_map(|deed| deed.enacted.as_ref())
            .filter(|enacted| {
                enacted.acts.iter().any(|act| ["amend", "change-manner"].contains(&act.name))
            })
            .map(|enacted| enacted.dao)
            .collect();
        let mut touched = BTreeSet::new();
        for deed in digest.deeds.iter().filter(|deed| deed.is_done()) {
            let rules = |dao| match amended.contains(&dao) {
                true => None,
                false => Parameters::read(ledger, dao),
            };
            self.learn(deed, digest.time.0, &rules)?;
            self.deed(deed, &rules)?;
            let named = deed.facts.iter().filter(|told| told.fact.domain == "discussion");
            let of = named.filter_map(|told| Some((told.dao?, told.fact.fields().number("post")?)));
            touched.extend(of);
        }
        touched.into_iter().try_for_each(|key| self.hold(key, ledger))
    }

    /// Holds every post against the ledger.
    ///
    /// # Errors
    /// The first difference.
    pub fn compare(&self, ledger: &Ledger) -> Checked {
        self.posts.keys().try_for_each(|key| self.hold(*key, ledger))
    }

    /// What was said, with the numbers that it was given.
    fn learn(
        &mut self,
        deed: &Deed,
        now: u64,
        rules: &dyn Fn(u64) -> Option<Parameters>,
    ) -> Checked {
        for told in deed.told("post-made") {
            let fields = told.fact.fields();
            let number = |name| fields.number(name).unwrap_or(0);
            let (dao, author) = (told.dao.unwrap_or(0), number("author"));
            same(OWN, || "whoever signs speaks".to_owned(), (Some(author), deed.account()))?;
            let row = Post {
                thread: number("thread"),
                author,
                version: 1,
                past: BTreeSet::new(),
                is_erased: false,
                reactions: BTreeSet::new(),
                hidden: None,
                is_cleared: false,
            };
            self.posts.insert((dao, number("post")), row);
            self.speak((dao, author), now, rules)?;
        }
        for told in deed.told("post-edited") {
            let of = told.dao.zip(deed.account());
            of.map_or(Ok(()), |of| self.speak(of, now, rules))?;
        }
        Ok(())
    }

    fn speak(
        &mut self,
        (dao, account): (u64, u64),
        now: u64,
        rules: &dyn Fn(u64) -> Option<Parameters>,
    ) -> Checked {
        let count = self.spoken.entry((dao, account, now / 86_400_000)).or_default();
        *count += 1;
        match rules(dao).map(|rules| rules.number("talk.posts")) {
            Some(most) if *count > most => {
                Err((SPOKEN, format!("{count} of {most} by account {account} in DAO {dao}")))
            }
            _ => Ok(()),
        }
    }

    fn deed(&mut self, deed: &Deed, rules: &dyn Fn(u64) -> Option<Parameters>) -> Checked {
        if let Some(act) = &deed.act {
            let dao = act.fields().number("dao").unwrap_or(0);
            let (account, by_members) = (deed.account(), false);
            let fields = act.fields();
            self.act(act, &Done { dao, account, by_members, fields }, rules)?;
        }
        if let Some(enacted) = &deed.enacted {
            for act in &enacted.acts {
                let by_members = enacted.proposal.is_some();
                let (dao, account) = (enacted.dao, deed.account());
                let fields = act.fields();
                self.act(act, &Done { dao, account, by_members, fields }, rules)?;
            }
        }
        if deed.name == "end-hearing" {
            return deed.told("hiding-judged").try_for_each(|told| {
                let fields = told.fact.fields();
                let key = (told.dao.unwrap_or(0), fields.number("post").unwrap_or(0));
                self.silence(key, fields.flag("stands"))
            });
        }
        Ok(())
    }

    fn act(
        &mut self,
        act: &Decoded,
        done: &Done<'_>,
        rules: &dyn Fn(u64) -> Option<Parameters>,
    ) -> Checked {
        let key = (done.dao, done.fields.number("post").unwrap_or(0));
        let Some(post) = self.posts.get_mut(&key) else { return Ok(()) };
        let was = post.clone();
        let what = || format!("{} of post {key:?} by {:?}: {was:?}", act.name, done.account);
        if ["edit-post", "erase-post", "appeal-hiding"].contains(&act.name)
            && done.account != Some(post.author)
        {
            return Err((OWN, what()));
        }
        match act.name {
            "edit-post" => {
                post.past.insert(post.version);
                post.version += 1;
                post.reactions.clear();
                Ok(())
            }
            "erase-post" => post.erase(done.fields.number("version")),
            "react" | "withdraw-reaction" => post.react(act.name == "react", done),
            "hide-post" => {
                let by = done.account.filter(|_| !done.by_members);
                if post.hidden.is_some() || post.is_cleared && by.is_some() {
                    return Err((CASES, what()));
                }
                post.hidden = Some(Hidden { by, else_shown: None, is_appealed: false });
                Ok(())
            }
            "show-post" => {
                post.hidden = None;
                Ok(())
            }
            "appeal-hiding" => {
                let silence = rules(done.dao).map(|rules| rules.number("talk.silence") == 0);
                match &mut post.hidden {
                    Some(hidden) if !hidden.is_appealed => {
                        (hidden.is_appealed, hidden.else_shown) = (true, silence);
                        Ok(())
                    }
                    _ => Err((CASES, what())),
                }
            }
            "judge-hiding" => {
                let Some(hidden) = post.hidden.filter(|hidden| hidden.is_appealed) else {
                    return Err((CASES, what()));
                };
                let own = hidden.by == done.account || done.account == Some(post.author);
                if !done.by_members && (own || hidden.by.is_none()) {
                    return Err((CASES, what()));
                }
                post.judged(done.fields.flag("stands"));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Nobody decided in time.
    fn silence(&mut self, key: (u64, u64), stands: bool) -> Checked {
        let Some(post) = self.posts.get_mut(&key) else { return Ok(()) };
        let expected = post.hidden.and_then(|hidden| hidden.else_shown);
        if expected == Some(stands) {
            return Err((CASES, format!("silence about post {key:?}: stands {stands}, {post:?}")));
        }
        post.judged(stands);
        Ok(())
    }

    /// Holds a post against what its author is shown of it; nothing where the author may read the
    /// community no more.
    fn hold(&self, key: (u64, u64), ledger: &Ledger) -> Checked {
        let Some(post) = self.posts.get(&key) else { return Ok(()) };
        let params = [("dao", key.0), ("post", key.1)];
        let Some(answer) = ask(ledger, Some(post.author), ("post", &params)) else {
            return Ok(());
        };
        let whole = answer.fields();
        let Some(is) = whole.inner("post") else { return Ok(()) };
        let what = || format!("post {key:?}");
        same(SAYS, what, (whole.number("thread"), Some(post.thread)))?;
        let said = (is.number("version"), is.flag("erased"), is.get("body").is_some());
        same(SAYS, what, (said, (Some(post.version), post.is_erased, !post.is_erased)))?;
        let past: BTreeSet<u64> =
            whole.rows("past").iter().filter_map(|row| row.number("version")).collect();
        same(SAYS, what, (&past, &post.past))?;
        let counts: BTreeMap<&str, u64> = is
            .rows("reactions")
            .iter()
            .filter_map(|row| Some((row.variant("kind")?.0, row.number("people")?)))
            .collect();
        let mut expected: BTreeMap<&str, u64> = BTreeMap::new();
        for (kind, _) in &post.reactions {
            *expected.entry(kind).or_default() += 1;
        }
        same(COUNTS, what, (counts, expected))?;
        same(CASES, what, (is.get("hidden").is_some(), post.hidden.is_some()))
    }
}

impl Post {
    fn erase(&mut self, version: Option<u64>) -> Checked {
        match version {
            Some(version) => {
                self.past.remove(&version);
            }
            None => {
                self.past.clear();
                (self.is_erased, self.hidden) = (true, None);
            }
        }
        Ok(())
    }

    fn react(&mut self, is_there: bool, done: &Done<'_>) -> Checked {
        let kind = done.fields.variant("kind").map(|(kind, _)| kind);
        let Some(pair) = kind.zip(done.account) else { return Ok(()) };
        let changed = match is_there {
            true => self.reactions.insert(pair),
            false => self.reactions.remove(&pair),
        };
        if changed { Ok(()) } else { Err((COUNTS, format!("{pair:?}: there {is_there}"))) }
    }

    fn judged(&mut self, stands: bool) {
        if stands {
            // A second appeal is refused.
            if let Some(hidden) = &mut self.hidden {
                hidden.else_shown = None;
            }
        } else {
            (self.hidden, self.is_cleared) = (None, true);
        }
    }
}
