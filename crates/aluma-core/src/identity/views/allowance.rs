//! Answers about what an account may do in a day.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, Timestamp};

use crate::identity::refusals::Refusal;
use crate::identity::rules::allowance::{Budget, next_day};
use crate::identity::rules::drawing::standing_of;
use crate::identity::types::Standing;
use crate::identity::{account, used_by};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Allowance of an account
///
/// How much it may still do today. Only its holder sees that: how much somebody does would tell of
/// communities that others may not see.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "allowance", he = "המכסה היומית", result = AllowanceAnswer)]
pub struct AllowanceView {
    /// The account.
    #[he("החשבון")]
    pub account: AccountId,
}

/// What an account may do in a day.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AllowanceAnswer {
    /// The account.
    #[he("חשבון")]
    pub account: AccountId,
    /// For its holder.
    #[he("היום")]
    pub today: Option<TodayAnswer>,
}

/// What is left of a day.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct TodayAnswer {
    /// How the account stands in the whole ledger.
    #[he("ותק")]
    pub standing: Standing,
    /// Actions of a whole day.
    #[he("פעולות ביום")]
    pub actions: u64,
    /// Bytes of a whole day, those of texts included.
    #[he("בתים ביום")]
    pub bytes: u64,
    /// Actions that are left.
    #[he("פעולות שנותרו")]
    pub actions_left: u64,
    /// Bytes that are left.
    #[he("בתים שנותרו")]
    pub bytes_left: u64,
    /// When the next day begins.
    #[he("מתחדשת")]
    pub renews_at: Timestamp,
}

impl View for AllowanceView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = AllowanceAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<AllowanceAnswer, Refused> {
        let id = self.account;
        account(look.state, id).ok_or(Refusal::NoSuchAccount { account: id })?;
        let today = (look.reader == Some(id)).then(|| {
            let standing = standing_of(look.state, look.now, id);
            let times = look.state.kernel.chain.get(&0).map_or(1, |row| row.allowance);
            let Budget { actions, bytes } = Budget::of(standing).times(times.into());
            let (_, used) = used_by(look.state, look.now, (id, 0));
            TodayAnswer {
                standing,
                actions,
                bytes,
                actions_left: actions.saturating_sub(used.actions),
                bytes_left: bytes.saturating_sub(used.bytes),
                renews_at: next_day(look.now),
            }
        });
        Ok(AllowanceAnswer { account: id, today })
    }
}
