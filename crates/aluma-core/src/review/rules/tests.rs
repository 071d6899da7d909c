//! The rules against slow ones, and their laws.

mod agreement;
mod drawing;
mod fenwick;
mod output;
mod rating;
mod reference;
mod regard;
