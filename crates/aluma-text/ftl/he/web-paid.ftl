# מסמך של תשלום, ומה התקבל אצל מישהו.

web-paid-title = תשלום
web-paid-sentence = מי שילם למי, כמה, מתי ועבור מה, כפי שרשום בפנקס.
web-paid-from = שולם על ידי
web-paid-to = שולם אל
web-paid-sum = סכום
web-paid-when = מתי
web-paid-reason = עבור מה
web-paid-reference = אסמכתה
web-paid-decided = הוחלט בהצעה
web-paid-number = מספר המסמך
web-paid-supply = הנפקה
web-paid-holders = מי שמחזיקים ביחידות הבעלות
web-paid-shares = תשואה על בעלות
web-paid-holder = מי שמחזיקים בכסף מחוץ לפנקס
web-paid-outside = מישהו מחוץ לפנקס
web-paid-proves = מה המסמך מוכיח
web-paid-proves-ledger = שהיחידות האלה עברו בפנקס הזה באותו מועד, ומכוח איזו סמכות. מי ששומרים את האישור עם ההוכחה שלו יכולים לבדוק זאת בלי השרת הזה.
web-paid-proves-stated = שהדבר נאמר בפנקס ולא הוגש עליו ערעור בזמן. אם אכן עבר כסף מחוץ לפנקס, אי אפשר לראות מכאן: יש להשוות את האסמכתה למסמכי הבנק.
web-paid-proves-not = המסמך אינו מוכיח את זהותו החוקית של איש, אינו מוכיח ששולם מס ואינו קובע כמה יחידה שווה במקום אחר. הוא אינו חשבונית.
web-paid-ledger = הפנקס
web-paid-receipt = האישור
web-paid-print = אפשר להדפיס את הדף לצורכי הנהלת חשבונות: הכפתורים והתפריטים אינם מודפסים.

web-income-title = מה התקבל
web-income-lead = מה התקבל ומאין, בסיכום כל הרישומים שמותר לך לקרוא.
web-income-sums = בסך הכול
web-income-each = תשלום אחר תשלום
web-income-nothing = לא התקבל דבר שמותר לך לקרוא עליו.
web-income-column-from = מאין
web-income-column-sum = סכום
web-income-column-many = תשלומים
web-income-work = עבודה ושיפוט
web-income-grants = סבבים ומענקים
web-income-programmes = תכניות
web-income-dividends = תשואה על בעלות
web-income-over-time = תשלומים מתמשכים
web-income-gifts = אנשים
web-income-issued = הנפקה
web-income-payments = תשלומים אחרים
web-income-parts = פרישה עם החלק
web-income-paper = המסמך
web-income-link = { $many ->
    [one] מה התקבל: תשלום אחד
   *[other] מה התקבל: { $many } תשלומים
}

web-money-export = כל אלה כטבלה
web-money-late = { $many ->
    [one] תשלום אחד מאחר.
   *[other] { $many } תשלומים מאחרים.
}
