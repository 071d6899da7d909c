//! What was accepted and what was refused, by action and by code.

use std::collections::BTreeMap;

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::receipt::Status;
use aluma_core::registry::REFUSALS;
use aluma_types::admission::Inadmissible;

use crate::digest::{Deed, Digest};

/// What became of one action or task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Done as a transaction, or as a task's slice.
    pub accepted: u64,
    /// Done as a part of a proposal or by a role.
    pub enacted: u64,
    /// Those of a proposal among them.
    pub proposed: u64,
    /// Refused, by the refusal's number.
    pub refused: BTreeMap<u16, u64>,
}

/// What became of everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// By the action's name.
    pub actions: BTreeMap<&'static str, Count>,
    /// By the task's name.
    pub tasks: BTreeMap<&'static str, Count>,
    /// Enactments that were refused, by the refusal's number.
    pub failed: BTreeMap<u16, u64>,
    /// What got no place, by reason.
    pub inadmissible: BTreeMap<&'static str, u64>,
    /// Facts that were stated, by name.
    pub facts: BTreeMap<&'static str, u64>,
    /// Blocks.
    pub blocks: u64,
}

impl Counts {
    /// Counts nothing yet, of every action and task that is listed.
    pub fn new(registry: &Registry) -> Self {
        let mut counts = Self::default();
        for entry in registry.actions {
            counts.actions.insert(entry.spec.name, Count::default());
        }
        for entry in registry.tasks {
            counts.tasks.insert(entry.name, Count::default());
        }
        counts
    }

    /// Counts a block.
    pub fn add(&mut self, digest: &Digest, rejected: &[(usize, Inadmissible)]) {
        self.blocks += 1;
        for (_, reason) in rejected {
            *self.inadmissible.entry(reason.name()).or_default() += 1;
        }
        for deed in &digest.deeds {
            let slot = self.slot(deed);
            match deed.receipt.status {
                Status::Done => slot.accepted += 1,
                Status::Refused { code } => *slot.refused.entry(code).or_default() += 1,
                Status::Fault => {}
            }
            for told in deed.told("enactment-failed") {
                let code =
                    told.fact.fields().number("code").and_then(|code| u16::try_from(code).ok());
                if let Some(code) = code {
                    *self.failed.entry(code).or_default() += 1;
                }
            }
            for told in &deed.facts {
                *self.facts.entry(told.fact.name).or_default() += 1;
            }
            if let Some(enacted) = &deed.enacted {
                for act in &enacted.acts {
                    let slot = self.actions.entry(act.name).or_default();
                    slot.enacted += 1;
                    slot.proposed += u64::from(enacted.proposal.is_some());
                }
            }
        }
    }

    fn slot(&mut self, deed: &Deed) -> &mut Count {
        let slots = if deed.nonce.is_some() { &mut self.actions } else { &mut self.tasks };
        slots.entry(deed.name).or_default()
    }

    /// Adds another run's.
    pub fn merge(&mut self, other: &Self) {
        self.blocks += other.blocks;
        let both = [(&mut self.actions, &other.actions), (&mut self.tasks, &other.tasks)];
        for (mine, others) in both {
            for (name, count) in others {
                let slot = mine.entry(name).or_default();
                slot.accepted += count.accepted;
                slot.enacted += count.enacted;
                slot.proposed += count.proposed;
                for (code, times) in &count.refused {
                    *slot.refused.entry(*code).or_default() += times;
                }
            }
        }
        for (code, times) in &other.failed {
            *self.failed.entry(*code).or_default() += times;
        }
        for (name, times) in &other.inadmissible {
            *self.inadmissible.entry(name).or_default() += times;
        }
        for (name, times) in &other.facts {
            *self.facts.entry(name).or_default() += times;
        }
    }

    /// Whether anything was refused with this number.
    pub fn was_refused(&self, code: u16) -> bool {
        let mut all = self.actions.values().chain(self.tasks.values());
        self.failed.contains_key(&code) || all.any(|count| count.refused.contains_key(&code))
    }

    /// Actions that nothing and nobody ever did.
    pub fn never_accepted(&self) -> Vec<&'static str> {
        let none = |(_, count): &(&&'static str, &Count)| count.accepted + count.enacted == 0;
        self.actions.iter().filter(none).map(|(name, _)| *name).collect()
    }
}

/// The name of a refusal's number.
pub fn refusal_name(code: u16) -> &'static str {
    let mut all = REFUSALS.iter().flat_map(|(_, list)| list.iter());
    all.find(|(number, _)| *number == code).map_or("?", |(_, name)| name)
}
