//! Money that somebody holds outside: asked for, settled, disputed, late.

use aluma_types::{AccountId, AssetId, PotId, Span, Text};
use proptest::prelude::*;

use super::stage::*;
use crate::kernel::refusal::Stop;
use crate::treasury::actions::{
    AcknowledgeFunds, AnswerPayout, AskPayout, DecidePayout, Issue, NameHolder, SettlePayout,
    Transfer, WithdrawPayout, issue::IssueOf,
};
use crate::treasury::types::{GENERAL, PayoutState, Recipient, Supply};
use crate::treasury::{self, Event, Refusal};

/// What Anna owes.
const EUR: AssetId = AssetId(4);
const WITHIN: Span = Span::days(3);
const DISPUTE: Span = Span::days(2);

fn holder() -> NameHolder {
    NameHolder {
        symbol: Text::new("EUR").unwrap(),
        decimals: 2,
        holder: ANNA,
        way: body(),
        within: WITHIN,
        dispute: DISPUTE,
    }
}

fn acknowledge(units: u128) -> AcknowledgeFunds {
    AcknowledgeFunds { amount: amount(EUR, units), to: pot(GENERAL), document: None }
}

fn ask(units: u128) -> AskPayout {
    AskPayout { amount: amount(EUR, units), whither: body() }
}

fn settle(number: u64) -> SettlePayout {
    SettlePayout { dao: DAO, number, reference: body() }
}

const fn answer(number: u64, received: bool) -> AnswerPayout {
    AnswerPayout { dao: DAO, number, received }
}

const fn withdraw(number: u64) -> WithdrawPayout {
    WithdrawPayout { dao: DAO, number }
}

const fn decide(number: u64, paid: bool) -> DecidePayout {
    DecidePayout { number, paid }
}

fn supply(stage: &Stage) -> Supply {
    *treasury::supply(&stage.state, EUR).unwrap()
}

fn state(stage: &Stage, number: u64) -> Option<PayoutState> {
    stage.state.treasury.payouts.get(&(DAO, number)).map(|row| row.state)
}

/// Anna owes 1,000, of which Ben has 100.
fn owing() -> Stage {
    let mut stage = Stage::new();
    stage.enact(alloc::vec![holder()]).unwrap();
    stage.act(member(ANNA), acknowledge(1_000)).unwrap();
    let to = account(BEN);
    let pay = Transfer { from: None, to, amount: amount(EUR, 100), reason: None };
    stage.enact(alloc::vec![pay]).unwrap();
    stage
}

#[test]
fn what_is_paid_outside_and_confirmed_is_burnt() {
    let mut stage = owing();
    stage.act(member(BEN), ask(40)).unwrap();
    assert_eq!((stage.balance(BEN, EUR), supply(&stage).payouts), (60, 40));
    stage.act(member(ANNA), settle(1)).unwrap();
    stage.act(member(BEN), answer(1, true)).unwrap();
    assert_eq!((state(&stage, 1), supply(&stage).burnt, supply(&stage).total()), (None, 40, 960));
    assert!(matches!(stage.said(), Event::PayoutClosed { is_paid: true, .. }));
    assert!(stage.state.kernel.due.iter().all(|(_, row)| row.task != 43));
    // A payee may confirm what nobody claimed to have paid.
    stage.act(member(BEN), ask(10)).unwrap();
    stage.act(member(BEN), answer(2, true)).unwrap();
    assert_eq!(supply(&stage).burnt, 50);
}

#[test]
fn the_holder_may_owe_to_somebody_directly() {
    let mut stage = owing();
    let to_ben = AcknowledgeFunds { to: account(BEN), ..acknowledge(7) };
    stage.act(member(ANNA), to_ben).unwrap();
    assert_eq!((stage.balance(BEN, EUR), supply(&stage).issued), (107, 1_007));
}

#[test]
fn silence_after_a_settlement_counts_as_paid_once_its_time_is_over() {
    let mut stage = owing();
    stage.act(member(BEN), ask(40)).unwrap();
    stage.act(member(ANNA), settle(1)).unwrap();
    stage.pass(DISPUTE);
    assert!(matches!(state(&stage, 1), Some(PayoutState::Settled { .. })), "at the instant itself");
    stage.pass(Span(1));
    assert_eq!((state(&stage, 1), supply(&stage).burnt), (None, 40));
}

#[test]
fn who_does_not_pay_in_time_is_late_and_may_still_pay() {
    let mut stage = owing();
    stage.act(member(BEN), ask(40)).unwrap();
    let until = stage.now.after(WITHIN);
    stage.pass(WITHIN);
    assert_eq!(state(&stage, 1), Some(PayoutState::Asked { until }));
    stage.pass(Span(1));
    assert_eq!(state(&stage, 1), Some(PayoutState::Late { since: until }));
    stage.act(member(ANNA), settle(1)).unwrap();
    stage.pass(Span(DISPUTE.0 + 1));
    assert_eq!(supply(&stage).burnt, 40);
    // Or the payee takes back what nobody paid.
    stage.act(member(BEN), ask(30)).unwrap();
    stage.pass(Span(WITHIN.0 + 1));
    stage.act(member(BEN), withdraw(2)).unwrap();
    assert_eq!((stage.balance(BEN, EUR), supply(&stage).payouts), (60, 0));
}

#[test]
fn a_dispute_ends_by_either_of_them_or_by_the_community() {
    let disputed = || {
        let mut stage = owing();
        stage.act(member(BEN), ask(40)).unwrap();
        stage.act(member(ANNA), settle(1)).unwrap();
        stage.act(member(BEN), answer(1, false)).unwrap();
        stage.pass(Span::days(90));
        assert!(matches!(state(&stage, 1), Some(PayoutState::Disputed { .. })), "time ends it not");
        stage
    };
    let mut stage = disputed();
    stage.act(member(BEN), answer(1, true)).unwrap();
    assert_eq!(supply(&stage).burnt, 40);
    let mut stage = disputed();
    stage.act(member(ANNA), settle(1)).unwrap();
    assert!(matches!(state(&stage, 1), Some(PayoutState::Settled { .. })));
    for (paid, burnt, back) in [(true, 40, 60), (false, 0, 100)] {
        let mut stage = disputed();
        stage.enact(alloc::vec![decide(1, paid)]).unwrap();
        assert_eq!((supply(&stage).burnt, stage.balance(BEN, EUR)), (burnt, back));
    }
}

#[test]
fn only_the_holder_promises_and_a_member_asks_for_what_they_have() {
    let mut stage = owing();
    let nothing = no(Refusal::NothingToIssue);
    assert_eq!(stage.refused(member(BEN), acknowledge(0)), nothing);
    let not_his = no(Refusal::NotTheHolder { asset: EUR });
    assert_eq!(stage.refused(member(BEN), acknowledge(1)), not_his);
    let nowhere = AcknowledgeFunds { to: pot(PotId(9)), ..acknowledge(1) };
    let missing = no(Refusal::NoSuchPot { dao: DAO, pot: 9 });
    assert_eq!(stage.refused(member(BEN), nowhere), missing);
    let theirs = Recipient::Pot { dao: OTHER, pot: GENERAL };
    let elsewhere = AcknowledgeFunds { to: theirs, ..acknowledge(1) };
    assert_eq!(stage.refused(member(ANNA), elsewhere), no(Refusal::NotYourPot { dao: OTHER }));
    let most = u128::MAX - 1_000;
    let large = no(Refusal::SupplyTooLarge { asset: EUR, most });
    assert_eq!(stage.refused(member(ANNA), acknowledge(most + 1)), large);
    let more = IssueOf::More { asset: EUR };
    let issue = Issue { asset: more, units: 1, to: pot(GENERAL), reason: None };
    assert_eq!(stage.refused(BY_DAO, issue), no(Refusal::OnlyTheHolder { asset: EUR }));
    let no_claim = AskPayout { amount: amount(TOKEN, 1_000), whither: body() };
    assert_eq!(stage.refused(member(BEN), no_claim), no(Refusal::NotAClaim { asset: TOKEN }));
    let (asked, has) = (amount(EUR, 101), amount(EUR, 100));
    assert_eq!(stage.refused(member(BEN), ask(101)), no(Refusal::NotEnough { asked, has }));
    assert_eq!(stage.refused(member(BEN), ask(0)), no(Refusal::NothingToPay));
}

#[test]
fn each_state_allows_what_it_allows_and_nobody_else() {
    let mut stage = owing();
    stage.act(member(BEN), ask(40)).unwrap();
    let not = |state| no(Refusal::PayoutIsOtherwise { state });
    let not_yours = no(Refusal::NotYourPayout { number: 1 });
    let gone = no(Refusal::NoSuchPayout { number: 9 });
    assert_eq!(stage.refused(member(BEN), settle(1)), not_yours);
    assert_eq!(stage.refused(member(ANNA), withdraw(1)), not_yours);
    assert_eq!(stage.refused(member(ANNA), answer(1, true)), not_yours);
    assert_eq!(stage.refused(member(ANNA), settle(9)), gone);
    assert_eq!(stage.refused(BY_DAO, decide(9, true)), gone);
    assert_eq!(stage.refused(BY_DAO, decide(1, true)), not("asked"));
    assert_eq!(stage.refused(member(BEN), answer(1, false)), not("asked"));
    stage.pass(Span(WITHIN.0 + 1));
    assert_eq!(stage.refused(member(BEN), answer(1, false)), not("late"));
    stage.act(member(ANNA), settle(1)).unwrap();
    assert_eq!(stage.refused(member(ANNA), settle(1)), not("settled"));
    assert_eq!(stage.refused(member(BEN), withdraw(1)), not("settled"));
    stage.act(member(BEN), answer(1, false)).unwrap();
    assert_eq!(stage.refused(member(BEN), withdraw(1)), not("disputed"));
    assert_eq!(stage.refused(member(BEN), answer(1, false)), not("disputed"));
}

#[test]
fn a_holder_is_named_on_terms_that_can_be_on_both_sides_of_each_bound() {
    let mut stage = Stage::new();
    let hour = Span::hours(1);
    for (span, is_fit) in [
        (Span(hour.0 - 1), false),
        (hour, true),
        (Span::days(90), true),
        (Span(Span::days(90).0 + 1), false),
    ] {
        for (field, within, dispute) in [("within", span, DISPUTE), ("dispute", WITHIN, span)] {
            let named = stage.with(BY_DAO, |ctx| {
                use crate::kernel::action::Action;
                NameHolder { within, dispute, ..holder() }.check(ctx).err()
            });
            let bad = no(Refusal::BadTerms { field });
            assert_eq!(named, (!is_fit).then_some(bad), "{field} {span:?}");
        }
    }
    let many = NameHolder { decimals: 37, ..holder() };
    let (decimals, limit) = (37, 36);
    assert_eq!(stage.refused(BY_DAO, many), no(Refusal::TooManyDecimals { decimals, limit }));
    let nobody = NameHolder { holder: NOBODY, ..holder() };
    assert_eq!(stage.refused(BY_DAO, nobody).name, "no-such-account");
    let taken = NameHolder { symbol: Text::new("TOK").unwrap(), ..holder() };
    assert_eq!(stage.refused(BY_DAO, taken), no(Refusal::SymbolTaken { asset: TOKEN }));
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Ask(u128),
    Settle(u64),
    Answer(u64, bool),
    Withdraw(u64),
    Decide(u64, bool),
    Pass(u64),
}

fn any_step() -> impl Strategy<Value = Step> {
    let number = 1u64..5;
    prop_oneof![
        3 => (1u128..60).prop_map(Step::Ask),
        3 => number.clone().prop_map(Step::Settle),
        2 => (number.clone(), any::<bool>()).prop_map(|(number, yes)| Step::Answer(number, yes)),
        1 => number.clone().prop_map(Step::Withdraw),
        1 => (number, any::<bool>()).prop_map(|(number, yes)| Step::Decide(number, yes)),
        2 => (1u64..80).prop_map(Step::Pass),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is said in whatever order, units are burnt exactly when a payout closes as paid, and
    /// otherwise they are the payee's or in custody.
    #[test]
    fn units_are_burnt_when_paid_and_never_otherwise(
        steps in prop::collection::vec(any_step(), 1..30),
    ) {
        let mut stage = owing();
        let ben: AccountId = BEN;
        for step in steps {
            let done = match step {
                Step::Ask(units) => stage.act(member(ben), ask(units)),
                Step::Settle(number) => stage.act(member(ANNA), settle(number)),
                Step::Answer(number, yes) => stage.act(member(ben), answer(number, yes)),
                Step::Withdraw(number) => stage.act(member(ben), withdraw(number)),
                Step::Decide(number, yes) => stage.act(BY_DAO, decide(number, yes)),
                Step::Pass(hours) => { stage.pass(Span::hours(hours)); Ok(()) }
            };
            prop_assert!(!matches!(done, Err(Stop::Broken(_))), "{:?}", done);
        }
        let paid: u128 = stage.events.iter().filter_map(|event| match event.read() {
            Some(Event::PayoutClosed { amount, is_paid: true, .. }) => Some(amount.units),
            _ => None,
        }).sum();
        let now = supply(&stage);
        prop_assert_eq!(now.burnt, paid);
        prop_assert_eq!(stage.balance(ben, EUR) + now.payouts + paid, 100);
    }
}
