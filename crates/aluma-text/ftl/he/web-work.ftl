# Pages of work.

web-work-lead = מה צריך להיעשות כאן, מי עושים את זה, ומה קורה מעצמו כשאיש לא עושה דבר.
web-work-publish = להציע עבודה
web-work-column-open = אפשר לקחת
web-work-column-underway = בעבודה
web-work-column-over = הסתיימו
web-work-none-open = אין כרגע משימה פתוחה. מי שצריכים שמשהו ייעשה מציעים אותו כאן, והכסף מופקד בנאמנות.
web-work-none-underway = אין כרגע משימה בעבודה.
web-work-none-over = עוד לא הסתיימה אף משימה.
web-work-whole-board = הלוח כולו
web-work-by-skill = לפי מיומנות
web-work-ideas = רעיונות
web-work-ideas-lead = מה שאפשר לעשות ועוד לא הוצע עליו תשלום. אפשר לקחת רעיון רק אחרי שמתפרסמת עליו משימה.
web-work-move = להעביר אל...
web-work-mine = העבודה שלי כאן
web-work-in-hand = בידיים
web-work-most = לכל היותר, בלי שנבחרת
web-work-accepted = התקבלו עד כה
web-work-outside = פתוחה גם למי שאינם חברים
web-work-places = { $places ->
    [one] מקום אחד
    [two] שני מקומות
   *[other] { $places } מקומות
}
web-work-full = כל המקומות מאוישים.
web-work-else-open = אם לא תילקח, הכסף חוזר
web-work-else-contest = אז נפתחות העבודות שהוגשו; אם לא הוגשו עבודות, הכסף חוזר
web-work-else-resting = אז אפשר לקחת אותה שוב
web-work-else-revealing = מה שלא ייפתח לא ישתתף
web-work-else-judging = אם לא תהיה הכרעה, הבקשה עוברת למעריכים חלופיים
web-work-else-judging-last = אם לא תהיה הכרעה, הפרסים מתחלקים בין כל מי שהגישו
web-work-else-note = אם לא יישמע דבר, המקום מתפנה
web-work-else-due = אם לא תוגש, המקום מתפנה והעבודה נרשמת כנטושה
web-work-else-retainer = אז החודש מוגש מעצמו
web-work-else-review = אם לא תהיה הערכה, הבקשה עוברת למעריכים חלופיים
web-work-else-review-last = אם לא תהיה הערכה, העבודה מתקבלת
web-work-else-review-panel = אם לא תהיה הערכה, יוגרל צוות שיכריע
web-work-else-rejected = אם לא יוגש ערעור, הדחייה נשארת בתוקף
web-work-else-appeal = אם לא תהיה הכרעה, העבודה מתקבלת
web-work-else-hearing = אם לא תהיה הכרעה, הקבלה נשארת בתוקף
web-work-else-accepted = אם לא תיפתח מחלוקת, העבודה משולמת
web-work-else-notice = אז משולם מה שמגיע על ביטול המשימה
web-work-else-waiting = היא מתחילה כשהחלק הקודם מתקבל.
web-task-by-members = בהחלטת החברים או מכוח תפקיד
web-task-work = עבודה
web-task-enter = יש להיכנס כדי לראות מה אפשר לעשות בה.
web-task-nothing = אין לך כרגע מה לעשות בה.
web-task-not-now = אי אפשר לעשות זאת עכשיו: קרה משהו אחר בינתיים, או שזה בידי אחרים.
web-task-serves = לשם מה:
web-task-part-of = חלק ממשימה
web-task-terms = התגמול והתנאים
web-task-payer = מי ביקשו, ואיך משלמים
web-task-pays = תגמול למקום אחד
web-task-fee = למי שמעריכים
web-task-mode = איך מגיעים אליה
web-task-places = מקומות פנויים
web-task-estimate = הערכת זמן
web-task-grace = ואחרי זה, לכל היותר
web-task-reviewer = ההערכה בידי
web-task-whoever-pays = מי שמשלמים
web-task-role = מי שבתפקיד
web-task-changes = סבבי תיקונים
web-task-size = היקף
web-task-hours = { $hours ->
    [one] שעה אחת בערך
    [two] שעתיים בערך
   *[other] { $hours } שעות בערך
}
web-task-skills = מיומנויות
web-task-positive = שתיקה אינה קבלה: אם לא תהיה הערכה בזמן, צוות יכריע.
web-task-silence = אם לא תהיה הערכה בזמן, העבודה מתקבלת ומשולמת.
web-task-parts = חלקים, שכל אחד מהם מוגש, מוערך ומשולם בפני עצמו
web-task-handover = הערות העברה ממי שעשו אותה קודם
web-task-community = הקהילה, בהחלטה
web-task-community-role = הקהילה, מכוח תפקיד
web-task-median = ימים עד תשלום, בדרך כלל
web-task-days = { $days ->
    [0] באותו יום
    [one] יום אחד
    [two] יומיים
   *[other] { $days } ימים
}
web-task-never-paid = עוד לא שולם דבר
web-task-paid = תשלומים
web-task-cancelled = ביטולים באמצע עבודה
web-task-lost = מחלוקות שהוכרעו נגד
web-task-offers = הצעות
web-task-sealed = נעולה: איש לא קורא אותה לפני שתיפתח.
web-task-jobs = מי עושים אותה
web-task-no-jobs = עוד לא נלקחה.
web-task-price = מחיר
web-task-submitted = הוגשה
web-task-changed = סבבי תיקונים עד כה
web-task-reviewed = ההערכה בידי
web-task-quality = איכות, לעומת מה שסוכם
web-task-earns = מה היא מזכה, כי התקבל פחות
web-task-handed-in = מה שהוגש
web-task-entry = מה שמוגש
web-task-entry-hint = איש לא קורא את זה, גם לא השרת הזה, עד שהעבודות נפתחות; אז פותחים כאן, באותו טקסט.
web-task-entry-lost = אפשר לפתוח את זה רק בדפדפן הזה: הסוד של הנעילה לא יוצא ממנו. מה שלא נפתח בזמן לא משתתף.
web-work-mode-claim = הקודם זוכה
web-work-mode-apply = הצעות מחיר
web-work-mode-contest = תחרות
web-work-mode-invite = הזמנה אישית
web-work-mode-recurring = משימה חוזרת
web-work-mode-retainer = ליווי חודשי
web-work-do-take-task = לקחת את המשימה
web-work-do-apply-for-task = להגיש מועמדות
web-work-do-enter-contest = להיכנס לתחרות
web-work-do-withdraw-offer = למשוך את ההצעה
web-work-do-open-entry = לפתוח את החותם
web-work-do-choose-applicant = לבחור מי יבצעו
web-work-do-award-prizes = להעניק פרסים
web-work-do-cancel-task = לבטל את המשימה
web-work-do-note-progress = לדווח התקדמות
web-work-do-hand-in = להגיש
web-work-do-change = לתקן ולהגיש שוב
web-work-do-hand-back = להחזיר בלי לבצע
web-work-do-review-work = להעריך
web-work-do-appeal-work = לערער
web-work-do-dispute-work = לחלוק על הקבלה
web-work-do-decide-work = להכריע
