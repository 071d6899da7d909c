//! Who may speak.

use crate::dao::Standing;

/// Whom a charter lets speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speakers {
    /// Whoever may read and has an account.
    Readers,
    /// Members with a vote or without, stakeholders, and whoever holds a role.
    Members,
    /// Members with a vote.
    Admitted,
}

impl Speakers {
    /// By the place of the charter's choice.
    pub const fn of_choice(place: u8) -> Self {
        match place {
            0 => Self::Readers,
            2 => Self::Admitted,
            _ => Self::Members,
        }
    }

    /// Its name in the charter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Readers => "readers",
            Self::Members => "members",
            Self::Admitted => "admitted",
        }
    }

    /// Whether somebody who may read and stands so may speak; `has_role` says whether they hold a
    /// role.
    pub const fn lets(self, standing: Option<Standing>, has_role: bool) -> bool {
        match (self, standing) {
            (_, Some(Standing::Admitted)) => true,
            (Self::Readers, _) => true,
            (Self::Members, Some(Standing::Joined | Standing::Stakeholder { .. })) => true,
            (Self::Members, _) => has_role,
            (Self::Admitted, _) => false,
        }
    }
}
