//! Facts of governance.

use aluma_types::{AccountId, AssetId, Body, Canon, DaoId, PollId, ProposalId, Timestamp};

use crate::governance::rules::Reason;
use crate::governance::types::{
    BODY_BYTES, Choice, OPTION_BYTES, Outcome, PollResult, REASON_BYTES, Subject, TITLE_BYTES,
    TrackName, Withdrawer,
};
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
    /// A proposal became visible.
    #[tag(1)]
    ProposalOpened {
        /// Its number.
        proposal: ProposalId,
        /// Who proposed.
        proposer: AccountId,
        /// By whose rules.
        track: TrackName,
        /// Its title.
        title: Body<TITLE_BYTES>,
        /// Its text.
        body: Option<Body<BODY_BYTES>>,
        /// When voting begins.
        voting_from: Timestamp,
        /// When it ends, undisturbed.
        deadline: Timestamp,
    },
    /// Somebody supports a proposal besides its proposer.
    #[tag(2)]
    ProposalSponsored {
        /// The proposal.
        proposal: ProposalId,
        /// Who.
        account: AccountId,
    },
    /// A ballot was cast or changed.
    #[tag(3)]
    VoteCast {
        /// The proposal.
        proposal: ProposalId,
        /// Who.
        account: AccountId,
        /// For what.
        choice: Choice,
        /// The voter's own weight.
        weight: u128,
        /// Weight of others in it.
        carried: u128,
        /// Whether it is final.
        last: bool,
        /// Why.
        reason: Option<Body<REASON_BYTES>>,
    },
    /// Somebody's weight left their delegate's ballot: they voted, or took it back.
    #[tag(4)]
    WeightLeftDelegate {
        /// The proposal.
        proposal: ProposalId,
        /// Whose.
        account: AccountId,
        /// Whose ballot it was in.
        delegate: AccountId,
        /// How much.
        weight: u128,
    },
    /// A late turn extended the vote.
    #[tag(5)]
    VotingExtended {
        /// The proposal.
        proposal: ProposalId,
        /// The new deadline.
        deadline: Timestamp,
    },
    /// A proposal passes if it keeps passing for a while.
    #[tag(6)]
    ConfirmationBegan {
        /// The proposal.
        proposal: ProposalId,
        /// Until when.
        until: Timestamp,
    },
    /// A proposal passed.
    #[tag(7)]
    ProposalPassed {
        /// The proposal.
        proposal: ProposalId,
        /// When it was decided.
        at: Timestamp,
        /// When it may be enacted.
        enact_at: Timestamp,
    },
    /// A proposal was rejected.
    #[tag(8)]
    ProposalRejected {
        /// The proposal.
        proposal: ProposalId,
        /// When it was decided.
        at: Timestamp,
        /// Why.
        reason: Reason,
    },
    /// A proposal was taken back.
    #[tag(9)]
    ProposalWithdrawn {
        /// The proposal.
        proposal: ProposalId,
        /// By whom.
        by: Withdrawer,
    },
    /// A passed proposal waits for room under the outflow limit, or of its track.
    #[tag(10)]
    EnactmentWaits {
        /// The proposal.
        proposal: ProposalId,
        /// The asset there is no room in.
        asset: AssetId,
        /// When it is tried again.
        until: Timestamp,
    },
    /// A proposal was done.
    #[tag(11)]
    ProposalEnacted {
        /// The proposal.
        proposal: ProposalId,
    },
    /// A proposal could not be done.
    #[tag(12)]
    EnactmentFailed {
        /// The proposal.
        proposal: ProposalId,
        /// The refusal's number.
        code: u16,
    },
    /// A proposal waited too long for room.
    #[tag(13)]
    ProposalExpired {
        /// The proposal.
        proposal: ProposalId,
    },
    /// Somebody put their vote into another's hand.
    #[tag(14)]
    VoteDelegated {
        /// Who.
        account: AccountId,
        /// Into whose hand.
        to: AccountId,
        /// On which track; none is on all.
        track: Option<TrackName>,
    },
    /// Somebody took their vote back.
    #[tag(15)]
    DelegationEnded {
        /// Who.
        account: AccountId,
        /// Whose hand it was in.
        to: AccountId,
        /// On which track; none is on all.
        track: Option<TrackName>,
    },
    /// A poll opened.
    #[tag(16)]
    PollOpened {
        /// Its number.
        poll: PollId,
        /// Who asks.
        author: AccountId,
        /// What.
        question: Body<OPTION_BYTES>,
        /// Until when.
        closes_at: Timestamp,
    },
    /// Somebody answered.
    #[tag(17)]
    PollAnswered {
        /// The poll.
        poll: PollId,
        /// Who.
        account: AccountId,
    },
    /// A poll closed.
    #[tag(18)]
    PollClosed {
        /// The poll.
        poll: PollId,
        /// Its result.
        result: PollResult,
    },
    /// The DAO decided something in words.
    #[tag(19)]
    Resolved {
        /// By which proposal.
        proposal: ProposalId,
        /// What.
        text: Body<BODY_BYTES>,
    },
    /// Somebody told what became of a decision.
    #[tag(20)]
    OutcomeTold {
        /// Of what.
        of: Subject,
        /// What.
        outcome: Outcome,
    },
    /// The date came at which somebody should tell what became of a decision.
    #[tag(21)]
    ReviewDue {
        /// Of what.
        of: Subject,
    },
    /// Ballots or answers left the state for the log.
    #[tag(22)]
    Archived {
        /// Of what.
        of: Subject,
        /// How many.
        rows: u64,
    },
    /// What passed rests in an emergency, and waits.
    #[tag(23)]
    EnactmentRests {
        /// The proposal.
        proposal: ProposalId,
        /// The last moment of the pause.
        until: Timestamp,
    },
    /// Somebody who was expelled appealed.
    #[tag(30)]
    AppealMade {
        /// The proposal to take them back.
        proposal: ProposalId,
        /// Who.
        account: AccountId,
    },
    /// A ballot left the vote: whoever cast it was expelled.
    #[tag(31)]
    BallotVoided {
        /// The proposal.
        proposal: ProposalId,
        /// Whose.
        account: AccountId,
        /// How much it weighed.
        weight: u128,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "governance";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
