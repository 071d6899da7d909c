//! Lists of issues, read and written.

use aluma_types::Timestamp;
use proptest::prelude::*;

use super::{Form, Issue, read, write};
use crate::import::ImportError;
use crate::import::issues::{Change, plan};

fn told(text: &str, form: Form) -> Result<Vec<Issue>, (&'static str, String)> {
    read(text.as_bytes(), form).map(|read| read.issues).map_err(|error| match error {
        ImportError::Refused { name, what, .. } => (name, what),
        ImportError::Step(error) => panic!("{error}"),
    })
}

#[test]
fn both_ways_in_which_github_tells_issues_are_read() {
    let rest = r#"[
        {"url": "https://api.github.com/repos/o/r/issues/2",
         "html_url": "https://github.com/o/r/issues/2",
         "number": 2, "title": "Roof", "body": null, "state": "open", "labels": [{"name": "bug"}],
         "assignees": [{"login": "ana"}], "milestone": {"title": "May"},
         "created_at": "2021-03-08T10:00:00Z"},
        {"html_url": "https://github.com/o/r/pull/3", "number": 3, "title": "Fix", "pull_request": {}}
    ]"#;
    let all = read(rest.as_bytes(), Form::Json).expect("it is read");
    assert_eq!(all.pulls, 1);
    let gh = r#"[{"number":2,"title":"Roof","body":"","labels":[{"id":"x","name":"bug","color":"f00"}],
        "state":"OPEN","url":"https://github.com/o/r/issues/2","assignees":[{"login":"ana"}],
        "milestone":{"title":"May"},"createdAt":"2021-03-08T10:00:00Z"}]"#;
    assert_eq!(told(gh, Form::Json), Ok(all.issues.clone()));
    let issue = &all.issues[0];
    assert_eq!(issue.labels, ["bug"]);
    assert_eq!(issue.created, Some(Timestamp(1_615_197_600_000)));
}

#[test]
fn what_is_wrong_is_told_by_its_place() {
    let json = [
        ("{", "bad-json"),
        ("{}", "bad-json"),
        ("[1]", "bad-issue"),
        (r#"[{"title":"A"}]"#, "bad-issue"),
        (r#"[{"url":"u"}]"#, "bad-issue"),
        (r#"[{"title":" ","url":"u"}]"#, "bad-issue"),
        (r#"[{"title":"A","url":"u","state":"maybe"}]"#, "bad-issue"),
        (r#"[{"title":"A","url":"u","labels":"x"}]"#, "bad-issue"),
        (r#"[{"title":"A","url":"u","labels":[{"id":1}]}]"#, "bad-issue"),
        (r#"[{"title":"A","url":"u","created_at":"yesterday"}]"#, "bad-issue"),
        (r#"[{"title":"A","url":"u"},{"title":"B","url":"u"}]"#, "url-twice"),
    ];
    for (text, name) in json {
        assert_eq!(told(text, Form::Json).expect_err(text).0, name, "{text}");
    }
    let second = r#"[{"title":"A","url":"u"},{"title":"B"}]"#;
    let (_, what) = told(second, Form::Json).expect_err("no url");
    assert!(what.starts_with("issue 2 of the list"), "{what}");
    let (name, what) = told("title,url,state\nA,u,open\nB,v,half\n", Form::Csv).expect_err("state");
    assert_eq!(name, "bad-issue");
    assert!(what.starts_with("line 3"), "{what}");
    assert_eq!(told("title\nA\n", Form::Csv).expect_err("no url").0, "missing_column");
    assert_eq!(told("title,url\n\"A,u\n", Form::Csv).expect_err("quote").0, "unclosed_quote");
}

#[test]
fn a_table_holds_quotes_lines_and_no_formulas() {
    let issue = Issue {
        number: Some(7),
        title: "=HYPERLINK(\"http://x\")".to_owned(),
        body: "One, \"two\"\nשלוש\n- four".to_owned(),
        labels: vec!["a, b".to_owned()],
        open: true,
        url: "https://x/7".to_owned(),
        assignees: vec!["@ana".to_owned(), "ben".to_owned()],
        milestone: "+1".to_owned(),
        created: Some(Timestamp(1_615_197_600_000)),
    };
    let text = write(std::slice::from_ref(&issue), Form::Csv);
    let expected = "number,title,body,labels,state,url,assignees,milestone,created_at\n\
        7,\"'=HYPERLINK(\"\"http://x\"\")\",\"One, \"\"two\"\"\nשלוש\n- four\",\
        \"a, b\n\",open,https://x/7,\
        \"'@ana\nben\",'+1,2021-03-08T10:00:00Z\n";
    assert_eq!(text, expected);
    assert_eq!(told(&text, Form::Csv), Ok(vec![issue]));
}

#[test]
fn long_bodies_are_cut_once() {
    let long = "א".repeat(6_000);
    let row = serde_json::json!([{ "title": "t".repeat(300), "url": "https://x/1", "body": long }]);
    let once = told(&row.to_string(), Form::Json).expect("it is read");
    assert!(once[0].body.len() <= 8_000);
    assert!(once[0].body.ends_with("(The rest: https://x/1)"));
    assert_eq!(once[0].title.len(), 200);
    assert_eq!(told(&write(&once, Form::Json), Form::Json), Ok(once));
}

fn arb_issue() -> impl Strategy<Value = Issue> {
    let text = "[ -~א-ת\\n\"',;=+@-]{0,40}";
    let words = || prop::collection::vec("[a-z,=א-ת ]{0,12}", 0..4);
    let head = (prop::option::of(0u64..10_000), text, text, words(), any::<bool>());
    let tail = ("[a-z]{1,8}", words(), "[ -~]{0,20}", prop::option::of(0u64..2_000_000_000));
    (head, tail).prop_map(
        |((number, title, body, labels, open), (url, assignees, milestone, at))| {
            let title = format!("t{title}");
            let created = at.map(|seconds| Timestamp(seconds * 1_000));
            Issue { number, title, body, labels, open, url, assignees, milestone, created }
                .settled()
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(issues in prop::collection::vec(arb_issue(), 1..5)) {
        let mut issues = issues;
        for (place, issue) in issues.iter_mut().enumerate() {
            issue.url = format!("{}/{place}", issue.url);
        }
        for form in [Form::Json, Form::Csv] {
            let text = write(&issues, form);
            prop_assert_eq!(told(&text, form), Ok(issues.clone()));
        }
    }
}

#[test]
fn an_empty_community_takes_everything_and_own_addresses_never() {
    let issue = |url: &str| Issue {
        title: "A".to_owned(),
        url: url.to_owned(),
        open: true,
        ..Issue::default()
    };
    let plan = plan(&[issue("https://x/1"), issue("aluma:task/1/1")], &[]);
    assert_eq!(plan.changes, [Change::New, Change::Own]);
    assert_eq!((plan.count("new"), plan.elsewhere), (1, 0));
}
