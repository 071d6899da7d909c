//! Whole records in words: an answer as labelled lines, and its lists of rows as tables.

use aluma_types::lookup::Lookup;
use aluma_types::spec::{FieldSpec, TypeSpec};
use aluma_types::value::Value;

use crate::Voice;
use crate::around::Around;
use crate::words::{Speaker, label};

/// A value as lines, each field behind its label, what lies inside indented by two spaces; rows that
/// are short enough as a table. What is not there takes no line. Ends without a line feed.
pub fn report(
    voice: impl Into<Voice>,
    spec: &'static TypeSpec,
    value: &Value,
    lookup: &dyn Lookup,
) -> String {
    let speaker = Speaker::new(voice.into(), lookup);
    let mut lines = Vec::new();
    speaker.lines(spec, value, &mut lines);
    lines.join("\n")
}

impl Speaker<'_> {
    fn labelled(self, field: &'static FieldSpec, value: &Value) -> String {
        format!("{}: {}", label(self.voice.lang, field), self.value(field.spec, value))
    }

    fn lines(self, spec: &'static TypeSpec, value: &Value, lines: &mut Vec<String>) {
        match (spec, value) {
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                if let Some(change) = self.change(spec, values) {
                    lines.push(change);
                    return;
                }
                let pairs = spec.fields.iter().zip(values);
                let around = Around::new(spec.fields, values, self);
                let inside = self.inside(spec, values).within(&around);
                for (field, value) in pairs.filter(|(_, value)| **value != Value::Option(None)) {
                    inside.for_field(field).field(field, value, lines);
                }
            }
            (TypeSpec::List { item, .. }, Value::List(items)) if !items.is_empty() => {
                let changes = self.changes(item, items);
                if let Some(table) = self.table(item, items).filter(|_| changes.is_none()) {
                    lines.extend(table);
                    return;
                }
                for item_value in items {
                    let mut inner = Vec::new();
                    self.lines(item, item_value, &mut inner);
                    let marks = ["- "].into_iter().chain(std::iter::repeat("  "));
                    lines.extend(marks.zip(inner).map(|(mark, line)| format!("{mark}{line}")));
                }
            }
            (TypeSpec::Option(inner), Value::Option(Some(value))) => {
                self.lines(inner, value, lines)
            }
            _ => lines.push(self.value(spec, value)),
        }
    }

    fn field(self, field: &'static FieldSpec, value: &Value, lines: &mut Vec<String>) {
        if !has_lines(value) {
            lines.push(self.labelled(field, value));
            return;
        }
        lines.push(format!("{}:", label(self.voice.lang, field)));
        let mut inner = Vec::new();
        self.lines(field.spec, value, &mut inner);
        lines.extend(inner.into_iter().map(|line| format!("  {line}")));
    }
}

/// Whether a value takes lines of its own below its label.
fn has_lines(value: &Value) -> bool {
    match value {
        Value::Struct(_) => true,
        Value::List(items) => !items.is_empty(),
        Value::Option(Some(value)) => has_lines(value),
        _ => false,
    }
}
