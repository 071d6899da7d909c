//! What happens to keys by itself.

use aluma_types::{AccountId, Canon};

use crate::identity;
use crate::kernel::action::{Next, Task};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::Stop;

/// A key's time is over.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub(crate) struct EndKey {
    /// The account.
    pub(crate) account: AccountId,
    /// The key's number in it.
    pub(crate) key: u16,
}

impl Task for EndKey {
    const NUMBER: u16 = 10;
    const NAME: &'static str = "end-key";

    fn run(self, ctx: &mut Ctx<'_>) -> Result<Next<Self>, Stop> {
        // Nothing is left to do where it was revoked before.
        identity::end_key(ctx, self.account, self.key);
        Ok(Next::Done)
    }
}
