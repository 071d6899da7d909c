//! What lies in the data folder beside the store's files: the genesis and the operator's secrets.

use std::fs;
use std::path::{Path, PathBuf};

use aluma_core::Genesis;
use aluma_core::kernel::genesis::Continues;
use aluma_core::registry::State;
use aluma_store::{Salting, disk};
use aluma_types::codec::Canon;
use aluma_types::hash::{hex, unhex};
use aluma_types::{Hash32, PublicKey, Scheme, Timestamp, sha256};
use aluma_verify::SigningKey;

use crate::archive::{Archive, found};
use crate::beacon::{self, Beacon};
use crate::node::NodeError;

/// The ledger's first words, in canonical bytes, and the SHA-256 of these.
pub const GENESIS: &str = "genesis";
/// The operator's key, `ed25519:HEX`: the first account.
pub const OPERATOR_KEY: &str = "operator.key";
/// The node's key, `ed25519:HEX`: seals blocks and signs promises.
pub const NODE_KEY: &str = "node.key";
/// The seed of the beacon's chain, hexadecimal, behind a checksum of its own: the genesis knows only
/// the far end of the chain.
pub const BEACON_SEED: &str = "beacon.seed";
/// The archive that a ledger which goes on from another began with.
pub const ORIGIN: &str = "origin.archive";
/// The secret behind the salts of rows and receipts, hexadecimal.
pub const SALT_SEED: &str = "salt.seed";

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
    /// The archive that it began with, where it goes on from another ledger.
    pub origin: Option<Archive>,
    beacon_seed: Hash32,
    salt_seed: Hash32,
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
            create(path, birth, None)?;
        }
        Self::open(path)
    }

    /// Opens a folder's ledger.
    ///
    /// # Errors
    /// [`NodeError::Data`] naming the file; also where a key or seed is not this ledger's.
    pub fn open(path: &Path) -> Result<Self, NodeError> {
        let genesis = genesis(path)?;
        let beacon_seed = Hash32(read_secret(&path.join(BEACON_SEED), beacon_text)?);
        let salt_seed = salt_seed(path, &genesis)?;
        let operator = own_key(&path.join(OPERATOR_KEY), genesis.operator)?;
        let node = own_key(&path.join(NODE_KEY), genesis.node)?;
        let (origin, path) = (found::origin(path, &genesis)?, path.to_path_buf());
        Ok(Self { path, genesis, operator, node, origin, beacon_seed, salt_seed })
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The beacon's chain; held against the genesis when its first link is asked for.
    pub fn beacon(&self) -> Beacon {
        let chain = Beacon::new(self.beacon_seed, self.genesis.beacon_length, self.genesis.beacon);
        chain.after(self.genesis.height())
    }

    /// What rows and receipts are salted with.
    pub fn salting(&self) -> Salting {
        Salting::new(&self.salt_seed.0, State::default().open_tables())
    }
}

/// Reads the genesis alone.
///
/// # Errors
/// [`NodeError::Data`].
pub fn genesis(path: &Path) -> Result<Genesis, NodeError> {
    let file = path.join(GENESIS);
    let bytes = fs::read(&file).map_err(|error| NodeError::data(&file, &error.to_string()))?;
    let (words, sum) = bytes.split_last_chunk().unwrap_or((&bytes, &[0; 32]));
    if sha256(&[words]).0 != *sum {
        return Err(NodeError::data(
            &file,
            "damaged: its bytes do not have the checksum behind them",
        ));
    }
    Genesis::from_bytes(words).map_err(|error| NodeError::data(&file, error.name()))
}

/// What the file of a genesis holds.
pub fn genesis_file(genesis: &Genesis) -> Vec<u8> {
    let words = genesis.to_bytes();
    let sum = sha256(&[&words]);
    [&words[..], &sum.0].concat()
}

/// Reads the secret behind the salts: with the genesis, what `verify` needs.
///
/// # Errors
/// [`NodeError::Data`], also where it is another ledger's.
pub fn salt_seed(path: &Path, genesis: &Genesis) -> Result<Hash32, NodeError> {
    let file = path.join(SALT_SEED);
    let seed = Hash32(read_secret(&file, seed_text)?);
    if Genesis::commit_salts(&seed) == genesis.salts {
        Ok(seed)
    } else {
        Err(NodeError::data(&file, "this is not the secret that the genesis speaks of"))
    }
}

/// What is wrong with the secrets that making blocks needs and checking them does not. One that is
/// not there at all may be kept elsewhere.
pub fn wrong_secrets(path: &Path, genesis: &Genesis) -> Vec<String> {
    let keys = [(OPERATOR_KEY, genesis.operator), (NODE_KEY, genesis.node)];
    let keys = keys.map(|(name, public)| (name, own_key(&path.join(name), public).err()));
    let seed = read_secret(&path.join(BEACON_SEED), beacon_text);
    let all = keys.into_iter().chain([(BEACON_SEED, seed.err())]);
    let there = all.filter(|(name, _)| path.join(name).exists());
    there.filter_map(|(_, wrong)| Some(wrong?.to_string())).collect()
}

/// Makes the folder of a ledger that goes on from another, with the archive in it.
pub(crate) fn prepare(path: &Path, archive: &[u8]) -> Result<(), NodeError> {
    fs::create_dir_all(path).map_err(|error| NodeError::data(path, &error.to_string()))?;
    write_file(&path.join(ORIGIN), archive)
}

/// Begins a ledger, which may go on from another: that one's generation and what is cited of it.
pub(crate) fn create(
    path: &Path,
    birth: Birth,
    from: Option<(u32, Continues)>,
) -> Result<(), NodeError> {
    fs::create_dir_all(path).map_err(|error| NodeError::data(path, &error.to_string()))?;
    let operator = new_key(&path.join(OPERATOR_KEY))?;
    let node = new_key(&path.join(NODE_KEY))?;
    let (seed, salt_seed) = (random()?, random()?);
    write_secret(&path.join(BEACON_SEED), &beacon_text(&seed))?;
    write_secret(&path.join(SALT_SEED), &seed_text(&salt_seed))?;
    let genesis = Genesis {
        version: 1,
        generation: from.as_ref().map_or(0, |(generation, _)| generation.saturating_add(1)),
        time: birth.time,
        operator: operator.public(),
        node: node.public(),
        beacon: Beacon::end(Hash32(seed), birth.beacon_length),
        beacon_length: birth.beacon_length,
        manual_clock: birth.manual_clock,
        salt: Hash32(random()?),
        salts: Genesis::commit_salts(&Hash32(salt_seed)),
        continues: from.map(|(_, continues)| continues),
    };
    write_file(&path.join(GENESIS), &genesis_file(&genesis))
}

fn random() -> Result<[u8; 32], NodeError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| NodeError::Other(error.to_string()))?;
    Ok(bytes)
}

fn new_key(path: &Path) -> Result<SigningKey, NodeError> {
    write_secret(path, &key_text(&random()?))?;
    read_key(path)
}

fn seed_text(secret: &[u8; 32]) -> String {
    hex(secret)
}

fn beacon_text(secret: &[u8; 32]) -> String {
    let sum = hex(&sha256(&[b"aluma beacon seed v1", secret]).0);
    format!("{}:{}", sum.get(..16).unwrap_or_default(), hex(secret))
}

fn key_text(secret: &[u8; 32]) -> String {
    format!("ed25519:{}", hex(secret))
}

/// Reads a secret. Written by this program and by nobody else, it has one form: a changed byte is
/// told even where it would mean the same.
fn read_secret(path: &Path, form: impl Fn(&[u8; 32]) -> String) -> Result<[u8; 32], NodeError> {
    let bytes = fs::read(path).map_err(|error| NodeError::data(path, &error.to_string()))?;
    let text = std::str::from_utf8(&bytes).unwrap_or_default();
    let digits = text.trim_end().rsplit(':').next().and_then(unhex);
    digits
        .and_then(|digits| <[u8; 32]>::try_from(digits).ok())
        .filter(|secret| format!("{}\n", form(secret)) == text)
        .ok_or_else(|| NodeError::data(path, "damaged: not a secret as this program writes it"))
}

fn read_key(path: &Path) -> Result<SigningKey, NodeError> {
    let secret = read_secret(path, key_text)?;
    SigningKey::from_secret(Scheme::Ed25519, secret)
        .ok_or_else(|| NodeError::data(path, "no key has this secret"))
}

/// Reads the key whose public half the genesis names.
fn own_key(path: &Path, public: PublicKey) -> Result<SigningKey, NodeError> {
    let key = read_key(path)?;
    if key.public() == public {
        Ok(key)
    } else {
        Err(NodeError::data(path, "this is not the key that the genesis names"))
    }
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
        let file = disk::create(&part)?;
        disk::write(&part, &file, bytes, 0)?;
        disk::sync(&part, &file)?;
        disk::rename(&part, path)?;
        disk::sync_names(path)
    };
    write().map_err(|error| NodeError::data(path, &error.to_string()))
}
