//! The API through its router, with real signed transactions.

mod answers;
mod refused;
mod sessions;
mod support;
