//! Laws of counting: whatever people do in whatever order, the tally that every act moves a little
//! is the one that a count from the beginning gives.

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use aluma_types::ProposalId;
use proptest::prelude::*;

use super::stage::{HEAD, Say, Stage, vote};
use crate::dao::actions::Leave;
use crate::governance::actions::{Delegate, Undelegate, Vote};
use crate::governance::rules::Tally;
use crate::governance::types::{Choice, TrackName};
use crate::treasury::types::AssetKind;

const MEMBERS: usize = 6;
/// What the members hold where shares count: sums and halves of these are all different.
const SHARES: [u128; MEMBERS] = [1, 2, 5, 11, 23, 1_000_003];
const NAMES: [&str; MEMBERS] = ["m0", "m1", "m2", "m3", "m4", "m5"];

/// One act of one member.
#[derive(Clone, Copy, Debug)]
enum Step {
    Vote(usize, Choice, bool),
    Delegate(usize, usize, bool),
    Undelegate(usize, bool),
    Leave(usize),
}

fn any_choice() -> impl Strategy<Value = Choice> {
    prop_oneof![
        Just(Choice::For),
        Just(Choice::Against),
        Just(Choice::Abstain),
        (0u16..=10_000, 0u16..=10_000).prop_map(|(first, second)| {
            let (low, high) = (first.min(second), first.max(second));
            Choice::Split { in_favour: low, against: high - low, abstain: 10_000 - high }
        }),
    ]
}

fn any_step() -> impl Strategy<Value = Step> {
    let who = 0..MEMBERS;
    prop_oneof![
        5 => (who.clone(), any_choice(), prop::bool::weighted(0.1))
            .prop_map(|(who, choice, last)| Step::Vote(who, choice, last)),
        3 => (who.clone(), who.clone(), any::<bool>())
            .prop_map(|(who, to, track)| Step::Delegate(who, to, track)),
        2 => (who.clone(), any::<bool>()).prop_map(|(who, track)| Step::Undelegate(who, track)),
        1 => who.prop_map(Step::Leave),
    ]
}

/// A delegation as somebody with pen and paper knows it: to whom, and whether it is older than the
/// snapshot.
type Hand = (usize, bool);

/// Who did what, kept without any of the ledger's own tables.
#[derive(Default)]
struct Paper {
    weights: BTreeMap<usize, u128>,
    /// By owner, and whether it is of the one track.
    hands: BTreeMap<(usize, bool), Hand>,
    ballots: BTreeMap<usize, Choice>,
    /// Whose votes lay in a voter's hand when they last voted.
    held: BTreeMap<usize, BTreeSet<usize>>,
    is_open: bool,
}

impl Paper {
    /// In whose hand a vote lies, and by which delegation: that of the one track before all.
    fn hand(&self, owner: usize) -> Option<(usize, bool)> {
        let hands = [true, false].map(|track| (self.hands.get(&(owner, track)), track));
        let older =
            hands.into_iter().find_map(|(hand, track)| Some((hand.filter(|hand| hand.1)?, track)));
        older.map(|((to, _), track)| (*to, track))
    }

    fn holder(&self, owner: usize) -> Option<usize> {
        self.hand(owner).map(|(to, _)| to)
    }

    /// A delegation that ends takes what lay there by it out of every hand, also where another
    /// delegation names the same person: then it comes back with their next ballot.
    fn end(&mut self, owner: usize, track: bool) {
        if self.hand(owner).is_some_and(|(_, by)| by == track) {
            self.held.values_mut().for_each(|held| {
                held.remove(&owner);
            });
        }
    }

    fn note(&mut self, step: Step) {
        match step {
            Step::Vote(who, choice, _) => {
                self.ballots.insert(who, choice);
                let held = (0..MEMBERS).filter(|owner| self.holder(*owner) == Some(who)).collect();
                self.held.insert(who, held);
            }
            Step::Delegate(who, to, track) => {
                self.end(who, track);
                self.hands.insert((who, track), (to, !self.is_open));
            }
            Step::Undelegate(who, track) => {
                self.end(who, track);
                self.hands.remove(&(who, track));
            }
            Step::Leave(who) if !self.is_open => {
                self.weights.insert(who, 0);
            }
            Step::Leave(_) => {}
        }
    }

    fn recount(&self) -> Tally {
        let mut tally = Tally::default();
        for (owner, weight) in &self.weights {
            let holder = self
                .holder(*owner)
                .filter(|holder| self.held.get(holder).is_some_and(|held| held.contains(owner)));
            let voter = if self.ballots.contains_key(owner) { Some(*owner) } else { holder };
            if let Some(choice) = voter.and_then(|voter| self.ballots.get(&voter)) {
                tally = tally.plus(&choice.split(*weight)).unwrap();
            }
        }
        tally
    }
}

/// Takes a step in the ledger; whether it was taken there.
fn take(stage: &mut Stage, proposal: Option<ProposalId>, step: Step) -> bool {
    let dao = stage.dao;
    let of = |track: bool| track.then_some(TrackName::Tip);
    match (step, proposal) {
        (Step::Vote(who, choice, last), Some(proposal)) => {
            let act = Vote { last, ..vote(proposal, choice) };
            stage.act(NAMES[who], &act).is_ok()
        }
        (Step::Vote(..), None) => false,
        (Step::Delegate(who, to, track), _) => {
            let to = stage.world.id(NAMES[to]);
            stage.act(NAMES[who], &Delegate { dao, to, track: of(track) }).is_ok()
        }
        (Step::Undelegate(who, track), _) => {
            stage.act(NAMES[who], &Undelegate { dao, track: of(track) }).is_ok()
        }
        (Step::Leave(who), _) => stage.act(NAMES[who], &Leave { dao }).is_ok(),
    }
}

fn stage(by_shares: bool) -> Stage {
    if !by_shares {
        return Stage::circle(MEMBERS);
    }
    let holders = NAMES.into_iter().zip(SHARES).collect();
    let changes =
        alloc::vec![("weight.heads", "0"), ("weight.shares", "10000"), ("weight.asset", "1")];
    let kind = AssetKind::VotingShare;
    Stage::new(MEMBERS, Say { kind, supply: 0, holders, changes, ..Say::default() })
}

/// Plays steps before and after a proposal opens, and compares after each.
fn compare(by_shares: bool, before: &[Step], after: &[Step]) -> Result<(), TestCaseError> {
    let mut stage = stage(by_shares);
    let mut paper = Paper::default();
    let weight = |who: usize| if by_shares { SHARES[who] } else { HEAD };
    paper.weights = (0..MEMBERS).map(|who| (who, weight(who))).collect();
    for step in before {
        // Somebody has to stay and propose; and shares stay with who leaves.
        let stays = matches!(step, Step::Leave(0)) || (by_shares && matches!(step, Step::Leave(_)));
        if !stays && take(&mut stage, None, *step) {
            paper.note(*step);
        }
    }
    let proposal = stage.propose("m0", &stage.words("text"));
    paper.is_open = true;
    for step in after {
        let is_open = stage.label(proposal) == crate::governance::views::Label::Open;
        if take(&mut stage, Some(proposal), *step) && is_open {
            paper.note(*step);
        }
        let tally = stage.tally(proposal);
        let sides = Tally { for_: tally.in_favour, against: tally.against, abstain: tally.abstain };
        prop_assert_eq!(sides, paper.recount(), "after {:?}", step);
        prop_assert!(sides.weight().unwrap() <= tally.total);
        prop_assert_eq!(tally.voters, paper.ballots.len() as u64);
        if !is_open {
            return Ok(());
        }
    }
    Ok(())
}

#[test]
fn a_delegation_that_ends_leaves_the_hand_where_another_names_the_same_one() {
    let twice = [Step::Delegate(3, 4, false), Step::Delegate(3, 4, true)];
    let ballot = Step::Vote(4, Choice::For, false);
    for track in [true, false] {
        let ended = [ballot, Step::Undelegate(3, track), ballot, Step::Undelegate(3, !track)];
        compare(false, &twice, &ended).unwrap();
        let elsewhere =
            [ballot, Step::Delegate(3, 5, track), ballot, Step::Vote(5, Choice::For, false)];
        compare(false, &twice, &elsewhere).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn the_tally_is_what_a_count_from_the_beginning_gives(
        by_shares: bool,
        before in prop::collection::vec(any_step(), 0..12),
        after in prop::collection::vec(any_step(), 1..24),
    ) {
        compare(by_shares, &before, &after)?;
    }

    #[test]
    fn the_order_of_ballots_makes_no_difference(
        choices in prop::collection::vec(any_choice(), MEMBERS),
        order in Just((0..MEMBERS).collect::<Vec<_>>()).prop_shuffle(),
        holder in 1..MEMBERS,
    ) {
        let count = |order: &[usize]| {
            let mut stage = stage(true);
            stage.delegate("m0", NAMES[holder], None);
            let proposal = stage.propose("m1", &stage.words("text"));
            for who in order {
                stage.vote(NAMES[*who], proposal, choices[*who]);
            }
            stage.sides(proposal)
        };
        let straight: Vec<usize> = (0..MEMBERS).collect();
        prop_assert_eq!(count(&order), count(&straight));
    }
}
