//! `up`: a node with its API, until it is told to stop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aluma_address::Address;
use aluma_api::{ApiState, Desk, Limits, Named};
use aluma_client::Client;
use aluma_demo::Cast;
use aluma_node::clock::wall;
use aluma_node::data::Birth;
use aluma_node::{ClockMode, DataDir, Node, Settings};
use aluma_store::Store;
use aluma_web::{Guest, Site};
use serde_json::json;
use tokio::net::TcpListener;

use crate::address;
use crate::door::{self, open, runtime};
use crate::options::Options;
use crate::outcome::{Failure, note, say};
use crate::welcome;

/// Runs the ledger.
///
/// # Errors
/// Where the folder, the port or the clock cannot be used.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    on(options, &options.data())
}

/// Refuses a folder that another process has open.
///
/// # Errors
/// Where one has.
pub(crate) fn is_free(data: &Path) -> Result<(), Failure> {
    match Store::lock_holder(data) {
        None => Ok(()),
        Some(address) if address.is_empty() => Err(door::busy(data)),
        Some(address) => Err(Failure::connection(format!("a ledger runs here already: {address}"))),
    }
}

/// Runs the ledger of a folder.
///
/// # Errors
/// As [`run`].
pub(crate) fn on(options: &Options<'_>, data: &Path) -> Result<(), Failure> {
    is_free(data)?;
    let restored = crate::backup::before_up(data)?;
    let manual = options.text("clock") == Some("manual");
    let clock = match manual {
        true => ClockMode::Manual,
        false => ClockMode::Wall { accept_jump: options.flag("accept-time-jump") },
    };
    let mut plan = address::plan(options)?;
    let certificates = plan.certificates()?;
    let runtime = runtime()?;
    // The ports first: who cannot answer need not begin a ledger.
    let listeners = runtime.block_on(plan.bind())?;
    let is_new = !DataDir::is_ledger(data);
    let birth = Birth { manual_clock: manual, ..Birth::at(wall()) };
    let settings = door::settings(options, clock, Some(birth));
    let (node, index, notes) = open(Settings { dir: data.to_path_buf(), ..settings })?;
    notes.iter().for_each(|text| note("note", text));
    if let Err(refused) = address::move_to(&plan, &node, data) {
        drop(index);
        stop(node);
        return Err(refused);
    }
    let local = local_address(&listeners.local)?;
    node.set_address(&local)?;
    // Before the address is told: whoever reads it may ask to end at once.
    let inside = runtime.enter();
    let stopped = stopped();
    drop(inside);
    let cast = Cast::of(data);
    let is_demo = cast.is_some();
    let told = Told { data, local: &local, at: &plan.address, is_new, is_demo };
    tell(options, &node, &told);
    crate::backup::at_up(restored.as_ref(), node.published().read().header.height);
    let state = ApiState { node: Arc::clone(&node), index, named: named(options, &plan.address) };
    let router = {
        let _inside = runtime.enter();
        let site = Site { demo: guests(cast.as_ref()), ..site(&plan.address) };
        let pages = aluma_web::router(Desk::new(state, Limits::default()), site);
        match cast {
            Some(cast) => aluma_demo::routes(cast, Arc::clone(&node)).fallback_service(pages),
            None => pages,
        }
    };
    if !options.json() && !is_demo {
        let client = door::inside(options, runtime.handle().clone(), router.clone());
        open_the_door(options, &client, &shown(&local, &plan.address));
    }
    let served = runtime.block_on(plan.serve(listeners, (router, certificates), stopped));
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    stop(node);
    note("note", "stopped");
    served
}

/// What credentials know of the address.
fn named(options: &Options<'_>, address: &Address) -> Named {
    let origin = address.name.is_some().then(|| address.origin());
    Named { origin, lists: options.text("status-lists").map(str::to_owned) }
}

/// What pages know of the address.
fn site(address: &Address) -> Site {
    let named = address.name.is_some();
    Site {
        origin: named.then(|| address.origin()),
        also: address.also.iter().map(|name| address.origin_of(name)).collect(),
        ..Site::default()
    }
}

/// Whom a visitor of a demo may be.
fn guests(cast: Option<&Cast>) -> Arc<[Guest]> {
    let people = cast.iter().flat_map(|cast| &cast.0);
    let guest = |person: &aluma_demo::Person| Guest {
        account: person.account,
        community: person.community.clone(),
        part: person.part.clone(),
    };
    people.map(guest).collect()
}

fn stop(node: Arc<Node>) {
    if let Some(node) = Arc::into_inner(node) {
        node.stop();
    }
}

/// The address by which programs on this machine reach the listener.
fn local_address(listener: &TcpListener) -> Result<String, Failure> {
    let mut local = listener.local_addr().map_err(|error| Failure::machine(error.to_string()))?;
    if local.ip().is_unspecified() {
        local.set_ip(match local {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    Ok(format!("http://{local}"))
}

/// What is told of a ledger that answers from now on.
struct Told<'a> {
    data: &'a Path,
    /// For programs on this machine.
    local: &'a str,
    at: &'a Address,
    is_new: bool,
    is_demo: bool,
}

fn tell(options: &Options<'_>, node: &Node, told: &Told<'_>) {
    let Told { data, local, at, is_new, is_demo } = *told;
    if options.json() {
        let network = node.network().to_string();
        let data = data.display().to_string();
        let at = at.name.as_ref().map(|_| at.origin());
        let told = json!({ "address": local, "origin": at, "data": data, "network": network });
        say(&told.to_string());
        return;
    }
    match &at.name {
        Some(_) => {
            say(&format!("Aluma answers at {}", at.origin()));
            note("note", &format!("programs on this machine reach it at {local}"));
        }
        None => say(&format!("Aluma answers at {}", shown(local, at))),
    }
    if is_new {
        note("note", &format!("a new ledger began in {}", data.display()));
    }
    match &at.name {
        _ if is_demo => {
            note("note", "a demo: its people and its past are made up, and anybody can be anybody");
        }
        Some(name) => note("note", &format!("passkeys made here are bound to {name}")),
        None => note("note", "a try-out: keys made here stay here; Ctrl+C stops it"),
    }
    if node.published().read().header.is_before_the_first() {
        for line in first_steps(data) {
            note("next", &line);
        }
    }
}

/// The address as a person on this machine types it: passkeys need a name, and no number is one.
fn shown(local: &str, at: &Address) -> String {
    if at.name.is_some() {
        return at.origin();
    }
    let port = local.rsplit(':').next().unwrap_or_default();
    let is_here = local.contains("127.0.0.1") || local.contains("[::1]");
    if is_here { format!("http://localhost:{port}") } else { local.to_owned() }
}

/// Hands over the way in, where nobody founded anything yet. A ledger that does not take it runs all
/// the same.
fn open_the_door(options: &Options<'_>, client: &Client, shown: &str) {
    match welcome::invitation(options, client) {
        Ok(Some(code)) => {
            note("next", "open this in a browser to come in and found a community, for a week:");
            note("next", &format!("    {shown}/join#{code}"));
        }
        Ok(None) => {}
        Err(_) => note("note", "no link in could be made; `aluma do invite` makes one"),
    }
}

/// What the operator of an empty ledger does, as it is typed in another terminal. The data folder is
/// named where it is not the one that is taken by itself.
fn first_steps(data: &Path) -> Vec<String> {
    let program = std::env::args_os().next().map(PathBuf::from).unwrap_or_default();
    let mut command = program.display().to_string();
    if data != Options::usual_data() {
        command.push_str(&format!(" --data {}", data.display()));
    }
    vec![
        "in another terminal, invite the first person:".to_owned(),
        format!("    {command} do invite --uses 1 --valid-for 1d"),
        "they join, found a community and invite the others; every command has its manual:"
            .to_owned(),
        format!("    {command} do found --help"),
    ]
}

/// Listens at once, inside a runtime; the answer is ready when the process is asked to end.
fn stopped() -> impl Future<Output = ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        // A handler that cannot be had waits for ever, and the other still ends the process.
        let handler = |kind| signal(kind).ok();
        let interrupt = handler(SignalKind::interrupt());
        let terminate = handler(SignalKind::terminate());
        async move {
            tokio::select! {
                () = heard(interrupt) => {}
                () = heard(terminate) => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

#[cfg(unix)]
async fn heard(handler: Option<tokio::signal::unix::Signal>) {
    match handler {
        Some(mut signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}
