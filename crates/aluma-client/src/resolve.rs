//! Words to ids on the way in: handles and symbols are asked of the ledger, texts get a fresh salt.

use std::collections::BTreeMap;

use aluma_types::json::Resolve;
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{AccountId, AssetId, DaoId, DecodeError, Hash32};
use aluma_verify::bodies::BodyText;
use aluma_verify::names::{normalise, skeleton_hash};
use serde_json::{Value as Json, json};

use crate::client::Client;
use crate::error::Error;

/// Reads one input. What goes wrong on the way to the ledger is kept for [`Resolver::finish`],
/// since the reader of JSON only hears that nobody has such a handle.
pub(crate) struct Resolver<'a> {
    client: &'a Client,
    /// Whose holdings know symbols too.
    account: Option<AccountId>,
    /// The DAO that the input is about: its assets go by their symbols.
    dao: Option<Json>,
    assets: Option<BTreeMap<String, Known>>,
    /// Those of communities that the signer belongs to, asked for where the others do not do.
    around: Option<BTreeMap<String, Known>>,
    bodies: Vec<BodyText>,
    fault: Option<Error>,
}

/// An asset of a symbol; several assets may have the same.
#[derive(Clone, Copy)]
enum Known {
    One(AssetId, u8),
    Several,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(client: &'a Client, account: Option<AccountId>, fields: &Json) -> Self {
        let dao = fields.get("dao").filter(|dao| !dao.is_null()).cloned();
        let (assets, around, bodies, fault) = (None, None, Vec::new(), None);
        Self { client, account, dao, assets, around, bodies, fault }
    }

    /// The texts that were named.
    ///
    /// # Errors
    /// What went wrong while asking.
    pub(crate) fn finish(self) -> Result<Vec<BodyText>, Error> {
        match self.fault {
            Some(fault) => Err(fault),
            None => Ok(self.bodies),
        }
    }

    /// What was asked for; what the ledger does not know or show is nothing.
    fn known<T>(&mut self, asked: Result<T, Error>) -> Option<T> {
        match asked {
            Ok(known) => Some(known),
            Err(Error::Refused(_)) => None,
            Err(fault) => {
                self.fault.get_or_insert(fault);
                None
            }
        }
    }

    /// Symbols of the DAO's assets, then of what the signer holds; the first meaning counts.
    fn symbols(&mut self) -> BTreeMap<String, Known> {
        let mut symbols = BTreeMap::new();
        if let Some(dao) = self.dao.clone() {
            self.of_dao(&dao, &mut symbols);
        }
        if let Some(account) = self.account {
            let answer = self.client.view("balances", &json!({ "account": account.0 }));
            let answer = self.known(answer).unwrap_or_default();
            let rows = answer.get("rows").and_then(Json::as_array).into_iter().flatten();
            let holdings = rows.filter_map(|row| row.get("holdings")?.as_array()).flatten();
            let mut held = BTreeMap::new();
            for holding in holdings {
                let asset = holding.get("amount").and_then(|amount| amount.get("asset"));
                learn(&mut held, asset, holding);
            }
            for (symbol, known) in held {
                symbols.entry(symbol).or_insert(known);
            }
        }
        symbols
    }

    /// Symbols of the assets of communities that the signer belongs to: whoever holds a community's money
    /// outside writes of a claim that they have none of.
    fn around(&mut self) -> BTreeMap<String, Known> {
        let mut symbols = BTreeMap::new();
        let Some(account) = self.account else { return symbols };
        let answer = self.client.view("memberships", &json!({ "account": account.0 }));
        let answer = self.known(answer).unwrap_or_default();
        let rows = answer.get("memberships").and_then(Json::as_array).into_iter().flatten();
        for dao in rows.filter_map(|row| row.get("dao")) {
            self.of_dao(dao, &mut symbols);
        }
        symbols
    }

    /// Learns the symbols of a DAO's assets.
    fn of_dao(&mut self, dao: &Json, symbols: &mut BTreeMap<String, Known>) {
        let treasury = self.client.view("treasury", &json!({ "dao": dao }));
        let treasury = self.known(treasury).unwrap_or_default();
        for row in treasury.get("assets").and_then(Json::as_array).into_iter().flatten() {
            learn(symbols, row.get("asset"), row.get("what").unwrap_or(&Json::Null));
        }
    }

    fn keep(&mut self, text: &str) -> Option<Hash32> {
        let mut salt = [0; 32];
        if let Err(error) = getrandom::fill(&mut salt) {
            self.fault.get_or_insert(Error::Key(error.to_string()));
            return None;
        }
        let id = body_id(&salt, text);
        self.bodies.push(BodyText { salt, text: text.to_owned() });
        Some(id)
    }
}

/// Notes symbol and decimals of an asset.
fn learn(symbols: &mut BTreeMap<String, Known>, asset: Option<&Json>, facts: &Json) {
    let read = || {
        let symbol = facts.get("symbol")?.as_str()?.to_owned();
        let decimals = u8::try_from(facts.get("decimals")?.as_u64()?).ok()?;
        Some((symbol, Known::One(AssetId(asset?.as_u64()?), decimals)))
    };
    if let Some((symbol, known)) = read() {
        symbols.entry(symbol).and_modify(|before| *before = Known::Several).or_insert(known);
    }
}

impl Resolve for Resolver<'_> {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        self.keep(text)
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        // Composed before anything counts its bytes: what is kept must be what was measured.
        if normalise(text) != text {
            return Err(DecodeError::BadText);
        }
        let id = self.keep(text).ok_or(DecodeError::BadText)?;
        Ok((id, skeleton_hash(text)))
    }

    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        if self.assets.is_none() {
            self.assets = Some(self.symbols());
        }
        let mut known = self.assets.as_ref()?.get(symbol).copied();
        if known.is_none() {
            if self.around.is_none() {
                self.around = Some(self.around());
            }
            known = self.around.as_ref()?.get(symbol).copied();
        }
        match known? {
            Known::One(asset, decimals) => Some((asset, decimals)),
            Known::Several => None,
        }
    }

    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64> {
        let asked = match kind {
            IdKind::AccountId => self.client.account(handle).map(|id| id.0),
            IdKind::DaoId => self.client.dao(handle).map(|id| id.0),
            IdKind::PotId => return self.pot(handle),
            _ => return None,
        };
        self.known(asked)
    }

    fn turn(&mut self) -> Option<u64> {
        let account = self.account?;
        let answer = self.client.view("account", &json!({ "account": account.0 }));
        self.known(answer)?.get("sequence")?.as_u64()
    }

    fn catalog(&self) -> &dyn Catalog {
        self.client.catalog()
    }
}

impl Resolver<'_> {
    /// A pot of the DAO by its name.
    fn pot(&mut self, name: &str) -> Option<u64> {
        let dao = self.dao.clone()?;
        let treasury = self.client.view("treasury", &json!({ "dao": dao }));
        let treasury = self.known(treasury)?;
        let mut pots = treasury.get("pots")?.as_array()?.iter();
        let row = pots.find(|row| row.get("name").and_then(Json::as_str) == Some(name))?;
        row.get("pot")?.as_u64()
    }
}

impl Client {
    /// The account of a handle (with or without `@`) or a number.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn account(&self, name: &str) -> Result<AccountId, Error> {
        if let Some(number) = number(name) {
            return Ok(AccountId(number));
        }
        let name = format!("@{}", name.trim_start_matches('@'));
        let answer = self.view("account", &json!({ "account": name }))?;
        id(&answer, "account").map(AccountId)
    }

    /// The DAO of a handle (with or without `@`) or a number.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn dao(&self, name: &str) -> Result<DaoId, Error> {
        if let Some(number) = number(name) {
            return Ok(DaoId(number));
        }
        let name = format!("@{}", name.trim_start_matches('@'));
        let answer = self.view("dao", &json!({ "dao": name }))?;
        id(&answer, "dao").map(DaoId)
    }
}

fn number(text: &str) -> Option<u64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

fn id(answer: &Json, field: &str) -> Result<u64, Error> {
    let id = answer.get(field).and_then(Json::as_u64);
    id.ok_or_else(|| Error::Answer(format!("an answer without the number of its {field}")))
}
