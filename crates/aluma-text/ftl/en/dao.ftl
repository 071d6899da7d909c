## A community's ways to say no.

refusal-no-such-dao = There is no such community, or none that you may read.
    .title = No such community
    .hint = Check the number or the handle. A community that is closed to strangers opens to whoever comes with an invitation.
refusal-for-members = Only members of this community may read this.
    .title = For members
    .hint = Its name, its purpose and what it decided are open to everybody.
refusal-handle-taken = A community already has this handle or one that looks like it.
    .title = The handle is taken
    .hint = Choose a handle that cannot be mistaken for another.
refusal-too-many-founded = { $limit ->
    [one] One account may found 1 community a day.
   *[other] One account may found { $limit } communities a day.
}
    .title = Too many foundings
    .hint = The next one is possible from { $from }.
refusal-not-admitted = This is for admitted members, those with a vote.
    .title = For admitted members
    .hint = Join, and if you have joined already ask the members to admit you.
refusal-not-a-member = You are no member of this community and have not applied to it.
    .title = Not a member
    .hint = There is nothing to leave.
refusal-already-member = Whoever this is about is a member already, or has an application waiting.
    .title = A member already
    .hint = There is nothing left to do; an application can be withdrawn with “leave”.
refusal-no-such-invitation = There is no such invitation, or it was used up, taken back or ran out.
    .title = No open invitation
    .hint = Ask whoever sent it for a new one.
refusal-invitation-elsewhere = This invitation leads to another community.
    .title = An invitation to somewhere else
    .hint = Join the community that the invitation names.
refusal-invitation-needed = This community is joined by invitation.
    .title = By invitation
    .hint = Ask a member to invite you.
refusal-handle-needed = A new account needs a handle.
    .title = A handle is missing
    .hint = Choose one; others find you by it.
refusal-handle-not-wanted = Your account has its handle already.
    .title = No handle here
    .hint = Join again without a handle.
refusal-nothing-to-join = You have an account, so there is nothing to join but a community.
    .title = Which community?
    .hint = Name the community that you want to join.
refusal-invitation-there = There is already an open invitation with this secret.
    .title = The secret is in use
    .hint = Make a fresh secret for each invitation.
refusal-invitation-too-wide = An invitation is for 1 to { $uses } people and stands for up to { $days } days.
    .title = Too wide an invitation
    .hint = Invite fewer people or for a shorter time; you can always make another invitation.
refusal-too-many-invitations = { $limit ->
    [one] One account may have 1 open invitation.
   *[other] One account may have { $limit } open invitations.
}
    .title = Too many open invitations
    .hint = Wait until one is used up or runs out.
refusal-no-vouching = An invitation to the ledger alone cannot vouch for anybody, nor can one to a community whose charter does not let members vouch.
    .title = Nobody vouches here
    .hint = Invite without vouching: whoever comes can apply.
refusal-too-many-vouched = { $limit ->
    [one] The inviter has vouched for 1 person in 30 days, which is all the charter allows.
   *[other] The inviter has vouched for { $limit } people in 30 days, which is all the charter allows.
}
    .title = Too many vouched for
    .hint = The invitation admits again from { $from }; until then another member can invite.
refusal-too-many-applicants = { $limit ->
    [one] 1 application may wait at a time, and one does.
   *[other] { $limit } applications may wait at a time, and so many do.
}
    .title = Too many applications waiting
    .hint = Try again once some of them have been decided.
refusal-no-such-applicant = { $account } has not applied to this community.
    .title = No such application
    .hint = Whoever wants to be admitted applies or joins first.
refusal-awaits-vote = The members already decide on the application of { $account } by vote.
    .title = Awaits a vote
    .hint = Say what speaks against it in the vote on “admit”.
refusal-objections-closed = Objections could be raised until { $closed_at }.
    .title = Too late to object
    .hint = The application is granted with the next block.
refusal-nobody-to-enroll = The list of payees is empty.
    .title = Nobody to enroll
    .hint = Name at least one payee.
refusal-payee-enrolled = Payee { $place } of the list is enrolled already or stands in it twice.
    .title = Enrolled already
    .hint = Leave out who has an account already; each label is enrolled once.
refusal-payee-name-taken = The handle of payee { $place } of the list is taken or stands in it twice.
    .title = A handle is taken
    .hint = Choose another handle for this payee.
refusal-another-dao = A proposal of one community cannot act for another.
    .title = Another community
    .hint = Name the community that decides.
refusal-no-such-parameter = Change { $place } names no parameter of the charter.
    .title = No such parameter
    .hint = Take the names from “aluma charter show”.
refusal-parameter-twice = “{ $parameter }” stands twice in the amendment.
    .title = Named twice
    .hint = Keep the one value that you want.
refusal-bad-parameter = The value of “{ $parameter }” is not of its kind.
    .title = Not such a value
    .hint = Write it as the charter shows it: yes or no, 3d, 25%, a number, or one of the choices.
refusal-parameter-out-of-range = “{ $parameter }” may lie between { $least } and { $most }.
    .title = Out of range
    .hint = Choose a value within the range.
refusal-nothing-to-change = The charter reads so already.
    .title = Nothing to change
    .hint = Compare the values with the charter as it stands.
refusal-joined-by-holding = This community is joined by what one holds, or by invitation.
    .title = By what you hold
    .hint = If you hold enough, join with “enter”; otherwise ask a member to invite you.
refusal-not-by-holding = What somebody holds opens no door to this community.
    .title = Not by holding
    .hint = Join with “join”, as the charter says.
refusal-no-such-domain = The community has no open domain { $domain }.
    .title = No such domain
    .hint = The view “domains” lists them with their numbers.
refusal-domain-there = Domain { $domain } is there already, or was.
    .title = The number is taken
    .hint = Choose a number that no domain of the community has had.
refusal-domain-too-deep = Domains hang up to { $limit } deep under one another.
    .title = Too deep a tree
    .hint = Open it higher up, under another domain or under none.
refusal-domain-in-use = Domain { $domain } still has a role or another domain in it.
    .title = Still in use
    .hint = Close its roles and the domains under it first; one proposal can do all of it in order.
refusal-domain-has-money = Money lies in the pot of domain { $domain }.
    .title = The pot is not empty
    .hint = Pay it into another pot first; the same proposal can do both.
refusal-too-many-domains = { $limit ->
    [one] A community may have 1 domain open.
   *[other] A community may have { $limit } domains open.
}
    .title = Too many domains
    .hint = Close one that is no longer needed.
refusal-no-such-role = The community has no role { $role }.
    .title = No such role
    .hint = The view “roles” lists them with their numbers.
refusal-role-there = Role { $role } is there already, or was.
    .title = The number is taken
    .hint = Choose a number that no role of the community has had.
refusal-not-for-roles = Entry { $place } of the list names no action that a role can be given.
    .title = Not for roles
    .hint = Each action's page in the reference says whether a role may take it. What changes rules, people or quantities is for votes alone.
refusal-bad-role-limit = Limit { $place } is of nothing, stands twice for its asset, or its period is not between { $least } and { $most }.
    .title = Not such a limit
    .hint = Give each asset one sum and a period within the bounds.
refusal-too-many-roles = { $limit ->
    [one] There is 1 already, and that is as many as may be.
   *[other] There are { $limit } already, and that is as many as may be.
}
    .title = Too many of them
    .hint = Close a role, or take one back, that is no longer needed.
refusal-role-not-active = Role { $role } is suspended or closed, or cannot be set so.
    .title = Not in use
    .hint = A suspended role can be set to active by a proposal; a closed one stays closed.
refusal-role-not-held = The account does not hold role { $role }, or its term is over.
    .title = Not held
    .hint = The view “roles” says who holds it and until when.
refusal-role-held = { $account } holds role { $role } already.
    .title = Held already
    .hint = Take it back first to give it for another term; one proposal can do both.
refusal-not-eligible = { $account } cannot hold role { $role }, or not now.
    .title = Not eligible
    .hint = Whoever holds a role stands well in it, and is an admitted member where the role is for members.
refusal-term-too-long = A term is longer than nothing and not longer than { $most }.
    .title = Not such a term
    .hint = Give it for a shorter time; it can be given again. The charter says the longest term, and a domain may say a shorter one.
refusal-beyond-role = Role { $role } was not given the action “{ $action }”.
    .title = Not within the role
    .hint = Propose it to the members instead.
refusal-outside-domain = That lies outside what role { $role } is for: another domain's pot or role, or the role itself.
    .title = Outside the role's domain
    .hint = A role acts in its own domain and those below. Propose it to the members instead.
refusal-beyond-role-limit = The role would pay { $asked }, and may pay { $left } now.
    .title = Above the role's limit
    .hint = Pay less, wait for the next period, or propose it to the members.
refusal-nothing-to-do = The list of actions is empty.
    .title = Nothing to do
    .hint = Name at least one action.
refusal-stands-so = That is already said of { $account } in role { $role }.
    .title = Said already
    .hint = There is nothing left to do.
refusal-paused = { $what ->
    [payments] Payments rest in an emergency until { $until }.
    [issues] Issues rest in an emergency until { $until }.
    [admissions] Nobody is admitted until { $until }: that rests in an emergency.
   *[roles] What is done by a role rests in an emergency until { $until }.
}
    .title = Paused
    .hint = Wait until the pause is over; a proposal with “end-pause” ends it sooner.
refusal-pause-too-long = A pause lasts longer than nothing and not longer than { $most }.
    .title = Not such a pause
    .hint = Pause for a shorter time; what must stop for longer is for a change of the charter.
refusal-paused-lately = The last pause began less than 90 days ago.
    .title = Paused lately
    .hint = The next one may begin from { $from }.
refusal-not-paused = Nothing rests now.
    .title = Not paused
    .hint = There is nothing left to do.
refusal-expelled = The account was expelled from this community and comes in by a vote alone until { $from }.
    .title = Expelled
    .hint = A member can propose “reinstate”; from { $from } they may join like anybody.
refusal-not-expelled = { $account } is not expelled, or has come back.
    .title = Not expelled
    .hint = The view “expulsions” says who is.
refusal-appeal-over = An appeal was possible until { $closed_at }.
    .title = Too late to appeal
    .hint = Any member can still propose “reinstate”.
refusal-already-appealed = There is one appeal for an expulsion, and proposal { $proposal } is it.
    .title = Appealed already
    .hint = Any member can still propose “reinstate”.
refusal-expelled-together = A proposal expels one person and does nothing else.
    .title = One at a time
    .hint = Propose the rest apart.
refusal-may-not-invite = Somebody whom you vouched for was expelled soon after; you may invite nobody to this community until { $until }.
    .title = No invitations for a time
    .hint = Another member can invite; if the expulsion is taken back, so is this.
refusal-no-such-member = { $account } does not belong to this community.
    .title = No such member
    .hint = The view “members” says who does. An application is turned down by a vote on “admit”.
refusal-not-by-themselves = This community registers its stakeholders itself.
    .title = Not by yourself
    .hint = Ask a member to propose “register”; a charter may let stakeholders register themselves.
refusal-absence-out-of-range = An absence lasts from { $least } to { $most }.
    .title = Not such an absence
    .hint = Say a time within these bounds; it can be said again before it is over.
refusal-not-away = You are not away.
    .title = Not away
    .hint = There is nothing left to do.
refusal-asset-cannot-vote = Shares alone would decide on this charter, and { $asset } is no voting share of the community.
    .title = An asset without a vote
    .hint = Name a voting share that the community issues, let members count too, or keep the constitution's track to members.
refusal-too-many-seats = A community belongs to { $limit } others at most, applications counted.
    .title = Belongs to many already
    .hint = Leave one of them first, with “leave”.
refusal-too-many-peers = { $limit } communities at most belong to this one or are invited, applications counted.
    .title = Many communities already
    .hint = Wait until an invitation runs out or one of them leaves.
refusal-own-member = No community is a member of itself.
    .title = Not of itself
    .hint = Name another community.
refusal-has-pots = { $account } stands for a community, whose money lies in its pots.
    .title = Pay into a pot
    .hint = Name the community and one of its pots; the general one is 0.
refusal-no-such-tag = No purpose and no value of charters is called so.
    .title = No such purpose or value
    .hint = The lists stand in the manual of charters: “education”, “housing”, “solidarity” are some of them.
refusal-not-issued-here = Limit { $place } of a first role is of an asset that is not issued with the community.
    .title = Nothing that is issued here
    .hint = Issue the asset in the same founding, or define the role by a proposal later.
refusal-pause-not-by-role = A role may let things rest for { $most } at most here.
    .title = Too long for a role
    .hint = Pause for a shorter time; the members can go on with it by a proposal.
