//! Tests of reputation.
