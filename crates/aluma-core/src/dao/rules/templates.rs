//! What a charter starts from: each template changes some parameters of the manner's defaults. Why
//! each of them stands as it does is told in `docs/decisions/0031-templates.md`.
//!
//! A template is data. What needs no words it sets up by itself: the charter's lines, and a share
//! that some of them speak of. Teams and roles have names, which people sign: what a template offers
//! of them is its [`Kit`], and whoever founds puts it into words of their own.

use aluma_types::{AssetId, DecodeError, List, Text, show};

use crate::dao::rules::kits::{self, Kit};
use crate::dao::rules::parameters::{Charter, ParameterSpec, ParameterValue, named, parse};
use crate::dao::types::{ChangeText, Manner, NewDao, Template};
use crate::kernel::refusal::Refused;

/// A parameter's value in words: the same however the community decides, or by its manner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// In every manner.
    Always(&'static str),
    /// In a small circle; in an assembly or with delegates.
    BySize(&'static str, &'static str),
}

use Said::{Always, BySize};

/// A parameter and its value.
pub type Line = (&'static str, Said);

/// Units of a template's share that each founder gets.
pub const FOUNDERS_UNITS: u128 = 100;

/// A share that a template's lines name by its symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstShare {
    /// Its mark.
    pub symbol: &'static str,
    /// Whether it has a vote, where the charter lets shares weigh.
    pub votes: bool,
}

/// A template.
#[derive(Debug)]
pub struct Start {
    /// What its charter says otherwise than the manner.
    pub lines: &'static [Line],
    /// The share that it issues, the same to each founder, unless the founding brings one.
    pub share: Option<FirstShare>,
    /// The teams and roles that it offers.
    pub kit: Kit,
}

/// People who sell their work together. Wages are paid each month and are most of what comes in; what
/// is left goes by work, not by money; colleagues are tried out before they have a vote.
static SERVICE_COLLECTIVE: Start = Start {
    lines: &[
        ("purpose.about", Always("work")),
        ("membership.objection", Always("14d")),
        ("membership.vouches", Always("1")),
        ("visibility.readers", Always("listed")),
        ("roles.term", Always("180d")),
        ("proposals.free", Always("3")),
        ("spend.limit", Always("50%")),
        ("velocity.week", Always("50%")),
        ("velocity.month", Always("80%")),
        ("mint.cap", Always("25%")),
        ("revenue.share", Always("20%")),
        ("revenue.asset", Always("WORK")),
    ],
    share: Some(FirstShare { symbol: "WORK", votes: false }),
    kit: kits::SERVICE_COLLECTIVE,
};

/// The history of a community that decided elsewhere. A council votes with final ballots; whatever
/// the sum, one track with an hour's delay; no limit holds back what was once paid.
static ARCHIVE: Start = Start {
    lines: &[
        ("velocity.week", Always("100%")),
        ("velocity.month", Always("100%")),
        ("mint.cap", Always("100%")),
        ("tip.limit", Always("0%")),
        ("spend.limit", Always("100%")),
        ("spend.delay", Always("1h")),
        ("tip.final-ballots", Always("always")),
        ("spend.final-ballots", Always("always")),
        ("role.final-ballots", Always("always")),
        ("constitution.final-ballots", Always("always")),
    ],
    share: None,
    kit: Kit::NOTHING,
};

/// Holders of a token who look after code and a treasury that others rely on. Whoever relies on it
/// needs time to see what comes and to leave before it does; only stopping may be quick.
static PROTOCOL_STEWARD: Start = Start {
    lines: &[
        ("purpose.about", Always("software")),
        ("roles.term", Always("180d")),
        ("roles.pause", Always("3d")),
        ("weight.heads", Always("0")),
        ("weight.shares", Always("10000")),
        ("weight.asset", Always("GOV")),
        ("weight.shares-on-constitution", Always("yes")),
        ("weight.ramp", Always("30d")),
        ("proposals.threshold", Always("1%")),
        ("proposals.wait", Always("30d")),
        ("tip.limit", BySize("1%", "1/1000")),
        ("spend.limit", Always("5%")),
        ("spend.preparation", Always("2d")),
        ("spend.period", Always("5d")),
        ("spend.quiet", Always("1d")),
        ("spend.delay", Always("3d")),
        ("role.preparation", Always("2d")),
        ("role.period", Always("5d")),
        ("role.quiet", Always("1d")),
        ("role.delay", Always("3d")),
        ("constitution.preparation", Always("3d")),
        ("constitution.period", Always("14d")),
        ("constitution.quiet", Always("4d")),
        ("constitution.delay", Always("7d")),
        ("velocity.week", Always("10%")),
        ("velocity.month", Always("20%")),
        ("mint.cap", Always("1%")),
    ],
    share: Some(FirstShare { symbol: "GOV", votes: true }),
    kit: kits::PROTOCOL_STEWARD,
};

/// People who teach each other. The door is easy and many come for one course only, so a new vote
/// grows over a month and teachers have a voice of their own; small sums are quick, nothing is owned.
static LEARNING_COMMUNITY: Start = Start {
    lines: &[
        ("purpose.about", Always("education")),
        ("membership.objection", Always("1d")),
        ("membership.vouches", BySize("10", "20")),
        ("season.length", Always("90d")),
        ("roles.term", Always("120d")),
        ("weight.heads", Always("8500")),
        ("weight.roles", Always("1500")),
        ("weight.ramp", Always("30d")),
        ("proposals.free", Always("2")),
        ("proposals.wait", Always("7d")),
        ("tip.limit", BySize("10%", "1%")),
        ("mint.cap", Always("0%")),
    ],
    share: None,
    kit: kits::LEARNING_COMMUNITY,
};

/// Friends who put money together. What each put in votes on what is bought, each member alike on the
/// agreement itself; strangers come in by everybody's leave, and only members see the books.
static INVESTMENT_CLUB: Start = Start {
    lines: &[
        ("purpose.about", Always("investment")),
        ("membership.objection", Always("7d")),
        ("membership.vouching", Always("no")),
        ("visibility.readers", Always("members")),
        ("weight.heads", Always("0")),
        ("weight.shares", Always("10000")),
        ("weight.asset", Always("SHARE")),
        ("weight.ramp", Always("30d")),
        ("proposals.free", Always("3")),
        ("tip.limit", Always("1%")),
        ("spend.limit", Always("25%")),
        ("spend.rule", Always("share")),
        ("spend.threshold", Always("60%")),
        ("role.rule", Always("share")),
        ("role.threshold", Always("60%")),
        ("velocity.week", Always("40%")),
        ("velocity.month", Always("60%")),
        ("mint.cap", Always("25%")),
    ],
    share: Some(FirstShare { symbol: "SHARE", votes: true }),
    kit: kits::INVESTMENT_CLUB,
};

/// Gifts that trustees pass on. Trustees know the field and have most of the say on grants; the
/// purpose that the gifts were given for is harder to change than anything; all of it is in the open.
static PHILANTHROPIC_FUND: Start = Start {
    lines: &[
        ("purpose.about", Always("giving")),
        ("membership.vouches", Always("2")),
        ("roles.term", Always("730d")),
        ("weight.heads", Always("4000")),
        ("weight.roles", Always("6000")),
        ("proposals.free", Always("2")),
        ("proposals.wait", Always("30d")),
        ("tip.limit", BySize("1%", "1/1000")),
        ("spend.preparation", Always("2d")),
        ("spend.delay", Always("3d")),
        ("role.delay", Always("3d")),
        ("constitution.threshold", Always("75%")),
        ("constitution.period", Always("14d")),
        ("constitution.delay", Always("14d")),
        ("velocity.week", Always("15%")),
        ("velocity.month", Always("30%")),
        ("mint.cap", Always("0%")),
    ],
    share: None,
    kit: kits::PHILANTHROPIC_FUND,
};

impl Template {
    /// What it starts a community with.
    pub const fn start(self) -> &'static Start {
        match self {
            Self::ServiceCollective => &SERVICE_COLLECTIVE,
            Self::Archive => &ARCHIVE,
            Self::ProtocolSteward => &PROTOCOL_STEWARD,
            Self::LearningCommunity => &LEARNING_COMMUNITY,
            Self::InvestmentClub => &INVESTMENT_CLUB,
            Self::PhilanthropicFund => &PHILANTHROPIC_FUND,
        }
    }
}

impl Said {
    /// The value in a manner of deciding.
    pub const fn in_manner(self, manner: Manner) -> &'static str {
        match (self, manner) {
            (Always(value), _)
            | (BySize(value, _), Manner::SmallCircle)
            | (BySize(_, value), Manner::Assembly | Manner::Delegates) => value,
        }
    }
}

/// What a template says, without one nothing.
pub fn lines(template: Option<Template>) -> &'static [Line] {
    template.map_or(&[], |template| template.start().lines)
}

/// A parameter's value in a charter that a template starts, before anybody's own answers. An asset
/// that the template issues has no number yet: there it is none.
pub fn default_of(
    spec: &ParameterSpec,
    manner: Manner,
    template: Option<Template>,
) -> ParameterValue {
    let line = lines(template).iter().find(|(key, _)| *key == spec.name);
    let stated = line.and_then(|(_, said)| parse(spec.kind, said.in_manner(manner)));
    stated.unwrap_or_else(|| spec.default_of(manner))
}

/// The charter that a template starts in a manner, with the number of the share that its lines name.
pub fn start_of(manner: Manner, template: Option<Template>, share: Option<AssetId>) -> Charter {
    let mut start = Charter::of(manner);
    let symbol = template.and_then(|template| template.start().share).map(|share| share.symbol);
    for (key, said) in lines(template) {
        let Some(spec) = named(key) else { continue };
        // A test holds every line to a parameter and its range.
        let value = match said.in_manner(manner) {
            value if Some(value) == symbol => Some(ParameterValue::Asset { value: share }),
            value => parse(spec.kind, value),
        };
        if let Some(value) = value {
            start.put(spec.number, value);
        }
    }
    start
}

/// The charter of a new DAO: the manner's defaults, the template's lines, the founder's answers,
/// then the founder's own changes, which are held to kinds, ranges and laws.
///
/// # Errors
/// As [`Charter::amended`]; `place` counts within the founder's own changes.
pub(crate) fn charter_of(new: &NewDao) -> Result<Charter, Refused> {
    let mut start = start_of(new.manner, new.template, new.share);
    set(&mut start, "membership.joining", new.joining.key());
    if let Some(visibility) = new.visibility {
        set(&mut start, "visibility.readers", visibility.key());
    }
    // A season's length may be out of range: it is a change like the founder's own.
    let season = new.season.and_then(|season| change("season.length", &show::span(season)).ok());
    let answered = start.changed(&List::new(season.into_iter().collect()).unwrap_or_default())?;
    answered.amended(&new.changes)
}

/// Writes an answer that is one of a few words.
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
