//! Records and choices in words of their own, and numbers in the units of the asset that a field names.

use aluma_types::spec::{ActionSpec, Catalog};
use aluma_types::{Act, Action, AssetId, Canon, List, Text};

use super::World;
use crate::{Lang, Voice, act_sentence, says, sentence_faults};

/// How it is paid.
#[derive(Canon)]
enum Over {
    /// At once
    #[tag(1)]
    #[he("מיד")]
    Once,
    /// In parts
    #[tag(2)]
    #[he("בחלקים")]
    #[says(
        en = "{ $units } in { $parts_count ->\n    [one] one part\n   *[other] { $parts } parts\n}",
        he = "{ $units } ב־{ $parts } חלקים"
    )]
    Parts {
        /// How much
        #[he("כמה")]
        units: u128,
        /// How often
        #[he("כמה פעמים")]
        parts: u8,
    },
}

/// So much for so much.
#[derive(Canon)]
#[says(en = "{ $price } for { $units }", he = "{ $price } עבור { $units }")]
struct Price {
    /// Money
    #[he("תשלום")]
    #[of("pay")]
    price: u128,
    /// Shares
    #[he("חלקים")]
    #[of("share")]
    units: u128,
}

/// What is made.
#[derive(Canon)]
enum Made {
    /// More of something
    #[tag(1)]
    #[he("עוד")]
    More {
        /// Of what
        #[he("ממה")]
        asset: AssetId,
    },
    /// Something new
    #[tag(2)]
    #[he("חדש")]
    New {
        /// Its mark
        #[he("סימן")]
        symbol: Text<9>,
        /// How finely it is divided
        #[he("ספרות")]
        decimals: u8,
    },
}

/// Sells.
#[derive(Action)]
#[action(
    name = "sell",
    he = "מכירה",
    says_en = "{ $over }|{ $prices }|{ $made }|{ $count }|{ $most }|{ $bare }",
    says_he = "{ $over }|{ $prices }|{ $made }|{ $count }|{ $most }|{ $bare }",
    by(Dao),
    cost(1, 0, 0)
)]
struct Sell {
    /// Of what
    #[he("מה")]
    share: AssetId,
    /// For what
    #[he("במה")]
    pay: AssetId,
    /// How
    #[he("איך")]
    #[of("pay")]
    over: Over,
    /// Prices
    #[he("מחירים")]
    #[of("share")]
    prices: List<Price, 9>,
    /// Of which asset
    #[he("של")]
    made: Made,
    /// How many of these
    #[he("כמה")]
    #[of("made.asset")]
    count: u128,
    /// Of what else
    #[he("של מה עוד")]
    other: Option<AssetId>,
    /// A limit in it
    #[he("תקרה")]
    #[of("other")]
    most: Option<u128>,
    /// A number
    #[he("מספר")]
    bare: u128,
}

struct Sales;

impl Catalog for Sales {
    fn actions(&self) -> &[(u16, &'static ActionSpec)] {
        const { &[(1, Sell::ACTION), (2, Wrong::ACTION)] }
    }
}

impl aluma_types::lookup::Lookup for Sales {
    fn body(&self, id: &aluma_types::Hash32) -> aluma_types::lookup::BodyText {
        World.body(id)
    }

    fn asset(&self, id: AssetId) -> Option<(String, u8)> {
        match id {
            AssetId(4) => Some(("SH".to_owned(), 0)),
            id => World.asset(id),
        }
    }

    fn catalog(&self) -> &dyn Catalog {
        self
    }
}

fn sell(over: Over, made: Made) -> Act {
    let prices = vec![Price { price: 250, units: 7 }];
    let (share, pay) = (AssetId(4), AssetId(3));
    let prices = List::new(prices).expect("one");
    let (count, other, most, bare) = (1_250, None, Some(9), 1_250);
    let sale = Sell { share, pay, over, prices, made, count, other, most, bare };
    Act { number: 1, body: sale.to_bytes() }
}

#[test]
fn numbers_are_said_in_what_a_field_names() {
    let symbol = Text::new("NEW").expect("short");
    let made = [
        (Made::More { asset: AssetId(3) }, "TEC (asset 3)|12.5 TEC"),
        (Made::New { symbol, decimals: 3 }, "new (NEW, 3)|1.25 NEW"),
        // Nobody knows how it is divided.
        (Made::More { asset: AssetId(8) }, "asset 8|1250 base units of asset 8"),
    ];
    for (made, said) in made {
        let act = sell(Over::Parts { units: 100, parts: 1 }, made);
        let expected = format!("1 TEC in one part|1 item (2.5 TEC for 7 SH)|{said}|9|1250");
        let voice = Voice::plain(Lang::En);
        assert_eq!(act_sentence(voice, &act, &Sales), expected);
        // A wallet shows the same: assets never change.
        assert_eq!(says(&Sales, &Sales)(&act), expected);
    }
}

#[test]
fn choices_have_words_of_their_own_in_both_languages() {
    let act = sell(Over::Parts { units: 100, parts: 3 }, Made::More { asset: AssetId(3) });
    let said = act_sentence(Voice::plain(Lang::He), &act, &Sales);
    assert!(said.starts_with("1 TEC ב־3 חלקים|"), "{said}");
    assert!(said.contains("2.5 TEC עבור 7 SH"), "{said}");
    let act = sell(Over::Once, Made::More { asset: AssetId(3) });
    assert!(act_sentence(Voice::plain(Lang::En), &act, &Sales).starts_with("once|"));
}

/// In one language only, naming what is no field, and unreadable.
#[derive(Canon)]
enum Odd {
    /// One
    #[tag(1)]
    #[he("אחד")]
    #[says(en = "one")]
    One,
    /// Two
    #[tag(2)]
    #[he("שניים")]
    #[says(en = "two { $three }", he = "{ $two")]
    Two,
    /// Three
    #[tag(3)]
    #[he("שלושה")]
    #[says(en = "three { $some }", he = "שלושה { $some } { $rest_key }")]
    Three {
        /// Some
        #[he("קצת")]
        #[of("nowhere")]
        some: u128,
        /// The rest
        #[he("השאר")]
        #[of(".")]
        rest: u128,
    },
}

/// Wrong words.
#[derive(Action)]
#[action(
    name = "odd",
    he = "מוזר",
    says_en = "{ $odd }",
    says_he = "{ $odd }",
    by(Member),
    cost(1, 0, 0)
)]
struct Wrong {
    /// What
    #[he("מה")]
    odd: Odd,
}

#[test]
fn words_that_say_nothing_are_found() {
    let faults = sentence_faults(Wrong::ACTION);
    for wanted in [
        "odd: Odd.one is said in one language only",
        "odd: Odd.two names $three, which is no field",
        "odd: Odd.two cannot be read: { $two",
        "odd: Odd.two names $two, which is no field",
        "odd: Odd.three leaves out rest: three { $some }",
        "odd: some is counted in nowhere, which is no asset",
        "odd: rest is counted in ., which is no asset",
    ] {
        assert!(faults.iter().any(|fault| fault == wanted), "{wanted}: {faults:?}");
    }
    assert!(
        !faults.iter().any(|fault| fault.contains("$rest_key") && fault.contains("leaves out"))
    );
    assert_eq!(sentence_faults(Sell::ACTION), Vec::<String>::new());
}

#[test]
fn answers_are_counted_in_what_stands_in_them() {
    let mut faults = Vec::new();
    for view in aluma_core::registry::REGISTRY.views {
        if let aluma_types::spec::TypeSpec::Struct(spec) = view.spec.result {
            let found = crate::around::uncounted(spec.fields);
            faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", view.spec.name)));
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}
