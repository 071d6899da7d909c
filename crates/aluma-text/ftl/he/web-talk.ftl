# Pages of discussion.

web-open-thread = פתיחת שרשור
web-moderation = יומן ניהול הדיון
web-moderation-lead = כל מה שהוסתר, ננעל או הוצג מחדש רשום כאן, עם מי שעשו זאת ומדוע. אפשר לערער.
web-no-moderation = כאן לא הוסתר ולא ננעל דבר מעולם.
web-no-threads = עוד לא נכתב כאן דבר.
web-thread-closed = סגור
web-thread-locked = נעול
web-thread-is-closed = השרשור נסגר בידי מי שפתחו אותו.
web-posts = { $posts ->
    [0] אין עדיין הודעות
    [one] הודעה אחת
    [two] שתי הודעות
   *[other] { $posts } הודעות
}
web-last-said = לאחרונה
web-markdown = אפשר לכתוב ב־Markdown: **מודגש**, *נטוי*, רשימות, קישורים. כותבים @כינוי כדי לפנות למישהי או למישהו.
web-opened-by = נפתח על ידי
web-readers = מי קוראים:
web-nothing-said = עוד לא נכתב על כך דבר.
web-edited = נערך
web-answers-post = בתשובה להודעה { $post }
web-post-hidden = ההודעה הזאת מוסתרת. מדוע:
web-post-erased = מה שהיה כתוב כאן נמחק בידי מי שכתבו.
web-react = להגיב בסימן
web-take-back = לבטל: { $what }
web-edit-or-erase = עריכה או מחיקה
web-save = לשמור
web-erase = למחוק לתמיד
web-appeal = לערער
web-your-words = הדברים שלך
web-sign-in-to-speak = יש להיכנס כדי לכתוב.
web-say-something = לומר משהו
web-say = לכתוב
