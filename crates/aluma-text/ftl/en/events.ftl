## What happened, a sentence for each fact of each domain: `event-<domain>-<fact>` over the fact's fields.
## People read them; nobody signs them.

kind-community = community { $id }

## Where units come from or go to, of the fact around.

event-place-from = { $from_key ->
    [account] { $from_account }
    [pot] { $from_pot } of { $from_dao }
    [stake] the stake of { $from_account }
    [supply] a new issue
    [locked] the custody of payment { $from_number }
    [dividends] dividends of { $from_share }
    [payout] the custody of payout { $from_number }
   *[other] { $from }
}
event-place-to = { $to_key ->
    [account] { $to_account }
    [pot] { $to_pot } of { $to_dao }
    [stake] the stake of { $to_account }
    [supply] nobody: burnt
    [locked] the custody of payment { $to_number }
    [dividends] dividends of { $to_share }
    [payout] the custody of payout { $to_number }
   *[other] { $to }
}
event-reason = { $reason_key ->
    [some] {" "}Reason: { $reason }
   *[none] {""}
}
event-received = { $income_received_key ->
    [outside] { $income_received_value }, outside this ledger
   *[other] { $income_received_amount }
}

## dao

event-dao-dao-founded = { $founder } founded the community { $name }.
event-dao-invitation-made = { $inviter } made an invitation for { $uses_count ->
    [one] one person
   *[other] { $uses } people
}, good until { $until }.
event-dao-member-joined = { $account } joined, without a vote so far.
event-dao-application-made = { $account } asks to be admitted{ $until_key ->
    [some] ; objections until { $until }
   *[none] {""}
}.
event-dao-objection-made = { $by } objected to admitting { $account }; the members decide.{ event-reason }
event-dao-member-admitted = { $account } is a member with a vote{ $inviter_key ->
    [some] , vouched for by { $inviter }
   *[none] {""}
}.
event-dao-member-left = { $account } left.
event-dao-payees-enrolled = { $count_count ->
    [one] An account was made for one payee.
   *[other] Accounts were made for { $count } payees.
}
event-dao-charter-amended = The charter was amended: { $changes }.
event-dao-season-ended = The founding season is over.
event-dao-domain-opened = The team { $what_name } was opened.
event-dao-domain-closed = Team { $domain } was closed.
event-dao-role-defined = The role { $what_name } was defined.
event-dao-role-set = { $state_key ->
    [active] Role { $role } is in use.
    [suspended] Role { $role } rests.
   *[closed] Role { $role } was closed.
}
event-dao-role-given = { $account } holds role { $role } until { $hold_until }.
event-dao-role-ended = { $how_key ->
    [term] The term of { $account } in role { $role } is over.
    [revoked] Role { $role } was taken back from { $account }.
    [renounced] { $account } gave role { $role } back.
    [left] { $account } left, and role { $role } with it.
   *[expelled] { $account } was expelled, and no longer holds role { $role }.
}
event-dao-standing-set = { $good_key ->
    [yes] { $account } is in good standing in role { $role }.
   *[no] { $account } is not in good standing in role { $role }.
}{ event-reason }
event-dao-role-acted = { $account } acted by role { $role }.{ event-reason }
event-dao-pause-began = An emergency pause until { $until }: { $rests }.{ event-reason }
event-dao-pause-ended = The emergency pause is over.
event-dao-member-expelled = { $account } was expelled by { $expulsion_proposal }. Reason: { $expulsion_reason }
event-dao-expulsion-stands = The expulsion of { $account } stands.
event-dao-expulsion-over = Nothing follows from the expulsion of { $account } any more.
event-dao-member-reinstated = The expulsion of { $account } was taken back.
event-dao-stakeholder-registered = { $account } has a voice, without a vote: { $stake }.
event-dao-member-away = { $account } is away until { $until }.
event-dao-member-back = { $account } is back.
event-dao-dao-invited = { $inviter } invited { $guest } to join, until { $until }.
event-dao-dao-came = { $of } came, as { $account }.
event-dao-manner-changed = The community decides in another manner: { $manner }.
event-dao-tags-set = Purposes and values by which the community is found were set.

## governance

event-governance-proposal-opened = { $proposer } proposed { $title } ({ $proposal }); votes until { $deadline }.
event-governance-proposal-sponsored = { $account } supports { $proposal }.
event-governance-vote-cast = { $account } voted on { $proposal }: { $choice }.{ event-reason }
event-governance-weight-left-delegate = The vote of { $account } on { $proposal } no longer counts with { $delegate }.
event-governance-voting-extended = The vote on { $proposal } goes on until { $deadline }: the lead changed late.
event-governance-confirmation-began = { $proposal } passes if it keeps its lead until { $until }.
event-governance-proposal-passed = Passed: { $proposal }. It is carried out from { $enact_at } on.
event-governance-proposal-rejected = Rejected: { $proposal }. { $reason }.
event-governance-proposal-withdrawn = { $by_key ->
    [proposer] Taken back by whoever proposed it: { $proposal }.
   *[other] Taken back: { $proposal }, since whoever proposed it no longer has the weight for it.
}
event-governance-enactment-waits = { $proposal } waits for room under the limit of outflow in { $asset }; next try { $until }.
event-governance-proposal-enacted = Carried out: { $proposal }.
event-governance-enactment-failed = { $proposal } could not be carried out (refusal { $code }).
event-governance-proposal-expired = { $proposal } waited too long for room and has expired.
event-governance-vote-delegated = { $account } put their vote into the hand of { $to }{ $track_key ->
    [none] {""}
   *[other] , for decisions of the kind: { $track }
}.
event-governance-delegation-ended = { $account } took their vote back from { $to }{ $track_key ->
    [none] {""}
   *[other] , for decisions of the kind: { $track }
}.
event-governance-poll-opened = { $author } asks { $question } ({ $poll }), until { $closes_at }.
event-governance-poll-answered = { $account } answered { $poll }.
event-governance-poll-closed = { $poll } closed with { $result_answers_count ->
    [one] one answer
   *[other] { $result_answers } answers
}.
event-governance-resolved = Resolved by { $proposal }: { $text }
event-governance-outcome-told = { $outcome_by } told what became of a decision. Done: { $outcome_done }; worked: { $outcome_worked }.
event-governance-review-due = It is time to tell what became of a decision.
event-governance-archived = { $rows_count ->
    [one] One ballot of a finished vote moved to the archive.
   *[other] { $rows } ballots of a finished vote moved to the archive.
}
event-governance-enactment-rests = { $proposal } waits for the end of the emergency pause, until { $until }.
event-governance-appeal-made = { $account } appealed; the members decide by { $proposal }.
event-governance-ballot-voided = The ballot of { $account } on { $proposal } no longer counts: they were expelled.

## identity

event-identity-account-made = The account of { $account } was made.
event-identity-key-added = { $account } added a key.
event-identity-account-claimed = { $account } took over their account.
event-identity-key-ended = Key { $key } of { $account } is over.
event-identity-key-removal-asked = Key { $key } of { $account } will be removed, unless it objects until { $until }.
event-identity-guardian-change-asked = The recovery contacts of { $account } will change, unless a key objects until { $until }.
event-identity-guardians-changed = The recovery contacts of { $account } changed.
event-identity-change-vetoed = A waiting change of { $account } was stopped: { $change }.
event-identity-recovery-supported = A recovery contact spoke for giving { $account } a new key: { $supports } of { $needed }.
event-identity-recovery-started = { $account } is being recovered; it can be stopped until { $until }.
event-identity-recovery-cancelled = The recovery of { $account } was stopped.
event-identity-account-recovered = { $account } was recovered and has one new key.

## treasury

event-treasury-asset-made = The asset { $what_symbol } was made: { $what_kind }.
event-treasury-pot-made = The pot “{ $name }” was made.
event-treasury-issued = { $amount } issued, to { event-place-to }.
event-treasury-paid = { $amount } paid: from { event-place-from } to { event-place-to }.{ event-reason }
event-treasury-batch-paid = { $total } paid to { $payments_count ->
    [one] one recipient
   *[other] { $payments_count } recipients
}, from { event-place-from }.{ event-reason }
event-treasury-income-recorded = Income: { event-received }. For: { $income_purpose }
event-treasury-reserved = { $reservation_amount } set aside. For: { $reservation_purpose }
event-treasury-released = { $amount } that was set aside is free again.
event-treasury-paid-reserved = { $amount } paid out of what was set aside, to { event-place-to }.
event-treasury-stream-opened = { $stream_to } is paid over time, in { $stream_asset }. For: { $stream_purpose }
event-treasury-stream-paid = { $to } received { $amount } of payment { $number }.
event-treasury-stream-stopped = Payment { $number } was ended before its time{ $by_key ->
    [some] , by { $by }
   *[none] {""}
}; { $returned } returned to its pot.
event-treasury-stream-ended = Payment { $number } is over and paid.
event-treasury-dividend-paid = { $amount } was divided among the holders of { $share }.
event-treasury-dividend-taken = { $account } took { $amount } that { $share } had earned.
event-treasury-item-registered = The item { $item_name } was registered.
event-treasury-item-transferred = A part of item { $number } changed hands.{ event-reason }
event-treasury-holder-named = { $claim_holder } holds money outside for the community, as { $asset }. { $claim_way }
event-treasury-payout-asked = { $payout_payee } asked to be paid { $payout_amount } outside.
event-treasury-payout-turned = Payout { $number }: { $state_key ->
    [asked] waits until { $state_until }
    [late] late since { $state_since }
    [settled] paid, says the holder of the money; the payee may dispute it until { $state_until }
   *[disputed] the payee says that it was not paid
}.
event-treasury-payout-closed = { $is_paid_key ->
    [yes] { $amount } was paid to { $payee } outside and is burnt here.
   *[no] { $payee } has { $amount } back: it was not paid outside.
}
event-treasury-escrow-opened = { $escrow_left } was put in trust.
event-treasury-escrow-paid = { $amount } was paid out of what lay in trust under number { $number }.
event-treasury-escrow-returned = { $amount } that lay in trust under number { $number } returned.
event-treasury-escrow-divided = { $escrow_left } lies in trust under number { $number }, a part of number { $from }.
event-treasury-shares-counted = { $asset } of { $account } began to count.

## discussion

event-discussion-thread-opened = { $author_key ->
    [some] { $author } opened the thread { $title }.
   *[none] A thread began: { $topic }.
}
event-discussion-post-made = { $author } said: { $body }
event-discussion-post-edited = Post { $post } was edited and says: { $body }
event-discussion-post-erased = Words of post { $post } were erased by their author.
event-discussion-reacted = { $account } reacted to post { $post }: { $kind }.
event-discussion-reaction-withdrawn = { $account } took a reaction to post { $post } back: { $kind }.
event-discussion-mentioned = { $by } mentioned { $account } in post { $post }.
event-discussion-thread-closed = Thread { $thread } was closed by whoever opened it.
event-discussion-thread-reopened = Thread { $thread } was opened again.
event-discussion-post-hidden = Post { $post } of { $author } was hidden: { $by }. Why: { $reason } It may be appealed until { $appeal_until }.
event-discussion-post-shown = Post { $post } is shown again: { $body }
event-discussion-hiding-appealed = The hiding of post { $post } was appealed: { $reason } To be decided by { $until }.
event-discussion-hiding-judged = { $stands_key ->
    [yes] Post { $post } stays hidden.
   *[no] The appeal about post { $post } was right.
}
event-discussion-thread-locked = Thread { $thread } was locked: { $by }. Why: { $reason }
event-discussion-thread-unlocked = Thread { $thread } is unlocked.
event-discussion-moderated = Moderation, line { $number }: { $deed }.

## reputation

event-reputation-points-made = { $domain_key ->
    [some] Accepted work { $evidence } brought { $account } { $points } in domain { $domain }.
   *[none] Accepted work { $evidence } brought { $account } { $points }.
}
event-reputation-points-taken = { $domain_key ->
    [some] { $account } lost { $points } in domain { $domain }, or as many as there were (penalty { $penalty }).
   *[none] { $account } lost { $points }, or as many as there were (penalty { $penalty }).
}
event-reputation-points-given-back = { $account } got back what penalty { $penalty } took.
event-reputation-epoch-began = Epoch { $epoch } of praise began; it ends at { $until }.
event-reputation-epoch-closed = Epoch { $epoch } of praise is closed: { $hard } by accepted work, { $soft } of praise before the bound of all.
event-reputation-praised = { $domain_key ->
    [some] { $from } praised { $to } in domain { $domain } with { $points }: { $words }
   *[none] { $from } praised { $to } with { $points }: { $words }
}
event-reputation-praise-counted = { $domain_key ->
    [some] Praise brought { $account } { $points } in domain { $domain }.
   *[none] Praise brought { $account } { $points }.
}
event-reputation-thanked = { $from } thanked { $to }: { $words }
event-reputation-tier-reached = { $domain_key ->
    [some] { $account } reached a tier in domain { $domain }: { $tier }.
   *[none] { $account } reached a tier: { $tier }.
}
event-reputation-steward-named = { $domain_key ->
    [some] { $account } was chosen as a steward of domain { $domain } until { $until }.
   *[none] { $account } was chosen as a steward until { $until }.
}
event-reputation-steward-recalled = { $domain_key ->
    [some] { $account } is a steward of domain { $domain } no more.
   *[none] { $account } is a steward no more.
}
event-reputation-points-stood-still = Points of { $account } stood still for { $lasts }, while they were away.
event-reputation-clock-changed = Points fade by a new clock; their half-life is { $half_life }.
event-reputation-past-recorded = Past contributions of { $account } were recorded, pieces: { $works }, together { $points }. They weigh nothing.
event-reputation-past-taken = { $account } took over past contributions as theirs, pieces: { $works }, together { $points }.
event-reputation-past-struck = Past contributions of { $account } were struck from the record, pieces: { $works }, together { $points }.
event-reputation-skill-named = { $name_key ->
    [some] Skill { $skill } is called { $name }.
   *[none] Skill { $skill } has no name any more.
}

## review

event-review-contribution-claimed = { $domain_key ->
    [some] Contribution { $evidence } was claimed in domain { $domain }, { $size } of work: { $work }
   *[none] Contribution { $evidence } was claimed, { $size } of work: { $work }
}
event-review-claim-withdrawn = Contribution { $evidence } was taken back.
event-review-panel-drawn = { $reviewers } were drawn to judge contribution { $evidence }; ratings are sealed until { $until }.
event-review-review-sealed = { $account } sealed a rating of contribution { $evidence }.
event-review-reveals-opened = All ratings of contribution { $evidence } are sealed; they are opened until { $until }.
event-review-review-revealed = { $reasons_key ->
    [some] { $account } rated contribution { $evidence } with { $quality } of 100, { $size } of work: { $reasons }
   *[none] { $account } rated contribution { $evidence } with { $quality } of 100, { $size } of work.
}
event-review-review-missed = The time of { $account } to judge contribution { $evidence } ran out.
event-review-contribution-judged = Contribution { $evidence } was judged: { $quality } of 100, { $size } of work, { $points_count ->
    [one] 1 point
   *[other] { $points } points
}{ $disputed_key ->
    [yes] . Its ratings lay far apart
   *[no] {""}
}{ $among_friends_key ->
    [yes] . It was judged by people who praise each other.
   *[no] .
}
event-review-left-unreviewed = Too few judged contribution { $evidence }.
event-review-score-appealed = { $by } appealed about the score of contribution { $evidence }: { $reason }
event-review-score-disputed = { $by } disputes the score of contribution { $evidence }: { $reason }
event-review-stake-forfeited = The dispute about contribution { $evidence } found nothing: { $account } loses { $points_count ->
    [one] 1 point.
   *[other] { $points } points.
}
event-review-stake-returned = { $account } gets back what was staked on contribution { $evidence }.
event-review-review-paid = { $account } is paid for reviewing contribution { $evidence }: { $flat } for being in time, { $growth } for agreement.
event-review-maximum-declared = { $account } takes { $most_count ->
    [one] 1 review
   *[other] { $most } reviews
} at once at most.

## grants

event-grants-round-opened = The round { $title } began: { $budget } to share, until { $closes }.
event-grants-praised = { $from } praised { $to } in round { $round }: { $words }
event-grants-raters-assigned = Raters were assigned in round { $round }, entries: { $entries }.
event-grants-praise-rated = { $rater } scored praise in round { $round }, entries: { $entries }.
event-grants-praise-recorded = Praise was recorded in round { $round }, entries: { $entries }, from number { $first } on; by people about themselves: { $own }.
event-grants-round-closed = Round { $round } is closed and is being added up.
event-grants-round-paid = Round { $round } shared { $shared }; people: { $people }.
event-grants-round-cancelled = Round { $round } was cancelled.
event-grants-round-returned = Round { $round } shared nothing, and its budget returned: { $why_key ->
    [scored] nothing that was said came to a score.
    [points] nobody has points that count.
    [given] nobody gave a token.
    [chosen] no candidate stood on enough ballots with enough.
   *[budget] it is not here any more.
}
event-grants-tokens-given = { $from } gave { $tokens_count ->
    [one] 1 token
   *[other] { $tokens } tokens
} of thanks in round { $round }; people: { $people }.
event-grants-nominated = { $candidate } asks for a part of round { $round }: { $words }
event-grants-retro-ballot-cast = { $voter } cast a ballot in round { $round }; candidates on it: { $candidates }.
event-grants-gift-pot-opened = Gifts are asked for: { $purpose } { $payee } does it and receives; goal { $goal }, until { $until }.
event-grants-given-for-purpose = { $from } gave { $amount } to gift pot { $undertaking }.
event-grants-match-pledged = { $by } pledged to add { $times } for each 1 that others give to gift pot { $undertaking }, up to { $most }.
event-grants-pledge-added = Of the pledge of { $by } to gift pot { $undertaking }, { $added } was added and { $back } returned.
event-grants-gifts-gathered = Gift pot { $undertaking } has { $whole }, and work begins.
event-grants-grant-offered = { $payee } was offered a grant of { $amount }: { $purpose } To be answered by { $until }.
event-grants-undertaking-turned = Undertaking { $undertaking } { $course_key ->
    [gathering] takes gifts until { $course_until }.
    [offered] waits for an answer until { $course_until }.
    [working] is worked on; its next milestone is to be handed in by { $course_until }.
    [judging] waits for a judgement until { $course_until }; twice that long without one, and silence decides.
    [judged] was judged, and is paid or returned now.
   *[over] is over.
}
event-grants-milestone-handed-in = A milestone of undertaking { $undertaking } was handed in: { $work }
event-grants-milestone-judged = A milestone of undertaking { $undertaking } was judged{ $by_key ->
    [some] {" "}by { $by }
   *[none] {" "}by the members
}. Reached: { $accepted }.
event-grants-milestone-paid = A milestone of undertaking { $undertaking } was reached: { $to } received { $paid }.
event-grants-gift-returned = { $back } of what { $to } gave to gift pot { $undertaking } returned to them.
event-grants-grant-returned = { $back } of grant { $undertaking } returned to the community.
event-grants-what-came-told = What came of undertaking { $undertaking }: { $words }
event-grants-fund-opened = The fund { $title } began: up to { $matching } is added to what people give to projects, until { $closes }.
event-grants-project-entered = { $payee } entered project { $project } in fund { $fund }: { $words }
event-grants-project-funded = { $from } gave { $amount } to project { $project } of fund { $fund }.
event-grants-project-withdrawn = Project { $project } was taken out of fund { $fund }.
event-grants-support-returned = { $back } that { $to } gave to project { $project } of fund { $fund } returned to them.
event-grants-project-paid = Project { $project } of fund { $fund }: { $to } received { $given } that people gave, and { $matched } more.
event-grants-fund-closed = Fund { $fund } closed: { $matched } was added to gifts, { $back } returned.
## work

event-work-task-published = The task { $title } was published: { $reward } for each place.
event-work-task-turned = Task { $task } { $stage_key ->
    [open] can be taken until { $stage_until }.
    [resting] rests until { $stage_until }.
    [revealing] is closed for entries; they are opened until { $stage_until }.
    [judging] waits for its prizes to be given by { $stage_until }.
    [full] has no free place.
   *[closed] is over.
}
event-work-task-taken-back = Task { $task } was taken back.
event-work-offer-made = { $account } made an offer for task { $task }.
event-work-offer-withdrawn = { $account } took an offer for task { $task } back.
event-work-entry-opened = { $account } opened an entry for task { $task }: { $work }
event-work-job-began = Work { $job } on task { $task } was taken, for { $price }: { $workers }.
event-work-progress-noted = { $account } told how far work { $job } has come: { $words }
event-work-work-handed-in = { $account } handed work { $job } in: { $work }
event-work-work-reviewed = Work { $job } was reviewed{ $by_key ->
    [some] {" "}by { $by }.
   *[none] .
}
event-work-job-turned = Work { $job } { $stage_key ->
    [waiting] waits for the part before it.
    [assigned] is being done, until { $stage_until }.
    [submitted] is to be reviewed by { $stage_until }.
    [changing] is being changed, until { $stage_until }.
    [rejected] was rejected; an appeal is possible until { $stage_until }.
    [hearing] is to be decided on by { $stage_until }; if nobody does, it is accepted.
    [accepted] was accepted; it is paid after { $stage_until } unless somebody disputes it.
    [notice] was ended by taking its task back.
    [paid] was paid.
    [refused] was rejected for good.
    [abandoned] was not handed in in time.
    [released] was given up, and can be taken by others.
   *[cancelled] is over, since its task was taken back.
}
event-work-hearing-asked = { $by } asks for a decision on work { $job }: { $reason }
event-work-work-decided = It was decided on work { $job }: { $accepted_key ->
    [yes] it is accepted
   *[no] it is not accepted
}{ $silent_key ->
    [yes] , since nobody said otherwise in time.
   *[no] .
}
event-work-panel-asked = A panel judges work { $job }, as contribution { $evidence }{ $decides_key ->
    [yes] , and decides about it.
   *[no] .
}
event-work-panel-missing = No panel could judge work { $job }{ $decides_key ->
    [yes] : the members decide.
   *[no] .
}
event-work-payer-trusted = Whoever pays finds work { $job } good, and that brings points as contribution { $evidence }.
event-work-stake-settled = { $lost_key ->
    [yes] { $account } disputed work { $job } in vain; points lost: { $points }.
   *[other] { $account } has back what they staked in disputing work { $job }; points: { $points }.
}
event-work-drafts-brought = Ideas for work were written down; new: { $new }, changed: { $changed }.
event-work-draft-linked = { $task_key ->
    [some] Idea { $draft } became task { $task }.
   *[none] Idea { $draft } is free again.
}
event-work-job-paid = { $amount } paid for work { $job } on task { $task }: { $workers }.

## earn

event-earn-programme-opened = The programme { $title } was opened; it takes claims until { $until }, once something lies in trust for it.
event-earn-programme-funded = { $amount } were put in trust for programme { $programme }{ $by_key ->
    [some] {" "}by { $by }.
   *[none] .
}
event-earn-programme-turned = Programme { $programme } { $stage_key ->
    [draft] waits for money.
    [live] takes claims.
    [paused] is paused.
    [closing] takes no more claims.
   *[closed] is over.
}
event-earn-programme-renewed = The members renewed programme { $programme }: it spends in full.
event-earn-programme-returned = { $amount } that nobody earned by programme { $programme } returned.
event-earn-epoch-shared = Epoch { $epoch } of programme { $programme } shared { $amount }; claims: { $claims }.
event-earn-reward-claimed = { $account } claimed a reward of programme { $programme } (claim { $claim }){ $words_key ->
    [some] : { $words }
   *[none] .
}
event-earn-reward-attested = { $by } attested claim { $claim }; score: { $score }.
event-earn-reward-confirmed = { $by } said of claim { $claim } that it is { $yes_key ->
    [yes] true.
   *[no] not true.
}
event-earn-reward-reserved = { $amount } were set aside for claim { $claim }.
event-earn-reward-turned = Claim { $claim } of programme { $programme } { $stage_key ->
    [submitted] waits for its verifiers until { $stage_until }.
    [drawing] is verified, and is drawn for an audit or not.
    [audited] was drawn for an audit; without one by { $stage_until } it is rejected.
    [pooled] waits for its epoch to be shared.
    [challengeable] can be challenged until { $stage_until }; then it is paid.
    [challenged] is to be judged by { $stage_until }; if nobody does, it is paid.
    [frozen] is frozen, since the word of whoever attested it counts no more; without a judgement by { $stage_until } it returns.
    [payable] is paid in parts; the next one at { $stage_until }.
    [paid] is paid.
    [rejected] is not paid.
   *[slashed] was found untrue.
}
event-earn-reward-paid = { $amount } were paid to { $account } for claim { $claim }.
event-earn-reward-challenged = { $by } challenged claim { $claim } and staked { $stake }: { $reason }
event-earn-reward-judged = It was judged that claim { $claim } is { $untrue_key ->
    [yes] not true.
   *[no] true.
}
event-earn-bond-posted = { $by } put { $amount } at stake for what they attest in programme { $programme }.
event-earn-bond-lost = { $by } lost { $amount } of the bond in programme { $programme }.
event-earn-bond-returned = The bond of { $by } in programme { $programme } returned: { $amount }.
event-earn-attestor-revoked = { $account } attests in programme { $programme } no more.
event-earn-reward-stake-lost = { $by } challenged claim { $claim }, which is true, and lost the stake of { $amount } to the community.
event-earn-ladder-held = { $amount } were set aside in programme { $programme } for { $account }, who began to learn.
event-earn-ladder-freed = { $amount } that were set aside in programme { $programme } for { $account } are free again.
event-earn-ladder-claimed = { $amount } of what was set aside wait for claim { $claim } of programme { $programme }.
event-earn-ladder-kept = { $amount } of claim { $claim } stay set aside for the same person's next one.
event-earn-teachers-paid = { $account } used skill { $skill } in work that is paid: those who taught it share { $amount } of programme { $programme }.
event-earn-bond-spent = The bond of { $by } in programme { $programme } is less than { $least } now: { $by } attests nothing until more is at stake, and what they spoke for and is not paid waits for the community.
event-earn-teachers-wait = { $account } used skill { $skill } in work that is paid: those who taught it are still to have { $amount } of programme { $programme }, out of its next epochs until { $until }.
event-earn-teachers-missed = Those who taught skill { $skill } to { $account } were to have { $amount } more of programme { $programme }: it was not there in time, and stays in the programme.

## learn

event-learn-course-offered = The course { $title_en } ({ $title_he }) was offered: it teaches skill { $skill }, and programme { $programme } pays for learning it.
event-learn-course-revised = The course { $title_en } ({ $title_he }) was revised; { $open_key ->
    [yes] people may begin it.
   *[no] nobody begins it any more.
}
event-learn-learning-turned = { $account } in course { $course }: { $stage_key ->
    [drawing] what they are to do is being drawn.
    [proving] they do what was drawn, until { $stage_until }.
    [practical] they make something for peers to look at, until { $stage_until }.
    [judged] peers look at what they made (claim { $stage_claim }).
    [resting] they are asked again at { $stage_until }.
    [done] they are through.
   *[lapsed] their time was over; they may begin anew.
}
event-learn-steps-drawn = What { $account } is to do in course { $course } was drawn.
event-learn-step-shown = { $account } showed a thing that was drawn for them in course { $course }.
event-learn-skill-mastered = { $account } { $level_key ->
    [knows] knows skill { $skill }
    [can-do] can do skill { $skill }
   *[retained] retained skill { $skill }
}, until { $until } unless it is checked or used.
event-learn-skill-refreshed = { $account } used skill { $skill } in paid work: it holds until { $until }.
event-learn-skill-lost = { $account } lost skill { $skill }: what they showed for it was found untrue.

## invest

event-invest-sale-opened = Sale { $sale } began: up to { $shares } for { $pay }, until { $until }. { $terms }
event-invest-shares-ordered = { $account } ordered { $units } units in sale { $sale }; in trust for their orders: { $deposit }.
event-invest-bid-sealed = { $account } sealed a bid in sale { $sale }; in trust for it: { $deposit }.
event-invest-bidding-closed = The time to bid in sale { $sale } is over; bids are opened until { $until }.
event-invest-bid-opened = { $account } bids in sale { $sale }, in units and base units of money a lot: { $steps }.
event-invest-shares-sold = { $account } bought { $shares } for { $paid } in sale { $sale }.
event-invest-deposit-kept = { $account } never opened a bid in sale { $sale }; of the deposit, { $kept } stays with the community.
event-invest-sale-closed = { $ending_key ->
    [missed] Sale { $sale } is over and sold nothing: too little was asked for. Everybody has their money back.
    [cancelled] Sale { $sale } was cancelled. It sold { $sold } units for { $raised }; orders and bids were paid back.
   *[sold] Sale { $sale } is over. It sold { $sold } units for { $raised }.
}
event-invest-lot-freed = What { $account } bought, { $shares }, can be used now.
event-invest-leaving-asked = { $account } leaves with { $shares } and is paid on { $until }.
event-invest-leaving-withdrawn = { $account } stays after all.
event-invest-shares-burnt = { $account } left with { $shares }; there were { $before } units before.
event-invest-part-paid = { $account } left and was paid { $part }, their part of { $free } base units that were free.
event-invest-sharing-began = From now on { $rate } of the income in { $asset } goes to holders of { $share }.
event-invest-income-shared = Of the income, { $amount } went to holders; not covered yet: { $owed } base units.
event-invest-sharing-ended = Sharing { $sharing } of income is over; it paid { $paid } in all.

## works

event-works-work-named = The work { $what_name } was brought to the record (work { $work }); its authors are asked.
event-works-owner-agreed = { $offer_key ->
    [some] { $by_account_key ->
        [some] { $by_account } agreed to offer { $offer } of work { $work }.
       *[none] An owner agreed to offer { $offer } of work { $work }.
    }
   *[none] { $by_account_key ->
        [some] { $by_account } agreed to be named as an author of work { $work }.
       *[none] An author of work { $work } agreed.
    }
}
event-works-work-registered = Work { $work } is registered: all authors agreed, and it is theirs (item { $item }).
event-works-work-given-up = { $by_key ->
    [some] Work { $work } is not registered: an author declined.
   *[none] Work { $work } is not registered: not all authors answered in time.
}
event-works-work-offered = { $what_about_key ->
    [parts] Parts of work { $work } are offered for { $what_about_price } until { $what_until } (offer { $offer }).
   *[uses] The owners of work { $work } are asked what a use costs, until { $what_until } (offer { $offer }).
}
event-works-offer-turned = Offer { $offer } of work { $work } { $stage_key ->
    [waits] waits for owners.
    [open] is open: all agreed.
    [sold] is over: it was taken.
    [agreed] is agreed to by all.
    [declined] is over: an owner declined, or took it back.
   *[lapsed] has lapsed.
}
event-works-work-sold = Parts of work { $work } were sold for { $paid }; royalty of its authors: { $royalty } base units.
event-works-use-priced = { $price_key ->
    [some] A use of work { $work } costs { $price } from now on.
   *[none] No use of work { $work } is on offer any more.
}
event-works-work-used = { $what_paid } were paid for uses of work { $work }: { $what_times } (receipt { $receipt }).
event-works-work-struck = The community struck work { $work } from its record.
