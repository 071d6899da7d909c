//! Join a DAO, or the ledger by an invitation.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, DaoId, Hash32, Name, Proof, PublicKey, Timestamp};

use super::steps;
use crate::dao::rules::joining::{Bearer, Entry, entry, leads_on, vouched_once_more};
use crate::dao::rules::pauses::{Resting, awake};
use crate::dao::types::{HANDLE_BYTES, Invitation, Joining, PROSE_BYTES, Standing};
use crate::dao::{Event, Refusal, charter, flag, in_season, is_admitted, member, span};
use crate::identity;
use crate::identity::types::NewAccount;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Applications that may wait in one DAO at once.
pub(crate) const MAX_APPLICANTS: u32 = 500;

/// Join
///
/// With an invitation's secret a newcomer gets an account. Whether you are admitted at once, join
/// without a vote, or apply, is for the DAO's charter and the invitation to say.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "join",
    he = "הצטרפות",
    says_en = "{ $dao_key ->\n    [none] Get an account on this ledger.\n   *[other] Join { $dao }.\n} \
        { $handle_key ->\n    [none] Without a new name.\n   *[other] My name here: { $handle }.\n} \
        { $note_key ->\n    [none] Without a note.\n   *[other] To its members: { $note }\n}",
    says_he = "{ $dao_key ->\n    [none] לקבל חשבון בפנקס הזה.\n   *[other] להצטרף אל { $dao }.\n} \
        { $handle_key ->\n    [none] בלי כינוי חדש.\n   *[other] הכינוי שלי כאן: { $handle }.\n} \
        { $note_key ->\n    [none] בלי הערה.\n   *[other] לחברות ולחברים: { $note }\n}",
    by(Newcomer, Member),
    cost(5_000, 10, 0)
)]
pub(crate) struct Join {
    /// Where; nothing is the ledger itself, for a newcomer.
    #[he("לאן")]
    pub(crate) dao: Option<DaoId>,
    /// Proof of the invitation's secret, where there is one.
    #[he("הוכחת ההזמנה")]
    pub(crate) proof: Option<Proof>,
    /// The handle of a newcomer's account.
    #[he("כינוי")]
    pub(crate) handle: Option<Name<HANDLE_BYTES>>,
    /// What the members read of you.
    #[he("הערה")]
    pub(crate) note: Option<Body<PROSE_BYTES>>,
}

/// Who joins.
pub(crate) enum Who {
    /// An account.
    Account(AccountId),
    /// A key that gets one under this name.
    Newcomer(PublicKey, Name<HANDLE_BYTES>),
}

/// Who joins, by which invitation, and what becomes of them.
pub(crate) struct Plan {
    who: Who,
    invitation: Option<(Hash32, Invitation)>,
    entry: Option<(DaoId, Entry)>,
}

/// The invitation of a secret, while it may be used.
pub(crate) fn open(state: &State, now: Timestamp, secret: &Hash32) -> Option<Invitation> {
    let row = state.dao.invitations.get(secret)?;
    if row.uses > 0 && now <= row.until { Some(row.clone()) } else { None }
}

impl Join {
    /// The fields that this origin must fill in, and only those.
    fn who(&self, ctx: &Ctx<'_>) -> Result<Who, Refused> {
        match (ctx.origin(), self.handle) {
            (Origin::Newcomer { key }, Some(name)) => Ok(Who::Newcomer(key, name)),
            (Origin::Newcomer { .. }, None) => Err(Refusal::HandleNeeded.into()),
            (Origin::Member { .. }, Some(_)) => Err(Refusal::HandleNotWanted.into()),
            (Origin::Member { .. }, None) if self.dao.is_none() => {
                Err(Refusal::NothingToJoin.into())
            }
            (Origin::Member { account, .. }, None) => Ok(Who::Account(account)),
            _ => Err(KernelRefusal::NotYoursToDo { action: "join" }.into()),
        }
    }

    /// The invitation that the proof opens; one that leads elsewhere opens nothing here.
    fn invitation(&self, ctx: &Ctx<'_>) -> Result<Option<(Hash32, Invitation)>, Refusal> {
        let Some(proof) = &self.proof else { return Ok(None) };
        let row = open(ctx.state, ctx.now(), &proof.key).ok_or(Refusal::NoSuchInvitation)?;
        if row.dao.is_some() && row.dao != self.dao {
            return Err(Refusal::InvitationElsewhere);
        }
        Ok(Some((proof.key, row)))
    }

    /// What becomes of the one who joins `dao`.
    fn entry(
        &self,
        ctx: &Ctx<'_>,
        dao: DaoId,
        account: Option<AccountId>,
        invitation: Option<&Invitation>,
    ) -> Result<Entry, Refused> {
        let state = &*ctx.state;
        let leads_here = invitation.filter(|row| row.dao == Some(dao));
        if leads_here.is_none() {
            steps::visible(state, dao, account)?;
        }
        let bearer = match leads_here {
            Some(row) if vouches(state, dao, row) => Bearer::Vouched,
            Some(_) => Bearer::Invited,
            None => Bearer::Nobody,
        };
        let inviter = leads_here.map(|row| row.inviter);
        may_come(ctx, (dao, account), (bearer, inviter))
    }
}

/// What becomes of somebody who comes to a DAO with something in their hand, and whether it may now.
pub(super) fn may_come(
    ctx: &Ctx<'_>,
    (dao, account): (DaoId, Option<AccountId>),
    (bearer, inviter): (Bearer, Option<AccountId>),
) -> Result<Entry, Refused> {
    let state = &*ctx.state;
    let rule = charter::joining(state, dao);
    let entry = entry(rule, bearer).ok_or(match rule {
        Joining::Holding => Refusal::JoinedByHolding,
        _ => Refusal::InvitationNeeded,
    })?;
    if let Some(account) = account {
        steps::not_expelled(ctx, (dao, account))?;
    }
    let before = account.and_then(|account| member(state, dao, account));
    if !leads_on(before.map(|row| row.standing), entry) {
        return Err(Refusal::AlreadyMember.into());
    }
    if entry == Entry::Admitted {
        awake(state, dao, Resting::Admissions, ctx.now())?;
    }
    if let (Entry::Admitted, Some(inviter)) = (entry, inviter) {
        steps::may_vouch(ctx, dao, inviter)?;
    }
    let waits = matches!(entry, Entry::Applied | Entry::AwaitsVote);
    if waits && state.dao.members.index().applicants(dao) >= MAX_APPLICANTS {
        return Err(Refusal::TooManyApplicants { limit: MAX_APPLICANTS }.into());
    }
    Ok(entry)
}

/// Whether an invitation admits on its inviter's word.
pub(crate) fn vouches(state: &State, dao: DaoId, row: &Invitation) -> bool {
    row.vouch && flag(state, dao, &charter::VOUCHING) && is_admitted(state, dao, row.inviter)
}

/// What becomes of somebody whom the community asked in by name, and whether it may now: as of whoever
/// holds an invitation that nobody vouches on.
///
/// # Errors
/// As a [`Join`] with such an invitation.
pub(crate) fn may_come_asked(
    ctx: &Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    by: Option<AccountId>,
) -> Result<Entry, Refused> {
    may_come(ctx, (dao, Some(account)), (Bearer::Invited, by))
}

/// Writes what becomes of them. Only after [`may_come_asked`].
///
/// # Errors
/// [`Broken`] where a sequence is used up.
pub(crate) fn come_asked(
    ctx: &mut Ctx<'_>,
    key: (DaoId, AccountId),
    (entry, by): (Entry, Option<AccountId>),
) -> Result<(), Broken> {
    come(ctx, key, entry, (by, None))
}

impl Action for Join {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn opens_to_newcomer(&self, state: &State, (_, now): (PublicKey, Timestamp)) -> bool {
        self.proof.is_some_and(|proof| open(state, now, &proof.key).is_some())
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let who = self.who(ctx)?;
        let invitation = self.invitation(ctx)?;
        let account = match &who {
            Who::Account(account) => Some(*account),
            Who::Newcomer(..) if invitation.is_none() => {
                return Err(Refusal::NoSuchInvitation.into());
            }
            Who::Newcomer(_, name) if !identity::name_is_free(ctx.state, &name.skeleton) => {
                return Err(identity::Refusal::NameTaken.into());
            }
            Who::Newcomer(..) => None,
        };
        let row = invitation.as_ref().map(|(_, row)| row);
        let entry = match self.dao {
            Some(dao) => Some((dao, self.entry(ctx, dao, account, row)?)),
            None => None,
        };
        Ok(Plan { who, invitation, entry })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let inviter = plan.invitation.as_ref().map(|(_, row)| row.inviter);
        let account = match plan.who {
            Who::Account(account) => account,
            Who::Newcomer(key, name) => {
                let (key, name) = (Some(key), Some(name));
                let new = NewAccount { key, name, inviter, ..NewAccount::default() };
                let account = identity::create(ctx, new)?;
                ctx.made(account.0);
                account
            }
        };
        if let Some((secret, row)) = plan.invitation {
            use_up(ctx, secret, row);
        }
        let Some((dao, entry)) = plan.entry else { return Ok(()) };
        come(ctx, (dao, account), entry, (inviter, self.note))
    }
}

/// Writes what becomes of somebody who came. Only after [`may_come`].
pub(super) fn come(
    ctx: &mut Ctx<'_>,
    (dao, account): (DaoId, AccountId),
    entry: Entry,
    (inviter, note): (Option<AccountId>, Option<Body<PROSE_BYTES>>),
) -> Result<(), Broken> {
    let until = match entry {
        Entry::Admitted => {
            if let Some(inviter) = inviter {
                book_vouching(ctx, dao, inviter);
            }
            return steps::admit_member(ctx, dao, account, inviter);
        }
        Entry::Joined => {
            steps::stand(ctx, (dao, account), Standing::Joined, (inviter, note));
            ctx.emit(&Event::MemberJoined { dao, account });
            return Ok(());
        }
        Entry::Applied => Some(ctx.now().after(span(ctx.state, dao, &charter::OBJECTION))),
        Entry::AwaitsVote => None,
    };
    steps::stand(ctx, (dao, account), Standing::Applicant { until }, (inviter, note));
    ctx.emit(&Event::ApplicationMade { dao, account, note, until });
    Ok(())
}

/// One use less; the last one clears the invitation away.
fn use_up(ctx: &mut Ctx<'_>, secret: Hash32, row: Invitation) {
    let uses = row.uses.saturating_sub(1);
    if uses == 0 {
        ctx.cancel(row.task);
        ctx.state.dao.invitations.remove(&secret);
    } else {
        ctx.state.dao.invitations.put(secret, Invitation { uses, ..row });
    }
}

/// Counts one more whom a member brought in, once the founding season is over.
fn book_vouching(ctx: &mut Ctx<'_>, dao: DaoId, inviter: AccountId) {
    let now = ctx.now();
    if !in_season(ctx.state, dao, now) {
        ctx.state.dao.members.update(&(dao, inviter), |row| {
            row.vouched = vouched_once_more(row.vouched, now);
        });
    }
}
