# What a credential says that somebody shows elsewhere.

credential-tier = { $tier } of { $community }
credential-skill = { $skill } in { $community } ({ $tier })
credential-tier-member = Member
credential-tier-contributor = Contributor
credential-tier-core = Core member
credential-tier-steward = Steward
credential-description = { $who } stands at this tier in { $community }, as of block { $height } of its ledger.
credential-criteria = Work and contributions that were accepted and scored by panels of members who were drawn by lot. Points do not travel; the tier does, for 90 days.
credential-evidence = A row of the ledger that this rests on
