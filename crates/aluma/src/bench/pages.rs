//! `bench pages`: how long the server takes for each page while blocks are being cut, and how many
//! bytes a first visit is.
//!
//! Requests go straight into the router, at a fixed rate whatever the answers take, each route in its
//! turn, once as a stranger's and once as a member's; a request's time is from its call to the last
//! byte of its body, compressed as a browser asks for it. Meanwhile votes are handed in, so that
//! blocks are cut, published and indexed all along. The routes are read from the source of the pages:
//! a new one is measured the day it is listed.
//!
//! `routes` says what is asked for, `furnish` makes what a crowd has not.

mod furnish;
mod routes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use aluma_api::{ApiState, Desk, Limits, Named};
use aluma_index::Index;
use aluma_node::{Node, Submission};
use aluma_web::Site;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use serde_json::{Value as Json, json};
use tower::ServiceExt;

use self::furnish::Member;
use self::routes::{Known, OF_A_DEMO, Route, Way};
use crate::bench::votes::ground::{Ground, VOTES};
use crate::options::Options;
use crate::outcome::{Failure, note, say};

/// Votes a second meanwhile.
const VOTES_A_SECOND: u32 = 100;
/// What a page may take, at the 99th of a hundred.
const BAR_MS: f64 = 50.0;
/// What a first visit may weigh.
const BAR_BYTES: usize = 100_000;
/// Bytes of a page at most.
const MOST: usize = 16 << 20;

/// `bench pages --members N --proposals N --rate N --seconds N`
///
/// # Errors
/// Where the ledger cannot be made.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let number = |name: &str| options.leaf().get_one::<u64>(name).copied().unwrap_or(1);
    let (members, proposals) = (number("members"), number("proposals"));
    let (rate, seconds) = (number("rate"), number("seconds"));
    let ground = Ground::crowd(options.given_data(), (members, proposals))?;
    note("bench", "the ledger is made; votes are signed");
    let votes =
        ground.sign(usize::try_from(seconds * u64::from(VOTES_A_SECOND)).unwrap_or(VOTES))?;
    let first = votes.first().cloned();
    let somebody = ground.somebody().ok_or_else(|| Failure::machine("nobody has a key"))?;
    let (node, folder) = ground.into_node();
    let node = Arc::new(node);
    let index = Index::open(&folder.path().join(crate::door::INDEX), &node);
    let index = index.map_err(|error| Failure::machine(error.to_string()))?;
    let runtime = crate::door::runtime()?;
    let router = {
        let _inside = runtime.enter();
        let state = ApiState { node: Arc::clone(&node), index, named: Named::default() };
        aluma_web::router(Desk::new(state, Limits::default()), Site::default())
    };
    let (account, key) = somebody;
    let mut member = Member { account, key, node: &node, router: &router, acts: 0 };
    runtime.block_on(member.furnish())?;
    let cookie = member.cookie()?;
    let receipt = first.and_then(|vote| Some(node.submit(vote).ok()?.id.to_string()));
    let receipt = receipt.ok_or_else(|| Failure::machine("a vote is refused"))?;
    let asset = aluma_web::embedded().map(|(_, path, _)| path).find(|path| path.ends_with(".js"));
    let asset = asset.and_then(|path| path.strip_prefix("/assets/")).unwrap_or_default();
    let (routes, unknown) = routes::routes(&Known { receipt: &receipt, asset });
    let over = AtomicBool::new(false);
    let cast = AtomicU64::new(0);
    let (height, began) = (node.published().read().header.height, Instant::now());
    let measured = std::thread::scope(|scope| {
        scope.spawn(|| vote(&node, votes, (&over, &cast)));
        let measured = runtime.block_on(load(&router, (&routes, &cookie), (rate, seconds)));
        over.store(true, Ordering::Release);
        measured
    });
    let took = began.elapsed().as_secs_f64();
    let blocks = node.published().read().header.height - height;
    let (visit, parts) = runtime.block_on(first_visit(&router));
    let mut told = told(&measured, (visit, parts, &unknown));
    for (name, figure) in [
        ("members", json!(members)),
        ("proposals", json!(proposals)),
        ("rate", json!(rate)),
        ("requests_per_s", json!((measured.len() as f64 / took).round())),
        ("blocks_per_s", json!((blocks as f64 / took).round())),
        ("votes", json!(cast.load(Ordering::Relaxed))),
    ] {
        told[name] = figure;
    }
    if options.json() {
        say(&told.to_string());
    } else {
        tell(&told);
    }
    Ok(())
}

/// One answer.
struct Answer {
    /// The route, how it was asked, and whether by a member.
    asked: (&'static str, Way, bool),
    status: u16,
    took_ms: f64,
    bytes: usize,
}

/// Hands votes in, so many a second, until it is over.
fn vote(node: &Node, votes: Vec<Submission>, (over, cast): (&AtomicBool, &AtomicU64)) {
    let mut next = Instant::now();
    for vote in votes {
        if over.load(Ordering::Acquire) {
            return;
        }
        node.ask_then(vote, |_| ());
        cast.fetch_add(1, Ordering::Relaxed);
        next += Duration::from_secs(1) / VOTES_A_SECOND;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
}

/// Asks at a fixed rate, whatever the answers take: each route by a stranger and by a member.
async fn load(
    router: &Router,
    (routes, cookie): (&[Route], &str),
    (rate, seconds): (u64, u64),
) -> Vec<Answer> {
    let answers = Arc::new(Mutex::new(Vec::new()));
    let begin = tokio::time::Instant::now();
    let both = routes.iter().flat_map(|route| [(route, None), (route, Some(cookie))]);
    let mut asked = Vec::new();
    for (number, (route, cookie)) in (0..rate * seconds).zip(both.cycle()) {
        let at = begin + Duration::from_secs_f64(number as f64 / rate.max(1) as f64);
        tokio::time::sleep_until(at).await;
        let (router, answers) = (router.clone(), Arc::clone(&answers));
        let (route, cookie) = (route.clone(), cookie.map(str::to_owned));
        asked.push(tokio::spawn(async move {
            let begin = Instant::now();
            let (status, body, _) = ask(router, &route, cookie.as_deref()).await;
            let took_ms = begin.elapsed().as_secs_f64() * 1_000.0;
            let asked = (route.pattern, route.way, cookie.is_some());
            let answer = Answer { asked, status, took_ms, bytes: body.len() };
            answers.lock().unwrap_or_else(PoisonError::into_inner).push(answer);
        }));
    }
    for one in asked {
        // One that panicked has no time, and is missing in the count.
        let _ = one.await;
    }
    std::mem::take(&mut *answers.lock().unwrap_or_else(PoisonError::into_inner))
}

/// Status, body and bytes of the head, as a browser gets them.
async fn ask(router: Router, route: &Route, cookie: Option<&str>) -> (u16, Vec<u8>, usize) {
    let mut request = Request::builder()
        .uri(&route.path)
        .method(if route.way == Way::Get { "GET" } else { "POST" })
        .header(header::HOST, "localhost:7171")
        .header(header::ACCEPT, "text/html")
        .header(header::ACCEPT_LANGUAGE, "en")
        .header(header::ACCEPT_ENCODING, "gzip")
        // Which the signer sends with what it asks about an invitation.
        .header("aluma-invitation", furnish::invitation());
    if route.way == Way::Post {
        request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let Ok(request) = request.body(Body::from(route.form)) else { return (0, Vec::new(), 0) };
    let Ok(answer) = router.oneshot(request).await;
    let status = answer.status().as_u16();
    let line = |(name, value): (&header::HeaderName, &header::HeaderValue)| {
        name.as_str().len() + value.len() + ": \r\n".len()
    };
    let head = "HTTP/1.1 200 OK\r\n\r\n".len() + answer.headers().iter().map(line).sum::<usize>();
    let body = axum::body::to_bytes(answer.into_body(), MOST).await;
    (status, body.map(|body| body.to_vec()).unwrap_or_default(), head)
}

/// A page as a stranger's browser gets it.
async fn get(router: Router, path: &str) -> (u16, Vec<u8>, usize) {
    let route = Route { pattern: "", way: Way::Get, path: path.to_owned(), form: "" };
    ask(router, &route, None).await
}

/// Bytes of the first page and of all that it loads.
async fn first_visit(router: &Router) -> (usize, BTreeMap<String, usize>) {
    let (_, body, head) = get(router.clone(), "/").await;
    let mut parts = BTreeMap::from([("/".to_owned(), head + body.len())]);
    // As it is read, not as it travelled.
    let plain = Request::builder().uri("/").header(header::HOST, "localhost:7171");
    let mut html = String::new();
    if let Ok(request) = plain.body(Body::empty()) {
        let Ok(answer) = router.clone().oneshot(request).await;
        let body = axum::body::to_bytes(answer.into_body(), MOST).await.unwrap_or_default();
        html = String::from_utf8_lossy(&body).into_owned();
    }
    // Scripts, style and icon; what previews in chats show, no browser fetches.
    let linked: BTreeSet<String> = ["href=\"/assets/", "src=\"/assets/"]
        .iter()
        .flat_map(|start| html.split(start).skip(1))
        .filter_map(|rest| Some(format!("/assets/{}", rest.split('"').next()?)))
        .collect();
    for path in linked {
        let (_, body, head) = get(router.clone(), &path).await;
        parts.insert(path, head + body.len());
    }
    (parts.values().sum(), parts)
}

fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = (sorted.len().saturating_sub(1) as f64 * share).ceil();
    let figure = sorted.get(at as usize).copied().unwrap_or_default();
    (figure * 100.0).round() / 100.0
}

fn told(
    answers: &[Answer],
    (visit, parts, unknown): (usize, BTreeMap<String, usize>, &[&str]),
) -> Json {
    let mut by_route: BTreeMap<_, Vec<&Answer>> = BTreeMap::new();
    for answer in answers {
        by_route.entry(answer.asked).or_default().push(answer);
    }
    let times = |answers: &[&Answer]| {
        let mut times: Vec<_> = answers.iter().map(|answer| answer.took_ms).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let row = |((route, way, is_member), answers): (&(&str, Way, bool), &Vec<&Answer>)| {
        let times = times(answers);
        let statuses: BTreeSet<_> = answers.iter().map(|answer| answer.status).collect();
        json!({
            "route": route,
            "method": if *way == Way::Get { "GET" } else { "POST" },
            "by": if *is_member { "member" } else { "stranger" },
            "statuses": statuses,
            "requests": answers.len(),
            "p50_ms": quantile(&times, 0.5),
            "p99_ms": quantile(&times, 0.99),
            "most_ms": quantile(&times, 1.0),
            "bytes": answers.iter().map(|answer| answer.bytes).max(),
        })
    };
    let rows: Vec<_> = by_route.iter().map(row).collect();
    let worst = rows.iter().filter_map(|row| row["p99_ms"].as_f64()).fold(0.0, f64::max);
    // A page that is not there is answered quickly: a member must be shown each of them.
    let is_shown = |answer: &Answer| {
        let (route, _, is_member) = answer.asked;
        !is_member || route == OF_A_DEMO || (200..400).contains(&answer.status)
    };
    let is_whole = unknown.is_empty() && answers.iter().all(is_shown);
    json!({
        "routes": rows,
        "not_measured": unknown,
        "worst_p99_ms": worst,
        "first_visit_bytes": visit,
        "first_visit": parts,
        "is_within": is_whole && worst <= BAR_MS && visit <= BAR_BYTES,
    })
}

/// The same for a person.
fn tell(told: &Json) {
    for row in told["routes"].as_array().into_iter().flatten() {
        say(&format!(
            "{:4} {:28} {:8} p50 {} ms, p99 {} ms, most {} ms, {} bytes, {} times, status {}",
            row["method"].as_str().unwrap_or_default(),
            row["route"].as_str().unwrap_or_default(),
            row["by"].as_str().unwrap_or_default(),
            row["p50_ms"],
            row["p99_ms"],
            row["most_ms"],
            row["bytes"],
            row["requests"],
            row["statuses"]
        ));
    }
    say(&format!(
        "{} requests a second, {} blocks a second; worst p99 {} ms (bar {BAR_MS}); a first visit is \
         {} bytes (bar {BAR_BYTES})",
        told["requests_per_s"],
        told["blocks_per_s"],
        told["worst_p99_ms"],
        told["first_visit_bytes"]
    ));
    if told["not_measured"].as_array().is_some_and(|list| !list.is_empty()) {
        say(&format!("not measured, since nothing is known to ask for: {}", told["not_measured"]));
    }
}
