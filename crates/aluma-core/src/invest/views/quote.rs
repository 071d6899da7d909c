//! What leaving would bring.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Amount, AssetId, Canon, DaoId, List, Span, Timestamp};

use super::PAGE;
use crate::invest::actions::exits::parts;
use crate::invest::charter::{notice, promise, vests};
use crate::invest::types::{Exit, MAX_PARTS};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};
use crate::treasury::{self, capital};

/// What leaving would bring
///
/// What the charter promises whoever leaves, and what so many units would bring now, asset by asset: what
/// lies in the pots, what of it is not free, and the part. The notice may change it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "exit-quote", he = "מה תביא פרישה", result = ExitQuoteAnswer)]
pub struct ExitQuoteView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Whose units; the reader's unless named.
    #[he("החשבון")]
    pub account: Option<AccountId>,
    /// How many base units; all that the account has unless named.
    #[he("יחידות")]
    pub units: Option<u128>,
}

/// What leaving would bring.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ExitQuoteAnswer {
    /// What is promised now; nothing where nothing is.
    #[he("ההבטחה")]
    pub promise: Option<PromiseRow>,
    /// What each asset would bring.
    #[he("חלקים")]
    pub parts: List<PartRow, MAX_PARTS>,
    /// Exits of the account that wait.
    #[he("פרישות בדרך")]
    pub leaving: List<LeaverRow, PAGE>,
}

/// A promise of a charter and what a part is reckoned of.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PromiseRow {
    /// By which terms.
    #[he("תנאים")]
    pub terms: TermsRow,
    /// Base units that the question is about.
    #[he("יחידות")]
    pub units: u128,
    /// All units there are.
    #[he("סך הכול")]
    pub total: u128,
    /// Of these in the community's own pots: nobody's part.
    #[he("בקופת הקהילה")]
    pub own: u128,
    /// Of these in custody of plans.
    #[he("בהבשלה")]
    pub vesting: u128,
    /// What is left of them: what a part is reckoned of.
    #[he("יחידות שחולקות")]
    pub outstanding: u128,
}

/// By which terms somebody leaves.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct TermsRow {
    /// With which share.
    #[he("יחידת הבעלות")]
    pub share: AssetId,
    /// Until when it is promised; always unless named.
    #[he("עד")]
    pub until: Option<Timestamp>,
    /// How long after asking they are paid.
    #[he("הודעה מראש")]
    pub notice: Span,
    /// How long what is bought now waits before.
    #[he("המתנה אחרי קנייה")]
    pub vests: Span,
}

/// What one asset would bring, in base units.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PartRow {
    /// What lies in the pots.
    #[he("בקופה")]
    pub all: Amount,
    /// What of it is reserved, promised or owed.
    #[he("משוריין או חייבים")]
    pub bound: u128,
    /// What is left.
    #[he("פנוי")]
    pub free: u128,
    /// The part of that by the units.
    #[he("החלק לפי היחידות")]
    pub whole: u128,
    /// What bounds it, where the charter limits a part to what was paid in and the income since.
    #[he("המגבלה")]
    pub limit: Option<LimitRow>,
    /// What would be paid: the part, or what it is bounded to.
    #[he("החלק")]
    pub part: u128,
}

/// What somebody may take of one asset at most: paid in and came in, less what was taken; in base units.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct LimitRow {
    /// What they paid in for the share.
    #[he("שולם")]
    pub paid: u128,
    /// Their part of the income while they held it.
    #[he("חלק בהכנסות")]
    pub came: u128,
    /// What they left with before.
    #[he("נלקח")]
    pub taken: u128,
    /// Whether this is less than the part by the units, and so what is paid.
    #[he("מגבילה")]
    pub binds: bool,
}

/// Somebody who is leaving.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct LeaverRow {
    /// Its number.
    #[he("מספר הפרישה")]
    pub exit: u64,
    /// Which.
    #[he("הפרישה")]
    pub what: Exit,
}

impl ExitQuoteView {
    fn whose(&self, look: &Look<'_>) -> Option<AccountId> {
        self.account.or(look.reader)
    }
}

impl View for ExitQuoteView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ExitQuoteAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // Whoever holds the share may know what it would bring them, also from outside.
        let share = promise(look.state, self.dao, look.now).map(|promise| promise.share);
        let holder = self.whose(look).filter(|account| look.reader == Some(*account)).zip(share);
        let is_holder = |(account, share)| capital::held(look.state, account, share) > 0;
        Some(self.dao).filter(|_| !holder.is_some_and(is_holder))
    }

    fn answer(&self, look: &Look<'_>) -> Result<ExitQuoteAnswer, Refused> {
        let (dao, state, whose) = (self.dao, look.state, self.whose(look));
        let mut leaving = List::default();
        for ((_, exit), row) in state.invest.exits.range((dao, 0)..=(dao, u64::MAX)) {
            if whose == Some(row.account) {
                leaving.push(LeaverRow { exit: *exit, what: *row });
            }
        }
        let mut answer = ExitQuoteAnswer { promise: None, parts: List::default(), leaving };
        let Some(promise) = promise(state, dao, look.now) else { return Ok(answer) };
        let share = promise.share;
        let has = whose.map_or(0, |account| treasury::balance(state, account, share));
        let units = self.units.unwrap_or(has);
        let supply = treasury::supply(state, share);
        answer.promise = Some(PromiseRow {
            terms: TermsRow {
                share,
                until: promise.until,
                notice: notice(state, dao),
                vests: vests(state, dao, (share, look.now)),
            },
            units,
            total: supply.map_or(0, treasury::types::Supply::total),
            own: capital::in_own_pots(state, share),
            vesting: supply.map_or(0, |supply| supply.locked),
            outstanding: capital::outstanding(state, share),
        });
        for part in parts(state, (dao, Amount { asset: share, units }), (whose, look.now)) {
            let (all, bound) = capital::bound(state, (dao, part.asset), look.now);
            let all = Amount { asset: part.asset, units: all };
            let limit = part.limit.map(|of| LimitRow {
                paid: of.paid,
                came: of.came,
                taken: of.taken,
                binds: part.units < part.whole,
            });
            let (free, whole) = (part.free, part.whole);
            answer.parts.push(PartRow { all, bound, free, whole, limit, part: part.units });
        }
        Ok(answer)
    }
}
