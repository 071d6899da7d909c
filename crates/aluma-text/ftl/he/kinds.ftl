## How a value stands inside a sentence.

kind-yes = כן
kind-no = לא
kind-none = ללא
kind-unlimited = בלי הגבלה

kind-account = חשבון מס׳ { $id }
    .named = { $name } (חשבון מס׳ { $id })
kind-dao = קהילה מס׳ { $id }
    .named = { $name } (קהילה מס׳ { $id })
kind-proposal = הצעה להחלטה מס׳ { $id }
    .named = הצעה להחלטה מס׳ { $id }, { $name }
kind-poll = סקר מס׳ { $id }
    .named = סקר מס׳ { $id }, { $name }
kind-asset = נכס מס׳ { $id }
    .named = { $name } (נכס מס׳ { $id })
kind-pot = סעיף מס׳ { $id } בקופה
    .named = הסעיף { $name } בקופה (מס׳ { $id })
kind-pot-general = הסעיף הכללי בקופה
    .named = הסעיף הכללי בקופה

kind-amount = { $units } יחידות בסיס של נכס מס׳ { $asset }
kind-votes = { $count ->
    [one] קול אחד
   *[other] { $shown } קולות
}
kind-points = { $count ->
    [one] נקודה אחת
    [two] שתי נקודות
   *[other] { $shown } נקודות
}
kind-part-of-all = { $percent } % מכל המשקל
kind-failure = { $title } (סירוב מס׳ { $code })
kind-proof = ההוכחה של המפתח { $key }

kind-text = „{ $text }”
kind-text-erased = (טקסט שנמחק)
kind-text-missing = הטקסט { $id }

kind-time = { $day }.{ $month }.{ $year }, { $clock } UTC
kind-days = { $count ->
    [1] יום אחד
    [2] יומיים
    [3] 3 ימים
    [4] 4 ימים
    [5] 5 ימים
    [6] 6 ימים
    [7] 7 ימים
    [8] 8 ימים
    [9] 9 ימים
    [10] 10 ימים
   *[other] { $count } יום
}
kind-hours = { $count ->
    [1] שעה אחת
    [2] שעתיים
   *[other] { $count } שעות
}
kind-minutes = { $count ->
    [1] דקה אחת
    [2] שתי דקות
   *[other] { $count } דקות
}
kind-seconds = { $count ->
    [1] שנייה אחת
    [2] שתי שניות
   *[other] { $count } שניות
}
kind-milliseconds = { $count ->
    [1] אלפית שנייה אחת
    [2] שתי אלפיות שנייה
   *[other] { $count } אלפיות שנייה
}

kind-choice = { $label } ({ $values })
kind-list-empty = רשימה ריקה
kind-list = { $count ->
    [1] פריט אחד ({ $first })
    [2] שני פריטים ({ $first })
   *[other] { $count } פריטים ({ $first })
}
kind-list-longer = { $count } פריטים ({ $first }; ועוד { $rest })
kind-list-sums = { $count ->
    [1] פריט אחד ({ $first })
    [2] שני פריטים, סך הכול { $sums } ({ $first })
   *[other] { $count } פריטים, סך הכול { $sums } ({ $first })
}
kind-list-sums-longer = { $count } פריטים, סך הכול { $sums } ({ $first }; ועוד { $rest })

kind-act = ({ $number }) { $sentence }
kind-act-unknown = פעולה שהתוכנה אינה יודעת לקרוא: מספר { $number }, טביעה { $hash }.
