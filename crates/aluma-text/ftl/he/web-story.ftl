# A person's story.

web-story-link = הסיפור שם
web-story-title = הסיפור של { $who }
web-story-lead = קודם מה שניתן: זה לא דועך לעולם. אחר כך מה שזה שוקל היום: זה דועך.
web-story-record = זיכרון התרומה: מה שניתן
web-story-voice = הקול: מה שזה שוקל היום
web-story-no-record = עוד לא התקבלה כאן תרומה. מה שנרשם ומוערך נשאר כאן לתמיד.
web-story-no-voice = עוד אין כאן נקודות ששוקלות.
web-story-fades = מחצית ממנו דועכת בתוך
web-story-still = בהיעדרות: הנקודות עומדות במקום מאז
web-story-penalties = { $many ->
    [one] הפחתה אחת עומדת בתוקף
    [two] שתי הפחתות עומדות בתוקף
   *[other] { $many } הפחתות עומדות בתוקף
}
web-story-whole = הקהילה כולה
web-story-column-domain = תחום
web-story-column-gave = נקודות שניתנו
web-story-column-work = מתרומות
web-story-column-praise = מהוקרה
web-story-column-accepted = תרומות שהתקבלו
web-story-column-weighs = נקודות ששוקלות
web-story-column-tier = דרגה
web-story-column-explain = הסבר
web-story-column-evidence = תרומה
web-story-column-at = מאז
web-story-column-brought = הביאה
web-story-column-counts = נספר על השעון
web-story-column-worth = שווה היום
web-story-skills = לפי מיומנות
web-story-past = לפני הקהילה הזאת
web-story-past-lead = מה שניתן במקום אחר, כפי שנרשם כאן. זה רישום לזיכרון, בלי משקל בהחלטות.
web-story-past-waits = { $many ->
    [one] תרומה אחת ממתינה לאישור של מי שנתנו אותה, בנקודות:
    [two] שתי תרומות ממתינות לאישור של מי שנתנו אותן, בנקודות:
   *[other] { $many } תרומות ממתינות לאישור של מי שנתנו אותן, בנקודות:
}
web-story-past-works = { $many ->
    [one] תרומה אחת
    [two] שתי תרומות
   *[other] { $many } תרומות
}
web-story-past-take = זה שלי
web-story-past-all = תרומה אחר תרומה
web-story-certificate = אישור דרגה
web-story-take-tier = לקבל דרגה
web-story-praise = להוקיר
web-story-thank = להודות
web-story-formula = כל תרומה נספרת על השעון: מיליוניות הנקודה שלה כפול שתיים בחזקת הזמן מאז נקודת הציון חלקי מחצית החיים, מעוגל למטה. מה שנשמר הוא הסכום; מה שהוא שווה היום הוא אותו סכום, דועך באותה דרך.
web-story-half-life = מחצית חיים
web-story-landmark = נקודת הציון של השעון
web-story-kept = נשמר, מתרומות
web-story-worth = שווה היום, מתרומות
web-story-kept-soft = נשמר, מהוקרה
web-story-worth-soft = שווה היום, מהוקרה
web-story-taken = נלקח במחלוקות שהוכרעו נגד
web-story-given-back = הוחזר
web-story-proof = כל שורה כזאת מוכחת מול השורש של גוש:
web-story-evidence = תרומות
web-story-no-evidence = אין כאן תרומה שאפשר לספר עליה. תרומות שהשמות בהן מוסתרים יופיעו אחרי ההערכה.
web-story-work = עבודה
web-story-abandoned = ננטשו
web-story-thanks = תודות
web-story-no-thanks = לא היו תודות לאחרונה. תודה לא שווה נקודות ולא נספרת בשום מקום.
