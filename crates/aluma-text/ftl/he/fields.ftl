## Why a field of an input was refused. The field stands beside the sentence.

field-missing = השדה חסר.
field-unknown = אין כאן שדה כזה.
field-too-big = המספר גדול מן המותר בשדה הזה.
field-too-long = { $limit ->
    [1] אורך הטקסט המרבי הוא בית אחד.
    [2] אורך הטקסט המרבי הוא שני בתים.
   *[other] אורך הטקסט המרבי הוא { $limit } בתים.
}
field-too-many = { $limit ->
    [1] ברשימה מותר פריט אחד לכל היותר.
    [2] ברשימה מותרים שני פריטים לכל היותר.
   *[other] ברשימה מותרים { $limit } פריטים לכל היותר.
}
field-empty = הטקסט ריק.
field-forbidden-text = בטקסט יש תו שאינו מותר כאן.
field-unknown-asset = אין נכס בסימול הזה.
field-unknown-handle = אין מי שנושא את הכינוי הזה.
field-unknown-choice = זו אינה אחת האפשרויות.
field-unknown-action = אין פעולה בשם הזה.
field-too-deep = יש יותר מדי רמות של פעולות בתוך פעולות.
field-too-large = הפעולה גדולה מן המותר לפעולה אחת.
field-no-text-here = כאן אפשר למסור רק מזהה של טקסט.

field-expected-flag = נדרש true או false.
field-expected-number = נדרש מספר שלם, בספרות.
field-expected-id = נדרש מספר או כינוי.
field-expected-time = נדרש מועד, כגון 2026-11-23 10:00.
field-expected-span = נדרש משך זמן, כגון 48h או 1d12h.
field-expected-amount = נדרש סכום, כגון 12.5 TEC, ומספר הספרות אחרי הנקודה לפי הנכס.
field-expected-share = נדרש חלק בין 0 ל־1, כגון 2/3 או 67%.
field-expected-hash = נדרשות 64 ספרות הקסדצימליות.
field-expected-text = נדרש טקסט.
field-expected-key = נדרש מפתח ציבורי, כגון ed25519: ואחריו הספרות.
field-expected-proof = נדרשים המפתח והחתימה של ההוכחה.
field-expected-choice = נדרשת אחת האפשרויות, עם השדות שלה אם יש לה.
field-expected-action = נדרשת פעולה עם השדות שלה.
field-expected-list = נדרשת רשימה.
field-expected-object = נדרש אובייקט ובו שדות בשמותיהם.
