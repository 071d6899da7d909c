//! What goes with a DAO that leaves, and what does not.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use aluma_types::spec::{FieldSpec, TypeSpec};
use aluma_types::{AccountId, DaoId, List, Span, Timestamp};

use crate::dao::Moment;
use crate::identity::actions::{GrantKey, GrantedRole, SetGuardians};
use crate::identity::types::{Guardian, KeyRole, Scope};
use crate::kernel::leaving::{Fate, Parting, Taker, arrive, part};
use crate::kernel::table::AnyTable;
use crate::registry::{REGISTRY, State};
use crate::testing::World;
use crate::testing::world::key;

/// Rows of two tables hold what nobody looks into, and name nobody: peaks of logs, and used nonces.
/// Whoever adds another says here why nobody would be left behind by it.
#[test]
fn every_table_says_whom_its_rows_name() {
    let state = State::default();
    let unread: Vec<&str> = state
        .tables()
        .filter(|table| is_opaque(table.shape()))
        .map(|table| table.spec().name)
        .collect();
    assert_eq!(unread, ["logs", "keys"]);
}

fn is_opaque(spec: &TypeSpec) -> bool {
    let within = |fields: &[FieldSpec]| fields.iter().any(|field| is_opaque(field.spec));
    match spec {
        TypeSpec::Opaque => true,
        TypeSpec::List { item, .. } => is_opaque(item),
        TypeSpec::Option(inner) => is_opaque(inner),
        TypeSpec::Struct(spec) => within(spec.fields),
        TypeSpec::Enum(spec) => spec.variants.iter().any(|variant| within(variant.fields)),
        _ => false,
    }
}

fn parted(w: &World, dao: DaoId, taker: Taker) -> Parting {
    part(&w.look(None), &REGISTRY, (dao, taker)).unwrap()
}

/// Names of the tables of which rows go, and how many.
fn count(parting: &Parting, table: &str) -> usize {
    let state = State::default();
    let is_it = |number: u16| state.table(number).is_some_and(|it| it.spec().name == table);
    parting.rows.iter().filter(|row| is_it(row.table)).count()
}

fn guard(w: &mut World, who: &str, guardian: &str) {
    let guardian = Guardian::Account { account: w.id(guardian) };
    let action = SetGuardians {
        guardians: List::new(vec![guardian]).unwrap(),
        threshold: 1,
        sequence: w.turn(who),
    };
    w.act(who, &action).unwrap();
}

fn phone(w: &mut World, who: &str, word: &str) {
    let action = GrantKey {
        key: key(word),
        role: GrantedRole::Session,
        scopes: List::new(vec![Scope { dao: None, actions: List::default() }]).unwrap(),
        caps: List::default(),
        valid_for: Span::days(1),
        sequence: w.turn(who),
    };
    w.act(who, &action).unwrap();
}

/// Two communities; ana of the first has a guardian in neither, and a telephone's key, and so has
/// her guardian.
fn two() -> (World, DaoId, DaoId) {
    let mut w = World::new();
    let (here, there) = (w.community(&["ana", "ben"]), w.community(&["cat"]));
    w.person("dov");
    w.person("eve");
    guard(&mut w, "ana", "dov");
    guard(&mut w, "dov", "eve");
    phone(&mut w, "ana", "phone");
    phone(&mut w, "dov", "tablet");
    (w, here, there)
}

#[test]
fn whoever_is_named_goes_and_nobody_else() {
    let (w, here, there) = two();
    let all = parted(&w, here, Taker::Operator);
    let accounts: BTreeSet<AccountId> = accounts(&all);
    assert_eq!(accounts, ["ana", "ben", "dov"].map(|who| w.id(who)).into());
    // A guardian comes with what everybody may see of them: no guardians nor limited keys of theirs.
    assert_eq!(withheld(&w, &all), [("keys", 1), ("grants", 1)]);
    assert_eq!((count(&all, "daos"), count(&all, "charters")), (1, 1));
    assert_eq!((count(&all, "guards"), count(&all, "grants")), (1, 1));
    // Two keys of ana's, one each of the others.
    assert_eq!(count(&all, "keys"), 4);
    let other = parted(&w, there, Taker::Operator);
    assert_eq!(self::accounts(&other), BTreeSet::from([w.id("cat")]));
    assert_eq!((count(&other, "guards"), count(&other, "keys")), (0, 1));
}

fn accounts(parting: &Parting) -> BTreeSet<AccountId> {
    let number = State::default().identity.accounts.spec().number;
    let rows = parting.rows.iter().filter(|row| row.table == number);
    let id = |key: &Vec<u8>| AccountId(u64::from_be_bytes(key[..8].try_into().unwrap()));
    rows.map(|row| id(&row.key)).collect()
}

/// Guardians and what a key may do are its owner's own business, and a limited key never goes
/// without its limits.
#[test]
fn a_reader_takes_no_business_of_others() {
    let (w, here, _) = two();
    let ben = parted(&w, here, Taker::Reader(Some(w.id("ben"))));
    // That the key ends tomorrow, and that her guardians change, is hers as well.
    assert_eq!(withheld(&w, &ben), [("due", 2), ("keys", 1), ("grants", 1), ("guards", 1)]);
    assert_eq!((count(&ben, "guards"), count(&ben, "grants"), count(&ben, "keys")), (0, 0, 2));
    let state = state_of(&ben);
    let mut keys = state.identity.keys.iter();
    assert!(keys.all(|(_, key)| key.role == KeyRole::Owner));
    let ana = parted(&w, here, Taker::Reader(Some(w.id("ana"))));
    assert_eq!((count(&ana, "guards"), count(&ana, "keys")), (1, 4));
    assert_eq!(withheld(&w, &ana), [("keys", 1), ("grants", 1)], "her guardian's");
    // Whoever may not read a community takes nothing of it.
    let look = w.look(None);
    let nobody = part(&look, &REGISTRY, (DaoId(99), Taker::Reader(Some(w.id("ben")))));
    assert_eq!(nobody.unwrap_err().name, "no-such-dao");
    let nobody = part(&look, &REGISTRY, (DaoId(99), Taker::Operator));
    assert_eq!(nobody.unwrap_err().name, "no-such-dao");
}

/// Names of the tables of which rows are withheld, and how many.
fn withheld<'w>(w: &'w World, parting: &Parting) -> Vec<(&'w str, u64)> {
    let name = |table: u16| w.state().table(table).unwrap().spec().name;
    parting.withheld.iter().map(|(table, count)| (name(*table), *count)).collect()
}

/// Later than whatever the rows tell of.
const AT: Moment = Moment { height: u64::MAX, time: Timestamp(u64::MAX) };

fn state_of(parting: &Parting) -> State {
    let taken = parting.rows.iter().filter(|row| row.fate == Fate::Taken);
    arrive(taken.map(|row| (row.table, &row.key[..], &row.value[..])), AT).unwrap()
}

#[test]
fn rows_of_no_table_make_no_state() {
    let (w, here, _) = two();
    let all = parted(&w, here, Taker::Operator);
    let row = all.rows.first().unwrap();
    assert!(arrive([(9_999, &row.key[..], &row.value[..])], AT).is_err(), "no such table");
    assert!(arrive([(row.table, &row.key[..], &[9, 9, 9][..])], AT).is_err(), "no such value");
    assert!(arrive([(row.table, &[1, 2, 3][..], &row.value[..])], AT).is_err(), "no such key");
}
