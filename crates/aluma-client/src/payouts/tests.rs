//! Table of refusals, laws, and the two real files.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use proptest::prelude::*;

use super::split::Splitter;
use super::*;

const COLUMNS: Columns<'static> = Columns { group_by: "round", to: "member", amount: "total" };

fn read_six(bytes: impl AsRef<[u8]>) -> Result<Payouts, PayoutError> {
    read(bytes.as_ref(), &COLUMNS, 6)
}

fn table(rows: &str) -> String {
    format!("round,member,total\n{rows}")
}

/// `line`, column number (0: none), column name, code.
fn refusal(bytes: impl AsRef<[u8]>) -> (usize, usize, String, &'static str) {
    let error = read_six(bytes).expect_err("must be refused");
    let column = error.column.clone();
    let number = column.as_ref().and_then(|c| c.number).unwrap_or(0);
    let name = column.and_then(|c| c.name).unwrap_or_default();
    (error.line, number, name, error.code())
}

#[test]
fn sums_per_payee_and_group_in_order_of_first_appearance() {
    let file = table("2,b,1.5\n1,a,0.000001\n2,c,7\n2,b,0.5\n1,d,0\n3,e,0.0\n2,a,1\n");
    let payouts = read_six(file).unwrap();
    assert_eq!(payouts.payees, ["b", "a", "c", "d", "e"]);
    assert_eq!((payouts.rows, payouts.zero_rows, payouts.total), (7, 2, 10_000_001));
    let groups: Vec<_> =
        payouts.groups.iter().map(|g| (g.label.as_str(), g.rows.clone(), g.total())).collect();
    assert_eq!(groups[0], ("2", vec![(0, 2_000_000), (1, 1_000_000), (2, 7_000_000)], 10_000_000));
    assert_eq!(groups[1], ("1", vec![(1, 1)], 1));
    assert_eq!(groups[2], ("3", vec![], 0));
}

#[test]
fn hash_is_over_the_documented_bytes() {
    let payouts = read_six(table("1,b,2\n1,a,1\n1,b,0.5\n1,z,0\n")).unwrap();
    let expected: [u8; 32] = Sha256::digest(b"a\t1000000\nb\t2500000\n").into();
    assert_eq!(payouts.groups[0].hash, expected);
}

#[test]
fn a_bom_crlf_quotes_and_blank_lines_change_nothing() {
    let plain = read_six(table("1,a,1\n2,\u{5d3}\u{5e0}\u{5d4},2\n")).unwrap();
    for other in [
        "\u{feff}round,member,total\r\n1,a,1\r\n2,\u{5d3}\u{5e0}\u{5d4},2\r\n",
        "\u{feff}\"round\",member,\"total\"\n\"1\",\"a\",\"1\"\n2,\u{5d3}\u{5e0}\u{5d4},\" 2 \"",
        "\n\nround,member,total\r1,a,1\r\r2,\u{5d3}\u{5e0}\u{5d4},2\r\n\r\n\n",
        " round , member,total \n 1, a ,1\n2 ,\u{a0}\u{5d3}\u{5e0}\u{5d4},02.000\n",
    ] {
        assert_eq!(read_six(other).unwrap(), plain, "{other:?}");
    }
}

#[test]
fn labels_are_exact_but_for_trimming_and_nfc() {
    let file =
        table("1,\"a, \"\"b\"\"\",1\n1,Ana,1\n1,ana,1\n1,e\u{301},1\n1,\u{e9},1\n1,a  b,1\n");
    let payouts = read_six(file).unwrap();
    assert_eq!(payouts.payees, ["a, \"b\"", "Ana", "ana", "\u{e9}", "a  b"]);
    let joined = "\u{1F469}\u{200D}\u{1F33E}";
    let payouts = read_six(table(&format!("1,{joined},1\n"))).unwrap();
    assert_eq!(payouts.payees, [joined]);
}

#[test]
fn columns_may_stand_anywhere_and_one_may_be_payee_and_group() {
    let file = "total,note,,member,round,\n1,x,,a,9,\n";
    let payouts = read_six(file).unwrap();
    assert_eq!((payouts.payees, payouts.total), (vec!["a".to_string()], 1_000_000));
    let columns = Columns { group_by: "member", ..COLUMNS };
    let payouts = read(file.as_bytes(), &columns, 6).unwrap();
    assert_eq!(payouts.groups[0].label, "a");
}

#[test]
fn amounts_on_the_accepted_side() {
    let cases: [(&str, u8, u128); 9] = [
        ("0", 0, 0),
        ("0.000", 3, 0),
        ("007", 2, 700),
        ("1.25", 2, 125),
        ("  1.5 ", 2, 150),
        ("0.000000000000000000000000000000000000000000000001", 48, 1),
        ("0", 255, 0),
        ("340282366920938463463374607431768211455", 0, u128::MAX),
        ("3.40282366920938463463374607431768211455", 38, u128::MAX),
    ];
    for (text, decimals, units) in cases {
        assert_eq!(cell::amount(text, decimals), Ok(units), "{text}");
    }
}

#[test]
fn amounts_on_the_refused_side() {
    let cases = [
        ("blank", "   \u{a0}"),
        ("not_a_number", ". .. .5 5. 1.2.3 +5 -x - $5 5op (5) 0x10 ½ ٣ ５ \t5 5\u{0}"),
        ("negative", "-1 -0 −7.5 -.5 -1e5 -1,000"),
        ("exponent", "1e3 1.5E-7 1E+2 1e"),
        ("separator", "1,5 1'000 1_000 1,000.00 1.000,00 1\u{a0}000 1\u{202f}000 1’000 1٫5"),
        ("not_finite", "NaN nan inf -inf +Infinity -∞"),
        ("too_many_decimals", "1.1234567 1.0000000 0.0000000"),
        (
            "amount_too_large",
            "340282366920938463463374607431768.211456 340282366920938463463374607431769 \
             99999999999999999999999999999999999999999999999999999999",
        ),
    ];
    for (code, texts) in cases {
        let texts = if code == "blank" { vec![texts] } else { texts.split(' ').collect() };
        for text in texts {
            let found = cell::amount(text, 6).map_err(|kind| kind.code());
            assert_eq!(found, Err(code), "{text:?}");
        }
    }
    assert_eq!(cell::amount("1 000", 6), Err(PayoutErrorKind::Separator));
    let edge = "340282366920938463463374607431768.211455";
    assert_eq!(cell::amount(edge, 6), Ok(u128::MAX));
}

#[test]
fn every_refusal_names_line_and_column() {
    let long = table(&format!("1,{},1\n1,{},1\n", "é".repeat(128), "é".repeat(129)));
    let total = table("1,a,340282366920938463463374607431768\n2,b,0.211455\n2,c,0.000001\n");
    let mut invalid = table("1,a,1\n2,").into_bytes();
    invalid.extend_from_slice(b"b\xffc,2\n");
    let mut unused = b"round,member,total,note\n1,a,1,\"x\n\xc3\"\n".to_vec();
    unused.extend_from_slice(b"2,b,2,ok\n");
    type Place = (usize, usize, &'static str, &'static str);
    let cases: Vec<(Vec<u8>, Place)> = vec![
        (vec![], (1, 0, "", "empty_file")),
        ("\u{feff}\r\n\n".into(), (1, 0, "", "empty_file")),
        ("\nround,member,total\n\n".into(), (2, 0, "", "no_rows")),
        ("round,Member,total\n1,a,1\n".into(), (1, 0, "member", "missing_column")),
        ("round;member;total\n1;a;1\n".into(), (1, 0, "round", "missing_column")),
        ("round,member,total,member\n1,a,1,b\n".into(), (1, 4, "member", "doubled_column")),
        ("round,x,member,total,x \n".into(), (1, 5, "x", "doubled_column")),
        (table("1,a,1\n1,a\n").into(), (3, 3, "total", "row_length")),
        (table("\"1\n2\",a,1,9\n").into(), (3, 4, "", "row_length")),
        (table("1,a,1\n \n").into(), (3, 2, "member", "row_length")),
        (table("1,a,1,\n").into(), (2, 4, "", "row_length")),
        (invalid, (3, 2, "member", "not_utf8")),
        (unused, (3, 4, "note", "not_utf8")),
        (b"round,memb\xe9r,total\n1,a,1\n".to_vec(), (1, 2, "", "not_utf8")),
        (b"\xff\xfer\0o\0".to_vec(), (1, 1, "", "not_utf8")),
        (table("1,a,1\n2,\"b,3\n4,c,5\n").into(), (3, 2, "member", "unclosed_quote")),
        ("round,member,\"total\n1,a,1\n".into(), (1, 3, "", "unclosed_quote")),
        (table("1,\"a\"b,1\n").into(), (2, 2, "member", "stray_quote")),
        (table("1,a\"b\",1\n").into(), (2, 2, "member", "stray_quote")),
        (table("1, \"a\",1\n").into(), (2, 2, "member", "stray_quote")),
        (table("1,a,1\n1,\" \",1\n").into(), (3, 2, "member", "blank")),
        (table(",a,1\n").into(), (2, 1, "round", "blank")),
        (table("1,a,\n").into(), (2, 3, "total", "blank")),
        (long.into(), (3, 2, "member", "label_too_long")),
        (table("1,a\tb,1\n").into(), (2, 2, "member", "control_character")),
        (table("1\u{85},a,1\n").into(), (2, 1, "round", "control_character")),
        (table("1,\"x\n\",1\n").into(), (2, 2, "member", "control_character")),
        (table("1,\u{0},1\n").into(), (2, 2, "member", "control_character")),
        (table("1,a\u{202e}b,1\n").into(), (2, 2, "member", "bidi_character")),
        (table("\u{2067}1,a,1\n").into(), (2, 1, "round", "bidi_character")),
        (table("1,\u{feff}a,1\n").into(), (2, 2, "member", "invisible_character")),
        (table("1,a,one\n").into(), (2, 3, "total", "not_a_number")),
        (table("1,a,1\r\n1,b,-1\r\n").replace('\n', "\r\n").into(), (4, 3, "total", "negative")),
        (table("1,a,1e3\n").into(), (2, 3, "total", "exponent")),
        (table("1,a,\"1,000\"\n").into(), (2, 3, "total", "separator")),
        (table("1,a,NaN\n").into(), (2, 3, "total", "not_finite")),
        (table("1,a,0.0000001\n").into(), (2, 3, "total", "too_many_decimals")),
        (table("1,a,9e99\n1,b,x\n").into(), (2, 3, "total", "exponent")),
        (
            table("1,a,340282366920938463463374607431769\n").into(),
            (2, 3, "total", "amount_too_large"),
        ),
        (total.into(), (4, 3, "total", "total_too_large")),
    ];
    for (file, (line, number, name, code)) in cases {
        let shown = String::from_utf8_lossy(&file).into_owned();
        assert_eq!(refusal(file), (line, number, name.to_string(), code), "{shown:?}");
    }
    let columns = Columns { to: "total", ..COLUMNS };
    let error = read(table("1,a,1\n").as_bytes(), &columns, 6).unwrap_err();
    assert_eq!((error.line, error.code()), (1, "amount_column_reused"));
}

#[test]
fn every_direction_and_invisible_character_is_refused_in_both_labels() {
    let ranges = [0x61c..=0x61c, 0x200e..=0x200f, 0x202a..=0x202e, 0x2066..=0x2069, 0..=0x1f];
    let more = [0x7f..=0x9f, 0x2028..=0x2029, 0xad..=0xad, 0x200b..=0x200d, 0x2060..=0x206f];
    let ignorable = [
        0x34f..=0x34f,
        0x115f..=0x1160,
        0x17b4..=0x17b5,
        0x180b..=0x180f,
        0x2800..=0x2800,
        0x3164..=0x3164,
        0xfe00..=0xfe0f,
        0xfeff..=0xfeff,
        0xffa0..=0xffa0,
        0xfff0..=0xfffc,
        0x1bca0..=0x1bca3,
        0x1d173..=0x1d17a,
        0xe0000..=0xe0fff,
    ];
    let nobodys = [0xe000..=0xf8ff, 0xfdd0..=0xfdef, 0xffffe..=0x10ffff, 0x1fffe..=0x1ffff];
    let all = ranges.into_iter().chain(more).chain(ignorable).chain(nobodys);
    for code in all.flatten() {
        let c = char::from_u32(code).unwrap();
        for cell in [format!("a{c}b"), format!("{c}a"), format!("a{c}"), format!("א{c}ב")] {
            assert!(cell::label(&cell).is_err(), "{cell:?}");
        }
    }
}

#[test]
fn what_shows_nothing_stays_where_a_script_or_an_emoji_needs_it() {
    for needed in [
        "می\u{200c}خواهم",
        "نامه\u{200c}ها",
        "क्\u{200d}ष",
        "क्\u{200c}ष",
        "র\u{200d}\u{9cd}যাব",
        "ශ්\u{200d}රී",
        "അവന്\u{200d}",
        "👩\u{200d}💻",
        "👩🏽\u{200d}💻",
        "🏳\u{fe0f}\u{200d}🌈",
        "❤\u{fe0f}",
        "❤\u{fe0e}",
        "1\u{fe0f}\u{20e3}",
        "🐦\u{200d}⬛",
        "©\u{fe0f} Ann",
    ] {
        assert_eq!(cell::label(needed).as_deref(), Ok(needed), "{needed:?}");
    }
    for hidden in [
        "an\u{200d}n",
        "an\u{200c}n",
        "דנ\u{200d}ה",
        "ش\u{200d}م",
        "صد\u{200c}ها",
        "می\u{200c}",
        "می\u{200c} خواهم",
        "\u{200d}क",
        "क\u{200d}ष",
        "क्\u{200c}",
        "👩\u{200d}",
        "👩\u{200d}a",
        "a\u{200d}👩",
        "👩\u{200d}\u{200d}💻",
        "a\u{fe0f}",
        "1\u{fe0f}",
        "1\u{fe0f}2",
        "❤\u{fe0f}\u{fe0f}",
        "葛\u{e0100}城",
        "🏴\u{e0067}\u{e007f}",
    ] {
        let found = cell::label(hidden).map_err(|kind| kind.code());
        assert_eq!(found, Err("invisible_character"), "{hidden:?}");
    }
}

#[test]
fn messages_are_one_plain_line() {
    let error = read_six(table("1,a,1\n1,b,-2\n")).unwrap_err();
    assert_eq!(error.to_string(), "line 3, column 3 \"total\": the amount is negative");
    let error = read_six("a\u{202e},b\n1,2\n").unwrap_err();
    assert_eq!(
        error.to_string(),
        "line 1, column \"round\": the file has no such column; it has [\"a\\u{202e}\", \"b\"]"
    );
    let error = read_six("x".repeat(100_000)).unwrap_err();
    assert!(error.to_string().len() < 200);
}

/// Rows as (group, payee, base units).
type Rows = Vec<(u8, u8, u64)>;

fn arb_rows() -> impl Strategy<Value = Rows> {
    let units = prop_oneof![1 => Just(0), 4 => any::<u64>(), 4 => 0..2_000_000u64];
    prop::collection::vec((0..4u8, 0..8u8, units), 1..40)
}

/// Writes rows as some spreadsheet would.
fn written(rows: &Rows, style: (bool, bool, bool)) -> Vec<u8> {
    let (quoted, windows, reversed) = style;
    let mut writer = csv::WriterBuilder::new()
        .quote_style(if quoted { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .terminator(if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') })
        .from_writer(if windows { b"\xEF\xBB\xBF".to_vec() } else { vec![] });
    let mut write = |mut cells: [String; 3]| {
        if reversed {
            cells.reverse();
        }
        writer.write_record(cells).unwrap();
    };
    write(["round", "member", "total"].map(String::from));
    for (group, payee, units) in rows {
        let amount = format!("{}.{:06}", units / 1_000_000, units % 1_000_000);
        write([format!("round, {group}"), format!("payee \"{payee}\""), amount]);
    }
    writer.into_inner().unwrap()
}

type Sums = BTreeMap<(String, String), u128>;

fn sums(payouts: &Payouts) -> Sums {
    let of = |group: &Group| {
        let label = group.label.clone();
        let row = move |(payee, units): &(usize, u128)| {
            ((label.clone(), payouts.payees[*payee].clone()), *units)
        };
        group.rows.iter().map(row).collect::<Vec<_>>()
    };
    payouts.groups.iter().flat_map(of).collect()
}

fn hashes(payouts: &Payouts) -> BTreeMap<String, [u8; 32]> {
    payouts.groups.iter().map(|group| (group.label.clone(), group.hash)).collect()
}

fn naive(rows: &Rows) -> Sums {
    let mut sums = Sums::new();
    for (group, payee, units) in rows.iter().filter(|row| row.2 > 0) {
        let key = (format!("round, {group}"), format!("payee \"{payee}\""));
        *sums.entry(key).or_default() += u128::from(*units);
    }
    sums
}

proptest! {
    #[test]
    fn sums_are_exact(rows in arb_rows(), style in any::<(bool, bool, bool)>()) {
        let payouts = read_six(written(&rows, style)).unwrap();
        prop_assert_eq!(sums(&payouts), naive(&rows));
        prop_assert_eq!(payouts.total, rows.iter().map(|row| u128::from(row.2)).sum::<u128>());
        prop_assert_eq!(payouts.total, payouts.groups.iter().map(Group::total).sum::<u128>());
        prop_assert_eq!(payouts.rows, rows.len());
        prop_assert_eq!(payouts.zero_rows, rows.iter().filter(|row| row.2 == 0).count());
        for group in &payouts.groups {
            prop_assert!(group.rows.is_sorted_by(|a, b| a.0 < b.0));
        }
    }

    #[test]
    fn order_and_dress_do_not_change_sums_and_hashes(
        (rows, shuffled) in arb_rows()
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        styles in any::<((bool, bool, bool), (bool, bool, bool))>(),
    ) {
        let one = read_six(written(&rows, styles.0)).unwrap();
        let other = read_six(written(&shuffled, styles.1)).unwrap();
        prop_assert_eq!(sums(&one), sums(&other));
        prop_assert_eq!(hashes(&one), hashes(&other));
    }

    #[test]
    fn another_amount_or_payee_changes_its_group_hash_alone(
        rows in arb_rows(), index in any::<prop::sample::Index>(), payee in any::<bool>(),
    ) {
        let mut changed = rows.clone();
        let row = &mut changed[index.index(rows.len())];
        if payee && row.2 > 0 { row.1 += 100 } else { row.2 = row.2.wrapping_add(1).max(1) }
        let touched = format!("round, {}", row.0);
        let style = (false, false, false);
        let before = hashes(&read_six(written(&rows, style)).unwrap());
        let after = hashes(&read_six(written(&changed, style)).unwrap());
        for (group, hash) in before {
            prop_assert_eq!(hash != after[&group], group == touched);
        }
    }

    #[test]
    fn cells_are_those_the_csv_crate_wrote(
        width in 1..5usize,
        cells in prop::collection::vec("[ab,\"\r\n \u{e9}]{0,6}", 1..30),
        windows in any::<bool>(),
    ) {
        let rows: Vec<&[String]> = cells.chunks_exact(width).collect();
        let terminator = if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = csv::WriterBuilder::new().terminator(terminator).from_writer(vec![]);
        for row in &rows {
            writer.write_record(*row).unwrap();
        }
        let bytes = writer.into_inner().unwrap();
        let mut splitter = Splitter::new(&bytes);
        for row in rows {
            let found = splitter.next_row().unwrap().unwrap();
            let found: Vec<_> = found.cells.iter().map(|cell| &cell.bytes[..]).collect();
            prop_assert_eq!(found, row.iter().map(|cell| cell.as_bytes()).collect::<Vec<_>>());
        }
        prop_assert!(splitter.next_row().unwrap().is_none());
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read_six(&bytes);
        let mut file = b"round,member,total\n".to_vec();
        file.extend(bytes);
        if let Err(error) = read_six(&file) {
            prop_assert!(!error.to_string().contains('\n'));
        }
    }

    #[test]
    fn near_misses_never_panic_and_point_into_the_file(
        rows in "[12a,.\"\r\n \u{e9}\u{202e}e+-]{0,60}", decimals in any::<u8>(),
    ) {
        let file = table(&rows);
        let lines = line_breaks(file.as_bytes()) + 1;
        match read(file.as_bytes(), &COLUMNS, decimals) {
            Ok(payouts) => prop_assert!(payouts.rows > 0),
            Err(error) => prop_assert!((1..=lines).contains(&error.line)),
        }
    }
}

/// A real file, or `None` with a word on stderr (past the capture of tests) where it is absent.
fn real(path: &str) -> Option<Vec<u8>> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let data = std::env::var_os("ALUMA_DATA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    let file = std::fs::read(data.join(path)).ok();
    if file.is_none() {
        let _ = writeln!(std::io::stderr(), "skipped: {path} is not in {}", data.display());
    }
    file
}

#[test]
fn sixteen_rounds_of_praise() {
    let Some(file) = real("tec_praise/payouts.csv") else { return };
    let payouts = read(&file, &COLUMNS, 18).unwrap();
    assert_eq!((payouts.rows, payouts.zero_rows), (1_973, 5));
    assert_eq!((payouts.groups.len(), payouts.payees.len()), (16, 531));
    assert_eq!(payouts.total, 51_321_999_994 * 10u128.pow(12));
    assert_eq!(payouts.total, read_six(&file).unwrap().total * 10u128.pow(12));
    assert_eq!(read(&file, &COLUMNS, 5).unwrap_err().code(), "too_many_decimals");
}

#[test]
fn seven_rounds_of_retroactive_funding() {
    let Some(file) = real("optimism_retro_funding/awards.csv") else { return };
    let columns = Columns { group_by: "round", to: "application", amount: "op" };
    let payouts = read(&file, &columns, 18).unwrap();
    assert_eq!((payouts.rows, payouts.zero_rows), (3_499, 165));
    let labels: Vec<_> = payouts.groups.iter().map(|group| group.label.as_str()).collect();
    assert_eq!(labels, ["R2", "R3", "R4", "R5", "R6", "S7", "S8"]);
    assert_eq!(payouts.payees.len(), 1_314);
    assert_eq!(payouts.total, 795_129_496_600_000_015_147 * 10u128.pow(5));
    // R3 names 643 payees; 142 of them received nothing.
    assert_eq!(payouts.groups.iter().map(|group| group.rows.len()).max(), Some(501));
}
