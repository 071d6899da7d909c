//! Who is of which tier.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::rules::reading;
use crate::reputation::rules::tiers::Terms;
use crate::reputation::tier;
use crate::reputation::types::{Reached, Tier, area};

/// Tiers
///
/// Who reached a tier in a domain, or was chosen as a steward, and which tier they have now; in the
/// order of accounts, a hundred at a time. And what each tier asks for in a community of this size.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "tiers", he = "דרגות", result = TiersAnswer)]
pub struct TiersView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// In this domain; none is the whole community.
    #[he("תחום")]
    pub domain: Option<u32>,
    /// After this account.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Who is of which tier.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct TiersAnswer {
    /// What a contributor has.
    #[he("תורם או תורמת")]
    pub contributor: Terms,
    /// What a core contributor has.
    #[he("ליבה")]
    pub core: Terms,
    /// Whole points of a steward.
    #[he("רכז או רכזת")]
    pub steward_points: u64,
    /// Who.
    #[he("מי")]
    pub tiers: List<TierAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// Somebody's tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct TierAnswer {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// What they reached.
    #[he("הושגה")]
    pub reached: Reached,
    /// What they have now.
    #[he("היום")]
    pub now: Tier,
}

impl View for TiersView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = TiersAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<TiersAnswer, Refused> {
        let Self { dao, domain, after } = *self;
        super::existing(look, dao)?;
        let ladder = reading::ladder(look.state, dao);
        let from = AccountId(after.map_or(0, |after| after.0.saturating_add(1)));
        let last = (dao, area(domain), AccountId(u64::MAX));
        let rows = look.state.reputation.tiers.range((dao, area(domain), from)..=last);
        let rows = rows.map(|((.., account), row)| TierAnswer {
            account: *account,
            reached: *row,
            now: tier(look.state, (dao, domain, *account), look.now),
        });
        let (tiers, next) = page(rows, |row| row.account);
        let (contributor, core) = (ladder.contributor, ladder.core);
        let steward_points = ladder.steward_points;
        Ok(TiersAnswer { contributor, core, steward_points, tiers, next })
    }
}
