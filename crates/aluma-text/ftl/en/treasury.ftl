## The treasury's ways to say no.

refusal-no-such-asset = There is no such asset: { $asset }.
    .title = No such asset
    .hint = Check the number or the symbol; the treasury's page lists the assets of a community.
refusal-no-such-pot = The community { $dao } has no pot with the number { $pot }.
    .title = No such pot
    .hint = The treasury's page lists the pots; the general one is 0.
refusal-nothing-to-pay = Nothing would be moved: a sum is zero or a list is empty.
    .title = Nothing to pay
    .hint = Name at least one unit for everybody in the list.
refusal-paid-to-itself = Payer and payee are the same.
    .title = Paid to itself
    .hint = Name another account or another pot.
refusal-payee-twice = The account { $account } stands twice in the list.
    .title = One payee twice
    .hint = Add its sums up into one row.
refusal-sum-too-large = The rows add up to more than any amount can be.
    .title = Too large a sum
    .hint = Check the units: they are base units, without a decimal point.
refusal-supply-too-large = There would be more units of { $asset } than any amount can be; at most { $most } may still be issued.
    .title = Too large a supply
    .hint = Issue at most { $most } base units.
refusal-not-enough = { $asked } is asked for and { $has } is there.
    .title = Not enough
    .hint = Pay at most { $has }.
refusal-not-enough-free = { $asked } is asked for and { $free } is free in pot { $pot }; the rest of it is promised to something else.
    .title = Not enough is free
    .hint = Pay at most { $free }, pay from another pot, or release first what was set aside.
refusal-beyond-velocity = { $asked } is asked for, and by the charter { $room } may leave the treasury now.
    .title = Too much in too short a time
    .hint = Pay at most { $room } now; more becomes possible as payments of the last 7 and 30 days grow old.
refusal-beyond-mint-cap = { $asked } is asked for, and by the charter { $room } may be issued now.
    .title = Too much is issued in too short a time
    .hint = Issue at most { $room } now; more becomes possible 30 days after the last issue.
refusal-already-paid = This list was already paid under its reference, { $at }.
    .title = Already paid
    .hint = There is nothing left to do.
refusal-reference-taken = Another list was paid under this reference, { $at }.
    .title = The reference is taken
    .hint = If this is another payment, give it another reference; if it is a correction, pay only the difference.
refusal-only-the-dao = Only a community, by a proposal that passed, fills the field “{ $field }” in this way.
    .title = Not for one's own account
    .hint = Leave the field out, or put the action into a proposal.
refusal-only-the-member = Only who signs for their own account fills the field “{ $field }” in this way.
    .title = Not for a proposal
    .hint = Let whoever pays sign it, or say in the proposal that the money is already there.
refusal-symbol-taken = The community has { $asset } with this symbol.
    .title = The symbol is taken
    .hint = Choose another symbol, or issue more of that asset.
refusal-symbol-twice = Two of the assets have the same symbol.
    .title = One symbol twice
    .hint = Give each asset a symbol of its own.
refusal-too-many-decimals = An asset with { $decimals } decimals is asked for; at most { $limit } are possible.
    .title = Too many decimals
    .hint = Choose at most { $limit }; 2 is usual for money and 18 for tokens.
refusal-too-many-assets = The community has { $limit } assets, as many as a community may have.
    .title = Too many assets
    .hint = Issue more of one of them.
refusal-pot-twice = A pot's name stands twice in the list, or is “general”, which every community has.
    .title = One pot twice
    .hint = Give each pot a name of its own.
refusal-not-your-asset = Another community issues { $asset }.
    .title = Another community's asset
    .hint = Only its own community may issue it, by a decision.
refusal-no-such-reservation = Nothing is set aside under the number { $number }.
    .title = No such reservation
    .hint = It may have ended by itself or have been released; the treasury's page lists what is set aside.
refusal-reserved-otherwise = What is set aside under the number { $number } lies in another pot or is of another asset.
    .title = Set aside otherwise
    .hint = Name the pot and the asset that the treasury's page shows for it.
refusal-holds-too-little = Joining here takes { $needed } base units of one asset that the charter lets in.
    .title = Too little to join
    .hint = Come back when you hold as much, or ask a member to invite you.
refusal-not-your-pot = The pot belongs to another community, { $dao }.
    .title = Another community's pot
    .hint = Issue into a pot of your own, then pay.
refusal-not-your-payment = The income names { $payer } as the payer, and you pay.
    .title = Somebody else's payment
    .hint = Leave the payer out; who pays is recorded.
refusal-books-of-another-dao = The action names the community { $dao }, and another one decides.
    .title = Another community
    .hint = Name the community that decides, or propose it there.
refusal-nothing-to-issue = Nothing would be issued.
    .title = Nothing to issue
    .hint = Name at least one unit; only a new asset may begin with none.
refusal-whose-balances = Neither a community nor an account is named.
    .title = Whose balances?
    .hint = Name one of them, or ask with your own key for your own.

## The charter's sentences on money.

charter-velocity-week = { $extent ->
    [whole] Nothing limits what may leave the treasury within 7 days.
    [nothing] Nothing may leave the treasury within 7 days.
   *[part] Of what is free in one asset, at most { $value } may leave the treasury or be set aside within any 7 days.
}
charter-velocity-month = { $extent ->
    [whole] Nothing limits what may leave the treasury within 30 days.
    [nothing] Nothing may leave the treasury within 30 days.
   *[part] Of what is free in one asset, at most { $value } may leave the treasury or be set aside within any 30 days.
}
charter-mint-cap = { $extent ->
    [whole] Nothing limits how much of an asset may be issued anew.
    [nothing] Nothing may be issued anew of an asset that there is.
   *[part] Within any 30 days at most { $value } of what there is of an asset may be issued anew, so no holder's part shrinks faster.
}
