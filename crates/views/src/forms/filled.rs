//! Forms with what stands in them, as templates show them.

use std::borrow::Cow;

use chrono_tz::Tz;
use domain::{Fault, zones};
use serde::{Deserialize, Serialize};

use super::{Field, Form, Kind, NICKNAME, Options};
use crate::Texts;

/// What is wrong with one field, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldFault {
    /// As the service or the form names it.
    pub field: String,
    pub text: String,
}

impl FieldFault {
    pub fn of(texts: &Texts, locale: &str, fault: &Fault) -> FieldFault {
        FieldFault { field: fault.field.to_string(), text: texts.fault(locale, fault) }
    }
}

/// A form with what was typed and what is wrong with it, for the templates.
#[derive(Serialize)]
pub struct FilledForm {
    pub(super) name: &'static str,
    pub(super) action: String,
    pub(super) multipart: bool,
    pub(super) has_faults: bool,
    pub(super) fields: Vec<FilledField>,
}

#[derive(Serialize)]
pub(super) struct FilledField {
    pub name: Cow<'static, str>,
    /// One of those that administrators define.
    pub extra: bool,
    pub id: String,
    pub kind: Kind,
    pub label: String,
    pub hint: Option<String>,
    pub value: String,
    pub checked: bool,
    pub autocomplete: &'static str,
    pub required: bool,
    pub max: usize,
    pub accept: Option<&'static str>,
    pub inputmode: Option<&'static str>,
    /// Its `dir`.
    pub written: Option<&'static str>,
    pub faults: Vec<String>,
    pub options: Vec<Choice>,
}

#[derive(Serialize)]
pub(super) struct Choice {
    pub value: String,
    pub label: String,
    pub selected: bool,
}

impl Form {
    /// `value` gives what stands in a field; `path` is where it is sent when
    /// the form names no address itself.
    pub fn filled(
        &self,
        texts: &Texts,
        locale: &str,
        path: &str,
        value: impl Fn(&str) -> String,
        faults: &[FieldFault],
    ) -> FilledForm {
        let fields: Vec<FilledField> =
            self.fields.iter().map(|f| f.filled(texts, locale, &value, faults)).collect();
        FilledForm {
            name: self.name,
            action: if self.action.is_empty() { path } else { self.action }.to_owned(),
            multipart: self.fields.iter().any(|f| f.kind == Kind::File),
            has_faults: fields.iter().any(|f| !f.faults.is_empty()),
            fields,
        }
    }
}

impl FilledForm {
    /// The same, sent there; its fields' ids are told apart from those of
    /// other forms on the page.
    pub fn at(mut self, action: &str, mark: &str) -> FilledForm {
        self.action = action.to_owned();
        for field in &mut self.fields {
            field.id = format!("{mark}-{}", field.name.replace(['_', '.'], "-"));
        }
        self
    }

    /// Leaves those choices of a field that are allowed.
    pub fn offering(mut self, name: &str, allowed: impl Fn(&str) -> bool) -> FilledForm {
        for field in self.fields.iter_mut().filter(|field| field.name == name) {
            field.options.retain(|choice| allowed(&choice.value));
        }
        self
    }

    /// Takes files of another kind than pictures.
    pub fn accepting(mut self, accept: &'static str) -> FilledForm {
        for field in self.fields.iter_mut().filter(|field| field.kind == Kind::File) {
            field.accept = Some(accept);
        }
        self
    }
}

impl Field {
    fn filled(
        &self,
        texts: &Texts,
        locale: &str,
        value: impl Fn(&str) -> String,
        faults: &[FieldFault],
    ) -> FilledField {
        let key = |start: &str| format!("{start}-{}", self.name.replace('_', "-"));
        let given = if self.is_secret() { String::new() } else { value(self.name) };
        let own = faults.iter().filter(|f| f.field == self.name || f.field == self.fault);
        FilledField {
            name: self.name.into(),
            extra: false,
            id: format!("field-{}", self.name.replace('_', "-")),
            kind: self.kind,
            label: match self.kind {
                Kind::Hidden | Kind::Set => String::new(),
                _ => texts.get(locale, &key("field"), &[]),
            },
            hint: self.hint.then(|| texts.get(locale, &key("hint"), &[])),
            checked: self.kind == Kind::Checkbox && !given.is_empty(),
            options: self.choices(texts, locale, &given),
            value: given,
            autocomplete: match self.kind {
                Kind::Checkbox | Kind::File => "",
                _ => self.autocomplete,
            },
            required: self.required,
            max: self.max,
            accept: (self.kind == Kind::File).then_some(".jpg,.jpeg,.png,.svg,.webp"),
            inputmode: match self.kind {
                Kind::Email => Some("email"),
                Kind::Url => Some("url"),
                Kind::Number => Some("numeric"),
                _ => None,
            },
            written: if self.name == NICKNAME.name { Some("ltr") } else { self.kind.written() },
            faults: own.map(|fault| fault.text.clone()).collect(),
        }
    }

    fn choices(&self, texts: &Texts, locale: &str, given: &str) -> Vec<Choice> {
        let choice = |value: &str, label: String| Choice {
            value: value.to_owned(),
            label,
            selected: value == given,
        };
        match self.options {
            Options::None => Vec::new(),
            Options::Fixed(values) => values
                .iter()
                .map(|value| {
                    let key = format!("option-{}-{value}", self.name.replace('_', "-"));
                    choice(value, texts.get(locale, &key, &[]))
                })
                .collect(),
            Options::Languages => {
                let languages = texts.languages();
                let mut choices: Vec<_> =
                    languages.all().iter().map(|l| choice(l.tag, l.name.to_owned())).collect();
                let nearest = languages.nearest(given);
                for choice in &mut choices {
                    choice.selected = nearest == Some(choice.value.as_str());
                }
                choices
            }
            Options::Zones => {
                let given = zones::parse(given);
                let choice = |zone: Tz| Choice {
                    value: zone.name().to_owned(),
                    label: zone.name().replace('_', " "),
                    selected: given == Some(zone),
                };
                zones::all().map(choice).collect()
            }
        }
    }
}
