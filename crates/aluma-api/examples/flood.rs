//! Floods a running node with what it must refuse, and says how fast it refuses and how it answers
//! others meanwhile: `cargo run --release -p aluma-api --example flood -- ADDRESS [SECONDS]
//! [CONNECTIONS] [DEPTH]`. Every connection is kept, and `DEPTH` requests are on their way on it.

#[path = "../tests/api/hostile.rs"]
mod hostile;

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use aluma_types::Hash32;

/// Answers counted by the refusal's name.
type Counts = BTreeMap<String, u64>;

fn main() {
    let mut words = std::env::args().skip(1);
    let address = words.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    let mut number =
        |by_default: u64| words.next().and_then(|it| it.parse().ok()).unwrap_or(by_default);
    let (seconds, connections, depth) = (number(5), number(8), number(16));
    let status = ask(&address);
    let network = field(&status, "network").and_then(|it| Hash32::from_hex(&it)).expect("a node");
    let now: u64 = field(&status, "now").and_then(|it| it.parse().ok()).expect("a clock");
    let requests: Vec<Vec<u8>> = hostile::submissions(network, now)
        .into_iter()
        // Of large ones the wire carries few a second, whoever refuses them.
        .filter(|(_, body)| body.len() < 100_000)
        .map(|(_, body)| request(body.as_bytes()))
        .collect();
    let until = Instant::now() + Duration::from_secs(seconds);
    let (sender, counted) = channel();
    for place in 0..connections {
        let (sender, address, requests) = (sender.clone(), address.clone(), requests.clone());
        std::thread::spawn(move || {
            let first = usize::try_from(place).unwrap_or(0);
            sender.send(flood(&address, &requests, (first, depth), until))
        });
    }
    drop(sender);
    let mut waits = Vec::new();
    while Instant::now() < until {
        let asked = Instant::now();
        ask(&address);
        waits.push(asked.elapsed());
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut all = Counts::new();
    for (name, count) in counted.iter().flatten() {
        *all.entry(name).or_default() += count;
    }
    waits.sort_unstable();
    let sum: u64 = all.values().sum();
    println!("{} refusals a second", sum / seconds.max(1));
    println!(
        "GET /v1/status meanwhile: median {:?}, worst {:?}",
        waits[waits.len() / 2],
        waits[waits.len() - 1]
    );
    for (name, count) in all {
        println!("{count:>10} {name}");
    }
}

fn request(body: &[u8]) -> Vec<u8> {
    let head = format!(
        "POST /v1/transactions HTTP/1.1\r\nhost: x\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

/// Sends in rounds of `depth` and reads the answers to all of them.
fn flood(
    address: &str,
    requests: &[Vec<u8>],
    (first, depth): (usize, u64),
    until: Instant,
) -> Counts {
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_nodelay(true).expect("a socket");
    let mut counts = Counts::new();
    let mut next = first;
    let mut read = Vec::new();
    while Instant::now() < until {
        let mut round = Vec::new();
        for _ in 0..depth {
            round.extend_from_slice(&requests[next % requests.len()]);
            next += 1;
        }
        stream.write_all(&round).expect("it is taken");
        for _ in 0..depth {
            let answer = answer(&mut stream, &mut read);
            let name = field(&answer, "name").unwrap_or(answer);
            *counts.entry(name).or_default() += 1;
        }
    }
    counts
}

/// The body of the next answer on a connection.
fn answer(stream: &mut TcpStream, read: &mut Vec<u8>) -> String {
    let mut piece = [0; 65_536];
    loop {
        if let Some(end) = read.windows(4).position(|it| it == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&read[..end]).to_ascii_lowercase();
            let length = head.split("content-length: ").nth(1).and_then(|it| it.lines().next());
            let length: usize = length.and_then(|it| it.trim().parse().ok()).expect("a length");
            if read.len() >= end + 4 + length {
                let body = String::from_utf8_lossy(&read[end + 4..end + 4 + length]).into_owned();
                read.drain(..end + 4 + length);
                return body;
            }
        }
        let count = stream.read(&mut piece).expect("the node is there");
        assert!(count > 0, "the node closed the connection");
        read.extend_from_slice(&piece[..count]);
    }
}

fn ask(address: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("a node");
    stream.write_all(b"GET /v1/status HTTP/1.1\r\nhost: x\r\n\r\n").expect("it is taken");
    answer(&mut stream, &mut Vec::new())
}

/// A text or number of the outermost object, without reading the rest.
fn field(json: &str, name: &str) -> Option<String> {
    let rest = json.split(&format!("\"{name}\":")).nth(1)?;
    Some(rest.trim_start_matches('"').split(['"', ',', '}']).next()?.to_owned())
}
