//! What learning stores.

use aluma_types::{AccountId, DaoId};

use crate::kernel::table::{Goes, Row, Table};
use crate::learn::types::{Course, Learning, Mastery};
use crate::tables;

tables! {
    /// The domain's tables.
    Tables {
        /// Courses.
        courses: Table<(DaoId, u64), Course> = 172, Permanent, None, Readers;
        /// How far people are in them.
        learnings: Table<(DaoId, u64, AccountId), Learning> = 173, Permanent, None, Readers;
        /// Skills that people have, by their numbers.
        masteries: Table<(DaoId, AccountId, u32), Mastery> = 174, Permanent, None, Readers;
    }
}

/// Rows that belong to the DAO that their key begins with. A community for practice does not go along:
/// whoever learns names one where they are then.
macro_rules! of_dao {
    ($($row:ty, $key:ty);* $(;)?) => {$(
        impl Row<$key> for $row {
            fn dao(key: &$key, _: &Self) -> Option<DaoId> {
                Some(key.0)
            }

            fn goes(key: &$key, _: &Self) -> Goes {
                Goes::Dao(key.0)
            }
        }
    )*};
}

of_dao! {
    Course, (DaoId, u64);
    Learning, (DaoId, u64, AccountId);
    Mastery, (DaoId, AccountId, u32);
}
