# A person's story.

web-story-link = Their story there
web-story-title = The story of { $who }
web-story-lead = What they gave, first: it never fades. What it weighs today, second: that does.
web-story-record = The record: what they gave
web-story-voice = The voice: what it weighs today
web-story-no-record = Nothing of theirs was accepted here yet. What is recorded and judged stands here for good.
web-story-no-voice = Nothing of theirs weighs here yet.
web-story-fades = Half of it fades in
web-story-still = They are away: points stand still since
web-story-penalties = { $many ->
    [one] One penalty stands
   *[other] { $many } penalties stand
}
web-story-whole = The whole community
web-story-column-domain = Domain
web-story-column-gave = Points given
web-story-column-work = By work
web-story-column-praise = By praise
web-story-column-accepted = Accepted pieces
web-story-column-weighs = Points that weigh
web-story-column-tier = Tier
web-story-column-explain = Explained
web-story-column-evidence = Contribution
web-story-column-at = Since
web-story-column-brought = Brought
web-story-column-counts = Counts on the clock
web-story-column-worth = Worth now
web-story-skills = By skill
web-story-past = Before this community
web-story-past-lead = What was given elsewhere, as it was recorded here. It is for the record and weighs nothing.
web-story-past-waits = { $many ->
    [one] One piece waits for whoever gave it to say that it is theirs, in points:
   *[other] { $many } pieces wait for whoever gave them to say that they are theirs, in points:
}
web-story-past-works = { $many ->
    [one] one piece
   *[other] { $many } pieces
}
web-story-past-take = That is mine
web-story-past-all = Piece by piece
web-story-certificate = Certificate
web-story-take-tier = Take up a tier
web-story-praise = Praise
web-story-thank = Thank
web-story-formula = Each piece counts on the clock with its micro-points times two to the power of the time since the landmark over the half-life, rounded down to 2^-40 of a micro-point. What is kept is their sum; what it is worth now is that sum, faded the same way.
web-story-half-life = Half-life
web-story-landmark = Landmark of the clock
web-story-kept = Kept, by work
web-story-worth = Worth now, by work
web-story-kept-soft = Kept, by praise
web-story-worth-soft = Worth now, by praise
web-story-taken = Taken by lost disputes
web-story-given-back = given back
web-story-proof = Each of these rows is proved against the root of a block:
web-story-evidence = Contributions
web-story-no-evidence = No contribution of theirs is told here. Those whose names are hidden come when they were judged.
web-story-work = Work
web-story-abandoned = Abandoned
web-story-thanks = Thanks
web-story-no-thanks = No thanks lately. Thanks are worth no points and are counted nowhere.
