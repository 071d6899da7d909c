//! The ledger's rules with the action of `docs/adding-an-action.md` in them, as if somebody had
//! followed that page: what every door has to show without being told of it.

use alloc::boxed::Box;
use alloc::vec::Vec;

use aluma_types::spec::{ActionSpec, Catalog};

use super::wave::Wave;
use crate::kernel::action::{ActionEntry, Registry, action};
use crate::registry::REGISTRY;

/// The number that the page gives to its action.
pub const NUMBER: u16 = 19;

/// The action of the page as data.
pub const SPEC: &ActionSpec = Wave::ACTION;

/// The registry with one line more; the registry itself where somebody added that line already.
/// What it makes is never freed: a test makes one.
pub fn registry() -> &'static Registry {
    if REGISTRY.named(SPEC.name).is_some() {
        return &REGISTRY;
    }
    let mut actions: Vec<ActionEntry> = REGISTRY.actions.to_vec();
    actions.push(action::<Wave>(NUMBER));
    actions.sort_by_key(|entry| entry.number);
    let specs: Vec<_> = actions.iter().map(|entry| (entry.number, entry.spec)).collect();
    let (actions, specs) = (actions.leak(), specs.leak());
    Box::leak(Box::new(Registry { actions, specs, ..REGISTRY }))
}
