//! The binary as people run it: one process per command, on folders of its own.

mod browser;
mod cases;
mod deciding;
mod evening;
mod imports;
#[cfg(unix)]
mod leaving;
mod scratch;
mod serving;
mod stage;
mod support;
mod wrong;
