//! A DAO joins another.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId};

use super::join::{come, may_come};
use super::{acting_dao, steps};
use crate::dao::rules::joining::{Bearer, Entry};
use crate::dao::rules::peers::{MAX_PEERS, MAX_SEATS, guest, peer_count, seat_count};
use crate::dao::types::PROSE_BYTES;
use crate::dao::{Event, Refusal, charter, flag, is_admitted};
use crate::identity::{self, types::NewAccount};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::effects::Effects;
use crate::kernel::refusal::{Broken, Refused};

/// Join another DAO
///
/// The community itself becomes a member there, as that one's charter lets anybody: by invitation,
/// by an application that nobody objects to, or by vote. It votes there by a proposal or a role of
/// its own, and with the voting shares in its pots; it has one vote by head, however many its
/// members are.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "join-as-dao",
    he = "הצטרפות של ארגון",
    says_en = "Join { $dao } as a community, with the note { $note }.",
    says_he = "להצטרף כקהילה אל { $dao }, עם ההערה { $note }.",
    by(Dao, Role),
    track = Role,
    cost(6_000, 10, 0)
)]
pub(crate) struct JoinAsDao {
    /// Where.
    #[he("לאן")]
    pub(crate) dao: DaoId,
    /// What the members there read.
    #[he("הערה")]
    pub(crate) note: Option<Body<PROSE_BYTES>>,
}

/// Which DAO joins, by which account, and what becomes of it.
pub(crate) struct Plan {
    of: DaoId,
    account: Option<AccountId>,
    entry: Entry,
    inviter: Option<AccountId>,
}

impl Action for JoinAsDao {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        effects.seats.insert((self.dao, dao));
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let (of, host, state) = (acting_dao(ctx)?, self.dao, &*ctx.state);
        if of == host {
            return Err(Refusal::OwnMember.into());
        }
        let account = identity::account_of_dao(state, of);
        let invited = guest(state, (host, of), ctx.now());
        if invited.is_none() {
            steps::visible(state, host, account)?;
        }
        if let Some(account) = account {
            steps::not_expelled(ctx, (host, account))?;
        }
        let vouches =
            |inviter| flag(state, host, &charter::VOUCHING) && is_admitted(state, host, inviter);
        let bearer = match invited {
            Some(row) if row.vouch && vouches(row.inviter) => Bearer::Vouched,
            Some(_) => Bearer::Invited,
            None => Bearer::Nobody,
        };
        let inviter = invited.map(|row| row.inviter);
        let entry = may_come(ctx, (host, account), (bearer, inviter))?;
        let belongs = account.and_then(|account| crate::dao::member(state, host, account));
        if !belongs.is_some_and(|row| row.standing.belongs()) {
            if account.map_or(0, |account| seat_count(state, account)) >= MAX_SEATS {
                return Err(Refusal::TooManySeats { limit: MAX_SEATS as u64 }.into());
            }
            if peer_count(state, host) >= MAX_PEERS {
                return Err(Refusal::TooManyPeers { limit: MAX_PEERS as u64 }.into());
            }
        }
        Ok(Plan { of, account, entry, inviter })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Plan { of, account, entry, inviter } = plan;
        let dao = self.dao;
        let account = match account {
            Some(account) => account,
            None => {
                let new = NewAccount { dao: Some(of), ..NewAccount::default() };
                identity::create(ctx, new)?
            }
        };
        steps::forget_guest(ctx, (dao, of));
        ctx.emit(&Event::DaoCame { dao, of, account });
        come(ctx, (dao, account), entry, (inviter, self.note))
    }
}
