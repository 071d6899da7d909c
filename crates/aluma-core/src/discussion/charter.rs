//! What the charter says of talking.

use alloc::vec;

use aluma_types::{DaoId, Span};

use crate::dao::sections::{Figure, Figures, Line, SectionSpec, Telling, never_idle};
use crate::dao::{Kind, ParameterSpec, ParameterValue as Value, Unit, choice, number};
use crate::discussion::rules::locks::LONGEST;
use crate::discussion::types::Judges;
use crate::registry::State;

/// Who may speak.
pub static SPEAKERS: ParameterSpec = ParameterSpec {
    number: 240,
    name: "talk.speakers",
    section: "talk",
    doc: "Who may speak: whoever may read and has an account on this ledger; members and \
          stakeholders; or members with a vote.",
    en: "who may speak",
    he: "מי רשאים לדבר",
    kind: Kind::Choice(&[
        ("readers", "whoever may read", "כל מי שרשאים לקרוא"),
        ("members", "members and stakeholders", "חברים ובעלי עניין"),
        ("admitted", "members with a vote", "חברים עם זכות הצבעה"),
    ]),
    unit: Unit::OfKind,
    defaults: [Value::Choice { value: 1 }; 3],
};

/// Who decides on appeals.
pub static JUDGES: ParameterSpec = ParameterSpec {
    number: 241,
    name: "talk.judges",
    section: "talk",
    doc: "Who decides when the author of a hidden post appeals: somebody else with the role to do \
          so, or the members by a vote. The members may always.",
    en: "who decides on appeals",
    he: "מי מכריעים בערעורים",
    kind: Kind::Choice(&[
        ("moderators", "another moderator", "בעל או בעלת תפקיד אחרים"),
        ("members", "the members", "החברים"),
    ]),
    unit: Unit::OfKind,
    defaults: [Value::Choice { value: 0 }; 3],
};

/// How long an author may appeal.
pub static APPEAL: ParameterSpec = ParameterSpec {
    number: 242,
    name: "talk.appeal",
    section: "talk",
    doc: "How long the author of a hidden post may appeal.",
    en: "time to appeal against hiding a post",
    he: "זמן לערעור על הסתרת הודעה",
    kind: Kind::Span { min: Span::days(1), max: Span::days(30) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(14) }; 3],
};

/// How long there is to decide.
pub static JUDGEMENT: ParameterSpec = ParameterSpec {
    number: 243,
    name: "talk.judgement",
    section: "talk",
    doc: "How long there is to decide on such an appeal.",
    en: "time to decide on an appeal",
    he: "זמן להכרעה בערעור",
    kind: Kind::Span { min: Span::hours(1), max: Span::days(30) },
    unit: Unit::OfKind,
    defaults: [Value::Span { value: Span::days(7) }; 3],
};

/// What holds where nobody decides.
pub static SILENCE: ParameterSpec = ParameterSpec {
    number: 244,
    name: "talk.silence",
    section: "talk",
    doc: "What becomes of a hidden post whose author appealed and on which nobody decided in time.",
    en: "a post on whose appeal nobody decides",
    he: "הודעה שאין הכרעה בערעור עליה",
    kind: Kind::Choice(&[
        ("shown", "is shown again", "מוצגת שוב"),
        ("hidden", "stays hidden", "נשארת מוסתרת"),
    ]),
    unit: Unit::OfKind,
    defaults: [Value::Choice { value: 0 }; 3],
};

/// How much somebody may say in a day.
pub static POSTS: ParameterSpec = ParameterSpec {
    number: 245,
    name: "talk.posts",
    section: "talk",
    doc: "How many posts one account may write in a day, edits among them.",
    en: "posts of one account in a day",
    he: "הודעות של חשבון אחד ביום",
    kind: Kind::Number { min: 1, max: 1_000 },
    unit: Unit::OfKind,
    defaults: [Value::Number { value: 60 }; 3],
};

/// How many people somebody may mention in a day.
pub static MENTIONS: ParameterSpec = ParameterSpec {
    number: 246,
    name: "talk.mentions",
    section: "talk",
    doc: "How many people one account may mention in a day: each finds it among what waits for \
          them.",
    en: "mentions by one account in a day",
    he: "אזכורים מחשבון אחד ביום",
    kind: Kind::Number { min: 1, max: 500 },
    unit: Unit::People,
    defaults: [Value::Number { value: 30 }; 3],
};

/// All of them, in the order of their numbers.
pub const PARAMETERS: &[&ParameterSpec] =
    &[&SPEAKERS, &JUDGES, &APPEAL, &JUDGEMENT, &SILENCE, &POSTS, &MENTIONS];

/// Who may speak, how much, and who watches over it.
static TALK_SECTION: SectionSpec = SectionSpec {
    name: "talk",
    place: 42,
    lines: &[
        Line::own("talk-speakers", &["speakers"]),
        Line::own("talk-limits", &["posts", "mentions"]),
        Line::own("talk-moderation", &["appeal", "judges", "judgement", "silence"]),
    ],
    like: None,
    reads: &[],
    is_idle: never_idle,
    figures: talk_figures,
};

fn talk_figures(_: &Telling<'_>) -> Figures {
    vec![("lock", Figure::Span(LONGEST))]
}

/// The domain's sections.
pub static SECTIONS: &[&SectionSpec] = &[&TALK_SECTION];

/// Who decides on an appeal that is made now, and whether the post is shown again where nobody does.
pub(crate) fn judging(state: &State, dao: DaoId) -> (Judges, bool) {
    let judges = match choice(state, dao, &JUDGES) {
        1 => Judges::Members,
        _ => Judges::Moderators,
    };
    (judges, choice(state, dao, &SILENCE) == 0)
}

/// Posts and mentions of one account in a day.
pub(crate) fn limits(state: &State, dao: DaoId) -> (u32, u32) {
    let limit = |spec| u32::try_from(number(state, dao, spec)).unwrap_or(u32::MAX);
    (limit(&POSTS), limit(&MENTIONS))
}
