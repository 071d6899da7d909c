//! The reference in Markdown: one page part per action and per view, read from their specs.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::spec::{ActionSpec, Author, FieldSpec, Hand, IdKind, Track, TypeSpec, ViewSpec};
use crate::walk::{self, Named};

/// One action: its number, who may author it, its track and cost, its fields, its sentences.
pub fn action(number: u16, spec: &'static ActionSpec) -> String {
    let authors: Vec<_> = spec.by.iter().map(|author| author_words(*author)).collect();
    let track = spec.track.map_or("no proposal may carry it", track_words);
    let cost = spec.cost;
    let mut page = format!("## `{}`\n\n{}\n\n{}\n\n", spec.name, spec.he, spec.doc);
    page.push_str("| | |\n|---|---|\n");
    page.push_str(&format!("| Number | {number} |\n"));
    page.push_str(&format!("| Domain | `{}` |\n", spec.domain));
    page.push_str(&format!("| Who may | {} |\n", authors.join("; ")));
    page.push_str(&format!("| Least strict track | {track} |\n"));
    page.push_str(&format!(
        "| Cost in units | {} + {} per byte + {} per element |\n",
        cost.base, cost.per_byte, cost.per_element
    ));
    let passkey = if spec.verified { "its user verified" } else { "a touch" };
    page.push_str(&format!("| A passkey needs | {passkey} |\n"));
    let several = if spec.several { "yes" } else { "no" };
    page.push_str(&format!("| Several may sign | {several} |\n"));
    page.push_str(&format!("| Keys that may sign | {} |\n", hand_words(spec.hand)));
    page.push_str(&format!("| Since rules | {} |\n\n", spec.since));
    page.push_str(&fields(spec.fields.fields));
    page.push_str(&format!("> {}\n>\n> {}\n\n", spec.says_en, spec.says_he));
    let mut named = Vec::new();
    walk::collect(spec.fields.fields, &mut named);
    named.iter().for_each(|named| page.push_str(&named_type(*named)));
    page
}

/// One view: what it answers, its parameters, the shape of its answer.
pub fn view(spec: &'static ViewSpec) -> String {
    let mut page = format!("## `{}`\n\n{}\n\n{}\n\n", spec.name, spec.he, spec.doc);
    page.push_str(&fields(spec.params.fields));
    page.push_str(&format!("Answers with: {}.\n\n", kind(spec.result)));
    let mut named = Vec::new();
    walk::collect(spec.params.fields, &mut named);
    walk::collect_type(spec.result, &mut named);
    named.iter().for_each(|named| page.push_str(&named_type(*named)));
    page
}

/// A shape and its limit in words, as in a table of fields.
pub fn kind(spec: &'static TypeSpec) -> String {
    match spec {
        TypeSpec::Bool => "yes or no".to_string(),
        TypeSpec::U8 | TypeSpec::U16 | TypeSpec::U32 | TypeSpec::U64 | TypeSpec::U128 => {
            format!("whole number, {} bits", spec.bits().unwrap_or(0))
        }
        TypeSpec::Turn => "turn, a whole number; filled in where it is left out".to_string(),
        TypeSpec::Hash => "hash, 64 hexadecimal digits".to_string(),
        TypeSpec::Id(kind) => id_words(*kind).to_string(),
        TypeSpec::Amount => "amount, such as `12.5 TEC`".to_string(),
        TypeSpec::Share => "share, such as `2/3` or `67%`".to_string(),
        TypeSpec::Time => "moment, such as `2026-11-23 10:00`".to_string(),
        TypeSpec::Span => "duration, such as `48h`".to_string(),
        TypeSpec::Text { max } => format!("mark, at most {max} printable ASCII characters"),
        TypeSpec::Body { max } => format!("text, at most {max} bytes"),
        TypeSpec::Name { max } => format!("unique name, at most {max} bytes"),
        TypeSpec::PublicKey => {
            "public key, `ed25519:HEX`, `wallet:HEX` or `passkey:HEX`".to_string()
        }
        TypeSpec::Proof => "proof of holding a one-time secret".to_string(),
        TypeSpec::Acts { max } => format!("at most {max} actions"),
        TypeSpec::List { item, max } => format!("list of at most {max}: {}", kind(item)),
        TypeSpec::Option(inner) => format!("{}; may be left out", kind(inner)),
        TypeSpec::Struct(spec) => format!("[{}](#{})", spec.name, spec.name.to_lowercase()),
        TypeSpec::Enum(spec) => format!("[{}](#{})", spec.name, spec.name.to_lowercase()),
        TypeSpec::Opaque => "bytes".to_string(),
    }
}

fn fields(fields: &'static [FieldSpec]) -> String {
    if fields.is_empty() {
        return "No fields.\n\n".to_string();
    }
    let mut table = "| Field | Kind | Meaning | |\n|---|---|---|---|\n".to_string();
    for field in fields {
        let (kind, doc) = (kind(field.spec), cell(field.doc));
        table.push_str(&format!("| `{}` | {kind} | {doc} | {} |\n", field.name, cell(field.he)));
    }
    table.push('\n');
    table
}

fn named_type(named: Named) -> String {
    let mut part = format!("### {}\n\n{}\n\n", named.name(), named.doc());
    match named {
        Named::Struct(spec) => part.push_str(&fields(spec.fields)),
        Named::Enum(spec) => {
            for variant in spec.variants {
                let (name, doc) = (variant.name, cell(variant.doc));
                part.push_str(&format!("- `{name}`: {doc} {}\n", variant.he));
            }
            part.push('\n');
            for variant in spec.variants.iter().filter(|variant| !variant.fields.is_empty()) {
                part.push_str(&format!("Fields of `{}`:\n\n", variant.name));
                part.push_str(&fields(variant.fields));
            }
        }
    }
    part
}

/// Text that stays inside its table cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn author_words(author: Author) -> &'static str {
    match author {
        Author::Member => "a member who signs",
        Author::Newcomer => "a key that has no account yet",
        Author::Dao => "a DAO, by a proposal that passed",
        Author::Role => "a role that was given it, for its DAO",
    }
}

const fn hand_words(hand: Hand) -> &'static str {
    match hand {
        Hand::Any => "any; a session's or an agent's within its scopes",
        Hand::Own => "an owner's or an admin's",
        Hand::Owner => "an owner's",
    }
}

const fn track_words(track: Track) -> &'static str {
    match track {
        Track::Tip => "tip",
        Track::Spend => "spend",
        Track::Role => "role",
        Track::Constitution => "constitution",
        Track::Emergency => "emergency",
    }
}

const fn id_words(kind: IdKind) -> &'static str {
    match kind {
        IdKind::AccountId => "account, by `@handle` or number",
        IdKind::DaoId => "DAO, by `@handle` or number",
        IdKind::ProposalId => "proposal, by number",
        IdKind::PollId => "poll, by number",
        IdKind::AssetId => "asset, by symbol or number",
        IdKind::PotId => "pot, by number; 0 is the general one",
    }
}

#[cfg(all(test, feature = "json"))]
mod tests;
