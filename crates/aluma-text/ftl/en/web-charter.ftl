# The page of a community's charter.

web-charter = Charter
web-charter-sentence = The rules of this community, as the ledger keeps them.
web-charter-lead = These are the rules as the ledger carries them out. The words are made from the numbers behind them, so they cannot say anything else.
web-charter-contents = Sections
web-charter-numbers = { $count ->
    [one] The number behind it
   *[other] The { $count } numbers behind it
}
web-charter-setting = What is set
web-charter-value = Now
web-charter-range = May be
web-charter-default = By the template
web-charter-same = as the template has it
web-charter-changed = differs from the template
web-charter-propose = Propose a change of this section
web-charter-propose-purpose = Propose other purposes or values
web-charter-shape = What kind of community it is
web-charter-manner = How it decides
web-charter-template = What its charter started from
web-charter-no-template = its manner of deciding alone
web-charter-purpose = What it is for
web-charter-tags = Purposes and values by which it is found
web-charter-no-tags = None were named yet.
web-charter-history = How it came about
web-charter-founded = Founded { $time }, by { $founder }.
web-charter-never = It was never amended: it stands as it was founded.
web-charter-by = Receipt
web-charter-how = Changing the charter is a decision of its own kind: whoever proposes it says what changes, and everybody sees the old and the new words side by side.

# What a number of the charter may be.

setting-between = { $min } to { $max }
setting-flag = yes or no
setting-one-of = one of: { $names }
setting-some-of = { $most ->
    [one] at most one of: { $names }
   *[other] at most { $most } of: { $names }
}
setting-time = a moment
setting-asset = an asset of the community, or none
