//! The Rust SDK: what the command line, tests, importers and bots use.
//!
//! Reading order: [`transport`] (how a request gets to a ledger), [`client`] (asking and handing
//! in), [`author`] (who signs, with which nonce), [`collected`] (several who sign one thing),
//! [`resolve`] (words to ids on the way in), [`secret`] (one-time secrets of invitations and
//! payees), [`proof`] (holding an answer against its header), then what is built on them:
//! [`payouts`] and [`import`]. [`keystore`] keeps keys.

pub mod author;
pub mod client;
pub mod collected;
pub mod error;
pub mod funds;
pub mod import;
pub mod issues;
pub mod keystore;
pub mod past;
pub mod payouts;
pub mod praise;
pub mod proof;
pub mod resolve;
pub mod secret;
pub mod transport;
mod wallet;

pub use aluma_formats::cells as csv;

pub use author::Author;
pub use client::{Answer, Client, Status, Wish};
pub use collected::Collected;
pub use error::{Error, Problem};
pub use transport::{Http, Request, Response, Transport, TransportError};

/// Base64 for header fields: URL-safe, without padding.
fn base64url(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
