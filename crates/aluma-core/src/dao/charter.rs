//! The charter's sections about membership, the founding season and who may read; and how every
//! domain reads its own parameters.

use alloc::vec;

use aluma_types::{AccountId, Amount, AssetId, DaoId, Share, Span};

use crate::dao::rules::joining::SEASON_MEMBERS;
use crate::dao::rules::parameters::{Charter, Kind, ParameterSpec, ParameterValue as Value, Unit};
use crate::dao::rules::profile;
use crate::dao::rules::sections::{
    Figure, Figures, Line, SectionSpec, Telling, choice_of, is_set, never_idle, no_figures,
    number_of,
};
use crate::dao::types::{Joining, Template, Visibility};
use crate::identity::rules::drawing::Sponsor;
use crate::registry::State;

/// The same default in every manner.
pub(super) const fn same(value: Value) -> [Value; 3] {
    [value, value, value]
}

/// Who may join.
pub static JOINING: ParameterSpec = ParameterSpec {
    number: 200,
    name: "membership.joining",
    section: "membership",
    doc: "Who may join: everybody, whoever applies and meets no objection, whoever a member \
          invites, whoever the members vote in, or whoever holds enough of an asset.",
    en: "who may join",
    he: "מי יכולים להצטרף",
    kind: Kind::Choice(&[
        ("open", "everybody", "כל מי שרוצה"),
        ("application", "by application", "בבקשה, אם אין התנגדות"),
        ("invitation", "by invitation", "בהזמנה"),
        ("vote", "by vote", "בהצבעה"),
        ("holding", "by what one holds", "בהחזקת אסימון"),
    ]),
    unit: Unit::OfKind,
    defaults: same(Value::Choice { value: 2 }),
};

/// How long an application may be objected to.
pub static OBJECTION: ParameterSpec = ParameterSpec {
    number: 201,
    name: "membership.objection",
    section: "membership",
    doc: "How long members may object to an application before it is granted by itself.",
    en: "time to object to an application",
    he: "זמן להתנגדות לבקשה",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(30) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(3) }),
};

/// Whether members may admit on their word.
pub static VOUCHING: ParameterSpec = ParameterSpec {
    number: 202,
    name: "membership.vouching",
    section: "membership",
    doc: "Whether an invitation whose inviter vouches admits at once.",
    en: "members may vouch",
    he: "קבלה מיד בערבות אישית",
    kind: Kind::Flag,
    unit: Unit::OfKind,
    defaults: same(Value::Flag { value: true }),
};

/// How many one member may vouch for.
pub static VOUCHES: ParameterSpec = ParameterSpec {
    number: 203,
    name: "membership.vouches",
    section: "membership",
    doc: "How many people one member may vouch for in 30 days, once the founding season is over.",
    en: "people a member may vouch for in 30 days",
    he: "לכמה אנשים אפשר לערוב ב־30 יום",
    kind: Kind::Number { min: 1, max: 1_000 },
    unit: Unit::People,
    defaults: [
        Value::Number { value: 5 },
        Value::Number { value: 20 },
        Value::Number { value: 20 },
    ],
};

/// How long the founding season lasts.
pub static SEASON: ParameterSpec = ParameterSpec {
    number: 204,
    name: "season.length",
    section: "season",
    doc: "How long after the founding the vote of whoever is admitted counts in full at once; it \
          ends earlier at 150 members.",
    en: "length of the founding season",
    he: "אורך עונת ההקמה",
    kind: Kind::Span { min: Span(0), max: Span::days(365) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(30) }),
};

/// Who may read.
pub static READERS: ParameterSpec = ParameterSpec {
    number: 205,
    name: "visibility.readers",
    section: "visibility",
    doc: "Who may read: everybody; everybody the name, purpose and decisions only; or members.",
    en: "who may read",
    he: "מי רשאים לקרוא",
    kind: Kind::Choice(&[
        ("open", "everybody", "כולם"),
        ("listed", "everybody name, purpose and decisions", "כולם את השם, המטרה וההחלטות"),
        ("members", "members", "חברים בלבד"),
    ]),
    unit: Unit::OfKind,
    defaults: same(Value::Choice { value: 0 }),
};

/// Of what one must hold enough to join.
pub static HELD_ASSET: ParameterSpec = ParameterSpec {
    number: 206,
    name: "membership.asset",
    section: "membership",
    doc: "The asset that whoever joins by holding holds; none is any that the DAO itself issues.",
    en: "asset that opens the door",
    he: "הנכס שיש להחזיק כדי להצטרף",
    kind: Kind::OptionalAsset,
    unit: Unit::OfKind,
    defaults: same(Value::Asset { value: None }),
};

/// How much of it is enough.
pub static HELD_UNITS: ParameterSpec = ParameterSpec {
    number: 207,
    name: "membership.units",
    section: "membership",
    doc: "Base units of one asset that whoever joins by holding holds at least.",
    en: "how much of it opens the door",
    he: "כמה יש להחזיק כדי להצטרף",
    kind: Kind::Number { min: 1, max: u128::MAX },
    unit: Unit::UnitsOf("membership.asset"),
    defaults: same(Value::Number { value: 1 }),
};

/// How long a role is given for.
pub static ROLE_TERM: ParameterSpec = ParameterSpec {
    number: 208,
    name: "roles.term",
    section: "roles",
    doc: "The longest time for which a role may be given; a domain may say a shorter one for all \
          roles in it.",
    en: "longest term of a role",
    he: "הכהונה הארוכה ביותר בתפקיד",
    kind: Kind::Span { min: Span::days(1), max: Span::days(3 * 365) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(365) }),
};

/// How long whoever was expelled may appeal.
pub static APPEAL: ParameterSpec = ParameterSpec {
    number: 210,
    name: "belonging.appeal",
    section: "belonging",
    doc: "How long whoever was expelled may appeal, so that the members vote once more.",
    en: "time to appeal against an expulsion",
    he: "זמן לערעור על הוצאה מן הקהילה",
    kind: Kind::Span { min: Span::days(3), max: Span::days(30) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(14) }),
};

/// How long whoever was expelled comes in by a vote alone.
pub static RETURN: ParameterSpec = ParameterSpec {
    number: 211,
    name: "belonging.return",
    section: "belonging",
    doc: "How long after an expulsion only a vote of the members brings somebody back; later they \
          may join like anybody.",
    en: "time until somebody expelled may join like anybody",
    he: "זמן עד שמי שהוצאו יכולים להצטרף ככל אדם",
    kind: Kind::Span { min: Span::days(30), max: Span::days(3 * 365) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(180) }),
};

/// How long whoever vouches answers for it.
pub static ANSWERS: ParameterSpec = ParameterSpec {
    number: 212,
    name: "belonging.answers",
    section: "belonging",
    doc: "How long a member answers for whom they vouched: whoever is expelled within this time of \
          being admitted costs the member the right to invite for as long again.",
    en: "time for which a member answers for whom they vouched",
    he: "משך האחריות לערבות אישית",
    kind: Kind::Span { min: Span(0), max: Span::days(365) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(90) }),
};

/// How long a member may be away.
pub static ABSENCE: ParameterSpec = ParameterSpec {
    number: 213,
    name: "belonging.absence",
    section: "belonging",
    doc: "The longest time for which a member may say at once that they are away. It changes \
          nothing about any vote.",
    en: "longest absence",
    he: "ההיעדרות הארוכה ביותר",
    kind: Kind::Span { min: Span::days(1), max: Span::days(365) },
    unit: Unit::OfKind,
    defaults: same(Value::Span { value: Span::days(90) }),
};

/// Whether stakeholders register themselves.
pub static STAKEHOLDERS: ParameterSpec = ParameterSpec {
    number: 214,
    name: "belonging.stakeholders",
    section: "belonging",
    doc: "Whether supporters, beneficiaries, customers and neighbours may register themselves as \
          stakeholders: with a voice, and without a vote.",
    en: "stakeholders register themselves",
    he: "בעלי עניין נרשמים בעצמם",
    kind: Kind::Flag,
    unit: Unit::OfKind,
    defaults: same(Value::Flag { value: false }),
};

/// Whether members may do more here than their own allowance.
pub static SPONSORS: ParameterSpec = ParameterSpec {
    number: 220,
    name: "allowance.sponsors",
    section: "allowance",
    doc: "Whether members whose own allowance of a day is spent may go on here, on the community's.",
    en: "the community sponsors its members",
    he: "הקהילה מעניקה מכסה לחבריה",
    kind: Kind::Flag,
    unit: Unit::OfKind,
    defaults: same(Value::Flag { value: false }),
};

/// How much of it one member may use.
pub static SPONSORED_EACH: ParameterSpec = ParameterSpec {
    number: 221,
    name: "allowance.each",
    section: "allowance",
    doc: "How many actions of one member in a day the community's allowance may pay for.",
    en: "sponsored actions of one member a day",
    he: "פעולות ביום לאדם על חשבון הקהילה",
    kind: Kind::Number { min: 1, max: 1_000 },
    unit: Unit::OfKind,
    defaults: same(Value::Number { value: 50 }),
};

/// The domain's parameters.
pub static PARAMETERS: &[&ParameterSpec] = &[
    &JOINING,
    &OBJECTION,
    &VOUCHING,
    &VOUCHES,
    &SEASON,
    &READERS,
    &HELD_ASSET,
    &HELD_UNITS,
    &ROLE_TERM,
    &APPEAL,
    &RETURN,
    &ANSWERS,
    &ABSENCE,
    &STAKEHOLDERS,
    &profile::ABOUT,
    &profile::VALUES,
    &profile::FORM,
    &profile::PLACE,
    &profile::LIABLE,
    &profile::ROLE_PAUSE,
    &SPONSORS,
    &SPONSORED_EACH,
];

/// What the charter is, before its parameters.
static START_SECTION: SectionSpec = SectionSpec {
    name: "start",
    place: 10,
    lines: &[Line::own("start-template", &[]), Line::own("start-manner", &[])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: start_figures,
};

fn start_figures(telling: &Telling<'_>) -> Figures {
    let manner = telling.facts.manner.word();
    let template = telling.facts.template.map_or("none", Template::word);
    let members = telling.facts.members.map_or(Figure::None, |n| Figure::Number(n.into()));
    vec![
        ("manner", Figure::Word(manner)),
        ("template", Figure::Word(template)),
        ("members", members),
    ]
}

/// How people come in.
static MEMBERSHIP_SECTION: SectionSpec = SectionSpec {
    name: "membership",
    place: 20,
    lines: &[
        Line::own("membership-joining", &["joining", "objection", "asset", "units"]),
        Line::own("membership-vouching", &["vouching", "vouches", "joining"]),
    ],
    like: None,
    reads: &[],
    is_idle: membership_is_idle,
    figures: membership_figures,
};

fn membership_figures(telling: &Telling<'_>) -> Figures {
    let held = match telling.charter.get(&HELD_ASSET) {
        Value::Asset { value: Some(asset) } => {
            let units = number_of(telling.charter, &HELD_UNITS);
            Figure::Amounts(vec![Amount { asset, units }])
        }
        _ => Figure::None,
    };
    vec![("held", held)]
}

/// Where members vote on everybody nobody vouches, and where everybody joins nobody applies.
fn membership_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    let joining = Joining::of_choice(choice_of(charter, &JOINING));
    let vouching = joining != Joining::Vote;
    match spec.number {
        number if number == OBJECTION.number => matches!(joining, Joining::Open | Joining::Vote),
        number if number == VOUCHING.number => !vouching,
        number if number == HELD_ASSET.number || number == HELD_UNITS.number => {
            joining != Joining::Holding
        }
        number if number == VOUCHES.number => !vouching || !is_set(charter, &VOUCHING),
        _ => false,
    }
}

/// Who stays, who goes, and who has a voice besides.
static BELONGING_SECTION: SectionSpec = SectionSpec {
    name: "belonging",
    place: 25,
    lines: &[
        Line::own("belonging-expulsion", &["appeal", "return"]),
        Line::own("belonging-answers", &["answers"]),
        Line::own("belonging-stakeholders", &["stakeholders"]),
        Line::own("belonging-absence", &["absence"]),
    ],
    like: None,
    reads: &[],
    is_idle: belonging_is_idle,
    figures: belonging_figures,
};

/// Where nobody comes in on a member's word, nobody answers for it.
fn nobody_vouches(charter: &Charter) -> bool {
    let by_vote = Joining::of_choice(choice_of(charter, &JOINING)) == Joining::Vote;
    by_vote || !is_set(charter, &VOUCHING)
}

fn belonging_is_idle(charter: &Charter, spec: &ParameterSpec) -> bool {
    spec.number == ANSWERS.number && nobody_vouches(charter)
}

fn belonging_figures(telling: &Telling<'_>) -> Figures {
    let word = if nobody_vouches(telling.charter) { "nobody" } else { "members" };
    vec![("vouchers", Figure::Word(word))]
}

/// The first time of a community.
static SEASON_SECTION: SectionSpec = SectionSpec {
    name: "season",
    place: 30,
    lines: &[Line::own("season-length", &["length"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: |_| vec![("most", Figure::Number(SEASON_MEMBERS.into()))],
};

/// Who may read.
static VISIBILITY_SECTION: SectionSpec = SectionSpec {
    name: "visibility",
    place: 40,
    lines: &[Line::own("visibility-readers", &["readers"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

/// What members may do without a vote.
static ROLES_SECTION: SectionSpec = SectionSpec {
    name: "roles",
    place: 46,
    lines: &[Line::own("roles-term", &["term"]), Line::own("roles-pause", &["pause"])],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: no_figures,
};

/// What members do on the community's account.
static ALLOWANCE_SECTION: SectionSpec = SectionSpec {
    name: "allowance",
    place: 47,
    lines: &[Line::own("allowance-sponsors", &["sponsors", "each"])],
    like: None,
    reads: &[],
    is_idle: |charter, spec| spec.number == SPONSORED_EACH.number && !is_set(charter, &SPONSORS),
    figures: no_figures,
};

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[
    &START_SECTION,
    &profile::PURPOSE_SECTION,
    &MEMBERSHIP_SECTION,
    &BELONGING_SECTION,
    &SEASON_SECTION,
    &VISIBILITY_SECTION,
    &ROLES_SECTION,
    &ALLOWANCE_SECTION,
    &profile::LEGAL_SECTION,
];

/// A parameter's value in a DAO's charter, or its default where there is no such DAO.
pub(crate) fn value(state: &State, dao: DaoId, spec: &ParameterSpec) -> Value {
    let [default, ..] = spec.defaults;
    state.dao.charters.get(&dao).map_or(default, |charter| charter.get(spec))
}

/// A duration; none where the parameter is of another kind.
pub(crate) fn span(state: &State, dao: DaoId, spec: &ParameterSpec) -> Span {
    match value(state, dao, spec) {
        Value::Span { value } => value,
        _ => Span(0),
    }
}

/// A share; nothing where the parameter is of another kind.
pub(crate) fn share(state: &State, dao: DaoId, spec: &ParameterSpec) -> Share {
    match value(state, dao, spec) {
        Value::Share { value } => value,
        _ => Share::ZERO,
    }
}

/// A number; 0 where the parameter is of another kind.
pub(crate) fn number(state: &State, dao: DaoId, spec: &ParameterSpec) -> u128 {
    match value(state, dao, spec) {
        Value::Number { value } => value,
        _ => 0,
    }
}

/// A flag; no where the parameter is of another kind.
pub(crate) fn flag(state: &State, dao: DaoId, spec: &ParameterSpec) -> bool {
    matches!(value(state, dao, spec), Value::Flag { value: true })
}

/// The place of a choice in its kind's list; 0 where the parameter is of another kind.
pub(crate) fn choice(state: &State, dao: DaoId, spec: &ParameterSpec) -> u8 {
    match value(state, dao, spec) {
        Value::Choice { value } => value,
        _ => 0,
    }
}

/// An asset, where one is named.
pub(crate) fn asset_parameter(state: &State, dao: DaoId, spec: &ParameterSpec) -> Option<AssetId> {
    match value(state, dao, spec) {
        Value::Asset { value } => value,
        _ => None,
    }
}

/// Who may join a DAO.
pub(crate) fn joining(state: &State, dao: DaoId) -> Joining {
    Joining::of_choice(choice(state, dao, &JOINING))
}

/// Who may read a DAO.
pub(crate) fn visibility(state: &State, dao: DaoId) -> Visibility {
    Visibility::of_choice(choice(state, dao, &READERS))
}

/// On whose standing a DAO pays for what a member does in it beyond their own allowance, and how much
/// of it a day.
pub(crate) fn sponsor(state: &State, dao: DaoId, account: AccountId) -> Option<Sponsor> {
    if !crate::dao::is_admitted(state, dao, account) || !flag(state, dao, &SPONSORS) {
        return None;
    }
    let founder = crate::dao::dao(state, dao)?.founder;
    let each = number(state, dao, &SPONSORED_EACH);
    Some(Sponsor { founder, each: u64::try_from(each).unwrap_or(u64::MAX) })
}
