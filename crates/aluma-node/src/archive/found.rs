//! A ledger of its own from an archive: its genesis cites the header and the archive's hash, and the
//! archive stays in the folder, so that everybody can check the first state.

use std::path::Path;

use aluma_core::kernel::action::Registry;
use aluma_core::kernel::genesis::Continues;
use aluma_store::{NewBody, Store};
use aluma_types::{AccountId, sha256};

use crate::archive::check;
use crate::archive::format::{Archive, Text};
use crate::archive::{ArchiveError, open};
use crate::beacon;
use crate::data::{self, Birth, DataDir};
use crate::node::NodeError;

/// What came to a new ledger and what did not.
#[derive(Debug)]
pub struct Arrival {
    /// The archive.
    pub archive: Archive,
    /// The new ledger.
    pub data: DataDir,
}

/// Begins a ledger in a folder that holds none. Everything is checked before the folder is touched;
/// a birth that is cut off is begun again, since the genesis is written last.
///
/// # Errors
/// [`NodeError::Archive`] where the archive does not hold or makes no whole community, or the folder
/// holds a ledger; as the disk answers.
pub fn found(
    path: &Path,
    bytes: &[u8],
    (manual_clock, registry): (bool, &'static Registry),
) -> Result<Arrival, NodeError> {
    if DataDir::is_ledger(path) {
        let folder = path.display().to_string();
        return Err(ArchiveError::FolderTaken { folder }.into());
    }
    let archive = open(bytes, None)?;
    check::laws(&archive, registry)?;
    let header = &archive.header;
    let birth = Birth { time: header.time, manual_clock, beacon_length: beacon::LENGTH };
    let continues = Continues {
        network: header.network,
        height: header.height,
        header: header.id(),
        rules: header.rules,
        dao: archive.dao,
        archive: sha256(&[bytes]),
        operator: coming_account(&archive)?,
    };
    data::prepare(path, bytes)?;
    keep_texts(path, &archive)?;
    data::create(path, birth, Some((archive.genesis.generation, continues)))?;
    let data = DataDir::open(path)?;
    Ok(Arrival { archive, data })
}

/// The number that the next account of the old ledger would have got: nobody there ever had it.
fn coming_account(archive: &Archive) -> Result<AccountId, ArchiveError> {
    let state = check::state(archive)?;
    let next = aluma_core::identity::coming_account(&state);
    let incomplete = ArchiveError::Incomplete { law: "the numbers that were given".to_owned() };
    next.ok_or(incomplete)
}

/// Texts that are here are kept, and those that were erased stay so: they are never taken in again.
fn keep_texts(path: &Path, archive: &Archive) -> Result<(), NodeError> {
    let (store, _) = Store::open(path)?;
    if store.log().last_height().is_some() {
        let folder = path.display().to_string();
        return Err(ArchiveError::FolderTaken { folder }.into());
    }
    let bodies = store.bodies();
    let mut bodies = bodies.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut kept = Vec::new();
    for (id, text) in &archive.texts {
        match text {
            Text::Present { salt, words } => {
                let text = words.clone().into_bytes();
                kept.push(NewBody { id: id.0, salt: *salt, text });
            }
            Text::Erased { height, entry } => bodies.erase(&id.0, *height, *entry)?,
            Text::Lost => {}
        }
    }
    Ok(bodies.append(&kept)?)
}

impl DataDir {
    /// What the state before the first block is made of: nothing, or what came with an archive.
    ///
    /// # Errors
    /// [`NodeError::Data`] where the archive is not the one that the genesis names.
    pub fn machine(&self, registry: &'static Registry) -> Result<aluma_core::Machine, NodeError> {
        machine(&self.genesis, self.origin.as_ref(), registry)
    }
}

/// As [`DataDir::machine`], for whoever has no secrets.
///
/// # Errors
/// As there.
pub fn machine(
    genesis: &aluma_core::Genesis,
    origin: Option<&Archive>,
    registry: &'static Registry,
) -> Result<aluma_core::Machine, NodeError> {
    match origin {
        Some(archive) => Ok(genesis.machine_from(check::state(archive)?, registry)),
        None => Ok(genesis.machine(registry)),
    }
}

/// Reads the archive that a genesis names, and holds it against it.
///
/// # Errors
/// [`NodeError::Data`].
pub fn origin(path: &Path, genesis: &aluma_core::Genesis) -> Result<Option<Archive>, NodeError> {
    let Some(from) = &genesis.continues else { return Ok(None) };
    let file = path.join(data::ORIGIN);
    let bytes = std::fs::read(&file).map_err(|error| NodeError::data(&file, &error.to_string()))?;
    let archive = open(&bytes, None).map_err(|why| NodeError::data(&file, &why.to_string()))?;
    let header = &archive.header;
    let cited = (header.network, header.height, header.id(), header.rules, archive.dao);
    let is_cited = cited == (from.network, from.height, from.header, from.rules, from.dao)
        && sha256(&[&bytes]) == from.archive
        && header.time == genesis.time
        && coming_account(&archive)? == from.operator;
    if is_cited {
        Ok(Some(archive))
    } else {
        Err(NodeError::data(&file, "this is not the archive that the genesis names"))
    }
}
