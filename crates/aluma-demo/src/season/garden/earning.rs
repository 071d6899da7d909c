//! What the garden pays for when the ledger itself can see it: a first step in deciding together.

use serde_json::json;

use super::course;
use crate::season::{Community, DAY};
use crate::step::Step;

/// Who claimed, and how many days ago.
const CLAIMED: [(u64, &str); 4] =
    [(30, "סיוון-דהן"), (25, "לאילה-מנסור"), (11, "איתן-רוזן"), (6, "תמר-גולן")];

pub(super) fn live(garden: &mut Community<'_>) {
    let dao = garden.dao();
    garden.propose(
        49 * DAY,
        "עמית-צדוק",
        "להחליט",
        (
            "תודה קטנה למי שמתחילים להחליט",
            "מי שחברים חודש והצביעו פעם אחת מקבלים עשרה שקלים, פעם אחת. הכסף מופקד מראש, והפנקס עצמו \
             בודק.",
        ),
        json!([
            {
                "action": "open-programme", "title": "הצבעה ראשונה",
                "purpose": "כדי שמי שבאו לאחרונה ידעו שגם הקול שלהם נספר. התוכנית משלמת פעם אחת לאדם.",
                "asset": "ILS", "lasts": "365d",
                "terms": {
                    "kinds": ["ledger"], "need": 1,
                    "verifiers": [{ "predicate": { "clauses": [
                        { "member": { "lasts": "30d" } },
                        { "voted": { "times": 1, "practice": false } },
                    ] } }],
                    "curve": { "fixed": { "units": "1000" } },
                    "caps": { "epoch": "4000", "person": "1000", "person_epoch": "1000" },
                    "epoch": "7d", "payout": "now", "window": "0s", "audit": "0%",
                },
            },
            { "action": "fund-programme", "dao": dao, "programme": "1", "amount": "1040 ILS" },
        ]),
    );
    garden.vote("להחליט", course(49 * DAY, 60, 88), &[]);
    for (days, who) in CLAIMED {
        let fields = json!({ "dao": garden.dao(), "programme": "1", "evidence": "ledger" });
        garden.step(Step::new(days * DAY, who, "claim-reward", fields).may_fail());
    }
}
