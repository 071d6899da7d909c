//! Where a node answers on the internet: its names, its certificates, the authority that renews them
//! (ACME), the way from port 80, and which names a request may ask for.
//!
//! Reading order: [`name`], [`address`] (one struct that everything which shows an address reads),
//! [`certificates`] (what a handshake is answered with, and how it changes while connections come),
//! [`files`] (certificates that somebody else renews), [`acme`] (certificates that are asked for
//! here), [`doorkeeper`] (what stands before the pages).

pub mod acme;
pub mod address;
pub mod certificates;
pub mod doorkeeper;
pub mod files;
pub mod name;
mod validity;

pub use acme::Acme;
pub use address::{Address, Kind};
pub use certificates::{Certificates, Unusable};
pub use doorkeeper::{guard, to_https};
pub use name::{Name, NameError};
