//! `cargo xtask NAME`: see the usage below.

use std::process::ExitCode;

use xtask::{chores, generate, release};

const USAGE: &str = "\
cargo xtask NAME

  gen [--check]   write the generated files; with --check only compare, and fail on a difference;
                  ALUMA_BUILT=target/debug takes the programs from there and builds none
  test            the whole test suite (the same as ./test)
  browser         the journeys in a real browser alone
  shots           the same, with pictures of every page they come by in target/shots
  sim ARGS        aluma sim ARGS, in a release build
  bench ARGS      aluma bench ARGS, in a release build
  release         the binary in dist/, with checksums and bill of materials;
                  with --check it is built in two folders, and both must have the same bytes
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["gen"] => generate::run(generate::Mode::Write),
        ["gen", "--check"] => generate::run(generate::Mode::Check),
        ["test"] => chores::test(),
        ["browser"] => chores::browser(None),
        ["shots"] => chores::browser(Some("target/shots")),
        ["sim", rest @ ..] => chores::product("sim", rest),
        ["bench", rest @ ..] => chores::product("bench", rest),
        ["release"] => release::run(),
        ["release", "--check"] => release::check(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => Err(format!("no such chore: {}\n\n{USAGE}", words.join(" "))),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{}", reason.trim_end());
            ExitCode::FAILURE
        }
    }
}
