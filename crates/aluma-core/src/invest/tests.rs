//! Tests of investing: the rules on both sides of each threshold, and the laws of sales and exits, played.

mod across;
mod clearing;
mod exits;
mod played;
