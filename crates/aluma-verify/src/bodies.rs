//! The texts that go with a transaction: an act names them by id and length, and whoever hands it
//! in hands in the words.

use std::collections::BTreeMap;

use aluma_types::admission::Inadmissible;
use aluma_types::spec::{ActionSpec, Catalog};
use aluma_types::text::{body_id, is_allowed};
use aluma_types::value::Value;
use aluma_types::{Act, Hash32};

use crate::act::walk;
use crate::names::{check_handle, check_name, skeleton_hash};

/// Salt and words of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyText {
    /// 32 random bytes, without which the id tells nothing about the words.
    pub salt: [u8; 32],
    /// The words.
    pub text: String,
}

impl BodyText {
    /// The id under which acts name it.
    pub fn id(&self) -> Hash32 {
        body_id(&self.salt, &self.text)
    }
}

/// A text that an act names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Its id.
    pub id: Hash32,
    /// Its bytes.
    pub length: u32,
    /// What kind of text it is.
    pub kind: Kind,
}

/// The kinds of texts an act can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Prose,
    /// A name with its skeleton, from a field called `handle`.
    Handle {
        /// What the act says of it.
        skeleton: Hash32,
    },
    /// A name with its skeleton, from any other field.
    Name {
        /// What the act says of it.
        skeleton: Hash32,
    },
}

/// The texts that an act and the acts inside it name.
///
/// # Errors
/// [`Inadmissible::Malformed`] or [`Inadmissible::UnknownAction`].
pub fn needs(
    spec: &'static ActionSpec,
    act: &Act,
    catalog: &dyn Catalog,
) -> Result<Vec<Need>, Inadmissible> {
    let mut needs = Vec::new();
    walk(spec, act, catalog, &mut |leaf| {
        match leaf.value {
            Value::Body { id, length } => {
                needs.push(Need { id: *id, length: *length, kind: Kind::Prose });
            }
            Value::Name { id, length, skeleton } => {
                let skeleton = *skeleton;
                let handle = leaf.field.name == "handle";
                let kind = if handle { Kind::Handle { skeleton } } else { Kind::Name { skeleton } };
                needs.push(Need { id: *id, length: *length, kind });
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(needs)
}

/// Whether the texts handed in are the ones that an act names, each of them and no other, made of
/// characters that texts may hold, with names that keep the rules of names.
///
/// # Errors
/// [`Inadmissible::BodyMissing`], `BodyMismatch` (also for a text that nothing names),
/// `ForbiddenText`, `BadName` or `SkeletonMismatch`.
pub fn check_bodies(needs: &[Need], bodies: &[BodyText]) -> Result<(), Inadmissible> {
    let held: BTreeMap<_, _> = bodies.iter().map(|body| (body.id(), body)).collect();
    for need in needs {
        let body = held.get(&need.id).ok_or(Inadmissible::BodyMissing)?;
        check_body(need, body)?;
    }
    let asked = |id: &Hash32| needs.iter().any(|need| need.id == *id);
    if held.keys().all(asked) { Ok(()) } else { Err(Inadmissible::BodyMismatch) }
}

/// Whether a text is the one that an act names.
///
/// # Errors
/// As [`check_bodies`].
pub fn check_body(need: &Need, body: &BodyText) -> Result<(), Inadmissible> {
    if body.id() != need.id || body.text.len() != need.length as usize {
        return Err(Inadmissible::BodyMismatch);
    }
    if !body.text.chars().all(is_allowed) {
        return Err(Inadmissible::ForbiddenText);
    }
    let (verdict, skeleton) = match need.kind {
        Kind::Prose => return Ok(()),
        Kind::Handle { skeleton } => (check_handle(&body.text), skeleton),
        Kind::Name { skeleton } => (check_name(&body.text), skeleton),
    };
    verdict.map_err(|error| Inadmissible::BadName { rule: error.name() })?;
    if skeleton == skeleton_hash(&body.text) { Ok(()) } else { Err(Inadmissible::SkeletonMismatch) }
}

#[cfg(test)]
mod tests;
