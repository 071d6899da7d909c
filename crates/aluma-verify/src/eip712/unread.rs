//! Reading through nobody's eyes.

use aluma_types::spec::IdKind;
use aluma_types::{AccountId, Act, AssetId, DaoId, Hash32};

use super::{Directory, Says};

/// Knows nobody and says nothing: for keys that sign bytes, whatever they mean.
#[derive(Clone, Copy, Debug)]
pub struct Unread;

impl Directory for Unread {
    fn account_name(&self, _: AccountId) -> Option<Hash32> {
        None
    }

    fn dao_name(&self, _: DaoId) -> Option<Hash32> {
        None
    }

    fn asset(&self, _: AssetId) -> Option<(&str, u8)> {
        None
    }

    fn exists(&self, _: IdKind, _: u64) -> bool {
        true
    }
}

impl Says for Unread {
    fn says(&self, _: &Act) -> String {
        String::new()
    }
}
