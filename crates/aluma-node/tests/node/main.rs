//! The running ledger, from the outside.

mod crash;
mod ledger;
mod refused;
mod support;
