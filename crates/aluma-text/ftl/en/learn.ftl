refusal-no-such-course = There is no course { $course } in this community.
    .title = No such course
    .hint = Look at the community's courses for its number.
refusal-bad-course = { $field ->
    [lessons] A course has at least one lesson.
    [before] Each skill that comes first is named once, and none is the course's own.
    [draws] At least one thing is drawn each time.
   *[used] What is paid when the skill is used must be more than nothing.
}
    .title = A course cannot be so
    .hint = Change that and propose it again.
refusal-teaches-nothing = Programme { $programme } does not pay for learning: { $field ->
    [kinds] it must take parts of courses and nothing else.
    [verifiers] it needs two verifiers of whom one is enough: first what the ledger knows, then a panel or reviewers.
    [clauses] it must ask only for what can be done anew: votes, proposals that are carried out, letting others vote, payments over time.
    [curve] its curve must be a ladder of 300, 200, 100, 150 and 250 parts.
    [caps] its caps must reach for the whole ladder.
    [payout] it must pay at once, not in parts over time.
   *[draws] it has fewer clauses than are to be drawn.
}
    .title = The programme does not pay for learning
    .hint = Terms of a programme never change: open another for the course, and fund it.
refusal-not-a-learner = You did not begin course { $course }.
    .title = Not begun
    .hint = Begin it first.
refusal-learners-belong = { $account } does not belong to this community.
    .title = Only those who belong learn here
    .hint = Members, and those who joined, begin courses and help others. Ask to be admitted.
refusal-own-mentor = Nobody is their own mentor.
    .title = That is you
    .hint = Name another member, or nobody.
refusal-practice-elsewhere = You did not found { $practice }, or it is the community that teaches.
    .title = Not a community for practice
    .hint = Found one of your own first, and name it here.
refusal-learning-is-otherwise = { $stage ->
    [drawing] What you are to do is being drawn.
    [proving] You are to do what was drawn for you.
    [practical] You are to hand in the practical.
    [judged] Peers look at what you handed in.
    [resting] You are asked again later.
    [done] You are through with this course.
   *[lapsed] Your time was over.
}
    .title = You are at another place in the course
    .hint = { $stage ->
    [drawing] It takes a moment.
    [proving] Do it in your community for practice, and then show it.
    [practical] Make something, and hand in its link.
    [judged] Wait for them; those who say nothing in time have nothing against it.
    [resting] The course tells when. Nothing is to be done until then.
    [done] Begin it once more for a check that refreshes the skill.
   *[lapsed] Begin anew: what was proved is proved.
}
refusal-course-is-closed = Nobody begins course { $course } any more.
    .title = The course is closed
    .hint = Whoever began goes on. Look at the other courses of the community.
refusal-learn-first = Skill { $skill } comes first: { $level ->
    [knows] you do not know it,
    [can-do] you cannot do it yet,
   *[retained] you did not retain it yet,
} or have it no more.
    .title = Another skill comes first
    .hint = { $course ->
    [0] No course of the community teaches it now: ask the members for one.
   *[other] Course { $course } teaches it; whoever learned it begins it once more to refresh it.
}
refusal-step-not-done = Of the { $asks ->
    [one] 1 time
   *[other] { $asks } times
} that number { $step } of what was drawn for you asks for, { $has ->
    [0] none is
    [one] 1 is
   *[other] { $has } are
} done since it was drawn.
    .title = Not done yet
    .hint = Only what you do since the draw counts. The course shows each thing and how far you are.
