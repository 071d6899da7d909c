## Ways in which work says no.

refusal-no-such-task = There is no task { $task } here.
    .title = No such task
    .hint = Check its number on the board.
refusal-no-such-job = There is no piece of work { $job } here.
    .title = No such work
    .hint = Check its number; the page of a task lists its work.
refusal-bad-task = { $field ->
    [mode] A task has 1 to 100 places or times, a contest prizes that weigh something, a retainer 1 to 12 months. Contests and retainers have no milestones, and a contest is never left undecided.
    [reward] The reward is nothing, or more in all than any amount can be.
    [skills] The weights of the skills do not add up to 1000.
    [milestones] A task has no milestones or at least two, and each weighs something.
    [open_for] The time in which the task can be taken is nothing, or more than 400 days.
    [estimate] The time that the task should take is nothing, or more than 400 days.
    [grace] More than 400 days are too long to be late.
    [rounds] Changes can be asked for 10 times at most.
   *[from_job] The task is paid out of a pot or out of the price of your work, not both.
}
    .title = A task cannot be so
    .hint = Change this field and publish it again.
refusal-may-not-publish = Tasks of their own are published by members with a vote.
    .title = You may not publish tasks here
    .hint = Join the community, or propose the task to it.
refusal-task-for-members = Task { $task } is for people who belong to the community.
    .title = For members
    .hint = Join the community, or look for tasks that are open to people from outside.
refusal-other-mode = { $mode ->
    [claim] Whoever comes first takes this task.
    [apply] For this task people apply, and whoever pays chooses.
    [contest] This task is a contest.
    [invite] One person was asked to do this task.
    [recurring] Whoever comes first takes this task each time.
   *[retainer] One person was asked to be there for some months.
}
    .title = One comes to this task in another way
    .hint = The page of the task says how.
refusal-task-is-otherwise = { $stage ->
    [open] The task can still be taken.
    [resting] The task rests, and comes back by itself.
    [revealing] Entries of the contest are being opened.
    [judging] The contest waits for its prizes to be given.
    [full] All places of the task are taken.
   *[closed] The task is over.
}
    .title = The task is not at that point
    .hint = The page of the task says how far it has come and what comes next.
refusal-job-is-otherwise = { $stage ->
    [waiting] This part of the work waits for the one before.
    [assigned] The work is being done.
    [submitted] The work was handed in and waits for its review.
    [changing] Changes are being made to the work.
    [rejected] The work was rejected; whoever did it may appeal.
    [hearing] It is being decided whether the work is accepted.
    [accepted] The work was accepted, and its pay is held for a while.
    [notice] The task was taken back.
    [paid] The work was paid.
    [refused] The work was rejected for good.
    [abandoned] The work was not handed in in time.
    [released] The work was handed back, or nothing was heard of it.
   *[cancelled] The task was taken back.
}
    .title = The work is not at that point
    .hint = The page of the work says how far it has come and what comes next.
refusal-pays-themselves = { $account } pays for this task and cannot be paid by it.
    .title = Nobody pays themselves
    .hint = Let somebody else do it.
refusal-reviews-themselves = { $account } would review their own work.
    .title = Nobody reviews themselves
    .hint = Let somebody else do it, or somebody else review it.
refusal-asked-another = Somebody else was asked to do task { $task }.
    .title = It is somebody else's
    .hint = Look for a task that whoever comes first can take.
refusal-no-trust-left = { $slots ->
    [one] { $account } did not hand in 1 piece of work in time, which is as often as trust goes here.
   *[other] { $account } did not hand in { $slots } pieces of work in time, which is as often as trust goes here.
}
    .title = No trust left for now
    .hint = Somebody who knows you can ask you or choose you; each work that is accepted gives trust back.
refusal-enough-in-hand = { $limit ->
    [one] { $account } has 1 piece of work in hand, which is as much as they may take by themselves.
   *[other] { $account } has { $limit } pieces of work in hand, which is as much as they may take by themselves.
}
    .title = Enough in hand
    .hint = Finish or hand back what is in hand; for every three that are accepted, one more is possible.
refusal-bad-group = Somebody of the group stands twice or out of order, weighs nothing, or you are not in it.
    .title = That is no group
    .hint = List everybody who does it once, yourself too, lowest account first, each with a weight.
refusal-group-unsigned = { $account } stands in the group and did not sign.
    .title = Not everybody signed
    .hint = Everybody in the group signs together, and so agrees to the weights.
refusal-not-your-job = Somebody else does work { $job }.
    .title = Not your work
    .hint = Only whoever does it does this; to pass work on, one does it alone.
refusal-not-your-task = Somebody else pays for task { $task }.
    .title = Not your task
    .hint = Only whoever pays does this: the account, or the community that does.
refusal-not-your-review = Somebody else reviews this now.
    .title = Not yours to review
    .hint = The page of the task names its reviewer; the second one is asked where the first misses their time.
refusal-rounds-used = { $limit ->
    [0] This task allows no rounds of changes.
    [one] Changes were asked for once, as often as this task allows.
   *[other] Changes were asked for { $limit } times, as often as this task allows.
}
    .title = No more changes
    .hint = Accept it, also with a lower quality, or reject it with your reasons.
refusal-bad-quality = A quality is { $limit } thousandths of what was agreed at most.
    .title = Nothing is that good
    .hint = 1000 is as agreed; less pays less.
refusal-work-handed-in = Work was handed in and has to be decided on.
    .title = Too late to take it back
    .hint = Review what was handed in: accept it, also with a lower quality, or reject it with your reasons.
refusal-price-beyond-reward = The task offers { $most } at most, and a price is something of that.
    .title = Not a price for this task
    .hint = Name a price up to the reward, in its asset.
refusal-offered-already = You have made an offer for task { $task }.
    .title = One offer each
    .hint = Take it back first to make another one.
refusal-nothing-offered = { $account } made no offer for this task.
    .title = No offer
    .hint = The page of the task lists the offers that there are.
refusal-offers-full = { $limit ->
    [one] A task takes 1 offer.
   *[other] A task takes { $limit } offers.
}
    .title = Enough offers
    .hint = Somebody may take theirs back.
refusal-seal-broken = This is not what you sealed.
    .title = The seal does not fit
    .hint = Open exactly the text that was sealed, with its salt.
refusal-bad-winners = There are fewer prizes, or somebody stands twice or did not open an entry.
    .title = These cannot all win
    .hint = Name people who opened an entry, each once, no more than there are prizes.
refusal-decides-own-work = Whoever did the work, pays for it or reviewed it does not decide on it.
    .title = Nobody judges their own case
    .hint = Somebody else with the role decides, or the members.
refusal-may-not-dispute = Members with a vote and whoever pays may dispute an acceptance, but not of their own work.
    .title = Not yours to dispute
    .hint = Tell a member what is wrong with it.
refusal-beyond-price = The work has { $has } to pass on, and nothing else.
    .title = More than the price
    .hint = Pass on less of it, in the same asset.
refusal-handover-missing = This task comes back, and whoever does it next needs your notes.
    .title = Nothing handed over
    .hint = Say in the handover what they have to know.
refusal-reason-missing = Whoever did the work is to be told why.
    .title = No reasons
    .hint = Give your reasons, one for each criterion of the task.
refusal-panel-decides = A drawn panel decides on this work, as contribution { $evidence }.
    .title = A panel decides
    .hint = The members decide only where no panel can.
refusal-work-claimed = A panel was asked to judge this work already, as contribution { $evidence }.
    .title = Judged once
    .hint = If you do not agree with what it finds, appeal about the score of the contribution.
refusal-claim-over = A panel could be asked for until { $since }.
    .title = Too late to ask
    .hint = How long one may ask is a rule of the charter (panel.claim).
refusal-nobody-to-judge = Too few may judge this work: nobody does who made it, pays for it or reviewed it.
    .title = Nobody to judge it
    .hint = Ask again when more members judge, within the time to ask.
refusal-skill-missing = The task asks for { $points ->
    [one] 1 point
   *[other] { $points } points
} in skill { $skill }; { $account } has { $has }.
    .title = Not enough in a skill
    .hint = Points in a skill come from work that a panel finds good and that names the skill.
refusal-points-missing = The task asks for { $points ->
    [one] 1 point
   *[other] { $points } points
} { $domain ->
    [0] in the community
   *[other] in domain { $domain }
}; { $account } has { $has }.
    .title = Not enough points
    .hint = Points come from work that a panel finds good there.
refusal-panel-below = At least { $least } of each place is set aside for a panel.
    .title = Too little for a panel
    .hint = Say more for the panel. The least share is a rule of the charter (panel.share).
refusal-draft-twice = The list names no idea, or one twice.
    .title = Not such a list
    .hint = Name each idea once.
refusal-no-such-draft = There is no idea { $draft } here.
    .title = No such idea
    .hint = Look at the ideas (view drafts).
refusal-not-your-draft = Somebody else brought the idea at place { $place } of the list.
    .title = Another's idea
    .hint = Whoever brought it changes it, or the community by a proposal or a role. Bring yours under another reference.
refusal-may-not-draft = Admitted members write ideas for work down.
    .title = For members
    .hint = Join the community, or tell a member.
refusal-mastery-missing = The task asks for skill { $skill }, learned here: { $account } { $level ->
    [knows] does not know it,
    [can-do] cannot do it yet,
   *[retained] did not retain it yet,
} or has it no more.
    .title = A skill is missing
    .hint = { $course ->
    [0] No course of the community teaches it now: ask the members for one.
   *[other] Course { $course } teaches it. Whoever learned it refreshes it by its next check, or by paid work that takes it.
}
