//! One proposal in full.

use aluma_types::spec::ViewSpec;
use aluma_types::{
    AccountId, Acts, Amount, Body, Canon, DaoId, Hash32, List, PotId, ProposalId, Text, Timestamp,
};

use super::tally::{TallyAnswer, tally};
use crate::dao;
use crate::governance::types::{
    BODY_BYTES, Count, MAX_RECUSED, Outcome, Phase, Proposal, TITLE_BYTES, TrackName,
};
use crate::governance::{AMEND, CHANGE_MANNER, Refusal};
use crate::kernel::dispatch;
use crate::kernel::effects::{Effects, Office};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::registry::{PARAMETERS, REFUSALS, REGISTRY};

/// A proposal
///
/// What it says and would do at most, how far it has come, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "proposal", he = "הצעה להחלטה", result = ProposalAnswer)]
pub struct ProposalView {
    /// The proposal.
    #[he("ההצעה")]
    pub proposal: ProposalId,
}

/// How far a proposal has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Label {
    /// Visible; voting has not begun.
    #[tag(1)]
    #[he("בהכנה")]
    Pending,
    /// Ballots count.
    #[tag(2)]
    #[he("פתוחה להצבעה")]
    Open,
    /// It passes if it keeps passing.
    #[tag(3)]
    #[he("בתקופת אישור")]
    Confirming,
    /// It passed this moment.
    #[tag(4)]
    #[he("התקבלה")]
    Passed,
    /// It did not pass.
    #[tag(5)]
    #[he("נדחתה")]
    Rejected,
    /// It was taken back.
    #[tag(6)]
    #[he("הוסרה")]
    Withdrawn,
    /// It passed and waits for its delay or for room.
    #[tag(7)]
    #[he("ממתינה לביצוע")]
    Queued,
    /// It was done.
    #[tag(8)]
    #[he("בוצעה")]
    Enacted,
    /// It could not be done.
    #[tag(9)]
    #[he("הביצוע נכשל")]
    EnactmentFailed,
    /// It waited too long for room.
    #[tag(10)]
    #[he("פקעה")]
    Expired,
}

/// A proposal as its readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProposalAnswer {
    /// Its number.
    #[he("מספר")]
    pub proposal: ProposalId,
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Who proposed.
    #[he("מציע/ה")]
    pub proposer: AccountId,
    /// Its title.
    #[he("כותרת")]
    pub title: Body<TITLE_BYTES>,
    /// Its text.
    #[he("נימוק")]
    pub body: Option<Body<BODY_BYTES>>,
    /// By whose rules.
    #[he("מסלול")]
    pub track: TrackName,
    /// How far it has come.
    #[he("מצב")]
    pub label: Label,
    /// Why it could not be done.
    #[he("סיבת הכישלון")]
    pub failure: Option<FailureAnswer>,
    /// When what happens.
    #[he("לוח הזמנים")]
    pub timeline: Timeline,
    /// How it stands.
    #[he("מניין הקולות")]
    pub tally: TallyAnswer,
    /// What is to be done.
    #[he("מה ייעשה")]
    pub acts: Acts,
    /// What it may do at most; nothing else.
    #[he("לכל היותר")]
    pub effects: EffectsAnswer,
    /// Rules as they are and as they would be.
    #[he("שינויי תקנון")]
    pub changes: List<ChangeAnswer, 256>,
    /// Whose ballot weighs nothing: whoever gains too much by it, whom it is about, and communities
    /// that this one owns a part of.
    #[he("מנועים מהצבעה")]
    pub recused: List<AccountId, MAX_RECUSED>,
    /// Who supports it besides its proposer; the first hundred.
    #[he("תומכים")]
    pub sponsors: List<AccountId, 100>,
    /// What became of it.
    #[he("תוצאה")]
    pub outcome: Option<Outcome>,
    /// Merkle root of the ballots, once they lie in their log.
    #[he("שורש הקולות")]
    pub ballots: Option<Hash32>,
}

/// The refusal that an enactment ended with.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct FailureAnswer {
    /// Its number.
    #[he("מספר")]
    pub code: u16,
    /// Its name, as long as the number has one.
    #[he("שם")]
    pub name: Option<Text<48>>,
}

/// When what happens, or happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Timeline {
    /// It became visible.
    #[he("פורסמה")]
    pub opened: Timestamp,
    /// Height of the last block before: whose weights count.
    #[he("גובה המועד הקובע")]
    pub snapshot: u64,
    /// Voting begins.
    #[he("תחילת ההצבעה")]
    pub voting_from: Timestamp,
    /// Voting ends, at the latest known.
    #[he("סוף ההצבעה")]
    pub deadline: Timestamp,
    /// Confirmation began.
    #[he("תחילת האישור")]
    pub confirming: Option<Timestamp>,
    /// It was decided.
    #[he("הוכרעה")]
    pub decided: Option<Timestamp>,
    /// It may be done.
    #[he("ביצוע מ־")]
    pub enact_at: Option<Timestamp>,
    /// It was done, failed, or expired.
    #[he("הסתיימה")]
    pub ended: Option<Timestamp>,
}

/// What acts may do at most.
#[derive(Clone, Debug, Default, PartialEq, Eq, Canon)]
pub struct EffectsAnswer {
    /// What leaves pots.
    #[he("יוצא מהקופה")]
    pub outflow: List<Outflow, 256>,
    /// What begins to run out of pots, without an end.
    #[he("מתחיל לצאת בקביעות")]
    pub standing: List<Runs, 256>,
    /// Who receives what; the first thousand.
    #[he("מקבלים")]
    pub to: List<Given, 1_000>,
    /// What is issued.
    #[he("הנפקה")]
    pub mint: List<Amount, 64>,
    /// The charter's parameters that may change.
    #[he("סעיפי תקנון")]
    pub charter: List<ParameterAnswer, 256>,
    /// Whose membership may change; the first thousand.
    #[he("חברות")]
    pub members: List<AccountId, 1_000>,
    /// Other DAOs that this one joins or leaves.
    #[he("חברות בארגונים אחרים")]
    pub seats: List<DaoId, 64>,
    /// Domains, roles and pauses that begin, change or end, and who gains or loses which role.
    #[he("תפקידים")]
    pub roles: List<OfficeAnswer, 256>,
}

/// A domain, a role, or somebody's hold of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum OfficeAnswer {
    /// A domain.
    #[tag(1)]
    #[he("תחום")]
    Domain {
        /// Its number.
        #[he("מספר התחום")]
        domain: u32,
    },
    /// A role.
    #[tag(2)]
    #[he("תפקיד")]
    Role {
        /// Its number.
        #[he("מספר התפקיד")]
        role: u32,
    },
    /// Who holds a role.
    #[tag(3)]
    #[he("מינוי")]
    Held {
        /// The role's number.
        #[he("מספר התפקיד")]
        role: u32,
        /// Who.
        #[he("מי")]
        account: AccountId,
    },
    /// What rests in an emergency.
    #[tag(4)]
    #[he("השהיה בחירום")]
    Pause,
}

impl From<Office> for OfficeAnswer {
    fn from(office: Office) -> Self {
        match office {
            Office::Domain(domain) => Self::Domain { domain },
            Office::Role(role) => Self::Role { role },
            Office::Held(role, account) => Self::Held { role, account },
            Office::Pause => Self::Pause,
        }
    }
}

/// A rule as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ChangeAnswer {
    /// Which parameter.
    #[he("סעיף")]
    pub parameter: Text<48>,
    /// What it is.
    #[he("היום")]
    pub before: Text<64>,
    /// What it would be.
    #[he("לפי ההצעה")]
    pub after: Text<64>,
}

/// A parameter of the charter.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ParameterAnswer {
    /// Its name.
    #[he("סעיף")]
    pub parameter: Text<48>,
}

/// What leaves a pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Outflow {
    /// The pot.
    #[he("סעיף")]
    pub pot: PotId,
    /// At most.
    #[he("סכום")]
    pub amount: Amount,
}

/// What begins to run out of a pot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Runs {
    /// The pot.
    #[he("סעיף")]
    pub pot: PotId,
    /// In 30 days at most.
    #[he("סכום ב־30 יום")]
    pub month: Amount,
}

/// What somebody receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Given {
    /// Who.
    #[he("למי")]
    pub to: AccountId,
    /// At most.
    #[he("סכום")]
    pub amount: Amount,
}

impl FailureAnswer {
    fn of(code: u16) -> Self {
        let mut all = REFUSALS.iter().flat_map(|(_, list)| list.iter());
        let name = all.find(|(number, _)| *number == code);
        Self { code, name: name.and_then(|(_, name)| Text::new(name).ok()) }
    }
}

impl EffectsAnswer {
    pub(super) fn of(effects: &Effects) -> Self {
        let mut answer = Self::default();
        for ((_, pot, asset), units) in &effects.outflow {
            let amount = Amount { asset: *asset, units: *units };
            answer.outflow.push(Outflow { pot: *pot, amount });
        }
        for ((_, pot, asset), rate) in &effects.standing {
            let month = Amount { asset: *asset, units: rate.month };
            answer.standing.push(Runs { pot: *pot, month });
        }
        for ((to, asset), units) in &effects.to {
            let amount = Amount { asset: *asset, units: *units };
            answer.to.push(Given { to: *to, amount });
        }
        for (asset, units) in &effects.mint {
            answer.mint.push(Amount { asset: *asset, units: *units });
        }
        for (_, number) in &effects.charter {
            let mut all = PARAMETERS.iter().flat_map(|domain| domain.iter());
            let spec = all.find(|spec| spec.number == *number);
            if let Some(Ok(parameter)) = spec.map(|spec| Text::new(spec.name)) {
                answer.charter.push(ParameterAnswer { parameter });
            }
        }
        for (_, account) in &effects.members {
            answer.members.push(*account);
        }
        for (host, _) in &effects.seats {
            answer.seats.push(*host);
        }
        for (_, office) in &effects.roles {
            answer.roles.push((*office).into());
        }
        answer
    }
}

impl View for ProposalView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ProposalAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        // A stranger to a listed DAO reads what was decided: asked in the answer.
        None
    }

    fn answer(&self, look: &Look<'_>) -> Result<ProposalAnswer, Refused> {
        let id = self.proposal;
        let (row, count) = super::find(look, id)?;
        let tables = &look.state.governance;
        let matter = tables.matters.get(&id).ok_or(Refusal::NoSuchProposal { proposal: id })?;
        // Acts were declared when the proposal opened; under later rules they may no longer be.
        let effects = dispatch::declared(&REGISTRY, row.dao, &matter.acts.0).unwrap_or_default();
        let mut sponsors = List::default();
        let all = (id, AccountId(0))..=(id, AccountId(u64::MAX));
        for ((_, account), _) in tables.sponsors.range(all).take(100) {
            sponsors.push(*account);
        }
        Ok(ProposalAnswer {
            proposal: id,
            dao: row.dao,
            proposer: row.proposer,
            title: matter.title,
            body: matter.body,
            track: row.track,
            label: super::label(row, count, look.now),
            failure: match row.phase {
                Phase::EnactmentFailed { code, .. } => Some(FailureAnswer::of(code)),
                _ => None,
            },
            timeline: timeline(row, count),
            tally: tally(row, count, look.now),
            acts: matter.acts.clone(),
            effects: EffectsAnswer::of(&effects),
            changes: match row.phase {
                Phase::Open | Phase::Queued { .. } => changes(look, row.dao, &matter.acts),
                _ => List::default(),
            },
            recused: row.recused.clone(),
            sponsors,
            outcome: tables.outcomes.get(&(1, id.0)).copied(),
            ballots: row.ballots,
        })
    }
}

/// What the amendments among acts would change now.
pub(super) fn changes(look: &Look<'_>, dao: DaoId, acts: &Acts) -> List<ChangeAnswer, 256> {
    let mut answer = List::default();
    for act in acts.0.iter() {
        // Each action has one field, so that its bytes are those of the field.
        let changes = match act.number {
            AMEND => dao::Changes::from_bytes(&act.body)
                .map(|changes| dao::diff(look.state, dao, &changes)),
            CHANGE_MANNER => dao::Manner::from_bytes(&act.body)
                .map(|manner| dao::diff_of_manner(look.state, dao, manner)),
            _ => continue,
        };
        for change in changes.ok().and_then(Result::ok).unwrap_or_default() {
            let (name, before, after) = (change.spec.name, change.before, change.after);
            if let (Ok(parameter), Ok(before), Ok(after)) =
                (Text::new(name), Text::new(&before), Text::new(&after))
            {
                answer.push(ChangeAnswer { parameter, before, after });
            }
        }
    }
    answer
}

fn timeline(row: &Proposal, count: &Count) -> Timeline {
    let enact_at = row.decided.map(|decided| decided.time.after(row.delay));
    let (enact_at, ended) = match row.phase {
        Phase::Open | Phase::Rejected { .. } | Phase::Withdrawn { .. } => (None, None),
        Phase::Queued { enact_at } => (Some(enact_at), None),
        Phase::Enacted { at } | Phase::EnactmentFailed { at, .. } | Phase::Expired { at } => {
            (enact_at, Some(at.time))
        }
    };
    Timeline {
        opened: row.opened,
        snapshot: row.snapshot.height,
        voting_from: row.voting_from,
        deadline: count.deadline,
        confirming: count.confirming,
        decided: row.decided.map(|decided| decided.time),
        enact_at,
        ended,
    }
}
