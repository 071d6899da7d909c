# Pages: what stands on every page, and on the first ones.

web-skip = Skip to the content
web-nav = Main
web-communities = Communities
web-mine = Mine
web-search = Search
web-theme = Light or dark
web-enter = Sign in
web-community-nav = Pages of this community
web-part-home = Home
web-part-decide = Decisions
web-part-work = Work
web-part-money = Money
web-part-people = People
web-part-rules = Rules
web-part-nav = Pages of this part
web-tab-proposals = Proposals
web-tab-polls = Polls
web-tab-talk = Discussion
web-tab-work = Tasks
web-tab-review = Contributions
web-tab-rounds = Rounds
web-tab-gifts = Gifts
web-tab-treasury = Treasury
web-tab-charter = Charter
web-tab-history = History
web-as-of = As of block { $height }, { $time }.
web-verify = Check it yourself
web-json = Data of this page
web-help = Help
web-design = How it looks
web-signer = Signer
web-tryout = This is a try-out on one machine: keys that are made here stay here.
web-demo = A demonstration: these people and their past were made up.
web-demo-people = Look around as one of them
web-demo-nav = About this demonstration
web-search-all = Search everywhere
web-missing-enter = If it is for members only, sign in to see it.
web-erased = [erased]
web-yes = yes
web-no = no
web-general-pot = general pot
web-in-detail = In detail
web-to-start = To the start
web-code = Code
web-more = More
web-see-all = See all
web-optional = More, if you like
web-unsaid = Leave it open
web-entry = Entry
web-add = Add one
web-asset = In what
web-go-on = Go on to sign
web-needs-script = Signing needs JavaScript; reading does not.
web-until = until
web-by-proposal = Only the community itself can do this: propose it, and if it passes it happens by itself.
web-act-sentence = Fill it in, read what you sign, sign.

web-home-title = A community that runs itself
web-home-lead = Decide together, hold money together, and let the rules you agreed on carry it out. Nobody in between, and nobody has to press a button at the end.
web-found = Found a community
web-look-around = Look around
web-home-decide = Decide
web-home-decide-more = Ask, propose, vote. What passes is carried out by itself, exactly as it was written.
web-home-own = Own
web-home-own-more = The money, the rules and the record belong to the members. Take all of it with you whenever you like.
web-home-check = Check
web-home-check-more = Every step has a receipt that you can check on your own machine, without trusting this one.
web-home-here = Communities here
web-no-communities = No community here yet that you may see.

web-seen-open = Everybody can see this
web-seen-open-outside = Everybody can see this
web-seen-listed = { $members ->
    [one] Everybody sees the name and what was decided; the rest only its one member
   *[other] Everybody sees the name and what was decided; the rest only the { $members } members
}
web-seen-listed-outside = You see the name and what was decided; the rest is for members
web-seen-members = { $members ->
    [one] Members only: 1 person
   *[other] Members only: { $members } people
}
web-seen-members-outside = Members only

web-ask-to-join = Ask to join
web-now = Now
web-propose = Propose something
web-nothing-open = Nothing is open for a decision.
web-no-money = The treasury is empty.
web-founded = Founded
web-founder = Founded by
web-season-until = Founding season until
web-members-count = { $members ->
    [one] One member with a vote.
   *[other] { $members } members with a vote.
}
web-invite = Invite people

web-receipt = Receipt
web-receipt-sentence = What became of something that was signed.
web-what-happened = What happened
web-check-this = Check this
web-check-more = It stands in block { $height }. With your own copy of the program, anybody can check it without trusting this server:
web-done = Done
web-refused = Refused
web-fault = Failed
web-action = Action
web-when = When
web-id = Number of the transaction
web-block = Block
web-place = Place in it

web-design-lead = Every part that pages are made of, in both directions.
web-design-word = Sheaf
web-design-sentence = Many stalks, bound into one, stand where each alone would fall.
web-for = For
web-against = Against
web-abstain = Abstain
web-not-yet = Not yet
web-threshold = needed
