//! Who acts. Permission is asked of the origin: a rule never needs to know whether a person, a
//! proposal or a clock acts.

use aluma_types::spec::Author;
use aluma_types::{AccountId, Canon, DaoId, ProposalId, PublicKey};

use crate::identity::types::KeyRole;

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Origin {
    /// An account, by one of its keys.
    #[tag(1)]
    #[he("חבר/ה")]
    Member {
        /// The account.
        #[he("החשבון")]
        account: AccountId,
        /// Which of its keys signed.
        #[he("המפתח")]
        key: u16,
        /// What that key was when it signed: an agent's acts are told apart for good.
        #[he("תפקיד המפתח")]
        role: KeyRole,
    },
    /// A key that has no account yet.
    #[tag(2)]
    #[he("מצטרף/ת")]
    Newcomer {
        /// The key.
        #[he("המפתח")]
        key: PublicKey,
    },
    /// A DAO, by a proposal that passed.
    #[tag(3)]
    #[he("הארגון")]
    Dao {
        /// The DAO.
        #[he("הארגון")]
        dao: DaoId,
        /// The proposal being enacted.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
    /// The clock: a task that fell due.
    #[tag(4)]
    #[he("השעון")]
    Task {
        /// The task's number in the registry.
        #[he("מספר הפעולה")]
        task: u16,
        /// Its number in the due queue.
        #[he("המקום בתור")]
        sequence: u64,
    },
    /// The genesis.
    #[tag(5)]
    #[he("המייסדים")]
    Founder,
    /// A DAO, by somebody who holds a role in it.
    #[tag(6)]
    #[he("תפקיד")]
    Role {
        /// The DAO.
        #[he("הארגון")]
        dao: DaoId,
        /// The role's number there.
        #[he("התפקיד")]
        role: u32,
        /// Who holds it and signed.
        #[he("מי שבתפקיד")]
        holder: AccountId,
    },
}

impl Origin {
    /// The kind of author it is in action specs; tasks and the genesis author no action.
    pub const fn author(&self) -> Option<Author> {
        match self {
            Self::Member { .. } => Some(Author::Member),
            Self::Newcomer { .. } => Some(Author::Newcomer),
            Self::Dao { .. } => Some(Author::Dao),
            Self::Role { .. } => Some(Author::Role),
            Self::Task { .. } | Self::Founder => None,
        }
    }

    /// An account by a key of its owner's: what tools and tests begin with.
    pub const fn owner(account: AccountId) -> Self {
        Self::Member { account, key: 0, role: KeyRole::Owner }
    }

    /// Whether a machine signed.
    pub const fn is_agent(&self) -> bool {
        matches!(self, Self::Member { role: KeyRole::Agent, .. })
    }

    /// The DAO that acts, and the proposal that says so; a role acts without one.
    pub const fn acts_for(&self) -> Option<(DaoId, Option<ProposalId>)> {
        match self {
            Self::Dao { dao, proposal } => Some((*dao, Some(*proposal))),
            Self::Role { dao, .. } => Some((*dao, None)),
            _ => None,
        }
    }

    /// Who signed, for themselves or by a role: nobody judges or chooses their own by changing hats.
    pub const fn person(&self) -> Option<AccountId> {
        match self {
            Self::Member { account, .. } => Some(*account),
            Self::Role { holder, .. } => Some(*holder),
            _ => None,
        }
    }

    /// The account that signed for itself, if one did: whoever acts by a role signs for the DAO.
    pub const fn account(&self) -> Option<AccountId> {
        match self {
            Self::Member { account, .. } => Some(*account),
            _ => None,
        }
    }
}
