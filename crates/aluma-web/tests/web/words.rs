//! What stands on a page without its markup.

/// The words that somebody reads, without tags, marks of direction, and what people wrote.
pub(crate) fn words(page: &str) -> String {
    let mut out = String::new();
    let body = page.split_once("<main").map_or(page, |(_, main)| main);
    let body = body.split("</main>").next().unwrap_or(body);
    // Long texts of people stand in boxes of their own.
    let mut parts = body.split("<div class=\"prose\"");
    let first = parts.next().unwrap_or_default().to_owned();
    let after = parts.filter_map(|part| part.split_once("</div>"));
    let body = after.fold(first, |body, (_, rest)| body + rest);
    for part in body.split('<') {
        let (tag, text) = part.split_once('>').unwrap_or(("", ""));
        let is_name = ["bdi", "code", "time", "option", "blockquote"];
        if is_name.iter().any(|name| tag == *name || tag.starts_with(&format!("{name} "))) {
            continue;
        }
        out.push_str(text);
        out.push(' ');
    }
    out.chars().filter(|letter| !('\u{2066}'..='\u{2069}').contains(letter)).collect()
}

/// Runs of Latin letters that are words, apart from what is written in them everywhere.
pub(crate) fn latin(words: &str) -> Vec<String> {
    const KNOWN: [&str; 8] = ["JavaScript", "JSON", "CSV", "EUR", "ILS", "UTC", "Aluma", "English"];
    let runs = words.split(|c: char| !c.is_ascii_alphabetic());
    let long = runs.filter(|run| run.len() > 1 && !KNOWN.contains(run));
    long.filter(|run| !matches!(*run, "quot" | "amp" | "lt" | "gt")).map(str::to_owned).collect()
}
