//! Keys: making, listing, and which one signs.

use std::io::IsTerminal;
use std::path::Path;

use aluma_client::keystore::{
    KeySource, Keystore, PASSPHRASE_VARIABLE, Passphrase, PlainKey, Scheme, Secret, key_source,
    read_key_file, write_key_file,
};
use aluma_client::{Author, Client};
use aluma_node::data::OPERATOR_KEY;
use aluma_types::AccountId;
use aluma_types::hash::hex;
use aluma_verify::SigningKey;
use serde_json::json;

use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// The name by which `--key` finds the data folder's own key.
const OPERATOR: &str = "operator";

/// `key new NAME`
///
/// # Errors
/// Where it is taken or cannot be written.
pub fn new(options: &Options<'_>) -> Result<(), Failure> {
    let name = options.text("name").unwrap_or_default();
    let scheme = options.text("scheme").and_then(Scheme::from_name).unwrap_or(Scheme::Ed25519);
    let secret = Secret::generate(scheme)?;
    let place = match options.key().key_file {
        Some(file) => {
            write_key_file(file, &secret)?;
            file.to_path_buf()
        }
        None => {
            let store = Keystore::open(options.keys());
            store.create(name, &secret, &new_passphrase()?)?;
            options.keys()
        }
    };
    let public = public_text(scheme, &secret.public());
    if options.json() {
        let place = place.display().to_string();
        let scheme = scheme.name();
        say(&json!({ "name": name, "scheme": scheme, "public": public, "in": place }).to_string());
    } else {
        say(&format!("{name}: {public}"));
        note("note", &format!("kept in {}", place.display()));
    }
    Ok(())
}

/// `key list`
///
/// # Errors
/// Where the folder cannot be read.
pub fn list(options: &Options<'_>) -> Result<(), Failure> {
    let list = Keystore::open(options.keys()).list()?;
    let mut rows: Vec<(String, String, String)> = list
        .keys
        .iter()
        .map(|key| {
            let public = public_text(key.scheme, &key.public);
            (key.name.clone(), key.scheme.name().to_owned(), public)
        })
        .collect();
    if let Some(operator) = operator(&options.data())? {
        let (scheme, public) = (operator.scheme(), operator.public());
        let public = public_text(scheme, &public);
        rows.push((OPERATOR.to_owned(), scheme.name().to_owned(), public));
    }
    list.unreadable.iter().for_each(|error| note("note", &error.to_string()));
    if options.json() {
        let json = rows.iter().map(
            |(name, scheme, public)| json!({ "name": name, "scheme": scheme, "public": public }),
        );
        say(&json.collect::<serde_json::Value>().to_string());
    } else if rows.is_empty() {
        note("note", &format!("no keys in {}", options.keys().display()));
    } else {
        rows.iter().for_each(|(name, _, public)| say(&format!("{name}: {public}")));
    }
    Ok(())
}

/// Who signs, by the options, the environment, the keystore and the data folder, in this order.
///
/// # Errors
/// Where there is no key, several, or one that does not open.
pub fn author(options: &Options<'_>, client: &Client) -> Result<Author, Failure> {
    Ok(Author::find(client, signing(options)?, options.account())?)
}

/// The key that signs, found as [`author`] finds it, whatever it acts for.
///
/// # Errors
/// As [`author`].
pub fn signing(options: &Options<'_>) -> Result<SigningKey, Failure> {
    signing_key(&secret(options)?)
}

/// The operator, whose alone some things are, unless a key was named.
///
/// # Errors
/// As [`author`].
pub fn operating(options: &Options<'_>, client: &Client) -> Result<Author, Failure> {
    let source = key_source(options.key(), |name| std::env::var_os(name))?;
    let unnamed = matches!(source, KeySource::Store { name: None, .. });
    match operator(&options.data())? {
        Some(secret) if unnamed && options.url().is_none() => {
            Ok(Author::find(client, signing_key(&secret)?, options.account())?)
        }
        _ => author(options, client),
    }
}

/// The data folder's operator, where it has one.
///
/// # Errors
/// Where the key cannot be read or the ledger not asked.
pub fn operators(options: &Options<'_>, client: &Client) -> Result<Option<Author>, Failure> {
    match operator(&options.data())? {
        Some(secret) => Ok(Some(Author::find(client, signing_key(&secret)?, None)?)),
        None => Ok(None),
    }
}

/// Reads as the account that would sign, where that asks nobody for a passphrase.
///
/// # Errors
/// Where a key was named and does not serve.
pub fn read(options: &Options<'_>, client: &Client) -> Result<(), Failure> {
    reader(options, client).map(|_| ())
}

/// The same, and which account that is.
///
/// # Errors
/// As [`read`].
pub fn reader(options: &Options<'_>, client: &Client) -> Result<Option<AccountId>, Failure> {
    if options.account() == Some("nobody") {
        return Ok(None);
    }
    let flags = options.key();
    let named = flags.key.is_some() || flags.key_file.is_some() || options.account().is_some();
    let secret = if named || options.url().is_some() {
        match key_source(flags, |name| std::env::var_os(name))? {
            // At somebody else's ledger nothing is read in one's name without being asked to.
            KeySource::Store { name: None, .. } if !named => None,
            _ => Some(secret(options)?),
        }
    } else {
        quiet(options)?
    };
    let Some(secret) = secret else { return Ok(None) };
    let author = Author::find(client, signing_key(&secret)?, options.account())?;
    if author.account().is_some() {
        client.read_as(&author)?;
    }
    Ok(author.account())
}

/// The key that signs where nothing is named, unless a passphrase would have to be asked for.
fn quiet(options: &Options<'_>) -> Result<Option<Secret>, Failure> {
    match key_source(options.key(), |name| std::env::var_os(name))? {
        KeySource::Store { name: None, passphrase } => {
            let keys = Keystore::open(options.keys()).list()?.keys;
            match (keys.as_slice(), passphrase) {
                ([], _) => operator(&options.data()),
                ([only], Some(passphrase)) => {
                    let store = Keystore::open(options.keys());
                    Ok(Some(store.unlock(&only.name, &passphrase)?))
                }
                _ => Ok(None),
            }
        }
        _ => secret(options).map(Some),
    }
}

/// The secret of the key that signs, found as [`author`] finds it.
///
/// # Errors
/// As [`author`].
pub(crate) fn secret(options: &Options<'_>) -> Result<Secret, Failure> {
    match key_source(options.key(), |name| std::env::var_os(name))? {
        KeySource::File(path) => Ok(plain(read_key_file(&path)?, &path)),
        KeySource::Environment(secret) => Ok(secret),
        KeySource::Store { name, passphrase } => stored(options, name, passphrase),
    }
}

fn stored(
    options: &Options<'_>,
    name: Option<String>,
    passphrase: Option<Passphrase>,
) -> Result<Secret, Failure> {
    let store = Keystore::open(options.keys());
    let keys = store.list()?.keys;
    let has = |name: &str| keys.iter().any(|key| key.name == name);
    let name = match (name, keys.as_slice()) {
        (Some(name), _) if name == OPERATOR && !has(OPERATOR) => None,
        (Some(name), _) => Some(name),
        (None, []) => None,
        (None, [only]) => Some(only.name.clone()),
        (None, several) => {
            let names: Vec<_> = several.iter().map(|key| key.name.as_str()).collect();
            return Err(Failure::usage(format!("several keys: {}", names.join(", ")))
                .hint("Say which with --key; --key operator is the data folder's own."));
        }
    };
    let Some(name) = name else {
        return operator(&options.data())?.ok_or_else(|| {
            Failure::machine(format!("no key in {}", options.data().display()))
                .hint("`aluma key new NAME` makes one; --key-file or $ALUMA_KEY bring one along.")
        });
    };
    let passphrase = match passphrase {
        Some(passphrase) => passphrase,
        None => ask(&format!("Passphrase of {name}: "))?,
    };
    Ok(store.unlock(&name, &passphrase)?)
}

/// The data folder's own key.
fn operator(data: &Path) -> Result<Option<Secret>, Failure> {
    let path = data.join(OPERATOR_KEY);
    if !path.is_file() {
        return Ok(None);
    }
    Ok(Some(plain(read_key_file(&path)?, &path)))
}

fn plain(key: PlainKey, path: &Path) -> Secret {
    if key.exposed {
        note("note", &format!("others may read {}; chmod 600 mends it", path.display()));
    }
    key.secret
}

/// A signing key of a secret.
///
/// # Errors
/// None: a secret was checked for its scheme.
pub fn signing_key(secret: &Secret) -> Result<SigningKey, Failure> {
    let key = SigningKey::from_secret(secret.scheme(), *secret.expose());
    key.ok_or_else(|| Failure::machine("the key is not one of its scheme"))
}

fn public_text(scheme: Scheme, public: &[u8]) -> String {
    format!("{}:{}", scheme.name(), hex(public))
}

fn new_passphrase() -> Result<Passphrase, Failure> {
    if let Some(text) = std::env::var_os(PASSPHRASE_VARIABLE).filter(|text| !text.is_empty()) {
        let text = text
            .into_string()
            .map_err(|_| Failure::usage(format!("${PASSPHRASE_VARIABLE} is not UTF-8")))?;
        return Ok(Passphrase::new(&text)?);
    }
    let (first, again) = (prompt("New passphrase: ")?, prompt("Again: ")?);
    if first != again {
        return Err(Failure::usage("the two passphrases differ"));
    }
    Ok(Passphrase::new(&first)?)
}

fn ask(words: &str) -> Result<Passphrase, Failure> {
    Ok(Passphrase::new(&prompt(words)?)?)
}

fn prompt(words: &str) -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::machine("a passphrase is needed and there is no terminal to ask at")
            .hint(format!("Set ${PASSPHRASE_VARIABLE}, or use --key-file.")));
    }
    rpassword::prompt_password(words).map_err(|error| Failure::machine(error.to_string()))
}
