//! What lies in the data folder beside the store's files: the genesis and the operator's secrets.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use aluma_core::Genesis;
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::{Hash32, Scheme, Timestamp};
use aluma_verify::SigningKey;

use crate::beacon::{self, Beacon};
use crate::node::NodeError;

/// The ledger's first words, in canonical bytes.
pub const GENESIS: &str = "genesis";
/// The operator's key, `ed25519:HEX`: the first account.
pub const OPERATOR_KEY: &str = "operator.key";
/// The node's key, `ed25519:HEX`: seals blocks and signs promises.
pub const NODE_KEY: &str = "node.key";
/// The seed of the beacon's chain, hexadecimal.
pub const BEACON_SEED: &str = "beacon.seed";

/// How a new ledger is to begin.
#[derive(Clone, Copy, Debug)]
pub struct Birth {
    /// The moment of the genesis.
    pub time: Timestamp,
    /// Whether block time may be moved by hand.
    pub manual_clock: bool,
    /// Links of the beacon's chain.
    pub beacon_length: u64,
}

impl Birth {
    /// An ordinary ledger that begins at `time`.
    pub const fn at(time: Timestamp) -> Self {
        Self { time, manual_clock: false, beacon_length: beacon::LENGTH }
    }
}

/// A data folder with its genesis and secrets.
#[derive(Debug)]
pub struct DataDir {
    path: PathBuf,
    /// The ledger's first words.
    pub genesis: Genesis,
    /// The operator's key.
    pub operator: SigningKey,
    /// The node's key.
    pub node: SigningKey,
    beacon_seed: Hash32,
}

impl DataDir {
    /// Whether a folder holds a ledger.
    pub fn is_ledger(path: &Path) -> bool {
        path.join(GENESIS).is_file()
    }

    /// Opens a folder's ledger, or begins one. A birth that was interrupted is begun again: the
    /// genesis is the last file to be written.
    ///
    /// # Errors
    /// [`NodeError::Data`] naming the file.
    pub fn open_or_create(path: &Path, birth: Birth) -> Result<Self, NodeError> {
        if !Self::is_ledger(path) {
            create(path, birth)?;
        }
        Self::open(path)
    }

    /// Opens a folder's ledger.
    ///
    /// # Errors
    /// [`NodeError::Data`] naming the file.
    pub fn open(path: &Path) -> Result<Self, NodeError> {
        let genesis = genesis(path)?;
        let seed = read_text(&path.join(BEACON_SEED))?;
        let beacon_seed = Hash32::from_hex(seed.trim())
            .ok_or_else(|| NodeError::data(&path.join(BEACON_SEED), "not 64 hexadecimal digits"))?;
        let operator = read_key(&path.join(OPERATOR_KEY))?;
        let node = read_key(&path.join(NODE_KEY))?;
        Ok(Self { path: path.to_path_buf(), genesis, operator, node, beacon_seed })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The beacon's chain; held against the genesis when its first link is asked for.
    pub const fn beacon(&self) -> Beacon {
        Beacon::new(self.beacon_seed, self.genesis.beacon_length, self.genesis.beacon)
    }
}

/// Reads the genesis alone: what `verify` needs.
///
/// # Errors
/// [`NodeError::Data`].
pub fn genesis(path: &Path) -> Result<Genesis, NodeError> {
    let file = path.join(GENESIS);
    let bytes = fs::read(&file).map_err(|error| NodeError::data(&file, &error.to_string()))?;
    Genesis::from_bytes(&bytes).map_err(|error| NodeError::data(&file, error.name()))
}

fn create(path: &Path, birth: Birth) -> Result<(), NodeError> {
    fs::create_dir_all(path).map_err(|error| NodeError::data(path, &error.to_string()))?;
    let operator = new_key(&path.join(OPERATOR_KEY))?;
    let node = new_key(&path.join(NODE_KEY))?;
    let seed = random()?;
    write_secret(&path.join(BEACON_SEED), &hex(&seed))?;
    let genesis = Genesis {
        version: 1,
        generation: 0,
        time: birth.time,
        operator: operator.public(),
        node: node.public(),
        beacon: Beacon::end(Hash32(seed), birth.beacon_length),
        beacon_length: birth.beacon_length,
        manual_clock: birth.manual_clock,
        salt: Hash32(random()?),
    };
    write_file(&path.join(GENESIS), &genesis.to_bytes())
}

fn random() -> Result<[u8; 32], NodeError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| NodeError::Other(error.to_string()))?;
    Ok(bytes)
}

fn new_key(path: &Path) -> Result<SigningKey, NodeError> {
    let secret = random()?;
    write_secret(path, &format!("ed25519:{}", hex(&secret)))?;
    read_key(path)
}

fn read_text(path: &Path) -> Result<String, NodeError> {
    fs::read_to_string(path).map_err(|error| NodeError::data(path, &error.to_string()))
}

fn read_key(path: &Path) -> Result<SigningKey, NodeError> {
    let text = read_text(path)?;
    let secret = text.trim().strip_prefix("ed25519:").and_then(unhex);
    secret
        .and_then(|bytes| SigningKey::from_secret(Scheme::Ed25519, bytes.try_into().ok()?))
        .ok_or_else(|| NodeError::data(path, "not a key of the form ed25519:HEX"))
}

fn write_secret(path: &Path, text: &str) -> Result<(), NodeError> {
    write_file(path, format!("{text}\n").as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o600))
            .map_err(|error| NodeError::data(path, &error.to_string()))?;
    }
    Ok(())
}

/// Writes a file so that a crash leaves the old one or the new one, never a part.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), NodeError> {
    let part = path.with_extension("part");
    let write = || -> std::io::Result<()> {
        let mut file = File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, path)?;
        path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
    };
    write().map_err(|error| NodeError::data(path, &error.to_string()))
}
