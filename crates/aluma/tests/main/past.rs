//! What there was before: repositories, tables of scores, lists of issues.

use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value as Json, json};

use crate::stage::Stage;
use crate::support::Place;

/// A folder beside the data folder.
fn below(place: &Place, name: &str) -> PathBuf {
    place.data().parent().expect("a folder").join(name)
}

/// A repository of two people, a rename and a merge, in a folder of the place.
fn repository(place: &Place) -> String {
    let folder = below(place, "garden");
    for name in ["src", "docs"] {
        std::fs::create_dir_all(folder.join(name)).expect("a folder");
    }
    std::fs::write(folder.join("src/bed.txt"), "one\ntwo\n").expect("a file");
    let git = |who: &str, words: &[&str]| {
        let mut git = Command::new("git");
        let (name, mail) = (format!("user.name={who}"), format!("user.email={who}@x.org"));
        git.arg("-C").arg(&folder).args(["-c", &name, "-c", &mail, "-c", "commit.gpgsign=false"]);
        let done = git.args(words).output().expect("git runs");
        assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    };
    git("ana", &["init", "-q", "-b", "main"]);
    git("ana", &["add", "."]);
    git("ana", &["commit", "-q", "-m", "The first bed"]);
    git("ben", &["checkout", "-q", "-b", "side"]);
    std::fs::write(folder.join("docs/how.md"), "Dig.\n").expect("a file");
    git("ben", &["add", "."]);
    git("ben", &["commit", "-q", "-m", "How to dig"]);
    git("ana", &["checkout", "-q", "main"]);
    git("ana", &["merge", "-q", "--no-ff", "-m", "Merge", "side"]);
    folder.to_str().expect("a path").to_owned()
}

fn commit(folder: &str) {
    std::fs::write(format!("{folder}/src/more.txt"), "three\n").expect("a file");
    for words in [&["add", "."][..], &["commit", "-q", "-m", "More"]] {
        let mut git = Command::new("git");
        git.args(["-C", folder, "-c", "user.name=ben", "-c", "user.email=ben@x.org"]);
        assert!(git.args(words).output().expect("git runs").status.success());
    }
}

fn past(stage: &Stage, account: &str) -> Json {
    stage.show(&["past", "--dao", "garden", "--account", account])["answer"].clone()
}

#[test]
fn a_repository_founds_its_community_once_and_its_people_take_their_record_over() {
    let stage = Stage::new();
    let place = &stage.place;
    let folder = repository(place);
    let words = ["import", "git", &folder, "--dao", "garden"];
    let dry = place.ok(&[&words[..], &["--dry-run"]].concat()).out;
    assert!(dry.contains("2 commits by 2 people"), "{dry}");
    assert!(dry.contains("8 points at most"), "the rule is said: {dry}");
    assert!(dry.contains("would found the community"), "{dry}");
    assert!(dry.contains("would enroll 2 people and record 2 pieces"), "{dry}");
    let out = below(place, "authors.csv");
    let out = out.to_str().expect("a path");
    let all = [&words[..], &["--invitations", out]].concat();
    // Another file that everybody may read is replaced by one that its owner alone may.
    std::fs::write(out, "before").expect("a file");
    let first = place.json(&all);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(out).expect("the file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert_eq!((&first["founded"], &first["enrolled"]), (&json!(true), &json!(2)));
    assert_eq!((&first["recorded"], &first["there"]), (&json!(2), &json!(0)));
    let second = place.json(&all);
    assert_eq!((&second["recorded"], &second["there"]), (&json!(0), &json!(2)));
    assert_eq!((&second["enrolled"], &second["transactions"]), (&json!(0), &json!(0)));
    commit(&folder);
    let third = place.json(&all);
    assert_eq!((&third["recorded"], &third["there"]), (&json!(1), &json!(2)));
    let names = stage.show(&["domains", "--dao", "garden"])["answer"].clone();
    let names: Vec<_> = names["domains"].as_array().expect("domains").clone();
    let names: Vec<&str> = names.iter().filter_map(|row| row["name"]["text"].as_str()).collect();
    assert_eq!(names, ["docs", "src"]);
    let table = std::fs::read_to_string(out).expect("the invitations");
    let ben = table.lines().find(|line| line.starts_with("ben@x.org")).expect("a row for Ben");
    let cells: Vec<&str> = ben.split(',').collect();
    let (account, secret) = (format!("@{}", cells[2]), cells[3]);
    let waits = past(&stage, &account);
    assert_eq!(waits["works"].as_array().map(Vec::len), Some(2));
    assert_eq!(waits["works"][0]["state"], json!("waits"));
    place.ok(&["key", "new", "ben", "--key-file", &format!("{out}.key")]);
    let by = ["--key-file", &format!("{out}.key")];
    let claim = ["do", "claim", "--account", &account, "--secret", secret];
    place.ok(&[&by[..], &claim[..]].concat());
    let take = ["do", "take-past", "--dao", "garden", "--join"];
    place.ok(&[&by[..], &take[..]].concat());
    let taken = past(&stage, &account);
    assert!(taken["works"].as_array().expect("works").iter().all(|row| row["state"] == "taken"));
    let members = stage.show(&["members", "--dao", "garden"])["answer"]["members"].clone();
    let his = |row: &&serde_json::Value| row["name"]["text"] == json!(cells[2]);
    let his = members.as_array().and_then(|rows| rows.iter().find(his)).expect("he is there");
    // In a circle whoever is invited comes in when the time for objections is over.
    let until = &his["standing"]["applicant"]["until"];
    assert!(until.is_i64(), "as if he had been invited: {his}");
    let weighs = stage.show(&["reputation", "--dao", "garden", "--account", &account]);
    assert_eq!(
        weighs["answer"]["areas"],
        json!([]),
        "it weighs nothing and is no record of points"
    );
}

#[test]
fn what_is_no_repository_or_no_table_is_refused_and_nothing_is_begun() {
    let place = Place::new();
    let folder = below(&place, "plain");
    std::fs::create_dir_all(&folder).expect("a folder");
    let folder = folder.to_str().expect("a path").to_owned();
    let told = place.run(&["import", "git", &folder, "--dao", "garden", "--dry-run"]);
    assert_eq!(told.code, 1);
    assert!(told.err.contains("no-repository"), "{}", told.err);
    let table = place.file("scores.csv", "member,week,score\nAna,2019-03-04,1\nAna,2019-03-05,1\n");
    let table = table.to_str().expect("a path");
    let told = place.run(&["import", "contributions", table, "--dao", "garden"]);
    assert_eq!(told.code, 2);
    assert!(told.err.contains("line 3"), "{}", told.err);
}

#[test]
fn a_table_of_scores_is_recorded_once() {
    let stage = Stage::new();
    stage.people(&["ana"]);
    stage.found("garden", &[], &["ana"]);
    let place = &stage.place;
    let table = place.file(
        "scores.csv",
        "member,week,score\nNoa,2019-03-04,12.5\nNoa,2019-03-11,0\nEli,2019-W10,3\n",
    );
    let words = ["import", "contributions", table.to_str().expect("a path"), "--dao", "garden"];
    let first = place.json(&words);
    assert_eq!((&first["recorded"], &first["enrolled"]), (&json!(2), &json!(2)));
    assert_eq!(first["read"], json!({ "rows": 3, "zero_rows": 1 }));
    let second = place.json(&words);
    assert_eq!((&second["recorded"], &second["there"]), (&json!(0), &json!(2)));
    let dry = place.json(&[&words[..], &["--dry-run"]].concat());
    assert_eq!((&dry["record"], &dry["there"]), (&json!(0), &json!(2)));
}

#[test]
fn issues_come_in_change_and_go_out_unchanged() {
    let stage = Stage::new();
    stage.people(&["ana"]);
    stage.found("garden", &[], &["ana"]);
    let place = &stage.place;
    let issue = |number: u64, title: &str, state: &str| {
        json!({
            "number": number, "title": title, "body": "Line, \"one\"\n=two", "state": state,
            "labels": [{ "name": "Price: 5 EUR" }], "assignees": [{ "login": "@ana" }],
            "url": format!("https://x.org/{number}"),
        })
    };
    let list = |rows: &[Json]| place.file("issues.json", json!(rows).to_string());
    let file = list(&[issue(1, "=Roof", "OPEN"), issue(2, "Door", "OPEN")]);
    let words = ["import", "issues", file.to_str().expect("a path"), "--dao", "garden"];
    let dry = place.ok(&[&words[..], &["--dry-run"]].concat()).out;
    assert!(dry.contains("new #1 =Roof") && dry.contains("nothing was handed in"), "{dry}");
    let first = place.json(&words);
    assert_eq!((&first["new"], &first["transactions"]), (&json!(2), &json!(1)));
    let second = place.json(&words);
    assert_eq!((&second["unchanged"], &second["transactions"]), (&json!(2), &json!(0)));
    list(&[issue(1, "The roof", "OPEN"), issue(2, "Door", "CLOSED"), issue(3, "Bell", "OPEN")]);
    let third = place.json(&words);
    let counts = [&third["new"], &third["changed"], &third["closed"], &third["unchanged"]];
    assert_eq!(counts, [&json!(1), &json!(1), &json!(1), &json!(0)]);
    assert_eq!(third["issues"][0]["parts"], json!(["title"]));
    for form in ["json", "csv"] {
        let out = below(place, &format!("out.{form}"));
        let out = out.to_str().expect("a path");
        place.ok(&["export", "issues", "--dao", "garden", "--format", form, "--out", out]);
        let back = place.json(&["import", "issues", out, "--dao", "garden"]);
        assert_eq!((&back["unchanged"], &back["transactions"]), (&json!(3), &json!(0)), "{form}");
        let text = std::fs::read_to_string(out).expect("the list");
        assert_eq!(text.contains("'@ana"), form == "csv", "{text}");
    }
}
