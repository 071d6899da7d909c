//! What becomes of somebody who joins.

use aluma_types::{Canon, Span, Timestamp};

use crate::dao::types::{Joining, Standing, Vouched};

/// The window in which a member's vouching is counted.
pub(crate) const VOUCH_WINDOW: Span = Span::days(30);

/// Members at which the founding season ends.
pub(crate) const SEASON_MEMBERS: u64 = 150;

/// What brings somebody to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// Nothing.
    Nobody,
    /// An invitation to this DAO.
    Invited,
    /// An invitation whose inviter vouches.
    Vouched,
}

/// What becomes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Entry {
    /// Admitted at once.
    #[tag(1)]
    #[he("חברות מיד")]
    Admitted,
    /// Joined without a vote.
    #[tag(2)]
    #[he("הצטרפות בלי זכות הצבעה")]
    Joined,
    /// An application that is granted unless somebody objects.
    #[tag(3)]
    #[he("בקשה שמתקבלת באין התנגדות")]
    Applied,
    /// An application that the members vote on.
    #[tag(4)]
    #[he("בקשה שהחברים מצביעים עליה")]
    AwaitsVote,
}

/// What becomes of somebody under a joining rule; nothing where an invitation is needed. A rule by
/// vote means that no one member's word admits. What somebody holds is judged where holdings lie,
/// by `enter`.
pub(crate) const fn entry(rule: Joining, bearer: Bearer) -> Option<Entry> {
    match (rule, bearer) {
        (Joining::Vote, _) => Some(Entry::AwaitsVote),
        (_, Bearer::Vouched) => Some(Entry::Admitted),
        (Joining::Open, _) => Some(Entry::Joined),
        (Joining::Application, _) | (Joining::Invitation | Joining::Holding, Bearer::Invited) => {
            Some(Entry::Applied)
        }
        (Joining::Invitation | Joining::Holding, Bearer::Nobody) => None,
    }
}

/// Whether an entry leads somebody further than where they stand.
pub(crate) const fn leads_on(standing: Option<Standing>, entry: Entry) -> bool {
    match standing {
        // For how long whoever was expelled comes in by a vote alone, `expelling` says.
        None | Some(Standing::Left | Standing::Expelled | Standing::Stakeholder { .. }) => true,
        Some(Standing::Joined) => !matches!(entry, Entry::Joined),
        Some(Standing::Applicant { .. }) => matches!(entry, Entry::Admitted),
        Some(Standing::Admitted) => false,
    }
}

/// One more vouched for at a moment; a window that is over begins anew.
pub(crate) fn vouched_once_more(vouched: Vouched, now: Timestamp) -> Vouched {
    if now.since(vouched.from) >= VOUCH_WINDOW {
        Vouched { from: now, count: 1 }
    } else {
        Vouched { count: vouched.count.saturating_add(1), ..vouched }
    }
}

/// When a member who vouched for `limit` may vouch again; nothing where they may now.
pub(crate) fn vouching_again(vouched: Vouched, limit: u128, now: Timestamp) -> Option<Timestamp> {
    let again = vouched.from.after(VOUCH_WINDOW);
    if u128::from(vouched.count) < limit || now >= again { None } else { Some(again) }
}
