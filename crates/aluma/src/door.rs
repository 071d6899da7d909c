//! The way to a ledger: the address that was given, the node that runs on the data folder, or a
//! node in this process for as long as the command takes.

use std::path::Path;
use std::sync::Arc;

use aluma_api::{ApiState, Named};
use aluma_client::{Client, Http, Request, Response, TransportError};
use aluma_index::Index;
use aluma_node::data::Birth;
use aluma_node::{ClockMode, DataDir, Node, Settings};
use aluma_store::Store;
use axum::Router;
use axum::body::Body;
use axum::http;
use tokio::runtime::{Handle, Runtime};
use tower::ServiceExt;

use crate::options::Options;
use crate::outcome::Failure;

/// The read model's file in the data folder. It can be deleted; it is built again.
pub const INDEX: &str = "index.sqlite";
/// Bytes of an answer at most, in one process.
const MAX_ANSWER: usize = 256 << 20;

/// What a ledger is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Asking: the ledger's time stands still, so that asking changes nothing.
    Read,
    /// Handing in.
    Write,
}

/// A client, with the node behind it where it is one of this process.
pub struct Door {
    /// The client.
    pub client: Client,
    local: Option<Local>,
}

/// A node of this process.
pub struct Local {
    node: Arc<Node>,
    runtime: Arc<Runtime>,
}

impl std::fmt::Debug for Door {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Door").field("local", &self.local.is_some()).finish_non_exhaustive()
    }
}

impl Door {
    /// The way that the options say.
    ///
    /// # Errors
    /// Where there is neither a ledger nor an address.
    pub fn open(options: &Options<'_>, purpose: Purpose) -> Result<Self, Failure> {
        if let Some(url) = options.url() {
            return Ok(Self::remote(url, options));
        }
        let data = options.data();
        match Store::lock_holder(&data) {
            Some(address) if !address.is_empty() => Ok(Self::remote(&address, options)),
            Some(_) => Err(busy(&data)),
            None if DataDir::is_ledger(&data) => {
                let clock = match purpose {
                    Purpose::Read => ClockMode::Simulated,
                    Purpose::Write => ClockMode::Wall { accept_jump: false },
                };
                Self::local(options, settings(options, clock, None))
            }
            None => Err(Failure::connection(format!("no ledger in {}", data.display()))
                .hint("`aluma up` begins one; --data or --url says where another one is.")),
        }
    }

    fn remote(url: &str, options: &Options<'_>) -> Self {
        let client = Client::new(Box::new(Http::new(url)), options.registry());
        Self { client: client.with_language(options.lang().code()), local: None }
    }

    /// Opens a node in this process.
    ///
    /// # Errors
    /// As the node answers.
    pub fn local(options: &Options<'_>, settings: Settings) -> Result<Self, Failure> {
        let runtime = Arc::new(runtime()?);
        // What is mended or taken up again is the running ledger's to tell, not every command's.
        let (node, index, _) = open(settings)?;
        let state = ApiState { node: Arc::clone(&node), index, named: Named::default() };
        let router = {
            let _inside = runtime.enter();
            aluma_api::router(state)
        };
        let client = inside(options, runtime.handle().clone(), router);
        Ok(Self { client, local: Some(Local { node, runtime }) })
    }

    /// The node of this process, if it is one.
    pub fn node(&self) -> Option<&Node> {
        self.local.as_ref().map(|local| local.node.as_ref())
    }

    /// Ends a node of this process in good order.
    pub fn close(self) {
        let Self { client, local } = self;
        drop(client);
        if let Some(Local { node, runtime }) = local {
            // What still runs for an answer that came already ends with the process.
            if let Some(runtime) = Arc::into_inner(runtime) {
                runtime.shutdown_background();
            }
            if let Some(node) = Arc::into_inner(node) {
                node.stop();
            }
        }
    }
}

/// The refusal where another program has the data folder open and tells no address.
pub fn busy(data: &Path) -> Failure {
    Failure::connection(format!("another program has {} open", data.display()))
        .hint("Wait until it ends, or look whether an import is running.")
}

/// How a node of the data folder is opened.
pub fn settings(options: &Options<'_>, clock: ClockMode, birth: Option<Birth>) -> Settings {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    Settings { dir: options.data(), clock, birth, threads, registry: options.registry() }
}

/// Opens node and index, with what was mended or taken up again.
///
/// # Errors
/// As the node answers.
pub fn open(settings: Settings) -> Result<(Arc<Node>, Index, Vec<String>), Failure> {
    let index = settings.dir.join(INDEX);
    let (node, notes) = Node::open(settings)?;
    let node = Arc::new(node);
    let index = Index::open(&index, &node).map_err(|error| Failure::machine(error.to_string()))?;
    Ok((node, index, notes))
}

/// A runtime for the API.
///
/// # Errors
/// Where the machine gives no threads.
pub fn runtime() -> Result<Runtime, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::machine(format!("no runtime: {error}")))
}

/// A client of a router in this process; it is not called from within the runtime.
pub fn inside(options: &Options<'_>, runtime: Handle, router: Router) -> Client {
    let transport = move |request: Request| runtime.block_on(answer(router.clone(), request));
    let client = Client::new(Box::new(transport), options.registry());
    client.with_language(options.lang().code())
}

async fn answer(router: Router, request: Request) -> Result<Response, TransportError> {
    let failed = |what: String| TransportError { to: "the data folder".to_owned(), what };
    let mut builder = http::Request::builder().uri(&request.target);
    for (name, value) in &request.headers {
        builder = builder.header(*name, value);
    }
    let built = match request.body {
        Some(body) => builder
            .method(http::Method::POST)
            .header("content-type", "application/json")
            .body(Body::from(body)),
        None => builder.body(Body::empty()),
    };
    let built = built.map_err(|error| failed(error.to_string()))?;
    let response = router.oneshot(built).await.map_err(|never| match never {})?;
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), MAX_ANSWER).await;
    let body = body.map_err(|error| failed(error.to_string()))?;
    Ok(Response { status, body: body.to_vec() })
}
