//! Share income.

use aluma_types::spec::ActionSpec;
use aluma_types::{AssetId, DaoId, Share, Span};

use super::steps;
use crate::invest::refusals::Refusal;
use crate::invest::tasks::SharingDue;
use crate::invest::types::{MAX_OPEN, Sharing};
use crate::invest::{Event, Fact};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::treasury::capital;

/// Share income
///
/// From now on a rate of what is recorded as income in one asset becomes a dividend of a share, every so
/// often by itself, out of what is free in the general pot: until a date, up to a sum, or until the
/// members stop it. What is not covered stays owed. The outflow limit does not count it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "share-income",
    he = "חלוקת הכנסות",
    says_en = "Divide { $rate } of the income in { $asset } among the holders of { $share }, every \
               { $every }{ $lasts_key ->\n    [some] , for { $lasts }\n   *[none] , until it is \
               stopped\n}{ $cap_key ->\n    [some] , at most { $cap } in all\n   *[none] { \"\" }\n}.",
    says_he = "לחלק { $rate } מן ההכנסות ב־{ $asset } בין המחזיקים ביחידת הבעלות { $share }, כל \
               { $every }{ $lasts_key ->\n    [some] , במשך { $lasts }\n   *[none] , עד \
               להפסקה\n}{ $cap_key ->\n    [some] , לכל היותר { $cap } בסך הכול\n   *[none] { \"\" }\n}.",
    by(Dao),
    track = Constitution,
    cost(4_000, 10, 0)
)]
pub(crate) struct ShareIncome {
    /// Whose holders receive.
    #[he("יחידת הבעלות")]
    pub(crate) share: AssetId,
    /// Of the income in which of the community's assets.
    #[he("הכנסות ב־")]
    pub(crate) asset: AssetId,
    /// Which part of it.
    #[he("חלק מן ההכנסה")]
    pub(crate) rate: Share,
    /// How often: a day to a year.
    #[he("כל")]
    pub(crate) every: Span,
    /// For how long; until it is stopped unless named.
    #[he("למשך")]
    pub(crate) lasts: Option<Span>,
    /// Base units in all at most; no limit unless named.
    #[he("לכל היותר")]
    #[of("asset")]
    pub(crate) cap: Option<u128>,
}

const OFTENEST: Span = Span::days(1);
const SELDOMEST: Span = Span::days(366);

impl Action for ShareIncome {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn shape(&self) -> Result<(), Refused> {
        let is_often = (OFTENEST..=SELDOMEST).contains(&self.every);
        let is_some = !self.rate.is_zero() && self.cap != Some(0);
        if is_often && is_some && self.lasts.is_none_or(|lasts| lasts >= OFTENEST) {
            Ok(())
        } else {
            Err(Refusal::BadSharing { least: OFTENEST, most: SELDOMEST }.into())
        }
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        self.shape()?;
        let dao = steps::acting(ctx, "share-income")?;
        capital::own_share(ctx, dao, self.share)?;
        // It leaves with the community.
        capital::own_asset(ctx, dao, self.asset)?;
        let rows = ctx.state.invest.sharings.range((dao, 0)..=(dao, u64::MAX));
        if rows.count() >= MAX_OPEN {
            return Err(Refusal::TooManyOpen { limit: MAX_OPEN as u64 }.into());
        }
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { share, asset, rate, every, lasts, cap } = self;
        let sharing = ctx.next_number(Sequence::Sharing)?;
        let since = ctx.now();
        let until = lasts.map(|lasts| since.after(lasts));
        let first = since.after(every);
        let first = until.map_or(first, |until| first.min(until));
        let row = Sharing {
            share,
            asset,
            rate,
            every,
            since,
            until,
            cap,
            start: capital::income(ctx.state, (dao, asset)),
            end: None,
            paid: 0,
            due: ctx.schedule(due_at(first), Some(dao), &SharingDue { dao, sharing }),
        };
        ctx.state.invest.sharings.put((dao, sharing), row);
        ctx.emit(&Event { dao, fact: Fact::SharingBegan { sharing, share, asset, rate } });
        ctx.made(sharing);
        Ok(())
    }
}
