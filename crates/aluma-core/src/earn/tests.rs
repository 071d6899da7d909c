//! Tests of programmes: the rules on both sides of each threshold, and the laws of sharing.

mod curves;
mod epochs;
mod groups;
mod links;
mod verifying;
