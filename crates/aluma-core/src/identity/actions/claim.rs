//! Claim an account that nobody holds yet.

use alloc::boxed::Box;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Proof, PublicKey, Timestamp};

use crate::identity::Event;
use crate::identity::refusals::Refusal;
use crate::identity::types::{Holder, Key};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;

/// Claim an account
///
/// An account that was made for somebody (a payee of an imported history, an invited author)
/// becomes theirs: by the one-time secret they were given, or by a decision of the DAO that
/// enrolled it, which then names their key.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "claim",
    he = "קבלת חשבון",
    says_en = "Take over the account { $account }, with everything it holds.",
    says_he = "לקבל את החשבון { $account }, על כל מה שבו.",
    by(Newcomer, Dao),
    track = Role,
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct Claim {
    /// The account.
    #[he("החשבון")]
    pub(crate) account: AccountId,
    /// The key that is to hold it: only in a proposal of the DAO that enrolled it.
    #[he("המפתח המאושר")]
    pub(crate) key: Option<PublicKey>,
    /// Proof of the one-time secret: only when somebody claims for themselves.
    #[he("הוכחת הסוד")]
    pub(crate) proof: Option<Proof>,
}

impl Claim {
    /// Whether the proof is of the secret that this account waits for.
    fn fits(&self, state: &State) -> Result<bool, Refusal> {
        let account = self.account;
        let row =
            crate::identity::account(state, account).ok_or(Refusal::NoSuchAccount { account })?;
        match (row.holder, &self.proof) {
            (Holder::Keys {} | Holder::Dao { .. }, _) => Err(Refusal::AlreadyClaimed { account }),
            (Holder::Nobody { secret }, Some(proof)) => Ok(secret == Some(proof.key)),
            (Holder::Nobody { .. }, None) => Ok(false),
        }
    }
}

impl Action for Claim {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = PublicKey;

    fn opens_to_newcomer(&self, state: &State, _: (PublicKey, Timestamp)) -> bool {
        self.fits(state).unwrap_or(false)
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<PublicKey, Refused> {
        let account = self.account;
        let key = match (ctx.origin(), self.key, &self.proof) {
            (Origin::Newcomer { key }, None, Some(_)) => key,
            (Origin::Dao { .. }, Some(key), None) => key,
            _ => return Err(Refusal::ClaimNeedsProof.into()),
        };
        let fits = self.fits(ctx.state)?;
        match ctx.origin() {
            Origin::Dao { dao, .. } => {
                let row = crate::identity::account(ctx.state, account);
                if row.and_then(|row| row.home) != Some(dao) {
                    return Err(Refusal::NotYourPayee { account }.into());
                }
            }
            _ if !fits => return Err(Refusal::ClaimNeedsProof.into()),
            _ => {}
        }
        Ok(key)
    }

    fn apply(self, key: PublicKey, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let account = self.account;
        ctx.state.identity.accounts.update(&account, |row| {
            row.holder = Holder::Keys {};
            row.keys = 1;
            row.sequence = row.sequence.saturating_add(1);
        });
        let now = ctx.now();
        ctx.state.identity.keys.put((account, 0), Box::new(Key::owner(key, now)));
        ctx.emit(&Event::AccountClaimed { account, public: key });
        for follow in ctx.env.registry.claimed {
            follow(ctx, account);
        }
        ctx.made(account.0);
        Ok(())
    }
}
