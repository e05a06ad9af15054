//! Profile fields that administrators define, as fields of a form.

use domain::fields::{FieldType, MAX_TEXT, MAX_URL, ProfileField};

use super::Kind;
use super::filled::{Choice, FieldFault, FilledField, FilledForm};
use crate::Texts;

impl FilledForm {
    /// The form with these fields behind its own; `value` gives what stands in
    /// `extra.NAME`.
    pub fn with_extra<'a>(
        mut self,
        texts: &Texts,
        locale: &str,
        fields: impl IntoIterator<Item = &'a ProfileField>,
        value: impl Fn(&str) -> String,
        faults: &[FieldFault],
    ) -> FilledForm {
        for field in fields {
            let value = value(&field.path());
            self.fields.push(filled(texts, locale, field, value, faults));
        }
        self.has_faults |= self.fields.iter().any(|field| !field.faults.is_empty());
        self
    }
}

fn filled(
    texts: &Texts,
    locale: &str,
    field: &ProfileField,
    value: String,
    faults: &[FieldFault],
) -> FilledField {
    let path = field.path();
    let choice = |value_of: &str, label: String| Choice {
        selected: value_of == value,
        value: value_of.to_owned(),
        label,
    };
    // Nothing is chosen for anybody.
    let none = || choice("", "–".to_owned());
    let options = match field.field_type {
        FieldType::Choice => {
            let all = field.choices.iter().map(|text| choice(text, text.clone()));
            std::iter::once(none()).chain(all).collect()
        }
        FieldType::Boolean => {
            let word = |key| texts.get(locale, key, &[]);
            vec![none(), choice("true", word("field-yes")), choice("false", word("field-no"))]
        }
        _ => Vec::new(),
    };
    let (kind, max) = match field.field_type {
        FieldType::Text if value.contains('\n') => (Kind::Textarea, MAX_TEXT),
        FieldType::Text => (Kind::Text, MAX_TEXT),
        FieldType::Number => (Kind::Number, 40),
        FieldType::Date => (Kind::Date, 0),
        FieldType::Choice | FieldType::Boolean => (Kind::Select, 0),
        FieldType::Url => (Kind::Url, MAX_URL),
    };
    FilledField {
        id: format!("field-{}", path.replace(['_', '.'], "-")),
        extra: true,
        kind,
        label: field.label(locale).to_owned(),
        hint: None,
        checked: false,
        autocomplete: "off",
        required: field.required,
        max,
        accept: None,
        written: kind.written(),
        inputmode: match field.field_type {
            FieldType::Number => Some("decimal"),
            FieldType::Url => Some("url"),
            _ => None,
        },
        faults: faults.iter().filter(|f| f.field == path).map(|f| f.text.clone()).collect(),
        options,
        value,
        name: path.into(),
    }
}
