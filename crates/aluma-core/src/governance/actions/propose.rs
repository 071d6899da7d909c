//! Propose something for the DAO to do.

use alloc::boxed::Box;

use aluma_types::spec::{ActionSpec, Track};
use aluma_types::{AccountId, Acts, Body, DaoId, ProposalId, Span};

use crate::governance::rules::opening::{self, Draft, Opening};
use crate::governance::rules::spam::lifts_cooldown;
use crate::governance::rules::{Moment, strictest};
use crate::governance::tasks::Close;
use crate::governance::types::{
    BODY_BYTES, Count, Matter, Proposal, Sponsor, TITLE_BYTES, TrackName,
};
use crate::governance::{Event, Fact, RESOLVE, Refusal, charter};
use crate::kernel::action::{Action, Registry};
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::dispatch;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused, Stop};
use crate::kernel::schedule::due_at;
use crate::{dao, treasury};

/// A review lies at most this far ahead.
pub(super) const REVIEW: Span = Span::days(3 * 365);

/// Propose
///
/// A list of actions that the DAO is to take, with a title. The ledger shows what they may do at
/// most, and finds the track by consequence: by the sum's share of the free treasury, counted over
/// 30 days to the same person and from the same proposer. Rules, weights and totals are frozen as
/// of the last block before. Who proposes what is open already supports it instead.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "propose",
    he = "הצעה להחלטה",
    says_en = "Propose to { $dao }: { $title }. What it would do: { $actions }",
    says_he = "להציע ל־{ $dao }: { $title }. מה ייעשה: { $actions }",
    by(Member),
    cost(20_000, 20, 200)
)]
pub(crate) struct Propose {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// What it is about.
    #[he("כותרת")]
    pub(crate) title: Body<TITLE_BYTES>,
    /// Why, in full.
    #[he("נימוק מלא")]
    pub(crate) body: Option<Body<BODY_BYTES>>,
    /// What is to be done, in this order, all or nothing.
    #[he("מה ייעשה")]
    pub(crate) actions: Acts,
    /// A stricter track than its consequence asks for; a milder one has no effect.
    #[he("מסלול מחמיר")]
    pub(crate) track: Option<TrackName>,
    /// How long after it was done the ledger asks whether it worked.
    #[he("בדיקת תוצאה כעבור")]
    pub(crate) review: Option<Span>,
}

/// What comes of it.
pub(crate) enum Plan {
    /// Support for the same proposal, which is open.
    Sponsor(ProposalId, AccountId),
    /// A proposal of its own.
    Open(Box<Opening>),
}

impl Propose {
    fn shape(&self, ctx: &Ctx<'_>) -> Result<Effects, Refused> {
        if self.actions.0.is_empty() {
            return Err(Refusal::EmptyProposal.into());
        }
        if let Some(review) = self.review
            && (review < Span::hours(1) || review > REVIEW)
        {
            let (least, most) = (Span::hours(1).0, REVIEW.0);
            return Err(Refusal::SpanOutOfRange { field: "review", least, most }.into());
        }
        let effects = declared(ctx.env.registry, self.dao, &self.actions)?;
        // Several at once, all of them kept from voting, would be a coup of those who are left.
        if !effects.concerned.is_empty() && self.actions.0.len() > 1 {
            return Err(dao::Refusal::ExpelledTogether.into());
        }
        Ok(effects)
    }

    /// Refuses the same people the same effect for a while after a rejection on substance.
    fn may_try_again(
        &self,
        ctx: &Ctx<'_>,
        who: AccountId,
        effects: &Effects,
    ) -> Result<(), Refusal> {
        let tables = &ctx.state.governance;
        let wait = dao::span(ctx.state, self.dao, &charter::WAIT);
        let effect = opening::effect_hash(self.dao, effects, &self.actions);
        for id in tables.proposals.index().rejected(self.dao, effect) {
            let Some((row, matter)) = tables.proposals.get(&id).zip(tables.matters.get(&id)) else {
                continue;
            };
            let until = row.decided.map_or(row.opened, |at| at.time).after(wait);
            if ctx.now() >= until {
                break;
            }
            let sponsor = tables.sponsors.get(&(id, who));
            let is_same = row.proposer == who || sponsor.is_some_and(|sponsor| !sponsor.again);
            if is_same && !lifts_cooldown(matter.lifted, row.total) {
                return Err(Refusal::CoolingDown { proposal: id, until });
            }
        }
        Ok(())
    }
}

/// What the acts may do at most.
pub(in crate::governance) fn declared(
    registry: &'static Registry,
    dao: DaoId,
    acts: &Acts,
) -> Result<Effects, Refused> {
    dispatch::declared(registry, dao, &acts.0).map_err(|stop| match stop {
        Stop::Refused(refused) => refused,
        Stop::Broken(Broken(why)) => KernelRefusal::MalformedAction { why }.into(),
    })
}

/// The strictest track that the acts and the proposer ask for. What is for emergencies goes on no
/// other track, and with it goes nothing but words.
pub(in crate::governance) fn least(
    registry: &Registry,
    acts: &Acts,
    asked: Option<TrackName>,
) -> Result<TrackName, Refused> {
    let track_of = |number| registry.entry(number).and_then(|entry| entry.spec.track);
    let urgent = |number| track_of(number) == Some(Track::Emergency);
    let has_urgent = acts.0.iter().any(|act| urgent(act.number));
    if has_urgent || asked == Some(TrackName::Emergency) {
        let fits = |number| urgent(number) || number == RESOLVE;
        return match acts.0.iter().all(|act| fits(act.number)) {
            true => Ok(TrackName::Emergency),
            false => Err(Refusal::NotForEmergency.into()),
        };
    }
    let mut least = Track::Tip;
    for act in acts.0.iter() {
        let track = track_of(act.number).unwrap_or(Track::Constitution);
        least = strictest(least, track).unwrap_or(Track::Constitution);
    }
    Ok(asked.map_or(least.into(), |asked| asked.max(least.into())))
}

impl Action for Propose {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let effects = self.shape(ctx)?;
        let least = least(ctx.env.registry, &self.actions, self.track)?;
        dao::known(ctx, self.dao)?;
        let proposer = super::signer(ctx)?;
        super::admitted(ctx.state, self.dao, proposer)?;
        let tables = &ctx.state.governance;
        let hash = opening::acts_hash(self.dao, &self.actions);
        if let Some(open) = tables.proposals.index().same_acts(self.dao, hash) {
            if tables.proposals.get(&open).is_some_and(|row| row.proposer == proposer) {
                return Err(Refusal::AlreadyProposed { proposal: open }.into());
            }
            if tables.sponsors.contains(&(open, proposer)) {
                return Err(Refusal::AlreadySponsored { proposal: open }.into());
            }
            return Ok(Plan::Sponsor(open, proposer));
        }
        self.may_try_again(ctx, proposer, &effects)?;
        // What the last block left was held until this one: it ages until now.
        let snapshot = Moment { height: ctx.height().saturating_sub(1), time: ctx.now() };
        let (dao, acts, effects, now) = (self.dao, &self.actions, &effects, ctx.now());
        let appeal = None;
        let draft = Draft { dao, proposer, acts, effects, least, now, snapshot, appeal };
        Ok(Plan::Open(Box::new(opening::open(ctx.state, &draft)?)))
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        match plan {
            Plan::Sponsor(proposal, account) => {
                support(ctx, (proposal, account), self.dao, false);
                ctx.made(proposal.0);
                Ok(())
            }
            Plan::Open(opening) => {
                let Self { title, body, actions: acts, review, .. } = self;
                enter(ctx, *opening, Words { title, body, acts, review }).map(|_| ())
            }
        }
    }
}

/// A proposal's words and acts.
pub(super) struct Words {
    pub(super) title: Body<TITLE_BYTES>,
    pub(super) body: Option<Body<BODY_BYTES>>,
    pub(super) acts: Acts,
    pub(super) review: Option<Span>,
}

/// Writes what opens, and lets the clock close it.
///
/// # Errors
/// [`Broken`] where a sequence is used up or the stake is not there.
pub(super) fn enter(
    ctx: &mut Ctx<'_>,
    opening: Opening,
    words: Words,
) -> Result<ProposalId, Broken> {
    let Opening { proposal, asks, stake } = opening;
    let (id, dao) = (ProposalId(ctx.next_number(Sequence::Proposal)?), proposal.dao);
    if let Some(stake) = stake {
        treasury::take_stake(ctx, proposal.proposer, stake)?;
    }
    let deadline = proposal.quiet().original_deadline();
    let Words { title, body, acts, review } = words;
    let matter = Matter { dao, title, body, acts, stake, review, lifted: 0 };
    ctx.emit(&Event { dao, fact: opened(id, &proposal, &matter, deadline) });
    let tables = &mut ctx.state.governance;
    tables.counts.put(id, Count::new(dao, deadline));
    tables.proposals.put(id, proposal);
    tables.matters.put(id, matter);
    if !asks.is_empty() {
        tables.asks.put(id, asks);
    }
    ctx.schedule(due_at(deadline), Some(dao), &Close { proposal: id });
    ctx.made(id.0);
    Ok(id)
}

fn opened(
    proposal: ProposalId,
    row: &Proposal,
    matter: &Matter,
    deadline: aluma_types::Timestamp,
) -> Fact {
    Fact::ProposalOpened {
        proposal,
        proposer: row.proposer,
        track: row.track,
        title: matter.title,
        body: matter.body,
        voting_from: row.voting_from,
        deadline,
    }
}

/// Books somebody's support.
pub(super) fn support(ctx: &mut Ctx<'_>, key: (ProposalId, AccountId), dao: DaoId, again: bool) {
    let row = Sponsor { dao, at: ctx.now(), again };
    ctx.state.governance.sponsors.put(key, row);
    let (proposal, account) = key;
    ctx.emit(&Event { dao, fact: Fact::ProposalSponsored { proposal, account } });
}
