## מה קרה: משפט לכל עובדה של כל תחום, `event-<domain>-<fact>`, על שדות העובדה.
## את המשפטים האלה קוראים; איש אינו חותם עליהם.

kind-community = קהילה מס׳ { $id }

## מאין באו היחידות ולאן הלכו.

event-place-from = { $from_key ->
    [account] { $from_account }
    [pot] { $from_pot } של { $from_dao }
    [stake] העירבון של { $from_account }
    [supply] הנפקה חדשה
    [locked] היחידות השמורות לתשלום מתמשך מס׳ { $from_number }
    [dividends] הרווחים של { $from_share }
    [payout] היחידות השמורות לבקשת תשלום מס׳ { $from_number }
   *[other] { $from }
}
event-place-to = { $to_key ->
    [account] { $to_account }
    [pot] { $to_pot } של { $to_dao }
    [stake] העירבון של { $to_account }
    [supply] ביטול היחידות
    [locked] שמירה לתשלום מתמשך מס׳ { $to_number }
    [dividends] הרווחים של { $to_share }
    [payout] שמירה לבקשת תשלום מס׳ { $to_number }
   *[other] { $to }
}
event-reason = { $reason_key ->
    [some] {" "}הנימוק: { $reason }
   *[none] {""}
}
event-received = { $income_received_key ->
    [outside] { $income_received_value }, מחוץ לפנקס
   *[other] { $income_received_amount }
}

## dao

event-dao-dao-founded = הקהילה { $name } הוקמה בידי { $founder }.
event-dao-invitation-made = הזמנה מאת { $inviter }, עבור { $uses_count ->
    [1] אדם אחד
    [2] שני אנשים
   *[other] { $uses } אנשים
}, בתוקף עד { $until }.
event-dao-member-joined = הצטרפות של { $account }, לעת עתה בלי זכות הצבעה.
event-dao-application-made = בקשת הצטרפות מאת { $account }{ $until_key ->
    [some] ; אפשר להתנגד עד { $until }
   *[none] {""}
}.
event-dao-objection-made = התנגדות מאת { $by } לקבלה של { $account }; ההחלטה בידי החברות והחברים.{ event-reason }
event-dao-member-admitted = קבלה לחברות עם זכות הצבעה: { $account }{ $inviter_key ->
    [some] , בערבות של { $inviter }
   *[none] {""}
}.
event-dao-member-left = עזיבה: { $account }.
event-dao-payees-enrolled = { $count_count ->
    [1] נפתח חשבון למקבל או למקבלת תשלום.
    [2] נפתחו שני חשבונות למקבלי תשלום.
   *[other] נפתחו { $count } חשבונות למקבלי תשלום.
}
event-dao-charter-amended = התקנון תוקן: { $changes }.
event-dao-season-ended = עונת ההקמה הסתיימה.
event-dao-domain-opened = נפתח צוות: { $what_name }.
event-dao-domain-closed = נסגר צוות מס׳ { $domain }.
event-dao-role-defined = הוגדר תפקיד: { $what_name }.
event-dao-role-set = { $state_key ->
    [active] תפקיד מס׳ { $role } פעיל.
    [suspended] תפקיד מס׳ { $role } מושהה.
   *[closed] תפקיד מס׳ { $role } נסגר.
}
event-dao-role-given = תפקיד מס׳ { $role } נמסר לידי { $account }, עד { $hold_until }.
event-dao-role-ended = { $how_key ->
    [term] תמה הכהונה של { $account } בתפקיד מס׳ { $role }.
    [revoked] תפקיד מס׳ { $role } נלקח מידי { $account }.
    [renounced] ויתור של { $account } על תפקיד מס׳ { $role }.
    [left] עזיבה של { $account }, ועמה תפקיד מס׳ { $role }.
   *[expelled] הוצאה של { $account }, ועמה סוף הכהונה בתפקיד מס׳ { $role }.
}
event-dao-standing-set = { $good_key ->
    [yes] המעמד של { $account } בתפקיד מס׳ { $role } תקין.
   *[no] המעמד של { $account } בתפקיד מס׳ { $role } אינו תקין.
}{ event-reason }
event-dao-role-acted = פעולה של { $account } מכוח תפקיד מס׳ { $role }.{ event-reason }
event-dao-pause-began = השהיית חירום עד { $until }: { $rests }.{ event-reason }
event-dao-pause-ended = השהיית החירום הסתיימה.
event-dao-member-expelled = הוצאה מן הקהילה של { $account }, לפי { $expulsion_proposal }. הנימוק: { $expulsion_reason }
event-dao-expulsion-stands = ההוצאה של { $account } סופית.
event-dao-expulsion-over = להוצאה של { $account } אין עוד שום תוצאה.
event-dao-member-reinstated = ההוצאה של { $account } בוטלה.
event-dao-stakeholder-registered = זכות דיבור בלי זכות הצבעה: { $account }. הזיקה: { $stake }.
event-dao-member-away = היעדרות של { $account } עד { $until }.
event-dao-member-back = חזרה של { $account }.
event-dao-dao-invited = הזמנה מאת { $inviter } אל { $guest } להצטרף, עד { $until }.
event-dao-dao-came = הצטרפות של { $of }, בחשבון { $account }.
event-dao-manner-changed = אופן ההחלטה השתנה: { $manner }.
event-dao-tags-set = נקבעו המטרות והערכים שלפיהם אפשר למצוא את הקהילה.

## governance

event-governance-proposal-opened = הצעה מאת { $proposer }: { $title } ({ $proposal }); אפשר להצביע עד { $deadline }.
event-governance-proposal-sponsored = תמיכה של { $account } בהבאה להצבעה של { $proposal }.
event-governance-vote-cast = הצבעה של { $account } על { $proposal }: { $choice }.{ event-reason }
event-governance-weight-left-delegate = הקול של { $account } על { $proposal } אינו נספר עוד אצל { $delegate }.
event-governance-voting-extended = ההצבעה על { $proposal } הוארכה עד { $deadline }, כי היוצרות התהפכו בסופה.
event-governance-confirmation-began = אם היתרון יישמר עד { $until }, תתקבל { $proposal }.
event-governance-proposal-passed = התקבלה { $proposal }. הביצוע החל מן { $enact_at }.
event-governance-proposal-rejected = נדחתה { $proposal }. { $reason }.
event-governance-proposal-withdrawn = { $by_key ->
    [proposer] הוסרה בידי מי שהציעו אותה: { $proposal }.
   *[other] הוסרה { $proposal }, כי למי שהציעו אותה אין עוד המשקל הדרוש לכך.
}
event-governance-enactment-waits = הביצוע של { $proposal } מחכה עד שמגבלת ההוצאות תאפשר אותו, בנכס { $asset }; הניסיון הבא: { $until }.
event-governance-proposal-enacted = בוצעה { $proposal }.
event-governance-enactment-failed = הביצוע של { $proposal } נכשל (סירוב מס׳ { $code }).
event-governance-proposal-expired = פקעה { $proposal }: ההמתנה לביצוע ארכה יותר מדי.
event-governance-vote-delegated = ייפוי כוח להצבעה מאת { $account } אל { $to }{ $track_key ->
    [none] {""}
   *[other] , במסלול ההחלטה: { $track }
}.
event-governance-delegation-ended = ייפוי הכוח להצבעה מאת { $account } אל { $to } בוטל{ $track_key ->
    [none] {""}
   *[other] , במסלול ההחלטה: { $track }
}.
event-governance-poll-opened = שאלה מאת { $author }: { $question } ({ $poll }), עד { $closes_at }.
event-governance-poll-answered = תשובה של { $account } על { $poll }.
event-governance-poll-closed = { $result_answers_count ->
    [1] נסגר { $poll }, עם תשובה אחת.
    [2] נסגר { $poll }, עם שתי תשובות.
   *[other] נסגר { $poll }, עם { $result_answers } תשובות.
}
event-governance-resolved = הוחלט לפי { $proposal }: { $text }
event-governance-outcome-told = דיווח מאת { $outcome_by } על מה שעלה בגורלה של החלטה. בוצע: { $outcome_done }; הועיל: { $outcome_worked }.
event-governance-review-due = הגיע הזמן לספר מה עלה בגורלה של החלטה.
event-governance-archived = { $rows_count ->
    [1] קול אחד של הצבעה שהסתיימה עבר לארכיון.
    [2] שני קולות של הצבעה שהסתיימה עברו לארכיון.
   *[other] { $rows } קולות של הצבעה שהסתיימה עברו לארכיון.
}
event-governance-enactment-rests = הביצוע של { $proposal } מחכה לסוף השהיית החירום, עד { $until }.
event-governance-appeal-made = ערעור של { $account }; ההחלטה בידי החברות והחברים, לפי { $proposal }.
event-governance-ballot-voided = הקול של { $account } על { $proposal } אינו נספר עוד, בשל ההוצאה מן הקהילה.

## identity

event-identity-account-made = נפתח החשבון של { $account }.
event-identity-key-added = נוסף מפתח לחשבון של { $account }.
event-identity-account-claimed = החשבון של { $account } עבר לידי מי שנפתח עבורם.
event-identity-key-ended = תם התוקף של מפתח מס׳ { $key } בחשבון של { $account }.
event-identity-key-removal-asked = מפתח מס׳ { $key } בחשבון של { $account } יוסר, אם לא תבוא ממנו התנגדות עד { $until }.
event-identity-guardian-change-asked = אנשי הקשר לשחזור של { $account } יוחלפו, אם לא תבוא התנגדות עד { $until }.
event-identity-guardians-changed = אנשי הקשר לשחזור של { $account } הוחלפו.
event-identity-change-vetoed = שינוי שחיכה בחשבון של { $account } נעצר: { $change }.
event-identity-recovery-supported = איש או אשת קשר לשחזור תמכו במפתח חדש עבור { $account }: { $supports } מתוך { $needed }.
event-identity-recovery-started = החשבון של { $account } בתהליך שחזור; אפשר לעצור אותו עד { $until }.
event-identity-recovery-cancelled = השחזור של החשבון של { $account } נעצר.
event-identity-account-recovered = החשבון של { $account } שוחזר, ויש בו מפתח חדש אחד.

## treasury

event-treasury-asset-made = נוצר הנכס { $what_symbol }: { $what_kind }.
event-treasury-pot-made = נפתח סעיף בקופה: „{ $name }”.
event-treasury-issued = הונפקו { $amount }, אל { event-place-to }.
event-treasury-paid = שולמו { $amount }: מאת { event-place-from } אל { event-place-to }.{ event-reason }
event-treasury-batch-paid = { $payments_count ->
    [1] שולמו { $total } למקבל או למקבלת אחת, מאת { event-place-from }.
    [2] שולמו { $total } לשני מקבלים, מאת { event-place-from }.
   *[other] שולמו { $total } אל { $payments_count } מקבלים, מאת { event-place-from }.
}{ event-reason }
event-treasury-income-recorded = הכנסה: { event-received }. עבור: { $income_purpose }
event-treasury-reserved = שוריינו { $reservation_amount }. עבור: { $reservation_purpose }
event-treasury-released = { $amount } שהיו משוריינים שוב פנויים.
event-treasury-paid-reserved = שולמו { $amount } מתוך מה ששוריין, אל { event-place-to }.
event-treasury-stream-opened = תשלום מתמשך אל { $stream_to }, בנכס { $stream_asset }. עבור: { $stream_purpose }
event-treasury-stream-paid = שולמו אל { $to } { $amount } מתוך תשלום מתמשך מס׳ { $number }.
event-treasury-stream-stopped = תשלום מתמשך מס׳ { $number } הופסק לפני זמנו{ $by_key ->
    [some] , בידי { $by }
   *[none] {""}
}; { $returned } הוחזרו לסעיף.
event-treasury-stream-ended = תשלום מתמשך מס׳ { $number } הסתיים ושולם.
event-treasury-dividend-paid = { $amount } חולקו בין מי שמחזיקים ביחידות { $share }.
event-treasury-dividend-taken = נלקחו { $amount } בידי { $account }, מן הרווחים של { $share }.
event-treasury-item-registered = נרשם פריט: { $item_name }.
event-treasury-item-transferred = חלק של פריט מס׳ { $number } עבר מיד ליד.{ event-reason }
event-treasury-holder-named = { $claim_holder }: החזקה בכסף מחוץ לפנקס עבור הקהילה, בנכס { $asset }. { $claim_way }
event-treasury-payout-asked = בקשה מאת { $payout_payee } לקבל { $payout_amount } מחוץ לפנקס.
event-treasury-payout-turned = בקשת תשלום מס׳ { $number }: { $state_key ->
    [asked] ממתינה עד { $state_until }
    [late] באיחור מאז { $state_since }
    [settled] שולמה, לדברי מי שמחזיקים בכסף; אפשר לערער עד { $state_until }
   *[disputed] לדברי המקבל או המקבלת, לא שולמה
}.
event-treasury-payout-closed = { $is_paid_key ->
    [yes] { $amount } שולמו אל { $payee } מחוץ לפנקס, ובוטלו כאן.
   *[no] { $amount } הוחזרו אל { $payee }: הם לא שולמו מחוץ לפנקס.
}
event-treasury-escrow-opened = { $escrow_left } הופקדו בנאמנות.
event-treasury-escrow-paid = { $amount } שולמו מתוך פיקדון נאמנות מספר { $number }.
event-treasury-escrow-returned = { $amount } מתוך פיקדון נאמנות מספר { $number } חזרו.
event-treasury-escrow-divided = { $escrow_left } מופקדים בנאמנות במספר { $number }, כחלק מפיקדון מספר { $from }.
event-treasury-shares-counted = יחידות { $asset } של { $account } נספרות מעתה.

## discussion

event-discussion-thread-opened = { $author_key ->
    [some] השרשור { $title } נפתח על ידי { $author }.
   *[none] התחיל שרשור: { $topic }.
}
event-discussion-post-made = { $author }: { $body }
event-discussion-post-edited = הודעה { $post } נערכה, ונאמר בה: { $body }
event-discussion-post-erased = דברים מתוך הודעה { $post } נמחקו בידי מי שכתבו אותם.
event-discussion-reacted = תגובה של { $account } על הודעה { $post }: { $kind }.
event-discussion-reaction-withdrawn = בוטלה תגובה של { $account } על הודעה { $post }: { $kind }.
event-discussion-mentioned = פנייה של { $by } אל { $account } בהודעה { $post }.
event-discussion-thread-closed = שרשור { $thread } נסגר בידי מי שפתחו אותו.
event-discussion-thread-reopened = שרשור { $thread } נפתח מחדש.
event-discussion-post-hidden = הודעה { $post } של { $author } הוסתרה: { $by }. הנימוק: { $reason } אפשר לערער עד { $appeal_until }.
event-discussion-post-shown = הודעה { $post } מוצגת שוב: { $body }
event-discussion-hiding-appealed = הוגש ערעור על הסתרת הודעה { $post }: { $reason } ההכרעה עד { $until }.
event-discussion-hiding-judged = { $stands_key ->
    [yes] הודעה { $post } נשארת מוסתרת.
   *[no] הערעור על הודעה { $post } התקבל.
}
event-discussion-thread-locked = שרשור { $thread } ננעל: { $by }. הנימוק: { $reason }
event-discussion-thread-unlocked = הנעילה של שרשור { $thread } הוסרה.
event-discussion-moderated = ניהול הדיון, רשומה { $number }: { $deed }.

## reputation

event-reputation-points-made = { $domain_key ->
    [some] תרומה { $evidence } שהתקבלה הביאה אל { $account } בתחום { $domain }: { $points }.
   *[none] תרומה { $evidence } שהתקבלה הביאה אל { $account }: { $points }.
}
event-reputation-points-taken = { $domain_key ->
    [some] מן הנקודות של { $account } בתחום { $domain } נלקחו { $points }, או כמה שהיו (הפחתה { $penalty }).
   *[none] מן הנקודות של { $account } נלקחו { $points }, או כמה שהיו (הפחתה { $penalty }).
}
event-reputation-points-given-back = מה שנלקח מן הנקודות של { $account } בהפחתה { $penalty } הוחזר.
event-reputation-epoch-began = תקופת הוקרה { $epoch } התחילה; היא מסתיימת ב־{ $until }.
event-reputation-epoch-closed = תקופת הוקרה { $epoch } נסגרה. מתרומות שהתקבלו: { $hard }. מהוקרה, לפני הגבול של הכלל: { $soft }.
event-reputation-praised = { $domain_key ->
    [some] הוקרה של { $from } אל { $to } בתחום { $domain }, בשיעור { $points }: { $words }
   *[none] הוקרה של { $from } אל { $to }, בשיעור { $points }: { $words }
}
event-reputation-praise-counted = { $domain_key ->
    [some] ההוקרה הביאה אל { $account } בתחום { $domain }: { $points }.
   *[none] ההוקרה הביאה אל { $account }: { $points }.
}
event-reputation-thanked = תודה של { $from } אל { $to }: { $words }
event-reputation-tier-reached = { $domain_key ->
    [some] דרגה חדשה של { $account } בתחום { $domain }: { $tier }.
   *[none] דרגה חדשה של { $account }: { $tier }.
}
event-reputation-steward-named = { $domain_key ->
    [some] הריכוז של תחום { $domain } הופקד בידי { $account } עד { $until }.
   *[none] ריכוז הקהילה הופקד בידי { $account } עד { $until }.
}
event-reputation-steward-recalled = { $domain_key ->
    [some] הסתיימה הכהונה של { $account } בריכוז תחום { $domain }.
   *[none] הסתיימה הכהונה של { $account } בריכוז הקהילה.
}
event-reputation-points-stood-still = הנקודות של { $account } עמדו במקום בזמן ההיעדרות, במשך { $lasts }.
event-reputation-clock-changed = הנקודות דועכות לפי שעון חדש; מחצית החיים שלהן: { $half_life }.
event-reputation-past-recorded = נרשמו תרומות מן העבר של { $account }, במספר: { $works }, ביחד: { $points }. אין להן משקל בהחלטות.
event-reputation-past-taken = תרומות מן העבר אושרו בידי { $account }, במספר: { $works }, ביחד: { $points }.
event-reputation-past-struck = תרומות מן העבר של { $account } נמחקו מן הרישום, במספר: { $works }, ביחד: { $points }.
event-reputation-skill-named = { $name_key ->
    [some] שמה של מיומנות { $skill }: { $name }.
   *[none] למיומנות { $skill } אין עוד שם.
}

## review

event-review-contribution-claimed = { $domain_key ->
    [some] תרומה { $evidence } נרשמה בתחום { $domain }, בהיקף { $size }: { $work }
   *[none] תרומה { $evidence } נרשמה, בהיקף { $size }: { $work }
}
event-review-claim-withdrawn = תרומה { $evidence } נמשכה.
event-review-panel-drawn = הוגרלו להעריך את תרומה { $evidence }: { $reviewers }. דירוגים נעולים מוגשים עד { $until }.
event-review-review-sealed = הוגש דירוג נעול של תרומה { $evidence } מאת { $account }.
event-review-reveals-opened = כל הדירוגים של תרומה { $evidence } הוגשו נעולים; חושפים אותם עד { $until }.
event-review-review-revealed = { $reasons_key ->
    [some] הדירוג של תרומה { $evidence } מאת { $account }: { $quality } מתוך 100, היקף { $size }. הנימוקים: { $reasons }
   *[none] הדירוג של תרומה { $evidence } מאת { $account }: { $quality } מתוך 100, היקף { $size }.
}
event-review-review-missed = עבר הזמן של { $account } להעריך את תרומה { $evidence }.
event-review-contribution-judged = תרומה { $evidence } הוערכה: { $quality } מתוך 100, היקף { $size }, { $points_count ->
    [one] נקודה אחת
    [two] שתי נקודות
   *[other] { $points } נקודות
}{ $disputed_key ->
    [yes] . הדירוגים היו רחוקים זה מזה
   *[no] {""}
}{ $among_friends_key ->
    [yes] . העריכו אותה אנשים שמוקירים זה את זה.
   *[no] .
}
event-review-left-unreviewed = מעטים מדי העריכו את תרומה { $evidence }.
event-review-score-appealed = ערעור של { $by } על הציון של תרומה { $evidence }: { $reason }
event-review-score-disputed = מחלוקת של { $by } על הציון של תרומה { $evidence }: { $reason }
event-review-stake-forfeited = המחלוקת על תרומה { $evidence } לא העלתה דבר. חילוט העירבון של { $account }: { $points_count ->
    [one] נקודה אחת.
    [two] שתי נקודות.
   *[other] { $points } נקודות.
}
event-review-stake-returned = העירבון של { $account } במחלוקת על תרומה { $evidence } הוחזר.
event-review-review-paid = שכר של { $account } על הערכת תרומה { $evidence }: { $flat } על עמידה בזמן, { $growth } על הסכמה.
event-review-maximum-declared = מעכשיו פתוחה אצל { $account } בו בזמן { $most_count ->
    [one] הערכה אחת
    [two] שתי הערכות
   *[other] { $most } הערכות
} לכל היותר.

## grants

event-grants-round-opened = הסבב { $title } התחיל: { $budget } לחלוקה, עד { $closes }.
event-grants-praised = הוקרה של { $from } אל { $to } בסבב { $round }: { $words }
event-grants-raters-assigned = שובצו מעריכים בסבב { $round }, הוקרות: { $entries }.
event-grants-praise-rated = הערכה של { $rater } בסבב { $round }, הוקרות: { $entries }.
event-grants-praise-recorded = תועדו הוקרות בסבב { $round }, מספר ההוקרות: { $entries }, החל ממספר { $first }; הוקרות עצמיות: { $own }.
event-grants-round-closed = סבב { $round } נסגר, ומסתכם.
event-grants-round-paid = סבב { $round } חילק { $shared }; אנשים: { $people }.
event-grants-round-cancelled = סבב { $round } בוטל.
event-grants-round-returned = בסבב { $round } לא היה לפי מה לחלק, והתקציב חזר: { $why_key ->
    [scored] אין ציונים.
    [points] אין למי שהשתתפו נקודות שנספרות.
    [given] לא חולקו אסימונים.
    [chosen] אין מועמדים שהופיעו בדי פתקים ובסכום מספיק.
   *[budget] הוא כבר לא כאן.
}
event-grants-tokens-given = אסימוני תודה בסבב { $round } מאת { $from }: { $tokens_count ->
    [one] אסימון אחד
    [two] שני אסימונים
   *[other] { $tokens } אסימונים
}; אנשים: { $people }.
event-grants-nominated = מועמדות של { $candidate } בסבב { $round }: { $words }
event-grants-retro-ballot-cast = הצבעה של { $voter } בסבב { $round }; מועמדים בפתק: { $candidates }.
event-grants-gift-pot-opened = נפתחה קופת תמיכה: { $purpose } עושה ומקבל: { $payee }; היעד { $goal }, עד { $until }.
event-grants-given-for-purpose = תמיכה של { $from } בסך { $amount } בקופה { $undertaking }.
event-grants-match-pledged = התחייבות של { $by } להוסיף { $times } על כל 1 שאחרים נותנים לקופה { $undertaking }, עד { $most }.
event-grants-pledge-added = מן ההתחייבות של { $by } בקופה { $undertaking } נוספו { $added } וחזרו { $back }.
event-grants-gifts-gathered = בקופה { $undertaking } יש { $whole }, והעבודה מתחילה.
event-grants-grant-offered = הוצע מענק של { $amount } אל { $payee }: { $purpose } לתשובה עד { $until }.
event-grants-undertaking-turned = מיזם { $undertaking }: { $course_key ->
    [gathering] נאספת תמיכה עד { $course_until }.
    [offered] ממתין לתשובה עד { $course_until }.
    [working] בעבודה; אבן הדרך הבאה תוגש עד { $course_until }.
    [judging] ממתין להערכה עד { $course_until }; אחרי פעמיים הזמן הזה בלי הערכה, השתיקה מכריעה.
    [judged] הוכרע, ועכשיו משולם או חוזר.
   *[over] הסתיים.
}
event-grants-milestone-handed-in = הוגשה אבן דרך במיזם { $undertaking }: { $work }
event-grants-milestone-judged = אבן דרך במיזם { $undertaking } הוערכה{ $by_key ->
    [some] {" "}בידי { $by }
   *[none] {" "}בידי החברים
}. הושגה: { $accepted }.
event-grants-milestone-paid = אבן דרך במיזם { $undertaking } הושגה: שולמו { $paid } אל { $to }.
event-grants-gift-returned = { $back } ממה שניתן לקופה { $undertaking } חזרו אל { $to }.
event-grants-grant-returned = { $back } ממענק { $undertaking } חזרו לקהילה.
event-grants-what-came-told = מה יצא ממיזם { $undertaking }: { $words }
event-grants-fund-opened = הקרן { $title } התחילה: עד { $matching } יתווספו למה שאנשים נותנים לפרויקטים, עד { $closes }.
event-grants-project-entered = פרויקט { $project } הוגש לקרן { $fund } בידי { $payee }: { $words }
event-grants-project-funded = תמיכה של { $from } בסך { $amount } בפרויקט { $project } של קרן { $fund }.
event-grants-project-withdrawn = פרויקט { $project } נמשך מקרן { $fund }.
event-grants-support-returned = { $back } שניתנו לפרויקט { $project } של קרן { $fund } חזרו אל { $to }.
event-grants-project-paid = פרויקט { $project } של קרן { $fund }: אל { $to } שולמו { $given } מתמיכה, ועוד { $matched } תוספת.
event-grants-fund-closed = קרן { $fund } נסגרה: נוספו { $matched } לתמיכה, וחזרו { $back }.
## work

event-work-task-published = פורסמה המשימה { $title }: { $reward } לכל מקום.
event-work-task-turned = משימה { $task }: { $stage_key ->
    [open] אפשר לקחת אותה עד { $stage_until }.
    [resting] נחה עד { $stage_until }.
    [revealing] ההגשות נסגרו; העבודות נפתחות עד { $stage_until }.
    [judging] ממתינה לחלוקת הפרסים עד { $stage_until }.
    [full] אין בה מקום פנוי.
   *[closed] סגורה.
}
event-work-task-taken-back = משימה { $task } בוטלה.
event-work-offer-made = הצעה של { $account } למשימה { $task }.
event-work-offer-withdrawn = { $account }: ההצעה למשימה { $task } נמשכה.
event-work-entry-opened = { $account }: נפתחה עבודה לתחרות במשימה { $task }: { $work }
event-work-job-began = עבודה { $job } במשימה { $task } נלקחה תמורת { $price }: { $workers }.
event-work-progress-noted = דיווח של { $account } על ההתקדמות בעבודה { $job }: { $words }
event-work-work-handed-in = הגשה של { $account } בעבודה { $job }: { $work }
event-work-work-reviewed = התקבלה הערכה על עבודה { $job }{ $by_key ->
    [some] {" "}מאת { $by }.
   *[none] .
}
event-work-job-turned = עבודה { $job }: { $stage_key ->
    [waiting] ממתינה לחלק שלפניה.
    [assigned] מתבצעת, עד { $stage_until }.
    [submitted] ממתינה להערכה, עד { $stage_until }.
    [changing] נעשים בה תיקונים, עד { $stage_until }.
    [rejected] נדחתה; אפשר לערער עד { $stage_until }.
    [hearing] ממתינה להכרעה עד { $stage_until }; בהיעדר הכרעה היא מתקבלת.
    [accepted] התקבלה; התשלום אחרי { $stage_until }, אם לא תהיה מחלוקת.
    [notice] נפסקה כי המשימה בוטלה.
    [paid] שולמה.
    [refused] נדחתה סופית.
    [abandoned] לא הוגשה בזמן.
    [released] שוחררה, ואחרים יכולים לקחת אותה.
   *[cancelled] הסתיימה כי המשימה בוטלה.
}
event-work-hearing-asked = בקשה של { $by } להכריע על עבודה { $job }: { $reason }
event-work-work-decided = הכרעה על עבודה { $job }: { $accepted_key ->
    [yes] העבודה מתקבלת
   *[no] העבודה אינה מתקבלת
}{ $silent_key ->
    [yes] , כי איש לא אמר אחרת בזמן.
   *[no] .
}
event-work-panel-asked = צוות מעריך את עבודה { $job }, בתור תרומה { $evidence }{ $decides_key ->
    [yes] , ומכריע עליה.
   *[no] .
}
event-work-panel-missing = לא נמצא צוות שיעריך את עבודה { $job }{ $decides_key ->
    [yes] : החברים מכריעים.
   *[no] .
}
event-work-payer-trusted = מי שמשלמים על עבודה { $job } מצאו אותה טובה, וזה מביא נקודות בתור תרומה { $evidence }.
event-work-stake-settled = { $lost_key ->
    [yes] המחלוקת על עבודה { $job } נדחתה; { $account } איבדו נקודות במספר { $points }.
   *[other] העירבון במחלוקת על עבודה { $job } הוחזר אל { $account }; נקודות: { $points }.
}
event-work-drafts-brought = נרשמו רעיונות לעבודה; חדשים: { $new }, השתנו: { $changed }.
event-work-draft-linked = { $task_key ->
    [some] רעיון { $draft } נעשה למשימה { $task }.
   *[none] רעיון { $draft } פנוי שוב.
}
event-work-job-paid = { $amount } שולמו על עבודה { $job } במשימה { $task }: { $workers }.

## earn

event-earn-programme-opened = נפתחה התוכנית { $title }; כשיופקד לה כסף בנאמנות, תקבל דרישות עד { $until }.
event-earn-programme-funded = { $amount } הופקדו בנאמנות לתוכנית { $programme }{ $by_key ->
    [some] {" "}על ידי { $by }.
   *[none] .
}
event-earn-programme-turned = תוכנית { $programme } { $stage_key ->
    [draft] ממתינה לכסף.
    [live] מקבלת דרישות.
    [paused] מושהית.
    [closing] לא מקבלת עוד דרישות.
   *[closed] נסגרה.
}
event-earn-programme-renewed = החברים אישרו את המשך תוכנית { $programme }: היא מחלקת במלואה.
event-earn-programme-returned = { $amount } שלא חולקו בתוכנית { $programme } הוחזרו.
event-earn-epoch-shared = בתקופה { $epoch } של תוכנית { $programme } חולקו { $amount }; דרישות: { $claims }.
event-earn-reward-claimed = דרישה { $claim } לתגמול מתוכנית { $programme } של { $account }{ $words_key ->
    [some] : { $words }
   *[none] .
}
event-earn-reward-attested = אימות של { $by } לדרישה { $claim }; ציון: { $score }.
event-earn-reward-confirmed = לדברי { $by }, דרישה { $claim } { $yes_key ->
    [yes] נכונה.
   *[no] אינה נכונה.
}
event-earn-reward-reserved = { $amount } שוריינו לדרישה { $claim }.
event-earn-reward-turned = דרישה { $claim } בתוכנית { $programme } { $stage_key ->
    [submitted] ממתינה לבודקים עד { $stage_until }.
    [drawing] אומתה, ומוגרל אם תבוקר.
    [audited] הוגרלה לביקורת; בלי ביקורת עד { $stage_until } היא נדחית.
    [pooled] ממתינה לחלוקת התקופה.
    [challengeable] פתוחה לערעור עד { $stage_until }; אחר כך היא משולמת.
    [challenged] ממתינה להכרעה עד { $stage_until }; בהיעדר הכרעה היא משולמת.
    [frozen] מוקפאת, כי האימות שלה כבר לא תקף; בהיעדר הכרעה עד { $stage_until } הסכום חוזר.
    [payable] משולמת בחלקים; הבא ב־{ $stage_until }.
    [paid] שולמה.
    [rejected] לא תשולם.
   *[slashed] נמצאה לא נכונה.
}
event-earn-reward-paid = { $amount } שולמו אל { $account } על דרישה { $claim }.
event-earn-reward-challenged = ערעור של { $by } על דרישה { $claim }, בעירבון של { $stake }: { $reason }
event-earn-reward-judged = הוכרע שדרישה { $claim } { $untrue_key ->
    [yes] אינה נכונה.
   *[no] נכונה.
}
event-earn-bond-posted = עירבון של { $by } למה שיאומת בתוכנית { $programme }: { $amount }.
event-earn-bond-lost = { $amount } מן העירבון של { $by } בתוכנית { $programme } חולטו.
event-earn-bond-returned = העירבון של { $by } בתוכנית { $programme } הוחזר: { $amount }.
event-earn-attestor-revoked = { $account } לא מאמתים עוד בתוכנית { $programme }.
event-earn-reward-stake-lost = הערעור של { $by } על דרישה { $claim } נדחה, והעירבון של { $amount } עבר לקהילה.
event-earn-ladder-held = { $amount } שוריינו בתוכנית { $programme } עבור { $account }, שהתחילו ללמוד.
event-earn-ladder-freed = { $amount } ששוריינו בתוכנית { $programme } עבור { $account } שוב פנויים.
event-earn-ladder-claimed = { $amount } מתוך מה ששוריין מחכים לדרישה { $claim } בתוכנית { $programme }.
event-earn-ladder-kept = { $amount } של דרישה { $claim } נשארים משוריינים להגשה הבאה.
event-earn-teachers-paid = { $account } השתמשו במיומנות { $skill } בעבודה בתשלום: מי שלימדו אותה חולקים { $amount } מתוכנית { $programme }.
event-earn-bond-spent = העירבון של { $by } בתוכנית { $programme } קטן עכשיו מ־{ $least }: אין אימותים נוספים עד שיופקד עוד, ומה שאומת ועדיין לא שולם ממתין להכרעת הקהילה.
event-earn-teachers-wait = { $account } השתמשו במיומנות { $skill } בעבודה בתשלום: למי שלימדו אותה מגיעים עוד { $amount } מתוכנית { $programme }, מן התקופות הבאות שלה ועד { $until }.
event-earn-teachers-missed = למי שלימדו את { $account } מיומנות { $skill } הגיעו עוד { $amount } מתוכנית { $programme }: הסכום לא היה שם בזמן, והוא נשאר בתוכנית.

## learn

event-learn-course-offered = הוצע הקורס { $title_he } ({ $title_en }): הוא מלמד את מיומנות { $skill }, ותוכנית { $programme } משלמת על הלימוד.
event-learn-course-revised = הקורס { $title_he } ({ $title_en }) עודכן; { $open_key ->
    [yes] הוא פתוח להרשמה.
   *[no] הוא סגור להרשמה.
}
event-learn-learning-turned = { $account } בקורס { $course }: { $stage_key ->
    [drawing] מוגרל מה שיש לעשות.
    [proving] עושים מה שהוגרל, עד { $stage_until }.
    [practical] מכינים עבודה מעשית, עד { $stage_until }.
    [judged] העבודה נבדקת (דרישה { $stage_claim }).
    [resting] הבדיקה הבאה ב־{ $stage_until }.
    [done] הקורס הסתיים.
   *[lapsed] הזמן עבר; אפשר להתחיל שוב.
}
event-learn-steps-drawn = הוגרל מה ש־{ $account } יעשו בקורס { $course }.
event-learn-step-shown = { $account } הראו דבר שהוגרל להם בקורס { $course }.
event-learn-skill-mastered = { $account } { $level_key ->
    [knows] יודעים את מיומנות { $skill }
    [can-do] מסוגלים למיומנות { $skill }
   *[retained] מחזיקים במיומנות { $skill }
}, עד { $until } אם לא תיבדק או תשמש שוב.
event-learn-skill-refreshed = { $account } השתמשו במיומנות { $skill } בעבודה בתשלום: היא בתוקף עד { $until }.
event-learn-skill-lost = { $account } איבדו את מיומנות { $skill }: מה שהראו נמצא לא נכון.

## invest

event-invest-sale-opened = מכירה { $sale } התחילה: עד { $shares } תמורת { $pay }, עד { $until }. { $terms }
event-invest-shares-ordered = הזמנה של { $units } יחידות במכירה { $sale } מאת { $account }; בנאמנות על כל ההזמנות: { $deposit }.
event-invest-bid-sealed = הצעה חתומה במכירה { $sale } מאת { $account }; בנאמנות: { $deposit }.
event-invest-bidding-closed = הזמן להציע במכירה { $sale } הסתיים; ההצעות נפתחות עד { $until }.
event-invest-bid-opened = הצעה של { $account } במכירה { $sale }, ביחידות ובמחיר למנה ביחידות בסיס: { $steps }.
event-invest-shares-sold = קנייה של { $account } במכירה { $sale }: { $shares } תמורת { $paid }.
event-invest-deposit-kept = הצעה של { $account } במכירה { $sale } לא נפתחה; מן הפיקדון נשארים בקופה { $kept }.
event-invest-sale-closed = { $ending_key ->
    [missed] מכירה { $sale } הסתיימה בלי שנמכר דבר: התבקש פחות מדי. הכסף הוחזר לכולם.
    [cancelled] מכירה { $sale } בוטלה. נמכרו { $sold } יחידות תמורת { $raised }; הכסף על הזמנות והצעות הוחזר.
   *[sold] מכירה { $sale } הסתיימה. נמכרו { $sold } יחידות תמורת { $raised }.
}
event-invest-lot-freed = היחידות שנקנו בידי { $account }, { $shares }, פנויות עכשיו.
event-invest-leaving-asked = פרישה של { $account } עם { $shares }; מועד התשלום: { $until }.
event-invest-leaving-withdrawn = הפרישה של { $account } בוטלה.
event-invest-shares-burnt = פרישה של { $account } עם { $shares }; לפניה היו { $before } יחידות.
event-invest-part-paid = תשלום בפרישה אל { $account }: { $part }, החלק מ־{ $free } יחידות בסיס שהיו פנויות.
event-invest-sharing-began = מעתה { $rate } מן ההכנסות ב־{ $asset } עוברים למחזיקים ב־{ $share }.
event-invest-income-shared = מן ההכנסות עברו למחזיקים { $amount }; טרם כוסו: { $owed } יחידות בסיס.
event-invest-sharing-ended = חלוקת ההכנסות { $sharing } הסתיימה; שולמו בסך הכול { $paid }.

## works

event-works-work-named = הובאה לרישום היצירה { $what_name } (יצירה { $work }); יוצריה נשאלים.
event-works-owner-agreed = { $offer_key ->
    [some] { $by_account_key ->
        [some] הסכמה של { $by_account } להצעה { $offer } של יצירה { $work }.
       *[none] התקבלה הסכמה להצעה { $offer } של יצירה { $work }.
    }
   *[none] { $by_account_key ->
        [some] הסכמה של { $by_account } להירשם בין יוצרי יצירה { $work }.
       *[none] התקבלה הסכמה להירשם בין יוצרי יצירה { $work }.
    }
}
event-works-work-registered = יצירה { $work } רשומה: כל היוצרים הסכימו, והיא שלהם (פריט { $item }).
event-works-work-given-up = { $by_key ->
    [some] יצירה { $work } לא נרשמה: אחד מן היוצרים סירב.
   *[none] יצירה { $work } לא נרשמה: לא כל היוצרים ענו בזמן.
}
event-works-work-offered = { $what_about_key ->
    [parts] חלקים של יצירה { $work } מוצעים תמורת { $what_about_price } עד { $what_until } (הצעה { $offer }).
   *[uses] הבעלים של יצירה { $work } נשאלים כמה יעלה שימוש, עד { $what_until } (הצעה { $offer }).
}
event-works-offer-turned = הצעה { $offer } של יצירה { $work } { $stage_key ->
    [waits] ממתינה לבעלים.
    [open] פתוחה: כולם הסכימו.
    [sold] הסתיימה: נענו לה.
    [agreed] הוסכמה על כולם.
    [declined] הסתיימה: אחד הבעלים סירב או ביטל.
   *[lapsed] פגה.
}
event-works-work-sold = חלקים של יצירה { $work } נמכרו תמורת { $paid }; תמלוגים ליוצרים: { $royalty } יחידות בסיס.
event-works-use-priced = { $price_key ->
    [some] שימוש ביצירה { $work } עולה מעכשיו { $price }.
   *[none] לא מוצע עוד שימוש ביצירה { $work }.
}
event-works-work-used = שולמו { $what_paid } על שימושים ביצירה { $work }: { $what_times } (קבלה { $receipt }).
event-works-work-struck = הקהילה מחקה את יצירה { $work } מן הרישום שלה.
