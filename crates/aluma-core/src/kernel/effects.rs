//! What a list of actions may do, and what an enactment really did.
//!
//! Each action declares its effects as data, without looking at the state; the sum over a
//! proposal's actions is its bounded effect, shown in words before anybody votes. At enactment the
//! kernel derives the actual effects from the write set and undoes everything that goes beyond.

use alloc::collections::{BTreeMap, BTreeSet};

use aluma_types::{AccountId, AssetId, DaoId, PotId};

/// Effects, declared or observed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// Base units that leave what is free in a pot, paid or promised.
    pub outflow: BTreeMap<(DaoId, PotId, AssetId), u128>,
    /// Base units of that outflow that only go to another pot of the same DAO. Only declared.
    pub kept: BTreeMap<(DaoId, AssetId), u128>,
    /// Base units of that outflow that stay in their pot, promised. Only declared.
    pub promised: BTreeMap<(DaoId, AssetId), u128>,
    /// Base units of that outflow that were promised before and counted then. Only declared.
    pub settled: BTreeMap<(DaoId, AssetId), u128>,
    /// Base units that leave an account's own holdings, paid or put at stake. Only observed: what
    /// caps of keys are held against.
    pub spent: BTreeMap<(AccountId, AssetId), u128>,
    /// Base units of that outflow that the outflow limit never counts: dividends. Only declared.
    pub exempted: BTreeMap<(DaoId, AssetId), u128>,
    /// What begins to run out of a pot, without an end.
    pub standing: BTreeMap<(DaoId, PotId, AssetId), Standing>,
    /// Base units that come into being.
    pub mint: BTreeMap<AssetId, u128>,
    /// Charter sections that change.
    pub charter: BTreeSet<(DaoId, u16)>,
    /// Memberships that begin, change or end.
    pub members: BTreeSet<(DaoId, AccountId)>,
    /// Memberships of DAOs that begin, change or end by their own act: where, and which. Only
    /// declared, since the act does not know the account that stands for it.
    pub seats: BTreeSet<(DaoId, DaoId)>,
    /// Which DAO each changed membership is of, where it is one's. Only observed.
    pub seated: BTreeMap<(DaoId, AccountId), DaoId>,
    /// Those of them by which somebody gets a vote.
    pub admits: BTreeSet<(DaoId, AccountId)>,
    /// Whose membership it ends, and with it their roles: they do not decide on it. Only declared,
    /// never observed.
    pub concerned: BTreeSet<(DaoId, AccountId)>,
    /// Domains, roles and pauses that begin, change or end, and who holds a role.
    pub roles: BTreeSet<(DaoId, Office)>,
    /// Who receives what there is of an asset that has no number yet. Only declared, never observed:
    /// it decides who is recused.
    pub gains: BTreeSet<AccountId>,
    /// Who receives how much, as far as the actions say; decides the track and who is recused.
    /// Only declared, never observed.
    pub to: BTreeMap<(AccountId, AssetId), u128>,
}

/// A standing rate, as the base units that it comes to: the outflow limit counts a week of it, the
/// track is found by a month. Both rounded up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// In 7 days.
    pub week: u128,
    /// In 30 days.
    pub month: u128,
}

impl Standing {
    /// Both together, held at the largest number.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            week: self.week.saturating_add(other.week),
            month: self.month.saturating_add(other.month),
        }
    }

    /// What this is beyond another.
    #[must_use]
    pub const fn beyond(self, other: Self) -> Self {
        Self {
            week: self.week.saturating_sub(other.week),
            month: self.month.saturating_sub(other.month),
        }
    }
}

/// A domain, a role, or somebody's hold of one, by their numbers in the DAO; or that all of it
/// rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Office {
    /// A domain.
    Domain(u32),
    /// A role.
    Role(u32),
    /// That somebody holds a role, and how they stand in it.
    Held(u32, AccountId),
    /// What rests in an emergency.
    Pause,
}

/// The first thing an enactment did that was not declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    /// More money left a pot.
    Outflow(DaoId, PotId, AssetId),
    /// More runs out of a pot.
    Standing(DaoId, PotId, AssetId),
    /// More units came into being.
    Mint(AssetId),
    /// Another section changed.
    Charter(DaoId, u16),
    /// Somebody else's membership changed.
    Members(DaoId, AccountId),
    /// Another domain or role changed, or who holds it.
    Roles(DaoId),
}

impl Effects {
    /// Adds an outflow from a pot, held at the largest number.
    pub fn pay(&mut self, from: (DaoId, PotId), asset: AssetId, units: u128) {
        add(&mut self.outflow, (from.0, from.1, asset), units);
    }

    /// Says of an outflow that it goes to another pot of the same DAO.
    pub fn keep(&mut self, dao: DaoId, asset: AssetId, units: u128) {
        add(&mut self.kept, (dao, asset), units);
    }

    /// Says of an outflow that it is a promise.
    pub fn promise(&mut self, dao: DaoId, asset: AssetId, units: u128) {
        add(&mut self.promised, (dao, asset), units);
    }

    /// Says of an outflow that it keeps an earlier promise.
    pub fn settle(&mut self, dao: DaoId, asset: AssetId, units: u128) {
        add(&mut self.settled, (dao, asset), units);
    }

    /// Adds what leaves an account, held at the largest number.
    pub fn spend(&mut self, from: AccountId, asset: AssetId, units: u128) {
        add(&mut self.spent, (from, asset), units);
    }

    /// Says of an outflow that the outflow limit does not count it.
    pub fn exempt(&mut self, dao: DaoId, asset: AssetId, units: u128) {
        add(&mut self.exempted, (dao, asset), units);
    }

    /// Adds what begins to run out of a pot, held at the largest number.
    pub fn run(&mut self, from: (DaoId, PotId), asset: AssetId, rate: Standing) {
        let slot = self.standing.entry((from.0, from.1, asset)).or_default();
        *slot = slot.plus(rate);
    }

    /// Adds what somebody receives, held at the largest number.
    pub fn give(&mut self, to: AccountId, asset: AssetId, units: u128) {
        add(&mut self.to, (to, asset), units);
    }

    /// Adds a mint, held at the largest number.
    pub fn issue(&mut self, asset: AssetId, units: u128) {
        add(&mut self.mint, asset, units);
    }

    /// All that leaves the DAO's treasury in one asset or is promised, and a month of what begins to
    /// run, held at the largest number: what the track is found by.
    pub fn outflow_of(&self, dao: DaoId, asset: AssetId) -> u128 {
        self.once(dao, asset).saturating_add(self.standing_of(dao, asset).month)
    }

    /// What the outflow limit has not counted yet: what leaves or is promised anew, and a week of
    /// what begins to run.
    pub fn committed_of(&self, dao: DaoId, asset: AssetId) -> u128 {
        let key = (dao, asset);
        let fresh = self.once(dao, asset).saturating_sub(of(&self.settled, key));
        let fresh = fresh.saturating_sub(of(&self.exempted, key));
        fresh.saturating_add(self.standing_of(dao, asset).week)
    }

    /// What the sums by proposer and by track have not counted yet.
    pub fn counted_of(&self, dao: DaoId, asset: AssetId) -> u128 {
        self.outflow_of(dao, asset).saturating_sub(of(&self.settled, (dao, asset)))
    }

    /// What of [`Effects::outflow_of`] is paid to somebody, and not only promised.
    pub fn paid_of(&self, dao: DaoId, asset: AssetId) -> u128 {
        self.outflow_of(dao, asset).saturating_sub(of(&self.promised, (dao, asset)))
    }

    /// All that leaves the DAO's treasury in one asset or is promised, once.
    fn once(&self, dao: DaoId, asset: AssetId) -> u128 {
        let outflow = self
            .outflow
            .iter()
            .filter(|((of, _, what), _)| *of == dao && *what == asset)
            .fold(0u128, |sum, (_, units)| sum.saturating_add(*units));
        outflow.saturating_sub(of(&self.kept, (dao, asset)))
    }

    fn standing_of(&self, dao: DaoId, asset: AssetId) -> Standing {
        let rates = self.standing.iter().filter(|((of, _, what), _)| *of == dao && *what == asset);
        rates.fold(Standing::default(), |sum, (_, rate)| sum.plus(*rate))
    }

    /// Every asset that leaves the DAO's pots or begins to run out of them.
    pub fn assets_of(&self, dao: DaoId) -> BTreeSet<AssetId> {
        let keys = self.outflow.keys().chain(self.standing.keys());
        keys.filter(|(of, _, _)| *of == dao).map(|(_, _, what)| *what).collect()
    }

    /// Whether `actual` stays inside what was declared.
    ///
    /// # Errors
    /// The first [`Excess`] in the order of kinds and keys.
    pub fn covers(&self, actual: &Self) -> Result<(), Excess> {
        for (key, units) in &actual.outflow {
            if *units > self.outflow.get(key).copied().unwrap_or(0) {
                return Err(Excess::Outflow(key.0, key.1, key.2));
            }
        }
        for (key, rate) in &actual.standing {
            let declared = self.standing.get(key).copied().unwrap_or_default();
            if rate.beyond(declared) != Standing::default() {
                return Err(Excess::Standing(key.0, key.1, key.2));
            }
        }
        for (asset, units) in &actual.mint {
            if *units > self.mint.get(asset).copied().unwrap_or(0) {
                return Err(Excess::Mint(*asset));
            }
        }
        if let Some((dao, section)) = actual.charter.difference(&self.charter).next() {
            return Err(Excess::Charter(*dao, *section));
        }
        let beyond = actual.members.difference(&self.members);
        let admitted = actual.admits.difference(&self.admits);
        let is_own = |key: &&(DaoId, AccountId)| {
            let of = actual.seated.get(*key);
            of.is_some_and(|of| self.seats.contains(&(key.0, *of)))
        };
        if let Some((dao, account)) = beyond.chain(admitted).find(|key| !is_own(key)) {
            return Err(Excess::Members(*dao, *account));
        }
        // Whoever loses a membership loses the roles with it, whichever they hold.
        let is_concerned = |(dao, office): &&(DaoId, Office)| match office {
            Office::Held(_, account) => self.concerned.contains(&(*dao, *account)),
            _ => false,
        };
        let mut beyond = actual.roles.difference(&self.roles);
        match beyond.find(|office| !is_concerned(office)) {
            Some((dao, _)) => Err(Excess::Roles(*dao)),
            None => Ok(()),
        }
    }
}

fn of<K: Ord>(map: &BTreeMap<K, u128>, key: K) -> u128 {
    map.get(&key).copied().unwrap_or(0)
}

fn add<K: Ord>(map: &mut BTreeMap<K, u128>, key: K, units: u128) {
    let slot = map.entry(key).or_default();
    *slot = slot.saturating_add(units);
}
