//! Four hundred people of an old warehouse: in English and Hebrew, with delegates.

mod gifts;
mod work;

use serde_json::json;

use super::{Community, Course, DAY, Season, names, pay, reserve, resolve};
use crate::chance::Chance;
use crate::step::Step;

const FOUNDED: u64 = 82 * DAY;
const PARTS: [(&str, &str); 8] = [
    ("ruth-adeyemi", "founded the Commons, speaks for the workshops"),
    ("omar-haddad", "delegate of many, a carpenter"),
    ("אורית-נבון", "מיופת כוח של רבים, אדריכלית"),
    ("keiko-tanaka", "keeps the books, answers for the reserve"),
    ("יואב-שחר", "מפעיל את סדנת האופניים"),
    ("ines-costa", "runs the evening classes"),
    ("מיכל-סגל", "מתרגמת: כל הודעה בשתי שפות"),
    ("kwame-osei", "new since October, asks questions"),
];
/// Whom others let vote for them.
const DELEGATES: [&str; 3] = ["omar-haddad", "אורית-נבון", "ines-costa"];

pub(super) fn live(all: &mut Season, chance: &mut Chance) {
    let mut members: Vec<String> = PARTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    // The garden's people have their handles already.
    let taken: Vec<String> = all.people.iter().map(|(handle, ..)| handle.clone()).collect();
    let hebrew = names::handles(chance, true, 260);
    let latin = names::handles(chance, false, 260);
    for handle in hebrew.into_iter().zip(latin).flat_map(|(one, two)| [one, two]) {
        if members.len() < 400 && !members.contains(&handle) && !taken.contains(&handle) {
            members.push(handle);
        }
    }
    let mut harbour =
        Community { all, chance, handle: "harbour-commons", members, joined: Vec::new() };
    let found = json!({
        "handle": "harbour-commons", "name": "Harbour Commons",
        "purpose": "An old warehouse on the pier, owned by those who use it: workshops, a kitchen, \
                    classes in the evening. · מחסן ישן על הרציף, של מי שמשתמשות ומשתמשים בו: סדנאות, \
                    מטבח, שיעורי ערב.",
        "joining": "invitation", "manner": "delegates", "visibility": "open",
        "assets": [{ "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "24000000",
            "holders": [] }],
        "pots": ["reserve"],
        "domains": [
            { "parent": null, "name": "Workshops", "purpose": "Wood, metal, bicycles", "pot": "workshops" },
            { "parent": null, "name": "Kitchen", "purpose": "Lunch for whoever is there", "pot": "kitchen" },
            { "parent": null, "name": "שיעורי ערב", "purpose": "ללמוד וללמד אחרי העבודה", "pot": "classes" },
        ],
        "roles": [{ "domain": 1, "name": "Workshop steward", "duty": "Buys what breaks, up to 500 EUR \
            a week", "may": ["transfer"], "limits": [{ "symbol": "EUR", "units": "50000", "per": "7d" }],
            "for_members": true, "weighs": false, "for_founders": true },
            { "name": "Work desk · דלפק העבודה", "duty": "Offers work and opens rounds, up to 8,000 EUR a \
            week", "may": ["publish-task", "cancel-task", "choose-applicant", "award-prizes",
            "open-round"], "limits": [{ "symbol": "EUR", "units": "800000", "per": "7d" }],
            "for_members": true, "weighs": false, "for_founders": true },
            { "name": "Looks back · מבט לאחור", "duty": "Says at the end of a year what was worth most",
            "may": [], "limits": [], "for_members": true, "weighs": false, "for_founders": false }],
        "changes": [
            { "key": "weight.heads", "value": "8000" },
            { "key": "weight.reputation", "value": "2000" },
            { "key": "panel.sampled", "value": "0%" },
            { "key": "membership.vouches", "value": "500" },
        ],
    });
    harbour.begin(FOUNDED, found, (40 * DAY, &PARTS));
    delegations(&mut harbour);
    past(&mut harbour);
    now(&mut harbour);
    work::live(&mut harbour);
    gifts::live(&mut harbour);
}

/// A third of those who came early let somebody vote for them.
fn delegations(harbour: &mut Community<'_>) {
    for who in harbour.members_at(42 * DAY) {
        let is_delegate = DELEGATES.contains(&who.as_str());
        if is_delegate || !harbour.chance.percent(30) {
            continue;
        }
        let place = harbour.chance.below(DELEGATES.len() as u64) as usize;
        let to = format!("@{}", DELEGATES.get(place).unwrap_or(&DELEGATES[0]));
        let fields = json!({ "dao": harbour.dao(), "to": to });
        let hours = 41 * DAY - harbour.chance.below(20);
        harbour.step(Step::new(hours, &who, "delegate", fields));
    }
}

/// A vote of four days whose ballots come in the first three.
const fn course(from: u64, turnout: u64, in_favour: u64) -> Course {
    Course { from: from - 2, until: from - 3 * DAY, turnout, in_favour }
}

fn past(harbour: &mut Community<'_>) {
    harbour.propose(
        60 * DAY,
        "omar-haddad",
        "saw",
        (
            "A table saw that stops when it meets skin",
            "Two accidents in a year are two too many. 6,400 with the dust collector; the old one \
             goes for spare parts.",
        ),
        pay("omar-haddad", "6400 EUR", "Table saw with brake and dust collector"),
    );
    harbour.vote(
        "saw",
        course(60 * DAY, 40, 86),
        &[
            ("ruth-adeyemi", "for", "I drove one of them to the hospital."),
            ("keiko-tanaka", "for", "It fits: the workshops' pot had a quiet summer."),
        ],
    );
    harbour.propose(
        50 * DAY,
        "אורית-נבון",
        "נגישות",
        (
            "רמפה לכניסה המזרחית",
            "היום מי שבאים בכיסא גלגלים נכנסים דרך רציף הפריקה. רמפה מפלדה, מאושרת, 8,900 אירו כולל \
             התקנה. · A ramp at the east door: 8,900, installed.",
        ),
        pay("אורית-נבון", "8900 EUR", "רמפה לכניסה המזרחית"),
    );
    harbour.vote(
        "נגישות",
        course(50 * DAY, 44, 93),
        &[("מיכל-סגל", "for", "היינו צריכות לעשות את זה ביום הראשון.")],
    );
    harbour.propose(
        24 * DAY,
        "ines-costa",
        "quiet",
        ("Quiet hours in the hall", "After nine in the evening no machine louder than a voice."),
        resolve("From 21:00 to 7:00 no machines run in the hall."),
    );
    harbour.vote("quiet", course(24 * DAY, 35, 77), &[]);
    harbour.propose(
        15 * DAY,
        "יואב-שחר",
        "אופניים",
        (
            "שלושה זוגות אופני משא להשאלה",
            "7,200 אירו. מי ששואלים משלמים שני אירו ליום, לקופת הסדנה. · Three cargo bikes to lend.",
        ),
        pay("יואב-שחר", "7200 EUR", "אופני משא להשאלה"),
    );
    harbour.vote(
        "אופניים",
        course(15 * DAY, 42, 31),
        &[
            ("keiko-tanaka", "against", "After the ramp we should wait until spring."),
            ("omar-haddad", "against", "Where would they stand? Bring a plan of the yard."),
        ],
    );
}

fn now(harbour: &mut Community<'_>) {
    harbour.propose(
        4 * DAY + 11,
        "ruth-adeyemi",
        "heat",
        (
            "Heat pump for the class rooms",
            "The classes stop in December because of the cold. 9,800 from the general pot; the city \
             gives back a third next year. · משאבת חום לחדרי השיעורים.",
        ),
        pay("ruth-adeyemi", "9800 EUR", "Heat pump, as offered by Nordlys"),
    );
    harbour.vote(
        "heat",
        course(4 * DAY + 11, 41, 84),
        &[("ines-costa", "for", "Forty people sat in coats last January.")],
    );
    harbour.propose(
        DAY + 13,
        "מיכל-סגל",
        "kitchen",
        (
            "ארוחת צהריים חמה, חמישה ימים בשבוע · A warm lunch, five days a week",
            "מבקשת לשריין 5,400 אירו לחורף: ירקות מהגינות, לחם מהמאפייה, תשלום לפי יכולת. · 5,400 set \
             aside for the winter: vegetables from the gardens, bread from the bakery, pay what you \
             can.",
        ),
        reserve("5400 EUR", "Lunch until March · ארוחת צהריים עד מרץ", "120d"),
    );
    harbour.vote(
        "kitchen",
        Course { from: DAY + 11, until: 2, turnout: 22, in_favour: 71 },
        &[
            ("kwame-osei", "for", "I would have met half of you a month earlier."),
            ("keiko-tanaka", "abstain", "Who counts what comes in? Then I am for it."),
        ],
    );
    harbour.say(
        DAY + 9,
        "keiko-tanaka",
        ("proposal", "kitchen"),
        "Last winter the jar had 3.10 a head. With 45 heads a day that is *two thirds* of the cost.",
    );
    harbour.say(
        DAY + 4,
        "יואב-שחר",
        ("proposal", "kitchen"),
        "אני מוכן לספור כל יום ולפרסם כאן פעם בשבוע. מישהו מחליף אותי בימי חמישי?",
    );
    harbour.say(20, "kwame-osei", ("proposal", "kitchen"), "Thursdays are mine.");
    harbour.poll(
        (3 * DAY, "7d"),
        ("ines-costa", "class"),
        (
            "Which class should begin in January? · איזה שיעור נפתח בינואר?",
            &[
                "Welding · ריתוך",
                "Arabic · ערבית",
                "Bookbinding · כריכה",
                "First aid · עזרה ראשונה",
            ],
        ),
        30,
    );
}
