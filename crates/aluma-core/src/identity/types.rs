//! Nouns of identity.

use alloc::vec::Vec;

use aluma_types::admission::{Inadmissible, NONCE_AHEAD, SESSION_AHEAD, VALID_AHEAD};
use aluma_types::codec::{DecodeError, Reader};
use aluma_types::spec::{Hand, TypeSpec};
use aluma_types::{
    AccountId, Amount, Body, Canon, DaoId, Hash32, List, Name, PublicKey, Span, Text, Timestamp,
};

/// Nonces a key remembers.
pub const NONCES: usize = 64;

/// Bytes of a handle at most.
pub const HANDLE_BYTES: usize = 64;

/// Bytes of a payee's label at most.
pub const LABEL_BYTES: usize = 256;

/// An account.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Account {
    /// Who can act for it.
    pub holder: Holder,
    /// Its handle, unique by skeleton; the operator and old imports may have none.
    pub name: Option<Name<HANDLE_BYTES>>,
    /// What a list of payees called it.
    pub label: Option<Body<LABEL_BYTES>>,
    /// The DAO that enrolled it.
    pub home: Option<DaoId>,
    /// Who vouched for it.
    pub inviter: Option<AccountId>,
    /// Keys it ever had; the next key's number.
    pub keys: u16,
    /// Counts changes of keys; strict, so that they cannot be replayed or reordered.
    pub sequence: u64,
    /// When it was made.
    pub since: Timestamp,
}

impl Account {
    /// An account with nothing but a holder.
    pub(crate) const fn new(holder: Holder, since: Timestamp) -> Self {
        Self {
            holder,
            name: None,
            label: None,
            home: None,
            inviter: None,
            keys: 0,
            sequence: 0,
            since,
        }
    }
}

/// Who can act for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Holder {
    /// Its keys.
    #[tag(1)]
    Keys {},
    /// Nobody yet.
    #[tag(2)]
    Nobody {
        /// Public half of the one-time secret that claims it, if one was given.
        secret: Option<Hash32>,
    },
    /// A DAO, by its proposals and roles: nobody signs for it, and it has no money of its own, since
    /// a DAO's money lies in its pots.
    #[tag(3)]
    Dao {
        /// Which.
        dao: DaoId,
    },
}

/// What is needed to make an account.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NewAccount {
    pub(crate) key: Option<PublicKey>,
    pub(crate) dao: Option<DaoId>,
    pub(crate) secret: Option<Hash32>,
    pub(crate) name: Option<Name<HANDLE_BYTES>>,
    pub(crate) label: Option<Body<LABEL_BYTES>>,
    pub(crate) home: Option<DaoId>,
    pub(crate) inviter: Option<AccountId>,
}

/// What a key may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum KeyRole {
    /// Everything.
    #[tag(1)]
    #[he("בעלים")]
    Owner,
    /// Everything but keys.
    #[tag(2)]
    #[he("ניהול")]
    Admin,
    /// What its scopes say, for a while.
    #[tag(3)]
    #[he("התחברות")]
    Session,
    /// What its scopes say, shown as a machine's on everything it signs.
    #[tag(4)]
    #[he("סוכן")]
    Agent,
}

impl KeyRole {
    /// Whether a key of this role may ever sign what asks for such a hand.
    pub const fn may(self, hand: Hand) -> bool {
        match self {
            Self::Owner => true,
            Self::Admin => !matches!(hand, Hand::Owner),
            Self::Session | Self::Agent => matches!(hand, Hand::Any),
        }
    }

    /// Whether it acts within scopes and caps alone.
    pub const fn is_delegated(self) -> bool {
        matches!(self, Self::Session | Self::Agent)
    }

    /// How far ahead the end of validity may lie of what it signs.
    pub const fn valid_ahead(self) -> Span {
        if self.is_delegated() { SESSION_AHEAD } else { VALID_AHEAD }
    }
}

/// Scopes of one key at most.
pub const MAX_SCOPES: usize = 16;
/// Actions that one scope names at most.
pub const MAX_KINDS: usize = 32;
/// Bytes of an action's name at most.
pub const KIND_BYTES: usize = 32;
/// Caps of one key at most.
pub const MAX_CAPS: usize = 16;
/// Payments that are remembered for each cap; the oldest are added up where there are more.
pub const MAX_SPENT: usize = 16;

/// What a key is for: some actions, in one community or in any.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Scope {
    /// The one community that the actions must be about; what is about none is then out of scope.
    #[he("הקהילה")]
    pub dao: Option<DaoId>,
    /// Names of actions; none names all that such a key may sign.
    #[he("פעולות")]
    pub actions: List<Text<KIND_BYTES>, MAX_KINDS>,
}

/// How much of an asset may leave the account by a key within a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[says(en = "{ $amount } in any { $period }", he = "{ $amount } בכל { $period }")]
pub struct Cap {
    /// How much of what.
    #[he("סכום")]
    pub amount: Amount,
    /// Within which time: in every stretch of this length.
    #[he("תקופה")]
    pub period: Span,
}

/// What left an account at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Spent {
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// Base units.
    #[he("כמה")]
    pub units: u128,
}

/// A cap with what counts against it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Capped {
    /// The cap.
    #[he("תקרה")]
    pub cap: Cap,
    /// Payments within its period, oldest first.
    #[he("תשלומים")]
    pub spent: List<Spent, MAX_SPENT>,
}

/// What a key that is not its owner's own may do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Grant {
    /// The key that gave it.
    #[he("מי נתן")]
    pub by: u16,
    /// What for.
    #[he("היקף")]
    pub scopes: List<Scope, MAX_SCOPES>,
    /// How much it may spend; nothing of an asset that no cap names.
    #[he("תקרות")]
    pub caps: List<Capped, MAX_CAPS>,
}

/// A change that waits and may be vetoed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Waiting {
    /// The removal of a key; that key and the one that asked veto it.
    #[tag(1)]
    #[he("הסרת מפתח")]
    Removal {
        /// The key's number in the account.
        #[he("מספר המפתח")]
        key: u16,
    },
    /// A change of guardians; any key with full control vetoes it.
    #[tag(2)]
    #[he("שינוי באנשי הקשר לשחזור")]
    Guardians,
}

/// Guardians of one account at most.
pub const MAX_GUARDIANS: usize = 16;

/// Who may help an account's owner back in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Guardian {
    /// Somebody's account.
    #[tag(1)]
    #[he("חשבון")]
    Account {
        /// Whose.
        #[he("החשבון")]
        account: AccountId,
    },
    /// A community, by a proposal.
    #[tag(2)]
    #[he("קהילה")]
    Dao {
        /// Which.
        #[he("הקהילה")]
        dao: DaoId,
    },
    /// A key that lies in a drawer and has no account.
    #[tag(3)]
    #[he("מפתח שמור")]
    Key {
        /// Its public half.
        #[he("המפתח")]
        key: PublicKey,
    },
}

/// Guardians, and how many of them it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Guards {
    /// Who they are.
    #[he("אנשי הקשר לשחזור")]
    pub guardians: List<Guardian, MAX_GUARDIANS>,
    /// How many of them start a recovery.
    #[he("כמה מהם נדרשים")]
    pub threshold: u8,
}

/// A change of guardians that waits.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct GuardChange {
    /// What it changes to.
    #[he("השינוי")]
    pub to: Guards,
    /// The last moment at which it can be vetoed.
    #[he("עד")]
    pub at: Timestamp,
}

/// An account's guardians, and what they are about to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Guarding {
    /// As it stands.
    pub now: Guards,
    /// What waits.
    pub change: Option<GuardChange>,
}

/// A guardian's word for a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Support {
    /// Whose word.
    pub guardian: Guardian,
    /// For which key.
    pub key: PublicKey,
    /// When it was given.
    pub at: Timestamp,
}

/// A guardian whose try was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Lock {
    /// Who.
    pub guardian: Guardian,
    /// When the try was cancelled.
    pub since: Timestamp,
}

/// The last try that was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Cancelled {
    /// When it began; of a repetition, when the first one did.
    pub began: Timestamp,
    /// When it was cancelled.
    pub at: Timestamp,
    /// By which key.
    pub by: u16,
    /// Whether it was a repetition itself.
    pub repeated: bool,
}

/// The cancelled try that an open one repeats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct First {
    /// When it began.
    pub began: Timestamp,
    /// The key that cancelled it.
    pub by: u16,
}

/// A recovery under way.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Open {
    /// The key that the account will have.
    pub key: PublicKey,
    /// When it began.
    pub began: Timestamp,
    /// The last moment at which it can be cancelled.
    pub ends: Timestamp,
    /// Who started it.
    pub by: List<Guardian, MAX_GUARDIANS>,
    /// What it repeats.
    pub repeats: Option<First>,
    /// What left the account by its own keys since it began.
    pub spent: List<Amount, MAX_CAPS>,
}

/// What guardians have said and done about an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct Recovery {
    /// Their words, one each.
    pub supports: List<Support, MAX_GUARDIANS>,
    /// What is under way.
    pub open: Option<Open>,
    /// The last try that was cancelled.
    pub cancelled: Option<Cancelled>,
    /// Who may start nothing for a while.
    pub locks: List<Lock, { 2 * MAX_GUARDIANS }>,
}

/// The removal of a key with full control, which waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Removal {
    /// The key that asked for it.
    pub by: u16,
    /// The last moment at which it can be vetoed.
    pub at: Timestamp,
}

/// A key of an account, with what keeps its signatures from counting twice.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Key {
    /// The public half.
    pub public: PublicKey,
    /// What it may do.
    pub role: KeyRole,
    /// When it was added.
    pub since: Timestamp,
    /// The last moment at which it may sign.
    pub expires_at: Option<Timestamp>,
    /// What it used of its account's allowance.
    pub used: Used,
    /// Used nonces.
    pub nonces: Nonces,
}

/// What was used of an allowance in a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Canon)]
pub struct Used {
    /// Which day, since 1970.
    pub day: u64,
    /// Actions.
    pub actions: u64,
    /// Bytes, those of texts included.
    pub bytes: u64,
    /// Refused actions beyond the allowance, of those that nobody is kept from.
    pub guarded: u64,
    /// Actions that a community paid for.
    pub sponsored: u64,
}

/// Where an act's place in the allowance is taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draw {
    /// The account's own.
    Own,
    /// What nobody is kept from.
    Guarded,
    /// That of a community which the act is about, by its founder.
    Sponsored(AccountId),
    /// One that keys without an account share.
    Shared(Pool),
}

/// What keys without an account draw on together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pool {
    /// Whoever brings a one-time secret.
    Newcomers,
    /// Guardians' keys.
    Guardians,
}

impl Pool {
    /// Its row.
    pub(crate) const fn key(self) -> u8 {
        match self {
            Self::Newcomers => 0,
            Self::Guardians => 1,
        }
    }
}

/// What an account may do in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Canon)]
pub enum Standing {
    /// It is new.
    #[tag(1)]
    #[he("חדש/ה")]
    Invited,
    /// It is a week old, or somebody of good standing brought it in.
    #[tag(2)]
    #[he("חבר/ה")]
    Member,
    /// It has been there for long, and so has whoever brought it in.
    #[tag(3)]
    #[he("ותיק/ה")]
    Reputed,
}

impl Key {
    /// A key that may do everything and never ends.
    pub(crate) const fn owner(public: PublicKey, since: Timestamp) -> Self {
        Self {
            public,
            role: KeyRole::Owner,
            since,
            expires_at: None,
            used: Used { day: 0, actions: 0, bytes: 0, guarded: 0, sponsored: 0 },
            nonces: Nonces::new(),
        }
    }
}

/// The highest unexpired nonces of a key, at most [`NONCES`], and the floor at or below which every
/// nonce is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nonces {
    floor: u64,
    /// Nonce and `valid_until`, ascending by nonce.
    used: Vec<(u64, u64)>,
}

impl Nonces {
    pub(crate) const fn new() -> Self {
        Self { floor: 0, used: Vec::new() }
    }

    /// The nonce at or below which all are refused.
    pub const fn floor(&self) -> u64 {
        self.floor
    }

    /// Whether `nonce` is free.
    ///
    /// # Errors
    /// [`Inadmissible::NonceAhead`], [`Inadmissible::NonceTooOld`], [`Inadmissible::NonceUsed`].
    pub fn may_use(&self, nonce: u64, now: Timestamp) -> Result<(), Inadmissible> {
        if nonce > now.after(NONCE_AHEAD).0 {
            Err(Inadmissible::NonceAhead { now })
        } else if nonce <= self.floor {
            Err(Inadmissible::NonceTooOld)
        } else if self.used.last().is_none_or(|last| last.0 < nonce) {
            // A clock moves forward: almost every nonce is above all before it.
            Ok(())
        } else if self.used.binary_search_by_key(&nonce, |entry| entry.0).is_ok() {
            Err(Inadmissible::NonceUsed)
        } else {
            Ok(())
        }
    }

    /// Books a free nonce and drops expired ones. What it pushes out of a full set becomes the
    /// floor, which never falls: otherwise an old transaction with a later `valid_until` would pass
    /// again once newer ones have expired.
    ///
    /// Returns what [`Nonces::take_back`] needs: the nonce, the floor before, and nonce and
    /// `valid_until` of each that is gone.
    pub fn book(&mut self, nonce: u64, valid_until: Timestamp, now: Timestamp) -> Vec<u64> {
        let mut step = Vec::new();
        self.book_into(&mut step, (nonce, valid_until), now);
        step
    }

    /// The same, behind what a step holds already.
    pub(crate) fn book_into(
        &mut self,
        step: &mut Vec<u64>,
        (nonce, valid_until): (u64, Timestamp),
        now: Timestamp,
    ) {
        step.extend([nonce, self.floor]);
        if self.used.iter().any(|entry| entry.1 < now.0) {
            self.used.retain(|entry| {
                let is_valid = entry.1 >= now.0;
                if !is_valid {
                    step.extend([entry.0, entry.1]);
                }
                is_valid
            });
        }
        let place = self.place(nonce);
        self.used.insert(place, (nonce, valid_until.0));
        if self.used.len() > NONCES {
            let (lowest, until) = self.used.remove(0);
            step.extend([lowest, until]);
            self.floor = self.floor.max(lowest);
        }
    }

    /// Takes the last [`Nonces::book`] back.
    pub fn take_back(&mut self, step: &[u64]) {
        let [nonce, floor, gone @ ..] = step else { return };
        self.floor = *floor;
        if let Ok(place) = self.used.binary_search_by_key(nonce, |entry| entry.0) {
            self.used.remove(place);
        }
        for pair in gone.chunks_exact(2) {
            // A nonce below all of a full set was pushed out itself.
            if let [other, until] = pair
                && other != nonce
            {
                let place = self.place(*other);
                self.used.insert(place, (*other, *until));
            }
        }
    }

    /// Where a nonce belongs: almost always at the end, since a clock moves forward.
    fn place(&self, nonce: u64) -> usize {
        match self.used.last() {
            Some(last) if last.0 >= nonce => self.used.partition_point(|entry| entry.0 < nonce),
            _ => self.used.len(),
        }
    }
}

impl Canon for Nonces {
    const SPEC: &'static TypeSpec = &TypeSpec::Opaque;

    fn write(&self, out: &mut Vec<u8>) {
        self.floor.write(out);
        aluma_types::codec::put_count(out, self.used.len());
        for (nonce, until) in &self.used {
            nonce.write(out);
            until.write(out);
        }
    }

    fn read(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let floor = u64::read(reader)?;
        let count = reader.count(NONCES)?;
        let mut used: Vec<(u64, u64)> = Vec::with_capacity(count);
        for _ in 0..count {
            let entry = (u64::read(reader)?, u64::read(reader)?);
            if used.last().is_some_and(|last| last.0 >= entry.0) {
                return Err(DecodeError::BadValue);
            }
            used.push(entry);
        }
        Ok(Self { floor, used })
    }
}
