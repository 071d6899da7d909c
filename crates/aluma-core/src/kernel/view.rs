//! Reads as the kernel sees them: parameters in, a value out, and who may ask.

use alloc::vec::Vec;

use aluma_types::codec::Canon;
use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, DaoId, List, Timestamp};

use crate::kernel::refusal::Refused;
use crate::registry::State;

/// The state as of one block, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct Look<'a> {
    /// The state.
    pub state: &'a State,
    /// Time of the state's block.
    pub now: Timestamp,
    /// Height of the state's block.
    pub height: u64,
    /// Who asks, if somebody proved who they are.
    pub reader: Option<AccountId>,
    /// The DAO whose open invitation the reader holds: its name and purpose are shown before they
    /// decide.
    pub invited: Option<DaoId>,
}

/// One question.
pub trait View: Canon {
    /// The view as data, written by the derive.
    const VIEW: &'static ViewSpec;
    /// The answer.
    type Answer: Canon;

    /// The DAO whose visibility decides who may ask; `None` is everybody's.
    fn dao(&self, look: &Look<'_>) -> Option<DaoId>;

    /// Answers.
    ///
    /// # Errors
    /// The refusal where what is asked for is not there.
    fn answer(&self, look: &Look<'_>) -> Result<Self::Answer, Refused>;
}

/// A view in the registry.
#[derive(Clone, Copy, Debug)]
pub struct ViewEntry {
    /// The view as data.
    pub spec: &'static ViewSpec,
    /// Parameters' bytes in, the answer's bytes out, after asking who may.
    pub run: fn(&Look<'_>, &[u8]) -> Result<Vec<u8>, Refused>,
}

/// Lists a view.
pub const fn view<V: View>() -> ViewEntry {
    ViewEntry { spec: V::VIEW, run: run::<V> }
}

/// The first rows, as many as one page takes, and the cursor of the last of them where there are more.
pub(crate) fn page<T, C, const PAGE: usize>(
    mut rows: impl Iterator<Item = T>,
    cursor: impl Fn(&T) -> C,
) -> (List<T, PAGE>, Option<C>) {
    let mut page = List::default();
    rows.by_ref().take(PAGE).for_each(|row| {
        page.push(row);
    });
    let more = rows.next().is_some();
    let next = page.last().filter(|_| more).map(cursor);
    (page, next)
}

fn run<V: View>(look: &Look<'_>, bytes: &[u8]) -> Result<Vec<u8>, Refused> {
    let view = V::from_bytes(bytes).map_err(crate::kernel::dispatch::malformed)?;
    if let Some(dao) = view.dao(look) {
        crate::registry::may_read(look, dao)?;
    }
    view.answer(look).map(|answer| answer.to_bytes())
}
