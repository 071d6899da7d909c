//! Test actions of every shape, and a small world to read them by.

use aluma_types::spec::{ActionSpec, Catalog};
use aluma_types::{
    AccountId, Act, Action, Acts, Amount, AssetId, Body, Canon, DaoId, Hash32, List, Name, Payload,
    PollId, Proof, PublicKey, Scheme, Share, Signer, Span, Text, Timestamp,
};

use crate::bodies::BodyText;
use crate::{Directory, Lens, Says, SigningKey, Terms};

pub(crate) const NETWORK: Hash32 = Hash32([7; 32]);

/// Who gets how much.
#[derive(Canon, Clone, Debug)]
pub(crate) struct Payment {
    /// Who.
    pub(crate) to: AccountId,
    /// How much.
    pub(crate) amount: Amount,
    /// For what.
    pub(crate) memo: Option<Body<200>>,
}

/// A plain choice.
#[derive(Canon, Clone, Copy, Debug)]
pub(crate) enum Choice {
    /// Yes.
    #[tag(1)]
    Yes,
    /// Not really.
    #[tag(2)]
    NotReally,
}

/// A choice that says more.
#[derive(Canon, Clone, Debug)]
pub(crate) enum Rule {
    /// Nobody.
    #[tag(1)]
    Nobody,
    /// By votes.
    #[tag(2)]
    ByVotes {
        /// Needed.
        needed: Share,
        /// Open for.
        open: Span,
    },
    /// By one.
    #[tag(5)]
    One {
        /// Who.
        who: AccountId,
        /// What they may say.
        answers: List<Choice, 4>,
    },
}

/// Moves money.
#[derive(Action, Clone, Debug)]
#[action(name = "transfer", he = "ה", says_en = "s", says_he = "ה", by(Member, Dao), verified)]
pub(crate) struct Transfer {
    /// From.
    pub(crate) dao: DaoId,
    /// To.
    pub(crate) to: AccountId,
    /// How much.
    pub(crate) amount: Amount,
}

/// Has a field of every shape.
#[derive(Action, Clone, Debug)]
#[action(name = "every-shape", he = "ה", says_en = "s", says_he = "ה", by(Member))]
pub(crate) struct EveryShape {
    /// A flag.
    pub(crate) flag: bool,
    /// Small.
    pub(crate) tiny: u8,
    /// Short.
    pub(crate) short: u16,
    /// Middle.
    pub(crate) middle: u32,
    /// Long.
    pub(crate) long: u64,
    /// Huge.
    pub(crate) huge: u128,
    /// A hash.
    pub(crate) hash: Hash32,
    /// A poll.
    pub(crate) poll: PollId,
    /// A DAO.
    pub(crate) dao: Option<DaoId>,
    /// Money.
    pub(crate) amount: Amount,
    /// A share.
    pub(crate) share: Share,
    /// A moment.
    pub(crate) at: Timestamp,
    /// A span.
    pub(crate) span: Span,
    /// A mark.
    pub(crate) symbol: Text<12>,
    /// Prose.
    pub(crate) prose: Body<1000>,
    /// A name.
    pub(crate) name: Name<80>,
    /// A key.
    pub(crate) key: Option<PublicKey>,
    /// Payments.
    pub(crate) payments: List<Payment, 8>,
    /// A list of lists.
    pub(crate) grid: List<List<u32, 4>, 4>,
    /// Maybe a list.
    pub(crate) maybe: Option<List<AccountId, 4>>,
    /// A choice.
    pub(crate) choice: Choice,
    /// Choices.
    pub(crate) rules: List<Rule, 4>,
    /// A rule.
    pub(crate) rule: Rule,
}

/// Carries acts.
#[derive(Action, Clone, Debug)]
#[action(name = "propose", he = "ה", says_en = "s", says_he = "ה", by(Member))]
pub(crate) struct Propose {
    /// Where.
    pub(crate) dao: DaoId,
    /// Title.
    pub(crate) title: Body<100>,
    /// What.
    pub(crate) acts: Acts,
}

/// Uses a one-time secret.
#[derive(Action, Clone, Debug)]
#[action(name = "join", he = "ה", says_en = "s", says_he = "ה", by(Newcomer))]
pub(crate) struct Join {
    /// The invitation.
    pub(crate) proof: Option<Proof>,
    /// The handle.
    pub(crate) handle: Name<64>,
}

/// Says nothing but itself.
#[derive(Action, Clone, Debug)]
#[action(name = "leave", he = "ה", says_en = "s", says_he = "ה", by(Member))]
pub(crate) struct Leave {}

pub(crate) struct World;

static ACTIONS: [(u16, &ActionSpec); 5] = [
    (1, Transfer::ACTION),
    (2, EveryShape::ACTION),
    (3, Propose::ACTION),
    (4, Join::ACTION),
    (5, Leave::ACTION),
];

impl Catalog for World {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        &ACTIONS
    }
}

impl Directory for World {
    fn account_name(&self, account: AccountId) -> Option<Hash32> {
        account.0.is_multiple_of(2).then(|| text_of("dana").id())
    }

    fn exists(&self, _: aluma_types::spec::IdKind, id: u64) -> bool {
        id != 404
    }

    fn dao_name(&self, dao: DaoId) -> Option<Hash32> {
        (dao.0 < 10).then(|| text_of("Commons").id())
    }

    fn asset(&self, asset: AssetId) -> Option<(&str, u8)> {
        match asset.0 {
            3 => Some(("TEC", 18)),
            4 => Some(("TEC", 18)),
            5 => Some(("pt", 0)),
            _ => None,
        }
    }
}

impl Says for World {
    fn says(&self, act: &Act) -> String {
        format!("act {} of {} bytes", act.number, act.body.len())
    }
}

/// Every text has its own salt, as if it were random.
pub(crate) fn text_of(text: &str) -> BodyText {
    BodyText { salt: aluma_types::sha256(&[text.as_bytes()]).0, text: text.to_owned() }
}

pub(crate) fn body<const N: usize>(text: &str) -> Body<N> {
    Body::of(&text_of(text).salt, text).unwrap()
}

pub(crate) fn name<const N: usize>(text: &str) -> Name<N> {
    Name { text: body(text), skeleton: crate::names::skeleton_hash(text) }
}

/// All texts the tests use, by id.
pub(crate) fn texts(id: Hash32) -> Option<([u8; 32], String)> {
    ["dana", "Commons", "rent", "hello", "Garden", "roni", "שלום \"עולם\"\n\\ 🌱"]
        .into_iter()
        .map(text_of)
        .find(|body| body.id() == id)
        .map(|body| (body.salt, body.text))
}

pub(crate) fn lens() -> Lens<'static> {
    Lens { directory: &World, says: &World, catalog: &World }
}

pub(crate) fn terms(threads: usize) -> Terms {
    Terms { network: NETWORK, threads }
}

pub(crate) fn act(number: u16, action: &impl Canon) -> Act {
    Act { number, body: action.to_bytes() }
}

pub(crate) fn payload(act: Act) -> Payload {
    Payload {
        network: NETWORK,
        signer: Signer::Key { account: AccountId(12), key: 1 },
        nonce: 1_795_428_000_123,
        valid_until: Timestamp(1_795_428_600_000),
        act,
    }
}

pub(crate) fn key(scheme: Scheme, seed: u8) -> SigningKey {
    SigningKey::from_secret(scheme, [seed; 32]).unwrap()
}

pub(crate) fn transfer(units: u128) -> Act {
    let amount = Amount { asset: AssetId(3), units };
    act(1, &Transfer { dao: DaoId(1), to: AccountId(2), amount })
}

pub(crate) fn every_shape() -> EveryShape {
    let pay = |to, asset, memo: Option<&str>| Payment {
        to: AccountId(to),
        amount: Amount { asset: AssetId(asset), units: 12_500_000_000_000_000_000 },
        memo: memo.map(body),
    };
    EveryShape {
        flag: true,
        tiny: 255,
        short: 65_535,
        middle: u32::MAX,
        long: u64::MAX,
        huge: u128::MAX,
        hash: Hash32([9; 32]),
        poll: PollId(77),
        dao: Some(DaoId(4)),
        amount: Amount { asset: AssetId(99), units: 1 },
        share: Share::new(2, 3).unwrap(),
        at: Timestamp(1_795_428_000_000),
        span: Span::hours(36),
        symbol: Text::new("TEC").unwrap(),
        prose: body("שלום \"עולם\"\n\\ 🌱"),
        name: name("Garden"),
        key: Some(key(Scheme::Wallet, 9).public()),
        payments: List::new(vec![pay(2, 3, Some("rent")), pay(3, 5, None)]).unwrap(),
        grid: List::new(vec![
            List::new(vec![1, 2]).unwrap(),
            List::default(),
            List::new(vec![u32::MAX]).unwrap(),
        ])
        .unwrap(),
        maybe: Some(List::new(vec![AccountId(1), AccountId(2)]).unwrap()),
        choice: Choice::NotReally,
        rules: List::new(vec![
            Rule::Nobody,
            Rule::ByVotes { needed: Share::ONE, open: Span(1) },
            Rule::One { who: AccountId(8), answers: List::new(vec![Choice::Yes]).unwrap() },
        ])
        .unwrap(),
        rule: Rule::Nobody,
    }
}
