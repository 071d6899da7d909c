//! Recording a log: people with fixed keys act, time passes, and every block is written down as
//! the node would have made it.

use std::collections::BTreeMap;

use aluma_core::kernel::receipt::Status;
use aluma_core::registry::{REFUSALS, REGISTRY};
use aluma_core::{Genesis, identity, treasury};
use aluma_node::beacon::Beacon;
use aluma_node::block::Block;
use aluma_node::directory::{StateDirectory, StateSays};
use aluma_node::executor::{Executor, Slot, Staged};
use aluma_node::mempool::Checked;
use aluma_store::{Salting, StateTree};
use aluma_types::codec::Canon;
use aluma_types::header::{FLAG_SIMULATED, Header};
use aluma_types::json::{Resolve, act_from_json};
use aluma_types::spec::{Catalog, IdKind};
use aluma_types::text::body_id;
use aluma_types::{
    AccountId, AssetId, DecodeError, Hash32, Payload, Scheme, Signer, Span, Timestamp, sha256,
};
use aluma_verify::names::{check_name, normalise, skeleton_hash};
use aluma_verify::{Lens, SigningKey, ed25519};
use serde_json::{Value as Json, json};

use crate::chain::{beacon_seed, genesis, salt_seed};
use crate::page::Page;
use crate::people::{key, secret};

/// Blocks that a recorded beacon lasts.
const BLOCKS: u64 = 4_096;
/// How far apart two acts lie.
const BETWEEN: Span = Span::minutes(1);

/// A log that is being recorded.
pub struct Recorder {
    genesis: Genesis,
    executor: Executor,
    beacon: Beacon,
    people: BTreeMap<&'static str, (SigningKey, Option<AccountId>)>,
    page: Page,
}

impl Recorder {
    /// A fresh ledger with nobody but its operator.
    pub fn new(about: &str) -> Self {
        let genesis = genesis(BLOCKS);
        let machine = genesis.machine(&REGISTRY);
        let mut rows = Vec::new();
        for table in machine.state().tables() {
            let number = table.spec().number;
            table.each(&mut |key, value| rows.push((number, key.to_vec(), value.to_vec())));
        }
        let salting = Salting::new(&salt_seed().0, machine.state().open_tables());
        let rows = rows.iter().map(|(table, key, row)| (*table, &key[..], &row[..]));
        let tree = StateTree::build(salting, rows);
        let head = Header { network: genesis.network(), time: genesis.time, ..Header::default() };
        let mut page = Page::new(about);
        page.section("genesis", aluma_types::hash::hex(&genesis.to_bytes()));
        page.line("network", genesis.network());
        page.line("salt_seed", salt_seed());
        page.line("state", Hash32(tree.root()));
        let operator = (key(Scheme::Ed25519, "operator"), Some(identity::OPERATOR));
        Self {
            executor: Executor::new(machine, tree, (head, genesis.validators())),
            beacon: Beacon::new(beacon_seed(), BLOCKS, genesis.beacon),
            people: BTreeMap::from([("operator", operator)]),
            genesis,
            page,
        }
    }

    /// Somebody acts, in a block of their own a minute later; it must be done.
    ///
    /// # Panics
    /// Where it cannot be read or signed, or is refused: the scripts are fixed.
    pub fn act(&mut self, who: &'static str, act: &Json) {
        let ended = self.bring(who, act);
        assert_eq!(ended, "done", "{who}: {act}");
    }

    /// As [`Recorder::act`], for what must be refused by this name.
    ///
    /// # Panics
    /// As [`Recorder::act`].
    pub fn refused(&mut self, who: &'static str, act: &Json, why: &str) {
        let ended = self.bring(who, act);
        assert_eq!(ended, why, "{who}: {act}");
    }

    /// Time passes, with a block for each moment at which something falls due, and one at the end.
    pub fn pass(&mut self, span: Span) {
        let until = self.executor.head().time.after(span);
        while let Some(due) = self.executor.machine().next_due().filter(|due| *due < until) {
            self.block(due.max(self.executor.head().time.after(Span(1))), &[]);
        }
        self.block(until, &[]);
    }

    /// The file, with every row of the state at the end.
    pub fn end(mut self) -> String {
        self.page.say("\nEvery row of the state after the last block: table, key, value.");
        for table in self.executor.machine().state().tables() {
            let number = table.spec().number;
            let page = &mut self.page;
            table.each(&mut |key, value| {
                use aluma_types::hash::hex;
                page.line("row", format!("{number} {} {}", hex(key), hex(value)));
            });
        }
        self.page.text()
    }

    fn bring(&mut self, who: &'static str, act: &Json) -> &'static str {
        let count = self.people.len();
        let (signing, account) = self.people.entry(who).or_insert_with(|| {
            // All schemes take turns.
            let scheme = [Scheme::Wallet, Scheme::Ed25519, Scheme::Passkey][count % 3];
            (key(scheme, who), None)
        });
        let (signing, account) = (signing.clone(), *account);
        let signer = match account {
            Some(account) => Signer::Key { account, key: 0 },
            None => Signer::New(signing.public()),
        };
        let mut act = act.clone();
        if act["action"] == "join" {
            act["proof"] = self.invited(&signer);
        }
        let time = self.executor.head().time.after(BETWEEN);
        let read = act_from_json(&act, &mut Reading { recorder: self });
        let act = read.unwrap_or_else(|error| panic!("{act}: {error:?}"));
        let payload = Payload {
            network: self.genesis.network(),
            signer,
            nonce: time.0,
            valid_until: time.after(Span::hours(1)),
            act,
        };
        let state = self.executor.machine().state();
        let directory = StateDirectory::whole(state);
        let says = StateSays { directory, registry: &REGISTRY };
        let lens = Lens { directory: &directory, says: &says, catalog: &REGISTRY };
        let spec = REGISTRY.entry(payload.act.number).expect("a listed action").spec;
        let signed = signing.sign_payload(payload, spec, &lens).expect("an act that can be shown");
        let bytes = signed.to_bytes();
        let checked = Checked { id: signed.payload.id(), transaction: signed, bytes };
        self.page.section("act", format!("{who} {}", spec.name));
        let staged = self.block(time, &[checked]);
        let receipt = staged.outcome.receipts.last().expect("the act's receipt");
        if account.is_none() && receipt.status == Status::Done {
            // Accounts are numbered as they come, so the last one is the newcomer's.
            let state = self.executor.machine().state();
            let all = (1..).map(AccountId).take_while(|id| identity::exists(state, *id));
            self.people.insert(who, (signing, all.last()));
        }
        match receipt.status {
            Status::Done => "done",
            Status::Refused { code } => refusal(code),
            Status::Fault => "fault",
        }
    }

    /// Proof of the invitation's secret: to the ledger for who comes first, to the hall for others.
    fn invited(&self, signer: &Signer) -> Json {
        let what = if self.people.len() <= 2 { "to the ledger" } else { "to the hall" };
        let proof = ed25519::prove(&secret(what), &self.genesis.network(), signer);
        let signature = aluma_types::hash::hex(&proof.signature);
        json!({ "key": proof.key.to_string(), "signature": signature })
    }

    fn block(&mut self, time: Timestamp, transactions: &[Checked]) -> Staged {
        let height = self.executor.head().height + 1;
        let beacon = self.beacon.at(height).expect("within the chain");
        let slot = Slot { epoch: 0, view: 0, time, flags: FLAG_SIMULATED, rules: 1, beacon };
        let staged = self.executor.execute(slot, transactions).expect("a block that can be");
        assert!(staged.rejected.is_empty(), "inadmissible: {:?}", staged.rejected);
        self.executor.settle(&staged);
        let node = key(Scheme::Ed25519, "node");
        let seal = node.sign_message(&Block::sealed(&staged.header)).expect("Ed25519 signs bytes");
        let header = staged.header.clone();
        let page = &mut self.page;
        page.section("height", height);
        page.line("time", time.0);
        page.line("id", header.id());
        page.line("state", header.state);
        for row in &staged.outcome.rows {
            page.line("log_row", format!("{} {}", row.log, aluma_types::hash::hex(&row.bytes)));
        }
        let block = Block { header, transactions: staged.transactions.clone(), seal };
        page.bytes("block", &block.to_bytes());
        staged
    }
}

/// The name of a refusal's number.
fn refusal(code: u16) -> &'static str {
    let mut all = REFUSALS.iter().flat_map(|(_, list)| list.iter());
    all.find(|(number, _)| *number == code).map_or("?", |(_, name)| name)
}

/// The public half of a one-time secret, as JSON takes it.
pub fn public(what: &str) -> Json {
    let nobody = Signer::Key { account: identity::OPERATOR, key: 0 };
    let proof = ed25519::prove(&secret(what), &Hash32::ZERO, &nobody);
    json!(proof.key.to_string())
}

/// What the script's words stand for.
struct Reading<'a> {
    recorder: &'a mut Recorder,
}

impl Reading<'_> {
    fn keep(&mut self, text: &str) -> Hash32 {
        let salt = sha256(&[b"conformance salt", text.as_bytes()]).0;
        let id = body_id(&salt, text);
        self.recorder.page.section("text", Json::from(text));
        self.recorder.page.bytes("salt", &salt);
        self.recorder.page.line("id", id);
        id
    }
}

impl Resolve for Reading<'_> {
    fn body(&mut self, text: &str) -> Option<Hash32> {
        Some(self.keep(text))
    }

    fn name(&mut self, text: &str) -> Result<(Hash32, Hash32), DecodeError> {
        let text = normalise(text);
        check_name(&text).map_err(|_| DecodeError::BadText)?;
        Ok((self.keep(&text), skeleton_hash(&text)))
    }

    fn asset(&mut self, symbol: &str) -> Option<(AssetId, u8)> {
        let state = self.recorder.executor.machine().state();
        let assets =
            (1..100).map_while(|id| Some((AssetId(id), treasury::asset(state, AssetId(id))?)));
        let mut named = assets.filter(|(_, row)| row.symbol.as_str() == symbol);
        named.next().map(|(id, row)| (id, row.decimals))
    }

    fn handle(&mut self, kind: IdKind, handle: &str) -> Option<u64> {
        match kind {
            IdKind::AccountId => self.recorder.people.get(handle)?.1.map(|account| account.0),
            // A recorded ledger has one community.
            IdKind::DaoId => Some(1),
            _ => None,
        }
    }

    fn catalog(&self) -> &dyn Catalog {
        &REGISTRY
    }
}
