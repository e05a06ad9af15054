//! What a file says about one person, checked like any other input.

use domain::accounts::Password;
use domain::error::{Fault, Faults};
use domain::{EmailAddress, Nickname, Profile, ProfileChange, Role, csv};
use serde_json::{Map, Value};

use super::columns::{Column, HASH, Header};
use super::reader::Record;
use crate::hashing;

/// What a person will sign in with.
#[derive(Clone, Debug)]
pub enum Credential {
    /// They are mailed an invitation to set a password.
    None,
    Password(Password),
    /// Made elsewhere: Argon2 as a PHC string, or bcrypt.
    Hash(String),
}

#[derive(Clone, Debug)]
pub struct Row {
    /// Counted from 0, without the header.
    pub number: u64,
    pub line: u64,
    pub email: EmailAddress,
    pub nickname: Option<Nickname>,
    pub profile: ProfileChange,
    /// Null empties a field.
    pub extra: Map<String, Value>,
    pub role: Option<Role>,
    pub email_verified: Option<bool>,
    pub is_locked: Option<bool>,
    pub is_professional: Option<bool>,
    pub credential: Credential,
}

/// A row that is no person, and what is wrong with which of its columns.
#[derive(Clone, Debug)]
pub struct BadRow {
    pub number: u64,
    pub line: u64,
    pub faults: Vec<(Option<String>, Fault)>,
}

fn flag(name: &'static str, text: &str) -> Result<bool, Fault> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" => Ok(false),
        _ => Err(Fault::new(name, "not_boolean")),
    }
}

/// Checks a row; `most` is the highest role that whoever imports may grant.
pub fn read(
    header: &Header,
    record: &Record,
    number: u64,
    may_grant: impl Fn(Role) -> bool,
) -> Result<Row, BadRow> {
    let bad = |faults| BadRow { number, line: record.line, faults };
    let whole = |code| bad(vec![(None, Fault::new("row", code))]);
    if record.len() != header.columns.len() {
        let fault = Fault::new("row", "csv_cells")
            .with("count", record.len())
            .with("expected", header.columns.len());
        return Err(bad(vec![(None, fault)]));
    }
    if let Some(at) = record.stray_quote {
        let fault = Fault::new("row", "csv_quote");
        return Err(bad(vec![(header.name(at), fault)]));
    }
    let mut faults = Faults::default();
    let mut email = None;
    let mut nickname = None;
    let mut profile = ProfileChange::default();
    let mut extra = Map::new();
    let (mut role, mut email_verified, mut is_locked, mut is_professional) =
        (None, None, None, None);
    let (mut password, mut hash) = (None, None);
    for (at, column) in header.columns.iter().enumerate() {
        let name = match *column {
            Column::Ignored => continue,
            Column::Known(name) => name,
            Column::Extra(at_field) => {
                let field = &header.fields[at_field];
                let value = match record.cell(at) {
                    Some(cell) => field.read(csv::undefuse(cell)),
                    None => Err(Fault::new(field.path(), "csv_not_utf8")),
                };
                let needed = |value: &Value| !(field.required && value.is_null());
                let value = value.and_then(|value| match needed(&value) {
                    true => Ok(value),
                    false => Err(Fault::new(field.path(), "required")),
                });
                if let Some(value) = faults.take(value) {
                    extra.insert(field.name.clone(), value);
                }
                continue;
            }
        };
        let Some(cell) = record.cell(at) else {
            faults.push(Fault::new(name, "csv_not_utf8"));
            continue;
        };
        // A password is taken as it stands.
        if name == "password" {
            password = Some(cell).filter(|text| !text.is_empty());
            continue;
        }
        let text = csv::undefuse(cell).trim();
        let empty = text.is_empty();
        match name {
            "email" if empty => faults.push(Fault::new(name, "required")),
            "email" => email = faults.take(EmailAddress::parse("email", text)),
            HASH => hash = Some(text).filter(|text| !text.is_empty()),
            "nickname" | "locale" | "time_zone" | "show_name" | "role" | "email_verified"
            | "is_locked" | "is_professional"
                if empty => {}
            "nickname" => nickname = faults.take(Nickname::parse("nickname", text)),
            "locale" => profile.locale = Some(text.to_owned()),
            "time_zone" => profile.time_zone = Some(text.to_owned()),
            "show_name" => profile.show_name = faults.take(flag(name, text)),
            "email_verified" => email_verified = faults.take(flag(name, text)),
            "is_locked" => is_locked = faults.take(flag(name, text)),
            "is_professional" => is_professional = faults.take(flag(name, text)),
            "role" => match text.parse::<Role>() {
                Err(()) => faults.push(Fault::new(name, "role_unknown")),
                Ok(wanted) if !may_grant(wanted) => {
                    faults.push(Fault::new(name, "role_not_grantable"));
                }
                Ok(wanted) => role = Some(wanted),
            },
            _ => {
                profile.texts.insert(name, (!empty).then(|| text.to_owned()));
            }
        }
    }
    let mut checked = Profile::default();
    profile.apply(&mut checked, &mut faults);
    let credential = match (password, hash) {
        (Some(_), Some(_)) => {
            faults.push(Fault::new(HASH, "password_and_hash"));
            Credential::None
        }
        (None, Some(hash)) if hashing::is_usable(hash) => Credential::Hash(hash.to_owned()),
        (None, Some(_)) => {
            faults.push(Fault::new(HASH, "hash_invalid"));
            Credential::None
        }
        (Some(password), None) => {
            let own: Vec<&str> = [checked.first_name.as_deref(), checked.last_name.as_deref()]
                .into_iter()
                .chain([nickname.as_ref().map(Nickname::as_str)])
                .chain([email.as_ref().map(EmailAddress::as_str)])
                .chain([email.as_ref().map(EmailAddress::local_part)])
                .flatten()
                .collect();
            let password = faults.take(Password::check("password", password, &own));
            password.map_or(Credential::None, Credential::Password)
        }
        (None, None) => Credential::None,
    };
    if !faults.0.is_empty() {
        let named = faults.0.into_iter().map(|fault| (Some(fault.field.to_string()), fault));
        return Err(bad(named.collect()));
    }
    let Some(email) = email else { return Err(whole("required")) };
    Ok(Row {
        number,
        line: record.line,
        email,
        nickname,
        profile,
        extra,
        role,
        email_verified,
        is_locked,
        is_professional,
        credential,
    })
}

#[cfg(test)]
mod tests {
    use super::super::columns::Mapping;
    use super::super::reader::Reader;
    use super::*;

    fn read_all(text: &str) -> Vec<Result<Row, Vec<String>>> {
        let mut reader = Reader::new(text.as_bytes());
        let mut record = Record::default();
        assert!(reader.next(&mut record).unwrap());
        let header = Header::read(&record, Vec::new(), &Mapping::default()).unwrap();
        let mut rows = Vec::new();
        while reader.next(&mut record).unwrap() {
            let row = read(&header, &record, rows.len() as u64, |role| role < Role::Admin);
            rows.push(row.map_err(|bad| {
                let name = |(column, fault): &(Option<String>, Fault)| {
                    format!("{} {}", column.as_deref().unwrap_or("-"), fault.code)
                };
                bad.faults.iter().map(name).collect()
            }));
        }
        rows
    }

    fn header(text: &str) -> Vec<String> {
        let mut record = Record::default();
        Reader::new(text.as_bytes()).next(&mut record).unwrap();
        match Header::read(&record, Vec::new(), &Mapping::default()) {
            Ok(_) => Vec::new(),
            Err(faults) => faults
                .into_iter()
                .map(|(column, fault)| format!("{} {}", column.unwrap_or_default(), fault.code))
                .collect(),
        }
    }

    #[test]
    fn headers_are_known_in_any_order_and_case() {
        assert!(header("Role;First Name;EMAIL;created_at;reason").is_empty());
        assert_eq!(header("email,shoe size"), ["shoe_size csv_unknown_column"]);
        assert_eq!(header("email,Email"), ["email duplicate"]);
        assert_eq!(header("nickname"), ["email csv_column_missing"]);
    }

    #[test]
    fn every_fault_of_a_row_is_named() {
        let rows = read_all(
            "email,nickname,role,is_locked,github_profile_url,password,password_hash\n\
             ana@example.org,ana,manager,no,https://github.com/ana,,\n\
             x,a b,owner,maybe,ftp://x,short,\n\
             b@example.org,,ADMIN,,,plum tractor,$2b$\n\
             c@example.org,,,,,,$2b$99$x\n\
             d@example.org,,\n",
        );
        let row = rows[0].as_ref().unwrap();
        assert_eq!((row.role, row.is_locked, row.line), (Some(Role::Manager), Some(false), 2));
        assert_eq!(
            rows[1].as_ref().unwrap_err(),
            &[
                "email email_invalid",
                "nickname nickname_characters",
                "role role_unknown",
                "is_locked not_boolean",
                "github_profile_url url_invalid",
                "password password_short",
            ]
        );
        assert_eq!(
            rows[2].as_ref().unwrap_err(),
            &["role role_not_grantable", "password_hash password_and_hash"]
        );
        assert_eq!(rows[3].as_ref().unwrap_err(), &["password_hash hash_invalid"]);
        assert_eq!(rows[4].as_ref().unwrap_err(), &["- csv_cells"]);
    }

    #[test]
    fn formulas_come_back_and_empty_cells_empty_fields() {
        let rows = read_all("email,last_name,bio\na@example.org,'=Lovelace,\n");
        let row = rows[0].as_ref().unwrap();
        assert_eq!(row.profile.texts["last_name"].as_deref(), Some("=Lovelace"));
        assert_eq!(row.profile.texts["bio"], None);
        assert!(row.role.is_none() && matches!(row.credential, Credential::None));
    }
}
