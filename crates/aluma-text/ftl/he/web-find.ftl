# חיפוש עבודה וקהילה, ומה שאפשר לקחת למקום אחר.

web-find-nav = מה לחפש
web-find-work = חיפוש עבודה
web-find-work-lead = משימות פתוחות של כל הקהילות כאן שכולם רשאים לקרוא. אין צורך בחשבון כדי לחפש.
web-find-work-none = אין משימה פתוחה כזאת. אפשר לבקש פחות, או להסתכל על קהילות.
web-find-communities = חיפוש קהילה
web-find-communities-lead = קהילות כאן שכולם רשאים לדעת עליהן, לפי מה שהן נועדו לו.
web-find-communities-none = אין קהילה כזאת. אפשר להקים אחת.
web-find-by-skill = מיומנות, במילה
web-find-by-asset = באיזה נכס משלמים (סימן)
web-find-by-least = לפחות
web-find-by-language = שפה
web-find-by-tag = למה הקהילה נועדה
web-find-by-outside = רק מה שפתוח למי שאינם חברים
web-find-by-words = מילים מתוך השם או המטרה
web-find-any = הכול
web-find-language-en = אנגלית
web-find-language-he = עברית
web-find-go = חיפוש
web-find-outside = פתוחה למי שאינם חברים
web-find-estimate = זמן משוער
web-find-left = { $left ->
    [one] מקום אחד
   *[other] { $left } מקומות
}
web-find-members = { $members ->
    [one] חבר או חברה אחת
   *[other] { $members } חברים וחברות
}
web-find-joins-open = כולם יכולים להצטרף
web-find-joins-application = מצטרפים בבקשה
web-find-joins-otherwise = מצטרפים בהזמנה או בהצבעה

web-credential = להצגה במקום אחר
web-credential-more = מה שהשגת כאן, בחתימת הפנקס הזה, לתוכנות של אחרים. רק את או אתה יכולים לקחת את זה; אחרי 90 יום אין לזה ערך.
web-credential-whole = הדרגה שלך בקהילה כולה
web-credential-vc = אישור דיגיטלי חתום
web-credential-badge = תג פתוח
