//! Open the seal on a rating.

use aluma_types::spec::ActionSpec;
use aluma_types::{Body, DaoId, Span};

use super::panel;
use super::steps::{Sitting, member, sitting};
use crate::dao::types::PROSE_BYTES;
use crate::kernel::action::{Action, Asking};
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::review::rules::drawing::seal;
use crate::review::types::{Rated, Stage};
use crate::review::{Fact, Refusal};

/// The best quality.
const BEST: u8 = 100;

/// Open the seal on your rating
///
/// With quality, size and salt exactly as they were sealed. Reasons may be given now.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "reveal-review",
    he = "חשיפת דירוג",
    says_en = "Open my rating of contribution { $evidence } in { $dao }: quality { $quality } of \
               100, { $size } of work. { $reasons_key ->\n    [none] Without reasons.\n   \
               *[other] Because: { $reasons }\n} Salt: { $salt }.",
    says_he = "לחשוף את הדירוג שלי של תרומה { $evidence } אצל { $dao }: איכות { $quality } מתוך 100, \
               היקף { $size }. { $reasons_key ->\n    [none] בלי נימוקים.\n   \
               *[other] הנימוקים: { $reasons }\n} המלח: { $salt }.",
    by(Member),
    cost(12_000, 10, 0)
)]
pub(crate) struct RevealReview {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// What is rated.
    #[he("מספר התרומה")]
    pub(crate) evidence: u64,
    /// How good it is: 0 to 100.
    #[he("איכות")]
    pub(crate) quality: u8,
    /// How much work you find in it.
    #[he("היקף העבודה")]
    pub(crate) size: Span,
    /// The salt that was sealed with them.
    #[he("המלח")]
    pub(crate) salt: u128,
    /// Why.
    #[he("נימוקים")]
    pub(crate) reasons: Option<Body<PROSE_BYTES>>,
}

impl Action for RevealReview {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Sitting;

    /// Whoever was drawn to judge is not kept from it by a spent allowance.
    fn is_guarded(&self, asking: &Asking<'_>) -> bool {
        let waiting = asking.state.review.panels.index().waiting(asking.account);
        let mut mine = waiting.filter(|key| (key.0, key.1) == (self.dao, self.evidence));
        mine.any(|key| {
            let row = asking.state.review.panels.get(&key);
            row.is_some_and(
                |row| matches!(row.stage, Stage::Reveals { until } if asking.now <= until),
            )
        })
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Sitting, Refused> {
        if self.quality > BEST {
            return Err(Refusal::QualityOutOfRange { most: BEST }.into());
        }
        let account = member(ctx, self.dao)?;
        let evidence = self.evidence;
        let mine = sitting(ctx, (self.dao, evidence), account)?;
        let sealed = mine.seat.sealed.ok_or(Refusal::NothingSealed { evidence })?;
        if mine.seat.rated.is_some() {
            return Err(Refusal::RevealedAlready { evidence }.into());
        }
        let of = (&ctx.env.network, self.dao.0, evidence, mine.key.2);
        if sealed != seal(of, (account, self.quality, self.size.0, self.salt)) {
            return Err(Refusal::SealDiffers { evidence }.into());
        }
        if !matches!(mine.panel.stage, Stage::Reveals { .. }) || !mine.is_before(ctx.now()) {
            return Err(Refusal::RevealsClosed { evidence }.into());
        }
        Ok(mine)
    }

    fn apply(self, mine: Sitting, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Sitting { key, panel: mut row, index, seat } = mine;
        let Self { quality, size, reasons, .. } = self;
        if let Some(place) = row.seats.get_mut(index) {
            place.rated = Some(Rated { quality, size, reasons });
        }
        ctx.state.review.panels.put(key, row);
        let ((dao, evidence, round), account, now) = (key, seat.account, ctx.now());
        panel::at_desk(ctx, (dao, account), |desk| {
            desk.open = desk.open.saturating_sub(1);
            desk.timely = desk.timely.saturating_add(1);
            desk.last = Some(now);
        });
        let fact = Fact::ReviewRevealed { evidence, round, account, quality, size, reasons };
        panel::tell(ctx, dao, fact);
        panel::revealed(ctx, key)
    }
}
