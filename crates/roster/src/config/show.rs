//! Settings as people may see them: without their secrets.

use toml::Value;

use super::Loaded;
use super::sources::Raw;

/// One line of `config show`.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: String,
    /// With secrets masked, in its own type.
    pub value: Value,
    pub source: String,
}

/// The settings in force, sorted by key.
pub fn rows(loaded: &Loaded) -> Vec<Row> {
    let row = |entry: &super::Entry| Row {
        key: entry.key.clone(),
        value: masked(&entry.value),
        source: entry.source.clone(),
    };
    loaded.entries.iter().map(row).collect()
}

/// A value in a message about it.
pub fn raw(raw: &Raw) -> String {
    const LONGEST: usize = 120;
    let text = match raw {
        Raw::Text(text) => format!("{:?}", mask(text)),
        Raw::Toml(value) => masked(value).to_string(),
    };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn masked(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(mask(text)),
        Value::Array(items) => Value::Array(items.iter().map(masked).collect()),
        Value::Table(_) => Value::String("…".to_owned()),
        value => value.clone(),
    }
}

/// Query values that are secrets.
const SECRET: [&str; 9] = [
    "access_key",
    "secret_key",
    "key",
    "token",
    "password",
    "secret",
    "sslpassword",
    "api_key",
    "sig",
];

/// Masks what is secret in an address. Rather too much than too little: a
/// password may hold letters that should have been encoded.
pub fn mask(text: &str) -> String {
    let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
    let start = &text[..text.len() - rest.len()];
    let rest = match rest.rsplit_once('@') {
        Some((user, rest)) => match user.split_once(':') {
            Some((name, _)) => format!("{name}:***@{rest}"),
            // Some services put their key where the name is.
            None if scheme == "mailchimp" || scheme.starts_with("webhook+") => {
                format!("***@{rest}")
            }
            None => format!("{user}@{rest}"),
        },
        None => rest.to_owned(),
    };
    let Some((address, query)) = rest.split_once('?') else { return format!("{start}{rest}") };
    let query: Vec<String> = query
        .split('&')
        .map(|pair| match pair.split_once('=') {
            Some((name, _)) if SECRET.contains(&name.to_ascii_lowercase().as_str()) => {
                format!("{name}=***")
            }
            _ => pair.to_owned(),
        })
        .collect();
    format!("{start}{address}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_addresses_are_masked() {
        for (text, expected) in [
            ("plain text", "plain text"),
            ("Roster <roster@localhost>", "Roster <roster@localhost>"),
            ("ana:s3cret@db/roster", "ana:***@db/roster"),
            ("sqlite://data/roster.db", "sqlite://data/roster.db"),
            ("postgres://ana:s3cret@db/roster", "postgres://ana:***@db/roster"),
            ("postgres://ana:s3/c@r?et@db/roster?x=1", "postgres://ana:***@db/roster?x=1"),
            ("postgres://db/r?user=ana&PassWord=s3cret", "postgres://db/r?user=ana&PassWord=***"),
            ("smtp://ana@relay:25?tls=none", "smtp://ana@relay:25?tls=none"),
            (
                "s3://b?endpoint=http://h:9000&access_key=s3cret&secret_key=s3cret&region=r",
                "s3://b?endpoint=http://h:9000&access_key=***&secret_key=***&region=r",
            ),
            ("mailchimp://s3cret@list", "mailchimp://***@list"),
            ("webhook+https://whsec_s3cret@h/hook", "webhook+https://***@h/hook"),
            ("webhook+https://h/hook?token=s3cret", "webhook+https://h/hook?token=***"),
            ("kafka://u:s3cret@a:1,u:s3cret@b:2/t", "kafka://u:***@b:2/t"),
        ] {
            assert_eq!(mask(text), expected);
        }
    }

    #[test]
    fn long_values_are_cut() {
        assert!(raw(&Raw::Text("ю".repeat(5000))).chars().count() < 200);
    }
}
