//! Running the binary, and reading what it says.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value as Json;
use tempfile::TempDir;

/// A data folder of a test.
pub(crate) struct Place {
    dir: TempDir,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self { dir: tempfile::tempdir().expect("a folder for the test") }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    pub(crate) fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).expect("a file of the test");
        path
    }

    /// The command line on this folder, with nothing of the machine's own settings.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aluma"));
        command.arg("--data").arg(self.data()).args(words);
        for variable in ["ALUMA_KEY", "ALUMA_PASSPHRASE", "ALUMA_DATA_DIR"] {
            command.env_remove(variable);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, words: &[&str]) -> Told {
        Told::of(self.command(words).output().expect("the binary runs"))
    }

    /// Runs what must succeed.
    pub(crate) fn ok(&self, words: &[&str]) -> Told {
        let told = self.run(words);
        assert_eq!(told.code, 0, "{words:?}: {}{}", told.out, told.err);
        told
    }

    /// Runs what must succeed, with `--json`.
    pub(crate) fn json(&self, words: &[&str]) -> Json {
        let mut all = vec!["--json"];
        all.extend(words);
        self.ok(&all).json()
    }
}

/// What a run said.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Told {
    fn of(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(self.out.trim()).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

/// A running ledger, ended with the test.
pub(crate) struct Running {
    child: Child,
    /// Where it answers.
    pub(crate) address: String,
    /// What else it said of itself.
    pub(crate) told: Json,
}

impl Running {
    pub(crate) fn on(place: &Place, more: &[&str]) -> Self {
        let mut words = vec!["--json", "up", "--listen", "127.0.0.1:0"];
        words.extend(more);
        Self::by(place, &words)
    }

    /// The demo, kept in the folder.
    pub(crate) fn demo(place: &Place) -> Self {
        Self::by(place, &["--json", "demo", "--listen", "127.0.0.1:0"])
    }

    fn by(place: &Place, words: &[&str]) -> Self {
        let mut child = place.command(words).spawn().expect("the binary runs");
        let out = child.stdout.take().expect("its output");
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line).expect("its first line");
        let told: Json = serde_json::from_str(&line).unwrap_or_else(|_| panic!("up: {line}"));
        let address = told["address"].as_str().expect("an address").to_owned();
        Self { child, address, told }
    }

    /// Asks it to end, as a terminal does, and returns its exit code.
    #[cfg(unix)]
    pub(crate) fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        let status = self.child.wait().expect("it ends");
        status.code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Length of a file, 0 where there is none.
pub(crate) fn length(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |data| data.len())
}
