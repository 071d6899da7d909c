//! Decide something in words.

use aluma_types::Body;
use aluma_types::spec::ActionSpec;

use crate::governance::types::{BODY_BYTES, Resolution};
use crate::governance::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::dispatch::Refusal as KernelRefusal;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};

/// Resolve
///
/// The DAO states something: a position, an agreement, a thanks. It moves nothing in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "resolve",
    he = "החלטה במילים",
    says_en = "The community resolves: { $text }",
    says_he = "הקהילה מחליטה: { $text }",
    by(Dao),
    track = Tip,
    cost(2_000, 10, 0)
)]
pub(crate) struct Resolve {
    /// The words.
    #[he("נוסח ההחלטה")]
    pub(crate) text: Body<BODY_BYTES>,
}

impl Action for Resolve {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = (aluma_types::DaoId, aluma_types::ProposalId);

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        match ctx.origin() {
            Origin::Dao { dao, proposal } => Ok((dao, proposal)),
            _ => Err(KernelRefusal::NotYoursToDo { action: "resolve" }.into()),
        }
    }

    fn apply(self, (dao, proposal): Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let table = &mut ctx.state.governance.resolutions;
        let mine = table.range((dao, proposal, 0)..=(dao, proposal, u8::MAX));
        // A proposal carries at most 64 acts.
        let place = mine.last().map_or(0, |(key, _)| key.2.saturating_add(1));
        table.put((dao, proposal, place), Resolution { text: self.text, at: ctx.env.now });
        ctx.emit(&Event { dao, fact: Fact::Resolved { proposal, text: self.text } });
        Ok(())
    }
}
