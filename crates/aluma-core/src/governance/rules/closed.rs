//! What has left the state: ballots of decided proposals and answers of closed polls, found again in
//! their logs.

use alloc::vec::Vec;

use aluma_types::spec::{Catalog, TypeSpec};
use aluma_types::value::Value;
use aluma_types::walk::leaves;
use aluma_types::{Canon, DaoId, Hash32};

use crate::governance::types::{AnswerRecord, BallotRecord, Subject};
use crate::kernel::tables::{BALLOTS, EVIDENCE};
use crate::registry::State;

/// A row of a log that belongs to something closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClosedRow {
    /// Of what.
    pub of: Subject,
    /// Texts that it names.
    pub texts: Vec<Hash32>,
}

/// Reads a row of the logs that hold what was closed; nothing where it is of another kind.
pub fn closed_row(catalog: &dyn Catalog, log: u16, bytes: &[u8]) -> Option<ClosedRow> {
    let (of, spec): (Subject, &'static TypeSpec) = match log {
        BALLOTS => {
            let (BallotRecord::Own { proposal, .. } | BallotRecord::Carried { proposal, .. }) =
                BallotRecord::from_bytes(bytes).ok()?;
            (Subject::Proposal { proposal }, BallotRecord::SPEC)
        }
        EVIDENCE => {
            let row = AnswerRecord::from_bytes(bytes).ok()?;
            (Subject::Poll { poll: row.poll }, AnswerRecord::SPEC)
        }
        _ => return None,
    };
    let mut texts = Vec::new();
    leaves(catalog, spec, &spec.decode(bytes).ok()?, &mut |_, value| {
        if let Value::Body { id, .. } = value {
            texts.push(*id);
        }
    });
    Some(ClosedRow { of, texts })
}

/// The DAO's proposals and polls with ballots or answers that left the state, each with the Merkle
/// root over them; none as long as some are still to leave.
pub fn closed_of(state: &State, dao: DaoId) -> Vec<(Subject, Option<Hash32>)> {
    let tables = &state.governance;
    let proposals = tables.proposals.iter().filter(|(_, row)| row.dao == dao && !row.is_open());
    let proposals = proposals.map(|(id, row)| (Subject::Proposal { proposal: *id }, row.ballots));
    let polls = tables.polls.iter().filter(|(_, row)| row.dao == dao && row.result.is_some());
    proposals.chain(polls.map(|(id, row)| (Subject::Poll { poll: *id }, row.answers))).collect()
}
