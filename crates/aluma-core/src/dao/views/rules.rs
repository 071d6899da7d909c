//! By which rules.

use aluma_types::spec::ViewSpec;
use aluma_types::{Canon, DaoId, List, Text};

use crate::dao::rules::parameters::{MAX_PARAMETERS, ParameterSpec, all, show};
use crate::dao::rules::templates::default_of;
use crate::dao::types::{Manner, Template};
use crate::dao::{Refusal, charter, dao, member_count};
use crate::kernel::refusal::Refused;
use crate::kernel::view::{Look, View};

/// The charter of a DAO
///
/// Every parameter with its value, and what it would be by its template.
#[derive(Clone, Debug, PartialEq, Eq, aluma_types::View)]
#[view(name = "charter", he = "תקנון", result = CharterAnswer)]
pub struct CharterView {
    /// The DAO.
    #[he("הארגון")]
    pub dao: DaoId,
}

/// A charter, in the order of domains and sections.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct CharterAnswer {
    /// How the DAO decides.
    #[he("אופן ההחלטה")]
    pub manner: Manner,
    /// What the charter started from.
    #[he("תבנית")]
    pub template: Option<Template>,
    /// Members with a vote now, for what follows from the rules at this size.
    #[he("חברים עם זכות הצבעה")]
    pub members: u64,
    /// The parameters.
    #[he("סעיפים")]
    pub parameters: List<ParameterAnswer, MAX_PARAMETERS>,
}

/// A parameter of a charter.
#[derive(Clone, Debug, PartialEq, Eq, Canon)]
pub struct ParameterAnswer {
    /// Its number, by which its words are found.
    #[he("מספר")]
    pub number: u16,
    /// Its name, as an amendment writes it.
    #[he("סעיף")]
    pub key: Text<48>,
    /// Its value, as an amendment writes it.
    #[he("ערך")]
    pub value: Text<64>,
    /// What it would be by the manner and the template.
    #[he("ברירת מחדל")]
    pub default: Text<64>,
}

impl View for CharterView {
    const VIEW: &'static ViewSpec = Self::VIEW;
    type Answer = CharterAnswer;

    fn dao(&self, _: &Look<'_>) -> Option<DaoId> {
        Some(self.dao)
    }

    fn answer(&self, look: &Look<'_>) -> Result<CharterAnswer, Refused> {
        let row = dao(look.state, self.dao).ok_or(Refusal::NoSuchDao)?;
        let charter = charter(look.state, self.dao).ok_or(Refusal::NoSuchDao)?;
        let line = |spec: &'static ParameterSpec| {
            let words = |value| Text::new(&show(spec.kind, value)).ok();
            Some(ParameterAnswer {
                number: spec.number,
                key: Text::new(spec.name).ok()?,
                value: words(charter.get(spec))?,
                default: words(default_of(spec, row.manner, row.template))?,
            })
        };
        let mut parameters = List::default();
        // A test holds every name and value to its limits, so none is left out.
        for answer in all().filter_map(line) {
            parameters.push(answer);
        }
        let (manner, template) = (row.manner, row.template);
        let members = member_count(look.state, self.dao);
        Ok(CharterAnswer { manner, template, members, parameters })
    }
}
