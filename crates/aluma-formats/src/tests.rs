//! The forms, held against what their readers hold them against.

mod bank;
mod chain;
mod rows;
mod status;
mod trust;
