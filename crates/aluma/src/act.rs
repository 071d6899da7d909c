//! `do ACTION`: from a command line to a signed transaction and what became of it.

use aluma_client::secret::OneTime;
use aluma_client::{Answer, Author, Client, Error, Wish};
use aluma_types::json::FieldError;
use aluma_types::spec::{ActionSpec, Catalog};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::{charter, forms, keys, together};

/// Signs an action and hands it in.
///
/// # Errors
/// Where it cannot be sent, is inadmissible, or was refused.
pub fn run(options: &Options<'_>, action: &str) -> Result<(), Failure> {
    let (_, spec) = options
        .registry()
        .named(action)
        .ok_or_else(|| Failure::usage(format!("no action {action}")))?;
    let secret = one_time(options)?;
    let fields = forms::action_json(spec, options.leaf());
    let mut fields = forms::filled(options.registry(), spec.fields.fields, fields);
    if offers_kit(spec) && !options.flag("bare") {
        charter::furnish(options, &mut fields);
    }
    let made = fresh_secret(spec, &mut fields)?;
    let wish = Wish { action, fields, secret: secret.as_ref() };
    let together = spec.several && options.leaf().contains_id("payload-out");
    let door = Door::open(options, if together { Purpose::Read } else { Purpose::Write })?;
    let done = author(options, &door.client).and_then(|author| {
        if together {
            return together::begin(options, &door.client, &author, &wish).map(|()| None);
        }
        Ok(Some(door.client.submit(&author, &wish)?))
    });
    door.close();
    let done = done.map_err(|why| match why {
        Wrong::Field(error) => Failure::field(options.lang(), &error, spec.fields),
        Wrong::Other(failure) => failure,
    });
    match done? {
        Some(answer) => tell(options, spec, answer, made.as_ref()),
        None => Ok(()),
    }
}

/// Whether an action begins a community with teams and roles, which a template can offer.
pub(crate) fn offers_kit(spec: &ActionSpec) -> bool {
    let has = |name: &str| spec.fields.fields.iter().any(|field| field.name == name);
    ["template", "domains", "roles"].into_iter().all(has)
}

/// Why nothing was handed in: the field is said with what would have fitted.
#[derive(Debug)]
pub enum Wrong {
    /// A field does not fit.
    Field(FieldError),
    /// Whatever else.
    Other(Failure),
}

impl From<Failure> for Wrong {
    fn from(failure: Failure) -> Self {
        Self::Other(failure)
    }
}

impl From<Error> for Wrong {
    fn from(error: Error) -> Self {
        match error {
            Error::Field(field) => Self::Field(field),
            other => Self::Other(other.into()),
        }
    }
}

fn author(options: &Options<'_>, client: &Client) -> Result<Author, Wrong> {
    let author = keys::author(options, client)?;
    if author.account().is_some() {
        // What it names may be visible to members only.
        client.read_as(&author)?;
    }
    Ok(author)
}

fn one_time(options: &Options<'_>) -> Result<Option<OneTime>, Failure> {
    let Some(text) = options.text("one-time") else { return Ok(None) };
    let secret = OneTime::parse(text);
    let wrong = || Failure::usage("--secret: 64 hexadecimal digits, alone or ending a link");
    secret.ok_or_else(wrong).map(Some)
}

/// An action that takes the public half of a one-time secret and was given none gets a fresh one.
fn fresh_secret(spec: &'static ActionSpec, fields: &mut Json) -> Result<Option<OneTime>, Failure> {
    let wanted = spec.fields.fields.iter().any(forms::is_made_here);
    if !wanted || fields.get(forms::SECRET).is_some() {
        return Ok(None);
    }
    let secret = OneTime::fresh()?;
    fields[forms::SECRET] = json!(secret.public().to_string());
    Ok(Some(secret))
}

/// Says what became of an action.
///
/// # Errors
/// Where no block has taken it yet, or it was refused.
pub fn tell(
    options: &Options<'_>,
    spec: &'static ActionSpec,
    answer: Answer,
    secret: Option<&OneTime>,
) -> Result<(), Failure> {
    let mut json = answer.json.clone();
    if let (Some(secret), "done") = (secret, answer.status.as_str()) {
        json["secret"] = json!(secret.code().as_str());
    }
    if answer.status == "pending" {
        return Err(Failure::connection(format!("no block has taken {} yet", answer.id))
            .hint(format!("Ask again: aluma show receipt --id {}", answer.id))
            .json(json));
    }
    let (id, height, made) = (answer.id.clone(), answer.height, answer.made);
    answer.done().map_err(|error| Failure::from(error).json(json.clone()))?;
    if options.json() {
        say(&json.to_string());
        return Ok(());
    }
    let title = spec.doc.lines().next().unwrap_or(spec.name);
    say(&format!("{title}: done in block {}", height.unwrap_or(0)));
    if let Some(number) = made {
        say(&format!("{}: {number}", what_is_made(spec)));
    }
    if let Some(secret) = secret {
        say(&format!("invitation: {}", secret.code().as_str()));
    }
    say(&format!("transaction: {id}"));
    Ok(())
}

/// What the number of something made counts.
fn what_is_made(spec: &ActionSpec) -> &'static str {
    match spec.name {
        "found" => "DAO",
        "propose" => "proposal",
        "poll" => "poll",
        "join" | "claim" | "enroll" => "account",
        "issue" => "asset",
        _ => "number",
    }
}
