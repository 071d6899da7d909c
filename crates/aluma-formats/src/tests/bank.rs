use std::collections::BTreeSet;

use aluma_types::{Hash32, Timestamp};
use proptest::prelude::*;

use super::rows::{details, payout};
use crate::FormatError;
use crate::batch::{Batch, Choice, choose};
use crate::iban::{bic, iban};
use crate::pain001::{Order, letters, write};
use crate::payout::Payout;

const NETWORK: Hash32 = Hash32([0xab; 32]);
const KNOWN: &str = "payee,iban,name,bic\n\
    ana,DE89 3704 0044 0532 0130 00,Ána Šmíd & Co-op,\n\
    ben,GB82WEST12345698765432,Ben O'Neill,DEUTDEFF\n";

fn order() -> Order<'static> {
    Order {
        network: &NETWORK,
        community: "garden",
        payer: "Garden Trust",
        iban: "FR14 2004 1010 0505 0001 3M02 606",
        bic: Some("BNPAFRPP"),
        currency: None,
        on: "2026-11-27",
        written: Timestamp(1_795_683_600_000),
    }
}

fn batch<'a>(rows: &'a [Payout], known: &'a crate::details::Details) -> Batch<'a> {
    choose(rows, known, Choice::default(), |detail| !detail.iban.is_empty()).expect("a batch")
}

/// An element as a reader has it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: String,
    words: String,
    children: Vec<Element>,
}

impl Element {
    fn names(&self) -> Vec<&str> {
        self.children.iter().map(|child| child.name.as_str()).collect()
    }

    fn at(&self, path: &str) -> &Self {
        path.split('/').fold(self, |found, name| {
            let child = found.children.iter().find(|child| child.name == name);
            child.unwrap_or_else(|| panic!("no {name} of {path}"))
        })
    }

    fn all(&self, name: &str) -> Vec<&Self> {
        self.children.iter().filter(|child| child.name == name).collect()
    }
}

/// Reads a document, strictly: every element closed by its name, no bare `&` or `<`.
fn parse(text: &str) -> Element {
    let text = text.strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").expect("a head");
    let mut open = vec![Element::default()];
    for part in text.split('<').skip(1) {
        let (tag, words) = part.split_once('>').expect("a tag ends");
        if let Some(name) = tag.strip_prefix('/') {
            let done = open.pop().expect("an open element");
            assert_eq!(done.name, name, "closed by its name");
            open.last_mut().expect("an outer element").children.push(done);
        } else {
            let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
            let (name, attributes) = (name.to_owned(), attributes.to_owned());
            open.push(Element { name, attributes, ..Element::default() });
        }
        for entity in words.split('&').skip(1) {
            let known = ["amp;", "lt;", "gt;", "quot;", "apos;"];
            assert!(known.iter().any(|known| entity.starts_with(known)), "a bare &: {words}");
        }
        let words = words.trim().replace("&apos;", "'").replace("&amp;", "&");
        open.last_mut().expect("an element").words += &words;
    }
    assert_eq!(open.len(), 1, "everything is closed");
    let mut root = open.pop().expect("the root");
    root.children.pop().expect("a document")
}

/// In which order each element has its children, as the schema has it; those in brackets may be missing.
const ORDERS: [(&str, &str); 13] = [
    ("Document", "CstmrCdtTrfInitn"),
    ("CstmrCdtTrfInitn", "GrpHdr PmtInf"),
    ("GrpHdr", "MsgId CreDtTm NbOfTxs CtrlSum InitgPty"),
    (
        "PmtInf",
        "PmtInfId PmtMtd NbOfTxs CtrlSum [PmtTpInf] ReqdExctnDt Dbtr DbtrAcct DbtrAgt ChrgBr CdtTrfTxInf*",
    ),
    ("PmtTpInf", "SvcLvl"),
    ("ReqdExctnDt", "Dt"),
    ("CdtTrfTxInf", "PmtId Amt [CdtrAgt] Cdtr CdtrAcct RmtInf"),
    ("PmtId", "EndToEndId"),
    ("Amt", "InstdAmt"),
    ("Cdtr", "Nm"),
    ("Dbtr", "Nm"),
    ("RmtInf", "Ustrd"),
    ("FinInstnId", "[BICFI] [Othr]"),
];

fn assert_ordered(element: &Element) {
    if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == element.name) {
        let mut names = element.names().into_iter().peekable();
        for rule in order.split(' ') {
            let name = rule.trim_matches(['[', ']', '*']);
            let mut many = 0;
            while names.next_if_eq(&name).is_some() {
                many += 1;
            }
            let least = usize::from(!rule.starts_with('['));
            let most = if rule.ends_with('*') { usize::MAX } else { 1 };
            assert!((least..=most).contains(&many), "{many} {name} in {}", element.name);
        }
        assert_eq!(names.next(), None, "in {}", element.name);
    }
    let most = match element.name.as_str() {
        "MsgId" | "PmtInfId" | "EndToEndId" => 35,
        "Nm" => 70,
        _ => 140,
    };
    assert!(element.words.len() <= most, "{}: {}", element.name, element.words);
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"/-?:().,'+ ".contains(&b);
    assert!(element.words.bytes().all(is_plain), "{}", element.words);
    element.children.iter().for_each(assert_ordered);
}

/// What the file must hold for a bank to take it.
fn assert_whole(text: &str) -> Element {
    let document = parse(text);
    assert_eq!(document.attributes, "xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09\"");
    assert_ordered(&document);
    let (head, body) =
        (document.at("CstmrCdtTrfInitn/GrpHdr"), document.at("CstmrCdtTrfInitn/PmtInf"));
    let transfers = body.all("CdtTrfTxInf");
    let cents = |text: &str| {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        format!("{whole}{part:0<2}").parse::<u128>().expect("a sum")
    };
    let sum: u128 = transfers.iter().map(|one| cents(&one.at("Amt/InstdAmt").words)).sum();
    for group in [head, body] {
        assert_eq!(group.at("NbOfTxs").words, transfers.len().to_string());
        assert_eq!(cents(&group.at("CtrlSum").words), sum);
    }
    let mut references = BTreeSet::new();
    for one in &transfers {
        assert!(references.insert(one.at("PmtId/EndToEndId").words.clone()), "twice the same");
        iban("x", &one.at("CdtrAcct/Id/IBAN").words).expect("an account");
    }
    document
}

#[test]
fn a_batch_is_what_a_bank_takes() {
    let (rows, known) = ([payout(1, "ana", 1_234), payout(2, "ben", 500)], details(KNOWN));
    let rows_again = write(&batch(&rows, &known), &order());
    // An ampersand is no letter of the banks.
    assert!(matches!(rows_again, Err(FormatError::Letters { .. })), "{rows_again:?}");
    let known = details(&KNOWN.replace(" & ", " + "));
    let text = write(&batch(&rows, &known), &order()).expect("a file");
    let document = assert_whole(&text);
    let body = document.at("CstmrCdtTrfInitn/PmtInf");
    assert_eq!(body.at("PmtTpInf/SvcLvl/Cd").words, "SEPA");
    assert_eq!(body.at("DbtrAgt/FinInstnId/BICFI").words, "BNPAFRPP");
    assert_eq!(document.at("CstmrCdtTrfInitn/GrpHdr/MsgId").words, "abababab-20261126090000");
    let first = body.all("CdtTrfTxInf")[0];
    assert_eq!(first.at("PmtId/EndToEndId").words, "abababab-7-1");
    assert_eq!(first.at("Amt/InstdAmt").attributes, "Ccy=\"EUR\"");
    assert_eq!(first.at("Amt/InstdAmt").words, "12.34");
    assert_eq!(first.at("Cdtr/Nm").words, "Ana Smid + Co-op");
    assert_eq!(body.all("CdtTrfTxInf")[1].at("Cdtr/Nm").words, "Ben O'Neill");
    // Written again it has the same references, so that a bank finds doubles.
    let later = Order { written: Timestamp(1_795_683_700_000), ..order() };
    let again = assert_whole(&write(&batch(&rows, &known), &later).expect("a file"));
    let one = again.at("CstmrCdtTrfInitn/PmtInf").all("CdtTrfTxInf")[0];
    assert_eq!(one.at("PmtId/EndToEndId").words, "abababab-7-1");
}

#[test]
fn another_currency_has_its_own_digits_and_no_sepa() {
    let known = details(&KNOWN.replace(" & ", " + "));
    let mut row = payout(1, "ana", 5_000_000_000_000_000_000);
    (row.symbol, row.decimals) = ("CREDIT".to_owned(), 18);
    let rows = [row];
    let batch = batch(&rows, &known);
    assert_eq!(write(&batch, &order()), Err(FormatError::NotACurrency("CREDIT".to_owned())));
    let yen = Order { currency: Some("JPY"), bic: None, ..order() };
    let text = write(&batch, &yen).expect("a file");
    assert!(text.contains("<InstdAmt Ccy=\"JPY\">5</InstdAmt>"), "{text}");
    assert!(
        text.contains("<Id>NOTPROVIDED</Id>") && text.contains("<ChrgBr>SHAR</ChrgBr>"),
        "{text}"
    );
    assert!(!text.contains("SEPA"), "{text}");
}

#[test]
fn nothing_is_rounded_and_nothing_overflows() {
    let known = details(&KNOWN.replace(" & ", " + "));
    let mut row = payout(1, "ana", 1_234);
    row.decimals = 3;
    let rows = [row.clone()];
    assert!(matches!(
        write(&batch(&rows, &known), &order()),
        Err(FormatError::TooFine { decimals: 2, .. })
    ));
    // 1.230 is 1.23.
    row.units = 1_230;
    let rows = [row.clone()];
    assert!(write(&batch(&rows, &known), &order()).expect("a file").contains(">1.23</InstdAmt>"));
    (row.decimals, row.units) = (2, u128::MAX);
    let rows = [row];
    assert!(matches!(write(&batch(&rows, &known), &order()), Err(FormatError::TooLarge { .. })));
    let rows: Vec<_> = (1..=11).map(|it| payout(it, "ana", 99_999_999_999_999_999)).collect();
    let told = write(&batch(&rows, &known), &order());
    assert!(matches!(told, Err(FormatError::TooLarge { .. })), "the sum has 19 digits");
}

#[test]
fn days_are_days() {
    let (rows, known) = ([payout(1, "ben", 1)], details(KNOWN));
    for on in ["2026-02-30", "27.11.2026", "2026-11-27 10:00", ""] {
        let told = write(&batch(&rows, &known), &Order { on, ..order() });
        assert_eq!(told, Err(FormatError::Day(on.to_owned())));
    }
}

#[test]
fn accounts_are_checked_by_country_length_and_digits() {
    // Examples of the registry.
    for good in [
        "AT611904300234573201",
        "BE68539007547034",
        "CH9300762011623852957",
        "DE89370400440532013000",
        "ES9121000418450200051332",
        "FR1420041010050500013M02606",
        "GB29NWBK60161331926819",
        "IL620108000000099999999",
        "IT60X0542811101000000123456",
        "NL91ABNA0417164300",
        "NO9386011117947",
        "PT50000201231234567890154",
        "MT84MALT011000012345MTLCAST001S",
    ] {
        assert_eq!(iban("x", good).as_deref(), Ok(good));
        assert_eq!(iban("x", &good.to_lowercase()).as_deref(), Ok(good), "in small letters");
    }
    for bad in [
        "DE88370400440532013000",
        "DE8937040044053201300",
        "DE893704004405320130000",
        "XX89370400440532013000",
        "DE89370400440532013O00",
        "8937",
        "",
        "D€89370400440532013000",
        "DE89-3704-0044-0532-0130-00",
    ] {
        assert!(iban("x", bad).is_err(), "{bad}");
    }
    for (text, fits) in [
        ("DEUTDEFF", true),
        ("deutdeff500", true),
        ("DEUTDEF", false),
        ("DEUT12FF", false),
        ("DEUTDEFF5", false),
    ] {
        assert_eq!(bic(text).is_ok(), fits, "{text}");
    }
}

#[test]
fn letters_that_banks_do_not_take_are_named() {
    for (text, written) in [
        ("Jürgen Groß", "Jurgen Gross"),
        ("Łukasz Ørsted", "Lukasz Orsted"),
        ("Þóra Ævarsdóttir", "Thora AEvarsdottir"),
        ("  A   B ", "A B"),
        ("O’Neill", "O'Neill"),
    ] {
        assert_eq!(letters("x", text, 70).as_deref(), Ok(written));
    }
    for text in ["דנה", "A & B", "a//b", "/a", "a/", "Иван", "a\u{202e}b"] {
        assert!(matches!(letters("x", text, 70), Err(FormatError::Letters { .. })), "{text}");
    }
    for text in ["", "   ", &"a".repeat(71)] {
        assert!(matches!(letters("x", text, 70), Err(FormatError::Length { .. })), "{text}");
    }
}

proptest! {
    /// Whatever is asked for: the file has exactly that, or there is none.
    #[test]
    fn sums_are_exact(units in proptest::collection::vec(1u128..1_000_000_000_000, 1..40)) {
        let rows: Vec<_> =
            (1u64..).zip(&units).map(|(number, units)| payout(number, "ben", *units)).collect();
        let known = details(KNOWN);
        let document = assert_whole(&write(&batch(&rows, &known), &order()).expect("a file"));
        let sum: u128 = units.iter().sum();
        let told = &document.at("CstmrCdtTrfInitn/GrpHdr/CtrlSum").words;
        prop_assert_eq!(told, &aluma_types::show::amount(sum, 2));
    }

    /// A digit that is mistyped is always noticed.
    #[test]
    fn a_mistyped_digit_is_noticed(place in 4usize..22, digit in 0u8..10) {
        let good = "DE89370400440532013000";
        let mut bad: Vec<u8> = good.bytes().collect();
        bad[place] = b'0' + digit;
        let bad = String::from_utf8(bad).expect("ASCII");
        prop_assert_eq!(iban("x", &bad).is_ok(), bad == good);
    }
}
