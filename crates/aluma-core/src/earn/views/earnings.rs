//! What somebody earned by programmes, and why it was so much.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::earn::types::{Curve, RewardClaim, Stage};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Somebody's earnings
///
/// What somebody claimed by programmes of a community, oldest first, a hundred at a time: by which curve and
/// score, what was set aside, what is paid, and what comes when.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "my-earnings", he = "מה הרווחתי", result = EarningsAnswer)]
pub struct EarningsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Whose.
    #[he("החשבון")]
    pub account: AccountId,
    /// Claims after this one.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// What somebody earned, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct EarningsAnswer {
    /// Claims.
    #[he("דרישות")]
    pub earnings: List<EarningRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
}

/// What came of one claim.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct EarningRow {
    /// The claim.
    #[he("מספר הדרישה")]
    pub claim: u64,
    /// The programme.
    #[he("מספר התוכנית")]
    pub programme: u64,
    /// When it was claimed.
    #[he("מתי")]
    pub at: Timestamp,
    /// By which curve.
    #[he("לפי")]
    pub curve: Curve,
    /// Its score.
    #[he("ציון")]
    pub score: u64,
    /// What is set aside for it, as far as the epoch, the caps and what lies in trust reached.
    #[he("הוקצה")]
    pub amount: Amount,
    /// What is paid of it.
    #[he("שולם")]
    pub paid: Amount,
    /// How far it has come, and when the next is due.
    #[he("שלב")]
    pub stage: Stage,
}

fn row(claim: u64, of: &RewardClaim, (asset, curve): (AssetId, &Curve)) -> EarningRow {
    EarningRow {
        claim,
        programme: of.programme,
        at: of.at,
        curve: curve.clone(),
        score: of.score,
        amount: Amount { asset, units: of.units },
        paid: Amount { asset, units: of.paid },
        stage: of.stage,
    }
}

impl View for EarningsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = EarningsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<EarningsAnswer, Refused> {
        let (key, tables) = ((self.dao, self.account), &look.state.earn);
        let numbers = tables.reward_claims.index().of_account(key, self.after.unwrap_or(0));
        let rows = numbers.filter_map(|number| {
            let claim = tables.reward_claims.get(&(self.dao, number))?;
            let programme = tables.programmes.get(&(self.dao, claim.programme))?;
            Some(row(number, claim, (programme.asset, &programme.terms.curve)))
        });
        let (earnings, next) = page(rows, |row| row.claim);
        Ok(EarningsAnswer { earnings, next })
    }
}
