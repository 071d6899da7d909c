//! One programme, and what it still asks of somebody.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::programmes::{self, ProgrammeRow};
use crate::dao;
use crate::earn::Refusal;
use crate::earn::actions::purse;
use crate::earn::rules::predicates::{self, About};
use crate::earn::rules::{epochs, reading};
use crate::earn::types::{
    Clause, Earner, MAX_CLAUSES, MAX_VERIFIERS, Programme, Purpose, Terms, Verifier,
};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// Clauses of all verifiers of a programme.
const ALL_CLAUSES: usize = MAX_CLAUSES * MAX_VERIFIERS;

/// A programme
///
/// What it is for and goes by, what its present epoch has left, whether outside income covers it; and for
/// somebody, clause by clause, what is still missing, and what they may still earn.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "programme", he = "תוכנית תגמול", result = ProgrammeAnswer)]
pub struct ProgrammeView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The programme.
    #[he("מספר התוכנית")]
    pub programme: u64,
    /// For whom; whoever asks unless named.
    #[he("עבור")]
    pub account: Option<AccountId>,
    /// A community for practice that they founded.
    #[he("קהילת התרגול")]
    pub practice: Option<DaoId>,
}

/// A programme.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ProgrammeAnswer {
    /// As a list shows it.
    #[he("התוכנית")]
    pub row: ProgrammeRow,
    /// What it is for.
    #[he("מטרה")]
    pub purpose: Purpose,
    /// What it goes by.
    #[he("תנאים")]
    pub terms: Terms,
    /// Its present epoch.
    #[he("התקופה")]
    pub epoch: EpochRow,
    /// Income from outside over rewards of the last epochs, in thousandths; none where nothing was earned.
    #[he("יחס כיסוי באלפיות")]
    pub coverage: Option<u64>,
    /// Epochs in a row that income did not cover.
    #[he("תקופות בלי כיסוי")]
    pub uncovered: u32,
    /// How somebody stands to it.
    #[he("האדם")]
    pub person: Option<PersonRow>,
}

/// An epoch of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct EpochRow {
    /// Its number.
    #[he("מספר")]
    pub number: u32,
    /// When it began.
    #[he("מאז")]
    pub since: Timestamp,
    /// When the next one begins.
    #[he("עד")]
    pub until: Timestamp,
    /// What it may spend.
    #[he("תקציב")]
    pub budget: u128,
    /// What was set aside in it.
    #[he("הוקצה")]
    pub spent: u128,
    /// Claims that share its pool.
    #[he("דרישות")]
    pub claims: u32,
}

/// How somebody stands to a programme.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PersonRow {
    /// Who.
    #[he("מי")]
    pub account: AccountId,
    /// What they earned.
    #[he("הרוויחו")]
    pub earned: Earner,
    /// What they may still earn in this epoch.
    #[he("עוד אפשר בתקופה")]
    pub room: u128,
    /// The clauses that the ledger looks at, in the order of the terms: for whoever asks about themselves.
    #[he("תנאים")]
    pub clauses: List<ClauseRow, ALL_CLAUSES>,
}

/// A clause, and how far somebody is with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct ClauseRow {
    /// The place of its verifier in the terms, from 0.
    #[he("בודק")]
    pub verifier: u8,
    /// The clause.
    #[he("תנאי")]
    pub clause: Clause,
    /// Whether it holds.
    #[he("מתקיים")]
    pub holds: bool,
    /// How much is there.
    #[he("יש")]
    pub has: u128,
    /// How much it asks for.
    #[he("נדרש")]
    pub asks: u128,
}

impl ProgrammeView {
    /// The clauses for somebody. A community for practice that is not their own says nothing.
    fn clauses(
        &self,
        look: &Look<'_>,
        (terms, account): (&Terms, AccountId),
    ) -> List<ClauseRow, ALL_CLAUSES> {
        let is_own = |practice: &DaoId| {
            let founder = dao::dao(look.state, *practice).map(|row| row.founder);
            founder == Some(account)
        };
        let practice = self.practice.filter(is_own);
        let about = About { dao: self.dao, account, practice, now: look.now };
        let mut rows = List::default();
        for (verifier, of) in (0u8..).zip(terms.verifiers.iter()) {
            let Verifier::Predicate { clauses } = of else { continue };
            for clause in clauses.iter() {
                let found = predicates::measure(look.state, &about, clause);
                let (has, asks) = (found.has, found.asks);
                let holds = found.holds();
                rows.push(ClauseRow { verifier, clause: *clause, holds, has, asks });
            }
        }
        rows
    }

    fn person(&self, look: &Look<'_>, row: &Programme, epoch: u32) -> Option<PersonRow> {
        let account = self.account.or(look.reader)?;
        let slot = (self.dao, self.programme, account);
        let earned = look.state.earn.earners.get(&slot).copied().unwrap_or_default();
        let key = (self.dao, self.programme);
        let room = reading::room(look.state, key, (account, look.now), epoch);
        // What somebody else has is theirs to know.
        let is_own = look.reader == Some(account);
        let clauses =
            if is_own { self.clauses(look, (&row.terms, account)) } else { List::default() };
        Some(PersonRow { account, earned, room, clauses })
    }
}

impl View for ProgrammeView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ProgrammeAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ProgrammeAnswer, Refused> {
        let key = (self.dao, self.programme);
        let row = look.state.earn.programmes.get(&key);
        let row = row.ok_or(Refusal::NoSuchProgramme { programme: self.programme })?;
        let number = epochs::number(row.since, row.terms.epoch, look.now);
        let (begun, epoch) = purse::begun(look.state, key, row, number);
        let begins = |number| epochs::begins(row.since, row.terms.epoch, number);
        let epoch = EpochRow {
            number,
            since: begins(number),
            until: begins(number.saturating_add(1)),
            budget: epoch.budget,
            spent: epoch.spent,
            claims: epoch.claims,
        };
        Ok(ProgrammeAnswer {
            row: programmes::row(self.programme, row),
            purpose: row.purpose,
            terms: row.terms.clone(),
            epoch,
            coverage: epochs::coverage(&begun.trail),
            uncovered: begun.uncovered,
            person: self.person(look, row, number),
        })
    }
}
