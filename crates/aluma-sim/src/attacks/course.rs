//! One run: epochs of claims, panels and praise on the ledger, with everybody playing their part.

use std::collections::{BTreeMap, BTreeSet};

use aluma_core::review::Fact;
use aluma_core::review::types::Kind;
use aluma_types::{AccountId, Span, Timestamp, sha256};

use super::cast::{Attack, Cast, Made};
use super::people::{Opinion, WAVES};
use super::stage::{Asked, Became, Stage};

/// From wave to wave: an epoch of 14 days has four.
const WAVE: Span = Span::hours(84);
/// When everything begins: the founding season is over, in which newcomers would be judges.
const BEGINS: Span = Span::days(31);
/// After the last wave, until what was claimed is judged and the last epoch closed.
const ENDS: Span = Span::days(21);
/// Claims of one member that wait at once, as the charter begins.
const CLAIMS: usize = 20;

/// Praise that somebody gave, or tried to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Given {
    pub(super) epoch: u64,
    pub(super) from: AccountId,
    pub(super) to: AccountId,
    pub(super) points: u64,
}

/// Who sits on what.
#[derive(Default)]
struct Sitting {
    round: u8,
    /// Who sealed, and whether they opened it.
    sealed: Vec<(AccountId, bool)>,
}

/// What was counted of panels.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) claimed: u64,
    pub(super) judged: u64,
    pub(super) unreviewed: u64,
}

/// A run.
pub(super) struct Course {
    pub(super) stage: Stage,
    pub(super) cast: Cast,
    begins: Timestamp,
    claims: BTreeMap<u64, Made>,
    sits: BTreeMap<u64, Sitting>,
    /// What is asked in the next block, and what comes last in it.
    queue: Vec<Asked>,
    late: Vec<Asked>,
    /// What hoarders hold back.
    held: BTreeMap<usize, Vec<Made>>,
    /// Who opened a rating.
    pub(super) raters: BTreeSet<usize>,
    /// Who praised whom.
    pub(super) praised: BTreeSet<(AccountId, AccountId)>,
    pub(super) made: Vec<Made>,
    pub(super) given: Vec<Given>,
    pub(super) counts: Counts,
}

impl Course {
    /// Everybody has their accounts, and nothing was given yet.
    pub(super) fn new(seed: u64, mut cast: Cast, clear: bool) -> Self {
        cast.people.clear = clear;
        let newcomers = match cast.attack {
            Attack::Outside | Attack::Newcomers => cast.coalition().len(),
            _ => 0,
        };
        let members = cast.people.all.len() - newcomers;
        let stage = Stage::new(seed, members as u64);
        let first: Vec<AccountId> = stage.members().to_vec();
        first.iter().enumerate().for_each(|(who, account)| cast.holds(who, *account));
        let begins = aluma_types::Timestamp(stage.now().0).after(BEGINS);
        let mut course = Self {
            stage,
            cast,
            begins,
            claims: BTreeMap::new(),
            sits: BTreeMap::new(),
            queue: Vec::new(),
            late: Vec::new(),
            held: BTreeMap::new(),
            raters: BTreeSet::new(),
            praised: BTreeSet::new(),
            made: Vec::new(),
            given: Vec::new(),
            counts: Counts::default(),
        };
        course.pump(begins);
        let count = course.cast.people.all.len();
        (members..count).for_each(|who| course.joins(who));
        for who in course.cast.coalition() {
            (1..course.cast.attack.accounts()).for_each(|_| course.joins(who));
        }
        if let Attack::Sybils(farm) = course.cast.attack {
            course.cast.sybils = (0..farm).map(|one| course.stage.stranger(one)).collect();
        }
        course
    }

    /// Somebody comes with a new account, and is admitted.
    fn joins(&mut self, who: usize) {
        let number = self.cast.owner.len() as u64;
        let account = self.stage.stranger(5_000 + number);
        self.stage.admit(account);
        self.cast.holds(who, account);
    }

    /// The account that somebody uses.
    fn account(&self, who: usize) -> AccountId {
        let accounts = &self.cast.accounts[who];
        let at = if self.cast.attack == Attack::Whitewashing { accounts.len() - 1 } else { 0 };
        accounts[at]
    }

    /// Goes through all epochs.
    pub(super) fn run(&mut self) {
        for wave in 0..self.cast.epochs * WAVES {
            let due = Span(WAVE.0 * wave);
            self.pump(self.begins.after(due));
            if self.cast.attack == Attack::Whitewashing && wave == self.cast.epochs / 2 * WAVES {
                for who in self.cast.coalition() {
                    self.joins(who);
                }
            }
            self.wave(wave);
        }
        let last = Span(WAVE.0 * self.cast.epochs * WAVES).0 + ENDS.0;
        self.pump(self.begins.after(Span(last)));
    }

    /// Lets a wave of claims in, and the praise of an epoch with its last.
    fn wave(&mut self, wave: u64) {
        let (asked, made) = self.claimed(wave);
        let mut asked = asked;
        let claims = made.len();
        self.extras(&mut asked, wave);
        if wave % WAVES == WAVES - 1 {
            self.praise(&mut asked, wave / WAVES);
        }
        let (became, facts) = self.stage.block(self.stage.soon(), &asked);
        for (became, made) in became.iter().take(claims).zip(made) {
            if let Became::Done(Some(evidence)) = became {
                self.claims.insert(*evidence, made);
                self.counts.claimed += 1;
            }
        }
        self.learn(facts);
    }

    /// Claims of a wave, with what each is of.
    fn claimed(&mut self, wave: u64) -> (Vec<Asked>, Vec<Made>) {
        let mut all = Vec::new();
        for who in 0..self.cast.people.all.len() {
            let made = self.cast.makes(who, wave);
            self.made.extend(made);
            if !self.cast.hoards(who) {
                all.extend(made);
                continue;
            }
            let held = self.held.entry(who).or_default();
            held.extend(made);
            let left = self.cast.epochs * WAVES - wave;
            if left <= 2 * WAVES {
                let now = held.len().div_ceil(left as usize).min(CLAIMS);
                all.extend(held.drain(..now));
            }
        }
        let asked = all.iter().map(|made| (self.hand(made), self.claim(made))).collect();
        (asked, all)
    }

    /// From which account something is claimed.
    fn hand(&self, made: &Made) -> AccountId {
        let accounts = &self.cast.accounts[made.maker];
        if self.cast.attack.accounts() > 1 {
            return accounts[(made.wave % accounts.len() as u64) as usize];
        }
        self.account(made.maker)
    }

    fn claim(&self, made: &Made) -> aluma_types::Act {
        let parts = [made.maker as u64, made.wave].map(u64::to_be_bytes);
        self.stage.claim(Kind::Contribution, made.claimed, sha256(&[b"made", &parts[0], &parts[1]]))
    }

    /// What a coalition tries beside.
    fn extras(&mut self, asked: &mut Vec<Asked>, wave: u64) {
        let epoch = wave / WAVES;
        for who in self.cast.coalition() {
            let account = self.account(who);
            match self.cast.attack {
                Attack::SelfPraise => {
                    asked.push((account, self.stage.praise(account, 1_000)));
                    self.given.push(Given { epoch, from: account, to: account, points: 1_000 });
                }
                Attack::Sybils(_) => self.farms(asked, (who, account), wave),
                Attack::Admitted => {
                    // Each account praises the next: what they have, they keep among themselves.
                    let all = &self.cast.accounts[who];
                    for (from, to) in all.iter().zip(all.iter().cycle().skip(1)) {
                        asked.push((*from, self.stage.praise(*to, 100)));
                        self.given.push(Given { epoch, from: *from, to: *to, points: 100 });
                    }
                }
                _ => {}
            }
        }
    }

    /// Accounts of a farm praise their owner, and claim what the owner made and junk of their own.
    fn farms(&mut self, asked: &mut Vec<Asked>, (who, account): (usize, AccountId), wave: u64) {
        let mine = |made: &&Made| made.maker == who && made.wave == wave;
        let made = self.made.iter().find(mine).copied();
        let all = self.cast.sybils.clone();
        for (sybil, number) in all.into_iter().zip(0u64..) {
            asked.push((sybil, self.stage.praise(account, 1_000)));
            let epoch = wave / WAVES;
            self.given.push(Given { epoch, from: sybil, to: account, points: 1_000 });
            let Some(made) = made else { continue };
            asked.push((sybil, self.claim(&made)));
            let parts = [number, wave].map(u64::to_be_bytes);
            let junk = sha256(&[b"junk", &parts[0], &parts[1]]);
            let hours = made.junk().claimed;
            asked.push((sybil, self.stage.claim(Kind::Contribution, hours, junk)));
        }
    }

    fn praise(&mut self, asked: &mut Vec<Asked>, epoch: u64) {
        let mut made: Vec<Made> =
            self.made.iter().filter(|made| made.wave / WAVES == epoch).copied().collect();
        made.sort_by_key(|made| made.maker);
        for who in 0..self.cast.people.all.len() {
            let from = self.account(who);
            if self.cast.attack == Attack::Admitted && self.cast.ring[who] {
                continue;
            }
            for (to, points) in self.cast.praises(who, epoch, &made) {
                let to = match self.cast.attack {
                    Attack::Splitting | Attack::Admitted => {
                        let accounts = &self.cast.accounts[to];
                        accounts[(who + epoch as usize) % accounts.len()]
                    }
                    _ => self.account(to),
                };
                asked.push((from, self.stage.praise(to, points)));
                self.given.push(Given { epoch, from, to, points });
                self.praised.insert((from, to));
            }
        }
    }

    /// Blocks until a moment: what is queued and what falls due by itself.
    fn pump(&mut self, until: Timestamp) {
        loop {
            let soon = self.stage.soon();
            let mut asked = std::mem::take(&mut self.queue);
            asked.append(&mut self.late);
            let time = match self.stage.next_due() {
                _ if !asked.is_empty() => soon,
                Some(due) if due <= until => due.max(soon),
                _ => break,
            };
            let (_, facts) = self.stage.block(time, &asked);
            self.learn(facts);
        }
        if self.stage.now() < until {
            let (_, facts) = self.stage.block(until, &[]);
            self.learn(facts);
        }
    }

    fn learn(&mut self, facts: Vec<Fact>) {
        for fact in facts {
            match fact {
                Fact::PanelDrawn { evidence, round, reviewers, .. } => {
                    self.drawn((evidence, round), &reviewers);
                }
                Fact::RevealsOpened { evidence, .. } => self.opens(evidence),
                Fact::ReviewRevealed { account, .. } => {
                    self.raters.insert(self.cast.owner[&account]);
                }
                Fact::ContributionJudged { evidence, round, quality, .. } => {
                    self.judged((evidence, round), f64::from(quality));
                }
                Fact::LeftUnreviewed { evidence, round } => {
                    self.counts.unreviewed += u64::from(round == 0);
                    self.sits.remove(&evidence);
                }
                _ => {}
            }
        }
    }

    fn drawn(&mut self, (evidence, round): (u64, u8), reviewers: &[AccountId]) {
        let Some(made) = self.claims.get(&evidence).copied() else { return };
        let maker = self.account(made.maker);
        if self.cast.shops(made.maker) && round == 0 {
            // Refused: a panel sits, and it is claimed already.
            self.queue.push((maker, self.stage.withdraw(evidence)));
            self.queue.push((maker, self.claim(&made)));
        }
        // Accounts of a farm would judge what their owner made.
        if self.cast.ring[made.maker] {
            for sybil in self.cast.sybils.clone() {
                let best = Opinion::of(100.0, made.claimed);
                let sealed = self.stage.sealed((evidence, round), (sybil, best));
                self.queue.push((sybil, self.stage.seal(evidence, sealed)));
            }
        }
        for account in reviewers.iter().copied() {
            let who = self.cast.owner[&account];
            let is_left = account != self.account(who) && self.cast.attack == Attack::Whitewashing;
            if is_left {
                continue;
            }
            let opinion = self.cast.opinion(who, &made);
            let before = self.sits.get(&evidence).into_iter().flat_map(|row| row.sealed.iter());
            let all = reviewers.iter().chain(before.map(|(account, _)| account));
            let other = all.copied().find(|other| *other != account);
            let copied = other
                .filter(|_| self.cast.copies(who))
                .map(|other| (other, self.cast.opinion(self.cast.owner[&other], &made)));
            let key = (evidence, round);
            let sealed = self.stage.sealed(key, copied.unwrap_or((account, opinion)));
            let act = (account, self.stage.seal(evidence, sealed));
            if copied.is_some() {
                self.late.push(act)
            } else {
                self.queue.push(act)
            }
            let sitting = self.sits.entry(evidence).or_default();
            if sitting.round != round {
                *sitting = Sitting { round, sealed: Vec::new() };
            }
            sitting.sealed.push((account, false));
        }
    }

    fn opens(&mut self, evidence: u64) {
        let Some(made) = self.claims.get(&evidence) else { return };
        let Some(sitting) = self.sits.get_mut(&evidence) else { return };
        for (account, open) in sitting.sealed.iter_mut().filter(|(_, open)| !open) {
            *open = true;
            let who = self.cast.owner[account];
            let act =
                (*account, self.stage.reveal(evidence, (*account, self.cast.opinion(who, made))));
            if self.cast.copies(who) { self.late.push(act) } else { self.queue.push(act) }
        }
    }

    fn judged(&mut self, (evidence, round): (u64, u8), quality: f64) {
        self.counts.judged += u64::from(round == 0);
        self.sits.remove(&evidence);
        let Some(made) = self.claims.get(&evidence).copied() else { return };
        let account = self.account(made.maker);
        let maker = made.maker;
        // Whoever deserves more tries again; so does whoever only might get it.
        if self.cast.shops(maker) && round < 2 && quality < made.item.quality {
            self.queue.push((account, self.stage.appeal(evidence)));
        }
    }
}
