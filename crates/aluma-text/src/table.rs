//! Lists of rows as tables, where the rows are short enough to stand side by side.

use aluma_types::lookup::BodyText;
use aluma_types::spec::{FieldSpec, StructSpec, TypeSpec};
use aluma_types::value::Value;
use unicode_width::UnicodeWidthStr;

use crate::Lang;
use crate::around::Around;
use crate::words::{Speaker, label};

/// Columns of a terminal that a table takes at most; wider rows are said line by line.
const WIDEST: usize = 120;
/// Between two columns.
const GAP: &str = "  ";

/// One column: its heading and a cell per row.
struct Column {
    cells: Vec<String>,
    is_number: bool,
}

impl Column {
    fn width(&self) -> usize {
        self.cells.iter().map(|cell| cell.width()).max().unwrap_or(0)
    }

    /// The cell of a row, filled up to the column's width.
    fn padded(&self, row: usize) -> String {
        let cell = self.cells.get(row).map_or("", String::as_str);
        let fill = " ".repeat(self.width().saturating_sub(cell.width()));
        if self.is_number { format!("{fill}{cell}") } else { format!("{cell}{fill}") }
    }
}

impl Speaker<'_> {
    /// A list of rows as the lines of a table: the heading, then a line per row. Columns that say
    /// nothing are left out. `None` where a row has lines of its own, or is too wide.
    pub(crate) fn table(self, item: &'static TypeSpec, items: &[Value]) -> Option<Vec<String>> {
        let TypeSpec::Struct(spec) = item else { return None };
        let columns = spec.fields.iter().enumerate();
        let columns = columns.map(|(place, field)| self.column((spec, field), place, items));
        let mut columns = columns.collect::<Option<Vec<_>>>()?;
        columns.retain(|column| column.cells.iter().skip(1).any(|cell| !cell.is_empty()));
        let gaps = columns.len().saturating_sub(1) * GAP.len();
        if columns.is_empty() || columns.iter().map(Column::width).sum::<usize>() + gaps > WIDEST {
            return None;
        }
        let line = |row: usize| {
            let cells: Vec<_> = columns.iter().map(|column| column.padded(row)).collect();
            cells.join(GAP).trim_end().to_owned()
        };
        Some((0..=items.len()).map(line).collect())
    }

    fn column(
        self,
        (spec, field): (&'static StructSpec, &'static FieldSpec),
        place: usize,
        rows: &[Value],
    ) -> Option<Column> {
        let mut cells = vec![self.heading(field)];
        for row in rows {
            let Value::Struct(values) = row else { return None };
            let around = Around::new(spec.fields, values, self);
            let inside = self.inside(spec, values).within(&around).for_field(field);
            cells.push(inside.cell(field.spec, values.get(place)?)?);
        }
        Some(Column { cells, is_number: is_number(field.spec) })
    }

    /// Short: a field's name in English, its label in Hebrew.
    fn heading(self, field: &'static FieldSpec) -> String {
        match self.voice.lang {
            Lang::En => field.name.replace('_', " "),
            Lang::He => label(Lang::He, field).to_owned(),
        }
    }

    /// One line, or `None` where a value needs several.
    fn cell(self, spec: &'static TypeSpec, value: &Value) -> Option<String> {
        match (spec, value) {
            (_, Value::Option(None)) => Some(String::new()),
            (TypeSpec::Option(inner), Value::Option(Some(value))) => self.cell(inner, value),
            (_, Value::Body { id, .. } | Value::Name { id, .. }) => match self.lookup.body(id) {
                // No text can pretend to be two cells.
                BodyText::Present(words) => {
                    Some(words.split_whitespace().collect::<Vec<_>>().join(" "))
                }
                _ => Some(self.value(spec, value)),
            },
            (TypeSpec::List { item, .. }, Value::List(items)) => {
                let cells: Option<Vec<_>> = items.iter().map(|one| self.head(item, one)).collect();
                Some(cells?.join(", "))
            }
            (_, Value::Struct(_) | Value::Acts(_)) => None,
            _ => Some(self.value(spec, value)),
        }
    }

    /// What a row inside a cell is about: its first field.
    fn head(self, spec: &'static TypeSpec, value: &Value) -> Option<String> {
        match (spec, value) {
            (TypeSpec::Struct(spec), Value::Struct(values)) => {
                self.cell(spec.fields.first()?.spec, values.first()?)
            }
            _ => self.cell(spec, value),
        }
    }
}

/// Whether a column's digits belong below each other.
const fn is_number(spec: &TypeSpec) -> bool {
    match spec {
        TypeSpec::Option(inner) => is_number(inner),
        TypeSpec::Amount => true,
        TypeSpec::Id(_) | TypeSpec::Time | TypeSpec::Span => false,
        _ => spec.bits().is_some(),
    }
}
