use alloc::collections::BTreeSet;

use aluma_types::{AccountId, Amount, AssetId, Body, DaoId, Hash32, List, Share, Timestamp};

use crate::grants::Refusal;
use crate::grants::actions::steps::fits;
use crate::grants::actions::{cast_retro_ballot, nominate};
use crate::grants::types::{
    MAX_BALLOTS, MAX_CANDIDATES, MAX_ENTRIES, MAX_TAKERS, Mean, Policy, PraiseTerms, Round, Stage,
    Take,
};
use crate::registry::State;

const KEY: (DaoId, u64) = (DaoId(1), 1);

pub(super) fn round(entries: u32, takers: usize) -> Round {
    let terms = PraiseTerms {
        praised: Share::percent(90),
        raters: Share::percent(7),
        scale: List::default(),
        duplicate: Share::percent(10),
        mean: Mean::Exact,
        ceiling: None,
        recorded: false,
        own_counts: false,
    };
    Round {
        title: Body::new(Hash32::ZERO, 1).unwrap(),
        budget: Amount { asset: AssetId(1), units: 1 },
        escrow: 1,
        policy: Policy::Praise { terms },
        steward: Some(AccountId(1)),
        since: Timestamp(0),
        entries_until: Timestamp(1),
        closes: Timestamp(1),
        entries,
        own: 0,
        takers: u32::try_from(takers).unwrap(),
        task: 1,
        stage: Stage::Open,
    }
}

#[test]
fn a_round_takes_as_many_entries_as_can_be_added_up() {
    let (state, nobody) = (State::default(), BTreeSet::new());
    let full = Err(Refusal::RoundIsFull { limit: MAX_ENTRIES });
    for (there, more, expected) in [
        (MAX_ENTRIES - 1, 1, Ok(())),
        (MAX_ENTRIES - 1, 2, full),
        (MAX_ENTRIES, 0, Ok(())),
        (MAX_ENTRIES, 1, full),
        (0, usize::MAX, full),
    ] {
        assert_eq!(
            fits(&state, KEY, &round(there, 0), (more, &nobody)),
            expected,
            "{there} {more}"
        );
    }
}

#[test]
fn a_round_has_as_many_people_as_are_paid_in_one_go() {
    let mut state = State::default();
    state.grants.takes.put((KEY.0, KEY.1, AccountId(7)), Take::default());
    let people = |all: &[u64]| all.iter().map(|who| AccountId(*who)).collect::<BTreeSet<_>>();
    let full = Err(Refusal::TooManyTakers { limit: MAX_TAKERS as u64 });
    for (there, who, expected) in [
        (MAX_TAKERS - 1, people(&[8]), Ok(())),
        (MAX_TAKERS - 1, people(&[8, 9]), full),
        // Whoever is there already is not counted twice.
        (MAX_TAKERS, people(&[7]), Ok(())),
        (MAX_TAKERS, people(&[7, 8]), full),
    ] {
        assert_eq!(fits(&state, KEY, &round(0, there), (0, &who)), expected, "{there} {who:?}");
    }
}

#[test]
fn a_round_has_as_many_candidates_as_fit_on_a_ballot() {
    let full = Err(Refusal::TooManyCandidates { limit: MAX_CANDIDATES as u64 });
    for (there, is_new, expected) in [
        (MAX_CANDIDATES - 1, true, Ok(())),
        (MAX_CANDIDATES, true, full),
        (MAX_CANDIDATES, false, Ok(())),
    ] {
        assert_eq!(nominate::fits(&round(0, there), is_new), expected, "{there} {is_new}");
    }
}

#[test]
fn a_round_has_as_many_ballots_as_are_read_for_each_candidate() {
    let full = Err(Refusal::RoundIsFull { limit: MAX_BALLOTS });
    for (there, is_first, expected) in
        [(MAX_BALLOTS - 1, true, Ok(())), (MAX_BALLOTS, true, full), (MAX_BALLOTS, false, Ok(()))]
    {
        assert_eq!(
            cast_retro_ballot::fits(&round(there, 0), is_first),
            expected,
            "{there} {is_first}"
        );
    }
}
