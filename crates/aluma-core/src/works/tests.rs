//! Tests of works.

mod dealing;
