//! Give a key a part of what the account may do.

use aluma_types::spec::{ActionSpec, Hand};
use aluma_types::{Canon, List, PublicKey, Span, Turn};

use crate::identity::refusals::Refusal;
use crate::identity::types::{
    Cap, Capped, Grant, Key, KeyRole, MAX_CAPS, MAX_SCOPES, Nonces, Scope, Used,
};
use crate::identity::{self, tasks};
use crate::kernel::action::{Action, Registry};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;

/// The shortest life of a key, and the shortest period of a cap.
const SHORTEST: Span = Span::minutes(1);
/// How long a session may last.
const SESSION: Span = Span::days(30);
/// How long any other key may live, and the longest period of a cap.
const LONGEST: Span = Span::days(366);

/// A role that is less than full control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) enum GrantedRole {
    /// Everything but keys and guardians.
    #[tag(1)]
    #[he("ניהול")]
    Admin,
    /// A browser or a telephone, for at most 30 days.
    #[tag(2)]
    #[he("התחברות")]
    Session,
    /// A machine; everything it signs is shown as a machine's.
    #[tag(3)]
    #[he("סוכן")]
    Agent,
}

impl GrantedRole {
    const fn role(self) -> KeyRole {
        match self {
            Self::Admin => KeyRole::Admin,
            Self::Session => KeyRole::Session,
            Self::Agent => KeyRole::Agent,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Session => "session",
            Self::Agent => "agent",
        }
    }

    const fn longest(self) -> Span {
        match self {
            Self::Session => SESSION,
            Self::Admin | Self::Agent => LONGEST,
        }
    }
}

/// Give a key limited powers
///
/// A session's or an agent's key signs only what its scopes name, in the communities they name, and
/// spends no more than its caps let in every stretch of their periods; of an asset that no cap
/// names it spends nothing. It never changes keys or guardians, leaves a community, delegates votes
/// or votes on the constitution track. It ends by itself, and by `revoke-key` at once.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "grant-key",
    he = "מפתח מוגבל",
    says_en = "For { $valid_for }, let the key { $key } act for your account as: { $role }. \
               What for: { $scopes }. \
               { $caps_count ->\n    [0] It may spend nothing.\n   *[other] Spending at most: { $caps }.\n}",
    says_he = "לתת למפתח { $key } לפעול בשם חשבונך במשך { $valid_for }, בתפקיד: { $role }. \
               לשם מה: { $scopes }. \
               { $caps_count ->\n    [0] בלי רשות להוציא כסף.\n   *[other] הוצאה מרבית: { $caps }.\n}",
    by(Member),
    owner,
    cost(3_000, 10, 100),
    verified
)]
pub(crate) struct GrantKey {
    /// The public half of the key.
    #[he("המפתח")]
    pub(crate) key: PublicKey,
    /// What kind of key it is.
    #[he("תפקיד")]
    pub(crate) role: GrantedRole,
    /// What it is for; an admin's key has no scopes.
    #[he("היקף")]
    pub(crate) scopes: List<Scope, MAX_SCOPES>,
    /// How much it may spend; an admin's key has no caps.
    #[he("תקרות")]
    pub(crate) caps: List<Cap, MAX_CAPS>,
    /// For how long.
    #[he("למשך")]
    pub(crate) valid_for: Span,
    /// The turn of this change; it is refused at any other.
    #[he("התור")]
    pub(crate) sequence: Turn,
}

impl GrantKey {
    fn check_shape(&self) -> Result<(), Refusal> {
        let is_admin = self.role == GrantedRole::Admin;
        let limited = !self.scopes.is_empty();
        if limited == is_admin || (is_admin && !self.caps.is_empty()) {
            return Err(Refusal::ScopesAndRole { role: self.role.word() });
        }
        let within = |field, span: Span, max: Span| match span < SHORTEST || span > max {
            true => Err(Refusal::BadKeySpan { field, min: SHORTEST, max }),
            false => Ok(()),
        };
        within("valid_for", self.valid_for, self.role.longest())?;
        self.caps.iter().try_for_each(|cap| within("caps", cap.period, LONGEST))
    }

    /// Whether each scope names actions that such a key may sign, in a community that the signer
    /// may read: a scope of one that is closed to them would tell that it is there.
    fn check_scopes(&self, ctx: &Ctx<'_>) -> Result<(), Refused> {
        for (place, scope) in (1u16..).zip(self.scopes.iter()) {
            for name in scope.actions.iter() {
                let hand = hand_of(ctx.env.registry, name.as_str());
                match hand.ok_or(Refusal::NoSuchScope { place })? {
                    (_, Hand::Any) => {}
                    (action, _) => return Err(Refusal::NotDelegable { action }.into()),
                }
            }
            if let Some(dao) = scope.dao {
                crate::registry::known(&ctx.look(), dao)?;
            }
        }
        Ok(())
    }
}

/// The name and the hand of an action that members sign.
fn hand_of(registry: &'static Registry, name: &str) -> Option<(&'static str, Hand)> {
    use aluma_types::spec::Author;
    let by_members = registry.actions.iter().filter(|it| it.spec.by.contains(&Author::Member));
    let mut found = by_members.filter(|entry| entry.spec.name == name);
    found.next().map(|entry| (entry.spec.name, entry.spec.hand))
}

impl Action for GrantKey {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = super::NewKey;

    fn check(&self, ctx: &Ctx<'_>) -> Result<super::NewKey, Refused> {
        self.check_shape()?;
        self.check_scopes(ctx)?;
        super::may_add(ctx, &self.key, self.sequence)
    }

    fn apply(self, new: super::NewKey, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let expires_at = ctx.now().after(self.valid_for);
        let key = Key {
            public: self.key,
            role: self.role.role(),
            since: ctx.now(),
            expires_at: Some(expires_at),
            used: Used::default(),
            nonces: Nonces::new(),
        };
        identity::put_key(ctx, (new.account, new.number), key);
        let capped = |cap: &Cap| Capped { cap: *cap, spent: List::default() };
        let caps = self.caps.iter().map(capped).collect();
        let grant = Grant {
            by: new.by,
            scopes: self.scopes,
            // As many as there were in the action.
            caps: List::new(caps).unwrap_or_default(),
        };
        ctx.state.identity.grants.put((new.account, new.number), grant);
        let task = tasks::EndKey { account: new.account, key: new.number };
        ctx.schedule(due_at(expires_at), None, &task);
        Ok(())
    }
}
