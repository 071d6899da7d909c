## Why governance says no.

refusal-no-such-proposal = There is no { $proposal }, or none that you may see.
    .title = No such proposal
    .hint = Look the number up in the list of proposals; for a closed community, sign in as a member.
refusal-no-such-poll = There is no { $poll }, or none that you may see.
    .title = No such poll
    .hint = Look the number up in the list of polls.
refusal-empty-proposal = The proposal holds nothing to be done.
    .title = Nothing to decide
    .hint = Add an action; to decide something in words, add a resolve.
refusal-already-proposed = You proposed exactly this in { $proposal }, which is still open.
    .title = Already proposed
    .hint = Vote on it, or withdraw it first.
refusal-already-sponsored = Your name stands under { $proposal } already.
    .title = Already supported
    .hint = Vote on it.
refusal-cooling-down = The same effect was rejected in { $proposal }; you may propose it again from { $until }.
    .title = Rejected a short time ago
    .hint = Wait until then, change what it does, or let others with 5 % of the weight sponsor { $proposal }.
refusal-next-waits = You have { $open } open proposals of { $allowed } that one person may have here.
    .title = Your next proposal waits
    .hint = Propose it when the first is decided, withdraw one, or let another member propose it.
refusal-track-full = The track { $track } takes { $limit } open proposals at once.
    .title = The track is full
    .hint = Wait until one is decided.
refusal-below-threshold = Opening a proposal takes a weight of { $needed }; yours is { $weight }.
    .title = Too little weight to propose
    .hint = Let a member with more weight propose it.
refusal-above-outflow-limit = It asks for { $asked } base units of { $asset }; at most { $most } may leave at any time.
    .title = Above the outflow limit
    .hint = Ask for { $most } or less, or split the sum over several months.
refusal-not-for-emergency = The emergency track carries resolutions alone; it never pays.
    .title = Not on the emergency track
    .hint = Leave the track out, and the ledger finds the right one.
refusal-bad-split = The parts of the split do not add up to 10,000.
    .title = The split does not add up
    .hint = Give ten-thousandths For, Against and Abstain that add up to 10,000.
refusal-no-final-ballots = On the track { $track } every ballot may be changed until the vote closes.
    .title = No final ballots here
    .hint = Vote without marking the ballot as final.
refusal-ballot-is-final = Your ballot on { $proposal } is final.
    .title = Your ballot is final
    .hint = It counts as you cast it; nothing else is needed.
refusal-voting-not-open = Voting begins at { $opens_at }.
    .title = Voting has not begun
    .hint = Vote from then on.
refusal-voting-closed = Voting ended at { $closed_at }.
    .title = Voting is over
    .hint = Look at the outcome on the proposal's page.
refusal-change-too-late = Since { $deadline } a ballot may only be changed so that it helps less to pass.
    .title = Too late for this change
    .hint = First ballots still count; your earlier ballot stands.
refusal-joined-too-late = { $account } held no weight at { $snapshot_at }, when the proposal's weights were taken.
    .title = Joined after the snapshot
    .hint = You vote on every proposal that opens from now on.
refusal-no-weight = { $account } holds nothing that has weight in this vote.
    .title = No weight here
    .hint = The charter says what has weight: membership, shares, or both. What you get now counts in votes that open later.
refusal-weight-too-young = { $account }'s weight was too new when the proposal opened; it counts in full from { $counts_from }.
    .title = Weight too new
    .hint = It grows day by day; you vote on proposals that open later.
refusal-not-your-proposal = { $proposal } was made by somebody else.
    .title = Not your proposal
    .hint = Vote against it, or ask its proposer.
refusal-already-decided = { $proposal } is decided.
    .title = Already decided
    .hint = Propose something new.
refusal-delegate-to-self = Your vote lies in your own hand anyway.
    .title = Delegating to oneself
    .hint = Name somebody else, or just vote.
refusal-delegate-not-admitted = { $account } is no admitted member.
    .title = Not a member
    .hint = Name an admitted member.
refusal-delegate-full = { $account } holds { $limit } votes of others already, as many as one may.
    .title = The delegate is full
    .hint = Name somebody else.
refusal-already-delegated = Your vote is in the hand of { $account } already.
    .title = Already delegated
    .hint = Nothing is needed.
refusal-not-delegated = You delegated nothing there.
    .title = Nothing delegated
    .hint = Look at your weight: it says where your vote lies.
refusal-bad-options = A poll needs two options or more, all different.
    .title = The options do not fit
    .hint = Give at least two different options.
refusal-bad-answer = The answer does not fit the poll: { $why ->
    [one-score-each] it needs one score for each option
    [score-above-ten] a score goes from 0 to 10
    [no-such-option] there is no such option
    [one-option] it needs one option
    [ascending-once-each] options stand in ascending order, each once
   *[other] it names at least one option, each once
    }.
    .title = The answer does not fit
    .hint = Options count from 0.
refusal-poll-closed = The poll closed at { $closed_at }.
    .title = The poll is closed
    .hint = Look at its result.
refusal-not-asked = { $poll } asks others.
    .title = Not asked
    .hint = A poll asks members, or everybody who joined: join first.
refusal-span-out-of-range = The span { $field } lies outside { $least } to { $most } ms.
    .title = Too short or too long
    .hint = Choose a span in between.
refusal-not-yet-decided = There is nothing to tell before it is decided and done.
    .title = Not decided yet
    .hint = Tell the outcome afterwards.
refusal-not-sponsorable = { $proposal } is neither open nor rejected on substance.
    .title = Support does nothing here
    .hint = Propose it again if you want it.
refusal-stake-too-high = A further proposal puts { $needed } base units of { $asset } at stake; you hold { $held }.
    .title = Too little for the stake
    .hint = Wait until your first proposal is decided, or get the rest.
refusal-easier-to-change = The charter would be easier to change than a decision on the track { $track }.
    .title = The charter must be hardest to change
    .hint = Make the constitution track at least as strict: { $parameter }.
refusal-nobody-has-weight = Under these rules nobody's vote would weigh anything, or the parts are above the whole.
    .title = The weights do not add up
    .hint = Give heads or shares a part, 10,000 at most together, and shares an asset.
refusal-tip-above-spend = The tip limit would be above the spend limit.
    .title = The ladder is upside down
    .hint = Keep tip.limit at or below spend.limit.
refusal-open-with-heads = Where everybody may join, one member, one vote would let free accounts outvote the members.
    .title = Open membership needs another weight
    .hint = Let people apply or be invited. Or count shares alone: issue a voting share in the founding, and set weight.heads 0, weight.shares 10000, weight.asset to its symbol and weight.shares-on-constitution yes.

## The charter's sections on deciding.

charter-tip-period = A vote on the tip track lasts { $value }.
charter-tip-quiet = If it turns late it goes on: each turn adds about { $value }, all together at most twice that.
charter-tip-rule = { $value ->
    [majority] On the tip track a proposal passes with more For than Against.
    [share] On the tip track a part of For and Against together must be For.
   *[count] On the tip track a fixed weight must be For.
    }
charter-tip-threshold = Where that part counts, it is { $value }.
charter-tip-count = Where that weight counts, it is { $value }; a member weighs 1,000,000.
charter-tip-quorum-by-size = { $value ->
    [yes] Enough members must be For: 3 of 5, 10 of 40, 20 of 150, 150 of 5,000.
   *[no] The number of members sets no quorum.
    }
charter-tip-support = At least { $value } of all weight must be For.
charter-tip-support-end = Where that falls with time, it falls to { $value }.
charter-tip-support-fall = It falls over { $value }; 0 keeps it the same.
charter-tip-confirm = After the deadline passing must hold for { $value }.
charter-tip-delay = What passed waits { $value } before it is done, and always one whole block.
charter-tip-deposit = Each proposal puts { $value } base units of the stake asset at stake.
charter-tip-preparation = A proposal is visible for { $value } before voting begins.
charter-tip-open-at-once = { $value } proposals may be open on the tip track at once.
charter-tip-final-ballots = { $value ->
    [never] Every ballot may be changed until the vote closes.
    [may] A voter may mark a ballot as final; the vote closes as soon as nothing can turn it.
   *[always] Every ballot is final; the vote closes as soon as nothing can turn it.
    }
charter-spend-period = A vote on the spend track lasts { $value }.
charter-spend-quiet = If it turns late it goes on: each turn adds about { $value }, all together at most twice that.
charter-spend-rule = { $value ->
    [majority] On the spend track a proposal passes with more For than Against.
    [share] On the spend track a part of For and Against together must be For.
   *[count] On the spend track a fixed weight must be For.
    }
charter-spend-threshold = Where that part counts, it is { $value }.
charter-spend-count = Where that weight counts, it is { $value }; a member weighs 1,000,000.
charter-spend-quorum-by-size = { $value ->
    [yes] Enough members must be For: 3 of 5, 10 of 40, 20 of 150, 150 of 5,000.
   *[no] The number of members sets no quorum.
    }
charter-spend-support = At least { $value } of all weight must be For.
charter-spend-support-end = Where that falls with time, it falls to { $value }.
charter-spend-support-fall = It falls over { $value }; 0 keeps it the same.
charter-spend-confirm = After the deadline passing must hold for { $value }.
charter-spend-delay = What passed waits { $value } before it is done, and always one whole block.
charter-spend-deposit = Each proposal puts { $value } base units of the stake asset at stake.
charter-spend-preparation = A proposal is visible for { $value } before voting begins.
charter-spend-open-at-once = { $value } proposals may be open on the spend track at once.
charter-spend-final-ballots = { $value ->
    [never] Every ballot may be changed until the vote closes.
    [may] A voter may mark a ballot as final; the vote closes as soon as nothing can turn it.
   *[always] Every ballot is final; the vote closes as soon as nothing can turn it.
    }
charter-role-period = A vote on the role and parameter track lasts { $value }.
charter-role-quiet = If it turns late it goes on: each turn adds about { $value }, all together at most twice that.
charter-role-rule = { $value ->
    [majority] On the role and parameter track a proposal passes with more For than Against.
    [share] On the role and parameter track a part of For and Against together must be For.
   *[count] On the role and parameter track a fixed weight must be For.
    }
charter-role-threshold = Where that part counts, it is { $value }.
charter-role-count = Where that weight counts, it is { $value }; a member weighs 1,000,000.
charter-role-quorum-by-size = { $value ->
    [yes] Enough members must be For: 3 of 5, 10 of 40, 20 of 150, 150 of 5,000.
   *[no] The number of members sets no quorum.
    }
charter-role-support = At least { $value } of all weight must be For.
charter-role-support-end = Where that falls with time, it falls to { $value }.
charter-role-support-fall = It falls over { $value }; 0 keeps it the same.
charter-role-confirm = After the deadline passing must hold for { $value }.
charter-role-delay = What passed waits { $value } before it is done, and always one whole block.
charter-role-deposit = Each proposal puts { $value } base units of the stake asset at stake.
charter-role-preparation = A proposal is visible for { $value } before voting begins.
charter-role-open-at-once = { $value } proposals may be open on the role and parameter track at once.
charter-role-final-ballots = { $value ->
    [never] Every ballot may be changed until the vote closes.
    [may] A voter may mark a ballot as final; the vote closes as soon as nothing can turn it.
   *[always] Every ballot is final; the vote closes as soon as nothing can turn it.
    }
charter-constitution-period = A vote on the constitution track lasts { $value }.
charter-constitution-quiet = If it turns late it goes on: each turn adds about { $value }, all together at most twice that.
charter-constitution-rule = { $value ->
    [majority] On the constitution track a proposal passes with more For than Against.
    [share] On the constitution track a part of For and Against together must be For.
   *[count] On the constitution track a fixed weight must be For.
    }
charter-constitution-threshold = Where that part counts, it is { $value }.
charter-constitution-count = Where that weight counts, it is { $value }; a member weighs 1,000,000.
charter-constitution-quorum-by-size = { $value ->
    [yes] Enough members must be For: 3 of 5, 10 of 40, 20 of 150, 150 of 5,000.
   *[no] The number of members sets no quorum.
    }
charter-constitution-support = At least { $value } of all weight must be For.
charter-constitution-support-end = Where that falls with time, it falls to { $value }.
charter-constitution-support-fall = It falls over { $value }; 0 keeps it the same.
charter-constitution-confirm = After the deadline passing must hold for { $value }.
charter-constitution-delay = What passed waits { $value } before it is done, and always one whole block.
charter-constitution-deposit = Each proposal puts { $value } base units of the stake asset at stake.
charter-constitution-preparation = A proposal is visible for { $value } before voting begins.
charter-constitution-open-at-once = { $value } proposals may be open on the constitution track at once.
charter-constitution-final-ballots = { $value ->
    [never] Every ballot may be changed until the vote closes.
    [may] A voter may mark a ballot as final; the vote closes as soon as nothing can turn it.
   *[always] Every ballot is final; the vote closes as soon as nothing can turn it.
    }
charter-emergency-period = A vote on the emergency track lasts { $value }.
charter-emergency-quiet = If it turns late it goes on: each turn adds about { $value }, all together at most twice that.
charter-emergency-rule = { $value ->
    [majority] On the emergency track a proposal passes with more For than Against.
    [share] On the emergency track a part of For and Against together must be For.
   *[count] On the emergency track a fixed weight must be For.
    }
charter-emergency-threshold = Where that part counts, it is { $value }.
charter-emergency-count = Where that weight counts, it is { $value }; a member weighs 1,000,000.
charter-emergency-quorum-by-size = { $value ->
    [yes] Enough members must be For: 3 of 5, 10 of 40, 20 of 150, 150 of 5,000.
   *[no] The number of members sets no quorum.
    }
charter-emergency-support = At least { $value } of all weight must be For.
charter-emergency-support-end = Where that falls with time, it falls to { $value }.
charter-emergency-support-fall = It falls over { $value }; 0 keeps it the same.
charter-emergency-confirm = After the deadline passing must hold for { $value }.
charter-emergency-delay = What passed waits { $value } before it is done, and always one whole block.
charter-emergency-deposit = Each proposal puts { $value } base units of the stake asset at stake.
charter-emergency-preparation = A proposal is visible for { $value } before voting begins.
charter-emergency-open-at-once = { $value } proposals may be open on the emergency track at once.
charter-emergency-final-ballots = { $value ->
    [never] Every ballot may be changed until the vote closes.
    [may] A voter may mark a ballot as final; the vote closes as soon as nothing can turn it.
   *[always] Every ballot is final; the vote closes as soon as nothing can turn it.
    }
charter-tip-limit = { $extent ->
    [whole] Every sum is a tip, whatever its size.
    [nothing] No sum is a tip.
   *[part] A sum up to { $value } of the free treasury is a tip, counted over 30 days to one person, from one proposer and on the track.
    }
charter-spend-limit = { $extent ->
    [whole] Every sum that is no tip is a spend, whatever its size.
    [nothing] No sum is a spend: what is no tip follows the constitution's rules.
   *[part] A sum up to { $value } of the free treasury is a spend, counted the same way; above it the constitution's rules apply.
    }
charter-weight-heads = In a mix, one member, one vote counts { $value } ten-thousandths.
charter-weight-shares = In a mix, shares count { $value } ten-thousandths.
charter-weight-asset = Shares with a vote: { $value }.
charter-weight-shares-on-constitution = { $value ->
    [yes] The mix applies to the constitution track too.
   *[no] On the constitution track it is one member, one vote.
    }
charter-weight-ramp = New power takes { $value } to count in full; what came in the founding season counts at once.
charter-proposals-threshold = Opening a proposal takes { $value } of all weight, of which 70 % must stay.
charter-proposals-free = One person may have { $value } proposals open without a stake.
charter-proposals-stake-asset = The stake of further proposals is in: { $value }; without an asset the next one waits.
charter-proposals-stake = The stake is { $value } base units; it goes back when the proposal is decided.
charter-proposals-wait = After a rejection on substance the same people wait { $value } before they propose the same effect.
