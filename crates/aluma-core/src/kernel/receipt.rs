//! What became of a transaction or a task: fixed in size, one for each, also when refused.

use aluma_types::{Canon, Hash32, Timestamp};

use crate::kernel::origin::Origin;

/// How it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Status {
    /// Done.
    #[tag(1)]
    #[he("נעשה")]
    Done,
    /// Told no, by this refusal's code; nothing changed but nonce and charge.
    #[tag(2)]
    #[he("נדחה")]
    Refused {
        /// The refusal's number.
        #[he("הקוד")]
        code: u16,
    },
    /// It broke an invariant or panicked: undone, and the operator is told.
    #[tag(3)]
    #[he("תקלה")]
    Fault,
}

/// What became of a transaction or a task.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Receipt {
    /// Transaction id, or SHA-256 of ("aluma task v1", network, sequence, run) for a task.
    pub id: Hash32,
    /// Height of the block.
    pub height: u64,
    /// Place in the block: due tasks first, then transactions.
    pub index: u32,
    /// Block time.
    pub time: Timestamp,
    /// Who acted.
    pub origin: Origin,
    /// The action's number; for a task the task's.
    pub kind: u16,
    /// How it ended.
    pub status: Status,
    /// Units charged.
    pub charge: u64,
    /// The thing it made (an account, DAO, proposal or poll), where it made one.
    pub made: Option<u64>,
}
