//! Ways a programme says no.

use aluma_types::{AccountId, Amount, AssetId, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such programme, or none that the reader may know of.
        NoSuchProgramme = 1010, "no-such-programme" { programme: u64 };
        /// There is no such claim, or none that the reader may know of.
        NoSuchRewardClaim = 1011, "no-such-reward-claim" { claim: u64 };
        /// The terms cannot be so.
        BadProgramme = 1012, "bad-programme" { field: &'static str };
        /// It pays for having what it pays.
        RewardOnReward = 1013, "reward-on-reward" { asset: AssetId };
        /// What it paid would raise what it pays later.
        MultiplierByRewards = 1014, "multiplier-by-rewards" { asset: AssetId };
        /// Attestors alone would be believed, and nobody audits them.
        AuditMissing = 1015, "audit-missing";
        /// Who pays would be the only one who verifies.
        PayerOnlyVerifier = 1016, "payer-only-verifier" { account: AccountId };
        /// The programme is at another stage.
        ProgrammeIsOtherwise = 1017, "programme-is-otherwise" { state: &'static str };
        /// As many escrows lie in trust for it as one programme is paid from.
        TooManyFunds = 1018, "too-many-funds" { limit: u64 };
        /// The programme pays in another asset.
        PaysOtherwise = 1019, "rewards-otherwise" { asset: AssetId };
        /// Such evidence is not asked for.
        KindNotAsked = 1020, "kind-not-asked";
        /// The same evidence was brought before.
        EvidenceUsed = 1021, "evidence-used";
        /// A clause does not hold yet.
        NotYet = 1022, "not-yet" { clause: u64 };
        /// Somebody has as much of it as one may.
        CapReached = 1023, "cap-reached" { limit: u128 };
        /// The present epoch has nothing left.
        EpochSpent = 1024, "epoch-spent" { from: Timestamp };
        /// Whoever is named attests nothing here.
        NotAnAttestor = 1025, "not-an-attestor" { account: AccountId };
        /// Others confirm this claim.
        NotYoursToConfirm = 1026, "not-yours-to-confirm" { claim: u64 };
        /// Nobody verifies, challenges or judges what is about themselves.
        OwnReward = 1027, "own-reward" { claim: u64 };
        /// The claim is at another stage.
        ClaimIsOtherwise = 1028, "claim-is-otherwise" { state: &'static str };
        /// They said it before.
        SaidBefore = 1029, "said-before" { claim: u64 };
        /// The bond is less than what the programme asks for.
        BondMissing = 1030, "bond-missing" { least: Amount };
        /// They attest as much as one may in an epoch, or answer for as many claims.
        AttestedEnough = 1031, "attested-enough" { limit: u32 };
        /// They attest no more.
        AttestorIsRevoked = 1032, "attestor-is-revoked" { account: AccountId };
        /// The community for practice is not one that they founded.
        NotYourPractice = 1033, "not-your-practice";
        /// A piece of work that is named is not theirs, is not there or was not accepted.
        NotYourWorkToClaim = 1034, "not-your-work-to-claim" { job: u64 };
        /// The score is not one that may be given.
        BadScore = 1035, "bad-score" { most: u64 };
        /// Only those who belong earn by a programme.
        EarnersBelong = 1036, "earners-belong" { account: AccountId };
        /// All whom one member brought have claimed as often as they may together in this epoch.
        GroupClaimed = 1070, "group-claimed" { limit: u32, from: Timestamp };
    }
}
