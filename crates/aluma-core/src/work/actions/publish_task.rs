//! Publish a task.

use aluma_types::spec::ActionSpec;
use aluma_types::{Amount, Canon, DaoId, PotId, Share, Span, sha256};

use super::flow;
use super::steps;
use crate::dao;
use crate::exact::part_down;
use crate::identity;
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::effects::Effects;
use crate::kernel::origin::Origin;
use crate::kernel::refusal::{Broken, Refused};
use crate::registry::State;
use crate::treasury::escrow;
use crate::treasury::rules::escrows::Source;
use crate::treasury::types::GENERAL;
use crate::work::charter;
use crate::work::rules::money;
use crate::work::types::{
    Brief, LONGEST, MAX_PLACES, MAX_ROUNDS, Milestones, Mode, Needs, Payer, Reason, Reviewer,
    Skills, Stage, TaskStage, Title, WHOLE, WorkTask,
};
use crate::work::{Event, Refusal};

/// How long after its time work may still be handed in, unless the task says otherwise.
const GRACE: Span = Span::days(2);
/// How often changes may be asked for, unless the task says otherwise.
const ROUNDS: u8 = 2;
/// What is set aside for a panel, unless the task says otherwise.
const PANEL_UNLESS_SAID: Share = Share::percent(7);

/// Publish a task
///
/// Offers work. Its money is put in trust at once, reward, fee and a panel's part for each place: a
/// member's own, or what is free in a pot of the community; or a part of the price of work that one
/// does and passes on. Nobody can take it away from whoever does the work, and what is not paid
/// returns by itself.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "publish-task",
    he = "פרסום משימה",
    says_en = "Publish the task { $title } in { $dao }: { $mode }. One place pays { $reward }. \
               It is open for { $open_for } and should take { $estimate }. { $brief }",
    says_he = "לפרסם את המשימה { $title } בקהילה { $dao }: { $mode }. תגמול למקום אחד: { $reward }. \
               פתוחה למשך { $open_for }; הערכת זמן: { $estimate }. { $brief }",
    by(Member, Dao, Role),
    track = Tip,
    cost(8_000, 10, 300),
    verified
)]
pub(crate) struct PublishTask {
    /// The DAO.
    #[he("הארגון")]
    pub(crate) dao: DaoId,
    /// What it is called.
    #[he("כותרת")]
    pub(crate) title: Title,
    /// What is to be done, and by what it will be judged, in Markdown.
    #[he("תיאור")]
    pub(crate) brief: Brief,
    /// How people come to it.
    #[he("אופן")]
    pub(crate) mode: Mode,
    /// What one place is paid; of a contest all prizes, of a retainer all months.
    #[he("תגמול")]
    pub(crate) reward: Amount,
    /// What whoever reviews one place is paid, in base units of the same asset.
    #[he("שכר הערכה")]
    #[of("reward")]
    pub(crate) fee: Option<u128>,
    /// What a panel is paid that may judge one place, in base units of the same asset; 7 % of the reward
    /// unless said. What no panel is paid returns.
    #[he("שכר צוות ההערכה")]
    #[of("reward")]
    pub(crate) panel: Option<u128>,
    /// The pot that pays, where the community does; the general one unless named.
    #[he("מסעיף")]
    pub(crate) pot: Option<PotId>,
    /// The work that one does and passes a part of on: it is paid from its price.
    #[he("מתוך עבודה")]
    pub(crate) from_job: Option<u64>,
    /// Who reviews; whoever pays unless named.
    #[he("מעריך/ה")]
    pub(crate) reviewer: Option<Reviewer>,
    /// Who reviews where they do not in time; whoever pays unless named.
    #[he("מעריך/ה חלופי/ת")]
    pub(crate) second: Option<Reviewer>,
    /// The domain it belongs to.
    #[he("תחום")]
    pub(crate) domain: Option<u32>,
    /// The skills that it takes, by number, with weights that add up to 1000.
    #[he("מיומנויות")]
    pub(crate) skills: Skills,
    /// Points that whoever does it has to have, by skill or domain.
    #[he("תנאי סף")]
    pub(crate) needs: Needs,
    /// Its size in effort units, about an hour each.
    #[he("היקף")]
    pub(crate) size: Option<u32>,
    /// The line of purpose it serves.
    #[he("מטרה")]
    pub(crate) purpose: Option<Reason>,
    /// The task that it is a part of.
    #[he("משימת האב")]
    pub(crate) parent: Option<u64>,
    /// How long it may wait to be taken.
    #[he("זמן ללקיחה")]
    pub(crate) open_for: Span,
    /// How long it should take.
    #[he("הערכת זמן")]
    pub(crate) estimate: Span,
    /// How long after that it may still be handed in; two days unless said.
    #[he("ארכה")]
    pub(crate) grace: Option<Span>,
    /// Its parts, each handed in, reviewed and paid by itself.
    #[he("אבני דרך")]
    pub(crate) milestones: Milestones,
    /// Whether each part begins when the one before was accepted.
    #[he("בזו אחר זו")]
    pub(crate) sequential: bool,
    /// How often changes may be asked for; twice unless said.
    #[he("סבבי תיקונים")]
    pub(crate) rounds: Option<u8>,
    /// Whether silence is no acceptance: then somebody has to decide.
    #[he("נדרשת הערכה מפורשת")]
    pub(crate) positive: bool,
    /// Whether people who do not belong to the community may take it.
    #[he("פתוחה למי שאינם חברים")]
    pub(crate) outside: bool,
}

/// Who pays, and from where.
pub(crate) struct Plan {
    payer: Payer,
    from: Funds,
    total: u128,
}

enum Funds {
    Fresh(Source),
    /// A part of the price of this piece of work.
    Job(u64),
}

impl PublishTask {
    fn total(&self) -> Option<u128> {
        let beside = self.fee.unwrap_or(0).checked_add(self.panel())?;
        money::total(self.reward.units, beside, self.mode.places())
    }

    /// What a panel has of one place. It hangs on the act alone: what a proposal moves is known before.
    fn panel(&self) -> u128 {
        self.panel.unwrap_or_else(|| part_down(self.reward.units, PANEL_UNLESS_SAID))
    }

    /// What is wrong with its shape.
    fn flaw(&self) -> Option<&'static str> {
        let in_time = |span: Span| span > Span(0) && span <= LONGEST;
        let weights: u32 = self.skills.iter().map(|skill| u32::from(skill.weight)).sum();
        let is_whole = self.skills.is_empty() || weights == u32::from(WHOLE);
        let part_weights = self.milestones.iter().all(|part| part.weight > 0);
        let plain = self.milestones.is_empty() && !self.sequential;
        let counted = |count: u32| (1..=MAX_PLACES).contains(&count);
        let mode = match &self.mode {
            Mode::Claim { places } => counted(*places),
            Mode::Recurring { times, gap } => counted(*times) && *gap <= LONGEST,
            Mode::Contest { prizes } => {
                !prizes.is_empty()
                    && prizes.iter().all(|prize| *prize > 0)
                    && plain
                    && !self.positive
            }
            Mode::Retainer { months, .. } => (1..=12).contains(months) && plain,
            Mode::Apply | Mode::Invite { .. } => true,
        };
        let checks = [
            (mode, "mode"),
            (self.reward.units > 0 && self.total().is_some(), "reward"),
            (is_whole, "skills"),
            (part_weights && (self.milestones.len() != 1), "milestones"),
            (in_time(self.open_for), "open_for"),
            (in_time(self.estimate), "estimate"),
            (self.grace.is_none_or(|grace| grace <= LONGEST), "grace"),
            (self.rounds.is_none_or(|rounds| rounds <= MAX_ROUNDS), "rounds"),
            (self.from_job.is_none() || self.pot.is_none(), "from_job"),
            (self.needs.iter().all(|need| need.points() > 0), "needs"),
        ];
        checks.into_iter().find(|(holds, _)| !holds).map(|(_, field)| field)
    }

    /// Whether what it names is there.
    fn names(&self, state: &State) -> Result<(), Refused> {
        if let Some(domain) = self.domain {
            dao::open_one(state, self.dao, domain)?;
        }
        if let Some(parent) = self.parent {
            steps::task(state, (self.dao, parent))?;
        }
        for reviewer in [self.reviewer, self.second].into_iter().flatten() {
            match reviewer {
                Reviewer::Account { account } if !identity::exists(state, account) => {
                    return Err(identity::Refusal::NoSuchAccount { account }.into());
                }
                Reviewer::Role { role } if !dao::is_role(state, self.dao, role) => {
                    return Err(dao::Refusal::NoSuchRole { role }.into());
                }
                _ => {}
            }
        }
        match self.mode.asked() {
            Some(account) if !identity::exists(state, account) => {
                Err(identity::Refusal::NoSuchAccount { account }.into())
            }
            _ => Ok(()),
        }
    }

    fn payer(&self, ctx: &Ctx<'_>) -> Result<Payer, Refused> {
        match ctx.origin() {
            Origin::Dao { proposal, .. } => Ok(Payer::Members { proposal }),
            Origin::Role { role, holder, .. } => Ok(Payer::Role { role, holder }),
            Origin::Member { account, .. } => {
                let passes_on = self.from_job.is_some();
                let belongs = dao::is_admitted(ctx.state, self.dao, account);
                if belongs || passes_on {
                    Ok(Payer::Account { account })
                } else {
                    Err(Refusal::MayNotPublish.into())
                }
            }
            _ => Err(Refusal::MayNotPublish.into()),
        }
    }

    /// The work out of whose price it is paid: one's own alone, not handed in yet.
    fn passed_on(&self, ctx: &Ctx<'_>, number: u64, total: u128) -> Result<(), Refused> {
        let (_, job) = steps::mine(ctx, (self.dao, number))?;
        if job.workers.len() != 1 {
            return Err(Refusal::NotYourJob { job: number }.into());
        }
        if !matches!(job.stage, Stage::Assigned { .. } | Stage::Changing { .. }) {
            return Err(steps::otherwise(job.stage).into());
        }
        if job.price.asset != self.reward.asset || job.price.units < total {
            return Err(Refusal::BeyondPrice { has: job.price }.into());
        }
        Ok(())
    }
}

impl Action for PublishTask {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = Plan;

    fn effects(&self, dao: DaoId, effects: &mut Effects) {
        let (asset, units) = (self.reward.asset, self.total().unwrap_or(u128::MAX));
        effects.pay((dao, self.pot.unwrap_or(GENERAL)), asset, units);
        effects.promise(dao, asset, units);
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<Plan, Refused> {
        if let Some(field) = self.flaw() {
            return Err(Refusal::BadTask { field }.into());
        }
        let total = self.total().ok_or(Refusal::BadTask { field: "reward" })?;
        dao::known(ctx, self.dao)?;
        steps::readable(ctx, self.dao)?;
        self.names(ctx.state)?;
        let units = charter::panel(ctx.state, self.dao, self.reward.units);
        if self.panel() < units {
            let least = Amount { asset: self.reward.asset, units };
            return Err(Refusal::PanelBelow { least }.into());
        }
        let payer = self.payer(ctx)?;
        let asked = self.mode.asked();
        if let Some(account) = asked.filter(|account| payer.person() == Some(*account)) {
            return Err(Refusal::PaysThemselves { account }.into());
        }
        let reviews = |account| {
            let it = Some(Reviewer::Account { account });
            self.reviewer == it || self.second == it
        };
        if let Some(account) = asked.filter(|account| reviews(*account)) {
            return Err(Refusal::ReviewsThemselves { account }.into());
        }
        let from = match self.from_job {
            Some(number) => {
                self.passed_on(ctx, number, total)?;
                Funds::Job(number)
            }
            None => {
                let amount = Amount { asset: self.reward.asset, units: total };
                Funds::Fresh(escrow::may_open(ctx, self.dao, self.pot, amount)?)
            }
        };
        Ok(Plan { payer, from, total })
    }

    fn apply(self, plan: Plan, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let (dao, Plan { payer, from, total }) = (self.dao, plan);
        let escrow = match from {
            Funds::Job(number) => {
                let mut job = flow::job_of(ctx, (dao, number))?;
                let parent = flow::task_of(ctx, (dao, job.task))?;
                job.price.units = job.price.units.saturating_sub(total);
                ctx.state.work.jobs.put((dao, number), job);
                escrow::divide(ctx, (dao, parent.escrow), total)?
            }
            Funds::Fresh(source) => {
                let amount = Amount { asset: self.reward.asset, units: total };
                escrow::open(ctx, dao, (source, amount))?
            }
        };
        let number = ctx.next_number(Sequence::Task)?;
        let (title, reward) = (self.title, self.reward);
        ctx.emit(&Event::TaskPublished { dao, task: number, title, reward, payer });
        let until = ctx.now().after(self.open_for);
        let task = self.task(ctx, payer, escrow);
        flow::turn_task(ctx, (dao, number), task, TaskStage::Open { until });
        ctx.made(number);
        Ok(())
    }
}

impl PublishTask {
    /// The task as it begins.
    fn task(self, ctx: &Ctx<'_>, payer: Payer, escrow: u64) -> WorkTask {
        let panel = self.panel();
        WorkTask {
            title: self.title,
            brief: self.brief,
            left: self.mode.places(),
            mode: self.mode,
            reward: self.reward,
            fee: self.fee.unwrap_or(0),
            panel,
            payer,
            reviewer: self.reviewer.unwrap_or(Reviewer::Payer),
            second: self.second,
            domain: self.domain,
            skills: self.skills,
            needs: self.needs,
            size: self.size.unwrap_or(0),
            purpose: self.purpose,
            parent: self.parent,
            from_job: self.from_job,
            open_for: self.open_for,
            estimate: self.estimate,
            grace: self.grace.unwrap_or(GRACE),
            terms: sha256(&[&self.milestones.to_bytes()]),
            milestones: self.milestones,
            sequential: self.sequential,
            rounds: self.rounds.unwrap_or(ROUNDS),
            positive: self.positive,
            outside: self.outside,
            since: ctx.now(),
            escrow,
            offers: 0,
            handover: None,
            stage: TaskStage::Full,
            due: None,
        }
    }
}
