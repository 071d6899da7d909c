//! What the four hundred give for: a piano that is half way here, lights that did not come about, and a fund
//! that added to gifts for small repairs.

use serde_json::{Value as Json, json};

use super::course;
use crate::season::{Community, DAY};
use crate::step::Step;

const RUTH: &str = "ruth-adeyemi";
const OMAR: &str = "omar-haddad";
const ORIT: &str = "אורית-נבון";
const KEIKO: &str = "keiko-tanaka";
const YOAV: &str = "יואב-שחר";
const INES: &str = "ines-costa";
const MICHAL: &str = "מיכל-סגל";

/// The work desk, whose holder judges milestones.
const DESK: u32 = 2;

pub(super) fn live(harbour: &mut Community<'_>) {
    piano(harbour);
    lights(harbour);
    repairs(harbour);
}

/// An act of somebody on a gift pot, a fund or a project.
fn act(
    harbour: &mut Community<'_>,
    (days, by): (u64, &str),
    action: &'static str,
    (of, more): ((&str, u64), Json),
) {
    let mut fields = more;
    fields["dao"] = harbour.dao();
    fields[of.0] = json!(of.1.to_string());
    harbour.step(Step::new(days * DAY, by, action, fields).may_fail());
}

fn pot(payee: &str, purpose: &str, (goal, milestones): (&str, Json)) -> Json {
    json!([{
        "action": "open-gift-pot", "purpose": purpose, "payee": format!("@{payee}"), "asset": "EUR",
        "goal": goal, "gathers": "7d", "milestones": milestones,
        "judge": { "role": { "role": DESK } }, "positive": false,
    }])
}

fn piano(harbour: &mut Community<'_>) {
    let milestones = json!([
        { "what": "A piano is found, looked at by a tuner and paid · נמצא פסנתר, נבדק ושולם",
          "weight": 3, "within": "20d" },
        { "what": "It stands in the hall, tuned, with a lid that closes · הוא עומד באולם, מכוון",
          "weight": 1, "within": "70d" },
    ]);
    harbour.propose(
        47 * DAY,
        INES,
        "piano",
        (
            "A piano for the evenings · פסנתר לערבים",
            "Whoever wants one gives for it; what is not needed comes back to whoever gave it.",
        ),
        pot(INES, "A piano for the evenings · פסנתר לערבים", ("55000", milestones)),
    );
    harbour.vote("piano", course(47 * DAY, 44, 90), &[]);
    let of = ("undertaking", 1);
    act(harbour, (41, OMAR), "give-for-purpose", (of, json!({ "amount": "500 EUR" })));
    let pledge = json!({ "amount": "100 EUR", "times": 1 });
    act(harbour, (40, OMAR), "pledge-match", (of, pledge));
    act(harbour, (36, MICHAL), "give-for-purpose", (of, json!({ "amount": "40 EUR" })));
    let work =
        "A Petrof from 1978, from the school in Elm Street. The tuner's letter is in the office.";
    act(harbour, (30, INES), "hand-in-milestone", (of, json!({ "work": work })));
    act(harbour, (28, RUTH), "judge-milestone", (of, json!({ "accept": true })));
}

fn lights(harbour: &mut Community<'_>) {
    let milestones = json!([
        { "what": "They hang and shine · הם תלויים ומאירים", "weight": 1, "within": "60d" },
    ]);
    harbour.propose(
        42 * DAY,
        KEIKO,
        "lights",
        (
            "Lights along the pier · אורות לאורך הרציף",
            "Nine thousand is what the city asks for the cable. With less, all of it returns.",
        ),
        pot(KEIKO, "Lights along the pier · אורות לאורך הרציף", ("900000", milestones)),
    );
    harbour.vote("lights", course(42 * DAY, 40, 74), &[]);
    let of = ("undertaking", 2);
    act(harbour, (36, OMAR), "give-for-purpose", (of, json!({ "amount": "200 EUR" })));
    act(harbour, (35, MICHAL), "give-for-purpose", (of, json!({ "amount": "80 EUR" })));
    let words =
        "Too few of us wanted them: 280 of 9,000. Everybody has their money back. · הכסף חזר.";
    act(harbour, (24, KEIKO), "tell-what-came", (of, json!({ "words": words })));
}

fn repairs(harbour: &mut Community<'_>) {
    harbour.propose(
        37 * DAY,
        RUTH,
        "small-repairs",
        (
            "400 for what many of us want mended",
            "The fund adds to what people give, by how many give and not by how much.",
        ),
        json!([{
            "action": "open-fund", "title": "Small repairs · תיקונים קטנים", "matching": "400 EUR",
            "lasts": "10d",
            "terms": { "least": "100", "cap": "70%", "clustered": true, "everybody": false },
        }]),
    );
    harbour.vote("small-repairs", course(37 * DAY, 44, 88), &[]);
    let of = ("fund", 1);
    let bench = "A bench by the east door, from the old floor boards";
    act(harbour, (31, YOAV), "enter-project", (of, json!({ "words": bench })));
    let tap = "ברז מים ליד המטבח, גם לבקבוקים · A tap by the kitchen";
    act(harbour, (31, MICHAL), "enter-project", (of, json!({ "words": tap })));
    let gift = |project: u32, amount: &str| json!({ "project": project, "amount": amount });
    act(harbour, (30, OMAR), "fund-project", (of, gift(1, "16 EUR")));
    act(harbour, (30, ORIT), "fund-project", (of, gift(1, "9 EUR")));
    act(harbour, (29, MICHAL), "fund-project", (of, gift(1, "25 EUR")));
    act(harbour, (29, YOAV), "fund-project", (of, gift(2, "36 EUR")));
    act(harbour, (29, ORIT), "fund-project", (of, gift(2, "9 EUR")));
}
