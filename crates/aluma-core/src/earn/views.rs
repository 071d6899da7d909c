//! Answers about programmes: a DAO's in [`programmes`], one with what it still asks of somebody in
//! [`programme`], claims in [`claims`], what somebody earned and why in [`earnings`], and who answers with a
//! bond in [`attestors`].

mod attestors;
mod claims;
mod earnings;
mod programme;
mod programmes;

pub use attestors::{AttestorRow, AttestorsAnswer, AttestorsView};
pub use claims::{
    RewardClaimAnswer, RewardClaimRow, RewardClaimView, RewardClaimsAnswer, RewardClaimsView,
};
pub use earnings::{EarningRow, EarningsAnswer, EarningsView};
pub use programme::{ClauseRow, EpochRow, PersonRow, ProgrammeAnswer, ProgrammeView};
pub use programmes::{ProgrammeRow, ProgrammesAnswer, ProgrammesView};

/// Rows on one page.
const PAGE: usize = 100;
