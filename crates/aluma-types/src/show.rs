//! Text forms of numbers.
