//! Agree or decline.

use alloc::boxed::Box;

use aluma_types::spec::ActionSpec;
use aluma_types::{DaoId, Timestamp};

use super::{flow, steps};
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::works::types::{About, Author, OfferStage, Owner, Work, WorkStage};
use crate::works::{Event, Fact, Refusal};

/// Agree or decline
///
/// Answers whoever asks you: to be named as an author with so many parts, to sell parts of yours together
/// with others, or to what a use costs. Who declines ends it for all. An offer can be taken back by the same
/// act until it is bought. A community that declines in a proposal, without an offer, strikes the work from
/// its record: it was not its authors' to register.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "answer-work",
    he = "הסכמה או סירוב",
    says_en = "Work { $work } of { $dao }, offer { $offer }: do I agree? { $agrees }.",
    says_he = "יצירה { $work } של { $dao }, הצעה { $offer }: האם יש הסכמה? { $agrees }.",
    by(Member, Dao),
    track = Spend,
    cost(3_000, 10, 0),
    verified
)]
pub(crate) struct AnswerWork {
    /// The community whose register it is in.
    #[he("הקהילה")]
    pub(crate) dao: DaoId,
    /// The work.
    #[he("מספר היצירה")]
    pub(crate) work: u64,
    /// The offer; none where it is about being an author.
    #[he("מספר ההצעה")]
    pub(crate) offer: Option<u64>,
    /// Whether you agree.
    #[he("הסכמה")]
    pub(crate) agrees: bool,
}

/// Who answers, and what.
pub(crate) enum Plan {
    /// An author, with the work as it is afterwards.
    Author(Owner, Box<Work>),
    /// The community strikes it.
    Struck(Owner),
    /// An owner; what the offer is about, and whether all have agreed then.
    Owner(Owner, About, bool),
}

impl AnswerWork {
    fn author(&self, now: Timestamp, row: &Work, by: Owner) -> Result<Plan, Refusal> {
        let not_asked = Refusal::NotAskedToAgree { work: self.work };
        let waits = match row.stage {
            WorkStage::Waits { until } => now <= until,
            WorkStage::Registered { .. } => false,
            WorkStage::Struck { .. } => return Err(Refusal::WorkIsStruck { work: self.work }),
        };
        if by == (Owner::Dao { dao: self.dao }) && !self.agrees {
            return Ok(Plan::Struck(by));
        }
        if !waits {
            return Err(not_asked);
        }
        let is_by = |author: &Author| Owner::Account { account: author.account } == by;
        let mut row = row.clone();
        let author = row.authors.iter_mut().find(|author| is_by(author)).ok_or(not_asked)?;
        // Whoever registered it takes it back as others decline.
        if author.agreed && self.agrees {
            return Err(not_asked);
        }
        author.agreed = self.agrees;
        Ok(Plan::Author(by, Box::new(row)))
    }

    fn owner(&self, ctx: &Ctx<'_>, (row, by): (&Work, Owner), offer: u64) -> Result<Plan, Refusal> {
        let key = (self.dao, self.work);
        let there = steps::offer(ctx.state, key, offer)?;
        let not_asked = Refusal::NotAskedToAgree { work: self.work };
        let asked = there.owners.iter().find(|asked| asked.owner == by).ok_or(not_asked)?;
        if !there.stage.is_open() || ctx.now() > there.until {
            return Err(Refusal::OfferIsOver { offer });
        }
        if asked.agreed && self.agrees {
            return Err(not_asked);
        }
        let all = there.owners.iter().all(|asked| asked.agreed || asked.owner == by);
        let (_, item) = steps::item(ctx.state, key, row)?;
        let is_of_all =
            matches!(there.about, About::Parts { .. }) || flow::all_are_asked(item, there);
        if self.agrees && all && !is_of_all {
            return Err(Refusal::OwnersChanged { work: self.work });
        }
        Ok(Plan::Owner(by, there.about, all))
    }
}

impl Action for AnswerWork {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        let by = steps::party(ctx, "answer-work")?.owner;
        let row = steps::work(ctx, (self.dao, self.work), by)?;
        match self.offer {
            None => Ok(self.author(ctx.now(), row, by)?),
            Some(offer) => Ok(self.owner(ctx, (row, by), offer)?),
        }
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { dao, work, offer, agrees } = self;
        let at = ctx.now();
        let by = match &plan {
            Plan::Author(by, _) | Plan::Owner(by, ..) | Plan::Struck(by) => *by,
        };
        if agrees {
            ctx.emit(&Event { dao, fact: Fact::OwnerAgreed { work, offer, by } });
        }
        match (plan, offer) {
            (Plan::Struck(_), _) => flow::strike(ctx, (dao, work)),
            (Plan::Author(..), _) if !agrees => flow::give_up(ctx, (dao, work), Some(by)),
            (Plan::Author(_, row), _) => {
                if row.authors.iter().all(|author| author.agreed) {
                    return flow::register(ctx, (dao, work), *row);
                }
                ctx.state.works.works.put((dao, work), *row);
            }
            (Plan::Owner(..), Some(offer)) if !agrees => {
                flow::turn(ctx, (dao, work, offer), OfferStage::Declined { by, at });
            }
            (Plan::Owner(_, about, all), Some(offer)) => {
                let key = (dao, work, offer);
                ctx.state.works.work_offers.update(&key, |row| {
                    for asked in row.owners.iter_mut().filter(|asked| asked.owner == by) {
                        asked.agreed = true;
                    }
                });
                if all {
                    flow::agreed(ctx, key, about, at);
                }
            }
            (Plan::Owner(..), None) => {}
        }
        Ok(())
    }
}
