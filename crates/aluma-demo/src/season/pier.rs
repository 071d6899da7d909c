//! Nine people with panels on a roof: in English and Hebrew, with shares that anybody may buy.

mod capital;

use serde_json::{Value as Json, json};

use super::{Community, Course, DAY, Season, reserve};
use crate::chance::Chance;
use crate::step::Step;

const FOUNDED: u64 = 76 * DAY;
const SALMA: &str = "salma-hariri";
const ROTEM: &str = "רותם-אלמוג";
const GIDEON: &str = "gideon-marsh";
const NIMROD: &str = "נמרוד-סלע";
const FREYA: &str = "freya-holm";
const CARMEN: &str = "carmen-vidal";
const LEV: &str = "lev-arditi";
const RENANA: &str = "רננה-שקד";
/// Whose bids are sealed now: visitors cannot be them, since a browser knows only what it sealed itself.
const SEALED: [&str; 2] = ["hugo-strand", "אביתר-נוף"];

const PARTS: [(&str, &str); 8] = [
    (SALMA, "founded Pier Sun, keeps the books"),
    (ROTEM, "חשמלאית: התקינה את הלוחות, מחזיקה במניות"),
    (GIDEON, "reads the meters, has taken his dividend"),
    (NIMROD, "גר מול הגג, קנה מניות בגיוס"),
    (FREYA, "sells the power, bought shares in the hatch"),
    (CARMEN, "moved away and left with her part"),
    (LEV, "has 400 EUR here and no share yet"),
    (RENANA, "יש לה 600 EUR כאן, ועדיין אין לה מניות"),
];

/// What each put in at the beginning: shares, and base units of EUR to spare.
const BEGAN_WITH: [(&str, u32, u32); 9] = [
    (ROTEM, 120, 50_000),
    (GIDEON, 90, 40_000),
    (NIMROD, 90, 30_000),
    (FREYA, 60, 50_000),
    (CARMEN, 90, 10_000),
    (LEV, 0, 40_000),
    (RENANA, 0, 60_000),
    (SEALED[0], 0, 50_000),
    (SEALED[1], 0, 50_000),
];

/// Who has money here from the other communities, in base units of EUR.
const OUTSIDE: [(&str, u32); 9] = [
    ("ruth-adeyemi", 300_000),
    ("omar-haddad", 60_000),
    ("keiko-tanaka", 90_000),
    ("יואב-שחר", 40_000),
    ("kwame-osei", 80_000),
    ("ines-costa", 30_000),
    ("maya-ortiz", 70_000),
    ("תמר-גולן", 50_000),
    ("עמית-צדוק", 50_000),
];

/// They are few, and everybody is asked.
const ALL: u64 = 90;

pub(super) fn live(all: &mut Season, chance: &mut Chance) {
    let mut members: Vec<String> = PARTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    members.extend(SEALED.map(str::to_owned));
    let mut pier = Community { all, chance, handle: "pier-sun", members, joined: Vec::new() };
    pier.begin(FOUNDED, found(), (2 * DAY, &PARTS));
    began_with(&mut pier);
    capital::live(&mut pier);
    now(&mut pier);
}

fn found() -> Json {
    let holder = |(who, units): (&str, u32)| json!({ "to": format!("@{who}"), "units": units });
    let mut savers: Vec<Json> = OUTSIDE.into_iter().map(holder).collect();
    savers.push(holder((SALMA, 460_000)));
    json!({
        "handle": "pier-sun", "name": "Pier Sun",
        "purpose": "Panels on the roof of the old warehouse. What they earn pays for the next ones, and \
                    half of it goes to whoever holds a share. · לוחות סולאריים על גג המחסן הישן. מה שהם \
                    מכניסים מממן את הבאים, וחצי ממנו מתחלק בין מי שמחזיקים במניות.",
        "joining": "invitation", "manner": "small-circle", "visibility": "open",
        "assets": [
            { "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "400000", "holders": savers },
            { "symbol": "SUN", "decimals": 0, "kind": "economic-share", "supply": "0",
              "holders": [holder((SALMA, 600))] },
        ],
        "pots": [], "domains": [], "roles": [],
        "changes": [
            { "key": "exit.promise", "value": "permanent" },
            { "key": "exit.asset", "value": "SUN" },
            // Whoever looks around sees what leaving brings while they are here.
            { "key": "exit.notice", "value": "0ms" },
            { "key": "mint.cap", "value": "100%" },
        ],
    })
}

/// The founder hands out what each put in.
fn began_with(pier: &mut Community<'_>) {
    for (who, shares, money) in BEGAN_WITH {
        let to = json!({ "account": { "account": format!("@{who}") } });
        let units = format!("{}.{:02} EUR", money / 100, money % 100);
        let gives = [(shares, format!("{shares} SUN")), (money, units)];
        for (_, amount) in gives.into_iter().filter(|(units, _)| *units > 0) {
            let fields = json!({ "to": to, "amount": amount });
            pier.step(Step::new(73 * DAY, SALMA, "transfer", fields));
        }
    }
}

/// A constitutional vote lasts eight days, and its ballots come in the first six.
const fn course(from: u64) -> Course {
    Course { from: from - 2, until: from - 6 * DAY, turnout: ALL, in_favour: 96 }
}

fn now(pier: &mut Community<'_>) {
    pier.propose(
        DAY + 6,
        ROTEM,
        "battery",
        (
            "A battery in the cellar · סוללה במרתף",
            "In the evening we buy back dearly what we sold cheaply at noon. 900 set aside until the offers \
             are in. · 900 אירו בצד עד שיגיעו ההצעות.",
        ),
        reserve("900 EUR", "A battery for the evenings · סוללה לערבים", "60d"),
    );
    let soon = Course { from: DAY + 4, until: 2, turnout: 40, in_favour: 100 };
    pier.vote("battery", soon, &[(NIMROD, "for", "החשבון של החורף שעבר עוד תלוי אצלי על המקרר.")]);
    pier.say(20, GIDEON, ("proposal", "battery"), "I can show what the meter says hour by hour.");
    pier.poll(
        (2 * DAY, "6d"),
        (FREYA, "roof"),
        (
            "Whose roof is next? · על איזה גג ממשיכים?",
            &["The bakery's · המאפייה", "The school's · בית הספר", "The market hall · השוק"],
        ),
        70,
    );
}
