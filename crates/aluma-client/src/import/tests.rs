//! What later runs must find again. The steps themselves are tested through the binary.

use std::cell::RefCell;

use aluma_types::Hash32;

use super::hand::today_or_next;
use super::names::{INVITED, Names, reference};
use super::*;
use crate::error::Problem;
use crate::payouts::{self, Columns};

const NETWORK: Hash32 = Hash32([5; 32]);

#[test]
fn names_follow_from_operator_ledger_and_handle() {
    let names = Names::new(&[1; 32], &NETWORK, "tec");
    let again = Names::new(&[1; 32], &NETWORK, "tec");
    let others = [
        Names::new(&[2; 32], &NETWORK, "tec"),
        Names::new(&[1; 32], &Hash32::ZERO, "tec"),
        Names::new(&[1; 32], &NETWORK, "other"),
    ];
    let keys = |names: &Names| {
        (1..=INVITED)
            .map(|place| names.key(place).expect("a key").public().to_text())
            .collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(keys(&names).len(), usize::from(INVITED));
    assert_eq!(keys(&names), keys(&again));
    for other in &others {
        assert!(keys(&names).is_disjoint(&keys(other)));
        assert_ne!(names.label("m1"), other.label("m1"), "a label's hash cannot be guessed");
        assert_ne!(names.payee("m1"), other.payee("m1"));
    }
    for handle in [names.payee("M1"), names.payee("m1"), names.member(1)] {
        assert_eq!(aluma_verify::names::check_handle(&handle), Ok(()), "{handle}");
    }
    assert_ne!(names.payee("M1"), names.payee("m1"), "case counts");
}

/// Ledgers know batches by these: a change would pay everything twice.
#[test]
fn references_stay_what_they_are() {
    let text = reference("1", 0).to_string();
    assert_eq!(text, "a55e553b109e1118dcf9443df0cd865cfd8a09087ecdffe5447157aedd8436a6");
    assert_ne!(reference("1", 0), reference("1", 1));
    assert_ne!(reference("1", 0), reference("2", 0));
}

#[test]
fn what_no_ledger_takes_is_refused_by_name() {
    let columns = Columns { group_by: "g", to: "t", amount: "a" };
    let payouts = payouts::read(b"g,t,a\n1,m,1\n", &columns, 2).expect("a file");
    let job = Job { payouts: &payouts, handle: "tec", symbol: "TEC", decimals: 2 };
    assert!(survey::check(&job).is_ok());
    let name = |job: Job<'_>| match survey::check(&job) {
        Err(ImportError::Refused { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(name(Job { handle: "x", ..job }), "bad-handle");
    assert_eq!(name(Job { symbol: "", ..job }), "bad-symbol");
    assert_eq!(name(Job { symbol: "THIRTEEN-LONG", ..job }), "bad-symbol");
    assert_eq!(name(Job { decimals: 37, ..job }), "too-many-decimals");
}

/// A ledger's answer to what a day has no more room for, as the API writes it.
fn spent(data: Json) -> Error {
    let problem = json!({ "code": 9016, "name": "allowance-spent", "data": data });
    Error::Refused(Box::new(Problem::read(&problem).expect("a problem")))
}

/// What a step comes to where the ledger answers so, one after another, and where it moved the clock.
fn step(answers: Vec<Result<u8, Error>>) -> (Result<u8, Error>, Vec<Timestamp>, usize) {
    let (moved, mut answers) = (RefCell::new(Vec::new()), answers.into_iter());
    let advance = |to| {
        moved.borrow_mut().push(to);
        Ok(())
    };
    let answer = today_or_next(|| answers.next().expect("asked once more"), advance);
    (answer, moved.into_inner(), answers.len())
}

#[test]
fn what_finds_the_day_spent_is_done_on_the_next() {
    let midnight = Timestamp(1_700_006_400_000);
    let next = || spent(json!({ "next": midnight.0 }));
    let (answer, moved, _) = step(vec![Ok(1)]);
    assert_eq!((answer.ok(), moved), (Some(1), vec![]), "what has room moves no clock");
    let (answer, moved, _) = step(vec![Err(next()), Ok(2)]);
    assert_eq!((answer.ok(), moved), (Some(2), vec![midnight]));
    let (answer, moved, left) = step(vec![Err(next()), Err(next()), Ok(3)]);
    assert_eq!(answer.err().as_ref().and_then(Error::refusal), Some("allowance-spent"));
    assert_eq!((moved, left), (vec![midnight], 1), "once is enough, or it would never end");
    let (answer, moved, left) = step(vec![Err(spent(json!({}))), Ok(4)]);
    assert_eq!(answer.err().as_ref().and_then(Error::refusal), Some("allowance-spent"));
    assert_eq!((moved, left), (vec![], 1), "nobody knows to when");
    let (answer, moved, left) = step(vec![Err(Error::Input("no".to_owned())), Ok(5)]);
    assert!(matches!(answer, Err(Error::Input(_))));
    assert_eq!((moved, left), (vec![], 1));
}

#[test]
fn a_clock_that_does_not_move_ends_the_step() {
    let submit = || Err::<u8, _>(spent(json!({ "next": 5 })));
    let answer = today_or_next(submit, |_| Err(Error::Input("the wall is nearer".to_owned())));
    assert!(matches!(answer, Err(Error::Input(_))), "{answer:?}");
}
