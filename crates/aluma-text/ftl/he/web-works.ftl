## Works that people made: whose they are, and what is paid for them.

web-tab-works = יצירות
web-works-lead = מה שאנשים כאן יצרו, לבד או ביחד: רשום לפי הטביעה שלו, שייך לבעליו בחלקים, ונמכר או בשימוש תמורת מחיר שמתחלק במדויק.
web-works-none = עוד לא נרשמה כאן יצירה.
web-works-register = רישום יצירה
web-work-by = יוצרים:
web-work-use-costs = מחיר שימוש:
web-work-asks = היא תירשם כשכל יוצריה יסכימו; בלי הסכמת כולם, הרישום יבוטל ב־
web-work-agreed = יש הסכמה
web-work-not-yet = עוד אין תשובה
web-work-agree = הסכמה
web-work-decline = סירוב או ביטול
web-work-facts = ברישום
web-work-document = מסמך
web-work-hash = טביעה
web-work-registered-by = הובאה לרישום בידי
web-work-since = מועד
web-work-royalty = תמלוגים
web-work-royalty-how = מכל מה שמשולם כאן לבעלים שאינם מיוצריה, לטובת יוצריה. זה תנאי של הרישום הזה: מי שמוכרים במקום אחר לא משלמים, ואי אפשר לאכוף.
web-work-item = פריט
web-work-whose = של מי היא
web-work-authors = מי יצרו אותה
web-work-owners = מי הבעלים
web-work-parts = { $parts } מתוך { $whole }
web-work-offer = להציע אותה
web-work-uses = שימושים
web-work-no-use = לא מוצע שימוש; כל הבעלים מסכימים למחיר של שימוש.
web-work-each = מכל שימוש:
web-work-use = תשלום על שימוש
web-work-unused = עוד אין מי ששילמו על שימוש.
web-work-used = { $times ->
    [one] שולם על שימוש אחד.
   *[other] שימושים ששולמו: { $times }
}
web-work-times = { $times ->
    [one] שימוש אחד
   *[other] { $times } שימושים
}
web-work-receipt = קבלה { $receipt }
web-work-offers = הצעות
web-work-no-offers = אף פעם לא הוצע דבר ממנה.
web-work-sells = חלקים תמורת
web-work-asks-price = שימוש יעלה
web-work-ends-use = לא יוצע עוד שימוש
web-work-buy = קנייה
web-work-history = בידי מי עברה
