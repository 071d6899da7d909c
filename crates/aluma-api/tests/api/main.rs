//! The API through its router, with real signed transactions.

mod answers;
mod closed;
mod export;
mod feed;
mod former;
mod hostile;
mod oracle;
mod people;
mod quiet;
mod refused;
mod server;
mod sessions;
mod slow;
mod support;
