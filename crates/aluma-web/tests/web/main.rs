//! Pages through their router, over a ledger with people and communities.

mod found;
mod people;
mod privacy;
mod stage;
mod town;
mod words;
