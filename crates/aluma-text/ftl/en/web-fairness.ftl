# The report of fairness.

web-fairness-title = How fairly things are shared here
