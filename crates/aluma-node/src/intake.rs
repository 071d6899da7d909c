//! From bytes to a promise: decode, find the key, check signatures in batches and in parallel, ask
//! the state about admission, keep texts and transaction on the disk, then sign a promise of
//! inclusion.

use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Mutex, PoisonError};

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::admission::{admit, behind, other_keys, signing_key};
use aluma_core::kernel::block::env_of;
use aluma_core::kernel::ctx::Env;
use aluma_core::kernel::view::Look;
use aluma_store::{JournalBatch, NewBody};
use aluma_types::admission::Inadmissible;
use aluma_types::codec::{Canon, DecodeError, Reader, put_count};
use aluma_types::spec::{ActionSpec, TypeSpec};
use aluma_types::transaction::MAX_TRANSACTION_BYTES;
use aluma_types::{Hash32, Payload, PublicKey, Signer, Transaction};
use aluma_verify::bodies::{BodyText, check_body, needs};
use aluma_verify::{Candidate, Lens, Prepared};

use crate::directory::{StateDirectory, StateSays};
use crate::executor::contain;
use crate::mempool::Checked;
use crate::node::Shared;
use crate::promise::Promise;
use crate::published::View;

mod line;
pub(crate) use line::Line;
use line::{InOrder, Verified};

/// Submissions that are put on the disk and promised together, at most.
pub const BATCH: usize = 4_096;
/// Submissions that one thread decodes and checks in one go: as many as the verify stage checks
/// together, and few enough that they are still at hand when their turn comes.
pub const PART: usize = 256;
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
        write_entry(out, &self.transaction, &self.bodies);
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

/// The bytes of a submission whose parts lie elsewhere.
fn write_entry(out: &mut Vec<u8>, transaction: &[u8], bodies: &[BodyText]) {
    put_count(out, transaction.len());
    out.extend_from_slice(transaction);
    put_count(out, bodies.len());
    for body in bodies {
        out.extend_from_slice(&body.salt);
        put_count(out, body.text.len());
        out.extend_from_slice(body.text.as_bytes());
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

/// One of the threads that take submissions as they come, until the last sender is gone: decodes
/// them and checks their signatures. The disk is another thread's, [`keep_all`].
pub(crate) fn verify_all(shared: &Shared, line: &Mutex<Line>, to: &SyncSender<Verified>) {
    loop {
        let next = line.lock().unwrap_or_else(PoisonError::into_inner).next(&shared.in_check);
        let Some((number, asks)) = next else { break };
        let submissions: Vec<_> = asks.iter().map(|ask| &ask.submission).collect();
        let mut verdicts = Vec::new();
        // A part that went missing would hold up all that come after it.
        if !contain(&mut || verdicts = verify_part(shared, &submissions)) {
            eprintln!("aluma: ALARM: checking signatures ended in a fault");
            verdicts = submissions.iter().map(|_| Err(Inadmissible::Busy)).collect();
        }
        let (mut left, mut judged) =
            (Vec::with_capacity(asks.len()), Vec::with_capacity(asks.len()));
        for (Ask { submission, reply }, verdict) in asks.into_iter().zip(verdicts) {
            let Submission { transaction: bytes, bodies } = submission;
            judged.push(verdict.map(|verdict| verdict.of(bytes)));
            left.push((bodies, reply));
        }
        // Where the other thread is gone, whoever asked finds out by the missing answer.
        let _ = to.send(Verified { number, asks: left, judged });
    }
}

/// Finds places for batches, puts them on the disk and answers, until no more come.
pub(crate) fn keep_all(shared: &Shared, parts: &Receiver<Verified>) {
    let mut parts = InOrder::of(parts);
    while let Some(Verified { asks, judged, .. }) = parts.batch(&shared.in_check) {
        let texts: Vec<_> = asks.iter().map(|(bodies, _)| &bodies[..]).collect();
        let answers = promise(shared, (&texts, judged), Journalled::NotYet);
        for ((_, reply), answer) in asks.into_iter().zip(answers) {
            reply(answer);
        }
    }
}

/// Plays again what a journal held, before anybody else is heard.
pub(crate) fn replay(shared: &Shared, found: &[&Submission]) {
    let verdicts = verify(shared, found).into_iter().zip(found);
    let judged = verdicts.map(|(verdict, one)| Ok(verdict?.of(one.transaction.clone()))).collect();
    let texts: Vec<_> = found.iter().map(|one| &one.bodies[..]).collect();
    promise(shared, (&texts, judged), Journalled::Already);
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

/// A transaction that its signers signed.
struct Signed {
    id: Hash32,
    transaction: Transaction,
}

impl Signed {
    /// With the bytes it came as: what decodes has one form.
    fn of(self, bytes: Vec<u8>) -> Checked {
        Checked { id: self.id, transaction: self.transaction, bytes }
    }
}

/// What can be said of many without the disk, over several cores.
fn verify(shared: &Shared, submissions: &[&Submission]) -> Vec<Result<Signed, Inadmissible>> {
    spread(submissions, shared.threads, |part| verify_part(shared, part))
}

/// What can be said of a part without the disk: a look at the state, and the signatures.
fn verify_part(shared: &Shared, part: &[&Submission]) -> Vec<Result<Signed, Inadmissible>> {
    let (decoded, prepared) = {
        // As short as can be: a block that is done waits for everybody who looks before it is
        // published, and whoever looks next waits for that. Signatures ask the state nothing.
        let view = shared.published.read();
        let env = next_env(shared, &view);
        let decoded: Vec<_> = part.iter().map(|one| decode(shared, (&view, env), one)).collect();
        let good: Vec<_> = decoded.iter().filter_map(|one| one.as_ref().ok()).collect();
        let prepared = prepare_stage(&view, (shared.registry, &shared.network), &good);
        (decoded, prepared)
    };
    let mut verdicts = aluma_verify::settle(prepared).into_iter();
    let judged = decoded.into_iter().map(|one| {
        let (transaction, _, _) = one?;
        let id = verdicts.next().unwrap_or(Err(Inadmissible::UnknownAction))?;
        Ok(Signed { id, transaction })
    });
    judged.collect()
}

/// Surroundings of the block after the one that is published, at the present moment.
fn next_env(shared: &Shared, view: &View) -> Env {
    let now = view.header.time.max(shared.now());
    env_of(&view.state, shared.network, shared.registry, (view.header.height + 1, now))
}

/// Does the same with each part of many, over several cores; the answers stand in the order of what
/// they answer. Each core takes the next part when it is done with one: what others want of a core
/// is no reason for the rest to wait.
fn spread<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    answer: impl Fn(&[T]) -> Vec<R> + Sync,
) -> Vec<R> {
    let threads = threads.max(1).min(items.len().div_ceil(PART).max(1));
    let mut answers: Vec<Vec<R>> = items.chunks(PART).map(|_| Vec::new()).collect();
    let parts = Mutex::new(items.chunks(PART).zip(&mut answers));
    let work = || loop {
        let next = parts.lock().unwrap_or_else(PoisonError::into_inner).next();
        let Some((part, place)) = next else { break };
        *place = answer(part);
    };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    answers.into_iter().flatten().collect()
}

/// Holds texts against what was signed, finds places, writes with one fsync, and promises.
fn promise(
    shared: &Shared,
    (bodies, mut judged): (&[&[BodyText]], Vec<Result<Checked, Inadmissible>>),
    journalled: Journalled,
) -> Vec<Judgement> {
    for (answer, bodies) in judged.iter_mut().zip(bodies) {
        if let Ok(checked) = answer
            && let Err(reason) = texts(shared, checked, bodies)
        {
            *answer = Err(reason);
        }
    }
    let fresh = places(shared, &mut judged, journalled);
    if journalled == Journalled::NotYet {
        keep(shared, (&judged, bodies), &fresh);
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
    let env = next_env(shared, &view);
    let mempool = shared.mempool.lock().unwrap_or_else(PoisonError::into_inner);
    let mut room = mempool.room(judged.len());
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

fn decode(
    shared: &Shared,
    (view, env): (&View, Env),
    submission: &Submission,
) -> Result<Keyed, Inadmissible> {
    let transaction = aluma_verify::check::decode(&submission.transaction)?;
    let keyed = keyed(view, transaction)?;
    match admit(&view.state, env, &keyed.0) {
        // What is in a block already is promised again, whatever was used up by it. Asked only here:
        // nearly everything is new, and admissible.
        Err(reason) if !shared.answers.is_known(&keyed.0.payload.id()) => Err(reason),
        _ => Ok(keyed),
    }
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

/// The verify stage: whether each was signed by its keys, on one core; the ids of those that were.
pub fn verify_stage(
    view: &View,
    registry: (&'static Registry, &Hash32),
    keyed: &[&Keyed],
) -> Vec<Result<Hash32, Inadmissible>> {
    aluma_verify::settle(prepare_stage(view, registry, keyed))
}

/// The half of [`verify_stage`] that looks at the state.
fn prepare_stage(
    view: &View,
    (registry, network): (&'static Registry, &Hash32),
    keyed: &[&Keyed],
) -> Vec<Result<Prepared, Inadmissible>> {
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
    aluma_verify::prepare(&candidates, network)
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
fn keep(
    shared: &Shared,
    (judged, bodies): (&[Result<Checked, Inadmissible>], &[&[BodyText]]),
    fresh: &[bool],
) {
    let good = || {
        let judged = judged.iter().zip(bodies).zip(fresh).filter(|(_, is_fresh)| **is_fresh);
        judged.filter_map(|((checked, bodies), _)| Some((checked.as_ref().ok()?, *bodies)))
    };
    let bytes = |(checked, _): (&Checked, _)| checked.bytes.len() + 8;
    let mut entries = JournalBatch::with_room(good().map(bytes).sum());
    let mut texts = Vec::new();
    for (checked, bodies) in good() {
        entries.add(|out| write_entry(out, &checked.bytes, bodies));
        texts.extend(bodies.iter().map(new_body));
    }
    if entries.is_empty() {
        return;
    }
    let mut kept = Ok(());
    if !texts.is_empty() {
        kept = shared.bodies.lock().unwrap_or_else(PoisonError::into_inner).append(&texts);
    }
    if kept.is_ok() {
        kept = shared.journal.lock().unwrap_or_else(PoisonError::into_inner).append_batch(&entries);
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
