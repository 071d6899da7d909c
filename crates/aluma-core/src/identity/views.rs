//! Answers about accounts.

mod allowance;

pub use allowance::{AllowanceAnswer, AllowanceView, TodayAnswer};

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Body, Canon, DaoId, List, Name, PublicKey, Timestamp};

use crate::identity::refusals::Refusal;
use crate::identity::rules::{LONG, needed};
use crate::identity::types::{
    Grant, GuardChange, Guardian, Guards, HANDLE_BYTES, Holder, KeyRole, LABEL_BYTES, MAX_GUARDIANS,
};
use crate::identity::{account, accounts_of, keys_of};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// One account
///
/// Who it is and which keys act for it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "account", he = "חשבון", result = AccountAnswer)]
pub struct AccountView {
    /// The account.
    #[he("החשבון")]
    pub account: AccountId,
}

/// An account as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AccountAnswer {
    /// Its number.
    #[he("מספר")]
    pub account: AccountId,
    /// Its handle.
    #[he("כינוי")]
    pub name: Option<Name<HANDLE_BYTES>>,
    /// What a list of payees called it; only for readers of the DAO that enrolled it.
    #[he("שם ברשימה")]
    pub label: Option<Body<LABEL_BYTES>>,
    /// The DAO that enrolled it, for those who may see that DAO.
    #[he("הארגון שרשם")]
    pub home: Option<DaoId>,
    /// Whether somebody holds it.
    #[he("נתבע")]
    pub claimed: bool,
    /// When it was made.
    #[he("מאז")]
    pub since: Timestamp,
    /// How many changes of keys there were: the turn of the next.
    #[he("שינויי מפתחות")]
    pub sequence: u64,
    /// Its keys.
    #[he("מפתחות")]
    pub keys: List<KeyAnswer, 64>,
    /// The DAO that it stands for, for those who may see that DAO.
    #[he("בשם הארגון")]
    pub of: Option<DaoId>,
}

/// A key as everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct KeyAnswer {
    /// Its number in the account.
    #[he("מספר")]
    pub number: u16,
    /// The public half.
    #[he("מפתח ציבורי")]
    pub public: PublicKey,
    /// What it may do.
    #[he("תפקיד")]
    pub role: KeyRole,
    /// When it was added.
    #[he("מאז")]
    pub since: Timestamp,
    /// The last moment at which it may sign.
    #[he("תקף עד")]
    pub expires_at: Option<Timestamp>,
    /// What it is for and how much it may spend; only for whoever holds the account, since scopes
    /// name communities.
    #[he("הגבלות")]
    pub grant: Option<Grant>,
}

impl View for AccountView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = AccountAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<AccountAnswer, Refused> {
        let id = self.account;
        let row = account(look.state, id).ok_or(Refusal::NoSuchAccount { account: id })?;
        let home = row.home.filter(|dao| crate::registry::may_read(look, *dao).is_ok());
        let mut keys = List::default();
        for (number, key) in keys_of(look.state, id) {
            let (public, role, since, expires_at) =
                (key.public, key.role, key.since, key.expires_at);
            let grant = look.state.identity.grants.get(&(id, number)).cloned();
            let grant = grant.filter(|_| look.reader == Some(id));
            keys.push(KeyAnswer { number, public, role, since, expires_at, grant });
        }
        Ok(AccountAnswer {
            account: id,
            name: row.name,
            // A label names a person in a community's books: it follows that community's rule.
            label: row.label.filter(|_| home.is_some()),
            home,
            claimed: row.holder == Holder::Keys {},
            since: row.since,
            sequence: row.sequence,
            keys,
            of: crate::identity::dao_of(look.state, id)
                .filter(|dao| crate::registry::may_read(look, *dao).is_ok()),
        })
    }
}

/// Accounts of a key
///
/// Which accounts a public key can act for.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "accounts", he = "החשבונות של מפתח", result = AccountsAnswer)]
pub struct AccountsView {
    /// The public key.
    #[he("מפתח ציבורי")]
    pub key: PublicKey,
}

/// Accounts of a key, lowest first.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct AccountsAnswer {
    /// The accounts and the key's number in each.
    #[he("חשבונות")]
    pub accounts: List<KeyHolder, 64>,
}

/// An account and the number of a key in it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct KeyHolder {
    /// The account.
    #[he("חשבון")]
    pub account: AccountId,
    /// The key's number in it.
    #[he("מספר המפתח")]
    pub key: u16,
    /// What it may do there: how far ahead it may sign follows from it.
    #[he("תפקיד")]
    pub role: KeyRole,
}

impl View for AccountsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = AccountsAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<AccountsAnswer, Refused> {
        let mut accounts = List::default();
        for (account, key) in accounts_of(look.state, &self.key) {
            let row = look.state.identity.keys.get(&(account, key));
            let Some(role) = row.map(|row| row.role) else { continue };
            if !accounts.push(KeyHolder { account, key, role }) {
                break;
            }
        }
        Ok(AccountsAnswer { accounts })
    }
}

/// Recovery of an account
///
/// What waits and what is under way with an account's keys. Who its guardians are only its holder
/// sees; a guardian sees that they are one.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "recovery", he = "שחזור חשבון", result = RecoveryAnswer)]
pub struct RecoveryView {
    /// The account.
    #[he("החשבון")]
    pub account: AccountId,
}

/// What waits and what is under way with an account's keys.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RecoveryAnswer {
    /// The account.
    #[he("חשבון")]
    pub account: AccountId,
    /// Guardians and how many it takes: all for the account's holder, oneself for a guardian.
    #[he("אנשי הקשר לשחזור")]
    pub guards: Option<Guards>,
    /// What they are about to be; for the account's holder.
    #[he("שינוי ממתין")]
    pub change: Option<GuardChange>,
    /// Keys that are about to be removed.
    #[he("מפתחות שיוסרו")]
    pub removals: List<RemovalAnswer, 64>,
    /// The recovery under way.
    #[he("שחזור פתוח")]
    pub open: Option<OpenAnswer>,
    /// How many guardians it takes to start one now; for the holder and guardians.
    #[he("כמה נדרשים עכשיו")]
    pub needed: Option<u8>,
    /// Words of guardians that may still count, without who gave them; for the holder and guardians.
    #[he("מה שנאמר")]
    pub said: List<SaidAnswer, MAX_GUARDIANS>,
    /// When the last try was cancelled; for the holder and guardians.
    #[he("הניסיון האחרון בוטל")]
    pub cancelled: Option<Timestamp>,
}

/// A guardian's word.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct SaidAnswer {
    /// For which key.
    #[he("בעד המפתח")]
    pub key: PublicKey,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
}

/// A key that is about to be removed.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct RemovalAnswer {
    /// The key's number.
    #[he("מספר המפתח")]
    pub key: u16,
    /// Until when it may object.
    #[he("עד")]
    pub until: Timestamp,
}

/// A recovery under way.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct OpenAnswer {
    /// The key that the account will have.
    #[he("המפתח החדש")]
    pub key: PublicKey,
    /// When it began.
    #[he("מאז")]
    pub began: Timestamp,
    /// Until when it can be cancelled.
    #[he("עד")]
    pub until: Timestamp,
    /// Whether it repeats one that was cancelled.
    #[he("חוזר")]
    pub repeated: bool,
}

impl View for RecoveryView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = RecoveryAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<RecoveryAnswer, Refused> {
        let id = self.account;
        account(look.state, id).ok_or(Refusal::NoSuchAccount { account: id })?;
        let tables = &look.state.identity;
        let is_holder = look.reader == Some(id);
        let row = tables.guards.get(&id);
        let mut removals = List::default();
        for ((_, key), row) in tables.removals.range((id, 0)..=(id, u16::MAX)) {
            removals.push(RemovalAnswer { key: *key, until: row.at });
        }
        let open = crate::identity::under_way(look.state, id);
        let guards = row.and_then(|row| guards_for(look, id, &row.now));
        let recovery = tables.recoveries.get(&id).filter(|_| guards.is_some());
        let mut said = List::default();
        for word in recovery.iter().flat_map(|row| row.supports.iter()) {
            if look.now <= word.at.after(LONG) {
                said.push(SaidAnswer { key: word.key, at: word.at });
            }
        }
        let needs = guards.as_ref().map(|guards| match recovery {
            Some(row) => needed(row, guards, look.now),
            None => usize::from(guards.threshold),
        });
        Ok(RecoveryAnswer {
            account: id,
            guards,
            change: row.filter(|_| is_holder).and_then(|row| row.change.clone()),
            removals,
            open: open.map(|open| OpenAnswer {
                key: open.key,
                began: open.began,
                until: open.ends,
                repeated: open.repeats.is_some(),
            }),
            needed: needs.and_then(|needs| u8::try_from(needs).ok()),
            said,
            cancelled: recovery.and_then(|row| row.cancelled).map(|last| last.at),
        })
    }
}

/// As much of the guardians as the reader may see.
fn guards_for(look: &Look<'_>, id: AccountId, guards: &Guards) -> Option<Guards> {
    let reader = look.reader?;
    if reader == id {
        return Some(guards.clone());
    }
    let own = Guardian::Account { account: reader };
    guards.guardians.contains(&own).then(|| Guards {
        guardians: List::new(alloc::vec![own]).unwrap_or_default(),
        threshold: guards.threshold,
    })
}
