//! Profile fields that administrators define, in the forms of pages.

use domain::fields::{self, ProfileField, Viewer};
use domain::{Error, Fault};
use serde_json::{Map, Value};
use services::profile_fields;
use views::forms::FilledForm;

use super::form::Input;
use super::visitor::Visitor;
use crate::error::Result;

/// The fields that somebody who looks so fills in.
pub async fn all(visitor: &Visitor, viewer: Viewer) -> Result<Vec<ProfileField>> {
    let known = profile_fields::known(&visitor.web.app).await?;
    Ok(known.iter().filter(|field| field.is_seen_by(viewer)).cloned().collect())
}

/// Those without which nobody comes in.
pub async fn required(visitor: &Visitor) -> Result<Vec<ProfileField>> {
    let all = all(visitor, Viewer::Own).await?;
    Ok(all.into_iter().filter(|field| field.required).collect())
}

/// The form with these fields and their values.
pub fn kept(
    visitor: &Visitor,
    form: FilledForm,
    all: &[ProfileField],
    values: &Map<String, Value>,
) -> FilledForm {
    let value = |path: &str| {
        let name = path.strip_prefix("extra.").unwrap_or(path);
        values.get(name).map(fields::write).unwrap_or_default()
    };
    form.with_extra(&visitor.web.texts, visitor.context.locale(), all, value, &[])
}

/// The form again with what was typed into these fields, and their faults.
pub fn typed(
    visitor: &Visitor,
    form: FilledForm,
    all: &[ProfileField],
    input: &Input,
    error: &Error,
) -> FilledForm {
    let value = |path: &str| input.extra(path).unwrap_or_default().to_owned();
    let faults = visitor.faults(error);
    form.with_extra(&visitor.web.texts, visitor.context.locale(), all, value, &faults)
}

/// What was typed into those of these fields that were sent; none when there
/// are no fields. Faults are added to the others.
pub fn read(
    input: &Input,
    all: &[ProfileField],
    faults: &mut Vec<Fault>,
) -> Option<Map<String, Value>> {
    let mut values = Map::new();
    for field in all {
        let Some(text) = input.extra(&field.path()) else { continue };
        match field.read(text) {
            Ok(value) => {
                values.insert(field.name.clone(), value);
            }
            Err(fault) => faults.push(fault),
        }
    }
    (!all.is_empty()).then_some(values)
}
