//! Answers about what is paid over time.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::treasury::rules::flows;
use crate::treasury::types::Stream;

/// Payments over time
///
/// What a community pays over time, in the order of their numbers: what came due, what of it can be
/// drawn now, and what is owed without cover. With an account, only what is paid to them.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "streams", he = "תשלומים מתמשכים", result = StreamsAnswer)]
pub struct StreamsView {
    /// The community.
    #[he("הקהילה")]
    pub dao: DaoId,
    /// Only what is paid to this account.
    #[he("אל")]
    pub to: Option<AccountId>,
    /// Streams after this number: the `next` of the page before.
    #[he("אחרי מספר")]
    pub after: Option<u64>,
}

/// A page of streams.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct StreamsAnswer {
    /// Oldest first.
    #[he("תשלומים")]
    pub rows: List<StreamRow, PAGE>,
    /// Ask again after this number; nothing where this is the last page.
    #[he("המשך אחרי")]
    pub next: Option<u64>,
}

/// A stream as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct StreamRow {
    /// Its number in the community.
    #[he("מספר")]
    pub number: u64,
    /// What was decided.
    #[he("התשלום")]
    pub stream: Stream,
    /// Base units that came due in all.
    #[he("הגיע זמנן")]
    #[of("stream.asset")]
    pub streamed: u128,
    /// Base units that can be drawn now.
    #[he("אפשר למשוך")]
    #[of("stream.asset")]
    pub covered: u128,
    /// Base units that came due and that the pot does not have: at more than 0 it cannot pay.
    #[he("חוב שאין לו כיסוי")]
    #[of("stream.asset")]
    pub owed: u128,
    /// Base units that lie in custody.
    #[he("בהבשלה")]
    #[of("stream.asset")]
    pub locked: u128,
}

impl View for StreamsView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = StreamsAnswer;

    fn dao(&self, look: &Look<'_>) -> Option<DaoId> {
        // Everybody may see what is paid to them.
        Some(self.dao).filter(|_| self.to.is_none() || self.to != look.reader)
    }

    fn answer(&self, look: &Look<'_>) -> Result<StreamsAnswer, Refused> {
        if self.to.is_none() {
            crate::dao::existing(look.state, self.dao)?;
        }
        let from = self.after.map_or(0, |after| after.saturating_add(1));
        let range = (self.dao, from)..=(self.dao, u64::MAX);
        let rows = look.state.treasury.streams.range(range);
        let rows = rows.filter(|(_, row)| self.to.is_none_or(|to| to == row.to));
        let rows = rows.map(|((dao, number), row)| stream_row(look, (*dao, *number), row));
        let (rows, next) = page(rows, |row| row.number);
        Ok(StreamsAnswer { rows, next })
    }
}

fn stream_row(look: &Look<'_>, (dao, number): (DaoId, u64), row: &Stream) -> StreamRow {
    let covered = flows::covered(look.state, dao, (row, look.now));
    StreamRow {
        number,
        stream: row.clone(),
        streamed: row.streamed(look.now),
        covered,
        owed: row.debt(look.now).saturating_sub(covered),
        locked: row.locked(),
    }
}
