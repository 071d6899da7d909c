//! The seeded simulator: workload from specs, independent models, invariant checkers.
