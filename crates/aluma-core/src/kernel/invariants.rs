//! What must hold after every block. A quick check runs in every block, a full scan in the
//! simulator and in `verify`; a block that fails either is never committed.

use crate::registry::State;

/// A law of a domain.
#[derive(Debug)]
pub struct Invariant {
    /// Its name, as the simulator prints it.
    pub name: &'static str,
    /// From running figures, in every block; true where it holds.
    pub quick: Option<fn(&State) -> bool>,
    /// From all rows.
    pub full: fn(&State) -> bool,
}

/// A law that a block broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BrokenInvariant(pub &'static str);

/// Runs the quick checks.
///
/// # Errors
/// The first law that does not hold.
pub fn quick(state: &State, list: &[Invariant]) -> Result<(), BrokenInvariant> {
    list.iter()
        .find(|invariant| invariant.quick.is_some_and(|holds| !holds(state)))
        .map_or(Ok(()), |invariant| Err(BrokenInvariant(invariant.name)))
}

/// Runs the full scans.
///
/// # Errors
/// The first law that does not hold.
pub fn full(state: &State, list: &[Invariant]) -> Result<(), BrokenInvariant> {
    list.iter()
        .find(|invariant| !(invariant.full)(state))
        .map_or(Ok(()), |invariant| Err(BrokenInvariant(invariant.name)))
}
