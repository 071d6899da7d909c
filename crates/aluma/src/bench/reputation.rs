//! `bench reputation`: what judging, points and clusters cost in one community of many, beside the
//! cost of a sorted map and of computing ranks over everything.
//!
//! What was given before is written by the domains' own steps, since ten million contributions by
//! signed acts would take days; everything that is measured goes through blocks of the core, as acts
//! and due tasks. `measure` does both.

mod measure;

use serde_json::{Value as Json, json};

use crate::options::Options;
use crate::outcome::{Failure, note, say};
use measure::Measured;

/// The most that each figure should be, in the largest community that is measured.
const BARS: [(&str, &str, f64); 4] = [
    ("reveal_us", "a rating revealed", 20.0),
    ("item_us", "an item of five closed, seals not counted", 100.0),
    ("draw_us", "a panel drawn", 200.0),
    ("slice_ms_max", "the longest block of an epoch's close, in ms", 100.0),
];

/// What is not measured as it would come about.
const NOTES: [&str; 4] = [
    "contributions of the past are written by the domains' own steps, without their panels; what is \
     measured are acts and due tasks in blocks of the core",
    "an item is five ratings revealed, its score, points, what is learned of raters and its facts; \
     item_with_seals_us counts five seals too. Signatures, state root and fsync are in none of them",
    "memory is what the process holds at its largest, disk the keys and values of all rows as bytes",
    "smaller communities, a tenth and a hundredth, are measured in the same run, with as many \
     contributions a member",
];

/// `bench reputation --members N --contributions N`
///
/// # Errors
/// Where the ledger breaks on it.
pub fn run(options: &Options<'_>) -> Result<(), Failure> {
    let number =
        |name: &str, default: u64| options.leaf().get_one::<u64>(name).copied().unwrap_or(default);
    let members = number("members", 100_000);
    let contributions = number("contributions", 1_000_000);
    let broken = |what: &str| Failure::refused(format!("the crowd cannot judge: {what}"));
    let mut sizes = Vec::new();
    for part in [100, 10, 1] {
        let size = (members / part, contributions / part);
        if size.0 < measure::LEAST && part > 1 {
            continue;
        }
        note("bench", &format!("{} members, {} contributions", size.0, size.1));
        sizes.push(measure::measure(size).map_err(broken)?);
    }
    let units = measure::units();
    let Some(largest) = sizes.last() else { return Err(broken("nobody is there")) };
    let told = json!({
        "members": members,
        "contributions": contributions,
        "largest": largest.json(),
        "bars": BARS.iter().map(|bar| judged(largest, *bar)).collect::<Vec<_>>(),
        "by_members": sizes.iter().map(Measured::json).collect::<Vec<_>>(),
        "sorted_map_insert_ns": units,
        "notes": NOTES,
    });
    if options.json() {
        say(&told.to_string());
    } else {
        tell(&sizes, units);
    }
    Ok(())
}

fn judged(measured: &Measured, (name, _, most): (&str, &str, f64)) -> Json {
    let figure = measured.figure(name);
    json!({ "name": name, "figure": figure, "at_most": most, "met": figure <= most })
}

/// The same for a person.
fn tell(sizes: &[Measured], units: f64) {
    let Some(largest) = sizes.last() else { return };
    for (name, what, most) in BARS {
        let figure = largest.figure(name);
        let met = if figure <= most { "met" } else { "missed" };
        say(&format!("{what}: {figure} ({met}, at most {most})"));
    }
    say(&format!(
        "{:>10} {:>12} {:>8} {:>8} {:>8} {:>8} {:>8} {:>10} {:>10} {:>10} {:>10}",
        "members",
        "contributions",
        "claim",
        "seal",
        "reveal",
        "item",
        "draw",
        "slice ms",
        "ranks ms",
        "memory MB",
        "rows MB"
    ));
    for size in sizes {
        say(&size.line());
    }
    say(&format!("in us but for slices, ranks and bytes; a sorted map's insert: {units} ns"));
    NOTES.iter().for_each(|one| say(&format!("- {one}")));
}
