//! What is stored, and when it is thrown away.

use std::path::Path;

use aluma_node::Node;
use rusqlite::{Connection, OptionalExtension, params};

use crate::IndexError;

/// The form of the tables; another one is built anew.
const FORM: i64 = 6;

/// `seq` of an event or text is height * 2^24 + its place in the block, so that a rebuilt index has
/// the same cursors.
pub(crate) const TABLES: &str = "
    CREATE TABLE blocks (height INTEGER PRIMARY KEY, id BLOB NOT NULL, time INTEGER NOT NULL);
    CREATE TABLE receipts (
        height INTEGER NOT NULL, place INTEGER NOT NULL, id BLOB NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (height, place)
    ) WITHOUT ROWID;
    CREATE INDEX receipts_by_id ON receipts (id);
    CREATE TABLE events (
        seq INTEGER PRIMARY KEY, height INTEGER NOT NULL, place INTEGER NOT NULL,
        domain TEXT NOT NULL, dao INTEGER, only INTEGER, bytes BLOB NOT NULL,
        by_agent INTEGER NOT NULL, circle INTEGER NOT NULL
    );
    CREATE INDEX events_by_height ON events (height, place);
    CREATE INDEX events_by_dao ON events (dao, seq);
    CREATE TABLE income (
        account INTEGER NOT NULL, seq INTEGER NOT NULL, part INTEGER NOT NULL,
        asset INTEGER NOT NULL, units TEXT NOT NULL, source INTEGER NOT NULL,
        PRIMARY KEY (account, seq, part)
    ) WITHOUT ROWID;
    CREATE TABLE standings (
        number INTEGER PRIMARY KEY, dao INTEGER NOT NULL, account INTEGER NOT NULL,
        skill INTEGER NOT NULL, belongs INTEGER NOT NULL, rests INTEGER NOT NULL,
        is_over INTEGER NOT NULL
    );
    CREATE INDEX standings_by_holder ON standings (dao, account, skill, number);
    CREATE TABLE daos (dao INTEGER PRIMARY KEY);
    CREATE TABLE texts (
        seq INTEGER PRIMARY KEY, body BLOB NOT NULL, event INTEGER NOT NULL
    );
    CREATE INDEX texts_by_body ON texts (body);
    CREATE TABLE tagged (dao INTEGER PRIMARY KEY, text INTEGER NOT NULL);
    CREATE TABLE ledger (form INTEGER NOT NULL, network BLOB NOT NULL);
";

/// Marks were taken off before; words are deleted from the index's pages at once.
pub(crate) const WORDS: &str = "
    CREATE VIRTUAL TABLE words USING fts5 (forms, tokenize = 'unicode61 remove_diacritics 0');
    INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
";

/// Opens the database for writing and says how far it has come.
pub(crate) fn open(path: &Path, node: &Node) -> Result<(Connection, u64), IndexError> {
    if let Ok(found) = open_file(path)
        && let Ok(Some(height)) = usable(&found, node)
    {
        return Ok((found, height));
    }
    remove(path)?;
    let fresh = open_file(path)?;
    fresh.execute_batch(&format!("BEGIN; {TABLES} {WORDS}"))?;
    let network = node.network().0;
    fresh.execute("INSERT INTO ledger VALUES (?1, ?2)", params![FORM, network])?;
    fresh.execute_batch("COMMIT")?;
    Ok((fresh, node.genesis().height()))
}

fn open_file(path: &Path) -> Result<Connection, IndexError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    // What a crash takes is built again from the log.
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// The height of an index that belongs to this ledger and lies on its log.
fn usable(connection: &Connection, node: &Node) -> Result<Option<u64>, IndexError> {
    let ledger: (i64, Vec<u8>) =
        connection.query_row("SELECT form, network FROM ledger", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    if ledger != (FORM, node.network().0.to_vec()) {
        return Ok(None);
    }
    let last: Option<(i64, Vec<u8>)> = connection
        .query_row("SELECT height, id FROM blocks ORDER BY height DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let Some((height, id)) = last else { return Ok(Some(node.genesis().height())) };
    let height = height.unsigned_abs();
    let block = node.block(height).map_err(|error| IndexError::Facts(error.to_string()))?;
    Ok(block.filter(|block| block.header.id().0.to_vec() == id).map(|_| height))
}

/// Deletes the file and what the write-ahead log left beside it.
fn remove(path: &Path) -> Result<(), IndexError> {
    for ending in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        match std::fs::remove_file(&name) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(IndexError::Facts(format!("{}: {error}", name.to_string_lossy())));
            }
            _ => {}
        }
    }
    Ok(())
}
