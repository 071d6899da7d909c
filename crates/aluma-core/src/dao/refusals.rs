//! Ways a community says no.

use aluma_types::{AccountId, Timestamp};

use crate::kernel::refusal::Datum;
use crate::refusals;

refusals! {
    /// The domain's refusals, in the order of their numbers.
    Refusal {
        /// There is no such DAO, or none that the reader may know of.
        NoSuchDao = 201, "no-such-dao";
        /// Only members may read this.
        ForMembers = 202, "for-members";
        /// A DAO has a handle that looks like this one.
        HandleTaken = 203, "handle-taken";
        /// The account founded as many DAOs as it may in a day.
        TooManyFounded = 204, "too-many-founded" { limit: u32, from: Timestamp };
        /// The acting account is not an admitted member.
        NotAdmitted = 205, "not-admitted";
        /// The acting account is no member and no applicant.
        NotAMember = 206, "not-a-member";
        /// The account is a member already, or has applied already.
        AlreadyMember = 207, "already-member";
        /// There is no such invitation, or it was used up or ran out.
        NoSuchInvitation = 208, "no-such-invitation";
        /// The invitation leads somewhere else.
        InvitationElsewhere = 209, "invitation-elsewhere";
        /// Nobody joins here without an invitation.
        InvitationNeeded = 210, "invitation-needed";
        /// A newcomer's account needs a handle.
        HandleNeeded = 211, "handle-needed";
        /// An account that is there has its handle already.
        HandleNotWanted = 212, "handle-not-wanted";
        /// Who has an account joins a DAO, not the ledger.
        NothingToJoin = 213, "nothing-to-join";
        /// The secret belongs to another invitation already.
        InvitationThere = 214, "invitation-there";
        /// An invitation's uses or time are out of bounds.
        InvitationTooWide = 215, "invitation-too-wide" { uses: u32, days: u32 };
        /// The account has as many open invitations as one may have.
        TooManyInvitations = 216, "too-many-invitations" { limit: u32 };
        /// This charter lets nobody vouch, or the ledger's own invitation cannot.
        NoVouching = 217, "no-vouching";
        /// The inviter has vouched for as many as a member may in this window.
        TooManyVouched = 218, "too-many-vouched" { limit: u32, from: Timestamp };
        /// As many applications wait as may wait at once.
        TooManyApplicants = 219, "too-many-applicants" { limit: u32 };
        /// The account has not applied here.
        NoSuchApplicant = 220, "no-such-applicant" { account: AccountId };
        /// The members decide on this application already.
        AwaitsVote = 221, "awaits-vote" { account: AccountId };
        /// The time for objections is over.
        ObjectionsClosed = 222, "objections-closed" { closed_at: Timestamp };
        /// No payees are named.
        NobodyToEnroll = 223, "nobody-to-enroll";
        /// A payee of this label is enrolled already, or stands twice in the list.
        PayeeEnrolled = 224, "payee-enrolled" { place: u64 };
        /// A payee's handle is taken, or stands twice in the list.
        PayeeNameTaken = 225, "payee-name-taken" { place: u64 };
        /// No proposal of one DAO enrolls payees of another.
        AnotherDao = 226, "another-dao";
        /// A change names no parameter.
        NoSuchParameter = 227, "no-such-parameter" { place: u64 };
        /// A parameter stands twice in one amendment.
        ParameterTwice = 228, "parameter-twice" { parameter: &'static str };
        /// A value is not of its parameter's kind.
        BadParameter = 229, "bad-parameter" { parameter: &'static str };
        /// A value lies outside its parameter's range.
        ParameterOutOfRange = 230, "parameter-out-of-range" {
            parameter: &'static str, least: Datum, most: Datum,
        };
        /// The amendment would change nothing.
        NothingToChange = 231, "nothing-to-change";
        /// Whoever joins here without an invitation does so by what they hold.
        JoinedByHolding = 232, "joined-by-holding";
        /// What somebody holds opens no door here.
        NotByHolding = 233, "not-by-holding";
    }
}
