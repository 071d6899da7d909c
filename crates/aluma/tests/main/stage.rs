//! A running ledger on the manual clock, with people who have keys: how cases of deciding are set up
//! and read through the command line.

use serde_json::Value as Json;

use crate::support::{Place, Running, Told};

/// A running ledger with people who have keys.
pub(crate) struct Stage {
    pub(crate) place: Place,
    running: Running,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::of(Place::new())
    }

    /// On the ledger of a folder, or a new one in it.
    pub(crate) fn of(place: Place) -> Self {
        let running = Running::on(&place, &["--clock", "manual"]);
        Self { place, running }
    }

    /// Ends the ledger as a crash does and leaves its folder.
    #[cfg(unix)]
    pub(crate) fn kill(self) -> Place {
        let Self { place, running } = self;
        drop(running);
        place
    }

    /// Ends the ledger in good order and leaves its folder.
    #[cfg(unix)]
    pub(crate) fn stop(self) -> Place {
        let Self { place, running } = self;
        assert_eq!(running.stop(), Some(0));
        place
    }

    /// Makes `people` accounts of their own, members of nothing.
    pub(crate) fn people(&self, people: &[&str]) {
        let uses = people.len().to_string();
        let code = self.place.json(&["do", "invite", "--uses", &uses, "--valid-for", "7d"]);
        let code = code["secret"].as_str().expect("a code").to_owned();
        for who in people {
            // A name may say how its key signs, as in `ben/wallet`.
            let (who, scheme) = who.split_once('/').unwrap_or((who, "ed25519"));
            let key = self.key(who);
            self.place.ok(&["key", "new", who, "--scheme", scheme, "--key-file", &key]);
            let join = ["do", "join", "--handle", who, "--secret", &code, "--key-file", &key];
            self.place.ok(&join);
        }
    }

    /// Founds a community by the operator, with these assets and changes, and lets people in.
    pub(crate) fn found(&self, handle: &str, more: &[&str], members: &[&str]) {
        let found = ["do", "found", "--handle", handle, "--name", "Circle", "--purpose", "To try"];
        let answers = ["--joining", "invitation"];
        let manner: &[&str] =
            if more.contains(&"--manner") { &[] } else { &["--manner", "small-circle"] };
        self.place.ok(&[&found[..], &answers, manner, more].concat());
        let invite = ["do", "invite", "--dao", handle, "--uses", "50", "--valid-for", "7d"];
        let code = self.place.json(&[&invite[..], &["--vouch"]].concat());
        let code = code["secret"].as_str().expect("a code").to_owned();
        for who in members {
            self.ok(who, &["join", "--dao", handle, "--secret", &code]);
        }
    }

    pub(crate) fn key(&self, who: &str) -> String {
        self.place.data().join(format!("{who}.key")).display().to_string()
    }

    pub(crate) fn act(&self, who: &str, act: &[&str]) -> Told {
        let key = self.key(who);
        let mut words = vec!["do"];
        words.extend(act);
        if who != "operator" {
            words.extend(["--key-file", &key]);
        }
        self.place.run(&words)
    }

    pub(crate) fn ok(&self, who: &str, act: &[&str]) {
        let told = self.act(who, act);
        assert_eq!(told.code, 0, "{who} {act:?}: {}{}", told.out, told.err);
    }

    /// The title of the refusal.
    pub(crate) fn no(&self, who: &str, act: &[&str]) -> String {
        let told = self.act(who, act);
        assert_eq!(told.code, 1, "{who} {act:?}: {}{}", told.out, told.err);
        told.err.lines().next().unwrap_or_default().to_owned()
    }

    pub(crate) fn propose(&self, who: &str, dao: &str, actions: &str) {
        self.ok(who, &["propose", "--dao", dao, "--title", "T", "--actions", actions]);
    }

    pub(crate) fn words(&self, who: &str, dao: &str, text: &str) {
        self.propose(who, dao, &format!(r#"[{{"action":"resolve","text":"{text}"}}]"#));
    }

    pub(crate) fn vote(&self, who: &str, proposal: &str, choice: &str) {
        self.ok(who, &["vote", "--proposal", proposal, "--choice", choice]);
    }

    pub(crate) fn last(&self, who: &str, proposal: &str, choice: &str) {
        self.ok(who, &["vote", "--proposal", proposal, "--choice", choice, "--last"]);
    }

    pub(crate) fn show(&self, view: &[&str]) -> Json {
        let mut words = vec!["show"];
        words.extend(view);
        self.place.json(&words)
    }

    pub(crate) fn tally(&self, proposal: &str) -> Json {
        self.show(&["tally", "--proposal", proposal])["answer"].clone()
    }

    pub(crate) fn label(&self, proposal: &str) -> String {
        let told = self.show(&["proposal", "--proposal", proposal]);
        told["answer"]["label"].as_str().expect("a label").to_owned()
    }

    /// Moves the clock to the deadline of a vote, and so much further.
    pub(crate) fn to_deadline(&self, proposal: &str, ms: u64) {
        let told = self.show(&["tally", "--proposal", proposal]);
        let now = told["as_of"]["time"].as_u64().expect("a time");
        let deadline = told["answer"]["deadline"].as_u64().expect("a time");
        self.place.ok(&["advance", &format!("{}ms", deadline - now + ms)]);
    }

    /// What `act` says to a program.
    pub(crate) fn act_json(&self, who: &str, act: &[&str]) -> Told {
        let key = self.key(who);
        let mut words = vec!["--json", "do"];
        words.extend(act);
        words.extend(["--key-file", &key]);
        self.place.run(&words)
    }

    /// What a view says to a person.
    pub(crate) fn text(&self, view: &[&str]) -> String {
        self.place.ok(&[&["show"][..], view].concat()).out
    }
}
