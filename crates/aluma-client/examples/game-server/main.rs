//! Attests the sessions of a game: see the README beside this file.

mod server;

use std::process::ExitCode;

use aluma_client::keystore::read_key_file;
use aluma_client::{Author, Client, Http};
use aluma_core::registry::REGISTRY;
use aluma_verify::SigningKey;
use server::{GameServer, Session};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(wrong) => {
            eprintln!("game-server: {wrong}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), String> {
    let [url, key, dao, programme, sessions] = words else {
        return Err("URL KEY-FILE @COMMUNITY PROGRAMME SESSIONS".to_owned());
    };
    let secret = read_key_file(key.as_ref()).map_err(|error| error.to_string())?.secret;
    let key = SigningKey::from_secret(secret.scheme(), *secret.expose());
    let key = key.ok_or("the file holds no key")?;
    let client = Client::new(Box::new(Http::new(url)), &REGISTRY);
    let author = Author::find(&client, key, None).map_err(|error| error.to_string())?;
    client.read_as(&author).map_err(|error| error.to_string())?;
    let text = std::fs::read_to_string(sessions).map_err(|error| error.to_string())?;
    let sessions = Session::read(&text)?;
    let programme = programme.parse().map_err(|_| "a programme's number".to_owned())?;
    let game = GameServer { client: &client, author: &author, dao, programme };
    let posted = game.keep_bond().map_err(|error| error.to_string())?;
    println!("bond: {posted} base units were added");
    let report = game.attest(&sessions).map_err(|error| error.to_string())?;
    println!("attested: {:?}", report.attested);
    println!("no session of ours: {:?}", report.unknown);
    for refused in &report.refused {
        println!("refused: {refused}");
    }
    if report.is_spent {
        println!("the rest waits for the next epoch");
    }
    Ok(())
}
