//! What two of the garden made together, and who paid to use it.

use aluma_types::{hash, sha256};
use serde_json::{Value as Json, json};

use crate::routes::SONGS;
use crate::season::{Community, DAY};
use crate::step::Step;

/// The two who made it, and who sang it with the neighbours.
const AUTHORS: [&str; 2] = ["עמית-צדוק", "לאילה-מנסור"];
const SINGER: &str = "יוסף-חדד";

pub(super) fn live(garden: &mut Community<'_>) {
    let dao = garden.dao();
    let with = |more: Json| {
        let mut all = json!({ "dao": dao, "work": "1" });
        for (key, value) in more.as_object().into_iter().flatten() {
            all[key] = value.clone();
        }
        all
    };
    let authors = json!([
        { "account": format!("@{}", AUTHORS[0]), "parts": "2" },
        { "account": format!("@{}", AUTHORS[1]), "parts": "1" },
    ]);
    let register = json!({
        "dao": dao, "hash": hash::hex(&sha256(&[SONGS.as_bytes()]).0), "name": "שירי ההשקיה",
        "document": "שישה שירים: /demo/works/watering-songs.txt. שימוש: שירה או הדפסה אחת.",
        "authors": authors, "royalty": "10%", "answer": "7d",
    });
    let uses = json!({ "what": { "uses": { "price": "15 ILS" } }, "lasts": "7d" });
    let paid = json!({ "times": "1", "most": "15 ILS", "reason": "ערב שירה ליד הבאר" });
    let steps = [
        (20, AUTHORS[0], "register-work", register),
        (19, AUTHORS[1], "answer-work", with(json!({ "agrees": true }))),
        (18, AUTHORS[0], "offer-work", with(uses)),
        (17, AUTHORS[1], "answer-work", with(json!({ "offer": "1", "agrees": true }))),
        (9, SINGER, "use-work", with(paid)),
    ];
    for (days, who, action, fields) in steps {
        garden.step(Step::new(days * DAY, who, action, fields));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_registered_is_what_stands_there() {
        // As `sha256sum` says of the file.
        assert_eq!(
            hash::hex(&sha256(&[SONGS.as_bytes()]).0),
            "1bd7a71519f8895ae8969052893f18e2d97ceab513ebf0f0b68a441e5ab51a92"
        );
    }
}
