//! Review: what members gave is judged by drawn peers.

pub mod rules;
