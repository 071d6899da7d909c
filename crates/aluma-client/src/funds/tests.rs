use aluma_core::grants::rules::quadratic::{Given, Group, ideal, shared};
use aluma_types::{Share, show};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

use super::{FORMAT, check};

/// Two projects: four who give 25 each, and two who give 50 each; a pot of 100.
fn file() -> Json {
    let gift = |project: u64, account: u64, units: u64| {
        json!({
            "project": project, "account": account, "units": units.to_string(), "cluster": null,
            "counts": true, "returned": false,
        })
    };
    let gifts = [(1, 4, 25), (1, 5, 25), (1, 6, 25), (1, 7, 25), (2, 5, 50), (2, 6, 50)];
    let result = |project: u64, matched: &str| {
        let mut row = json!({ "project": project, "withdrawn": false, "given": "100" });
        row["matched"] = json!(matched);
        row
    };
    json!({
        "format": FORMAT, "pot": "100",
        "terms": { "least": "1", "cap": null, "clustered": false, "everybody": false },
        "contributions": gifts.map(|(project, account, units)| gift(project, account, units)),
        "results": [result(1, "75"), result(2, "25")],
    })
}

#[test]
fn what_is_right_is_equal_and_what_was_changed_is_named() {
    assert_eq!(check(&file()), Ok(vec![]));
    let changed = |change: &dyn Fn(&mut Json)| {
        let mut file = file();
        change(&mut file);
        check(&file)
    };
    let more = changed(&|file| file["results"][0]["matched"] = json!("76"));
    assert_eq!(more, Ok(vec!["project 1: matched is 76, gifts come to 75".to_owned()]));
    let gift = changed(&|file| file["contributions"][0]["units"] = json!("26"));
    assert!(gift.is_ok_and(|lines| lines.iter().any(|line| line.contains("given is 100"))));
    let pot = changed(&|file| file["pot"] = json!("99"));
    assert_eq!(pot.map(|lines| lines.len()), Ok(1));
    let counts = changed(&|file| file["contributions"][4]["counts"] = json!(false));
    assert_eq!(counts.map(|lines| lines.len()), Ok(2));
    let cap = changed(&|file| file["terms"]["cap"] = json!("0%"));
    assert_eq!(cap.map(|lines| lines.len()), Ok(2));
    let cluster = changed(&|file| file["contributions"][0]["cluster"] = json!(9));
    assert!(cluster.is_ok_and(|lines| !lines.is_empty()));
    let lost = changed(&|file| file["results"] = json!([file["results"][0].clone()]));
    assert!(lost.is_ok_and(|lines| !lines.is_empty()));
    assert!(changed(&|file| file["format"] = json!("another")).is_err());
    assert!(changed(&|file| file["pot"] = json!("-1")).is_err());
}

proptest! {
    /// Two programs with nothing in common but this description come to the same, to the last unit.
    #[test]
    fn the_ledger_and_this_code_agree(
        projects in proptest::collection::vec(
            proptest::collection::vec((1u64..1_000_000_000_000, 0u64..4), 0..8), 1..8),
        pot in 0u64..3_000_000_000_000,
        cap in proptest::option::of(0u32..=100),
    ) {
        let (mut gifts, mut results, mut ideals) = (Vec::new(), Vec::new(), Vec::new());
        for (project, all) in (1u64..).zip(&projects) {
            let mut given = Given::new();
            for (account, (units, label)) in (10u64..).zip(all) {
                let group = if *label > 0 { Group::Cluster(*label) } else { Group::One(account) };
                *given.entry(group).or_default() += u128::from(*units);
                let cluster = (*label > 0).then_some(*label);
                gifts.push(json!({
                    "project": project, "account": account, "units": units.to_string(),
                    "cluster": cluster, "counts": true,
                }));
            }
            ideals.push((project, ideal(&given)));
        }
        let share = cap.map(Share::percent);
        for ((project, all), matched) in
            (1u64..).zip(&projects).zip(shared(pot.into(), share, &ideals))
        {
            let given: u64 = all.iter().map(|(units, _)| units).sum();
            results.push(json!({
                "project": project, "withdrawn": false, "given": given.to_string(),
                "matched": matched.to_string(),
            }));
        }
        let file = json!({
            "format": FORMAT, "pot": pot.to_string(),
            "terms": { "cap": share.map(show::share), "clustered": true },
            "contributions": gifts, "results": results,
        });
        prop_assert_eq!(check(&file), Ok(vec![]));
    }
}
