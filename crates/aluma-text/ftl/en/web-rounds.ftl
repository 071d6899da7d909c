# Pages of reward rounds.

web-rounds-lead = A round sets a budget aside and shares it when it closes, by itself, to the last unit.
web-rounds-none = There was no round yet. The members open one by a decision, with its budget.
web-rounds-propose = Propose a round
web-rounds-shared = Shared
web-round-open = Everything said in it is read by whoever reads this community. It closes, adds up and pays by itself.
web-round-cancelled = It was cancelled: nobody was paid, and its budget is free again.
web-round-praise = Praise somebody
web-round-rate = Score what was assigned to me
web-round-terms = The round
web-round-what = By what it shares
web-round-budget = Budget
web-round-steward = Looked after by
web-round-since = Since
web-round-entries-until = Praise is taken until
web-round-closes = Closes
web-round-entries = Praise
web-round-own = About oneself
web-round-takers = People who may take a part
web-round-parts = What everybody takes
web-round-no-parts = Parts are worked out when it closes.
web-round-why-praise = For what they were praised for: their scores, of all scores, times what went to the praised:
web-round-why-rating = For scoring: what they scored, of all that was scored, times what went to raters:
web-round-why-weight = Their weight, of all weights, times what there was:
web-round-why-rest = Each is rounded down; what is left over goes one unit at a time to the largest remainders, of equal ones to the lowest account. So the parts are exactly the whole.
web-round-said = What was said and scored
web-round-no-entries = Nobody has praised anybody in it yet.
web-round-own-entry = about oneself: counts for nothing
web-round-score = Score:
web-round-dismissed = dismissed
web-round-repeats = repeats { $entry }
web-rounds-by-praise = by praise that assigned raters score
web-rounds-by-immediate = by the points that came while it was open
web-rounds-by-recent = by what points weigh when it closes
web-rounds-by-balanced = first to those who were paid least of what they gave
web-rounds-by-circle = a circle of thanks
web-rounds-by-retro = in hindsight, by ballots
web-round-give = Give thanks
web-round-nominate = Ask to be looked at
web-round-ballot = Fill in a ballot
web-round-each-gives = Everybody has to give
web-round-tokens = { $tokens ->
    [one] one token
   *[other] { $tokens } tokens
}
web-round-givers = People who gave
web-round-nominations-until = Candidates until
web-round-candidates = Candidates
web-round-ballots = Ballots
web-round-gifts = Who gives to whom
web-round-no-gifts = Nobody has given a token yet. What you keep pays nobody.
web-round-no-candidates = Nobody has asked to be looked at yet.
