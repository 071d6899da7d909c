//! Work, thanks and shares of the four hundred.

use serde_json::json;

use super::super::work::{Done, Gift, Task, finds, places};
use super::super::{Community, DAY};
use crate::step::{Step, made};

const RUTH: &str = "ruth-adeyemi";
const OMAR: &str = "omar-haddad";
const ORIT: &str = "אורית-נבון";
const KEIKO: &str = "keiko-tanaka";
const YOAV: &str = "יואב-שחר";
const INES: &str = "ines-costa";
const MICHAL: &str = "מיכל-סגל";

/// What is told of whoever was drawn.
const DRAWN: &str = "was drawn to judge a contribution · ממתינה כאן הערכה";
/// The role of those who look back.
const LOOKS_BACK: u32 = 3;

const fn task(
    title: &'static str,
    brief: &'static str,
    reward: &'static str,
    size: u32,
) -> Task<'static> {
    Task { title, brief, reward, reviewer: KEIKO, size, open_for: 21 }
}

pub(super) fn live(harbour: &mut Community<'_>) {
    paid(harbour);
    given(harbour);
    waiting(harbour);
    thanks(harbour);
    rounds(harbour);
    underway(harbour);
    open(harbour);
}

fn paid(harbour: &mut Community<'_>) {
    harbour.done_well(
        "vents",
        task(
            "Clean the vents over the wood shop",
            "Eleven of them, from the scaffold. Masks are in the red box.",
            "320 EUR",
            9,
        ),
        Done {
            by: OMAR,
            days: 58,
            says: "All eleven. The seventh needs a new flap, I left a drawing.",
        },
        finds(87, 9, &["The air is another one.", "The drawing was not asked for, and helps."]),
    );
    harbour.done_well(
        "דפי-מידע",
        Task {
            reviewer: ORIT,
            ..task(
                "דפי מידע לסדנאות, בשתי שפות · Safety sheets in two languages",
                "עמוד אחד לכל מכונה, עברית ואנגלית זו מול זו, בלי מילים שצריך לחפש.",
                "480 EUR",
                14,
            )
        },
        Done {
            by: MICHAL, days: 47, says: "שמונה עשר דפים, מודפסים ותלויים ליד המכונות."
        },
        finds(91, 13, &["Read in a minute, and it stays.", "השפה פשוטה ומדויקת."]),
    );
    harbour.done_well(
        "stand",
        task(
            "Stands for the bicycles in the yard",
            "For forty, so that the fire lane stays free.",
            "640 EUR",
            15,
        ),
        Done {
            by: YOAV,
            days: 33,
            says: "ארבעים ושניים מקומות, מרותכים ומגולוונים. Forty-two in the end.",
        },
        finds(85, 15, &["The lane is free for the first time.", "Two more than asked."]),
    );
}

fn given(harbour: &mut Community<'_>) {
    let gift =
        |by, days: u64, size, domain, words| Gift { by, at: days * DAY, size, domain, words };
    harbour.given(
        "evenings",
        gift(
            INES,
            56,
            12,
            Some(3),
            "Six evenings of English for people who arrived this year, with \
                                     tea. Twenty came to the last one.",
        ),
        finds(92, 12, &["My neighbour got her job by it.", "Warm and well prepared."]),
    );
    harbour.given(
        "plans",
        gift(
            ORIT,
            49,
            16,
            None,
            "תוכניות המדידה של כל המבנה, קומה אחר קומה, פתוחות לכולם. · Measured plans \
                                 of the whole building.",
        ),
        finds(94, 15, &["Every permit since began with these.", "עבודה של מקצוענית."]),
    );
    harbour.given(
        "reserve",
        gift(
            KEIKO,
            40,
            8,
            None,
            "A year of our costs by month, and what the reserve has to be for it.",
        ),
        finds(86, 8, &["Now I know what we can promise."]),
    );
    harbour.given(
        "soup",
        gift(
            "kwame-osei",
            21,
            4,
            Some(2),
            "Cooked on five Thursdays for whoever was there: 160 bowls.",
        ),
        finds(81, 4, &["I came for the soup and stayed for the meeting."]),
    );
}

fn waiting(harbour: &mut Community<'_>) {
    let gift = |by, at, size, domain, words| Gift { by, at, size, domain, words };
    harbour.give(
        "repair",
        gift(
            YOAV,
            41,
            8,
            Some(1),
            "יום תיקון פתוח: שבעים זוגות אופניים ביום אחד, בלי תשלום. · An open day \
                                   of repairs.",
        ),
    );
    harbour.waits(21, "repair", finds(88, 8, &[]), DRAWN);
    harbour.give(
        "welcome",
        gift(
            "kwame-osei",
            29,
            3,
            None,
            "Showed thirty new people around, each at the hour at which they \
                                          could come.",
        ),
    );
    harbour.waits(12, "welcome", finds(83, 3, &[]), DRAWN);
}

fn thanks(harbour: &mut Community<'_>) {
    harbour.praise(44 * DAY, (RUTH, ORIT), 9, "For plans that everybody may use.");
    harbour.praise(
        37 * DAY,
        (OMAR, KEIKO),
        7,
        "For saying no with figures, and yes with the same.",
    );
    harbour.praise(23 * DAY, (MICHAL, INES), 8, "על הערבים שבהם אף אחד לא נשאר בחוץ.");
    harbour.praise(10 * DAY, (INES, YOAV), 6, "For the bicycles, and for never asking whose.");
    harbour.thank(19 * DAY, ("kwame-osei", RUTH), "For the key on my second day.");
    harbour.thank(DAY + 7, (KEIKO, MICHAL), "For the sheet at the lathe. It was read aloud.");
}

/// One is paid; in another those who hold a role look back on the year, once they were chosen.
fn rounds(harbour: &mut Community<'_>) {
    let immediate = json!({ "immediate": { "domain": null } });
    harbour.round(
        60 * DAY,
        "autumn",
        ("What we gave in autumn · מה שנתנו בסתיו", "3600 EUR"),
        (immediate, 42),
        None,
    );
    let give = |to: &str| {
        json!({ "action": "give-role", "role": LOOKS_BACK, "to": format!("@{to}"), "lasts": "90d",
            "reason": null })
    };
    harbour.propose(
        14 * DAY,
        RUTH,
        "judges",
        (
            "Three who look back on the year · שלושה שמסתכלים לאחור",
            "In the first round of its kind a carpenter, an architect and the bookkeeper say what was \
             worth most. Whoever wants to be looked at says so.",
        ),
        json!([give(OMAR), give(ORIT), give(KEIKO)]),
    );
    let from = 14 * DAY - 2;
    let course = super::Course { from, until: 11 * DAY, turnout: 44, in_favour: 90 };
    harbour.vote("judges", course, &[]);
    let terms = json!({ "role": LOOKS_BACK, "marks": "scores", "quorum": 2, "least": "30" });
    harbour.round(
        5 * DAY,
        "year",
        ("The year in hindsight · השנה בדיעבד", "4200 EUR"),
        (json!({ "retro": { "terms": terms } }), 30),
        Some("15d"),
    );
    let words = [
        (
            4 * DAY,
            INES,
            "The evening classes: six of them filled to the last chair, and the waiting list \
                         that made us open a second room.",
        ),
        (3 * DAY, YOAV, "סדנת האופניים: ארבע מאות תיקונים, ושלושה נערים שכבר מתקנים לבד."),
        (30, "kwame-osei", "Soup on Thursdays. It costs us 40 a week and is how half of us met."),
    ];
    for (hours, by, words) in words {
        let fields = json!({ "dao": harbour.dao(), "round": made("year"), "words": words,
            "evidence": [], "jobs": [] });
        harbour.step(Step::new(hours, by, "nominate", fields).minutes_later(28));
    }
}

fn underway(harbour: &mut Community<'_>) {
    let (painter, builder) = (harbour.members[20].clone(), harbour.members[24].clone());
    let stairs = task(
        "Paint the stairs to the class rooms",
        "Two flights, with a stripe on each edge that can be seen in the dark.",
        "380 EUR",
        10,
    );
    harbour.offer(8 * DAY, "stairs", stairs, places(1), &json!({ "purpose": "Nobody falls." }));
    harbour.take(7 * DAY, &painter, "stairs", "stairs-job");
    harbour.note(
        6 * DAY + 6,
        &painter,
        "stairs-job",
        "One flight is dry. I keep the other open until Monday.",
    );
    harbour.hand_in(28, &painter, "stairs-job", "Both flights, and the handrail too.", None);

    let shelf = Task {
        reviewer: OMAR,
        ..task(
            "מדפים למחסן הכלים · Shelves for the tool store",
            "שישה מטרים, עד התקרה, שאפשר לטפס עליהם בלי שיזוזו.",
            "540 EUR",
            14,
        )
    };
    harbour.offer(6 * DAY, "shelf", shelf, places(1), &json!({}));
    harbour.take(5 * DAY, &builder, "shelf", "shelf-job");
    harbour.note(4 * DAY + 8, &builder, "shelf-job", "The wood is here. · העץ הגיע.");
}

fn open(harbour: &mut Community<'_>) {
    let door = Task {
        reviewer: YOAV,
        ..task(
            "A door that closes behind the bicycle shop",
            "It stands open by a hand's breadth, and the heating runs for the pier. Hinges or the whole \
             frame: \
         you decide, up to the sum.",
            "420 EUR",
            10,
        )
    };
    harbour.offer(2 * DAY, "door", door, places(1), &json!({ "domain": 1, "fee": "2000" }));
    let host = Task {
        open_for: 12,
        reviewer: INES,
        ..task(
            "Host an evening class · להנחות שיעור ערב",
            "שעה וחצי, נושא לבחירתך, בשפה שלך. One and a half hours, what you like, in your language.",
            "90 EUR",
            3,
        )
    };
    harbour.offer(3 * DAY, "host", host, places(6), &json!({ "outside": true }));
    let teacher = harbour.members[30].clone();
    harbour.take(2 * DAY + 4, &teacher, "host", "host-job");
    harbour.note(DAY + 12, &teacher, "host-job", "Bookbinding, on the ninth.");
    let roof = task(
        "Plan the roof for rain water",
        "What it would carry, what it would cost, what the city says. Say for how much and until when.",
        "1400 EUR",
        24,
    );
    harbour.offer(DAY + 6, "roof", roof, json!("apply"), &json!({ "outside": true }));
    let fields = json!({ "dao": harbour.dao(), "task": made("roof"), "price": "1250 EUR",
        "within": "21d", "words": "יש לי את התוכניות של המבנה, וכבר דיברתי עם הקונסטרוקטור." });
    harbour.step(Step::new(16, ORIT, "apply-for-task", fields));
}
