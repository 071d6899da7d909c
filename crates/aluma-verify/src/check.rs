//! Admission without state: many transactions in, for each its id or the name of what is wrong.
//!
//! Order of the checks: network, shape (of the act and of the acts inside it), signature, one-time
//! secrets. Keys, replay, time and allowance are judged by the kernel, before or after.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, PoisonError};

use aluma_types::admission::Inadmissible;
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
    Worker::new(terms).group(core::slice::from_ref(candidate), &mut answer);
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
        let mut worker = Worker::new(terms);
        loop {
            let next = parts.lock().unwrap_or_else(PoisonError::into_inner).next();
            let Some((candidates, answers)) = next else { break };
            worker.group(candidates, answers);
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

/// What an answer is until somebody gives one: refused.
const UNJUDGED: Result<Hash32, Inadmissible> = Err(Inadmissible::BadSignature);

/// An Ed25519 signature, the candidate it belongs to, and what it means if it is bad.
struct Pending {
    candidate: usize,
    item: Item,
    refusal: Inadmissible,
}

/// One thread's part.
struct Worker<'a> {
    terms: &'a Terms,
    /// Types of the actions met so far, by name and kind of signer.
    schemas: BTreeMap<(&'static str, u8), Schema>,
    pending: Vec<Pending>,
}

impl<'a> Worker<'a> {
    fn new(terms: &'a Terms) -> Self {
        Self { terms, schemas: BTreeMap::new(), pending: Vec::new() }
    }

    fn group(
        &mut self,
        candidates: &[Candidate<'_>],
        answers: &mut [Result<Hash32, Inadmissible>],
    ) {
        self.pending.clear();
        for (index, (candidate, answer)) in candidates.iter().zip(answers.iter_mut()).enumerate() {
            *answer = self.alone(index, candidate);
        }
        let wanted = |pending: &&Pending| answers.get(pending.candidate).is_some_and(Result::is_ok);
        let pending: Vec<_> = self.pending.iter().filter(wanted).collect();
        let items: Vec<_> = pending.iter().map(|pending| &pending.item).collect();
        if items.len() > 1 && ed25519::verify_batch(&items) {
            return;
        }
        for bad in pending.into_iter().filter(|pending| !pending.item.verify()) {
            if let Some(answer @ Ok(_)) = answers.get_mut(bad.candidate) {
                *answer = Err(bad.refusal);
            }
        }
    }

    /// Everything about a candidate but its Ed25519 signatures, which are put on the list.
    fn alone(&mut self, index: usize, candidate: &Candidate<'_>) -> Result<Hash32, Inadmissible> {
        let payload = &candidate.transaction.payload;
        if payload.network != self.terms.network {
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
        let first = (&candidate.public_key, &candidate.transaction.signature);
        self.signed_by(index, candidate, first)?;
        for pair in candidate.others.iter().zip(&candidate.transaction.others) {
            self.signed_by(index, candidate, pair)?;
        }
        self.pending.extend(proofs.into_iter().map(|item| Pending {
            candidate: index,
            item,
            refusal: Inadmissible::BadProof,
        }));
        Ok(payload.id())
    }

    /// Whether a key signed a candidate's payload; an Ed25519 signature is put on the list.
    fn signed_by(
        &mut self,
        index: usize,
        candidate: &Candidate<'_>,
        pair: (&PublicKey, &Signature),
    ) -> Result<(), Inadmissible> {
        let payload = &candidate.transaction.payload;
        match pair {
            (PublicKey::Ed25519(key), Signature::Ed25519(signature)) => {
                let message = ed25519::payload_message(payload);
                let item = Item { key: *key, signature: *signature, message };
                let refusal = Inadmissible::BadSignature;
                self.pending.push(Pending { candidate: index, item, refusal });
            }
            (PublicKey::Wallet(key), Signature::Wallet(signature)) => {
                let digest = self.digest(payload, candidate)?;
                wallet::verify(key, signature, &digest).map_err(named)?;
            }
            (PublicKey::Passkey { point, rp }, Signature::Passkey(assertion)) => {
                let asked = Asked { challenge: payload.id(), verified: candidate.spec.verified };
                passkey::verify(point, rp, assertion, &asked).map_err(said)?;
            }
            _ => return Err(Inadmissible::WrongScheme),
        }
        Ok(())
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
