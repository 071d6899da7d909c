//! Tables against a plain map: writing, undoing, indexes, what changed.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use aluma_types::Canon;
use proptest::prelude::*;

use crate::kernel::table::{AnyTable, Class, Goes, Indexes, Life, Row, Shown, Table, TableSpec};

static SPEC: TableSpec = TableSpec {
    number: 1,
    name: "numbers",
    life: Life::Permanent,
    class: Class::None,
    shown: Shown::Everybody,
};

#[derive(Clone, Debug, PartialEq, Eq, Canon)]
struct Number {
    value: u8,
}

impl Row<u8> for Number {
    fn goes(_: &u8, _: &Self) -> Goes {
        Goes::Never
    }
}

#[derive(Debug, Default, PartialEq, Eq)]
struct ByValue(BTreeSet<(u8, u8)>);

impl Indexes<u8, Number> for ByValue {
    fn add(&mut self, key: &u8, row: &Number) {
        self.0.insert((row.value, *key));
    }

    fn remove(&mut self, key: &u8, row: &Number) {
        self.0.remove(&(row.value, *key));
    }
}

#[derive(Clone, Debug)]
enum Step {
    Put(u8, u8),
    Remove(u8),
    Mark,
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..6u8, 0..4u8).prop_map(|(key, value)| Step::Put(key, value)),
        2 => (0..6u8).prop_map(Step::Remove),
        1 => Just(Step::Mark),
        1 => Just(Step::Undo),
    ]
}

fn contents(table: &Table<u8, Number, ByValue>) -> BTreeMap<u8, u8> {
    table.iter().map(|(key, row)| (*key, row.value)).collect()
}

proptest! {
    #[test]
    fn a_table_is_a_map_that_can_go_back(steps in proptest::collection::vec(step(), 0..60)) {
        let mut table: Table<u8, Number, ByValue> = Table::new(&SPEC);
        let mut model: BTreeMap<u8, u8> = BTreeMap::new();
        let mut marks: Vec<(usize, BTreeMap<u8, u8>)> = Vec::new();
        for step in steps {
            match step {
                Step::Put(key, value) => {
                    table.put(key, Number { value });
                    model.insert(key, value);
                }
                Step::Remove(key) => {
                    table.remove(&key);
                    model.remove(&key);
                }
                Step::Mark => marks.push((table.mark(), model.clone())),
                Step::Undo => if let Some((mark, then)) = marks.pop() {
                    table.undo_to(mark);
                    model = then;
                },
            }
            prop_assert_eq!(contents(&table), model.clone());
            let index: BTreeSet<_> = model.iter().map(|(key, value)| (*value, *key)).collect();
            prop_assert_eq!(&table.index().0, &index);
        }
        // What changed leads from nothing to here, each key once, in order.
        let mut changes = Vec::new();
        table.changes(&mut changes);
        let changed: BTreeMap<u8, u8> =
            changes.iter().map(|one| (one.key[0], one.value.as_ref().unwrap()[1])).collect();
        prop_assert_eq!(&changed, &model);
        prop_assert!(changes.windows(2).all(|pair| pair[0].key < pair[1].key));
        table.undo_to(0);
        prop_assert!(table.is_empty() && table.index().0.is_empty());
    }
}

#[test]
fn a_row_of_another_layout_is_refused() {
    let mut table: Table<u8, Number> = Table::new(&SPEC);
    assert!(table.load(&[1], Some(&[1, 7])).is_ok());
    assert!(table.load(&[1], Some(&[2, 7])).is_err());
    assert!(table.load(&[1], Some(&[])).is_err());
    assert!(table.load(&[1, 1], Some(&[1, 7])).is_err());
    assert_eq!(table.raw(&[1]).unwrap(), Some(alloc::vec![1, 7]));
}
