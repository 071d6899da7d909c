//! Whatever a community has lived through, it leaves whole: the laws hold over what came with it,
//! every view answers as before, and what was due happens at its time.

use std::collections::BTreeMap;

use aluma_core::dao::Moment;
use aluma_core::kernel::block::{BlockStart, uncontained};
use aluma_core::kernel::genesis::Continues;
use aluma_core::kernel::leaving::{Fate, Parting, Taker, arrive, part};
use aluma_core::kernel::receipt::Status;
use aluma_core::kernel::view::Look;
use aluma_core::registry::State;
use aluma_core::{Genesis, Machine, treasury};
use aluma_types::spec::{FieldSpec, IdKind, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{AccountId, AssetId, DaoId, Hash32, PublicKey, Span, Timestamp, sha256};

use crate::fields::Fact;
use crate::ledger::{Block, Ledger};
use crate::rng::Rng;
use crate::run::{Bench, Plan};
use crate::world::{World, steps};

const SEEDS: u64 = 120;
const BLOCKS: u64 = 150;
/// Blocks in which nothing but what is due happens, afterwards.
const AFTER: u64 = 120;

/// A history by chance.
fn lived(seed: u64) -> Ledger {
    let plan = Plan { seed, blocks: BLOCKS + AFTER, registry: crate::catalog() };
    let (mut workload, mut bench) = (Rng::new(seed).fork(), Bench::new(&plan));
    let mut world = World::new();
    for _ in 0..BLOCKS {
        let block = steps::block(&mut world, &mut workload, &bench.ledger);
        let (digest, _) = bench.run(&block, false).expect("every law holds");
        world.learn(&block, &digest);
    }
    bench.ledger
}

fn look(ledger: &Ledger, reader: Option<AccountId>) -> Look<'_> {
    let head = ledger.head();
    Look { state: ledger.state(), now: head.time, height: head.height, reader, invited: None }
}

/// Ids in the keys of a table's taken rows, at a place of eight bytes.
fn ids(parting: &Parting, table: &str, place: usize) -> Vec<u64> {
    let state = State::default();
    let is_it = |number: u16| state.table(number).is_some_and(|it| it.spec().name == table);
    let rows = parting.rows.iter().filter(|row| row.fate == Fate::Taken && is_it(row.table));
    let keys = rows.filter_map(|row| row.key.get(place * 8..place * 8 + 8)?.try_into().ok());
    let mut ids: Vec<u64> = keys.map(u64::from_be_bytes).collect();
    ids.dedup();
    ids
}

/// The ledger of its own that a community begins.
struct Own {
    dao: DaoId,
    machine: Machine,
    beacons: Vec<Hash32>,
    height: u64,
    time: Timestamp,
    /// Whether it or where it came from made something that is numbered over a whole ledger since it left, or
    /// drew somebody.
    numbers: bool,
}

impl Own {
    fn of(ledger: &Ledger, dao: DaoId, parting: &Parting) -> Self {
        let taken = parting.rows.iter().filter(|row| row.fate == Fate::Taken);
        let rows = taken.map(|row| (row.table, &row.key[..], &row.value[..]));
        let head = ledger.head();
        let at = Moment { height: head.height, time: head.time };
        let state = arrive(rows, at).expect("rows of their tables");
        let operator = aluma_core::identity::coming_account(&state).expect("numbers were given");
        assert!(!aluma_core::identity::exists(ledger.state(), operator));
        let mut beacons = vec![sha256(&[b"another beacon"])];
        for place in 0..AFTER as usize {
            beacons.push(sha256(&[&beacons[place].0]));
        }
        beacons.reverse();
        let genesis = Genesis {
            version: 1,
            generation: 1,
            time: head.time,
            operator: PublicKey::Ed25519([8; 32]),
            node: PublicKey::Ed25519([9; 32]),
            beacon: beacons[0],
            beacon_length: AFTER,
            manual_clock: true,
            salt: Hash32::ZERO,
            salts: Hash32::ZERO,
            continues: Some(Continues {
                network: head.network,
                height: head.height,
                header: head.id(),
                rules: head.rules,
                dao,
                archive: Hash32::ZERO,
                operator,
            }),
        };
        let machine = genesis.machine_from(state, crate::catalog());
        machine.audit().unwrap_or_else(|law| panic!("{dao:?}: {}", law.0));
        let (height, time) = (head.height, head.time);
        Self { dao, machine, beacons, height, time, numbers: false }
    }

    /// What is due happens, and nothing of it is a fault.
    fn pass(&mut self, at: u64, time: Timestamp) {
        let start = BlockStart {
            height: self.height + at,
            time,
            rules: 1,
            beacon: self.beacons[at as usize],
        };
        let mut run = self.machine.begin(start, uncontained).expect("a block can follow");
        run.due();
        let outcome = run.finish().expect("every law holds");
        let fault = outcome.receipts.iter().find(|receipt| receipt.status == Status::Fault);
        assert!(fault.is_none(), "{fault:?}");
        let facts = outcome.events.iter().filter_map(|(_, event)| Fact::of(event));
        self.numbers |= facts.into_iter().any(|fact| NUMBERED.contains(&fact.name));
        self.machine.settle();
        self.time = time;
    }

    fn look(&self, height: u64, reader: Option<AccountId>) -> Look<'_> {
        let state = self.machine.state();
        Look { state, now: self.time, height, reader, invited: None }
    }
}

/// All ways to ask a view about one community.
fn questions(
    fields: &'static [FieldSpec],
    known: &BTreeMap<&'static str, Vec<u64>>,
) -> Vec<Vec<Value>> {
    let mut ways: Vec<Vec<Value>> = vec![Vec::new()];
    for field in fields {
        let of = match field.spec {
            TypeSpec::Id(IdKind::DaoId) => &known["dao"],
            TypeSpec::Id(IdKind::AccountId) => &known["account"],
            TypeSpec::Id(IdKind::ProposalId) => &known["proposal"],
            TypeSpec::Id(IdKind::PollId) => &known["poll"],
            TypeSpec::Id(IdKind::AssetId) => &known["asset"],
            TypeSpec::U64 | TypeSpec::U32 => &known["number"],
            TypeSpec::Option(TypeSpec::Id(IdKind::DaoId)) => {
                let dao = known["dao"].iter().map(|id| Value::Uint((*id).into()));
                let dao = dao.map(|id| Value::Option(Some(Box::new(id))));
                ways = dao.flat_map(|id| with(&ways, id)).collect();
                continue;
            }
            TypeSpec::Option(_) => {
                ways = with(&ways, Value::Option(None));
                continue;
            }
            _ => return Vec::new(),
        };
        ways = of.iter().flat_map(|id| with(&ways, Value::Uint((*id).into()))).collect();
    }
    ways
}

fn with(ways: &[Vec<Value>], value: Value) -> Vec<Vec<Value>> {
    ways.iter().map(|way| [way.as_slice(), std::slice::from_ref(&value)].concat()).collect()
}

/// Facts of what is numbered over a whole ledger, or drawn by its beacon.
const NUMBERED: [&str; 17] = [
    "asset-made",
    "escrow-opened",
    "reserved",
    "round-opened",
    "task-published",
    "job-began",
    // What somebody shows in a community of their own is not there.
    "learning-turned",
    "member-expelled",
    "panel-asked",
    "panel-drawn",
    "programme-opened",
    "steps-drawn",
    "reward-turned",
    "stream-opened",
    "gift-pot-opened",
    "grant-offered",
    "fund-opened",
];

/// Views that are about more than one community, or about the ledger: what one may do in a day hangs on
/// whom one brought there.
const WIDER: [&str; 13] = [
    "account",
    "accounts",
    "allowance",
    "daos",
    "delegations",
    "invitations",
    // What somebody did in a community for practice, which stays behind.
    "learning",
    "memberships",
    "my-gifts",
    "my-reviews",
    "name",
    "portfolio",
    "waiting",
];

/// A value without places in the due queue: that of a ledger on which others live too runs ahead.
fn placeless(spec: &TypeSpec, value: Value) -> Value {
    let within = |fields: &'static [FieldSpec], values: Vec<Value>| {
        let all = fields.iter().zip(values);
        let all = all.map(|(field, value)| match (field.name, value) {
            ("due", Value::Option(_)) => Value::Option(None),
            ("due", Value::Uint(_)) => Value::Uint(0),
            (_, value) => placeless(field.spec, value),
        });
        all.collect()
    };
    match (spec, value) {
        (TypeSpec::Struct(of), Value::Struct(values)) => Value::Struct(within(of.fields, values)),
        (TypeSpec::Enum(of), Value::Enum(tag, values)) => {
            let fields = of.variant(tag).map_or(&[][..], |variant| variant.fields);
            Value::Enum(tag, within(fields, values))
        }
        (TypeSpec::Option(of), Value::Option(value)) => {
            Value::Option(value.map(|value| Box::new(placeless(of, *value))))
        }
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            Value::List(values.into_iter().map(|value| placeless(item, value)).collect())
        }
        (_, value) => value,
    }
}

/// Holds every view's answer on both ledgers against each other; says how many there were.
fn compare(old: &Look<'_>, new: &Look<'_>, known: &BTreeMap<&'static str, Vec<u64>>) -> usize {
    let mut asked = 0;
    for view in crate::catalog().views.iter().filter(|view| !WIDER.contains(&view.spec.name)) {
        for values in questions(view.spec.params.fields, known) {
            let bytes = view.spec.params.encode(&values).expect("parameters");
            let (before, after) = ((view.run)(old, &bytes), (view.run)(new, &bytes));
            let shown = |answer: &Result<Vec<u8>, _>| {
                let bytes = answer.as_ref().ok();
                let value = bytes.and_then(|bytes| view.spec.result.decode(bytes).ok());
                value.map(|value| placeless(view.spec.result, value))
            };
            assert_eq!(shown(&before), shown(&after), "{} {values:?}", view.spec.name);
            if shown(&before).is_none() {
                assert_eq!(before, after, "{} {values:?}", view.spec.name);
            }
            asked += 1;
        }
    }
    asked
}

fn known(parting: &Parting, dao: DaoId) -> BTreeMap<&'static str, Vec<u64>> {
    BTreeMap::from([
        ("dao", vec![dao.0]),
        ("account", ids(parting, "members", 1).into_iter().take(6).collect()),
        ("proposal", ids(parting, "proposals", 0)),
        ("poll", ids(parting, "polls", 0)),
        ("asset", ids(parting, "assets", 0)),
        ("number", vec![1, 2]),
    ])
}

/// Whether it holds what others issue, or others hold what it issues, or it pays payees of others.
fn has_dealings(parting: &Parting, own: &Own) -> bool {
    let state = own.machine.state();
    let assets = ids(parting, "assets", 0).into_iter().map(AssetId);
    let away = |asset| treasury::supply(state, asset).is_some_and(|row| row.elsewhere > 0);
    let stays = parting.rows.iter().any(|row| row.fate == Fate::Left);
    stays
        || parting.withheld.contains_key(&10)
        || comes_from_others(parting, own.dao)
        || assets.into_iter().any(away)
}

/// Whether somebody goes whom another community made as its payee: what it called them is not shown
/// where it is not.
fn comes_from_others(parting: &Parting, dao: DaoId) -> bool {
    let state = State::default();
    let accounts = state.tables().find(|table| table.spec().name == "accounts").expect("a table");
    let rows = parting.rows.iter().filter(|row| row.table == accounts.spec().number);
    rows.into_iter().any(|row| {
        let TypeSpec::Struct(shape) = accounts.shape() else { return true };
        let home = shape.fields.iter().position(|field| field.name == "home").expect("a field");
        match accounts.shape().decode(&row.value[1..]) {
            Ok(Value::Struct(fields)) => match &fields[home] {
                Value::Option(Some(of)) => **of != Value::Uint(dao.0.into()),
                _ => false,
            },
            _ => true,
        }
    })
}

#[test]
fn every_community_leaves_whole() {
    let (mut communities, mut questions, mut dealings, mut open, mut readers) = (0, 0, 0, 0, 0);
    for seed in 1..=SEEDS {
        let mut ledger = lived(seed);
        let mut left = Vec::new();
        for dao in (1..).map(DaoId).take_while(|id| aluma_core::dao::exists(ledger.state(), *id)) {
            let who = (dao, Taker::Operator);
            let parting = part(&look(&ledger, None), crate::catalog(), who).expect("it is there");
            // Payees whom another community made and who have not come yet are that one's; limited
            // keys of people who are merely named stay with their limits.
            let theirs = |table: &u16| [10, 11, 13].contains(table);
            assert!(parting.withheld.keys().all(theirs), "{:?}", parting.withheld);
            let own = Own::of(&ledger, dao, &parting);
            for asset in ids(&parting, "assets", 0).into_iter().map(AssetId) {
                let (before, after) = (
                    treasury::supply(ledger.state(), asset),
                    treasury::supply(own.machine.state(), asset),
                );
                let total = |row: Option<&treasury::types::Supply>| row.map(|row| row.total());
                assert_eq!(total(before), total(after), "nothing is burnt and nothing made");
            }
            let known = known(&parting, dao);
            communities += 1;
            // Whoever may read it takes it by their own right, and the laws hold over that too.
            let reader = known["account"].first().copied().map(AccountId);
            let who = (dao, Taker::Reader(reader));
            if let Ok(theirs) = part(&look(&ledger, reader), crate::catalog(), who) {
                Own::of(&ledger, dao, &theirs);
                readers += 1;
            }
            if has_dealings(&parting, &own) {
                dealings += 1;
            } else {
                let reader = known["account"].first().copied().map(AccountId);
                let height = ledger.head().height;
                questions += compare(&look(&ledger, reader), &own.look(height, reader), &known);
            }
            left.push((own, parting, known));
        }
        // Both go on with nothing but what is due, to the same answers.
        for at in 1..=AFTER {
            let time = ledger.head().time.after(Span::hours(12));
            let block = Block { time, transactions: Vec::new() };
            let ran = ledger.run(&block).expect("every law holds");
            for (own, ..) in &mut left {
                let theirs =
                    ran.outcome.events.iter().filter(|(_, event)| event.dao == Some(own.dao));
                let facts = theirs.filter_map(|(_, event)| Fact::of(event));
                own.numbers |= facts.into_iter().any(|fact| NUMBERED.contains(&fact.name));
                own.pass(at, time);
            }
        }
        for (own, parting, known) in &left {
            own.machine.audit().unwrap_or_else(|law| panic!("{}", law.0));
            // What is made from here on has a number of each ledger's own, and a beacon of its own
            // draws others.
            if !has_dealings(parting, own) && !own.numbers {
                let reader = known["account"].first().copied().map(AccountId);
                let height = ledger.head().height;
                compare(&look(&ledger, reader), &own.look(height, reader), known);
                open += 1;
            }
        }
    }
    assert!(
        communities > 150 && questions > 2_000 && open > 35,
        "{communities} {questions} {open}"
    );
    assert!(readers > 100, "{readers} were taken away by a reader");
    assert!(dealings > 0, "no community dealt with another: the workload has become too small");
}
