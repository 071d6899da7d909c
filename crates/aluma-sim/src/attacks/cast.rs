//! Who is of which coalition, and how its members and everybody else act.

use std::collections::BTreeMap;

use aluma_types::AccountId;

use super::people::{Item, Opinion, People, WAVES, even};
use crate::rng::Rng;

/// By how much those who claim more work than there was may claim more: a little, or half. A row says
/// which of them brings more.
pub(super) const INFLATED: [f64; 2] = [1.15, 1.5];
/// Accounts of one person who splits their work.
pub(super) const SPLIT: usize = 4;
/// Accounts of one farmer who were let in.
const ADMITTED: usize = 11;
/// Others that one member praises at most.
const PRAISED: usize = 199;
/// Quality of what is only made to be claimed.
const JUNK: f64 = 15.0;

/// What a coalition does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attack {
    None,
    /// Members who really work in pairs: what damping costs them.
    HonestPairs,
    /// Members who claim more work than there was, and do nothing else.
    Overclaiming,
    SelfPraise,
    Sybils(u64),
    /// One person whom a community let in under several accounts.
    Admitted,
    Outside,
    /// The people of `Outside`, working as everybody does.
    Newcomers,
    Reciprocal,
    Insiders(u64),
    Stealth,
    Lazy,
    Random,
    Hoarding,
    Whitewashing,
    Payers,
    BadMouthing,
    Slow,
    Splitting,
    Shopping,
    Copying,
}

use Attack as A;

/// The rows of the table, with their names.
pub(super) const ROWS: [(&str, Attack); 23] = [
    ("none", A::None),
    ("self_praise", A::SelfPraise),
    ("sybil_farm_10", A::Sybils(10)),
    ("sybil_farm_100", A::Sybils(100)),
    ("sybil_farm_1000", A::Sybils(1_000)),
    ("admitted_farm_10", A::Admitted),
    ("outside_ring", A::Outside),
    ("reciprocal_trading", A::Reciprocal),
    ("insider_ring_5", A::Insiders(5)),
    ("insider_ring_10", A::Insiders(10)),
    ("insider_ring_20", A::Insiders(20)),
    ("insider_ring_33", A::Insiders(33)),
    ("stealth_ring_20", A::Stealth),
    ("lazy_reviewers", A::Lazy),
    ("random_reviewers", A::Random),
    ("hoarding", A::Hoarding),
    ("whitewashing", A::Whitewashing),
    ("payer_worker_collusion", A::Payers),
    ("bad_mouthing", A::BadMouthing),
    ("slow_infiltration", A::Slow),
    ("splitting", A::Splitting),
    ("panel_shopping", A::Shopping),
    ("commit_copying", A::Copying),
];

impl Attack {
    /// The same people when they are honest.
    pub(super) const fn honest(self) -> Self {
        match self {
            A::Outside | A::Newcomers => A::Newcomers,
            _ => A::None,
        }
    }

    /// Of a hundred members, how many are of it; 0 is one person alone.
    const fn percent(self) -> usize {
        match self {
            A::Sybils(_) | A::Admitted => 0,
            A::Insiders(percent) => percent as usize,
            A::Stealth | A::Lazy | A::Random | A::BadMouthing | A::Slow => 20,
            A::Reciprocal | A::HonestPairs => 20,
            A::Splitting => 5,
            _ => 10,
        }
    }

    /// By how much its people may claim more than there was.
    pub(super) const fn ways(self) -> &'static [f64] {
        match self {
            A::Outside | A::Insiders(_) | A::Stealth | A::Slow => &INFLATED,
            A::Payers | A::Overclaiming => &INFLATED,
            _ => &[1.5],
        }
    }

    /// Whether what counts is what accounts add to what their owner's own work brings.
    pub(super) const fn is_farm(self) -> bool {
        matches!(self, A::Sybils(_) | A::Admitted)
    }

    /// How many accounts each of its people has.
    pub(super) const fn accounts(self) -> usize {
        match self {
            A::Splitting => SPLIT,
            A::Admitted => ADMITTED,
            _ => 1,
        }
    }

    const fn is_of_newcomers(self) -> bool {
        matches!(self, A::Outside | A::Newcomers)
    }

    /// Whether its people act by twos.
    const fn is_of_pairs(self) -> bool {
        matches!(self, A::Reciprocal | A::HonestPairs | A::Payers)
    }
}

/// Something that is claimed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    /// Who made it.
    pub(super) maker: usize,
    /// When: the wave, from 0.
    pub(super) wave: u64,
    /// What it is.
    pub(super) item: Item,
    /// The hours that it is said to have taken.
    pub(super) claimed: f64,
}

impl Made {
    /// What an account of a farm claims beside: nothing that anybody would use.
    pub(super) fn junk(&self) -> Self {
        Self { item: Item { quality: JUNK, hours: self.item.hours / 10.0 }, ..*self }
    }
}

/// People, their accounts and their parts.
pub(super) struct Cast {
    pub(super) people: People,
    pub(super) attack: Attack,
    /// By how much more is claimed than there was, where more is claimed.
    inflated: f64,
    /// By person, whether they are of the coalition.
    pub(super) ring: Vec<bool>,
    /// By person, their partner.
    pub(super) partner: Vec<Option<usize>>,
    /// By person, their accounts; the last of a whitewasher is the one in use.
    pub(super) accounts: Vec<Vec<AccountId>>,
    /// Whose an account is.
    pub(super) owner: BTreeMap<AccountId, usize>,
    /// Accounts of a farm, which belong to nothing.
    pub(super) sybils: Vec<AccountId>,
    /// Members who were there first and are of no coalition: whom trust begins with.
    pub(super) trusted: Vec<usize>,
    /// Epochs of the run.
    pub(super) epochs: u64,
}

/// How many are of a coalition of so many members.
fn size_of(attack: Attack, members: usize) -> usize {
    let of = members * attack.percent() / 100;
    let least = if attack.percent() == 0 { 1 } else { 2 };
    let of = of.max(least);
    if attack.is_of_pairs() { of / 2 * 2 } else { of }
}

impl Cast {
    /// The people of a seed, with their parts in an attack, before they have accounts.
    pub(super) fn new(seed: u64, size: (usize, u64), attack: Attack) -> Self {
        Self::claiming(seed, size, (attack, INFLATED[1]))
    }

    /// The same where more is claimed by this factor.
    pub(super) fn claiming(
        seed: u64,
        (members, epochs): (usize, u64),
        (attack, inflated): (Attack, f64),
    ) -> Self {
        let count = if attack.is_of_newcomers() { size_of(attack, members) } else { 0 };
        let people = People::new(seed, members + count);
        let mut order: Vec<usize> = (0..members).collect();
        let mut rng = Rng::new(seed ^ 0x00C0_A117_1011);
        for place in (1..order.len()).rev() {
            order.swap(place, rng.below(place as u64 + 1) as usize);
        }
        let all = members + count;
        let (mut ring, mut partner) = (vec![false; all], vec![None; all]);
        let of: Vec<usize> = match attack {
            A::None => Vec::new(),
            _ if attack.is_of_newcomers() => (members..all).collect(),
            _ => order.iter().copied().take(size_of(attack, members)).collect(),
        };
        of.iter().for_each(|who| ring[*who] = true);
        if attack.is_of_pairs() {
            for two in of.chunks_exact(2) {
                (partner[two[0]], partner[two[1]]) = (Some(two[1]), Some(two[0]));
            }
        }
        let trusted = order.iter().rev().copied().take((members / 20).max(3));
        let trusted = trusted.filter(|who| !ring[*who]).collect();
        let (accounts, owner) = (vec![Vec::new(); all], BTreeMap::new());
        let sybils = Vec::new();
        Self { people, attack, inflated, ring, partner, accounts, owner, sybils, trusted, epochs }
    }

    /// The same people of other parts: who the coalition of this one is, for a run of another.
    pub(super) fn coalition(&self) -> Vec<usize> {
        (0..self.ring.len()).filter(|who| self.ring[*who]).collect()
    }

    /// Gives somebody one account more.
    pub(super) fn holds(&mut self, who: usize, account: AccountId) {
        self.accounts[who].push(account);
        self.owner.insert(account, who);
    }

    /// Whether the coalition acts by now.
    fn is_on(&self, epoch: u64) -> bool {
        self.attack != A::Slow || epoch >= self.epochs / 2
    }

    /// Whether two of the coalition rate each other high.
    fn collude(&self, rater: usize, maker: usize, epoch: u64) -> bool {
        let both = self.ring[rater] && self.ring[maker] && self.is_on(epoch);
        match self.attack {
            A::Insiders(_) | A::Stealth | A::Slow | A::Outside => both,
            A::Reciprocal | A::Payers => self.partner[rater] == Some(maker),
            A::Admitted => self.ring[rater] && rater == maker,
            _ => false,
        }
    }

    /// Whether somebody of a pair is the one who is paid.
    pub(super) fn is_worker(&self, who: usize) -> bool {
        self.attack == A::Payers && self.partner[who].is_some_and(|partner| partner > who)
    }

    /// What somebody makes in a wave, and what they say of it.
    pub(super) fn makes(&self, who: usize, wave: u64) -> Option<Made> {
        let mut item = self.people.makes(who, wave)?;
        let mut claimed = self.people.claims(who, wave, &item);
        let (ring, epoch) = (self.ring[who], wave / WAVES);
        match self.attack {
            // Half of the time goes into the ring, and all of it is claimed, or a little more than
            // what there was.
            A::Outside if ring => {
                item.hours /= 2.0;
                claimed *= if self.inflated < INFLATED[1] { self.inflated / 2.0 } else { 1.0 };
            }
            A::Whitewashing if ring && epoch < self.epochs / 2 => {
                item = Item { quality: JUNK, hours: item.hours / 10.0 };
                claimed *= INFLATED[1];
            }
            A::Insiders(_) | A::Stealth | A::Slow if ring && self.is_on(epoch) => {
                claimed *= self.inflated;
            }
            A::Overclaiming if ring => claimed *= self.inflated,
            A::Payers if self.is_worker(who) => claimed *= self.inflated,
            _ => {}
        }
        Some(Made { maker: who, wave, item, claimed })
    }

    /// What somebody says of what another made.
    pub(super) fn opinion(&self, rater: usize, made: &Made) -> Opinion {
        let epoch = made.wave / WAVES;
        if self.collude(rater, made.maker, epoch) {
            return Opinion::of(100.0, made.claimed);
        }
        let (ring, theirs) = (self.ring[rater], self.ring[made.maker]);
        match self.attack {
            A::Lazy if ring => Opinion::of(75.0, made.claimed),
            A::Random if ring => {
                let mut rng = self.people.attack(rater, made.wave * 4_099 + made.maker as u64);
                let quality = even(&mut rng) * 100.0;
                Opinion::of(quality, made.claimed * 2.0 * even(&mut rng))
            }
            A::BadMouthing if ring && !theirs => Opinion::of(5.0, made.claimed / 10.0),
            _ => self.people.sees(rater, (made.maker, made.wave), &made.item),
        }
    }

    /// Whom somebody praises in an epoch, and with how many points.
    pub(super) fn praises(&self, who: usize, epoch: u64, made: &[Made]) -> Vec<(usize, u64)> {
        let is_ring = matches!(self.attack, A::Insiders(_) | A::Slow | A::Outside);
        if is_ring && self.ring[who] && self.is_on(epoch) {
            let all = self.coalition();
            let place = all.iter().position(|other| *other == who).unwrap_or(0);
            let others = all.iter().cycle().skip(place + 1).take(all.len() - 1);
            return others.take(PRAISED).map(|other| (*other, 10)).collect();
        }
        if let (A::Reciprocal, Some(partner)) = (self.attack, self.partner[who]) {
            return vec![(partner, 100)];
        }
        let mut makers: Vec<usize> = made.iter().map(|made| made.maker).collect();
        makers.dedup();
        let mut used = self.people.uses(who, epoch, &makers);
        let thanks =
            self.attack == A::HonestPairs || (self.attack == A::Payers && !self.is_worker(who));
        if let Some(partner) = self.partner[who].filter(|_| thanks)
            && !used.contains(&partner)
        {
            used.pop();
            used.push(partner);
        }
        let points = |other: &usize| {
            let best = made.iter().filter(|made| made.maker == *other);
            let best = best.map(|made| made.item.quality).fold(0.0, f64::max);
            (*other, 1 + (best / 10.0) as u64)
        };
        used.iter().map(points).collect()
    }

    /// Whether somebody hands a claim in only near the end.
    pub(super) fn hoards(&self, who: usize) -> bool {
        self.attack == A::Hoarding && self.ring[who]
    }

    /// Whether somebody tries every way to another panel.
    pub(super) fn shops(&self, who: usize) -> bool {
        self.attack == A::Shopping && self.ring[who]
    }

    /// Whether somebody seals what another sealed.
    pub(super) fn copies(&self, who: usize) -> bool {
        self.attack == A::Copying && self.ring[who]
    }
}
