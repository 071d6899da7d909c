//! Those whom the ledger draws to judge something: nobody knows them before, so what they do is made
//! when they are known.

use aluma_types::{AccountId, Hash32, sha256};
use serde_json::{Value as Json, json};

use crate::stage::{Failed, Stage};
use crate::step::{Panel, Sitting, Step};

/// Somebody who sits on a panel.
pub(crate) struct Seat {
    pub(crate) handle: String,
    account: AccountId,
    has_sealed: bool,
    has_rated: bool,
}

/// Those who sit and whose time has not run out, in the order of the draw; `fields` name the matter.
pub(crate) fn of(stage: &Stage<'_>, reader: &str, fields: &Json) -> Result<Vec<Seat>, Failed> {
    panel(stage, reader, fields).map(|(_, seats)| seats)
}

/// The panel's round, and its seats.
fn panel(stage: &Stage<'_>, reader: &str, fields: &Json) -> Result<(u8, Vec<Seat>), Failed> {
    let failed = |error: &dyn std::fmt::Display| Failed(format!("a panel for {fields}: {error}"));
    let reader =
        stage.people.get(reader).ok_or_else(|| Failed(format!("{reader} never joined")))?;
    stage.client.read_as(reader).map_err(|error| failed(&error))?;
    let answer =
        stage.client.view("panel", &stage.filled(fields)).map_err(|error| failed(&error))?;
    let seat = |row: &Json| {
        let account = AccountId(row["account"].as_u64()?);
        let found = stage.people.iter().find(|(_, author)| author.account() == Some(account));
        let (has_sealed, has_rated) = (row["sealed"] == true, !row["rated"].is_null());
        Some(Seat { handle: found?.0.clone(), account, has_sealed, has_rated })
    };
    let rows = answer["seats"].as_array().into_iter().flatten();
    let seats = rows.filter(|row| row["missed"] != true).filter_map(seat).collect();
    let round = answer["round"].as_u64().and_then(|round| u8::try_from(round).ok());
    Ok((round.unwrap_or(0), seats))
}

/// What each of them does: seals a rating, or opens it.
///
/// # Errors
/// Where nobody sits.
pub(crate) fn acts(stage: &Stage<'_>, step: &Step, found: &Panel) -> Result<Vec<Step>, Failed> {
    let (round, seats) = panel(stage, &step.by, &step.fields)?;
    if seats.is_empty() {
        return Err(Failed(format!("nobody was drawn for {}", step.fields)));
    }
    let fields = stage.filled(&step.fields);
    let number = |name: &str| fields[name].as_u64().unwrap_or(0);
    let matter = Matter {
        network: network(stage)?,
        dao: number("dao"),
        evidence: number("evidence"),
        round,
    };
    let seals = step.action == "seal-review";
    let is_due = |(place, seat): &(usize, Seat)| {
        let others = *place > 0 && !stage.told.contains(&seat.handle);
        let does = match found.who {
            Sitting::Everybody => true,
            Sitting::Others => others,
            Sitting::Told => !others,
        };
        does && if seals { !seat.has_sealed } else { seat.has_sealed && !seat.has_rated }
    };
    let act = |(place, seat): (usize, Seat)| {
        let rating = Rating::of(&matter, found, seat.account);
        let mut fields = fields.clone();
        if seals {
            fields["sealed"] = json!(matter.seal(seat.account, &rating).to_string());
        } else {
            fields["quality"] = json!(rating.quality);
            fields["size"] = json!(format!("{}ms", rating.size));
            fields["salt"] = json!(rating.salt.to_string());
            fields["reasons"] = json!(found.reasons.get(place));
        }
        Step { by: seat.handle, fields, panel: None, ..step.clone() }
    };
    Ok(seats.into_iter().enumerate().filter(is_due).map(act).collect())
}

fn network(stage: &Stage<'_>) -> Result<Hash32, Failed> {
    let status = stage.client.status().map_err(|error| Failed(error.to_string()))?;
    Ok(status.network)
}

/// What is judged, by which panel of it.
struct Matter {
    network: Hash32,
    dao: u64,
    evidence: u64,
    round: u8,
}

/// One seat's rating.
struct Rating {
    quality: u8,
    /// Milliseconds.
    size: u64,
    salt: u128,
}

impl Rating {
    /// A little more or less than the panel finds, the same as often as it is asked for.
    fn of(matter: &Matter, found: &Panel, account: AccountId) -> Self {
        let evidence = matter.evidence.to_be_bytes();
        let chance = sha256(&[b"aluma demo rating v1", &evidence, &account.0.to_be_bytes()]).0;
        let (quality, size) = (chance[0] % 11, u64::from(chance[1] % 3));
        let mut salt = [0; 16];
        salt.copy_from_slice(&chance[16..]);
        Self {
            quality: (found.quality + quality).saturating_sub(5).min(100),
            // In quarters of an hour.
            size: found.size.0 + size * 900_000,
            salt: u128::from_be_bytes(salt),
        }
    }
}

impl Matter {
    /// The seal as the act `seal-review` describes it.
    fn seal(&self, account: AccountId, rating: &Rating) -> Hash32 {
        sha256(&[
            b"aluma review v1",
            &self.network.0,
            &self.dao.to_be_bytes(),
            &self.evidence.to_be_bytes(),
            &[self.round],
            &account.0.to_be_bytes(),
            &[rating.quality],
            &rating.size.to_be_bytes(),
            &rating.salt.to_be_bytes(),
        ])
    }
}
