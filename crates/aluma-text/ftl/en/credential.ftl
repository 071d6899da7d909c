# What a credential says that somebody shows elsewhere.

credential-tier = { $tier } of { $community }
credential-skill = { $skill } in { $community } ({ $tier })
credential-tier-member = Member
credential-tier-contributor = Contributor
credential-tier-core = Core member
credential-tier-steward = Steward
credential-description = { $who } stands at this tier in { $community }, as of block { $height } of its ledger.
credential-criteria = Work and contributions that were accepted and scored by panels of members who were drawn by lot. Points do not travel; the tier does, for 90 days.
credential-mastery = { $skill }: { $tier } ({ $community })
credential-level-knows = knows it
credential-level-can-do = can do it
credential-level-retained = retained it
credential-mastery-description = { $who } learned { $skill } by a course of { $community }, as of block { $height } of its ledger: { $tier }.
credential-mastery-criteria = What was drawn by lot was done where the ledger itself sees it; from "can do it" on, peers accepted something they made. "Retained it" stands after checks at 7, 30 and 90 days. It holds until the next check.
credential-evidence = A row of the ledger that this rests on
