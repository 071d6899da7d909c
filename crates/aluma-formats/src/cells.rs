//! What every table that is written has in common: quotes where they are needed, and no cell that a
//! spreadsheet takes for a formula.

/// Characters that begin a formula somewhere.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

fn looks_like_a_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// A cell that no spreadsheet runs: what looks like a formula gets an apostrophe before it. Numbers are
/// not to be given.
pub fn defused(text: &str) -> String {
    if looks_like_a_formula(text) { format!("'{text}") } else { text.to_owned() }
}

/// What [`defused`] was given.
pub fn fused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if looks_like_a_formula(rest) => rest,
        _ => cell,
    }
}

/// A line of cells, with its end.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cell = |text: &str| {
        if text.contains([',', '"', '\n', '\r']) || text.trim() != text {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    cells.join(",") + "\n"
}

#[cfg(test)]
mod tests {
    use super::{defused, fused, line};

    #[test]
    fn formulas_are_defused_and_come_back_as_they_were() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "''@x", "\t=1", "\r", "'", "''"] {
            assert_eq!(fused(&defused(text)), text);
            assert!(!defused(text).starts_with(['=', '+', '-', '@', '\t', '\r']), "{text}");
        }
        for text in ["", "plain", "'tis", "a=b", "שלום"] {
            assert_eq!(defused(text), text);
            assert_eq!(fused(text), text);
        }
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(
            line(["a", "b c", "d,e", "f\"g", "h\ni", " j"]),
            "a,b c,\"d,e\",\"f\"\"g\",\"h\ni\",\" j\"\n"
        );
    }
}
