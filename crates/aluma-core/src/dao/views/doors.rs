//! The ways in: what an invitation leads to, and which ones somebody has open.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, Hash32, List, Span, Timestamp};

use crate::dao::actions::invite::MAX_OPEN;
use crate::dao::actions::join;
use crate::dao::rules::expelling;
use crate::dao::rules::joining::{Bearer, Entry, entry};
use crate::dao::types::{Invitation, Joining, Manner, Visibility};
use crate::dao::{Refusal, charter, dao, flag, is_admitted, may_read, member_count, span};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// An invitation
///
/// What whoever holds its secret may know before they decide: where it leads, who sees what there,
/// how it decides, and what would become of them. Its public half is all that is shown of it, and
/// whoever knows that may ask.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "invitation", he = "הזמנה", result = InvitationAnswer)]
pub struct InvitationView {
    /// The public half of its secret.
    #[he("המפתח הציבורי של הסוד")]
    pub secret: Hash32,
}

/// An invitation that may be used.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct InvitationAnswer {
    /// Whose it is.
    #[he("מי הזמינו")]
    pub inviter: AccountId,
    /// How many more may use it.
    #[he("כמה אנשים")]
    pub uses: u32,
    /// The last moment at which it may be used.
    #[he("עד")]
    pub until: Timestamp,
    /// The community that it leads to; nothing where it leads to the ledger only.
    #[he("הקהילה")]
    pub door: Option<DoorAnswer>,
}

/// A community as it looks from its door.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DoorAnswer {
    /// Which.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// How it decides.
    #[he("אופן ההחלטה")]
    pub manner: Manner,
    /// Who may join.
    #[he("מי יכולים להצטרף")]
    pub joining: Joining,
    /// Who may read it.
    #[he("מי רשאים לקרוא")]
    pub visibility: Visibility,
    /// Members with a vote.
    #[he("חברים עם זכות הצבעה")]
    pub members: u64,
    /// How long members may object to an application.
    #[he("זמן להתנגדות")]
    pub objection: Span,
    /// What becomes of whoever uses the invitation.
    #[he("מה יקרה")]
    pub next: Option<Entry>,
}

impl View for InvitationView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = InvitationAnswer;

    /// Whoever is invited reads nothing else yet, so the answer itself asks for the invitation.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<InvitationAnswer, Refused> {
        let row = join::open(look.state, look.now, &self.secret);
        let row = row.ok_or(Refusal::NoSuchInvitation)?;
        let door = row.dao.and_then(|dao| door(look, dao, &row));
        Ok(InvitationAnswer { inviter: row.inviter, uses: row.uses, until: row.until, door })
    }
}

fn door(look: &Look<'_>, id: DaoId, invitation: &Invitation) -> Option<DoorAnswer> {
    let state = look.state;
    let row = dao(state, id)?;
    let joining = charter::joining(state, id);
    let is_vouched = join::vouches(state, id, invitation);
    let bearer = if is_vouched { Bearer::Vouched } else { Bearer::Invited };
    Some(DoorAnswer {
        dao: id,
        manner: row.manner,
        joining,
        visibility: charter::visibility(state, id),
        members: member_count(state, id),
        objection: span(state, id, &charter::OBJECTION),
        next: entry(joining, bearer),
    })
}

/// Open invitations of one's own
///
/// Those that whoever asks made and that may still be used; nobody sees those of others.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "invitations", he = "ההזמנות שלי", result = InvitationsAnswer)]
pub struct InvitationsView {
    /// Only those to this community.
    #[he("הקהילה")]
    pub dao: Option<DaoId>,
}

/// Open invitations.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct InvitationsAnswer {
    /// By the public halves of their secrets.
    #[he("הזמנות")]
    pub rows: List<InvitationRow, { MAX_OPEN as usize }>,
    /// Whether whoever asks may invite to the community that was named, and how.
    #[he("מה מותר לי")]
    pub may: Option<InvitingAnswer>,
}

/// What somebody's invitation to a community would do now.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct InvitingAnswer {
    /// Whether they are a member with a vote: nobody else invites.
    #[he("זכות הצבעה")]
    pub admitted: bool,
    /// Until when they may invite nobody, since somebody they vouched for was expelled.
    #[he("אין להזמין עד")]
    pub barred: Option<Timestamp>,
    /// What becomes of whoever they invite.
    #[he("מה יקרה למי שיוזמנו")]
    pub invited: Option<Entry>,
    /// What becomes of whoever they vouch for; nothing where the charter knows no vouching.
    #[he("מה יקרה בערבות")]
    pub vouched: Option<Entry>,
    /// How long members may object to an application.
    #[he("זמן להתנגדות")]
    pub objection: Span,
    /// How many invitations they may have open, to all communities together.
    #[he("כמה הזמנות פתוחות לכל היותר")]
    pub most: u32,
}

/// An open invitation.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct InvitationRow {
    /// The public half of its secret.
    #[he("המפתח הציבורי של הסוד")]
    pub secret: Hash32,
    /// Where to; nothing is the ledger itself.
    #[he("לאן")]
    pub dao: Option<DaoId>,
    /// How many more may use it.
    #[he("כמה אנשים")]
    pub uses: u32,
    /// The last moment at which it may be used.
    #[he("עד")]
    pub until: Timestamp,
    /// Whether the inviter vouches for whoever uses it.
    #[he("בערבותי")]
    pub vouch: bool,
}

impl View for InvitationsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = InvitationsAnswer;

    /// Everybody may see their own, also after they left; of one community its readers alone are
    /// told that there is such a one.
    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        self.dao
    }

    fn answer(&self, look: &Look<'_>) -> Result<InvitationsAnswer, Refused> {
        let mut rows = List::default();
        let Some(reader) = look.reader else { return Ok(InvitationsAnswer { rows, may: None }) };
        for secret in look.state.dao.invitations.index().of(reader) {
            let Some(row) = join::open(look.state, look.now, &secret) else { continue };
            if self.dao.is_none() || self.dao == row.dao {
                let Invitation { dao, uses, until, vouch, .. } = row;
                rows.push(InvitationRow { secret, dao, uses, until, vouch });
            }
        }
        let may = self.dao.filter(|dao| may_read(look, *dao).is_ok());
        Ok(InvitationsAnswer { rows, may: may.map(|dao| inviting(look, dao, reader)) })
    }
}

fn inviting(look: &Look<'_>, dao: DaoId, reader: AccountId) -> InvitingAnswer {
    let (state, joining) = (look.state, charter::joining(look.state, dao));
    let may_vouch = flag(state, dao, &charter::VOUCHING);
    InvitingAnswer {
        admitted: is_admitted(state, dao, reader),
        barred: expelling::barred(state, (dao, reader), look.now),
        invited: entry(joining, Bearer::Invited),
        vouched: entry(joining, Bearer::Vouched).filter(|_| may_vouch),
        objection: span(state, dao, &charter::OBJECTION),
        most: MAX_OPEN,
    }
}
