//! Work, thanks and shares of the garden's people.

use serde_json::json;

use super::super::work::{Done, Gift, Task, finds, places};
use super::super::{Community, DAY};
use super::learning;
use crate::step::{Panel, Sitting, Step, made};

const TAMAR: &str = "תמר-גולן";
const EITAN: &str = "איתן-רוזן";
const SIVAN: &str = "סיוון-דהן";
const YOSEF: &str = "יוסף-חדד";
const LAYLA: &str = "לאילה-מנסור";
const AMIT: &str = "עמית-צדוק";

/// What is told of whoever was drawn.
const DRAWN: &str = "ממתינה כאן הערכה של תרומה";

const fn task(
    title: &'static str,
    brief: &'static str,
    reward: &'static str,
    size: u32,
) -> Task<'static> {
    Task { title, brief, reward, reviewer: AMIT, size, open_for: 14 }
}

pub(super) fn live(garden: &mut Community<'_>) {
    paid(garden);
    given(garden);
    waiting(garden);
    over(garden);
    thanks(garden);
    underway(garden);
    in_hands(garden);
    contested(garden);
    open(garden);
    learned(garden);
}

fn paid(garden: &mut Community<'_>) {
    garden.done_well(
        "ברז",
        task(
            "תיקון הברז ליד החממה",
            "מטפטף יום ולילה, והמונה רץ. אטם וברז חדש נמצאים בארגז.\n\nגמור כשהדלי מתחתיו נשאר יבש בלילה.",
            "180 ILS",
            4,
        ),
        Done { by: YOSEF, days: 54, says: "הוחלף הברז, והוחלף גם האטם של השכן שלו. הדלי יבש." },
        finds(86, 4, &["המונה ירד בשליש.", "מהיר ונקי."]),
    );
    let writer = garden.members[7].clone();
    garden.done_well(
        "חוברת",
        task(
            "חוברת שתילה לחורף",
            "מה שותלים, מתי ובאיזה מרחק, בעמוד אחד לכל ערוגה. עם ציורים, כדי שגם הילדים יקראו.",
            "350 ILS",
            12,
        ),
        Done {
            by: &writer, days: 46, says: "שמונה עמודים, תלויים במחסן ושמורים כקובץ להדפסה."
        },
        finds(90, 11, &["שתלתי לפיה ולא שאלתי אף אחד.", "הציורים נהדרים.", "מדויקת."]),
    );
    garden.done_well(
        "ארון",
        Task {
            reviewer: EITAN,
            ..task(
                "ארון כלים עם קוד",
                "במקום שער נעול: ארון אחד ליד השולחן, עם מנעול קוד ומקום לכל כלי.",
                "480 ILS",
                14,
            )
        },
        Done {
            by: YOSEF, days: 29, says: "עומד ליד השולחן. כל כלי מצויר על הדלת במקום שלו."
        },
        finds(88, 14, &["מאז לא חסר אף כלי.", "הציור על הדלת גאוני."]),
    );
    let cook = garden.members[11].clone();
    garden.done(
        "תנור",
        Task {
            reviewer: SIVAN, ..task("ניקוי תנור הטאבון", "לפני ערב הקהילה.", "80 ILS", 2)
        },
        Done { by: &cook, days: 16, says: "נקי, והוספתי עצים." },
    );
}

fn given(garden: &mut Community<'_>) {
    let gift =
        |by, days: u64, size, domain, words| Gift { by, at: days * DAY, size, domain, words };
    garden.given(
        "מדידה",
        gift(
            TAMAR,
            58,
            7,
            Some(1),
            "שבועיים של קריאת מונים בבוקר ובערב, וטבלה שמראה איפה המים הולכים \
                                    לאיבוד.",
        ),
        finds(91, 7, &["מהטבלה הזאת נולדה ההצעה לטפטפות.", "עבודה סבלנית."]),
    );
    garden.given(
        "ערב-קיץ",
        gift(SIVAN, 50, 9, Some(2), "ארגון ערב הקיץ: שישים אורחים, מרק, שתי גיטרות ואפס אשפה."),
        finds(84, 8, &["השכנים מהבניין ממול הצטרפו בעקבותיו.", "היה חסר תאורה."]),
    );
    garden.given(
        "קומפוסט",
        gift(EITAN, 42, 10, None, "הפיכת הקומפוסט כל שבוע מאז ההתחלה. הטמפרטורות רשומות על הלוח."),
        finds(82, 9, &["הריח נעלם.", "אדמה כזאת לא קונים."]),
    );
    garden.given(
        "ילדים-שותלים",
        gift(
            LAYLA,
            36,
            8,
            None,
            "ארבעה מפגשים עם ילדי שני בתי הספר, בשתי שפות: זריעה, השקיה, ושיר.",
        ),
        finds(93, 8, &["הילדים מביאים את ההורים.", "בשתי שפות, וזה מורגש."]),
    );
    garden.given(
        "ספרים",
        gift(AMIT, 25, 5, None, "סגירת הרבעון: כל קבלה מצולמת, כל שקל בטבלה, והסבר של עמוד אחד."),
        finds(79, 5, &["סוף סוף מבינים לאן הולך הכסף."]),
    );
    let newcomer = garden.members[16].clone();
    garden.given(
        "ספסל",
        gift(&newcomer, 15, 6, None, "צביעה של שלושת הספסלים, והחלפת הקרש השבור."),
        finds(75, 5, &["הצבע מתקלף קצת בפינה, אבל יושבים."]),
    );
}

/// What panels sit on now.
fn waiting(garden: &mut Community<'_>) {
    let gift = |by, at, size, domain, words| Gift { by, at, size, domain, words };
    garden.give(
        "מי-גשם",
        gift(YOSEF, 40, 6, Some(1), "מרזב וחבית ליד הפרגולה: שלוש מאות ליטר מהגשם הראשון."),
    );
    garden.waits(22, "מי-גשם", finds(87, 6, &[]), DRAWN);
    garden.give(
        "קבלת-פנים",
        gift(SIVAN, 31, 3, None, "קבלת פנים לחמש משפחות חדשות: סיור, תה ועציץ לכל אחת."),
    );
    garden.waits(13, "קבלת-פנים", finds(80, 3, &[]), DRAWN);
    let member = garden.members[21].clone();
    garden.give("צנון", gift(&member, 26, 2, None, "זריעה של צנון וחסה בכל הפינות שנשארו ריקות."));
    garden.waits(9, "צנון", finds(70, 2, &[]), DRAWN);
    // All have sealed, and those whom a visitor can be have opened: a key of the demo knows no salts.
    let other = garden.members[13].clone();
    garden
        .give("מפה", gift(&other, 38, 5, None, "מפת כל העצים, עם שנת הנטיעה ומי משקה כל אחד מהם."));
    let found = finds(85, 5, &["כבר השתמשתי בה.", "חסרים שני עצים ליד הגדר."]);
    garden.sealed(15, "מפה", found.clone());
    garden.opened(6, "מפה", Panel { who: Sitting::Told, ..found });
}

fn over(garden: &mut Community<'_>) {
    garden.offer(
        26 * DAY,
        "תרגום",
        task(
            "תרגום שלטי הגינה לאמהרית ולרוסית",
            "עשרים שלטים קצרים. הנוסח בעברית ובערבית כבר תלוי.",
            "160 ILS",
            4,
        ),
        places(1),
        &json!({ "outside": true }),
    );
    garden.offer(
        20 * DAY,
        "מרססת",
        task("השכרת מרססת לסוף שבוע", "לריסוס שמן נגד כנימות, לפני הפריחה.", "90 ILS", 2),
        places(1),
        &json!({}),
    );
    let fields = json!({ "action": "cancel-task", "dao": garden.dao(), "task": made("מרססת"),
        "reason": "השכנים השאילו לנו אחת." });
    garden.by_role(18 * DAY, "מרססת-בוטלה", fields);
}

fn thanks(garden: &mut Community<'_>) {
    garden.praise(45 * DAY, (AMIT, TAMAR), 8, "על הטבלה של המים. בזכותה אנחנו יודעים.");
    garden.praise(38 * DAY, (LAYLA, EITAN), 6, "על האדמה שבאה מהקומפוסט.");
    garden.praise(34 * DAY, (SIVAN, LAYLA), 9, "על השיר בשתי השפות.");
    garden.praise(20 * DAY, (TAMAR, YOSEF), 7, "על הארון, ועל הסבלנות עם כולנו.");
    garden.praise(6 * DAY, (YOSEF, SIVAN), 5, "על הדלת שתמיד פתוחה.");
    garden.thank(12 * DAY, (EITAN, AMIT), "על ההסבר של הרבעון, אפילו אני הבנתי.");
    garden.thank(2 * DAY, (LAYLA, YOSEF), "על חבית הגשם. הילדים בודקים אותה כל בוקר.");
    let recent = json!({ "recent": { "domain": null } });
    garden.round(
        20 * DAY,
        "חלוקת-קיץ",
        ("חלק מהכנסות היריד, לפי מה שכל אחד ואחת נתנו", "1200 ILS"),
        (recent, 7),
        None,
    );
    let circle = json!({ "circle": { "terms": { "tokens": 100 } } });
    garden.round(4 * DAY, "מעגל", ("תודה על הסתיו", "600 ILS"), (circle, 12), None);
    garden.tokens(4 * DAY - 6, AMIT, "מעגל", &[(YOSEF, 50), (LAYLA, 50)]);
    garden.tokens(3 * DAY, LAYLA, "מעגל", &[(EITAN, 40), (SIVAN, 40), (TAMAR, 20)]);
    garden.tokens_by_chance((3 * DAY, 3), "מעגל", 35);
}

fn underway(garden: &mut Community<'_>) {
    let door = Task {
        open_for: 30,
        reviewer: TAMAR,
        ..task(
            "פתיחת הגינה בשבת בבוקר",
            "לפתוח בשמונה, להשקות את השתילים הצעירים, ולהיות שם עד עשר.",
            "40 ILS",
            2,
        )
    };
    garden.offer(
        12 * DAY,
        "שבת-בבוקר",
        door,
        json!({ "recurring": { "times": 8, "gap": "6d" } }),
        &json!({}),
    );
    let early = garden.members[8].clone();
    garden.take(11 * DAY, &early, "שבת-בבוקר", "שבת-ראשונה");
    let next = Some("המפתח מתחת לעציץ השלישי. לא להשקות את הרוזמרין.");
    garden.hand_in(10 * DAY + 5, &early, "שבת-ראשונה", "נפתח, הושקה, באו שבע משפחות.", next);
    garden.review(4 * DAY, TAMAR, "שבת-ראשונה", "accept", "");

    let (cutter, ruler) = (garden.members[9].clone(), garden.members[12].clone());
    let cut =
        task("גיזום התותים והפטל", "לפני הגשם השני. הענפים לקומפוסט, לא לערמה.", "120 ILS", 4);
    garden.offer(6 * DAY, "גיזום", cut, places(1), &json!({}));
    garden.take(5 * DAY, &cutter, "גיזום", "גיזום-עבודה");
    garden.hand_in(4 * DAY + 8, &cutter, "גיזום-עבודה", "נגזם, נקשר, והענפים אצל איתן.", None);
    garden.review(20, AMIT, "גיזום-עבודה", "accept", "בדקתי עם מזמרה ביד. יפה.");

    let shade = task(
        "מדידת הצל בערוגות",
        "שלוש פעמים ביום, שבוע אחד, כדי שנדע מה לשתול איפה.",
        "200 ILS",
        7,
    );
    garden.offer(9 * DAY, "צל", shade, places(1), &json!({ "purpose": "לשתול כל דבר במקומו." }));
    garden.take(8 * DAY, &ruler, "צל", "צל-עבודה");
    garden.note(
        7 * DAY + 5,
        &ruler,
        "צל-עבודה",
        "יום ראשון נמדד. הערוגה הצפונית מוצלת עד אחת-עשרה.",
    );
    garden.hand_in(
        2 * DAY + 9,
        &ruler,
        "צל-עבודה",
        "הטבלה והמפה בתיקייה. שלוש ערוגות כדאי להחליף.",
        None,
    );
}

/// What has to be done again, and what somebody is at.
fn in_hands(garden: &mut Community<'_>) {
    let signs = garden.members[6].clone();
    let wooden = Task {
        reviewer: EITAN,
        ..task(
            "שלטי עץ לצמחי התבלין",
            "שם הצמח בשלוש שפות, צריבה בעץ. שנים-עשר שלטים.",
            "240 ILS",
            8,
        )
    };
    garden.offer(8 * DAY, "שלטים", wooden, places(1), &json!({}));
    garden.take(7 * DAY, &signs, "שלטים", "שלטים-עבודה");
    garden.note(6 * DAY + 6, &signs, "שלטים-עבודה", "העץ נחתך. מתחילים לצרוב.");
    garden.hand_in(3 * DAY, &signs, "שלטים-עבודה", "שנים-עשר שלטים, מונחים בארון הכלים.", None);
    let change = "בשלושה מהם הערבית כתובה משמאל לימין. לאילה תעזור עם הנוסח.";
    garden.review(2 * DAY, EITAN, "שלטים-עבודה", "change", change);

    let leak = Task {
        reviewer: TAMAR,
        ..task("איתור הנזילה בקו המזרחי", "הקרקע רטובה ליד עץ הלימון גם כשלא משקים.", "220 ILS", 5)
    };
    garden.offer(3 * DAY, "נזילה", leak, places(1), &json!({ "domain": 1 }));
    garden.take(2 * DAY, YOSEF, "נזילה", "נזילה-עבודה");
    garden.note(DAY + 4, YOSEF, "נזילה-עבודה", "נחפר חצי מטר. זה לא הצינור שחשבנו.");
}

/// What was rejected and goes before others.
fn contested(garden: &mut Community<'_>) {
    let digger = garden.members[15].clone();
    let drain = Task {
        reviewer: EITAN,
        ..task(
            "ניקוי תעלת הניקוז",
            "מהשער עד הרחוב, לעומק של את חפירה. הבוץ לערמה ליד הגדר.",
            "150 ILS",
            5,
        )
    };
    garden.offer(7 * DAY, "תעלה", drain, places(1), &json!({}));
    garden.take(6 * DAY, &digger, "תעלה", "תעלה-עבודה");
    garden.hand_in(5 * DAY + 6, &digger, "תעלה-עבודה", "התעלה נקייה עד השער השני.", None);
    let reason = "מהשער השני עד הרחוב נשאר בוץ, והוא הקטע שמוצף.";
    garden.review(4 * DAY, EITAN, "תעלה-עבודה", "reject", reason);
    let words = "בקטע האחרון עובר כבל חשמל, ובעירייה אמרו לא לחפור. שלחתי תמונה לפני שהגשתי.";
    let fields = json!({ "dao": garden.dao(), "job": made("תעלה-עבודה"), "reason": words });
    garden.step(Step::new(15, &digger, "appeal-work", fields));
}

/// Work for those who have learned how one decides here.
fn learned(garden: &mut Community<'_>) {
    let plan = Task {
        open_for: 12,
        reviewer: TAMAR,
        ..task(
            "ניסוח הצעת התקציב לחורף",
            "מאסיפת הפתוחה יצאו שבעה רעיונות. צריך לכתוב מהם הצעה אחת שאפשר להצביע עליה: פעולות, \
             סכומים, ומה אפשר לטעון נגד.\n\nגמור כשמי שלא היו באסיפה מבינים על מה מצביעים.",
            "260 ILS",
            6,
        )
    };
    let fields = json!({
        "skills": [{ "skill": learning::SKILL, "weight": 1_000 }],
        "needs": [{ "mastery": { "skill": learning::SKILL, "level": "can-do" } }],
    });
    garden.offer(2 * DAY, "תקציב", plan, places(1), &fields);
}

fn open(garden: &mut Community<'_>) {
    let carry = Task {
        open_for: 20,
        ..task(
            "העברת קומפוסט לערוגות החורף",
            "עשר מריצות לכל מקום. המריצות בארון, הקומפוסט מוכן בערמה השמאלית.",
            "90 ILS",
            3,
        )
    };
    let fields = json!({ "purpose": "אדמה טובה לפני הגשם.", "fee": "500" });
    garden.offer(3 * DAY, "מריצות", carry, places(3), &fields);
    let strong = garden.members[10].clone();
    garden.take(DAY + 10, &strong, "מריצות", "מריצות-עבודה");
    garden.note(12, &strong, "מריצות-עבודה", "ארבע מתוך עשר.");
    let draw = Task {
        open_for: 18,
        reviewer: TAMAR,
        ..task(
            "איור של מפת הגינה",
            "מפה מאוירת לשלט הכניסה, בצבע, עם מקום לשמות בשלוש שפות. נא לצרף עבודה קודמת.",
            "600 ILS",
            14,
        )
    };
    garden.offer(2 * DAY, "איור", draw, json!("apply"), &json!({ "outside": true }));
    let painter = garden.members[20].clone();
    let offers = [
        (DAY + 2, painter.as_str(), "560 ILS", "14d", "בצבעי מים, כמו החוברת של הציפורים שציירתי."),
        (11, SIVAN, "450 ILS", "20d", "אני מציירת עם הילדים של ערוגת בתי הספר."),
    ];
    for (hours, by, price, within, words) in offers {
        let fields = json!({ "dao": garden.dao(), "task": made("איור"), "price": price,
            "within": within, "words": words });
        garden.step(Step::new(hours, by, "apply-for-task", fields));
    }
    let song = Task {
        open_for: 10,
        reviewer: LAYLA,
        ..task(
            "ארבע שורות לשער הגינה",
            "בעברית או בערבית, ושיהיה אפשר לשיר. ההצעות נעולות עד הסגירה.",
            "300 ILS",
            2,
        )
    };
    garden.offer(DAY, "שיר", song, json!({ "contest": { "prizes": [2, 1] } }), &json!({}));
    let month = Task {
        open_for: 7,
        reviewer: TAMAR,
        ..task(
            "ליווי ערוגת הילדים",
            "פעם בשבוע עם הילדים, ופעם בחודש סיפור קצר לכולם: מה צמח ומה נאכל.",
            "900 ILS",
            20,
        )
    };
    let mode = json!({ "retainer": { "account": format!("@{LAYLA}"), "months": 3 } });
    garden.offer(9 * DAY, "ליווי", month, mode, &json!({}));
    garden.take(8 * DAY + 12, LAYLA, "ליווי", "ליווי-עבודה");
    garden.note(8 * DAY, LAYLA, "ליווי-עבודה", "עשרה ילדים נרשמו.");
}
