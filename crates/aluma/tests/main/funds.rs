//! Quadratic funds by the command line: money given, added, written out and computed again.

use serde_json::{Value as Json, json};

use crate::stage::Stage;

#[test]
fn a_fund_is_written_out_and_computed_again_from_the_file_alone() {
    let stage = Stage::new();
    stage.people(&["ann", "ben", "cat"]);
    let eur = r#"{"symbol":"EUR","decimals":0,"kind":"token","supply":"100000","holders":[
        {"to":"@ann","units":"500"},{"to":"@ben","units":"500"}]}"#;
    stage.found("circle", &["--assets", eur], &["ann", "ben", "cat"]);
    let open = json!([{
        "action": "open-fund", "title": "Spring", "matching": "100 EUR", "lasts": "7d",
        "terms": { "least": "1", "cap": null, "clustered": false, "everybody": false },
    }]);
    stage.propose("cat", "circle", &open.to_string());
    for who in ["ann", "ben", "cat"] {
        stage.last(who, "1", "for");
    }
    stage.place.ok(&["advance", "3d"]);
    assert_eq!(stage.label("1"), "enacted");
    stage.ok("cat", &["enter-project", "--dao", "circle", "--fund", "1", "--words", "A well"]);
    for (who, amount) in [("ann", "16 EUR"), ("ben", "4 EUR"), ("ben", "5 EUR")] {
        let words = ["fund-project", "--dao", "circle", "--fund", "1", "--project", "1"];
        stage.ok(who, &[&words[..], &["--amount", amount]].concat());
    }
    stage.place.ok(&["advance", "7d"]);
    stage.place.ok(&["advance", "1s"]);
    let file = stage.place.data().join("round.json");
    let path = file.to_str().expect("a path");
    stage.place.ok(&["export", "round", "1", "--dao", "circle", "--out", path]);
    let mut told: Json =
        serde_json::from_slice(&std::fs::read(&file).expect("a file")).expect("JSON");
    // (4 + 3)^2 - 25.
    assert_eq!(told["results"][0]["matched"], json!("24"));
    let equal = stage.place.ok(&["verify", "round", path]).out;
    assert!(equal.starts_with("equal"), "{equal}");
    told["results"][0]["matched"] = json!("25");
    std::fs::write(&file, told.to_string()).expect("written");
    let other = stage.place.run(&["verify", "round", path]);
    assert_eq!(other.code, 1, "{other:?}");
    assert!(other.err.contains("matched is 25, gifts come to 24"), "{}", other.err);
}
