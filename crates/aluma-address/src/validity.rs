//! From when and until when a certificate holds: the one thing that is read of it beyond what rustls
//! reads (RFC 5280, 4.1.2.5).

/// Seconds since 1970, from and until.
pub(crate) fn of(certificate: &[u8]) -> Option<(u64, u64)> {
    let (certificate, _) = inside(certificate, 0x30)?;
    let (mut rest, _) = inside(certificate, 0x30)?;
    // Version, where it stands; serial number, algorithm, issuer.
    if let Some((_, after)) = inside(rest, 0xa0) {
        rest = after;
    }
    for tag in [0x02, 0x30, 0x30] {
        rest = inside(rest, tag)?.1;
    }
    let (validity, _) = inside(rest, 0x30)?;
    let (from, rest) = time(validity)?;
    let (until, _) = time(rest)?;
    Some((from, until))
}

/// The contents of a value with this tag, and what stands behind it.
fn inside(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (found, rest) = bytes.split_first()?;
    let (length, rest) = rest.split_first()?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(*length), rest),
        0x81..=0x84 => {
            let (digits, rest) = rest.split_at_checked(usize::from(length & 0x7f))?;
            let join = |sum: usize, digit: &u8| sum << 8 | usize::from(*digit);
            (digits.iter().fold(0, join), rest)
        }
        _ => return None,
    };
    let (value, rest) = rest.split_at_checked(length)?;
    (*found == tag).then_some((value, rest))
}

/// UTCTime (years of two digits, 50 being 1950) or GeneralizedTime, both in Zulu and with seconds.
fn time(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let short = inside(bytes, 0x17);
    let (text, rest) = short.or_else(|| inside(bytes, 0x18))?;
    let text = std::str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let (year, text) = text.split_at_checked(if short.is_some() { 2 } else { 4 })?;
    let year: u64 = year.parse().ok()?;
    let year = match short {
        Some(_) if year < 50 => 2000 + year,
        Some(_) => 1900 + year,
        None => year,
    };
    let part = |at: usize| text.get(at..at + 2)?.parse::<u64>().ok();
    let (month, day) = (part(0)?, part(2)?);
    let (hour, minute, second) = (part(4)?, part(6)?, part(8)?);
    if text.len() != 10 || !(1..=12).contains(&month) || !(1970..10_000).contains(&year) {
        return None;
    }
    let days = days_before(year, month) + day.checked_sub(1)?;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second, rest))
}

/// Days from 1970 to the first of a month (the calendar begins its years in March, so that the day
/// that comes every four years is the last).
fn days_before(year: u64, month: u64) -> u64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_as_the_calendar_does() {
        for (year, month, days) in [
            (1970, 1, 0),
            (1970, 3, 59),
            (2000, 2, 10_988),
            (2000, 3, 11_017),
            (2024, 3, 19_783),
            (2100, 3, 47_541),
        ] {
            assert_eq!(days_before(year, month), days, "{year}-{month}");
        }
    }

    #[test]
    fn both_forms_of_time_are_read() {
        let value = |tag: u8, text: &str| {
            let mut bytes = vec![tag, u8::try_from(text.len()).expect("short")];
            bytes.extend_from_slice(text.as_bytes());
            bytes
        };
        let read = |tag, text| time(&value(tag, text)).map(|(time, _)| time);
        assert_eq!(read(0x17, "700101000000Z"), Some(0));
        assert_eq!(read(0x17, "491231235959Z"), Some(2_524_607_999));
        assert_eq!(read(0x18, "20500101000000Z"), Some(2_524_608_000));
        assert_eq!(read(0x17, "261125221500Z"), Some(1_795_644_900));
        for (tag, bad) in
            [(0x17, "500101000000Z"), (0x17, "2611252215Z"), (0x17, "261325221500Z"), (0x18, "x")]
        {
            assert_eq!(read(tag, bad), None, "{bad}");
        }
    }

    #[test]
    fn a_certificate_says_from_when_and_until_when() {
        let mut parameters =
            rcgen::CertificateParams::new(vec!["aluma.example".to_owned()]).expect("parameters");
        parameters.not_before = rcgen::date_time_ymd(2026, 11, 25);
        parameters.not_after = rcgen::date_time_ymd(2051, 2, 1);
        let key = rcgen::KeyPair::generate().expect("a key");
        let made = parameters.self_signed(&key).expect("a certificate");
        assert_eq!(of(made.der()), Some((1_795_564_800, 2_558_822_400)));
        for cut in 0..made.der().len().min(120) {
            assert!(of(&made.der()[..cut]).is_none(), "cut at {cut}");
        }
    }
}
