//! What no community can provoke: an action that does more than it declared, and acts that no
//! definition wrote.

use aluma_types::spec::ActionSpec;
use aluma_types::{Act, Acts, Amount, AssetId, DaoId, List, Span, Text};

use crate::dao::actions::{Amend, SetRole};
use crate::dao::rules::roles::{Role, RoleState};
use crate::dao::{self, Joining, Manner};
use crate::governance::actions::Propose;
use crate::kernel::action::{Action, ActionEntry, Registry, action, specs};
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch;
use crate::kernel::refusal::{Broken, Refused, Stop};
use crate::testing::{World, body, changes, name};
use crate::treasury::actions::{Found, Issue, OpenStream, Transfer, issue::IssueOf};
use crate::treasury::rules::stream::Plan;
use crate::treasury::types::{AssetKind, NewAsset, Recipient};

/// Smuggle
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(name = "smuggle", he = "הברחה", says_en = "Do { $acts }.", says_he = "לעשות { $acts }.",
    by(Dao), track = Tip, cost(10, 1, 0))]
struct Smuggle {
    /// What it does without saying so; where there is nothing, it admits the operator.
    #[he("מה")]
    acts: Acts,
}

impl Action for Smuggle {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, _: &Ctx<'_>) -> Result<(), Refused> {
        Ok(())
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        if self.acts.0.is_empty() {
            return dao::admit_member(ctx, DaoId(1), crate::identity::OPERATOR, None);
        }
        for act in self.acts.0.iter() {
            dispatch::run(ctx, act).map_err(|stop| match stop {
                Stop::Broken(broken) => broken,
                Stop::Refused(refused) => panic!("{refused:?}"),
            })?;
        }
        Ok(())
    }
}

static ACTIONS: [ActionEntry; 7] = [
    action::<Amend>(25),
    action::<SetRole>(30),
    action::<Found>(40),
    action::<Transfer>(41),
    action::<Issue>(43),
    action::<OpenStream>(49),
    action::<Smuggle>(900),
];

static SMUGGLERS: Registry = Registry {
    actions: &ACTIONS,
    specs: &const { specs::<{ ACTIONS.len() }>(&ACTIONS) },
    ..crate::registry::EMPTY
};

/// A community with money, of a person who leaves the rest to smugglers.
fn world(registry: &'static Registry) -> (World, DaoId) {
    let mut world = World::with_registry(registry);
    world.person("ann");
    let asset = NewAsset {
        symbol: Text::new("TOK").unwrap(),
        decimals: 0,
        kind: AssetKind::Token,
        supply: 1_000,
        holders: List::default(),
    };
    let found = Found {
        handle: name("circle"),
        name: body("Circle"),
        purpose: body("To try"),
        joining: Joining::Invitation,
        manner: Manner::SmallCircle,
        template: None,
        visibility: None,
        season: None,
        assets: List::new(alloc::vec![asset]).unwrap(),
        pots: List::default(),
        tip: None,
        changes: changes(&[]),
        domains: List::default(),
        roles: List::default(),
    };
    let receipt = world.act("ann", &found).unwrap();
    (world, DaoId(receipt.made.unwrap()))
}

fn act<A: Action>(action: &A, number: u16) -> Act {
    Act { number, body: action.to_bytes() }
}

fn acts(list: &[Act]) -> Acts {
    Acts(List::new(list.to_vec()).unwrap())
}

#[test]
fn what_was_not_declared_is_undone_and_named() {
    let (mut world, dao) = world(&SMUGGLERS);
    let to = Recipient::Account { account: world.id("ann") };
    let amount = Amount { asset: AssetId(1), units: 5 };
    let pay = act(&Transfer { from: None, to, amount, reason: None }, 41);
    let more = IssueOf::More { asset: AssetId(1) };
    let mint = act(&Issue { asset: more, units: 5, to, reason: None }, 43);
    let amend = act(&Amend { changes: changes(&[("tip.period", "1h")]) }, 25);
    let (asset, account) = (AssetId(1), world.id("ann"));
    let plan = Plan::Salary { units: 1, per: Span::days(1) };
    let run = OpenStream {
        from: None,
        to: account,
        asset,
        plan,
        starts_in: None,
        every: None,
        purpose: body("To run"),
    };
    let run = act(&run, 49);
    let role = Role {
        domain: None,
        name: body("Clerk"),
        duty: None,
        may: List::default(),
        limits: List::default(),
        for_members: false,
        weighs: false,
        state: RoleState::Active,
        since: world.now(),
    };
    let put = world.inside(|ctx| {
        ctx.state.dao.roles.put((dao, 1), role);
        Ok(())
    });
    put.unwrap();
    let close = act(&SetRole { role: 1, state: RoleState::Closed }, 30);
    let cases: [(&[Act], &str); 6] = [
        (&[pay], "beyond-outflow"),
        (&[run], "beyond-standing"),
        (&[mint], "beyond-mint"),
        (&[amend], "beyond-charter"),
        (&[], "beyond-members"),
        (&[close], "beyond-roles"),
    ];
    for (smuggled, name) in cases {
        let refused = world.decide(dao, &Smuggle { acts: acts(smuggled) }).unwrap_err();
        assert_eq!(refused.name, name);
        assert_eq!(crate::treasury::balance(world.state(), world.id("ann"), AssetId(1)), 0);
    }
}

#[test]
fn acts_that_no_definition_wrote_are_refused_inside_a_proposal() {
    let (mut world, dao) = world(&crate::registry::REGISTRY);
    for (number, bytes, name) in
        [(999, &[][..], "no-such-action"), (41, &[0xff][..], "malformed-action")]
    {
        let actions = acts(&[Act { number, body: bytes.to_vec() }]);
        let title = body("A title");
        let propose = Propose { dao, title, body: None, actions, track: None, review: None };
        assert_eq!(world.act("ann", &propose).unwrap_err().name, name);
    }
}
