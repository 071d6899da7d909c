//! Which parts of a ladder are still somebody's to come by.

use aluma_types::Timestamp;

use crate::learn::types::{LearnStage, Learning, REFRESH, bit};

/// The sum of the parts that are not settled.
pub fn open(parts: &[u128], settled: u8) -> u128 {
    let numbers = (0u8..).zip(parts.iter());
    let open = numbers.filter(|(part, _)| settled & bit(*part) == 0);
    open.fold(0, |sum, (_, units)| sum.saturating_add(*units))
}

/// What one part is, unless it is settled.
pub fn part(parts: &[u128], settled: u8, part: u8) -> u128 {
    let units = parts.get(usize::from(part)).copied().unwrap_or(0);
    if settled & bit(part) == 0 { units } else { 0 }
}

/// What somebody begins with: the part that comes next and the parts that are settled; none where they are
/// on their way already.
pub fn begins(before: Option<&Learning>) -> Result<(u8, u8), LearnStage> {
    let Some(row) = before else { return Ok((0, 0)) };
    match row.stage {
        // What was proved is proved.
        LearnStage::Lapsed { .. } => Ok((row.part, row.settled)),
        LearnStage::Done { .. } => Ok((REFRESH, row.settled)),
        stage => Err(stage),
    }
}

/// Whether a skill that holds until a moment holds now.
pub fn holds(until: Timestamp, now: Timestamp) -> bool {
    now <= until
}
