//! What an enactment may do beyond what it said: nothing, on either side of each line.

use aluma_types::{AccountId, DaoId};

use crate::kernel::effects::{Effects, Excess, Office};

const DAO: DaoId = DaoId(1);
const OTHER: DaoId = DaoId(2);
const ANN: AccountId = AccountId(7);
const BEN: AccountId = AccountId(8);

/// What changes a membership, gives a vote, or ends what somebody holds.
fn effects(of: impl FnOnce(&mut Effects)) -> Effects {
    let mut effects = Effects::default();
    of(&mut effects);
    effects
}

fn member(account: AccountId) -> Effects {
    effects(|it| {
        it.members.insert((DAO, account));
    })
}

/// A vote for somebody, seen or said.
fn admitted(account: AccountId) -> Effects {
    effects(|it| {
        it.members.insert((DAO, account));
        it.admits.insert((DAO, account));
    })
}

/// As it is seen where a DAO comes, by the account that stands for it.
fn came(of: DaoId) -> Effects {
    effects(|it| {
        it.members.insert((DAO, ANN));
        it.admits.insert((DAO, ANN));
        it.seated.insert((DAO, ANN), of);
    })
}

/// As an act says it, which does not know the account.
fn coming(host: DaoId, of: DaoId) -> Effects {
    effects(|it| {
        it.seats.insert((host, of));
    })
}

fn expelling(account: AccountId) -> Effects {
    effects(|it| {
        it.members.insert((DAO, account));
        it.concerned.insert((DAO, account));
    })
}

fn held(office: Office) -> Effects {
    effects(|it| {
        it.roles.insert((DAO, office));
    })
}

#[test]
fn nothing_happens_to_people_that_was_not_said() {
    let ann = Err(Excess::Members(DAO, ANN));
    let roles = Err(Excess::Roles(DAO));
    //  what was said, what happened -> what is beyond
    for (declared, actual, expected) in [
        (member(ANN), member(ANN), Ok(())),
        (member(BEN), member(ANN), ann),
        (Effects::default(), member(ANN), ann),
        // A change of somebody's membership is no vote for them.
        (member(ANN), admitted(ANN), ann),
        (admitted(ANN), admitted(ANN), Ok(())),
        (admitted(ANN), member(ANN), Ok(())),
        // A DAO comes where it said, and nobody else does.
        (coming(DAO, OTHER), came(OTHER), Ok(())),
        (coming(DAO, OTHER), came(DaoId(3)), ann),
        (coming(OTHER, OTHER), came(OTHER), ann),
        (coming(DAO, OTHER), admitted(ANN), ann),
        (admitted(ANN), came(OTHER), Ok(())),
        // Whoever is expelled loses their roles; those of others stay.
        (expelling(ANN), held(Office::Held(1, ANN)), Ok(())),
        (expelling(ANN), held(Office::Held(1, BEN)), roles),
        (expelling(ANN), held(Office::Role(1)), roles),
        (member(ANN), held(Office::Held(1, ANN)), roles),
    ] {
        assert_eq!(declared.covers(&actual), expected, "{declared:?} and {actual:?}");
    }
}
