//! `aluma sim friends`: whether reputation can begin, and work, in a small community whose members all
//! praise each other, on the real ledger.
//!
//! Everybody was there from the founding season on, so that they judge without points at first. In each
//! half week a member finishes something with a chance of 70 %: about five hours, quality N(70, 10).
//! Whoever is drawn seals within two and a half days, sees quality with a noise of N(0, 8), and opens
//! within twenty hours of the moment when ratings may be opened; one in twenty never answers. At the end
//! of an epoch of 14 days everybody praises twelve others at most, their neighbours around the table: a
//! dense web without strangers, the hardest for rules that keep friends from judging friends.
//!
//! Claims, seals, openings and praise are transactions through the one door of the core ([`Stage`]).

use std::collections::BTreeMap;
use std::io::{self, Write};

use aluma_core::reputation::{self, Tier};
use aluma_core::review::Fact;
use aluma_core::review::types::Kind;
use aluma_types::{AccountId, Span, Timestamp, sha256};
use serde_json::{Value as Json, json};

use crate::attacks::Opinion;
use crate::attacks::stage::{Asked, Became, Stage};
use crate::rng::Rng;

/// From one round of claims to the next: an epoch of 14 days has four.
const WAVE: Span = Span::hours(84);
/// Rounds of claims in an epoch.
const WAVES: u64 = 4;
/// After the last claims, until all of them are judged and the epoch is closed.
const ENDS: Span = Span::days(21);
/// How many others somebody praises in an epoch, at most.
const PRAISED: usize = 12;
/// Levels of relaxation that are told apart; the last holds all above it.
const LEVELS: usize = 8;
/// Items of which 95 in 100 are to get a panel.
const LEAST_SHARE: f64 = 0.95;
/// Days within which the first points are to come.
const MOST_DAYS: f64 = 7.0;

/// The arguments of `aluma sim friends`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Members of each community.
    pub members: Vec<u64>,
    /// Epochs of 14 days.
    pub epochs: u64,
    /// Seeds.
    pub seeds: u64,
    /// The first of them.
    pub seed: u64,
    /// Whether to print JSON.
    pub json: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { members: vec![5, 12, 40], epochs: 8, seeds: 5, seed: 1, json: false }
    }
}

/// What communities of one size came to, over all seeds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Members of each.
    pub members: u64,
    /// Contributions that were claimed.
    pub claimed: u64,
    /// Those for which a panel sat.
    pub seated: u64,
    /// Those that were judged.
    pub judged: u64,
    /// Of the judged, those that were judged by people who praise each other.
    pub among_friends: u64,
    /// Panels by the level at which they were filled.
    pub levels: [u64; LEVELS],
    /// Days from the first claims to the first points of the community, of the seed where they came last.
    pub first_days: f64,
    /// The same of each member who has any, in order.
    pub days: Vec<f64>,
    /// Members without points at the end.
    pub without: u64,
    /// Members at the end who are contributors, or more.
    pub contributors: u64,
    /// Members at the end who are core, or more.
    pub core: u64,
}

impl Row {
    /// The part of all items that got a panel, 0 to 1.
    pub fn share(&self) -> f64 {
        self.seated as f64 / self.claimed.max(1) as f64
    }

    /// Whether enough items get a panel, points come soon, and somebody reaches a tier.
    pub fn met(&self) -> bool {
        self.share() >= LEAST_SHARE
            && self.first_days <= MOST_DAYS
            && self.contributors > 0
            && !self.days.is_empty()
    }

    fn middle_days(&self) -> f64 {
        self.days.get(self.days.len() / 2).copied().unwrap_or(f64::INFINITY)
    }

    fn add(&mut self, other: &Self) {
        self.claimed += other.claimed;
        self.seated += other.seated;
        self.judged += other.judged;
        self.among_friends += other.among_friends;
        for (sum, one) in self.levels.iter_mut().zip(other.levels) {
            *sum += one;
        }
        self.first_days = self.first_days.max(other.first_days);
        self.days.extend(&other.days);
        self.days.sort_by(f64::total_cmp);
        self.without += other.without;
        self.contributors += other.contributors;
        self.core += other.core;
    }

    /// In words; `people` is how many members all of its communities have.
    fn tell(&self, people: u64, out: &mut dyn Write) -> io::Result<()> {
        let levels: Vec<String> = self.levels.iter().map(u64::to_string).collect();
        let verdict = if self.met() { "met" } else { "missed" };
        writeln!(out, "{} members: {verdict}", self.members)?;
        let share = self.share() * 100.0;
        writeln!(out, "  {share:.1} % of {} items got a panel (at least 95)", self.claimed)?;
        writeln!(out, "  panels by level of relaxation, from 0: {}", levels.join(" "))?;
        let (judged, friends) = (self.judged, self.among_friends);
        writeln!(out, "  {judged} were judged, {friends} by people who praise each other")?;
        let (first, middle) = (self.first_days, self.middle_days());
        writeln!(
            out,
            "  first points after {first:.1} days (at most 7), of most within {middle:.1}"
        )?;
        let (without, reached, core) = (self.without, self.contributors, self.core);
        let ends = format!("{without} have no points, {reached} are contributors, {core} core");
        writeln!(out, "  at the end, of {people} members: {ends}")
    }

    fn json(&self) -> Json {
        json!({
            "members": self.members,
            "claimed": self.claimed,
            "panel_share": self.share(),
            "judged": self.judged,
            "judged_among_friends": self.among_friends,
            "levels": self.levels,
            "first_points_days": { "community": self.first_days, "member_median": self.middle_days() },
            "members_without_points": self.without,
            "contributors": self.contributors,
            "core": self.core,
            "met": self.met(),
        })
    }
}

/// One community of one seed.
pub fn live(seed: u64, members: u64, epochs: u64) -> Row {
    let mut course = Course::new(seed, members);
    let begins = course.stage.soon();
    for wave in 0..epochs * WAVES {
        course.pump(begins.after(Span(WAVE.0 * wave)));
        course.claim(wave);
        if wave % WAVES == WAVES - 1 {
            course.praise();
        }
    }
    course.pump(begins.after(Span(WAVE.0 * epochs * WAVES + ENDS.0)));
    course.end()
}

/// A run.
struct Course {
    stage: Stage,
    rng: Rng,
    row: Row,
    /// What is asked, by when.
    queue: BTreeMap<Timestamp, Vec<Asked>>,
    /// Claims that wait: when, and how good each is and how many hours.
    claims: BTreeMap<u64, (Timestamp, f64, f64)>,
    /// Who sealed which rating.
    sealed: BTreeMap<u64, Vec<(AccountId, Opinion)>>,
    /// The first points of each.
    first: BTreeMap<AccountId, Timestamp>,
    begins: Timestamp,
}

impl Course {
    fn new(seed: u64, members: u64) -> Self {
        let stage = Stage::new(seed, members);
        let begins = stage.soon();
        Self {
            stage,
            rng: Rng::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(members)),
            row: Row { members, ..Row::default() },
            queue: BTreeMap::new(),
            claims: BTreeMap::new(),
            sealed: BTreeMap::new(),
            first: BTreeMap::new(),
            begins,
        }
    }

    /// Nearly normal, of deviation 1.
    fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.rng.below(1 << 20) as f64 / f64::from(1 << 20)).sum::<f64>() - 6.0
    }

    fn claim(&mut self, wave: u64) {
        let mut asked = Vec::new();
        let mut made = Vec::new();
        for (place, account) in (0u64..).zip(self.stage.members().to_vec()) {
            if !self.rng.percent(70) {
                continue;
            }
            let quality = (70.0 + self.bell() * 10.0).clamp(0.0, 100.0);
            let hours = 5.0 * (self.bell() * 0.4).exp();
            let hash = sha256(&[b"made", &place.to_be_bytes(), &wave.to_be_bytes()]);
            asked.push((account, self.stage.claim(Kind::Contribution, hours, hash)));
            made.push((quality, hours));
        }
        let time = self.stage.soon();
        let (became, facts) = self.stage.block(time, &asked);
        for (became, (quality, hours)) in became.iter().zip(made) {
            if let Became::Done(Some(evidence)) = became {
                self.claims.insert(*evidence, (time, quality, hours));
                self.row.claimed += 1;
            }
        }
        self.learn(time, facts);
    }

    /// Everybody praises their neighbours around the table.
    fn praise(&mut self) {
        let members = self.stage.members().to_vec();
        let most = PRAISED.min(members.len().saturating_sub(1));
        let mut asked = Vec::new();
        for (place, from) in members.iter().enumerate() {
            for step in 1..=most {
                let to = members[(place + step) % members.len()];
                asked.push((*from, self.stage.praise(to, 100)));
            }
        }
        let time = self.stage.soon();
        let (_, facts) = self.stage.block(time, &asked);
        self.learn(time, facts);
    }

    /// Blocks until a moment: what people do by then, and what falls due by itself.
    fn pump(&mut self, until: Timestamp) {
        loop {
            let soon = self.stage.soon();
            let theirs = self.queue.first_key_value().map(|(time, _)| (*time).max(soon));
            let due = self.stage.next_due().map(|due| due.max(soon));
            let Some(time) = theirs.into_iter().chain(due).min().filter(|time| *time <= until)
            else {
                break;
            };
            let mut asked = Vec::new();
            while let Some(first) = self.queue.first_entry().filter(|first| *first.key() <= time) {
                asked.extend(first.remove());
            }
            let (_, facts) = self.stage.block(time, &asked);
            self.learn(time, facts);
        }
        if self.stage.now() < until {
            let (_, facts) = self.stage.block(until, &[]);
            self.learn(until, facts);
        }
    }

    fn learn(&mut self, now: Timestamp, facts: Vec<Fact>) {
        for fact in facts {
            match fact {
                Fact::PanelDrawn { evidence, round, reviewers, level, .. } => {
                    self.row.seated +=
                        u64::from(round == 0 && !self.sealed.contains_key(&evidence));
                    self.row.levels[usize::from(level).min(LEVELS - 1)] += 1;
                    self.called((evidence, round), (now, &reviewers));
                }
                Fact::RevealsOpened { evidence, .. } => self.opens(now, evidence),
                Fact::ContributionJudged { among_friends, authors, points, .. } => {
                    self.row.judged += 1;
                    self.row.among_friends += u64::from(among_friends);
                    for author in authors.iter().filter(|_| points > 0) {
                        self.first.entry(author.account).or_insert(now);
                    }
                }
                _ => {}
            }
        }
    }

    /// Those who were drawn seal at their leisure.
    fn called(&mut self, (evidence, round): (u64, u8), (now, who): (Timestamp, &[AccountId])) {
        let (_, quality, hours) = self.claims.get(&evidence).copied().unwrap_or_default();
        for account in who.iter().copied() {
            let seen = Opinion::of(quality + self.bell() * 8.0, hours);
            let kept = self.sealed.entry(evidence).or_default();
            if self.rng.percent(5) {
                continue;
            }
            kept.push((account, seen));
            let sealed = self.stage.sealed((evidence, round), (account, seen));
            let act = self.stage.seal(evidence, sealed);
            let later = now.after(Span::minutes(self.rng.below(60 * 60)));
            self.queue.entry(later).or_default().push((account, act));
        }
    }

    fn opens(&mut self, now: Timestamp, evidence: u64) {
        for (account, seen) in self.sealed.get(&evidence).cloned().unwrap_or_default() {
            let act = self.stage.reveal(evidence, (account, seen));
            let later = now.after(Span::minutes(self.rng.below(20 * 60)));
            self.queue.entry(later).or_default().push((account, act));
        }
    }

    fn end(mut self) -> Row {
        let (now, dao) = (self.stage.now(), self.stage.dao());
        for account in self.stage.members() {
            let tier = reputation::reached(self.stage.state(), (dao, None, *account), now);
            self.row.contributors += u64::from(tier >= Tier::Contributor);
            self.row.core += u64::from(tier >= Tier::Core);
            self.row.without += u64::from(!self.first.contains_key(account));
        }
        let begins = self.begins;
        let days = self.first.values().map(|first| first.since(begins).0 as f64 / 86_400_000.0);
        self.row.days = days.collect();
        self.row.days.sort_by(f64::total_cmp);
        self.row.first_days = self.row.days.first().copied().unwrap_or(f64::INFINITY);
        self.row
    }
}

/// The rows of all sizes.
pub fn rows(options: &Options) -> Vec<Row> {
    let of = |members: &u64| {
        let mut row = Row { members: *members, ..Row::default() };
        for seed in (options.seed..).take(usize::try_from(options.seeds).unwrap_or(usize::MAX)) {
            row.add(&live(seed, *members, options.epochs));
        }
        row
    };
    options.members.iter().map(of).collect()
}

/// Runs `aluma sim friends` and returns the exit code: 0 also where a bar is missed, which is said.
///
/// # Errors
/// Where `out` cannot be written.
pub fn cli(options: &Options, out: &mut dyn Write) -> io::Result<u8> {
    let rows = rows(options);
    if options.json {
        let rows: Vec<Json> = rows.iter().map(Row::json).collect();
        writeln!(
            out,
            "{}",
            json!({ "epochs": options.epochs, "seeds": options.seeds, "rows": rows })
        )?;
        return Ok(0);
    }
    let Options { seeds, epochs, .. } = options;
    writeln!(out, "{seeds} seeds of {epochs} epochs of 14 days; everybody praises each other.")?;
    rows.iter().try_for_each(|row| row.tell(row.members * seeds, out))?;
    Ok(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_who_praise_each_other_begin() {
        for members in [5, 12, 40] {
            let row = live(7, members, 2);
            assert!(row.share() >= LEAST_SHARE, "{members}: {row:?}");
            assert!(row.first_days <= MOST_DAYS, "{members}: {row:?}");
            assert_eq!(row.without, 0, "{members}: {row:?}");
            let sat: u64 = row.levels.iter().sum();
            assert!(row.judged <= row.claimed && sat >= row.seated, "{members}: {row:?}");
        }
    }

    #[test]
    fn some_reach_a_tier_within_eight_epochs() {
        for members in [5, 12, 40] {
            let row = live(7, members, 8);
            assert!(row.contributors > 0 && row.contributors >= row.core, "{members}: {row:?}");
        }
    }

    #[test]
    fn a_few_judge_among_friends_and_are_marked_so() {
        let row = live(7, 5, 4);
        assert!(row.among_friends > 0 && row.levels[0] < row.seated, "{row:?}");
    }

    #[test]
    fn one_seed_is_one_history() {
        assert_eq!(live(3, 12, 2), live(3, 12, 2));
        assert_ne!(live(3, 12, 2), live(4, 12, 2));
    }

    #[test]
    fn rows_sum_over_seeds_and_say_where_a_bar_is_missed() {
        let options = Options { members: vec![5], epochs: 1, seeds: 2, ..Options::default() };
        let both = [live(1, 5, 1), live(2, 5, 1)];
        let sum = &rows(&options)[0];
        assert_eq!(sum.claimed, both[0].claimed + both[1].claimed);
        assert_eq!(sum.first_days, both[0].first_days.max(both[1].first_days));
        assert!(!Row { claimed: 100, seated: 94, contributors: 1, ..sum.clone() }.met());
        let fine = Row { claimed: 100, seated: 95, contributors: 1, ..sum.clone() };
        assert!(fine.met() && !Row { first_days: 7.1, ..fine }.met());
    }
}
