//! Chores of the repository, as `cargo xtask NAME`. Nothing here is part of the product.
//!
//! * [`generate`]: files that are derived from the code, written or compared.
//! * [`chores`]: tests, simulation and benchmarks, under the one name each has in the documents.
//! * [`release`]: the binary as it is given to people, with its checksums and its [bill of materials](bom).
//!
//! The rules of the house that a machine can check are `tests/tidy`.

pub mod bom;
pub mod chores;
pub mod generate;
pub mod release;
pub mod shell;
