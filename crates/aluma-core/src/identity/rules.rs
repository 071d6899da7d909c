//! Decisions of identity that look at values alone, and its laws.

pub(crate) mod allowance;
mod caps;
pub(crate) mod drawing;
mod laws;
mod recovery;
mod scopes;
pub(crate) mod signing;
pub(crate) mod spending;
#[cfg(test)]
mod tests;

pub(crate) use caps::{book, left};
pub(crate) use laws::claimed_accounts_have_owners;
pub(crate) use recovery::{
    Cannot, DELAY, LONG, WAIT, locked_until, may_cancel, needed, repeatable, supporters,
};
pub(crate) use scopes::{About, covers};
