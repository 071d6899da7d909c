//! The pages, asked through the whole router as a browser asks.

mod hall;
mod money;
mod record;
mod world;
