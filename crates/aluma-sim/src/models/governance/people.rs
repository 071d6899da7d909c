//! Who belonged when, as intervals, and what that weighs.

use super::Moment;

/// One head.
pub(crate) const HEAD: u128 = 1_000_000;

/// A time during which somebody had a vote.
#[derive(Clone, Copy, Debug)]
struct Stay {
    dao: u64,
    account: u64,
    from: Moment,
    until: Option<Moment>,
    aged: bool,
}

/// All stays of everybody.
#[derive(Debug, Default)]
pub(crate) struct People(Vec<Stay>);

impl People {
    /// Somebody gets a vote; `aged` where it counts in full at once.
    pub(crate) fn admit(&mut self, dao: u64, account: u64, (from, aged): (Moment, bool)) {
        if !self.is_in(dao, account) {
            self.0.push(Stay { dao, account, from, until: None, aged });
        }
    }

    /// Somebody leaves.
    pub(crate) fn leave(&mut self, dao: u64, account: u64, at: Moment) {
        let mut stays = self.0.iter_mut();
        let stay =
            stays.find(|stay| (stay.dao, stay.account) == (dao, account) && stay.until.is_none());
        if let Some(stay) = stay {
            stay.until = Some(at);
        }
    }

    /// Whether somebody has a vote now.
    pub(crate) fn is_in(&self, dao: u64, account: u64) -> bool {
        let mut stays = self.0.iter();
        stays.any(|stay| (stay.dao, stay.account) == (dao, account) && stay.until.is_none())
    }

    /// Who has a vote in a DAO now.
    pub(crate) fn of(&self, dao: u64) -> Vec<u64> {
        let stays = self.0.iter().filter(|stay| stay.dao == dao && stay.until.is_none());
        stays.map(|stay| stay.account).collect()
    }

    /// How many had a vote at a height.
    pub(crate) fn count(&self, dao: u64, height: u64) -> u128 {
        self.0.iter().filter(|stay| stay.dao == dao && stay.covers(height)).count() as u128
    }

    /// What somebody's head weighed at a height, not aged.
    pub(crate) fn held(&self, dao: u64, account: u64, height: u64) -> u128 {
        let mut stays = self.0.iter();
        let had =
            stays.any(|stay| (stay.dao, stay.account) == (dao, account) && stay.covers(height));
        if had { HEAD } else { 0 }
    }

    /// What somebody's head counted at a snapshot: its mean over the ramp, unless aged.
    pub(crate) fn weight(&self, dao: u64, account: u64, (at, ramp): (Moment, u64)) -> u128 {
        let mine: Vec<&Stay> =
            self.0.iter().filter(|stay| (stay.dao, stay.account) == (dao, account)).collect();
        let Some(present) = mine.iter().find(|stay| stay.covers(at.height)) else { return 0 };
        if present.aged || ramp == 0 {
            return HEAD;
        }
        let begin = at.time.saturating_sub(ramp);
        let mut lived = 0u128;
        for stay in mine.iter().filter(|stay| !stay.aged && stay.from.height <= at.height) {
            let until = stay.until.filter(|until| until.height <= at.height).unwrap_or(at);
            lived += u128::from(until.time.saturating_sub(stay.from.time.max(begin)));
        }
        (lived * HEAD / u128::from(ramp)).min(HEAD)
    }
}

impl Stay {
    fn covers(&self, height: u64) -> bool {
        self.from.height <= height && self.until.is_none_or(|until| until.height > height)
    }
}
