//! What a cell may hold: a name of a payee or group, or an amount.

use aluma_verify::names::{means_nothing, shows_nothing};
use unicode_normalization::UnicodeNormalization;

use super::MAX_LABEL_BYTES;
use super::error::{PayoutErrorKind, shorten};
use super::joined::is_needed;

/// A payee or group: trimmed, NFC, otherwise exactly as written.
///
/// Characters are judged before trimming, so that a tab or line break at the edge is refused too.
pub(crate) fn label(cell: &str) -> Result<String, PayoutErrorKind> {
    let (mut before, mut rest) = (None, cell.chars());
    while let Some(c) = rest.next() {
        if let Some(kind) = forbidden(c, (before, rest.clone().next())) {
            return Err(kind);
        }
        before = Some(c);
    }
    let label: String = cell.trim().nfc().collect();
    match label.len() {
        0 => Err(PayoutErrorKind::Blank),
        bytes if bytes > MAX_LABEL_BYTES => {
            Err(PayoutErrorKind::LabelTooLong { bytes, max: MAX_LABEL_BYTES })
        }
        _ => Ok(label),
    }
}

/// Characters that make two names look alike or a line read wrong, between their neighbours. What
/// shows nothing is allowed only where what stands beside it would look otherwise without it.
fn forbidden(c: char, beside: (Option<char>, Option<char>)) -> Option<PayoutErrorKind> {
    match c {
        c if c.is_control() => Some(PayoutErrorKind::ControlCharacter(c)),
        '\u{2028}' | '\u{2029}' => Some(PayoutErrorKind::ControlCharacter(c)),
        '\u{061C}' | '\u{200E}' | '\u{200F}' => Some(PayoutErrorKind::BidiCharacter(c)),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some(PayoutErrorKind::BidiCharacter(c))
        }
        c if means_nothing(c) || (shows_nothing(c) && !is_needed(c, beside)) => {
            Some(PayoutErrorKind::InvisibleCharacter(c))
        }
        _ => None,
    }
}

/// An amount in base units of an asset with `decimals` digits after the point.
///
/// ASCII digits, or digits on both sides of one point; leading zeros and spaces around are
/// allowed. Digits after the point are counted as written, so `1.0` is refused for an asset
/// without decimals: whoever counts a file's decimals reads the rule off the cell.
pub(crate) fn amount(cell: &str, decimals: u8) -> Result<u128, PayoutErrorKind> {
    let text = cell.trim_matches(' ');
    let (whole, fraction) = match text.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(misfit(text)),
        None => (text, ""),
    };
    if !is_digits(whole) {
        return Err(misfit(text));
    }
    let Some(padding) = usize::from(decimals).checked_sub(fraction.len()) else {
        return Err(PayoutErrorKind::TooManyDecimals { found: fraction.len(), allowed: decimals });
    };
    let digits = whole.bytes().chain(fraction.bytes());
    let digits = digits.chain(std::iter::repeat_n(b'0', padding));
    let mut units: u128 = 0;
    for digit in digits {
        units = units
            .checked_mul(10)
            .and_then(|tens| tens.checked_add(u128::from(digit.saturating_sub(b'0'))))
            .ok_or(PayoutErrorKind::AmountTooLarge)?;
    }
    Ok(units)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Names what keeps a text from being an amount.
fn misfit(text: &str) -> PayoutErrorKind {
    if text.trim().is_empty() {
        return PayoutErrorKind::Blank;
    }
    let minus = ['-', '\u{2212}'];
    let size = text.strip_prefix('+').or_else(|| text.strip_prefix(minus)).unwrap_or(text);
    if ["nan", "inf", "infinity", "∞"].contains(&size.to_ascii_lowercase().as_str()) {
        return PayoutErrorKind::NotFinite;
    }
    let starts_as_number = size.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    if starts_as_number && text.starts_with(minus) {
        return PayoutErrorKind::Negative;
    }
    let has_digit_first = size.starts_with(|c: char| c.is_ascii_digit());
    let of = |allowed: fn(char) -> bool| {
        has_digit_first && size.chars().all(|c| c.is_ascii_digit() || c == '.' || allowed(c))
    };
    if size.contains(['e', 'E']) && of(|c| matches!(c, 'e' | 'E' | '+' | '-')) {
        return PayoutErrorKind::Exponent;
    }
    if size.contains(is_separator) && of(is_separator) {
        return PayoutErrorKind::Separator;
    }
    PayoutErrorKind::NotANumber { found: shorten(text) }
}

/// What people and spreadsheets put between thousands, or for a point.
fn is_separator(c: char) -> bool {
    matches!(
        c,
        ',' | ' '
            | '\''
            | '_'
            | '\u{2019}'
            | '\u{A0}'
            | '\u{202F}'
            | '\u{2009}'
            | '\u{066B}'
            | '\u{066C}'
    )
}
