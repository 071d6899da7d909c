//! Pages through their router, over ledgers with people and communities.

mod capital;
mod credentials;
mod doors;
mod fairness;
mod finding;
mod found;
mod gifts;
mod hall;
mod learn;
mod money;
mod paid;
mod people;
mod privacy;
mod record;
mod review;
mod rounds;
mod stage;
mod town;
mod weight;
mod words;
mod work;
mod works;
