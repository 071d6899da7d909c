//! Random stories: whatever people do with tasks, and whenever they stop, what was put in trust is paid
//! and returned to the last unit, and nothing waits for ever. The laws of every block hold in between, and
//! no due task fails: the world stops where one does.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, List, Span, Text};
use proptest::prelude::*;

use crate::kernel::action::Action;
use crate::review::actions::{DisputeScore, RevealReview, SealReview};
use crate::review::rules::drawing::seal as sealed;
use crate::review::types::Stage;
use crate::testing::{World, body, changes, name};
use crate::treasury;
use crate::treasury::types::{AssetKind, NewAsset, Payment};
use crate::work::actions::*;
use crate::work::rules::money;
use crate::work::types::{Milestone, Mode, Reviewer, TaskStage, Worker};

const PEOPLE: [&str; 6] = ["ana", "ben", "cleo", "dan", "eve", "fay"];
const EACH: u128 = 1_000;

/// Somebody does something, with numbers that say what exactly.
#[derive(Clone, Debug)]
struct Step {
    what: u8,
    who: usize,
    at: u64,
    how: u16,
}

fn arb_step() -> impl Strategy<Value = Step> {
    (0u8..24, 0usize..6, 0u64..8, any::<u16>()).prop_map(|(what, who, at, how)| Step {
        what,
        who,
        at,
        how,
    })
}

struct Story {
    world: World,
    dao: DaoId,
    asset: AssetId,
}

impl Story {
    fn new() -> Self {
        let mut world = World::new();
        let people: Vec<_> = PEOPLE.iter().map(|who| world.person(who)).collect();
        let holders = people.iter().map(|to| Payment { to: *to, units: EACH }).collect();
        let asset = NewAsset {
            symbol: Text::new("UNIT").unwrap(),
            decimals: 0,
            kind: AssetKind::Token,
            supply: 10_000,
            holders: List::new(holders).unwrap(),
        };
        let found = crate::treasury::actions::Found {
            handle: name("circle"),
            name: body("Circle"),
            purpose: body("Work"),
            joining: crate::dao::Joining::Invitation,
            manner: crate::dao::Manner::SmallCircle,
            template: None,
            visibility: None,
            season: None,
            assets: List::new(vec![asset]).unwrap(),
            pots: List::default(),
            tip: None,
            // Payers are trusted a little, so that panels correct what their word brought.
            changes: changes(&[("panel.trusted", "3")]),
            domains: List::default(),
            roles: List::default(),
        };
        let dao = DaoId(world.act("ana", &found).unwrap().made.unwrap());
        for who in &PEOPLE[1..] {
            world.admit(dao, who);
        }
        let asset = treasury::assets_of(world.state(), dao).next().unwrap().1;
        Self { world, dao, asset }
    }

    fn id(&self, who: usize) -> AccountId {
        self.world.id(PEOPLE[who % PEOPLE.len()])
    }

    /// Somebody, or now and then the community, does it; what is refused changes nothing.
    fn act<A: Action>(&mut self, step: &Step, action: &A, by_dao: bool) {
        if by_dao {
            let _ = self.world.decide(self.dao, action);
        } else {
            let _ = self.world.act(PEOPLE[step.who], action);
        }
    }

    fn publish(&mut self, step: &Step) {
        let other = self.id(step.who + 1);
        let how = step.how;
        let mode = match step.at {
            0 | 1 => Mode::Claim { places: u32::from(how % 3) + 1 },
            2 => Mode::Apply,
            3 => Mode::Contest { prizes: List::new(vec![2, 1]).unwrap() },
            4 => Mode::Invite { account: other },
            5 => Mode::Recurring { times: 2, gap: Span::days(3) },
            6 => Mode::Retainer { account: other, months: 3 },
            _ => Mode::Claim { places: 1 },
        };
        let plain = matches!(mode, Mode::Contest { .. } | Mode::Retainer { .. });
        let part = |title, weight| Milestone { title: body(title), weight };
        let milestones = if how.is_multiple_of(5) && !plain {
            vec![part("One", 1), part("Two", 2), part("Three", 4)]
        } else {
            vec![]
        };
        let action = PublishTask {
            dao: self.dao,
            title: body("Roof"),
            brief: body("Mend it."),
            positive: how.is_multiple_of(7) && !plain,
            mode,
            reward: Amount { asset: self.asset, units: u128::from(how % 97) + 1 },
            fee: Some(u128::from(how % 11)),
            panel: None,
            pot: None,
            from_job: (step.at == 7).then_some(u64::from(how % 6) + 1),
            reviewer: how
                .is_multiple_of(2)
                .then_some(Reviewer::Account { account: self.id(step.who + 2) }),
            second: None,
            domain: None,
            skills: List::default(),
            needs: List::default(),
            size: (!how.is_multiple_of(4)).then_some(u32::from(how % 24)),
            purpose: None,
            parent: None,
            open_for: Span::days(20),
            estimate: Span::days(u64::from(how % 12) + 1),
            grace: None,
            sequential: how.is_multiple_of(10) && !plain,
            milestones: List::new(milestones).unwrap(),
            rounds: None,
            outside: false,
        };
        self.act(step, &action, how.is_multiple_of(3) && step.at != 7);
    }

    fn take(&mut self, step: &Step) {
        let (dao, how) = (self.dao, step.how);
        let (task, job) = (step.at + 1, step.at + 1);
        let by_dao = how.is_multiple_of(4);
        let reason = Some(body("So it is."));
        match step.what {
            2 | 3 => {
                let group = List::<Worker, 10>::default();
                self.act(step, &TakeTask { dao, task, group }, false);
            }
            4 => {
                let price = Amount { asset: self.asset, units: u128::from(how % 50) };
                let within = Span::days(3);
                let words = body("I can.");
                self.act(step, &ApplyForTask { dao, task, price, within, words }, false);
            }
            5 => {
                let account = self.id(usize::from(how));
                self.act(step, &ChooseApplicant { dao, task, account }, by_dao);
            }
            6 => self.act(step, &NoteProgress { dao, job, words: body("Half.") }, false),
            7 => self.act(step, &HandBack { dao, job }, false),
            8 | 9 => {
                let handover = Some(body("Mind the cat."));
                self.act(step, &HandIn { dao, job, work: body("Done."), handover }, false);
            }
            10 | 11 => {
                let verdict = match how % 5 {
                    0 => Verdict::Change,
                    1 => Verdict::Reject,
                    _ => Verdict::Accept { quality: how % 2_001 },
                };
                self.act(step, &ReviewWork { dao, job, verdict, reason }, by_dao);
            }
            12 => self.act(step, &AppealWork { dao, job, reason: body("No.") }, false),
            13 => self.act(step, &DisputeWork { dao, job, reason: body("No.") }, false),
            14 => {
                let quality = (how.is_multiple_of(3)).then_some(how % 2_001);
                let accepted = how.is_multiple_of(2);
                self.act(step, &DecideWork { job, accepted, quality, reason }, true);
            }
            15 => self.act(step, &CancelTask { dao, task, reason }, by_dao),
            16 | 17 => self.act(step, &ClaimWork { dao, job, size: None }, false),
            18 => {
                let dispute = DisputeScore { dao, evidence: job, reason: body("Less.") };
                self.act(step, &dispute, false);
            }
            19..=22 => {
                // One after another, and now and then not all of them.
                let people = PEOPLE.len() - usize::from(step.how.is_multiple_of(8));
                for more in 0..people {
                    self.judge(&Step { who: (step.who + more) % PEOPLE.len(), ..*step });
                }
            }
            _ => self.contest(step, task),
        }
    }

    /// What waits on a panel for somebody now: what it judges, which panel, and whether seals are opened.
    fn waiting(&self, me: AccountId) -> Option<(u64, u8, bool)> {
        let review = &self.world.state().review;
        let mut waiting = review.panels.index().waiting(me);
        waiting.find_map(|key| {
            let row = review.panels.get(&key)?;
            let mine = row.sitting().find(|seat| seat.account == me)?;
            let opens = matches!(row.stage, Stage::Reveals { .. });
            (mine.sealed.is_some() == opens).then_some((key.1, key.2, opens))
        })
    }

    /// Whoever acts does what waits for them on a panel, if anything does.
    fn judge(&mut self, step: &Step) {
        let (me, dao) = (self.id(step.who), self.dao);
        let Some((evidence, round, opens)) = self.waiting(me) else { return };
        // Mostly alike, junk now and then, and each sees it a little otherwise.
        let who = u8::try_from(step.who).unwrap();
        let quality = u8::try_from(evidence * 29 % 90).unwrap() + who;
        let size = Span::hours(u64::from(who) + 2);
        if opens {
            let act = RevealReview { dao, evidence, quality, size, salt: 7, reasons: None };
            self.act(step, &act, false);
        } else {
            let of = (&self.world.network(), dao.0, evidence, round);
            let sealed = sealed(of, (me, quality, size.0, 7));
            self.act(step, &SealReview { dao, evidence, sealed }, false);
        }
    }

    fn contest(&mut self, step: &Step, task: u64) {
        let dao = self.dao;
        let work: crate::work::types::Brief = body("La la.");
        let seal = money::seal(task, self.id(step.who), &work.id);
        let winners = List::new(vec![self.id(step.who + 1)]).unwrap();
        match step.how % 3 {
            0 => self.act(step, &EnterContest { dao, task, seal }, false),
            1 => self.act(step, &OpenEntry { dao, task, work }, false),
            _ => self.act(step, &AwardPrizes { dao, task, winners }, step.how.is_multiple_of(2)),
        }
    }

    fn step(&mut self, step: &Step) {
        match step.what {
            0 => self.publish(step),
            1 => self.world.advance(Span::hours(u64::from(step.how % 200))),
            _ => self.take(step),
        }
    }
}

/// What of an escrow was put in, paid, and returned.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    put: u128,
    out: u128,
}

fn sums(events: Vec<treasury::Event>) -> BTreeMap<u64, Sums> {
    use treasury::Event as It;
    let mut all: BTreeMap<u64, Sums> = BTreeMap::new();
    let mut left: BTreeMap<u64, u128> = BTreeMap::new();
    for event in events {
        match event {
            It::EscrowOpened { number, escrow, .. } => {
                all.entry(number).or_default().put += escrow.left.units;
                left.insert(number, escrow.left.units);
            }
            It::EscrowPaid { number, amount, left: now, .. }
            | It::EscrowReturned { number, amount, left: now, .. } => {
                all.entry(number).or_default().out += amount.units;
                left.insert(number, now);
            }
            It::EscrowDivided { from, left: now, number, escrow, .. } => {
                let moved = left.get(&from).copied().unwrap_or(0) - now;
                all.entry(from).or_default().out += moved;
                all.entry(number).or_default().put += moved;
                left.insert(from, now);
                left.insert(number, escrow.left.units);
            }
            _ => {}
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_put_in_trust_is_paid_and_returned(steps in prop::collection::vec(arb_step(), 1..90)) {
        let mut story = Story::new();
        for step in &steps {
            story.step(step);
        }
        story.world.advance(Span::days(400));
        let events = story.world.all_events();
        let of_treasury = events.iter().filter_map(|event| event.read()).collect();
        for (number, sums) in sums(of_treasury) {
            prop_assert_eq!(sums.put, sums.out, "escrow {}", number);
        }
        let state = story.world.state();
        prop_assert!(state.treasury.escrows.is_empty());
        prop_assert!(state.treasury.stakes.is_empty());
        // Nobody waits for pay, for a panel, or for points that were staked.
        prop_assert!(state.review.wages.is_empty() && state.review.pairs.is_empty());
        prop_assert!(state.review.dispute_stakes.is_empty());
        prop_assert!(state.work.judgements.iter().all(|(_, row)| row.budget.is_none()));
        let open = state.review.panels.iter().filter(|(_, row)| row.stage != Stage::Closed);
        prop_assert_eq!(open.count(), 0);
        for (_, task) in state.work.work_tasks.iter() {
            prop_assert!(matches!(task.stage, TaskStage::Closed { .. }), "{:?}", task);
        }
        let held: u128 = (0..6).map(|who| {
            treasury::balance(state, story.id(who), story.asset)
        }).sum();
        let free = treasury::free(state, (story.dao, story.asset), story.world.now());
        prop_assert_eq!(held + free, 6 * EACH + 10_000);
    }
}
