//! Whither payees are paid: a table of the treasurer's own. Bank details and addresses are no business
//! of a ledger that everybody reads.

use std::collections::BTreeMap;

use crate::FormatError;
use crate::cells::fused;
use crate::payout::Person;

/// What a line says of a payee.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Their bank account.
    pub iban: String,
    /// What the bank calls them.
    pub name: String,
    /// Their bank.
    pub bic: String,
    /// Their address on a chain.
    pub address: String,
}

/// A file of details.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details(BTreeMap<String, Detail>);

impl Details {
    /// Reads a table with a header: `payee` and some of `iban`, `name`, `bic`, `address`. A payee is a
    /// handle, with or without `@`, or `#` and the number of an account.
    ///
    /// # Errors
    /// The first line that is wrong.
    pub fn read(bytes: &[u8]) -> Result<Self, FormatError> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut table = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let bad = |error: &csv::Error| FormatError::BadLine {
            line: error.position().map_or(1, csv::Position::line),
            what: "it has another number of cells than the header, or is not UTF-8".to_owned(),
        };
        let header = table.headers().map_err(|error| bad(&error))?.clone();
        let column = |name: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        let payee = column("payee").ok_or(FormatError::NoColumn("payee"))?;
        let columns = ["iban", "name", "bic", "address"].map(column);
        if columns.iter().all(Option::is_none) {
            return Err(FormatError::NoColumn("iban"));
        }
        let mut found = BTreeMap::new();
        for row in table.records() {
            let row = row.map_err(|error| bad(&error))?;
            let line = row.position().map_or(1, csv::Position::line);
            let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default();
            let [iban, name, bic, address] = columns.map(|at| fused(cell(at)).to_owned());
            let payee = fused(cell(Some(payee)));
            if payee.is_empty() {
                return Err(FormatError::BadLine { line, what: "it names no payee".to_owned() });
            }
            let detail = Detail { iban, name, bic, address };
            if found.insert(key(payee), detail).is_some() {
                return Err(FormatError::Twice { line, payee: payee.to_owned() });
            }
        }
        Ok(Self(found))
    }

    /// What it says of somebody: by their number first, since nobody else ever has it.
    pub fn of(&self, who: &Person) -> Option<&Detail> {
        let by_number = self.0.get(&format!("#{}", who.account));
        by_number.or_else(|| self.0.get(&key(who.handle.as_deref()?)))
    }
}

/// How a payee is remembered. Handles are told apart without their capitals.
fn key(payee: &str) -> String {
    payee.strip_prefix('@').unwrap_or(payee).to_lowercase()
}
