//! Treasury: what a community owns and pays.

pub mod rules;
