use aluma_types::{AccountId, DaoId, List, sha256};

use super::told_no;
use crate::dao::actions::Enroll;
use crate::dao::actions::NewPayee;
use crate::dao::{Event, payee};
use crate::identity::types::Holder;
use crate::testing::{World, body, name, secret};

/// Payees by label; each handle is the label in capitals.
pub(super) fn enroll(dao: DaoId, labels: &[&str]) -> Enroll {
    let payee = |label: &&str| NewPayee {
        handle: name(&label.to_uppercase()),
        label: body(label),
        label_hash: sha256(&[label.as_bytes()]),
        secret: Some(secret(label).0),
    };
    Enroll { dao, payees: List::new(labels.iter().map(payee).collect()).unwrap() }
}

#[test]
fn payees_get_accounts_in_their_order() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    let receipt = w.act("ana", &enroll(dao, &["noa", "avi"])).unwrap();
    let first = AccountId(receipt.made.unwrap());
    assert_eq!(payee(w.state(), dao, &sha256(&[b"noa"])), Some(first));
    let second = payee(w.state(), dao, &sha256(&[b"avi"])).unwrap();
    assert_eq!(second, AccountId(first.0 + 1));
    let account = crate::identity::account(w.state(), second).unwrap();
    assert_eq!(account.home, Some(dao));
    assert_eq!(account.label, Some(body("avi")));
    assert_eq!(account.holder, Holder::Nobody { secret: Some(secret("avi").0) });
    let last = w.events::<Event>().pop();
    assert_eq!(last, Some(Event::PayeesEnrolled { dao, first, count: 2 }));
}

#[test]
fn a_dao_enrolls_by_proposal_and_only_its_own() {
    let mut w = World::new();
    let (dao, other) = (w.community(&["ana"]), w.community(&["ben"]));
    w.decide(dao, &enroll(dao, &["noa"])).unwrap();
    assert_eq!(told_no(w.decide(dao, &enroll(other, &["avi"]))), "another-dao");
    // Each DAO has its own labels; handles are the ledger's.
    let refused = w.decide(other, &enroll(other, &["noa"])).unwrap_err();
    assert_eq!(refused.name, "payee-name-taken");
}

#[test]
fn one_wrong_row_enrolls_nobody() {
    let mut w = World::new();
    let dao = w.community(&["ana"]);
    w.act("ana", &enroll(dao, &["noa"])).unwrap();
    let refused = w.act("ana", &enroll(dao, &["avi", "noa"])).unwrap_err();
    assert_eq!(refused.name, "payee-enrolled");
    assert_eq!(refused.data, [("place", 2u64.into())]);
    assert_eq!(payee(w.state(), dao, &sha256(&[b"avi"])), None);
}
