//! Make accounts for people who are paid before they come.

use alloc::collections::BTreeSet;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, Hash32, List, Name};

use super::steps;
use crate::dao::tables::Payee;
use crate::dao::types::HANDLE_BYTES;
use crate::dao::{Event, Refusal, existing, is_admitted, payee};
use crate::identity;
use crate::identity::types::{LABEL_BYTES, NewAccount};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};

/// Payees that one action may enroll.
const MAX_PAYEES: usize = 500;

/// Enroll payees
///
/// Makes an account for each, in their order and one number after another: it receives, cannot act,
/// and is claimed by its one-time secret or by a key that the DAO approves. A DAO enrolls each label
/// once.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "enroll",
    he = "רישום מוטבים",
    says_en = "Make accounts for payees of { $dao }: { $payees }.",
    says_he = "לפתוח חשבונות למוטבים של { $dao }: { $payees }.",
    by(Member, Dao),
    track = Tip,
    cost(2_000, 10, 3_000)
)]
pub(crate) struct Enroll {
    /// Which DAO.
    #[he("איזה ארגון")]
    pub(crate) dao: DaoId,
    /// Who they are.
    #[he("המוטבים")]
    pub(crate) payees: List<NewPayee, MAX_PAYEES>,
}

/// Somebody who gets an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) struct NewPayee {
    /// The account's handle.
    #[he("כינוי")]
    pub(crate) handle: Name<HANDLE_BYTES>,
    /// What the list of payees calls them.
    #[he("שם ברשימה")]
    pub(crate) label: Body<LABEL_BYTES>,
    /// The label's hash, by which the DAO finds them again.
    #[he("גיבוב השם")]
    pub(crate) label_hash: Hash32,
    /// The public half of the one-time secret that claims the account.
    #[he("המפתח הציבורי של הסוד")]
    pub(crate) secret: Option<Hash32>,
}

impl Action for Enroll {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = ();

    fn check(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        let dao = self.dao;
        if self.payees.is_empty() {
            return Err(Refusal::NobodyToEnroll.into());
        }
        let (mut labels, mut names) = (BTreeSet::new(), BTreeSet::new());
        for (place, new) in (1u64..).zip(self.payees.iter()) {
            if !labels.insert(new.label_hash) {
                return Err(Refusal::PayeeEnrolled { place }.into());
            }
            if !names.insert(new.handle.skeleton) {
                return Err(Refusal::PayeeNameTaken { place }.into());
            }
        }
        match ctx.origin() {
            Origin::Dao { dao: acting, .. } if acting != dao => {
                return Err(Refusal::AnotherDao.into());
            }
            Origin::Member { account, .. } => {
                steps::known(ctx.state, dao, account)?;
                if !is_admitted(ctx.state, dao, account) {
                    return Err(Refusal::NotAdmitted.into());
                }
            }
            _ => existing(ctx.state, dao)?,
        }
        for (place, new) in (1u64..).zip(self.payees.iter()) {
            if payee(ctx.state, dao, &new.label_hash).is_some() {
                return Err(Refusal::PayeeEnrolled { place }.into());
            }
            if !identity::name_is_free(ctx.state, &new.handle.skeleton) {
                return Err(Refusal::PayeeNameTaken { place }.into());
            }
        }
        Ok(())
    }

    fn apply(self, (): (), ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let dao = self.dao;
        let mut first: Option<AccountId> = None;
        for new in self.payees.iter() {
            let account = identity::create(
                ctx,
                NewAccount {
                    secret: new.secret,
                    name: Some(new.handle),
                    label: Some(new.label),
                    home: Some(dao),
                    ..NewAccount::default()
                },
            )?;
            ctx.state.dao.payees.put((dao, new.label_hash), Payee { account });
            first.get_or_insert(account);
        }
        if let Some(first) = first {
            let count = u32::try_from(self.payees.len()).unwrap_or(u32::MAX);
            ctx.emit(&Event::PayeesEnrolled { dao, first, count });
            ctx.made(first.0);
        }
        Ok(())
    }
}
