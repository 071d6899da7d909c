//! Where a payout of a round comes from.

use alloc::vec::Vec;

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, Canon, DaoId, List, Share, Timestamp};
use ethnum::U256;

use super::PAGE;
use crate::exact::part_down;
use crate::grants::Refusal;
use crate::grants::actions::closing::{all_of, marks};
use crate::grants::rules::{median, sharing};
use crate::grants::types::{MAX_BALLOTS, Marks, Policy, PraiseTerms, Round, Stage, Sum, Take};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::registry::State;
use crate::split::part;

/// Where does this payout come from?
///
/// What somebody takes of a round that was shared, by which formula and from which inputs. A purse is
/// shared by weights: purse times weight over all weights, rounded down, and the units left over go one
/// each to the largest remainders, ties to the lowest account. What each weight is made of stands
/// beside it; the rows it is read from can be proven against a block. Tokens after a giver, a hundred
/// at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "explain-payout", he = "מאיפה הסכום הזה?", result = ExplainPayoutAnswer)]
pub struct ExplainPayoutView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// The round.
    #[he("מספר הסבב")]
    pub round: u64,
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// Tokens of givers after this one.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ExplainPayoutAnswer {
    /// What there was to share.
    #[he("תקציב")]
    pub budget: Amount,
    /// How far the round has come: its parts are found when it closes.
    #[he("שלב")]
    pub stage: Stage,
    /// All of it, in base units.
    #[he("סך הכול")]
    pub total: u128,
    /// The sums that it is made of.
    #[he("מה הוא כולל")]
    pub portions: List<Portion, 2>,
    /// What the weight is made of.
    #[he("ממה מורכב המשקל")]
    pub how: How,
    /// Where the next page of tokens begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// What is shared by weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub enum Purse {
    /// The part of those who are praised.
    #[tag(1)]
    #[he("על ההוקרות")]
    Praised,
    /// The part of raters: by entries that they scored.
    #[tag(2)]
    #[he("על ההערכה")]
    Raters,
    /// What the round shares.
    #[tag(3)]
    #[he("הסבב")]
    Round,
}

/// Somebody's part of a purse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Portion {
    /// Which purse.
    #[he("מתוך")]
    pub of: Purse,
    /// What is in it, in base units.
    #[he("לחלוקה")]
    pub pool: u128,
    /// Their weight.
    #[he("המשקל")]
    pub weight: u128,
    /// All weights.
    #[he("סך המשקלים")]
    pub whole: u128,
    /// Pool times weight over all weights, rounded down.
    #[he("מעוגל כלפי מטה")]
    pub down: u128,
    /// What rounding left, in parts of a unit, each one of all weights.
    #[he("שארית")]
    pub rest: u128,
    /// What they take: that, or one unit more where their remainder was among the largest.
    #[he("החלק")]
    pub units: u128,
}

/// What a weight is made of.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub enum How {
    /// The sum of means of the entries about them, in 1/84,000 of a score; the entries are told by
    /// their own view. Raters weigh what they scored, and nothing where they gave no score at all.
    #[tag(1)]
    #[he("ציוני ההוקרות")]
    Praise {
        /// Entries that they scored and did not call duplicates.
        #[he("הערכות")]
        rated: u32,
        /// Whether these count.
        #[he("נספרות")]
        counts: bool,
        /// The part of the praised.
        #[he("חלקם של מי שהוקירו אותם")]
        praised: Share,
        /// The part of raters.
        #[he("חלקם של המעריכים")]
        raters: Share,
        /// Entries of the round: with fewer than its ceiling, as large a part of the budget is shared.
        #[he("הוקרות")]
        entries: u32,
        /// Its ceiling.
        #[he("תקרת פעילות")]
        ceiling: Option<u32>,
    },
    /// Points at the close less points at the opening, both by one clock.
    #[tag(2)]
    #[he("נקודות שנוספו")]
    Immediate {
        /// Micro-points when it closed.
        #[he("בסגירה")]
        closing: u128,
        /// Micro-points when it opened.
        #[he("בפתיחה")]
        opening: u128,
        /// The number of the clock by which both are told.
        #[he("מספר השעון")]
        clock: u32,
        /// When it opened.
        #[he("נפתח")]
        from: Timestamp,
        /// When it closed.
        #[he("נסגר")]
        until: Timestamp,
    },
    /// Points when the round closed, faded.
    #[tag(3)]
    #[he("משקל הנקודות")]
    Recent {
        /// Micro-points by the clock.
        #[he("נקודות")]
        points: u128,
        /// The clock's number.
        #[he("מספר השעון")]
        clock: u32,
        /// When it closed.
        #[he("נסגר")]
        at: Timestamp,
    },
    /// What is missing of their part: max(0, points * (paid to all + budget) - paid * points of all),
    /// less the lowest bits that are cut.
    #[tag(4)]
    #[he("מה שחסר עד החלק המגיע")]
    Balanced {
        /// Micro-points that were ever given to them.
        #[he("נקודות")]
        points: u128,
        /// To all who take part.
        #[he("נקודות של כולם")]
        points_of_all: u128,
        /// What rounds had paid them before, in base units.
        #[he("שולם קודם")]
        paid: u128,
        /// What rounds had paid all before.
        #[he("שולם קודם לכולם")]
        paid_to_all: u128,
        /// How many of the lowest bits of all weights are cut to make room.
        #[he("ביטים שהושמטו")]
        cut: u32,
    },
    /// Tokens that they received.
    #[tag(5)]
    #[he("אסימונים שהתקבלו")]
    Circle {
        /// How many gave them some.
        #[he("נותנים")]
        givers: u32,
        /// From whom, and how many.
        #[he("מאת מי וכמה")]
        tokens: List<Given, PAGE>,
    },
    /// The median of the ballots that count and name them; of an even number the mean of the middle
    /// two, rounded down. 0 where they are too few or it is too low.
    #[tag(6)]
    #[he("חציון הפתקים")]
    Retro {
        /// What ballots say of them.
        #[he("הפתקים")]
        ballots: List<Said, { MAX_BALLOTS as usize }>,
        /// On how many ballots a candidate must stand.
        #[he("על כמה פתקים לפחות")]
        quorum: u32,
        /// The lowest median that counts.
        #[he("החציון הנמוך ביותר שנספר")]
        least: u128,
        /// The median.
        #[he("החציון")]
        median: u128,
        /// Whether medians are amounts, of which nobody receives more, or scores.
        #[he("סכומים או ציונים")]
        marks: Marks,
    },
}

/// Tokens from somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Given {
    /// From whom.
    #[he("מאת")]
    pub from: AccountId,
    /// How many.
    #[he("אסימונים")]
    pub tokens: u32,
}

/// What a ballot says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Said {
    /// Whose ballot.
    #[he("של מי")]
    pub voter: AccountId,
    /// Base units or a score.
    #[he("סכום או ציון")]
    pub units: u128,
    /// Whether it counts.
    #[he("נספר")]
    pub counts: bool,
}

impl View for ExplainPayoutView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ExplainPayoutAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ExplainPayoutAnswer, Refused> {
        let (state, key) = (look.state, (self.dao, self.round));
        let round = self.round;
        let row = state.grants.rounds.get(&key).ok_or(Refusal::NoSuchRound { round })?;
        let take = state.grants.takes.get(&(self.dao, self.round, self.account));
        let take = take.copied().unwrap_or_default();
        let sum = state.grants.sums.get(&key).copied();
        let portions = match (&row.policy, sum) {
            (Policy::Praise { terms }, _) => self.of_praise(state, (row, terms), &take),
            (_, Some(sum)) => {
                let units = (Purse::Round, take.units);
                Vec::from([portion(units, sum.pool, (take.weight, sum.whole))])
            }
            _ => Vec::new(),
        };
        let (how, next) = self.how(state, (row, sum), &take);
        Ok(ExplainPayoutAnswer {
            budget: row.budget,
            stage: row.stage,
            total: take.total(),
            portions: List::new(portions).unwrap_or_default(),
            how,
            next,
        })
    }
}

fn portion((of, units): (Purse, u128), pool: u128, (weight, whole): (u128, u128)) -> Portion {
    let found = part(pool, weight, U256::new(whole)).unwrap_or((0, U256::ZERO));
    let rest = u128::try_from(found.1).unwrap_or(u128::MAX);
    Portion { of, pool, weight, whole, down: found.0, rest, units }
}

impl ExplainPayoutView {
    /// Both purses of a praise round, once they are shared.
    fn of_praise(
        &self,
        state: &State,
        (row, terms): (&Round, &PraiseTerms),
        take: &Take,
    ) -> Vec<Portion> {
        let Stage::Paid { .. } = row.stage else { return Vec::new() };
        let range =
            (self.dao, self.round, AccountId(0))..=(self.dao, self.round, AccountId(u64::MAX));
        let all = state.grants.takes.range(range);
        let (mut weights, mut counted) = (0u128, 0u128);
        for (_, take) in all {
            weights = weights.saturating_add(take.weight);
            counted = counted.saturating_add(take.counted().into());
        }
        let pool = sharing::pool(row.budget.units, terms.ceiling, row.entries);
        let praised = part_down(pool, terms.praised);
        let raters = part_down(pool, terms.raters);
        Vec::from([
            portion((Purse::Praised, take.praise), praised, (take.weight, weights)),
            portion((Purse::Raters, take.rating), raters, (take.counted().into(), counted)),
        ])
    }

    fn how(
        &self,
        state: &State,
        (row, sum): (&Round, Option<Sum>),
        take: &Take,
    ) -> (How, Option<AccountId>) {
        let closed = sum.and_then(|sum| sum.closed).map_or(row.closes, |closed| closed.time);
        let clock = sum.map_or(0, |sum| sum.closing_clock);
        let how = match &row.policy {
            Policy::Praise { terms } => How::Praise {
                rated: take.rated,
                counts: take.gave > 0,
                praised: terms.praised,
                raters: terms.raters,
                entries: row.entries,
                ceiling: terms.ceiling,
            },
            Policy::Immediate { .. } => How::Immediate {
                closing: take.points,
                opening: take.before,
                clock: sum.map_or(0, |sum| sum.clock).max(u32::from(clock > 0)),
                from: row.since,
                until: closed,
            },
            Policy::Recent { .. } => How::Recent { points: take.points, clock, at: closed },
            Policy::Balanced { .. } => How::Balanced {
                points: take.points,
                points_of_all: sum.map_or(0, |sum| sum.points),
                paid: take.before,
                paid_to_all: sum.map_or(0, |sum| sum.paid),
                cut: sum.map_or(0, |sum| all_of(&sum, row).cut()),
            },
            Policy::Circle { .. } => {
                let (tokens, next) = self.tokens(state);
                return (How::Circle { givers: take.by, tokens }, next);
            }
            Policy::Retro { terms } => {
                let said = marks(state, (self.dao, self.round), self.account);
                let said = said.map(|(voter, units, counts)| Said { voter, units, counts });
                let said: Vec<_> = said.collect();
                let counted = said.iter().filter(|said| said.counts).map(|said| said.units);
                How::Retro {
                    quorum: terms.quorum,
                    least: terms.least,
                    median: median::median(counted.collect()),
                    marks: terms.marks,
                    ballots: List::new(said).unwrap_or_default(),
                }
            }
        };
        (how, None)
    }

    /// Who gave them tokens.
    fn tokens(&self, state: &State) -> (List<Given, PAGE>, Option<AccountId>) {
        let after = AccountId(self.after.map_or(0, |after| after.0.saturating_add(1)));
        let range = (self.dao, self.round, after)..=(self.dao, self.round, AccountId(u64::MAX));
        let rows = state.grants.gifts.range(range).filter_map(|((_, _, from), row)| {
            let gift = row.gifts.iter().find(|gift| gift.to == self.account)?;
            Some(Given { from: *from, tokens: gift.tokens })
        });
        page(rows, |row| row.from)
    }
}
