//! Admission without state: many transactions in, for each its id or the name of what is wrong.
//!
//! Order of the checks: network, shape (of the act and of the acts inside it), signature, one-time
//! secrets. Keys, replay, time and allowance are judged by the kernel, before or after.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

use aluma_types::admission::Inadmissible;
use aluma_types::keys::Assertion;
use aluma_types::spec::{ActionSpec, IdKind, TypeSpec};
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::value::Value;
use aluma_types::{Hash32, Payload, PublicKey, Signature, Signer, Transaction};

use crate::act::{Leaf, walk};
use crate::ed25519::{self, Item};
use crate::eip712::{Lens, Schema, TypedError, digest_with};
use crate::passkey::{self, Asked, PasskeyError};
use crate::wallet::{self, WalletError};

/// Signatures checked in one batch. Larger batches gain little; one bad signature sends the whole
/// batch through single checks.
const BATCH: usize = 256;
/// A thread is worth starting from so many transactions on.
const THREAD_WORTH: usize = 32;

/// A transaction to be judged, with what the state says about it.
#[derive(Clone, Copy)]
pub struct Candidate<'a> {
    /// The transaction.
    pub transaction: &'a Transaction,
    /// The key that its signer names; the first one's of several.
    pub public_key: PublicKey,
    /// The keys of the others of several, in their order.
    pub others: &'a [PublicKey],
    /// Its action.
    pub spec: &'static ActionSpec,
    /// Facts and sentences that its signer's wallet showed.
    pub lens: Lens<'a>,
}

/// What all candidates are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    /// The ledger's own network id.
    pub network: Hash32,
    /// Cores to use; 0 is taken as 1.
    pub threads: usize,
}

/// Reads a transaction from its bytes.
///
/// # Errors
/// [`Inadmissible::TooLarge`] before anything is decoded, or [`Inadmissible::Malformed`].
pub fn decode(bytes: &[u8]) -> Result<Transaction, Inadmissible> {
    if bytes.len() > MAX_TRANSACTION_BYTES {
        return Err(Inadmissible::TooLarge);
    }
    Transaction::decode(bytes).map_err(Inadmissible::Malformed)
}

/// Judges one transaction.
///
/// # Errors
/// As [`check`].
pub fn verify(candidate: &Candidate<'_>, terms: &Terms) -> Result<Hash32, Inadmissible> {
    let mut answer = [UNJUDGED];
    group(core::slice::from_ref(candidate), &terms.network, &mut answer);
    let [answer] = answer;
    answer
}

/// Judges all candidates, over several cores; the answers stand in the order of the candidates and
/// depend on nothing else. An answer is the transaction's id or one of
/// [`Inadmissible::WrongNetwork`], `Malformed`, `UnknownAction`, `WrongScheme`, `BadSignature`,
/// `HighS`, what a passkey's assertion is refused for (`BadClientData` to `AttestedData`), and
/// `BadProof`.
pub fn check(candidates: &[Candidate<'_>], terms: &Terms) -> Vec<Result<Hash32, Inadmissible>> {
    let mut answers = vec![UNJUDGED; candidates.len()];
    let threads = terms.threads.max(1).min(candidates.len().div_ceil(THREAD_WORTH).max(1));
    let part = candidates.len().div_ceil(threads).clamp(1, BATCH);
    // Each thread takes the next part when it is done with one: a core that others use too is no
    // reason for the rest to wait.
    let parts = Mutex::new(candidates.chunks(part).zip(answers.chunks_mut(part)));
    let work = || {
        loop {
            let next = parts.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((candidates, answers)) = next else { break };
            group(candidates, &terms.network, answers);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    answers
}

fn group(
    candidates: &[Candidate<'_>],
    network: &Hash32,
    answers: &mut [Result<Hash32, Inadmissible>],
) {
    for (answer, given) in answers.iter_mut().zip(settle(prepare(candidates, network))) {
        *answer = given;
    }
}

/// What an answer is until somebody gives one: refused.
const UNJUDGED: Result<Hash32, Inadmissible> = Err(Inadmissible::BadSignature);

/// A candidate as far as the state has a say in it: what remains is whether the signatures hold, and
/// that asks nobody.
#[derive(Debug)]
pub struct Prepared {
    id: Hash32,
    first: Signed,
    others: Vec<Signed>,
    proofs: Vec<Item>,
}

/// A signature with what it must be over.
#[derive(Debug)]
enum Signed {
    Ed25519(Item),
    Wallet {
        key: [u8; 33],
        signature: [u8; 64],
        digest: [u8; 32],
    },
    Passkey {
        point: [u8; 33],
        rp: Hash32,
        assertion: Box<Assertion>,
        asked: Asked,
    },
    /// No signature of such a key, or over nothing that can be said.
    Never(Inadmissible),
}

/// The first half of [`check`], on one core: all that looks at the state. It takes a small part of the
/// time, so whoever holds a lock on the state lets go of it before [`settle`].
pub fn prepare(
    candidates: &[Candidate<'_>],
    network: &Hash32,
) -> Vec<Result<Prepared, Inadmissible>> {
    let mut reader = Reader::new(network);
    candidates.iter().map(|candidate| reader.read(candidate)).collect()
}

/// The second half of [`check`], on one core: the signatures.
pub fn settle(prepared: Vec<Result<Prepared, Inadmissible>>) -> Vec<Result<Hash32, Inadmissible>> {
    let mut pending = Vec::new();
    let mut answers = Vec::with_capacity(prepared.len());
    for (index, one) in prepared.into_iter().enumerate() {
        answers.push(one.and_then(|one| one.alone(index, &mut pending)));
    }
    let wanted = |pending: &&Pending| answers.get(pending.candidate).is_some_and(Result::is_ok);
    let pending: Vec<_> = pending.iter().filter(wanted).collect();
    let items: Vec<_> = pending.iter().map(|pending| &pending.item).collect();
    if items.len() > 1 && ed25519::verify_batch(&items) {
        return answers;
    }
    for bad in pending.into_iter().filter(|pending| !pending.item.verify()) {
        if let Some(answer @ Ok(_)) = answers.get_mut(bad.candidate) {
            *answer = Err(bad.refusal);
        }
    }
    answers
}

/// An Ed25519 signature, the candidate it belongs to, and what it means if it is bad.
struct Pending {
    candidate: usize,
    item: Item,
    refusal: Inadmissible,
}

impl Prepared {
    /// Everything but Ed25519 signatures, which are put on the list.
    fn alone(self, candidate: usize, list: &mut Vec<Pending>) -> Result<Hash32, Inadmissible> {
        for signed in core::iter::once(self.first).chain(self.others) {
            match signed {
                Signed::Ed25519(item) => {
                    let refusal = Inadmissible::BadSignature;
                    list.push(Pending { candidate, item, refusal });
                }
                Signed::Wallet { key, signature, digest } => {
                    wallet::verify(&key, &signature, &digest).map_err(named)?;
                }
                Signed::Passkey { point, rp, assertion, asked } => {
                    passkey::verify(&point, &rp, &assertion, &asked).map_err(said)?;
                }
                Signed::Never(reason) => return Err(reason),
            }
        }
        list.extend(self.proofs.into_iter().map(|item| Pending {
            candidate,
            item,
            refusal: Inadmissible::BadProof,
        }));
        Ok(self.id)
    }
}

/// Reads one candidate after another.
struct Reader<'a> {
    network: &'a Hash32,
    /// Types of the actions met so far, by name and kind of signer.
    schemas: BTreeMap<(&'static str, u8), Schema>,
}

impl<'a> Reader<'a> {
    const fn new(network: &'a Hash32) -> Self {
        Self { network, schemas: BTreeMap::new() }
    }

    fn read(&mut self, candidate: &Candidate<'_>) -> Result<Prepared, Inadmissible> {
        let payload = &candidate.transaction.payload;
        if payload.network != *self.network {
            return Err(Inadmissible::WrongNetwork);
        }
        if matches!(payload.signer, Signer::New(key) if key != candidate.public_key) {
            return Err(Inadmissible::BadSignature);
        }
        let signed = candidate.transaction.others.len().saturating_add(1);
        if signed != payload.signer.count() || signed != candidate.others.len().saturating_add(1) {
            return Err(Inadmissible::BadSignature);
        }
        let proofs = proofs(candidate)?;
        let id = payload.id();
        let first = (&candidate.public_key, &candidate.transaction.signature);
        let first = self.signed_by((candidate, id), first);
        let pairs = candidate.others.iter().zip(&candidate.transaction.others);
        let others = pairs.map(|pair| self.signed_by((candidate, id), pair)).collect();
        Ok(Prepared { id, first, others, proofs })
    }

    /// What a key must have signed of a candidate.
    fn signed_by(
        &mut self,
        (candidate, id): (&Candidate<'_>, Hash32),
        pair: (&PublicKey, &Signature),
    ) -> Signed {
        let payload = &candidate.transaction.payload;
        match pair {
            (PublicKey::Ed25519(key), Signature::Ed25519(signature)) => {
                let message = ed25519::payload_message(payload);
                Signed::Ed25519(Item { key: *key, signature: *signature, message })
            }
            (PublicKey::Wallet(key), Signature::Wallet(signature)) => {
                let (key, signature) = (*key, *signature);
                match self.digest(payload, candidate) {
                    Ok(digest) => Signed::Wallet { key, signature, digest },
                    Err(reason) => Signed::Never(reason),
                }
            }
            (PublicKey::Passkey { point, rp }, Signature::Passkey(assertion)) => {
                let asked = Asked { challenge: id, verified: candidate.spec.verified };
                let (point, rp, assertion) = (*point, *rp, assertion.clone());
                Signed::Passkey { point, rp, assertion, asked }
            }
            _ => Signed::Never(Inadmissible::WrongScheme),
        }
    }

    fn digest(
        &mut self,
        payload: &Payload,
        candidate: &Candidate<'_>,
    ) -> Result<[u8; 32], Inadmissible> {
        let spec = candidate.spec;
        let signer = match payload.signer {
            Signer::Key { .. } => 0,
            Signer::New(_) => 1,
            Signer::Several(_) => 2,
        };
        let kind = (spec.name, signer);
        let schema = match self.schemas.entry(kind) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let schema = Schema::new(spec, &payload.signer);
                entry.insert(schema.map_err(|_| Inadmissible::UnknownAction)?)
            }
        };
        digest_with(payload, schema, &candidate.lens).map_err(|error| match error {
            TypedError::Decode(error) => Inadmissible::Malformed(error),
            // An action whose spec has no typed data is, to a wallet, no action.
            _ => Inadmissible::UnknownAction,
        })
    }
}

fn named(error: WalletError) -> Inadmissible {
    match error {
        WalletError::HighS => Inadmissible::HighS,
        WalletError::Malformed | WalletError::BadKey | WalletError::Wrong => {
            Inadmissible::BadSignature
        }
    }
}

fn said(error: PasskeyError) -> Inadmissible {
    match error {
        PasskeyError::ClientData => Inadmissible::BadClientData,
        PasskeyError::Ceremony => Inadmissible::WrongCeremony,
        PasskeyError::Challenge => Inadmissible::WrongChallenge,
        PasskeyError::CrossOrigin => Inadmissible::CrossOrigin,
        PasskeyError::AuthenticatorData => Inadmissible::BadAuthenticatorData,
        PasskeyError::Site => Inadmissible::WrongSite,
        PasskeyError::NotPresent => Inadmissible::UserNotPresent,
        PasskeyError::NotVerified => Inadmissible::UserNotVerified,
        PasskeyError::Attested => Inadmissible::AttestedData,
        PasskeyError::HighS => Inadmissible::HighS,
        PasskeyError::Malformed | PasskeyError::Wrong => Inadmissible::BadSignature,
    }
}

/// The one-time secrets used by an act, once it and the acts inside it are found canonical. A
/// proof inside a carried act has no signer to be bound to, so its domain refuses it there.
fn proofs(candidate: &Candidate<'_>) -> Result<Vec<Item>, Inadmissible> {
    let payload = &candidate.transaction.payload;
    let mut items = Vec::new();
    let is_wallet = |key: &PublicKey| matches!(key, PublicKey::Wallet(_));
    let wallet = is_wallet(&candidate.public_key) || candidate.others.iter().any(is_wallet);
    walk(candidate.spec, &payload.act, candidate.lens.catalog, &mut |leaf| {
        if wallet && let Some((kind, id)) = shown(&leaf) {
            let there = candidate.lens.directory.exists(kind, id);
            if !there {
                return Err(Inadmissible::UnknownThing);
            }
        }
        if let (Value::Proof(proof), 0) = (leaf.value, leaf.depth) {
            items.push(ed25519::proof_item(proof, &payload.network, &payload.signer));
        }
        Ok(())
    })?;
    Ok(items)
}

/// The account, DAO or asset that a wallet shows by more than its number.
fn shown(leaf: &Leaf<'_>) -> Option<(IdKind, u64)> {
    match (leaf.spec, leaf.value) {
        (
            TypeSpec::Id(kind @ (IdKind::AccountId | IdKind::DaoId | IdKind::AssetId)),
            Value::Uint(id),
        ) => Some((*kind, u64::try_from(*id).ok()?)),
        (_, Value::Amount(amount)) => Some((IdKind::AssetId, amount.asset.0)),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
