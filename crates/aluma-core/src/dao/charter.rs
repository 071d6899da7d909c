//! The charter's sections about membership, the founding season and who may read; and how every
//! domain reads its own parameters.

use aluma_types::{AssetId, DaoId, Share, Span};

use crate::dao::rules::parameters::{Kind, ParameterSpec, ParameterValue as Value};
use crate::dao::types::{Joining, Visibility};
use crate::registry::State;

/// The same default in every manner.
const fn same(value: Value) -> [Value; 3] {
    [value, value, value]
}

/// Who may join.
pub static JOINING: ParameterSpec = ParameterSpec {
    number: 200,
    name: "membership.joining",
    section: "membership",
    doc: "Who may join: everybody, whoever applies and meets no objection, whoever a member \
          invites, whoever the members vote in, or whoever holds enough of an asset.",
    he: "מי יכולים להצטרף",
    kind: Kind::Choice(&[
        ("open", "כל מי שרוצה"),
        ("application", "בבקשה, אם אין התנגדות"),
        ("invitation", "בהזמנה"),
        ("vote", "בהצבעה"),
        ("holding", "בהחזקת אסימון"),
    ]),
    defaults: same(Value::Choice { value: 2 }),
};

/// How long an application may be objected to.
pub static OBJECTION: ParameterSpec = ParameterSpec {
    number: 201,
    name: "membership.objection",
    section: "membership",
    doc: "How long members may object to an application before it is granted by itself.",
    he: "זמן להתנגדות לבקשת הצטרפות",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(30) },
    defaults: same(Value::Span { value: Span::days(3) }),
};

/// Whether members may admit on their word.
pub static VOUCHING: ParameterSpec = ParameterSpec {
    number: 202,
    name: "membership.vouching",
    section: "membership",
    doc: "Whether an invitation whose inviter vouches admits at once.",
    he: "הזמנה בערבות חבר או חברה מקבלת מיד",
    kind: Kind::Flag,
    defaults: same(Value::Flag { value: true }),
};

/// How many one member may vouch for.
pub static VOUCHES: ParameterSpec = ParameterSpec {
    number: 203,
    name: "membership.vouches",
    section: "membership",
    doc: "How many people one member may vouch for in 30 days, once the founding season is over.",
    he: "כמה אנשים אפשר לערוב להם ב-30 יום",
    kind: Kind::Number { min: 1, max: 1_000 },
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
    he: "אורך עונת ההקמה",
    kind: Kind::Span { min: Span(0), max: Span::days(365) },
    defaults: same(Value::Span { value: Span::days(30) }),
};

/// Who may read.
pub static READERS: ParameterSpec = ParameterSpec {
    number: 205,
    name: "visibility.readers",
    section: "visibility",
    doc: "Who may read: everybody; everybody the name, purpose and decisions only; or members.",
    he: "מי רשאים לקרוא",
    kind: Kind::Choice(&[
        ("open", "כולם"),
        ("listed", "כולם את השם, המטרה וההחלטות"),
        ("members", "חברים בלבד"),
    ]),
    defaults: same(Value::Choice { value: 0 }),
};

/// Of what one must hold enough to join.
pub static HELD_ASSET: ParameterSpec = ParameterSpec {
    number: 206,
    name: "membership.asset",
    section: "membership",
    doc: "The asset that whoever joins by holding holds; none is any that the DAO itself issues.",
    he: "הנכס שיש להחזיק כדי להצטרף",
    kind: Kind::OptionalAsset,
    defaults: same(Value::Asset { value: None }),
};

/// How much of it is enough.
pub static HELD_UNITS: ParameterSpec = ParameterSpec {
    number: 207,
    name: "membership.units",
    section: "membership",
    doc: "Base units of one asset that whoever joins by holding holds at least.",
    he: "כמה יחידות יש להחזיק כדי להצטרף",
    kind: Kind::Number { min: 1, max: u128::MAX },
    defaults: same(Value::Number { value: 1 }),
};

/// The domain's parameters.
pub static PARAMETERS: &[&ParameterSpec] =
    &[&JOINING, &OBJECTION, &VOUCHING, &VOUCHES, &SEASON, &READERS, &HELD_ASSET, &HELD_UNITS];

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
