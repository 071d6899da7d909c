//! Arithmetic and decisions of review.

pub mod agreement;
pub mod drawing;
pub mod fenwick;
pub mod fixed;
pub(crate) mod laws;
pub mod output;
pub mod passes;
pub mod rating;
pub mod regard;

#[cfg(test)]
mod tests;
