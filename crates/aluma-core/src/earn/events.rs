//! Facts of programmes.

use alloc::boxed::Box;

use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, Timestamp};

use crate::earn::types::{ProgrammeStage, Reason, Stage, Terms};
use crate::kernel::event::DomainEvent;

/// What happened, and in which DAO.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Event {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// What happened.
    pub fact: Fact,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum Fact {
    /// A programme was opened.
    #[tag(1)]
    ProgrammeOpened {
        /// Its number.
        programme: u64,
        /// What it is called.
        title: Reason,
        /// In what it pays.
        asset: AssetId,
        /// What it goes by.
        terms: Box<Terms>,
        /// The last moment for claims.
        until: Timestamp,
    },
    /// Money was put in trust for a programme.
    #[tag(2)]
    ProgrammeFunded {
        /// Which.
        programme: u64,
        /// The escrow.
        escrow: u64,
        /// How much.
        amount: Amount,
        /// Who; none where it was the community.
        by: Option<AccountId>,
    },
    /// A programme went on to another stage.
    #[tag(3)]
    ProgrammeTurned {
        /// Which.
        programme: u64,
        /// The stage.
        stage: ProgrammeStage,
    },
    /// The members let a programme go on although outside income does not cover it.
    #[tag(4)]
    ProgrammeRenewed {
        /// Which.
        programme: u64,
    },
    /// What nobody earned returned to those who funded a programme.
    #[tag(5)]
    ProgrammeReturned {
        /// Which.
        programme: u64,
        /// How much.
        amount: Amount,
    },
    /// The claims of an epoch shared its pool.
    #[tag(6)]
    EpochShared {
        /// Of which programme.
        programme: u64,
        /// Which epoch.
        epoch: u32,
        /// What they shared.
        amount: Amount,
        /// How many claims.
        claims: u32,
    },
    /// Somebody claimed a reward.
    #[tag(7)]
    RewardClaimed {
        /// The claim's number.
        claim: u64,
        /// Of which programme.
        programme: u64,
        /// Who.
        account: AccountId,
        /// What they say of it.
        words: Option<Reason>,
    },
    /// An attestor spoke for a claim.
    #[tag(8)]
    RewardAttested {
        /// Which.
        claim: u64,
        /// Who.
        by: AccountId,
        /// The score.
        score: u64,
    },
    /// A peer, a reviewer or an auditor said whether a claim is true.
    #[tag(9)]
    RewardConfirmed {
        /// Which.
        claim: u64,
        /// Who.
        by: AccountId,
        /// Whether it is.
        yes: bool,
    },
    /// An amount was set aside for a claim.
    #[tag(10)]
    RewardReserved {
        /// For which.
        claim: u64,
        /// How much.
        amount: Amount,
    },
    /// A claim went on to another stage.
    #[tag(11)]
    RewardTurned {
        /// Which.
        claim: u64,
        /// Of which programme.
        programme: u64,
        /// The stage.
        stage: Stage,
    },
    /// A reward or a part of one was paid.
    #[tag(12)]
    RewardPaid {
        /// Of which claim.
        claim: u64,
        /// To whom.
        account: AccountId,
        /// How much.
        amount: Amount,
    },
    /// Somebody challenged a claim.
    #[tag(13)]
    RewardChallenged {
        /// Which.
        claim: u64,
        /// Who.
        by: AccountId,
        /// What they staked.
        stake: Amount,
        /// Why.
        reason: Reason,
    },
    /// A challenge, or what was frozen, was judged.
    #[tag(14)]
    RewardJudged {
        /// Of which claim.
        claim: u64,
        /// Whether the claim was found untrue.
        untrue: bool,
        /// Why.
        reason: Option<Reason>,
    },
    /// An attestor put a bond at stake.
    #[tag(15)]
    BondPosted {
        /// For which programme.
        programme: u64,
        /// Who.
        by: AccountId,
        /// How much.
        amount: Amount,
    },
    /// An attestor lost a part of the bond.
    #[tag(16)]
    BondLost {
        /// For which programme.
        programme: u64,
        /// Who.
        by: AccountId,
        /// How much.
        amount: Amount,
    },
    /// An attestor's bond returned.
    #[tag(17)]
    BondReturned {
        /// For which programme.
        programme: u64,
        /// Whose.
        by: AccountId,
        /// How much.
        amount: Amount,
    },
    /// An attestor attests no more.
    #[tag(18)]
    AttestorRevoked {
        /// For which programme.
        programme: u64,
        /// Who.
        account: AccountId,
        /// Why.
        reason: Option<Reason>,
    },
    /// Whoever challenged what is true lost the stake to the community.
    #[tag(19)]
    RewardStakeLost {
        /// Of which claim.
        claim: u64,
        /// Who.
        by: AccountId,
        /// How much.
        amount: Amount,
    },
    /// A whole ladder, or what is left of it, was set aside for somebody who began to learn.
    #[tag(20)]
    LadderHeld {
        /// Of which programme.
        programme: u64,
        /// For whom.
        account: AccountId,
        /// How much.
        amount: Amount,
    },
    /// What was set aside for somebody who learns is free again.
    #[tag(21)]
    LadderFreed {
        /// Of which programme.
        programme: u64,
        /// For whom it was.
        account: AccountId,
        /// How much.
        amount: Amount,
    },
    /// A part of what was set aside for somebody who learns is a claim's from now on.
    #[tag(22)]
    LadderClaimed {
        /// Which claim's.
        claim: u64,
        /// Of which programme.
        programme: u64,
        /// How much.
        amount: Amount,
    },
    /// A claim to a part was not found true: its amount waits for the same person's next one.
    #[tag(23)]
    LadderKept {
        /// Which claim.
        claim: u64,
        /// Of which programme.
        programme: u64,
        /// How much.
        amount: Amount,
    },
    /// A skill was used in work that is paid: those who taught it were paid.
    #[tag(24)]
    TeachersPaid {
        /// Out of which programme.
        programme: u64,
        /// Who learned it.
        account: AccountId,
        /// The skill.
        skill: u32,
        /// How much in all.
        amount: Amount,
    },
    /// An attestor's bond became less than what the programme asks for: what they spoke for and is not paid
    /// waits for the community, until more is at stake they attest nothing.
    #[tag(25)]
    BondSpent {
        /// For which programme.
        programme: u64,
        /// Whose.
        by: AccountId,
        /// What must be at stake.
        least: Amount,
    },
    /// What those who taught a skill have for its use is not all there yet: the rest waits for the
    /// programme's next epochs.
    #[tag(26)]
    TeachersWait {
        /// For which programme.
        programme: u64,
        /// Who used it.
        account: AccountId,
        /// The skill.
        skill: u32,
        /// What is still to come.
        amount: Amount,
        /// Until when.
        until: Timestamp,
    },
    /// What was not there in time for those who taught a skill stays the programme's.
    #[tag(27)]
    TeachersMissed {
        /// Of which programme.
        programme: u64,
        /// Who used it.
        account: AccountId,
        /// The skill.
        skill: u32,
        /// How much.
        amount: Amount,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "earn";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
