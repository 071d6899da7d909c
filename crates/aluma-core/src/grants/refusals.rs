//! Ways a round says no.

use aluma_types::{AccountId, Amount, AssetId, Timestamp};

use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such round, or none that the reader may know of.
        NoSuchRound = 951, "no-such-round" { round: u64 };
        /// The round has no such entry.
        NoSuchEntry = 952, "no-such-entry" { entry: u32 };
        /// The parts that go to the praised and to raters are more than the whole.
        PartsBeyondWhole = 953, "parts-beyond-whole";
        /// The scores do not rise, or one is above what a scale may have.
        BadScale = 954, "bad-scale" { most: u16 };
        /// Only a round as recorded counts what people say of themselves.
        OnlyAsRecorded = 955, "only-as-recorded";
        /// The time to praise ends after the round does.
        EntriesAfterClosing = 956, "entries-after-closing";
        /// The round is of another kind: recorded by its steward, or lived here.
        OtherKindOfRound = 957, "other-kind-of-round" { kind: &'static str };
        /// Somebody else is its steward.
        NotTheSteward = 958, "not-the-steward" { round: u64 };
        /// Who praises themselves is no witness.
        PraisedYourself = 959, "praised-yourself";
        /// It takes no more praise.
        PraiseIsOver = 960, "praise-is-over" { since: Timestamp };
        /// The round is closed.
        RoundIsClosed = 961, "round-is-closed" { round: u64 };
        /// The round has as many entries as one may.
        RoundIsFull = 962, "round-is-full" { limit: u32 };
        /// More people would take a part than are paid in one go.
        TooManyTakers = 963, "too-many-takers" { limit: u64 };
        /// Only members praise and are praised.
        NotAmongUs = 964, "not-among-us" { account: AccountId };
        /// Nobody scores what they said, or what was said of them.
        RatesTheirOwn = 965, "rates-their-own" { entry: u32, account: AccountId };
        /// Somebody is assigned twice to one entry.
        RaterTwice = 966, "rater-twice" { entry: u32, account: AccountId };
        /// Somebody has scored it: raters stay.
        RatedAlready = 967, "rated-already" { entry: u32 };
        /// Others were assigned to it.
        NotYourEntry = 968, "not-your-entry" { entry: u32 };
        /// The score is none of the scale's.
        NotOnTheScale = 969, "not-on-the-scale" { score: u32 };
        /// An entry repeats itself, or one that is not there.
        RepeatsNothing = 970, "repeats-nothing" { entry: u32 };
        /// An entry stands twice in the list, or the list is empty.
        BadList = 971, "bad-list";
        /// A circle gives everybody at least one token, and not more than that.
        BadTokens = 972, "bad-tokens" { most: u64 };
        /// More tokens are given than everybody has, or none to somebody.
        TokensBeyond = 973, "tokens-beyond" { most: u64 };
        /// The circle is of others.
        NotInTheCircle = 974, "not-in-the-circle" { account: AccountId };
        /// Whoever casts ballots in the round holds a role.
        NoBallotThere = 975, "no-ballot-there" { role: u64 };
        /// Somebody on the ballot is not nominated.
        NotACandidate = 976, "not-a-candidate" { account: AccountId };
        /// What is named is not theirs, is not there or is not judged.
        NotYoursToName = 977, "not-yours-to-name" { evidence: u64 };
        /// Nominations are not over: ballots are cast when all candidates are known.
        BallotsComeLater = 978, "ballots-come-later" { from: Timestamp };
        /// A ballot says more than the budget, or than a score may be.
        BeyondBudget = 979, "beyond-budget" { most: u128 };
        /// A praise round has a steward, who assigns raters.
        NeedsASteward = 980, "needs-a-steward";
        /// A candidate must stand on at least one ballot and on not more than that.
        BadBallotQuorum = 981, "bad-ballot-quorum" { most: u64 };
        /// The round has as many candidates as a ballot has lines.
        TooManyCandidates = 982, "too-many-candidates" { limit: u64 };
        /// A piece of work that is named is not theirs, is not there or was not accepted.
        NotYourJobToName = 997, "not-your-job-to-name" { job: u64 };
        /// There is no such gift pot or grant, or none that the reader may know of.
        NoSuchUndertaking = 1120, "no-such-undertaking" { undertaking: u64 };
        /// There is no milestone, one weighs nothing, or they do not come one after the other in time.
        BadMilestones = 1121, "bad-milestones" { most: u64 };
        /// There is no time to give or to answer, or too much of it.
        BadTime = 1122, "bad-time";
        /// Whoever receives does not give, pledge or judge: it would be a gift to themselves.
        GivesThemselves = 1123, "gives-themselves" { account: AccountId };
        /// The gift pot is in another asset.
        OtherAsset = 1124, "other-asset" { asset: AssetId };
        /// The gift is smaller than the smallest that is taken.
        GiftTooSmall = 1125, "gift-too-small" { least: Amount };
        /// It is at another stage, or the time for that is over.
        UndertakingIsOtherwise = 1126, "undertaking-is-otherwise" { stage: &'static str };
        /// As many people give to it as are paid out of in one go.
        TooManyGivers = 1127, "too-many-givers" { limit: u32 };
        /// They pledged already.
        PledgedAlready = 1128, "pledged-already" { undertaking: u64 };
        /// A pledge adds at least one unit for each, and not more than that.
        BadTimes = 1129, "bad-times" { most: u16 };
        /// Somebody else does it.
        NotYourUndertaking = 1130, "not-your-undertaking" { undertaking: u64 };
        /// Others judge it.
        NotYourJudgement = 1131, "not-your-judgement" { undertaking: u64 };
        /// What members decide names who receives, who does not decide on it.
        NameWhoReceives = 1132, "name-who-receives" { account: AccountId };
        /// Whoever refuses a milestone says why.
        ReasonNeeded = 1133, "reason-needed";
        /// It is a gift pot and no grant, or a grant and no gift pot.
        OtherKindOfUndertaking = 1134, "other-kind-of-undertaking" { undertaking: u64 };
        /// There is no such fund, or none that the reader may know of.
        NoSuchFund = 1135, "no-such-fund" { fund: u64 };
        /// The fund has no such project.
        NoSuchProject = 1136, "no-such-project" { project: u32 };
        /// The fund is closed.
        FundIsClosed = 1137, "fund-is-closed" { fund: u64 };
        /// They have a project in it.
        EnteredAlready = 1138, "entered-already" { fund: u64 };
        /// The fund has as many projects as one may.
        FundIsFull = 1139, "fund-is-full" { limit: u32 };
        /// The project was taken back.
        ProjectIsBack = 1140, "project-is-back" { project: u32 };
        /// Somebody else's project.
        NotYourProject = 1141, "not-your-project" { project: u32 };
    }
}
