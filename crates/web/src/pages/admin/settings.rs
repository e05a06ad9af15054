//! The settings in force.

use axum::response::Response;
use serde_json::{Value, json};

use super::Operating;
use crate::pages::Visitor;

pub async fn show(Operating(visitor): Operating) -> Response {
    let sections = sections(&visitor);
    visitor.page("admin/settings", json!({ "sections": sections }))
}

/// Settings by section, in the order of their names.
fn sections(visitor: &Visitor) -> Vec<Value> {
    let mut sections: Vec<(&str, Vec<Value>)> = Vec::new();
    for setting in &visitor.web.console.settings {
        let (section, name) = setting.key.split_once('.').unwrap_or(("", &setting.key));
        let shown = json!({
            "key": setting.key,
            "name": name,
            "value": setting.value,
            "source": setting.source,
            "is_default": setting.source == "default",
            "weak": setting.weak,
        });
        match sections.last_mut().filter(|(last, _)| *last == section) {
            Some((_, settings)) => settings.push(shown),
            None => sections.push((section, vec![shown])),
        }
    }
    let shown = |(name, settings)| json!({ "name": name, "settings": settings });
    sections.into_iter().map(shown).collect()
}
