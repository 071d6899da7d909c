//! Answers about reputation.
