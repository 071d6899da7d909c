# Pages: what stands on every page, and on the first ones.

web-skip = דילוג אל התוכן
web-nav = ראשי
web-communities = קהילות
web-mine = שלי
web-search = חיפוש
web-theme = בהיר או כהה
web-enter = כניסה
web-community-nav = דפי הקהילה
web-part-home = בית
web-part-decide = החלטות
web-part-work = עבודה
web-part-money = כסף
web-part-people = אנשים
web-part-rules = כללים
web-part-nav = דפי החלק הזה
web-tab-proposals = הצעות
web-tab-polls = סקרים
web-tab-talk = דיון
web-tab-work = משימות
web-tab-review = תרומות
web-tab-rounds = סבבים
web-tab-gifts = תמיכה
web-tab-treasury = הקופה
web-tab-charter = תקנון
web-tab-history = היסטוריה
web-as-of = נכון לבלוק { $height }, { $time }.
web-verify = בדיקה עצמאית
web-json = נתוני הדף
web-help = עזרה
web-design = מראה הדברים
web-signer = רכיב החתימה
web-tryout = זו התנסות במחשב אחד: מפתחות שנוצרים כאן נשארים כאן.
web-demo = הדגמה: האנשים האלה ועברם הם בדיה.
web-demo-nav = על ההדגמה הזאת
web-search-all = חיפוש בכל המקום
web-missing-enter = אם הדף לחברים בלבד, צריך להיכנס כדי לראות אותו.
web-demo-people = לראות דרך עיניו של אחד מהם
web-erased = [נמחק]
web-yes = כן
web-no = לא
web-general-pot = הסעיף הכללי
web-in-detail = בפירוט
web-to-start = לדף הפתיחה
web-code = קוד
web-more = עוד
web-see-all = לכל הפרטים
web-optional = עוד, למי שרוצה
web-unsaid = להשאיר פתוח
web-entry = רשומה
web-add = הוספה
web-asset = במה
web-go-on = להמשיך לחתימה
web-needs-script = לחתימה נדרש JavaScript; לקריאה הוא אינו נדרש.
web-until = עד
web-by-proposal = רק הקהילה עצמה יכולה לעשות זאת: אפשר להציע, ואם ההצעה תתקבל הדבר יבוצע מאליו.
web-act-sentence = למלא, לקרוא על מה חותמים, לחתום.

web-home-title = קהילה שמנהלת את עצמה
web-home-lead = מחליטים יחד, מחזיקים יחד בכסף, והכללים שהסכמתם עליהם מתבצעים מעצמם. בלי מתווכים, ובלי שמישהו צריך ללחוץ בסוף על כפתור.
web-found = הקמת קהילה
web-look-around = לראות מה יש כאן
web-home-decide = להחליט
web-home-decide-more = שואלים, מציעים, מצביעים. מה שהתקבל מתבצע מאליו, בדיוק כפי שנכתב.
web-home-own = להיות בעלים
web-home-own-more = הכסף, הכללים והרישום שייכים לחברות ולחברים. אפשר לקחת את הכול בכל עת.
web-home-check = לבדוק
web-home-check-more = לכל צעד יש אישור רישום שאפשר לבדוק במחשב שלכם, בלי לסמוך על המחשב הזה.
web-home-here = קהילות כאן
web-no-communities = אין כאן עדיין קהילה שגלויה לך.

web-seen-open = גלוי לכול
web-seen-open-outside = גלוי לכול
web-seen-listed = { $members ->
    [one] השם ומה שהוחלט גלויים לכול; השאר רק לחבר או לחברה היחידים
   *[other] השם ומה שהוחלט גלויים לכול; השאר רק לחברות ולחברים: { $members }
}
web-seen-listed-outside = השם ומה שהוחלט גלויים לך; השאר לחברות ולחברים
web-seen-members = { $members ->
    [one] לחברים בלבד: אדם אחד
    [two] לחברים בלבד: שני אנשים
   *[other] לחברים בלבד: { $members } אנשים
}
web-seen-members-outside = לחברים בלבד

web-ask-to-join = בקשת הצטרפות
web-now = עכשיו
web-propose = להציע משהו
web-nothing-open = אין עכשיו שום דבר שמחכה להחלטה.
web-no-money = הקופה ריקה.
web-founded = הוקמה
web-founder = בהקמת
web-season-until = עונת ההקמה עד
web-members-count = { $members ->
    [one] אדם אחד עם זכות הצבעה.
    [two] שני אנשים עם זכות הצבעה.
   *[other] { $members } אנשים עם זכות הצבעה.
}
web-invite = הזמנת אנשים

web-receipt = אישור רישום
web-receipt-sentence = מה עלה בגורלו של דבר שנחתם.
web-what-happened = מה קרה
web-check-this = בדיקה עצמאית
web-check-more = זה רשום בבלוק { $height }. בעזרת עותק של התוכנה כל אחת וכל אחד יכולים לבדוק זאת בלי לסמוך על השרת הזה:
web-done = בוצע
web-refused = נדחה
web-fault = נכשל
web-action = הפעולה
web-when = מתי
web-id = מספר הפעולה
web-block = בלוק
web-place = המקום בו

web-design-lead = כל החלקים שמהם עשויים הדפים, בשני הכיוונים.
web-design-word = אלומה
web-design-sentence = שיבולים רבות שנאגדו לאחת עומדות במקום שכל אחת לבדה הייתה נופלת.
web-for = בעד
web-against = נגד
web-abstain = הימנעות
web-not-yet = טרם
web-threshold = הדרוש
