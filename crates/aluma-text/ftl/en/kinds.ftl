## How a value stands inside a sentence. Wallets sign sentences made of these words (see `says`): a
## change here is a change of what old signatures cover.

kind-yes = yes
kind-no = no
kind-none = nothing
kind-unlimited = without a limit

kind-account = account { $id }
    .named = { $name } (account { $id })
kind-dao = community { $id }
    .named = { $name } (community { $id })
kind-proposal = proposal { $id }
    .named = proposal { $id }, { $name }
kind-poll = poll { $id }
    .named = poll { $id }, { $name }
kind-asset = asset { $id }
    .named = { $name } (asset { $id })
kind-pot = pot { $id }
    .named = the pot { $name } ({ $id })
kind-pot-general = the general pot
    .named = the general pot

kind-amount = { $units } base units of asset { $asset }
kind-votes = { $count ->
    [one] 1 vote
   *[other] { $shown } votes
}
kind-points = { $count ->
    [one] 1 point
   *[other] { $shown } points
}
kind-part-of-all = { $percent } % of all weight
kind-failure = { $title } (refusal { $code })
kind-proof = the proof of key { $key }

kind-text = “{ $text }”
kind-text-erased = (a text that was erased)
kind-text-missing = the text { $id }

kind-time = { $year }-{ $month }-{ $day } { $clock } UTC
kind-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
kind-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
kind-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
kind-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
kind-milliseconds = { $count ->
    [one] 1 millisecond
   *[other] { $count } milliseconds
}

kind-choice = { $label } ({ $values })
kind-list-empty = no items
kind-list = { $count ->
    [one] 1 item ({ $first })
   *[other] { $count } items ({ $first })
}
kind-list-longer = { $count } items ({ $first }; and { $rest } more)
kind-list-sums = { $count ->
    [one] 1 item ({ $first })
   *[other] { $count } items, { $sums } in all ({ $first })
}
kind-list-sums-longer = { $count } items, { $sums } in all ({ $first }; and { $rest } more)

kind-act = ({ $number }) { $sentence }
kind-act-unknown = An action this program cannot read: number { $number }, hash { $hash }.
