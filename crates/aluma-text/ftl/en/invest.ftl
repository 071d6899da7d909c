## Ways of selling shares and of leaving with one's part to say no.

refusal-no-such-sale = There is no sale { $sale } in this community.
    .title = No such sale
    .hint = Look at the community's sales for its number.
refusal-bad-price = A price is at least 1 base unit for at least 1 base unit, and all of the sale must cost a number that fits.
    .title = Not a price
    .hint = Name both sides of the price, such as 5 base units for a lot of 100.
refusal-bad-goal = Something must be for sale, and the goal lies between 1 and all { $most } units.
    .title = Not such a goal
    .hint = Offer more units, or lower the goal.
refusal-sale-times = A sale, and the time to open bids, lasts at least { $least } and at most { $most }.
    .title = Too short or too long
    .hint = Choose a time between these.
refusal-pays-in-shares = { $asset } is a share: shares are not sold for shares.
    .title = Shares for shares
    .hint = Name an asset of the community that is no share.
refusal-too-many-open = A community has at most { $limit } of these open at a time.
    .title = Too many at a time
    .hint = Wait until one is over, or end one.
refusal-below-book = The units would be sold for less than they are worth: a lot of { $per } is worth { $least } in what is free.
    .title = Less than it is worth
    .hint = Whoever holds some would pay for it. Ask at least that price.
refusal-other-kind-of-sale = { $kind ->
    [auction] This sale is an auction: one bids with a seal and opens the bid later.
    [hatch] This sale has a price and a goal: units are ordered.
   *[fixed] This sale has a price: units are bought at once.
}
    .title = Another kind of sale
    .hint = Look at how the sale finds its price.
refusal-sale-is-over = Sale { $sale } takes no more.
    .title = The sale is over
    .hint = Look at what it came to, and at the community's other sales.
refusal-nothing-to-buy = Nothing is asked for.
    .title = Nothing to buy
    .hint = Ask for at least 1 unit.
refusal-sold-out = { $left ->
    [0] Everything is sold or ordered.
   *[other] Only { $left } units are left.
}
    .title = Not so many are left
    .hint = Ask for as many as are left.
refusal-costs-more = That costs { $cost }, more than you would pay.
    .title = It costs more
    .hint = Ask for fewer units, or pay more.
refusal-pays-otherwise = This sale is paid with { $pay }.
    .title = Another asset
    .hint = Pay with what the sale takes.
refusal-sale-is-full = A sale takes the bids of { $limit } accounts.
    .title = The sale is full
    .hint = Wait for the next sale.
refusal-bid-already = You have a bid in sale { $sale }: each bids once.
    .title = You have bid
    .hint = Keep the salt and open your bid when the time to bid is over.
refusal-no-sealed-bid = You have no sealed bid in sale { $sale }.
    .title = No sealed bid
    .hint = One opens only what one sealed, and once.
refusal-not-the-time = Bids of this sale are opened after { $from } and until { $until }.
    .title = Not the time
    .hint = Open your bid in that time; after it, it is too late.
refusal-bid-seal-broken = What was sealed is something else.
    .title = The seal is another
    .hint = Give the same units, price and salt that you sealed, and sign with the same account.
refusal-deposit-too-small = The deposit must be at least { $needs }.
    .title = The deposit is too small
    .hint = Put as much in trust as you would pay at most: units by price, rounded up; of a bid in steps, all units down to a step at its price, where that is most.
refusal-no-exit-promised = The charter promises nobody that they may leave with their part, or does no more.
    .title = No such promise
    .hint = Read the charter's section on leaving with one's part; only the members can promise it.
refusal-not-the-exit-share = The charter promises it to whoever holds { $asset }.
    .title = Another share
    .hint = Leave with that share.
refusal-not-your-exit = Nobody of you is leaving under number { $exit }, or its notice is over.
    .title = Not yours to take back
    .hint = Look at what leaving would bring for the exits that wait.
refusal-bad-sharing = Income is shared at more than nothing, every { $least } to every { $most }, for at least that long, up to more than nothing.
    .title = Not such a sharing
    .hint = Name a rate above 0 and a time between these.
refusal-no-such-sharing = There is no sharing { $sharing } of income that goes on in this community.
    .title = No such sharing
    .hint = Look at the community's sales for what it shares.
refusal-too-many-left = Since voting began so many left with their part that only { $remain } still share: less than { $least } of before.
    .title = Too many left
    .hint = Whoever stayed can propose it again; only who leaves from then on counts.
refusal-promise-stands = The charter promised whoever holds the share that { $parameter } would not become less to them.
    .title = The promise stands
    .hint = What was promised can be made more, and ends in its own time if it has one.
refusal-bad-steps = The steps of a bid begin with the highest price, and each is at a lower one than the one before.
    .title = Prices do not fall
    .hint = Put what you would buy at one price into one step, and the highest first.
