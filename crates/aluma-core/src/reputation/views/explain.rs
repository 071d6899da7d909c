//! Where a number of points comes from.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, Timestamp};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::actions::points::of;
use crate::reputation::rules::decay::{Clock, Strength};
use crate::reputation::rules::reading;
use crate::reputation::types::{Mint, Penalty, Points, Taken, area};

/// Where does this number come from?
///
/// What somebody's points in a domain are made of: each piece of evidence with what it brought, what
/// that counts on the clock (micro-points times two to the power of the time since the landmark over
/// the half-life, rounded down to 2^-40 of a micro-point) and what it is worth now; what is kept, which
/// is what weighs; and every penalty. Evidence after a number, a hundred at a time, in the order of
/// its numbers.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "explain-points", he = "מאיפה המספר הזה?", result = ExplainAnswer)]
pub struct ExplainView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// In this domain; none is the whole community.
    #[he("תחום")]
    pub domain: Option<u32>,
    /// After this piece of evidence.
    #[he("אחרי")]
    pub after: Option<u64>,
}

/// Where somebody's points come from.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ExplainAnswer {
    /// By what points fade; none where nobody has any yet.
    #[he("השעון")]
    pub clock: Option<Clock>,
    /// The clock's number: rows of points stand under it.
    #[he("מספר השעון")]
    pub number: u32,
    /// What is kept by accepted work, in 2^-40 of a micro-point at the landmark.
    #[he("נשמר מתרומות")]
    pub kept_hard: u128,
    /// What is kept by praise; its half-life is half of the clock's.
    #[he("נשמר מהוקרה")]
    pub kept_soft: u128,
    /// What the former is worth now.
    #[he("שווה היום: מתרומות")]
    pub worth_hard: Points,
    /// What the latter is worth now.
    #[he("שווה היום: מהוקרה")]
    pub worth_soft: Points,
    /// Pieces of evidence.
    #[he("הראיות")]
    pub evidence: List<MintAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<u64>,
    /// Penalties that took something here, the latest.
    #[he("הפחתות")]
    pub penalties: List<PenaltyAnswer, PAGE>,
}

/// What a piece of evidence brought.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct MintAnswer {
    /// Its number.
    #[he("מספר הראיה")]
    pub evidence: u64,
    /// What it brought, where and when.
    #[he("מה היא הביאה")]
    pub mint: Mint,
    /// What that counts on the clock.
    #[he("נספר")]
    pub counts: u128,
    /// What it is worth now, had nothing been taken and nobody been away.
    #[he("שווה היום")]
    pub worth: Points,
}

/// What a penalty took here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct PenaltyAnswer {
    /// Its number.
    #[he("מספר ההפחתה")]
    pub penalty: u64,
    /// When.
    #[he("מתי")]
    pub at: Timestamp,
    /// What it took, in 2^-40 of a micro-point at the landmark of its clock.
    #[he("מה נלקח")]
    pub taken: u128,
    /// By which clock.
    #[he("השעון")]
    pub clock: Clock,
    /// Since when it is taken back.
    #[he("בוטל")]
    pub restored: Option<Timestamp>,
}

impl View for ExplainView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ExplainAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ExplainAnswer, Refused> {
        let Self { dao, account, domain, after } = *self;
        super::existing(look, dao)?;
        let (state, now) = (look.state, look.now);
        let clock = reading::clock(state, dao);
        let number = clock.map_or(0, |(number, _)| number);
        let voice = state.reputation.voices.get(&(dao, number, area(domain), account));
        let kept = |strength| voice.map_or(0, |voice| of(voice, strength).value());
        let (worth_hard, worth_soft) = reading::both(state, (dao, domain, account), now);
        let (evidence, next) = page(self.evidence(look, clock, after), |row| row.evidence);
        Ok(ExplainAnswer {
            clock: clock.map(|(_, clock)| clock),
            number,
            kept_hard: kept(Strength::Hard),
            kept_soft: kept(Strength::Soft),
            worth_hard: worth_hard.into(),
            worth_soft: worth_soft.into(),
            evidence,
            next,
            penalties: page(self.penalties(look), |_| ()).0,
        })
    }
}

impl ExplainView {
    fn evidence<'l>(
        &self,
        look: &'l Look<'l>,
        clock: Option<(u32, Clock)>,
        after: Option<u64>,
    ) -> impl Iterator<Item = MintAnswer> + 'l {
        let Self { dao, account, domain, .. } = *self;
        let from = after.map_or(0, |after| after.saturating_add(1));
        let rows =
            look.state.reputation.mints.range((dao, account, from)..=(dao, account, u64::MAX));
        let here = move |row: &Mint| crate::dao::lies_in(look.state, dao, row.domain, domain);
        let worth = move |row: &Mint| {
            let Some((_, clock)) = clock else { return (0, 0) };
            let counts = clock.grown(Strength::Hard, row.micro, row.at);
            (counts, clock.faded(Strength::Hard, counts, look.now))
        };
        rows.filter(move |(_, row)| here(row)).map(move |((.., evidence), row)| {
            let (counts, worth) = worth(row);
            MintAnswer { evidence: *evidence, mint: row.clone(), counts, worth: worth.into() }
        })
    }

    fn penalties<'l>(&self, look: &'l Look<'l>) -> impl Iterator<Item = PenaltyAnswer> + 'l {
        let Self { dao, account, domain, .. } = *self;
        let rows = look.state.reputation.penalties.range((dao, 0)..=(dao, u64::MAX)).rev();
        let of_them = rows.filter(move |(_, row)| row.account == account);
        of_them.filter_map(move |((_, penalty), row): (&(DaoId, u64), &Penalty)| {
            let here = |taken: &&Taken| taken.domain == domain;
            let taken = row.taken.iter().find(here)?;
            let (at, clock, restored) = (row.at, row.clock, row.restored);
            Some(PenaltyAnswer { penalty: *penalty, at, taken: taken.a, clock, restored })
        })
    }
}
