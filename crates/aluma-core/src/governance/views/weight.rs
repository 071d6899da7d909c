//! What somebody weighs, and why.

use aluma_types::spec::ViewSpec;
use aluma_types::{AccountId, Canon, DaoId, List, ProposalId, Timestamp};

use super::tally::Measure;
use crate::dao;
use crate::governance::rules::weighing::{self, Scale};
use crate::governance::rules::{Moment, delegation};
use crate::governance::types::{MAX_SOURCES, PARTS, Proposal, SourceKind, TrackName};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// A weight
///
/// What an account weighs on a proposal, or would on one that opened now on a track, and why.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "weight", he = "משקל הקול", result = WeightAnswer)]
pub struct WeightView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
    /// Whose.
    #[he("של מי")]
    pub account: AccountId,
    /// On this proposal.
    #[he("בהצעה")]
    pub proposal: Option<ProposalId>,
    /// On this track, where no proposal is named; none is the spend track.
    #[he("במסלול")]
    pub track: Option<TrackName>,
}

/// What an account weighs, and why.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct WeightAnswer {
    /// What weights are counted in.
    #[he("נמדד לפי")]
    pub measure: Measure,
    /// What counts.
    #[he("המשקל")]
    pub weight: u128,
    /// All that could be cast.
    #[he("כל המשקל")]
    pub total: u128,
    /// Where it comes from.
    #[he("מקורות")]
    pub sources: List<Basis, MAX_SOURCES>,
    /// Height whose holdings count.
    #[he("גובה המועד הקובע")]
    pub snapshot: u64,
    /// Gains too much by the proposal to vote.
    #[he("מנוע/ה")]
    pub recused: bool,
    /// Is an admitted member now.
    #[he("חבר/ה")]
    pub admitted: bool,
    /// In whose hand the vote lies.
    #[he("ייפוי כוח")]
    pub delegated: Option<DelegationAnswer>,
    /// Weight of others in this account's hand, as far as they have not voted in person.
    #[he("משקל של אחרים")]
    pub carries: u128,
    /// How many others.
    #[he("מספר האחרים")]
    pub carried_for: u64,
}

/// One source of weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Basis {
    /// Of what.
    #[he("ממה")]
    pub kind: SourceKind,
    /// Its part in a mix, in ten-thousandths.
    #[he("חלק")]
    pub share: u16,
    /// What was held at the snapshot.
    #[he("מוחזק")]
    pub held: u128,
    /// What of it is old enough to count.
    #[he("נחשב")]
    pub counts: u128,
    /// All that was held by all.
    #[he("סך הכול")]
    pub total: u128,
    /// When all that is held now will count, where some does not yet.
    #[he("ייחשב במלואו מ־")]
    pub full_from: Option<Timestamp>,
}

/// In whose hand a vote lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct DelegationAnswer {
    /// Whose hand.
    #[he("למי")]
    pub to: AccountId,
    /// On which track; none is on all.
    #[he("המסלול")]
    pub track: Option<TrackName>,
    /// Since when.
    #[he("מאז")]
    pub since: Timestamp,
}

impl View for WeightView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = WeightAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<WeightAnswer, Refused> {
        dao::may_read(look, self.dao)?;
        let proposal = match self.proposal {
            Some(id) => Some((id, super::find(look, id)?.0)),
            None => None,
        };
        let dao = proposal.map_or(self.dao, |(_, row)| row.dao);
        // Of a listed DAO strangers see what was decided, but not by whose weight.
        dao::may_read(look, dao)?;
        let track = proposal.map(|(_, row)| row.track).or(self.track).unwrap_or(TrackName::Spend);
        let now = Moment { height: look.height, time: look.now };
        let scale = match proposal {
            Some((_, row)) => scale_of(row),
            None => Scale::of(look.state, (dao, None), track, now),
        };
        let recused = proposal.is_some_and(|(_, row)| row.is_recused(self.account));
        let is_out = dao::is_expelled(look.state, dao, self.account);
        let weight = scale.weight(look.state, self.account);
        let carried = match proposal {
            Some(at) => delegation::carried_by(look.state, at, self.account),
            None => alloc::vec::Vec::new(),
        };
        let total = proposal.map_or_else(|| scale.total(), |(_, row)| row.total);
        Ok(WeightAnswer {
            measure: Measure::of(&scale.sources, total),
            weight: if recused || is_out { 0 } else { weight },
            total,
            sources: self.sources(look, &scale),
            snapshot: scale.snapshot.height,
            recused,
            admitted: dao::is_admitted(look.state, dao, self.account),
            delegated: self.delegated(look, dao, track),
            carries: carried.iter().fold(0, |sum, (_, weight, _)| sum.saturating_add(*weight)),
            carried_for: carried.len() as u64,
        })
    }
}

fn scale_of(row: &Proposal) -> Scale {
    Scale { dao: row.dao, snapshot: row.snapshot, ramp: row.ramp, sources: row.sources.clone() }
}

impl WeightView {
    fn sources(&self, look: &Look<'_>, scale: &Scale) -> List<Basis, MAX_SOURCES> {
        let mut sources = List::default();
        for source in scale.sources.iter() {
            let held = weighing::checkpoints(look.state, scale.dao, self.account, source.kind);
            let (had, counts) = scale.held(look.state, self.account, source.kind);
            let full_from = held.and_then(|held| held.rows().last()).and_then(|last| {
                let from = last.at.time.after(scale.ramp);
                (last.value > last.aged && from > look.now).then_some(from)
            });
            sources.push(Basis {
                kind: source.kind,
                share: if scale.sources.len() == 1 { PARTS } else { source.share },
                held: had,
                counts,
                total: source.total,
                full_from,
            });
        }
        sources
    }

    fn delegated(&self, look: &Look<'_>, dao: DaoId, track: TrackName) -> Option<DelegationAnswer> {
        [track.number(), TrackName::key(None)].into_iter().find_map(|key| {
            let row = look.state.governance.delegations.get(&(dao, self.account, key))?;
            let (to, since) = (row.to, row.since.time);
            Some(DelegationAnswer { to, track: TrackName::of_key(key), since })
        })
    }
}
