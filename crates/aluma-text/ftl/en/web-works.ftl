## Works that people made: whose they are, and what is paid for them.

web-tab-works = Works
web-works-lead = What people here made, alone or together: registered by the hash of what it is, owned in parts, sold and used for a price that is divided exactly.
web-works-none = Nothing has been registered here yet.
web-works-register = Register a work
web-work-by = By
web-work-use-costs = A use costs
web-work-asks = It is registered once all of its authors agree; without all of them it is given up on
web-work-agreed = agreed
web-work-not-yet = has not answered
web-work-agree = Agree
web-work-decline = Decline or take back
web-work-facts = On record
web-work-document = Document
web-work-hash = Hash
web-work-registered-by = Brought by
web-work-since = On
web-work-royalty = Royalty
web-work-royalty-how = of whatever is paid here to an owner who made none of it, for its authors. It is a term of this registry: whoever sells elsewhere pays none, and nobody can be made to.
web-work-item = Item
web-work-whose = Whose it is
web-work-authors = Who made it
web-work-owners = Who owns it
web-work-parts = { $parts } of { $whole }
web-work-offer = Offer it
web-work-uses = Uses
web-work-no-use = No use is on offer; all owners agree to what a use costs.
web-work-each = Of each use:
web-work-use = Pay for a use
web-work-unused = Nobody has paid for a use yet.
web-work-used = { $times ->
    [one] Used once.
   *[other] Uses paid for: { $times }
}
web-work-times = { $times ->
    [one] one use
   *[other] { $times } uses
}
web-work-receipt = Receipt { $receipt }
web-work-offers = Offers
web-work-no-offers = Nothing of it was ever offered.
web-work-sells = Parts for
web-work-asks-price = A use is to cost
web-work-ends-use = No use is to be on offer any more
web-work-buy = Buy
web-work-history = Through whose hands it went
