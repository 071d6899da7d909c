//! The read model: what happened, by height, by id, by community and by word. Built only from the
//! facts of committed blocks and the texts they name; it can be deleted at any time and is built
//! again from the log. No rule ever reads it.
//!
//! Reading order: `schema` (what is stored), `write` (a block as rows), [`income`] (what came in for
//! people), [`standings`] (what credentials rest on), `follow` (the thread that keeps up), [`read`] (what may
//! be asked), [`words`] (how words are found).
//!
//! Every row carries the community and the one account that decide who may read it. The index
//! stores, whoever asks decides: each question takes an [`Audience`].

mod follow;
pub mod income;
pub mod read;
mod schema;
pub mod standings;
pub mod words;
mod write;

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

use aluma_node::Node;
use rusqlite::{Connection, OpenFlags};

pub use income::{IncomeRow, IncomeSum, Source};
pub use read::{Audience, BlockRow, EventRow, Found, Page, ReceiptRow, Told, ToldRow};
pub use standings::Standing;

/// Name of the index's file in the data folder.
pub const INDEX_FILE: &str = "index.sqlite";

/// Why the index does not answer. It holds nothing that the log does not: delete and rebuild.
#[derive(Debug)]
pub enum IndexError {
    /// The database refused.
    Sqlite(rusqlite::Error),
    /// The node refused, or its facts do not fit the specs.
    Facts(String),
}

impl std::fmt::Display for IndexError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "index: {error}"),
            Self::Facts(what) => write!(f, "index: {what}"),
        }
    }
}

impl std::error::Error for IndexError {}

impl From<rusqlite::Error> for IndexError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// A handle on the index; clones share it. Readers have connections of their own and never wait for
/// the writer.
#[derive(Clone, Debug)]
pub struct Index(Arc<Shared>);

#[derive(Debug)]
pub(crate) struct Shared {
    path: std::path::PathBuf,
    readers: Mutex<Vec<Connection>>,
    progress: Mutex<Progress>,
}

/// How far the index has come, and who wants to be told.
#[derive(Debug, Default)]
struct Progress {
    height: u64,
    listeners: Vec<Sender<u64>>,
}

impl Index {
    /// Opens the index of a node's ledger at `path`, or begins one, and follows the node on a
    /// thread of its own, which ends with the node. An index of another ledger, of another form,
    /// ahead of the log or damaged is deleted and built anew. Returns at once; [`Index::height`]
    /// says how far it has come.
    ///
    /// # Errors
    /// [`IndexError`] where no database can be written there.
    pub fn open(path: &Path, node: &Arc<Node>) -> Result<Self, IndexError> {
        // Asked before looking at the log, so that no block falls in between.
        let blocks = node.subscribe();
        let (writer, height) = schema::open(path, node)?;
        let shared = Arc::new(Shared {
            path: path.to_path_buf(),
            readers: Mutex::default(),
            progress: Mutex::new(Progress { height, listeners: Vec::new() }),
        });
        follow::start(&shared, node, (writer, height), blocks)?;
        Ok(Self(shared))
    }

    /// The last block that is in the index.
    pub fn height(&self) -> u64 {
        self.0.progress().height
    }

    /// Heights as the index reaches them, from now on; some may be passed over.
    pub fn subscribe(&self) -> Receiver<u64> {
        let (sender, receiver) = channel();
        self.0.progress().listeners.push(sender);
        receiver
    }

    /// Runs `ask` on a connection that only reads.
    pub(crate) fn read<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, IndexError>,
    ) -> Result<T, IndexError> {
        let pooled = self.0.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match pooled {
            Some(connection) => connection,
            None => {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let connection = Connection::open_with_flags(&self.0.path, flags)?;
                connection.busy_timeout(std::time::Duration::from_secs(5))?;
                connection
            }
        };
        let answer = ask(&connection);
        self.0.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        answer
    }
}

impl Shared {
    fn progress(&self) -> std::sync::MutexGuard<'_, Progress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The index has come to `height`.
    pub(crate) fn reached(&self, height: u64) {
        let mut progress = self.progress();
        progress.height = height;
        progress.listeners.retain(|listener| listener.send(height).is_ok());
    }
}
