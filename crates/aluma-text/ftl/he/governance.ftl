## Why governance says no.

refusal-no-such-proposal = אין { $proposal }, או שאין לך הרשאה לראות אותה.
    .title = אין הצעה כזו
    .hint = כדאי לחפש את המספר ברשימת ההצעות; בקהילה סגורה יש להיכנס בתור חבר או חברה.
refusal-no-such-poll = אין { $poll }, או שאין לך הרשאה לראות אותו.
    .title = אין סקר כזה
    .hint = כדאי לחפש את המספר ברשימת הסקרים.
refusal-empty-proposal = אין בהצעה שום פעולה.
    .title = אין מה להחליט
    .hint = יש להוסיף פעולה; כדי להחליט במילים יש להוסיף resolve.
refusal-already-proposed = הצעת בדיוק את זה ב{ $proposal }, והיא עדיין פתוחה.
    .title = כבר הוצע
    .hint = אפשר להצביע עליה, או להסיר אותה קודם.
refusal-already-sponsored = שמך כבר מופיע תחת { $proposal }.
    .title = כבר נתמכה
    .hint = אפשר להצביע עליה.
refusal-cooling-down = אותה תוצאה נדחתה ב{ $proposal }; אפשר להציע אותה שוב מ־{ $until }.
    .title = נדחתה לא מזמן
    .hint = אפשר להמתין, לשנות את תוכן ההצעה, או לקבל תמיכה ב{ $proposal } מאחרים שבידם 5 % מהמשקל.
refusal-next-waits = יש לך { $open } הצעות פתוחות מתוך { $allowed } המותרות כאן לאדם אחד.
    .title = ההצעה הבאה ממתינה
    .hint = אפשר להציע לאחר ההכרעה בראשונה, להסיר אחת, או לבקש מחבר או חברה להציע.
refusal-track-full = המסלול { $track } מקבל { $limit } הצעות פתוחות בבת אחת.
    .title = המסלול מלא
    .hint = יש להמתין עד שאחת תוכרע.
refusal-below-threshold = פתיחת הצעה דורשת משקל של { $needed }; המשקל שלך הוא { $weight }.
    .title = אין די משקל להציע
    .hint = אפשר לבקש ממי שיש לו יותר משקל.
refusal-above-outflow-limit = ההצעה מבקשת { $asked } יחידות בסיס של { $asset }; לכל היותר { $most } יכולות לצאת בבת אחת.
    .title = מעל מגבלת התשלומים
    .hint = אפשר לבקש עד { $most }, או לפצל את הסכום על פני כמה חודשים.
refusal-not-for-emergency = מסלול החירום נושא רק החלטות במילים; הוא אף פעם לא משלם.
    .title = לא במסלול החירום
    .hint = אפשר להשמיט את המסלול, והפנקס ימצא את המתאים.
refusal-bad-split = חלקי הקול המפוצל אינם מסתכמים ב־10,000.
    .title = הפיצול אינו שלם
    .hint = יש לתת חלקי רבבה בעד, נגד ונמנע שסכומם 10,000.
refusal-no-final-ballots = במסלול { $track } אפשר לשנות כל קול עד הסגירה.
    .title = אין כאן קולות סופיים
    .hint = אפשר להצביע בלי לסמן את הקול כסופי.
refusal-ballot-is-final = קולך על { $proposal } סופי.
    .title = הקול סופי
    .hint = הוא נספר כפי שהוצבע; אין צורך בדבר נוסף.
refusal-voting-not-open = ההצבעה מתחילה ב־{ $opens_at }.
    .title = ההצבעה טרם החלה
    .hint = אפשר להצביע מאותו מועד.
refusal-voting-closed = ההצבעה הסתיימה ב־{ $closed_at }.
    .title = ההצבעה הסתיימה
    .hint = התוצאה מופיעה בעמוד ההצעה.
refusal-change-too-late = מאז { $deadline } אפשר לשנות קול רק כך שיתמוך פחות בהצעה.
    .title = מאוחר לשינוי כזה
    .hint = קולות ראשונים עדיין נספרים; קולך הקודם עומד בעינו.
refusal-joined-too-late = ל{ $account } לא היה משקל ב־{ $snapshot_at }, המועד הקובע של ההצעה.
    .title = הצטרפות אחרי המועד הקובע
    .hint = אפשר להצביע על כל הצעה שתיפתח מעכשיו.
refusal-no-weight = ל{ $account } אין דבר שיש לו משקל בהצבעה הזאת.
    .title = אין כאן משקל
    .hint = התקנון קובע למה יש משקל: חברות, יחידות בעלות, או שתיהן. מה שמתקבל עכשיו נחשב בהצבעות שייפתחו אחר כך.
refusal-weight-too-young = המשקל של { $account } היה חדש מדי כשההצעה נפתחה; הוא נחשב במלואו מ־{ $counts_from }.
    .title = משקל חדש מדי
    .hint = הוא גדל מיום ליום; אפשר להצביע על הצעות שייפתחו אחר כך.
refusal-not-your-proposal = { $proposal } הוצעה בידי מישהו אחר.
    .title = לא הצעה שלך
    .hint = אפשר להצביע נגד, או לפנות למציע או למציעה.
refusal-already-decided = { $proposal } כבר הוכרעה.
    .title = כבר הוכרעה
    .hint = אפשר להציע הצעה חדשה.
refusal-delegate-to-self = קולך ממילא בידיך.
    .title = ייפוי כוח לעצמך
    .hint = יש לבחור מישהו אחר, או פשוט להצביע.
refusal-delegate-not-admitted = { $account } לא התקבל כחבר או חברה.
    .title = לא חבר או חברה
    .hint = יש לבחור מי שכבר התקבל.
refusal-delegate-full = { $account } כבר מחזיק { $limit } קולות של אחרים, המספר המרבי.
    .title = אין מקום אצל מיופה הכוח
    .hint = יש לבחור מישהו אחר.
refusal-already-delegated = קולך כבר בידי { $account }.
    .title = ייפוי הכוח כבר קיים
    .hint = אין צורך בדבר.
refusal-not-delegated = לא נתת שם ייפוי כוח.
    .title = אין ייפוי כוח
    .hint = המשקל שלך מראה היכן קולך.
refusal-bad-options = סקר צריך שתי אפשרויות לפחות, שונות זו מזו.
    .title = האפשרויות אינן מתאימות
    .hint = יש לתת לפחות שתי אפשרויות שונות.
refusal-bad-answer = התשובה אינה מתאימה לסקר: { $why ->
    [one-score-each] דרוש ציון לכל אפשרות
    [score-above-ten] ציון הוא בין 0 ל־10
    [no-such-option] אין אפשרות כזו
    [one-option] דרושה אפשרות אחת
    [ascending-once-each] האפשרויות בסדר עולה, כל אחת פעם אחת
   *[other] יש לציין לפחות אפשרות אחת, כל אחת פעם אחת
    }.
    .title = התשובה אינה מתאימה
    .hint = האפשרויות נספרות מ־0.
refusal-poll-closed = הסקר נסגר ב־{ $closed_at }.
    .title = הסקר סגור
    .hint = אפשר לראות את התוצאה.
refusal-not-asked = { $poll } מיועד לאחרים.
    .title = הסקר אינו מיועד לך
    .hint = סקר פונה לחברות וחברים, או לכל מי שהצטרפו: כדאי להצטרף קודם.
refusal-span-out-of-range = המשך { $field } אינו בין { $least } ל־{ $most } אלפיות שנייה.
    .title = קצר או ארוך מדי
    .hint = יש לבחור משך שביניהם.
refusal-not-yet-decided = אין עדיין מה לספר: הדבר טרם הוכרע ובוצע.
    .title = טרם הוכרע
    .hint = אפשר לספר על התוצאה אחר כך.
refusal-not-sponsorable = { $proposal } אינה פתוחה וגם לא נדחתה לגופה.
    .title = תמיכה אינה מועילה כאן
    .hint = אפשר להציע אותה שוב.
refusal-stake-too-high = הצעה נוספת מחייבת עירבון של { $needed } יחידות בסיס של { $asset }; בידך { $held }.
    .title = אין די לעירבון
    .hint = אפשר להמתין להכרעה בהצעה הראשונה, או להשיג את היתר.
refusal-easier-to-change = התקנון היה קל יותר לשינוי מהחלטה במסלול { $track }.
    .title = התקנון חייב להיות הקשה ביותר לשינוי
    .hint = יש להחמיר את מסלול התקנון לפחות באותה מידה: { $parameter }.
refusal-nobody-has-weight = לפי כללים אלה לאיש לא היה משקל, או שהחלקים גדולים מהשלם.
    .title = המשקלים אינם מתאימים
    .hint = יש לתת חלק לחברים או ליחידות בעלות, יחד עד 10,000, ולציין נכס.
refusal-tip-above-spend = גבול התשר גבוה מגבול התשלום.
    .title = הסולם הפוך
    .hint = יש לשמור על tip.limit קטן או שווה ל־spend.limit.
refusal-open-with-heads = כשכולם יכולים להצטרף, קול אחד לכל חבר מאפשר לחשבונות חינם לגבור על החברים.
    .title = חברות פתוחה דורשת משקל אחר
    .hint = אפשר לקבל חברים בבקשה או בהזמנה. אפשר גם לספור רק יחידות בעלות: להנפיק בהקמה יחידת בעלות עם קול, ולקבוע weight.heads 0, weight.shares 10000, weight.asset לפי הסימן שלה ו־weight.shares-on-constitution yes.

## The charter's sections on deciding.

charter-tip-period = הצבעה במסלול תשר נמשכת { $value }.
charter-tip-quiet = אם התוצאה מתהפכת מאוחר ההצבעה נמשכת: כל מהפך מוסיף כ־{ $value }, ויחד לכל היותר פי שניים.
charter-tip-rule = { $value ->
    [majority] במסלול תשר הצעה מתקבלת כשיש יותר בעד מנגד.
    [share] במסלול תשר דרוש חלק מסוים בעד מתוך בעד ונגד.
   *[count] במסלול תשר דרוש משקל קבוע בעד.
    }
charter-tip-threshold = כשהחלק קובע, הוא { $value }.
charter-tip-count = כשהמשקל קובע, הוא { $value }; משקל כל חבר וחברה הוא 1,000,000.
charter-tip-quorum-by-size = { $value ->
    [yes] מספיק חברות וחברים חייבים להיות בעד: 3 מ־5, 10 מ־40, 20 מ־150, 150 מ־5,000.
   *[no] מספר החברים אינו קובע מניין חוקי.
    }
charter-tip-support = לפחות { $value } מכל המשקל חייב להיות בעד.
charter-tip-support-end = אם דרישה זו יורדת עם הזמן, היא יורדת ל־{ $value }.
charter-tip-support-fall = הירידה נמשכת { $value }; 0 משאיר אותה קבועה.
charter-tip-confirm = אחרי המועד האחרון ההצעה חייבת להמשיך להתקבל במשך { $value }.
charter-tip-delay = מה שהתקבל ממתין { $value } לפני הביצוע, ותמיד בלוק שלם אחד.
charter-tip-deposit = כל הצעה מפקידה { $value } יחידות בסיס של נכס העירבון.
charter-tip-preparation = הצעה גלויה במשך { $value } לפני שההצבעה מתחילה.
charter-tip-open-at-once = { $value } הצעות יכולות להיות פתוחות במסלול תשר בבת אחת.
charter-tip-final-ballots = { $value ->
    [never] אפשר לשנות כל קול עד סגירת ההצבעה.
    [may] אפשר לסמן קול כסופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
   *[always] כל קול הוא סופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
    }
charter-spend-period = הצבעה במסלול תשלום נמשכת { $value }.
charter-spend-quiet = אם התוצאה מתהפכת מאוחר ההצבעה נמשכת: כל מהפך מוסיף כ־{ $value }, ויחד לכל היותר פי שניים.
charter-spend-rule = { $value ->
    [majority] במסלול תשלום הצעה מתקבלת כשיש יותר בעד מנגד.
    [share] במסלול תשלום דרוש חלק מסוים בעד מתוך בעד ונגד.
   *[count] במסלול תשלום דרוש משקל קבוע בעד.
    }
charter-spend-threshold = כשהחלק קובע, הוא { $value }.
charter-spend-count = כשהמשקל קובע, הוא { $value }; משקל כל חבר וחברה הוא 1,000,000.
charter-spend-quorum-by-size = { $value ->
    [yes] מספיק חברות וחברים חייבים להיות בעד: 3 מ־5, 10 מ־40, 20 מ־150, 150 מ־5,000.
   *[no] מספר החברים אינו קובע מניין חוקי.
    }
charter-spend-support = לפחות { $value } מכל המשקל חייב להיות בעד.
charter-spend-support-end = אם דרישה זו יורדת עם הזמן, היא יורדת ל־{ $value }.
charter-spend-support-fall = הירידה נמשכת { $value }; 0 משאיר אותה קבועה.
charter-spend-confirm = אחרי המועד האחרון ההצעה חייבת להמשיך להתקבל במשך { $value }.
charter-spend-delay = מה שהתקבל ממתין { $value } לפני הביצוע, ותמיד בלוק שלם אחד.
charter-spend-deposit = כל הצעה מפקידה { $value } יחידות בסיס של נכס העירבון.
charter-spend-preparation = הצעה גלויה במשך { $value } לפני שההצבעה מתחילה.
charter-spend-open-at-once = { $value } הצעות יכולות להיות פתוחות במסלול תשלום בבת אחת.
charter-spend-final-ballots = { $value ->
    [never] אפשר לשנות כל קול עד סגירת ההצבעה.
    [may] אפשר לסמן קול כסופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
   *[always] כל קול הוא סופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
    }
charter-role-period = הצבעה במסלול תפקידים נמשכת { $value }.
charter-role-quiet = אם התוצאה מתהפכת מאוחר ההצבעה נמשכת: כל מהפך מוסיף כ־{ $value }, ויחד לכל היותר פי שניים.
charter-role-rule = { $value ->
    [majority] במסלול תפקידים הצעה מתקבלת כשיש יותר בעד מנגד.
    [share] במסלול תפקידים דרוש חלק מסוים בעד מתוך בעד ונגד.
   *[count] במסלול תפקידים דרוש משקל קבוע בעד.
    }
charter-role-threshold = כשהחלק קובע, הוא { $value }.
charter-role-count = כשהמשקל קובע, הוא { $value }; משקל כל חבר וחברה הוא 1,000,000.
charter-role-quorum-by-size = { $value ->
    [yes] מספיק חברות וחברים חייבים להיות בעד: 3 מ־5, 10 מ־40, 20 מ־150, 150 מ־5,000.
   *[no] מספר החברים אינו קובע מניין חוקי.
    }
charter-role-support = לפחות { $value } מכל המשקל חייב להיות בעד.
charter-role-support-end = אם דרישה זו יורדת עם הזמן, היא יורדת ל־{ $value }.
charter-role-support-fall = הירידה נמשכת { $value }; 0 משאיר אותה קבועה.
charter-role-confirm = אחרי המועד האחרון ההצעה חייבת להמשיך להתקבל במשך { $value }.
charter-role-delay = מה שהתקבל ממתין { $value } לפני הביצוע, ותמיד בלוק שלם אחד.
charter-role-deposit = כל הצעה מפקידה { $value } יחידות בסיס של נכס העירבון.
charter-role-preparation = הצעה גלויה במשך { $value } לפני שההצבעה מתחילה.
charter-role-open-at-once = { $value } הצעות יכולות להיות פתוחות במסלול תפקידים בבת אחת.
charter-role-final-ballots = { $value ->
    [never] אפשר לשנות כל קול עד סגירת ההצבעה.
    [may] אפשר לסמן קול כסופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
   *[always] כל קול הוא סופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
    }
charter-constitution-period = הצבעה במסלול תקנון נמשכת { $value }.
charter-constitution-quiet = אם התוצאה מתהפכת מאוחר ההצבעה נמשכת: כל מהפך מוסיף כ־{ $value }, ויחד לכל היותר פי שניים.
charter-constitution-rule = { $value ->
    [majority] במסלול תקנון הצעה מתקבלת כשיש יותר בעד מנגד.
    [share] במסלול תקנון דרוש חלק מסוים בעד מתוך בעד ונגד.
   *[count] במסלול תקנון דרוש משקל קבוע בעד.
    }
charter-constitution-threshold = כשהחלק קובע, הוא { $value }.
charter-constitution-count = כשהמשקל קובע, הוא { $value }; משקל כל חבר וחברה הוא 1,000,000.
charter-constitution-quorum-by-size = { $value ->
    [yes] מספיק חברות וחברים חייבים להיות בעד: 3 מ־5, 10 מ־40, 20 מ־150, 150 מ־5,000.
   *[no] מספר החברים אינו קובע מניין חוקי.
    }
charter-constitution-support = לפחות { $value } מכל המשקל חייב להיות בעד.
charter-constitution-support-end = אם דרישה זו יורדת עם הזמן, היא יורדת ל־{ $value }.
charter-constitution-support-fall = הירידה נמשכת { $value }; 0 משאיר אותה קבועה.
charter-constitution-confirm = אחרי המועד האחרון ההצעה חייבת להמשיך להתקבל במשך { $value }.
charter-constitution-delay = מה שהתקבל ממתין { $value } לפני הביצוע, ותמיד בלוק שלם אחד.
charter-constitution-deposit = כל הצעה מפקידה { $value } יחידות בסיס של נכס העירבון.
charter-constitution-preparation = הצעה גלויה במשך { $value } לפני שההצבעה מתחילה.
charter-constitution-open-at-once = { $value } הצעות יכולות להיות פתוחות במסלול תקנון בבת אחת.
charter-constitution-final-ballots = { $value ->
    [never] אפשר לשנות כל קול עד סגירת ההצבעה.
    [may] אפשר לסמן קול כסופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
   *[always] כל קול הוא סופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
    }
charter-emergency-period = הצבעה במסלול חירום נמשכת { $value }.
charter-emergency-quiet = אם התוצאה מתהפכת מאוחר ההצבעה נמשכת: כל מהפך מוסיף כ־{ $value }, ויחד לכל היותר פי שניים.
charter-emergency-rule = { $value ->
    [majority] במסלול חירום הצעה מתקבלת כשיש יותר בעד מנגד.
    [share] במסלול חירום דרוש חלק מסוים בעד מתוך בעד ונגד.
   *[count] במסלול חירום דרוש משקל קבוע בעד.
    }
charter-emergency-threshold = כשהחלק קובע, הוא { $value }.
charter-emergency-count = כשהמשקל קובע, הוא { $value }; משקל כל חבר וחברה הוא 1,000,000.
charter-emergency-quorum-by-size = { $value ->
    [yes] מספיק חברות וחברים חייבים להיות בעד: 3 מ־5, 10 מ־40, 20 מ־150, 150 מ־5,000.
   *[no] מספר החברים אינו קובע מניין חוקי.
    }
charter-emergency-support = לפחות { $value } מכל המשקל חייב להיות בעד.
charter-emergency-support-end = אם דרישה זו יורדת עם הזמן, היא יורדת ל־{ $value }.
charter-emergency-support-fall = הירידה נמשכת { $value }; 0 משאיר אותה קבועה.
charter-emergency-confirm = אחרי המועד האחרון ההצעה חייבת להמשיך להתקבל במשך { $value }.
charter-emergency-delay = מה שהתקבל ממתין { $value } לפני הביצוע, ותמיד בלוק שלם אחד.
charter-emergency-deposit = כל הצעה מפקידה { $value } יחידות בסיס של נכס העירבון.
charter-emergency-preparation = הצעה גלויה במשך { $value } לפני שההצבעה מתחילה.
charter-emergency-open-at-once = { $value } הצעות יכולות להיות פתוחות במסלול חירום בבת אחת.
charter-emergency-final-ballots = { $value ->
    [never] אפשר לשנות כל קול עד סגירת ההצבעה.
    [may] אפשר לסמן קול כסופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
   *[always] כל קול הוא סופי; ההצבעה נסגרת ברגע ששום דבר לא יכול להפוך אותה.
    }
charter-tip-limit = { $extent ->
    [whole] כל סכום הוא תשר, בכל גודל.
    [nothing] שום סכום אינו תשר.
   *[part] סכום עד { $value } מהקופה הפנויה הוא תשר, בספירה של 30 יום לאדם אחד, ממציע אחד ובמסלול.
    }
charter-spend-limit = { $extent ->
    [whole] כל סכום שאינו תשר הוא תשלום רגיל, בכל גודל.
    [nothing] שום סכום אינו תשלום רגיל: על מה שאינו תשר חלים כללי התקנון.
   *[part] סכום עד { $value } מהקופה הפנויה הוא תשלום רגיל, באותה ספירה; מעליו חלים כללי התקנון.
    }
charter-weight-heads = בתמהיל, קול אחד לכל חבר וחברה נחשב { $value } חלקי רבבה.
charter-weight-shares = בתמהיל, יחידות בעלות נחשבות { $value } חלקי רבבה.
charter-weight-asset = יחידות הבעלות שיש להן קול: { $value }.
charter-weight-shares-on-constitution = { $value ->
    [yes] התמהיל חל גם על מסלול התקנון.
   *[no] במסלול התקנון: קול אחד לכל חבר וחברה.
    }
charter-weight-ramp = כוח חדש נחשב במלואו אחרי { $value }; מה שנוסף בעונת ההקמה נחשב מיד.
charter-proposals-threshold = פתיחת הצעה דורשת { $value } מכל המשקל, ו־70 % ממנו חייבים להישאר.
charter-proposals-free = אדם אחד יכול לפתוח { $value } הצעות בלי עירבון.
charter-proposals-stake-asset = העירבון להצעות נוספות הוא ב: { $value }; בלי נכס ההצעה הבאה ממתינה.
charter-proposals-stake = העירבון הוא { $value } יחידות בסיס; הוא חוזר עם ההכרעה.
charter-proposals-wait = אחרי דחייה לגופו של עניין אותם אנשים ממתינים { $value } לפני שהם מציעים שוב אותה תוצאה.
