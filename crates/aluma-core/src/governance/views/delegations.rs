//! Who votes for whom.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::DelegationAnswer;
use crate::dao;
use crate::governance::types::TrackName;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Delegations, and communities, on the one page that there is.
const PAGE: usize = 200;

/// Delegations of an account
///
/// In whose hands its votes lie, and how many votes of others lie in its own, community by
/// community, of those whose members the reader may see.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "delegations", he = "ייפויי הכוח של חשבון", result = DelegationsAnswer)]
pub struct DelegationsView {
    /// The account.
    #[he("החשבון")]
    pub account: AccountId,
}

/// Delegations of an account.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct DelegationsAnswer {
    /// What it gave.
    #[he("ניתנו")]
    pub given: List<GivenRow, PAGE>,
    /// What it was given.
    #[he("התקבלו")]
    pub held: List<HeldRow, PAGE>,
}

/// A delegation that somebody gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct GivenRow {
    /// Where.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// To whom.
    #[he("ייפוי הכוח")]
    pub delegation: DelegationAnswer,
}

/// Votes that lie in somebody's hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct HeldRow {
    /// Where.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// How many delegations.
    #[he("כמה")]
    pub votes: u64,
}

impl View for DelegationsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = DelegationsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<DelegationsAnswer, Refused> {
        let (account, table) = (self.account, &look.state.governance.delegations);
        let mut answer = DelegationsAnswer { given: List::default(), held: List::default() };
        let daos = dao::daos_of(look.state, account);
        for dao in daos.filter(|dao| dao::may_read(look, *dao).is_ok()) {
            for ((_, _, key), row) in table.range((dao, account, 0)..=(dao, account, u8::MAX)) {
                let (to, since) = (row.to, row.since.time);
                let track = TrackName::of_key(*key);
                let delegation = DelegationAnswer { to, track, since };
                answer.given.push(GivenRow { dao, delegation });
            }
            let votes = crate::governance::rules::delegation::held(look.state, dao, account) as u64;
            if votes > 0 {
                answer.held.push(HeldRow { dao, votes });
            }
        }
        Ok(answer)
    }
}
