use aluma_core::registry::REGISTRY;
use aluma_core::treasury::Event as Money;
use aluma_core::treasury::types::{GENERAL, Payment, Payments};
use aluma_types::codec::Canon;

use super::*;

const DAO: DaoId = DaoId(1);
const ANA: AccountId = AccountId(7);
const BEN: AccountId = AccountId(8);
const POT: Place = Place::Pot { dao: DAO, pot: GENERAL };

fn sum(units: u128) -> Amount {
    Amount { asset: AssetId(2), units }
}

/// A fact at a place of a block; of another domain than the treasury only its name counts.
fn fact(place: u32, domain: &'static str, bytes: Vec<u8>) -> (u32, Event) {
    let found = REGISTRY.events.iter().find(|(name, _)| *name == domain);
    let (_, spec) = found.expect("a domain");
    (place, Event { domain, dao: Some(DAO), only: None, circle: Default::default(), bytes, spec })
}

fn told(place: u32, event: &Money) -> (u32, Event) {
    fact(place, "treasury", event.to_bytes())
}

fn paid(place: u32, from: Place, to: AccountId) -> (u32, Event) {
    let to = Place::Account { account: to };
    let event = Money::Paid { dao: DAO, from, to, amount: sum(5), reason: None, proposal: None };
    told(place, &event)
}

fn from_trust(place: u32) -> (u32, Event) {
    told(place, &Money::EscrowPaid { dao: DAO, number: 1, amount: sum(5), left: 0 })
}

fn came(facts: &[(u32, Event)], at: usize) -> Option<Source> {
    let found = of(facts, at);
    assert!(found.iter().all(|it| it.account == ANA && it.amount == sum(5)), "{found:?}");
    found.first().map(|it| it.source)
}

#[test]
fn who_held_it_in_trust_says_what_it_was_for() {
    for (domain, source) in
        [("work", Source::Work), ("review", Source::Work), ("grants", Source::Grant)]
    {
        let after = [paid(0, POT, BEN), paid(0, POT, ANA), from_trust(0), fact(0, domain, vec![])];
        assert_eq!(came(&after, 1), Some(source), "{domain}");
        let before = [fact(0, domain, vec![]), paid(0, POT, ANA), from_trust(0)];
        assert_eq!(came(&before, 1), Some(source), "{domain}");
        // Of another transaction of the block.
        let apart = [paid(0, POT, ANA), from_trust(0), fact(1, domain, vec![])];
        assert_eq!(came(&apart, 0), Some(Source::Payment), "{domain}");
        // Not out of trust: a decision that also did something else.
        let beside = [paid(0, POT, ANA), fact(0, domain, vec![])];
        assert_eq!(came(&beside, 0), Some(Source::Payment), "{domain}");
    }
    // Two in one transaction: each by its own.
    let both = [
        paid(0, POT, ANA),
        from_trust(0),
        fact(0, "work", vec![]),
        paid(0, POT, ANA),
        from_trust(0),
        fact(0, "grants", vec![]),
    ];
    assert_eq!((came(&both, 0), came(&both, 3)), (Some(Source::Work), Some(Source::Grant)));
}

#[test]
fn other_payments_say_it_themselves() {
    let locked = Place::Locked { dao: DAO, number: 3 };
    assert_eq!(came(&[paid(0, locked, ANA)], 0), Some(Source::Stream));
    let stream = Money::StreamPaid { dao: DAO, number: 3, to: ANA, amount: sum(5), owed: 0 };
    assert_eq!(came(&[paid(0, POT, ANA), told(0, &stream)], 0), Some(Source::Stream));
    assert_eq!(came(&[paid(0, POT, ANA), told(0, &stream)], 1), None, "told once");
    let other = Place::Account { account: BEN };
    assert_eq!(came(&[paid(0, other, ANA)], 0), Some(Source::Gift));
    assert_eq!(came(&[paid(0, POT, ANA)], 0), Some(Source::Payment));
    let dividend =
        Money::DividendTaken { dao: DAO, share: AssetId(1), account: ANA, amount: sum(5) };
    assert_eq!(came(&[told(0, &dividend)], 0), Some(Source::Dividend));
    let issued = Money::Issued { dao: DAO, amount: sum(5), to: Place::Account { account: ANA } };
    assert_eq!(came(&[told(0, &issued)], 0), Some(Source::Issue));
}

#[test]
fn a_part_is_one_and_what_is_bought_is_no_income() {
    let part = [paid(0, POT, ANA), paid(0, POT, ANA), fact(0, "invest", vec![])];
    assert_eq!((came(&part, 0), came(&part, 1)), (Some(Source::Part), Some(Source::Part)));
    let apart = [paid(0, POT, ANA), fact(1, "invest", vec![])];
    assert_eq!(came(&apart, 0), Some(Source::Payment));
    let issued = Money::Issued { dao: DAO, amount: sum(5), to: Place::Account { account: ANA } };
    assert_eq!(came(&[told(0, &issued), fact(0, "invest", vec![])], 0), None);
    assert_eq!(came(&[told(0, &issued), fact(1, "invest", vec![])], 0), Some(Source::Issue));
}

#[test]
fn what_returns_to_its_owner_is_no_income() {
    for from in [Place::Account { account: ANA }, Place::Stake { account: ANA }] {
        assert_eq!(came(&[paid(0, from, ANA)], 0), None);
    }
    let returned = Money::EscrowReturned { dao: DAO, number: 1, amount: sum(5), left: 0 };
    assert_eq!(came(&[told(0, &returned)], 0), None);
    let closed =
        Money::PayoutClosed { dao: DAO, number: 1, payee: ANA, amount: sum(5), is_paid: false };
    assert_eq!(came(&[told(0, &closed)], 0), None);
}

#[test]
fn a_batch_has_a_row_for_each_of_its_payments() {
    let rows = [(ANA, 3), (BEN, 4), (ANA, 5)].map(|(to, units)| Payment { to, units });
    let payments = Payments::new(rows.to_vec()).expect("few");
    let batch = Money::BatchPaid {
        dao: DAO,
        from: POT,
        total: sum(12),
        payments,
        reference: None,
        reason: None,
        proposal: None,
    };
    let found = of(&[told(0, &batch)], 0);
    let rows: Vec<_> = found.iter().map(|it| (it.account, it.amount.units)).collect();
    assert_eq!(rows, [(ANA, 3), (BEN, 4), (ANA, 5)]);
    assert!(found.iter().all(|it| it.source == Source::Payment));
}

#[test]
fn sources_come_back_from_their_places() {
    for source in Source::ALL {
        assert_eq!(Source::of(source.place()), source);
    }
}
