//! Nouns of governance.

use aluma_types::spec::Track;
use aluma_types::{
    AccountId, Acts, Amount, AssetId, Body, Canon, DaoId, Hash32, List, ProposalId, Span, Timestamp,
};

pub use crate::governance::rules::habits::{VOTES_KEPT, Voter};
use crate::governance::rules::{Moment, Quiet, Reason, Support, Tally, Threshold};

/// Bytes of a proposal's title at most.
pub const TITLE_BYTES: usize = 200;
/// Bytes of a proposal's or a poll's text at most.
pub const BODY_BYTES: usize = 20_000;
/// Bytes of a ballot's reason at most.
pub const REASON_BYTES: usize = 2_000;
/// Ten-thousandths in the whole.
pub const PARTS: u16 = 10_000;
/// Sources a charter may mix.
pub const MAX_SOURCES: usize = 4;
/// Assets one proposal may pay in: one for each act at most.
pub const MAX_ASSETS: usize = 64;
/// People recused at most: those with a tenth of each asset.
pub const MAX_RECUSED: usize = 640;
/// Payees of one proposal at most; more do not fit a transaction.
pub const MAX_GIFTS: usize = 131_072;

/// A decision track, as rows keep it and a proposal may ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum TrackName {
    /// A sum below the tip limit, or something reversible.
    #[tag(1)]
    #[he("תשר")]
    Tip,
    /// A sum below the spend limit.
    #[tag(2)]
    #[he("תשלום")]
    Spend,
    /// Roles and parameters.
    #[tag(3)]
    #[he("תפקידים")]
    Role,
    /// The charter, mints, and sums above every limit.
    #[tag(4)]
    #[he("תקנון")]
    Constitution,
    /// Pauses and resolutions only, never money.
    #[tag(5)]
    #[he("חירום")]
    Emergency,
}

impl TrackName {
    /// All tracks in the order of strictness.
    pub const ALL: [Self; 5] =
        [Self::Tip, Self::Spend, Self::Role, Self::Constitution, Self::Emergency];

    /// The track as a part of keys; 0 is left for "every track".
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Tip => 1,
            Self::Spend => 2,
            Self::Role => 3,
            Self::Constitution => 4,
            Self::Emergency => 5,
        }
    }

    /// The part of a key that stands for one track, or for all.
    pub(crate) const fn key(track: Option<Self>) -> u8 {
        match track {
            Some(track) => track.number(),
            None => 0,
        }
    }

    /// The track behind [`TrackName::key`].
    pub(crate) const fn of_key(key: u8) -> Option<Self> {
        match key {
            1 => Some(Self::Tip),
            2 => Some(Self::Spend),
            3 => Some(Self::Role),
            4 => Some(Self::Constitution),
            5 => Some(Self::Emergency),
            _ => None,
        }
    }

    /// The word that sections of the charter and refusals use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tip => "tip",
            Self::Spend => "spend",
            Self::Role => "role",
            Self::Constitution => "constitution",
            Self::Emergency => "emergency",
        }
    }
}

impl From<Track> for TrackName {
    fn from(track: Track) -> Self {
        match track {
            Track::Tip => Self::Tip,
            Track::Spend => Self::Spend,
            Track::Role => Self::Role,
            Track::Constitution => Self::Constitution,
            Track::Emergency => Self::Emergency,
        }
    }
}

impl From<TrackName> for Track {
    fn from(track: TrackName) -> Self {
        match track {
            TrackName::Tip => Self::Tip,
            TrackName::Spend => Self::Spend,
            TrackName::Role => Self::Role,
            TrackName::Constitution => Self::Constitution,
            TrackName::Emergency => Self::Emergency,
        }
    }
}

/// Whether ballots may be, or are, final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Finality {
    /// Every ballot may be changed until close.
    #[tag(1)]
    #[he("אף פעם")]
    Never,
    /// A voter may mark a ballot as final.
    #[tag(2)]
    #[he("לפי הבוחר או הבוחרת")]
    May,
    /// Every ballot is final.
    #[tag(3)]
    #[he("תמיד")]
    Always,
}

/// What a voter wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Choice {
    /// That it passes.
    #[tag(1)]
    #[he("בעד")]
    For,
    /// That it does not.
    #[tag(2)]
    #[he("נגד")]
    Against,
    /// Neither, but to have been there.
    #[tag(3)]
    #[he("הימנעות")]
    Abstain,
    /// Several of these, in ten-thousandths that add up to 10,000.
    #[tag(4)]
    #[he("קול מפוצל")]
    Split {
        /// For.
        #[he("בעד")]
        in_favour: u16,
        /// Against.
        #[he("נגד")]
        against: u16,
        /// Abstaining.
        #[he("הימנעות")]
        abstain: u16,
    },
}

impl Choice {
    /// Whether the parts of a split add up to the whole.
    pub fn is_whole(self) -> bool {
        match self {
            Self::Split { in_favour, against, abstain } => {
                let sum = u32::from(in_favour)
                    .saturating_add(u32::from(against))
                    .saturating_add(u32::from(abstain));
                sum == u32::from(PARTS)
            }
            _ => true,
        }
    }

    /// Where `weight` goes, all of it: a split as the shared splitter divides, ties in the order
    /// For, Against, Abstain.
    pub fn split(self, weight: u128) -> Tally {
        let zero = Tally::default();
        match self {
            Self::For => Tally { for_: weight, ..zero },
            Self::Against => Tally { against: weight, ..zero },
            Self::Abstain => Tally { abstain: weight, ..zero },
            Self::Split { in_favour, against, abstain } => {
                let parts = [(0, in_favour), (1, against), (2, abstain)];
                let parts = parts.map(|(side, part)| (side, u128::from(part)));
                match crate::treasury::rules::split(weight, &parts).as_deref() {
                    Some(&[for_, against, abstain]) => Tally { for_, against, abstain },
                    // Only parts that are all zero, which is not whole.
                    _ => zero,
                }
            }
        }
    }
}

/// What weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum SourceKind {
    /// One member, one vote.
    #[tag(1)]
    #[he("חברות")]
    Heads,
    /// Shares.
    #[tag(2)]
    #[he("יחידות בעלות")]
    Shares {
        /// Of this asset.
        #[he("נכס")]
        asset: AssetId,
    },
    /// Roles that weigh, each as much as another.
    #[tag(3)]
    #[he("תפקידים")]
    Roles,
    /// Points of accepted work and of praise.
    #[tag(4)]
    #[he("מוניטין")]
    Reputation {
        /// In this domain; none is the whole community.
        #[he("תחום")]
        domain: Option<u32>,
        /// By the clock of this number: parts compare by one clock alone.
        #[he("מספר השעון")]
        clock: u32,
    },
}

/// A source of weight as it stood at the snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct FrozenSource {
    /// Of what.
    pub kind: SourceKind,
    /// Its part of the whole, in ten-thousandths.
    pub share: u16,
    /// All that was held of it, without the ramp: millionths of a head or role, base units,
    /// or micro-points at the landmark of their clock.
    pub total: u128,
}

/// A proposal: what was frozen at its opening, and how far it has come. The tally lies apart (see
/// [`Count`]), since every vote writes it, and so do its words and acts (see [`Matter`]).
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Proposal {
    /// The DAO that decides.
    pub dao: DaoId,
    /// Who proposed.
    pub proposer: AccountId,
    /// By whose rules.
    pub track: TrackName,
    /// When it became visible.
    pub opened: Timestamp,
    /// When voting began or begins.
    pub voting_from: Timestamp,
    /// The last block before it became visible: what was held then is what votes.
    pub snapshot: Moment,
    /// How long new power ages.
    pub ramp: Span,
    /// What has weight.
    pub sources: List<FrozenSource, MAX_SOURCES>,
    /// All weight that could be cast, without ramp and without the recused.
    pub total: u128,
    /// Members who could vote, without the recused.
    pub eligible: u64,
    /// How many of those who take a side.
    pub threshold: Threshold,
    /// How much of all weight.
    pub support: Support,
    /// How long voting lasts undisturbed.
    pub period: Span,
    /// What a late turn adds.
    pub increase: Span,
    /// How long passing must hold after the deadline.
    pub confirm: Span,
    /// How long enactment waits.
    pub delay: Span,
    /// Whether ballots may be final.
    pub finality: Finality,
    /// Weight it took to open; its proposer must keep 70 % of it.
    pub needed: u128,
    /// Who does not decide on it: whoever gains too much by it, whom it is about, and DAOs that the
    /// deciding one owns a part of. Ascending.
    pub recused: List<AccountId, MAX_RECUSED>,
    /// Hash of the acts: the same acts are the same proposal.
    pub acts: Hash32,
    /// Hash of what they would do: the same effect waits after a rejection.
    pub effect: Hash32,
    /// When the outcome was decided.
    pub decided: Option<Moment>,
    /// How far it has come.
    pub phase: Phase,
    /// Merkle root of the ballots that left the state.
    pub ballots: Option<Hash32>,
}

impl Proposal {
    /// The times of its vote.
    pub const fn quiet(&self) -> Quiet {
        Quiet { opened: self.voting_from, period: self.period, increase: self.increase }
    }

    /// The first moment at which a ballot counts: when voting begins, but not at the very instant
    /// of the snapshot, whose block may hold both a change of weight and a ballot.
    pub fn first_moment(&self) -> Timestamp {
        self.voting_from.max(self.snapshot.time.after(Span(1)))
    }

    /// Whether an account is recused.
    pub fn is_recused(&self, account: AccountId) -> bool {
        !self.recused.is_empty() && self.recused.binary_search(&account).is_ok()
    }

    /// Whether nothing is decided yet, by a ballot or by the clock's own task.
    pub const fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open)
    }
}

/// How far a proposal has come, as far as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Phase {
    /// Nothing is decided.
    #[tag(1)]
    #[he("פתוחה")]
    Open,
    /// It passed and waits for its delay, or for room under the outflow limit.
    #[tag(2)]
    #[he("התקבלה וממתינה")]
    Queued {
        /// When it may be enacted.
        #[he("ביצוע מ־")]
        enact_at: Timestamp,
    },
    /// It was done.
    #[tag(3)]
    #[he("בוצעה")]
    Enacted {
        /// When.
        #[he("מתי")]
        at: Moment,
    },
    /// It could not be done.
    #[tag(4)]
    #[he("הביצוע נכשל")]
    EnactmentFailed {
        /// When.
        #[he("מתי")]
        at: Moment,
        /// The refusal's number.
        #[he("קוד הסירוב")]
        code: u16,
    },
    /// It waited too long for room.
    #[tag(5)]
    #[he("פקעה")]
    Expired {
        /// When.
        #[he("מתי")]
        at: Moment,
    },
    /// It did not pass.
    #[tag(6)]
    #[he("נדחתה")]
    Rejected {
        /// Why.
        #[he("מדוע")]
        reason: Reason,
    },
    /// It was taken back.
    #[tag(7)]
    #[he("הוסרה")]
    Withdrawn {
        /// By whom.
        #[he("על ידי")]
        by: Withdrawer,
    },
}

/// Who took a proposal back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Withdrawer {
    /// Its proposer.
    #[tag(1)]
    #[he("המציע או המציעה")]
    Proposer,
    /// The ledger, since its proposer no longer has the weight to keep it open.
    #[tag(2)]
    #[he("הפנקס")]
    Ledger,
}

/// What every vote writes: kept small.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Count {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// All ballots, with what delegates carry.
    pub tally: Tally,
    /// The final ballots among them, without what delegates carry.
    pub settled: Tally,
    /// Who voted in person.
    pub voters: u64,
    /// Whose own ballot is final.
    pub settled_voters: u64,
    /// The last moment at which a ballot counts, before any confirmation.
    pub deadline: Timestamp,
    /// When confirmation began.
    pub confirming: Option<Timestamp>,
}

impl Count {
    /// Nothing counted yet.
    pub(crate) fn new(dao: DaoId, deadline: Timestamp) -> Self {
        Self {
            dao,
            tally: Tally::default(),
            settled: Tally::default(),
            voters: 0,
            settled_voters: 0,
            deadline,
            confirming: None,
        }
    }
}

/// A proposal's words and acts, and what depends on people rather than on ballots.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Matter {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// Its title.
    pub title: Body<TITLE_BYTES>,
    /// Its text.
    pub body: Option<Body<BODY_BYTES>>,
    /// What is to be done.
    pub acts: Acts,
    /// What its proposer has at stake until it is decided.
    pub stake: Option<Amount>,
    /// How long after it ended the ledger asks what became of it.
    pub review: Option<Span>,
    /// Weight of those who sponsored a second attempt after a rejection.
    pub lifted: u128,
}

/// What an undecided or queued proposal asks of the treasury.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Asks {
    /// Whose treasury.
    pub dao: DaoId,
    /// Who asks.
    pub proposer: AccountId,
    /// How much in each asset, ascending.
    pub assets: List<Ask, MAX_ASSETS>,
    /// For whom.
    pub gifts: List<Gift, MAX_GIFTS>,
    /// What is to be issued of assets of its own, ascending: it waits for room under the mint cap.
    pub mints: List<Amount, MAX_ASSETS>,
}

impl Asks {
    /// Whether it asks for nothing at all.
    pub(crate) fn is_empty(&self) -> bool {
        self.assets.is_empty() && self.gifts.is_empty() && self.mints.is_empty()
    }
}

/// A sum in one asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Ask {
    /// The asset.
    pub asset: AssetId,
    /// Base units that are paid or promised, with 30 days of what begins to run: what the track is
    /// found by.
    pub units: u128,
    /// Base units that the outflow limit has not counted yet.
    pub fresh: u128,
    /// Base units that the sums by proposer and by track have not counted yet.
    pub counted: u128,
    /// The free treasury in it at opening.
    pub free: u128,
}

/// What one account would receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Gift {
    /// Who.
    #[he("למי")]
    pub to: AccountId,
    /// In which asset.
    #[he("באיזה נכס")]
    pub asset: AssetId,
    /// Base units.
    #[he("יחידות")]
    pub units: u128,
}

/// A ballot. Its weight is that of the snapshot, without what a delegate carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Ballot {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// What the voter wants.
    #[he("הבחירה")]
    pub choice: Choice,
    /// The voter's own weight.
    #[he("משקל")]
    pub weight: u128,
    /// Whether it is final.
    #[he("סופי")]
    pub last: bool,
    /// When it was cast or last changed.
    #[he("מתי")]
    pub at: Timestamp,
    /// Why.
    #[he("נימוק")]
    pub reason: Option<Body<REASON_BYTES>>,
}

/// Weight that a delegate's ballot carries for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Carried {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// Whose ballot it is in.
    pub delegate: AccountId,
    /// How much.
    pub weight: u128,
}

/// Somebody's vote in somebody else's hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Delegation {
    /// Whose hand.
    pub to: AccountId,
    /// Since when.
    pub since: Moment,
}

/// Support for a proposal by somebody else than its proposer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Sponsor {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// When.
    pub at: Timestamp,
    /// Whether it was given after a rejection, for a second attempt.
    pub again: bool,
}

/// A row of the log of ballots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum BallotRecord {
    /// Cast in person.
    #[tag(1)]
    Own {
        /// The proposal.
        proposal: ProposalId,
        /// The voter.
        account: AccountId,
        /// The ballot.
        ballot: Ballot,
    },
    /// Carried by a delegate.
    #[tag(2)]
    Carried {
        /// The proposal.
        proposal: ProposalId,
        /// Whose weight.
        account: AccountId,
        /// How much, by whom.
        carried: Carried,
        /// For what.
        choice: Choice,
    },
}

/// A decision in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Resolution {
    /// The words.
    pub text: Body<BODY_BYTES>,
    /// When it took effect.
    pub at: Timestamp,
}

/// What can have an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Subject {
    /// A proposal.
    #[tag(1)]
    #[he("הצעה להחלטה")]
    Proposal {
        /// Which.
        #[he("ההצעה")]
        proposal: ProposalId,
    },
    /// A poll.
    #[tag(2)]
    #[he("סקר")]
    Poll {
        /// Which.
        #[he("הסקר")]
        poll: aluma_types::PollId,
    },
}

impl Subject {
    /// The key of its rows.
    pub(crate) const fn key(self) -> (u8, u64) {
        match self {
            Self::Proposal { proposal } => (1, proposal.0),
            Self::Poll { poll } => (2, poll.0),
        }
    }
}

/// How far something came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Extent {
    /// Wholly.
    #[tag(1)]
    #[he("כן")]
    Yes,
    /// In part.
    #[tag(2)]
    #[he("בחלקו")]
    Partly,
    /// Not at all.
    #[tag(3)]
    #[he("לא")]
    No,
    /// Nobody can say yet.
    #[tag(4)]
    #[he("מוקדם לדעת")]
    TooEarly,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Outcome {
    /// The DAO, which decides who may read it.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Who says so.
    #[he("מפי")]
    pub by: AccountId,
    /// Whether it was done.
    #[he("בוצע")]
    pub done: Extent,
    /// Whether it worked.
    #[he("הועיל")]
    pub worked: Extent,
    /// In words.
    #[he("במילים")]
    pub text: Option<Body<REASON_BYTES>>,
    /// When it was said.
    #[he("נאמר")]
    pub at: Timestamp,
    /// When the ledger asks again.
    #[he("שאלה חוזרת")]
    pub review_at: Option<Timestamp>,
}

/// Options of a poll at most.
pub const MAX_OPTIONS: usize = 20;
/// Bytes of a poll's question or option at most.
pub const OPTION_BYTES: usize = 300;
/// The best score.
pub const BEST_SCORE: u8 = 10;

/// How a poll is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum PollKind {
    /// One option.
    #[tag(1)]
    #[he("בחירה אחת")]
    Single,
    /// Any number of options.
    #[tag(2)]
    #[he("כמה בחירות")]
    Multiple,
    /// 0 to 10 for each option.
    #[tag(3)]
    #[he("ציון")]
    Score,
    /// Options from best to worst; those left out come last, all equal.
    #[tag(4)]
    #[he("דירוג")]
    Ranked,
}

/// Who may answer a poll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Audience {
    /// Admitted members.
    #[tag(1)]
    #[he("חברות וחברים")]
    Members,
    /// Members, whoever joined without a vote, and stakeholders.
    #[tag(2)]
    #[he("כל בעלי העניין")]
    Stakeholders,
}

/// A poll: what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Poll {
    /// The DAO.
    pub dao: DaoId,
    /// Who asked.
    pub author: AccountId,
    /// The question.
    pub question: Body<OPTION_BYTES>,
    /// Words about it.
    pub body: Option<Body<BODY_BYTES>>,
    /// What there is to choose from, at least two.
    pub options: List<Body<OPTION_BYTES>, MAX_OPTIONS>,
    /// How it is answered.
    pub kind: PollKind,
    /// By whom.
    pub audience: Audience,
    /// When it opened.
    pub opened: Timestamp,
    /// The last moment at which an answer counts.
    pub closes_at: Timestamp,
    /// How long after its close the ledger asks what became of it.
    pub review: Option<Span>,
    /// Its result, once it has closed.
    pub result: Option<PollResult>,
    /// Merkle root of the answers that left the state.
    pub answers: Option<Hash32>,
}

/// What a poll came to.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PollResult {
    /// The options that came first, by their places from 0.
    ///
    /// Several where they are equal, none where nobody answered or no option stands above the
    /// others.
    #[he("במקום הראשון")]
    pub first: List<u8, MAX_OPTIONS>,
    /// How many answered.
    #[he("עונים")]
    pub answers: u64,
    /// For each option: votes, the sum of scores, or how many other options it beats.
    #[he("לכל אפשרות")]
    pub counts: List<u64, MAX_OPTIONS>,
}

/// What every answer writes.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PollCount {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// How many answered.
    pub answers: u64,
    /// For each option: votes or the sum of scores.
    pub counts: List<u64, MAX_OPTIONS>,
    /// Of a ranked poll: how many prefer the one option to the other, row by row.
    pub pairs: List<u64, 400>,
}

/// An answer: for `Single` one place; for `Multiple` places, ascending; for `Score` a score for
/// each option in order; for `Ranked` places from best to worst. Places count from 0.
pub type Marks = List<u8, MAX_OPTIONS>;

/// An answer on record.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Answered {
    /// The DAO, which decides who may read it.
    pub dao: DaoId,
    /// The answer.
    pub marks: Marks,
    /// When it was given or last changed.
    pub at: Timestamp,
}

/// A row of the log of evidence: an answer of a closed poll.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AnswerRecord {
    /// The poll.
    pub poll: aluma_types::PollId,
    /// Who answered.
    pub account: AccountId,
    /// What.
    pub answer: Answered,
}
