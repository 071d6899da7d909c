//! The running ledger, from the outside.

mod archive;
mod crash;
mod cuts;
mod ledger;
mod refused;
mod support;
