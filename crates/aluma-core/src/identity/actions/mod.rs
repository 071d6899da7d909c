//! One verb per file.

mod add_key;
mod claim;

pub(crate) use add_key::AddKey;
pub(crate) use claim::Claim;

use aluma_types::AccountId;

use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::refusal::Refused;

/// The account that signed.
fn signer(ctx: &Ctx<'_>) -> Result<AccountId, Refused> {
    ctx.origin().account().ok_or_else(|| KernelRefusal::NotYoursToDo { action: "sign" }.into())
}
