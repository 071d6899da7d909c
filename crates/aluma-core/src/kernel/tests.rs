//! Tests of the kernel, on a registry of scratch actions and tasks.

mod beyond;
mod blocks;
mod covers;
mod due;
mod leaving;
mod scratch;
mod tables;
