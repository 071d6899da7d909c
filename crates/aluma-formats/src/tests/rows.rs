use aluma_types::Timestamp;

use crate::FormatError;
use crate::batch::{Choice, choose};
use crate::details::{Detail, Details};
use crate::payout::{Payout, Person, State, table};

pub(super) fn payout(number: u64, handle: &str, units: u128) -> Payout {
    Payout {
        dao: 7,
        number,
        payee: Person { account: number + 100, handle: Some(handle.to_owned()) },
        holder: Person { account: 3, handle: None },
        symbol: "EUR".to_owned(),
        decimals: 2,
        units,
        whither: Some("by bank".to_owned()),
        asked: Timestamp(1_795_683_600_000),
        state: State::Asked,
        moment: Timestamp(1_796_288_400_000),
        is_late: false,
        reference: None,
    }
}

pub(super) fn details(text: &str) -> Details {
    Details::read(text.as_bytes()).expect("details")
}

fn has_iban(detail: &Detail) -> bool {
    !detail.iban.is_empty()
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let mut row = payout(1, "=cmd|' /C calc'!A0", 1_234);
    row.whither = Some("@SUM(A1)\nnext".to_owned());
    row.reference = Some("-1+1".to_owned());
    row.state = State::Settled;
    row.is_late = true;
    let text = table(&[row]);
    let mut read = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(read.headers().expect("a header").len(), 12);
    let rows: Vec<_> = read.records().map(|row| row.expect("a row")).collect();
    let cells: Vec<_> = rows[0].iter().collect();
    assert_eq!(
        cells,
        [
            "1",
            "'=cmd|' /C calc'!A0",
            "101",
            "12.34",
            "EUR",
            "settled",
            "yes",
            "2026-11-26T09:00:00Z",
            "2026-12-03T09:00:00Z",
            "'@SUM(A1)\nnext",
            "'-1+1",
            "#3",
        ]
    );
}

#[test]
fn details_are_found_by_number_first_and_then_by_handle() {
    let all = details("Payee, IBAN ,name\n@Ana,DE1,Ana A\n#102,DE2,Ben B\nben,DE3,Another\n");
    let of = |row: &Payout| all.of(&row.payee).map(|detail| detail.iban.clone());
    assert_eq!(of(&payout(1, "ana", 1)).as_deref(), Some("DE1"));
    assert_eq!(of(&payout(2, "ben", 1)).as_deref(), Some("DE2"), "the number is nobody else's");
    assert_eq!(of(&payout(3, "ben", 1)).as_deref(), Some("DE3"));
    assert_eq!(of(&payout(4, "dan", 1)), None);
}

#[test]
fn wrong_details_are_named_by_their_line() {
    let told = |text: &str| Details::read(text.as_bytes()).expect_err("wrong").to_string();
    assert_eq!(told("who,iban\na,b\n"), "the details have no column payee");
    assert_eq!(told("payee,phone\na,b\n"), "the details have no column iban");
    assert!(told("payee,iban\na\n").starts_with("line 2 of the details"), "cells");
    assert!(told("payee,iban\na,b\n,c\n").starts_with("line 3 of the details"), "nobody");
    assert_eq!(told("payee,iban\na,b\n@A,c\n"), "line 3 of the details: @A stands there twice");
}

#[test]
fn who_is_missing_is_named_or_left_out_by_choice() {
    let rows = [payout(1, "ana", 5), payout(2, "ben", 5), payout(3, "ben", 6)];
    let known = details("payee,iban\nana,DE1\nben,\n");
    let strict = choose(&rows, &known, Choice::default(), has_iban);
    assert_eq!(strict, Err(FormatError::Missing(vec!["ben".to_owned()])));
    let choice = Choice { leaves_out: true, ..Choice::default() };
    let batch = choose(&rows, &known, choice, has_iban).expect("a batch");
    let numbers: Vec<_> = batch.entries.iter().map(|(row, _)| row.number).collect();
    assert_eq!((numbers, batch.left_out), (vec![1], vec!["ben".to_owned()]));
    let nobody = details("payee,iban\nzoe,DE1\n");
    assert_eq!(choose(&rows, &nobody, choice, has_iban), Err(FormatError::Nothing));
}

#[test]
fn what_somebody_says_was_paid_is_in_no_batch() {
    let mut rows =
        [payout(1, "ana", 5), payout(2, "ana", 5), payout(3, "ana", 5), payout(4, "ana", 5)];
    let states = [State::Asked, State::Late, State::Settled, State::Disputed];
    for (row, state) in rows.iter_mut().zip(states) {
        row.state = state;
        assert_eq!(State::of(state.word()), Some(state));
    }
    let known = details("payee,iban\nana,DE1\n");
    let batch = choose(&rows, &known, Choice::default(), has_iban).expect("a batch");
    assert_eq!(batch.entries.iter().map(|(row, _)| row.number).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn one_file_is_in_one_asset() {
    let mut rows = [payout(1, "ana", 5), payout(2, "ana", 5)];
    rows[1].symbol = "ILS".to_owned();
    let known = details("payee,iban\nana,DE1\n");
    let both = choose(&rows, &known, Choice::default(), has_iban);
    assert_eq!(both, Err(FormatError::Assets(vec!["EUR".to_owned(), "ILS".to_owned()])));
    let choice = Choice { symbol: Some("ILS"), leaves_out: false };
    let one = choose(&rows, &known, choice, has_iban).expect("a batch");
    assert_eq!(one.entries.iter().map(|(row, _)| row.number).collect::<Vec<_>>(), [2]);
}
