//! `export`, `verify ARCHIVE`, `import dao`, `erase`: a whole community as one file, and back.

use std::io::Write;
use std::path::Path;

use aluma_core::kernel::leaving::Taker;
use aluma_core::registry::State;
use aluma_node::archive::make::NotExported;
use aluma_node::archive::{self, Archive, ArchiveError, Text, check, found};
use aluma_node::{ClockMode, DataDir, Node, NodeError};
use aluma_store::Store;
use aluma_text::Voice;
use aluma_types::json::Lookup;
use aluma_types::{DaoId, Hash32, PublicKey, sha256, show};
use aluma_verify::names::skeleton_hash;
use serde_json::{Value as Json, json};

use crate::door::{self, Door, Purpose};
use crate::erc4824;
use crate::keys;
use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// `export --dao DAO --out PATH`
///
/// # Errors
/// Where the reader may not take the community, or the file cannot be written.
pub(crate) fn export(options: &Options<'_>) -> Result<(), Failure> {
    let (dao, out) = (options.text("dao").unwrap_or_default(), options.path_of("out"));
    let out = out.unwrap_or(Path::new(""));
    let bytes = take(options, dao)?;
    // Whoever takes it away sees that it holds before the old ledger is gone.
    let archive = archive::open(&bytes, None).map_err(|why| of(options, &why))?;
    if options.text("format") == Some("erc4824") {
        return erc4824::write(options, &archive, out);
    }
    write_new(out, &bytes)
        .map_err(|error| Failure::machine(format!("{}: {error}", out.display())))?;
    tell(options, &archive, &bytes, "written");
    Ok(())
}

/// Writes a file that is not there yet: an archive is never written over another.
fn write_new(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The archive's bytes: a reader's from a running ledger, the operator's from its folder.
fn take(options: &Options<'_>, dao: &str) -> Result<Vec<u8>, Failure> {
    let is_running = options.url().is_some() || Store::lock_holder(&options.data()).is_some();
    let door = Door::open(options, Purpose::Read)?;
    let taken = match door.node() {
        Some(node) if !is_running => {
            let id = named(&node.published().read().state, dao);
            let made = id.map(|id| node.export(id, Taker::Operator));
            made.ok_or_else(|| no_such(options)).and_then(|made| {
                made.map_err(|why| match why {
                    NotExported::Refused(_) => no_such(options),
                    NotExported::Failed(error) => error.into(),
                })
            })
        }
        _ => keys::read(options, &door.client).and_then(|()| Ok(door.client.export(dao)?)),
    };
    door.close();
    taken
}

/// The community of a handle or number.
fn named(state: &State, dao: &str) -> Option<DaoId> {
    let handle = dao.strip_prefix('@').unwrap_or(dao);
    let by_number = dao.parse().ok().map(DaoId).filter(|id| aluma_core::dao::exists(state, *id));
    by_number.or_else(|| aluma_core::dao::by_skeleton(state, &skeleton_hash(handle)))
}

fn no_such(options: &Options<'_>) -> Failure {
    let voice = Voice::plain(options.lang());
    let words = aluma_text::refusal(voice, "no-such-dao", &[], &Nobody(options.registry()));
    let json = json!({ "name": "no-such-dao", "detail": words.detail, "hint": words.hint });
    let failure = Failure::refused(words.detail).json(json);
    match words.hint {
        Some(hint) => failure.hint(hint),
        None => failure,
    }
}

/// Looks nothing up.
struct Nobody(&'static aluma_core::kernel::action::Registry);

impl Lookup for Nobody {
    fn body(&self, _: &Hash32) -> aluma_types::json::BodyText {
        aluma_types::json::BodyText::Missing
    }

    fn asset(&self, _: aluma_types::AssetId) -> Option<(String, u8)> {
        None
    }

    fn catalog(&self) -> &dyn aluma_types::spec::Catalog {
        self.0
    }
}

/// `verify ARCHIVE [--trust KEY]`
///
/// # Errors
/// The first thing that is wrong with it.
pub(crate) fn verify(options: &Options<'_>) -> Result<(), Failure> {
    let (bytes, archive) = read(options, options.path_of("archive"))?;
    check::laws(&archive, options.registry()).map_err(|why| of(options, &why))?;
    tell(options, &archive, &bytes, "whole");
    Ok(())
}

/// `import dao ARCHIVE`
///
/// # Errors
/// Where the archive does not hold, or the folder holds a ledger.
pub(crate) fn import(options: &Options<'_>) -> Result<(), Failure> {
    let data = options.data();
    if Store::lock_holder(&data).is_some() || DataDir::is_ledger(&data) {
        let folder = data.display().to_string();
        return Err(of(options, &ArchiveError::FolderTaken { folder }));
    }
    let (bytes, _) = read(options, options.path_of("file"))?;
    let manual = options.text("clock") == Some("manual");
    let arrival = found::found(&data, &bytes, (manual, options.registry()));
    let arrival = arrival.map_err(|error| match error {
        NodeError::Archive(why) => of(options, &why),
        other => other.into(),
    })?;
    let network = arrival.data.genesis.network();
    if options.json() {
        let mut json = told(&arrival.archive, &bytes);
        json["began"] = json!(network.to_string());
        json["operator_account"] = json!(arrival.data.genesis.operator_account().0);
        say(&json.to_string());
        return Ok(());
    }
    tell(options, &arrival.archive, &bytes, "taken up");
    say(&format!("a new ledger: {network}"));
    note("next", "`aluma up` runs it; the same members vote with the same keys");
    Ok(())
}

/// `erase ID`
///
/// # Errors
/// Where the ledger runs, or there is no such text.
pub(crate) fn erase(options: &Options<'_>) -> Result<(), Failure> {
    let data = options.data();
    if Store::lock_holder(&data).is_some() {
        return Err(door::busy(&data));
    }
    let text = options.text("text").unwrap_or_default();
    let id = Hash32::from_hex(text)
        .ok_or_else(|| Failure::usage(format!("{text}: a text's id has 64 hexadecimal digits")))?;
    let (node, _) = Node::open(door::settings(options, ClockMode::Simulated, None))?;
    let erased = node.erase(&id);
    node.stop();
    // The index holds words, too, and can be built again without them.
    for ending in ["", "-wal", "-shm"] {
        let index = data.join(format!("{}{ending}", door::INDEX));
        if index.exists() {
            std::fs::remove_file(&index)
                .map_err(|error| Failure::machine(format!("{}: {error}", index.display())))?;
        }
    }
    let (height, entry) = erased?.ok_or_else(|| {
        Failure::refused(format!("no text {id} is here"))
            .hint("`--json` prints the ids of texts; one that was erased stays so.")
    })?;
    if options.json() {
        say(&json!({ "text": id.to_string(), "height": height, "entry": entry.to_string() })
            .to_string());
    } else {
        say(&format!("erased at height {height}, by entry {entry}"));
    }
    Ok(())
}

fn of(options: &Options<'_>, why: &ArchiveError) -> Failure {
    Failure::archive(options.lang(), why)
}

/// Reads and checks an archive, from the ledger that is trusted where one is named.
fn read(options: &Options<'_>, file: Option<&Path>) -> Result<(Vec<u8>, Archive), Failure> {
    let file = file.unwrap_or(Path::new(""));
    let trust = options.text("trust").map(|text| {
        PublicKey::parse(text)
            .ok_or_else(|| Failure::usage(format!("{text}: a key such as ed25519:HEX")))
    });
    let trust = trust.transpose()?;
    let bytes = std::fs::read(file)
        .map_err(|error| Failure::machine(format!("{}: {error}", file.display())))?;
    let archive = archive::open(&bytes, trust.as_ref()).map_err(|why| of(options, &why))?;
    Ok((bytes, archive))
}

/// What an archive holds, for programs.
fn told(archive: &Archive, bytes: &[u8]) -> Json {
    let header = &archive.header;
    let count = |is: fn(&Text) -> bool| archive.texts.iter().filter(|(_, text)| is(text)).count();
    let tables = |rows: &mut dyn Iterator<Item = (u16, u64)>| -> Json {
        let mut counts = serde_json::Map::new();
        for (table, more) in rows {
            let name = archive::format::table_name(table);
            let so_far = counts.get(&name).and_then(Json::as_u64).unwrap_or(0);
            counts.insert(name, json!(so_far + more));
        }
        Json::Object(counts)
    };
    json!({
        "network": header.network.to_string(),
        "height": header.height,
        "header": header.id().to_string(),
        "time": header.time.0,
        "key": archive.genesis.node.to_text(),
        "dao": archive.dao.0,
        "hash": sha256(&[bytes]).to_string(),
        "bytes": bytes.len(),
        "of": if archive.is_readers { "reader" } else { "operator" },
        "rows": tables(&mut archive.taken().map(|(table, ..)| (table, 1))),
        "left": tables(&mut archive.left().map(|(table, ..)| (table, 1))),
        "withheld": tables(&mut archive.withheld.iter().copied()),
        "texts": {
            "present": count(|text| matches!(text, Text::Present { .. })),
            "erased": count(|text| matches!(text, Text::Erased { .. })),
            "lost": count(|text| matches!(text, Text::Lost)),
        },
        "ballots": archive.ballots.iter().map(|closed| closed.rows.len()).sum::<usize>(),
    })
}

fn tell(options: &Options<'_>, archive: &Archive, bytes: &[u8], what: &str) {
    let told = told(archive, bytes);
    if options.json() {
        say(&told.to_string());
        return;
    }
    let header = &archive.header;
    say(&format!(
        "{what}: community {} of ledger {}, as of height {}, {}",
        archive.dao,
        header.network,
        header.height,
        show::time(header.time)
    ));
    say(&format!("sealed by {}", archive.genesis.node.to_text()));
    let sum = |part: &str| -> u64 {
        let tables = told[part].as_object().into_iter().flat_map(serde_json::Map::values);
        tables.filter_map(Json::as_u64).sum()
    };
    let texts = &told["texts"];
    say(&format!("{} rows, {} bytes, hash {}", sum("rows"), bytes.len(), sha256(&[bytes])));
    say(&format!(
        "texts: {} here, {} erased, {} lost",
        texts["present"], texts["erased"], texts["lost"]
    ));
    for (part, words) in [
        ("left", "stay behind, since they are about money that others issue"),
        ("withheld", "are withheld, since they are other people's own business"),
    ] {
        if sum(part) > 0 {
            say(&format!("{} rows {words}: {}", sum(part), told[part]));
        }
    }
}
