//! Put one's vote into another's hand.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use crate::dao;
use crate::governance::actions::undelegate::{Leaving, leave};
use crate::governance::rules::Moment;
use crate::governance::rules::delegation::{MAX_HELD, held};
use crate::governance::types::{Delegation, TrackName};
use crate::governance::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Delegate
///
/// From the next proposal on, your weight counts with the ballot of the person you name, on every
/// track or on one. Whoever votes in person takes their weight out of it, any time until the vote
/// closes. A vote that was delegated to you does not go on from you to your delegate. One delegate
/// holds at most 1,000 votes.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "delegate",
    he = "ייפוי כוח להצבעה",
    says_en = "Let { $to } cast your vote in { $dao }, { $track_key ->\n    [none] on every track\n   \
               *[other] on the track: { $track }\n}.",
    says_he = "לתת ל־{ $to } להצביע בשמך ב־{ $dao }, { $track_key ->\n    [none] בכל המסלולים\n   \
               *[other] במסלול: { $track }\n}.",
    by(Member),
    own,
    cost(3_000, 10, 0)
)]
pub(crate) struct Delegate {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// Who is to vote for you.
    #[he("מיופה או מיופת הכוח")]
    pub(crate) to: AccountId,
    /// On which track; none is on all.
    #[he("המסלול")]
    pub(crate) track: Option<TrackName>,
}

/// Who, and what leaves the hand it lay in before.
pub(crate) struct Plan {
    account: AccountId,
    leaving: Option<Leaving>,
}

impl Action for Delegate {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let Self { dao, to, track } = *self;
        let account = super::signer(ctx)?;
        if to == account {
            return Err(Refusal::DelegateToSelf.into());
        }
        dao::known(ctx, dao)?;
        super::admitted(ctx.state, dao, account)?;
        if !dao::is_admitted(ctx.state, dao, to) {
            return Err(Refusal::DelegateNotAdmitted { account: to }.into());
        }
        let key = (dao, account, TrackName::key(track));
        let before = ctx.state.governance.delegations.get(&key);
        if before.is_some_and(|row| row.to == to) {
            return Err(Refusal::AlreadyDelegated { account: to }.into());
        }
        if held(ctx.state, dao, to) >= MAX_HELD {
            return Err(Refusal::DelegateFull { account: to, limit: MAX_HELD as u64 }.into());
        }
        let leaving = match before {
            Some(_) => Some(Leaving::of(ctx, key)?),
            None => None,
        };
        Ok(Plan { account, leaving })
    }

    fn apply(self, Plan { account, leaving }: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, to, track } = self;
        if let Some(leaving) = leaving {
            leave(ctx, leaving)?;
        }
        let since = Moment { height: ctx.height(), time: ctx.now() };
        let key = (dao, account, TrackName::key(track));
        ctx.state.governance.delegations.put(key, Delegation { to, since });
        ctx.emit(&Event { dao, fact: Fact::VoteDelegated { account, to, track } });
        Ok(())
    }
}
