//! Record what people gave before their community was here.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use aluma_types::spec::ActionSpec;
use aluma_types::{AccountId, Canon, DaoId, Hash32, List, Timestamp};

use super::{past, steps};
use crate::dao;
use crate::identity;
use crate::kernel::action::Action;
use crate::kernel::ctx::Ctx;
use crate::kernel::refusal::{Broken, Refused};
use crate::reputation::Refusal;
use crate::reputation::types::{MAX_PAST, MOST_PAST, PastTitle, PastWork};

/// Record past contributions
///
/// Writes down what people gave before the community was here, as it is known elsewhere: it is
/// remembered beside what was judged here, once they take it over as theirs, and weighs nothing in any
/// vote, panel or share. The community decides it or gives a role for it; in the founding season
/// whoever founded it does it. Whom it is recorded of may come in as if they held an invitation.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "record-past",
    he = "רישום תרומות מן העבר",
    says_en = "Record in { $dao } what people gave before: { $works }. It is for the record and weighs \
               nothing.",
    says_he = "לרשום בקהילה { $dao } מה שנתרם לפני כן: { $works }. זה רישום לזיכרון, בלי משקל \
               בהחלטות.",
    by(Member, Dao, Role),
    track = Role,
    cost(2_000, 10, 1_500)
)]
pub(crate) struct RecordPast {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// The contributions.
    #[he("התרומות")]
    pub(crate) works: List<NewPast, MAX_PAST>,
}

/// A past contribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub(crate) struct NewPast {
    /// Whose: a member, or an account that the community made.
    #[he("של מי")]
    pub(crate) account: AccountId,
    /// What it is known by elsewhere, hashed: nobody's is recorded twice under the same.
    #[he("מזהה")]
    pub(crate) reference: Hash32,
    /// In which domain; none is the whole community.
    #[he("תחום")]
    pub(crate) domain: Option<u32>,
    /// How much, in millionths of a point: a point is an hour, or so. At most a thousand points.
    #[he("מיליוניות נקודה")]
    pub(crate) micro: u64,
    /// When it was given.
    #[he("מתי")]
    pub(crate) at: Timestamp,
    /// What it is called.
    #[he("כותרת")]
    pub(crate) title: Option<PastTitle>,
}

impl RecordPast {
    /// What no past contribution can be, whatever there is on the ledger.
    fn shape(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.works.is_empty() {
            return Err(Refusal::BadPast { place: 0, field: "works" });
        }
        let mut seen = BTreeSet::new();
        for (place, work) in (1u64..).zip(self.works.iter()) {
            let checks = [
                ((1..=MOST_PAST).contains(&work.micro), "micro"),
                (work.at <= now, "at"),
                (seen.insert((work.account, work.reference)), "reference"),
            ];
            if let Some((_, field)) = checks.into_iter().find(|(holds, _)| !holds) {
                return Err(Refusal::BadPast { place, field });
            }
        }
        Ok(())
    }
}

impl Action for RecordPast {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Option<AccountId>;

    fn check(&self, ctx: &Ctx<'_>) -> Result<Self::Plan, Refused> {
        let dao = self.dao;
        self.shape(ctx.now())?;
        steps::readable(ctx, dao)?;
        for work in self.works.iter() {
            steps::domain(ctx, dao, work.domain)?;
            let row = identity::account(ctx.state, work.account);
            let is_made_here = row.is_some_and(|row| row.home == Some(dao));
            if !is_made_here && !steps::belongs(ctx, dao, work.account) {
                return Err(Refusal::PastOfStranger { account: work.account }.into());
            }
            if dao::is_expelled(ctx.state, dao, work.account) {
                return Err(Refusal::PastOfStranger { account: work.account }.into());
            }
        }
        let by = steps::scribe(ctx, dao)?;
        let there = &ctx.state.reputation.past_works;
        let is_there = |work: &NewPast| there.contains(&(dao, work.account, work.reference));
        match (1u64..).zip(self.works.iter()).find(|(_, work)| is_there(work)) {
            Some((place, _)) => Err(Refusal::PastThere { place }.into()),
            None => Ok(by),
        }
    }

    fn apply(self, by: Self::Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let recorded = ctx.now();
        let row = |work: &NewPast| {
            let NewPast { account, reference, domain, micro, at, title } = *work;
            let (struck, batch) = (false, 0);
            (account, reference, PastWork { domain, micro, at, title, recorded, struck, batch })
        };
        let works: Vec<_> = self.works.iter().map(row).collect();
        past::record(ctx, self.dao, works, by);
        Ok(())
    }
}
