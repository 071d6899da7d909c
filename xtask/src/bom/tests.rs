//! The bill of this very tree.

use super::*;

#[test]
fn it_lists_what_is_linked_and_nothing_that_tests_alone_need() {
    let root = shell::root();
    let text = of(&root, "x86_64-unknown-linux-gnu", "00ff").expect("a bill");
    assert_eq!(of(&root, "x86_64-unknown-linux-gnu", "00ff").as_deref(), Ok(text.as_str()));
    let bill: Json = serde_json::from_str(&text).expect("JSON");
    assert_eq!((&bill["bomFormat"], &bill["specVersion"]), (&json!("CycloneDX"), &json!("1.5")));
    assert_eq!(bill["metadata"]["component"]["hashes"][0]["content"], "00ff");
    let components = bill["components"].as_array().expect("components");
    let named = |name: &str| components.iter().find(|one| one["name"] == name);
    for linked in ["aluma-core", "aws-lc-sys", "libsqlite3-sys", "rustls", "serde_json"] {
        assert!(named(linked).is_some(), "{linked}");
    }
    for only_tested in ["proptest", "ring"] {
        assert!(named(only_tested).is_none(), "{only_tested}");
    }
    let references: BTreeSet<_> = components.iter().map(|one| one["bom-ref"].as_str()).collect();
    assert_eq!(references.len(), components.len(), "each stands once");
    for one in components {
        assert!(one["licenses"][0]["expression"].is_string(), "{one}");
        let is_ours = one["name"].as_str().is_some_and(|name| name.starts_with("aluma-"));
        let sum = one["hashes"][0]["content"].as_str();
        assert_eq!(sum.map(str::len), if is_ours { None } else { Some(64) }, "{one}");
    }
    let main = bill["metadata"]["component"]["bom-ref"].as_str();
    for row in bill["dependencies"].as_array().expect("edges") {
        assert!(references.contains(&row["ref"].as_str()) || row["ref"].as_str() == main, "{row}");
        for on in row["dependsOn"].as_array().expect("a list") {
            assert!(references.contains(&on.as_str()), "{on}");
        }
    }
}
