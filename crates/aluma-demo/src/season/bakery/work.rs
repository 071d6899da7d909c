//! Work, thanks and shares of the five.

use serde_json::json;

use super::super::work::{Done, Gift, Task, finds, places};
use super::super::{Community, DAY};

const MAYA: &str = "maya-ortiz";
const TOM: &str = "tom-hale";
const PRIYA: &str = "priya-nair";
const JONAS: &str = "jonas-berg";
const AISHA: &str = "aisha-khan";

const fn task(
    title: &'static str,
    brief: &'static str,
    reward: &'static str,
    size: u32,
) -> Task<'static> {
    Task { title, brief, reward, reviewer: MAYA, size, open_for: 14 }
}

pub(super) fn live(bakery: &mut Community<'_>) {
    paid(bakery);
    given(bakery);
    over(bakery);
    thanks(bakery);
    underway(bakery);
    changing(bakery);
    handed_in(bakery);
    open(bakery);
}

/// Work that was paid, and brought points.
fn paid(bakery: &mut Community<'_>) {
    bakery.done_well(
        "boards",
        task(
            "Sand and oil the proofing boards",
            "All fourteen. The grey ones first: the dough sticks to them. Oil is in the cellar, use \
             what is there.\n\nDone when a wet hand slides.",
            "75 EUR",
            5,
        ),
        Done { by: JONAS, days: 62, says: "All fourteen, two coats. The two split ones hold again." },
        finds(84, 5, &["The dough comes off by itself now.", "Two coats, as asked."]),
    );
    bakery.done_well(
        "photographs",
        task(
            "Photographs for the shop window",
            "Six pictures of what we bake, in the light of the morning, for the window and for the \
             order sheet.",
            "90 EUR",
            6,
        ),
        Done {
            by: AISHA,
            days: 52,
            says: "Eight, so that you can choose. They are in the folder for the window.",
        },
        finds(88, 6, &["People stop and look.", "Two more than asked, and all good."]),
    );
    bakery.done_well(
        "map",
        task(
            "The delivery round on one map",
            "Every café with its door, its hour and who has the key. So that somebody else can ride \
             it when Jonas is ill.",
            "60 EUR",
            4,
        ),
        Done { by: JONAS, days: 41, says: "On the wall by the door, and as a file. I timed it: 52 minutes." },
        finds(79, 3, &["I rode it on Tuesday without asking once."]),
    );
    bakery.done_well(
        "sourdough",
        task(
            "The sourdough, written down",
            "Step by step, with weights and temperatures, so that it does not live in one head.",
            "80 EUR",
            6,
        ),
        Done { by: TOM, days: 34, says: "Four pages, with what to do when the kitchen is cold." },
        finds(92, 6, &["I baked by it, and it was his bread.", "Worth more than its hours."]),
    );
}

/// What was given without pay.
fn given(bakery: &mut Community<'_>) {
    let gift = |by, days: u64, size, words| Gift { by, at: days * DAY, size, domain: None, words };
    bakery.given(
        "books",
        gift(
            MAYA,
            66,
            9,
            "Three weeks of evenings: the books, the tax number, and a folder in which \
                           everybody finds everything.",
        ),
        finds(85, 8, &["Without this there would be no bakery."]),
    );
    bakery.given(
        "oven-lessons",
        gift(TOM, 48, 6, "Taught Aisha the oven: six mornings, each an hour before my shift."),
        finds(90, 6, &["She runs it alone now."]),
    );
    bakery.given(
        "mills",
        gift(
            PRIYA,
            43,
            9,
            "Visited four mills and baked a test batch with the flour of each. That is \
                            how we came to Dunmore.",
        ),
        finds(81, 8, &["The difference can be tasted.", "The notes are a little thin."]),
    );
    bakery.given(
        "school",
        gift(
            AISHA,
            19,
            3,
            "Had the second class of the harbour school in the bakery: twenty-three \
                            children, twenty-three rolls.",
        ),
        finds(77, 3, &["Their parents come on Saturdays since."]),
    );
    let jonas = Gift {
        at: 30,
        ..gift(
            JONAS,
            1,
            5,
            "Rode the whole round on both days of the storm, so that no café was \
                             without bread.",
        )
    };
    bakery.give("storm", jonas);
    bakery.waits(11, "storm", finds(83, 5, &[]), "was drawn to judge something");
    let tom = Gift {
        at: 20,
        ..gift(
            TOM,
            1,
            3,
            "Cleaned the flue together with the chimney sweep, and learned to do it \
                           ourselves.",
        )
    };
    bakery.give("flue", tom);
    bakery.waits(7, "flue", finds(74, 3, &[]), "was drawn to judge something");
}

/// What nobody took, and what was taken back.
fn over(bakery: &mut Community<'_>) {
    bakery.offer(
        31 * DAY,
        "allergens",
        task(
            "The allergen list in Polish",
            "Half of the shipyard reads Polish. Two pages; a printer's file is there.",
            "40 EUR",
            3,
        ),
        places(1),
        &json!({ "outside": true }),
    );
    bakery.offer(
        25 * DAY,
        "tent",
        task(
            "Find a tent for the street fair",
            "Three by three, with sides, for a day.",
            "35 EUR",
            2,
        ),
        places(1),
        &json!({}),
    );
    let fields = json!({ "action": "cancel-task", "dao": bakery.dao(),
        "task": crate::step::made("tent"), "reason": "The fair is put off until spring." });
    bakery.by_role(22 * DAY, "tent-cancelled", fields);
}

/// Praise, thanks and two circles: one paid, one open.
fn thanks(bakery: &mut Community<'_>) {
    bakery.praise(
        45 * DAY,
        (AISHA, TOM),
        8,
        "For the mornings at the oven, and for never sighing.",
    );
    bakery.praise(
        39 * DAY,
        (MAYA, PRIYA),
        6,
        "For not taking the first flour that was good enough.",
    );
    bakery.praise(28 * DAY, (PRIYA, JONAS), 5, "For the map. I was sure I would get lost.");
    bakery.praise(9 * DAY, (JONAS, AISHA), 4, "For what the shop window looks like.");
    bakery.thank(33 * DAY, (TOM, MAYA), "For the soup on the night the mixer died.");
    bakery.thank(2 * DAY, (AISHA, JONAS), "For the bread that came although the road was flooded.");
    let circle = json!({ "circle": { "terms": { "tokens": 100 } } });
    bakery.round(
        26 * DAY,
        "summer",
        ("Thanks for the summer", "400 EUR"),
        (circle.clone(), 8),
        None,
    );
    bakery.tokens(25 * DAY, MAYA, "summer", &[(TOM, 50), (PRIYA, 30), (AISHA, 20)]);
    bakery.tokens(24 * DAY, TOM, "summer", &[(MAYA, 40), (AISHA, 40), (JONAS, 20)]);
    bakery.tokens(22 * DAY, JONAS, "summer", &[(PRIYA, 60), (MAYA, 40)]);
    bakery.tokens(20 * DAY, AISHA, "summer", &[(TOM, 80), (JONAS, 20)]);
    bakery.round(3 * DAY, "autumn", ("Thanks for the autumn", "300 EUR"), (circle, 12), None);
    bakery.tokens(2 * DAY, PRIYA, "autumn", &[(JONAS, 70), (TOM, 30)]);
    bakery.tokens(26, AISHA, "autumn", &[(JONAS, 100)]);
}

/// What comes back each week.
fn underway(bakery: &mut Community<'_>) {
    bakery.offer(
        16 * DAY,
        "count",
        Task {
            open_for: 30,
            ..task(
                "Friday count of the flour store",
                "Weigh the open sacks, count the closed ones, write it on the sheet. Comes back every \
                 week.",
                "15 EUR",
                1,
            )
        },
        json!({ "recurring": { "times": 6, "gap": "4d" } }),
        &json!({}),
    );
    bakery.take(15 * DAY, PRIYA, "count", "count-job");
    let next = Some("The scale shows 200 g too much. The sack by the window is last year's rye.");
    bakery.hand_in(
        14 * DAY + 4,
        PRIYA,
        "count-job",
        "212 kg of wheat, 64 of rye, 9 of oats.",
        next,
    );
    bakery.review(13 * DAY, MAYA, "count-job", "accept", "");
    bakery.take(4 * DAY + 20, PRIYA, "count", "count-again");
    let next = Some("A new scale is here. Rye has to be ordered before the tenth.");
    bakery.hand_in(
        4 * DAY + 2,
        PRIYA,
        "count-again",
        "168 kg of wheat, 31 of rye, 9 of oats.",
        next,
    );
    bakery.review(3 * DAY + 20, MAYA, "count-again", "accept", "");
}

/// What was handed in and has to be done again.
fn changing(bakery: &mut Community<'_>) {
    let rack = task(
        "A rack for the bread crates on the bicycle",
        "Three crates, and none may slide off at the bridge. Wood or steel, as you like.",
        "110 EUR",
        7,
    );
    bakery.offer(8 * DAY, "rack", rack, places(1), &json!({}));
    bakery.take(7 * DAY, JONAS, "rack", "rack-job");
    bakery.note(
        6 * DAY + 4,
        JONAS,
        "rack-job",
        "Steel from the yard, for nothing. I weld on Thursday.",
    );
    bakery.hand_in(3 * DAY, JONAS, "rack-job", "It holds three crates. Painted green.", None);
    let change = "It holds, but the crates stand so high that nobody sees the road behind. Lower by a \
                  hand, please.";
    bakery.review(2 * DAY, MAYA, "rack-job", "change", change);
}

/// What was accepted, what waits for a reviewer, and what is in somebody's hands.
fn handed_in(bakery: &mut Community<'_>) {
    let clean = task(
        "Deep clean of the dough room",
        "Walls, drain and the top of the lamps. Before the inspection.",
        "95 EUR",
        6,
    );
    bakery.offer(6 * DAY, "clean", clean, places(1), &json!({}));
    bakery.take(5 * DAY + 8, TOM, "clean", "clean-job");
    bakery.note(
        4 * DAY + 12,
        TOM,
        "clean-job",
        "The walls are done. The drain is a matter of faith.",
    );
    bakery.hand_in(
        2 * DAY + 3,
        TOM,
        "clean-job",
        "Everything, the lamps too. The drain runs.",
        None,
    );
    bakery.review(22, MAYA, "clean-job", "accept", "I looked on top of the lamps.");

    let prices = task(
        "A price list that is read from the street",
        "Big, in two colours, with the allergens by their signs.",
        "70 EUR",
        4,
    );
    bakery.offer(5 * DAY, "prices", prices, places(1), &json!({}));
    bakery.take(4 * DAY, AISHA, "prices", "prices-job");
    bakery.note(3 * DAY + 6, AISHA, "prices-job", "Two drafts hang in the shop. Say which.");
    bakery.hand_in(
        18,
        AISHA,
        "prices-job",
        "It hangs. I crossed the street and could read the rye.",
        None,
    );

    let cafes = Task {
        reviewer: TOM,
        ..task(
            "Ask the cafés what they throw away",
            "Nine cafés, one question each: which bread is left at six? A line for each of them.",
            "55 EUR",
            4,
        )
    };
    bakery.offer(3 * DAY, "cafes", cafes, places(1), &json!({ "purpose": "Bake what is eaten." }));
    bakery.take(2 * DAY, PRIYA, "cafes", "cafes-job");
    bakery.note(DAY + 6, PRIYA, "cafes-job", "Five of nine. It is the white loaf, everywhere.");
}

/// What anybody can take now.
fn open(bakery: &mut Community<'_>) {
    bakery.offer(
        2 * DAY,
        "sign",
        Task {
            open_for: 21,
            ..task(
                "Paint the shop's sign before the winter",
                "The letters are there, only the paint is gone. Blue as on the door; scaffold and paint \
                 are paid for.\n\nDone when it can be read from the quay.",
                "120 EUR",
                8,
            )
        },
        places(1),
        &json!({ "purpose": "Be seen from the quay.", "fee": "500" }),
    );
    bakery.offer(
        DAY + 4,
        "bag",
        task(
            "Draw the Christmas bag",
            "One colour, for paper bags of two sizes. Say for how much you would do it, and show one \
             thing that you drew.",
            "150 EUR",
            8,
        ),
        json!("apply"),
        &json!({ "outside": true }),
    );
    let apply = |price: &str, within: &str, words: &str| {
        json!({ "dao": crate::step::made("low-tide-bakery"), "task": crate::step::made("bag"),
            "price": price, "within": within, "words": words })
    };
    let words = "I would cut it in lino and print the first fifty by hand.";
    let step = crate::step::Step::new(20, AISHA, "apply-for-task", apply("130 EUR", "12d", words));
    bakery.step(step);
    let words = "A bicycle in the snow, with a loaf on the rack.";
    let step = crate::step::Step::new(9, JONAS, "apply-for-task", apply("90 EUR", "9d", words));
    bakery.step(step);
    bakery.offer(
        DAY,
        "rye",
        Task {
            open_for: 9,
            ..task(
                "A name for the new rye",
                "One or two words, and why. Entries stay sealed until the contest closes.",
                "45 EUR",
                1,
            )
        },
        json!({ "contest": { "prizes": [2, 1] } }),
        &json!({}),
    );
}
