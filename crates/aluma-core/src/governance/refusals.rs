//! Ways governance says no.

use aluma_types::{AccountId, Amount, PollId, ProposalId, Span, Timestamp};

use crate::refusals;

refusals! {
    /// Governance's refusals, in the order of their numbers.
    Refusal {
        /// There is no such proposal.
        NoSuchProposal = 601, "no-such-proposal" { proposal: ProposalId };
        /// There is no such poll.
        NoSuchPoll = 602, "no-such-poll" { poll: PollId };
        /// A proposal without acts decides nothing.
        EmptyProposal = 604, "empty-proposal";
        /// The same acts are proposed already, by the same person.
        AlreadyProposed = 605, "already-proposed" { proposal: ProposalId };
        /// The person supports it already.
        AlreadySponsored = 606, "already-sponsored" { proposal: ProposalId };
        /// The same effect was rejected a short time ago.
        CoolingDown = 607, "cooling-down" { proposal: ProposalId, until: Timestamp };
        /// Their own first proposal is still open, and the charter names no asset for a stake.
        NextWaits = 608, "next-waits" { open: u32, allowed: u32 };
        /// As many proposals as the track takes are open.
        TrackFull = 609, "track-full" { track: &'static str, limit: u64 };
        /// Too little weight to open a proposal.
        BelowThreshold = 610, "below-threshold" { weight: u128, needed: u128 };
        /// More than the outflow limit allows at any time.
        AboveOutflowLimit = 611, "above-outflow-limit" { asked: Amount, most: Amount };
        /// The emergency track carries nothing but resolutions.
        NotForEmergency = 612, "not-for-emergency";
        /// The parts of a split do not add up.
        BadSplit = 613, "bad-split";
        /// On this track nobody's ballot is final.
        NoFinalBallots = 614, "no-final-ballots" { track: &'static str };
        /// The ballot was marked final.
        BallotIsFinal = 615, "ballot-is-final" { proposal: ProposalId };
        /// Voting has not begun.
        VotingNotOpen = 616, "voting-not-open" { opens_at: Timestamp };
        /// Voting is over.
        VotingClosed = 617, "voting-closed" { closed_at: Timestamp };
        /// After the original deadline a change may not help to pass.
        ChangeTooLate = 618, "change-too-late" { deadline: Timestamp };
        /// Holds weight now, but held none at the snapshot.
        JoinedTooLate = 619, "joined-too-late" { account: AccountId, snapshot_at: Timestamp };
        /// Held nothing that weighs, neither at the snapshot nor now.
        NoWeight = 620, "no-weight" { account: AccountId };
        /// Holds weight that is still too young to count.
        WeightTooYoung = 621, "weight-too-young" { account: AccountId, counts_from: Timestamp };
        /// Only the proposer takes a proposal back.
        NotYourProposal = 622, "not-your-proposal" { proposal: ProposalId };
        /// The proposal was decided.
        AlreadyDecided = 623, "already-decided" { proposal: ProposalId };
        /// Nobody holds their own vote for themselves.
        DelegateToSelf = 624, "delegate-to-self";
        /// The delegate is no admitted member.
        DelegateNotAdmitted = 625, "delegate-not-admitted" { account: AccountId };
        /// A delegate holds as many votes as one may.
        DelegateFull = 626, "delegate-full" { account: AccountId, limit: u64 };
        /// That is delegated to the same person already.
        AlreadyDelegated = 627, "already-delegated" { account: AccountId };
        /// Nothing is delegated.
        NotDelegated = 628, "not-delegated";
        /// A poll needs two options or more, all different.
        BadOptions = 629, "bad-options";
        /// The answer does not fit the poll.
        BadAnswer = 630, "bad-answer" { why: &'static str };
        /// The poll has closed.
        PollClosed = 631, "poll-closed" { closed_at: Timestamp };
        /// The poll is not for this person.
        NotAsked = 632, "not-asked" { poll: PollId };
        /// A span is out of its range.
        SpanOutOfRange = 633, "span-out-of-range" { field: &'static str, least: u64, most: u64 };
        /// There is no outcome to tell before there is a decision.
        NotYetDecided = 634, "not-yet-decided";
        /// Sponsors do not help a proposal in this state.
        NotSponsorable = 635, "not-sponsorable" { proposal: ProposalId };
        /// The stake cannot be paid: there is too little of the asset.
        StakeTooHigh = 636, "stake-too-high" { needed: Amount, held: Amount };
        /// A charter may not be easier to change than what it governs.
        EasierToChange = 637, "easier-to-change" {
            track: &'static str, parameter: &'static str,
        };
        /// A charter where nobody's vote weighs anything, or parts are above the whole.
        NobodyHasWeight = 638, "nobody-has-weight";
        /// A tip would be larger than a spend.
        TipAboveSpend = 639, "tip-above-spend";
        /// Free accounts would outvote the members.
        OpenWithHeads = 640, "open-with-heads";
        /// More than the mint cap allows at any time.
        AboveMintCap = 641, "above-mint-cap" { asked: Amount, most: Amount };
        /// What passed would be done too soon after it was decided.
        DelayTooShort = 642, "delay-too-short" { track: &'static str, least: Span };
    }
}
