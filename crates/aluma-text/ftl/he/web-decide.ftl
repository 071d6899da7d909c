# Pages of decisions: proposals, composing one, polls.

web-open-now = פתוח עכשיו
web-decided = הוכרע
web-nothing-decided = עדיין לא הוכרע דבר.
web-newer = חדשות יותר
web-vote-until = הצבעה עד
web-proposed-by = הוצע על ידי
web-track = מסלול החלטה:
web-what-it-does = מה ייעשה
web-why = מדוע
web-why-hint = למה רוצים להגיע, ומה אפשר לטעון נגד.
web-how-it-stands = מצב ההצבעה
web-your-vote = הקול שלך
web-timeline = לוח הזמנים
web-who-voted = מי הצביעו, ומדוע
web-step-opened = פורסמה
web-step-voting = תחילת ההצבעה
web-step-deadline = סוף ההצבעה
web-step-confirming = בתקופת אישור מאז
web-step-decided = הוכרעה
web-step-enact = ביצוע החל מ־
web-step-ended = הסתיימה
web-outcome = מה עלה בגורלה
web-withdraw = הסרת ההצעה
web-sponsor = תמיכה בהצעה
web-sponsor-more = התמיכה עוזרת להצעה לעלות לסדר היום; היא אינה הצבעה.
web-tell-outcome = לספר מה יצא מזה
web-at-most = לכל היותר
web-leaves = יוצא מהקופה:
web-receives = לקבלת
web-and-others = { $others ->
    [one] ועוד אחד או אחת
    [two] ועוד שניים
   *[other] ועוד { $others }
}
web-runs = יוצא מהקופה ב־30 יום:
web-issues = הנפקה:
web-membership-of = שינוי בחברות של
web-seat-in = שינוי בחברות של הקהילה הזאת אצל
web-nothing-else = שום דבר אחר אינו אפשרי: כל חריגה מכך תידחה בזמן הביצוע.
web-rules-change = כללים שישתנו
web-today = היום:
web-then = לפי ההצעה:
web-rule = הכלל
web-sign-in-to-vote = יש להיכנס כדי לראות מה משקל הקול שלך כאן, וכדי להצביע.
web-vote-not-yet = ההצבעה עוד לא התחילה. תחילתה:
web-weight-recused = אין לך קול בהצעה הזאת: היא נוגעת לך, או שהתועלת שלך ממנה גדולה מדי.
web-weight-not-member = אין לך קול כאן, משום שלא התקבלת לחברות. אפשר לבקש להצטרף; הקול ייחשב בהצעות שייפתחו אחרי הקבלה.
web-weight-none-yet = לקול שלך אין משקל בהצעה הזאת: קובע מה שהיה ברשותך כשפורסמה. בהצעה הבאה הוא ייחשב.
web-weight = משקל הקול שלך: { $weight } מתוך { $total }, שהם { $part } מכל הקולות האפשריים.
web-delegated-to = הקול שלך נמצא בידי
web-delegated-more = אם תצביעו בעצמכם, הקול שלכם ייחשב במקומו.
web-carries = { $others ->
    [one] בידך גם קול של אדם נוסף, { $weight }, אלא אם יצביע בעצמו.
    [two] בידך גם קולות של שני אנשים נוספים, { $weight }, אלא אם יצביעו בעצמם.
   *[other] בידך גם קולות של { $others } אנשים נוספים, { $weight }, אלא אם יצביעו בעצמם.
}
web-explain = מאיפה המספר הזה?
web-basis = מוחזק { $held }, ומתוכו נחשב { $counts }.
web-basis-mix = { $weight } מההצבעה נקבעים לפי זה, ומתוכם { $part } שלך: { $gives }.
web-basis-nobody = עוד אין ממנו לאיש, ולכן השאר קובע לבדו.
web-full-from = הכול ייחשב החל מ־
web-snapshot = קובע מה שהוחזק בבלוק { $height }, האחרון לפני הפרסום.
web-you-voted = הצבעת
web-vote-final = הקול שלך סופי.
web-vote-changeable = אפשר לשנות אותו עד סוף ההצבעה.
web-reason = מדוע (לא חובה)
web-reason-hint = גלוי לכל מי שרואה את ההצעה.
web-choose = מה דעתך?
web-make-final = זה סופי: לא אשנה את קולי
web-vote = להצביע
web-change-vote = לשנות את קולי
web-nobody-voted = עדיין אין קולות.
web-without-reason = בלי נימוק
web-ballots-root = הקולות שמורים ביומן תחת השורש
web-least-for = המינימום בעד
web-voted = הצביעו { $voters } מתוך { $eligible }.
web-quorum = נדרשים לפחות { $support } בעד, מתוך { $total }.
web-did-pass = ההצעה התקבלה.
web-would-pass = אילו נסגרה ההצבעה עכשיו, ההצעה הייתה מתקבלת.
web-did-fail = ההצעה לא התקבלה:
web-would-fail = אילו נסגרה ההצבעה עכשיו, ההצעה לא הייתה מתקבלת:
web-fails-nobody = לא היו קולות בעד או נגד.
web-fails-no-yes = אין קולות בעד.
web-fails-threshold = לא הושג הרוב הדרוש בין מי שבחרו צד.
web-fails-quorum = לא הושג המניין החוקי.
web-needs-majority = נדרשים יותר בעד מנגד.
web-needs-share = מבין הנוקטים עמדה, נדרשים בעד: { $share }.
web-needs-count = נדרשים { $weight } בעד, ויהיה אשר יהיה מספר האחרים.

web-propose-lead = מה תעשה הקהילה? אם ההצעה תתקבל, הדבר יבוצע מאליו.
web-propose-resolve = לומר משהו יחד
web-propose-resolve-more = עמדה, הסכמה, תודה. הדבר אינו מזיז כסף ואינו משנה כלל.
web-propose-transfer = לשלם למישהי או למישהו
web-propose-transfer-more = פעם אחת, מן הקופה.
web-propose-amend = לשנות כלל
web-propose-amend-more = שורה אחת או כמה שורות בתקנון.
web-propose-admit = לקבל לחברות
web-propose-admit-more = עם זכות הצבעה.
web-propose-give-role = לתת תפקיד
web-propose-give-role-more = מי רשאים לעשות מה בשם כולם, ועד מתי.
web-propose-stream = לשלם לאורך זמן
web-propose-stream-more = סכום לכל חודש, כל עוד הוא מגיע.
web-propose-other = כל השאר
web-propose-sign = להמשיך לחתימה
web-domain-identity = חשבונות
web-domain-dao = הקהילה
web-domain-treasury = כסף
web-domain-governance = החלטות
web-domain-discussion = דיון
web-title = במה מדובר?
web-title-hint = שורה אחת שמובנת לכולם.
web-another-step = צעד נוסף באותה הצעה
web-step-what = מה עוד?
web-preview = לראות מה ייעשה
web-who-decides = מי מחליטים
web-eligible = { $eligible ->
    [one] אדם אחד עם זכות הצבעה.
    [two] שני אנשים עם זכות הצבעה.
   *[other] { $eligible } אנשים עם זכות הצבעה.
}
web-lasts = משך ההצבעה: { $period }. אחריה תקופת המתנה לביצוע: { $delay }.
web-recused = מנועים מהצבעה:

web-polls-lead = סקר שואל ואינו מחייב.
web-ask = לשאול שאלה
web-ask-sign = להמשיך לחתימה
web-no-polls = עוד לא נשאלה כאן שום שאלה.
web-poll-open = פתוח
web-poll-closed = סגור
web-answers = { $answers ->
    [0] אין עדיין תשובות
    [one] תשובה אחת
    [two] שתי תשובות
   *[other] { $answers } תשובות
}
web-question = השאלה
web-option = אפשרות { $place }
web-asked-by = נשאל על ידי
web-answers-so-far = התשובות
web-answer-single = בחירה אחת
web-answer-multiple = כמה בחירות שרוצים
web-answer-score = ציון לכל אפשרות, מ־0 עד 10
web-answer-ranked = סידור לפי העדפה, מהטובה ביותר
web-poll-lasts = כמה זמן השאלה פתוחה?
web-your-answer = התשובה שלך
web-came-first = במקום הראשון:
web-counts-ranked = המספר אומר על כמה אפשרויות אחרות היא גוברת.
web-counts-score = המספר הוא סכום הציונים.
web-sign-in-to-answer = יש להיכנס כדי לענות.
web-answer = לענות
web-change-answer = לשנות את תשובתי
web-rank = מקום { $place }
