//! What a season of programmes is played on: a crowd under rules that may be weaker, its money, people whom
//! somebody brought, and what the community decides.

use aluma_types::{AccountId, Act, AssetId, DaoId, Hash32, List, Text};

use super::crowd::{self, Crowd, Trouble};
use crate::dao;
use crate::earn::types::Curve;
use crate::kernel::action::Registry;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::Stop;
use crate::treasury::actions::Issue;
use crate::treasury::actions::issue::IssueOf;
use crate::treasury::actions::steps::create_pot;
use crate::treasury::types::{AssetKind, GENERAL, GENERAL_NAME, Recipient};

impl Crowd {
    /// A crowd under other rules than the ledger's.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn ruled(seed: Hash32, members: u64, registry: &'static Registry) -> Result<Self, Trouble> {
        let mut crowd = Self::seeded(seed, (members, 0))?;
        crowd.machine.registry = registry;
        Ok(crowd)
    }

    /// So many base units of an asset of the community's own, in its general pot.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn money(&mut self, units: u128) -> Result<AssetId, Trouble> {
        let (dao, origin) = (self.dao, self.community());
        let name = Text::new(GENERAL_NAME).map_err(|_| "a pot's name")?;
        self.with(origin, |ctx| {
            create_pot(ctx, (dao, GENERAL), name);
            Ok(())
        })?;
        let symbol = Text::new("EUR").map_err(|_| "a symbol")?;
        let asset = IssueOf::New { symbol, decimals: 2, kind: AssetKind::Token };
        let to = Recipient::Pot { dao, pot: GENERAL };
        let issue = Issue { asset, units, to, reason: None };
        let made = self.done(origin, &issue)?;
        made.map(AssetId).ok_or("an asset's number")
    }

    /// Gives somebody a vote on a member's word, as of the last block, whatever that member's word may
    /// bring: a community that was deceived.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn brought(&mut self, account: AccountId, by: AccountId) -> Result<(), Trouble> {
        let dao = self.dao;
        self.with(Origin::Founder, |ctx| {
            let admitted = dao::admit_member(ctx, dao, account, Some(by));
            ctx.out.events.clear();
            admitted.map_err(|_| "a member")
        })
    }

    /// Does something as the community, as of the last block, like a proposal that passed; the number of
    /// what it makes.
    ///
    /// # Errors
    /// The name of the refusal.
    pub fn decides(&mut self, act: &Act) -> Result<Option<u64>, Trouble> {
        let origin = self.community();
        self.with(origin, |ctx| {
            let ran = crate::kernel::dispatch::run(ctx, act);
            ran.map_err(|stop| match stop {
                Stop::Refused(refused) => refused.name,
                Stop::Broken(broken) => broken.0,
            })?;
            Ok(ctx.out.made)
        })
    }

    /// A community for practice that somebody founded, of whom there is one of each number.
    ///
    /// # Errors
    /// [`Trouble`].
    pub fn practice(&mut self, founder: AccountId, number: u64) -> Result<DaoId, Trouble> {
        self.with(Origin::Founder, |ctx| {
            let new = crowd::community(number, founder)?;
            let charter = dao::may_found(ctx, &new).map_err(|_| "a charter")?;
            let dao = dao::create(ctx, new, charter).map_err(|_| "a dao")?;
            ctx.out.events.clear();
            Ok(dao)
        })
    }

    /// Pays the ladder of a programme of the community in one part, the second, but for one unit in each of
    /// the others: what a course would be without parts that wait.
    pub fn in_one_part(&mut self, programme: u64) {
        let key = (self.dao, programme);
        self.machine.state.earn.programmes.update(&key, |row| {
            if let Curve::Ladder { units, parts } = &mut row.terms.curve {
                let most = u16::try_from(units.saturating_sub(4)).unwrap_or(u16::MAX);
                *parts = List::new(alloc::vec![1, most, 1, 1, 1]).unwrap_or_default();
            }
        });
        self.machine.state.forget();
    }
}
