//! Envelopes and signatures: who signed what, as pure functions.
