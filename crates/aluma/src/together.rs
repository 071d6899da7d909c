//! What several sign together: a file that goes from hand to hand until all have signed it.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use aluma_client::{Author, Client, Collected, Wish};
use aluma_types::{KeyOf, show};
use serde_json::{Value as Json, json};

use crate::act::{self, Wrong};
use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// Writes an action as a file for several to sign, signed by its author.
///
/// # Errors
/// Where a name or field is wrong, or the file is there already.
pub fn begin(
    options: &Options<'_>,
    client: &Client,
    author: &Author,
    wish: &Wish<'_>,
) -> Result<(), Wrong> {
    let names = options.texts("with");
    let others = names.iter().map(|name| key_of(client, name)).collect::<Result<Vec<_>, _>>()?;
    let path = path(options, "payload-out");
    let mut collected = Collected::new(client, author, wish, &others)?;
    collected.sign(client, &keys::signing(options)?)?;
    let mut file = std::fs::File::create_new(&path).map_err(|error| at(&path, &error))?;
    file.write_all(contents(&collected).as_bytes()).map_err(|error| at(&path, &error))?;
    Ok(tell(options, client, &collected)?)
}

/// `key sign FILE`
///
/// # Errors
/// Where nobody agreed, or the key is none of its signers'.
pub fn sign(options: &Options<'_>) -> Result<(), Failure> {
    let path = path(options, "file");
    let mut collected = read(&path)?;
    let door = Door::open(options, Purpose::Read)?;
    let signed = sign_at(options, &door.client, (&path, &mut collected));
    door.close();
    signed
}

fn sign_at(
    options: &Options<'_>,
    client: &Client,
    (path, collected): (&Path, &mut Collected),
) -> Result<(), Failure> {
    let says = collected.says(client, options.lang())?;
    if !options.flag("yes") {
        agree(&says)?;
    }
    collected.sign(client, &keys::signing(options)?)?;
    // Whole or not at all: the others' signatures are in it.
    let beside = path.with_extension("signing");
    let written = std::fs::write(&beside, contents(collected));
    written.and_then(|()| std::fs::rename(&beside, path)).map_err(|error| at(path, &error))?;
    tell(options, client, collected)
}

/// `submit FILE`
///
/// # Errors
/// Where signatures are missing, or the ledger says no.
pub fn submit(options: &Options<'_>) -> Result<(), Failure> {
    let collected = read(&path(options, "file"))?;
    let signed = collected.signed()?;
    let door = Door::open(options, Purpose::Write)?;
    let told = hand_in(options, &door.client, (&collected, &signed));
    door.close();
    told
}

fn hand_in(
    options: &Options<'_>,
    client: &Client,
    (collected, signed): (&Collected, &aluma_client::author::Signed),
) -> Result<(), Failure> {
    let spec = collected.spec(client)?;
    let answer = client.hand_in(signed, aluma_client::client::WAIT_MS)?;
    act::tell(options, spec, answer, None)
}

/// `NAME`, or `NAME/KEY` with the number of another key than the account's first.
fn key_of(client: &Client, text: &str) -> Result<KeyOf, Failure> {
    let (name, key) = text.rsplit_once('/').unwrap_or((text, "0"));
    let key =
        key.parse().map_err(|_| Failure::usage(format!("--with {text}: NAME or NAME/KEY")))?;
    Ok(KeyOf { account: client.account(name)?, key })
}

fn agree(says: &str) -> Result<(), Failure> {
    if !std::io::stdin().is_terminal() {
        note("note", says);
        return Err(Failure::usage("nobody is there to agree")
            .hint("Read the sentence, then sign with --yes."));
    }
    say(says);
    say("Sign this? [y/N]");
    let mut line = String::new();
    std::io::stdin().read_line(&mut line).map_err(|error| Failure::machine(error.to_string()))?;
    match line.trim() {
        "y" | "Y" | "yes" => Ok(()),
        _ => Err(Failure::usage("not signed")),
    }
}

fn tell(options: &Options<'_>, client: &Client, collected: &Collected) -> Result<(), Failure> {
    let says = collected.says(client, options.lang())?;
    let who = collected.who();
    let until = show::time(collected.valid_until());
    if options.json() {
        let list = |signed: bool| -> Json {
            let some = who.iter().filter(|(_, has)| *has == signed);
            some.map(|(account, _)| json!(account.0)).collect()
        };
        let (signed, missing) = (list(true), list(false));
        let json = json!({ "says": says, "signed": signed, "missing": missing, "until": until });
        say(&json.to_string());
        return Ok(());
    }
    say(&says);
    for (account, signed) in who {
        say(&format!("account {account}: {}", if signed { "signed" } else { "not yet" }));
    }
    note("note", &format!("to be handed in by {until}"));
    Ok(())
}

fn path(options: &Options<'_>, name: &str) -> PathBuf {
    options.leaf().get_one::<PathBuf>(name).cloned().unwrap_or_default()
}

fn read(path: &Path) -> Result<Collected, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| at(path, &error))?;
    let json = serde_json::from_str(&text)
        .map_err(|_| Failure::usage(format!("{}: not JSON", path.display())))?;
    Ok(Collected::from_json(&json)?)
}

fn contents(collected: &Collected) -> String {
    format!("{:#}\n", collected.to_json())
}

fn at(path: &Path, error: &std::io::Error) -> Failure {
    Failure::machine(format!("{}: {error}", path.display()))
}
