//! A ledger with a crowd, whose voters have real keys of one scheme, and their signed votes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use aluma_core::registry::{REGISTRY, State};
use aluma_core::testing::crowd::{Caster, Crowd, nobodys};
use aluma_node::data::{Birth, DataDir};
use aluma_node::directory::{StateDirectory, StateSays};
use aluma_node::{ClockMode, Node, Settings, Submission};
use aluma_types::codec::Canon;
use aluma_types::{AccountId, ProposalId, Scheme, Timestamp, sha256};
use aluma_verify::{Lens, SigningKey};

use super::broken;
use crate::bench::Dice;
use crate::outcome::Failure;

/// Open proposals.
const PROPOSALS: u64 = 64;
/// Votes that are signed where it is not said how many.
pub(in crate::bench) const VOTES: usize = 10_000;
/// Members who vote, at most; each more often than once, on another proposal each time.
const VOTERS: u64 = 60_000;
/// Links of the beacon's chain: more blocks than a run makes.
const BEACON: u64 = 1 << 16;

/// A ledger that is open, and what it takes to vote on it.
pub(in crate::bench) struct Ground {
    /// The node.
    pub(super) node: Node,
    /// Cores that check signatures.
    pub(super) threads: usize,
    /// Where it lies.
    pub(super) folder: Folder,
    proposals: Vec<ProposalId>,
    caster: Caster,
    voters: Vec<(AccountId, SigningKey)>,
    sizes: Sizes,
}

/// What the state takes, in bytes of keys and values.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sizes {
    pub(super) per_account: u64,
}

impl Ground {
    /// A ledger with so many members, and as many voters as there may be.
    pub(super) fn new(
        parent: Option<PathBuf>,
        scheme: Scheme,
        (accounts, threads): (u64, usize),
    ) -> Result<Self, Failure> {
        Self::with(parent, scheme, (accounts, PROPOSALS, threads), false)
    }

    /// A ledger with so many members and open proposals, whose voters have ordinary keys, with money, a
    /// task and a round.
    pub(in crate::bench) fn crowd(
        parent: Option<PathBuf>,
        (accounts, proposals): (u64, u64),
    ) -> Result<Self, Failure> {
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::with(parent, Scheme::Ed25519, (accounts, proposals, threads), true)
    }

    /// A member with their key.
    pub(in crate::bench) fn somebody(&self) -> Option<(AccountId, SigningKey)> {
        self.voters.first().cloned()
    }

    /// The node alone, and the folder that goes when it is no longer held.
    pub(in crate::bench) fn into_node(self) -> (Node, Folder) {
        (self.node, self.folder)
    }

    fn with(
        parent: Option<PathBuf>,
        scheme: Scheme,
        (accounts, proposals, threads): (u64, u64, usize),
        funded: bool,
    ) -> Result<Self, Failure> {
        let folder = Folder::new(parent, scheme)?;
        let birth =
            Birth { time: Timestamp(1_700_000_000_000), manual_clock: true, beacon_length: BEACON };
        let data = DataDir::open_or_create(&folder.0, birth).map_err(broken)?;
        let keys = keys(scheme, accounts);
        let public =
            |number: u64| keys.get(&number).map_or_else(|| nobodys(number), SigningKey::public);
        let mut crowd = Crowd::on(&data.genesis, (accounts, proposals), &public).map_err(broken)?;
        if funded {
            crowd.fund().map_err(broken)?;
        }
        let (height, time) = (crowd.height, crowd.now);
        let members = crowd.members.clone();
        let (proposals, caster) = (crowd.proposals.clone(), crowd.caster());
        let beacon = data.beacon().at(height).map_err(broken)?;
        let state = crowd.ended(beacon);
        let per_account = bytes_of(&state, None) / accounts.max(1);
        aluma_node::plant(&data, &state, (height, time)).map_err(broken)?;
        drop(state);
        let node = open(&folder.0, threads)?;
        let voter = |(number, key)| Some((*members.get(usize::try_from(number).ok()?)?, key));
        let mut voters: Vec<_> = keys.into_iter().filter_map(voter).collect();
        voters.sort_by_key(|(account, _)| sha256(&[&account.0.to_be_bytes()]));
        let sizes = Sizes { per_account };
        Ok(Self { node, threads, folder, proposals, caster, voters, sizes })
    }

    pub(super) const fn sizes(&self) -> Sizes {
        self.sizes
    }

    /// Signed votes in the order in which they are handed in; no voter twice on one proposal.
    pub(in crate::bench) fn sign(&self, count: usize) -> Result<Vec<Submission>, Failure> {
        let numbers: Vec<usize> = (0..count).collect();
        let share = count.div_ceil(self.threads.max(1)).max(1);
        let signed: Vec<Result<Vec<Submission>, Failure>> = std::thread::scope(|scope| {
            let sign = |part: &[usize]| part.iter().map(|number| self.vote(*number)).collect();
            let parts: Vec<_> =
                numbers.chunks(share).map(|part| scope.spawn(move || sign(part))).collect();
            let join = |part: std::thread::ScopedJoinHandle<'_, _>| {
                part.join().unwrap_or_else(|_| Err(broken("a signer panicked")))
            };
            parts.into_iter().map(join).collect()
        });
        let parts: Vec<Vec<Submission>> = signed.into_iter().collect::<Result<_, _>>()?;
        Ok(parts.into_iter().flatten().collect())
    }

    fn vote(&self, number: usize) -> Result<Submission, Failure> {
        let voters = self.voters.len().max(1);
        let (account, key) = self.voters.get(number % voters).ok_or_else(|| broken("no voters"))?;
        let proposals = self.proposals.len().max(1);
        let turn = number / voters + Dice(account.0).below(proposals).unwrap_or(0);
        let proposal = self.proposals.get(turn % proposals).copied();
        let proposal = proposal.ok_or_else(|| broken("no proposals"))?;
        let payload = self.caster.ballot(*account, proposal, number as u64);
        let view = self.node.published().read();
        let directory = StateDirectory::whole(&view.state);
        let says = StateSays { directory, registry: &REGISTRY };
        let lens = Lens { directory: &directory, says: &says, catalog: &REGISTRY };
        let spec = REGISTRY.entry(payload.act.number).map(|entry| entry.spec);
        let spec = spec.ok_or_else(|| broken("there is no vote"))?;
        let transaction = key.sign_payload(payload, spec, &lens);
        let transaction = transaction.map_err(|error| broken(format!("{error:?}")))?.to_bytes();
        Ok(Submission { transaction, bodies: Vec::new() })
    }
}

/// Opens the ledger of a folder.
pub(super) fn open(folder: &Path, threads: usize) -> Result<Node, Failure> {
    let settings = Settings {
        dir: folder.to_path_buf(),
        clock: ClockMode::Manual,
        birth: None,
        threads,
        registry: &REGISTRY,
    };
    Node::open(settings).map(|(node, _)| node).map_err(broken)
}

/// The keys of the members who vote, by the members' numbers: spread evenly over all but the first,
/// who is the operator.
fn keys(scheme: Scheme, accounts: u64) -> HashMap<u64, SigningKey> {
    let others = accounts.saturating_sub(1);
    let voters = VOTERS.min(others);
    let key = |voter: u64| {
        let number = 1 + voter * others / voters.max(1);
        let secret = sha256(&[b"bench voter", &number.to_be_bytes()]);
        Some((number, SigningKey::from_secret(scheme, secret.0)?))
    };
    (0..voters).filter_map(key).collect()
}

/// Bytes of keys and values: of one table by its name, or of all.
pub(super) fn bytes_of(state: &State, table: Option<&str>) -> u64 {
    let mut bytes = 0;
    let wanted = |name| table.is_none_or(|wanted| wanted == name);
    for table in state.tables().filter(|table| wanted(table.spec().name)) {
        table.each(&mut |key, value| bytes += (key.len() + value.len()) as u64);
    }
    bytes
}

/// A folder that is gone when it is no longer needed.
pub(in crate::bench) struct Folder(PathBuf);

impl Folder {
    fn new(parent: Option<PathBuf>, scheme: Scheme) -> Result<Self, Failure> {
        let parent = parent.unwrap_or_else(std::env::temp_dir);
        let folder = parent.join(format!("aluma-bench-{}-{}", std::process::id(), scheme.name()));
        std::fs::create_dir_all(&folder).map_err(Failure::machine)?;
        Ok(Self(folder))
    }

    pub(in crate::bench) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left behind at worst, in a folder for temporary files.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
