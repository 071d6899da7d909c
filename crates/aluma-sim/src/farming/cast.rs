//! Who plays: honest earners, those who look after programmes, and farmers.

use aluma_types::AccountId;

use super::terms::{Named, Programme, WEEKS};
use crate::attacks::stage::Stage;
use crate::rng::Rng;

/// An attack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attack {
    /// Nobody farms.
    None,
    /// Fake accounts, brought in when the season begins.
    Fakes,
    /// The same, brought in a hundred days before.
    Aged,
    /// The same as the first, each brought in by the one before it.
    Chain,
    /// An operator of a game attests accounts of its own.
    Operator,
    /// Members bring the same thing again and again.
    Dippers,
    /// Members and fake accounts hand in what others made, a little changed.
    Copies,
    /// Accounts that take the first parts and leave, then come again under another name.
    Leavers,
    /// All of them at the same time.
    All,
}

impl Attack {
    /// Those of the table, and what they are called.
    pub const ROWS: [(&'static str, Self); 9] = [
        ("none", Self::None),
        ("fakes", Self::Fakes),
        ("fakes_aged", Self::Aged),
        ("fakes_in_a_chain", Self::Chain),
        ("operator", Self::Operator),
        ("double_dipping", Self::Dippers),
        ("leaked_artefacts", Self::Copies),
        ("early_leavers", Self::Leavers),
        ("all_together", Self::All),
    ];

    /// Whether it is of a kind.
    pub(super) fn has(self, kind: Self) -> bool {
        self == kind || (self == Self::All && kind != Self::Chain && kind != Self::Fakes)
    }

    /// Days before the season in which fake accounts come.
    pub(super) const fn age(self) -> u64 {
        match self {
            Self::Fakes | Self::Chain => 0,
            _ => 100,
        }
    }

    /// How many accounts beside their own farmers run, of so many at most.
    pub(super) const fn accounts(self, fakes: usize) -> usize {
        match self {
            Self::None => 0,
            Self::Dippers => fakes / 50,
            Self::Operator => fakes / 5,
            _ => fakes,
        }
    }
}

/// An honest earner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Earner {
    pub(super) account: AccountId,
    /// The week from which on they are there.
    pub(super) from: u64,
    /// In which of a week's days they do things.
    pub(super) day: u64,
    /// The week in which they begin to learn.
    pub(super) learns: u64,
}

/// A farmer's own account: a member of long standing who earns honestly as well.
#[derive(Clone, Debug)]
pub(super) struct Insider {
    pub(super) account: AccountId,
    /// Other accounts of theirs that they brought in.
    pub(super) others: Vec<AccountId>,
}

/// Everybody.
#[derive(Clone, Debug)]
pub(super) struct Cast {
    pub(super) earners: Vec<Earner>,
    pub(super) insiders: Vec<Insider>,
    pub(super) named: Named,
    pub(super) operator: AccountId,
    pub(super) judges: Vec<AccountId>,
    pub(super) examiners: Vec<AccountId>,
    pub(super) auditors: Vec<AccountId>,
    /// Who challenges, out of their own pocket.
    pub(super) watchers: Vec<AccountId>,
    /// Members whose word brings fake accounts in.
    pub(super) vouchers: Vec<AccountId>,
    /// Fake accounts, in the order in which they came.
    pub(super) fakes: Vec<AccountId>,
    /// Newcomers of the season by the week in which they come: who, and on whose word.
    pub(super) comes: Vec<(u64, AccountId, AccountId)>,
}

/// Members whose word brings fake accounts in: one in a hundred, at least one.
pub(super) fn vouchers(people: usize) -> usize {
    (people / 100).max(1)
}

/// Members who bring things again or copy: one in thirty.
pub(super) fn insiders(people: usize) -> usize {
    (people / 30).max(1)
}

/// Other accounts of each of them.
pub(super) const OTHERS: u64 = 3;

/// Keys of the game that are honest: one for fifty players.
fn servers(people: usize) -> usize {
    people.div_ceil(50).clamp(1, 7)
}

/// Peers who judge what was made: one for thirty people.
fn judges(people: usize) -> usize {
    (people / 30).max(3)
}

/// Members who look after programmes.
fn staff(people: usize) -> usize {
    servers(people) + 2 * judges(people) + 1 + 3 + 3 + 3
}

/// How many members the community is founded with: two thirds of the earners, and all others who are
/// there from the beginning.
pub(super) fn founding(people: usize) -> usize {
    1 + people * 2 / 3 + staff(people) + vouchers(people) + insiders(people)
}

impl Cast {
    /// The cast of a community that stands; newcomers of the season have accounts and belong to nothing.
    pub(super) fn new(stage: &mut Stage, (seed, people): (u64, usize)) -> Self {
        let members = stage.members().to_vec();
        let mut next = members.into_iter().skip(1);
        let mut take = |count: usize| -> Vec<AccountId> { next.by_ref().take(count).collect() };
        let (servers, judges_) = (take(servers(people)), take(judges(people)));
        let (examiners, operator) = (take(judges(people)), take(1));
        let (auditors, reviewers, watchers) = (take(3), take(3), take(3));
        let vouchers = take(vouchers(people));
        let insiders = take(insiders(people));
        let first = take(people * 2 / 3);
        let mut rng = Rng::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(77));
        let mut comes = Vec::new();
        let mut earners = Vec::new();
        for number in 0..people {
            let early = first.get(number).copied();
            let from = if early.is_some() { 0 } else { rng.below(WEEKS - 8) };
            let account = early.unwrap_or_else(|| stage.stranger(number as u64));
            if early.is_none() {
                let by = rng.pick(&first).copied().unwrap_or(account);
                comes.push((from, account, by));
            }
            let learns = from + 1 + rng.below((WEEKS - from).saturating_sub(15).max(1));
            earners.push(Earner { account, from, day: rng.below(5), learns });
        }
        comes.sort_unstable();
        let insiders =
            insiders.into_iter().map(|account| Insider { account, others: Vec::new() }).collect();
        let operator = operator[0];
        let keys = servers.into_iter().chain([operator]).collect();
        Self {
            earners,
            insiders,
            named: Named { servers: keys, reviewers },
            operator,
            judges: judges_,
            examiners,
            auditors,
            watchers,
            vouchers,
            fakes: Vec::new(),
            comes,
        }
    }

    /// The honest keys of the game.
    pub(super) fn servers(&self) -> &[AccountId] {
        &self.named.servers[..self.named.servers.len() - 1]
    }
}

/// What somebody claims in a programme in a week, if anything: by chance alone, so that one seed has the
/// same honest people do the same whatever farmers do.
pub(super) fn claims(seed: u64, (who, week): (usize, u64), programme: Programme) -> Option<u64> {
    let mut rng = Rng::new(seed.wrapping_mul(0xA24B_AED4_963E_E407) ^ programme.number());
    for part in [who as u64, week] {
        rng = Rng::new(rng.next().wrapping_add(part.wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    }
    let often = match programme {
        Programme::TakePart => 70,
        Programme::Play => 60,
        Programme::Make => 15,
        Programme::Reach => 10,
        Programme::Learn => 0,
    };
    rng.percent(often).then(|| rng.within(20, 100))
}
