//! [`World`]: one transaction or due task to a block, and every law of the registry checked after
//! each.

use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::admission::Inadmissible;
use aluma_types::{
    AccountId, Act, Body, DaoId, Hash32, List, Name, Payload, Proof, ProposalId, PublicKey,
    Signature, Signer, Span, Text, Timestamp, Transaction, Turn, sha256,
};

use crate::dao::{self, ChangeText, Changes, Joining, Manner, NewDao, Template, Visibility};
use crate::identity::{self, types::NewAccount};
use crate::kernel::action::{Action, Registry};
use crate::kernel::block::{BlockStart, Machine, Outcome, uncontained};
use crate::kernel::ctx::{Ctx, Output};
use crate::kernel::event::{DomainEvent, Event};
use crate::kernel::genesis::Genesis;
use crate::kernel::origin::Origin;
use crate::kernel::receipt::{Receipt, Status};
use crate::kernel::refusal::{Refused, Stop};
use crate::kernel::version;
use crate::kernel::view::{Look, View};
use crate::registry::{REGISTRY, State};

/// Blocks that one world may have.
const BLOCKS: usize = 5_000;
/// How far apart two blocks lie unless somebody says otherwise.
const TICK: Span = Span::seconds(1);
/// 2026-01-01 UTC.
const START: Timestamp = Timestamp(1_767_225_600_000);

/// What a founding needs, filled with answers that few tests care about.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // Named as the fields of `found`.
pub struct Founding {
    pub joining: Joining,
    pub manner: Manner,
    pub template: Option<Template>,
    pub visibility: Option<Visibility>,
    pub season: Option<Span>,
    pub changes: Vec<(&'static str, &'static str)>,
}

impl Default for Founding {
    fn default() -> Self {
        Self {
            joining: Joining::Invitation,
            manner: Manner::SmallCircle,
            template: None,
            visibility: None,
            season: None,
            changes: Vec::new(),
        }
    }
}

/// A ledger with people who have names.
#[derive(Debug)]
pub struct World {
    machine: Machine,
    network: Hash32,
    beacons: Vec<Hash32>,
    height: u64,
    now: Timestamp,
    /// When the next act is stamped, where somebody said so.
    next: Option<Timestamp>,
    nonce: u64,
    people: BTreeMap<String, AccountId>,
    events: Vec<Event>,
    receipts: Vec<Receipt>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A fresh ledger with nobody but its operator.
    pub fn new() -> Self {
        Self::with_registry(&REGISTRY)
    }

    /// A fresh ledger under other rules: with a scratch action, or a deliberately wrong one.
    pub fn with_registry(registry: &'static Registry) -> Self {
        Self::begin(registry, true)
    }

    /// A fresh ledger whose clock nobody moves by hand: the allowance is the usual one.
    pub fn living() -> Self {
        Self::begin(&REGISTRY, false)
    }

    fn begin(registry: &'static Registry, manual_clock: bool) -> Self {
        let mut beacons = Vec::with_capacity(BLOCKS);
        let mut last = sha256(&[b"world"]);
        for _ in 0..BLOCKS {
            beacons.push(last);
            last = sha256(&[&last.0]);
        }
        let genesis = Genesis {
            version: 1,
            generation: 0,
            time: START,
            operator: key("operator"),
            node: key("node"),
            beacon: last,
            beacon_length: BLOCKS as u64,
            manual_clock,
            salt: Hash32::ZERO,
            salts: Hash32::ZERO,
            continues: None,
        };
        Self {
            machine: genesis.machine(registry),
            network: genesis.network(),
            beacons,
            height: 0,
            now: START,
            next: None,
            nonce: START.0,
            people: BTreeMap::from([("operator".to_string(), identity::OPERATOR)]),
            events: Vec::new(),
            receipts: Vec::new(),
        }
    }

    /// Gives somebody an account and returns it; the same name again returns the same account.
    pub fn person(&mut self, who: &str) -> AccountId {
        if let Some(known) = self.people.get(who) {
            return *known;
        }
        let new = NewAccount { key: Some(key(who)), name: Some(name(who)), ..Default::default() };
        let account =
            self.inside(|ctx| Ok(identity::create(ctx, new)?)).expect("an account is made");
        self.people.insert(who.to_string(), account);
        account
    }

    /// Gives an account that was made by an action a name to act under.
    pub fn call(&mut self, who: &str, account: AccountId) {
        self.people.insert(who.to_string(), account);
    }

    /// The account of somebody who has one.
    pub fn id(&self, who: &str) -> AccountId {
        *self.people.get(who).unwrap_or_else(|| panic!("nobody is called {who}"))
    }

    /// Lets somebody act, in a block of its own.
    ///
    /// # Errors
    /// The refusal.
    ///
    /// # Panics
    /// Where the transaction is inadmissible, faults, or breaks a law.
    pub fn act<A: Action>(&mut self, who: &str, action: &A) -> Result<Receipt, Refused> {
        let signer = Signer::Key { account: self.id(who), key: 0 };
        self.bring(signer, action).expect("an admissible transaction")
    }

    /// Who signs for somebody with the key of a word.
    ///
    /// # Panics
    /// Where the account has no such key.
    pub fn by(&self, who: &str, word: &str) -> Signer {
        let account = self.id(who);
        let keys = identity::keys_of(self.machine.state(), account);
        let mut of_word = keys.filter(|(_, row)| row.public == key(word));
        let (key, _) = of_word.next().unwrap_or_else(|| panic!("{who} has no key {word}"));
        Signer::Key { account, key }
    }

    /// The turn of somebody's next change of keys.
    pub fn turn(&self, who: &str) -> Turn {
        identity::turn(self.machine.state(), self.id(who))
    }

    /// Lets a key without an account act, and calls the account that it gets by the same name.
    ///
    /// # Errors
    /// The refusal.
    ///
    /// # Panics
    /// As [`World::act`].
    pub fn come<A: Action>(&mut self, who: &str, action: &A) -> Result<Receipt, Refused> {
        let receipt = self.bring(Signer::New(key(who)), action).expect("an open invitation")?;
        if let Some(made) = receipt.made {
            self.call(who, AccountId(made));
        }
        Ok(receipt)
    }

    /// Brings a transaction, in a block of its own.
    ///
    /// # Errors
    /// Why it gets no place in a block; inside, the refusal.
    ///
    /// # Panics
    /// Where it faults or breaks a law.
    pub fn bring<A: Action>(
        &mut self,
        signer: Signer,
        action: &A,
    ) -> Result<Result<Receipt, Refused>, Inadmissible> {
        let act = act_of(self.machine.registry(), action);
        self.bring_act(signer, act)
    }

    /// As [`World::bring`], of an act that is known by its number.
    ///
    /// # Errors
    /// As [`World::bring`].
    ///
    /// # Panics
    /// As [`World::bring`].
    pub fn bring_act(
        &mut self,
        signer: Signer,
        act: Act,
    ) -> Result<Result<Receipt, Refused>, Inadmissible> {
        let payload = self.payload(signer, act);
        self.take(payload)
    }

    /// A payload that may be taken next.
    pub fn payload(&mut self, signer: Signer, act: Act) -> Payload {
        self.nonce = (self.nonce + 1).max(self.now.0);
        Payload {
            network: self.network,
            signer,
            nonce: self.nonce,
            valid_until: self.now.after(Span::minutes(10)).max(self.next.unwrap_or_default()),
            act,
        }
    }

    /// Takes a payload as if it were signed, in a block of its own.
    ///
    /// # Errors
    /// As [`World::bring`].
    ///
    /// # Panics
    /// As [`World::bring`].
    pub fn take(&mut self, payload: Payload) -> Result<Result<Receipt, Refused>, Inadmissible> {
        let number = payload.act.number;
        let transaction = Transaction::new(payload, Signature::Ed25519([0; 64]));
        let mut result = None;
        self.now = self.next.take().unwrap_or_else(|| self.now.after(TICK));
        let outcome = self.block(false, |run| result = Some(run.transaction(&transaction)));
        let receipt = result.expect("the block ran")?;
        Ok(match receipt.status {
            Status::Done => Ok(receipt),
            Status::Refused { .. } => Err(outcome.refusals[0].1.clone()),
            Status::Fault => panic!("action {number} faulted"),
        })
    }

    /// Lets a DAO act as by a proposal that passed, held to what the action declares.
    ///
    /// # Errors
    /// The refusal; nothing of it remains.
    ///
    /// # Panics
    /// Where it breaks something.
    pub fn decide<A: Action>(&mut self, dao: DaoId, action: &A) -> Result<(), Refused> {
        self.decide_act(dao, &act_of(self.machine.registry(), action))
    }

    /// As [`World::decide`], of an act that is known by its number.
    ///
    /// # Errors
    /// As [`World::decide`].
    ///
    /// # Panics
    /// As [`World::decide`].
    pub fn decide_act(&mut self, dao: DaoId, act: &Act) -> Result<(), Refused> {
        self.inside(|ctx| ctx.enact(dao, ProposalId(0), core::slice::from_ref(act)))
    }

    /// Founds a DAO whose only member is `founder`, beside any action.
    ///
    /// # Errors
    /// The refusal.
    pub fn found(&mut self, founder: &str, founding: &Founding) -> Result<DaoId, Refused> {
        let founder_id = self.person(founder);
        // The same name founds again under another handle.
        let handle = name(&format!("dao-{}", self.machine.state().dao.daos.len()));
        let new = NewDao {
            founder: founder_id,
            handle,
            name: body("Our community"),
            purpose: body("To try things out"),
            joining: founding.joining,
            manner: founding.manner,
            template: founding.template,
            visibility: founding.visibility,
            season: founding.season,
            changes: changes(&founding.changes),
            share: None,
        };
        self.inside(|ctx| {
            let charter = dao::may_found(ctx, &new)?;
            Ok(dao::create(ctx, new, charter)?)
        })
    }

    /// Founds a DAO with the usual answers and members, all of its season.
    ///
    /// # Panics
    /// Where founding is refused.
    pub fn community(&mut self, members: &[&str]) -> DaoId {
        let dao = self.found(members[0], &Founding::default()).expect("a community is founded");
        for member in &members[1..] {
            self.admit(dao, member);
        }
        dao
    }

    /// Admits somebody beside any action.
    ///
    /// # Panics
    /// Where that breaks something.
    pub fn admit(&mut self, dao: DaoId, who: &str) {
        let account = self.person(who);
        self.inside(|ctx| Ok(dao::admit_member(ctx, dao, account, None)?)).expect("is admitted");
    }

    /// Runs a step on the state beside any action, in a block of its own.
    ///
    /// # Errors
    /// The refusal; nothing of it remains.
    ///
    /// # Panics
    /// Where it breaks something.
    pub(crate) fn inside<T>(
        &mut self,
        step: impl FnOnce(&mut Ctx<'_>) -> Result<T, Stop>,
    ) -> Result<T, Refused> {
        // The step is written into the block that is made here; the next one sees it as past.
        self.now = self.now.after(TICK);
        self.block(false, |_| {});
        let env = self.machine.env(self.height, self.now);
        let mut output = Output::default();
        let mut ctx = Ctx::new(&mut self.machine.state, env, Origin::Founder, &mut output);
        let result = ctx.nested(Origin::Founder, step);
        self.machine.settle();
        self.events.extend(output.events.into_iter().map(|(_, event)| event));
        self.check_laws();
        result.map_err(|stop| match stop {
            Stop::Refused(refused) => refused,
            Stop::Broken(broken) => panic!("{}", broken.0),
        })
    }

    /// Moves the clock and runs what is due, block after block, until nothing is.
    pub fn advance(&mut self, span: Span) {
        let until = self.now.after(span);
        while let Some(due) = self.machine.next_due().filter(|due| *due <= until) {
            self.now = due.max(self.now.after(Span(1)));
            self.block(true, |_| {});
        }
        self.now = self.now.max(until);
    }

    /// Moves the clock without running anything, as if nobody made a block.
    pub fn sleep(&mut self, span: Span) {
        self.now = self.now.after(span);
    }

    /// Runs what is due and moves the clock so that the next act is stamped at `moment`; `None`
    /// where that is past.
    pub fn until(&mut self, moment: Timestamp) -> Option<()> {
        let before = moment.before(Span(1));
        if before < self.now {
            return None;
        }
        self.advance(before.since(self.now));
        self.next = Some(moment);
        Some(())
    }

    /// Runs what is due now.
    pub fn due(&mut self) {
        self.now = self.now.after(Span(1));
        self.block(true, |_| {});
    }

    /// Asks a question as somebody, or as a stranger.
    ///
    /// # Errors
    /// The refusal.
    pub fn ask<V: View>(&self, who: Option<&str>, view: &V) -> Result<V::Answer, Refused> {
        let look = self.look(who);
        if let Some(dao) = view.dao(&look) {
            crate::registry::may_read(&look, dao)?;
        }
        view.answer(&look)
    }

    /// The state as somebody sees it, or a stranger.
    pub fn look(&self, who: Option<&str>) -> Look<'_> {
        let reader = who.map(|who| self.id(who));
        Look {
            state: self.machine.state(),
            now: self.now,
            height: self.height,
            reader,
            invited: None,
        }
    }

    /// The ledger.
    pub fn network(&self) -> Hash32 {
        self.network
    }

    /// The state.
    pub fn state(&self) -> &State {
        self.machine.state()
    }

    /// The rules that this ledger runs.
    pub fn registry(&self) -> &'static Registry {
        self.machine.registry()
    }

    /// The moment of its genesis.
    pub const fn began(&self) -> Timestamp {
        START
    }

    /// The moment of the last block, or the one the clock was moved to.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Height of the last block.
    pub fn height(&self) -> u64 {
        self.height
    }

    /// Facts of one domain since the last call, oldest first.
    pub fn events<E: DomainEvent>(&mut self) -> Vec<E> {
        core::mem::take(&mut self.events).iter().filter_map(Event::read).collect()
    }

    /// Facts of all domains since the last call, oldest first.
    pub fn all_events(&mut self) -> Vec<Event> {
        core::mem::take(&mut self.events)
    }

    /// Receipts since the last call, oldest first.
    pub fn receipts(&mut self) -> Vec<Receipt> {
        core::mem::take(&mut self.receipts)
    }

    /// Makes the next block.
    fn block(
        &mut self,
        with_due: bool,
        fill: impl FnOnce(&mut crate::kernel::block::BlockRun<'_>),
    ) -> Outcome {
        self.height += 1;
        let beacon = self.beacons.pop().expect("a world of fewer blocks");
        let start =
            BlockStart { height: self.height, time: self.now, rules: version::LATEST, beacon };
        let mut run = self.machine.begin(start, uncontained).expect("a block may start");
        if with_due {
            run.due();
        }
        fill(&mut run);
        let outcome = run.finish().expect("the quick laws hold");
        self.machine.settle();
        for receipt in &outcome.receipts {
            assert_ne!(receipt.status, Status::Fault, "{receipt:?}");
        }
        self.events.extend(outcome.events.iter().map(|(_, event)| event.clone()));
        self.receipts.extend(outcome.receipts.iter().cloned());
        self.check_laws();
        outcome
    }

    fn check_laws(&self) {
        self.machine.audit().expect("every law holds");
    }
}

/// The act of an action, by the registry's number.
pub(crate) fn act_of<A: Action>(registry: &'static Registry, action: &A) -> Act {
    let entry = registry.actions.iter().find(|entry| entry.spec.name == A::ACTION.name);
    let number = entry.expect("the action is listed").number;
    Act { number, body: action.to_bytes() }
}

/// A public key that nobody can sign with.
pub(crate) fn key(who: &str) -> PublicKey {
    PublicKey::Ed25519(sha256(&[b"key", who.as_bytes()]).0)
}

/// A body under a fixed salt.
///
/// # Panics
/// Where the text does not fit.
pub fn body<const N: usize>(text: &str) -> Body<N> {
    Body::of(&[0; 32], text).expect("a text that fits")
}

/// A name whose skeleton is itself.
///
/// # Panics
/// Where the text does not fit.
pub fn name<const N: usize>(text: &str) -> Name<N> {
    Name { text: body(text), skeleton: sha256(&[text.as_bytes()]) }
}

/// An invitation's public secret and the proof of it.
pub fn secret(word: &str) -> (Hash32, Proof) {
    let key = sha256(&[b"secret", word.as_bytes()]);
    (key, Proof { key, signature: [0; 64] })
}

/// Changes of a charter.
pub(crate) fn changes(list: &[(&str, &str)]) -> Changes {
    let change = |(key, value): &(&str, &str)| ChangeText {
        key: Text::new(key).expect("a key"),
        value: Text::new(value).expect("a value"),
    };
    List::new(list.iter().map(change).collect()).expect("few changes")
}
