//! What the garden teaches: how one decides and works in it, who has learned it, and who is at it.

use serde_json::json;

use crate::course::{TITLE, lessons};
use crate::season::{Community, DAY};
use crate::step::{Step, made};

const EITAN: &str = "איתן-רוזן";
const YOSEF: &str = "יוסף-חדד";
const AMIT: &str = "עמית-צדוק";
const LAYLA: &str = "לאילה-מנסור";
const SIVAN: &str = "סיוון-דהן";

/// The skill that the course teaches.
pub(super) const SKILL: u32 = 1;
/// The programme that pays for it: the second one here.
const PROGRAMME: &str = "2";
/// The garden's only course.
const COURSE: &str = "1";
/// How often somebody may be asked to propose something that is carried out.
const MOST: u64 = 3;

pub(super) fn live(garden: &mut Community<'_>) {
    offered(garden);
    // One has learned it, and is asked again whether he still can; one has begun.
    practice(garden, EITAN, ("תרגול-איתן", 27));
    begins(garden, EITAN, ("תרגול-איתן", 26 * DAY));
    practises(garden, (EITAN, "תרגול-איתן"), 25 * DAY, 1);
    proves(garden, EITAN, 24 * DAY);
    hands_in(garden);
    practises(garden, (EITAN, "תרגול-איתן"), 13 * DAY, 2);
    proves(garden, EITAN, 12 * DAY);
    practice(garden, YOSEF, ("תרגול-יוסף", 4));
    begins(garden, YOSEF, ("תרגול-יוסף", 3 * DAY));
}

/// The members open the programme, put its money aside, and offer the course.
fn offered(garden: &mut Community<'_>) {
    let dao = garden.dao();
    let here = format!("/c/{}", garden.handle);
    let [title_en, title_he] = TITLE;
    garden.propose(
        OFFERED,
        SIVAN,
        "ללמוד",
        (
            "קורס לחדשים: איך מחליטים ועובדים כאן",
            "שישה שיעורים קצרים שלאילה כתבה, בעברית ובאנגלית. מי שמוכיחים שהם יודעים מקבלים מאה \
             שקלים בסך הכול, רובם רק אחרי חודש ויותר. הכסף מופקד מראש, ומה שלא ייתבע חוזר לקופה.",
        ),
        json!([
            { "action": "name-skills", "dao": dao,
              "skills": [{ "skill": SKILL, "name": "להחליט ולעבוד יחד" }] },
            {
                "action": "open-programme", "title": "ללמוד איך מחליטים",
                "purpose": "כדי שגם מי שבאו אתמול יידעו להצביע, להציע ולקחת משימה, ולא רק מי שפה \
                            מההתחלה.",
                "asset": "ILS", "lasts": "365d",
                "terms": {
                    "kinds": ["lesson"], "need": 1,
                    "verifiers": [
                        { "predicate": { "clauses": [
                            { "enacted": { "times": 3, "practice": true } },
                            { "delegated": { "practice": true } },
                        ] } },
                        { "reviewers": {
                            "accounts": [format!("@{SIVAN}"), format!("@{AMIT}")], "need": 1,
                        } },
                    ],
                    "curve": { "ladder": { "units": "10000", "parts": [30, 20, 10, 15, 25] } },
                    "caps": { "epoch": "20000", "person": "20000", "person_epoch": "20000" },
                    "epoch": "7d", "payout": "now", "window": "3d", "audit": "0%",
                },
            },
            { "action": "fund-programme", "dao": dao, "programme": PROGRAMME, "amount": "2860 ILS" },
            {
                "action": "name-course", "title_en": title_en, "title_he": title_he, "skill": SKILL,
                "before": [], "programme": PROGRAMME, "draws": 2, "author": format!("@{LAYLA}"),
                "used": { "units": "1500", "mentor": "40%" }, "lessons": lessons(&here),
            },
        ]),
    );
    votes(garden);
}

/// Ballots of two in three, most of them in favour; not by chance, on which what happens elsewhere hangs.
fn votes(garden: &mut Community<'_>) {
    let reason = "אני כבר חודשיים פה ועוד לא הבנתי מי קובע. עכשיו אדע.";
    garden.ballot((OFFERED - 3, YOSEF), "ללמוד", ("for", Some(reason)));
    for (hour, who) in (4..).zip(garden.members_at(OFFERED - 2)) {
        if hour % 3 == 0 || who == YOSEF {
            continue;
        }
        let choice = if hour % 11 == 8 { "against" } else { "for" };
        garden.ballot((OFFERED - hour, &who), "ללמוד", (choice, None));
    }
}

/// How many hours ago the course was proposed: when nothing else was voted on.
const OFFERED: u64 = 41 * DAY;

/// A community of one's own, in which somebody who helps has a vote, too.
fn practice(garden: &mut Community<'_>, who: &str, (label, days): (&str, u64)) {
    let hours = days * DAY;
    let found = json!({
        "handle": format!("{label}-בגינה"), "name": format!("התרגול של {who}"),
        "purpose": "לתרגל כאן החלטות לפני שמחליטים בגינה.", "joining": "invitation",
        "manner": "small-circle", "visibility": "members", "assets": [], "pots": [], "domains": [],
        "roles": [], "changes": [],
    });
    garden.step(Step::new(hours, who, "found", found).called(label));
    let invite = json!({ "dao": made(label), "uses": 1, "valid_for": "7d", "vouch": true });
    garden.step(Step::new(hours, who, "invite", invite).with_secret(label).minutes_later(10));
    let join = Step::new(hours, AMIT, "join", json!({ "dao": made(label) }));
    garden.step(join.with_secret(label).minutes_later(20));
}

fn begins(garden: &mut Community<'_>, who: &str, (practice, hours): (&str, u64)) {
    let fields = json!({ "dao": garden.dao(), "course": COURSE, "practice": made(practice),
        "mentor": format!("@{AMIT}") });
    garden.step(Step::new(hours, who, "begin-course", fields));
}

/// Lends the vote, proposes and votes as often as may have been drawn; each is over when the last has voted.
fn practises(garden: &mut Community<'_>, (who, practice): (&str, &str), hours: u64, time: u64) {
    if time > 1 {
        // Only what is lent anew counts.
        let back = json!({ "dao": made(practice), "track": null });
        garden.step(Step::new(hours + 2, who, "undelegate", back));
    }
    let lend = json!({ "dao": made(practice), "to": format!("@{AMIT}"), "track": null });
    garden.step(Step::new(hours + 1, who, "delegate", lend));
    for turn in 0..MOST {
        let label = format!("{practice}-{time}-{turn}");
        let at = hours - turn;
        let fields = json!({
            "dao": made(practice), "title": format!("ניסיון {}", turn + 1),
            "body": "כדי לראות איך זה עובד.",
            "actions": [{ "action": "resolve", "text": "ניסינו, וזה עבד." }],
        });
        garden.step(Step::new(at, who, "propose", fields).called(&label));
        for (by, minutes) in [(who, 10), (AMIT, 20)] {
            let ballot = json!({ "proposal": made(&label), "choice": "for", "last": true });
            garden.step(Step::new(at, by, "vote", ballot).minutes_later(minutes));
        }
    }
}

fn proves(garden: &mut Community<'_>, who: &str, hours: u64) {
    let fields = json!({ "dao": garden.dao(), "course": COURSE });
    garden.step(Step::new(hours, who, "prove-step", fields));
}

fn hands_in(garden: &mut Community<'_>) {
    let fields = json!({
        "dao": garden.dao(), "course": COURSE,
        "link": "https://example.org/garden/compost-decision",
        "words": "הסברתי בעמוד אחד לשכנים החדשים איך החלטנו על הקומפוסט, ומה היו הטענות נגד.",
    });
    garden.step(Step::new(23 * DAY, EITAN, "hand-in-practical", fields).called("עבודה-מעשית"));
    let fields = json!({ "dao": garden.dao(), "claim": made("עבודה-מעשית"), "yes": true });
    garden.step(Step::new(22 * DAY, SIVAN, "confirm-reward", fields));
}
