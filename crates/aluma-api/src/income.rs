//! What came in for somebody: the index's rows as an answer.

use aluma_core::identity::views::AccountView;
use aluma_core::treasury;
use aluma_index::{IncomeRow, IncomeSum, Page, Source};
use aluma_types::List;

use crate::handlers::events::audience;
use crate::node_views::{CameAnswer, INCOME_ROWS, IncomeAnswer, IncomeView, Stream, SumAnswer};
use crate::problem::{Own, Refusal};
use crate::scene::Scene;

/// The answer, for whoever reads.
///
/// # Errors
/// Where nobody is asked about, there is no such account, or the index fails.
pub(crate) fn of(scene: &Scene<'_>, view: &IncomeView) -> Result<IncomeAnswer, Refusal> {
    let account = view.account.or(scene.reader);
    let account = account
        .ok_or(aluma_core::kernel::refusal::Refused::from(treasury::Refusal::WhoseBalances))?;
    scene.view(&AccountView { account })?;
    let audience = audience(scene, None)?;
    let index = &scene.app.index;
    let page = Page { after: view.after.unwrap_or(0), limit: INCOME_ROWS + 1 };
    let rows = index.income(account, &audience, page).map_err(|_| Own::Internal)?;
    let sums = index.income_sums(account, &audience).map_err(|_| Own::Internal)?;
    let (rows, next) = cut(rows);
    Ok(IncomeAnswer {
        account,
        sums: List::new(sums.iter().map(sum).collect()).map_err(|_| Own::Internal)?,
        rows: List::new(rows.iter().map(came).collect()).map_err(|_| Own::Internal)?,
        next,
    })
}

/// The rows of a page and where to go on. A fact with several payments to one account stays on one
/// page, since the next begins after it; what does not fit at all is told by the sums.
fn cut(mut rows: Vec<IncomeRow>) -> (Vec<IncomeRow>, Option<u64>) {
    if rows.len() <= INCOME_ROWS {
        return (rows, None);
    }
    let over = rows.get(INCOME_ROWS).map(|row| row.seq);
    let whole = rows.iter().take_while(|row| Some(row.seq) != over).count();
    rows.truncate(if whole == 0 { INCOME_ROWS } else { whole });
    let next = rows.last().map(|row| row.seq);
    (rows, next)
}

fn sum(row: &IncomeSum) -> SumAnswer {
    SumAnswer { stream: stream(row.source), amount: row.amount, payments: row.many }
}

fn came(row: &IncomeRow) -> CameAnswer {
    CameAnswer {
        fact: row.seq,
        time: row.time,
        stream: stream(row.source),
        amount: row.amount,
        dao: row.dao,
        receipt: row.receipt,
    }
}

const fn stream(source: Source) -> Stream {
    match source {
        Source::Work => Stream::Work,
        Source::Grant => Stream::Grants,
        Source::Programme => Stream::Programmes,
        Source::Dividend => Stream::Dividends,
        Source::Stream => Stream::OverTime,
        Source::Gift => Stream::Gifts,
        Source::Issue => Stream::Issued,
        Source::Payment => Stream::Payments,
        Source::Part => Stream::Parts,
    }
}
