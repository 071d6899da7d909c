//! Which payouts are to be paid now, each with the details of its payee.

use std::collections::BTreeSet;

use crate::FormatError;
use crate::details::{Detail, Details};
use crate::payout::Payout;

/// A payout with whither it is paid.
pub type Entry<'a> = (&'a Payout, &'a Detail);

/// What is to be paid in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch<'a> {
    /// In the order of their numbers.
    pub entries: Vec<Entry<'a>>,
    /// Who was left out because nothing is known of them, each once.
    pub left_out: Vec<String>,
}

/// What is taken up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Choice<'a> {
    /// Only payouts in this asset.
    pub symbol: Option<&'a str>,
    /// Whether payees without details are left out; otherwise there is no file.
    pub leaves_out: bool,
}

/// Chooses the payouts that wait or are late. What somebody says was paid already is in no batch: a file
/// that is uploaded twice must not pay twice what was settled in between.
///
/// # Errors
/// [`FormatError::Assets`], [`FormatError::Missing`], [`FormatError::Nothing`].
pub fn choose<'a>(
    payouts: &'a [Payout],
    details: &'a Details,
    choice: Choice<'_>,
    is_known: impl Fn(&Detail) -> bool,
) -> Result<Batch<'a>, FormatError> {
    let wanted = |row: &&Payout| choice.symbol.is_none_or(|symbol| symbol == row.symbol);
    let rows: Vec<_> = payouts.iter().filter(|row| row.state.is_to_pay()).filter(wanted).collect();
    let assets: BTreeSet<_> = rows.iter().map(|row| row.symbol.clone()).collect();
    if assets.len() > 1 {
        return Err(FormatError::Assets(assets.into_iter().collect()));
    }
    let mut batch = Batch { entries: Vec::new(), left_out: Vec::new() };
    for row in rows {
        match details.of(&row.payee).filter(|detail| is_known(detail)) {
            Some(detail) => batch.entries.push((row, detail)),
            None => {
                let who = row.payee.words();
                if !batch.left_out.contains(&who) {
                    batch.left_out.push(who);
                }
            }
        }
    }
    if !batch.left_out.is_empty() && !choice.leaves_out {
        return Err(FormatError::Missing(batch.left_out));
    }
    if batch.entries.is_empty() {
        return Err(FormatError::Nothing);
    }
    Ok(batch)
}
