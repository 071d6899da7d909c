## Reputation's ways to say no.

refusal-self-praise = Nobody praises themselves.
    .title = Praise is for others
    .hint = Claim what you did as a contribution: others judge it.
refusal-praise-out-of-range = { $most ->
    [one] Praise is of 1 point.
   *[other] Praise is of 1 to { $most } points at once.
}
    .title = So much praise cannot be given
    .hint = All that you give counts up to a part of your own points, whatever numbers you write: what matters is how they stand to each other.
refusal-not-of-us = Whom you name does not belong to the community.
    .title = Not of this community
    .hint = Praise and thank whoever has joined or was admitted. Look at the list of members.
refusal-praised-enough = { $limit ->
    [one] One member praises 1 other in an epoch.
   *[other] One member praises { $limit } others in an epoch.
}
    .title = Enough people for this epoch
    .hint = You may praise more people from { $from }. More praise for those whom you praised already is possible.
refusal-praised-everywhere = { $limit ->
    [one] One member praises another in 1 domain in an epoch.
   *[other] One member praises another in { $limit } domains in an epoch.
}
    .title = Enough domains for this epoch
    .hint = Praise them in one of the domains in which you did, or in the whole community.
refusal-thanked-enough = { $limit ->
    [one] One member thanks 1 time in a week.
   *[other] One member thanks { $limit } times in a week.
}
    .title = Enough thanks for this week
    .hint = You may thank again from { $from }. Praise and posts are possible meanwhile. The limit is a rule of the charter (reputation.thanks).
refusal-self-thanks = Nobody thanks themselves.
    .title = Thanks are for others
    .hint = Name somebody else.
refusal-no-higher-tier = You have not reached a higher tier than you were told already.
    .title = No higher tier
    .hint = Look at what each tier asks for (view tiers) and at what you have (view reputation).
refusal-too-few-points = { $needed ->
    [one] A steward has 1 point.
   *[other] A steward has { $needed } points.
}
    .title = Too few points for a steward
    .hint = Choose somebody with more points in this domain, or change the charter (tier.steward-points).
refusal-no-steward = Whom you name is no steward here.
    .title = Not a steward
    .hint = Look at who is (view tiers); a term may be over already.
refusal-no-such-points = There are no points of theirs by that evidence, skill or domain.
    .title = No such points
    .hint = Look at what they gave (views reputation and explain-points).
refusal-bad-past = { $place ->
    [0] The list names nothing.
   *[other] Number { $place } of the list cannot be so: { $field }.
}
    .title = Not such a past contribution
    .hint = Each counts more than 0 and at most 1,000 points, lies in the past, and stands in the list once.
refusal-past-of-stranger = { $account } does not belong to the community, and it made no account for them.
    .title = Not of this community
    .hint = Enroll them first (action enroll): an account that they claim when they come.
refusal-by-decision = Whoever founded the community may do this in the founding season; after that the members decide it.
    .title = The members decide this
    .hint = Propose it, or give somebody a role with this action.
refusal-past-there = Number { $place } of the list is recorded already, or was struck from the record.
    .title = Recorded already
    .hint = Leave it out. Look at what is recorded (view past).
refusal-nothing-past = Nothing from before was recorded of you that waits for your word.
    .title = Nothing waits
    .hint = Look at what is recorded (view past). Whoever may record adds more.
refusal-no-such-past = Number { $place } of the list does not stand in their record.
    .title = Not in the record
    .hint = Look at what is recorded (view past); it may be struck already.
refusal-skill-twice = The list names no skill, or one twice.
    .title = Not such a list
    .hint = Name each skill once.
