//! Which column of a file is which field: by its name, or as somebody says.

use std::io::BufReader;

use domain::fields::{ProfileField, Viewer};
use domain::profiles::LIMITS;
use domain::{Actor, Error, Fault, Permission, Result};

use super::reader::{Reader, Record};
use super::source::Source;
use crate::{App, profile_fields};

/// Columns that an export has and an import passes over: they cannot be set.
/// `reason` is what the file of faulty rows adds.
const IGNORED: [&str; 8] = [
    "id",
    "professional_status_updated_at",
    "last_login_at",
    "failed_login_attempts",
    "locked_at",
    "created_at",
    "updated_at",
    "reason",
];

const MEANT: [&str; 10] = [
    "email",
    "nickname",
    "locale",
    "time_zone",
    "show_name",
    "role",
    "email_verified",
    "is_locked",
    "is_professional",
    "password",
];

pub const HASH: &str = "password_hash";

/// What other programs call fields, without spaces and signs.
const SYNONYMS: [(&str, &[&str]); 12] = [
    ("email", &["mail", "emailaddress", "mailaddress", "correo", "correoelectronico", "почта"]),
    ("nickname", &["username", "user", "login", "handle", "screenname", "usuario"]),
    ("first_name", &["givenname", "forename", "first", "vorname", "prenom", "prénom", "имя"]),
    ("last_name", &["surname", "familyname", "last", "nachname", "apellido", "apellidos"]),
    ("location", &["city", "town", "place", "ciudad", "stadt", "ville", "город"]),
    ("bio", &["about", "description", "biography", "aboutme"]),
    ("profile_picture_url", &["picture", "photo", "avatar", "image", "pictureurl", "avatarurl"]),
    ("linkedin_profile_url", &["linkedin", "linkedinurl", "linkedinprofile"]),
    ("github_profile_url", &["github", "githuburl", "githubprofile"]),
    ("locale", &["language", "lang", "idioma", "sprache", "langue"]),
    ("time_zone", &["timezone", "tz", "zone"]),
    (HASH, &["hash", "passwordhash", "hashedpassword", "encryptedpassword"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Ignored,
    Known(&'static str),
    /// Which of the fields that the administrator defined.
    Extra(usize),
}

fn column(name: &str, fields: &[ProfileField]) -> Option<Column> {
    if let Some(name) = name.strip_prefix("extra.") {
        return fields.iter().position(|field| field.name == name).map(Column::Extra);
    }
    if IGNORED.contains(&name) {
        return Some(Column::Ignored);
    }
    settable().find(|known| *known == name).map(Column::Known)
}

fn settable() -> impl Iterator<Item = &'static str> {
    MEANT.into_iter().chain([HASH]).chain(LIMITS.iter().map(|(name, _)| *name))
}

/// `First Name` is `first_name`.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

fn bare(name: &str) -> String {
    name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The field that a column seems to be.
fn suggested(name: &str, fields: &[ProfileField]) -> Option<String> {
    let known = plain(name);
    match column(&known, fields) {
        Some(Column::Ignored) => return None,
        Some(_) => return Some(known),
        None => {}
    }
    let bare_name = bare(name);
    let is = |text: &str| bare(text) == bare_name;
    let own = fields.iter().find(|field| is(&field.name) || field.labels.values().any(|l| is(l)));
    own.map(ProfileField::path)
        .or_else(|| settable().find(|known| is(known)).map(str::to_owned))
        .or_else(|| {
            let mut all = SYNONYMS.iter();
            let found = all.find(|(_, others)| others.contains(&bare_name.as_str()));
            found.map(|(known, _)| (*known).to_owned())
        })
}

/// What is said by hand of some columns: the field that each is, or none, and
/// then it is left out. The others go by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping(Vec<(String, Option<String>)>);

impl Mapping {
    /// Reads `COLUMN=FIELD`; `COLUMN=` leaves the column out.
    pub fn parse<T: AsRef<str>>(said: &[T]) -> Result<Mapping, Fault> {
        let mut mapping = Mapping::default();
        for pair in said {
            // No field has that sign in its name.
            let (name, field) =
                pair.as_ref().rsplit_once('=').ok_or_else(|| Fault::new("map", "map_invalid"))?;
            mapping.add(name, field);
        }
        Ok(mapping)
    }

    /// Nothing for a field leaves the column out.
    pub fn add(&mut self, name: &str, field: &str) {
        let field = Some(plain(field)).filter(|field| !field.is_empty());
        self.0.push((plain(name), field));
    }

    /// What is said of a column; none inside leaves it out.
    pub fn field(&self, name: &str) -> Option<&Option<String>> {
        let name = plain(name);
        self.0.iter().find(|(column, _)| *column == name).map(|(_, field)| field)
    }
}

/// The columns of a file.
#[derive(Clone, Debug)]
pub struct Header {
    names: Vec<String>,
    pub columns: Vec<Column>,
    /// The profile fields that whoever imports may fill in.
    pub fields: Vec<ProfileField>,
    pub has_role: bool,
}

impl Header {
    /// Whether each row costs a hash.
    pub fn has_password(&self) -> bool {
        self.columns.contains(&Column::Known("password"))
    }

    /// The field that a column is.
    pub fn name(&self, at: usize) -> Option<String> {
        self.names.get(at).cloned()
    }

    /// The required fields that the file has no column for: nobody new can be
    /// made without them.
    pub fn missing(&self) -> impl Iterator<Item = &ProfileField> {
        let has = |at: usize| self.columns.contains(&Column::Extra(at));
        let fields = self.fields.iter().enumerate();
        fields.filter(move |(at, field)| field.required && !has(*at)).map(|(_, field)| field)
    }

    /// Reads the header row; every fault names its column.
    pub fn read(
        record: &Record,
        fields: Vec<ProfileField>,
        mapping: &Mapping,
    ) -> Result<Header, Vec<(Option<String>, Fault)>> {
        let mut faults = Vec::new();
        let mut header = Header { names: Vec::new(), columns: Vec::new(), fields, has_role: false };
        let mut titles = Vec::new();
        for cell in record.cells() {
            let title = match cell {
                Some(name) => plain(name),
                None => {
                    faults.push((None, Fault::new("file", "csv_not_utf8")));
                    continue;
                }
            };
            let name = match mapping.field(&title) {
                None => title.clone(),
                Some(Some(field)) => field.clone(),
                Some(None) => {
                    header.columns.push(Column::Ignored);
                    header.names.push(String::new());
                    titles.push(title);
                    continue;
                }
            };
            titles.push(title);
            let shown: String = name.chars().take(100).collect();
            match column(&name, &header.fields) {
                None => faults.push((Some(shown), Fault::new("header", "csv_unknown_column"))),
                Some(_) if header.names.contains(&name) => {
                    faults.push((Some(shown), Fault::new("header", "duplicate")));
                }
                Some(column) => {
                    header.has_role |= name == "role";
                    header.columns.push(column);
                    header.names.push(name);
                }
            }
        }
        for (title, _) in mapping.0.iter().filter(|(title, _)| !titles.contains(title)) {
            let shown: String = title.chars().take(100).collect();
            faults.push((Some(shown), Fault::new("header", "csv_column_missing")));
        }
        if faults.is_empty() && !header.names.iter().any(|name| name == "email") {
            faults.push((Some("email".to_owned()), Fault::new("email", "csv_column_missing")));
        }
        if faults.is_empty() { Ok(header) } else { Err(faults) }
    }
}

/// A column of a file, for whoever says which field it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// As it stands in the file.
    pub name: String,
    /// What the first row has there.
    pub sample: String,
    /// The field that it seems to be; none is left out.
    pub field: Option<String>,
    /// Whether it goes by its name.
    pub understood: bool,
}

/// The columns of a file and all fields that a column may be; none when the
/// file has no row that can be read.
pub async fn titles(
    app: &App,
    actor: &Actor,
    source: &Source,
) -> Result<Option<(Vec<Title>, Vec<String>)>> {
    actor.must(Permission::TransferUsers)?;
    let fields = fields(app, actor).await?;
    let source = source.clone();
    tokio::task::spawn_blocking(move || {
        let mut reader = Reader::new(BufReader::new(source.reader()));
        let (mut header, mut first) = (Record::default(), Record::default());
        if !matches!(reader.next(&mut header), Ok(true)) {
            return None;
        }
        let has_first = matches!(reader.next(&mut first), Ok(true));
        let mut titles: Vec<Title> = Vec::new();
        for (at, name) in header.cells().enumerate() {
            let name = name?.trim().to_owned();
            let sample = first.cell(at).filter(|_| has_first).unwrap_or_default();
            let field = suggested(&name, &fields)
                .filter(|field| !titles.iter().any(|title| title.field.as_ref() == Some(field)));
            titles.push(Title {
                sample: sample.chars().take(60).collect(),
                understood: column(&plain(&name), &fields).is_some(),
                field,
                name,
            });
        }
        let all = settable().map(str::to_owned).chain(fields.iter().map(ProfileField::path));
        Some((titles, all.collect()))
    })
    .await
    .map_err(Error::internal)
}

/// The profile fields that whoever imports may fill in.
pub async fn fields(app: &App, actor: &Actor) -> Result<Vec<ProfileField>> {
    let known = profile_fields::known(app).await?;
    let seen = known.iter().filter(|field| field.is_seen_by(Viewer::Other(actor.role())));
    Ok(seen.cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_guessed() {
        for (name, field) in [
            ("E-Mail Address", Some("email")),
            ("EMAIL", Some("email")),
            ("E-mail", Some("email")),
            ("Given Name", Some("first_name")),
            ("Surname", Some("last_name")),
            ("Time Zone", Some("time_zone")),
            ("Login", Some("nickname")),
            ("id", None),
            ("Shoe size", None),
        ] {
            assert_eq!(suggested(name, &[]).as_deref(), field, "{name}");
        }
    }

    #[test]
    fn what_is_said_by_hand_goes_before_names() {
        let read = |header: &str, said: &[&str]| {
            let mut record = Record::default();
            Reader::new(header.as_bytes()).next(&mut record).unwrap();
            Header::read(&record, Vec::new(), &Mapping::parse(said).unwrap()).map_err(|faults| {
                let text = |(column, fault): (Option<String>, Fault)| {
                    format!("{} {}", column.unwrap_or_default(), fault.code)
                };
                faults.into_iter().map(text).collect::<Vec<_>>()
            })
        };
        let header = read("A=1,Notes,bio,Login", &["A=1=email", "notes=", "LOGIN=Nickname"]);
        let known = Column::Known;
        let wanted = [known("email"), Column::Ignored, known("bio"), known("nickname")];
        assert_eq!(header.unwrap().columns, wanted);
        assert_eq!(read("a", &["a=shoe"]).unwrap_err(), ["shoe csv_unknown_column"]);
        assert_eq!(read("email", &["b=bio"]).unwrap_err(), ["b csv_column_missing"]);
        assert_eq!(read("email,a", &["a=email"]).unwrap_err(), ["email duplicate"]);
        assert!(Mapping::parse(&["email"]).is_err());
    }
}
