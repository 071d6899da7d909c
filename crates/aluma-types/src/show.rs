//! Text forms of numbers, and their readers: amounts, moments, durations and shares. Neutral in
//! language and exact, except where a name says otherwise; `aluma-text` puts them in words.

use alloc::format;
use alloc::string::{String, ToString};
use core::num::Saturating;

use crate::amount::Share;
use crate::time::{Span, Timestamp};

const SECOND_MS: u64 = 1_000;
const MINUTE_MS: u64 = 60_000;
const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 86_400_000;
/// Days from 0000-03-01, where the calendar's 400-year cycle starts, to 1970-01-01.
const EPOCH_DAYS: u64 = 719_468;
/// Days of 400 Gregorian years.
const CYCLE_DAYS: u64 = 146_097;

/// Base units as whole units of an asset: `12.5`, no separators and no trailing zeros.
pub fn amount(units: u128, decimals: u8) -> String {
    let decimals = usize::from(decimals);
    let width = decimals.saturating_add(1);
    let digits = format!("{units:0>width$}");
    let (whole, part) =
        digits.split_at_checked(digits.len().saturating_sub(decimals)).unwrap_or((&digits, ""));
    let part = part.trim_end_matches('0');
    if part.is_empty() { whole.to_string() } else { format!("{whole}.{part}") }
}

/// Base units from [`amount`]'s form: digits, or digits with one dot between them. `None` for a
/// sign, an exponent, separators, spaces, more decimals than the asset has, and overflow.
pub fn parse_amount(text: &str, decimals: u8) -> Option<u128> {
    let decimals = usize::from(decimals);
    let (whole, part) = match text.split_once('.') {
        Some((_, "")) => return None,
        Some(halves) => halves,
        None => (text, ""),
    };
    let plain = whole.bytes().chain(part.bytes()).all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !plain || part.len() > decimals {
        return None;
    }
    format!("{whole}{part:0<decimals$}").parse().ok()
}

/// A moment as `2026-11-23 10:00:00.000 UTC`.
pub fn time(time: Timestamp) -> String {
    let (year, month, day) = date(time);
    let ms = time.0 % DAY_MS;
    let (hour, minute) = (ms / HOUR_MS, ms % HOUR_MS / MINUTE_MS);
    let (second, rest) = (ms % MINUTE_MS / SECOND_MS, ms % SECOND_MS);
    format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}.{rest:03} UTC")
}

/// Year, month (1 to 12) and day (1 to 31) of a moment, in UTC by the Gregorian calendar.
pub fn date(time: Timestamp) -> (u64, u64, u64) {
    // Years are counted from March, so that the leap day is the last of its year.
    let days = Saturating(time.0 / DAY_MS) + Saturating(EPOCH_DAYS);
    let cycle = days.0 / CYCLE_DAYS;
    let day = days.0 % CYCLE_DAYS;
    let leap_days = Saturating(day / 1_460) + Saturating(day / 146_096);
    let year = (Saturating(day) + Saturating(day / 36_524) - leap_days).0 / 365;
    let day = Saturating(day) - year_start(year);
    let month = (day * Saturating(5) + Saturating(2)).0 / 153;
    let day = day - month_start(month) + Saturating(1);
    let year = Saturating(year) + Saturating(cycle) * Saturating(400);
    if month < 10 {
        (year.0, month.saturating_add(3), day.0)
    } else {
        ((year + Saturating(1)).0, month.saturating_sub(9), day.0)
    }
}

/// Days before a year of a cycle, both counted from March.
fn year_start(year: u64) -> Saturating<u64> {
    let leap_days = Saturating(year / 4) - Saturating(year / 100);
    Saturating(year) * Saturating(365) + leap_days
}

/// Days before a month of a year, both counted from March.
fn month_start(month: u64) -> Saturating<u64> {
    Saturating((Saturating(month) * Saturating(153) + Saturating(2)).0 / 5)
}

/// Reads [`time`]'s form, and shorter ones of the same moment: seconds, minutes or the whole time
/// of day may be missing, `T` may stand for the space and `Z` for ` UTC`. `None` before 1970, for
/// a day that no calendar has, and for a year above 9999.
pub fn parse_time(text: &str) -> Option<Timestamp> {
    let text = text.strip_suffix(" UTC").or_else(|| text.strip_suffix('Z')).unwrap_or(text);
    let (date, clock) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let mut parts = date.split('-');
    let (year, month) = (fixed(parts.next()?, 4)?, fixed(parts.next()?, 2)?);
    let day = fixed(parts.next()?, 2)?;
    if parts.next().is_some() {
        return None;
    }
    midnight(year, month, day)?.checked_add(parse_clock(clock)?).map(Timestamp)
}

/// The first millisecond of a day.
fn midnight(year: u64, month: u64, day: u64) -> Option<u64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (from_march, year_from_march) = if month > 2 {
        (month.checked_sub(3)?, year)
    } else {
        (month.checked_add(9)?, year.checked_sub(1)?)
    };
    let cycles = Saturating(year_from_march / 400) * Saturating(CYCLE_DAYS);
    let inside = year_start(year_from_march % 400) + month_start(from_march);
    let days = (cycles + inside + Saturating(day)).0.checked_sub(1)?;
    let moment = days.checked_sub(EPOCH_DAYS)?.checked_mul(DAY_MS)?;
    // The day before March 1st moves with the year: what does not read back does not exist.
    if self::date(Timestamp(moment)) == (year, month, day) { Some(moment) } else { None }
}

/// Milliseconds since midnight of `10:00`, `10:00:00` or `10:00:00.000`.
fn parse_clock(text: &str) -> Option<u64> {
    let (text, ms) = match text.split_once('.') {
        Some((text, part)) => (text, fixed(part, 3)?),
        None => (text, 0),
    };
    let mut parts = text.split(':');
    let (hour, minute) = (fixed(parts.next()?, 2)?, fixed(parts.next()?, 2)?);
    let second = match parts.next() {
        Some(second) => fixed(second, 2)?,
        None => 0,
    };
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let sum = Span::hours(hour).0.checked_add(Span::minutes(minute).0)?;
    sum.checked_add(Span::seconds(second).0)?.checked_add(ms)
}

/// A number of exactly so many digits.
fn fixed(text: &str, digits: usize) -> Option<u64> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A duration, exactly: `2d`, `1d12h`, `1500ms`. [`Span::parse`] reads it back.
pub fn span(span: Span) -> String {
    let mut rest = span.0;
    let mut text = String::new();
    for (unit_ms, unit) in [(DAY_MS, "d"), (HOUR_MS, "h"), (MINUTE_MS, "m")] {
        let count = rest.checked_div(unit_ms).unwrap_or(0);
        rest = rest.checked_rem(unit_ms).unwrap_or(0);
        if count > 0 {
            text.push_str(&format!("{count}{unit}"));
        }
    }
    match (rest % SECOND_MS, text.is_empty()) {
        (0, false) if rest == 0 => text,
        (0, _) => format!("{text}{}s", rest / SECOND_MS),
        _ => format!("{text}{rest}ms"),
    }
}

/// A share as an exact fraction: `2/3`. [`Share::parse`] reads it back.
pub fn share(share: Share) -> String {
    format!("{}/{}", share.num(), share.den())
}

/// A share in hundredths: exact where at most four decimals do it (`12.5%`), otherwise rounded
/// down to two and marked (`≈66.66%`).
pub fn percent(share: Share) -> String {
    match exact_percent(share) {
        Some(text) => text,
        None => {
            let scaled = u128::from(share.num()).saturating_mul(10_000);
            format!("≈{}%", amount(scaled.checked_div(u128::from(share.den())).unwrap_or(0), 2))
        }
    }
}

/// A share in hundredths where that is exact with at most four decimals, as [`Share::parse`] reads
/// it back.
pub fn exact_percent(share: Share) -> Option<String> {
    let scaled = u128::from(share.num()).saturating_mul(1_000_000);
    let den = u128::from(share.den());
    if scaled.checked_rem(den)? != 0 {
        return None;
    }
    Some(format!("{}%", amount(scaled.checked_div(den)?, 4)))
}

#[cfg(test)]
mod tests;
