//! Known values, both sides of every limit, and round trips.

use proptest::prelude::*;

use super::*;

#[test]
fn amounts_in_whole_units() {
    for (units, decimals, text) in [
        (0, 0, "0"),
        (0, 18, "0"),
        (1, 0, "1"),
        (1, 18, "0.000000000000000001"),
        (12_500_000_000_000_000_000, 18, "12.5"),
        (100, 2, "1"),
        (105, 2, "1.05"),
        (1_000_000, 2, "10000"),
        (u128::MAX, 0, "340282366920938463463374607431768211455"),
        (u128::MAX, 39, "0.340282366920938463463374607431768211455"),
    ] {
        assert_eq!(amount(units, decimals), text);
        assert_eq!(parse_amount(text, decimals), Some(units), "{text}");
    }
}

#[test]
fn amounts_that_are_none() {
    let long = "340282366920938463463374607431768211456";
    for text in [
        "", ".", "1.", ".5", "-1", "+1", "1e3", "1,000", "1 000", " 1", "1 ", "1.2.3", "0x10",
        "NaN", "1.234", "١", long,
    ] {
        assert_eq!(parse_amount(text, 2), None, "{text}");
    }
    assert_eq!(parse_amount("1.23", 2), Some(123));
    assert_eq!(parse_amount("007.10", 2), Some(710));
    assert_eq!(parse_amount("3.4", 0), None);
    assert_eq!(parse_amount("1", 38), Some(10u128.pow(38)));
    assert_eq!(parse_amount("1", 39), None);
    assert_eq!(parse_amount("1", u8::MAX), None);
}

#[test]
fn moments_of_the_calendar() {
    for (ms, text) in [
        (0, "1970-01-01 00:00:00.000 UTC"),
        (951_782_400_000, "2000-02-29 00:00:00.000 UTC"),
        (951_868_800_000, "2000-03-01 00:00:00.000 UTC"),
        (1_234_567_890_123, "2009-02-13 23:31:30.123 UTC"),
        (1_709_164_800_000, "2024-02-29 00:00:00.000 UTC"),
        (1_795_428_000_000, "2026-11-23 10:00:00.000 UTC"),
        (4_107_542_399_999, "2100-02-28 23:59:59.999 UTC"),
        (4_107_542_400_000, "2100-03-01 00:00:00.000 UTC"),
        (253_402_300_799_999, "9999-12-31 23:59:59.999 UTC"),
    ] {
        assert_eq!(time(Timestamp(ms)), text);
        assert_eq!(parse_time(text), Some(Timestamp(ms)));
    }
    assert_eq!(time(Timestamp(u64::MAX)), "584556019-04-03 14:25:51.615 UTC");
}

#[test]
fn moments_written_shorter() {
    let moment = Some(Timestamp(1_795_428_000_000));
    for text in [
        "2026-11-23 10:00",
        "2026-11-23 10:00:00",
        "2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.000Z",
        "2026-11-23 10:00 UTC",
    ] {
        assert_eq!(parse_time(text), moment, "{text}");
    }
    assert_eq!(parse_time("1970-01-01"), Some(Timestamp(0)));
}

#[test]
fn moments_that_are_none() {
    for text in [
        "",
        "2026",
        "1969-12-31",
        "0000-01-01",
        "2026-02-29",
        "2100-02-29",
        "2026-04-31",
        "2026-00-10",
        "2026-13-01",
        "2026-01-00",
        "2026-01-32",
        "2026-1-1",
        "2026-01-01 24:00",
        "2026-01-01 00:60",
        "2026-01-01 00:00:60",
        "2026-01-01 00:00:00.1",
        "2026-01-01 00",
        "+026-01-01",
        "2026-01-01-01",
        "2026-01-01 00:00:00:00",
    ] {
        assert_eq!(parse_time(text), None, "{text}");
    }
}

#[test]
fn spans_exactly() {
    for (ms, text) in [
        (0, "0s"),
        (1, "1ms"),
        (999, "999ms"),
        (1_000, "1s"),
        (1_500, "1500ms"),
        (59_000, "59s"),
        (60_000, "1m"),
        (90_000, "1m30s"),
        (3_600_000, "1h"),
        (86_400_000, "1d"),
        (129_600_000, "1d12h"),
        (172_800_000, "2d"),
        (1_209_600_000, "14d"),
        (86_400_001, "1d1ms"),
    ] {
        assert_eq!(span(Span(ms)), text);
    }
}

#[test]
fn shares_as_fractions_and_hundredths() {
    let of = |num, den| Share::new(num, den).unwrap_or(Share::ZERO);
    assert_eq!(share(of(4, 6)), "2/3");
    for (value, text) in [
        (Share::ZERO, "0%"),
        (Share::ONE, "100%"),
        (of(1, 8), "12.5%"),
        (of(1, 1_000), "0.1%"),
        (of(1, 1_000_000), "0.0001%"),
        (of(2, 3), "≈66.66%"),
        (of(u32::MAX - 1, u32::MAX), "≈99.99%"),
        (of(1, u32::MAX), "≈0%"),
    ] {
        assert_eq!(percent(value), text);
    }
    assert_eq!(exact_percent(of(1, 3)), None);
}

proptest! {
    #[test]
    fn amounts_read_back(units: u128, decimals: u8) {
        prop_assert_eq!(parse_amount(&amount(units, decimals), decimals), Some(units));
    }

    #[test]
    fn moments_read_back(ms in 0u64..=253_402_300_799_999) {
        prop_assert_eq!(parse_time(&time(Timestamp(ms))), Some(Timestamp(ms)));
    }

    #[test]
    fn days_follow_each_other(day in 0u64..4_000_000) {
        let date = |day: u64| self::date(Timestamp(day * DAY_MS));
        let ((year, month, of_month), after) = (date(day), date(day + 1));
        let turns = [(year, month + 1, 1), (year + 1, 1, 1)];
        let same_month = (year, month, of_month + 1) == after;
        prop_assert!(same_month || (28..=31).contains(&of_month) && turns.contains(&after));
    }

    #[test]
    fn spans_read_back(ms: u64) {
        prop_assert_eq!(Span::parse(&span(Span(ms))), Some(Span(ms)));
    }

    #[test]
    fn shares_read_back(num: u32, den in 1u32..) {
        if let Some(value) = Share::new(num, den) {
            prop_assert_eq!(Share::parse(&share(value)), Some(value));
            if let Some(text) = exact_percent(value) {
                prop_assert_eq!(Share::parse(&text), Some(value));
            }
        }
    }
}
