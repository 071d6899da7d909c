//! Journeys in a real browser: Debian's Chromium, which the signer's own script installs.

use std::path::Path;
use std::process::Command;

#[test]
fn people_come_in_found_and_decide_in_a_real_browser() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../aluma-web/signer/test.sh");
    let mut command = Command::new("bash");
    command.arg(script).arg("browser").env("ALUMA_BINARY", env!("CARGO_BIN_EXE_aluma"));
    let done = command.output().expect("bash");
    let told = String::from_utf8_lossy(&done.stdout);
    let complaints = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{told}\n{complaints}");
    for journey in [
        "a first evening",
        "one vote from one link",
        "a lost telephone",
        "every page is for everybody",
        "a visitor is one of the people",
        "work to pay to voice",
        "a gift with milestones and return",
    ] {
        assert!(told.contains(journey), "{journey} was there: {told}");
    }
}
