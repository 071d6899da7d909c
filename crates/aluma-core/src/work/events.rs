//! Facts of work.

use aluma_types::{AccountId, Amount, Canon, DaoId};

use crate::kernel::event::DomainEvent;
use crate::work::types::{Brief, Matter, Payer, Reason, Stage, TaskStage, Title, Workers};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Event {
    /// A task was offered, with its money in trust.
    #[tag(1)]
    TaskPublished {
        /// Where.
        dao: DaoId,
        /// Its number there.
        task: u64,
        /// What it is called.
        title: Title,
        /// What one place is paid.
        reward: Amount,
        /// Who asked for it.
        payer: Payer,
    },
    /// A task went on to another stage.
    #[tag(2)]
    TaskTurned {
        /// Where.
        dao: DaoId,
        /// Its number there.
        task: u64,
        /// Which.
        stage: TaskStage,
    },
    /// A task was taken back.
    #[tag(3)]
    TaskTakenBack {
        /// Where.
        dao: DaoId,
        /// Its number there.
        task: u64,
        /// Why.
        reason: Option<Reason>,
    },
    /// Somebody applied for a task, or entered a contest.
    #[tag(4)]
    OfferMade {
        /// Where.
        dao: DaoId,
        /// The task's number there.
        task: u64,
        /// Who.
        account: AccountId,
    },
    /// Somebody took an offer back.
    #[tag(5)]
    OfferWithdrawn {
        /// Where.
        dao: DaoId,
        /// The task's number there.
        task: u64,
        /// Who.
        account: AccountId,
    },
    /// Somebody opened their entry of a contest.
    #[tag(6)]
    EntryOpened {
        /// Where.
        dao: DaoId,
        /// The task's number there.
        task: u64,
        /// Who.
        account: AccountId,
        /// What it is.
        work: Brief,
    },
    /// Somebody took on a piece of work.
    #[tag(7)]
    JobBegan {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// The task's number.
        task: u64,
        /// Who.
        workers: Workers,
        /// For how much.
        price: Amount,
    },
    /// Somebody told how far their work has come.
    #[tag(8)]
    ProgressNoted {
        /// Where.
        dao: DaoId,
        /// The work's number there.
        job: u64,
        /// Who.
        account: AccountId,
        /// What they say.
        words: Reason,
    },
    /// A piece of work was handed in.
    #[tag(9)]
    WorkHandedIn {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// Who.
        account: AccountId,
        /// What.
        work: Brief,
    },
    /// A piece of work was reviewed.
    #[tag(10)]
    WorkReviewed {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// By whom; none where the community did by a proposal or a role.
        by: Option<AccountId>,
        /// Why.
        reason: Option<Reason>,
    },
    /// A piece of work went on to another stage.
    #[tag(11)]
    JobTurned {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// The task's number.
        task: u64,
        /// Which.
        stage: Stage,
    },
    /// Somebody asks for a decision on a piece of work.
    #[tag(12)]
    HearingAsked {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// Who.
        by: AccountId,
        /// About what.
        matter: Matter,
        /// Why.
        reason: Reason,
    },
    /// It was decided whether a piece of work is accepted.
    #[tag(13)]
    WorkDecided {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// About what.
        matter: Matter,
        /// Whether it is.
        accepted: bool,
        /// Whether nobody decided in time.
        silent: bool,
        /// Why.
        reason: Option<Reason>,
    },
    /// A piece of work was paid.
    #[tag(14)]
    JobPaid {
        /// Where.
        dao: DaoId,
        /// Its number there.
        job: u64,
        /// The task's number.
        task: u64,
        /// Who did it.
        workers: Workers,
        /// How much of what.
        amount: Amount,
    },
    /// A drawn panel is asked to judge a piece of work.
    #[tag(15)]
    PanelAsked {
        /// Where.
        dao: DaoId,
        /// The work's number there.
        job: u64,
        /// What it judges; the number of a contribution.
        evidence: u64,
        /// Whether it decides about the work.
        decides: bool,
    },
    /// No panel could judge a piece of work: the members decide, or it can be claimed again.
    #[tag(16)]
    PanelMissing {
        /// Where.
        dao: DaoId,
        /// The work's number there.
        job: u64,
        /// Whether the members decide about the work.
        decides: bool,
    },
    /// Whoever pays says that a piece of work was good, and that brings points as far as the charter
    /// trusts it.
    #[tag(17)]
    PayerTrusted {
        /// Where.
        dao: DaoId,
        /// The work's number there.
        job: u64,
        /// What it brought points for; the number of a contribution.
        evidence: u64,
    },
    /// What somebody staked in a dispute of an acceptance was given back, or is lost.
    #[tag(18)]
    StakeSettled {
        /// Where.
        dao: DaoId,
        /// The work's number there.
        job: u64,
        /// Whose.
        account: AccountId,
        /// How many points.
        points: u64,
        /// Whether it is lost.
        lost: bool,
    },
    /// Ideas for work were written down, or changed.
    #[tag(19)]
    DraftsBrought {
        /// Where.
        dao: DaoId,
        /// How many are new.
        new: u32,
        /// How many changed.
        changed: u32,
    },
    /// A task came out of an idea, or that was a mistake.
    #[tag(20)]
    DraftLinked {
        /// Where.
        dao: DaoId,
        /// The idea's number there.
        draft: u64,
        /// The task's number there.
        task: Option<u64>,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "work";

    fn dao(&self) -> Option<DaoId> {
        match self {
            Self::TaskPublished { dao, .. }
            | Self::TaskTurned { dao, .. }
            | Self::TaskTakenBack { dao, .. }
            | Self::OfferMade { dao, .. }
            | Self::OfferWithdrawn { dao, .. }
            | Self::EntryOpened { dao, .. }
            | Self::JobBegan { dao, .. }
            | Self::ProgressNoted { dao, .. }
            | Self::WorkHandedIn { dao, .. }
            | Self::WorkReviewed { dao, .. }
            | Self::JobTurned { dao, .. }
            | Self::HearingAsked { dao, .. }
            | Self::WorkDecided { dao, .. }
            | Self::JobPaid { dao, .. }
            | Self::PanelAsked { dao, .. }
            | Self::PanelMissing { dao, .. }
            | Self::PayerTrusted { dao, .. }
            | Self::StakeSettled { dao, .. }
            | Self::DraftsBrought { dao, .. }
            | Self::DraftLinked { dao, .. } => Some(*dao),
        }
    }
}
