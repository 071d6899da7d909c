//! Which credentials of this ledger's key no longer hold. Nobody withdraws one: what a credential rests on
//! has a number by the order of the ledger's facts ([`aluma_index::standings`]), and what the facts say of
//! it is read off there. The place of a number is the node's secret, so a list tells only those who hold a
//! credential, and of that one alone; communities are mixed in it.

use std::time::Duration;

use aluma_formats::credential::{list_token, secured};
use aluma_formats::status::{Entry, KEPT, PLACES, Purpose, StatusList, body, place};
use aluma_index::Standing;
use aluma_types::{AccountId, DaoId, Span, Timestamp, hash, sha256};
use serde_json::{Value as Json, json};

use crate::credentials::issuer;
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// Where lists stand, below the server's origin.
pub(crate) const PATH: &str = "/v1/status-lists";
/// How long a list is worth anything: whoever hosts it elsewhere renews it.
const VALID: Span = Span::days(1);
/// How often it is looked whether the read model has come up with the ledger.
const LOOKS: u32 = 500;

/// A list of this node: what it says, and which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Which {
    purpose: Purpose,
    number: u64,
}

impl Which {
    /// The list's name: of another key there are other lists.
    fn name(self, scene: &Scene<'_>) -> String {
        let key = hash::hex(&sha256(&[&scene.node().key().key_bytes()]).0);
        let short = key.get(..16).unwrap_or_default();
        format!("{short}-{}-{}", self.purpose.word(), self.number)
    }

    /// Its address: where somebody else serves it, on this server, or a name where neither has one.
    fn address(self, scene: &Scene<'_>) -> Option<String> {
        let named = &scene.app.named;
        let name = self.name(scene);
        match (&named.lists, &named.origin) {
            (Some(base), _) => Some(format!("{}/{name}", base.trim_end_matches('/'))),
            (None, Some(origin)) => Some(format!("{origin}{PATH}/{name}")),
            (None, None) => None,
        }
    }

    /// What hands out its places.
    fn key(self, scene: &Scene<'_>) -> Result<[u8; 32], Refusal> {
        let network = scene.node().network();
        let list =
            format!("status list places of {network}: {} {}", self.purpose.word(), self.number);
        let signed = scene.node().sign_statement(list.as_bytes()).ok_or(Own::Internal)?;
        Ok(sha256(&[&signed]).0)
    }
}

/// Where a credential's status stands that rests on this, if its server has an address.
///
/// # Errors
/// Where it no longer stands, or the index fails.
pub(crate) fn entries(
    scene: &Scene<'_>,
    (dao, account): (DaoId, AccountId),
    skill: Option<u32>,
) -> Result<Vec<Entry>, Refusal> {
    caught_up(scene)?;
    let found = scene.app.index.standing(dao, account, skill).map_err(|_| Own::Internal)?;
    let number = match found {
        // Of what no fact tells the list can say nothing.
        None => return Ok(Vec::new()),
        Some(Standing { is_over: false, rests: false, number }) => number,
        Some(_) => return Err(Own::NothingStands.into()),
    };
    let all = Purpose::ALL.map(|purpose| Which { purpose, number: number / u64::from(PLACES) });
    let within = u32::try_from(number % u64::from(PLACES)).map_err(|_| Own::Internal)?;
    let mut entries = Vec::new();
    for which in all {
        let Some(list) = which.address(scene) else { return Ok(Vec::new()) };
        let place = place(&which.key(scene)?, within);
        entries.push(Entry { list, purpose: which.purpose, place });
    }
    Ok(entries)
}

/// Waits for the read model to tell what the ledger knows: of a standing that it does not know yet, nothing
/// could be withdrawn.
fn caught_up(scene: &Scene<'_>) -> Result<(), Refusal> {
    let head = scene.look(|look, _| look.height);
    for _ in 0..LOOKS {
        if scene.app.index.height() >= head {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Err(Own::TooSlow.into())
}

/// The names of all lists.
///
/// # Errors
/// Where the index fails.
pub(crate) fn names(scene: &Scene<'_>) -> Result<Json, Refusal> {
    let last = last(scene)?;
    let all = (0..=last).flat_map(|number| Purpose::ALL.map(|purpose| Which { purpose, number }));
    Ok(json!({ "lists": all.map(|which| which.name(scene)).collect::<Vec<_>>() }))
}

/// The number of the last list; there is always one.
fn last(scene: &Scene<'_>) -> Result<u64, Refusal> {
    let many = scene.app.index.standings().map_err(|_| Own::Internal)?;
    Ok(many.saturating_sub(1) / u64::from(PLACES))
}

/// A list as a document with a proof of data integrity, or as a signed token.
///
/// # Errors
/// Where there is none of this name, or the index fails.
pub(crate) fn list(scene: &Scene<'_>, name: &str, is_token: bool) -> Result<String, Refusal> {
    caught_up(scene)?;
    let which = find(scene, name)?;
    let issuer = issuer(scene)?;
    let list = made(scene, which)?;
    let sign = |message: &[u8]| scene.node().sign_statement(message);
    if is_token {
        return Ok(list_token(&list, &issuer, sign).ok_or(Own::Internal)?);
    }
    let told = secured(body(&list, &issuer), &issuer.method(), list.from, sign);
    Ok(format!("{:#}\n", told.ok_or(Own::Internal)?))
}

fn find(scene: &Scene<'_>, name: &str) -> Result<Which, Refusal> {
    let (_, number) = name.rsplit_once('-').ok_or(Own::NotFound)?;
    let number = number.parse().map_err(|_| Own::NotFound)?;
    let mut all = Purpose::ALL.into_iter().map(|purpose| Which { purpose, number });
    let found = all.find(|which| which.name(scene) == name).ok_or(Own::NotFound)?;
    if found.number > last(scene)? {
        return Err(Own::NotFound.into());
    }
    Ok(found)
}

fn made(scene: &Scene<'_>, which: Which) -> Result<StatusList, Refusal> {
    let first = which.number.saturating_mul(u64::from(PLACES));
    let is_over = which.purpose == Purpose::Revocation;
    let fallen = scene.app.index.fallen((first, PLACES.into()), is_over);
    let key = which.key(scene)?;
    let places = fallen.map_err(|_| Own::Internal)?.into_iter().filter_map(|number| {
        let within = u32::try_from(number.checked_sub(first)?).ok()?;
        Some(place(&key, within))
    });
    let now = scene.node().now().0;
    // The same for as long as it may be kept, so that whoever asks again is told that nothing changed.
    let from = Timestamp(now - now % KEPT);
    let name = || format!("urn:aluma:{}:status-list:{}", scene.node().network(), which.name(scene));
    Ok(StatusList {
        id: which.address(scene).unwrap_or_else(name),
        purpose: which.purpose,
        from,
        until: from.after(VALID),
        set: places.collect(),
    })
}
