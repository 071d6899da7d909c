//! Tell what came of it.

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, DaoId};

use super::{asking, giving};
use crate::grants::rules::undertaking::Course;
use crate::grants::types::Words;
use crate::grants::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};

/// Tell what came of it
///
/// Tells everybody who gave what came of a gift pot or a grant that is over. It can be told anew; what was
/// told before stays on the record.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "tell-what-came",
    he = "סיפור מה יצא מזה",
    says_en = "Tell what came of undertaking { $undertaking } of { $dao }: { $words }",
    says_he = "לספר מה יצא ממיזם { $undertaking } של { $dao }: { $words }",
    by(Member, Dao),
    track = Tip,
    cost(4_000, 10, 0)
)]
pub(crate) struct TellWhatCame {
    /// The community.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The gift pot or grant.
    #[he("מספר המיזם")]
    pub(crate) undertaking: u64,
    /// What came of it.
    #[he("מה יצא מזה")]
    pub(crate) words: Words,
}

impl Action for TellWhatCame {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Option<AccountId>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let key = (self.dao, self.undertaking);
        let row = if ctx.origin().acts_for().is_some() {
            asking::readable(ctx, self.dao)?;
            asking::undertaking(ctx.state, key)?
        } else {
            asking::mine(ctx, key)?
        };
        match row.course {
            Course::Over { .. } => Ok(ctx.origin().account()),
            course => Err(asking::otherwise(course).into()),
        }
    }

    fn apply(self, by: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, undertaking, words } = self;
        let mut row = giving::of(ctx, (dao, undertaking))?;
        row.tally.outcome = Some(words);
        ctx.state.grants.undertakings.put((dao, undertaking), row);
        ctx.emit(&Event { dao, fact: Fact::WhatCameTold { undertaking, by, words } });
        Ok(())
    }
}
