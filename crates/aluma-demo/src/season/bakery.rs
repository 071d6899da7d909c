//! Five people with one oven: in English, for members only.

mod work;

use serde_json::json;

use super::{Community, Course, DAY, Season, pay, reserve, resolve};
use crate::chance::Chance;

const FOUNDED: u64 = 83 * DAY;
const PARTS: [(&str, &str); 5] = [
    ("maya-ortiz", "founded the bakery, keeps the books"),
    ("tom-hale", "bakes the early shift"),
    ("priya-nair", "buys flour, wants the mill"),
    ("jonas-berg", "delivers by bicycle"),
    ("aisha-khan", "joined last, runs the shop"),
];

/// Everybody but the founder is asked to vote on everything: they are five.
const ALL: u64 = 90;

pub(super) fn live(all: &mut Season, chance: &mut Chance) {
    let members = PARTS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut bakery =
        Community { all, chance, handle: "low-tide-bakery", members, joined: Vec::new() };
    let found = json!({
        "handle": "low-tide-bakery", "name": "Low Tide Bakery",
        "purpose": "We bake for the harbour quarter from three in the morning, and share what the \
                    oven earns by the hours we stood at it.",
        "joining": "invitation", "manner": "small-circle", "visibility": "members",
        "assets": [{ "symbol": "EUR", "decimals": 2, "kind": "token", "supply": "2284000",
            "holders": [] }],
        "pots": ["flour", "repairs"], "domains": [],
        "roles": [{ "name": "Treasurer", "duty": "Pays suppliers, up to 150 EUR a week, and shows \
            every bill.", "may": ["transfer"], "limits": [{ "symbol": "EUR", "units": "15000",
            "per": "7d" }], "for_members": true, "weighs": false, "for_founders": true },
            { "name": "Shift planner", "duty": "Offers work that the shifts do not do, and opens the \
            rounds of thanks.", "may": ["publish-task", "cancel-task", "choose-applicant",
            "award-prizes", "open-round"], "limits": [{ "symbol": "EUR", "units": "120000",
            "per": "7d" }], "for_members": true, "weighs": false, "for_founders": true }],
        "changes": [
            { "key": "weight.heads", "value": "8000" },
            { "key": "weight.reputation", "value": "2000" },
            { "key": "panel.sampled", "value": "0%" },
        ],
    });
    bakery.begin(FOUNDED, found, (3 * DAY, &PARTS));
    past(&mut bakery);
    now(&mut bakery);
    work::live(&mut bakery);
}

fn past(bakery: &mut Community<'_>) {
    let course =
        |from: u64| Course { from: from - 2, until: from - 30, turnout: ALL, in_favour: 95 };
    bakery.propose(
        70 * DAY,
        "tom-hale",
        "mixer",
        (
            "A second-hand dough mixer",
            "The old one stops when it is warm. Brennan's in Quay Street sell theirs for 480 with a \
             new belt. I have seen it run. I would pay it and get it back from us.",
        ),
        pay("tom-hale", "480 EUR", "The mixer from Brennan's, with the bill"),
    );
    bakery.vote(
        "mixer",
        course(70 * DAY),
        &[("maya-ortiz", "for", "We lose two hours a week to it.")],
    );
    bakery.propose(
        58 * DAY,
        "priya-nair",
        "flour",
        (
            "Flour money every week",
            "One sum for the season instead of a vote each time the mill delivers: 900 over ninety \
             days, paid weekly. I put the receipts into the folder.",
        ),
        json!([{ "action": "stream", "to": "@priya-nair", "asset": "EUR", "every": "7d",
            "purpose": "Flour from the Dunmore mill",
            "plan": { "linear": { "units": "90000", "unlock": "0", "cliff": "0ms", "lasts": "90d" } } }]),
    );
    bakery.vote("flour", course(58 * DAY), &[]);
    bakery.propose(
        45 * DAY,
        "aisha-khan",
        "mondays",
        ("We close on Mondays", "Nobody has had two days off in a row since June."),
        resolve("The shop is closed on Mondays until the end of the year."),
    );
    bakery.vote(
        "mondays",
        course(45 * DAY),
        &[("jonas-berg", "for", "The cafés told me they order twice on Tuesday anyway.")],
    );
    bakery.propose(
        27 * DAY,
        "jonas-berg",
        "van",
        (
            "Lease a delivery van",
            "Two thousand one hundred for the first year. It would take the hotel on the hill.",
        ),
        pay("jonas-berg", "2100 EUR", "First year of the lease"),
    );
    bakery.vote(
        "van",
        Course { from: 27 * DAY - 2, until: 26 * DAY, turnout: 100, in_favour: 0 },
        &[
            ("maya-ortiz", "against", "We would bake for the van. Ask again when the hotel signs."),
            ("tom-hale", "against", "The bicycle carries what the oven makes."),
        ],
    );
}

fn now(bakery: &mut Community<'_>) {
    bakery.propose(
        2 * DAY + 7,
        "maya-ortiz",
        "oven",
        (
            "Repair of the oven's floor",
            "Two stones are cracked. Harte's offer: 1,190 with fire clay, done on a Monday. If it \
             waits until January we bake on one side only.",
        ),
        pay("maya-ortiz", "1190 EUR", "Harte's offer for the oven's floor"),
    );
    bakery.vote(
        "oven",
        Course { from: 2 * DAY + 5, until: DAY, turnout: 100, in_favour: 100 },
        &[("tom-hale", "for", "I feel it every night.")],
    );
    bakery.propose(
        16,
        "priya-nair",
        "stall",
        (
            "A stall on the Saturday market",
            "350 set aside for a table, an awning and the fee until Christmas. What comes in goes \
             to the till, not to whoever stands there.",
        ),
        reserve("350 EUR", "Table, awning and fee of the Saturday market", "60d"),
    );
    bakery.ballot((14, "jonas-berg"), "stall", ("for", Some("I can bring it by bicycle.")));
    bakery.say(13, "tom-hale", ("proposal", "stall"), "Who gets up for it? I sleep on Saturdays.");
    bakery.say(
        12,
        "priya-nair",
        ("proposal", "stall"),
        "Aisha and I would take turns. **Nobody of the night shift**, that was the idea.",
    );
    bakery.poll(
        (DAY + 3, "5d"),
        ("aisha-khan", "bread"),
        (
            "Which bread comes back in winter?",
            &["Rye with caraway", "Potato loaf", "Oat and honey"],
        ),
        60,
    );
}
