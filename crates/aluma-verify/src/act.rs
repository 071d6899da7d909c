//! An act's fields as values, and a walk over all of them, acts inside acts included.

use aluma_types::admission::Inadmissible;
use aluma_types::spec::{ActionSpec, Catalog, FieldSpec, TypeSpec};
use aluma_types::value::Value;
use aluma_types::{Act, DecodeError, Hash32, Reader};

/// Acts inside acts are read this deep. The rules carry none deeper than one; the limit bounds the
/// work that a hostile act can ask for before they are asked.
const MAX_DEPTH: usize = 4;

/// The values of an act's fields, in the order of the spec.
///
/// # Errors
/// Any [`DecodeError`]; the body must be filled exactly.
pub fn decode_act(spec: &'static ActionSpec, act: &Act) -> Result<Vec<Value>, DecodeError> {
    let mut reader = Reader::new(&act.body);
    let fields = spec.fields.fields.iter();
    let values = fields.map(|field| field.spec.read(&mut reader)).collect::<Result<_, _>>()?;
    reader.finish()?;
    Ok(values)
}

/// The public halves of the one-time secrets that an act brings proofs of; none where the act does
/// not decode.
pub fn secrets_of(spec: &'static ActionSpec, act: &Act) -> Vec<Hash32> {
    let mut found = Vec::new();
    let seen = leaves_of(spec, act, 0, &mut |leaf| {
        if let Value::Proof(proof) = leaf.value {
            found.push(proof.key);
        }
        Ok(())
    });
    seen.map_or_else(|_| Vec::new(), |()| found)
}

/// A value without parts of its own.
pub(crate) struct Leaf<'a> {
    /// The field that holds it, directly or in a list, option or variant.
    pub(crate) field: &'static FieldSpec,
    /// The value's own shape.
    pub(crate) spec: &'static TypeSpec,
    /// The value.
    pub(crate) value: &'a Value,
    /// 0 in the act itself, 1 in an act that it carries, and so on.
    pub(crate) depth: usize,
}

type Visit<'a> = &'a mut dyn FnMut(Leaf<'_>) -> Result<(), Inadmissible>;

/// Decodes an act and all acts inside it, and shows every leaf to `visit`.
///
/// # Errors
/// What `visit` refuses, and [`Inadmissible::Malformed`] or [`Inadmissible::UnknownAction`].
pub(crate) fn walk(
    spec: &'static ActionSpec,
    act: &Act,
    catalog: &dyn Catalog,
    visit: Visit<'_>,
) -> Result<(), Inadmissible> {
    let mut open = Vec::new();
    leaves_of(spec, act, 0, &mut |leaf| {
        queue(&leaf, &mut open)?;
        visit(leaf)
    })?;
    while let Some((act, depth)) = open.pop() {
        let spec = catalog.action(act.number).ok_or(Inadmissible::UnknownAction)?;
        leaves_of(spec, &act, depth, &mut |leaf| {
            queue(&leaf, &mut open)?;
            visit(leaf)
        })?;
    }
    Ok(())
}

fn queue(leaf: &Leaf<'_>, open: &mut Vec<(Act, usize)>) -> Result<(), Inadmissible> {
    let Value::Acts(acts) = leaf.value else { return Ok(()) };
    let depth = leaf.depth.saturating_add(1);
    if depth > MAX_DEPTH && !acts.is_empty() {
        return Err(Inadmissible::Malformed(DecodeError::TooLong));
    }
    open.extend(acts.iter().map(|act| (act.clone(), depth)));
    Ok(())
}

fn leaves_of(
    spec: &'static ActionSpec,
    act: &Act,
    depth: usize,
    visit: Visit<'_>,
) -> Result<(), Inadmissible> {
    let values = decode_act(spec, act).map_err(Inadmissible::Malformed)?;
    fields(spec.fields.fields, &values, depth, visit)
}

fn fields(
    fields: &'static [FieldSpec],
    values: &[Value],
    depth: usize,
    visit: Visit<'_>,
) -> Result<(), Inadmissible> {
    for (field, value) in fields.iter().zip(values) {
        leaves(Leaf { field, spec: field.spec, value, depth }, visit)?;
    }
    Ok(())
}

/// The recursion follows the spec, which is static, never the data.
fn leaves(leaf: Leaf<'_>, visit: Visit<'_>) -> Result<(), Inadmissible> {
    let Leaf { field, spec, value, depth } = leaf;
    match (spec, value) {
        (TypeSpec::List { item, .. }, Value::List(values)) => values
            .iter()
            .try_for_each(|value| leaves(Leaf { field, spec: item, value, depth }, visit)),
        (TypeSpec::Option(inner), Value::Option(value)) => value
            .iter()
            .try_for_each(|value| leaves(Leaf { field, spec: inner, value, depth }, visit)),
        (TypeSpec::Struct(spec), Value::Struct(values)) => {
            fields(spec.fields, values, depth, visit)
        }
        (TypeSpec::Enum(spec), Value::Enum(tag, values)) => fields(
            spec.variant(*tag).map_err(Inadmissible::Malformed)?.fields,
            values,
            depth,
            visit,
        ),
        _ => visit(leaf),
    }
}
