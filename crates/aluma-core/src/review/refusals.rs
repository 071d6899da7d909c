//! Ways review says no.

use aluma_types::{AccountId, Span, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such contribution.
        NoSuchContribution = 701, "no-such-contribution" { evidence: u64 };
        /// An author is named twice, or with no part.
        AuthorsTwice = 702, "authors-twice" { account: AccountId };
        /// An author is no member with a vote.
        AuthorNotMember = 703, "author-not-member" { account: AccountId };
        /// Skills are named twice, or their weights are not 1,000 together.
        SkillsNotWhole = 704, "skills-not-whole" { whole: u16 };
        /// It is no work, or more than one claims at once.
        SizeOutOfRange = 705, "size-out-of-range" { most: Span };
        /// This was claimed before.
        ClaimedBefore = 706, "claimed-before" { evidence: u64 };
        /// As many claims wait as one may have.
        ClaimsEnough = 707, "claims-enough" { limit: u8 };
        /// Somebody else made it.
        NotYourWork = 708, "not-your-work" { evidence: u64 };
        /// A panel sits on it already, or did.
        PanelSits = 709, "panel-sits" { evidence: u64 };
        /// Nobody judges what they made themselves.
        SelfReview = 710, "self-review" { evidence: u64 };
        /// The account was not drawn for it, or its time ran out.
        NotOnPanel = 711, "not-on-panel" { evidence: u64 };
        /// The account sealed its rating already.
        SealedAlready = 713, "sealed-already" { evidence: u64 };
        /// The panel does not open seals now.
        RevealsClosed = 714, "reveals-closed" { evidence: u64 };
        /// The account sealed no rating.
        NothingSealed = 715, "nothing-sealed" { evidence: u64 };
        /// The account opened its seal already.
        RevealedAlready = 716, "revealed-already" { evidence: u64 };
        /// Quality is 0 to 100.
        QualityOutOfRange = 717, "quality-out-of-range" { most: u8 };
        /// That is not what was sealed.
        SealDiffers = 718, "seal-differs" { evidence: u64 };
        /// No panel judged it, or one sits on it again.
        NotJudged = 719, "not-judged" { evidence: u64 };
        /// The time to bring it before a panel again is over.
        JudgementStands = 720, "judgement-stands" { since: Timestamp };
        /// It was before a panel as often as it may be.
        JudgedEnough = 721, "judged-enough" { limit: u8 };
        /// Nobody disputes what they made themselves.
        OwnWork = 722, "own-work" { evidence: u64 };
        /// The account has fewer points than it would stake.
        StakeNotThere = 723, "stake-not-there" { points: u64 };
        /// Work that a task pays for is claimed from the task.
        PaidWorkElsewhere = 724, "paid-work-elsewhere";
        /// An author claimed as much work in this epoch as anybody may.
        ClaimedEnough = 725, "claimed-enough" { account: AccountId, left: Span };
        /// A domain to the right asked for the panel: nobody takes it back.
        AskedForPanel = 726, "asked-for-panel" { evidence: u64 };
        /// Others named an author for as much work in this epoch as anybody may be.
        NamedEnough = 727, "named-enough" { account: AccountId, left: Span };
    }
}
