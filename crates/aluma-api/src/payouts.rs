//! Payouts that are not over, as files tell them: asked of the public views, for whoever reads.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use aluma_formats::payout::{Payout, Person, State};
use aluma_types::Timestamp;
use serde_json::{Value as Json, json};

use crate::fairness::Ask;

/// All payouts of a community that are not over, in the order of their numbers.
///
/// # Errors
/// As the views' community lets nobody read.
pub fn gather<A: Ask>(ask: &A, dao: &Json) -> Result<Vec<Payout>, A::Error> {
    let assets = assets(&ask.ask("treasury", &json!({ "dao": dao }))?);
    let mut names: BTreeMap<u64, Option<String>> = BTreeMap::new();
    let mut found = Vec::new();
    let mut after = Json::Null;
    loop {
        let mut parameters = json!({ "dao": dao });
        if !after.is_null() {
            parameters["after"] = after;
        }
        let answer = ask.ask("payouts", &parameters)?;
        for row in answer.get("rows").and_then(Json::as_array).into_iter().flatten() {
            let Some(read) = read(row, &assets) else { continue };
            let mut payout = read;
            for who in [&mut payout.payee, &mut payout.holder] {
                who.handle = match names.entry(who.account) {
                    Entry::Occupied(known) => known.get().clone(),
                    Entry::Vacant(free) => free.insert(handle(ask, who.account)?).clone(),
                };
            }
            found.push(payout);
        }
        after = answer.get("next").cloned().unwrap_or(Json::Null);
        if after.is_null() {
            return Ok(found);
        }
    }
}

/// Symbol and decimals of a community's assets.
fn assets(treasury: &Json) -> BTreeMap<u64, (u64, String, u8)> {
    let rows = treasury.get("assets").and_then(Json::as_array).into_iter().flatten();
    let read = |row: &Json| {
        let decimals = row.pointer("/what/decimals")?.as_u64()?;
        let symbol = row.pointer("/what/symbol")?.as_str()?.to_owned();
        let dao = row.pointer("/what/dao")?.as_u64()?;
        Some((row.get("asset")?.as_u64()?, (dao, symbol, u8::try_from(decimals).ok()?)))
    };
    rows.filter_map(read).collect()
}

fn handle<A: Ask>(ask: &A, account: u64) -> Result<Option<String>, A::Error> {
    let told = ask.ask("account", &json!({ "account": account }))?;
    Ok(told.pointer("/name/text").and_then(Json::as_str).map(str::to_owned))
}

/// A row of the view; `None` where it has another shape.
fn read(row: &Json, assets: &BTreeMap<u64, (u64, String, u8)>) -> Option<Payout> {
    let payout = row.get("payout")?;
    let number = |json: &Json, path: &str| json.pointer(path).and_then(Json::as_u64);
    let person = |account| Person { account, handle: None };
    let (dao, symbol, decimals) = assets.get(&number(payout, "/amount/asset")?)?.clone();
    let (word, stage) = payout.get("state")?.as_object()?.iter().next()?;
    let moment = ["until", "since"].iter().find_map(|name| stage.get(name)?.as_u64())?;
    let text = |json: &Json, path: &str| Some(json.pointer(path)?.as_str()?.to_owned());
    Some(Payout {
        dao,
        number: number(row, "/number")?,
        payee: person(number(payout, "/payee")?),
        holder: person(number(row, "/holder")?),
        symbol,
        decimals,
        units: payout.pointer("/amount/units")?.as_str()?.parse().ok()?,
        whither: text(payout, "/whither/text"),
        asked: Timestamp(number(payout, "/asked")?),
        state: State::of(word)?,
        moment: Timestamp(moment),
        is_late: row.get("late")?.as_bool()?,
        reference: text(stage, "/reference/text"),
    })
}
