//! How the nine sell shares, share what comes in, and pay out somebody who leaves.
//!
//! Sales are numbered by the ledger, in the order in which they are opened: nobody else of the demo sells.

use serde_json::{Value as Json, json};

use super::{CARMEN, FREYA, GIDEON, NIMROD, ROTEM, SALMA, SEALED, course};
use crate::season::{Community, Course, DAY};
use crate::step::{SealedBid, Step};

const RUTH: &str = "ruth-adeyemi";
/// Minutes after the end of the season at which the next dividend is paid.
const SOON: u64 = 20;
const HATCH: u64 = 1;
const SETTLED: u64 = 2;
const BIDDING: u64 = 4;
/// Hours ago when bids of the settled auction are sealed, and when they are opened.
const SEALS: u64 = 30 * DAY;
const OPENS: u64 = 25 * DAY;

/// Whose bid in the settled auction: units and cents for one in steps, and whether they ever opened it.
const BIDS: [(&str, &[(u128, u128)], bool); 6] = [
    ("kwame-osei", &[(20, 1_600), (10, 1_300)], true),
    (GIDEON, &[(10, 1_500)], true),
    ("maya-ortiz", &[(25, 1_400)], true),
    ("keiko-tanaka", &[(40, 1_400)], true),
    ("omar-haddad", &[(20, 1_250)], true),
    ("יואב-שחר", &[(10, 1_800)], false),
];

pub(super) fn live(pier: &mut Community<'_>) {
    hatch(pier);
    income(pier);
    leaver(pier);
    auction(pier);
    dividend(pier);
    open_now(pier);
}

/// A decision by the charter's vote, and the steps of those who vote.
fn decide(
    pier: &mut Community<'_>,
    (days, by, label): (u64, &str, &str),
    words: (&str, &str),
    acts: Json,
) {
    pier.propose(days * DAY, by, label, words, acts);
    pier.vote(label, course(days * DAY), &[]);
}

fn sale(units: &str, lasts: &str, (kind, terms): (Json, &str)) -> Json {
    json!({
        "action": "open-sale", "share": "SUN", "pay": "EUR", "units": units, "lasts": lasts,
        "kind": kind, "terms": terms,
    })
}

/// The first shares for whoever wants some, if enough want them; and half of the income for all.
fn hatch(pier: &mut Community<'_>) {
    let price = json!({ "pay": "1000", "per": "1" });
    let kind = json!({ "hatch": { "price": price, "goal": "120" } });
    let terms = "For 24 more panels. If 120 shares are not ordered, all the money goes back. Panels can \
                 break and prices fall: you may lose all of it.\n\nל־24 לוחות נוספים. אם לא יוזמנו 120 \
                 מניות, כל הכסף חוזר. לוחות מתקלקלים ומחירים יורדים: אפשר להפסיד הכול.";
    let acts = json!([
        sale("200", "10d", (kind, terms)),
        { "action": "share-income", "share": "SUN", "asset": "EUR", "rate": "50%", "every": "10d" },
        { "action": "register", "account": format!("@{RUTH}"), "stake": "customer" },
    ]);
    // Enacted after eleven days, and every ten days from then it pays: the last time soon after now.
    let hours = 61 * DAY;
    let fields = json!({
        "dao": pier.dao(), "title": "Sell 200 shares, and share half of what comes in · מכירה וחלוקה",
        "body": "The Commons buys all our power and Ruth pays for it: let her have a voice here.",
        "actions": acts,
    });
    let propose = Step::new(hours, SALMA, "propose", fields).called("first-shares");
    pier.step(propose.minutes_later(SOON));
    pier.vote("first-shares", course(hours), &[(FREYA, "for", "I know ten people who asked.")]);
    let orders = [
        ("kwame-osei", 25),
        ("maya-ortiz", 30),
        ("תמר-גולן", 20),
        (FREYA, 20),
        (NIMROD, 15),
        ("keiko-tanaka", 30),
    ];
    for (place, (who, units)) in (0..).zip(orders) {
        let most = format!("{} EUR", units * 10);
        let fields =
            json!({ "dao": pier.dao(), "sale": HATCH, "units": units.to_string(), "most": most });
        pier.step(Step::new(49 * DAY - 20 * place, who, "buy-shares", fields));
    }
}

/// The customer pays for power, and one of the holders takes what came to him.
fn income(pier: &mut Community<'_>) {
    for (days, what) in [
        (37, "Power for the workshops, September · חשמל לסדנאות, ספטמבר"),
        (23, "Power for the workshops, October · חשמל לסדנאות, אוקטובר"),
        (13, "Power for the heat pump, on trial · חשמל למשאבת החום, בניסיון"),
        (4, "Power for the workshops, November · חשמל לסדנאות, נובמבר"),
    ] {
        let fields = json!({
            "dao": pier.dao(), "kind": "sale", "purpose": what, "payer": format!("@{RUTH}"),
            "received": { "paid": { "amount": "420 EUR", "pot": 0 } },
        });
        pier.step(Step::new(days * DAY, RUTH, "record-income", fields));
    }
    let fields = json!({ "share": "SUN", "asset": "EUR" });
    pier.step(Step::new(8 * DAY, GIDEON, "take-dividend", fields));
}

/// Somebody moves away, and leaves with her part of what is free.
fn leaver(pier: &mut Community<'_>) {
    let fields = json!({ "dao": pier.dao(), "shares": "90 SUN", "membership": true });
    pier.step(Step::new(34 * DAY, CARMEN, "leave-with-part", fields));
}

fn auction_kind(floor: &str, threshold: &str) -> Json {
    let floor = json!({ "pay": floor, "per": "1" });
    json!({ "auction": { "floor": floor, "threshold": threshold, "reveal": "3d" } })
}

fn bid(pier: &mut Community<'_>, (hours, by): (u64, &str), sale: u64, bid: SealedBid) {
    // What all units down to a step cost at its price, wherever that is most.
    let mut units = 0;
    let costs = bid.0.iter().map(|(more, price)| {
        units += more;
        units * price
    });
    let deposit: u128 = costs.max().unwrap_or(0);
    let fields = json!({
        "dao": pier.dao(), "sale": sale,
        "deposit": format!("{}.{:02} EUR", deposit / 100, deposit % 100),
    });
    let mut step = Step::new(hours, by, "seal-bid", fields);
    step.bid = Some(bid);
    pier.step(step);
}

/// An auction that is settled: all who won paid what the last of them bid, and one never opened his bid.
fn auction(pier: &mut Community<'_>) {
    let terms = "For the inverter. All who win pay one price. You may lose all of it.\n\nלממיר. כל הזוכים \
                 משלמים מחיר אחד. אפשר להפסיד הכול.";
    let act = sale("80", "5d", (auction_kind("1200", "60000"), terms));
    let words = (
        "80 shares to the highest · 80 מניות במכרז",
        "Three asked what they are worth. Let us see.",
    );
    decide(pier, (42, GIDEON, "auction"), words, json!([act]));
    for (place, (who, steps, opens)) in (0..).zip(BIDS) {
        bid(pier, (SEALS - 3 * place, who), SETTLED, SealedBid(steps.to_vec()));
        if opens {
            let fields = json!({ "dao": pier.dao(), "sale": SETTLED });
            let mut step = Step::new(OPENS - 2 * place, who, "open-bid", fields);
            step.bid = Some(SealedBid(steps.to_vec()));
            pier.step(step);
        }
    }
}

/// A sum besides, for a good summer.
fn dividend(pier: &mut Community<'_>) {
    pier.propose(
        19 * DAY,
        FREYA,
        "summer",
        (
            "A good summer · קיץ טוב",
            "370 to all who hold shares, beside what the rule shares by itself.",
        ),
        json!([{ "action": "pay-dividend", "share": "SUN", "amount": "370 EUR",
            "reason": "A good summer · קיץ טוב" }]),
    );
    let soon = Course { from: 19 * DAY - 2, until: 18 * DAY, turnout: 100, in_favour: 100 };
    pier.vote("summer", soon, &[]);
}

/// What is for sale now: at a price, and to the highest.
fn open_now(pier: &mut Community<'_>) {
    let price = json!({ "fixed": { "price": { "pay": "1600", "per": "1" } } });
    let terms = "For the next roof. You may lose all of it.\n\nלגג הבא. אפשר להפסיד הכול.";
    let acts = json!([
        sale("120", "80d", (price, terms)),
        sale("60", "9d", (auction_kind("1400", "0"), terms)),
    ]);
    let words = (
        "Shares for the next roof · מניות לגג הבא",
        "120 at 16 EUR for whoever does not like auctions, and 60 to the highest.",
    );
    decide(pier, (15, ROTEM, "next-roof"), words, acts);
    for (who, steps) in
        [(SEALED[0], vec![(15, 1_700)]), (SEALED[1], vec![(10, 1_650), (10, 1_450)])]
    {
        bid(pier, (2 * DAY, who), BIDDING, SealedBid(steps));
    }
}
