//! Appeal against an expulsion.

use alloc::boxed::Box;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Act, Acts, Body, DaoId, List, ProposalId};

use super::propose::{Words, enter};
use crate::dao::types::PROSE_BYTES;
use crate::dao::{self, Appeal};
use crate::governance::rules::Moment;
use crate::governance::rules::opening::{self, Draft, Opening};
use crate::governance::types::{TITLE_BYTES, TrackName};
use crate::governance::{Event, Fact, REINSTATE, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused, Stop};
use crate::registry::State;

/// Appeal against your expulsion
///
/// Once, within the time of the charter. It opens a proposal to take you back, on which whoever
/// proposed the expulsion does not vote; it needs no stake and takes nobody's turn. If it does not
/// pass, the expulsion stands.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "appeal",
    he = "ערעור על הוצאה",
    says_en = "Appeal to { $dao } against my expulsion: { $title } My reasons: { $reason }",
    says_he = "לערער בפני { $dao } על הוצאתי מן הקהילה: { $title } הנימוקים שלי: { $reason }",
    by(Member, Dao),
    track = Role,
    own,
    cost(20_000, 20, 0)
)]
pub(crate) struct AppealExpulsion {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
    /// What the proposal is called.
    #[he("כותרת")]
    pub(crate) title: Body<TITLE_BYTES>,
    /// Why you should be taken back.
    #[he("נימוקים")]
    pub(crate) reason: Body<PROSE_BYTES>,
}

/// Who appeals, and the proposal that it opens.
pub(crate) struct Plan {
    account: AccountId,
    acts: Acts,
    opening: Box<Opening>,
}

impl AppealExpulsion {
    /// Whether it is theirs to appeal, once and in time; the proposal that expelled them.
    fn open_to(&self, ctx: &Ctx<'_>, account: AccountId) -> Result<ProposalId, dao::Refusal> {
        let row = dao::expelling::expulsion(ctx.state, (self.dao, account));
        let row = row.ok_or(dao::Refusal::NotExpelled { account })?;
        match row.appeal {
            Appeal::Open { until } if ctx.now() <= until => Ok(row.proposal),
            Appeal::Open { until: closed_at } | Appeal::Lapsed { closed_at } => {
                Err(dao::Refusal::AppealOver { closed_at })
            }
            Appeal::Made { proposal, .. } => Err(dao::Refusal::AlreadyAppealed { proposal }),
        }
    }
}

/// Who proposed something.
fn proposer(state: &State, proposal: ProposalId) -> Option<AccountId> {
    state.governance.proposals.get(&proposal).map(|row| row.proposer)
}

impl Action for AppealExpulsion {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        dao::known(ctx, self.dao)?;
        let account = ctx.actor().ok_or(dao::Refusal::NotAdmitted)?;
        let expelled_by = self.open_to(ctx, account)?;
        let body = dao::reinstating(account, self.reason);
        let acts = Acts(List::new([Act { number: REINSTATE, body }].into()).unwrap_or_default());
        let effects = ctx.declared(self.dao, &acts.0).map_err(|stop| match stop {
            Stop::Refused(refused) => refused,
            Stop::Broken(_) => Refusal::EmptyProposal.into(),
        })?;
        let snapshot = Moment { height: ctx.height().saturating_sub(1), time: ctx.now() };
        let draft = Draft {
            dao: self.dao,
            proposer: account,
            acts: &acts,
            effects: &effects,
            least: TrackName::Role,
            now: ctx.now(),
            snapshot,
            appeal: Some(proposer(ctx.state, expelled_by)),
        };
        let opening = Box::new(opening::open(ctx.state, &draft)?);
        Ok(Plan { account, acts, opening })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, account) = (self.dao, plan.account);
        let words = Words { title: self.title, body: None, acts: plan.acts, review: None };
        let proposal = enter(ctx, *plan.opening, words)?;
        dao::appealed(ctx, (dao, account), proposal);
        ctx.emit(&Event { dao, fact: Fact::AppealMade { proposal, account } });
        Ok(())
    }
}
