//! Who signs: a key, the account it acts for, and what a signature covers.

use aluma_types::codec::Canon;
use aluma_types::json::fields_from_json;
use aluma_types::spec::{ActionSpec, TypeSpec};
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::{
    AccountId, Act, Hash32, Payload, PublicKey, Signer, Span, Timestamp, Transaction,
};
use aluma_verify::SigningKey;
use aluma_verify::bodies::BodyText;
use serde_json::{Value as Json, json};

use crate::client::{Client, Status, Wish};
use crate::error::Error;
use crate::resolve::Resolver;
use crate::wallet;

/// How long a signed transaction may wait for its block.
const VALID_FOR: Span = Span::hours(1);
/// The same of a session's or an agent's key, with some minutes to spare until its block.
const SHORT: Span = Span::minutes(8);
/// How long a session counts.
const SESSION_FOR: Span = Span::hours(12);

/// A key with the account it acts for, if it has one.
#[derive(Clone, Debug)]
pub struct Author {
    key: SigningKey,
    signer: Signer,
    valid_for: Span,
}

/// A key's place in an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// The account.
    pub(crate) account: AccountId,
    /// The key's number in it.
    pub(crate) key: u16,
    /// Whether it is a session's or an agent's, which sign for a short time only.
    pub(crate) is_delegated: bool,
}

/// An act that is ready to be signed.
#[derive(Debug)]
pub struct Prepared {
    pub(crate) spec: &'static ActionSpec,
    pub(crate) act: Act,
    pub(crate) bodies: Vec<BodyText>,
    /// The time of the ledger when it was prepared.
    pub(crate) now: Timestamp,
    pub(crate) network: Hash32,
}

/// A signed transaction with its texts.
#[derive(Clone, Debug)]
pub struct Signed {
    /// Its id.
    pub id: Hash32,
    /// Its canonical bytes.
    pub transaction: Vec<u8>,
    /// The texts that it names.
    pub bodies: Vec<BodyText>,
}

impl Author {
    /// A key that may have no account yet.
    pub fn newcomer(key: SigningKey) -> Self {
        let signer = Signer::New(key.public());
        Self { key, signer, valid_for: VALID_FOR }
    }

    /// A key of an account, by its number there.
    pub const fn of(key: SigningKey, account: AccountId, number: u16) -> Self {
        Self { key, signer: Signer::Key { account, key: number }, valid_for: VALID_FOR }
    }

    /// A key where the ledger says that it is.
    pub(crate) fn held(key: SigningKey, held: Held) -> Self {
        let author = Self::of(key, held.account, held.key);
        let valid_for = if held.is_delegated { SHORT } else { VALID_FOR };
        Self { valid_for, ..author }
    }

    /// The key's own account, or the one that is asked for; a newcomer where it has none.
    ///
    /// # Errors
    /// [`Error::Key`] where it acts for several and none was asked for, or not for that one.
    pub fn find(client: &Client, key: SigningKey, account: Option<&str>) -> Result<Self, Error> {
        let wanted = match account {
            Some(name) => Some(client.account(name)?),
            None => None,
        };
        let held = accounts(client, &key.public())?;
        match (wanted, held.as_slice()) {
            (None, []) => Ok(Self::newcomer(key)),
            (None, [held]) => Ok(Self::held(key, *held)),
            (None, several) => {
                let list: Vec<_> = several.iter().map(|held| held.account.to_string()).collect();
                let list = list.join(", ");
                Err(Error::Key(format!("this key acts for accounts {list}: say which with --as")))
            }
            (Some(wanted), held) => match held.iter().find(|held| held.account == wanted) {
                Some(held) => Ok(Self::held(key, *held)),
                None => Err(Error::Key(format!("this key does not act for account {wanted}"))),
            },
        }
    }

    /// Who signs.
    pub const fn signer(&self) -> &Signer {
        &self.signer
    }

    /// The account it acts for.
    pub const fn account(&self) -> Option<AccountId> {
        match self.signer {
            Signer::Key { account, .. } => Some(account),
            Signer::New(_) | Signer::Several(_) => None,
        }
    }

    /// The public key.
    pub fn public(&self) -> PublicKey {
        self.key.public()
    }

    /// The header that reads as this account.
    pub(crate) fn session(&self, status: &Status) -> Result<String, Error> {
        let Signer::Key { account, key } = self.signer else {
            return Err(Error::Key("this key has no account to read as".to_owned()));
        };
        let valid_until = status.now.after(SESSION_FOR);
        let statement =
            aluma_verify::Statement { network: status.network, account, key, valid_until };
        let session = self.key.sign_session(statement);
        let session =
            session.map_err(|error| Error::Key(format!("the key cannot sign: {error}")))?;
        Ok(format!("Aluma {}", crate::base64url(&session.to_bytes())))
    }

    /// Turns a wish into bytes, asking the ledger for handles and symbols.
    ///
    /// # Errors
    /// [`Error::Field`] for a field that is missing, unknown or not of its shape; [`Error::Input`]
    /// for an action that nobody knows.
    pub fn prepare(&self, client: &Client, wish: &Wish<'_>) -> Result<Prepared, Error> {
        let (number, spec) = client
            .catalog()
            .named(wish.action)
            .ok_or_else(|| Error::Input(format!("no action is called {}", wish.action)))?;
        let status = client.status()?;
        let mut fields = wish.fields.clone();
        self.fill_proofs(spec, &mut fields, wish, &status)?;
        let mut resolver = Resolver::new(client, self.account(), &fields);
        let values = fields_from_json(spec.fields, &fields, &mut resolver);
        let bodies = resolver.finish()?;
        let body = spec
            .fields
            .encode(&values?)
            .map_err(|error| Error::Input(format!("{}: {}", spec.name, error.name())))?;
        if body.len() > MAX_TRANSACTION_BYTES {
            return Err(Error::Input(format!("{}: more than a transaction can carry", spec.name)));
        }
        let act = Act { number, body };
        Ok(Prepared { spec, act, bodies, now: status.now, network: status.network })
    }

    /// Makes the proofs of a one-time secret that the wish does not bring itself.
    fn fill_proofs(
        &self,
        spec: &'static ActionSpec,
        fields: &mut Json,
        wish: &Wish<'_>,
        status: &Status,
    ) -> Result<(), Error> {
        let Some(secret) = wish.secret else { return Ok(()) };
        let is_proof =
            |spec: &TypeSpec| matches!(spec, TypeSpec::Proof | TypeSpec::Option(TypeSpec::Proof));
        let Some(object) = fields.as_object_mut() else { return Ok(()) };
        let mut proofs = spec.fields.fields.iter().filter(|field| is_proof(field.spec)).peekable();
        if proofs.peek().is_none() {
            return Err(Error::Input(format!("{} takes no one-time secret", spec.name)));
        }
        for field in proofs {
            if object.get(field.name).is_some_and(|proof| !proof.is_null()) {
                continue;
            }
            let proof = secret.prove(&status.network, &self.signer);
            let signature = aluma_types::hash::hex(&proof.signature);
            let json = json!({ "key": proof.key.to_string(), "signature": signature });
            object.insert(field.name.to_owned(), json);
        }
        Ok(())
    }

    /// Signs under the next free nonce as far as this client knows.
    pub fn sign(&self, client: &Client, prepared: &mut Prepared) -> Result<Signed, Error> {
        let nonce = prepared.now.0.max(client.nonce.get().saturating_add(1));
        client.nonce.set(nonce);
        let payload = Payload {
            network: prepared.network,
            signer: self.signer.clone(),
            nonce,
            valid_until: prepared.now.after(self.valid_for),
            act: prepared.act.clone(),
        };
        let id = payload.id();
        let signature = wallet::signature(client, &self.key, &payload, prepared.spec)?;
        let transaction = Transaction::new(payload, signature);
        Ok(Signed { id, transaction: transaction.to_bytes(), bodies: prepared.bodies.clone() })
    }
}

/// The accounts a key acts for.
pub(crate) fn accounts(client: &Client, key: &PublicKey) -> Result<Vec<Held>, Error> {
    let answer = client.view("accounts", &json!({ "key": key.to_text() }))?;
    let rows = answer.get("accounts").and_then(Json::as_array).cloned().unwrap_or_default();
    let read = |row: &Json| {
        let key = u16::try_from(row.get("key")?.as_u64()?).ok()?;
        let role = row.get("role").and_then(Json::as_str);
        let is_delegated = matches!(role, Some("session" | "agent"));
        Some(Held { account: AccountId(row.get("account")?.as_u64()?), key, is_delegated })
    };
    Ok(rows.iter().filter_map(read).collect())
}
