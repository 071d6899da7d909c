//! Questions to the ledger's own views, as a client asks them.

use aluma_core::kernel::view::Look;
use aluma_types::AccountId;
use aluma_types::spec::TypeSpec;
use aluma_types::value::Value;

use crate::fields::Fields;
use crate::ledger::Ledger;

/// An answer, read by its spec.
#[derive(Debug)]
pub struct Answer {
    spec: &'static TypeSpec,
    value: Value,
}

impl Answer {
    /// Its fields.
    pub fn fields(&self) -> Fields<'_> {
        Fields::of(self.spec, &self.value)
    }
}

/// Asks a view as a reader; parameters that are not given must be optional. `None` where the view
/// is not listed or says no.
pub fn ask(
    ledger: &Ledger,
    reader: Option<u64>,
    (view, params): (&str, &[(&str, u64)]),
) -> Option<Answer> {
    let entry = ledger.registry().view(view)?;
    let specs = entry.spec.params.fields;
    let values: Vec<Value> = specs
        .iter()
        .map(|field| {
            let given = params.iter().find(|(name, _)| *name == field.name);
            let value = given.map(|(_, number)| Value::Uint((*number).into()));
            match (field.spec, value) {
                (TypeSpec::Option(_), value) => Value::Option(value.map(Box::new)),
                (_, Some(value)) => value,
                (_, None) => Value::Option(None),
            }
        })
        .collect();
    let bytes = entry.spec.params.encode(&values).ok()?;
    let head = ledger.head();
    let look = Look {
        state: ledger.state(),
        now: head.time,
        height: head.height,
        reader: reader.map(AccountId),
        invited: None,
    };
    let answer = (entry.run)(&look, &bytes).ok()?;
    let value = entry.spec.result.decode(&answer).ok()?;
    Some(Answer { spec: entry.spec.result, value })
}
