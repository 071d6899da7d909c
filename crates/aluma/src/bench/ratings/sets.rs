//! Sets of ratings with grades beside them, from files.

use std::collections::BTreeMap;
use std::path::Path;

use crate::bench::Dice;
use crate::outcome::Failure;

/// Ratings with grades by experts.
#[derive(Clone, Debug)]
pub(super) struct Set {
    /// What was rated: by whom, and with how many points of 0..100.
    pub(super) items: BTreeMap<String, Vec<(String, f64)>>,
    /// Grades, on their own scale.
    pub(super) grades: BTreeMap<String, f64>,
    /// How points become grades.
    pub(super) scale: Scale,
}

impl Set {
    /// The same with so many raters of each item, drawn without replacement.
    pub(super) fn drawn(&self, raters: usize, dice: &mut Dice) -> Self {
        let mut set = self.clone();
        for ratings in set.items.values_mut() {
            while ratings.len() > raters {
                let Some(at) = dice.below(ratings.len()) else { break };
                ratings.swap_remove(at);
            }
        }
        set
    }
}

/// The least and the greatest score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    least: f64,
    most: f64,
}

impl Scale {
    /// `MIN..MAX`
    ///
    /// # Errors
    /// Where it is not that, or has no room between.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let bad = || Failure::usage(format!("--scale {text}: two numbers as in 0..10"));
        let (least, most) = text.split_once("..").ok_or_else(bad)?;
        let number = |text: &str| text.trim().parse::<f64>().ok().filter(|one| one.is_finite());
        let scale =
            Self { least: number(least).ok_or_else(bad)?, most: number(most).ok_or_else(bad)? };
        if scale.least < scale.most { Ok(scale) } else { Err(bad()) }
    }

    fn points(&self, score: f64) -> f64 {
        (score - self.least) / (self.most - self.least) * 100.0
    }

    /// Points of 0..100 as a score.
    pub(super) fn grade(&self, points: f64) -> f64 {
        self.least + points / 100.0 * (self.most - self.least)
    }
}

/// The folder of R2R: sessions with their ratings of 1..5 and the instructor's grades.
///
/// # Errors
/// Files that are not there or not of their form.
pub(super) fn r2r(dir: &Path) -> Result<BTreeMap<String, Set>, Failure> {
    let scale = Scale { least: 1.0, most: 5.0 };
    let mut sessions = BTreeMap::<String, Set>::new();
    let empty = || Set { items: BTreeMap::new(), grades: BTreeMap::new(), scale };
    let ratings = dir.join("ratings.csv");
    for row in rows(&ratings, ["session_id", "rater", "item", "score"])? {
        let [session, rater, item, score] = row.texts;
        let points = scale.points(number(&ratings, row.line, &score)?);
        let set = sessions.entry(session).or_insert_with(empty);
        set.items.entry(item).or_default().push((rater, points));
    }
    let grades = dir.join("instructor.csv");
    for row in rows(&grades, ["session_id", "item", "instructor_grade"])? {
        let [session, item, grade] = row.texts;
        let grade = number(&grades, row.line, &grade)?;
        sessions.entry(session).or_insert_with(empty).grades.insert(item, grade);
    }
    Ok(sessions)
}

/// Two files: rater,item,score and item,grade; the scale is that of the scores unless it is given.
///
/// # Errors
/// Files that are not there or not of their form; a score outside the scale.
pub(super) fn csv(ratings: &Path, truth: &Path, scale: Option<Scale>) -> Result<Set, Failure> {
    let mut scores = Vec::new();
    for row in rows(ratings, ["rater", "item", "score"])? {
        let [rater, item, score] = row.texts;
        scores.push((rater, item, number(ratings, row.line, &score)?, row.line));
    }
    let found = scores.iter().map(|row| row.2);
    let scale = match scale {
        Some(scale) => scale,
        None => Scale {
            least: found.clone().fold(f64::INFINITY, f64::min),
            most: found.fold(f64::NEG_INFINITY, f64::max),
        },
    };
    if scale.least >= scale.most {
        return Err(Failure::usage(format!("{}: all scores are equal", ratings.display())));
    }
    let mut items = BTreeMap::<String, Vec<(String, f64)>>::new();
    for (rater, item, score, line) in scores {
        if score < scale.least || score > scale.most {
            let file = ratings.display();
            let text = format!("{file}, line {line}: score {score} lies outside the scale");
            return Err(Failure::usage(text));
        }
        items.entry(item).or_default().push((rater, scale.points(score)));
    }
    let mut grades = BTreeMap::new();
    for row in rows(truth, ["item", "grade"])? {
        let [item, grade] = row.texts;
        grades.insert(item, number(truth, row.line, &grade)?);
    }
    Ok(Set { items, grades, scale })
}

/// Some columns of a line.
struct Line<const N: usize> {
    line: u64,
    texts: [String; N],
}

/// The named columns of every row, in whatever order the file has them.
fn rows<const N: usize>(path: &Path, columns: [&str; N]) -> Result<Vec<Line<N>>, Failure> {
    let bad = |what: &dyn std::fmt::Display| Failure::usage(format!("{}: {what}", path.display()));
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path);
    let reader = reader.as_mut().map_err(|error| bad(error))?;
    let header = reader.headers().map_err(|error| bad(&error))?.clone();
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let named = |name: &str| name.trim_start_matches('\u{feff}').eq_ignore_ascii_case(column);
        let found = header.iter().position(named);
        *place = found.ok_or_else(|| bad(&format!("no column `{column}`")))?;
    }
    let mut lines = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| bad(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let texts = places.map(|place| record.get(place).unwrap_or_default().to_owned());
        lines.push(Line { line, texts });
    }
    Ok(lines)
}

fn number(path: &Path, line: u64, text: &str) -> Result<f64, Failure> {
    text.parse::<f64>().ok().filter(|number| number.is_finite()).ok_or_else(|| {
        Failure::usage(format!("{}, line {line}: `{text}` is no number", path.display()))
    })
}
