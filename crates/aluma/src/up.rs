//! `up`: a node with its API, until it is told to stop.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use aluma_api::{ApiState, Desk, Limits};
use aluma_node::clock::wall;
use aluma_node::data::Birth;
use aluma_node::{ClockMode, DataDir, Node};
use aluma_store::Store;
use aluma_web::Site;
use serde_json::json;
use tokio::net::TcpListener;

use crate::door::{self, open, runtime};
use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// Runs the ledger.
///
/// # Errors
/// Where the folder, the port or the clock cannot be used.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let data = options.data();
    if let Some(address) = Store::lock_holder(&data) {
        return Err(match address.is_empty() {
            true => door::busy(&data),
            false => Failure::connection(format!("a ledger runs here already: {address}")),
        });
    }
    let manual = options.text("clock") == Some("manual");
    let clock = match manual {
        true => ClockMode::Manual,
        false => ClockMode::Wall { accept_jump: options.flag("accept-time-jump") },
    };
    let listen = options.leaf().get_one::<SocketAddr>("listen").copied();
    let listen = listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0)));
    let runtime = runtime()?;
    // The port first: who cannot answer need not begin a ledger.
    let listener = runtime.block_on(bind(listen))?;
    let is_new = !DataDir::is_ledger(&data);
    let birth = Birth { manual_clock: manual, ..Birth::at(wall()) };
    let (node, index, notes) = open(door::settings(options, clock, Some(birth)))?;
    notes.iter().for_each(|text| note("note", text));
    let address = address(&listener)?;
    node.set_address(&address)?;
    // Before the address is told: whoever reads it may ask to end at once.
    let inside = runtime.enter();
    let stopped = stopped();
    drop(inside);
    tell(options, &node, &address, is_new);
    let state = ApiState { node: Arc::clone(&node), index };
    let inside = runtime.enter();
    let limits = Limits::default();
    let router = aluma_web::router(Desk::new(state, limits), Site::default());
    drop(inside);
    runtime.block_on(aluma_api::serve_router(listener, router, limits, stopped));
    runtime.shutdown_timeout(std::time::Duration::from_secs(5));
    if let Some(node) = Arc::into_inner(node) {
        node.stop();
    }
    note("note", "stopped");
    Ok(())
}

async fn bind(listen: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(listen).await.map_err(|error| {
        Failure::machine(format!("{listen}: {error}"))
            .hint("--listen takes another address; port 0 takes a free one.")
    })
}

/// The address by which programs on this machine reach the listener.
fn address(listener: &TcpListener) -> Result<String, Failure> {
    let mut local = listener.local_addr().map_err(|error| Failure::machine(error.to_string()))?;
    if local.ip().is_unspecified() {
        local.set_ip(match local {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    Ok(format!("http://{local}"))
}

fn tell(options: &Options<'_>, node: &Node, address: &str, is_new: bool) {
    let data = options.data();
    if options.json() {
        let network = node.network().to_string();
        let data = data.display().to_string();
        say(&json!({ "address": address, "data": data, "network": network }).to_string());
        return;
    }
    let port = address.rsplit(':').next().unwrap_or_default();
    let local = address.contains("127.0.0.1") || address.contains("[::1]");
    let shown = if local { format!("http://localhost:{port}") } else { address.to_owned() };
    say(&format!("Aluma answers at {shown}"));
    if is_new {
        note("note", &format!("a new ledger began in {}", data.display()));
    }
    note("note", "a try-out: keys made here stay here; Ctrl+C stops it");
    if node.published().read().header.is_before_the_first() {
        for line in first_steps(&data) {
            note("next", &line);
        }
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
