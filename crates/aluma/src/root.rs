//! The tree of commands.

use std::path::PathBuf;

use aluma_core::dao::{Manner, Template};
use aluma_core::kernel::action::Registry;
use aluma_types::Scheme;
use aluma_types::spec::{ActionSpec, TypeSpec, ViewSpec};
use clap::builder::{PossibleValuesParser, ValueParser};
use clap::{Arg, ArgAction, Command, value_parser};

use crate::{act, bringing, forms, funds, options, outcome, sim};

/// Where `up` listens unless told otherwise.
pub const LISTEN: &str = "127.0.0.1:7171";

/// The whole tree, for a ledger by these rules.
pub fn command(registry: &'static Registry) -> Command {
    let root = Command::new("aluma")
        .about("Communities that found themselves, decide, and pay by themselves")
        .version(env!("CARGO_PKG_VERSION"))
        .after_long_help(outcome::HELP)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(up())
        .subcommand(demo())
        .subcommand(Command::new("status").about("What the ledger says of itself"))
        .subcommand(key())
        .subcommand(actions(registry))
        .subcommand(submit())
        .subcommand(rate())
        .subcommand(bid())
        .subcommand(shows(registry))
        .subcommand(charter())
        .subcommand(report())
        .subcommand(import())
        .subcommand(export())
        .subcommand(verify())
        .subcommand(verify_ui())
        .subcommand(check())
        .subcommand(backup())
        .subcommand(restore())
        .subcommand(
            Command::new("erase")
                .about("Erase a text beside the ledger of the data folder, for good")
                .long_about(
                    "Overwrites words and salt of a text in the data folder with zeros, and writes \
                     down at which height that was done. No root changes: the ledger holds the \
                     text's id alone. The ledger must not be running.",
                )
                .arg(Arg::new("text").value_name("ID").required(true).help("The text's id")),
        )
        .subcommand(
            Command::new("advance")
                .about("Move a manual clock forward, such as 4d or 1h30m")
                .arg(Arg::new("span").value_name("SPAN").required(true)),
        )
        .subcommand(bench())
        .subcommand(sim::command())
        .subcommand(completions())
        .subcommand(
            Command::new("man").about("Write the manual pages into a folder").arg(folder("DIR")),
        )
        .subcommand(reference());
    options::spread(root)
}

fn folder(name: &'static str) -> Arg {
    Arg::new("folder").value_name(name).value_parser(ValueParser::path_buf()).required(true)
}

/// The heading under which an address's options stand.
const AT: &str = "Reached by a name";

fn valued(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help).help_heading(AT)
}

fn switch(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
}

fn up() -> Command {
    Command::new("up")
        .about("Run the ledger of the data folder, beginning one where there is none")
        .long_about(
            "Runs the ledger of the data folder, beginning one where there is none. Without --at it is \
             a try-out on this machine. With --at it is reached by that name over HTTPS, by \
             certificates that are given (--cert, --key), by those that an authority gives (--acme), \
             or behind a proxy on this machine that encrypts (--behind-proxy). A passkey is bound to \
             the name that it was made on: to another name a ledger moves with --also.",
        )
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDR:PORT")
                .value_parser(value_parser!(std::net::SocketAddr))
                .default_value(LISTEN)
                .help("Where to answer; port 0 takes a free one, and with --at it is port 443"),
        )
        .arg(
            Arg::new("clock")
                .long("clock")
                .value_name("CLOCK")
                .value_parser(PossibleValuesParser::new(["wall", "manual"]))
                .default_value("wall")
                .help("Which clock a new ledger goes by; a manual one is moved with `advance`"),
        )
        .arg(switch(
            "accept-time-jump",
            "Take the machine's time as it is, once, however far it jumped",
        ))
        .args(names())
        .args(certificates())
}

/// By which names a ledger is reached.
fn names() -> [Arg; 4] {
    [
        valued("at", "NAME", "The name that members reach it by, such as aluma.example"),
        valued("also", "NAME", "Another name that is answered too, such as the one before")
            .action(ArgAction::Append)
            .requires("at"),
        valued("leave-name", "NAME", "Go on without passkeys that were made on this name")
            .action(ArgAction::Append)
            .requires("at"),
        valued(
            "status-lists",
            "URL",
            "Where the files of `export status-list` are read, if not here",
        )
        .requires("at"),
    ]
}

/// Who encrypts, and with which certificates.
fn certificates() -> [Arg; 8] {
    let file = |name: &'static str, help: &'static str| {
        valued(name, "FILE", help).value_parser(ValueParser::path_buf())
    };
    [
        file("cert", "The certificate with its chain, as PEM").requires("key"),
        file("key", "The certificate's private key, as PEM").requires("cert"),
        switch("acme", "Ask an authority for certificates").help_heading(AT).requires("at"),
        valued("acme-directory", "URL", "The authority [default: Let's Encrypt]").requires("acme"),
        file("acme-root", "The root that the authority's own server is trusted by")
            .requires("acme"),
        valued("acme-contact", "MAIL", "Where the authority writes to before something ends")
            .requires("acme"),
        switch("behind-proxy", "A proxy on this machine encrypts, and says what was asked of it")
            .help_heading(AT)
            .requires("at"),
        valued("http", "ADDR:PORT", "Where http:// is led to https://, or off [default: port 80]")
            .requires("at"),
    ]
}

fn demo() -> Command {
    Command::new("demo")
        .about("Look around in a ledger of made-up communities, and be anybody in it")
        .long_about(
            "Makes a ledger of four made-up communities, of 5, 10, 40 and 400 people, that have lived a \
             season on a simulated clock, and runs it: time goes on from there. Anybody can be any of \
             its people, so nothing in it is secret. Without --data it is gone at the end.",
        )
        .arg(
            Arg::new("listen")
                .long("listen")
                .value_name("ADDR:PORT")
                .value_parser(value_parser!(std::net::SocketAddr))
                .default_value(LISTEN)
                .help("Where to answer; port 0 takes a free one"),
        )
}

fn key() -> Command {
    let scheme = Arg::new("scheme")
        .long("scheme")
        .value_name("SCHEME")
        .value_parser(PossibleValuesParser::new(Scheme::ALL.map(Scheme::name)))
        .default_value("ed25519")
        .help("How it signs; a passkey of the command line is one in software, for automation");
    Command::new("key")
        .about("Make and list keys")
        .subcommand_required(true)
        .subcommand(
            Command::new("new")
                .about("Make a key, encrypted under a passphrase")
                .long_about(
                    "Makes a key in the keystore of the data folder, encrypted under a passphrase \
                     from $ALUMA_PASSPHRASE or the terminal. With --key-file it is written there \
                     instead, plainly, for automation.",
                )
                .arg(Arg::new("name").value_name("NAME").required(true).help("Its name"))
                .arg(scheme),
        )
        .subcommand(Command::new("list").about("List the keys of the data folder"))
        .subcommand(
            Command::new("sign")
                .about("Sign what several sign together")
                .long_about(
                    "Says in words what the file asks for, asks whether to sign it, and adds the \
                     signature to the file.",
                )
                .arg(payload_file())
                .arg(
                    Arg::new("yes")
                        .long("yes")
                        .action(ArgAction::SetTrue)
                        .help("Sign without being asked"),
                ),
        )
}

fn actions(registry: &'static Registry) -> Command {
    let specs = registry.specs.iter().map(|(_, spec)| *spec);
    let commands = specs.map(|spec| {
        let command = with_secret(spec, forms::action_command(spec));
        let command = if act::offers_kit(spec) { with_kit(command) } else { command };
        if spec.several { with_others(command) } else { command }
    });
    Command::new("do")
        .about("Sign an action and hand it in")
        .subcommand_required(true)
        .subcommand_value_name("ACTION")
        .subcommand_help_heading("Actions")
        .subcommands(commands)
}

/// A founding begins with what its template offers, or without.
fn with_kit(command: Command) -> Command {
    command.arg(
        Arg::new("bare")
            .long("bare")
            .action(ArgAction::SetTrue)
            .help("Begin without the teams and roles that the template offers"),
    )
}

/// An action that several may sign is written to a file for the others.
fn with_others(command: Command) -> Command {
    command
        .arg(
            Arg::new("with")
                .long("with")
                .value_name("ACCOUNT")
                .action(ArgAction::Append)
                .requires("payload-out")
                .help("Another account that signs, as NAME or NAME/KEY; the lowest number acts"),
        )
        .arg(
            Arg::new("payload-out")
                .long("payload-out")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .requires("with")
                .help("Where to write what the others are to sign; nothing is handed in"),
        )
}

fn payload_file() -> Arg {
    Arg::new("file")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .required(true)
        .help("What several sign, as --payload-out wrote it")
}

fn submit() -> Command {
    Command::new("submit").about("Hand in what several have signed").arg(payload_file())
}

fn rate() -> Command {
    let needed = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).required(true)
    };
    Command::new("rate")
        .about("Judge what you were drawn for: seal a rating, and open it when that may be done")
        .long_about(
            "Judges a contribution that you were drawn for. While ratings are taken, yours is sealed: \
             nobody reads it. When they may be opened, the same command with the same figures opens \
             it. The seal is made from your key, so that nothing has to be kept in between.",
        )
        .arg(needed("dao", "ID", "The DAO, by handle or number"))
        .arg(
            needed("evidence", "NUMBER", "What is judged; `show my-reviews` lists it")
                .value_parser(value_parser!(u64)),
        )
        .arg(
            needed("quality", "NUMBER", "How good it is: 0 to 100")
                .value_parser(value_parser!(u64).range(0..=100)),
        )
        .arg(needed("size", "SPAN", "How much work you find in it, such as 90m or 2h"))
        .arg(
            Arg::new("reasons")
                .long("reasons")
                .value_name("TEXT")
                .help("Why; told when the rating is opened"),
        )
}

fn bid() -> Command {
    let needed = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).required(true)
    };
    let more = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    Command::new("bid")
        .about("Bid in an auction of shares: seal a bid, and open it when that may be done")
        .long_about(
            "Bids in an auction of shares, as a member or not. While bids are taken, yours is sealed: \
             nobody reads it. When they are opened, the same command with the same figures opens it. \
             The seal is made from your key, so that nothing has to be kept in between. You may lose \
             all of what you pay; a bid that is never opened costs a part of its deposit where units \
             are sold.",
        )
        .arg(needed("dao", "ID", "The DAO, by handle or number"))
        .arg(
            needed("sale", "NUMBER", "Which sale; `show sales` lists them")
                .value_parser(value_parser!(u64)),
        )
        .arg(
            more("shares", "NUMBER", "How many shares, such as 12.5")
                .required_unless_present("step")
                .requires("price"),
        )
        .arg(
            more("price", "NUMBER", "How much for one lot of the sale at most, such as 3.20")
                .required_unless_present("step")
                .requires("shares"),
        )
        .arg(
            more("step", "SHARES@PRICE", "A step of a bid in several: more shares at a lower price")
                .action(clap::ArgAction::Append)
                .conflicts_with_all(["shares", "price"]),
        )
        .arg(more("deposit", "NUMBER", "How much waits in trust: what the bid costs, unless named"))
        .arg(more("code", "CODE", "The code of a bid that was sealed in a browser"))
}

/// The one-time secret stands for the proof that is made from it.
fn with_secret(spec: &'static ActionSpec, command: Command) -> Command {
    if !takes_secret(spec) {
        return command;
    }
    command.arg(
        Arg::new("one-time")
            .long("secret")
            .value_name("CODE")
            .help("The one-time secret, as an invitation's code or link has it"),
    )
}

/// Whether an action proves the holding of a one-time secret.
pub fn takes_secret(spec: &'static ActionSpec) -> bool {
    spec.fields
        .fields
        .iter()
        .any(|field| matches!(field.spec, TypeSpec::Proof | TypeSpec::Option(TypeSpec::Proof)))
}

/// Every view that `show` knows.
pub fn views(registry: &'static Registry) -> Vec<&'static ViewSpec> {
    aluma_api::views(registry)
}

fn shows(registry: &'static Registry) -> Command {
    let commands = views(registry).into_iter().map(|spec| {
        let command = forms::view_command(spec);
        match spec.name {
            "balances" => with_table(command),
            "payouts" => command.arg(csv(
                "What reward rounds paid: round,member,praise_reward,quantifier_reward,total in \
                 whole units",
            )),
            _ => command,
        }
    });
    Command::new("show")
        .about("Ask the ledger")
        .subcommand_required(true)
        .subcommand_value_name("VIEW")
        .subcommand_help_heading("Views")
        .subcommands(commands)
}

fn csv(help: &'static str) -> Arg {
    Arg::new("csv").long("csv").action(ArgAction::SetTrue).help(help)
}

fn with_table(command: Command) -> Command {
    command.arg(csv("All pages as a table: payee,balance in whole units")).arg(
        Arg::new("asset")
            .long("asset")
            .value_name("SYMBOL")
            .requires("csv")
            .help("Only this asset; without it several assets have a column of their own"),
    )
}

fn charter() -> Command {
    Command::new("charter")
        .about("A community's rules")
        .subcommand_required(true)
        .subcommand(
            Command::new("show")
                .about("The charter as plain sentences")
                .arg(Arg::new("dao").long("dao").value_name("DAO").required(true).help("The DAO")),
        )
        .subcommand(preview())
}

fn report() -> Command {
    let picture = Arg::new("svg").long("svg").action(ArgAction::SetTrue).conflicts_with("csv");
    Command::new("report").about("Measure a community").subcommand_required(true).subcommand(
        Command::new("fairness")
            .about("How points, pay, praise and judging are spread, from what its readers may see")
            .arg(Arg::new("dao").long("dao").value_name("DAO").required(true).help("The DAO"))
            .arg(csv("As a table: figure,asset,value"))
            .arg(picture.help("As a picture")),
    )
}

fn preview() -> Command {
    let one_of = |name: &'static str, value: &'static str, words: Vec<&'static str>| {
        let words = PossibleValuesParser::new(words);
        Arg::new(name).long(name).value_name(value).value_parser(words)
    };
    let joining = ["open", "application", "invitation", "vote", "holding"].to_vec();
    Command::new("preview")
        .about("The charter that a founding would start, before anybody founds")
        .arg(
            one_of("template", "TEMPLATE", Template::ALL.map(Template::word).to_vec())
                .help("The kind of community; without it the manner's own rules"),
        )
        .arg(
            one_of("manner", "MANNER", Manner::ALL.map(Manner::word).to_vec())
                .default_value(Manner::SmallCircle.word())
                .help("How it decides"),
        )
        .arg(one_of("joining", "JOINING", joining).help("Who may join"))
}

fn export() -> Command {
    let out = Arg::new("out")
        .long("out")
        .value_name("PATH")
        .value_parser(value_parser!(PathBuf))
        .required(true)
        .help("The file to write, or the folder for documents");
    let format = Arg::new("format")
        .long("format")
        .value_name("FORMAT")
        .value_parser(PossibleValuesParser::new(["archive", "erc4824"]))
        .default_value("archive")
        .help("One archive, or the documents of ERC-4824");
    Command::new("export")
        .about("Take a whole community away as one file")
        .long_about(
            "Writes everything of a community (charter, members, decisions, money, texts) into one \
             archive: rows with proofs against one signed header. A running ledger gives what the \
             reader may read; on the data folder of a ledger that is not running it is all that \
             the operator has. `aluma verify FILE` checks it, `aluma import dao FILE` begins a \
             ledger from it.",
        )
        .arg(Arg::new("dao").long("dao").value_name("DAO").required(true).help("The community"))
        .arg(out)
        .arg(format)
        .subcommand_negates_reqs(true)
        .args_conflicts_with_subcommands(true)
        .subcommand(bringing::export_issues())
        .subcommand(funds::export_command())
        .subcommand(bringing::export_payouts())
        .subcommand(bringing::export_credential())
        .subcommand(bringing::export_status_list())
}

fn verify() -> Command {
    let archive = Arg::new("archive")
        .value_name("ARCHIVE")
        .value_parser(value_parser!(PathBuf))
        .help("An archive of a community, instead of the data folder");
    let trust = Arg::new("trust")
        .long("trust")
        .value_name("KEY")
        .requires("archive")
        .help("The key that the archive's ledger must have, such as ed25519:HEX");
    Command::new("verify")
        .about("Replay the data folder's log and compare every root, or check an archive")
        .arg(archive)
        .arg(trust)
        .args_conflicts_with_subcommands(true)
        .subcommand(funds::verify_command())
}

fn verify_ui() -> Command {
    let site = Arg::new("site")
        .value_name("URL")
        .required(true)
        .help("The server, such as https://community.example");
    Command::new("verify-ui")
        .about("Hold the scripts that a server's pages load against those of this program")
        .long_about(
            "Fetches a few of the server's pages as a browser would, and compares each script and \
             style that they load, and the hash they pin it by, with the one that this program was \
             built with. Anything else that a page would run is named. It says what was sent just \
             now, to this program.",
        )
        .arg(site)
}

fn check() -> Command {
    let file = Arg::new("file")
        .value_name("FILE")
        .value_parser(value_parser!(PathBuf))
        .required(true)
        .help("A receipt that a page saved with its proof");
    let head = Arg::new("head")
        .long("head")
        .value_name("HEX")
        .help("The number that the receipt's block must have");
    Command::new("check")
        .about("Check a saved receipt with its proof, without any ledger")
        .arg(file)
        .arg(head)
}

fn backup() -> Command {
    Command::new("backup")
        .about("Copy the data folder, while the ledger runs or not")
        .long_about(
            "Makes a folder from which the ledger goes on elsewhere: everything that was acknowledged \
             before the backup began is in it. The ledger may run meanwhile and is not slowed down. \
             The folder gets its name when it is whole and on the disk. It holds the ledger's keys \
             and seeds, so keep it like the data folder; with --without-secrets it can be read and \
             verified, and goes on only where these files are put beside it.",
        )
        .arg(place("to", "TO", "The folder to make; nothing may be there yet"))
        .arg(
            Arg::new("without-secrets")
                .long("without-secrets")
                .action(ArgAction::SetTrue)
                .help("Leave out operator.key, node.key, beacon.seed and the keystore"),
        )
}

fn restore() -> Command {
    Command::new("restore")
        .about("Begin a data folder from a backup, after checking all of it")
        .long_about(
            "Holds every file of a backup against its manifest, replays the ledger from its first \
             block, and only then puts it in the data folder, where nothing may be yet. Never let the \
             restored ledger and the one that it was made of go on both: they seal with the same key.",
        )
        .arg(place("from", "FROM", "The folder that `aluma backup` made"))
}

pub(crate) fn place(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).value_name(value).value_parser(value_parser!(PathBuf)).required(true).help(help)
}

fn import() -> Command {
    let column = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name("COLUMN").required(true).help(help)
    };
    let payouts = Command::new("payouts")
        .about("Bring a table of past payouts onto the ledger")
        .long_about(
            "Reads a table of past payouts, founds the DAO from the archive template or finds it, \
             and has its council vote every group of payments through, on a simulated clock that \
             ends before now: give it a data folder of its own. The whole file is read first: \
             anything wrong in it refuses all of it. An import that was cut off is finished by \
             running it again.",
        )
        .arg(
            Arg::new("file")
                .value_name("FILE.csv")
                .help("The table, in UTF-8 with a header")
                .value_parser(value_parser!(PathBuf))
                .required(true),
        )
        .arg(column("group-by", "The column that tells rounds apart"))
        .arg(column("to", "The column with the payee"))
        .arg(column("amount", "The column with the amount"))
        .arg(Arg::new("asset").long("asset").value_name("SYMBOL").required(true).help("Its asset"))
        .arg(import_into())
        .arg(decimals());
    Command::new("import")
        .about("Bring in what was decided elsewhere")
        .subcommand_required(true)
        .subcommand(payouts)
        .subcommand(import_praise())
        .subcommand(import_dao())
        .subcommand(bringing::git())
        .subcommand(bringing::contributions())
        .subcommand(bringing::issues())
}

pub(crate) fn import_into() -> Arg {
    let dao = Arg::new("dao").long("dao").value_name("HANDLE");
    dao.required(true).help("Handle of the DAO")
}

fn decimals() -> Arg {
    Arg::new("decimals")
        .long("decimals")
        .value_name("N")
        .value_parser(value_parser!(u8).range(0..=36))
        .default_value("18")
        .help("Digits after the point that the asset has, 36 at most")
}

fn import_praise() -> Command {
    Command::new("praise")
        .about("Bring past praise rounds onto the ledger")
        .long_about(
            "Reads rounds.csv and praise.csv of a folder: what there was to share, who praised \
             whom, who scored it and how. Founds the DAO from the archive template or finds it; its \
             council votes each round through with its budget set aside, the operator records what \
             was said, and the ledger works out what everybody takes and pays it. Praise of people \
             for themselves is counted and takes no part, unless --as-recorded. Like import \
             payouts on a simulated clock that ends before now, and finished by running it again.",
        )
        .arg(place("folder", "DIR", "The folder with rounds.csv and praise.csv"))
        .arg(import_into())
        .arg(decimals())
        .arg(
            Arg::new("as-recorded")
                .long("as-recorded")
                .action(ArgAction::SetTrue)
                .help("Let praise of people for themselves count, to reproduce history"),
        )
}

fn import_dao() -> Command {
    let archive = Arg::new("file")
        .value_name("ARCHIVE")
        .help("The archive, as `aluma export` wrote it")
        .value_parser(value_parser!(PathBuf))
        .required(true);
    let trust = Arg::new("trust")
        .long("trust")
        .value_name("KEY")
        .help("The key that the archive's ledger must have");
    let clock = Arg::new("clock")
        .long("clock")
        .value_name("CLOCK")
        .value_parser(PossibleValuesParser::new(["wall", "manual"]))
        .default_value("wall")
        .help("Which clock the new ledger goes by");
    Command::new("dao")
        .about("Begin a ledger of its own from the archive of a community")
        .long_about(
            "Checks the archive from its first byte to its last and begins a ledger in an empty \
             data folder, whose genesis cites the old ledger's header. The same members vote with \
             the same keys; what was signed for the old ledger is void on the new one. `aluma up` \
             runs it.",
        )
        .arg(archive)
        .arg(trust)
        .arg(clock)
}

fn bench() -> Command {
    let accounts = |least: u64, default: &'static str| {
        let parser = value_parser!(u64).range(least..=10_000_000);
        let argument = Arg::new("accounts").long("accounts").value_name("N").value_parser(parser);
        argument.default_value(default).help("Members of the crowd")
    };
    let votes = Command::new("votes")
        .about("Signed votes per second from end to end, as a ratio to the signatures' own limit")
        .long_about(
            "Signed votes per second from end to end (admission, order, execution, commit with root \
             and fsync, receipt), against checking the same signatures alone in the same batches and \
             threads, in turns within one run; blocks of ten thousand votes, the index's lag, a \
             restart. Ledgers are made in a folder for temporary files, or below --data.",
        )
        .arg(accounts(crate::bench::votes::LEAST_ACCOUNTS, "100000"))
        .arg(
            Arg::new("scheme")
                .long("scheme")
                .value_name("SCHEME")
                .value_parser(PossibleValuesParser::new(["wallet", "passkey", "ed25519"]))
                .help("Only votes signed like this [default: each in turn]"),
        )
        .arg(
            Arg::new("peer")
                .long("peer")
                .value_name("FILE")
                .value_parser(ValueParser::path_buf())
                .help("What a peer did here [default: bench/peers/governor/result.json]"),
        );
    Command::new("bench")
        .about("Measure this machine")
        .subcommand_required(true)
        .subcommand(
            Command::new("execute")
                .about("Votes per second of execution alone, on one core")
                .arg(accounts(1, "10000")),
        )
        .subcommand(votes)
        .subcommand(bench_pages())
        .subcommand(bench_ratings())
        .subcommand(bench_reputation())
}

fn bench_reputation() -> Command {
    let number = |name: &'static str, most: u64, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64).range(1_000..=most);
        let argument = Arg::new(name).long(name).value_name("N").value_parser(parser);
        argument.default_value(default).help(help)
    };
    Command::new("reputation")
        .about("What judging, drawing, points and clusters cost in one large community")
        .arg(number("members", 2_000_000, "100000", "Members of the crowd"))
        .arg(number("contributions", 20_000_000, "1000000", "Contributions judged before"))
}

fn bench_ratings() -> Command {
    let path = |name: &'static str, help: &'static str| {
        let parser = ValueParser::path_buf();
        Arg::new(name).long(name).value_name("FILE").value_parser(parser).help(help)
    };
    Command::new("ratings")
        .about("How near the ledger's scores come to experts' grades, beside mean and median")
        .long_about(
            "How near the scores of panels, by the ledger's own rules, come to grades by experts, \
             beside the plain mean and the median of the same ratings. `r2r DIR` reads the \
             ratings.csv and instructor.csv of a folder and prints rank correlations, for all \
             raters and for three of each item; `csv` reads two files and prints the error on the \
             grades' scale.",
        )
        .arg(
            Arg::new("dataset")
                .long("dataset")
                .value_name("KIND")
                .required(true)
                .value_parser(PossibleValuesParser::new(["r2r", "csv"]))
                .help("Which form the files have"),
        )
        .arg(Arg::new("dir").value_name("DIR").value_parser(ValueParser::path_buf()))
        .arg(path("ratings", "Columns rater, item, score"))
        .arg(path("truth", "Columns item, grade"))
        .arg(
            Arg::new("scale")
                .long("scale")
                .value_name("MIN..MAX")
                .help("What the scores lie between [default: the least and the greatest of them]"),
        )
}

fn bench_pages() -> Command {
    let number = |name: &'static str, default: &'static str, help: &'static str| {
        let parser = value_parser!(u64).range(1..=10_000_000);
        Arg::new(name)
            .long(name)
            .value_name("N")
            .value_parser(parser)
            .default_value(default)
            .help(help)
    };
    Command::new("pages")
        .about("Server time of every page while blocks are cut, and the bytes of a first visit")
        .arg(number("members", "100000", "Members of the crowd"))
        .arg(number("proposals", "10000", "Open proposals"))
        .arg(number("rate", "200", "Requests a second"))
        .arg(number("seconds", "60", "How long"))
}

fn completions() -> Command {
    Command::new("completions").about("Print completions for a shell").arg(
        Arg::new("shell")
            .value_name("SHELL")
            .value_parser(value_parser!(clap_complete::Shell))
            .required(true),
    )
}

fn reference() -> Command {
    Command::new("reference")
        .about("Print generated documents")
        .hide(true)
        .subcommand_required(true)
        .subcommand(Command::new("actions").about("The reference of all actions"))
        .subcommand(Command::new("charters").about("The charters that templates start"))
        .subcommand(Command::new("numbers").about("Every number with its name"))
        .subcommand(Command::new("views").about("The reference of all views"))
        .subcommand(Command::new("openapi").about("The OpenAPI document"))
        .subcommand(Command::new("cli").about("The help of every command"))
        .subcommand(Command::new("signer").about("What the browser's signer reads acts with"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_tree_of_commands_is_sound() {
        super::command(&aluma_core::registry::REGISTRY).debug_assert();
    }
}
