//! Those who learn, day by day: who begins the course, does what was drawn, makes the practical, is asked
//! again, and does paid work with the skill.
//!
//! What the ledger knows of a community for practice a script can do as well as a person: whoever farms does
//! all that is drawn, in time, each time. Only the practical tells them apart.

use std::collections::BTreeMap;

use aluma_core::learn::{self, types::LearnStage};
use aluma_types::{AccountId, DaoId};

use super::cast::Attack;
use super::season::{Claim, Season, Truth};
use super::terms::{Programme, STAYS, WEEKS};
use crate::attacks::stage::{Asked, Became};

/// Days after which they are carried out.
const CARRIED: u64 = 4;

/// How far the paid work of somebody is that takes the skill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    None,
    Offered(u64),
    Taken(u64),
    Done,
}

/// Somebody who learns, or says so.
#[derive(Clone, Debug)]
pub(super) struct Pupil {
    pub(super) account: AccountId,
    /// Which honest earner, if one.
    pub(super) earner: Option<usize>,
    /// What their practical is.
    truth: Truth,
    /// The week from which on they try to begin, and the day of the week.
    from: (u64, u64),
    /// The week in which they leave, if they do.
    until: u64,
    /// What they hand in first; something of their own, unless said.
    first: Option<String>,
    /// Who helps them.
    mentor: Option<AccountId>,
    /// Who pays them for work, where the community does not.
    payer: Option<AccountId>,
    practice: Option<DaoId>,
    stage: Option<LearnStage>,
    /// What they proposed there since the last draw.
    proposal: Option<u64>,
    /// The day on which what they proposed is carried out.
    carried: u64,
    /// Practicals that they handed in or tried to.
    tries: u32,
    work: Work,
    /// Whether the practical was accepted once.
    can: bool,
}

impl Pupil {
    fn new(account: AccountId, truth: Truth, from: (u64, u64)) -> Self {
        Self {
            account,
            earner: None,
            truth,
            from,
            until: WEEKS,
            first: None,
            mentor: None,
            payer: None,
            practice: None,
            stage: None,
            proposal: None,
            carried: 0,
            tries: 0,
            work: Work::None,
            can: false,
        }
    }

    fn link(&self) -> String {
        let own = || format!("{}.example/practical/{}", self.account.0, self.tries);
        self.first.clone().filter(|_| self.tries == 0).unwrap_or_else(own)
    }

    /// Whether they may begin, or begin anew.
    const fn begins(&self) -> bool {
        matches!(self.stage, None | Some(LearnStage::Lapsed { .. }))
    }

    /// What is paid to them for a step that the ledger verified.
    const fn step(&self) -> Truth {
        if matches!(self.truth, Truth::Honest) { Truth::Honest } else { Truth::Scripted }
    }
}

/// Everybody who learns.
#[derive(Debug, Default)]
pub(super) struct Pupils {
    pub(super) all: Vec<Pupil>,
    places: BTreeMap<AccountId, usize>,
    /// The community's tasks that take the skill, and how many places of them were taken.
    pub(super) tasks: Vec<u64>,
    taken: usize,
}

/// Places of one task.
pub(super) const PLACES: u32 = 100;

impl Pupils {
    fn add(&mut self, pupil: Pupil) {
        self.places.insert(pupil.account, self.all.len());
        self.all.push(pupil);
    }

    pub(super) fn of(&self, account: AccountId) -> Option<&Pupil> {
        self.places.get(&account).and_then(|place| self.all.get(*place))
    }

    /// Learns what happened to those who learn.
    pub(super) fn learn(&mut self, fact: &learn::Fact) {
        let learn::Fact::LearningTurned { account, stage, .. } = fact else { return };
        let Some(pupil) = self.places.get(account).and_then(|place| self.all.get_mut(*place))
        else {
            return;
        };
        match stage {
            LearnStage::Proving { .. } => pupil.proposal = None,
            LearnStage::Resting { .. } => pupil.can = true,
            _ => {}
        }
        pupil.stage = Some(*stage);
    }
}

/// What somebody does, and what becomes of it.
#[derive(Clone, Copy, Debug)]
enum Does {
    Begins,
    Proposes,
    HandsIn,
    Offers,
    Takes(u64),
}

impl Season {
    /// Everybody who is going to learn in the season: all honest earners, and farmers as their attack has it.
    pub(super) fn enrol(&mut self) {
        let early: Vec<AccountId> =
            self.cast.earners.iter().filter(|one| one.from == 0).map(|one| one.account).collect();
        for (who, earner) in self.cast.earners.iter().enumerate() {
            let mut pupil = Pupil::new(earner.account, Truth::Honest, (earner.learns, earner.day));
            pupil.earner = Some(who);
            let mentor = early.get((who * 7 + 3) % early.len().max(1)).copied();
            pupil.mentor = mentor.filter(|mentor| *mentor != earner.account);
            self.pupils.add(pupil);
        }
        self.enrol_insiders();
        self.enrol_fakes();
    }

    /// Members of long standing: one who copies, or one who learns and then sends other accounts with the
    /// same.
    fn enrol_insiders(&mut self) {
        let insiders = self.cast.insiders.clone();
        for (number, insider) in insiders.iter().enumerate() {
            let is_copied = self.attack.has(Attack::Copies);
            if !is_copied && !self.attack.has(Attack::Dippers) {
                continue;
            }
            let truth = if is_copied { Truth::Copy } else { Truth::Honest };
            let other = insiders[(number + 1) % insiders.len()].account;
            let mut own = Pupil::new(insider.account, truth, (1, 0));
            let link = format!("i.example/{number}/practical");
            own.first = Some(link.clone());
            self.pupils.add(own);
            for (turn, account) in (0u64..).zip(&insider.others) {
                let mut again = Pupil::new(*account, Truth::Again, (2 + turn, 0));
                // The same first, in another spelling.
                again.first = Some(format!("https://www.I.example/{number}/practical/#{turn}"));
                again.mentor = Some(other).filter(|other| *other != insider.account);
                again.payer = Some(insider.account);
                self.pupils.add(again);
            }
        }
    }

    fn enrol_fakes(&mut self) {
        let vouchers = self.cast.vouchers.clone();
        let mut all: Vec<Pupil> = Vec::new();
        let is_junk = [Attack::Fakes, Attack::Aged, Attack::Chain];
        let kind = is_junk.into_iter().find(|kind| self.attack.has(*kind));
        let junk = kind.map_or(&[][..], |kind| self.accounts(kind));
        all.extend(junk.iter().map(|account| Pupil::new(*account, Truth::Junk, (0, 0))));
        for account in self.accounts(Attack::Copies) {
            let mut pupil = Pupil::new(*account, Truth::Copy, (0, 0));
            pupil.first = Some("leak.example/practical".into());
            all.push(pupil);
        }
        for week in 0..WEEKS {
            let (cohort, _) = self.cohort(week);
            all.extend(cohort.iter().map(|one| {
                let pupil = Pupil::new(*one, Truth::Copy, (week, 0));
                Pupil { until: week + STAYS, ..pupil }
            }));
        }
        for (number, mut pupil) in all.into_iter().enumerate() {
            let [one, other] = [number, number + 1].map(|place| vouchers[place % vouchers.len()]);
            pupil.payer = Some(one);
            pupil.mentor = Some(other).filter(|other| *other != one);
            self.pupils.add(pupil);
        }
    }

    /// A day of those who learn.
    pub(super) fn learners(&mut self, day: u64) {
        let doing = self.doing(day);
        let fresh = self.do_all(&doing, day);
        let votes: Vec<Asked> = fresh
            .iter()
            .filter_map(|place| {
                let pupil = &self.pupils.all[*place];
                Some((pupil.account, self.acts.vote(pupil.proposal?)))
            })
            .collect();
        if !votes.is_empty() {
            self.block(&votes);
        }
        self.prove(day, &fresh);
        self.work_done();
    }

    /// What each does first on a day.
    fn doing(&mut self, day: u64) -> Vec<(usize, Does)> {
        let (week, weekday) = (day / 7, day % 7);
        let mut all = Vec::new();
        for (place, pupil) in self.pupils.all.iter().enumerate() {
            let is_time = week >= pupil.from.0 && weekday == pupil.from.1;
            let does = match pupil.stage {
                _ if pupil.begins() && is_time && week < pupil.until => Some(Does::Begins),
                Some(LearnStage::Proving { .. }) if pupil.proposal.is_none() => {
                    Some(Does::Proposes)
                }
                Some(LearnStage::Practical { .. }) => Some(Does::HandsIn),
                Some(LearnStage::Resting { .. } | LearnStage::Done { .. })
                    if pupil.can && is_time =>
                {
                    self.works(pupil)
                }
                _ => None,
            };
            all.extend(does.map(|does| (place, does)));
        }
        all
    }

    /// What somebody does who has the skill and did no work with it yet.
    fn works(&self, pupil: &Pupil) -> Option<Does> {
        let common = self.pupils.taken / PLACES as usize;
        match pupil.work {
            Work::None if pupil.payer.is_some() => Some(Does::Offers),
            Work::None => self.pupils.tasks.get(common).map(|task| Does::Takes(*task)),
            Work::Offered(task) => Some(Does::Takes(task)),
            Work::Taken(_) | Work::Done => None,
        }
    }

    fn act_of(&mut self, place: usize, does: Does, day: u64) -> Vec<Asked> {
        let pupil = self.pupils.all[place].clone();
        let account = pupil.account;
        let acts = self.acts;
        match does {
            Does::Begins => {
                let practice = pupil.practice.unwrap_or_else(|| {
                    let crowd = &mut self.stage.crowd;
                    crowd.practice(account, 1_000_000 + account.0).expect("a community")
                });
                self.pupils.all[place].practice = Some(practice);
                vec![(account, acts.begin_course(practice, pupil.mentor))]
            }
            Does::Proposes => {
                let practice = pupil.practice.unwrap_or(acts.dao);
                vec![(account, acts.propose(practice, &format!("{day} {account:?}")))]
            }
            Does::HandsIn => vec![(account, acts.practical(&pupil.link()))],
            Does::Offers => {
                let payer = pupil.payer.unwrap_or(account);
                vec![(payer, acts.own_work(payer, account))]
            }
            Does::Takes(task) => vec![(account, acts.take_task(task))],
        }
    }

    /// Does all of it in one block; who proposed something.
    fn do_all(&mut self, doing: &[(usize, Does)], day: u64) -> Vec<usize> {
        let mut asked = Vec::new();
        let mut of = Vec::new();
        for (place, does) in doing {
            let acts = self.act_of(*place, *does, day);
            of.extend(acts.iter().map(|_| (*place, *does)));
            asked.extend(acts);
        }
        if asked.is_empty() {
            return Vec::new();
        }
        let (became, outcome) = self.ran(&asked);
        let mut fresh = Vec::new();
        for ((place, does), became) in of.into_iter().zip(became) {
            let pupil = &mut self.pupils.all[place];
            // What was refused is tried again, a practical with another link.
            pupil.tries += u32::from(matches!(does, Does::HandsIn));
            let Became::Done(made) = became else { continue };
            let truth = pupil.truth;
            match (does, made) {
                (Does::Proposes, Some(made)) => {
                    pupil.carried = day + CARRIED;
                    pupil.proposal = Some(made);
                    fresh.push(place);
                }
                (Does::HandsIn, Some(made)) => self.claimed(made, (place, truth)),
                (Does::Offers, Some(made)) => pupil.work = Work::Offered(made),
                (Does::Takes(_), Some(made)) => {
                    pupil.work = Work::Taken(made);
                    self.pupils.taken += usize::from(pupil.payer.is_none());
                }
                _ => {}
            }
        }
        self.learn(&outcome);
        fresh
    }

    /// Remembers a claim to a part of the course.
    fn claimed(&mut self, number: u64, (place, truth): (usize, Truth)) {
        let earner = self.pupils.all[place].earner;
        self.claims.insert(number, Claim::new(Programme::Learn, earner, truth));
    }

    /// Those who did some of what was drawn show it: at once what they voted on, and the rest when it was
    /// carried out.
    fn prove(&mut self, day: u64, fresh: &[usize]) {
        let mut places: Vec<usize> = fresh.to_vec();
        for (place, pupil) in self.pupils.all.iter().enumerate() {
            let is_proving = matches!(pupil.stage, Some(LearnStage::Proving { .. }));
            if is_proving && pupil.proposal.is_some() && day >= pupil.carried {
                places.push(place);
            }
        }
        let acts = self.acts;
        let asked: Vec<Asked> = places
            .iter()
            .map(|place| (self.pupils.all[*place].account, acts.prove_step()))
            .collect();
        if asked.is_empty() {
            return;
        }
        let (became, outcome) = self.ran(&asked);
        for (place, became) in places.into_iter().zip(became) {
            if let Became::Done(Some(number)) = became {
                let step = self.pupils.all[place].step();
                self.claimed(number, (place, step));
            }
        }
        self.learn(&outcome);
    }

    /// Work that was taken is handed in the same day, and accepted by whoever pays for it.
    fn work_done(&mut self) {
        let steward = self.stage.members()[0];
        let (mut done, mut accepts): (Vec<Asked>, Vec<Asked>) = (Vec::new(), Vec::new());
        for pupil in &mut self.pupils.all {
            let Work::Taken(job) = pupil.work else { continue };
            pupil.work = Work::Done;
            done.push((pupil.account, self.acts.hand_in(job)));
            accepts.push((pupil.payer.unwrap_or(steward), self.acts.accept_work(job)));
        }
        for asked in [done, accepts] {
            if !asked.is_empty() {
                self.block(&asked);
            }
        }
    }
}
