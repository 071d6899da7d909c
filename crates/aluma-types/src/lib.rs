//! Nouns of the ledger: ids, amounts, time, text, the canonical codec and the specs that describe them.
