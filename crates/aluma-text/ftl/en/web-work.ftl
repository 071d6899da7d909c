# Pages of work.

web-work-lead = What is to be done here, who does it, and what happens by itself when nobody does anything.
web-work-publish = Offer work
web-work-column-open = To take
web-work-column-underway = In hand
web-work-column-over = Over
web-work-none-open = Nothing is open now. Whoever needs something done offers it here, with its money in trust.
web-work-none-underway = Nobody is at work on a task now.
web-work-none-over = No task has ended yet.
web-work-whole-board = The whole board
web-work-by-skill = By skill
web-work-ideas = Ideas
web-work-ideas-lead = What could be done and nobody has offered money for. Nobody can take one before a task of it is published.
web-work-move = Move to ...
web-work-mine = My work here
web-work-in-hand = In hand
web-work-most = At most, by yourself
web-work-accepted = Accepted so far
web-work-outside = Open to people who are not members
web-work-places = { $places ->
    [one] one place
   *[other] { $places } places
}
web-work-full = All places are taken.
web-work-else-open = if nobody takes it, its money returns
web-work-else-contest = then what was entered is opened; if nobody entered, the money returns
web-work-else-resting = then it can be taken again
web-work-else-revealing = what is not opened takes no part
web-work-else-judging = if nobody judges, a second reviewer is asked
web-work-else-judging-last = if nobody judges, all who entered share the prizes
web-work-else-note = if nothing is heard of it, the place is free again
web-work-else-due = if it is not handed in, the place is free again and counts as abandoned
web-work-else-retainer = then the month is handed in by itself
web-work-else-review = if nobody reviews it, a second reviewer is asked
web-work-else-review-last = if nobody reviews it, it is accepted
web-work-else-review-panel = if nobody reviews it, a panel is drawn to decide
web-work-else-rejected = if nobody appeals, the rejection stands
web-work-else-appeal = if nobody decides, the work is accepted
web-work-else-hearing = if nobody decides, the acceptance stands
web-work-else-accepted = if nobody disputes it, it is paid
web-work-else-notice = then what is owed for taking the task back is paid
web-work-else-waiting = It begins when the part before it was accepted.
web-task-by-members = by a decision of the members or a role
web-task-work = Work
web-task-enter = Sign in to see what you can do with it.
web-task-nothing = There is nothing for you to do with it now.
web-task-not-now = This cannot be done now: something else happened meanwhile, or it is for others to do.
web-task-serves = Serves:
web-task-part-of = part of task
web-task-terms = What it pays and asks
web-task-payer = Who asked for it, and how they pay
web-task-pays = One place pays
web-task-fee = For the reviewer
web-task-mode = How people come to it
web-task-places = Free places
web-task-estimate = Should take
web-task-grace = And after that, at most
web-task-reviewer = Reviewed by
web-task-whoever-pays = whoever pays
web-task-role = whoever holds role
web-task-changes = Rounds of changes
web-task-size = Size
web-task-hours = { $hours ->
    [one] about one hour
   *[other] about { $hours } hours
}
web-task-skills = Skills
web-task-positive = Silence is no acceptance here: if nobody reviews it in time, a panel decides.
web-task-silence = If nobody reviews it in time, it is accepted and paid.
web-task-parts = Parts, each handed in, reviewed and paid by itself
web-task-handover = Handed over by whoever did it last
web-task-community = The community, by decision
web-task-community-role = The community, by role
web-task-median = Days until paid, usually
web-task-days = { $days ->
    [0] the same day
    [one] one day
   *[other] { $days } days
}
web-task-never-paid = nothing was paid yet
web-task-paid = Payments
web-task-cancelled = Taken back while somebody worked
web-task-lost = Disputes lost
web-task-offers = Offers
web-task-sealed = Sealed: nobody reads it before it is opened.
web-task-jobs = Who does it
web-task-no-jobs = Nobody has taken it yet.
web-task-price = Price
web-task-submitted = Handed in
web-task-changed = Rounds of changes so far
web-task-reviewed = Reviewed by
web-task-quality = Quality, against what was agreed
web-task-earns = What it earns, since less was accepted
web-task-handed-in = What was handed in
web-task-entry = What you enter
web-task-entry-hint = Nobody reads it, not this server either, until entries are opened; then you open it here, with the same text.
web-task-entry-lost = It can be opened in this browser alone: the secret of its seal never leaves it. What is not opened in time takes no part.
web-work-mode-claim = first come, first served
web-work-mode-apply = by application
web-work-mode-contest = contest
web-work-mode-invite = one person is asked
web-work-mode-recurring = comes back
web-work-mode-retainer = by the month
web-work-do-take-task = Take it
web-work-do-apply-for-task = Apply
web-work-do-enter-contest = Enter the contest
web-work-do-withdraw-offer = Withdraw your offer
web-work-do-open-entry = Open your entry
web-work-do-choose-applicant = Choose who does it
web-work-do-award-prizes = Give the prizes
web-work-do-cancel-task = Take the task back
web-work-do-note-progress = Tell how far it has come
web-work-do-hand-in = Hand in
web-work-do-change = Change and hand in again
web-work-do-hand-back = Hand back, undone
web-work-do-review-work = Review
web-work-do-appeal-work = Appeal
web-work-do-dispute-work = Dispute the acceptance
web-work-do-decide-work = Decide
