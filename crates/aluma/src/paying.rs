//! `export payouts`: what is to be paid outside, as a table, for a bank, or for a Safe.

use aluma_api::payouts::gather;
use aluma_client::Client;
use aluma_formats::batch::{self, Batch, Choice};
use aluma_formats::details::{Detail, Details};
use aluma_formats::payout::{Payout, table};
use aluma_formats::{FormatError, pain001, safe};
use aluma_node::clock::wall;
use aluma_types::{Hash32, show};
use serde_json::{Value as Json, json};

use crate::door::{Door, Purpose};
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, note, say};
use crate::payouts::read_file;
use crate::report::Asking;

/// What the ledger says of it.
struct Told {
    network: Hash32,
    community: String,
    payouts: Vec<Payout>,
}

/// Writes the payouts of a community.
///
/// # Errors
/// Where the ledger does not answer, or something is not as whoever pays would take it.
pub(crate) fn run(options: &Options<'_>) -> Result<(), Failure> {
    let door = Door::open(options, Purpose::Read)?;
    let told = keys::read(options, &door.client).and_then(|()| ask(options, &door.client));
    door.close();
    let told = told?;
    match options.text("format") {
        Some("pain001") => bank(options, &told),
        Some("safe") => chain(options, &told),
        _ => finish(options, &table(&told.payouts), (told.payouts.len(), &[])),
    }
}

fn ask(options: &Options<'_>, client: &Client) -> Result<Told, Failure> {
    let dao = client.dao(options.text("dao").unwrap_or_default())?;
    let named = client.view("dao", &json!({ "dao": dao.0 }))?;
    let handle = named.pointer("/handle/text").and_then(Json::as_str);
    let community = handle.map_or_else(|| format!("#{dao}"), str::to_owned);
    let payouts = gather(&Asking(client), &json!(dao.0))?;
    Ok(Told { network: client.network()?, community, payouts })
}

fn bank(options: &Options<'_>, told: &Told) -> Result<(), Failure> {
    let needed = |name: &str| {
        options.text(name).ok_or_else(|| Failure::usage(format!("a bank batch needs --{name}")))
    };
    let (payer, iban) = (needed("payer")?, needed("payer-iban")?);
    let details = details(options)?;
    let batch = choose(options, told, &details, |detail| !detail.iban.is_empty())?;
    let written = wall();
    let (year, month, day) = show::date(written);
    let today = format!("{year:04}-{month:02}-{day:02}");
    let order = pain001::Order {
        network: &told.network,
        community: &told.community,
        payer,
        iban,
        bic: options.text("payer-bic"),
        currency: options.text("currency"),
        on: options.text("on").unwrap_or(&today),
        written,
    };
    let text = pain001::write(&batch, &order).map_err(|error| wrong(&error))?;
    finish(options, &text, (batch.entries.len(), &batch.left_out))
}

fn chain(options: &Options<'_>, told: &Told) -> Result<(), Failure> {
    let needed = |name: &str| {
        options.text(name).ok_or_else(|| Failure::usage(format!("a Safe batch needs --{name}")))
    };
    let (chain, safe, token) = (needed("chain")?, needed("safe")?, needed("token")?);
    let details = details(options)?;
    let batch = choose(options, told, &details, |detail| !detail.address.is_empty())?;
    let order = safe::Order {
        community: &told.community,
        chain,
        safe,
        token,
        decimals: options.leaf().get_one::<u8>("token-decimals").copied(),
        written: wall(),
    };
    let text = safe::write(&batch, &order).map_err(|error| wrong(&error))?;
    finish(options, &text, (batch.entries.len(), &batch.left_out))
}

fn details(options: &Options<'_>) -> Result<Details, Failure> {
    let path = options.path_of("details").ok_or_else(|| {
        Failure::usage("whither payees are paid is not on the ledger: name a file with --details")
            .hint(
                "A table with a header: payee,iban,name,bic for a bank, payee,address for a Safe.",
            )
    })?;
    Details::read(&read_file(path)?).map_err(|error| wrong(&error))
}

fn choose<'a>(
    options: &Options<'_>,
    told: &'a Told,
    details: &'a Details,
    is_known: impl Fn(&Detail) -> bool,
) -> Result<Batch<'a>, Failure> {
    let choice =
        Choice { symbol: options.text("asset"), leaves_out: options.flag("leave-out-missing") };
    batch::choose(&told.payouts, details, choice, is_known).map_err(|error| wrong(&error))
}

fn wrong(error: &FormatError) -> Failure {
    let json = json!({ "name": error.name(), "detail": error.to_string(), "hint": error.hint() });
    Failure::refused(error).hint(error.hint()).json(json)
}

/// Writes the file, and names whoever is not in it.
fn finish(
    options: &Options<'_>,
    text: &str,
    (rows, left_out): (usize, &[String]),
) -> Result<(), Failure> {
    let out = options.path_of("out");
    if let Some(path) = out {
        std::fs::write(path, text)
            .map_err(|error| Failure::machine(format!("{}: {error}", path.display())))?;
    }
    if options.json() {
        let file = if out.is_none() { json!(text) } else { Json::Null };
        say(&json!({ "rows": rows, "left_out": left_out, "file": file }).to_string());
    } else if out.is_none() {
        say(text.strip_suffix('\n').unwrap_or(text));
    } else {
        say(&format!("{rows} payouts written"));
    }
    if !left_out.is_empty() {
        note("left out", &format!("no details of {}", left_out.join(", ")));
    }
    Ok(())
}
