## Ways of a programme to say no.

refusal-no-such-programme = There is no programme { $programme } in this community.
    .title = No such programme
    .hint = Look at the community's programmes for its number.
refusal-no-such-reward-claim = There is no reward claim { $claim } in this community.
    .title = No such claim
    .hint = Look at the programme's claims for its number.
refusal-bad-programme = { $field ->
    [kinds] Claims bring at least one kind of evidence, each named once.
    [verifiers] Each verifier has what it asks: clauses; accounts, each once; a bond, a rate, a number that can be reached. Attestors stand in one place only.
    [need] At least one verifier must say yes, and no more than there are.
    [curve] The curve is worth nothing, or its steps do not rise.
    [caps] Each cap must be more than nothing.
    [group] All whom one member brought may together have no less than one of them.
    [epoch] An epoch lasts more than nothing and at most 1,100 days.
    [payout] A reward is vested in 2 to 24 parts.
    [window] Unless the ledger alone verifies, claims can be challenged for some time.
    [auditors] Who audits needs a role.
   *[lasts] A programme lasts more than nothing and at most 1,100 days.
}
    .title = A programme cannot be so
    .hint = Change that term and propose it again.
refusal-reward-on-reward = A programme does not pay for having { $asset }, which it pays itself.
    .title = No reward on a reward
    .hint = Leave that clause out, or ask for something else.
refusal-multiplier-by-rewards = What somebody has of { $asset } came from this programme and would raise what it pays.
    .title = Rewards buy no multiplier
    .hint = Go by a score, by points, or by another asset.
refusal-audit-missing = Attestors alone would be believed, and nothing of what they say is audited.
    .title = An audit is missing
    .hint = Name an audit rate and a role that audits, or ask for another verifier beside them.
refusal-payer-only-verifier = { $account } would pay and verify.
    .title = Who pays is never the only verifier
    .hint = Let others verify, or others pay.
refusal-programme-is-otherwise = { $state ->
    [draft] Nothing lies in trust for the programme yet.
    [live] The programme takes claims, or its time is over.
    [paused] The programme is paused.
    [closing] The programme takes no more claims.
   *[closed] The programme is over.
}
    .title = The programme stands otherwise
    .hint = Look at how far the programme has come; one without money can be funded, a paused one resumed.
refusal-too-many-funds = A programme is paid out of at most { $limit } escrows at a time.
    .title = Too many escrows
    .hint = Wait until the oldest is used up, or give more at once.
refusal-rewards-otherwise = The programme pays in { $asset }.
    .title = Another asset
    .hint = Give what the programme pays in.
refusal-kind-not-asked = The programme does not ask for such evidence.
    .title = Not that kind
    .hint = Look at the programme's terms for what it asks for.
refusal-evidence-used = The same evidence was brought before.
    .title = Brought before
    .hint = Each piece of evidence counts once, however it is spelled. Bring another.
refusal-not-yet = Clause { $clause } does not hold yet.
    .title = Not yet
    .hint = Look at the programme: it tells how far you are with each clause.
refusal-cap-reached = One person earns at most { $limit } base units of it, less while they are new, and nothing of that is left for now.
    .title = As much as one may
    .hint = Claim again in the next epoch, or when you belong for longer.
refusal-epoch-spent = The present epoch has nothing left; the next one begins at { $from }.
    .title = The epoch is spent
    .hint = Claim then. Where too little lies in trust, anybody may fund the programme.
refusal-not-an-attestor = { $account } is none of the programme's attestors.
    .title = Not an attestor
    .hint = The programme's terms name those who attest; each resigns for themselves, and the community revokes.
refusal-not-yours-to-confirm = Others confirm claim { $claim }.
    .title = Not yours to confirm
    .hint = Its panel, its reviewers or, in an audit, those who hold the auditors' role do.
refusal-own-reward = Claim { $claim } is your own, or you spoke for or against it.
    .title = Your own
    .hint = Leave it to somebody who has nothing to do with it.
refusal-claim-is-otherwise = { $state ->
    [submitted] The claim waits for its verifiers.
    [drawing] The claim is being drawn for an audit.
    [audited] The claim waits for an auditor.
    [pooled] The claim waits for its epoch to be shared.
    [challengeable] The claim can be challenged.
    [challenged] The claim is challenged.
    [frozen] The claim waits for the community's judgement.
    [payable] The claim is being paid in parts.
    [paid] The claim is paid.
    [rejected] The claim was rejected.
   *[slashed] The claim was found untrue.
}
    .title = The claim stands otherwise
    .hint = Look at how far the claim has come.
refusal-said-before = You have spoken on claim { $claim } before.
    .title = Said before
    .hint = Wait for what comes of it.
refusal-bond-missing = Whoever attests here answers with a bond of at least { $least }.
    .title = The bond is too low
    .hint = Post more.
refusal-attested-enough = You attest at most { $limit } claims in an epoch, and answer for so many at a time.
    .title = Attested enough
    .hint = Go on in the next epoch, or when earlier claims are over.
refusal-attestor-is-revoked = { $account } attests here no more.
    .title = Revoked
    .hint = Another programme may name them again.
refusal-not-your-practice = A community for practice is one that you founded yourself, and not this one.
    .title = Not your practice
    .hint = Found one, and do there what the programme asks.
refusal-not-your-work-to-claim = Work { $job } is not yours, is not there or was not accepted.
    .title = Not your work
    .hint = Name a piece of work that you did and that was accepted.
refusal-bad-score = A score is at least 1 and at most { $most }.
    .title = No such score
    .hint = Give another, or leave it out.
refusal-earners-belong = { $account } does not belong here.
    .title = Only those who belong
    .hint = Join the community first.
refusal-group-claimed = All whom the same member brought claimed { $limit } times in this epoch, as often as they may together; the next one begins at { $from }.
    .title = Claimed often enough
    .hint = Claim then. Whoever gave something that others accepted shares no limit with anybody.
