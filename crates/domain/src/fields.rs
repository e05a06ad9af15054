//! Profile fields that administrators define: the names, kinds and values of
//! what stands in a person's `extra`.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Fault, Faults};
use crate::{Id, Role, Time, locale, profiles};

/// Fields at most, and choices of one.
pub const MAX_FIELDS: usize = 50;
const MAX_CHOICES: usize = 100;
/// The longest label, choice, text and address, in characters.
const MAX_LABEL: usize = 100;
pub const MAX_TEXT: usize = 1000;
pub const MAX_URL: usize = 255;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    Text,
    Number,
    /// A day, as 2026-01-31.
    Date,
    /// One of some texts.
    Choice,
    Boolean,
    Url,
}

impl FieldType {
    pub const ALL: [FieldType; 6] = [
        FieldType::Text,
        FieldType::Number,
        FieldType::Date,
        FieldType::Choice,
        FieldType::Boolean,
        FieldType::Url,
    ];

    pub fn as_str(self) -> &'static str {
        match self {
            FieldType::Text => "text",
            FieldType::Number => "number",
            FieldType::Date => "date",
            FieldType::Choice => "choice",
            FieldType::Boolean => "boolean",
            FieldType::Url => "url",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        FieldType::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Who sees a field besides the person themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    /// Nobody.
    Own,
    Managers,
    Public,
}

impl Visibility {
    pub const ALL: [Visibility; 3] = [Visibility::Own, Visibility::Managers, Visibility::Public];

    pub fn as_str(self) -> &'static str {
        match self {
            Visibility::Own => "self",
            Visibility::Managers => "managers",
            Visibility::Public => "public",
        }
    }

    pub fn parse(text: &str) -> Option<Self> {
        Visibility::ALL.into_iter().find(|who| who.as_str() == text)
    }
}

/// Who looks at somebody's fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    Own,
    Other(Role),
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProfileField {
    pub id: Id,
    /// Lower-case letters, digits and `_`; unique.
    pub name: String,
    pub field_type: FieldType,
    /// By language (BCP 47).
    pub labels: BTreeMap<String, String>,
    /// Of a choice.
    pub choices: Vec<String>,
    pub required: bool,
    pub visible_to: Visibility,
    /// Fields are shown in this order, then by name.
    pub position: i32,
    pub created_at: Time,
    pub updated_at: Time,
}

/// The name of a new field.
pub fn check_name(name: &str) -> Result<String, Fault> {
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let good = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(letter)
        && (2..=40).contains(&name.len());
    if good { Ok(name.to_owned()) } else { Err(Fault::new("name", "field_name_invalid")) }
}

impl ProfileField {
    /// Notes what is wrong with a definition, and puts its texts into order.
    pub fn check(&mut self, faults: &mut Faults) {
        let sound = |text: &str| {
            let text: String = text.trim().nfc().collect();
            let good = !text.is_empty() && text.chars().count() <= MAX_LABEL;
            (good && !text.chars().any(char::is_control)).then_some(text)
        };
        let mut labels = BTreeMap::new();
        for (tag, label) in &self.labels {
            match (locale::parse("labels", tag), sound(label)) {
                (Ok(tag), Some(label)) => {
                    labels.insert(tag, label);
                }
                (Err(fault), _) => faults.push(fault),
                (_, None) => faults.push(Fault::new("labels", "label_invalid")),
            }
        }
        if self.labels.is_empty() {
            faults.push(Fault::new("labels", "required"));
        }
        self.labels = labels;
        let choices: Vec<String> = self.choices.iter().filter_map(|choice| sound(choice)).collect();
        let mut distinct = choices.clone();
        distinct.sort();
        distinct.dedup();
        let is_choice = self.field_type == FieldType::Choice;
        let whole = distinct.len() == self.choices.len() && distinct.len() <= MAX_CHOICES;
        if !whole || is_choice == choices.is_empty() {
            faults.push(Fault::new("choices", "choices_invalid").with("max", MAX_CHOICES));
        }
        self.choices = choices;
    }

    /// The label in a language, its parents, English, or any.
    pub fn label(&self, locale: &str) -> &str {
        let mut tag = locale;
        loop {
            if let Some(label) = self.labels.get(tag) {
                return label;
            }
            match tag.rsplit_once('-') {
                Some((parent, _)) => tag = parent,
                None => break,
            }
        }
        let any = self.labels.get("en").or_else(|| self.labels.values().next());
        any.map_or(&self.name, String::as_str)
    }

    pub fn is_seen_by(&self, viewer: Viewer) -> bool {
        match viewer {
            Viewer::Own => true,
            Viewer::Other(role) => match self.visible_to {
                Visibility::Own => false,
                Visibility::Managers => role >= Role::Manager,
                Visibility::Public => true,
            },
        }
    }

    /// Its place in faults, and in CSV.
    pub fn path(&self) -> String {
        format!("extra.{}", self.name)
    }

    /// A value as it is kept; null for none.
    pub fn value(&self, given: &Value) -> Result<Value, Fault> {
        let fault = |code| Fault::new(self.path(), code);
        let text = match given {
            Value::Null => return Ok(Value::Null),
            Value::String(text) => text.trim(),
            Value::Bool(_) if self.field_type == FieldType::Boolean => return Ok(given.clone()),
            Value::Number(number) if self.field_type == FieldType::Number => {
                let finite = number.as_f64().is_some_and(f64::is_finite);
                return finite.then(|| given.clone()).ok_or_else(|| fault("wrong_type"));
            }
            _ => return Err(fault("wrong_type")),
        };
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let most = if self.field_type == FieldType::Url { MAX_URL } else { MAX_TEXT };
        let text: String = text.nfc().take(most + 1).collect();
        if text.chars().count() > most {
            return Err(fault("too_long").with("max", most));
        }
        let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
        match self.field_type {
            FieldType::Text if text.chars().any(control) => Err(fault("control_characters")),
            FieldType::Text => Ok(text.into()),
            FieldType::Date => match NaiveDate::parse_from_str(&text, "%Y-%m-%d") {
                Ok(day) if text.len() == 10 => Ok(day.to_string().into()),
                _ => Err(fault("date_invalid")),
            },
            FieldType::Choice if self.choices.contains(&text) => Ok(text.into()),
            FieldType::Choice => Err(fault("choice_unknown")),
            FieldType::Url if profiles::is_web_address(&text) => Ok(text.into()),
            FieldType::Url => Err(fault("url_invalid")),
            FieldType::Number | FieldType::Boolean => Err(fault("wrong_type")),
        }
    }

    /// A value written as text, as in CSV and forms.
    pub fn read(&self, text: &str) -> Result<Value, Fault> {
        let text = text.trim();
        let fault = |code| Fault::new(self.path(), code);
        match self.field_type {
            _ if text.is_empty() => Ok(Value::Null),
            FieldType::Number => {
                let whole = text.parse::<i64>().ok().map(Value::from);
                let number = || {
                    let number = text.parse::<f64>().ok().filter(|n| n.is_finite())?;
                    serde_json::Number::from_f64(number).map(Value::Number)
                };
                whole.or_else(number).ok_or_else(|| fault("not_number"))
            }
            FieldType::Boolean => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => Ok(true.into()),
                "false" | "no" | "0" => Ok(false.into()),
                _ => Err(fault("not_boolean")),
            },
            _ => self.value(&text.into()),
        }
    }
}

/// A value as text.
pub fn write(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What somebody wants in `extra`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExtraChange {
    /// Null empties a field.
    pub values: Map<String, Value>,
    /// Whether fields that are not named are emptied.
    pub replace: bool,
}

impl ExtraChange {
    /// Applies what is sound to `extra`, and notes the rest. Who changes
    /// somebody's fields reaches those only that they see.
    pub fn apply(
        &self,
        fields: &[ProfileField],
        viewer: Viewer,
        extra: &mut Map<String, Value>,
        faults: &mut Faults,
    ) {
        for name in self.values.keys() {
            if !fields.iter().any(|field| field.name == *name && field.is_seen_by(viewer)) {
                let name: String = name.chars().take(100).collect();
                faults.push(Fault::new(format!("extra.{name}"), "unknown_field"));
            }
        }
        for field in fields.iter().filter(|field| field.is_seen_by(viewer)) {
            let given = match self.values.get(&field.name) {
                Some(value) => field.value(value),
                None if self.replace => Ok(Value::Null),
                None => Ok(extra.get(&field.name).cloned().unwrap_or_default()),
            };
            match given {
                Ok(Value::Null) if field.required => {
                    faults.push(Fault::new(field.path(), "required"));
                }
                Ok(Value::Null) => {
                    extra.remove(&field.name);
                }
                Ok(value) => {
                    extra.insert(field.name.clone(), value);
                }
                Err(fault) => faults.push(fault),
            }
        }
    }
}

/// Takes what a viewer does not see, or what is no field any more, out.
pub fn hide(fields: &[ProfileField], viewer: Viewer, extra: &mut Map<String, Value>) {
    extra.retain(|name, _| {
        fields.iter().any(|field| field.name == *name && field.is_seen_by(viewer))
    });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(name: &str, field_type: FieldType) -> ProfileField {
        ProfileField {
            id: Id::nil(),
            name: name.to_owned(),
            field_type,
            labels: BTreeMap::from([("en".to_owned(), "Label".to_owned())]),
            choices: match field_type {
                FieldType::Choice => vec!["S".to_owned(), "M".to_owned()],
                _ => Vec::new(),
            },
            required: false,
            visible_to: Visibility::Managers,
            position: 0,
            created_at: Time::default(),
            updated_at: Time::default(),
        }
    }

    #[test]
    fn values_are_of_their_type() {
        for (kind, good, bad) in [
            (FieldType::Text, json!(" a "), json!(1)),
            (FieldType::Number, json!(1.5), json!("1.5")),
            (FieldType::Date, json!("2026-02-28"), json!("2026-02-30")),
            (FieldType::Choice, json!("M"), json!("XL")),
            (FieldType::Boolean, json!(false), json!("false")),
            (FieldType::Url, json!("https://a.org/x"), json!("javascript:alert(1)")),
        ] {
            let field = field("x", kind);
            assert!(field.value(&good).is_ok(), "{kind:?}");
            assert!(field.value(&bad).is_err() && field.value(&json!([])).is_err(), "{kind:?}");
            assert_eq!(field.value(&Value::Null), Ok(Value::Null));
            let value = field.value(&good).unwrap();
            assert_eq!(field.read(&write(&value)), Ok(value), "{kind:?}");
        }
    }

    #[test]
    fn changes_reach_what_is_seen_and_keep_what_is_required() {
        let mut fields = vec![field("size", FieldType::Choice), field("secret", FieldType::Text)];
        fields[0].required = true;
        fields[1].visible_to = Visibility::Own;
        let apply = |change: Value, replace, viewer, extra: &mut Map<String, Value>| {
            let Value::Object(values) = change else { panic!() };
            let mut faults = Faults::default();
            ExtraChange { values, replace }.apply(&fields, viewer, extra, &mut faults);
            faults.0.iter().map(|f| format!("{} {}", f.field, f.code)).collect::<Vec<_>>()
        };
        let mut extra = Map::new();
        let (own, manager) = (Viewer::Own, Viewer::Other(Role::Manager));
        assert_eq!(apply(json!({}), false, own, &mut extra), ["extra.size required"]);
        assert!(apply(json!({"size": "M", "secret": "s"}), false, own, &mut extra).is_empty());
        let faults = apply(json!({"secret": "x", "size": null}), false, manager, &mut extra);
        assert_eq!(faults, ["extra.secret unknown_field", "extra.size required"]);
        assert!(apply(json!({"size": "S"}), true, manager, &mut extra).is_empty());
        assert_eq!(Value::Object(extra.clone()), json!({"size": "S", "secret": "s"}));
        hide(&fields, manager, &mut extra);
        assert_eq!(Value::Object(extra), json!({"size": "S"}));
    }

    #[test]
    fn definitions_are_checked() {
        let codes = |field: &mut ProfileField| {
            let mut faults = Faults::default();
            field.check(&mut faults);
            faults.0.iter().map(|f| f.code).collect::<Vec<_>>()
        };
        assert!(codes(&mut field("x", FieldType::Choice)).is_empty());
        let mut odd = field("x", FieldType::Choice);
        odd.choices = vec!["a".into(), "a ".into()];
        odd.labels = BTreeMap::from([("en".into(), " ".into()), ("english!".into(), "x".into())]);
        assert_eq!(codes(&mut odd), ["label_invalid", "locale_invalid", "choices_invalid"]);
        assert!(check_name("shoe_size").is_ok());
        for bad in ["", "a", "9a", "Shoe", "a b", "a.b", &"x".repeat(41)] {
            assert!(check_name(bad).is_err(), "{bad}");
        }
    }
}
