# הקמה, הצטרפות והזמנה.

web-found-title = הקמת קהילה
web-found-lead = די בארבע תשובות. לכל השאר יש ברירות מחדל, והקהילה יכולה לשנות הכול אחר כך.
web-found-as = ההקמה בשם
web-found-nobody = כדי להמשיך צריך להיות מוכרים כאן. מי שמפעילים את המקום, או מי שחברים באחת הקהילות כאן, נותנים קישור הזמנה; בעזרתו בוחרים שם ויוצרים מפתח גישה, וזה עניין של דקה. מי שכבר היו כאן פשוט נכנסים.
web-found-have-link = יש לי קישור הזמנה
web-found-button = להמשיך לחתימה
web-found-name = איך קוראים לה?
web-found-name-hint = כמו שיאמרו אותה בפה.
web-found-purpose = למה היא קיימת?
web-found-purpose-hint = משפט או שניים. מי שמוזמנים קוראים אותם לפני הכול.
web-found-joining = מי יכולים להצטרף?
web-found-joining-invitation = מי שחבר או חברה מזמינים
web-found-joining-invitation-more = הבחירה הרגילה בין אנשים שמכירים זה את זה.
web-found-joining-application = מי שמבקשים
web-found-joining-application-more = אם אין התנגדות בתוך כמה ימים הם מתקבלים; די בהתנגדות אחת כדי שתהיה הצבעה.
web-found-joining-vote = מי שהחברים מצביעים בעד קבלתם
web-found-joining-vote-more = אין מתקבלים על סמך מילה של אדם אחד.
web-found-joining-open = כולם
web-found-joining-open-more = ההצבעה היא אז לפי יחידות בעלות, כי מי שמצטרפים באין מפריע היו יכולים להכריע את החברים: ההתחלה היא ב־100 יחידות, והחברים מנפיקים עוד.
web-found-manner = איך מחליטים?
web-found-manner-small-circle = חוג קטן
web-found-manner-small-circle-more = מעטים שמכירים זה את זה: הצבעות קצרות, קולות סופיים, סכומים קטנים משולמים באותה דקה.
web-found-manner-assembly = אסיפה
web-found-manner-assembly-more = רבים שמצביעים בעצמם, ויש להם זמן לחשוב.
web-found-manner-delegates = נציגים
web-found-manner-delegates-more = רבים שנותנים ייפוי כוח להצבעה למי שהם סומכים עליהם.
web-found-more = עוד: כינוי, סוג הקהילה, מי רואים אותה, כסף ראשון
web-found-handle = כינוי
web-found-handle-hint = השם הקצר שלה בכתובות, שאין לאף קהילה אחרת. הוא נגזר מן השם, ואפשר לשנות אותו.
web-found-any-handle = קהילה
web-found-template = איזה סוג של קהילה זו?
web-found-template-unsaid = לא סוג מסוים
web-found-template-unsaid-more = הכללים של אופן ההחלטה, ולא יותר.
web-found-template-service-collective = קואופרטיב שירותים
web-found-template-service-collective-more = אנשים שעובדים יחד למען אחרים ומתחלקים בהכנסות לפי מה שכל אחד ואחת מהם עשו.
web-found-template-protocol-steward = נאמני פרוטוקול
web-found-template-protocol-steward-more = מי ששומרים על קוד ועל קופה שאחרים נשענים עליהם: כסף איטי, כללים איטיים ממנו, ועצירה מהירה.
web-found-template-learning-community = קהילה לומדת
web-found-template-learning-community-more = קל להצטרף, סכומים קטנים מוכרעים מהר, ולמי שמלמדים יש קול משלהם.
web-found-template-investment-club = מועדון השקעות
web-found-template-investment-club-more = מי שמשקיעים יחד: מה שכל אחד ואחת השקיעו מצביע על מה שקונים.
web-found-template-philanthropic-fund = קרן פילנתרופית
web-found-template-philanthropic-fund-more = כספי תמיכה שנאמנים מעבירים הלאה למטרה, לעיני כול.
web-found-visibility = מי רואים אותה?
web-found-visibility-unsaid = לפי סוג הקהילה
web-found-visibility-unsaid-more = כולם, אלא אם הסוג אומר אחרת.
web-found-visibility-open = כולם
web-found-visibility-open-more = כל אחת וכל אחד קוראים הכול.
web-found-visibility-listed = השם וההחלטות
web-found-visibility-listed-more = השם, המטרה ומה שהוחלט גלויים לכול; את השאר קוראים החברות והחברים.
web-found-visibility-members = חברות וחברים בלבד
web-found-visibility-members-more = אחרים אינם יכולים אפילו לדעת שהיא קיימת. מי שמפעילים את השרת רואים אותה בכל זאת.
web-found-money = להתחיל עם כסף בקופה
web-found-money-hint = יחידה לספור בה, למשל שקלים שמונחים בחשבון הבנק של הקהילה; הפנקס שומר מי רשאים להחליט עליהם.
web-found-symbol = איך קוראים ליחידה?
web-found-symbol-hint = סימן קצר באותיות לטיניות, כמו ILS או EUR.
web-found-supply = כמה יש שם עכשיו?
web-found-supply-hint = הכול נכנס לסעיף הכללי בקופה.
web-found-season = כמה זמן נמשכת עונת ההקמה?
web-found-season-unsaid = 30 יום
web-found-season-hint = בעונת ההקמה מי שמתקבלים מצביעים מיד במלוא הקול; אחריה קול חדש יכול לגדול עם הזמן.
web-found-everything = כל השדות שיש: צוותים, תפקידים, סעיפים, כללים
web-found-next = ומה עכשיו?
web-found-next-invite = להזמין את השאר: קישור אחד לכולם
web-found-next-key = להוסיף מפתח שני או אנשי קשר לשחזור, לפני שמגיע כסף
web-found-next-charter = לקרוא את הכללים שנקבעו בהקמה

web-join-title = הצטרפות
web-join-sentence = הזמנה. רואים לאן היא מובילה לפני שמחליטים.
web-join-lead = אפשר לפתוח את קישור ההזמנה שקיבלת: כאן רואים לאן הוא מוביל לפני שמחליטים.
web-join-needs-script = כדי לקרוא הזמנה נדרש JavaScript: הסוד שבקישור אינו יוצא מן המכשיר שלך.
web-join-link = קישור ההזמנה
web-join-link-hint = מי שהגיעו דרך הקישור ימצאו אותו כאן; אחרת אפשר להדביק אותו.
web-join-handle = בחירת שם
web-join-handle-hint = אותיות קטנות בכתב אחד, ספרות ומקפים, בין 2 ל־32 תווים: כך רואים אותך כאן. אפשר בעברית.
web-join-note = כמה מילים על עצמך, אם רוצים
web-join-note-hint = החברות והחברים קוראים אותן.
web-join-as = ההצטרפות בשם
web-join-button = להצטרף
web-join-passkey = להצטרף במפתח גישה
web-join-wallet = בארנק
web-join-passkey-hint = את מפתח הגישה יוצר המכשיר שלך, בטביעת אצבע, בזיהוי פנים או בנעילת המסך. אין סיסמה לזכור ואין מה להתקין.
web-join-have-account = כבר הייתי כאן: קודם להיכנס
web-join-no-link = אין לי קישור
web-join-no-link-more = אפשר לבקש ממי שחברים בקהילה או ממי שמפעילים את המקום. בלי הזמנה אין נכנסים, כדי שאיש לא יוכל להיות רבים.
web-join-ledger = ההזמנה הזאת מובילה אל הפנקס המשותף
web-join-ledger-more = מקבלים כאן שם, ואפשר להקים קהילה או לבקש להצטרף. היא אינה הופכת איש לחבר או לחברה בקהילה כלשהי.
web-join-by = הזמנה מאת
web-join-by-operator = ההזמנה היא מטעם מפעילי השרת
web-join-left = { $uses ->
    [one] לעוד אדם אחד
    [two] לעוד שני אנשים
   *[other] לעוד { $uses } אנשים
}
web-join-sees = מי רואים מה
web-join-sees-open = כל אחת וכל אחד יכולים לקרוא כאן הכול.
web-join-sees-listed = השם, המטרה ומה שהוחלט גלויים לכול; את השאר קוראים החברות והחברים.
web-join-sees-members = { $members ->
    [one] לחברים בלבד: כיום אדם אחד, ומי שמפעילים את השרת.
    [two] לחברים בלבד: כיום שני אנשים, ומי שמפעילים את השרת.
   *[other] לחברים בלבד: כיום { $members } אנשים, ומי שמפעילים את השרת.
}
web-join-decides = איך היא מחליטה
web-join-people = מי שם
web-join-next = מה יקרה אחרי ההצטרפות
web-join-next-admitted = חברות עם זכות הצבעה, מיד.
web-join-next-joined = השתתפות מיד: לדבר, לענות על סקרים ולקחת משימות. זכות ההצבעה באה עם הקבלה לחברות.
web-join-next-applied = בקשת הצטרפות. אם אין התנגדות בתוך { $objection }, חברות עם זכות הצבעה; די בהתנגדות אחת כדי שהחברים יצביעו.
web-join-next-applied-plain = מגישים בקשה. אם אין התנגדות בזמן שקובע התקנון, מתקבלים עם זכות הצבעה; די בהתנגדות אחת כדי שהחברים יצביעו.
web-join-next-vote = בקשת הצטרפות שהחברים מצביעים עליה.
web-join-next-closed = דרושה הזמנה של חבר או חברה. אפשר לבקש מהם קישור.
web-join-next-unknown = מה ייצא מזה קובעים כללי הקהילה: שום דבר אינו סופי לפני שנודע לך, ואפשר לעזוב בכל עת.
web-join-stakeholder = יש לי נגיעה אחרת בה: קול מייעץ בלי זכות הצבעה
web-join-is-member = יש לך כאן חברות עם זכות הצבעה.
web-join-is-applicant = הגשת בקשה. אם לא תהיה התנגדות עד { $until }, תהיה לך חברות עם זכות הצבעה.
web-join-is-voted = הגשת בקשה, והחברים מצביעים עליה.
web-join-is-joined = יש לך חלק בקהילה, בלי זכות הצבעה.
web-join-is-stakeholder = יש לך כאן קול מייעץ, בלי זכות הצבעה.
web-join-is-expelled = החברות שלך הסתיימה בהחלטת הקהילה.
web-join-is-nobody = אין לך חלק בקהילה הזאת.

web-invite-lead = מי שפותחים את הקישור רואים את הקהילה לפני שהם מחליטים. הסוד נמצא בקישור עצמו: כדאי לשלוח אותו רק למי שרוצים להזמין.
web-invite-nobody = כדי להזמין צריך להיכנס.
web-invite-not-admitted = רק מי שיש להם זכות הצבעה מזמינים לכאן.
web-invite-barred = אין לך אפשרות להזמין עד { $until }: אדם שהתקבל בערבותך הוצא מן הקהילה.
web-invite-many = קישור אחד לרבים
web-invite-many-more = לקבוצת שיחה: כולם משתמשים באותו קישור עד שהוא נגמר.
web-invite-many-button = ליצור את הקישור
web-invite-list = רשימה של אנשים
web-invite-list-more = קישור לכל אחת ואחד, שטוב לאדם אחד. הרשימה נשארת בדפדפן שלך.
web-invite-list-button = ליצור את הקישורים
web-invite-uses = לכמה אנשים?
web-invite-uses-hint = עד 1,000.
web-invite-names = שמות, אחד בכל שורה
web-invite-names-hint = או קובץ CSV שהטור הראשון בו קובע. חותמים פעם אחת על כל שם; עד 50 הזמנות פתוחות בבת אחת.
web-invite-file = קובץ עם שמות
web-invite-lasts = לכמה זמן?
web-invite-then = מה יקרה למי שיבואו:
web-invite-vouch = לערוב להם
web-invite-vouch-hint = אם מישהו מהם יוצא מן הקהילה זמן קצר אחר כך, לא תהיה לך אפשרות להזמין לזמן מה.
web-invite-no-vouching = כאן אין מתקבלים על סמך מילה של אדם אחד.
web-invite-open = ההזמנות הפתוחות שלי
web-invite-none = אין הזמנות פתוחות.
web-invite-vouched = בערבותך
web-invite-links-here = הקישורים נשמרים בדפדפן שבו נוצרו, ולא בשום מקום אחר.

web-demo-title = בתור מי להסתכל?
web-demo-lead = ארבע קהילות שעברה עליהן עונה שלמה. אפשר להסתכל מסביב בתור אחד האנשים שלהן: מה שעושים בשמם נעשה כאן באמת.
web-demo-keys = האנשים האלה בדויים. המפתחות שלהם זמינים לכול, ולכן שום דבר כאן אינו שייך לאיש; כשההדגמה נגמרת, הכול נמחק.
web-demo-closed = לחברים בלבד: מי שמבחוץ לא יכולים אפילו לדעת שהקהילה הזאת קיימת. כדי לראות אותה, אפשר להיות אחד מאנשיה.
web-demo-you = זה החשבון שבשימוש כאן
web-demo-be = להיות { $who }
web-demo-others = { $others ->
    [one] ויש עוד אדם אחד, שאפשר להיות בדף שלו.
    [two] ויש עוד שני אנשים, שאפשר להיות כל אחד מהם בדף שלו.
   *[other] ויש עוד { $others } אנשים, שאפשר להיות כל אחד מהם בדף שלו.
}

web-claim-title = קבלת החשבון שלך
web-claim-sentence = חשבון שנפתח למישהו מראש, ומחכה.
web-claim-lead = החשבון הזה נפתח עבורך מראש. הקישור שקיבלת מוכיח שהוא שלך, והמפתח שייווצר עכשיו יפתח אותו מכאן והלאה.
web-claim-holds = יש בו:
web-claim-taken = החשבון הזה כבר בידיו של מישהו. אם הוא שלך, אפשר להיכנס עם המפתח שלך.
web-claim-link = הקישור שקיבלת
web-claim-link-hint = הוא כבר כאן אם הגעת דרך הקישור; אם לא, אפשר להדביק אותו.
web-claim-passkey = קבלה עם מפתח גישה
