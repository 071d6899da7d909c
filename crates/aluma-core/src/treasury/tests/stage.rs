//! A ledger with two DAOs, a few accounts and three assets, on which actions are taken one block
//! after another.

use alloc::vec::Vec;

use aluma_types::{
    AccountId, Act, Amount, AssetId, Body, DaoId, Hash32, List, Name, PotId, ProposalId, PublicKey,
    Span, Text, Timestamp,
};

use crate::dao::{self, Joining, Manner, NewDao, Visibility};
use crate::identity::{self, types::NewAccount};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Env, Output};
use crate::kernel::effects::Effects;
use crate::kernel::event::Event as KernelEvent;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Refused, Stop};
use crate::kernel::{dispatch, invariants};
use crate::registry::{REGISTRY, State};
use crate::treasury::actions::steps;
use crate::treasury::types::{Asset, AssetKind, GENERAL, Place, Recipient};
use crate::treasury::{self, Event, Refusal};

pub(super) const DAO: DaoId = DaoId(1);
pub(super) const OTHER: DaoId = DaoId(2);
pub(super) const PROPOSAL: ProposalId = ProposalId(7);
/// Of [`DAO`].
pub(super) const TOKEN: AssetId = AssetId(1);
/// A voting share of [`DAO`].
pub(super) const SHARE: AssetId = AssetId(2);
/// Of [`OTHER`].
pub(super) const FOREIGN: AssetId = AssetId(3);
pub(super) const WORK: PotId = PotId(1);

/// Claimed accounts.
pub(super) const ANNA: AccountId = AccountId(1);
pub(super) const BEN: AccountId = AccountId(2);
/// Nobody holds it.
pub(super) const PAYEE: AccountId = AccountId(3);
/// There is none.
pub(super) const NOBODY: AccountId = AccountId(99);

pub(super) struct Stage {
    pub(super) state: State,
    pub(super) height: u64,
    pub(super) now: Timestamp,
    pub(super) events: Vec<KernelEvent>,
    pub(super) made: Option<u64>,
}

/// Who acts.
pub(super) fn member(account: AccountId) -> Origin {
    Origin::owner(account)
}

/// The DAO acts.
pub(super) const BY_DAO: Origin = Origin::Dao { dao: DAO, proposal: PROPOSAL };

pub(super) const fn amount(asset: AssetId, units: u128) -> Amount {
    Amount { asset, units }
}

pub(super) const fn account(account: AccountId) -> Recipient {
    Recipient::Account { account }
}

pub(super) const fn pot(pot: PotId) -> Recipient {
    Recipient::Pot { dao: DAO, pot }
}

pub(super) fn body<const N: usize>() -> Body<N> {
    Body::new(Hash32([1; 32]), 3).unwrap()
}

impl Stage {
    /// 1,000 tokens in the general pot, 100 in Anna's account, nothing else.
    pub(super) fn new() -> Self {
        let mut stage = Self {
            state: State::default(),
            height: 1,
            now: Timestamp(0).after(Span::days(1_000)),
            events: Vec::new(),
            made: None,
        };
        stage.with(Origin::Founder, |ctx| {
            for claimed in [true, true, false] {
                let key = claimed.then_some(PublicKey::Ed25519([7; 32]));
                let home = (!claimed).then_some(DAO);
                identity::create(ctx, NewAccount { key, home, ..NewAccount::default() }).unwrap();
            }
            for dao in [DAO, OTHER] {
                let new = community(dao.0);
                let charter = dao::may_found(ctx, &new).unwrap();
                assert_eq!(dao::create(ctx, new, charter).unwrap(), dao);
                steps::create_pot(ctx, (dao, GENERAL), Text::new("general").unwrap());
            }
            steps::create_pot(ctx, (DAO, WORK), Text::new("work").unwrap());
            for (dao, symbol, kind) in [
                (DAO, "TOK", AssetKind::Token),
                (DAO, "SHR", AssetKind::VotingShare),
                (OTHER, "FOR", AssetKind::Token),
            ] {
                let symbol = Text::new(symbol).unwrap();
                let what = Asset { dao, symbol, decimals: 2, kind, since: ctx.now() };
                steps::create_asset(ctx, what).unwrap();
            }
        });
        stage.issue(TOKEN, pot(GENERAL), 1_000);
        stage.issue(TOKEN, account(ANNA), 100);
        stage
    }

    /// Issues units past every limit, without a trace among mints.
    pub(super) fn issue(&mut self, asset: AssetId, to: Recipient, units: u128) {
        self.with(Origin::Founder, |ctx| {
            steps::issue(ctx, amount(asset, units), Place::from(to)).unwrap();
        });
    }

    /// Gives somebody the vote in [`DAO`].
    pub(super) fn admit(&mut self, account: AccountId) {
        self.with(Origin::Founder, |ctx| dao::admit_member(ctx, DAO, account, None)).unwrap();
    }

    /// Runs something in the present block.
    pub(super) fn with<T>(&mut self, origin: Origin, act: impl FnOnce(&mut Ctx<'_>) -> T) -> T {
        let env = Env {
            allowance: 1,
            network: Hash32::ZERO,
            height: self.height,
            now: self.now,
            rules: 1,
            beacon: Hash32::ZERO,
            registry: &REGISTRY,
        };
        let mut output = Output::default();
        let mut ctx = Ctx::new(&mut self.state, env, origin, &mut output);
        let result = act(&mut ctx);
        self.events.extend(output.events.into_iter().map(|(_, event)| event));
        self.made = output.made;
        result
    }

    /// Takes an action in the present block; undone unless it succeeds.
    pub(super) fn act<A: Action>(&mut self, origin: Origin, action: A) -> Result<(), Stop> {
        let number = REGISTRY.actions.iter().find(|entry| entry.spec.name == A::ACTION.name);
        let act = Act { number: number.unwrap().number, body: action.to_bytes() };
        let result = self.with(origin, |ctx| ctx.nested(origin, |ctx| dispatch::run(ctx, &act)));
        self.check();
        result
    }

    /// Takes an action as an enactment does, bounded by what it declares.
    pub(super) fn enact<A: Action>(&mut self, actions: Vec<A>) -> Result<(), Stop> {
        let number = REGISTRY.actions.iter().find(|entry| entry.spec.name == A::ACTION.name);
        let number = number.unwrap().number;
        let act = |action: A| Act { number, body: action.to_bytes() };
        let acts: Vec<Act> = actions.into_iter().map(act).collect();
        let result = self.with(Origin::Founder, |ctx| ctx.enact(DAO, PROPOSAL, &acts));
        self.check();
        result
    }

    /// The refusal of an action.
    pub(super) fn refused<A: Action>(&mut self, origin: Origin, action: A) -> Refused {
        match self.act(origin, action) {
            Err(Stop::Refused(refused)) => refused,
            other => panic!("not refused: {other:?}"),
        }
    }

    /// Lets time pass and begins the next block; what is due runs.
    pub(super) fn pass(&mut self, span: Span) {
        self.now = self.now.after(span);
        self.height += 1;
        let due: Vec<_> = self
            .state
            .kernel
            .due
            .range(..=(self.now, u64::MAX))
            .map(|(k, r)| (*k, r.clone()))
            .collect();
        for (key, row) in due {
            self.state.kernel.due.remove(&key);
            let entry = REGISTRY.task(row.task).unwrap();
            let origin = Origin::Task { task: row.task, sequence: key.1 };
            let next = self.with(origin, |ctx| (entry.run)(ctx, &row.arguments)).unwrap();
            if let Some((at, arguments)) = next {
                let arguments = crate::kernel::tables::bounded(arguments);
                let row = crate::kernel::tables::Due { arguments, ..row };
                self.state.kernel.due.put((at, key.1), row);
            }
        }
        self.check();
    }

    /// Every law of the treasury holds.
    pub(super) fn check(&self) {
        let laws = REGISTRY.invariants;
        assert_eq!(invariants::quick(&self.state, laws), Ok(()));
        assert_eq!(invariants::full(&self.state, laws), Ok(()));
    }

    pub(super) fn balance(&self, account: AccountId, asset: AssetId) -> u128 {
        treasury::balance(&self.state, account, asset)
    }

    pub(super) fn free(&self, asset: AssetId) -> u128 {
        treasury::free(&self.state, (DAO, asset), self.now)
    }

    /// What was said last by the treasury.
    pub(super) fn said(&self) -> Event {
        self.events.last().unwrap().read().unwrap()
    }
}

/// A community that anybody may read.
fn community(number: u64) -> NewDao {
    let skeleton = Hash32([number as u8; 32]);
    NewDao {
        founder: ANNA,
        handle: Name { text: body(), skeleton },
        name: body(),
        purpose: body(),
        joining: Joining::Invitation,
        manner: Manner::SmallCircle,
        template: None,
        visibility: Some(Visibility::Open),
        season: None,
        changes: List::default(),
        share: None,
    }
}

/// What an action declares.
pub(super) fn declared<A: Action>(action: &A) -> Effects {
    let mut effects = Effects::default();
    action.effects(DAO, &mut effects);
    effects
}

/// A refusal of the treasury as it leaves the kernel.
pub(super) fn no(refusal: Refusal) -> Refused {
    refusal.into()
}
