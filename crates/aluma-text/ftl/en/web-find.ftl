# Looking for work and for a community, and taking along what one earned.

web-find-nav = What to look for
web-find-work = Find work
web-find-work-lead = Open tasks of all communities here that everybody may read. You need no account to look.
web-find-work-none = No open task is like that. Ask for less, or look at communities.
web-find-communities = Find a community
web-find-communities-lead = Communities here that everybody may know of, by what they are for.
web-find-communities-none = No community is like that. You can found one.
web-find-by-skill = Skill, in a word
web-find-by-asset = Paid in (symbol)
web-find-by-least = At least
web-find-by-language = Language
web-find-by-tag = What the community is for
web-find-by-outside = Only what people from outside may take
web-find-by-words = Words of its name or purpose
web-find-any = any
web-find-language-en = English
web-find-language-he = Hebrew
web-find-go = Look
web-find-outside = open to people from outside
web-find-estimate = should take
web-find-left = { $left ->
    [one] one place
   *[other] { $left } places
}
web-find-members = { $members ->
    [one] one member
   *[other] { $members } members
}
web-find-joins-open = everybody may join
web-find-joins-application = one applies
web-find-joins-otherwise = one is invited or voted in

web-credential = To be shown elsewhere
web-credential-more = What you earned here, signed by this ledger, for other people's programs. Only you can take it along; it is worth nothing after 90 days.
web-credential-whole = Your tier in the whole community
web-credential-vc = Verifiable Credential
web-credential-badge = Open Badge
