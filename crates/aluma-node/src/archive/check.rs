//! That everything in an archive follows from its header: with no state, no folder, no node.

use aluma_core::dao::Moment;
use aluma_core::governance::closed_of;
use aluma_core::governance::types::Subject;
use aluma_core::kernel::action::Registry;
use aluma_core::kernel::leaving::arrive;
use aluma_core::kernel::version::LATEST;
use aluma_core::registry::State;
use aluma_store::many::{self, Shown};
use aluma_store::proof::{key_path, table_content, value_hash};
use aluma_types::accumulator::merkle_root;
use aluma_types::text::body_id;
use aluma_types::{Hash32, PublicKey};
use aluma_verify::ed25519;

use crate::archive::ArchiveError;
use crate::archive::format::{self, Archive, Closed, TableRows, Text, table_name};
use crate::block::Block;

/// Reads an archive and checks all that it says; with `trust`, also that it comes from the ledger of
/// this key.
///
/// # Errors
/// The first thing that is wrong, from its first byte to its last.
pub fn open(bytes: &[u8], trust: Option<&PublicKey>) -> Result<Archive, ArchiveError> {
    let archive = format::read(bytes)?;
    header(&archive, trust)?;
    tables(&archive)?;
    archive.rows.iter().try_for_each(|rows| table_rows(&archive, rows))?;
    texts(&archive)?;
    let signed = format::sealed(format::before_seal(bytes));
    if !is_signed(&archive, &archive.seal, &signed) {
        return Err(ArchiveError::WrongSeal { part: "archive" });
    }
    ballots(&archive, &state(&archive)?)?;
    Ok(archive)
}

fn header(archive: &Archive, trust: Option<&PublicKey>) -> Result<(), ArchiveError> {
    let Archive { genesis, header, .. } = archive;
    if header.network != genesis.network() || header.validators != genesis.validators() {
        return Err(ArchiveError::OtherHeader);
    }
    if trust.is_some_and(|key| *key != genesis.node) {
        return Err(ArchiveError::OtherKey { key: genesis.node.to_text() });
    }
    if !is_signed(archive, &archive.sealed, &Block::sealed(header)) {
        return Err(ArchiveError::WrongSeal { part: "header" });
    }
    if header.rules > LATEST {
        return Err(ArchiveError::NewerRules { rules: header.rules, known: LATEST });
    }
    Ok(())
}

fn is_signed(archive: &Archive, signature: &[u8; 64], message: &[u8]) -> bool {
    let PublicKey::Ed25519(key) = archive.genesis.node else { return false };
    ed25519::verify(&key, signature, message)
}

fn tables(archive: &Archive) -> Result<(), ArchiveError> {
    let root = many::state_root(&archive.tables).map(Hash32);
    if root == Ok(archive.header.state) { Ok(()) } else { Err(ArchiveError::WrongRoot) }
}

fn table_rows(archive: &Archive, of: &TableRows) -> Result<(), ArchiveError> {
    let wrong = || ArchiveError::WrongRows { table: table_name(of.table) };
    let leaf = |row: &format::Row| Shown {
        path: key_path(of.table, &row.key, row.salt.as_ref()),
        content: value_hash(&row.value, row.salt.as_ref()),
    };
    let mut leaves: Vec<_> = of.rows.iter().map(leaf).collect();
    leaves.sort_unstable();
    let root = many::root(&of.proof, &leaves).map_err(|_| wrong())?;
    let content = table_content(&root, of.is_salted);
    let known = archive.tables.iter().find(|(number, _)| *number == of.table);
    if known.is_some_and(|(_, known)| *known == content) { Ok(()) } else { Err(wrong()) }
}

fn texts(archive: &Archive) -> Result<(), ArchiveError> {
    let is_wrong = |(id, text): &&(Hash32, Text)| match text {
        Text::Present { salt, words } => body_id(salt, words) != *id,
        Text::Erased { .. } | Text::Lost => false,
    };
    match archive.texts.iter().find(is_wrong) {
        Some((id, _)) => Err(ArchiveError::WrongText { id: id.to_string() }),
        None => Ok(()),
    }
}

/// Each list of ballots has the root that its proposal's row names, and none is missing.
fn ballots(archive: &Archive, state: &State) -> Result<(), ArchiveError> {
    let mut listed = archive.ballots.iter().peekable();
    let mut closed = closed_of(state, archive.dao);
    closed.sort_by_key(|(of, _)| place(of));
    for (of, root) in closed {
        let (kind, number) = place(&of);
        let name = if kind == 1 { "proposal" } else { "poll" };
        let wrong = ArchiveError::WrongBallots { kind: name, number };
        let rows = listed.next_if(|list| (list.kind, list.number) == (kind, number));
        let found = rows.map(|Closed { rows, .. }| merkle_root(rows.iter().map(Vec::as_slice)));
        // Where some are still to leave the state, those that did are no whole yet.
        if root.is_some() && found != root {
            return Err(wrong);
        }
    }
    match listed.next() {
        Some(Closed { kind, number, .. }) => {
            let kind = if *kind == 1 { "proposal" } else { "poll" };
            Err(ArchiveError::WrongBallots { kind, number: *number })
        }
        None => Ok(()),
    }
}

/// Kind and number in the list of ballots.
pub(super) const fn place(of: &Subject) -> (u8, u64) {
    match of {
        Subject::Proposal { proposal } => (1, proposal.0),
        Subject::Poll { poll } => (2, poll.0),
    }
}

/// The state that the taken rows make.
///
/// # Errors
/// [`ArchiveError::Incomplete`] where a row is none of its table, or there is no such DAO.
pub fn state(archive: &Archive) -> Result<State, ArchiveError> {
    let incomplete = |law: &str| ArchiveError::Incomplete { law: law.to_owned() };
    let at = Moment { height: archive.header.height, time: archive.header.time };
    let state = arrive(archive.taken(), at).map_err(|error| incomplete(error.name()))?;
    let is_there = aluma_core::dao::exists(&state, archive.dao);
    if is_there { Ok(state) } else { Err(incomplete("the community itself")) }
}

/// Whether the laws of a ledger hold over the state that the rows make.
///
/// # Errors
/// [`ArchiveError::Incomplete`] naming the law.
pub fn laws(archive: &Archive, registry: &'static Registry) -> Result<(), ArchiveError> {
    let machine = aluma_core::Machine::new(state(archive)?, archive.header.network, registry);
    let broken = |law: aluma_core::kernel::invariants::BrokenInvariant| ArchiveError::Incomplete {
        law: law.0.to_owned(),
    };
    machine.audit().map_err(broken)
}
