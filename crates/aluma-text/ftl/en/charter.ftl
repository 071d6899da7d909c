## The charter read aloud, section by section. `charter-<section>` is a title. A sentence is empty
## where what it speaks of is off. Tracks share their sentences; $said is `differs` where a track is
## told by what differs from another, so that what is off must be said too.

charter-start = This community
charter-start-template = { $template_key ->
    [archive] This charter keeps the history of a community that decided elsewhere. A council decides here by vote{ $members_key ->
        [none] { "" }
       *[some] { ": " }{ $members_count ->
            [one] one member
           *[other] { $members } members
        } now
    }.
    [service-collective] This charter began from the template for people who work for others together and share what they earn by what each of them did.
    [protocol-steward] This charter began from the template for those who look after a protocol and its treasury for all who rely on it: money leaves slowly, rules change in plain sight, and only stopping is quick.
    [learning-community] This charter began from the template for people who learn together: the door is easy, small sums are quick, and teachers have a voice of their own.
    [investment-club] This charter began from the template for people who put money together and invest it: what each put in votes on what is bought, and each member alike on these rules.
    [philanthropic-fund] This charter began from the template for gifts that are passed on: trustees have most of the say on grants, and the rules that the gifts were given under are the hardest to change.
   *[none] This charter began from no template.
}
charter-start-manner = { $template_key ->
    [archive] { "" }
   *[other] { $manner_key ->
        [small-circle] It is written for a small circle: a few people who know each other.
        [assembly] It is written for an assembly: many who vote themselves, with time to think.
       *[delegates] It is written for many who lend their votes to people they trust.
    }{ $members_key ->
        [none] { "" }
       *[some] { " " }{ $members_count ->
            [one] One member has a vote now.
           *[other] { $members } members have a vote now.
        }
    }
}

charter-purpose = How it is found
charter-purpose-about = { $about_key ->
    [none] It names no purpose by which one could look for it.
   *[some] Whoever looks for one of these purposes finds it: { $about }.
}
charter-purpose-values = { $values_key ->
    [none] { "" }
   *[some] It wants to be known for these values: { $values }.
}

charter-membership = Who joins
charter-membership-joining = { $joining_key ->
    [open] Everybody may join and take part. The vote comes with being admitted.
    [application] Whoever wants to join applies. If nobody objects within { $objection }, they are members with a vote; one objection makes it a vote of the members.
    [invitation] People come in when a member invites them. If nobody objects within { $objection }, a guest becomes a member with a vote; one objection makes it a vote of the members.
    [holding] Whoever holds at least { $held_key ->
        [none] { $units_count ->
            [one] one base unit of an asset that the community issues
           *[other] { $units } base units of an asset that the community issues
        }
       *[some] { $held }
    } may join without a vote. A guest whom a member invites becomes a member with a vote if nobody objects within { $objection }; one objection makes it a vote of the members.
   *[vote] The members vote on everybody who wants to join.
}
charter-membership-vouching = { $joining_key ->
    [vote] { "" }
   *[other] { $vouching_key ->
        [no] Nobody comes in on one member's word alone.
       *[yes] A member who vouches for a guest brings them in at once, with a vote. After the founding season { $vouches_count ->
            [one] each member may vouch for one person in 30 days.
           *[other] each member may vouch for { $vouches } people in 30 days.
        }
    }
}

charter-belonging = Who stays, and who has a voice besides
charter-belonging-expulsion = A decision of the strictest kind can expel a member, who does not vote on it unless more than a third of all weight is theirs. They keep what they earned and may appeal once within { $appeal }; whoever proposed the expulsion does not vote on that. For { $return } only a vote brings them back.
charter-belonging-answers = { $vouchers ->
    [nobody] { "" }
   *[members] { $answers_key ->
        [zero] Nobody answers for whom they vouched.
       *[some] Whoever vouches answers for it: if their guest is expelled within { $answers }, they may invite nobody for as long again.
    }
}
charter-belonging-stakeholders = { $stakeholders_key ->
    [no] The community may register supporters, beneficiaries, customers and neighbours as stakeholders.
   *[yes] Supporters, beneficiaries, customers and neighbours may register themselves as stakeholders, and the community may register them.
}{ " " }They have a voice in polls that are opened to them and no vote, and leave when they like.
charter-belonging-absence = A member may say that they are away for up to { $absence }. They keep their vote, count in every quorum and are waited for like everybody; any ballot says that they are back.

charter-season = The founding season
charter-season-length = { $length_key ->
    [zero] There is no founding season.
   *[some] For { $length } after the founding, or until there are { $most } members, everybody who is admitted has a full vote at once.
}

charter-talk = Talking
charter-talk-speakers = { $speakers_key ->
    [readers] Whoever may read and has an account on this ledger may speak here.
    [members] Members and stakeholders may speak here.
   *[admitted] Members with a vote may speak here.
} Whoever wrote something may edit it and erase it for good.
charter-talk-limits = { $posts_count ->
    [1] One account writes 1 post a day at most
   *[other] One account writes { $posts } posts a day at most
} and mentions { $mentions_count ->
    [1] 1 person.
   *[other] { $mentions } people.
}
charter-talk-moderation = Roles that were given it, and the members by a vote, may hide a post with a reason, which stands in a public log. A role locks a thread for { $lock } at most. The author of a hidden post may appeal within { $appeal }. { $judges_key ->
    [moderators] Somebody else with the role decides within { $judgement }, or the members do.
   *[members] The members decide within { $judgement }, by a vote.
} { $silence_key ->
    [shown] If nobody decides, the post is shown again, and then only the members can hide it.
   *[hidden] If nobody decides, the post stays hidden.
}

charter-review = Who judges what one gives
charter-review-claims = Members claim what they gave; { $claims_count ->
    [1] 1 contribution
   *[other] { $claims } contributions
} of each may wait at once, each of { $largest } at most. Nobody judges their own.
charter-review-epoch = In an epoch each claims { $most } at most.
charter-review-panels = Peers with { $least_points_count ->
    [1] 1 point
   *[other] { $least_points } points
} or more in its domain are drawn to judge it, by their points, and members of the founding season for two half-lives: three for work of { $small } at most or where members are few, else five. { $open_count ->
    [1] 1 review waits
   *[other] { $open } reviews wait
} for each at once at most, unless they say otherwise. Who trades praise with an author counts half, and judges only where others lack.
charter-review-time = Ratings are sealed within { $commit } and opened within { $reveal }. Who does not judge is replaced once, for { $instead }. What too few judge brings no points.
charter-review-names = { $hides_names_key ->
    [yes] They see only afterwards who made it.
   *[no] They see who made it.
}
charter-review-again = For { $appeal } an author may appeal to seven others, then thirteen, whose finding holds. Whoever disputes a score stakes { $stake_count ->
    [1] 1 point
   *[other] { $stake } points
} at once, lost where a larger panel finds less than a tenth less.

charter-reputation = What one gives, and what it weighs
charter-reputation-points = Work that others accepted brings points: as many as its size, in full at a quality of 100 and { $least_quality_key ->
    [zero] fewer below.
   *[some] none at { $least_quality } or below.
} Hours claimed far beyond what is found are taken off. What somebody gave is remembered for good and never fades. Money brings no points.
charter-reputation-fading = What points weigh fades: after { $half_life } they weigh half, after a year { $year } of what they did. While somebody is away, their points stand still for 90 days of a year at most.
charter-reputation-praise = Praise is gathered for { $epoch } and becomes points that fade twice as fast: of each member up to { $praise_budget } of their own points, for each member up to { $praise_of_own } of their points by accepted work, for all together up to { $praise_of_all } of the points that accepted work brought meanwhile. Between people who praise each other it counts less. Thanks, { $thanks_count ->
    [1] 1 in a week
   *[other] { $thanks } in a week
} for each member, are worth no points.
charter-reputation-vouched = { $vouched_key ->
    [zero] Whoever vouched for somebody who is expelled loses no points.
   *[some] { $vouched_count ->
        [1] Whoever vouched for somebody who is expelled while they answer for them loses 1 point.
       *[other] Whoever vouched for somebody who is expelled while they answer for them loses { $vouched } points.
    }
}

charter-tier = Standing by points
charter-tier-contributor = Whoever has { $contributor_points_count ->
    [1] 1 point
   *[other] { $contributor_points } points
} by { $contributor_works_count ->
    [1] 1 accepted piece of work
   *[other] { $contributor_works } accepted pieces of work
}, from { $contributor_reviewers_count ->
    [1] 1 reviewer
   *[other] { $contributor_reviewers } reviewers
} of { $contributor_clusters_count ->
    [1] any circle
   *[other] { $contributor_clusters } circles of people who praise each other
}, is a contributor. Where members are few, fewer reviewers and circles are enough.
charter-tier-core = Whoever has { $core_points_count ->
    [1] 1 point
   *[other] { $core_points } points
}, { $core_age_key ->
    [zero] at any time
   *[some] not before { $core_age }
}, from { $core_reviewers_count ->
    [1] 1 reviewer
   *[other] { $core_reviewers } reviewers
} of { $core_clusters_count ->
    [1] any circle
   *[other] { $core_clusters } circles
}, is of the core. A tier is kept until points fall below 70 % of what it took.
charter-tier-steward = With { $steward_points_count ->
    [1] 1 point
   *[other] { $steward_points } points
} somebody may be chosen as a steward, for { $steward_term }; the members may recall them. No tier takes the vote from anybody.

charter-work = Work
charter-work-time = { $light_key ->
    [yes] Work is done without notes of progress, trust and limits.
   *[no] Whoever takes a task tells how far it has come within a day or a quarter of the time it should take, or it is released; what is not handed in in time is abandoned.
} After changes were asked for, there are { $rework } to hand it in again.
charter-work-review = A reviewer has { $review }, then a second one as long; where both say nothing, the work is accepted. Whoever did work that is rejected may appeal within { $appeal }. A drawn panel decides, or else the members within { $hearing }; if nobody does, the work is accepted. Entries of a contest are opened within { $reveal }.
charter-work-pay = Pay is held for { $delay } after the work was accepted, so that it can be disputed. Whoever takes a task back that is being done pays { $notice } of its price.
charter-work-trust = { $light_key ->
    [yes] {""}
   *[no] Nobody takes more by themselves who let { $slots_count ->
        [1] 1 piece
       *[other] { $slots } pieces
    } of work lapse, unless { $completion } of theirs were accepted; each that is gives one back. One has 1 piece of work in hand, one more for every three that were accepted, and { $claims } at most.
}

charter-panel = Panels on work
charter-panel-money = At least { $share } of a reward is set aside beside it for a panel, and returns where none judges. Work that a panel decides on is paid in full from a quality of { $whole_from } on, and below that in proportion.
charter-panel-points = Work brings points where a panel finds it good: from { $judged } on by itself, { $sampled } of smaller work by lot, any within { $claim } where whoever did it or pays asks. { $trusted_key ->
    [zero] A payer's word alone brings none.
   *[some] A payer's word alone brings one member { $trusted_count ->
        [1] 1 point
       *[other] { $trusted } points
    } in an epoch at most.
}
charter-panel-pay = Where a task pays a panel, { $flat } of that is for ratings in time; the rest is for agreeing with others more than by chance, when the epoch is over. Who judges other contributions is not paid.

charter-roles = Roles
charter-roles-term = Somebody may be given a role for { $term } at most. Whoever holds one acts for the community without a vote, within what the role was given.

charter-roles-pause = { $pause_key ->
    [zero] No role may let anything rest; in an emergency only a vote can.
   *[some] A role that was given the power to pause may let things rest in an emergency, for { $pause } at most. The members can end that sooner or go on with it, 14 days in all.
}

charter-allowance = Doing more than one's own allowance
charter-allowance-sponsors = { $sponsors_key ->
    [no] What members do here counts against their own daily allowance.
   *[yes] Members whose own daily allowance is spent may go on here, on the community's account: { $each_count ->
        [one] one action of each a day.
       *[other] up to { $each } actions of each a day.
    } Together they use no more than five times its founder's allowance.
}

charter-visibility = Who may read
charter-visibility-readers = { $readers_key ->
    [open] Everybody may read what happens here.
    [listed] Everybody may read the name, the purpose and what was decided. The rest is for members.
   *[members] Only members may read. Strangers cannot even tell that the community exists.
}

charter-weight = Whose vote counts
charter-weight-mix = { $source_key ->
    [heads] One member, one vote.
    [shares] Votes count by holdings of { $asset }.
    [heads-roles] Votes are weighed from two sources: membership, the same for each member, counts { $heads_parts } parts, and roles count { $roles_parts } parts.
    [shares-roles] Votes are weighed from two sources: holdings of { $asset } count { $shares_parts } parts, and roles count { $roles_parts } parts.
    [several] Votes are weighed from several sources.{ $heads_key ->
        [zero] { "" }
       *[some] { " " }Membership, the same for each member, counts { $heads_parts } parts.
    }{ $shares_key ->
        [zero] { "" }
       *[some] { " " }Holdings of { $asset } count { $shares_parts } parts.
    }
   *[mixed] Votes are weighed from several sources: membership, the same for each member, counts { $heads_parts } parts, and holdings of { $asset } count { $shares_parts } parts.
}
charter-weight-roles = { $source_key ->
    [heads] { "" }
    [shares] { "" }
   *[other] { $roles_key ->
        [zero] { "" }
       *[some] Each role that weighs counts as much as another: together they have { $roles_parts } of 100 parts. As long as nobody holds one, the rest counts alone.
    }
}
charter-weight-reputation = { $reputation_key ->
    [zero] { "" }
   *[some] Points of reputation count { $reputation_parts } of 100 parts: those of the domain whose pots a proposal pays from, or else of the whole community, as they are when it opens. As long as nobody has any, the rest counts alone.
}
charter-weight-constitution = { $source_key ->
    [heads] { "" }
   *[other] { $shares_on_constitution_key ->
        [no] Only changes of this charter are decided by one member, one vote.
       *[yes] This holds for changes of this charter too.
    }
}
charter-weight-ramp = { $ramp_key ->
    [zero] A new vote counts in full at once.
   *[some] After the founding season a new vote grows over { $ramp }{ $half_key ->
        [zero] .
       *[some] { $source_key ->
            [heads] { ": " }whoever is admitted then has half a vote after { $half }.
           *[other] { ": " }what somebody gets then counts for half of it after { $half }.
        }
    }
}

charter-proposals = Who may propose
charter-proposals-threshold = { $everybody_key ->
    [yes] Every member with a vote may propose.
   *[no] A member needs { $threshold } of all votes to propose, and must keep { $stay } of that while the proposal is open.
}
charter-proposals-free = { $further_key ->
    [waits] { $free_count ->
        [one] Each may have one proposal open; the next waits until it is decided.
       *[other] Each may have { $free } proposals open; the next waits until one is decided.
    }
    [any] Each may have any number of proposals open. Deposits, where there are any, are in { $stake_asset }.
   *[staked] { $free_count ->
        [one] Each may have one proposal open freely. For each further one { $stake_sum } is at stake until it is decided.
       *[other] Each may have { $free } proposals open freely. For each further one { $stake_sum } is at stake until it is decided.
    }
}
charter-proposals-room = Up to { $room } proposals of one kind may be open together, unless it says otherwise below.
charter-proposals-wait = { $wait_key ->
    [zero] A proposal that was voted down may be brought again at once.
   *[some] Those who brought a proposal that was voted down may bring it again after { $wait }, or sooner if others with { $lift } of all votes support it.
}

charter-spend = Payments
charter-spend-scope = { $limit_key ->
    [all] { $tip_limit_key ->
        [none] Every payment from the treasury is decided here, whatever the sum.
        [all] No payment comes here: each counts as small.
       *[some] Every payment from the treasury that is not small is decided here, whatever the sum.
    }
    [none] No payment is decided here: each one is decided like a change of this charter.
   *[some] { $tip_limit_key ->
        [none] Payments of up to { $limit } of what is free in the treasury are decided here; larger ones like a change of this charter.
       *[some] Payments that are not small, up to { $limit } of what is free in the treasury, are decided here; larger ones like a change of this charter.
    }
}
charter-spend-same = All this is decided just as payments are.
charter-spend-rest = The rest is as with payments.
charter-limit-today = { $limit_key ->
    [all] { "" }
    [none] { "" }
   *[some] { $today_key ->
        [none] { "" }
       *[some] Of what is free today that is { $today }.
    }
}
charter-limit-window = { $limit_key ->
    [all] { "" }
    [none] { "" }
   *[some] The sum counts over 30 days, together with what else went to the same person, came from the same proposer or was paid in this way.
}

charter-tip = Small payments and resolutions
charter-tip-scope = { $limit_key ->
    [none] No payment counts as small. Only resolutions and entries in the books are decided here.
    [all] Every payment counts as small, whatever the sum. Resolutions and entries in the books are decided here too.
   *[some] Payments of up to { $limit } of what is free in the treasury are small, counted over 30 days in the same way. Resolutions and entries in the books are decided here too.
}

charter-role = Admissions and roles
charter-role-scope = Here the members admit newcomers, open teams, decide who gets which role, and hand accounts over to the people they were made for.

charter-constitution = Changing this charter
charter-constitution-scope = { $spend_limit_key ->
    [all] Changes of this charter and the issue of assets are decided here.
   *[other] Changes of this charter, the issue of assets and the largest payments are decided here.
}

charter-emergency = Emergencies
charter-emergency-scope = When time presses, the community can pause payments, issues, admissions or roles in this way, for 14 days at most and once in 90 days, or pass a resolution. Money can never be paid by it, and leaving, voting and changing this charter are never paused.

charter-track-preparation = { $preparation_key ->
    [zero] { $said ->
        [differs] Voting begins at once.
       *[whole] { "" }
    }
   *[some] A proposal can be read for { $preparation } before voting begins.
}
charter-track-period = Voting lasts { $period }.
charter-track-quiet = { $quiet_key ->
    [zero] { $said ->
        [differs] It ends on time, also when the outcome turns late.
       *[whole] { "" }
    }
   *[some] If the outcome turns late, voting goes on by up to { $quiet } for each turn, { $twice } at most.
}
charter-track-ballots = { $final_ballots_key ->
    [never] A vote can be changed until the end.
    [may] A vote can be changed until the end, unless it was marked as final. Once nothing can turn the outcome any more, voting closes.
   *[always] Every vote is final. Once nothing can turn the outcome any more, voting closes.
}
charter-track-rule = { $rule_key ->
    [majority] A proposal passes when more votes are For than Against.
    [share] A proposal passes when at least { $threshold } of the votes For and Against are For.
   *[count] { $source_key ->
        [heads] { $count_heads_count ->
            [one] A proposal passes when at least one member is For.
           *[other] A proposal passes when at least { $count_heads } members are For.
        }
        [shares] A proposal passes when holders of at least { $count_shares } are For.
       *[mixed] A proposal passes when votes of the weight { $count } are For.
    }
}
charter-track-quorum = { $quorum_by_size_key ->
    [yes] { $source_key ->
        [heads] { $size_key ->
            [tiny] All members must be For as long as there are fewer than three; later at least half, and never fewer than three.
            [small] At least half of the members must be For, and never fewer than three: now { $enough } of { $members }. Above ten members a smaller part is enough.
            [large] Enough members must be For: now { $enough } of { $members }.{ $support_key ->
                [none] { " " }The larger the community, the smaller the part: 20 of 150, 150 of 5,000.
               *[some] { "" }
            }
           *[unknown] At least half of the members must be For, and never fewer than three. Above ten members a smaller part is enough: 10 of 40, 20 of 150, 150 of 5,000.
        }
       *[other] Those who are For must hold as large a part of all votes as 3 of 5, 10 of 40, 20 of 150 or 150 of 5,000, by the number of members.
    }
   *[no] { $support_key ->
        [none] There is no quorum.
       *[some] { $said ->
            [differs] There is no quorum by size.
           *[whole] { "" }
        }
    }
}
charter-track-support = { $support_key ->
    [none] { $said ->
        [differs] No fixed part of all members has to be For.
       *[whole] { "" }
    }
   *[some] { $source_key ->
        [heads] { $quorum_by_size_key ->
            [yes] However large the community, at least { $support } of the members must be For.
           *[no] At least { $support } of the members must be For{ $size_key ->
                [unknown] .
               *[known] { ": " }now { $enough } of { $members }.
            }
        }
       *[other] At least { $support } of all votes must be For.
    }
}
charter-track-fall = { $support_fall_key ->
    [zero] { $said ->
        [differs] The support needed stays the same.
       *[whole] { "" }
    }
   *[some] From the start of the vote the support needed falls, within { $support_fall }, to { $support_end } of all votes.
}
charter-track-confirm = { $confirm_key ->
    [zero] { $said ->
        [differs] The outcome at the end of the vote holds.
       *[whole] { "" }
    }
   *[some] After the end it must go on passing for { $confirm }, while votes still come in.
}
charter-track-delay = { $delay_key ->
    [zero] What passes is done at once.
   *[some] What passes is done after { $delay }.
}
charter-track-deposit = { $deposit_sum_key ->
    [none] { $said ->
        [differs] No deposit is asked.
       *[whole] { "" }
    }
   *[some] With every proposal { $deposit_sum } is at stake until it is decided.
}
charter-track-room = { $open_at_once_count ->
    [100] { $said ->
        [differs] As many as { $open_at_once } such proposals may be open together.
       *[whole] { "" }
    }
    [one] Only one such proposal may be open at a time.
   *[other] At most { $open_at_once } such proposals may be open together.
}

charter-velocity = How fast money may leave
charter-velocity-limits = { $week_key ->
    [all] { $month_key ->
        [all] No limit holds back what leaves the treasury: what was decided is paid.
       *[some] At most { $month } of what is free in the treasury may leave or be set aside within 30 days, asset by asset.
    }
   *[some] { $month_key ->
        [all] At most { $week } of what is free in the treasury may leave or be set aside within 7 days, asset by asset.
       *[some] Of what is free in the treasury, at most { $week } may leave or be set aside within 7 days and at most { $month } within 30 days, asset by asset.
    }
}

charter-revenue = What holders earn by incomes
charter-revenue-share = { $shared_key ->
    [yes] Of each income that is paid in, { $share } goes to the holders of { $asset }, to each by what they hold.
   *[no] No part of an income goes to holders by itself; dividends are decided one by one.
}

charter-exit = Leaving with one's part
charter-exit-promise = { $promised_key ->
    [yes] Whoever holds { $asset } may leave with their part of what is free in the pots, { $promise_key ->
        [dated] for { $lasts } from the founding on
       *[permanent] always
    }. While this is promised it can be made more and not less.
   *[no] Nobody is promised that they may leave with a part of what the community owns.
}
charter-exit-terms = { $promised_key ->
    [yes] Whoever asks for it is paid { $notice_key ->
        [zero] at once
       *[other] { $notice } later, at the worth of that moment
    }. { $vests_key ->
        [zero] What is bought in a sale can be used at once.
       *[other] What is bought in a sale lies in trust for { $vests }.
    }
   *[no] { "" }
}

charter-exit-limit = { $promised_key ->
    [yes] { $limit_key ->
        [paid-in] Of each asset nobody leaves with more than they paid in for shares and their part of the income that came while they held them.
       *[none] { "" }
    }
   *[no] { "" }
}
charter-exit-retention = { $bounded_key ->
    [yes] What passed is not carried out where, since voting began, so many left that less than { $retention } of the units still share.
   *[no] { "" }
}

charter-sale = Selling shares
charter-sale-unopened = Anybody who may read the community buys in a sale that the members open, never below what the units are worth in the pots. A sealed bid that is never opened costs { $unopened } of its deposit.

charter-mint = Issuing more of an asset
charter-mint-cap = { $cap_key ->
    [all] There is no cap on issuing: any number may be issued once it is decided.
    [none] Nothing more may be issued of an asset that exists.
   *[some] Within 30 days at most { $cap } may be added to an asset. Whoever held a tenth of it still holds at least { $left }% afterwards.
}

charter-risk = Where money can be lost
charter-risk-money = { $shares_key ->
    [yes] Whoever pays for a share of this community can lose all of it. Nobody owes its holders a dividend, and nobody has to buy a share back.
   *[no] What is given to the treasury belongs to the community, and nobody has to give it back.
} Leaving takes no part of the treasury along.
charter-risk-dividend = { $shares_key ->
    [yes] { $shielded_key ->
        [yes] { "" }
       *[no] Where a dividend leaves too little for what is owed, the members may have to pay for it themselves.
    }
   *[no] { "" }
}
charter-risk-advice = { $shares_key ->
    [yes] Nothing that is written here is advice about money or about the law.
   *[no] { "" }
}

charter-legal = Before the law
charter-legal-form = { $form_key ->
    [none] The community has no legal body. Its members may be liable themselves, with all they own, for what it owes and for what is done in its name.
   *[some] Its members say that in law it is { $form }{ $place_key ->
        [none] , and do not say where.
       *[other] { " " }({ $place }).
    }
}
charter-legal-liable = { $form_key ->
    [none] { "" }
   *[some] { $liable_key ->
        [members] For what it owes its members are liable with all they own.
        [guarantee] For what it owes its members are liable up to the sum that each of them guaranteed.
        [body] For what it owes only the legal body is liable, with what that owns.
       *[unsaid] Who is liable for what it owes they do not say: as long as that is so, members should assume that they are.
    }
}
charter-legal-note = { $form_key ->
    [none] { "" }
   *[some] This ledger cannot check that; a register or a court can.
}

charter-idle = Set but not in use now: { $list }.
charter-idle-one = { $label } ({ $value })
charter-unknown = Other rules
charter-unknown-one = { $key }: { $value }
charter-change = { $section }, { $label }: { $before } → { $after }
charter-setting = { $section }, { $label }: { $after }
charter-parameter = { $section }, { $label }

charter-value-none = none
charter-value-people = { $count ->
    [one] one person
   *[other] { $number } people
}
charter-value-proposals = { $count ->
    [one] one proposal
   *[other] { $number } proposals
}
charter-value-heads = { $count ->
    [one] one member
   *[other] { $number } members
}
charter-value-units = { $count ->
    [one] one base unit
   *[other] { $number } base units
}
