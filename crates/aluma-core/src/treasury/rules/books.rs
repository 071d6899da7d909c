//! The books: the only code that moves units. Every posting takes from one place what it gives to
//! others, in one asset, and writes the supply's figures from what it really did, so conservation
//! needs no trust in the callers.

use aluma_types::{AccountId, AssetId, DaoId, PotId};

use crate::dao::{Checkpoints, Moment};
use crate::identity;
use crate::kernel::refusal::Broken;
use crate::registry::State;
use crate::treasury;
use crate::treasury::rules::{dividends, inflows, shares};
use crate::treasury::tables::{Balance, ShareRow};
use crate::treasury::types::{AssetKind, Place, Supply};

/// A posting being made.
pub(crate) struct Posting<'s> {
    state: &'s mut State,
    terms: Terms,
    supply: Supply,
    is_voting: bool,
    /// Whether its holders were ever paid by it.
    pays: bool,
    /// Whether incomes are measured by its units.
    measures: bool,
    /// Voting shares of all who can vote with them, after this posting.
    votes: u128,
}

/// What a posting is about.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// Which asset.
    pub(crate) asset: AssetId,
    /// The block it happens in.
    pub(crate) at: Moment,
    /// Whether shares count as aged for whoever gets them.
    pub(crate) aged: bool,
}

/// Moves units of one asset from one place to others.
///
/// # Errors
/// [`Broken`] where the place has too little, or the asset is not there: callers have checked both.
pub(crate) fn post(
    state: &mut State,
    terms: Terms,
    from: Place,
    to: &[(Place, u128)],
) -> Result<(), Broken> {
    let total = to.iter().try_fold(0u128, |sum, (_, units)| sum.checked_add(*units));
    let total = total.ok_or(Broken("a posting's sum leaves 128 bits"))?;
    let mut posting = Posting::begin(state, terms)?;
    posting.take(from, total)?;
    for (place, units) in to {
        posting.give(*place, *units)?;
    }
    posting.finish()
}

impl<'s> Posting<'s> {
    fn begin(state: &'s mut State, terms: Terms) -> Result<Self, Broken> {
        let tables = &state.treasury;
        let asset = tables.assets.get(&terms.asset).ok_or(Broken("a posting in no asset"))?;
        let is_voting = asset.kind == AssetKind::VotingShare;
        let is_share = asset.kind.is_share();
        let pays = is_share && dividends::pays(state, terms.asset);
        let measures = is_share && inflows::measures(state, terms.asset);
        let nothing = Supply::nothing(asset.dao);
        let supply = tables.supplies.get(&terms.asset).copied().unwrap_or(nothing);
        let votes = tables.share_totals.get(&terms.asset).map_or(0, |row| row.held.value());
        Ok(Self { state, terms, supply, is_voting, pays, measures, votes })
    }

    /// Before a holding changes, what it has earned so far is written down.
    fn earn(&mut self, place: Place) -> Result<(), Broken> {
        let (Place::Account { account } | Place::Stake { account }) = place else { return Ok(()) };
        if self.measures {
            inflows::settle(self.state, self.terms.asset, account)?;
        }
        if self.pays { dividends::settle(self.state, self.terms.asset, account) } else { Ok(()) }
    }

    fn take(&mut self, place: Place, units: u128) -> Result<(), Broken> {
        self.earn(place)?;
        const LESS: Broken = Broken("a posting takes more than there is");
        match place {
            Place::Account { account } => {
                let had = self.balance(account);
                self.set_balance(account, had.checked_sub(units).ok_or(LESS)?)?;
                self.supply.accounts = self.supply.accounts.checked_sub(units).ok_or(LESS)?;
            }
            Place::Pot { dao, pot } => {
                let key = (dao, pot, self.terms.asset);
                let mut holding =
                    self.state.treasury.holdings.get(&key).copied().unwrap_or_default();
                if holding.free() < units {
                    return Err(LESS);
                }
                holding.balance = holding.balance.checked_sub(units).ok_or(LESS)?;
                if holding.balance == 0 {
                    self.state.treasury.holdings.remove(&key);
                } else {
                    self.state.treasury.holdings.put(key, holding);
                }
                self.supply.pots = self.supply.pots.checked_sub(units).ok_or(LESS)?;
                self.count_of(dao)?;
            }
            Place::Stake { account } => {
                let had = self.stake(account);
                self.set_stake(account, had.checked_sub(units).ok_or(LESS)?);
                self.supply.stakes = self.supply.stakes.checked_sub(units).ok_or(LESS)?;
            }
            Place::Locked { .. } => {
                self.supply.locked = self.supply.locked.checked_sub(units).ok_or(LESS)?;
            }
            Place::Payout { .. } => {
                self.supply.payouts = self.supply.payouts.checked_sub(units).ok_or(LESS)?;
            }
            Place::Dividends { share } => {
                self.set_unsettled(share, |left| left.checked_sub(units)).ok_or(LESS)?;
                self.supply.dividends = self.supply.dividends.checked_sub(units).ok_or(LESS)?;
            }
            Place::Supply => {
                let issued = self.supply.issued.checked_add(units);
                self.supply.issued = issued.ok_or(Broken("more issued than fits"))?;
            }
        }
        Ok(())
    }

    fn give(&mut self, place: Place, units: u128) -> Result<(), Broken> {
        self.earn(place)?;
        // No place holds more than the supply, which fits.
        const MORE: Broken = Broken("a posting gives more than fits");
        match place {
            Place::Account { account } => {
                let had = self.balance(account);
                self.set_balance(account, had.checked_add(units).ok_or(MORE)?)?;
                self.supply.accounts = self.supply.accounts.checked_add(units).ok_or(MORE)?;
            }
            Place::Pot { dao, pot } if units > 0 => {
                let key = (dao, pot, self.terms.asset);
                let mut holding =
                    self.state.treasury.holdings.get(&key).copied().unwrap_or_default();
                holding.balance = holding.balance.checked_add(units).ok_or(MORE)?;
                self.state.treasury.holdings.put(key, holding);
                self.supply.pots = self.supply.pots.checked_add(units).ok_or(MORE)?;
                self.count_of(dao)?;
            }
            Place::Pot { .. } => {}
            Place::Stake { account } => {
                let had = self.stake(account);
                self.set_stake(account, had.checked_add(units).ok_or(MORE)?);
                self.supply.stakes = self.supply.stakes.checked_add(units).ok_or(MORE)?;
            }
            Place::Locked { .. } => {
                self.supply.locked = self.supply.locked.checked_add(units).ok_or(MORE)?;
            }
            Place::Payout { .. } => {
                self.supply.payouts = self.supply.payouts.checked_add(units).ok_or(MORE)?;
            }
            Place::Dividends { share } => {
                self.set_unsettled(share, |left| left.checked_add(units)).ok_or(MORE)?;
                self.supply.dividends = self.supply.dividends.checked_add(units).ok_or(MORE)?;
            }
            Place::Supply => {
                self.supply.burnt = self.supply.burnt.checked_add(units).ok_or(MORE)?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<(), Broken> {
        let asset = self.terms.asset;
        let tables = &mut self.state.treasury;
        if tables.supplies.get(&asset) != Some(&self.supply) {
            tables.supplies.put(asset, self.supply);
        }
        if self.is_voting {
            let row = tables.share_totals.get(&asset).cloned();
            let row = row.unwrap_or_else(|| ShareRow::nothing(self.supply.dao));
            if row.held.value() != self.votes {
                let oldest = shares::oldest_total(self.terms.at);
                tables.share_totals.put(asset, row.with(self.terms, self.votes, oldest)?);
            }
        }
        Ok(())
    }

    fn balance(&self, account: AccountId) -> u128 {
        units(self.state.treasury.balances.get(&(account, self.terms.asset)))
    }

    fn stake(&self, account: AccountId) -> u128 {
        units(self.state.treasury.stakes.get(&(account, self.terms.asset)))
    }

    fn set_balance(&mut self, account: AccountId, units: u128) -> Result<(), Broken> {
        let key = (account, self.terms.asset);
        let balances = &mut self.state.treasury.balances;
        if units == 0 {
            balances.remove(&key);
        } else if balances.update(&key, |row| row.units = units).is_none() {
            balances.put(key, Balance { dao: self.supply.dao, units });
        }
        if self.is_voting { self.count(account, units) } else { Ok(()) }
    }

    /// Counts shares in the hand of whoever can vote with them. A share that nobody can vote with
    /// is in no denominator either.
    fn count(&mut self, account: AccountId, units: u128) -> Result<(), Broken> {
        if can_vote(self.state, self.supply.dao, account) {
            return self.set_votes(account, units);
        }
        match self.state.treasury.shares.get(&(self.terms.asset, account)) {
            Some(row) if row.held.value() > 0 => self.set_votes(account, 0),
            _ => Ok(()),
        }
    }

    /// Counts the shares in the pots of a DAO that belongs to the one which issues them.
    fn count_of(&mut self, dao: DaoId) -> Result<(), Broken> {
        if !self.is_voting || dao == self.supply.dao {
            return Ok(());
        }
        match identity::account_of_dao(self.state, dao) {
            Some(account) => {
                let units = held_by(self.state, account, self.terms.asset);
                self.count(account, units)
            }
            None => Ok(()),
        }
    }

    fn set_votes(&mut self, account: AccountId, units: u128) -> Result<(), Broken> {
        const OFF: Broken = Broken("voting shares do not add up");
        let key = (self.terms.asset, account);
        let row = self.state.treasury.shares.get(&key).cloned();
        let row = row.unwrap_or_else(|| ShareRow::nothing(self.supply.dao));
        let others = self.votes.checked_sub(row.held.value()).ok_or(OFF)?;
        self.votes = others.checked_add(units).ok_or(OFF)?;
        let row = row.with(self.terms, units, shares::oldest_asked(self.terms.at))?;
        if row.held.is_empty() {
            self.state.treasury.shares.remove(&key);
        } else {
            self.state.treasury.shares.put(key, row);
        }
        Ok(())
    }

    fn set_unsettled(
        &mut self,
        share: AssetId,
        change: impl FnOnce(u128) -> Option<u128>,
    ) -> Option<()> {
        let key = (share, self.terms.asset);
        let unsettled = change(self.state.treasury.dividends.get(&key)?.unsettled)?;
        self.state.treasury.dividends.update(&key, |row| row.unsettled = unsettled)
    }

    fn set_stake(&mut self, account: AccountId, units: u128) {
        let key = (account, self.terms.asset);
        if units == 0 {
            self.state.treasury.stakes.remove(&key);
        } else {
            let row = Balance { dao: self.supply.dao, units };
            self.state.treasury.stakes.put(key, row);
        }
    }
}

fn units(row: Option<&Balance>) -> u128 {
    row.map_or(0, |row| row.units)
}

impl ShareRow {
    fn nothing(dao: DaoId) -> Self {
        Self { dao, held: Checkpoints::default() }
    }

    /// With `units` held from this block on, and without what nobody asks for any more.
    fn with(mut self, terms: Terms, units: u128, oldest: Moment) -> Result<Self, Broken> {
        self.held.prune(oldest);
        let kept = self.held.set(terms.at, units, terms.aged);
        kept.map_err(|_| Broken("shares changed in a block before the last"))?;
        Ok(self)
    }
}

/// Whether shares of an account carry a vote: somebody holds it, who is an admitted member.
pub(crate) fn can_vote(state: &State, dao: DaoId, account: AccountId) -> bool {
    identity::is_held(state, account) && crate::dao::is_admitted(state, dao, account)
}

/// What an account holds of an asset: its balance, or what lies in the pots of the DAO that it
/// stands for.
pub(crate) fn held_by(state: &State, account: AccountId, asset: AssetId) -> u128 {
    let Some(dao) = identity::dao_of(state, account) else {
        return units(state.treasury.balances.get(&(account, asset)));
    };
    let rows = treasury::holdings(state, dao).filter(|((_, _, of), _)| *of == asset);
    // No sum of pots is more than the asset's supply.
    rows.fold(0, |sum, (_, row)| sum.saturating_add(row.balance))
}

/// Counts the shares of an account anew, once somebody holds it, is admitted, or leaves.
///
/// # Errors
/// As [`post`].
pub(crate) fn count_shares(
    state: &mut State,
    terms: Terms,
    account: AccountId,
) -> Result<(), Broken> {
    let mut posting = Posting::begin(state, terms)?;
    if posting.is_voting {
        let units = held_by(posting.state, account, terms.asset);
        posting.count(account, units)?;
    }
    posting.finish()
}

/// Promises, or takes back the promise of, units of a pot.
///
/// # Errors
/// [`Broken`] where not so much is free, or promised.
pub(crate) fn promise(
    state: &mut State,
    key: (DaoId, PotId, AssetId),
    units: u128,
    back: bool,
) -> Result<(), Broken> {
    const OFF: Broken = Broken("a promise is larger than what it is about");
    let mut holding = state.treasury.holdings.get(&key).copied().ok_or(OFF)?;
    holding.reserved = if back {
        holding.reserved.checked_sub(units).ok_or(OFF)?
    } else {
        holding.reserved.checked_add(units).filter(|sum| *sum <= holding.balance).ok_or(OFF)?
    };
    state.treasury.holdings.put(key, holding);
    Ok(())
}
