//! Cells of CSV (RFC 4180), safe to open in a spreadsheet.

/// What a spreadsheet takes for the beginning of a formula (OWASP, CSV
/// injection).
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Adds a cell to a line of CSV. A formula is defused by a quote before it;
/// one quote more is written where there are some already, so that `undefuse`
/// gives back what was there.
pub fn write_cell(line: &mut String, text: &str) {
    match begins_formula(text.trim_start_matches('\'')) {
        true => write_plain(line, &format!("'{text}")),
        false => write_plain(line, text),
    }
}

/// The same without defusing anything.
pub fn write_plain(line: &mut String, text: &str) {
    if text.contains([',', ';', '"', '\n', '\r']) {
        line.push('"');
        line.push_str(&text.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(text);
    }
}

/// Takes the quote away that `write_cell` put before a formula.
pub fn undefuse(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(text: &str) -> String {
        let mut line = String::new();
        write_cell(&mut line, text);
        line
    }

    #[test]
    fn formulas_are_defused() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx"] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(cell("a-b"), "a-b");
        assert_eq!(cell("O'Hara; Ana"), "\"O'Hara; Ana\"");
        assert_eq!(undefuse("'quoted'"), "'quoted'");
    }

    proptest! {
        #[test]
        fn what_was_defused_comes_back(text in "['=+@a-]{0,6}") {
            let written = cell(&text);
            prop_assert_eq!(undefuse(&written), text);
        }
    }
}
