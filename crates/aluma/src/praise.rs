//! `import praise`: the praise rounds of a community, and `show payouts --csv`: what they came to.

use std::path::PathBuf;

use aluma_client::Client;
use aluma_client::import::{PraiseJob, PraiseSummary, check_praise, run_praise};
use aluma_client::praise::{self, PraiseError};
use aluma_types::show;
use serde_json::{Value as Json, json};

use crate::options::Options;
use crate::outcome::{Failure, say};
use crate::payouts::{on_a_ledger, read_file, refused, wrong_in};

/// Imports a folder with `praise.csv` and `rounds.csv`.
///
/// # Errors
/// Where the files, the folder or the ledger do not take it.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    if options.url().is_some() {
        return Err(Failure::usage("an import runs on a data folder, not over --url"));
    }
    let decimals = options.leaf().get_one::<u8>("decimals").copied().unwrap_or(18);
    let missing = || Failure::usage("no folder is named");
    let folder = options.leaf().get_one::<PathBuf>("folder").ok_or_else(missing)?;
    let (rounds, praises) =
        (read_file(&folder.join("rounds.csv"))?, read_file(&folder.join("praise.csv"))?);
    let wrong = |error: PraiseError| {
        let mend = "Nothing was applied. Mend the file, or take other --decimals.";
        wrong_in(&error.error, error.to_string(), mend)
    };
    let praise = praise::read(&rounds, &praises, decimals).map_err(wrong)?;
    let handle = options.text("dao").unwrap_or_default().trim_start_matches('@');
    let as_recorded = options.flag("as-recorded");
    let job = PraiseJob { praise: &praise, handle, decimals, as_recorded };
    check_praise(&job).map_err(refused)?;
    let summary = on_a_ledger(options, praise.rounds.len(), |tools| run_praise(tools, &job))?;
    if options.json() {
        say(&summary.to_json().to_string());
    } else {
        tell(&summary);
    }
    Ok(())
}

fn tell(summary: &PraiseSummary) {
    say(&format!(
        "{} rounds, {} people, {} praises",
        summary.rounds, summary.members, summary.entries
    ));
    let own = match summary.own_counts {
        true => "taken as recorded",
        false => "refused: they take no part",
    };
    say(&format!("{} praises of people for themselves, {own}", summary.own));
    for (round, mean, (fits, of)) in &summary.means {
        say(&format!("round {round}: means are {mean}, which gives {fits} of {of} published"));
    }
    say(&format!(
        "this run: {} proposals, {} transactions, {} blocks, {} s",
        summary.proposals, summary.transactions, summary.blocks, summary.seconds
    ));
    say(&format!("state root: {}", summary.state_root));
}

/// What everybody took of a community's rounds, a row a round and account:
/// `round,member,praise_reward,quantifier_reward,total`, in whole units. In a round where nobody
/// praises there is a total alone.
///
/// # Errors
/// As the ledger answers.
pub fn table(client: &Client, parameters: &Json) -> Result<String, Failure> {
    let dao = parameters.get("dao").filter(|dao| !dao.is_null());
    let dao =
        dao.ok_or_else(|| Failure::usage("--csv tells of one community: name it with --dao"))?;
    let decimals = decimals(client, dao)?;
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; 5]| {
        table.write_record(row).map_err(|error| Failure::machine(error.to_string()))
    };
    write(["round", "member", "praise_reward", "quantifier_reward", "total"])?;
    for round in client.rows("rounds", &json!({ "dao": dao }), "rounds")? {
        let number = round.get("round").cloned().unwrap_or_default();
        let title = round.pointer("/title/text").and_then(Json::as_str);
        let title = title.map_or_else(|| number.to_string(), str::to_owned);
        let asset = round.pointer("/budget/asset").and_then(Json::as_u64);
        let of = |asset: u64| decimals.iter().find(|(one, _)| *one == asset).map(|(_, of)| *of);
        let decimals = asset.and_then(of).unwrap_or(0);
        let asked = json!({ "dao": dao, "round": number });
        for part in client.rows("round-parts", &asked, "parts")? {
            let text = |path: &str| part.pointer(path).and_then(Json::as_str).map(str::to_owned);
            let account = part.get("account").map(Json::to_string).unwrap_or_default();
            let member = text("/label/text").unwrap_or(account);
            let units = |path: &str| {
                let units = text(path).and_then(|units| units.parse::<u128>().ok());
                show::amount(units.unwrap_or(0), decimals)
            };
            let (praise, rating) = (units("/part/praise"), units("/part/rating"));
            let total = units("/total");
            if total != "0" {
                write([&title, &member, &praise, &rating, &total])?;
            }
        }
    }
    let bytes = table.into_inner().map_err(|error| Failure::machine(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| Failure::machine(error.to_string()))?;
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// The decimals of each asset of a community.
fn decimals(client: &Client, dao: &Json) -> Result<Vec<(u64, u8)>, Failure> {
    let treasury = client.view("treasury", &json!({ "dao": dao }))?;
    let assets = treasury.get("assets").and_then(Json::as_array).cloned().unwrap_or_default();
    let read = |row: &Json| {
        let decimals = row.pointer("/what/decimals")?.as_u64()?;
        Some((row.get("asset")?.as_u64()?, u8::try_from(decimals).ok()?))
    };
    Ok(assets.iter().filter_map(read).collect())
}
