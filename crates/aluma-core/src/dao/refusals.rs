//! Ways a community says no.

use aluma_types::{AccountId, Amount, AssetId, ProposalId, Span, Timestamp};

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
        /// The DAO has no such domain, or closed it.
        NoSuchDomain = 234, "no-such-domain" { domain: u32 };
        /// The DAO has, or had, a domain of this number.
        DomainThere = 235, "domain-there" { domain: u32 };
        /// The tree of domains would be too deep.
        DomainTooDeep = 236, "domain-too-deep" { limit: u32 };
        /// The domain still has a role or another domain in it.
        DomainInUse = 237, "domain-in-use" { domain: u32 };
        /// Money lies in the domain's pot.
        DomainHasMoney = 238, "domain-has-money" { domain: u32 };
        /// As many domains are open as may be.
        TooManyDomains = 239, "too-many-domains" { limit: u32 };
        /// The DAO has no such role.
        NoSuchRole = 240, "no-such-role" { role: u32 };
        /// The DAO has, or had, a role of this number.
        RoleThere = 241, "role-there" { role: u32 };
        /// This kind of action is for no role.
        NotForRoles = 242, "not-for-roles" { place: u64 };
        /// A limit of a role is of nothing, stands twice for an asset, or its period does not fit.
        BadRoleLimit = 243, "bad-role-limit" { place: u64, least: Span, most: Span };
        /// The DAO has as many roles as it may, or the role as many holders.
        TooManyRoles = 244, "too-many-roles" { limit: u32 };
        /// The role was closed or is suspended, or is so already.
        RoleNotActive = 245, "role-not-active" { role: u32 };
        /// The account does not hold the role, or its term is over.
        RoleNotHeld = 246, "role-not-held" { role: u32 };
        /// The account holds the role already.
        RoleHeld = 247, "role-held" { role: u32, account: AccountId };
        /// Whoever is to hold the role, or holds it, is none of those that it is for.
        NotEligible = 248, "not-eligible" { role: u32, account: AccountId };
        /// A term is longer than the charter or the domain lets.
        TermTooLong = 249, "term-too-long" { most: Span };
        /// The role was not given this kind of action.
        BeyondRole = 250, "beyond-role" { role: u32, action: &'static str };
        /// What the role acts on lies outside its domain, or is the role itself.
        OutsideDomain = 251, "outside-domain" { role: u32 };
        /// The role may not pay so much now.
        BeyondRoleLimit = 252, "beyond-role-limit" { asked: Amount, left: Amount };
        /// Nothing to do was named.
        NothingToDo = 253, "nothing-to-do";
        /// The holder stands so already.
        StandsSo = 254, "stands-so" { role: u32, account: AccountId };
        /// This rests in an emergency.
        Paused = 255, "paused" { what: &'static str, until: Timestamp };
        /// A pause lasts no longer.
        PauseTooLong = 256, "pause-too-long" { most: Span };
        /// The last pause began too short a time ago.
        PausedLately = 257, "paused-lately" { from: Timestamp };
        /// Nothing rests.
        NotPaused = 258, "not-paused";
        /// The account was expelled and comes in by a vote alone until then.
        Expelled = 260, "expelled" { from: Timestamp };
        /// Nobody expelled the account, or it is back.
        NotExpelled = 261, "not-expelled" { account: AccountId };
        /// The time to appeal is over.
        AppealOver = 262, "appeal-over" { closed_at: Timestamp };
        /// The account appealed already.
        AlreadyAppealed = 263, "already-appealed" { proposal: ProposalId };
        /// A proposal expels one person, and does nothing else.
        ExpelledTogether = 264, "expelled-together";
        /// Somebody whom the member vouched for was expelled soon after.
        MayNotInvite = 265, "may-not-invite" { until: Timestamp };
        /// The account does not belong to the DAO.
        NoSuchMember = 266, "no-such-member" { account: AccountId };
        /// This DAO registers its stakeholders itself.
        NotByThemselves = 267, "not-by-themselves";
        /// Shares alone would change the charter, and the asset it names is no voting share of the
        /// DAO.
        AssetCannotVote = 268, "asset-cannot-vote" { asset: AssetId };
        /// An absence is shorter or longer than one may be.
        AbsenceOutOfRange = 270, "absence-out-of-range" { least: Span, most: Span };
        /// The account is not away.
        NotAway = 271, "not-away";
        /// A DAO belongs to as many as one may.
        TooManySeats = 272, "too-many-seats" { limit: u64 };
        /// As many DAOs belong to this one, or are invited, as may be.
        TooManyPeers = 273, "too-many-peers" { limit: u64 };
        /// No DAO is a member of itself.
        OwnMember = 274, "own-member";
        /// The account stands for a DAO, whose money lies in its pots.
        HasPots = 275, "has-pots" { account: AccountId };
        /// No purpose and no value of charters is called so.
        NoSuchTag = 280, "no-such-tag";
        /// A limit of a role that begins with the DAO is of nothing that is issued with it.
        NotIssuedHere = 281, "not-issued-here" { place: u64 };
        /// The charter lets no role begin a pause, or none so long.
        PauseNotByRole = 282, "pause-not-by-role" { most: Span };
    }
}
