//! One spelling for each JSON value (RFC 8785), so that a signature over it is a signature over what it
//! says.

use std::fmt::Write;

use serde_json::{Number, Value as Json};

/// The value in its one spelling.
pub fn canonical(json: &Json) -> String {
    let mut out = String::new();
    write(json, &mut out);
    out
}

fn write(json: &Json, out: &mut String) {
    match json {
        Json::Number(number) => *out += &spelt(number),
        Json::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            // By the units of UTF-16, as JavaScript sorts them.
            let mut pairs: Vec<_> = fields.iter().collect();
            pairs.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
            out.push('{');
            for (place, (key, value)) in pairs.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                text(key, out);
                out.push(':');
                write(value, out);
            }
            out.push('}');
        }
        Json::String(words) => text(words, out),
        plain @ (Json::Null | Json::Bool(_)) => *out += &plain.to_string(),
    }
}

fn text(words: &str, out: &mut String) {
    out.push('"');
    for letter in words.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            letter if letter < ' ' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// A number as JavaScript spells it: every number is one of double precision there.
fn spelt(number: &Number) -> String {
    let value = number.as_f64().unwrap_or(0.0);
    if value == 0.0 {
        return "0".to_owned();
    }
    // The shortest digits that read back as this number, as `d.ddde±n`.
    let text = format!("{:e}", value.abs());
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let sign = if value < 0.0 { "-" } else { "" };
    let many = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    // Where the point stands: after so many digits.
    let point = exponent + 1;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let body = match point {
        point if many <= point && point <= 21 => format!("{digits}{}", zeros(point - many)),
        point if 0 < point && point <= 21 => {
            let (whole, part) = digits.split_at(usize::try_from(point).unwrap_or(0));
            format!("{whole}.{part}")
        }
        point if -6 < point && point <= 0 => format!("0.{}{digits}", zeros(-point)),
        _ => {
            let (first, rest) = digits.split_at(1);
            let part = if rest.is_empty() { String::new() } else { format!(".{rest}") };
            let plus = if exponent < 0 { "-" } else { "+" };
            format!("{first}{part}e{plus}{}", exponent.abs())
        }
    };
    format!("{sign}{body}")
}
