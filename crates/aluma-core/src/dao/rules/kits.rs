//! Teams and roles that a template offers to whoever founds. They have no words here: `aluma-text`
//! names them in the founder's language (`kit-<word>`), and the founder signs those names.

/// Teams and roles to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kit {
    /// Teams, each with a pot of its own; their numbers are their places, from 1.
    pub domains: &'static [FirstTeam],
    /// Roles; their numbers are their places, from 1.
    pub roles: &'static [FirstOffice],
}

/// A team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstTeam {
    /// What its words are found by.
    pub word: &'static str,
}

/// A role that all founders hold at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstOffice {
    /// What its words are found by.
    pub word: &'static str,
    /// The number of its team.
    pub domain: Option<u32>,
    /// The actions that it may take.
    pub may: &'static [&'static str],
    /// Whether it weighs where the charter lets roles weigh.
    pub weighs: bool,
    /// How many hundredths of what a founding puts into the treasury it may pay in 30 days.
    pub pays_percent: u128,
}

impl Kit {
    /// Neither teams nor roles.
    pub const NOTHING: Self = Self { domains: &[], roles: &[] };
}

const fn office(word: &'static str, may: &'static [&'static str]) -> FirstOffice {
    FirstOffice { word, domain: None, may, weighs: false, pays_percent: 0 }
}

/// What a role that pays may do.
const PAYS: &[&str] = &["transfer", "reserve", "pay-reserved"];

/// Who keeps a conversation possible. Everything is said in public and may be appealed, to those who
/// hold the role beside whoever used it.
const MODERATOR: FirstOffice = office(
    "moderator",
    &["hide-post", "show-post", "judge-hiding", "lock-thread", "unlock-thread"],
);

/// Who looks after the work and sees that others take their turn.
pub(super) const SERVICE_COLLECTIVE: Kit = Kit {
    domains: &[],
    roles: &[FirstOffice { pays_percent: 5, ..office("coordinator", PAYS) }, MODERATOR],
};

/// Who may stop everything in an emergency, and who prepares what is paid.
pub(super) const PROTOCOL_STEWARD: Kit = Kit {
    domains: &[FirstTeam { word: "council" }],
    roles: &[
        office("guardian", &["pause"]),
        FirstOffice { domain: Some(1), pays_percent: 2, ..office("councillor", PAYS) },
        MODERATOR,
    ],
};

/// Who teaches: they choose further teachers among themselves and have a voice of their own.
pub(super) const LEARNING_COMMUNITY: Kit = Kit {
    domains: &[FirstTeam { word: "teachers" }],
    roles: &[
        office("convenor", &["give-role", "revoke-role"]),
        FirstOffice { domain: Some(1), weighs: true, ..office("teacher", &[]) },
        MODERATOR,
    ],
};

/// Who pays the club's small bills.
pub(super) const INVESTMENT_CLUB: Kit = Kit {
    domains: &[],
    roles: &[FirstOffice { pays_percent: 1, ..office("treasurer", PAYS) }, MODERATOR],
};

/// Who weighs grants; what was given for a purpose lies in a pot of its own.
pub(super) const PHILANTHROPIC_FUND: Kit = Kit {
    domains: &[FirstTeam { word: "gifts" }],
    roles: &[FirstOffice { weighs: true, ..office("trustee", &[]) }, MODERATOR],
};
