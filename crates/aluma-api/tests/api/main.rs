//! The API through its router, with real signed transactions.

mod answers;
mod closed;
mod feed;
mod hostile;
mod people;
mod refused;
mod server;
mod sessions;
mod support;
