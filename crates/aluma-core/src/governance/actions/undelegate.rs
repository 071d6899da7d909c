//! Take one's vote back.

use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId, ProposalId};

use crate::dao;
use crate::governance::rules::counting::{Counted, Shift, Stage, recount, stage};
use crate::governance::rules::delegation::holder;
use crate::governance::types::{Carried, Delegation, TrackName};
use crate::governance::{Event, Fact, Refusal, tasks};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// End a delegation
///
/// Your weight leaves every open vote at once; you may still cast it in person.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "undelegate",
    he = "ביטול ייפוי כוח",
    says_en = "Take your vote in { $dao } back, { $track_key ->\n    [none] on every track\n   \
               *[other] on the track: { $track }\n}.",
    says_he = "לקחת בחזרה את קולך ב־{ $dao }, { $track_key ->\n    [none] בכל המסלולים\n   \
               *[other] במסלול: { $track }\n}.",
    by(Member),
    cost(10_000, 10, 0)
)]
pub(crate) struct Undelegate {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// On which track; none is on all.
    #[he("המסלול")]
    pub(crate) track: Option<TrackName>,
}

/// A delegation that ends, and what that does to each open vote.
pub(crate) struct Leaving {
    key: (DaoId, AccountId, u8),
    row: Delegation,
    votes: Vec<(ProposalId, Carried, Counted)>,
}

impl Leaving {
    /// Works out what ending a delegation does.
    ///
    /// # Errors
    /// [`Refusal::NotDelegated`].
    pub(super) fn of(ctx: &Ctx<'_>, key: (DaoId, AccountId, u8)) -> Result<Self, Refusal> {
        let tables = &ctx.state.governance;
        let row = *tables.delegations.get(&key).ok_or(Refusal::NotDelegated)?;
        let open = tables.proposals.index().open(key.0);
        let votes = open.filter_map(|id| out_of(ctx, id, key, &row)).collect();
        Ok(Self { key, row, votes })
    }
}

/// What leaves one open vote, if anything does.
fn out_of(
    ctx: &Ctx<'_>,
    id: ProposalId,
    key: (DaoId, AccountId, u8),
    row: &Delegation,
) -> Option<(ProposalId, Carried, Counted)> {
    let tables = &ctx.state.governance;
    let carried = *tables.carried.get(&(id, key.1))?;
    let proposal = tables.proposals.get(&id)?;
    let by = holder(ctx.state, proposal, key.1);
    if by != Some((row.to, key.2)) {
        return None;
    }
    let count = tables.counts.get(&id)?;
    if !matches!(stage(proposal, count, ctx.now()), Stage::Voting | Stage::Confirming) {
        return None;
    }
    let ballot = tables.ballots.get(&(id, carried.delegate))?;
    let shift = Shift { out: ballot.choice.split(carried.weight), ..Shift::default() };
    let counted = recount(proposal, count, &shift, ctx.now())?;
    Some((id, carried, counted))
}

/// Ends a delegation.
///
/// # Errors
/// [`Broken`] where a vote it leaves is not there.
pub(super) fn leave(ctx: &mut Ctx<'_>, leaving: Leaving) -> Result<(), Broken> {
    let (dao, account, track) = leaving.key;
    ctx.state.governance.delegations.remove(&leaving.key);
    for (proposal, carried, counted) in leaving.votes {
        ctx.state.governance.carried.remove(&(proposal, account));
        let Carried { delegate, weight, .. } = carried;
        let fact = Fact::WeightLeftDelegate { proposal, account, delegate, weight };
        ctx.emit(&Event { dao, fact });
        tasks::book(ctx, proposal, &counted)?;
    }
    let (to, track) = (leaving.row.to, TrackName::of_key(track));
    ctx.emit(&Event { dao, fact: Fact::DelegationEnded { account, to, track } });
    Ok(())
}

impl Action for Undelegate {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Leaving;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Leaving, Refused> {
        let account = super::signer(ctx)?;
        let leaving = Leaving::of(ctx, (self.dao, account, TrackName::key(self.track)));
        // Who left a closed DAO may still take back what they gave there.
        if leaving.is_err() {
            dao::known(ctx, self.dao)?;
        }
        Ok(leaving?)
    }

    fn apply(self, leaving: Leaving, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        leave(ctx, leaving)
    }
}
