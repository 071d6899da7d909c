//! Facts of communities.

use aluma_types::{AccountId, Body, Canon, DaoId, List, Name, Timestamp};

use crate::dao::rules::expelling::Expulsion;
use crate::dao::rules::parameters::ParameterValue;
use crate::dao::rules::pauses::Rest;
use crate::dao::rules::roles::{Domain, Hold, Role, RoleState};
use crate::dao::types::{HANDLE_BYTES, Manner, NAME_BYTES, PROSE_BYTES, Stake, Standing, Tags};
use crate::kernel::event::DomainEvent;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Event {
    /// A DAO was founded.
    #[tag(1)]
    DaoFounded {
        /// The DAO.
        dao: DaoId,
        /// Who founded it.
        founder: AccountId,
        /// Its handle.
        handle: Name<HANDLE_BYTES>,
        /// What it calls itself.
        name: Body<NAME_BYTES>,
        /// What it is for.
        purpose: Body<PROSE_BYTES>,
    },
    /// An invitation was made.
    #[tag(2)]
    InvitationMade {
        /// Where to; nothing is the ledger itself.
        dao: Option<DaoId>,
        /// Who invites.
        inviter: AccountId,
        /// How many may use it.
        uses: u32,
        /// The last moment at which it may be used.
        until: Timestamp,
    },
    /// Somebody joined who has no vote.
    #[tag(3)]
    MemberJoined {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
    },
    /// Somebody asked to be admitted.
    #[tag(4)]
    ApplicationMade {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
        /// What they wrote.
        note: Option<Body<PROSE_BYTES>>,
        /// The last moment for an objection; nothing where the members must vote.
        until: Option<Timestamp>,
    },
    /// Somebody objected to an application, which the members now decide on.
    #[tag(5)]
    ObjectionMade {
        /// The DAO.
        dao: DaoId,
        /// Whose application.
        account: AccountId,
        /// Who objected.
        by: AccountId,
        /// Why.
        reason: Option<Body<PROSE_BYTES>>,
    },
    /// Somebody was admitted.
    #[tag(6)]
    MemberAdmitted {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
        /// Who vouched.
        inviter: Option<AccountId>,
    },
    /// Somebody left, or withdrew an application.
    #[tag(7)]
    MemberLeft {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
    },
    /// Accounts were made for payees, numbered one after another.
    #[tag(8)]
    PayeesEnrolled {
        /// The DAO.
        dao: DaoId,
        /// The first account.
        first: AccountId,
        /// How many.
        count: u32,
    },
    /// The charter was amended.
    #[tag(9)]
    CharterAmended {
        /// The DAO.
        dao: DaoId,
        /// What changed.
        changes: List<Change, 64>,
    },
    /// The founding season ended.
    #[tag(10)]
    SeasonEnded {
        /// The DAO.
        dao: DaoId,
    },
    /// A domain was opened.
    #[tag(11)]
    DomainOpened {
        /// The DAO.
        dao: DaoId,
        /// Its number.
        domain: u32,
        /// What it is.
        what: Domain,
    },
    /// A domain was closed.
    #[tag(12)]
    DomainClosed {
        /// The DAO.
        dao: DaoId,
        /// Its number.
        domain: u32,
    },
    /// A role was defined.
    #[tag(13)]
    RoleDefined {
        /// The DAO.
        dao: DaoId,
        /// Its number.
        role: u32,
        /// What it is.
        what: Role,
    },
    /// A role can be used, cannot, or never again.
    #[tag(14)]
    RoleSet {
        /// The DAO.
        dao: DaoId,
        /// The role.
        role: u32,
        /// How it is.
        state: RoleState,
    },
    /// Somebody was given a role.
    #[tag(15)]
    RoleGiven {
        /// The DAO.
        dao: DaoId,
        /// The role.
        role: u32,
        /// Who.
        account: AccountId,
        /// By whom, why, and until when.
        hold: Hold,
    },
    /// Somebody no longer holds a role.
    #[tag(16)]
    RoleEnded {
        /// The DAO.
        dao: DaoId,
        /// The role.
        role: u32,
        /// Who held it.
        account: AccountId,
        /// How it ended.
        how: Ending,
    },
    /// Somebody's standing in a role changed.
    #[tag(17)]
    StandingSet {
        /// The DAO.
        dao: DaoId,
        /// The role.
        role: u32,
        /// Who holds it.
        account: AccountId,
        /// Whether they stand well.
        good: bool,
        /// Why.
        reason: Option<Body<PROSE_BYTES>>,
    },
    /// Somebody acted by a role.
    #[tag(18)]
    RoleActed {
        /// The DAO.
        dao: DaoId,
        /// The role.
        role: u32,
        /// Who holds it.
        account: AccountId,
        /// Why.
        reason: Option<Body<PROSE_BYTES>>,
    },
    /// Something rests from now on.
    #[tag(19)]
    PauseBegan {
        /// The DAO.
        dao: DaoId,
        /// What rests.
        rests: Rest,
        /// The last moment of it.
        until: Timestamp,
        /// Why.
        reason: Option<Body<PROSE_BYTES>>,
    },
    /// What rested goes on.
    #[tag(20)]
    PauseEnded {
        /// The DAO.
        dao: DaoId,
    },
    /// Somebody was expelled.
    #[tag(30)]
    MemberExpelled {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
        /// By which decision, why, until when they may appeal, and what follows.
        expulsion: Expulsion,
    },
    /// Nobody appealed in time: an expulsion stands.
    #[tag(31)]
    ExpulsionStands {
        /// The DAO.
        dao: DaoId,
        /// Who was expelled.
        account: AccountId,
    },
    /// Nothing follows from an expulsion any more.
    #[tag(32)]
    ExpulsionOver {
        /// The DAO.
        dao: DaoId,
        /// Who was expelled.
        account: AccountId,
    },
    /// An expulsion was taken back.
    #[tag(33)]
    MemberReinstated {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
        /// How they stand again.
        standing: Standing,
    },
    /// Somebody has a voice and no vote.
    #[tag(34)]
    StakeholderRegistered {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
        /// What they have to do with it.
        stake: Stake,
        /// Whether the DAO registered them, so that they read what members read.
        reads: bool,
    },
    /// A member is away.
    #[tag(35)]
    MemberAway {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
        /// The last moment of it.
        until: Timestamp,
    },
    /// A member is back: by their word, by a ballot, or since the time is over.
    #[tag(36)]
    MemberBack {
        /// The DAO.
        dao: DaoId,
        /// Who.
        account: AccountId,
    },
    /// A DAO was invited to join.
    #[tag(37)]
    DaoInvited {
        /// Where to.
        dao: DaoId,
        /// Which DAO.
        guest: DaoId,
        /// Who invites.
        inviter: AccountId,
        /// The last moment at which it may come.
        until: Timestamp,
    },
    /// A DAO came to another; what becomes of it there is told of the account.
    #[tag(38)]
    DaoCame {
        /// Where to.
        dao: DaoId,
        /// Which DAO.
        of: DaoId,
        /// The account that stands for it.
        account: AccountId,
    },
    /// The DAO decides in another manner.
    #[tag(40)]
    MannerChanged {
        /// The DAO.
        dao: DaoId,
        /// How it decides from now on.
        manner: Manner,
    },
    /// By which purposes and values the DAO is found from now on; tells its purpose again, which
    /// whoever looks for one of them is shown.
    #[tag(41)]
    TagsSet {
        /// The DAO.
        dao: DaoId,
        /// What it is for.
        purpose: Body<PROSE_BYTES>,
        /// Their names.
        tags: Tags,
    },
}

/// How somebody's hold of a role ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Ending {
    /// The term was over.
    #[tag(1)]
    Term,
    /// It was taken back.
    #[tag(2)]
    Revoked {
        /// Why.
        reason: Option<Body<PROSE_BYTES>>,
    },
    /// Its holder gave it back.
    #[tag(3)]
    Renounced,
    /// Its holder left the DAO.
    #[tag(4)]
    Left,
    /// Its holder was expelled.
    #[tag(5)]
    Expelled,
}

/// A parameter that changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Change {
    /// Its number.
    pub parameter: u16,
    /// What it was.
    pub before: ParameterValue,
    /// What it is.
    pub after: ParameterValue,
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "dao";

    fn dao(&self) -> Option<DaoId> {
        match self {
            Self::DaoFounded { dao, .. }
            | Self::MemberJoined { dao, .. }
            | Self::ApplicationMade { dao, .. }
            | Self::ObjectionMade { dao, .. }
            | Self::MemberAdmitted { dao, .. }
            | Self::MemberLeft { dao, .. }
            | Self::PayeesEnrolled { dao, .. }
            | Self::CharterAmended { dao, .. }
            | Self::SeasonEnded { dao }
            | Self::DomainOpened { dao, .. }
            | Self::DomainClosed { dao, .. }
            | Self::RoleDefined { dao, .. }
            | Self::RoleSet { dao, .. }
            | Self::RoleGiven { dao, .. }
            | Self::RoleEnded { dao, .. }
            | Self::StandingSet { dao, .. }
            | Self::RoleActed { dao, .. }
            | Self::PauseBegan { dao, .. }
            | Self::PauseEnded { dao }
            | Self::MemberExpelled { dao, .. }
            | Self::ExpulsionStands { dao, .. }
            | Self::ExpulsionOver { dao, .. }
            | Self::MemberReinstated { dao, .. }
            | Self::StakeholderRegistered { dao, .. }
            | Self::MemberAway { dao, .. }
            | Self::MemberBack { dao, .. }
            | Self::DaoCame { dao, .. }
            | Self::DaoInvited { dao, .. }
            | Self::MannerChanged { dao, .. }
            | Self::TagsSet { dao, .. } => Some(*dao),
            Self::InvitationMade { dao, .. } => *dao,
        }
    }

    /// Whom somebody invites is nobody else's business.
    fn only(&self) -> Option<AccountId> {
        match self {
            Self::InvitationMade { inviter, .. } | Self::DaoInvited { inviter, .. } => {
                Some(*inviter)
            }
            _ => None,
        }
    }
}
