//! The notation of fields: JSON whose quotes may be left out around words.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use serde_json::{Map, Value as Json};

/// Reads `name=value name=value`; a word without `=` is an error.
///
/// # Errors
/// What cannot be read.
pub(super) fn fields(text: &str) -> Result<Map<String, Json>, String> {
    let mut reader = Reader { rest: text.trim() };
    let mut fields = Map::new();
    while !reader.rest.is_empty() {
        let name = reader.word(&['=']);
        if !reader.eat('=') {
            return Err(alloc::format!("`{name}` has no value"));
        }
        let value = reader.value(&[' '])?;
        if fields.insert(name.clone(), value).is_some() {
            return Err(alloc::format!("`{name}` stands twice"));
        }
        reader.rest = reader.rest.trim_start();
    }
    Ok(fields)
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn eat(&mut self, mark: char) -> bool {
        let rest = self.rest.trim_start().strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Up to one of these marks.
    fn word(&mut self, ends: &[char]) -> String {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.trim().to_string()
    }

    fn value(&mut self, ends: &[char]) -> Result<Json, String> {
        if self.eat('{') {
            return self.object();
        }
        if self.eat('[') {
            return self.list();
        }
        if self.rest.trim_start().starts_with('"') {
            return self.quoted();
        }
        Ok(match self.word(ends).as_str() {
            "true" => Json::Bool(true),
            "false" => Json::Bool(false),
            "null" => Json::Null,
            word => Json::String(word.to_string()),
        })
    }

    fn quoted(&mut self) -> Result<Json, String> {
        let text = self.rest.trim_start();
        let mut stream = serde_json::Deserializer::from_str(text).into_iter::<Json>();
        let value = stream.next().and_then(Result::ok).ok_or("an open quote")?;
        self.rest = &text[stream.byte_offset()..];
        Ok(value)
    }

    fn object(&mut self) -> Result<Json, String> {
        let mut object = Map::new();
        while !self.eat('}') {
            let name = self.word(&[':', '}']);
            if !self.eat(':') {
                return Err(alloc::format!("`{name}` has no value"));
            }
            let value = self.value(&[',', '}'])?;
            object.insert(name, value);
            if !self.eat(',') && !self.rest.trim_start().starts_with('}') {
                return Err("an open brace".to_string());
            }
        }
        Ok(Json::Object(object))
    }

    fn list(&mut self) -> Result<Json, String> {
        let mut list = Vec::new();
        while !self.eat(']') {
            if self.rest.is_empty() {
                return Err("an open bracket".to_string());
            }
            list.push(self.value(&[',', ']'])?);
            self.eat(',');
        }
        Ok(Json::Array(list))
    }
}
