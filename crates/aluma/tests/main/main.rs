//! The binary as people run it: one process per command, on folders of its own.

mod cases;
mod imports;
mod scratch;
mod serving;
mod support;
mod wrong;
