//! `up --at`: the name that a ledger answers by, how it is encrypted, and what becomes of passkeys
//! that were made on another name.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use aluma_address::acme::{self, Acme, Pace, Tokens};
use aluma_address::address::TRYOUT;
use aluma_address::files::{self, Files};
use aluma_address::{Address, Certificates, Kind, Name, guard, to_https};
use aluma_api::{Door, Limits, serve_router};
use aluma_node::Node;
use aluma_store::Body;
use aluma_types::keys::rp_hash;
use aluma_types::{AccountId, Hash32, Timestamp, show};
use axum::Router;
use clap::parser::ValueSource;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::options::Options;
use crate::outcome::{Failure, note};
use crate::root::LISTEN;

/// In the data folder: the names of the last start, so that the next one knows them.
const FILE: &str = "address";
/// In the data folder: what the authority gave.
const KEPT: &str = "certificates";
/// People who are named in a message.
const NAMED: usize = 10;

/// How a ledger is to be reached.
pub(crate) struct Plan {
    pub(crate) address: Address,
    listen: Vec<SocketAddr>,
    http: Option<Vec<SocketAddr>>,
    encrypt: Encrypt,
    leave: Vec<Hash32>,
}

enum Encrypt {
    Not,
    Files(Files),
    Acme(Acme),
}

/// Where connections come in.
pub(crate) struct Listeners {
    /// For programs on this machine, and for a proxy; not encrypted.
    pub(crate) local: TcpListener,
    public: Option<TcpListener>,
    http: Option<TcpListener>,
}

fn name(text: &str) -> Result<Name, Failure> {
    Name::parse(text).map_err(|why| Failure::usage(format!("{text}: {why}")))
}

fn any(port: u16) -> Vec<SocketAddr> {
    // The first takes both kinds where a machine has both.
    vec![(Ipv6Addr::UNSPECIFIED, port).into(), (Ipv4Addr::UNSPECIFIED, port).into()]
}

/// Reads what the command line says.
///
/// # Errors
/// What cannot be meant, with what would be.
pub(crate) fn plan(options: &Options<'_>) -> Result<Plan, Failure> {
    let given = |name: &str| options.leaf().value_source(name) == Some(ValueSource::CommandLine);
    let listen = options.leaf().get_one::<SocketAddr>("listen").copied();
    let also: Vec<_> = options.texts("also").into_iter().map(name).collect::<Result<_, _>>()?;
    let leave = options.texts("leave-name").into_iter().map(|text| {
        let is_tryout = text == TRYOUT;
        if is_tryout { Ok(rp_hash(TRYOUT)) } else { name(text).map(|name| name.site()) }
    });
    let leave = leave.collect::<Result<Vec<_>, _>>()?;
    let Some(at) = options.text("at") else {
        let address = Address::local(listen.unwrap_or(SocketAddr::from(([127, 0, 0, 1], 0))));
        let listen = listen.into_iter().collect();
        return Ok(Plan { address, listen, http: None, encrypt: Encrypt::Not, leave });
    };
    let at = name(at)?;
    if also.contains(&at) {
        return Err(Failure::usage(format!("{at}: --also is for another name than --at")));
    }
    let names: Vec<_> = std::iter::once(&at).chain(&also).cloned().collect();
    let (kind, encrypt) = encrypt(options, names)?;
    let is_behind = kind == Kind::Proxy;
    let listen = match listen.filter(|_| given("listen")) {
        Some(listen) if is_behind && !listen.ip().is_loopback() => {
            return Err(Failure::usage(format!("{listen}: behind a proxy only 127.0.0.1 or ::1"))
                .hint("What the proxy says is believed, so nobody else may reach the port."));
        }
        Some(listen) => vec![listen],
        None if is_behind => LISTEN.parse().into_iter().collect(),
        None => any(443),
    };
    let http = match options.text("http") {
        _ if is_behind => None,
        Some("off") => None,
        Some(text) => Some(vec![text.parse().map_err(|_| {
            Failure::usage(format!("{text}: an address and a port such as 0.0.0.0:80, or off"))
        })?]),
        None => Some(any(80)),
    };
    let address = Address { name: Some(at), also, kind, port: None };
    Ok(Plan { address, listen, http, encrypt, leave })
}

fn encrypt(options: &Options<'_>, names: Vec<Name>) -> Result<(Kind, Encrypt), Failure> {
    let (chain, key) = (options.path_of("cert"), options.path_of("key"));
    match (chain, key, options.flag("acme"), options.flag("behind-proxy")) {
        (Some(chain), Some(key), false, false) => {
            let files = Files { chain: chain.into(), key: key.into(), names };
            Ok((Kind::Certificate, Encrypt::Files(files)))
        }
        (None, None, true, false) => {
            let directory = options.text("acme-directory").unwrap_or(acme::DIRECTORY).to_owned();
            let contact = options.text("acme-contact").map(|mail| match mail.contains(':') {
                true => mail.to_owned(),
                false => format!("mailto:{mail}"),
            });
            let root = options.path_of("acme-root").map(PathBuf::from);
            let folder = options.data().join(KEPT);
            let tokens = Tokens::default();
            Ok((
                Kind::Acme,
                Encrypt::Acme(Acme { directory, root, contact, names, folder, tokens }),
            ))
        }
        (None, None, false, true) => Ok((Kind::Proxy, Encrypt::Not)),
        _ => Err(Failure::usage("--at needs one of --cert with --key, --acme, or --behind-proxy")
            .hint("Passkeys need an encrypted page: say who encrypts it.")),
    }
}

impl Plan {
    /// Takes the ports.
    ///
    /// # Errors
    /// Where one cannot be had; that of the redirect alone is only told.
    pub(crate) async fn bind(&mut self) -> Result<Listeners, Failure> {
        if matches!(self.encrypt, Encrypt::Not) {
            let local = bind(&self.listen).await?;
            return Ok(Listeners { local, public: None, http: None });
        }
        let public = bind(&self.listen).await?;
        let port = public.local_addr().map_err(Failure::machine)?.port();
        // The name alone leads to the usual one.
        self.address.port = Some(port).filter(|port| *port != 443);
        let http = match &self.http {
            None => None,
            Some(http) => match bind(http).await {
                Ok(listener) => Some(listener),
                Err(_) => {
                    note("note", "port 80 cannot be had: whoever types http:// finds nothing");
                    None
                }
            },
        };
        // For programs on this machine, which have no certificate to trust.
        let usual: Vec<SocketAddr> = LISTEN.parse().into_iter().collect();
        let local = match bind(&usual).await {
            Ok(local) => local,
            Err(_) => bind(&[SocketAddr::from((Ipv4Addr::LOCALHOST, 0))]).await?,
        };
        Ok(Listeners { local, public: Some(public), http })
    }

    /// Loads what certificates there are, before anything is told.
    ///
    /// # Errors
    /// Where those that were given cannot be used.
    pub(crate) fn certificates(&self) -> Result<Certificates, Failure> {
        let certificates = Certificates::none();
        if let Encrypt::Files(files) = &self.encrypt {
            files.load(&certificates).map_err(|why| {
                Failure::machine(why)
                    .hint("--cert takes the whole chain as PEM, --key its private key.")
            })?;
        }
        Ok(certificates)
    }

    /// Answers until `over` says so.
    ///
    /// # Errors
    /// Where this machine cannot encrypt.
    pub(crate) async fn serve(
        self,
        listeners: Listeners,
        (router, certificates): (Router, Certificates),
        over: impl Future<Output = ()>,
    ) -> Result<(), Failure> {
        let limits = Limits::default();
        let Listeners { local, public, http } = listeners;
        let Some(public) = public else {
            let is_named = self.address.name.is_some();
            let router = if is_named { guard(router, self.address) } else { router };
            serve_router(local, router, limits, over).await;
            return Ok(());
        };
        let router = guard(router, self.address.clone());
        let acceptor = certificates.acceptor().map_err(Failure::machine)?;
        let tokens = match &self.encrypt {
            Encrypt::Acme(acme) => acme.tokens.clone(),
            _ => Tokens::default(),
        };
        match self.encrypt {
            Encrypt::Not => {}
            Encrypt::Files(files) => {
                tokio::spawn(files.follow(certificates, files::LOOK, tell_files));
            }
            Encrypt::Acme(acme) => {
                tokio::spawn(acme.follow(certificates, Pace::default(), tell_acme));
            }
        }
        let (end, ended) = watch::channel(false);
        let each = || {
            let mut ended = ended.clone();
            async move { drop(ended.wait_for(|is_over| *is_over).await) }
        };
        let encrypted = Door::encrypted(public, acceptor);
        let redirect = async {
            if let Some(http) = http {
                let redirect = to_https(self.address.clone(), tokens);
                serve_router(http, redirect, limits, each()).await;
            }
        };
        tokio::join!(
            serve_router(local, router.clone(), limits, each()),
            serve_router(encrypted, router, limits, each()),
            redirect,
            async {
                over.await;
                // Whoever still answers hears it.
                let _ = end.send(true);
            }
        );
        Ok(())
    }
}

fn tell_files(news: files::News) {
    match news {
        files::News::Changed => note("note", "the certificate changed, and is used"),
        files::News::Refused(why) => note("warning", &format!("the one before is used: {why}")),
    }
}

fn tell_acme(news: acme::News) {
    match news {
        acme::News::Given(until) => {
            let until = show::time(Timestamp(until.saturating_mul(1_000)));
            note("note", &format!("a certificate was given, until {until}"));
        }
        acme::News::Failed(why, wait) => {
            let wait = Duration::from_secs(wait.as_secs());
            note("warning", &format!("no certificate: {why}; tried again in {wait:?}"));
        }
    }
}

/// The first of several places that can be had.
async fn bind(places: &[SocketAddr]) -> Result<TcpListener, Failure> {
    let mut failed = None;
    for place in places {
        match TcpListener::bind(place).await {
            Ok(listener) => return Ok(listener),
            Err(error) => failed = Some(format!("{place}: {error}")),
        }
    }
    Err(Failure::machine(failed.unwrap_or_else(|| "no place to listen".to_owned()))
        .hint("--listen takes another address; port 0 takes a free one."))
}

/// Whether everybody can still sign who could: passkeys work on the name alone that they were made
/// on. Notes the names for the next start.
///
/// # Errors
/// Where somebody could not, and it was not said that this is meant.
pub(crate) fn move_to(plan: &Plan, node: &Node, data: &Path) -> Result<(), Failure> {
    let state = &node.published().read().state;
    let bound = aluma_core::identity::bound_elsewhere;
    let known = names_before(data);
    let Address { name, also, .. } = &plan.address;
    let Some(name) = name else {
        let away = bound(state, &plan.address.sites()).len();
        if away > 0 {
            let of = known.first().map_or("a name of its own", String::as_str);
            note(
                "warning",
                &format!("{away} people have passkeys of {of}, which --at brings back"),
            );
        }
        return Ok(());
    };
    let mut lost = bound(state, &plan.address.sites());
    lost.retain(|(_, sites)| sites.iter().any(|site| !plan.leave.contains(site)));
    if !lost.is_empty() {
        return Err(left_behind(node, &lost, &known));
    }
    if !also.is_empty() {
        let still = bound(state, &[name.site()]);
        let people = people(node, &still);
        let count = still.len();
        if count > 0 {
            note("note", &format!("{count} people have no key of {name} yet: {people}"));
        }
    }
    let lines = plan.address.names().map(|name| format!("{name}\n"));
    let kept = std::fs::write(data.join(FILE), lines.collect::<String>());
    kept.map_err(|error| Failure::machine(format!("{}: {error}", data.join(FILE).display())))
}

fn left_behind(node: &Node, lost: &[(AccountId, Vec<Hash32>)], known: &[String]) -> Failure {
    let mut sites: Vec<_> = lost.iter().flat_map(|(_, sites)| sites).collect();
    sites.sort_unstable();
    sites.dedup();
    let named = |site: &Hash32| known.iter().find(|name| rp_hash(name) == *site);
    let of: Vec<_> = sites.into_iter().map(named).collect();
    let words: Vec<_> = of
        .iter()
        .map(|name| name.map_or("a name that is not known here", String::as_str))
        .collect();
    let (count, words) = (lost.len(), words.join(" and "));
    let people = people(node, lost);
    let text = format!(
        "{count} people have nothing but passkeys made on {words}, and could sign nothing any more: \
         {people}"
    );
    let options: Vec<_> = of.into_iter().flatten().collect();
    let hint = match options.iter().find(|name| name.as_str() != TRYOUT) {
        Some(old) => format!(
            "--also {old} answers by both names while each of them adds a key on the new one; \
             --leave-name {old} goes on without them."
        ),
        None => {
            "A key of a try-out stays there: let guardians recover them, or add a wallet first; \
                 --leave-name localhost goes on without them."
                .to_owned()
        }
    };
    Failure::refused(text).hint(hint)
}

/// The first of some people, by their handles.
fn people(node: &Node, accounts: &[(AccountId, Vec<Hash32>)]) -> String {
    let state = &node.published().read().state;
    let shown = accounts.iter().take(NAMED).map(|(account, _)| {
        let handle = aluma_core::identity::name_of(state, *account)
            .and_then(|id| node.body(&id).ok())
            .and_then(|body| match body {
                Body::Present { text, .. } => String::from_utf8(text).ok(),
                Body::Erased { .. } | Body::Unknown => None,
            });
        handle.map_or_else(|| format!("account {account}"), |handle| format!("@{handle}"))
    });
    let mut shown: Vec<_> = shown.collect();
    if accounts.len() > NAMED {
        shown.push(format!("and {} more", accounts.len() - NAMED));
    }
    shown.join(", ")
}

/// Names that passkeys of this ledger may have been made on.
fn names_before(data: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(data.join(FILE)).unwrap_or_default();
    let names = text.lines().filter(|line| !line.is_empty()).map(str::to_owned);
    names.chain([TRYOUT.to_owned()]).collect()
}
