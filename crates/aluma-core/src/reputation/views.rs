//! Answers about reputation: what members gave before what it weighs, everything with where it comes
//! from.

mod certificate;
mod clusters;
mod explain;
mod member;
mod past;
mod praise;
mod tiers;
mod totals;

pub(crate) use certificate::stone;
pub use certificate::{CertificateAnswer, CertificateView, Stone};
pub use clusters::{ClusterAnswer, ClustersAnswer, ClustersView};
pub use explain::{ExplainAnswer, ExplainView, MintAnswer, PenaltyAnswer};
pub use member::{AreaAnswer, ReputationAnswer, ReputationView, SkillAnswer};
pub use past::{
    NamedSkill, PastAnswer, PastArea, PastRow, PastState, PastView, SkillsAnswer, SkillsView,
};
pub use praise::{EdgeAnswer, PraiseAnswer, PraiseView};
pub use tiers::{TierAnswer, TiersAnswer, TiersView};
pub use totals::{TotalAnswer, TotalsAnswer, TotalsView};

/// Rows of one page.
pub const PAGE: usize = 100;

/// Says no where there is no such DAO.
///
/// # Errors
/// [`crate::dao::Refusal::NoSuchDao`].
fn existing(
    look: &crate::kernel::view::Look<'_>,
    dao: aluma_types::DaoId,
) -> Result<(), crate::kernel::refusal::Refused> {
    crate::dao::existing(look.state, dao)
}
