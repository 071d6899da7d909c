//! Dividends: to whoever holds, by what they hold, without a loop over them.

use alloc::vec;
use alloc::vec::Vec;

use aluma_types::{AccountId, AssetId, PotId, Span};
use proptest::prelude::*;

use super::stage::*;
use crate::kernel::refusal::Stop;
use crate::treasury::actions::{
    OpenStream, PayDividend, RecordIncome, TakeDividend, Transfer, steps,
};
use crate::treasury::rules::dividends;
use crate::treasury::rules::stream::Plan;
use crate::treasury::types::{
    Asset, AssetKind, GENERAL, IncomeKind, MAX_DIVIDENDS, Place, Received,
};
use crate::treasury::{self, Event, Refusal};

fn dividend(units: u128) -> PayDividend {
    PayDividend { from: None, share: SHARE, amount: amount(TOKEN, units), reason: None }
}

const TAKE: TakeDividend = TakeDividend { share: SHARE, asset: TOKEN };

fn earned(stage: &Stage, account: AccountId) -> u128 {
    dividends::earned(&stage.state, account, (SHARE, TOKEN)).map_or(0, |row| row.owed)
}

fn unsettled(stage: &Stage) -> u128 {
    let row = stage.state.treasury.dividends.get(&(SHARE, TOKEN));
    row.map_or(0, |row| row.unsettled)
}

/// Anna holds 50 shares, Ben 30, somebody who never came 20; a pot holds 900 more.
fn held() -> Stage {
    let mut stage = Stage::new();
    for (account_id, units) in [(ANNA, 50), (BEN, 30), (PAYEE, 20)] {
        stage.issue(SHARE, account(account_id), units);
    }
    stage.issue(SHARE, pot(GENERAL), 900);
    stage
}

#[test]
fn a_dividend_goes_to_holders_alone_and_each_takes_their_part() {
    let mut stage = held();
    stage.enact(vec![dividend(100)]).unwrap();
    assert_eq!((stage.free(TOKEN), unsettled(&stage)), (900, 100));
    let parts = [ANNA, BEN, PAYEE].map(|account| earned(&stage, account));
    assert_eq!(parts, [50, 30, 20], "also where nobody claimed it, and nothing to the pot");
    assert!(stage.state.treasury.earned.is_empty(), "no row was written for any holder");
    stage.act(member(BEN), TAKE).unwrap();
    assert_eq!((stage.balance(BEN, TOKEN), unsettled(&stage)), (30, 70));
    assert!(matches!(stage.said(), Event::DividendTaken { account: BEN, .. }));
    let nothing = no(Refusal::NothingEarned { share: SHARE });
    assert_eq!(stage.refused(member(BEN), TAKE), nothing);
    let supply = *treasury::supply(&stage.state, TOKEN).unwrap();
    assert_eq!((supply.dividends, supply.is_balanced()), (70, true));
}

#[test]
fn what_was_earned_stays_with_who_held_and_later_holders_begin_anew() {
    let mut stage = held();
    stage.enact(vec![dividend(100)]).unwrap();
    let to = account(PAYEE);
    let give = Transfer { from: None, to, amount: amount(SHARE, 50), reason: None };
    stage.act(member(ANNA), give).unwrap();
    assert_eq!((earned(&stage, ANNA), earned(&stage, PAYEE)), (50, 20));
    stage.pass(Span::days(40));
    stage.enact(vec![dividend(100)]).unwrap();
    assert_eq!((earned(&stage, ANNA), earned(&stage, BEN), earned(&stage, PAYEE)), (50, 60, 90));
    // Who holds nothing any more still takes what they earned.
    stage.act(member(ANNA), TAKE).unwrap();
    assert_eq!(stage.balance(ANNA, TOKEN), 150);
}

#[test]
fn what_lies_at_stake_earns_and_what_has_not_vested_does_not() {
    let mut stage = held();
    stage.with(member(ANNA), |ctx| {
        treasury::take_stake(ctx, ANNA, amount(SHARE, 40)).unwrap();
    });
    let vesting = OpenStream {
        from: None,
        to: BEN,
        asset: SHARE,
        plan: Plan::Linear { units: 90, unlock: 0, cliff: Span(0), lasts: Span::days(9) },
        starts_in: None,
        every: None,
        purpose: body(),
    };
    stage.enact(vec![vesting]).unwrap();
    stage.enact(vec![dividend(100)]).unwrap();
    assert_eq!([ANNA, BEN, PAYEE].map(|one| earned(&stage, one)), [50, 30, 20]);
    stage.with(member(ANNA), |ctx| {
        treasury::end_stake(ctx, ANNA, amount(SHARE, 40), None).unwrap();
    });
    assert_eq!(earned(&stage, ANNA), 50);
    stage.check();
}

#[test]
fn what_does_not_divide_is_carried_and_its_owner_is_the_next_dividend() {
    let mut stage = Stage::new();
    for account_id in [ANNA, BEN, PAYEE] {
        stage.issue(SHARE, account(account_id), 1);
    }
    for (paid, each) in [(1, 0), (1, 0), (1, 1), (4, 2)] {
        stage.enact(vec![dividend(paid)]).unwrap();
        assert_eq!([ANNA, BEN, PAYEE].map(|one| earned(&stage, one)), [each; 3]);
    }
}

#[test]
fn a_dividend_in_the_share_itself_adds_up() {
    let mut stage = held();
    let own = PayDividend { amount: amount(SHARE, 200), ..dividend(1) };
    stage.enact(vec![own.clone()]).unwrap();
    let take = TakeDividend { share: SHARE, asset: SHARE };
    stage.act(member(ANNA), take.clone()).unwrap();
    assert_eq!(stage.balance(ANNA, SHARE), 150);
    // She now holds 150 of 200, and what nobody took is in no total.
    stage.enact(vec![own]).unwrap();
    stage.act(member(ANNA), take).unwrap();
    assert_eq!(stage.balance(ANNA, SHARE), 300);
}

#[test]
fn the_outflow_limit_does_not_count_it_and_the_track_does() {
    let mut stage = held();
    stage.enact(vec![dividend(600)]).unwrap();
    let pay = Transfer { from: None, to: account(BEN), amount: amount(TOKEN, 100), reason: None };
    stage.act(BY_DAO, pay).unwrap();
    let effects = declared(&dividend(600));
    let of = (effects.outflow_of(DAO, TOKEN), effects.committed_of(DAO, TOKEN));
    assert_eq!((of, effects.counted_of(DAO, TOKEN)), ((600, 0), 600));
    assert!(effects.to.is_empty(), "nobody is recused by what all receive");
}

fn sharing(stage: &mut Stage, part: &str) {
    let changes = [("revenue.share", part), ("revenue.asset", "2")];
    let changes = crate::testing::changes(&changes);
    stage.act(BY_DAO, crate::dao::actions::Amend { changes }).unwrap();
}

fn income(units: u128) -> RecordIncome {
    RecordIncome {
        dao: DAO,
        kind: IncomeKind::Sale,
        received: Received::Paid { amount: amount(TOKEN, units), pot: GENERAL },
        payer: None,
        purpose: body(),
        document: None,
    }
}

#[test]
fn the_charter_gives_holders_a_part_of_each_income() {
    let mut stage = held();
    stage.act(member(ANNA), income(10)).unwrap();
    assert_eq!(unsettled(&stage), 0, "nothing unless the charter says so");
    sharing(&mut stage, "25%");
    stage.act(member(ANNA), income(12)).unwrap();
    assert_eq!((stage.free(TOKEN), unsettled(&stage)), (1_019, 3), "rounded down");
    assert_eq!((earned(&stage, ANNA), earned(&stage, BEN)), (1, 0));
    let whole = stage.state.treasury.turnovers.get(&(DAO, TOKEN)).unwrap().income;
    assert_eq!(whole, 22, "the books say what came in");
    sharing(&mut stage, "100%");
    stage.act(member(ANNA), income(50)).unwrap();
    assert_eq!((stage.free(TOKEN), unsettled(&stage)), (1_019, 53));
}

#[test]
fn an_income_stays_whole_where_there_is_nobody_to_share_it_with() {
    let mut stage = Stage::new();
    sharing(&mut stage, "50%");
    stage.act(member(ANNA), income(10)).unwrap();
    assert_eq!((stage.free(TOKEN), unsettled(&stage)), (1_010, 0));
    // An asset that is no share has no holders in this sense.
    let changes = crate::testing::changes(&[("revenue.asset", "1")]);
    stage.act(BY_DAO, crate::dao::actions::Amend { changes }).unwrap();
    stage.act(member(ANNA), income(10)).unwrap();
    assert_eq!(stage.free(TOKEN), 1_020);
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let nothing = PayDividend {
        from: Some(PotId(9)),
        share: AssetId(99),
        amount: amount(AssetId(98), 0),
        reason: None,
    };
    assert_eq!(stage.refused(BY_DAO, nothing.clone()), no(Refusal::NothingToPay));
    let wrong = PayDividend { amount: amount(AssetId(98), 1_001), ..nothing };
    let missing = |asset| no(Refusal::NoSuchAsset { asset: AssetId(asset) });
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), missing(98));
    let wrong = PayDividend { amount: amount(TOKEN, 1_001), ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), missing(99));
    let wrong = PayDividend { share: FOREIGN, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NotYourAsset { asset: FOREIGN }));
    let wrong = PayDividend { share: TOKEN, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NotAShare { asset: TOKEN }));
    let wrong = PayDividend { share: SHARE, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NoSuchPot { dao: DAO, pot: 9 }));
    let wrong = PayDividend { from: None, ..wrong };
    assert_eq!(stage.refused(BY_DAO, wrong.clone()), no(Refusal::NobodyHolds { share: SHARE }));
    stage.issue(SHARE, account(BEN), 1);
    let (asked, free) = (amount(TOKEN, 1_001), amount(TOKEN, 1_000));
    assert_eq!(stage.refused(BY_DAO, wrong), no(Refusal::NotEnoughFree { asked, free, pot: 0 }));
    let unknown = TakeDividend { share: AssetId(99), asset: TOKEN };
    assert_eq!(stage.refused(member(BEN), unknown), missing(99));
}

#[test]
fn a_share_pays_in_so_many_assets_and_no_more() {
    let mut stage = held();
    let mut made = Vec::new();
    for number in 0..=MAX_DIVIDENDS {
        stage.with(crate::kernel::origin::Origin::Founder, |ctx| {
            let symbol = aluma_types::Text::new(&alloc::format!("D{number}")).unwrap();
            let (kind, since) = (AssetKind::Token, ctx.now());
            let what = Asset { dao: DAO, symbol, decimals: 0, kind, since };
            let asset = steps::create_asset(ctx, what).unwrap();
            steps::issue(ctx, amount(asset, 100), Place::from(pot(GENERAL))).unwrap();
            made.push(asset);
        });
    }
    let pay = |asset| PayDividend { amount: amount(asset, 1), ..dividend(1) };
    for asset in made.iter().take(MAX_DIVIDENDS) {
        stage.act(BY_DAO, pay(*asset)).unwrap();
    }
    let full = no(Refusal::TooManyDividends { limit: MAX_DIVIDENDS as u64 });
    assert_eq!(stage.refused(BY_DAO, pay(made[MAX_DIVIDENDS])), full);
    stage.act(BY_DAO, pay(made[0])).unwrap();
}

/// What happens among three holders.
#[derive(Clone, Copy, Debug)]
enum Step {
    Pay(u128),
    Give(usize, usize, u128),
    Take(usize),
}

const PEOPLE: [AccountId; 3] = [ANNA, BEN, PAYEE];

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (1u128..90).prop_map(Step::Pay),
        3 => (0usize..2, 0usize..3, 1u128..60).prop_map(|(by, to, units)| Step::Give(by, to, units)),
        2 => (0usize..2).prop_map(Step::Take),
    ]
}

/// Does the steps; says what each has earned and taken in all, and what each is due as a sum of
/// exact parts in millionths, rounded down part by part.
fn play(steps: &[Step], take_at_all: bool) -> (Stage, Vec<u128>, Vec<u128>) {
    let mut stage = held();
    let changes = [("velocity.week", "100%"), ("velocity.month", "100%")];
    let changes = crate::testing::changes(&changes);
    stage.act(BY_DAO, crate::dao::actions::Amend { changes }).unwrap();
    let mut due = vec![0u128; 3];
    let before: Vec<u128> = PEOPLE.iter().map(|one| stage.balance(*one, TOKEN)).collect();
    for step in steps {
        let done = match *step {
            Step::Pay(units) => {
                let done = stage.act(BY_DAO, dividend(units));
                if done.is_ok() {
                    for (due, one) in due.iter_mut().zip(PEOPLE) {
                        *due += units * stage.balance(one, SHARE) * 1_000_000 / 100;
                    }
                }
                done
            }
            Step::Give(by, to, units) => {
                let (to, amount) = (account(PEOPLE[to]), amount(SHARE, units));
                stage.act(member(PEOPLE[by]), Transfer { from: None, to, amount, reason: None })
            }
            Step::Take(_) if !take_at_all => Ok(()),
            Step::Take(by) => stage.act(member(PEOPLE[by]), TAKE),
        };
        assert!(!matches!(done, Err(Stop::Broken(_))), "{done:?}");
    }
    let all = PEOPLE.iter().zip(before);
    let got = all.map(|(one, had)| stage.balance(*one, TOKEN) - had + earned(&stage, *one));
    let got = got.collect();
    (stage, got, due)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    /// Each gets what each dividend was worth to what they held then, to less than a unit; whether
    /// and when they take it makes no difference; and nothing is lost.
    #[test]
    fn who_holds_when_decides_and_the_order_of_taking_does_not(
        steps in prop::collection::vec(any_step(), 1..25),
    ) {
        let (stage, got, due) = play(&steps, true);
        let (_, patient, _) = play(&steps, false);
        prop_assert_eq!(&got, &patient);
        for (got, due) in got.iter().zip(&due) {
            prop_assert!(got * 1_000_000 <= *due, "{} of {}", got, due);
            prop_assert!((got + 1) * 1_000_000 + 100 > *due, "{} of {}", got, due);
        }
        stage.check();
    }
}

#[test]
fn what_is_not_taken_is_what_was_earned_or_the_law_breaks() {
    let mut stage = held();
    stage.enact(vec![dividend(100)]).unwrap();
    stage.state.treasury.dividends.update(&(SHARE, TOKEN), |row| row.unsettled = 99);
    let laws = crate::registry::REGISTRY.invariants;
    assert!(crate::kernel::invariants::full(&stage.state, laws).is_err());
    assert!(!dividends::are_whole(&stage.state));
}
