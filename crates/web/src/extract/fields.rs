//! The fields of a JSON object, taken out one by one. Whatever is faulty is
//! noted; whatever is left at the end is unknown.

use std::fmt;

use domain::Fault;
use domain::error::Faults;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value};

/// Unknown fields that are named at most, and how much of each name.
const MAX_UNKNOWN: usize = 50;
const MAX_NAME: usize = 100;

#[derive(Debug, Default)]
pub struct Fields {
    given: Map<String, Value>,
    faults: Vec<Fault>,
}

impl Fields {
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }

    pub fn push(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// A change has to change something.
    pub fn not_empty(&mut self) {
        if self.given.is_empty() {
            self.faults.push(Fault::new("body", "empty_change"));
        }
    }

    /// What was read may be sent back, as long as it is the same.
    pub fn unchanged(&mut self, names: impl IntoIterator<Item = &'static str>, shown: &Value) {
        for name in names {
            if self.take(name).is_some_and(|given| given != shown[name]) {
                self.faults.push(Fault::new(name, "read_only"));
            }
        }
    }

    /// Whether the field was given, and not taken yet.
    pub fn has(&self, name: &str) -> bool {
        self.given.contains_key(name)
    }

    pub fn peek(&self, name: &str) -> Option<&Value> {
        self.given.get(name)
    }

    pub fn take(&mut self, name: &str) -> Option<Value> {
        self.given.remove(name)
    }

    /// A text; absent and null are none.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.nullable(name).flatten()
    }

    /// A text that must be there.
    pub fn required(&mut self, name: &'static str) -> String {
        let before = self.faults.len();
        let text = self.text(name);
        if text.is_none() && self.faults.len() == before {
            self.push(Fault::new(name, "required"));
        }
        text.unwrap_or_default()
    }

    /// A text that may be absent, but not null.
    pub fn not_null(&mut self, name: &'static str) -> Option<String> {
        self.has(name).then(|| self.required(name))
    }

    /// A text, or null to empty the field.
    pub fn nullable(&mut self, name: &'static str) -> Option<Option<String>> {
        match self.take(name)? {
            Value::Null => Some(None),
            Value::String(text) => Some(Some(text)),
            _ => {
                self.push(Fault::new(name, "wrong_type"));
                None
            }
        }
    }

    pub fn flag(&mut self, name: &'static str) -> Option<bool> {
        match self.take(name)? {
            Value::Bool(flag) => Some(flag),
            _ => {
                self.push(Fault::new(name, "not_boolean"));
                None
            }
        }
    }

    /// The faults found so far, with every field that nobody took.
    pub fn finish(self) -> Vec<Fault> {
        let mut faults = self.faults;
        let unknown = self.given.into_iter().take(MAX_UNKNOWN);
        faults.extend(unknown.map(|(name, _)| unknown_field(&name)));
        faults
    }

    /// The same, where no service adds faults of its own.
    pub fn check(self) -> domain::Result<()> {
        Faults(self.finish()).check()
    }
}

pub fn unknown_field(name: &str) -> Fault {
    Fault::new(name.chars().take(MAX_NAME).collect::<String>(), "unknown_field")
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields, A::Error> {
                let mut fields = Fields::default();
                while let Some((name, value)) = object.next_entry::<String, Value>()? {
                    if fields.given.contains_key(&name) {
                        if fields.faults.len() < MAX_UNKNOWN {
                            let name: String = name.chars().take(MAX_NAME).collect();
                            fields.push(Fault::new(name, "duplicate"));
                        }
                    } else {
                        fields.given.insert(name, value);
                    }
                }
                Ok(fields)
            }
        }

        deserializer.deserialize_map(Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(json: &str) -> Fields {
        serde_json::from_str(json).unwrap()
    }

    fn named(faults: Vec<Fault>) -> Vec<(String, &'static str)> {
        faults.into_iter().map(|f| (f.field.into_owned(), f.code)).collect()
    }

    #[test]
    fn all_faults_are_noted_at_once() {
        let mut f = fields(r#"{"a":1,"b":"x","c":null,"d":"yes","e":true,"z":0}"#);
        assert_eq!(f.required("a"), "");
        assert_eq!(f.required("b"), "x");
        assert_eq!(f.required("c"), "");
        assert_eq!(f.flag("d"), None);
        assert_eq!(f.flag("e"), Some(true));
        assert_eq!(f.required("missing"), "");
        assert_eq!(f.not_null("absent"), None);
        let faults = named(f.finish());
        let wanted = [
            ("a", "wrong_type"),
            ("c", "required"),
            ("d", "not_boolean"),
            ("missing", "required"),
            ("z", "unknown_field"),
        ];
        assert_eq!(faults, wanted.map(|(f, c)| (f.to_owned(), c)));
    }

    #[test]
    fn a_field_given_twice_keeps_its_first_value_and_is_a_fault() {
        let mut f = fields(r#"{"role":"ANONYMOUS","role":"ADMIN"}"#);
        assert_eq!(f.text("role"), Some("ANONYMOUS".into()));
        assert_eq!(named(f.finish()), [("role".to_owned(), "duplicate")]);
    }

    #[test]
    fn many_unknown_fields_make_a_short_answer() {
        let many: Vec<String> =
            (0..1000).map(|n| format!("\"{}{n}\":1", "x".repeat(200))).collect();
        let faults = fields(&format!("{{{}}}", many.join(","))).finish();
        assert_eq!(faults.len(), MAX_UNKNOWN);
        assert!(faults.iter().all(|f| f.field.len() == MAX_NAME));
    }
}
