//! Whether an act is among those that a delegated key was given for.

use alloc::vec::Vec;

use aluma_types::DaoId;

use crate::identity::types::Scope;

/// What an act is, as far as scopes ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    /// The action's name.
    pub(crate) action: &'static str,
    /// Communities that its fields name, by themselves or by a proposal or poll of theirs; `None`
    /// for one whose community nobody knows.
    pub(crate) daos: Vec<Option<DaoId>>,
}

/// Whether one of the scopes covers the act whole. A scope of one community covers what is about
/// that community and no other; what is about none (a payment to a person) only a scope of any.
pub(crate) fn covers(scopes: &[Scope], about: &About) -> bool {
    scopes.iter().any(|scope| {
        let named = |kind: &aluma_types::Text<32>| kind.as_str() == about.action;
        let is_kind = scope.actions.is_empty() || scope.actions.iter().any(named);
        let is_here = match scope.dao {
            None => true,
            Some(dao) => {
                !about.daos.is_empty() && about.daos.iter().all(|named| *named == Some(dao))
            }
        };
        is_kind && is_here
    })
}
