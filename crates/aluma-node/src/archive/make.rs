//! An archive from a running ledger, as of its last block.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::PoisonError;

use aluma_core::governance::{closed_of, closed_row};
use aluma_core::kernel::leaving::{self, Parted, Parting, Taker};
use aluma_core::kernel::refusal::Refused;
use aluma_core::kernel::tables::{BALLOTS, EVIDENCE};
use aluma_core::kernel::view::Look;
use aluma_store::{Body, many};
use aluma_types::header::Header;
use aluma_types::{DaoId, Hash32};

use crate::archive::check::place;
use crate::archive::format::{Archive, Closed, Row, TableRows, Text};
use crate::block::Block;
use crate::executor::Executor;
use crate::node::{Node, NodeError};
use crate::run::Command;

/// Rows of a log that are read while blocks wait.
const ROWS_AT_ONCE: u64 = 1_024;

/// Why there is no archive.
#[derive(Debug)]
pub enum NotExported {
    /// The reader may not read it.
    Refused(Refused),
    /// The disk, or the node is stopping.
    Failed(NodeError),
}

impl From<NodeError> for NotExported {
    fn from(error: NodeError) -> Self {
        Self::Failed(error)
    }
}

/// Rows with their proofs, as of one header.
#[derive(Debug)]
pub(crate) struct Proven {
    header: Header,
    tables: Vec<(u16, [u8; 32])>,
    rows: Vec<TableRows>,
    texts: BTreeSet<Hash32>,
    withheld: Vec<(u16, u64)>,
    closed: Vec<((u8, u64), Option<Hash32>)>,
}

/// Collects the rows on the execution thread, where state and tree are of one block.
pub(crate) fn prove(executor: &Executor, (dao, taker): (DaoId, Taker)) -> Result<Proven, Refused> {
    let (state, head) = (executor.machine().state(), executor.head());
    let look = Look { state, now: head.time, height: head.height, reader: None, invited: None };
    let parting = leaving::part(&look, executor.machine().registry(), (dao, taker))?;
    let Parting { rows, texts, withheld } = parting;
    let rows = rows.chunk_by(|a, b| a.table == b.table).map(|rows| of_table(executor, rows));
    let closed = closed_of(state, dao);
    Ok(Proven {
        header: head.clone(),
        tables: executor.tree().contents(),
        rows: rows.collect(),
        texts,
        withheld: withheld.into_iter().collect(),
        closed: closed.iter().map(|(of, root)| (place(of), *root)).collect(),
    })
}

fn of_table(executor: &Executor, rows: &[Parted]) -> TableRows {
    let table = rows.first().map_or(0, |row| row.table);
    let mut ways = Vec::with_capacity(rows.len());
    let mut shown = Vec::with_capacity(rows.len());
    for row in rows {
        // The tree holds every row of the state.
        let Some((salt, path, way)) = executor.tree().way(table, &row.key) else { continue };
        let (fate, key, value) = (row.fate, row.key.clone(), row.value.clone());
        shown.push(Row { fate, salt, key, value });
        ways.push((path, way));
    }
    ways.sort_unstable_by_key(|(path, _)| *path);
    let is_salted = shown.iter().any(|row| row.salt.is_some());
    TableRows { table, is_salted, rows: shown, proof: many::prove(&ways) }
}

impl Node {
    /// A DAO as of the last block, with all that goes with it: see [`crate::archive::format`].
    ///
    /// # Errors
    /// [`NotExported`].
    pub fn export(&self, dao: DaoId, taker: Taker) -> Result<Vec<u8>, NotExported> {
        let ask = |reply| Command::Part { dao, taker, reply };
        let proven = self.command(ask)?.map_err(NotExported::Refused)?;
        let Proven { header, tables, rows, mut texts, withheld, closed } = proven;
        let closed = closed.into_iter().collect();
        let ballots = self.closed_rows((&closed, header.height), &mut texts)?;
        let known: Result<Vec<_>, NodeError> =
            texts.into_iter().map(|id| Ok((id, self.text_of(&id)?))).collect();
        let sign = |message: &[u8]| self.shared.key.sign_message(message).unwrap_or([0; 64]);
        let mut archive = Archive {
            genesis: self.genesis().clone(),
            sealed: sign(&Block::sealed(&header)),
            header,
            dao,
            is_readers: matches!(taker, Taker::Reader(_)),
            tables,
            rows,
            texts: known?,
            ballots,
            withheld,
            seal: [0; 64],
        };
        Ok(archive.seal_and_write(sign))
    }

    fn text_of(&self, id: &Hash32) -> Result<Text, NodeError> {
        Ok(match self.body(id)? {
            Body::Present { salt, text } => match String::from_utf8(text) {
                Ok(words) => Text::Present { salt, words },
                Err(_) => Text::Lost,
            },
            Body::Erased { at_height, entry } => Text::Erased { height: at_height, entry },
            Body::Unknown => Text::Lost,
        })
    }

    /// The rows of what was closed: those that came with the DAO, then those of this ledger's logs.
    fn closed_rows(
        &self,
        (wanted, until): (&BTreeMap<(u8, u64), Option<Hash32>>, u64),
        texts: &mut BTreeSet<Hash32>,
    ) -> Result<Vec<Closed>, NodeError> {
        let mut found: BTreeMap<(u8, u64), Vec<Vec<u8>>> = BTreeMap::new();
        let mut add = |log: u16, bytes: Vec<u8>| {
            let row = closed_row(self.shared.registry, log, &bytes);
            if let Some(row) = row.filter(|row| wanted.contains_key(&place(&row.of))) {
                texts.extend(row.texts);
                found.entry(place(&row.of)).or_default().push(bytes);
            }
        };
        for closed in &self.shared.origin {
            let log = if closed.kind == 1 { BALLOTS } else { EVIDENCE };
            closed.rows.iter().for_each(|row| add(log, row.clone()));
        }
        for log in [BALLOTS, EVIDENCE] {
            let mut next = 0;
            loop {
                let store = self.shared.store.read().unwrap_or_else(PoisonError::into_inner);
                let rows = store.rows();
                let end = rows.count(log).min(next + ROWS_AT_ONCE);
                // A block that came meanwhile is not the archive's.
                let of_then = (next..end)
                    .take_while(|index| rows.height_of(log, *index).is_some_and(|at| at <= until));
                let came =
                    of_then.map(|index| rows.read(log, index)).collect::<Result<Vec<_>, _>>()?;
                let is_all = came.is_empty() || (came.len() as u64) < ROWS_AT_ONCE;
                next += came.len() as u64;
                came.into_iter().flatten().for_each(|row| add(log, row));
                if is_all {
                    break;
                }
            }
        }
        let closed = |((kind, number), rows)| Closed { kind, number, rows };
        Ok(found.into_iter().map(closed).collect())
    }
}
