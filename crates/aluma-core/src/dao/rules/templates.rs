//! What a charter starts from: each template changes a few parameters of the manner's defaults.

use aluma_types::{DecodeError, List, Text, show};

use crate::dao::rules::parameters::{Charter, ParameterSpec, ParameterValue, named, parse};
use crate::dao::types::{ChangeText, Manner, NewDao, Template};
use crate::kernel::refusal::Refused;

/// A parameter and its value in words.
type Line = (&'static str, &'static str);

/// A community that works for others: the manners' defaults were made for it.
const SERVICE_COLLECTIVE: &[Line] = &[];

/// The history of a community that decided elsewhere. A council votes with final ballots; whatever
/// the sum, one track with an hour's delay; no limit holds back what was once paid.
const ARCHIVE: &[Line] = &[
    ("velocity.week", "100%"),
    ("velocity.month", "100%"),
    ("mint.cap", "100%"),
    ("tip.limit", "0%"),
    ("spend.limit", "100%"),
    ("spend.delay", "1h"),
    ("tip.final-ballots", "always"),
    ("spend.final-ballots", "always"),
    ("role.final-ballots", "always"),
    ("constitution.final-ballots", "always"),
];

/// What a template says.
pub(crate) const fn lines(template: Template) -> &'static [Line] {
    match template {
        Template::ServiceCollective => SERVICE_COLLECTIVE,
        Template::Archive => ARCHIVE,
    }
}

/// A parameter's value in a charter that a template starts, before anybody's own answers.
pub fn default_of(spec: &ParameterSpec, manner: Manner, template: Template) -> ParameterValue {
    let line = lines(template).iter().find(|(key, _)| *key == spec.name);
    let stated = line.and_then(|(_, value)| parse(spec.kind, value));
    stated.unwrap_or_else(|| spec.default_of(manner))
}

/// The charter of a new DAO: the manner's defaults, the template's lines, the founder's answers,
/// then the founder's own changes, which are held to kinds, ranges and laws.
///
/// # Errors
/// As [`Charter::amended`]; `place` counts within the founder's own changes.
pub(crate) fn charter_of(new: &NewDao) -> Result<Charter, Refused> {
    let mut start = Charter::of(new.manner);
    for (key, value) in lines(new.template) {
        set(&mut start, key, value);
    }
    set(&mut start, "membership.joining", new.joining.key());
    if let Some(visibility) = new.visibility {
        set(&mut start, "visibility.readers", visibility.key());
    }
    // A season's length may be out of range: it is a change like the founder's own.
    let season = new.season.and_then(|season| change("season.length", &show::span(season)).ok());
    let answered = start.changed(&List::new(season.into_iter().collect()).unwrap_or_default())?;
    answered.amended(&new.changes)
}

/// Writes a line of ours. A test holds every line to a parameter and its range.
fn set(charter: &mut Charter, key: &str, value: &str) {
    if let Some(spec) = named(key)
        && let Some(value) = parse(spec.kind, value)
    {
        charter.put(spec.number, value);
    }
}

fn change(key: &str, value: &str) -> Result<ChangeText, DecodeError> {
    Ok(ChangeText { key: Text::new(key)?, value: Text::new(value)? })
}
