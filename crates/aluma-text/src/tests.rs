//! Both languages complete, and the words of a made-up domain in both.

use std::collections::BTreeSet;

use aluma_types::admission::Inadmissible;
use aluma_types::json::Reason;
use aluma_types::lookup::{BodyText, Lookup};
use aluma_types::spec::{ActionSpec, Catalog, IdKind};
use aluma_types::walk::{self, Named};
use aluma_types::{
    AccountId, Act, Action, Acts, Amount, AssetId, Body, Canon, DaoId, DecodeError, Hash32, List,
    Share, Span, Timestamp,
};

use super::*;
use crate::texts::{files, variables};

mod said;

/// One payment.
#[derive(Canon)]
struct Row {
    /// Who is paid
    #[he("למי")]
    to: AccountId,
    /// How much
    #[he("כמה")]
    amount: Amount,
}

/// How it is decided.
#[derive(Canon)]
enum Manner {
    /// By votes
    #[tag(1)]
    #[he("בהצבעה")]
    ByVote {
        /// For how long
        #[he("משך")]
        lasts: Span,
    },
    /// By consent
    #[tag(2)]
    #[he("הסכמה שבשתיקה")]
    LazyConsensus,
}

/// Pays many.
#[derive(Action)]
#[action(
    name = "pay",
    he = "תשלום",
    says_en = "Pay { $rows } out of { $dao } because { $why }.",
    says_he = "לשלם מתוך { $dao } { $rows }. הסיבה: { $why }",
    by(Dao),
    cost(1, 0, 0)
)]
struct Pay {
    /// From where
    #[he("מאיפה")]
    dao: DaoId,
    /// To whom
    #[he("למי")]
    rows: List<Row, 9>,
    /// Why
    #[he("למה")]
    why: Body<99>,
}

/// Suggests.
#[derive(Action)]
#[action(
    name = "suggest",
    he = "הצעה",
    says_en = "Suggest { $acts_count ->
    [one] this action
   *[other] { $acts_count } actions
} until { $until }, { $manner_key ->
    [by-vote] decided within { $manner_lasts }
   *[other] decided by consent
}, with { $share } in favour: { $acts }",
    says_he = "להציע עד { $until }, { $manner }, בתמיכה של { $share }: { $acts }",
    by(Member),
    cost(1, 0, 0)
)]
struct Suggest {
    /// Until when
    #[he("עד מתי")]
    until: Timestamp,
    /// How
    #[he("איך")]
    manner: Manner,
    /// How many
    #[he("כמה")]
    share: Share,
    /// What
    #[he("מה")]
    acts: Acts,
    /// A remark
    #[he("הערה")]
    remark: Option<Body<9>>,
}

/// Wrong in every way.
#[derive(Action)]
#[action(
    name = "wrong",
    he = "",
    says_en = "Do { $it }",
    says_he = "{ $what",
    by(Member),
    cost(1, 0, 0)
)]
struct Wrong {
    /// Something
    what: u8,
}

struct World;

impl Catalog for World {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        const { &[(1, Pay::ACTION), (2, Suggest::ACTION)] }
    }
}

impl Lookup for World {
    fn body(&self, id: &Hash32) -> BodyText {
        match id.0[0] {
            1 => BodyText::Present("שכר דירה".to_owned()),
            2 => BodyText::Erased,
            _ => BodyText::Missing,
        }
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        (id == AssetId(3)).then(|| ("TEC".to_owned(), 2))
    }

    fn name(&self, kind: IdKind, id: u64) -> Option<String> {
        match (kind, id) {
            (IdKind::AccountId, 5) => Some("noa".to_owned()),
            (IdKind::DaoId, 1) => Some("הגינה".to_owned()),
            _ => None,
        }
    }

    fn catalog(&self) -> &dyn Catalog {
        self
    }
}

fn pay(rows: &[(u64, u64, u128)], body: u8) -> Act {
    let row = |(to, asset, units): &(u64, u64, u128)| Row {
        to: AccountId(*to),
        amount: Amount { asset: AssetId(*asset), units: *units },
    };
    let rows = List::new(rows.iter().map(row).collect()).unwrap();
    let why = Body::new(Hash32([body; 32]), 9).unwrap();
    Act { number: 1, body: Pay { dao: DaoId(1), rows, why }.to_bytes() }
}

fn suggest(manner: Manner, acts: Vec<Act>) -> Act {
    let suggest = Suggest {
        until: Timestamp(1_795_428_000_000),
        manner,
        share: Share::new(2, 3).unwrap(),
        acts: Acts(List::new(acts).unwrap()),
        remark: None,
    };
    Act { number: 2, body: suggest.to_bytes() }
}

fn plain(lang: Lang, act: &Act) -> String {
    act_sentence(Voice::plain(lang), act, &World)
}

#[test]
fn the_files_are_sound() {
    assert_eq!(Texts::get().faults(), &[] as &[String]);
}

#[test]
fn what_one_language_says_the_other_says_too() {
    let texts = Texts::get();
    assert_eq!(texts.missing(Lang::He, texts.keys(Lang::En)), Vec::<&str>::new());
    assert_eq!(texts.missing(Lang::En, texts.keys(Lang::He)), Vec::<&str>::new());
}

/// Message names of a language's files with the variables each uses.
fn uses(lang: Lang) -> Vec<(String, BTreeSet<&'static str>)> {
    let mut uses: Vec<(String, BTreeSet<&str>)> = Vec::new();
    for line in files(lang).iter().flat_map(|(_, text)| text.lines()) {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            let name = line.split_whitespace().next().unwrap_or_default();
            uses.push((name.to_owned(), BTreeSet::new()));
        }
        if let Some((_, names)) = uses.last_mut() {
            names.extend(variables(line));
        }
    }
    uses.sort();
    uses
}

#[test]
fn both_languages_use_the_same_data() {
    for (en, he) in uses(Lang::En).iter().zip(uses(Lang::He)) {
        assert_eq!(en, &he);
    }
}

#[test]
fn every_refusal_of_admission_has_title_sentence_and_hint() {
    for (_, name) in Inadmissible::LIST {
        for part in ["", ".title", ".hint"] {
            let key = format!("inadmissible-{name}{part}");
            assert_eq!(Texts::get().missing(Lang::En, [key.as_str()]), Vec::<&str>::new());
        }
    }
    let problem = inadmissible(
        Voice::plain(Lang::En),
        &Inadmissible::NonceAhead { now: Timestamp(1_795_428_000_000) },
    );
    assert_eq!(problem.title, "Clock ahead");
    assert!(problem.detail.ends_with("which shows 2026-11-23 10:00 UTC."), "{}", problem.detail);
    let problem = inadmissible(Lang::He, &Inadmissible::Malformed(DecodeError::Trailing));
    assert!(problem.detail.contains("(\u{2068}trailing\u{2069})"), "{}", problem.detail);
    assert!(problem.hint.is_some());
}

#[test]
fn every_reason_of_a_wrong_field_has_a_sentence() {
    for reason in Reason::all() {
        let key = format!("field-{}", reason.name());
        assert_eq!(Texts::get().missing(Lang::En, [key.as_str()]), Vec::<&str>::new());
    }
    let say = |limit| field_problem(Lang::He, "too-many", Some(limit));
    assert!(say(2).contains("שני פריטים"));
    assert_eq!(
        field_problem(Voice::plain(Lang::En), "too-long", Some(1)),
        "The text may have at most 1 byte."
    );
}

#[test]
fn spans_in_words() {
    for (text, en, he) in [
        ("0s", "0 seconds", "0 שניות"),
        ("1ms", "1 millisecond", "אלפית שנייה אחת"),
        ("1s", "1 second", "שנייה אחת"),
        ("2m", "2 minutes", "שתי דקות"),
        ("1h", "1 hour", "שעה אחת"),
        ("2h", "2 hours", "שעתיים"),
        ("3h", "3 hours", "3 שעות"),
        ("1d", "1 day", "יום אחד"),
        ("48h", "2 days", "יומיים"),
        ("11d", "11 days", "11 יום"),
        ("20d", "20 days", "20 יום"),
        ("36h", "1 day, 12 hours", "יום אחד, 12 שעות"),
    ] {
        let ms = Span::parse(text).unwrap();
        assert_eq!(span(Voice::plain(Lang::En), ms), en);
        assert_eq!(span(Voice::plain(Lang::He), ms), he);
    }
}

#[test]
fn moments_in_words() {
    let say = |lang: Lang, ms| time(lang, Timestamp(ms));
    assert_eq!(say(Lang::En, 1_795_428_000_000), "2026-11-23 10:00 UTC");
    assert_eq!(say(Lang::En, 1_795_428_001_000), "2026-11-23 10:00:01 UTC");
    assert_eq!(say(Lang::En, 1_795_428_000_001), "2026-11-23 10:00:00.001 UTC");
    assert_eq!(say(Lang::He, 0), "01.01.1970, 00:00 UTC");
}

#[test]
fn an_action_in_one_sentence() {
    let act = pay(&[(5, 3, 1_250), (6, 3, 50)], 1);
    assert_eq!(
        plain(Lang::En, &act),
        "Pay 2 items, 13 TEC in all (noa (account 5), 12.5 TEC; account 6, 0.5 TEC) \
         out of הגינה (community 1) because “שכר דירה”."
    );
    assert_eq!(
        plain(Lang::He, &act),
        "לשלם מתוך הגינה (קהילה מס׳ 1) שני פריטים, סך הכול 13 TEC \
         (noa (חשבון מס׳ 5), 12.5 TEC; חשבון מס׳ 6, 0.5 TEC). הסיבה: „שכר דירה”"
    );
}

#[test]
fn long_lists_are_summed_per_asset() {
    let rows: Vec<_> = (0..5).map(|n| (n + 10, 3 + n % 2, 100)).collect();
    let text = plain(Lang::En, &pay(&rows, 2));
    assert!(text.starts_with("Pay 5 items, 3 TEC, 200 base units of asset 4 in all ("), "{text}");
    assert!(text.contains("; and 2 more)"), "{text}");
    assert!(text.ends_with("because (a text that was erased)."), "{text}");
    let none = plain(Lang::En, &pay(&[], 9));
    assert!(none.starts_with("Pay no items out of"), "{none}");
    assert!(none.ends_with(&format!("because the text {}.", "09".repeat(32))), "{none}");
}

#[test]
fn sums_that_overflow_are_held() {
    let text = plain(Lang::En, &pay(&[(5, 3, u128::MAX), (5, 3, 1)], 1));
    assert!(text.contains("3402823669209384634633746074317682114.55 TEC in all"), "{text}");
}

#[test]
fn acts_inside_acts_are_numbered() {
    let act = suggest(
        Manner::ByVote { lasts: Span::hours(48) },
        vec![pay(&[(5, 3, 100)], 1), Act { number: 77, body: vec![] }],
    );
    let hash = Act { number: 77, body: vec![] }.hash();
    assert_eq!(
        plain(Lang::En, &act),
        format!(
            "Suggest 2 actions until 2026-11-23 10:00 UTC, decided within 2 days, with 2/3 in \
             favour: (1) Pay 1 item (noa (account 5), 1 TEC) out of הגינה (community 1) because \
             “שכר דירה”. (2) An action this program cannot read: number 77, hash {hash}."
        )
    );
    let one = plain(Lang::En, &suggest(Manner::LazyConsensus, vec![pay(&[], 1)]));
    assert!(one.starts_with("Suggest this action until"), "{one}");
    assert!(one.contains("decided by consent"), "{one}");
    let he = plain(Lang::He, &suggest(Manner::ByVote { lasts: Span::days(2) }, vec![]));
    assert_eq!(he, "להציע עד 23.11.2026, 10:00 UTC, בהצבעה (יומיים), בתמיכה של 2/3: ");
}

#[test]
fn acts_too_deep_are_named_by_their_hash() {
    let mut act = pay(&[], 1);
    for _ in 0..6 {
        act = suggest(Manner::LazyConsensus, vec![act]);
    }
    assert!(plain(Lang::En, &act).contains("An action this program cannot read: number 2"));
}

#[test]
fn hebrew_keeps_latin_in_its_place() {
    let text = act_sentence(Lang::He, &pay(&[(5, 3, 100)], 1), &World);
    assert!(text.contains("\u{2068}1 TEC\u{2069}"), "{text}");
    assert!(text.contains("\u{2068}noa\u{2069}"), "{text}");
    let count = |mark| text.matches(mark).count();
    assert_eq!(count('\u{2067}') + count('\u{2068}'), count('\u{2069}'));
    assert!(!plain(Lang::He, &pay(&[(5, 3, 100)], 1)).contains('\u{2068}'));
}

#[test]
fn what_a_wallet_signs_knows_no_names_and_no_words() {
    let say = says(&World, &World);
    assert_eq!(
        say(&pay(&[(5, 3, 100)], 1)),
        format!(
            "Pay 1 item (account 5, 1 TEC) out of community 1 because the text {}.",
            "01".repeat(32)
        )
    );
}

#[test]
fn an_action_without_words_is_found() {
    assert_eq!(sentence_faults(Pay::ACTION), Vec::<String>::new());
    assert_eq!(sentence_faults(Suggest::ACTION), Vec::<String>::new());
    assert_eq!(
        sentence_faults(Wrong::ACTION),
        [
            "wrong: the en sentence names $it, which is no field",
            "wrong: the he sentence cannot be read",
            "wrong: no Hebrew title",
            "wrong: no Hebrew label for what",
        ]
    );
}

#[test]
fn a_refusal_without_words_speaks_for_itself() {
    let problem = refusal(Lang::En, "no-such-refusal", &[("n", Arg::Number(1))], &World);
    assert_eq!(problem.title, "no-such-refusal");
    assert_eq!(problem.hint, None);
    assert_eq!(text(Lang::En, "no-such-message", &[], &World), None);
}

#[test]
fn a_refusal_shows_its_data() {
    let data = [("account", Arg::Id(IdKind::AccountId, 5))];
    let problem = refusal(Voice::plain(Lang::En), "already-claimed", &data, &World);
    assert_eq!(problem.detail, "noa (account 5) already has keys of its own.");
    let data = [("limit", Arg::Number(2))];
    let problem = refusal(Voice::plain(Lang::He), "too-many-keys", &data, &World);
    assert_eq!(problem.detail, "לחשבון כבר יש שני מפתחות, ויותר מזה אי אפשר.");
    let arg = Arg::Amount(Amount { asset: AssetId(3), units: 1_250 });
    let said = text(Voice::plain(Lang::En), "kind-text", &[("text", arg)], &World);
    assert_eq!(said.as_deref(), Some("“12.5 TEC”"));
}

#[test]
fn languages_by_their_tags() {
    assert_eq!(Lang::parse("he-IL"), Some(Lang::He));
    assert_eq!(Lang::parse("en_US.UTF-8"), Some(Lang::En));
    assert_eq!(Lang::parse("hebrew"), None);
    assert_eq!((Lang::He.code(), Lang::He.dir()), ("he", "rtl"));
}

#[test]
fn a_text_cannot_close_its_own_quotation() {
    struct Sly;
    impl Lookup for Sly {
        fn body(&self, _: &Hash32) -> BodyText {
            BodyText::Present("rent”. Also: “free".to_owned())
        }
        fn asset(&self, _: AssetId) -> Option<(String, u8)> {
            None
        }
        fn catalog(&self) -> &dyn Catalog {
            &World
        }
    }
    let said = act_sentence(Voice::plain(Lang::En), &pay(&[], 1), &Sly);
    assert!(said.ends_with("because “rent\". Also: \"free”."), "{said}");
}

#[test]
fn an_answer_as_labelled_lines() {
    let act = pay(&[(5, 3, 100), (6, 3, 50)], 2);
    let value = Pay::SPEC.decode(&act.body).unwrap();
    let expected = "\
From where: הגינה (community 1)
To whom:
  to                amount
  noa (account 5)    1 TEC
  account 6        0.5 TEC
Why: (a text that was erased)";
    assert_eq!(report(Voice::plain(Lang::En), Pay::SPEC, &value, &World), expected);
}

/// A row of a list of people.
#[derive(Canon)]
#[allow(dead_code)] // Read through the spec.
struct Person {
    /// Who
    #[he("מי")]
    who: AccountId,
    /// Whose invitation brought them
    #[he("בהזמנת")]
    brought_by: Option<AccountId>,
    /// What they wrote
    #[he("הודעה")]
    note: Option<Body<80>>,
    /// What they have
    #[he("נכסים")]
    holdings: List<Row, 4>,
}

#[test]
fn rows_stand_side_by_side_where_they_fit() {
    let person = |who: u64, brought_by: Option<u64>, amounts: &[u128]| {
        let row = |units: &u128| Row {
            to: AccountId(9),
            amount: Amount { asset: AssetId(3), units: *units },
        };
        let holdings = List::new(amounts.iter().map(row).collect()).unwrap();
        Person { who: AccountId(who), brought_by: brought_by.map(AccountId), note: None, holdings }
    };
    let people = |people: Vec<Person>| {
        let list: List<Person, 4> = List::new(people).unwrap();
        (<List<Person, 4>>::SPEC, <List<Person, 4>>::SPEC.decode(&list.to_bytes()).unwrap())
    };
    let say = |lang, rows| {
        let (spec, value) = people(rows);
        report(Voice::plain(lang), spec, &value, &World)
    };
    // Nobody wrote anything, so nothing stands for it.
    let two = || vec![person(5, None, &[100, 50]), person(16, Some(5), &[])];
    let expected = "\
who              brought by       holdings
noa (account 5)                   account 9, account 9
account 16       noa (account 5)";
    assert_eq!(say(Lang::En, two()), expected);
    let hebrew = say(Lang::He, two());
    assert!(hebrew.lines().next().is_some_and(|line| line.starts_with("מי ")), "{hebrew}");
}

/// Every kind of value.
#[derive(Action)]
#[action(
    name = "signed",
    he = "חתום",
    says_en = "{ $flag }|{ $none }|{ $id }|{ $pot }|{ $amount }|{ $share }|{ $at }|{ $lasts }|\
               { $symbol }|{ $title }|{ $key }|{ $manner }|{ $rows }|{ $number }",
    says_he = "{ $flag }",
    by(Member),
    cost(1, 0, 0)
)]
struct Signed {
    flag: bool,
    none: Option<bool>,
    id: aluma_types::ProposalId,
    pot: aluma_types::PotId,
    amount: Amount,
    share: Share,
    at: Timestamp,
    lasts: Span,
    symbol: aluma_types::Text<9>,
    title: aluma_types::Name<9>,
    key: aluma_types::PublicKey,
    manner: Manner,
    rows: List<Row, 9>,
    number: u64,
}

/// What wallets signed stays checkable only while these words stay.
#[test]
fn the_signed_words_are_pinned() {
    let tec = Amount { asset: AssetId(3), units: 1_250 };
    let signed = Signed {
        flag: true,
        none: None,
        id: aluma_types::ProposalId(4),
        pot: aluma_types::PotId(0),
        amount: tec,
        share: Share::percent(67),
        at: Timestamp(1_795_428_000_000),
        lasts: Span::hours(49),
        symbol: aluma_types::Text::new("TEC").unwrap(),
        title: aluma_types::Name {
            text: Body::new(Hash32([1; 32]), 9).unwrap(),
            skeleton: Hash32([2; 32]),
        },
        key: aluma_types::PublicKey::Ed25519([7; 32]),
        manner: Manner::ByVote { lasts: Span::hours(1) },
        rows: List::new((0..4).map(|to| Row { to: AccountId(to), amount: tec }).collect()).unwrap(),
        number: u64::MAX,
    };
    struct Signatures;
    impl Catalog for Signatures {
        fn actions(&self) -> &[(u16, &'static ActionSpec)] {
            const { &[(1, Signed::ACTION)] }
        }
    }
    let act = Act { number: 1, body: signed.to_bytes() };
    let expected = [
        "yes|nothing|proposal 4|the general pot|12.5 TEC|67%|2026-11-23 10:00 UTC|2 days, 1 hour|TEC|",
        &format!("the text {}|ed25519:{}|by vote (1 hour)|", "01".repeat(32), "07".repeat(32)),
        "4 items, 50 TEC in all (account 0, 12.5 TEC; account 1, 12.5 TEC; account 2, 12.5 TEC; and ",
        "1 more)|18446744073709551615",
    ];
    assert_eq!(says(&Signatures, &World)(&act), expected.concat());
}

/// Whoever reads Hebrew finds no word of code: every field and every choice of every action and
/// answer has its label.
#[test]
fn every_label_of_the_ledger_has_its_hebrew() {
    let mut named = Vec::new();
    for (_, spec) in aluma_core::registry::REGISTRY.specs {
        named.push(Named::Struct(spec.fields));
        walk::collect(spec.fields.fields, &mut named);
    }
    for view in aluma_core::registry::REGISTRY.views {
        walk::collect_type(view.spec.result, &mut named);
    }
    let mut missing = BTreeSet::new();
    for named in named {
        let (fields, variants) = match named {
            Named::Struct(spec) => (spec.fields, &[][..]),
            Named::Enum(spec) => (&[][..], spec.variants),
        };
        let inner = variants.iter().flat_map(|variant| variant.fields);
        let fields = fields.iter().chain(inner).filter(|field| field.he.is_empty());
        missing.extend(fields.map(|field| format!("{}.{}", named.name(), field.name)));
        let variants = variants.iter().filter(|variant| variant.he.is_empty());
        missing.extend(variants.map(|variant| format!("{}::{}", named.name(), variant.name)));
    }
    assert_eq!(missing, BTreeSet::new());
}
