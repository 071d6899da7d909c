//! Praise of an epoch.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::actions::{closing, epochs};
use crate::reputation::types::{Closing, Edge, Epoch, Pair, Points};

/// Praise
///
/// Who praised whom in the present epoch or the one before, and what came of it once the epoch is
/// closed; a hundred at a time.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "praise", he = "הוקרות", result = PraiseAnswer)]
pub struct PraiseView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Of which epoch; the present one unless named.
    #[he("תקופה")]
    pub epoch: Option<u32>,
    /// After this pair.
    #[he("אחרי")]
    pub after: Option<Pair>,
}

/// Praise of an epoch.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct PraiseAnswer {
    /// The present epoch; none where none has begun.
    #[he("התקופה הנוכחית")]
    pub present: Option<Epoch>,
    /// How far the end of the asked one has come, while it is being closed.
    #[he("הסגירה")]
    pub closing: Option<Closing>,
    /// What the reader may give in the present epoch, where it is known who reads.
    #[he("התקציב שלך")]
    pub budget: Option<Points>,
    /// Points of praise that the reader gave in it.
    #[he("נתת")]
    pub given: Option<u64>,
    /// Who praised whom.
    #[he("הוקרות")]
    pub praise: List<EdgeAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<Pair>,
}

/// What somebody praised somebody for.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct EdgeAnswer {
    /// Who praised whom.
    #[he("מי את מי")]
    pub pair: Pair,
    /// In which domains, and how much.
    #[he("לפי תחומים")]
    pub edge: Edge,
}

impl View for PraiseView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = PraiseAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<PraiseAnswer, Refused> {
        let dao = self.dao;
        super::existing(look, dao)?;
        let tables = &look.state.reputation;
        let present = tables.epochs.get(&dao).copied();
        let epoch = self.epoch.or(present.map(|row| row.number)).unwrap_or(0);
        let low = self.after.map_or((AccountId(0), AccountId(0)), |pair| {
            (pair.from, AccountId(pair.to.0.saturating_add(1)))
        });
        let last = (dao, epoch, AccountId(u64::MAX), AccountId(u64::MAX));
        let rows = tables.praise_edges.range((dao, epoch, low.0, low.1)..=last);
        let rows = rows.map(|((.., from, to), edge)| EdgeAnswer {
            pair: Pair { from: *from, to: *to },
            edge: edge.clone(),
        });
        let (praise, next) = page(rows, |row| row.pair);
        let mine = look.reader.zip(present).map(|(reader, row)| {
            let bounds = (row.before, row.bounds);
            let given = epochs::praised(look.state, (dao, row.number, reader)).1;
            (closing::budget(look.state, (dao, reader), bounds), given)
        });
        Ok(PraiseAnswer {
            present,
            closing: tables.closings.get(&(dao, epoch)).copied(),
            budget: mine.map(|(budget, _)| budget.into()),
            given: mine.map(|(_, given)| given),
            praise,
            next,
        })
    }
}
