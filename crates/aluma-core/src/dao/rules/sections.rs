//! How a charter is told: its sections, each declared by the domain that uses its parameters.
//!
//! The words stand in `aluma-text`; here stands what a sentence speaks of, when a parameter changes
//! nothing, and what follows from the parameters. A new section is one declaration beside its
//! parameters, one line in the registry and its messages in both languages.

use alloc::vec::Vec;

use aluma_types::{Amount, Share, Span};

use crate::dao::rules::parameters::{Charter, ParameterSpec, ParameterValue};
use crate::dao::types::{Manner, Template};
use crate::registry::SECTIONS;

/// A part of the charter that is read in one go.
#[derive(Debug)]
pub struct SectionSpec {
    /// What its parameters begin with; its title is the message `charter-<name>`.
    pub name: &'static str,
    /// Where it stands among the others, ascending.
    pub place: u16,
    /// Its sentences in their order.
    pub lines: &'static [Line],
    /// The section whose shared sentences it may be told by: where few of them differ, only those
    /// are said, and that the rest is as there.
    pub like: Option<&'static str>,
    /// Parameters of other sections that its sentences choose by or show.
    pub reads: &'static [&'static ParameterSpec],
    /// Whether a parameter of it changes nothing as the charter stands.
    pub is_idle: fn(&Charter, &ParameterSpec) -> bool,
    /// What follows from its parameters, by names that its sentences use.
    pub figures: fn(&Telling<'_>) -> Figures,
}

/// One sentence of a section; it may be empty where what it speaks of is off.
#[derive(Debug)]
pub struct Line {
    /// Its message is `charter-<says>`.
    pub says: &'static str,
    /// The parameters it speaks of, without their section.
    pub of: &'static [&'static str],
    /// Whether it is this section's alone, and so always said.
    pub is_own: bool,
}

impl Line {
    /// A sentence of one section.
    pub const fn own(says: &'static str, of: &'static [&'static str]) -> Self {
        Self { says, of, is_own: true }
    }

    /// A sentence that sections of a kind share.
    pub const fn shared(says: &'static str, of: &'static [&'static str]) -> Self {
        Self { says, of, is_own: false }
    }
}

/// What a section's consequences are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Telling<'a> {
    /// The section's name: sections of a kind share their functions.
    pub section: &'static str,
    /// The charter.
    pub charter: &'a Charter,
    /// What else is known.
    pub facts: &'a Facts,
}

/// What is known of the community besides its charter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// How it decides.
    pub manner: Manner,
    /// What its charter started from, if it followed a template.
    pub template: Option<Template>,
    /// Admitted members now, where the teller knows.
    pub members: Option<u64>,
    /// What is free in its treasury now, asset by asset, where the teller knows.
    pub free: Vec<Amount>,
}

/// Consequences by name.
pub type Figures = Vec<(&'static str, Figure)>;

/// A consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Not known, or none.
    None,
    /// A choice between wordings.
    Word(&'static str),
    /// A count.
    Number(u128),
    /// A number with a decimal point: units, and 10 to this power of them make one whole.
    Decimal(u128, u8),
    /// A duration.
    Span(Span),
    /// A share.
    Share(Share),
    /// Sums, asset by asset.
    Amounts(Vec<Amount>),
}

/// Nothing follows.
pub fn no_figures(_: &Telling<'_>) -> Figures {
    Vec::new()
}

/// Every parameter counts.
pub fn never_idle(_: &Charter, _: &ParameterSpec) -> bool {
    false
}

/// Every section of the ledger's charters, in the order in which a charter is read.
pub fn sections() -> Vec<&'static SectionSpec> {
    let mut list: Vec<_> = SECTIONS.iter().flat_map(|domain| domain.iter().copied()).collect();
    list.sort_by_key(|section| section.place);
    list
}

/// A parameter's number; 0 where it is of another kind.
pub(crate) fn number_of(charter: &Charter, spec: &ParameterSpec) -> u128 {
    match charter.get(spec) {
        ParameterValue::Number { value } => value,
        _ => 0,
    }
}

/// A parameter's share; nothing where it is of another kind.
pub(crate) fn share_of(charter: &Charter, spec: &ParameterSpec) -> Share {
    match charter.get(spec) {
        ParameterValue::Share { value } => value,
        _ => Share::ZERO,
    }
}

/// A parameter's duration; none where it is of another kind.
pub(crate) fn span_of(charter: &Charter, spec: &ParameterSpec) -> Span {
    match charter.get(spec) {
        ParameterValue::Span { value } => value,
        _ => Span(0),
    }
}

/// The place of a parameter's choice; 0 where it is of another kind.
pub(crate) fn choice_of(charter: &Charter, spec: &ParameterSpec) -> u8 {
    match charter.get(spec) {
        ParameterValue::Choice { value } => value,
        _ => 0,
    }
}

/// Whether a flag is yes, or an asset is named.
pub(crate) fn is_set(charter: &Charter, spec: &ParameterSpec) -> bool {
    use ParameterValue::{Asset, Flag};
    matches!(charter.get(spec), Flag { value: true } | Asset { value: Some(_) })
}
