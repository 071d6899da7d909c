//! Tests of learning: what is drawn, and what of a ladder is still somebody's.

mod drawing;
mod ladder;
