//! A block as rows. Each block is written once, in the order of heights.

use aluma_core::dao::{self, profile};
use aluma_core::discussion::{self, Findable};
use aluma_core::kernel::action::Registry;
use aluma_core::kernel::event::{DomainEvent, Event};
use aluma_node::{Committed, Node};
use aluma_store::Body;
use aluma_types::codec::Canon;
use aluma_types::spec::{FieldSpec, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{Act, Hash32};
use rusqlite::{OptionalExtension, Transaction, params};

use crate::IndexError;
use crate::{income, standings, words};

/// Places of events in one block.
pub(crate) const PLACES: i64 = 1 << 24;
/// How deep acts inside acts are looked through; the rules allow one level.
const ACT_DEPTH: usize = 4;

/// Writes what a block told.
pub(crate) fn block(
    rows: &Transaction<'_>,
    node: &Node,
    block: &Committed,
) -> Result<(), IndexError> {
    let header = &block.header;
    let height = number(header.height)?;
    rows.prepare_cached("INSERT INTO blocks VALUES (?1, ?2, ?3)")?.execute(params![
        height,
        header.id().0,
        number(header.time.0)?
    ])?;
    for receipt in block.receipts.iter() {
        rows.prepare_cached("INSERT INTO receipts VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            height,
            receipt.index,
            receipt.id.0,
            receipt.to_bytes()
        ])?;
    }
    let first = height.checked_mul(PLACES).ok_or_else(too_big)?;
    let mut next_text = first;
    for ((seq, at), (place, event)) in (first..).zip(0..).zip(&block.events) {
        let (dao, only) = audience(event)?;
        let receipt = usize::try_from(*place).ok().and_then(|place| block.receipts.get(place));
        let by_agent = receipt.is_some_and(|receipt| receipt.origin.is_agent());
        rows.prepare_cached("INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?
            .execute(params![
                seq,
                height,
                place,
                event.domain,
                dao,
                only,
                event.bytes,
                by_agent,
                event.circle.place()
            ])?;
        if let Some(dao) = dao {
            rows.prepare_cached("INSERT OR IGNORE INTO daos VALUES (?1)")?.execute([dao])?;
        }
        income::write(rows, seq, (&block.events, at))?;
        standings::write(rows, event)?;
        let tags = tags_of(event);
        for id in found_by(rows, event, node.registry())? {
            let words = words_of(node, &id)?;
            // A purpose is found by its own words already, by the fact that told it first.
            let words = words.map(|own| tags.as_ref().map_or(own, |tags| words::forms(tags)));
            if let Some(forms) = words {
                rows.prepare_cached("INSERT INTO texts VALUES (?1, ?2, ?3)")?
                    .execute(params![next_text, id.0, seq])?;
                rows.prepare_cached("INSERT INTO words (rowid, forms) VALUES (?1, ?2)")?
                    .execute(params![next_text, forms])?;
                if tags.is_some() {
                    retag(rows, dao, next_text)?;
                }
                next_text = next_text.saturating_add(1);
            }
        }
    }
    Ok(())
}

/// The texts by whose words an event is found from now on; what it says is to be read no more is
/// forgotten.
fn found_by(
    rows: &Transaction<'_>,
    event: &Event,
    registry: &'static Registry,
) -> Result<Vec<Hash32>, IndexError> {
    let Some(Findable { gone, now }) = discussion::findable(event) else {
        return Ok(bodies(event, registry));
    };
    for id in gone {
        let texts: Vec<i64> = rows
            .prepare_cached("SELECT seq FROM texts WHERE body = ?1")?
            .query_map([id.0], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for text in texts {
            forget(rows, text)?;
        }
    }
    Ok(now)
}

/// The words, in both languages, by which a community is found from now on, where an event says so.
fn tags_of(event: &Event) -> Option<String> {
    let of_dao = event.domain == <dao::Event as DomainEvent>::DOMAIN;
    match of_dao.then(|| dao::Event::from_bytes(&event.bytes)) {
        Some(Ok(dao::Event::TagsSet { tags, .. })) => {
            let words = tags.iter().filter_map(|tag| profile::tag_words(tag.as_str()));
            Some(words.map(|(en, he)| format!("{en} {he}")).collect::<Vec<_>>().join(" "))
        }
        _ => None,
    }
}

/// Forgets by which words a community was found, and remembers by which text it is found now.
fn retag(rows: &Transaction<'_>, dao: Option<i64>, text: i64) -> Result<(), IndexError> {
    let before: Option<i64> = rows
        .prepare_cached("SELECT text FROM tagged WHERE dao = ?1")?
        .query_row([dao], |row| row.get(0))
        .optional()?;
    if let Some(before) = before {
        forget(rows, before)?;
    }
    rows.prepare_cached("INSERT OR REPLACE INTO tagged VALUES (?1, ?2)")?
        .execute(params![dao, text])?;
    Ok(())
}

/// Takes a text and its words away.
pub(crate) fn forget(rows: &Transaction<'_>, seq: i64) -> Result<(), IndexError> {
    rows.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([seq])?;
    rows.prepare_cached("DELETE FROM texts WHERE seq = ?1")?.execute([seq])?;
    Ok(())
}

/// The words of a text, ready to be found; `None` where they were erased or never came.
fn words_of(node: &Node, id: &Hash32) -> Result<Option<String>, IndexError> {
    match node.body(id).map_err(|error| IndexError::Facts(error.to_string()))? {
        Body::Present { text, .. } => Ok(String::from_utf8(text).ok().map(|it| words::forms(&it))),
        Body::Erased { .. } | Body::Unknown => Ok(None),
    }
}

fn audience(event: &Event) -> Result<(Option<i64>, Option<i64>), IndexError> {
    let dao = event.dao.map(|dao| number(dao.0)).transpose()?;
    Ok((dao, event.only.map(|account| number(account.0)).transpose()?))
}

/// Every text that an event names, each once, in the order of the fields.
fn bodies(event: &Event, registry: &'static Registry) -> Vec<Hash32> {
    let mut found = Vec::new();
    if let Ok(value) = event.spec.decode(&event.bytes) {
        collect(event.spec, &value, (registry, 0), &mut found);
    }
    let mut unique = Vec::with_capacity(found.len());
    for id in found {
        if !unique.contains(&id) {
            unique.push(id);
        }
    }
    unique
}

type Through = (&'static Registry, usize);

fn collect(spec: &'static TypeSpec, value: &Value, through: Through, found: &mut Vec<Hash32>) {
    match (spec, value) {
        (_, Value::Body { id, .. } | Value::Name { id, .. }) => found.push(*id),
        (TypeSpec::List { item, .. }, Value::List(values)) => {
            values.iter().for_each(|value| collect(item, value, through, found));
        }
        (TypeSpec::Option(inner), Value::Option(Some(value))) => {
            collect(inner, value, through, found);
        }
        (TypeSpec::Struct(spec), Value::Struct(values)) => {
            collect_fields(spec.fields, values, through, found);
        }
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => {
            if let Ok(variant) = spec.variant(*tag) {
                collect_fields(variant.fields, values, through, found);
            }
        }
        (_, Value::Acts(acts)) => acts.iter().for_each(|act| collect_act(act, through, found)),
        _ => {}
    }
}

fn collect_fields(
    fields: &'static [FieldSpec],
    values: &[Value],
    through: Through,
    found: &mut Vec<Hash32>,
) {
    for (field, value) in fields.iter().zip(values) {
        collect(field.spec, value, through, found);
    }
}

fn collect_act(act: &Act, (registry, depth): Through, found: &mut Vec<Hash32>) {
    if depth < ACT_DEPTH
        && let Some(entry) = registry.entry(act.number)
        && let Ok(values) = entry.spec.fields.decode(&act.body)
    {
        collect_fields(entry.spec.fields.fields, &values, (registry, depth + 1), found);
    }
}

/// A number as SQLite holds it.
pub(crate) fn number(value: u64) -> Result<i64, IndexError> {
    i64::try_from(value).map_err(|_| too_big())
}

fn too_big() -> IndexError {
    IndexError::Facts("a number does not fit the database".to_owned())
}
