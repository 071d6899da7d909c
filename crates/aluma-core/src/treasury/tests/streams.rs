//! Payment over time: plans in custody, salaries out of a pot, debts without cover.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AssetId, PotId, Span, Timestamp};
use proptest::prelude::*;

use super::stage::*;
use crate::kernel::effects::{Effects, Standing};
use crate::kernel::refusal::Stop;
use crate::treasury::actions::{Draw, OpenStream, RenounceStream, Reserve, StopStream, Transfer};
use crate::treasury::rules::flows;
use crate::treasury::rules::limits::room;
use crate::treasury::rules::stream::{Plan, Tranche};
use crate::treasury::types::{GENERAL, MAX_STREAMS, Stream};
use crate::treasury::{Event, Refusal};

const DAY: Span = Span::days(1);

fn open(asset: AssetId, plan: Plan) -> OpenStream {
    OpenStream { from: None, to: BEN, asset, plan, starts_in: None, every: None, purpose: body() }
}

const fn linear(units: u128, lasts: Span) -> Plan {
    Plan::Linear { units, unlock: 0, cliff: Span(0), lasts }
}

const fn daily(units: u128) -> Plan {
    Plan::Salary { units, per: DAY }
}

const fn draw(number: u64) -> Draw {
    Draw { dao: DAO, number }
}

fn pay(units: u128) -> Transfer {
    Transfer { from: None, to: account(ANNA), amount: amount(TOKEN, units), reason: None }
}

fn stream(stage: &Stage, number: u64) -> Option<&Stream> {
    stage.state.treasury.streams.get(&(DAO, number))
}

fn owed(stage: &Stage) -> u128 {
    flows::debts(&stage.state, (DAO, GENERAL, TOKEN), stage.now)
}

/// What may still leave now.
fn left(stage: &Stage) -> u128 {
    room(&stage.state, (DAO, TOKEN), stage.now, 1_000)
}

/// Where no limit holds back what leaves.
fn unlimited() -> Stage {
    let mut stage = Stage::new();
    let changes = crate::testing::changes(&[("velocity.week", "100%"), ("velocity.month", "100%")]);
    stage.act(BY_DAO, crate::dao::actions::Amend { changes }).unwrap();
    stage
}

#[test]
fn a_sum_lies_in_custody_and_is_drawn_as_it_vests() {
    let mut stage = unlimited();
    stage.enact(vec![open(TOKEN, linear(100, Span::days(10)))]).unwrap();
    assert_eq!((stage.free(TOKEN), stream(&stage, 1).unwrap().locked()), (900, 100));
    let nothing = no(Refusal::NothingToDraw { owed: amount(TOKEN, 0) });
    assert_eq!(stage.refused(member(BEN), draw(1)), nothing);
    stage.pass(Span::days(3));
    stage.act(member(BEN), draw(1)).unwrap();
    assert_eq!(stage.balance(BEN, TOKEN), 30);
    assert_eq!(stage.refused(member(BEN), draw(1)), nothing);
    // At its end the rest comes by itself, and nothing of it stays behind.
    stage.pass(Span::days(7));
    assert_eq!(stage.balance(BEN, TOKEN), 30, "the task runs after the instant");
    stage.pass(Span(1));
    assert_eq!((stage.balance(BEN, TOKEN), stream(&stage, 1)), (100, None));
    assert!(matches!(stage.said(), Event::StreamEnded { number: 1, paid: 100, .. }));
    assert!(stage.state.kernel.due.iter().all(|(_, row)| row.task != 42));
}

#[test]
fn a_rhythm_pays_without_anybody_asking_also_who_never_claimed() {
    let mut stage = unlimited();
    let mut plan = open(TOKEN, linear(100, Span::days(10)));
    (plan.to, plan.every, plan.starts_in) = (PAYEE, Some(Span::days(4)), Some(DAY));
    stage.enact(vec![plan]).unwrap();
    for (days, has) in [(1, 0), (4, 40), (4, 80), (2, 100)] {
        stage.pass(Span(Span::days(days).0 + u64::from(days == 4)));
        assert_eq!(stage.balance(PAYEE, TOKEN), has);
    }
    assert_eq!(stream(&stage, 1), None);
}

#[test]
fn a_cancelled_sum_pays_what_vested_and_returns_the_rest() {
    let mut stage = Stage::new();
    stage.enact(vec![open(TOKEN, linear(250, Span::days(10)))]).unwrap();
    assert_eq!(left(&stage), 0, "all of it counts when it is decided");
    stage.pass(Span::days(4));
    stage.enact(vec![StopStream { number: 1 }]).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), stage.free(TOKEN)), (100, 900));
    assert_eq!(left(&stage), 150, "what returned counts no more");
    let gone = no(Refusal::NoSuchStream { number: 1 });
    assert_eq!(stage.refused(BY_DAO, StopStream { number: 1 }), gone);
}

#[test]
fn the_payee_may_renounce_what_is_still_to_come() {
    let mut stage = unlimited();
    let parts = |rows: &[(u64, u128)]| {
        let rows =
            rows.iter().map(|(day, units)| Tranche { after: Span::days(*day), units: *units });
        Plan::Tranches { rows: aluma_types::List::new(rows.collect()).unwrap() }
    };
    stage.enact(vec![open(TOKEN, parts(&[(1, 10), (5, 90)]))]).unwrap();
    stage.pass(Span::days(2));
    stage.act(member(BEN), RenounceStream { dao: DAO, number: 1 }).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), stage.free(TOKEN)), (10, 990));
    assert!(stage.events.iter().any(|event| {
        matches!(event.read(), Some(Event::StreamStopped { by: Some(BEN), owed: 0, .. }))
    }));
    // Before it began nothing came due.
    let mut later = open(TOKEN, linear(100, DAY));
    later.starts_in = Some(DAY);
    stage.enact(vec![later]).unwrap();
    stage.act(member(BEN), RenounceStream { dao: DAO, number: 2 }).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), stage.free(TOKEN)), (10, 990));
}

#[test]
fn unvested_shares_have_no_vote_and_leave_the_denominator() {
    let mut stage = Stage::new();
    stage.admit(BEN);
    stage.issue(SHARE, pot(GENERAL), 1_000);
    stage.issue(SHARE, account(ANNA), 100);
    let changes = crate::testing::changes(&[("velocity.week", "100%"), ("velocity.month", "100%")]);
    stage.act(BY_DAO, crate::dao::actions::Amend { changes }).unwrap();
    stage.enact(vec![open(SHARE, linear(400, Span::days(4)))]).unwrap();
    let total = |stage: &Stage| {
        crate::treasury::own_shares_total(&stage.state, (DAO, SHARE)).unwrap().value()
    };
    assert_eq!(total(&stage), 100);
    stage.pass(DAY);
    stage.act(member(BEN), draw(1)).unwrap();
    assert_eq!(total(&stage), 200, "what vested and was drawn votes");
    let of_ben = crate::treasury::shares_of(&stage.state, SHARE, BEN).unwrap();
    assert_eq!(of_ben.value(), 100);
}

#[test]
fn a_salary_reserves_what_it_came_to_at_every_moment() {
    let mut stage = unlimited();
    stage.enact(vec![open(TOKEN, daily(100))]).unwrap();
    assert_eq!(stage.free(TOKEN), 1_000, "nothing is locked");
    stage.pass(Span::hours(12));
    assert_eq!((owed(&stage), stage.free(TOKEN)), (50, 950));
    let (asked, free) = (amount(TOKEN, 951), amount(TOKEN, 950));
    let less = no(Refusal::NotEnoughFree { asked, free, pot: 0 });
    assert_eq!(stage.refused(BY_DAO, pay(951)), less);
    stage.act(BY_DAO, pay(950)).unwrap();
    stage.act(member(BEN), draw(1)).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), stage.free(TOKEN)), (50, 0));
}

#[test]
fn a_pot_that_cannot_pay_owes_and_pays_when_it_can() {
    let mut stage = unlimited();
    let mut plan = open(TOKEN, daily(400));
    plan.every = Some(DAY);
    stage.enact(vec![plan]).unwrap();
    stage
        .act(
            BY_DAO,
            Reserve { pot: None, amount: amount(TOKEN, 300), purpose: body(), lasts: None },
        )
        .unwrap();
    stage.pass(Span(DAY.0 + 1));
    assert_eq!(stage.balance(BEN, TOKEN), 400);
    // What is set aside for something else is not there for it.
    stage.pass(DAY);
    assert_eq!((stage.balance(BEN, TOKEN), owed(&stage)), (700, 100));
    assert!(matches!(stage.said(), Event::StreamPaid { owed: 100, .. }));
    let nothing = no(Refusal::NothingToDraw { owed: amount(TOKEN, 100) });
    assert_eq!(stage.refused(member(BEN), draw(1)), nothing);
    stage.pass(DAY);
    assert_eq!(owed(&stage), 500);
    stage.issue(TOKEN, pot(GENERAL), 450);
    assert_eq!(stage.free(TOKEN), 0, "the debt comes first");
    stage.act(member(BEN), draw(1)).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), owed(&stage)), (1_150, 50));
}

#[test]
fn a_salary_that_ends_leaves_its_debt_and_is_paid_until_nothing_is_owed() {
    let mut stage = unlimited();
    stage.enact(vec![open(TOKEN, daily(600))]).unwrap();
    stage.pass(Span::days(2));
    stage.enact(vec![StopStream { number: 1 }]).unwrap();
    let at = stage.now;
    let stopped = no(Refusal::StreamStopped { at });
    assert_eq!(stage.refused(BY_DAO, StopStream { number: 1 }), stopped);
    assert_eq!(stage.refused(member(BEN), RenounceStream { dao: DAO, number: 1 }), stopped);
    stage.pass(Span(1));
    assert_eq!((stage.balance(BEN, TOKEN), owed(&stage)), (1_000, 200));
    stage.issue(TOKEN, pot(GENERAL), 500);
    stage.pass(Span(DAY.0 + 1));
    assert_eq!((stage.balance(BEN, TOKEN), stage.free(TOKEN)), (1_200, 300));
    assert_eq!(stream(&stage, 1), None, "it is over");
    assert!(stage.state.kernel.due.iter().all(|(_, row)| row.task != 42));
    // What is paid up ends at once.
    stage.enact(vec![open(TOKEN, daily(1))]).unwrap();
    stage.enact(vec![StopStream { number: 2 }]).unwrap();
    assert_eq!(stream(&stage, 2), None);
}

#[test]
fn a_rate_stands_against_the_outflow_limit_for_a_week_at_any_time() {
    let mut stage = Stage::new();
    // A quarter of 1,000 in 7 days.
    let (asked, most) = (amount(TOKEN, 252), amount(TOKEN, 250));
    let over = no(Refusal::BeyondVelocity { asked, room: most });
    assert_eq!(stage.refused(BY_DAO, open(TOKEN, daily(36))), over);
    stage.enact(vec![open(TOKEN, daily(35))]).unwrap();
    assert_eq!(left(&stage), 5);
    stage.pass(Span::days(7));
    stage.act(member(BEN), draw(1)).unwrap();
    assert_eq!(left(&stage), 5, "what is paid is not counted again");
    // Ended, it stands no more, but what it came to in this week has left.
    stage.act(BY_DAO, StopStream { number: 1 }).unwrap();
    assert_eq!(left(&stage), 5);
    stage.pass(Span::days(7));
    assert_eq!(left(&stage), 155, "a month remembers it");
    stage.pass(Span::days(23));
    assert_eq!(left(&stage), 250);
}

#[test]
fn a_sum_is_declared_as_an_outflow_and_a_salary_as_a_rate() {
    let sum = declared(&open(TOKEN, linear(100, DAY)));
    let of = |effects: &Effects| {
        (
            effects.outflow_of(DAO, TOKEN),
            effects.committed_of(DAO, TOKEN),
            effects.counted_of(DAO, TOKEN),
        )
    };
    assert_eq!((of(&sum), sum.to.get(&(BEN, TOKEN))), ((100, 100, 100), Some(&100)));
    let salary = declared(&open(TOKEN, daily(10)));
    assert_eq!((of(&salary), salary.to.get(&(BEN, TOKEN))), ((300, 70, 300), Some(&300)));
    assert_eq!(salary.assets_of(DAO).into_iter().collect::<Vec<_>>(), [TOKEN]);
    assert!(salary.outflow.is_empty());
    // Both sides of each part of a rate.
    let exact = Standing { week: 70, month: 300 };
    for (week, month, is_covered) in [(70, 300, true), (69, 300, false), (70, 299, false)] {
        let (mut less, mut actual) = (Effects::default(), Effects::default());
        less.run((DAO, GENERAL), TOKEN, Standing { week, month });
        actual.run((DAO, GENERAL), TOKEN, exact);
        assert_eq!(less.covers(&actual).is_ok(), is_covered, "{week} {month}");
    }
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let wrong = OpenStream {
        from: Some(PotId(9)),
        to: NOBODY,
        asset: AssetId(99),
        plan: linear(0, DAY),
        starts_in: Some(Span::days(3_655)),
        every: Some(Span(1)),
        purpose: body(),
    };
    let bad = |field| no(Refusal::BadPlan { field });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), bad("units"));
    let wrong = OpenStream { plan: linear(1_001, DAY), ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), bad("starts_in"));
    let wrong = OpenStream { starts_in: Some(Span::days(3_654)), ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), bad("every"));
    let wrong = OpenStream { every: Some(Span::hours(1)), ..wrong };
    let missing = no(Refusal::NoSuchAsset { asset: AssetId(99) });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), missing);
    let wrong = OpenStream { asset: TOKEN, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()).name, "no-such-account");
    let wrong = OpenStream { to: BEN, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NoSuchPot { dao: DAO, pot: 9 }));
    let wrong = OpenStream { from: None, ..wrong };
    let (asked, free) = (amount(TOKEN, 1_001), amount(TOKEN, 1_000));
    assert_eq!(stage.refused(BY_DAO, wrong), no(Refusal::NotEnoughFree { asked, free, pot: 0 }));
}

#[test]
fn a_dao_has_so_many_streams_and_no_more() {
    let mut stage = unlimited();
    for _ in 0..MAX_STREAMS {
        stage.act(BY_DAO, open(TOKEN, daily(1))).unwrap();
    }
    let full = no(Refusal::TooManyStreams { limit: MAX_STREAMS as u64 });
    assert_eq!(stage.refused(BY_DAO, open(TOKEN, daily(1))), full);
    stage.act(BY_DAO, StopStream { number: 1 }).unwrap();
    stage.act(BY_DAO, open(TOKEN, daily(1))).unwrap();
}

#[test]
fn only_the_payee_draws_and_renounces() {
    let mut stage = unlimited();
    stage.act(BY_DAO, open(TOKEN, linear(10, DAY))).unwrap();
    stage.pass(Span::hours(12));
    let not_hers = no(Refusal::NotYourStream { number: 1 });
    assert_eq!(stage.refused(member(ANNA), draw(1)), not_hers);
    let renounced = RenounceStream { dao: DAO, number: 1 };
    assert_eq!(stage.refused(member(ANNA), renounced), not_hers);
    assert_eq!(stage.refused(member(ANNA), draw(9)), no(Refusal::NoSuchStream { number: 9 }));
    let nowhere = Draw { dao: aluma_types::DaoId(77), number: 1 };
    assert_eq!(stage.refused(member(BEN), nowhere).name, "no-such-dao");
}

/// What happens to three streams, and when.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pass(u64),
    Draw(u64),
    Stop(u64),
    Renounce(u64),
}

fn any_step() -> impl Strategy<Value = Step> {
    let number = 1u64..=3;
    prop_oneof![
        4 => (1u64..200).prop_map(Step::Pass),
        4 => number.clone().prop_map(Step::Draw),
        1 => number.clone().prop_map(Step::Stop),
        1 => number.prop_map(Step::Renounce),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is done in whatever order, nothing comes into being or is lost, each payee has what
    /// came due as far as it was paid, and what was not paid is in its pot or its custody.
    #[test]
    fn units_go_round_and_nothing_is_lost(steps in prop::collection::vec(any_step(), 1..30)) {
        let mut stage = unlimited();
        let mut rhythm = open(TOKEN, linear(301, Span::days(20)));
        rhythm.every = Some(Span::days(3));
        let others = [open(TOKEN, linear(97, Span::days(9))), open(TOKEN, daily(7))];
        stage.enact([vec![rhythm], others.to_vec()].concat()).unwrap();
        let begun = stage.now;
        for step in steps {
            let done = match step {
                Step::Pass(hours) => { stage.pass(Span::hours(hours)); Ok(()) }
                Step::Draw(number) => stage.act(member(BEN), draw(number)),
                Step::Stop(number) => stage.act(BY_DAO, StopStream { number }),
                Step::Renounce(number) => {
                    stage.act(member(BEN), RenounceStream { dao: DAO, number })
                }
            };
            prop_assert!(!matches!(done, Err(Stop::Broken(_))), "{:?}", done);
            let rows = (1..=3).filter_map(|number| stream(&stage, number));
            let locked: u128 = rows.map(Stream::locked).sum();
            let lies = stage.balance(BEN, TOKEN) + locked + held(&stage);
            prop_assert_eq!(lies, 1_000);
        }
        prop_assert!(stage.balance(BEN, TOKEN) <= most(begun, stage.now));
    }
}

fn held(stage: &Stage) -> u128 {
    stage.state.treasury.holdings.get(&(DAO, GENERAL, TOKEN)).map_or(0, |row| row.balance)
}

/// What all three would have come to if nobody had ended them.
fn most(begun: Timestamp, now: Timestamp) -> u128 {
    let plans = [linear(301, Span::days(20)), linear(97, Span::days(9)), daily(7)];
    plans.iter().map(|plan| plan.streamed(now.since(begun))).sum()
}

#[test]
fn custody_is_a_place_of_its_own_in_the_supply() {
    let mut stage = unlimited();
    stage.act(BY_DAO, open(TOKEN, linear(40, DAY))).unwrap();
    let supply = *crate::treasury::supply(&stage.state, TOKEN).unwrap();
    assert_eq!((supply.pots, supply.accounts, supply.locked), (960, 100, 40));
    // A row that says less than what lies there breaks the law.
    stage.state.treasury.streams.update(&(DAO, 1), |row| row.drawn = 1);
    assert!(
        crate::kernel::invariants::full(&stage.state, crate::registry::REGISTRY.invariants)
            .is_err()
    );
}
