# Pages of reward rounds.

web-rounds-lead = סבב מפריש תקציב ומחלק אותו כשהוא נסגר, מעצמו, עד היחידה האחרונה.
web-rounds-none = עוד לא היה סבב. פותחים אותו בהחלטה של החברים, עם התקציב שלו.
web-rounds-propose = להציע סבב
web-rounds-shared = חולק
web-round-open = את כל מה שנאמר בו קוראים מי שקוראים את הקהילה. הוא נסגר, מסתכם ומשלם מעצמו.
web-round-cancelled = הוא בוטל: איש לא קיבל תשלום, והתקציב שוב פנוי.
web-round-praise = להוקיר
web-round-rate = להעריך את מה ששובץ לי
web-round-terms = הסבב
web-round-what = לפי מה הוא מחלק
web-round-budget = תקציב
web-round-steward = ברכזות
web-round-since = מאז
web-round-entries-until = אפשר להוקיר עד
web-round-closes = נסגר
web-round-entries = הוקרות
web-round-own = הוקרות עצמיות
web-round-takers = מי שאולי יקבלו חלק
web-round-parts = מה כל אחת ואחד מקבלים
web-round-no-parts = החלקים מחושבים כשהוא נסגר.
web-round-why-praise = על ההוקרות: הציונים שלהם, מתוך כל הציונים, כפול מה שהלך למי שהוקירו אותם:
web-round-why-rating = על ההערכה: מה שהעריכו, מתוך כל מה שהוערך, כפול מה שהלך למעריכים:
web-round-why-weight = המשקל שלהם, מתוך כל המשקלים, כפול מה שהיה לחלוקה:
web-round-why-rest = כל חלק מעוגל למטה; מה שנותר הולך יחידה אחר יחידה לשאריות הגדולות, ובין שוות לחשבון הנמוך. כך החלקים הם בדיוק השלם.
web-round-said = מה נאמר ואיך הוערך
web-round-no-entries = עוד לא נאמרה בו הוקרה.
web-round-own-entry = הוקרה עצמית: לא נספרת
web-round-score = ציון:
web-round-dismissed = נפסלה
web-round-repeats = חוזרת על { $entry }
web-rounds-by-praise = לפי הוקרות שמדרגים מעריכים שנקבעו
web-rounds-by-immediate = לפי הנקודות שנוספו בזמן הסבב
web-rounds-by-recent = לפי משקל הנקודות בסגירה
web-rounds-by-balanced = קודם למי שקיבלו פחות ממה שנתנו
web-rounds-by-circle = מעגל תודות
web-rounds-by-retro = בדיעבד, לפי פתקי הצבעה
web-round-give = לחלק תודות
web-round-nominate = להגיש מועמדות
web-round-ballot = למלא פתק הצבעה
web-round-each-gives = לכל אחד ואחת יש לתת
web-round-tokens = { $tokens ->
    [one] אסימון אחד
    [two] שני אסימונים
   *[other] { $tokens } אסימונים
}
web-round-givers = מי שכבר נתנו
web-round-nominations-until = מועמדויות עד
web-round-candidates = מועמדים ומועמדות
web-round-ballots = פתקי הצבעה
web-round-gifts = מי נותנים למי
web-round-no-gifts = עוד לא חולק אף אסימון. מה ששומרים לא משלם לאיש.
web-round-no-candidates = עוד לא הוגשה מועמדות.
