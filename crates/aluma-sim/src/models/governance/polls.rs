//! Polls, naively: every answer in a list, and the result by going through all of them.

use std::collections::BTreeMap;

use aluma_types::value::Value;

use super::Moment;
use crate::digest::Deed;
use crate::fields::Fields;
use crate::models::{Checked, same};

const LATE: &str = "governance: an answer counts until its poll closes";
const RESULT: &str = "governance: a poll comes to what its answers say";
const CLOSES: &str = "governance: a poll closes by itself, once";

/// A poll.
#[derive(Clone, Debug)]
struct Poll {
    kind: &'static str,
    options: usize,
    closes_at: u64,
    /// The last answer of each account.
    answers: BTreeMap<u64, Vec<usize>>,
    is_closed: bool,
}

/// All polls.
#[derive(Debug, Default)]
pub(crate) struct Polls(BTreeMap<u64, Poll>);

impl Polls {
    /// Follows what somebody did or the clock did.
    ///
    /// # Errors
    /// An answer that came too late, or a result that the answers do not lead to.
    pub(crate) fn deed(&mut self, deed: &Deed, at: Moment) -> Checked {
        if let (Some(fields), Some(poll)) = (deed.did("poll"), deed.receipt.made) {
            let kind = fields.variant("kind").map_or("", |(kind, _)| kind);
            let options = fields.items("options").len();
            let closes_at = at.time.saturating_add(fields.number("lasts").unwrap_or(0));
            let (answers, is_closed) = (BTreeMap::new(), false);
            self.0.insert(poll, Poll { kind, options, closes_at, answers, is_closed });
        }
        if let (Some(fields), Some(account)) = (deed.did("answer"), deed.account()) {
            let number = fields.number("poll").unwrap_or(0);
            if let Some(poll) = self.0.get_mut(&number) {
                if at.time > poll.closes_at {
                    return Err((LATE, format!("poll {number}, account {account}")));
                }
                poll.answers.insert(account, numbers(&fields, "marks"));
            }
        }
        for told in deed.told("poll-closed") {
            let fields = told.fact.fields();
            let number = fields.number("poll").unwrap_or(0);
            let Some(poll) = self.0.get_mut(&number) else { continue };
            if poll.is_closed || at.time <= poll.closes_at {
                return Err((CLOSES, format!("poll {number} at {}", at.time)));
            }
            poll.is_closed = true;
            let Some(told) = fields.inner("result") else { continue };
            let is = (numbers(&told, "first"), told.number("answers"), numbers(&told, "counts"));
            let counts = poll.counts();
            let expected = (first(&counts), Some(poll.answers.len() as u64), counts);
            same(RESULT, || format!("poll {number}, {}", poll.kind), (is, expected))?;
        }
        Ok(())
    }

    /// Whether every poll whose time is over has closed.
    ///
    /// # Errors
    /// The first that has not.
    pub(crate) fn end(&self, at: Moment) -> Checked {
        let mut open = self.0.iter().filter(|(_, poll)| !poll.is_closed);
        match open.find(|(_, poll)| at.time > poll.closes_at) {
            Some((number, _)) => Err((CLOSES, format!("poll {number} is open at {}", at.time))),
            None => Ok(()),
        }
    }
}

impl Poll {
    /// For each option: votes, the sum of scores, or how many others it beats one against one.
    fn counts(&self) -> Vec<usize> {
        let answers: Vec<&Vec<usize>> = self.answers.values().collect();
        let options = 0..self.options;
        match self.kind {
            "score" => options
                .map(|option| answers.iter().filter_map(|marks| marks.get(option)).sum())
                .collect(),
            "ranked" => {
                // Where an option stands in an answer; what it leaves out stands last.
                let place = |marks: &[usize], option| {
                    marks.iter().position(|mark| *mark == option).unwrap_or(usize::MAX)
                };
                let prefer = |one, other| {
                    answers.iter().filter(|marks| place(marks, one) < place(marks, other)).count()
                };
                let beats = |one, other| prefer(one, other) > prefer(other, one);
                options
                    .map(|one| (0..self.options).filter(|other| beats(one, *other)).count())
                    .collect()
            }
            _ => options
                .map(|option| answers.iter().filter(|marks| marks.contains(&option)).count())
                .collect(),
        }
    }
}

/// The options with the most, where any has something.
fn first(counts: &[usize]) -> Vec<usize> {
    let most = counts.iter().copied().max().unwrap_or(0);
    let places = counts.iter().enumerate().filter(|(_, count)| most > 0 && **count == most);
    places.map(|(place, _)| place).collect()
}

/// A list of numbers.
fn numbers(fields: &Fields<'_>, name: &str) -> Vec<usize> {
    let one = |value: &Value| match value {
        Value::Uint(number) => usize::try_from(*number).unwrap_or(usize::MAX),
        _ => usize::MAX,
    };
    fields.items(name).into_iter().map(|(_, value)| one(value)).collect()
}
