//! Open a programme.

use alloc::boxed::Box;

use aluma_types::spec::ActionSpec;
use aluma_types::{AssetId, DaoId, Span};

use super::steps;
use crate::earn::rules::{curves, verifying};
use crate::earn::tasks::ProgrammeDue;
use crate::earn::types::{
    Clause, Curve, LONGEST, MAX_PARTS, Payout, Programme, ProgrammeStage, Purpose, Purse, Reason,
    ScoreBy, Terms, Verifier,
};
use crate::earn::{Event, Fact, Refusal};
use crate::kernel::action::Action;
use crate::kernel::ctx::{Ctx, Sequence};
use crate::kernel::refusal::{Broken, Refused};
use crate::kernel::schedule::due_at;
use crate::{dao, identity, treasury};

/// Open a programme
///
/// Says what the community pays for, how much, and who or what verifies it. It pays only out of what is put
/// in trust for it, in what the community issues itself, and takes claims as soon as anything is. An epoch
/// spends at most the 26th part of what is left, so that it fades and does not end at once. Its terms never
/// change.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::Action)]
#[action(
    name = "open-programme",
    he = "פתיחת תוכנית תגמול",
    says_en = "Open the programme { $title }, for { $lasts }, which pays in { $asset }. Its terms: \
               { $terms }. What it is for: { $purpose }",
    says_he = "לפתוח את התוכנית { $title }, למשך { $lasts }, שמשלמת ב־{ $asset }. התנאים: { $terms }. \
               המטרה: { $purpose }",
    by(Dao),
    track = Tip,
    cost(8_000, 10, 300)
)]
pub(crate) struct OpenProgramme {
    /// What it is called.
    #[he("שם")]
    pub(crate) title: Reason,
    /// What it is for.
    #[he("מטרה")]
    pub(crate) purpose: Purpose,
    /// In what it pays: an asset of the community's own.
    #[he("נכס")]
    pub(crate) asset: AssetId,
    /// What it goes by.
    #[he("תנאים")]
    #[of("asset")]
    pub(crate) terms: Terms,
    /// For how long it takes claims.
    #[he("משך")]
    pub(crate) lasts: Span,
}

fn is_sound(curve: &Curve) -> bool {
    match curve {
        Curve::Fixed { units } | Curve::Concave { units } => *units > 0,
        Curve::Tiered { steps, .. } => curves::rises(steps),
        Curve::Falling { units, recover, .. } => *units > 0 && recover.0 > 0 && *recover <= LONGEST,
        Curve::Pool => true,
        Curve::CappedPool { cap } => *cap > 0,
        Curve::Ladder { units, parts } => {
            *units > 0 && !parts.is_empty() && parts.iter().all(|part| *part > 0)
        }
    }
}

fn is_one(verifier: &Verifier) -> bool {
    let once = |accounts: &[aluma_types::AccountId]| {
        let mut all = accounts.to_vec();
        all.sort_unstable();
        all.dedup();
        !all.is_empty() && all.len() == accounts.len()
    };
    match verifier {
        Verifier::Predicate { clauses } => !clauses.is_empty(),
        Verifier::Attestors { accounts, bond, rate } => once(accounts) && *bond > 0 && *rate > 0,
        Verifier::Panel { need, .. } => (1..=8).contains(need),
        Verifier::Reviewers { accounts, need } => {
            once(accounts) && *need > 0 && usize::from(*need) <= accounts.len()
        }
    }
}

/// What is wrong with the terms alone.
fn flaw(terms: &Terms, lasts: Span) -> Option<&'static str> {
    let in_time = |span: Span| span > Span(0) && span <= LONGEST;
    let once = |kind| terms.kinds.iter().filter(|other| *other == kind).count() == 1;
    let attestors = terms.verifiers.iter().filter(|verifier| verifier.is_attestors()).count();
    let caps = terms.caps;
    let vests = match terms.payout {
        Payout::Now => true,
        Payout::Vest { parts, every } => (2..=MAX_PARTS).contains(&parts) && in_time(every),
    };
    let window =
        terms.window <= LONGEST && (terms.window.0 > 0 || verifying::predicates_only(terms));
    let need = usize::from(terms.need);
    let checks = [
        (!terms.kinds.is_empty() && terms.kinds.iter().all(once), "kinds"),
        (terms.verifiers.iter().all(is_one) && attestors <= 1, "verifiers"),
        (need > 0 && need <= terms.verifiers.len(), "need"),
        (is_sound(&terms.curve), "curve"),
        (caps.epoch > 0 && caps.person > 0 && caps.person_epoch > 0, "caps"),
        (caps.group.is_none_or(|group| group >= caps.person_epoch), "group"),
        (in_time(terms.epoch), "epoch"),
        (vests, "payout"),
        (window, "window"),
        (terms.audit.is_zero() || terms.auditors.is_some(), "auditors"),
        (in_time(lasts), "lasts"),
    ];
    checks.into_iter().find(|(holds, _)| !holds).map(|(_, field)| field)
}

impl OpenProgramme {
    /// What would let rewards earn rewards.
    fn circle(&self) -> Option<Refusal> {
        let asset = self.asset;
        let holds =
            |clause: &Clause| matches!(clause, Clause::Holds { amount } if amount.asset == asset);
        let on_reward = self.terms.verifiers.iter().any(|verifier| match verifier {
            Verifier::Predicate { clauses } => clauses.iter().any(holds),
            _ => false,
        });
        if on_reward {
            return Some(Refusal::RewardOnReward { asset });
        }
        match self.terms.curve {
            Curve::Tiered { by: ScoreBy::Holding { asset: held }, .. } if held == asset => {
                Some(Refusal::MultiplierByRewards { asset })
            }
            _ => None,
        }
    }

    /// The assets that it names: all of the community's own, so that they go where it goes.
    fn assets(&self) -> alloc::vec::Vec<AssetId> {
        let mut all = alloc::vec![self.asset];
        for verifier in self.terms.verifiers.iter() {
            let Verifier::Predicate { clauses } = verifier else { continue };
            all.extend(clauses.iter().filter_map(|clause| match clause {
                Clause::Holds { amount } => Some(amount.asset),
                _ => None,
            }));
        }
        if let Curve::Tiered { by: ScoreBy::Holding { asset }, .. } = self.terms.curve {
            all.push(asset);
        }
        all
    }

    /// Whether what it names is there.
    fn names(&self, ctx: &Ctx<'_>, dao: DaoId) -> Result<(), Refused> {
        let roles = self.terms.verifiers.iter().filter_map(|verifier| match verifier {
            Verifier::Panel { role, .. } => Some(*role),
            _ => None,
        });
        for role in roles.chain(self.terms.auditors) {
            if !dao::is_role(ctx.state, dao, role) {
                return Err(dao::Refusal::NoSuchRole { role }.into());
            }
        }
        let named = self.terms.verifiers.iter().flat_map(|verifier| match verifier {
            Verifier::Attestors { accounts, .. } | Verifier::Reviewers { accounts, .. } => {
                accounts.iter()
            }
            _ => [].iter(),
        });
        for account in named.copied() {
            if !identity::exists(ctx.state, account) {
                return Err(identity::Refusal::NoSuchAccount { account }.into());
            }
        }
        Ok(())
    }
}

impl Action for OpenProgramme {
    const ACTION: &'static ActionSpec = Self::ACTION;
    type Plan = DaoId;

    fn shape(&self) -> Result<(), Refused> {
        if let Some(field) = flaw(&self.terms, self.lasts) {
            return Err(Refusal::BadProgramme { field }.into());
        }
        if let Some(circle) = self.circle() {
            return Err(circle.into());
        }
        // Whoever runs a game would attest its own players.
        if verifying::attestors_suffice(&self.terms) && self.terms.audit.is_zero() {
            return Err(Refusal::AuditMissing.into());
        }
        Ok(())
    }

    fn check(&self, ctx: &Ctx<'_>) -> Result<DaoId, Refused> {
        let dao = steps::acting(ctx, "open-programme")?;
        let is_own =
            |asset: AssetId| treasury::asset(ctx.state, asset).is_some_and(|row| row.dao == dao);
        if let Some(asset) = self.assets().into_iter().find(|asset| !is_own(*asset)) {
            return Err(treasury::Refusal::NotYourAsset { asset }.into());
        }
        self.names(ctx, dao)?;
        Ok(dao)
    }

    fn apply(self, dao: DaoId, ctx: &mut Ctx<'_>) -> Result<(), Broken> {
        let Self { title, purpose, asset, terms, lasts } = self;
        let programme = ctx.next_number(Sequence::Programme)?;
        let since = ctx.now();
        let until = since.after(lasts);
        let task = ProgrammeDue { dao, programme };
        let due = ctx.schedule(due_at(until), Some(dao), &task);
        let fact = Fact::ProgrammeOpened {
            programme,
            title,
            asset,
            terms: Box::new(terms.clone()),
            until,
        };
        let row = Programme {
            title,
            purpose,
            asset,
            terms,
            since,
            until,
            purse: Purse::default(),
            epoch: 0,
            trail: aluma_types::List::default(),
            uncovered: 0,
            income: 0,
            fallen: 0,
            fallen_at: since,
            open: 0,
            learners: 0,
            due: Some(due),
            stage: ProgrammeStage::Draft,
        };
        ctx.state.earn.programmes.put((dao, programme), row);
        ctx.emit(&Event { dao, fact });
        ctx.made(programme);
        Ok(())
    }
}
