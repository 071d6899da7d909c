# Pages of decisions: proposals, composing one, polls.

web-open-now = Open now
web-decided = Decided
web-nothing-decided = Nothing was decided yet.
web-newer = Newer ones
web-vote-until = votes until
web-proposed-by = Proposed by
web-track = Kind of decision:
web-what-it-does = What it does
web-why = Why
web-why-hint = What you want to reach, and what speaks against it.
web-how-it-stands = How it stands
web-your-vote = Your vote
web-timeline = When what happens
web-who-voted = Who voted, and why
web-step-opened = Published
web-step-voting = Voting begins
web-step-deadline = Voting ends
web-step-confirming = Confirmation since
web-step-decided = Decided
web-step-enact = Carried out from
web-step-ended = Finished
web-outcome = What became of it
web-withdraw = Take it back
web-sponsor = Support it
web-sponsor-more = Support helps it onto the list; it is not a vote.
web-tell-outcome = Say what became of it
web-at-most = At most
web-leaves = Leaves the treasury:
web-receives = receives
web-and-others = { $others ->
    [one] and one more
   *[other] and { $others } more
}
web-runs = Runs out of the treasury in 30 days:
web-issues = Issues:
web-membership-of = Changes the membership of
web-seat-in = Changes the membership of this community in
web-nothing-else = It can do nothing else: what goes beyond this is refused when it is carried out.
web-rules-change = Rules that would change
web-today = Today:
web-then = Then:
web-rule = Rule
web-sign-in-to-vote = Sign in to see what you weigh here, and to vote.
web-vote-not-yet = Voting has not begun. It begins
web-weight-recused = You do not vote on this one: it is about you, or you would gain too much by it.
web-weight-not-member = You have no vote here: you are not an admitted member. Ask to join; your vote counts on proposals that open after you are admitted.
web-weight-none-yet = Your vote weighs nothing on this one: what counts is what you had when it was published. On the next one it will count.
web-weight = Your vote weighs { $weight } of { $total }: { $part } of all that can be cast.
web-delegated-to = Your vote is in the hands of
web-delegated-more = If you vote yourself, yours counts instead.
web-carries = { $others ->
    [one] You also cast the vote of one other, { $weight }, unless they vote themselves.
   *[other] You also cast the votes of { $others } others, { $weight }, unless they vote themselves.
}
web-explain = Where does this number come from?
web-basis = { $held } held, { $counts } of it counts.
web-basis-mix = { $weight } of the vote goes by it, and { $part } of that is yours: { $gives }.
web-basis-nobody = nobody has any of it yet, so the rest decides alone.
web-full-from = All of it counts from
web-snapshot = What counts is what was held at block { $height }, the last before it was published.
web-you-voted = You voted
web-vote-final = Your vote is final.
web-vote-changeable = You may change it until the vote closes.
web-reason = Why (if you like)
web-reason-hint = Everybody who can read the proposal reads it.
web-choose = What do you want?
web-make-final = This is final: I will not change it
web-vote = Vote
web-change-vote = Change my vote
web-nobody-voted = Nobody has voted yet.
web-without-reason = Without a reason
web-ballots-root = The ballots lie in a log under the root
web-least-for = least For
web-voted = { $voters } of { $eligible } voted.
web-quorum = At least { $support } of { $total } must be For.
web-did-pass = It passed.
web-would-pass = If the vote closed now, it would pass.
web-did-fail = It did not pass:
web-would-fail = If the vote closed now, it would not pass:
web-fails-nobody = nobody took a side.
web-fails-no-yes = nobody is For.
web-fails-threshold = too few of those who took a side are For.
web-fails-quorum = too few of all who can vote are For.
web-needs-majority = More must be For than Against.
web-needs-share = Of those who take a side, { $share } must be For.
web-needs-count = { $weight } must be For, whatever the others say.

web-propose-lead = What shall the community do? It happens by itself if it passes.
web-propose-resolve = Say something together
web-propose-resolve-more = A position, an agreement, a thanks. It moves no money and no rule.
web-propose-transfer = Pay somebody
web-propose-transfer-more = Once, from the treasury.
web-propose-amend = Change a rule
web-propose-amend-more = One or several lines of the charter.
web-propose-admit = Admit somebody
web-propose-admit-more = As a member with a vote.
web-propose-give-role = Give a role
web-propose-give-role-more = Who may do what on behalf of all, and until when.
web-propose-stream = Pay somebody over time
web-propose-stream-more = So much a month, as long as it is deserved.
web-propose-other = Everything else
web-propose-sign = Go on to sign
web-domain-identity = Accounts
web-domain-dao = The community
web-domain-treasury = Money
web-domain-governance = Decisions
web-domain-discussion = Discussion
web-title = What is it about?
web-title-hint = One line that everybody understands.
web-another-step = Another step in the same proposal
web-step-what = What else?
web-preview = See what it would do
web-who-decides = Who decides
web-eligible = { $eligible ->
    [one] One member can vote.
   *[other] { $eligible } members can vote.
}
web-lasts = The vote lasts { $period }; then it waits { $delay } before it is carried out.
web-recused = Do not vote on it:

web-polls-lead = A poll asks and binds nobody.
web-ask = Ask a question
web-ask-sign = Go on to sign
web-no-polls = Nobody has asked anything yet.
web-poll-open = open
web-poll-closed = closed
web-answers = { $answers ->
    [0] No answer yet
    [one] One answer
   *[other] { $answers } answers
}
web-question = The question
web-option = Option { $place }
web-asked-by = Asked by
web-answers-so-far = Answers
web-your-answer = Your answer
web-answer-single = Choose one
web-answer-multiple = Choose as many as you like
web-answer-score = Give each 0 to 10
web-answer-ranked = Put them in order, the best first
web-poll-lasts = How long is it open?
web-came-first = First:
web-counts-ranked = The number says how many other options it beats.
web-counts-score = The number is the sum of the scores.
web-sign-in-to-answer = Sign in to answer.
web-answer = Answer
web-change-answer = Change my answer
web-rank = Place { $place }
