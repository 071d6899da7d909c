# דף התקנון של קהילה.

web-charter = תקנון
web-charter-sentence = הכללים של הקהילה, כפי שהפנקס המשותף שומר אותם.
web-charter-lead = אלה הכללים כפי שהפנקס המשותף מבצע אותם. המילים נגזרות מן המספרים שמאחוריהן, ולכן אינן יכולות לומר דבר אחר.
web-charter-contents = פרקים
web-charter-numbers = { $count ->
    [1] המספר שמאחורי המילים
    [2] שני המספרים שמאחורי המילים
   *[other] { $count } המספרים שמאחורי המילים
}
web-charter-setting = מה נקבע
web-charter-value = עכשיו
web-charter-range = מה אפשר לקבוע
web-charter-default = לפי התבנית
web-charter-same = כמו בתבנית
web-charter-changed = שונה מן התבנית
web-charter-propose = להציע שינוי בפרק הזה
web-charter-propose-purpose = להציע מטרות או ערכים אחרים
web-charter-shape = איזו קהילה היא
web-charter-manner = אופן ההחלטה
web-charter-template = תבנית המוצא של התקנון
web-charter-no-template = אופן ההחלטה בלבד
web-charter-purpose = לשם מה היא קיימת
web-charter-tags = מטרות וערכים שלפיהם אפשר למצוא אותה
web-charter-no-tags = עדיין לא נקבעו.
web-charter-history = איך נוצר התקנון
web-charter-founded = הקהילה הוקמה { $time }, בידי { $founder }.
web-charter-never = התקנון לא תוקן מעולם: הוא עומד כפי שנקבע בהקמה.
web-charter-by = אישור רישום
web-charter-how = תיקון התקנון הוא החלטה מסוג משלה: מי שמציעים אותו אומרים מה משתנה, וכולם רואים את המילים הישנות לצד החדשות.

# מה אפשר לקבוע במספר של התקנון.

setting-between = מן { $min } עד { $max }
setting-flag = כן או לא
setting-one-of = אחד מאלה: { $names }
setting-some-of = { $most ->
    [1] לכל היותר אחד מאלה: { $names }
    [2] לכל היותר שניים מאלה: { $names }
   *[other] לכל היותר { $most } מאלה: { $names }
}
setting-time = מועד
setting-asset = נכס של הקהילה, או ללא
