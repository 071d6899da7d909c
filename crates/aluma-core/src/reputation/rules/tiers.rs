//! What it takes to be of a tier.
//!
//! A tier is reached where somebody has its points, pieces of accepted work, reviewers and clusters of
//! reviewers; it is kept as long as the points stay above 70 % of what it took, which is asked
//! whenever the tier is used. Small communities have few reviewers and friends praise each other, so
//! what is asked of reviewers and clusters grows with the number of members.

use aluma_types::{Canon, Share, Span, Timestamp};

use crate::exact::part_up;
use crate::reputation::types::Tier;

/// The part of its points above which a tier is kept.
pub const KEPT: Share = Share::percent(70);
/// Members for each cluster that reviewers must come from, the first apart.
const MEMBERS_A_CLUSTER: u64 = 20;

/// What a tier asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Terms {
    /// Whole points, by work and praise, as they weigh now.
    #[he("נקודות")]
    pub points: u64,
    /// Pieces of accepted work.
    #[he("תרומות שהתקבלו")]
    pub accepted: u32,
    /// Reviewers who accepted them.
    #[he("מעריכים")]
    pub reviewers: u32,
    /// Clusters that those come from.
    #[he("אשכולות")]
    pub clusters: u32,
    /// For how long the member has had points.
    #[he("ותק")]
    pub age: Span,
}

/// What a charter asks for each tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ladder {
    /// For contributors.
    pub contributor: Terms,
    /// For core contributors.
    pub core: Terms,
    /// Whole points of a steward.
    pub steward_points: u64,
}

/// What somebody has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Has {
    /// Micro-points, as they weigh now.
    pub micro: u64,
    /// Pieces of accepted work.
    pub accepted: u32,
    /// Reviewers who accepted them, as far as they are kept.
    pub reviewers: u32,
    /// Clusters that those come from.
    pub clusters: u32,
    /// Since when they have points.
    pub since: Option<Timestamp>,
}

impl Terms {
    /// What is asked in a community of so many members: of reviewers no more than half of the others,
    /// of clusters one for each twenty members beside the first.
    #[must_use]
    pub fn in_community_of(self, members: u64) -> Self {
        let others = members.saturating_sub(1);
        let reviewers = u64::from(self.reviewers).min(others.div_ceil(2).max(1));
        let most = members.checked_div(MEMBERS_A_CLUSTER).unwrap_or(0).saturating_add(1);
        let clusters = u64::from(self.clusters).min(most);
        let small = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self { reviewers: small(reviewers), clusters: small(clusters), ..self }
    }

    /// Whether somebody has all of it.
    pub fn are_met(&self, has: &Has, now: Timestamp) -> bool {
        has.micro >= micro(self.points)
            && has.accepted >= self.accepted
            && has.reviewers >= self.reviewers
            && has.clusters >= self.clusters
            && has.since.is_some_and(|since| now.since(since) >= self.age)
    }
}

const fn micro(points: u64) -> u64 {
    points.saturating_mul(super::decay::POINT)
}

/// The least micro-points with which a tier of so many points is kept.
pub fn kept_at(points: u64) -> u64 {
    u64::try_from(part_up(u128::from(micro(points)), KEPT)).unwrap_or(u64::MAX)
}

impl Ladder {
    /// The highest tier that somebody reaches by what they have.
    pub fn reached(&self, has: &Has, now: Timestamp) -> Tier {
        if self.core.are_met(has, now) {
            Tier::Core
        } else if self.contributor.are_met(has, now) {
            Tier::Contributor
        } else {
            Tier::Member
        }
    }

    /// The tier that somebody has now: the highest they reach, or reached before and keep; or that of
    /// a steward, during their time, by the points of one.
    pub fn present(&self, (before, is_steward): (Tier, bool), has: &Has, now: Timestamp) -> Tier {
        if is_steward && has.micro >= kept_at(self.steward_points) {
            return Tier::Steward;
        }
        let keeps = |tier: Tier, points: u64| before >= tier && has.micro >= kept_at(points);
        let kept = if keeps(Tier::Core, self.core.points) {
            Tier::Core
        } else if keeps(Tier::Contributor, self.contributor.points) {
            Tier::Contributor
        } else {
            Tier::Member
        };
        kept.max(self.reached(has, now))
    }
}
