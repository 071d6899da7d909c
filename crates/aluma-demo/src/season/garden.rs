//! Forty neighbours with a garden: in Hebrew, open to read.

mod earning;
mod learning;
mod making;
mod work;

use serde_json::json;

use super::{Community, Course, DAY, Season, names, pay, reserve, resolve};
use crate::chance::Chance;

const FOUNDED: u64 = 80 * DAY;
const PARTS: [(&str, &str); 6] = [
    ("תמר-גולן", "הקימה את הגינה, רכזת ההשקיה"),
    ("איתן-רוזן", "אחראי על הקומפוסט"),
    ("סיוון-דהן", "מארגנת את ערבי הקהילה"),
    ("יוסף-חדד", "נגר, בנה את הפרגולה"),
    ("לאילה-מנסור", "מלמדת ילדים לשתול"),
    ("עמית-צדוק", "גזבר, סופר כל שקל"),
];

pub(super) fn live(all: &mut Season, chance: &mut Chance) {
    let mut members: Vec<String> = PARTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    for handle in names::handles(chance, true, 60) {
        if members.len() < 40 && !members.contains(&handle) {
            members.push(handle);
        }
    }
    let mut garden =
        Community { all, chance, handle: "גינת-האורן", members, joined: Vec::new() };
    let found = json!({
        "handle": "גינת-האורן", "name": "גינת האורן",
        "purpose": "גינה קהילתית של שכונה אחת: ערוגות, עצי פרי וצל לכולם. מחליטים יחד על המים, על הכסף \
                    ועל מה שותלים, ומה שצומח מתחלק בין מי שעבדו ומי שצריכים.",
        "joining": "invitation", "manner": "assembly", "visibility": "open",
        "assets": [{ "symbol": "ILS", "decimals": 2, "kind": "token", "supply": "4260000",
            "holders": [] }],
        "pots": [],
        "domains": [
            { "parent": null, "name": "השקיה", "purpose": "מים, טפטפות ומונים", "pot": "water" },
            { "parent": null, "name": "ערבי קהילה", "purpose": "מפגשים, חגים ואורחים", "pot": "events" },
        ],
        "roles": [{ "domain": 1, "name": "רכזת ההשקיה", "duty": "קונה טפטפות ומשלמת על המים, עד 200 שקל \
            בשבוע", "may": ["transfer"], "limits": [{ "symbol": "ILS", "units": "20000", "per": "7d" }],
            "for_members": true, "weighs": false, "for_founders": true },
            { "name": "רכזת העבודה", "duty": "מפרסמת משימות ופותחת סבבי תודה, עד 4,000 שקל בשבוע",
            "may": ["publish-task", "cancel-task", "choose-applicant", "award-prizes", "open-round"],
            "limits": [{ "symbol": "ILS", "units": "400000", "per": "7d" }],
            "for_members": true, "weighs": false, "for_founders": true }],
        "changes": [
            { "key": "weight.heads", "value": "8000" },
            { "key": "weight.reputation", "value": "2000" },
            { "key": "panel.sampled", "value": "0%" },
        ],
    });
    garden.begin(FOUNDED, found, (20 * DAY, &PARTS));
    past(&mut garden);
    now(&mut garden);
    work::live(&mut garden);
    earning::live(&mut garden);
    learning::live(&mut garden);
    making::live(&mut garden);
}

/// A vote of four days whose ballots come in the first three.
const fn course(from: u64, turnout: u64, in_favour: u64) -> Course {
    Course { from: from - 2, until: from - 3 * DAY, turnout, in_favour }
}

fn past(garden: &mut Community<'_>) {
    garden.propose(
        55 * DAY,
        "יוסף-חדד",
        "פרגולה",
        (
            "פרגולה מעל שולחן העבודה",
            "בקיץ אי אפשר לעמוד שם אחרי עשר. עץ אורן ממוחזר, ברגים ובד צל: 1,850 שקל. את העבודה אני \
             עושה בהתנדבות, ביום שישי, עם מי שיבוא.",
        ),
        pay("יוסף-חדד", "1850 ILS", "עץ, ברגים ובד צל לפרגולה"),
    );
    garden.vote(
        "פרגולה",
        course(55 * DAY, 62, 88),
        &[
            ("תמר-גולן", "for", "הילדים של הבוקר יושבים שם בלי צל."),
            ("עמית-צדוק", "for", "ביקשתי שלוש הצעות מחיר, זו הזולה."),
        ],
    );
    garden.propose(
        44 * DAY,
        "לאילה-מנסור",
        "ילדים",
        (
            "ערוגה לילדים משני בתי הספר",
            "שני בתי ספר, שתי שפות, ערוגה אחת. זרעים, כלים קטנים וכיבוד לשמונה מפגשים: 1,200 שקל.",
        ),
        pay("לאילה-מנסור", "1200 ILS", "ערוגת הילדים: זרעים, כלים וכיבוד"),
    );
    garden.vote(
        "ילדים",
        course(44 * DAY, 66, 94),
        &[("סיוון-דהן", "for", "זה הדבר הכי יפה שקורה אצלנו.")],
    );
    garden.propose(
        33 * DAY,
        "עמית-צדוק",
        "שער",
        ("שער נעול בלילה", "נגנבו פעמיים כלים. מנעול עם קוד ותאורה: 1,640 שקל."),
        pay("עמית-צדוק", "1640 ILS", "שער, מנעול ותאורה"),
    );
    garden.vote(
        "שער",
        course(33 * DAY, 75, 34),
        &[
            ("איתן-רוזן", "against", "גינה נעולה היא לא גינה קהילתית. נעבור לארון כלים."),
            ("לאילה-מנסור", "against", "מי שבאים בלילה הם גם השכנים שלנו."),
        ],
    );
    garden.propose(
        22 * DAY,
        "איתן-רוזן",
        "שבת",
        ("לא עובדים בשבת", "מי שרוצים לשבת בגינה, מוזמנים. מכסחות ומקדחות נחות."),
        resolve("בשבת אין בגינה עבודה במכשירים חשמליים."),
    );
    garden.vote("שבת", course(22 * DAY, 70, 81), &[]);
}

fn now(garden: &mut Community<'_>) {
    garden.propose(
        4 * DAY + 9,
        "תמר-גולן",
        "טפטפות",
        (
            "מערכת טפטפות לחלקה המזרחית",
            "היום משקים שם בצינור, והמונה מראה כמעט כפול. מערכת עם מחשב השקיה: 1,380 שקל. לפי החשבון \
             של הקיץ היא מחזירה את עצמה בשתי עונות.",
        ),
        pay("תמר-גולן", "1380 ILS", "טפטפות ומחשב השקיה לחלקה המזרחית"),
    );
    garden.vote(
        "טפטפות",
        course(4 * DAY + 9, 82, 94),
        &[("עמית-צדוק", "for", "בדקתי את המונה בעצמי.")],
    );
    garden.propose(
        DAY + 5,
        "סיוון-דהן",
        "חג",
        (
            "ערב חג בגינה",
            "מדורה קטנה, מרק, מוזיקה של שכנים. מבקשת לשריין 900 שקל לכיבוד ולהגברה; מה שלא ינוצל חוזר \
             לקופה.",
        ),
        reserve("900 ILS", "ערב חג: כיבוד והגברה", "45d"),
    );
    garden.vote(
        "חג",
        Course { from: DAY + 3, until: 2, turnout: 28, in_favour: 78 },
        &[
            ("יוסף-חדד", "for", "אני מביא את העצים למדורה."),
            ("איתן-רוזן", "against", "בשנה שעברה נשארנו לנקות שלושה אנשים."),
        ],
    );
    garden.say(
        DAY + 1,
        "איתן-רוזן",
        ("proposal", "חג"),
        "אפשר לצרף להצעה רשימת מתנדבים לניקיון? אז אני משנה את הקול.",
    );
    garden.say(
        DAY,
        "סיוון-דהן",
        ("proposal", "חג"),
        "יש כבר שמונה שמות. **מי שמבשלים לא מנקים**, זה הכלל.",
    );
    garden.say(20, "לאילה-מנסור", ("proposal", "חג"), "הילדים ישירו בשתי השפות, אם יהיה מיקרופון.");
    garden.poll(
        (2 * DAY, "6d"),
        ("איתן-רוזן", "חורף"),
        ("מה שותלים בערוגה המרכזית בחורף?", &["פול וגזר", "כרוב וברוקולי", "עשבי תיבול", "חיטה"]),
        45,
    );
    garden.poll(
        (30 * DAY, "5d"),
        ("סיוון-דהן", "ערב"),
        ("באיזה ערב נפגשים?", &["ראשון", "שלישי", "חמישי"]),
        70,
    );
}
