//! The block log, the state root, proofs and snapshots, safe against a crash at any byte.
