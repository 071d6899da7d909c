# The paper of a payment, and what came in for somebody.

web-paid-title = Payment
web-paid-sentence = Who paid whom, how much, when and for what, as the ledger has it.
web-paid-from = Paid by
web-paid-to = Paid to
web-paid-sum = Sum
web-paid-when = When
web-paid-reason = What for
web-paid-reference = Reference
web-paid-decided = Decided by proposal
web-paid-number = Number of this paper
web-paid-supply = issued
web-paid-holders = the holders of its shares
web-paid-shares = yield on ownership
web-paid-holder = who holds the money outside
web-paid-outside = somebody outside this ledger
web-paid-proves = What this paper proves
web-paid-proves-ledger = That these units moved on this ledger at that time, and by which authority. Whoever saves the receipt with its proof can check it without this server.
web-paid-proves-stated = That it was stated on this ledger and not disputed in time. Whether money really moved outside the ledger cannot be seen from here: hold the reference against the bank's own papers.
web-paid-proves-not = It does not prove who anybody is by law, that tax was paid, or what a unit is worth elsewhere. It is no invoice.
web-paid-ledger = Ledger
web-paid-receipt = Receipt
web-paid-print = Print this page for your books: buttons and menus stay behind.

web-income-title = What came in
web-income-lead = What came in, by where it came from, added up from the facts that you may read.
web-income-sums = In all
web-income-each = Payment by payment
web-income-nothing = Nothing came in that you may read of.
web-income-column-from = From
web-income-column-sum = Sum
web-income-column-many = Payments
web-income-work = work and judging
web-income-grants = rounds and grants
web-income-programmes = programmes
web-income-dividends = yield on ownership
web-income-over-time = payments over time
web-income-gifts = people
web-income-issued = issued
web-income-payments = other payments
web-income-parts = leaving with a part
web-income-paper = the paper of it
web-income-link = { $many ->
    [one] What came in: one payment
   *[other] What came in: { $many } payments
}

web-money-export = All of these as a table
web-money-late = { $many ->
    [one] One payout is late.
   *[other] { $many } payouts are late.
}
