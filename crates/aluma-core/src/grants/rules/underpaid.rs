//! What is missing of everybody's part of all that rounds paid, this one included.
//!
//! Source: the policy BALANCED of SourceCred: who was paid less than their part of what was given comes
//! first, until everybody has their part.

use crate::exact::times;

/// Bits that a weight may have, so that the sum of all weights fits too.
const ROOM: u32 = 127;

/// What everybody's part is of: the points of all, and what rounds paid to all with this budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct All {
    /// Micro-points of all.
    pub points: u128,
    /// Base units that were paid to all, and the budget.
    pub money: u128,
}

impl All {
    /// How many of the lowest bits of all weights are cut, so that they and their sum have room: none
    /// where points times money are below 2^127, which is a billion units of 18 decimals and ten
    /// billion points.
    pub fn cut(&self) -> u32 {
        // No weight, and no sum of them, is more than the product of all points and all money.
        let most = times(self.points, self.money);
        256u32.saturating_sub(most.leading_zeros()).saturating_sub(ROOM)
    }

    /// `max(0, points / points of all * money - paid)`, times the points of all, exactly; then
    /// [`Self::cut`], which rounds down.
    pub fn missing(&self, points: u128, paid: u128) -> u128 {
        let due = times(points, self.money);
        let had = times(paid, self.points);
        let missing = due.saturating_sub(had).checked_shr(self.cut());
        missing.and_then(|number| u128::try_from(number).ok()).unwrap_or(0)
    }
}
