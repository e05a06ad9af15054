//! A `.env` file: lines of `NAME=value`. Only those of Roster are looked at;
//! nothing is put into the process's environment, and `$` is a letter like any
//! other, since passwords hold it.

/// The variables that begin with `ROSTER_`, in order; a later line of the same
/// name comes later.
pub fn parse(text: &str, faults: &mut Vec<String>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let line = line.strip_prefix("export ").map_or(line, str::trim_start);
        if !line.starts_with("ROSTER_") {
            continue;
        }
        let Some((name, value)) = line.split_once('=') else {
            faults.push(format!(".env, line {}: expected NAME=value", number + 1));
            continue;
        };
        match unquote(value.trim()) {
            Some(value) => found.push((name.trim_end().to_owned(), value)),
            None => faults.push(format!(
                ".env, line {}: {}: expected the closing quote, and nothing but a comment after it",
                number + 1,
                name.trim_end()
            )),
        }
    }
    found
}

/// Single quotes keep what is between them, double ones know `\n`, `\"` and
/// `\\`; without quotes a comment begins at a `#` after a space.
fn unquote(value: &str) -> Option<String> {
    let mut letters = value.chars();
    let quote = match letters.next() {
        Some(quote @ ('"' | '\'')) => quote,
        Some('#') => return Some(String::new()),
        _ => {
            let end = value
                .char_indices()
                .find(|(at, c)| *c == '#' && value[..*at].ends_with(char::is_whitespace));
            let value = end.map_or(value, |(at, _)| &value[..at]);
            return Some(value.trim_end().to_owned());
        }
    };
    let mut inner = String::new();
    loop {
        match letters.next()? {
            end if end == quote => break,
            '\\' if quote == '"' => match letters.next()? {
                'n' => inner.push('\n'),
                escaped @ ('"' | '\\' | '$') => inner.push(escaped),
                other => inner.extend(['\\', other]),
            },
            letter => inner.push(letter),
        }
    }
    let rest = letters.as_str().trim_start();
    (rest.is_empty() || rest.starts_with('#')).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(line: &str) -> Option<String> {
        let mut faults = Vec::new();
        let found = parse(&format!("ROSTER_A__B={line}"), &mut faults);
        assert_eq!(found.len() + faults.len(), 1, "{line}");
        found.into_iter().next().map(|(_, value)| value)
    }

    #[test]
    fn quotes_and_comments_are_understood() {
        for (line, expected) in [
            ("", ""),
            ("plain", "plain"),
            ("  spaces around  ", "spaces around"),
            ("a#b # comment", "a#b"),
            ("# comment", ""),
            ("pa$$word=", "pa$$word="),
            ("'single \\n # kept' # comment", "single \\n # kept"),
            ("\"double \\\"x\\\" \\\\ \\$\"", "double \"x\" \\ $"),
            ("\"two\\nlines\"", "two\nlines"),
            ("''", ""),
        ] {
            assert_eq!(value(line).as_deref(), Some(expected), "{line}");
        }
        for line in ["'open", "\"open", "\"open\\\"", "'a' b"] {
            assert_eq!(value(line), None, "{line}");
        }
    }

    #[test]
    fn only_our_variables_are_looked_at() {
        let mut faults = Vec::new();
        let text = "\u{feff}ROSTER_A__B=1\r\n# ROSTER_C__D=2\nOTHER='broken\n\n\
                    export ROSTER_E__F = 3\nROSTER_A__B=4\nROSTER_BROKEN\n";
        let found = parse(text, &mut faults);
        let found: Vec<_> = found.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(found, [("ROSTER_A__B", "1"), ("ROSTER_E__F", "3"), ("ROSTER_A__B", "4")]);
        assert_eq!(faults, [".env, line 7: expected NAME=value"]);
    }
}
