//! Who praises each other.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List};

use super::PAGE;
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View, page};
use crate::reputation::is_community;

/// Members of a cluster that are named with it.
const NAMED: usize = 50;

/// Clusters
///
/// Groups of members who praised each other over the last two epochs, as they were found at the end
/// of the last one; a hundred at a time. Whoever is in one is not drawn to judge the others of it.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "clusters", he = "אשכולות", result = ClustersAnswer)]
pub struct ClustersView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// After this one, by its label.
    #[he("אחרי")]
    pub after: Option<AccountId>,
}

/// Clusters, in the order of their labels.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ClustersAnswer {
    /// The clusters.
    #[he("אשכולות")]
    pub clusters: List<ClusterAnswer, PAGE>,
    /// Where the next page begins, if there is one.
    #[he("המשך")]
    pub next: Option<AccountId>,
}

/// A cluster.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ClusterAnswer {
    /// Its label: an account in it, or that was.
    #[he("שם")]
    pub label: AccountId,
    /// How many are in it.
    #[he("כמה")]
    pub members: u64,
    /// The first of them.
    #[he("מי")]
    pub first: List<AccountId, NAMED>,
    /// Whether it is so large a part of the community that nothing follows from it.
    #[he("הקהילה כולה")]
    pub is_community: bool,
}

impl View for ClustersView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = ClustersAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<ClustersAnswer, Refused> {
        let dao = self.dao;
        super::existing(look, dao)?;
        let index = look.state.reputation.clusters.index();
        let from = AccountId(self.after.map_or(0, |after| after.0.saturating_add(1)));
        let rows = index.clusters(dao, from).map(|(label, members)| ClusterAnswer {
            label,
            members,
            first: page(index.members(dao, label), |_| ()).0,
            is_community: is_community(look.state, dao, label),
        });
        let (clusters, next) = page(rows, |row| row.label);
        Ok(ClustersAnswer { clusters, next })
    }
}
