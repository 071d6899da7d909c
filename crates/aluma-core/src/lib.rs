//! The state machine: a pure function from (state, block) to (changes, receipts).
