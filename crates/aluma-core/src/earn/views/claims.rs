//! Claims, and one of them.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::earn::Refusal;
use crate::earn::types::{Kind, RewardClaim, Stage};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Reward claims
///
/// Claims of a programme, oldest first, a hundred at a time: whose they are, how far each has come, and what
/// is set aside and paid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "reward-claims", he = "דרישות תגמול", result = RewardClaimsAnswer)]
pub struct RewardClaimsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub programme: u64,
    /// Claims after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Claims, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RewardClaimsAnswer {
    /// The claims.
    #[he("דרישות")]
    pub claims: List<RewardClaimRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// A claim in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct RewardClaimRow {
    /// Its number.
    #[he("מספר")]
    pub claim: u64,
    /// Whose.
    #[he("מי")]
    pub account: AccountId,
    /// When it was claimed.
    #[he("מתי")]
    pub at: Timestamp,
    /// What it brings.
    #[he("סוג הראיה")]
    pub kind: Kind,
    /// Its score.
    #[he("ציון")]
    pub score: u64,
    /// Base units set aside for it.
    #[he("יחידות")]
    pub units: u128,
    /// Base units paid.
    #[he("שולם")]
    pub paid: u128,
    /// How far it has come.
    #[he("שלב")]
    pub stage: Stage,
}

fn row(claim: u64, row: &RewardClaim) -> RewardClaimRow {
    let RewardClaim { account, at, kind, score, units, paid, stage, .. } = *row;
    RewardClaimRow { claim, account, at, kind, score, units, paid, stage }
}

impl View for RewardClaimsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = RewardClaimsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<RewardClaimsAnswer, Refused> {
        let (key, tables) = ((self.dao, self.programme), &look.state.earn);
        if !tables.programmes.contains(&key) {
            return Err(Refusal::NoSuchProgramme { programme: self.programme }.into());
        }
        let numbers = tables.reward_claims.index().of_programme(key, self.after.unwrap_or(0));
        let rows = numbers
            .filter_map(|number| Some(row(number, tables.reward_claims.get(&(self.dao, number))?)));
        let (claims, next) = page(rows, |row| row.claim);
        Ok(RewardClaimsAnswer { claims, next })
    }
}

/// A reward claim
///
/// What it brings, what verifiers said, who challenged it, how far it has come, and what was paid.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "reward-claim", he = "דרישת תגמול", result = RewardClaimAnswer)]
pub struct RewardClaimView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The claim.
    #[he("מספר הדרישה")]
    pub claim: u64,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RewardClaimAnswer {
    /// The claim.
    #[he("הדרישה")]
    pub claim: RewardClaim,
}

impl View for RewardClaimView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = RewardClaimAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<RewardClaimAnswer, Refused> {
        let row = look.state.earn.reward_claims.get(&(self.dao, self.claim)).cloned();
        let claim = row.ok_or(Refusal::NoSuchRewardClaim { claim: self.claim })?;
        Ok(RewardClaimAnswer { claim })
    }
}
