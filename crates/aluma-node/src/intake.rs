//! From bytes to a promise: decode, find the key, check signatures in batches and in parallel, ask
//! the state about admission, keep texts and transaction on the disk, then sign a promise of
//! inclusion.

use std::sync::PoisonError;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError};

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::admission::{admit, behind, other_keys, signing_key};
use aluma_core::kernel::block::env_of;
use aluma_core::kernel::view::Look;
use aluma_store::NewBody;
use aluma_types::admission::Inadmissible;
use aluma_types::codec::{Canon, DecodeError, Reader, put_count};
use aluma_types::spec::{ActionSpec, TypeSpec};
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::{Hash32, Payload, PublicKey, Signer, Transaction};
use aluma_verify::bodies::{BodyText, check_body, needs};
use aluma_verify::{Candidate, Lens, Terms, check};

use crate::directory::{StateDirectory, StateSays};
use crate::mempool::Checked;
use crate::node::Shared;
use crate::promise::Promise;
use crate::published::View;

/// Submissions judged in one batch.
pub const BATCH: usize = 4_096;
/// A thread is worth starting from so many submissions on.
const THREAD_WORTH: usize = 256;
/// Texts that come with one transaction at most.
const MAX_BODIES: usize = 4_096;
/// Bytes of one text at most.
const MAX_BODY_BYTES: usize = 1 << 20;

/// A transaction with the texts that it names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    /// The transaction's canonical bytes.
    pub transaction: Vec<u8>,
    /// The texts, in any order.
    pub bodies: Vec<BodyText>,
}

impl Canon for Submission {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        put_count(out, self.transaction.len());
        out.extend_from_slice(&self.transaction);
        put_count(out, self.bodies.len());
        for body in &self.bodies {
            out.extend_from_slice(&body.salt);
            put_count(out, body.text.len());
            out.extend_from_slice(body.text.as_bytes());
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let length = reader.count(MAX_TRANSACTION_BYTES)?;
        let transaction = reader.take(length)?.to_vec();
        let count = reader.count(MAX_BODIES)?;
        let mut bodies = Vec::with_capacity(count.min(reader.left()));
        for _ in 0..count {
            let salt = reader.array()?;
            let length = reader.count(MAX_BODY_BYTES)?;
            let text = std::str::from_utf8(reader.take(length)?);
            let text = text.map_err(|_| DecodeError::BadText)?.to_owned();
            bodies.push(BodyText { salt, text });
        }
        Ok(Self { transaction, bodies })
    }
}

/// What a submission is answered.
pub type Judgement = Result<Promise, Inadmissible>;

/// Takes the answer to a submission, on the thread that writes the journal.
pub type Reply = Box<dyn FnOnce(Judgement) + Send>;

/// A submission and where its answer goes.
pub struct Ask {
    /// What was sent.
    pub submission: Submission,
    /// Where the answer goes.
    pub reply: Reply,
}

/// A batch whose signatures were checked, on its way to the disk.
pub(crate) struct Verified {
    asks: Vec<Ask>,
    judged: Vec<Result<Checked, Inadmissible>>,
}

/// Takes submissions as they come, in batches, until the last sender is gone: decodes them and
/// checks their signatures. The disk is another thread's, [`keep_all`]: while it is waited for, the
/// next batch is checked.
pub(crate) fn verify_all(shared: &Shared, asked: &Receiver<Ask>, to: &SyncSender<Verified>) {
    while let Ok(first) = asked.recv() {
        let mut asks = vec![first];
        while asks.len() < BATCH {
            match asked.try_recv() {
                Ok(ask) => asks.push(ask),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
        }
        let submissions: Vec<_> = asks.iter().map(|ask| &ask.submission).collect();
        let judged = verify(shared, &submissions);
        // Where the other thread is gone, whoever asked finds out by the missing answer.
        let _ = to.send(Verified { asks, judged });
    }
}

/// Finds places for batches, puts them on the disk and answers, until no more come.
pub(crate) fn keep_all(shared: &Shared, batches: &Receiver<Verified>) {
    while let Ok(Verified { asks, judged }) = batches.recv() {
        let submissions: Vec<_> = asks.iter().map(|ask| &ask.submission).collect();
        let answers = promise(shared, (&submissions, judged), Journalled::NotYet);
        for (ask, answer) in asks.into_iter().zip(answers) {
            (ask.reply)(answer);
        }
    }
}

/// Plays again what a journal held, before anybody else is heard.
pub(crate) fn replay(shared: &Shared, found: &[&Submission]) {
    let judged = verify(shared, found);
    promise(shared, (found, judged), Journalled::Already);
}

/// Whether the journal holds a batch yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Journalled {
    /// It was just sent.
    NotYet,
    /// It was found there at the start. Written once more at every start, it would double with
    /// every crash.
    Already,
}

/// What can be said of a batch without the disk: one look at the state, one run of signatures.
fn verify(shared: &Shared, submissions: &[&Submission]) -> Vec<Result<Checked, Inadmissible>> {
    let view = shared.published.read();
    let decoded = spread(submissions, shared.threads, |one| decode(shared, &view, one));
    signatures(shared, &view, (decoded, submissions))
}

/// Does the same with each of many, over several cores; the answers stand in their order.
fn spread<T: Sync, R: Send>(items: &[T], threads: usize, each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let share = items.len().div_ceil(threads.max(1)).max(THREAD_WORTH);
    let some = |part: &[T]| part.iter().map(&each).collect::<Vec<R>>();
    std::thread::scope(|scope| {
        let mut parts = items.chunks(share);
        let own = parts.next();
        let others: Vec<_> = parts.map(|part| scope.spawn(|| some(part))).collect();
        let mut done = own.map(some).unwrap_or_default();
        for other in others {
            match other.join() {
                Ok(part) => done.extend(part),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

/// Holds texts against what was signed, finds places, writes with one fsync, and promises.
fn promise(
    shared: &Shared,
    (submissions, mut judged): (&[&Submission], Vec<Result<Checked, Inadmissible>>),
    journalled: Journalled,
) -> Vec<Judgement> {
    for (answer, submission) in judged.iter_mut().zip(submissions) {
        if let Ok(checked) = answer
            && let Err(reason) = texts(shared, checked, &submission.bodies)
        {
            *answer = Err(reason);
        }
    }
    let fresh = places(shared, &mut judged, journalled);
    if journalled == Journalled::NotYet {
        keep(shared, submissions, &fresh);
    }
    let by_height = shared.published.read().header.height + 2;
    let ids: Vec<_> = judged.iter().filter_map(|one| one.as_ref().ok()).map(|one| one.id).collect();
    let mut promises = Promise::all(&ids, &shared.network, by_height, &shared.key).into_iter();
    let mut answers = Vec::with_capacity(judged.len());
    let mut mempool = shared.mempool.lock().unwrap_or_else(PoisonError::into_inner);
    for (answer, is_fresh) in judged.into_iter().zip(&fresh) {
        answers.push(answer.and_then(|checked| {
            if *is_fresh {
                mempool.push(checked);
            }
            promises.next().ok_or(Inadmissible::Busy)
        }));
    }
    drop(mempool);
    if fresh.contains(&true) {
        shared.wake();
    }
    answers
}

/// Which of the good ones are new and get a place; where there is none left they are refused here,
/// before anything is written, so that whoever sends more than is taken fills no disk. What is
/// decided, waits already, or comes twice in the batch is promised again and written once.
fn places(
    shared: &Shared,
    judged: &mut [Result<Checked, Inadmissible>],
    journalled: Journalled,
) -> Vec<bool> {
    let view = shared.published.read();
    let now = view.header.time.max(shared.now());
    let env = env_of(&view.state, shared.network, shared.registry, (view.header.height + 1, now));
    let mempool = shared.mempool.lock().unwrap_or_else(PoisonError::into_inner);
    let mut room = mempool.room();
    judged
        .iter_mut()
        .map(|answer| {
            let Ok(checked) = answer else { return false };
            if shared.answers.is_known(&checked.id) {
                return false;
            }
            let behind =
                |waiting| behind(&view.state, &env, &checked.transaction, waiting).map(|_| ());
            match room.take(checked, behind) {
                // What a crash interrupted has its texts here.
                Ok(true) if journalled == Journalled::NotYet && takes_words(shared, checked) => {
                    *answer = Err(Inadmissible::TextTaken);
                    false
                }
                Ok(is_new) => is_new,
                Err(reason) => {
                    *answer = Err(reason);
                    false
                }
            }
        })
        .collect()
}

/// A decoded transaction, with the keys that its signatures must fit: the first, and the others of
/// several.
pub type Keyed = (Transaction, PublicKey, Vec<PublicKey>);

fn decode(shared: &Shared, view: &View, submission: &Submission) -> Result<Keyed, Inadmissible> {
    let transaction = aluma_verify::check::decode(&submission.transaction)?;
    let keyed = keyed(view, transaction)?;
    if !shared.answers.is_known(&keyed.0.payload.id()) {
        let now = view.header.time.max(shared.now());
        let env =
            env_of(&view.state, shared.network, shared.registry, (view.header.height + 1, now));
        admit(&view.state, env, &keyed.0)?;
    }
    Ok(keyed)
}

/// A transaction with the keys that a state knows for its signers.
///
/// # Errors
/// As [`signing_key`].
pub fn keyed(view: &View, transaction: Transaction) -> Result<Keyed, Inadmissible> {
    let key = signing_key(&view.state, &transaction.payload.signer)?;
    let others = other_keys(&view.state, &transaction.payload.signer)?;
    Ok((transaction, key, others))
}

/// The verify stage: whether each was signed by its keys, over `threads` cores; the ids of those
/// that were.
pub fn verify_stage(
    view: &View,
    (registry, terms): (&'static Registry, &Terms),
    keyed: &[&Keyed],
) -> Vec<Result<Hash32, Inadmissible>> {
    let eyes: Vec<_> = keyed
        .iter()
        .filter_map(|(transaction, key, others)| {
            let spec = registry.entry(transaction.payload.act.number)?.spec;
            let words = core::iter::once(key).chain(others).any(signs_words);
            let directory = if words {
                StateDirectory::of(look(view, &transaction.payload, spec))
            } else {
                // Signs bytes: nobody is looked up.
                StateDirectory::whole(&view.state)
            };
            Some((spec, directory, StateSays { directory, registry }))
        })
        .collect();
    let candidates: Vec<_> = keyed
        .iter()
        .zip(&eyes)
        .map(|((transaction, public_key, others), (spec, directory, says))| {
            let lens = Lens { directory, says, catalog: registry };
            Candidate { transaction, public_key: *public_key, others, spec, lens }
        })
        .collect();
    check(&candidates, terms)
}

fn signatures(
    shared: &Shared,
    view: &View,
    (decoded, submissions): (Vec<Result<Keyed, Inadmissible>>, &[&Submission]),
) -> Vec<Result<Checked, Inadmissible>> {
    let terms = Terms { network: shared.network, threads: shared.threads };
    let good: Vec<_> = decoded.iter().filter_map(|one| one.as_ref().ok()).collect();
    let mut verdicts = verify_stage(view, (shared.registry, &terms), &good).into_iter();
    let judged = decoded.into_iter().zip(submissions).map(|(one, submission)| {
        let (transaction, _, _) = one?;
        let id = verdicts.next().unwrap_or(Err(Inadmissible::UnknownAction))?;
        // What decodes has one form: the bytes that came are the transaction's.
        Ok(Checked { id, transaction, bytes: submission.transaction.clone() })
    });
    judged.collect()
}

/// Whether a key signs words, which are looked up, and not bytes.
const fn signs_words(key: &PublicKey) -> bool {
    matches!(key, PublicKey::Wallet(_))
}

/// The state as a payload's signer may know it: an account its communities, and whoever brings an
/// open invitation the community that it leads to.
pub fn look<'v>(view: &'v View, payload: &Payload, spec: &'static ActionSpec) -> Look<'v> {
    let (state, header) = (&view.state, &view.header);
    let mut brought = aluma_verify::secrets_of(spec, &payload.act).into_iter();
    Look {
        state,
        now: header.time,
        height: header.height,
        reader: match payload.signer {
            Signer::Key { account, .. } => Some(account),
            // Of several each may know other communities; their wallets show what all know.
            Signer::New(_) | Signer::Several(_) => None,
        },
        invited: brought.find_map(|secret| aluma_core::dao::invited(state, &secret, header.time)),
    }
}

/// Whether every text that the transaction names is here or was sent, and nothing else was.
fn texts(shared: &Shared, checked: &Checked, sent: &[BodyText]) -> Result<(), Inadmissible> {
    let act = &checked.transaction.payload.act;
    let spec = shared.registry.entry(act.number).ok_or(Inadmissible::UnknownAction)?.spec;
    let needs = needs(spec, act, shared.registry)?;
    if needs.is_empty() && sent.is_empty() {
        return Ok(());
    }
    let sent: std::collections::HashMap<_, _> = sent.iter().map(|one| (one.id(), one)).collect();
    let held = shared.bodies.lock().unwrap_or_else(PoisonError::into_inner);
    for need in &needs {
        match sent.get(&need.id) {
            Some(body) => check_body(need, body)?,
            None => match held.get(&need.id.0) {
                Ok(aluma_store::Body::Present { salt, text }) => {
                    let text = String::from_utf8(text).map_err(|_| Inadmissible::BodyMissing)?;
                    check_body(need, &BodyText { salt, text })?;
                }
                _ => return Err(Inadmissible::BodyMissing),
            },
        }
    }
    let named = |id: &Hash32| needs.iter().any(|need| need.id == *id);
    if sent.keys().all(named) { Ok(()) } else { Err(Inadmissible::BodyMismatch) }
}

/// Whether a transaction names a text as its author's own, to erase some day, that is here already:
/// somebody else's proposal, say, whose words would go with it.
fn takes_words(shared: &Shared, checked: &Checked) -> bool {
    let act = &checked.transaction.payload.act;
    let Some(entry) = shared.registry.entry(act.number).filter(|entry| entry.owns_words) else {
        return false;
    };
    let needs = needs(entry.spec, act, shared.registry).unwrap_or_default();
    let held = shared.bodies.lock().unwrap_or_else(PoisonError::into_inner);
    needs.iter().any(|need| !matches!(held.get(&need.id.0), Ok(aluma_store::Body::Unknown)))
}

/// Puts what got a place on the disk: texts first, then the transactions, one fsync each. The
/// journal carries the texts too, so that a cut body file is made whole from it.
fn keep(shared: &Shared, submissions: &[&Submission], fresh: &[bool]) {
    let good = fresh.iter().zip(submissions).filter(|(is_fresh, _)| **is_fresh);
    let mut entries = Vec::new();
    let mut texts = Vec::new();
    for (_, submission) in good {
        entries.push(submission.to_bytes());
        texts.extend(submission.bodies.iter().map(new_body));
    }
    if entries.is_empty() {
        return;
    }
    let mut kept = Ok(());
    if !texts.is_empty() {
        kept = shared.bodies.lock().unwrap_or_else(PoisonError::into_inner).append(&texts);
    }
    if kept.is_ok() {
        kept = shared.journal.lock().unwrap_or_else(PoisonError::into_inner).append(&entries);
    }
    if let Err(error) = kept {
        shared.halt(&format!("the disk refused a promised transaction: {error}"));
    }
}

/// An entry of the journal without some texts.
pub(crate) fn without(entry: &[u8], texts: &[Hash32]) -> Vec<u8> {
    match Submission::from_bytes(entry) {
        Ok(mut submission) => {
            submission.bodies.retain(|body| !texts.contains(&body.id()));
            submission.to_bytes()
        }
        Err(_) => entry.to_vec(),
    }
}

pub(crate) fn new_body(body: &BodyText) -> NewBody {
    NewBody { id: body.id().0, salt: body.salt, text: body.text.clone().into_bytes() }
}
