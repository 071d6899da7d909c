use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use aluma_types::List;
use proptest::prelude::*;

use crate::discussion::rules::reactions::{counted, standing, with};
use crate::discussion::types::{Counted, Counts, Reacted, Reaction};
use crate::kernel::event::Circle;

use Reaction::{Agree, Concern, Disagree, Heart, Joy, Question};

const ALL: [Reaction; Reaction::COUNT] = [Agree, Disagree, Heart, Joy, Question, Concern];

fn reacted(version: u16, kinds: &[Reaction]) -> Reacted {
    Reacted { version, kinds: List::new(kinds.into()).unwrap(), circle: Circle::Readers }
}

#[test]
fn reactions_to_earlier_words_stand_no_more() {
    let row = reacted(2, &[Agree, Joy]);
    for (version, expected) in [(1, &[][..]), (2, &[Agree, Joy][..]), (3, &[][..])] {
        assert_eq!(&standing(Some(&row), version)[..], expected, "version {version}");
    }
    assert!(standing(None, 1).is_empty());
}

#[test]
fn a_reaction_more_or_less() {
    let kinds = |list: &[Reaction]| List::new(list.into()).unwrap();
    let of = (7, Circle::Voters);
    let row = with(kinds(&[Joy]), (Agree, true), of).unwrap();
    assert_eq!((row.version, row.circle, &row.kinds[..]), (7, Circle::Voters, &[Agree, Joy][..]));
    let row = with(kinds(&[Agree, Joy]), (Joy, false), of).unwrap();
    assert_eq!(&row.kinds[..], &[Agree]);
    assert_eq!(with(kinds(&[Agree]), (Agree, false), of), None, "no row where nothing is left");
    assert_eq!(with(kinds(&ALL), (Joy, true), of).unwrap().kinds.len(), Reaction::COUNT);
}

proptest! {
    /// Whatever people do in whatever order, a post counts each of them once in each way.
    #[test]
    fn counts_are_those_of_a_naive_recount(
        acts in proptest::collection::vec((0u64..5, 0usize..Reaction::COUNT, any::<bool>()), 0..60),
    ) {
        let mut rows: BTreeMap<u64, Reacted> = BTreeMap::new();
        let mut naive: BTreeSet<(Reaction, u64)> = BTreeSet::new();
        let mut counts = Counts::default();
        for (who, kind, is_there) in acts {
            let kind = ALL[kind];
            let kinds = standing(rows.get(&who), 1);
            // As the actions do: nobody reacts twice, or takes back what is not there.
            if kinds.contains(&kind) == is_there {
                continue;
            }
            match with(kinds, (kind, is_there), (1, Circle::Readers)) {
                Some(row) => rows.insert(who, row),
                None => rows.remove(&who),
            };
            counts = counted(&counts, (kind, is_there));
            if is_there { naive.insert((kind, who)) } else { naive.remove(&(kind, who)) };
        }
        let people = |kind| naive.iter().filter(|(one, _)| *one == kind).count();
        let expected: Vec<Counted> = ALL
            .into_iter()
            .map(|kind| Counted { kind, people: u32::try_from(people(kind)).unwrap() })
            .filter(|counted| counted.people > 0)
            .collect();
        prop_assert_eq!(counts.to_vec(), expected);
    }
}
