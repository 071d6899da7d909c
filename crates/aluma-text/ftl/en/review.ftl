## Review's ways to say no.

refusal-no-such-contribution = There is no contribution { $evidence } in this community, or it has no such panel or draw.
    .title = No such contribution
    .hint = Check its number. A contribution is drawn for three blocks after it was claimed.
refusal-authors-twice = { $account } is named twice among those who made it, or with no part.
    .title = Authors do not add up
    .hint = Name everybody once, each with a part of at least 1.
refusal-author-not-member = { $account } has no vote in this community, so no points can come to them.
    .title = An author is no member
    .hint = Name members with a vote, or wait until they are admitted.
refusal-skills-not-whole = Skills are named twice, or their weights are not { $whole } together.
    .title = Skills do not add up
    .hint = Name each skill once; their weights are { $whole } together. Without skills the whole work counts in the domain alone.
refusal-size-out-of-range = One contribution claims more than nothing and at most { $most } of work.
    .title = Not a size of work
    .hint = Say how much work it was, counted in hours round the clock. Larger work is claimed in parts; the most is a rule of the charter (review.largest).
refusal-claimed-before = This was claimed already, as contribution { $evidence }.
    .title = Claimed before
    .hint = What is judged once is not judged again under another name. Its author may appeal.
refusal-claims-enough = { $limit ->
    [one] 1 contribution of yours waits to be judged already.
   *[other] { $limit } contributions of yours wait to be judged already.
}
    .title = Enough is waiting
    .hint = Wait until one of them is judged. How many may wait is a rule of the charter (review.claims).
refusal-not-your-work = Somebody else made contribution { $evidence }.
    .title = Not your work
    .hint = Only those who made it can do this. You may dispute its score.
refusal-panel-sits = Contribution { $evidence } is before a panel, or was.
    .title = A panel was drawn
    .hint = A claim can be taken back only until its panel is drawn. If nobody judges it, it ends by itself.
refusal-self-review = You made contribution { $evidence } yourself.
    .title = Nobody judges their own work
    .hint = Others are drawn to judge it.
refusal-not-on-panel = You were not drawn for the panel of contribution { $evidence }, or your time ran out.
    .title = Not on this panel
    .hint = What waits for you stands in the view my-reviews.
refusal-sealed-already = You sealed your rating of contribution { $evidence } already.
    .title = Sealed already
    .hint = A sealed rating is not changed. Open it once all have sealed theirs.
refusal-reveals-closed = The panel of contribution { $evidence } opens no seals now.
    .title = Not the time to open
    .hint = Seals are opened once all have sealed, or the time for it is over, and within a day or what the charter says.
refusal-nothing-sealed = You sealed no rating of contribution { $evidence }.
    .title = Nothing to open
    .hint = Seal a rating first, while the panel takes them.
refusal-revealed-already = You opened your rating of contribution { $evidence } already.
    .title = Opened already
    .hint = Nothing is left for you to do here.
refusal-quality-out-of-range = Quality is a number from 0 to { $most }.
    .title = Not a quality
    .hint = Give 0 for nothing of use, { $most } for what could not be better.
refusal-seal-differs = That is not the rating of contribution { $evidence } that you sealed.
    .title = The seal does not fit
    .hint = Give quality, size and salt exactly as they were when you sealed them.
refusal-not-judged = No panel has judged contribution { $evidence }, or one sits on it again.
    .title = Nothing to bring up again
    .hint = Wait until a panel has judged it.
refusal-judgement-stands = It was judged at { $since }, and the time to bring it up again is over.
    .title = The judgement stands
    .hint = How long one may appeal and dispute is a rule of the charter (review.appeal).
refusal-judged-enough = { $limit ->
    [one] It was judged again once, which is as often as may be.
   *[other] It was judged again { $limit } times, which is as often as may be.
}
    .title = Judged often enough
    .hint = The last judgement holds.
refusal-own-work = Contribution { $evidence } is your own.
    .title = Your own work
    .hint = If you do not agree with its score, appeal.
refusal-stake-not-there = { $points ->
    [one] A dispute stakes 1 point, and you do not have it here.
   *[other] A dispute stakes { $points } points, and you do not have so many here.
}
    .title = Nothing to stake
    .hint = Points count in the domain of the contribution. The stake is a rule of the charter (review.stake).
refusal-paid-work-elsewhere = Work that a task pays for is claimed from the task.
    .title = Claimed from the task
    .hint = Ask a panel to judge it on the page of the work. What nobody pays for here is a contribution.
refusal-claimed-enough = { $account } may claim { $left } more of work in this epoch.
    .title = Enough for this epoch
    .hint = Claim less now, or the rest in the next epoch. How much may be claimed is a rule of the charter (review.most).
refusal-named-enough = Others may claim { $left } more of work for { $account } in this epoch.
    .title = Named enough for this epoch
    .hint = They can claim it themselves, from what they may claim. How much it is is a rule of the charter (review.most).
refusal-asked-for-panel = The panel for contribution { $evidence } was asked for by a task, and is not called off.
    .title = Not taken back
    .hint = Wait for what it finds.
