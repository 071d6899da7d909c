//! The ledger that an attack runs on: blocks of signed acts, and what became of them.
//!
//! Signatures are checked outside the core, so acts carry none that anybody would accept; all else of a
//! transaction is as a wallet sends it.

use std::collections::BTreeMap;

use aluma_core::Outcome;
use aluma_core::kernel::receipt::Status;
use aluma_core::registry::{REGISTRY, State};
use aluma_core::reputation;
use aluma_core::reputation::Skills;
use aluma_core::reputation::types::WORDS_BYTES;
use aluma_core::review;
use aluma_core::review::rules::drawing::seal;
use aluma_core::review::types::{Authors, Kind, Work};
use aluma_core::testing::crowd::Crowd;
use aluma_types::codec::Canon;
use aluma_types::spec::Catalog;
use aluma_types::{
    AccountId, Act, Body, DaoId, Hash32, Payload, Signature, Signer, Span, Timestamp, Transaction,
    sha256,
};

use super::people::Opinion;

/// Bytes of the words of praise.
const WORDS: usize = WORDS_BYTES;
/// Between one block and the next, where something is to be done.
const TICK: Span = Span::seconds(1);

/// What is asked of the ledger, and by whom.
pub type Asked = (AccountId, Act);

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// Done; what it made.
    Done(Option<u64>),
    /// Refused, by this code.
    Refused(u16),
}

/// A ledger with its community.
#[derive(Debug)]
pub struct Stage {
    /// The ledger and its people.
    pub crowd: Crowd,
    nonces: BTreeMap<AccountId, u64>,
    words: Body<WORDS>,
    /// Acts that were refused, by code.
    pub refused: BTreeMap<u16, u64>,
    /// Transactions.
    pub acts: u64,
}

impl Stage {
    /// A community of so many, fifteen days after it was founded.
    pub fn new(seed: u64, members: u64) -> Self {
        let seed = sha256(&[b"attacks", &seed.to_be_bytes()]);
        Self::of(Crowd::seeded(seed, (members, 0)).expect("a crowd"))
    }

    /// A community that is there.
    pub fn of(crowd: Crowd) -> Self {
        let words = Body::of(&[7; 32], "Good work.").expect("a few words");
        Self { crowd, nonces: BTreeMap::new(), words, refused: BTreeMap::new(), acts: 0 }
    }

    /// Its members, in the order of people.
    pub fn members(&self) -> &[AccountId] {
        &self.crowd.members
    }

    /// The state.
    pub const fn state(&self) -> &State {
        self.crowd.machine.state()
    }

    /// The moment of the last block.
    pub const fn now(&self) -> Timestamp {
        self.crowd.now
    }

    /// When something falls due by itself.
    pub fn next_due(&self) -> Option<Timestamp> {
        self.crowd.machine.next_due()
    }

    /// Somebody with an account who belongs to nothing.
    pub fn stranger(&mut self, number: u64) -> AccountId {
        self.crowd.stranger(1_000_000 + number).expect("an account")
    }

    /// Gives somebody a vote.
    pub fn admit(&mut self, account: AccountId) {
        self.crowd.admit(account).expect("a member");
    }

    /// Points of somebody as they weigh now, in points.
    pub fn points(&self, account: AccountId) -> f64 {
        let of = (self.dao(), None, account);
        reputation::points(self.state(), of, self.now()) as f64 / 1e6
    }

    /// What somebody gave by accepted work, in micro-points.
    pub fn hard(&self, account: AccountId) -> u128 {
        let of = (self.dao(), None, account);
        reputation::record(self.state(), of).map_or(0, |row| row.hard)
    }

    /// What somebody was given by praise, in micro-points.
    pub fn soft(&self, account: AccountId) -> u128 {
        let of = (self.dao(), None, account);
        reputation::record(self.state(), of).map_or(0, |row| row.soft)
    }

    /// Whether two rate each other's work high, as far as both judged the other.
    pub fn regard_each_other(&self, one: AccountId, other: AccountId) -> Option<bool> {
        review::regard_each_other(self.state(), (self.dao(), self.now()), (one, other))
    }

    /// The community.
    pub const fn dao(&self) -> DaoId {
        self.crowd.dao
    }

    pub(crate) fn act(name: &str, fields: impl FnOnce(&mut Vec<u8>)) -> Act {
        let number = REGISTRY.named(name).map_or(0, |(number, _)| number);
        let mut body = Vec::new();
        fields(&mut body);
        Act { number, body }
    }

    /// A claim of so many hours; what was made is known by its hash.
    pub fn claim(&self, kind: Kind, hours: f64, hash: Hash32) -> Act {
        let size = Span((hours * 3_600_000.0) as u64);
        let work: Work = Body::new(hash, 40).expect("a text");
        Self::act("claim-contribution", |out| {
            self.dao().write(out);
            None::<u32>.write(out);
            kind.write(out);
            size.write(out);
            work.write(out);
            Some(hash).write(out);
            Authors::default().write(out);
            Skills::default().write(out);
        })
    }

    /// A sealed rating.
    pub fn seal(&self, evidence: u64, sealed: Hash32) -> Act {
        Self::act("seal-review", |out| {
            self.dao().write(out);
            evidence.write(out);
            sealed.write(out);
        })
    }

    /// The seal of somebody's rating in a panel.
    pub fn sealed(
        &self,
        (evidence, round): (u64, u8),
        (who, opinion): (AccountId, Opinion),
    ) -> Hash32 {
        let of = (&self.crowd.network(), self.dao().0, evidence, round);
        seal(of, (who, opinion.quality, size(opinion).0, salt(who, evidence)))
    }

    /// The rating opened.
    pub fn reveal(&self, evidence: u64, (who, opinion): (AccountId, Opinion)) -> Act {
        Self::act("reveal-review", |out| {
            self.dao().write(out);
            evidence.write(out);
            opinion.quality.write(out);
            size(opinion).write(out);
            salt(who, evidence).write(out);
            None::<Body<WORDS>>.write(out);
        })
    }

    /// Praise.
    pub fn praise(&self, to: AccountId, points: u64) -> Act {
        Self::act("praise", |out| {
            self.dao().write(out);
            to.write(out);
            None::<u32>.write(out);
            points.write(out);
            self.words.write(out);
        })
    }

    /// A claim taken back.
    pub fn withdraw(&self, evidence: u64) -> Act {
        Self::act("withdraw-claim", |out| {
            self.dao().write(out);
            evidence.write(out);
        })
    }

    /// An appeal.
    pub fn appeal(&self, evidence: u64) -> Act {
        Self::act("appeal-score", |out| {
            self.dao().write(out);
            evidence.write(out);
            self.words.write(out);
        })
    }

    /// Runs a block of acts at a moment; what became of each, and the facts of review.
    pub fn block(&mut self, time: Timestamp, asked: &[Asked]) -> (Vec<Became>, Vec<review::Fact>) {
        let transactions = self.signed(time, asked);
        let (became, outcome) = self.run(time, &transactions);
        (became, facts(&outcome))
    }

    /// Acts as transactions of a block of that moment.
    pub fn signed(&mut self, time: Timestamp, asked: &[Asked]) -> Vec<Transaction> {
        asked.iter().map(|(who, act)| self.transaction((time, *who), act.clone())).collect()
    }

    /// Runs a block of them; what became of each, and what the machine left.
    pub fn run(&mut self, time: Timestamp, transactions: &[Transaction]) -> (Vec<Became>, Outcome) {
        self.crowd.now = time.before(TICK);
        let start = self.crowd.start();
        let contain = aluma_core::kernel::block::uncontained;
        let mut run = self.crowd.machine.begin(start, contain).expect("a block can follow");
        run.due();
        let mut became = Vec::with_capacity(transactions.len());
        for transaction in transactions {
            let receipt = run.transaction(transaction).expect("an admissible transaction");
            became.push(match receipt.status {
                Status::Done => Became::Done(receipt.made),
                Status::Refused { code } => {
                    *self.refused.entry(code).or_default() += 1;
                    Became::Refused(code)
                }
                Status::Fault => panic!("act {} ended in a fault", transaction.payload.act.number),
            });
        }
        let outcome = run.finish().expect("quick laws hold");
        self.crowd.machine.settle();
        self.acts += transactions.len() as u64;
        (became, outcome)
    }

    fn transaction(&mut self, (now, account): (Timestamp, AccountId), act: Act) -> Transaction {
        let last = self.nonces.entry(account).or_default();
        *last = (*last + 1).max(now.0);
        let payload = Payload {
            network: self.crowd.network(),
            signer: Signer::Key { account, key: 0 },
            nonce: *last,
            valid_until: now.after(Span::minutes(5)),
            act,
        };
        Transaction::new(payload, Signature::Ed25519([0; 64]))
    }

    /// The block after the last.
    pub fn soon(&self) -> Timestamp {
        self.now().after(TICK)
    }

    /// Sees that every law of the ledger holds, by full scans.
    pub fn audit(&self) {
        if let Err(broken) = self.crowd.machine.audit() {
            panic!("{}", broken.0);
        }
    }
}

/// The facts of review in what a block left.
pub fn facts(outcome: &Outcome) -> Vec<review::Fact> {
    let events = outcome.events.iter();
    events.filter_map(|(_, event)| event.read::<review::Event>()).map(|event| event.fact).collect()
}

fn size(opinion: Opinion) -> Span {
    Span((opinion.hours * 3_600_000.0) as u64)
}

fn salt(who: AccountId, evidence: u64) -> u128 {
    u128::from(who.0) << 64 | u128::from(evidence)
}
