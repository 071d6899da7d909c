//! What would change in a community's charter, told before anybody decides.

use alloc::vec::Vec;

use aluma_types::DaoId;

use crate::dao::rules::parameters::{Difference, differences};
use crate::dao::types::{Changes, Manner};
use crate::dao::{Refusal, charter};
use crate::kernel::refusal::Refused;
use crate::registry::State;

/// What changes would do to a DAO's charter, in the order of the changes.
///
/// # Errors
/// What [`Charter::amended`] says no to.
pub(crate) fn diff(
    state: &State,
    dao: DaoId,
    changes: &Changes,
) -> Result<Vec<Difference>, Refused> {
    let before = charter(state, dao).ok_or(Refusal::NoSuchDao)?;
    let after = before.amended(changes)?;
    Ok(differences(before, &after))
}

/// What another manner of deciding would do to a DAO's charter.
///
/// # Errors
/// What [`Charter::in_manner`] says no to.
pub(crate) fn diff_of_manner(
    state: &State,
    dao: DaoId,
    manner: Manner,
) -> Result<Vec<Difference>, Refused> {
    let before = charter(state, dao).ok_or(Refusal::NoSuchDao)?;
    let template = crate::dao::dao(state, dao).and_then(|row| row.template);
    let after = before.in_manner(manner, template)?;
    Ok(differences(before, &after))
}
