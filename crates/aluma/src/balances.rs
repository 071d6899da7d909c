//! `show balances --csv`: who has how much, for programs and spreadsheets.

use std::collections::BTreeSet;

use aluma_client::Client;
use aluma_types::show;
use serde_json::{Value as Json, json};

use crate::outcome::Failure;

/// A row.
struct Holding {
    payee: String,
    /// Empty where nothing is held.
    symbol: String,
    /// In whole units.
    balance: String,
}

/// Somebody, and what they hold.
struct Holder {
    payee: String,
    /// Whether the community enrolled them.
    is_enrolled: bool,
    holdings: Vec<Holding>,
}

/// All pages of balances as a table. Everybody whom the community enrolled stands in it, also who
/// has nothing; with several assets each row says of which.
///
/// # Errors
/// As the ledger answers, and where the community has no asset `only`.
pub fn table(client: &Client, parameters: &Json, only: Option<&str>) -> Result<String, Failure> {
    let holders: Vec<_> =
        client.rows("balances", parameters, "rows")?.iter().map(Holder::read).collect();
    let rows: Vec<Holding> = match only {
        None => holders.into_iter().flat_map(Holder::rows).collect(),
        Some(only) => {
            let known = holders.iter().any(|holder| holder.has(only));
            if !known && !issues(client, parameters, only)? {
                return Err(Failure::refused(format!("nobody holds an asset {only}"))
                    .hint("Without --asset every asset has rows of its own."));
            }
            holders.into_iter().filter_map(|holder| holder.row_of(only)).collect()
        }
    };
    let symbols: BTreeSet<&str> =
        rows.iter().map(|row| row.symbol.as_str()).filter(|symbol| !symbol.is_empty()).collect();
    let columns = if symbols.len() > 1 { 3 } else { 2 };
    let mut table = csv::Writer::from_writer(Vec::new());
    let mut write = |row: [&str; 3]| {
        let record = row.iter().take(columns);
        table.write_record(record).map_err(|error| Failure::machine(error.to_string()))
    };
    write(["payee", "balance", "asset"])?;
    for row in &rows {
        write([&row.payee, &row.balance, &row.symbol])?;
    }
    let bytes = table.into_inner().map_err(|error| Failure::machine(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| Failure::machine(error.to_string()))?;
    // Only the last line end: a payee's name may end in what looks like one.
    Ok(text.strip_suffix('\n').unwrap_or(&text).to_owned())
}

/// Whether the community that is asked about has issued an asset of this symbol, held or not.
fn issues(client: &Client, parameters: &Json, symbol: &str) -> Result<bool, Failure> {
    let Some(dao) = parameters.get("dao").filter(|dao| !dao.is_null()) else { return Ok(false) };
    let treasury = client.view("treasury", &json!({ "dao": dao }))?;
    let assets = treasury.get("assets").and_then(Json::as_array);
    let of = |row: &Json| row.pointer("/what/symbol").and_then(Json::as_str) == Some(symbol);
    Ok(assets.is_some_and(|rows| rows.iter().any(of)))
}

impl Holder {
    fn read(row: &Json) -> Self {
        let text = |path: &str| row.pointer(path).and_then(Json::as_str).map(str::to_owned);
        let label = text("/label/text");
        let is_enrolled = label.is_some();
        let number = row.get("account").map(Json::to_string).unwrap_or_default();
        let payee = label.or_else(|| text("/name/text")).unwrap_or(number);
        let list = row.get("holdings").and_then(Json::as_array);
        let read = |holding: &Json| {
            let units = holding.pointer("/amount/units")?.as_str()?.parse().ok()?;
            let decimals = u8::try_from(holding.get("decimals")?.as_u64()?).ok()?;
            Some(Holding {
                payee: payee.clone(),
                symbol: holding.get("symbol")?.as_str()?.to_owned(),
                balance: show::amount(units, decimals),
            })
        };
        let holdings = list.into_iter().flatten().filter_map(read).collect();
        Self { payee, is_enrolled, holdings }
    }

    fn has(&self, symbol: &str) -> bool {
        self.holdings.iter().any(|holding| holding.symbol == symbol)
    }

    fn nothing(payee: String) -> Holding {
        Holding { payee, symbol: String::new(), balance: "0".to_owned() }
    }

    fn rows(self) -> Vec<Holding> {
        if self.holdings.is_empty() { vec![Self::nothing(self.payee)] } else { self.holdings }
    }

    /// What they hold of one asset; nobody who has none of it and was not enrolled.
    fn row_of(self, symbol: &str) -> Option<Holding> {
        let Self { payee, is_enrolled, holdings } = self;
        let found = holdings.into_iter().find(|holding| holding.symbol == symbol);
        found.or_else(|| is_enrolled.then(|| Self::nothing(payee)))
    }
}
