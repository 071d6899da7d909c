//! Facts of rounds.

use aluma_types::{AccountId, Amount, Body, Canon, DaoId, Timestamp};

use crate::grants::rules::fund::Matching;
use crate::grants::rules::undertaking::{Course, Judge};
use crate::grants::types::{Nothing, Policy, REASON_BYTES, Words};
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
    /// A round was opened.
    #[tag(1)]
    RoundOpened {
        /// Its number.
        round: u64,
        /// What it is called.
        title: Body<REASON_BYTES>,
        /// What there is to share.
        budget: Amount,
        /// The escrow that holds it.
        escrow: u64,
        /// Who assigns raters, and records.
        steward: Option<AccountId>,
        /// By what it is shared.
        policy: Policy,
        /// When it closes.
        closes: Timestamp,
    },
    /// Somebody praised somebody.
    #[tag(2)]
    Praised {
        /// In which round.
        round: u64,
        /// Which entry that is.
        entry: u32,
        /// Who.
        from: AccountId,
        /// Whom.
        to: AccountId,
        /// What for.
        words: Option<Words>,
    },
    /// Raters were assigned.
    #[tag(3)]
    RatersAssigned {
        /// In which round.
        round: u64,
        /// To how many entries.
        entries: u32,
    },
    /// A rater scored entries.
    #[tag(4)]
    PraiseRated {
        /// In which round.
        round: u64,
        /// Who.
        rater: AccountId,
        /// How many entries.
        entries: u32,
    },
    /// What happened elsewhere was recorded.
    #[tag(5)]
    PraiseRecorded {
        /// In which round.
        round: u64,
        /// From which entry on.
        first: u32,
        /// How many entries.
        entries: u32,
        /// Of these by people about themselves.
        own: u32,
    },
    /// A round is closed, and is added up.
    #[tag(6)]
    RoundClosed {
        /// Which.
        round: u64,
    },
    /// A round is paid.
    #[tag(7)]
    RoundPaid {
        /// Which.
        round: u64,
        /// The escrow that held its budget.
        escrow: u64,
        /// What it shared.
        shared: Amount,
        /// With how many people.
        people: u32,
    },
    /// A round was cancelled.
    #[tag(8)]
    RoundCancelled {
        /// Which.
        round: u64,
    },
    /// There was nothing to share a round by: its budget returned.
    #[tag(9)]
    RoundReturned {
        /// Which.
        round: u64,
        /// Why.
        why: Nothing,
    },
    /// A member of a circle gave tokens, in place of what they gave before.
    #[tag(10)]
    TokensGiven {
        /// In which round.
        round: u64,
        /// Who.
        from: AccountId,
        /// To how many.
        people: u32,
        /// How many tokens.
        tokens: u32,
    },
    /// Somebody nominated themselves for what they did.
    #[tag(11)]
    Nominated {
        /// In which round.
        round: u64,
        /// Who.
        candidate: AccountId,
        /// For what.
        words: Words,
    },
    /// Somebody who holds the role cast a ballot, in place of the one before.
    #[tag(12)]
    RetroBallotCast {
        /// In which round.
        round: u64,
        /// Who.
        voter: AccountId,
        /// On how many candidates.
        candidates: u32,
    },
    /// A gift pot was opened.
    #[tag(13)]
    GiftPotOpened {
        /// Its number.
        undertaking: u64,
        /// What it is for.
        purpose: Words,
        /// Who does it, and receives.
        payee: AccountId,
        /// With less than this all of it returns.
        goal: Amount,
        /// Who judges its milestones.
        judge: Judge,
        /// The last moment to give.
        until: Timestamp,
    },
    /// Somebody gave for a purpose.
    #[tag(14)]
    GivenForPurpose {
        /// To which gift pot.
        undertaking: u64,
        /// Who.
        from: AccountId,
        /// How much.
        amount: Amount,
    },
    /// Somebody promised to add to what others give.
    #[tag(15)]
    MatchPledged {
        /// To which gift pot.
        undertaking: u64,
        /// Who.
        by: AccountId,
        /// How much at most.
        most: Amount,
        /// Units for each unit that others give.
        times: u16,
    },
    /// The time to give is over: so much of a pledge was added, and so much returned.
    #[tag(16)]
    PledgeAdded {
        /// To which gift pot.
        undertaking: u64,
        /// Whose.
        by: AccountId,
        /// What was added.
        added: Amount,
        /// What returned.
        back: Amount,
    },
    /// A gift pot has enough, and work begins.
    #[tag(17)]
    GiftsGathered {
        /// Which.
        undertaking: u64,
        /// What there is.
        whole: Amount,
    },
    /// A grant was offered.
    #[tag(18)]
    GrantOffered {
        /// Its number.
        undertaking: u64,
        /// What it is for.
        purpose: Words,
        /// To whom.
        payee: AccountId,
        /// How much.
        amount: Amount,
        /// Who judges its milestones.
        judge: Judge,
        /// The last moment to answer.
        until: Timestamp,
    },
    /// A gift pot or a grant came to another stage.
    #[tag(19)]
    UndertakingTurned {
        /// Which.
        undertaking: u64,
        /// To which.
        course: Course,
    },
    /// A milestone was handed in.
    #[tag(20)]
    MilestoneHandedIn {
        /// Of which undertaking.
        undertaking: u64,
        /// Which, counted from 0.
        milestone: u16,
        /// What.
        work: Words,
    },
    /// A milestone was judged.
    #[tag(21)]
    MilestoneJudged {
        /// Of which undertaking.
        undertaking: u64,
        /// Which, counted from 0.
        milestone: u16,
        /// By whom; none is the members.
        by: Option<AccountId>,
        /// Whether it is reached.
        accepted: bool,
        /// Why.
        reason: Option<Words>,
    },
    /// A milestone was paid.
    #[tag(22)]
    MilestonePaid {
        /// Of which undertaking.
        undertaking: u64,
        /// Which, counted from 0.
        milestone: u16,
        /// To whom.
        to: AccountId,
        /// How much.
        paid: Amount,
    },
    /// What was left of a gift returned to whoever gave it.
    #[tag(23)]
    GiftReturned {
        /// From which gift pot.
        undertaking: u64,
        /// To whom.
        to: AccountId,
        /// How much.
        back: Amount,
    },
    /// What was left of a grant returned to the community.
    #[tag(24)]
    GrantReturned {
        /// Which.
        undertaking: u64,
        /// How much.
        back: Amount,
    },
    /// Whoever received, or the community, told what came of it.
    #[tag(25)]
    WhatCameTold {
        /// Of which undertaking.
        undertaking: u64,
        /// Who; none is the community.
        by: Option<AccountId>,
        /// What.
        words: Words,
    },
    /// A fund was opened.
    #[tag(26)]
    FundOpened {
        /// Its number.
        fund: u64,
        /// What it is called.
        title: Words,
        /// What there is to add.
        matching: Amount,
        /// How it is added.
        terms: Matching,
        /// The last moment to enter and to give.
        closes: Timestamp,
    },
    /// A project entered a fund.
    #[tag(27)]
    ProjectEntered {
        /// Which fund.
        fund: u64,
        /// Its number there.
        project: u32,
        /// Who does it, and receives.
        payee: AccountId,
        /// What it is.
        words: Words,
    },
    /// Somebody gave to a project.
    #[tag(28)]
    ProjectFunded {
        /// Of which fund.
        fund: u64,
        /// To which project.
        project: u32,
        /// Who.
        from: AccountId,
        /// How much.
        amount: Amount,
    },
    /// A project was taken back.
    #[tag(29)]
    ProjectWithdrawn {
        /// Of which fund.
        fund: u64,
        /// Which.
        project: u32,
    },
    /// What somebody gave to a project returned to them.
    #[tag(30)]
    SupportReturned {
        /// Of which fund.
        fund: u64,
        /// From which project.
        project: u32,
        /// To whom.
        to: AccountId,
        /// How much.
        back: Amount,
    },
    /// A project received what people gave, and what is added.
    #[tag(31)]
    ProjectPaid {
        /// Of which fund.
        fund: u64,
        /// Which.
        project: u32,
        /// Who received.
        to: AccountId,
        /// What people gave.
        given: Amount,
        /// What was added.
        matched: Amount,
    },
    /// A fund closed.
    #[tag(32)]
    FundClosed {
        /// Which.
        fund: u64,
        /// What was added in all.
        matched: Amount,
        /// What returned to its pot.
        back: Amount,
    },
}

impl DomainEvent for Event {
    const DOMAIN: &'static str = "grants";

    fn dao(&self) -> Option<DaoId> {
        Some(self.dao)
    }
}
