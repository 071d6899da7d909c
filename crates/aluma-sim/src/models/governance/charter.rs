//! Charters as the models know them: read once at the founding, then moved by amendments alone.

use std::collections::BTreeMap;

use aluma_core::dao::{Charter, Kind};
use aluma_core::registry::PARAMETERS;
use aluma_types::Canon;
use aluma_types::codec::Key;
use aluma_types::value::Value;

use super::sums::Part;
use crate::fields::Fields;
use crate::ledger::Ledger;

/// The parameters of one DAO by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Parameters(BTreeMap<u64, Value>);

impl Parameters {
    /// What the ledger's row says now.
    pub(crate) fn read(ledger: &Ledger, dao: u64) -> Option<Self> {
        let mut key = Vec::new();
        dao.write_key(&mut key);
        let table = ledger.state().tables().find(|table| table.spec().name == "charters")?;
        let bytes = table.raw(&key).ok()??;
        let value = Charter::SPEC.decode(bytes.get(1..)?).ok()?;
        let rows = Fields::of(Charter::SPEC, &value).rows("parameters");
        let pair = |row: &Fields<'_>| Some((row.number("number")?, row.get("value")?.1.clone()));
        Some(Self(rows.iter().filter_map(pair).collect()))
    }

    /// Follows an amendment.
    pub(crate) fn amend(&mut self, number: u64, after: Value) {
        self.0.insert(number, after);
    }

    fn get(&self, name: &str) -> Option<&Value> {
        let mut all = PARAMETERS.iter().flat_map(|list| list.iter());
        let spec = all.find(|spec| spec.name == name)?;
        match self.0.get(&u64::from(spec.number))? {
            Value::Enum(_, fields) => fields.first(),
            _ => None,
        }
    }

    /// A number, span or place of a choice; 0 where there is none.
    pub(crate) fn number(&self, name: &str) -> u128 {
        match self.get(name) {
            Some(Value::Uint(number)) => *number,
            _ => 0,
        }
    }

    /// A duration in milliseconds.
    pub(crate) fn span(&self, name: &str) -> u64 {
        u64::try_from(self.number(name)).unwrap_or(u64::MAX)
    }

    /// A flag.
    pub(crate) fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(Value::Bool(true)))
    }

    /// A share.
    pub(crate) fn share(&self, name: &str) -> Part {
        match self.get(name) {
            Some(Value::Share(share)) => Part { num: share.num(), den: share.den() },
            _ => Part { num: 0, den: 1 },
        }
    }

    /// The word of a choice.
    pub(crate) fn choice(&self, name: &str) -> &'static str {
        let mut all = PARAMETERS.iter().flat_map(|list| list.iter());
        match all.find(|spec| spec.name == name).map(|spec| spec.kind) {
            Some(Kind::Choice(words)) => {
                words.get(self.number(name) as usize).map_or("", |(word, ..)| word)
            }
            _ => "",
        }
    }

    /// An asset, where one is named.
    pub(crate) fn asset(&self, name: &str) -> Option<u64> {
        match self.get(name) {
            Some(Value::Option(Some(value))) => match **value {
                Value::Uint(asset) => u64::try_from(asset).ok(),
                _ => None,
            },
            _ => None,
        }
    }
}
