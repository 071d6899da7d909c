# The report of fairness.

web-fairness-title = כמה הוגנת החלוקה כאן
