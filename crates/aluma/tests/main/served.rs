//! Certificates as browsers meet them: files that are exchanged while the node runs, and those that an
//! authority of the tests gives (`pebble`, from Debian's package of that name).

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use aluma_address::acme::{self, Acme, Pace, Tokens};
use aluma_address::certificates::{Certificates, Unusable};
use aluma_address::files::{self, Files};
use aluma_address::{Address, Kind, Name, guard, to_https};
use aluma_api::{Door, Limits, serve_router};
use aluma_client::secret::OneTime;
use aluma_client::{Author, Client, Http, Wish};
use aluma_core::registry::REGISTRY;
use aluma_types::Scheme;
use aluma_verify::SigningKey;
use axum::Router;
use axum::routing::get;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::support::{Place, Running};

/// Whatever is waited for takes less.
const LONG: Duration = Duration::from_secs(60);

fn name(text: &str) -> Name {
    Name::parse(text).expect("a name")
}

/// An authority of this test alone.
struct Authority(CertifiedIssuer<'static, KeyPair>);

impl Authority {
    fn new() -> Self {
        let mut wanted = CertificateParams::new(Vec::new()).expect("parameters");
        wanted.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        Self(CertifiedIssuer::self_signed(wanted, key).expect("an authority"))
    }

    /// Chain and key, as PEM.
    fn gives(&self, names: &[&str], years: (i32, i32)) -> (String, String) {
        let names: Vec<_> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut wanted = CertificateParams::new(names).expect("parameters");
        wanted.not_before = rcgen::date_time_ymd(years.0, 1, 1);
        wanted.not_after = rcgen::date_time_ymd(years.1, 1, 1);
        let key = KeyPair::generate().expect("a key");
        let made = wanted.signed_by(&key, &self.0).expect("a certificate");
        (made.pem(), key.serialize_pem())
    }

    fn root(&self) -> CertificateDer<'static> {
        self.0.der().clone()
    }
}

/// Asks for a page as a browser that trusts one root; the page, and the certificate it came with.
struct Browser(TlsStream<TcpStream>);

impl Browser {
    async fn to(place: SocketAddr, name: &str, root: &CertificateDer<'static>) -> Option<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(root.clone()).expect("a root");
        let config = ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        let stream = TcpStream::connect(place).await.ok()?;
        TlsConnector::from(Arc::new(config)).connect(name, stream).await.ok().map(Self)
    }

    fn certificate(&self) -> Vec<u8> {
        let (_, session) = self.0.get_ref();
        session.peer_certificates().expect("a chain")[0].to_vec()
    }

    /// Only the head of the answer, and what came with it.
    async fn asks(&mut self, path: &str, host: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n\r\n");
        self.0.write_all(request.as_bytes()).await.expect("sent");
        let mut part = [0; 16 << 10];
        let count = self.0.read(&mut part).await.expect("an answer");
        String::from_utf8_lossy(&part[..count]).into_owned()
    }

    async fn gets(&mut self, path: &str, host: &str) -> String {
        let request = format!("GET {path} HTTP/1.1\r\nhost: {host}\r\n\r\n");
        self.0.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = Vec::new();
        while !answer.ends_with(b"here") && !answer.ends_with(b"-----\n") {
            let mut part = [0; 4096];
            let count = self.0.read(&mut part).await.expect("an answer");
            assert_ne!(count, 0, "cut: {}", String::from_utf8_lossy(&answer));
            answer.extend_from_slice(&part[..count]);
        }
        String::from_utf8(answer).expect("text")
    }
}

async fn free() -> TcpListener {
    TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("a port")
}

async fn free_port() -> u16 {
    free().await.local_addr().expect("an address").port()
}

/// A node with one page, encrypted by these certificates.
async fn node(listener: TcpListener, certificates: &Certificates) -> SocketAddr {
    let place = listener.local_addr().expect("an address");
    let also = vec![name("old.example")];
    let address = Address {
        name: Some(name("new.example")),
        also,
        kind: Kind::Acme,
        port: Some(place.port()),
    };
    let pages = guard(Router::new().route("/", get(|| async { "here" })), address);
    let door = Door::encrypted(listener, certificates.acceptor().expect("encrypts"));
    tokio::spawn(serve_router(door, pages, Limits::default(), std::future::pending()));
    place
}

#[tokio::test]
async fn files_that_somebody_else_renews_are_used_without_a_restart() {
    let (folder, authority) = (tempfile::tempdir().expect("a folder"), Authority::new());
    let (chain, key) = (folder.path().join("chain.pem"), folder.path().join("key.pem"));
    let put = |(cert, private): &(String, String)| {
        std::fs::write(&chain, cert).expect("written");
        std::fs::write(&key, private).expect("written");
    };
    let names = vec![name("new.example"), name("old.example")];
    let files = Files { chain: chain.clone(), key: key.clone(), names };
    let certificates = Certificates::none();
    let both = ["new.example", "old.example"];
    let loaded = |given: &(String, String)| {
        put(given);
        files.load(&certificates)
    };
    let other = Unusable::OtherName(name("old.example"));
    assert_eq!(loaded(&authority.gives(&["new.example"], (2020, 2050))), Err(other.clone()));
    assert_eq!(loaded(&authority.gives(&both, (2019, 2020))), Err(Unusable::Expired));
    let (first, second) =
        (authority.gives(&both, (2020, 2050)), authority.gives(&both, (2020, 2049)));
    assert_eq!(loaded(&(first.0.clone(), second.1.clone())), Err(Unusable::OtherKey));
    assert!(matches!(loaded(&(String::new(), first.1.clone())), Err(Unusable::Empty(..))));
    assert!(matches!(loaded(&(first.0.clone(), "x".to_owned())), Err(Unusable::Empty(..))));
    loaded(&first).expect("good");
    let place = node(free().await, &certificates).await;
    let (told, news) = std::sync::mpsc::channel();
    let tell = move |one| told.send(one).expect("heard");
    tokio::spawn(files.follow(certificates, Duration::from_millis(20), tell));
    let root = authority.root();
    let mut early = Browser::to(place, "new.example", &root).await.expect("trusted");
    assert!(early.gets("/", "new.example").await.ends_with("here"));
    put(&authority.gives(&["new.example"], (2020, 2048)));
    let heard = async |wanted: files::News| {
        let begin = Instant::now();
        while news.try_recv().is_err_and(|_| begin.elapsed() < LONG) {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert!(begin.elapsed() < LONG, "{wanted:?}");
    };
    heard(files::News::Refused(other)).await;
    let still = Browser::to(place, "old.example", &root).await.expect("the one before");
    assert_eq!(still.certificate(), early.certificate());
    put(&second);
    heard(files::News::Changed).await;
    let late = Browser::to(place, "old.example", &root).await.expect("trusted");
    assert_ne!(late.certificate(), early.certificate());
    assert!(early.gets("/", "new.example").await.ends_with("here"), "cut by the exchange");
    assert!(early.asks("/", "evil.example").await.contains("421"));
}

/// `pebble` with a resolver that says 127.0.0.1 of every name.
struct Pebble {
    _children: [Child; 2],
    _folder: tempfile::TempDir,
    directory: String,
    management: SocketAddr,
    authority: Authority,
    root: PathBuf,
}

impl Pebble {
    /// None where it is not installed, which is said; `./test` says whether it must be.
    async fn start((http, tls): (u16, u16), seconds: u64) -> Option<Self> {
        let has = |program: &str| {
            let paths = std::env::var_os("PATH").unwrap_or_default();
            std::env::split_paths(&paths).any(|path| path.join(program).is_file())
        };
        if !has("pebble") || !has("pebble-challtestsrv") {
            assert!(std::env::var_os("ALUMA_PEBBLE").is_none(), "pebble was here when it began");
            eprintln!("SKIPPED: no ACME server here; `apt-get install pebble` brings one");
            return None;
        }
        let (folder, authority) = (tempfile::tempdir().expect("a folder"), Authority::new());
        let file = |name: &str, text: &str| {
            let path = folder.path().join(name);
            std::fs::write(&path, text).expect("written");
            path
        };
        let (chain, key) = authority.gives(&["localhost", "127.0.0.1"], (2020, 2050));
        let root = file("root.pem", &authority.0.pem());
        let (ports, dns) =
            ([free_port().await, free_port().await, free_port().await], free_port().await);
        let [listen, management, resolver] =
            ports.map(|port| SocketAddr::from(([127, 0, 0, 1], port)));
        let config = serde_json::json!({ "pebble": {
            "listenAddress": listen, "managementListenAddress": management,
            "certificate": file("chain.pem", &chain), "privateKey": file("key.pem", &key),
            "httpPort": http, "tlsPort": tls, "certificateValidityPeriod": seconds,
        }});
        let config = file("config.json", &config.to_string());
        let run = |program: &str, words: &[&str]| {
            let mut command = Command::new(program);
            command.args(words).env("PEBBLE_VA_NOSLEEP", "1").env("PEBBLE_AUTHZREUSE", "0");
            command.kill_on_drop(true).stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().expect("it runs")
        };
        let (dns, resolver) = (format!("127.0.0.1:{dns}"), resolver.to_string());
        let off = ["-http01", "", "-https01", "", "-tlsalpn01", "", "-defaultIPv6", ""];
        let names = run(
            "pebble-challtestsrv",
            &[&off[..], &["-dns01", &dns, "-management", &resolver]].concat(),
        );
        let config = config.to_str().expect("a path").to_owned();
        let pebble = run("pebble", &["-config", &config, "-dnsserver", &dns]);
        let directory = format!("https://{listen}/dir");
        let made = Self {
            _children: [names, pebble],
            _folder: folder,
            directory,
            management,
            authority,
            root,
        };
        let begin = Instant::now();
        while TcpStream::connect(listen).await.is_err() {
            assert!(begin.elapsed() < LONG, "pebble does not start");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Some(made)
    }

    /// The root that signs what it gives, made anew at each start.
    async fn gives_by(&self) -> CertificateDer<'static> {
        let root = self.authority.root();
        let mut browser =
            Browser::to(self.management, "localhost", &root).await.expect("its management");
        let answer = browser.gets("/roots/0", "localhost").await;
        CertificateDer::from_pem_slice(answer.as_bytes()).expect("a root")
    }

    fn asked_by(&self, folder: &Path, tokens: &Tokens) -> Acme {
        Acme {
            directory: self.directory.clone(),
            root: Some(self.root.clone()),
            contact: Some("mailto:me@new.example".to_owned()),
            names: vec![name("new.example"), name("old.example")],
            folder: folder.to_path_buf(),
            tokens: tokens.clone(),
        }
    }
}

const FAST: Pace = Pace {
    look: Duration::from_millis(100),
    wait: Duration::from_millis(200),
    longest: Duration::from_secs(2),
};

/// Connects until somebody has a certificate that is other than `known`.
async fn until_other(place: SocketAddr, root: &CertificateDer<'static>, known: &[u8]) -> Browser {
    let begin = Instant::now();
    loop {
        if let Some(browser) = Browser::to(place, "old.example", root).await
            && browser.certificate() != known
        {
            return browser;
        }
        assert!(begin.elapsed() < LONG, "no other certificate comes");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn an_authority_gives_a_certificate_and_another_before_it_ends() {
    let listener = free().await;
    let tls = listener.local_addr().expect("an address").port();
    let Some(pebble) = Pebble::start((free_port().await, tls), 12).await else { return };
    let (folder, certificates) = (tempfile::tempdir().expect("a folder"), Certificates::none());
    let place = node(listener, &certificates).await;
    let acme = pebble.asked_by(folder.path(), &Tokens::default());
    let asking = tokio::spawn(acme.clone().follow(certificates, FAST, |news| println!("{news:?}")));
    let root = pebble.gives_by().await;
    let mut first = until_other(place, &root, &[]).await;
    let known = first.certificate();
    assert!(first.gets("/", "old.example").await.ends_with("here"));
    let second = until_other(place, &root, &known).await.certificate();
    assert!(first.gets("/", "old.example").await.ends_with("here"), "cut by the renewal");
    asking.abort();
    // A node that starts again goes on with what was kept, without asking: the authority is gone.
    drop(pebble);
    let certificates = Certificates::none();
    let place = node(free().await, &certificates).await;
    tokio::spawn(acme.follow(certificates, FAST, |_| ()));
    let third = until_other(place, &root, &[]).await.certificate();
    assert!(third == second || third != known, "an older certificate than was kept");
    for file in std::fs::read_dir(folder.path()).expect("a folder") {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.expect("a file").metadata().expect("its data").permissions().mode();
        assert_eq!(mode & 0o77, 0, "others may read it");
    }
}

#[tokio::test]
async fn where_the_encrypted_port_is_not_reached_the_name_is_shown_on_port_80() {
    let (listener, plain) = (free().await, free().await);
    let http = plain.local_addr().expect("an address").port();
    // The authority looks for the encrypted port where nobody answers.
    let Some(pebble) = Pebble::start((http, free_port().await), 3_600).await else { return };
    let (folder, certificates) = (tempfile::tempdir().expect("a folder"), Certificates::none());
    let place = node(listener, &certificates).await;
    let tokens = Tokens::default();
    let address = Address {
        name: Some(name("new.example")),
        also: vec![name("old.example")],
        kind: Kind::Acme,
        port: None,
    };
    let redirect = to_https(address, tokens.clone());
    tokio::spawn(serve_router(plain, redirect, Limits::default(), std::future::pending()));
    let (told, news) = std::sync::mpsc::channel();
    let acme = pebble.asked_by(folder.path(), &tokens);
    tokio::spawn(acme.follow(certificates, FAST, move |one| told.send(one).expect("heard")));
    until_other(place, &pebble.gives_by().await, &[]).await;
    let news: Vec<_> = news.try_iter().collect();
    let [acme::News::Failed(why, _), acme::News::Given(_)] = news.as_slice() else {
        panic!("{news:?}");
    };
    assert!(why.contains("waiting for the authority") && why.contains("tls-alpn-01"), "{why}");
}

#[tokio::test]
async fn an_authority_that_is_not_trusted_or_not_there_is_told_and_tried_again() {
    let Some(pebble) = Pebble::start((free_port().await, free_port().await), 3_600).await else {
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let mut acme = pebble.asked_by(folder.path(), &Tokens::default());
    let other = folder.path().join("other.pem");
    std::fs::write(&other, Authority::new().0.pem()).expect("written");
    acme.root = Some(other);
    let nowhere = Acme {
        directory: format!("https://127.0.0.1:{}/dir", free_port().await),
        ..pebble.asked_by(folder.path(), &Tokens::default())
    };
    for acme in [acme, nowhere] {
        let (told, news) = std::sync::mpsc::channel();
        let tell = move |one| drop(told.send(one));
        let asking = tokio::spawn(acme.follow(Certificates::none(), FAST, tell));
        let begin = Instant::now();
        let mut failures = Vec::new();
        while failures.len() < 2 {
            failures.extend(news.try_iter());
            assert!(begin.elapsed() < LONG, "{failures:?}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        asking.abort();
        let cannot_reach = |why: &str| why.contains("reaching the authority");
        let failed =
            |news: &acme::News| matches!(news, acme::News::Failed(why, _) if cannot_reach(why));
        assert!(failures.iter().all(failed), "{failures:?}");
    }
}

/// The binary by a name, with these certificates.
fn up<'a>(cert: &'a str, key: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let at = ["--at", "new.example", "--cert", cert, "--key", key, "--http", "off"];
    [&at[..], more].concat()
}

#[tokio::test]
async fn a_ledger_is_reached_by_its_name_and_by_programs_on_its_machine() {
    let (place, authority) = (Place::new(), Authority::new());
    let (chain, private) = authority.gives(&["new.example"], (2020, 2050));
    let (cert, key) = (place.file("chain.pem", chain), place.file("key.pem", private));
    let (cert, key) = (cert.to_str().expect("a path"), key.to_str().expect("a path"));
    let running = Running::on(&place, &up(cert, key, &[]));
    let origin = running.told["origin"].as_str().expect("an origin").to_owned();
    let port = origin.strip_prefix("https://new.example:").expect("its name").parse();
    let public = SocketAddr::from(([127, 0, 0, 1], port.expect("its port")));
    let mut browser = Browser::to(public, "new.example", &authority.root()).await.expect("trusted");
    let page = browser.asks("/v1/status", "new.example").await;
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let page = browser.asks("/v1/status", "evil.example").await;
    assert!(page.starts_with("HTTP/1.1 421"), "{page}");
    assert_eq!(place.json(&["status"])["height"], 0, "by the address in the lock file");
    assert!(running.address.starts_with("http://127.0.0.1:"));
    assert_eq!(running.stop(), Some(0));
    let (other, _) = authority.gives(&["other.example"], (2020, 2050));
    let other = place.file("other.pem", other);
    let words = up(other.to_str().expect("a path"), key, &["--listen", "127.0.0.1:0"]);
    let told = place.run(&[&["up"][..], &words].concat());
    assert_eq!(told.code, 5, "{}", told.err);
    assert!(
        told.err.contains("not for new.example") && told.err.contains("\nhint: "),
        "{}",
        told.err
    );
}

#[test]
fn a_name_that_is_none_and_half_of_what_it_takes_are_refused_with_a_hint() {
    let place = Place::new();
    for (words, why) in [
        (&["--at", "localhost", "--behind-proxy"][..], "without --at"),
        (&["--at", "127.0.0.1", "--behind-proxy"], "a number is no name"),
        (&["--at", "https://new.example", "--behind-proxy"], "a name alone"),
        (&["--at", "new.example"], "needs one of"),
        (&["--at", "new.example", "--acme", "--behind-proxy"], "needs one of"),
        (&["--at", "new.example", "--cert", "x.pem"], "--key"),
        (&["--acme"], "--at"),
        (&["--also", "old.example"], "--at"),
        (&["--at", "new.example", "--also", "new.example", "--behind-proxy"], "another name"),
        (
            &["--at", "new.example", "--behind-proxy", "--listen", "0.0.0.0:0"],
            "behind a proxy only 127.0.0.1",
        ),
        (&["--at", "new.example", "--acme", "--http", "80"], "an address and a port"),
    ] {
        let told = place.run(&[&["up"][..], words].concat());
        assert_eq!(told.code, 2, "{words:?}: {}", told.err);
        assert!(told.err.contains(why), "{words:?}: {}", told.err);
    }
    let words = ["up", "--at", "new.example", "--cert", "none.pem", "--key", "none.pem"];
    assert_eq!(place.run(&words).code, 5);
    assert!(!place.data().join("genesis").exists(), "nothing was begun");
}

/// Somebody with one key, who joined.
fn joins(place: &Place, url: &str, handle: &str, key: SigningKey) {
    let code = place.json(&["do", "invite", "--uses", "1", "--valid-for", "1d"]);
    let code = OneTime::parse(code["secret"].as_str().expect("a code")).expect("a secret");
    let fields = serde_json::json!({ "handle": handle });
    let wish = Wish { action: "join", fields, secret: Some(&code) };
    let client = Client::new(Box::new(Http::new(url)), &REGISTRY);
    client.act(&Author::newcomer(key), &wish).expect("joins");
}

#[test]
fn nobody_is_left_behind_at_another_name_unless_it_is_said() {
    let place = Place::new();
    let passkey = |site: &str| SigningKey::passkey(&[7; 32], site).expect("a passkey");
    let behind = ["--behind-proxy", "--at"];
    let at = |words: &[&'static str]| [&behind[..], words].concat();
    let running = Running::on(&place, &at(&["old.example"]));
    joins(&place, &running.address, "ann", passkey("old.example"));
    let plain = SigningKey::from_secret(Scheme::Ed25519, [8; 32]).expect("a key");
    joins(&place, &running.address, "ben", plain);
    assert_eq!(running.stop(), Some(0));
    // The same name again, and both.
    assert_eq!(Running::on(&place, &at(&["old.example"])).stop(), Some(0));
    assert_eq!(Running::on(&place, &at(&["new.example", "--also", "old.example"])).stop(), Some(0));
    let up = ["up", "--listen", "127.0.0.1:0"];
    let told = place.run(&[&up[..], &at(&["new.example"])].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(
        told.err.contains("1 people have nothing but passkeys made on old.example"),
        "{}",
        told.err
    );
    assert!(told.err.contains("@ann") && !told.err.contains("@ben"), "{}", told.err);
    assert!(told.err.contains("hint: --also old.example"), "{}", told.err);
    let other = ["new.example", "--leave-name", "else.example"];
    assert_eq!(place.run(&[&up[..], &at(&other)].concat()).code, 1);
    let running = Running::on(&place, &at(&["new.example", "--leave-name", "old.example"]));
    // Keys of a try-out are left behind like any other.
    joins(&place, &running.address, "cat", passkey("localhost"));
    assert_eq!(running.stop(), Some(0));
    let left = ["new.example", "--leave-name", "old.example"];
    let told = place.run(&[&up[..], &at(&left)].concat());
    assert_eq!(told.code, 1, "{}", told.err);
    assert!(told.err.contains("@cat") && told.err.contains("made on localhost"), "{}", told.err);
    let both = [&left[..], &["--leave-name", "localhost"]].concat();
    assert_eq!(Running::on(&place, &at(&both)).stop(), Some(0));
}
