//! A payload that several accounts sign, passed from hand to hand as a file until all have.
//!
//! Nothing in the file is believed but the payload: each signer's side puts it in words by itself,
//! with texts that it has held against the payload.

use aluma_text::{Lang, Voice, act_sentence};
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::json::{BodyText as Words, Lookup};
use aluma_types::spec::{ActionSpec, Catalog};
use aluma_types::{
    AccountId, AssetId, Group, Hash32, KeyOf, Payload, Signature, Signer, Span, Timestamp,
    Transaction,
};
use aluma_verify::SigningKey;
use aluma_verify::bodies::{BodyText, check_bodies, needs};
use serde_json::{Value as Json, json};

use crate::author::{Author, Held, Signed, accounts};
use crate::client::{Client, Wish};
use crate::error::Error;
use crate::wallet;

/// How long signatures may be collected: what the ledger allows, less a day for clocks and blocks.
const COLLECT_FOR: Span = Span::days(29);

/// A payload with the signatures that it has so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collected {
    payload: Payload,
    bodies: Vec<BodyText>,
    /// In the order of the payload's signers.
    signatures: Vec<Option<Signature>>,
}

impl Collected {
    /// Turns a wish into a payload for `author` and `others` to sign; nobody has signed it yet.
    /// The account with the lowest number acts, the others with it.
    ///
    /// # Errors
    /// As [`Author::prepare`]; [`Error::Input`] where one stands twice, there are too many, or one
    /// alone signs the action.
    pub fn new(
        client: &Client,
        author: &Author,
        wish: &Wish<'_>,
        others: &[KeyOf],
    ) -> Result<Self, Error> {
        let Signer::Key { account, key } = *author.signer() else {
            return Err(Error::Key("this key has no account to sign as".to_owned()));
        };
        let prepared = author.prepare(client, wish)?;
        if !prepared.spec.several {
            let name = prepared.spec.name;
            return Err(Error::Input(format!("{name} is signed by one alone")));
        }
        let mut keys = others.to_vec();
        keys.push(KeyOf { account, key });
        keys.sort();
        let group = Group::new(keys)
            .map_err(|_| Error::Input("from 2 to 16 accounts sign, each once".to_owned()))?;
        let signatures = vec![None; group.len()];
        let payload = Payload {
            network: prepared.network,
            signer: Signer::Several(group),
            nonce: prepared.now.0,
            valid_until: prepared.now.after(COLLECT_FOR),
            act: prepared.act,
        };
        Ok(Self { payload, bodies: prepared.bodies, signatures })
    }

    /// What is signed, in words: the action's own sentence.
    ///
    /// # Errors
    /// [`Error::Input`] where the texts are not those of the payload.
    pub fn says(&self, client: &Client, lang: Lang) -> Result<String, Error> {
        let spec = self.spec(client)?;
        let named = needs(spec, &self.payload.act, client.catalog());
        let fits = named.and_then(|needs| check_bodies(&needs, &self.bodies));
        fits.map_err(|why| Error::Input(format!("the texts do not fit: {}", why.name())))?;
        let told = Told { client, bodies: &self.bodies };
        Ok(act_sentence(Voice::plain(lang), &self.payload.act, &told))
    }

    /// Signs as every signer that has this key, and says which accounts these are.
    ///
    /// # Errors
    /// [`Error::Key`] where none has it; [`Error::Input`] where the payload is for another ledger.
    pub fn sign(&mut self, client: &Client, key: &SigningKey) -> Result<Vec<AccountId>, Error> {
        if self.payload.network != client.network()? {
            return Err(Error::Input("this is to be signed for another ledger".to_owned()));
        }
        let held = accounts(client, &key.public())?;
        let spec = self.spec(client)?;
        let signers = self.signers();
        let mut signed = Vec::new();
        for (signer, place) in signers.into_iter().zip(&mut self.signatures) {
            let is_held = |held: &Held| (held.account, held.key) == (signer.account, signer.key);
            if held.iter().any(is_held) {
                *place = Some(wallet::signature(client, key, &self.payload, spec)?);
                signed.push(signer.account);
            }
        }
        if signed.is_empty() {
            return Err(Error::Key("none of the accounts that sign this has this key".to_owned()));
        }
        Ok(signed)
    }

    /// The accounts that sign, lowest first, and whether they have.
    pub fn who(&self) -> Vec<(AccountId, bool)> {
        let signers = self.signers().into_iter().zip(&self.signatures);
        signers.map(|(signer, signature)| (signer.account, signature.is_some())).collect()
    }

    /// The last moment at which the ledger takes it.
    pub const fn valid_until(&self) -> Timestamp {
        self.payload.valid_until
    }

    /// The transaction, once all have signed.
    ///
    /// # Errors
    /// [`Error::Input`] naming the accounts that have not.
    pub fn signed(&self) -> Result<Signed, Error> {
        let missing: Vec<_> = self.who().into_iter().filter(|(_, signed)| !signed).collect();
        if !missing.is_empty() {
            let list: Vec<_> = missing.iter().map(|(account, _)| account.to_string()).collect();
            return Err(Error::Input(format!("not signed yet by {}", list.join(", "))));
        }
        let mut all = self.signatures.iter().flatten().cloned();
        let first = all.next().ok_or_else(|| Error::Input("nobody signs this".to_owned()))?;
        let others = all.collect();
        let transaction = Transaction { payload: self.payload.clone(), signature: first, others };
        let bodies = self.bodies.clone();
        Ok(Signed { id: self.payload.id(), transaction: transaction.to_bytes(), bodies })
    }

    /// The file's contents.
    pub fn to_json(&self) -> Json {
        let text = |body: &BodyText| json!({ "salt": hex(&body.salt), "text": body.text });
        let signature = |one: &Option<Signature>| one.as_ref().map(|one| hex(&one.to_bytes()));
        json!({
            "version": 1,
            "payload": hex(&self.payload.to_bytes()),
            "bodies": self.bodies.iter().map(text).collect::<Vec<_>>(),
            "signatures": self.signatures.iter().map(signature).collect::<Vec<_>>(),
        })
    }

    /// Reads [`Collected::to_json`] back.
    ///
    /// # Errors
    /// [`Error::Input`] where it is not one.
    pub fn from_json(json: &Json) -> Result<Self, Error> {
        read(json).ok_or_else(|| Error::Input("this is no payload to be signed".to_owned()))
    }

    fn signers(&self) -> Vec<KeyOf> {
        match &self.payload.signer {
            Signer::Several(group) => group.keys().collect(),
            Signer::Key { .. } | Signer::New(_) => Vec::new(),
        }
    }

    /// The action that is signed.
    ///
    /// # Errors
    /// [`Error::Input`] where this side does not know it.
    pub fn spec(&self, client: &Client) -> Result<&'static ActionSpec, Error> {
        let number = self.payload.act.number;
        let unknown = || Error::Input(format!("no action has the number {number}"));
        client.catalog().action(number).ok_or_else(unknown)
    }
}

fn read(json: &Json) -> Option<Collected> {
    if json.get("version")?.as_u64()? != 1 {
        return None;
    }
    let payload = Payload::from_bytes(&unhex(json.get("payload")?.as_str()?)?).ok()?;
    let Signer::Several(group) = &payload.signer else { return None };
    let body = |json: &Json| {
        let salt = unhex(json.get("salt")?.as_str()?)?.try_into().ok()?;
        Some(BodyText { salt, text: json.get("text")?.as_str()?.to_owned() })
    };
    let bodies = json.get("bodies")?.as_array()?.iter().map(body).collect::<Option<_>>()?;
    let signature = |json: &Json| match json {
        Json::Null => Some(None),
        json => Some(Some(Signature::from_bytes(&unhex(json.as_str()?)?).ok()?)),
    };
    let signatures = json.get("signatures")?.as_array()?.iter().map(signature);
    let signatures: Vec<_> = signatures.collect::<Option<_>>()?;
    (signatures.len() == group.len()).then_some(Collected { payload, bodies, signatures })
}

/// The words of the texts at hand; of assets what the ledger says.
struct Told<'a> {
    client: &'a Client,
    bodies: &'a [BodyText],
}

impl Lookup for Told<'_> {
    fn body(&self, id: &Hash32) -> Words {
        let found = self.bodies.iter().find(|body| body.id() == *id);
        found.map_or(Words::Missing, |body| Words::Present(body.text.clone()))
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        wallet::asset(self.client, id)
    }

    fn catalog(&self) -> &dyn Catalog {
        self.client.catalog()
    }
}

#[cfg(test)]
mod tests;
