//! Prints how long the state root takes: `cargo run --release --example tree_bench [KEYS]`.

use aluma_store::{Change, Salting, StateTree};
use std::time::Instant;

const VALUE_BYTES: usize = 100;

fn change(number: u64, salt: u8) -> Change {
    let mut value = vec![salt; VALUE_BYTES];
    value[..8].copy_from_slice(&number.to_be_bytes());
    Change { table: 1, key: number.to_be_bytes().to_vec(), value: Some(value) }
}

fn timed(name: &str, mut run: impl FnMut()) {
    let start = Instant::now();
    run();
    println!("{name:<34} {:>9.2} ms", start.elapsed().as_secs_f64() * 1000.0);
}

fn main() {
    let keys: u64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(1_000_000);
    let mut tree = StateTree::new(Salting::new(&[7; 32], []));
    let mut slowest = 0.0_f64;
    timed("load in batches of 10,000", || {
        for batch in 0..keys.div_ceil(10_000) {
            let end = keys.min((batch + 1) * 10_000);
            let changes: Vec<_> = (batch * 10_000..end).map(|key| change(key, 0)).collect();
            let start = Instant::now();
            let _ = tree.apply(&changes);
            slowest = slowest.max(start.elapsed().as_secs_f64() * 1000.0);
        }
    });
    println!("{:<34} {slowest:>9.2} ms", "slowest of these");
    println!(
        "{:<34} {:>9.1}",
        "bytes of memory per leaf",
        tree.memory_bytes() as f64 / keys as f64
    );
    for round in 1..=5_u8 {
        let stride = keys / 10_000 + 1;
        let changes: Vec<_> =
            (0..10_000).map(|i| change((i * stride + u64::from(round)) % keys, round)).collect();
        timed("10,000 updates with root", || drop(tree.apply(&changes)));
    }
    for round in 0..3 {
        let first = keys + round * 10_000;
        let changes: Vec<_> = (first..first + 10_000).map(|key| change(key, 0)).collect();
        timed("10,000 new keys with root", || drop(tree.apply(&changes)));
    }
    let root = tree.root();
    timed("10,000 proofs made and verified", || {
        for row in keys..keys + 10_000 {
            let Change { table, key, value } = change(row, 0);
            let proof = tree.prove(table, &key).expect("a row that is there");
            proof.verify(&root, table, &key, value.as_deref()).expect("its proof holds");
        }
    });
    println!(
        "{:<34} {:>9}",
        "bytes of one proof",
        tree.prove(1, &5_u64.to_be_bytes()).map_or(0, |proof| proof.encode().len())
    );
}
