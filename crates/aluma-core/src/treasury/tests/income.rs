//! What came in.

use aluma_types::{AccountId, AssetId, DaoId, PotId};

use super::stage::*;
use crate::dao;
use crate::identity::Refusal as IdentityRefusal;
use crate::treasury::actions::RecordIncome;
use crate::treasury::types::{GENERAL, IncomeKind, Received};
use crate::treasury::{Event, Refusal};

fn income(received: Received) -> RecordIncome {
    let kind = IncomeKind::Sale;
    RecordIncome { dao: DAO, kind, received, payer: None, purpose: body(), document: None }
}

fn paid(units: u128) -> RecordIncome {
    income(Received::Paid { amount: amount(TOKEN, units), pot: WORK })
}

fn here(asset: AssetId, units: u128, pot: PotId) -> RecordIncome {
    income(Received::Here { amount: amount(asset, units), pot })
}

fn from(payer: AccountId, action: RecordIncome) -> RecordIncome {
    RecordIncome { payer: Some(payer), ..action }
}

#[test]
fn who_pays_is_the_payer() {
    let mut stage = Stage::new();
    stage.act(member(ANNA), paid(40)).unwrap();
    assert_eq!((stage.balance(ANNA, TOKEN), stage.free(TOKEN)), (60, 1_040));
    let Event::IncomeRecorded { number: 1, income, .. } = stage.said() else { panic!() };
    assert_eq!((income.payer, income.proposal), (Some(ANNA), None));
    assert_eq!(stage.state.treasury.turnovers.get(&(DAO, TOKEN)).unwrap().income, 40);
    stage.act(member(ANNA), from(ANNA, paid(60))).unwrap();
    assert_eq!(stage.made, Some(2));
}

#[test]
fn a_dao_states_what_came_another_way() {
    let mut stage = Stage::new();
    stage.act(BY_DAO, from(BEN, here(TOKEN, 1_000, GENERAL))).unwrap();
    stage.act(BY_DAO, income(Received::Outside { value: body() })).unwrap();
    let Event::IncomeRecorded { number: 2, income, .. } = stage.said() else { panic!() };
    assert_eq!((income.payer, income.proposal), (None, Some(PROPOSAL)));
    assert_eq!(stage.free(TOKEN), 1_000, "a statement moves nothing");
}

#[test]
fn refusals_in_the_order_of_the_checks() {
    let mut stage = Stage::new();
    let absent = RecordIncome { dao: DaoId(9), ..here(TOKEN, 0, GENERAL) };
    assert_eq!(stage.refused(member(ANNA), absent), dao::Refusal::NoSuchDao.into());
    let only_dao = no(Refusal::OnlyTheDao { field: "received" });
    assert_eq!(stage.refused(member(ANNA), here(TOKEN, 0, GENERAL)), only_dao);
    let only_member = no(Refusal::OnlyTheMember { field: "received" });
    assert_eq!(stage.refused(BY_DAO, paid(0)), only_member);
    assert_eq!(stage.refused(member(ANNA), from(BEN, paid(0))), no(Refusal::NothingToPay));
    let wrong = here(AssetId(99), 1, PotId(9));
    let missing = no(Refusal::NoSuchAsset { asset: AssetId(99) });
    assert_eq!(stage.refused(BY_DAO, from(NOBODY, wrong)), missing);
    let no_pot = no(Refusal::NoSuchPot { dao: DAO, pot: 9 });
    assert_eq!(stage.refused(BY_DAO, from(NOBODY, here(TOKEN, 9_999, PotId(9)))), no_pot);
    let nobody = IdentityRefusal::NoSuchAccount { account: NOBODY }.into();
    assert_eq!(stage.refused(BY_DAO, from(NOBODY, here(TOKEN, 9_999, WORK))), nobody);
    let elsewhere = RecordIncome { dao: OTHER, ..here(TOKEN, 9_999, GENERAL) };
    assert_eq!(stage.refused(BY_DAO, elsewhere), no(Refusal::AnotherDao { dao: OTHER }));
    let less = Refusal::NotEnough { asked: amount(TOKEN, 1_001), has: amount(TOKEN, 1_000) };
    assert_eq!(stage.refused(BY_DAO, here(TOKEN, 1_001, GENERAL)), no(less));
    let foreign = no(Refusal::NotYourPayment { payer: BEN });
    assert_eq!(stage.refused(member(ANNA), from(BEN, paid(101))), foreign);
    let less = Refusal::NotEnough { asked: amount(TOKEN, 101), has: amount(TOKEN, 100) };
    assert_eq!(stage.refused(member(ANNA), paid(101)), no(less));
}
