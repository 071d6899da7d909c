//! What a charter is made of: numbered parameters, each of a kind, with a range and a text form.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use aluma_types::{AssetId, Canon, DaoId, List, Share, Span, Timestamp, show};

use crate::dao::Refusal;
use crate::dao::rules::templates::default_of;
use crate::dao::types::{Changes, Manner, Template};
use crate::kernel::refusal::{Datum, Refused};
use crate::registry::{AMENDMENT_LAWS, ASSET_LAWS, CHARTER_LAWS, PARAMETERS, State};

/// Parameters a charter may have.
pub const MAX_PARAMETERS: usize = 256;

/// What values a parameter may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// `yes` or `no`.
    Flag,
    /// A whole number.
    Number {
        /// The least.
        min: u128,
        /// The most.
        max: u128,
    },
    /// A duration.
    Span {
        /// The shortest.
        min: Span,
        /// The longest.
        max: Span,
    },
    /// A share.
    Share {
        /// The least.
        min: Share,
        /// The most.
        max: Share,
    },
    /// One of several, each with its name, its English and its Hebrew label.
    Choice(&'static [(&'static str, &'static str, &'static str)]),
    /// A moment.
    Time,
    /// An asset, or none.
    OptionalAsset,
    /// Some of several, each with its name, its English and its Hebrew label; at most so many. Their
    /// order says nothing.
    Tags {
        /// All there are. New ones go to the end: a value remembers places.
        of: &'static [(&'static str, &'static str, &'static str)],
        /// How many of them at most.
        most: u32,
    },
}

/// A parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
#[allow(missing_docs)] // Each variant holds the value of its kind.
pub enum ParameterValue {
    #[tag(1)]
    Flag { value: bool },
    #[tag(2)]
    Number { value: u128 },
    #[tag(3)]
    Span { value: Span },
    #[tag(4)]
    Share { value: Share },
    #[tag(5)]
    Choice { value: u8 },
    #[tag(6)]
    Time { value: Timestamp },
    #[tag(7)]
    Asset { value: Option<AssetId> },
    /// The tag at place n is bit n.
    #[tag(8)]
    Tags { value: u64 },
}

/// What a number counts; of every other kind the values say it themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The kind says it.
    OfKind,
    /// People.
    People,
    /// Proposals.
    Proposals,
    /// Millionths of one member's vote.
    Heads,
    /// Ten-thousandths of the whole.
    Parts,
    /// Base units of the asset that the parameter of this name names.
    UnitsOf(&'static str),
}

/// A parameter, declared by the domain that uses it.
#[derive(Debug)]
pub struct ParameterSpec {
    /// Unique over the ledger, never reused.
    pub number: u16,
    /// `section.parameter`, as people write it in an amendment.
    pub name: &'static str,
    /// The part of the charter it stands in.
    pub section: &'static str,
    /// What it means, in English.
    pub doc: &'static str,
    /// Its English label, as it stands before a value.
    pub en: &'static str,
    /// Its Hebrew label.
    pub he: &'static str,
    /// What values it may have.
    pub kind: Kind,
    /// What a number of it counts.
    pub unit: Unit,
    /// What it is unless a charter says otherwise: small circle, assembly, delegates.
    pub defaults: [ParameterValue; 3],
}

impl ParameterSpec {
    /// Its value unless a charter says otherwise.
    pub fn default_of(&self, manner: Manner) -> ParameterValue {
        let [small, assembly, delegates] = self.defaults;
        match manner {
            Manner::SmallCircle => small,
            Manner::Assembly => assembly,
            Manner::Delegates => delegates,
        }
    }
}

/// Every parameter of the ledger, in the order of domains.
pub fn all() -> impl Iterator<Item = &'static ParameterSpec> {
    PARAMETERS.iter().flat_map(|list| list.iter().copied())
}

/// The parameter of a name such as `membership.joining`.
pub fn named(name: &str) -> Option<&'static ParameterSpec> {
    all().find(|spec| spec.name == name)
}

/// The parameter of a number.
pub fn numbered(number: u16) -> Option<&'static ParameterSpec> {
    all().find(|spec| spec.number == number)
}

/// Reads the text form of a value; `None` for a text that is no value of this kind. The range is
/// another question: see [`in_range`].
pub fn parse(kind: Kind, text: &str) -> Option<ParameterValue> {
    Some(match kind {
        Kind::Flag => ParameterValue::Flag { value: flag(text)? },
        Kind::Number { .. } => ParameterValue::Number { value: number(text)? },
        Kind::Span { .. } => ParameterValue::Span { value: Span::parse(text)? },
        Kind::Share { .. } => ParameterValue::Share { value: Share::parse(text)? },
        Kind::Choice(names) => {
            let place = names.iter().position(|(name, ..)| *name == text)?;
            ParameterValue::Choice { value: u8::try_from(place).ok()? }
        }
        Kind::Time => ParameterValue::Time { value: show::parse_time(text)? },
        Kind::OptionalAsset if text == "none" => ParameterValue::Asset { value: None },
        Kind::OptionalAsset => {
            let id = u64::try_from(number(text)?).ok()?;
            ParameterValue::Asset { value: Some(AssetId(id)) }
        }
        Kind::Tags { .. } if text == "none" => ParameterValue::Tags { value: 0 },
        Kind::Tags { of, .. } => ParameterValue::Tags { value: tags(of, text)? },
    })
}

/// Words with commas between, each a tag and none twice.
fn tags(of: &[(&str, &str, &str)], text: &str) -> Option<u64> {
    text.split(',').try_fold(0u64, |value, word| {
        let place = of.iter().position(|(name, ..)| *name == word)?;
        let bit = 1u64.checked_shl(u32::try_from(place).ok()?)?;
        (value & bit == 0).then_some(value | bit)
    })
}

/// The tags of a value, in the order of their list.
pub fn tagged(
    of: &'static [(&'static str, &'static str, &'static str)],
    value: u64,
) -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    let has = move |place: u32| value.checked_shr(place).is_some_and(|rest| rest & 1 == 1);
    (0u32..).zip(of).filter(move |(place, _)| has(*place)).map(|(_, tag)| tag)
}

fn flag(text: &str) -> Option<bool> {
    match text {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn number(text: &str) -> Option<u128> {
    show::parse_amount(text, 0)
}

/// The text form of a value, which [`parse`] reads back.
pub fn show(kind: Kind, value: ParameterValue) -> String {
    match value {
        ParameterValue::Flag { value } => (if value { "yes" } else { "no" }).to_string(),
        ParameterValue::Number { value } => value.to_string(),
        ParameterValue::Span { value } => show::span(value),
        ParameterValue::Share { value } => {
            show::exact_percent(value).unwrap_or_else(|| show::share(value))
        }
        ParameterValue::Choice { value } => match kind {
            Kind::Choice(names) => names
                .get(usize::from(value))
                .map_or_else(|| value.to_string(), |(name, ..)| (*name).to_string()),
            _ => value.to_string(),
        },
        // An amendment's words have no spaces.
        ParameterValue::Time { value } => show::time(value).replace(' ', "T").replace("TUTC", "Z"),
        ParameterValue::Asset { value: None } => "none".to_string(),
        ParameterValue::Asset { value: Some(asset) } => format!("{asset}"),
        ParameterValue::Tags { value } => match kind {
            Kind::Tags { of, .. } if value > 0 => {
                let names: Vec<&str> = tagged(of, value).map(|(name, ..)| *name).collect();
                names.join(",")
            }
            _ => "none".to_string(),
        },
    }
}

/// Whether a value is of a kind and within its range.
///
/// # Errors
/// Both ends of the range; a value of another kind is out of an empty one.
pub fn in_range(kind: Kind, value: ParameterValue) -> Result<(), (Datum, Datum)> {
    use ParameterValue as Value;
    let (holds, ends) = match (kind, value) {
        (Kind::Number { min, max }, Value::Number { value }) => {
            ((min..=max).contains(&value), (min.into(), max.into()))
        }
        (Kind::Span { min, max }, Value::Span { value }) => {
            ((min..=max).contains(&value), (min.into(), max.into()))
        }
        (Kind::Share { min, max }, Value::Share { value }) => {
            (at_most(min, value) && at_most(value, max), (min.into(), max.into()))
        }
        (Kind::Choice(names), Value::Choice { value }) => {
            let last = names.len().saturating_sub(1) as u64;
            (u64::from(value) <= last, (0u8.into(), last.into()))
        }
        (Kind::Tags { of, most }, Value::Tags { value }) => {
            let known = tagged(of, value).count() == value.count_ones() as usize;
            (known && value.count_ones() <= most, (0u8.into(), u64::from(most).into()))
        }
        (Kind::Flag, Value::Flag { .. })
        | (Kind::Time, Value::Time { .. })
        | (Kind::OptionalAsset, Value::Asset { .. }) => return Ok(()),
        _ => (false, (0u8.into(), 0u8.into())),
    };
    if holds { Ok(()) } else { Err(ends) }
}

/// Whether one share is at most another, exactly.
fn at_most(small: Share, large: Share) -> bool {
    let left = u64::from(small.num()).saturating_mul(u64::from(large.den()));
    let right = u64::from(large.num()).saturating_mul(u64::from(small.den()));
    left <= right
}

/// One parameter of one charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Canon)]
pub struct Parameter {
    /// The parameter's number.
    pub number: u16,
    /// Its value.
    pub value: ParameterValue,
}

/// A DAO's rules: every parameter that was known when it was founded or amended, by number. Written
/// out in full, so that a later default never changes a living DAO's rules.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct Charter {
    manner: Manner,
    parameters: List<Parameter, MAX_PARAMETERS>,
}

impl Charter {
    /// How the DAO decides, which its defaults come from.
    pub const fn manner(&self) -> Manner {
        self.manner
    }

    /// The charter in another manner of deciding: what stood as manner and template write it stands
    /// as they write it there, and what its people changed stays.
    ///
    /// # Errors
    /// The first law that would not hold.
    pub(crate) fn in_manner(
        &self,
        manner: Manner,
        template: Option<Template>,
    ) -> Result<Self, Refused> {
        let mut charter = Self { manner, ..self.clone() };
        for spec in all() {
            if self.get(spec) == default_of(spec, self.manner, template) {
                charter.put(spec.number, default_of(spec, manner, template));
            }
        }
        CHARTER_LAWS.iter().try_for_each(|law| law(&charter))?;
        Ok(charter)
    }

    /// Every parameter at the manner's default.
    pub(crate) fn of(manner: Manner) -> Self {
        let mut charter = Self { manner, parameters: List::default() };
        for spec in all() {
            charter.put(spec.number, spec.default_of(manner));
        }
        charter
    }

    /// A charter from its text form (names and values, as the `charter` view answers them); what
    /// this program does not know or cannot read stays at the manner's default.
    pub fn read<'a>(manner: Manner, lines: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut charter = Self::of(manner);
        for (key, text) in lines {
            if let Some(spec) = named(key)
                && let Some(value) = parse(spec.kind, text)
            {
                charter.put(spec.number, value);
            }
        }
        charter
    }

    /// Whether a charter may read so: every value in its range, and no law broken.
    pub fn is_legal(&self) -> bool {
        all().all(|spec| in_range(spec.kind, self.get(spec)).is_ok())
            && CHARTER_LAWS.iter().all(|law| law(self).is_ok())
    }

    /// A parameter's value: as written, or else the manner's default.
    pub fn get(&self, spec: &ParameterSpec) -> ParameterValue {
        let written = self
            .parameters
            .binary_search_by_key(&spec.number, |parameter| parameter.number)
            .ok()
            .and_then(|place| self.parameters.get(place));
        written.map_or_else(|| spec.default_of(self.manner), |parameter| parameter.value)
    }

    /// The parameters as written, by number.
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    pub(crate) fn put(&mut self, number: u16, value: ParameterValue) {
        let mut rows = core::mem::take(&mut self.parameters).into_inner();
        match rows.binary_search_by_key(&number, |parameter| parameter.number) {
            Ok(place) => {
                if let Some(row) = rows.get_mut(place) {
                    row.value = value;
                }
            }
            Err(place) => rows.insert(place, Parameter { number, value }),
        }
        rows.truncate(MAX_PARAMETERS);
        self.parameters = List::new(rows).unwrap_or_default();
    }

    /// The charter with changes, held to kinds, ranges and the laws across parameters.
    ///
    /// # Errors
    /// The first change that names nothing, twice the same or a value that it may not have; then
    /// the first law that would not hold.
    pub(crate) fn amended(&self, changes: &Changes) -> Result<Self, Refused> {
        let charter = self.changed(changes)?;
        CHARTER_LAWS.iter().try_for_each(|law| law(&charter))?;
        Ok(charter)
    }

    /// Holds the charter to the laws about assets it names, given which are voting shares of its own.
    ///
    /// # Errors
    /// The first law that does not hold.
    pub(crate) fn names_assets(&self, votes: &dyn Fn(AssetId) -> bool) -> Result<(), Refused> {
        ASSET_LAWS.iter().try_for_each(|law| law(self, votes))
    }

    /// Holds what a charter would become to the laws across it and what it is.
    ///
    /// # Errors
    /// The first law that does not hold.
    pub(crate) fn may_become(
        &self,
        after: &Self,
        of: (&State, DaoId, Timestamp),
    ) -> Result<(), Refused> {
        AMENDMENT_LAWS.iter().try_for_each(|law| law(of, self, after))
    }

    /// As [`Charter::amended`], but not held to the laws yet: more changes follow.
    ///
    /// # Errors
    /// The first change that names nothing, twice the same or a value that it may not have.
    pub(crate) fn changed(&self, changes: &Changes) -> Result<Self, Refused> {
        let mut charter = self.clone();
        let mut seen = BTreeSet::new();
        for (place, change) in (1u64..).zip(changes.iter()) {
            let spec = named(change.key.as_str()).ok_or(Refusal::NoSuchParameter { place })?;
            if !seen.insert(spec.number) {
                return Err(Refusal::ParameterTwice { parameter: spec.name }.into());
            }
            let value = parse(spec.kind, change.value.as_str())
                .ok_or(Refusal::BadParameter { parameter: spec.name })?;
            in_range(spec.kind, value).map_err(|(least, most)| Refusal::ParameterOutOfRange {
                parameter: spec.name,
                least,
                most,
            })?;
            charter.put(spec.number, value);
        }
        Ok(charter)
    }

    /// The parameters that differ.
    pub(crate) fn differing<'c>(
        &'c self,
        other: &'c Self,
    ) -> impl Iterator<Item = &'static ParameterSpec> + 'c {
        all().filter(|spec| self.get(spec) != other.get(spec))
    }
}

/// A law across the parameters of a charter: says no to a charter that breaks it.
pub type CharterLaw = fn(&Charter) -> Result<(), Refused>;

/// A law across the parameters of a charter and the assets it names, of which it is told which are
/// voting shares of the DAO's own.
pub type AssetLaw = fn(&Charter, &dyn Fn(AssetId) -> bool) -> Result<(), Refused>;

/// A law across a charter and what it would become: of a DAO, at a moment.
pub type AmendmentLaw = fn((&State, DaoId, Timestamp), &Charter, &Charter) -> Result<(), Refused>;

/// One change as people read it.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    /// Which parameter.
    pub(crate) spec: &'static ParameterSpec,
    /// What it is now, in its text form.
    pub(crate) before: String,
    /// What it would be.
    pub(crate) after: String,
}

/// What differs between two charters, as people read it.
pub(crate) fn differences(before: &Charter, after: &Charter) -> Vec<Difference> {
    let words = |charter: &Charter, spec: &ParameterSpec| show(spec.kind, charter.get(spec));
    let line = |spec: &'static ParameterSpec| Difference {
        spec,
        before: words(before, spec),
        after: words(after, spec),
    };
    before.differing(after).map(line).collect()
}

/// What a charter row's change means: the numbers of the parameters that differ.
pub(crate) fn observed(
    dao: DaoId,
    before: Option<&Charter>,
    after: Option<&Charter>,
    effects: &mut crate::kernel::effects::Effects,
) {
    // A charter that begins changes nobody's rules.
    if let (Some(before), Some(after)) = (before, after) {
        effects.charter.extend(before.differing(after).map(|spec| (dao, spec.number)));
    }
}
