//! Tests over the state machine: communities of friends, the course of a panel, lines.

mod again;
mod course;
mod friends;
mod lines;
mod order;
mod regards;
mod stage;
