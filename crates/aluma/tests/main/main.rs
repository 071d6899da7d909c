//! The binary as people run it: one process per command, on folders of its own.

#[cfg(unix)]
mod backups;
mod bidding;
mod browser;
mod cases;
mod deciding;
#[cfg(unix)]
mod demo;
mod evening;
mod funds;
mod imports;
#[cfg(unix)]
mod leaving;
mod others;
mod past;
mod paying;
mod playing;
mod rating;
mod rounds;
mod scratch;
#[cfg(unix)]
mod served;
mod serving;
mod stage;
mod support;
mod wrong;
