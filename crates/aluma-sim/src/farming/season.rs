//! One season: what everybody claims and says, day by day, on the ledger.

use std::collections::{BTreeMap, BTreeSet};

use aluma_core::Outcome;
use aluma_core::earn::types::Stage as At;
use aluma_core::earn::{self, Fact};
use aluma_core::learn;
use aluma_core::registry::REGISTRY;
use aluma_core::testing::crowd::Crowd;
use aluma_types::{AccountId, Act, AssetId, Span, Timestamp, sha256};

use super::acts::Acts;
use super::cast::{Attack, Cast, OTHERS, claims, founding};
use super::learners::{PLACES, Pupils};
use super::terms::{Defence, Programme, WEEK, WEEKS, bond, budget, terms};
use crate::attacks::stage::{Asked, Became, Stage};
use crate::rng::Rng;

/// When the season begins, counted from the community's founding: newcomers of a hundred days may be there.
const BEGINS: Span = Span::days(160);
/// Days after the season until everything is verified, and until everything is paid.
const VERIFIED: u64 = 60;
const PAID: u64 = 126;
/// Blocks in which what is due at a moment runs, at most.
const RUNS: usize = 400;

/// What a claim really is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// So.
    Honest,
    /// Nothing at all.
    Junk,
    /// Somebody else's, a little changed.
    Copy,
    /// A session that nobody played.
    Session,
    /// Good, and brought before.
    Again,
    /// What was drawn in a course, done by a script.
    Scripted,
}

/// A claim, as its author knows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Claim {
    pub(super) programme: Programme,
    /// Of which honest earner.
    pub(super) earner: Option<usize>,
    pub(super) truth: Truth,
    pub(super) stage: Option<At>,
    /// What was said of it already.
    said: u32,
}

impl Claim {
    pub(super) const fn new(programme: Programme, earner: Option<usize>, truth: Truth) -> Self {
        Self { programme, earner, truth, stage: None, said: 0 }
    }

    pub(super) fn is_farmed(&self) -> bool {
        self.truth != Truth::Honest
    }
}

/// What is asked for in a claim.
pub(super) type Wanted = (AccountId, Programme, String, Truth, Option<usize>);

/// Days that a thing waits for somebody, by what.
#[derive(Debug, Default)]
pub(super) struct Waits {
    pub(super) verify: BTreeSet<u64>,
    pub(super) audit: BTreeSet<u64>,
    pub(super) open: BTreeSet<u64>,
    /// Since which day.
    pub(super) rule: BTreeMap<u64, u64>,
}

/// A season.
pub(super) struct Season {
    pub(super) stage: Stage,
    pub(super) cast: Cast,
    pub(super) acts: Acts,
    pub(super) seed: u64,
    pub(super) attack: Attack,
    pub(super) claims: BTreeMap<u64, Claim>,
    pub(super) waits: Waits,
    pub(super) rng: Rng,
    /// The day on which the operator was found out, and whether it was revoked.
    pub(super) found_out: Option<u64>,
    pub(super) slashed: u32,
    pub(super) revoked: bool,
    pub(super) paid: BTreeMap<u64, u128>,
    pub(super) bonds_lost: u128,
    pub(super) pupils: Pupils,
    /// Paid to those who taught: of honest people, and of others.
    pub(super) taught: [u128; 2],
    begins: Timestamp,
}

impl Season {
    /// The community stands, its programmes are open and funded, and fake accounts are there.
    pub(super) fn new(
        seed: u64,
        (people, fakes): (usize, usize),
        (attack, without): (Attack, &[Defence]),
    ) -> Self {
        let hash = sha256(&[b"farming", &seed.to_be_bytes()]);
        let hook = without.iter().find_map(|defence| defence.hook());
        let registry = hook.map_or(&REGISTRY, |hook| hook.registry());
        let crowd = Crowd::ruled(hash, founding(people) as u64, registry).expect("a crowd");
        let mut stage = Stage::of(crowd);
        let cast = Cast::new(&mut stage, (seed, people));
        let asset = stage.crowd.money(1 << 60).expect("money");
        let acts = Acts { dao: stage.dao(), asset };
        let begins = stage.now().after(BEGINS);
        let mut season = Self {
            stage,
            cast,
            acts,
            seed,
            attack,
            claims: BTreeMap::new(),
            waits: Waits::default(),
            rng: Rng::new(seed ^ 0x6661_726d),
            found_out: None,
            slashed: 0,
            revoked: false,
            paid: BTreeMap::new(),
            bonds_lost: 0,
            pupils: Pupils::default(),
            taught: [0; 2],
            begins,
        };
        season.pump(begins.before(Span::days(attack.age())));
        season.farmers_come(fakes);
        season.pump(begins);
        season.opens((people, asset), without);
        season.enrol();
        season
    }

    fn farmers_come(&mut self, fakes: usize) {
        let mut last = self.cast.vouchers[0];
        for number in 0..self.attack.accounts(fakes) {
            let account = self.stage.stranger(10_000 + number as u64);
            let vouchers = &self.cast.vouchers;
            let by = match self.attack {
                Attack::Chain => last,
                Attack::Operator => self.cast.operator,
                Attack::All if number < fakes / 5 => self.cast.operator,
                _ => vouchers[number % vouchers.len()],
            };
            last = account;
            self.stage.crowd.brought(account, by).expect("a member");
            self.cast.fakes.push(account);
        }
        if self.attack.has(Attack::Dippers) {
            for number in 0..self.cast.insiders.len() {
                for other in 0..OTHERS {
                    let account = self.stage.stranger(50_000 + OTHERS * number as u64 + other);
                    let by = self.cast.insiders[number].account;
                    self.stage.crowd.brought(account, by).expect("a member");
                    self.cast.insiders[number].others.push(account);
                }
            }
        }
    }

    fn decides(&mut self, act: &Act) -> Option<u64> {
        self.stage.crowd.decides(act).unwrap_or_else(|why| panic!("the community: {why}"))
    }

    fn opens(&mut self, (people, asset): (usize, AssetId), without: &[Defence]) {
        for role in 1..=4 {
            self.decides(&self.acts.define_role(role));
        }
        self.gives_roles();
        for programme in Programme::ALL {
            let terms = terms(programme, (people, &self.cast.named), without);
            let made = self.decides(&self.acts.open(programme.name(), terms));
            assert_eq!(made, Some(programme.number()));
            let units = budget(people) * 2 * u128::from(WEEKS);
            self.decides(&self.acts.fund(programme.number(), units));
        }
        let author = self.cast.examiners[0];
        let course = self.decides(&self.acts.name_course(author));
        assert_eq!(course, Some(1));
        let steward = self.stage.members()[0];
        for _ in 0..people / PLACES as usize + 2 {
            let made = self.decides(&self.acts.common_work(steward));
            self.pupils.tasks.extend(made);
        }
        if without.contains(&Defence::Parts) {
            self.stage.crowd.in_one_part(Programme::Learn.number());
        }
        let insiders = self.cast.insiders.iter().map(|one| &one.account);
        let pays = self.cast.named.servers.iter().chain(&self.cast.watchers);
        let pays: Vec<AccountId> =
            pays.chain(&self.cast.vouchers).chain(insiders).copied().collect();
        for account in pays {
            self.decides(&self.acts.transfer(account, 1_000_000, asset));
        }
        let least = bond(without);
        let posts: Vec<Asked> = self
            .cast
            .named
            .servers
            .iter()
            .map(|key| (*key, self.acts.bond(Programme::Play.number(), least * 5)))
            .collect();
        let became = self.block(&posts);
        assert!(became.iter().all(|one| matches!(one, Became::Done(_))), "{became:?}");
    }

    /// Those who look after programmes hold their roles for as long as the season lasts.
    fn gives_roles(&mut self) {
        let steward = self.stage.members()[0];
        let roles = [&self.cast.auditors, &self.cast.judges, &self.cast.examiners];
        let mut all: Vec<(u32, AccountId)> = Vec::new();
        for (role, who) in (1..).zip(roles) {
            all.extend(who.iter().map(|account| (role, *account)));
        }
        all.push((4, steward));
        for (role, account) in all {
            self.decides(&self.acts.give_role(role, account));
        }
    }

    /// Runs all of it.
    pub(super) fn run(&mut self) {
        let season = WEEKS * 7;
        for day in 0..season + PAID {
            let morning = self.begins.after(Span(Span::days(1).0 * day + Span::hours(8).0));
            self.pump(morning);
            if day < season {
                if day % 7 == 0 {
                    self.week_begins(day / 7);
                }
                let wanted = self.wanted(day);
                self.claim(&wanted);
            }
            self.learners(day);
            if day < season + VERIFIED {
                self.pump(morning.after(Span::hours(4)));
                self.verifiers(day);
            }
        }
    }

    /// The week that it is.
    pub(super) fn week(&self) -> u64 {
        self.stage.now().since(self.begins).0 / WEEK.0
    }

    fn week_begins(&mut self, week: u64) {
        for programme in Programme::ALL {
            self.decides(&self.acts.renew(programme.number()));
        }
        let comes: Vec<_> = self.cast.comes.iter().filter(|row| row.0 == week).copied().collect();
        for (_, account, by) in comes {
            self.stage.crowd.brought(account, by).expect("a member");
        }
    }

    /// What is claimed on a day: farmers come first.
    fn wanted(&mut self, day: u64) -> Vec<Wanted> {
        let (week, weekday) = (day / 7, day % 7);
        let mut all = if weekday == 0 { self.farmed(week) } else { Vec::new() };
        for (who, earner) in self.cast.earners.iter().enumerate() {
            if earner.day != weekday || week <= earner.from {
                continue;
            }
            for programme in Programme::ALL {
                if claims(self.seed, (who, week), programme).is_some() {
                    let link = format!("{}.example/h/{who}/{week}", programme.number());
                    all.push((earner.account, programme, link, Truth::Honest, Some(who)));
                }
            }
        }
        all
    }

    pub(super) fn claim(&mut self, wanted: &[Wanted]) {
        let asked: Vec<Asked> = wanted
            .iter()
            .map(|(who, programme, link, ..)| (*who, self.acts.claim(programme.number(), link)))
            .collect();
        let (became, outcome) = self.ran(&asked);
        for (became, (_, programme, _, truth, earner)) in became.iter().zip(wanted) {
            if let Became::Done(Some(number)) = became {
                self.claims.insert(*number, Claim::new(*programme, *earner, *truth));
            }
        }
        self.learn(&outcome);
    }

    /// Runs what is due until a moment.
    pub(super) fn pump(&mut self, until: Timestamp) {
        for _ in 0..RUNS {
            let soon = self.stage.soon();
            let time = match self.stage.next_due() {
                Some(due) if due <= until => soon.max(if soon < until { until } else { soon }),
                _ if self.stage.now() < until => until.max(soon),
                _ => return,
            };
            let (_, outcome) = self.stage.run(time, &[]);
            self.learn(&outcome);
        }
        panic!("more falls due than runs");
    }

    pub(super) fn ran(&mut self, asked: &[Asked]) -> (Vec<Became>, Outcome) {
        let time = self.stage.soon();
        let signed = self.stage.signed(time, asked);
        self.stage.run(time, &signed)
    }

    pub(super) fn block(&mut self, asked: &[Asked]) -> Vec<Became> {
        let (became, outcome) = self.ran(asked);
        self.learn(&outcome);
        became
    }

    pub(super) fn learn(&mut self, outcome: &Outcome) {
        let learned = outcome.events.iter().filter_map(|(_, event)| event.read::<learn::Event>());
        learned.for_each(|event| self.pupils.learn(&event.fact));
        let events = outcome.events.iter().filter_map(|(_, event)| event.read::<earn::Event>());
        for fact in events.map(|event| event.fact) {
            match fact {
                Fact::RewardTurned { claim, stage, .. } => self.turned(claim, stage),
                Fact::RewardPaid { claim, amount, .. } => {
                    *self.paid.entry(claim).or_default() += amount.units;
                }
                Fact::TeachersPaid { account, amount, .. } => {
                    let pupil = self.pupils.of(account);
                    let place = usize::from(pupil.is_none_or(|one| one.earner.is_none()));
                    self.taught[place] += amount.units;
                }
                Fact::BondLost { by, amount, .. } if by == self.cast.operator => {
                    self.bonds_lost += amount.units;
                    self.slashed += 1;
                }
                Fact::AttestorRevoked { account, .. } if account == self.cast.operator => {
                    self.revoked = true;
                }
                _ => {}
            }
        }
    }

    fn turned(&mut self, number: u64, stage: At) {
        let waits = &mut self.waits;
        waits.verify.remove(&number);
        waits.audit.remove(&number);
        waits.open.remove(&number);
        match stage {
            At::Submitted { .. } => waits.verify.insert(number),
            At::Audited { .. } => waits.audit.insert(number),
            At::Challengeable { .. } => waits.open.insert(number),
            At::Challenged { .. } | At::Frozen { .. } => {
                waits.rule.entry(number).or_insert(u64::MAX);
                false
            }
            _ => false,
        };
        if !matches!(stage, At::Challenged { .. } | At::Frozen { .. }) {
            waits.rule.remove(&number);
        }
        if let Some(claim) = self.claims.get_mut(&number) {
            claim.stage = Some(stage);
        }
    }

    /// Marks that somebody of a kind spoke of a claim; whether they had not yet.
    pub(super) fn speaks(&mut self, number: u64, bit: u32) -> bool {
        let Some(claim) = self.claims.get_mut(&number) else { return false };
        let before = claim.said & (1 << bit);
        claim.said |= 1 << bit;
        before == 0
    }
}
