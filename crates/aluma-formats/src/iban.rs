//! Numbers of bank accounts (ISO 13616) and of banks (ISO 9362).

use crate::FormatError;

/// Letters and digits of an account number in all, by country, as the registry of SWIFT has them.
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 \
    DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 \
    HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 \
    MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 \
    SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

/// An account number without spaces, in capitals.
///
/// # Errors
/// [`FormatError::Iban`] where its letters, its length or its check digits cannot be.
pub fn iban(of: &str, text: &str) -> Result<String, FormatError> {
    let wrong = |why| FormatError::Iban { of: of.to_owned(), why };
    let plain: String = text.chars().filter(|c| *c != ' ').collect::<String>().to_uppercase();
    if plain.len() < 5 || !plain.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) {
        return Err(wrong("has other signs than letters and digits"));
    }
    let (country, rest) = plain.split_at(2);
    let (check, _) = rest.split_at(2);
    if !country.bytes().all(|b| b.is_ascii_uppercase())
        || !check.bytes().all(|b| b.is_ascii_digit())
    {
        return Err(wrong("does not begin with a country and two digits"));
    }
    let known = LENGTHS.split_whitespace().find_map(|entry| entry.strip_prefix(country));
    let length = known.and_then(|length| length.parse::<usize>().ok());
    match length {
        None => return Err(wrong("is of a country that has none")),
        Some(length) if length != plain.len() => return Err(wrong("has another length")),
        // Other remainders come out of 00, 01 and 99 alone, which no bank gives.
        Some(_) if !("02"..="98").contains(&check) || remainder(&plain) != 1 => {
            return Err(wrong("does not fit its check digits"));
        }
        Some(_) => {}
    }
    Ok(plain)
}

/// The number that letters and digits stand for, the first four last, modulo 97.
fn remainder(plain: &str) -> u32 {
    let (head, tail) = plain.split_at(4);
    tail.chars().chain(head.chars()).fold(0, |rest, c| match c.to_digit(36) {
        Some(value) if value < 10 => (rest * 10 + value) % 97,
        Some(value) => (rest * 100 + value) % 97,
        None => rest,
    })
}

/// A bank's code, in capitals.
///
/// # Errors
/// [`FormatError::Bic`].
pub fn bic(text: &str) -> Result<String, FormatError> {
    let plain = text.replace(' ', "").to_uppercase();
    let is_one = |place: usize, b: u8| match place {
        4 | 5 => b.is_ascii_uppercase(),
        _ => b.is_ascii_uppercase() || b.is_ascii_digit(),
    };
    let fits = plain.bytes().enumerate().all(|(place, b)| is_one(place, b));
    if matches!(plain.len(), 8 | 11) && fits {
        return Ok(plain);
    }
    Err(FormatError::Bic(text.to_owned()))
}
