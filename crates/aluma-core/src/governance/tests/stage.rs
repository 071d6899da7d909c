//! A community with money, and short words for what its members do.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use aluma_types::{AccountId, Act, Acts, Amount, AssetId, DaoId, List, ProposalId, Span, Text};

use crate::dao::{Joining, Manner};
use crate::governance::actions::{Delegate, Propose, Resolve, Undelegate, Vote};
use crate::governance::types::{Choice, TrackName};
use crate::governance::views::{
    Label, ProposalAnswer, ProposalView, TallyAnswer, TallyView, WeightAnswer, WeightView,
};
use crate::kernel::action::Action;
use crate::kernel::receipt::Receipt;
use crate::kernel::refusal::Refused;
use crate::registry::REGISTRY;
use crate::testing::{World, body, name};
use crate::treasury::actions::{Found, Transfer};
use crate::treasury::types::{AssetKind, NewAsset, Payment, Recipient};

/// Base units in the general pot at the beginning.
pub(super) const SUPPLY: u128 = 1_000_000;

/// A community that was founded by `found`, with one asset.
pub(super) struct Stage {
    pub(super) world: World,
    pub(super) dao: DaoId,
    pub(super) asset: AssetId,
    pub(super) people: Vec<String>,
}

/// What a founding says beside the usual.
pub(super) struct Say {
    pub(super) manner: Manner,
    pub(super) kind: AssetKind,
    pub(super) supply: u128,
    pub(super) holders: Vec<(&'static str, u128)>,
    pub(super) changes: Vec<(&'static str, &'static str)>,
}

impl Default for Say {
    fn default() -> Self {
        Self {
            manner: Manner::SmallCircle,
            kind: AssetKind::Token,
            supply: SUPPLY,
            holders: Vec::new(),
            changes: Vec::new(),
        }
    }
}

impl Stage {
    /// A small circle of `members` in their founding season: m0, m1, and so on.
    pub(super) fn circle(members: usize) -> Self {
        Self::new(members, Say::default())
    }

    pub(super) fn new(members: usize, say: Say) -> Self {
        let mut world = World::new();
        let people: Vec<String> = (0..members).map(|number| format!("m{number}")).collect();
        for person in &people {
            world.person(person);
        }
        let holders = say.holders.iter().map(|(who, units)| {
            let to = world.person(who);
            Payment { to, units: *units }
        });
        let asset = NewAsset {
            symbol: Text::new("TOK").unwrap(),
            decimals: 2,
            kind: say.kind,
            supply: say.supply,
            holders: List::new(holders.collect()).unwrap(),
        };
        let found = Found {
            handle: name("circle"),
            name: body("Circle"),
            purpose: body("To try"),
            joining: Joining::Invitation,
            manner: say.manner,
            template: None,
            visibility: None,
            season: None,
            assets: List::new(alloc::vec![asset]).unwrap(),
            pots: List::default(),
            tip: None,
            changes: crate::testing::changes(&say.changes),
            domains: aluma_types::List::default(),
            roles: aluma_types::List::default(),
        };
        let receipt = world.act(&people[0], &found).unwrap();
        let dao = DaoId(receipt.made.unwrap());
        for person in &people[1..] {
            world.admit(dao, person);
        }
        Self { world, dao, asset: AssetId(1), people }
    }

    /// The same, with founding season and ramp long past.
    pub(super) fn grown(members: usize, say: Say) -> Self {
        let mut stage = Self::new(members, say);
        stage.world.advance(Span::days(60));
        stage
    }

    pub(super) fn act<A: Action>(&mut self, who: &str, action: &A) -> Result<Receipt, Refused> {
        self.world.act(who, action)
    }

    /// The refusal's name.
    pub(super) fn no<A: Action>(&mut self, who: &str, action: &A) -> &'static str {
        match self.world.act(who, action) {
            Err(refused) => refused.name,
            Ok(_) => panic!("not refused"),
        }
    }

    /// A proposal to pay somebody.
    pub(super) fn pay(&self, to: AccountId, units: u128) -> Propose {
        let amount = Amount { asset: self.asset, units };
        let to = Recipient::Account { account: to };
        self.proposal(&[act(&Transfer { from: None, to, amount, reason: None })])
    }

    /// A proposal to say something.
    pub(super) fn words(&self, text: &str) -> Propose {
        self.proposal(&[act(&Resolve { text: body(text) })])
    }

    pub(super) fn proposal(&self, acts: &[Act]) -> Propose {
        let acts = Acts(List::new(acts.to_vec()).unwrap());
        Propose {
            dao: self.dao,
            title: body("A title"),
            body: None,
            actions: acts,
            track: None,
            review: None,
        }
    }

    pub(super) fn propose(&mut self, who: &str, propose: &Propose) -> ProposalId {
        ProposalId(self.world.act(who, propose).unwrap().made.unwrap())
    }

    pub(super) fn vote(&mut self, who: &str, proposal: ProposalId, choice: Choice) {
        self.world.act(who, &vote(proposal, choice)).unwrap();
    }

    pub(super) fn last(&mut self, who: &str, proposal: ProposalId, choice: Choice) {
        self.world.act(who, &Vote { last: true, ..vote(proposal, choice) }).unwrap();
    }

    pub(super) fn delegate(&mut self, who: &str, to: &str, track: Option<TrackName>) {
        let to = self.world.person(to);
        self.world.act(who, &Delegate { dao: self.dao, to, track }).unwrap();
    }

    pub(super) fn undelegate(&mut self, who: &str, track: Option<TrackName>) {
        self.world.act(who, &Undelegate { dao: self.dao, track }).unwrap();
    }

    pub(super) fn shown(&self, proposal: ProposalId) -> ProposalAnswer {
        self.world.ask(None, &ProposalView { proposal }).unwrap()
    }

    pub(super) fn label(&self, proposal: ProposalId) -> Label {
        self.shown(proposal).label
    }

    pub(super) fn tally(&self, proposal: ProposalId) -> TallyAnswer {
        self.world.ask(None, &TallyView { proposal }).unwrap()
    }

    /// For, against, abstaining.
    pub(super) fn sides(&self, proposal: ProposalId) -> (u128, u128, u128) {
        let tally = self.tally(proposal);
        (tally.in_favour, tally.against, tally.abstain)
    }

    pub(super) fn weight(&self, who: &str, proposal: Option<ProposalId>) -> WeightAnswer {
        let account = self.world.id(who);
        let view = WeightView { dao: self.dao, account, proposal, track: None };
        self.world.ask(None, &view).unwrap()
    }

    pub(super) fn balance(&self, who: &str) -> u128 {
        crate::treasury::balance(self.world.state(), self.world.id(who), self.asset)
    }
}

pub(super) fn vote(proposal: ProposalId, choice: Choice) -> Vote {
    Vote { proposal, choice, last: false, reason: None }
}

pub(super) fn act<A: Action>(action: &A) -> Act {
    let entry = REGISTRY.actions.iter().find(|entry| entry.spec.name == A::ACTION.name);
    Act { number: entry.unwrap().number, body: action.to_bytes() }
}

/// A head in the units of tallies.
pub(super) const HEAD: u128 = 1_000_000;
