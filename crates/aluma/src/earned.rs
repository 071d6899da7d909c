//! `export credential`: what one earned, to be shown elsewhere, and `export status-list`: what of it no
//! longer holds.

use serde_json::json;

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, say};

/// Writes a credential of whoever asks.
///
/// # Errors
/// Where the ledger does not answer or says no, or the file cannot be written.
pub(crate) fn run(options: &Options<'_>) -> Result<(), Failure> {
    let door = Door::open(options, Purpose::Read)?;
    let told = keys::read(options, &door.client).and_then(|()| {
        let dao = door.client.dao(options.text("dao").unwrap_or_default())?;
        let mut asked = json!({ "dao": dao.0, "as": options.text("format").unwrap_or("vc") });
        for name in ["domain", "skill", "mastery"] {
            if let Some(number) = options.leaf().get_one::<u32>(name) {
                asked[name] = json!(number);
            }
        }
        Ok(door.client.credential(&asked)?)
    });
    door.close();
    let text = String::from_utf8(told?).map_err(|error| Failure::damaged(error.to_string()))?;
    match options.path_of("out") {
        Some(path) => std::fs::write(path, text)
            .map_err(|error| Failure::machine(format!("{}: {error}", path.display()))),
        None => {
            say(text.trim_end());
            Ok(())
        }
    }
}

/// Writes the lists of what no longer holds.
///
/// # Errors
/// Where the ledger does not answer, or a file cannot be written.
pub(crate) fn lists(options: &Options<'_>) -> Result<(), Failure> {
    let folder = options.path_of("out").unwrap_or_else(|| std::path::Path::new("."));
    let door = Door::open(options, Purpose::Read)?;
    let told = door.client.status_lists();
    door.close();
    let failed = |error: std::io::Error| Failure::machine(format!("{}: {error}", folder.display()));
    std::fs::create_dir_all(folder).map_err(failed)?;
    for (name, text) in told? {
        std::fs::write(folder.join(&name), text).map_err(failed)?;
        say(&name);
    }
    Ok(())
}
