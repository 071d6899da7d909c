//! Who answers with a bond.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use crate::earn::Refusal;
use crate::earn::types::Attestor;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};

/// Attestors of a programme
///
/// Who answers with a bond for what they say of its claims: how much, for how many, and how often that was
/// found untrue.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "attestors", he = "המאמתים של תוכנית", result = AttestorsAnswer)]
pub struct AttestorsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub programme: u64,
    /// Accounts after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Attestors, by their accounts.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AttestorsAnswer {
    /// The attestors.
    #[he("מאמתים")]
    pub attestors: List<AttestorRow, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// An attestor in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct AttestorRow {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// How they stand.
    #[he("מצב")]
    pub row: Attestor,
}

impl View for AttestorsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = AttestorsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<AttestorsAnswer, Refused> {
        let (dao, programme) = (self.dao, self.programme);
        if !look.state.earn.programmes.contains(&(dao, programme)) {
            return Err(Refusal::NoSuchProgramme { programme }.into());
        }
        let after = AccountId(self.after.map_or(0, |after| after.0.saturating_add(1)));
        let range = (dao, programme, after)..=(dao, programme, AccountId(u64::MAX));
        let rows = look.state.earn.attestors.range(range);
        let rows = rows.map(|((_, _, account), row)| AttestorRow { account: *account, row: *row });
        let (attestors, next) = page(rows, |row| row.account);
        Ok(AttestorsAnswer { attestors, next })
    }
}
