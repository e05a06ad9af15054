//! What happened: filtered, field by field, and as a file.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::page::{Listed, Page};
use domain::search::AuditQuery;
use domain::{Action, Error, Fault, csv, ids};
use serde_json::{Value, json};
use services::{accounts, audit};
use tokio::sync::mpsc;

use super::list::{self, chips, filter};
use super::{Auditing, shape};
use crate::error::Result;
use crate::extract::Query;
use crate::pages::Visitor;

/// Actors that are no people.
const WORDS: [&str; 3] = ["system", "cli", "guest"];
const COLUMNS: [&str; 10] = [
    "id",
    "at",
    "actor",
    "action",
    "subject",
    "before",
    "after",
    "reason",
    "address",
    "request_id",
];

/// What is asked for. People are named by id, address or nickname.
async fn wanted(visitor: &Visitor, query: &mut Query) -> Result<AuditQuery> {
    let actor = match query.raw("actor") {
        Some(word) if WORDS.contains(&word.as_str()) => Some(word),
        Some(name) => person(visitor, query, "actor", &name).await?.map(|id| id.to_string()),
        None => None,
    };
    let subject = match query.raw("subject") {
        Some(name) => person(visitor, query, "subject", &name).await?,
        None => None,
    };
    Ok(AuditQuery {
        actor,
        subject,
        action: query.parsed("action", Fault::new("action", "action_unknown"), |text| {
            Action::parse(text).map(|action| action.as_str().to_owned())
        }),
        from: query.time("from"),
        to: query.time("to"),
    })
}

async fn person(
    visitor: &Visitor,
    query: &mut Query,
    field: &'static str,
    name: &str,
) -> Result<Option<domain::Id>> {
    // Somebody who is gone still has an id.
    if let Some(id) = ids::parse(name.trim()) {
        return Ok(Some(id));
    }
    match accounts::find(&visitor.web.app, &visitor.actor, name.trim()).await {
        Ok(user) => Ok(Some(user.id)),
        Err(Error::NotFound(_)) => {
            query.push(Fault::new(field, "actor_unknown"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn show(Auditing(visitor): Auditing) -> Result<Response> {
    let mut query = list::query(&visitor);
    let number = list::number(&mut query);
    let wanted = wanted(&visitor, &mut query).await?;
    let faults = list::faults(&mut query);
    let (status, listed) = match faults.is_empty() {
        true => {
            let page = list::page(number);
            let found = audit::list(&visitor.web.app, &visitor.actor, &wanted, &page).await?;
            (StatusCode::OK, found)
        }
        false => {
            let none = Listed { items: Vec::new(), total: 0, total_estimated: false, next: None };
            (StatusCode::UNPROCESSABLE_ENTITY, none)
        }
    };
    let locale = visitor.context.locale();
    let faults: Vec<String> =
        faults.iter().map(|fault| visitor.web.texts.fault(locale, fault)).collect();
    let mut actions: Vec<(String, String)> = Action::ALL
        .iter()
        .map(|action| (action.as_str().to_owned(), shape::action(&visitor, action.as_str())))
        .collect();
    actions.sort_by(|a, b| a.1.cmp(&b.1));
    let mut field =
        |name: &'static str, kind, options| filter(&visitor, name, kind, query.raw(name), options);
    let filters = vec![
        field("actor", "text", Vec::new()),
        field("subject", "text", Vec::new()),
        field("action", "select", actions),
        field("from", "date", Vec::new()),
        field("to", "date", Vec::new()),
    ];
    let export = |format: &str| {
        let address = query.with(&[("page", None), ("format", Some(format.to_owned()))]);
        address.replacen("/admin/audit", "/admin/audit/export", 1)
    };
    let entries: Vec<Value> =
        listed.items.iter().map(|entry| shape::entry(&visitor, entry)).collect();
    let values = json!({
        "filters": filters,
        "chips": chips(&visitor, &query, &filters),
        "faults": faults,
        "entries": entries,
        "pages": list::pages(&query, number, &listed),
        "export_csv": export("csv"),
        "export_json": export("json"),
    });
    Ok(visitor.answer(status, "admin/audit", visitor.flash_shown(), values))
}

/// All entries that the filters find, as they are read.
pub async fn export(Auditing(visitor): Auditing) -> Result<Response> {
    let mut query = list::query(&visitor);
    let as_csv = query.raw("format").as_deref() != Some("json");
    let wanted = wanted(&visitor, &mut query).await?;
    query.check()?;
    let mut page = Page { skip: 0, limit: 100, cursor: None };
    let (app, actor) = (visitor.web.app.clone(), visitor.actor.clone());
    // What fails at once fails as an answer.
    let mut found = audit::list(&app, &actor, &wanted, &page).await?;
    let (sender, receiver) = mpsc::channel::<Result<Bytes, Error>>(2);
    tokio::spawn(async move {
        let mut text = String::new();
        if as_csv {
            text.push_str(&COLUMNS.join(","));
            text.push_str("\r\n");
        }
        loop {
            for entry in &found.items {
                line(&mut text, &crate::api::audit::body(entry), as_csv);
            }
            // Whoever asked may be gone.
            if sender.send(Ok(std::mem::take(&mut text).into())).await.is_err() {
                return;
            }
            let Some(next) = found.next.take() else { return };
            page.cursor = Some(next);
            found = match audit::list(&app, &actor, &wanted, &page).await {
                Ok(found) => found,
                Err(error) => {
                    tracing::error!(%error, "an export broke off");
                    let _ = sender.send(Err(error)).await;
                    return;
                }
            };
        }
    });
    let parts = futures_util::stream::unfold(receiver, |mut receiver| async move {
        let part = receiver.recv().await?;
        Some((part, receiver))
    });
    let (media_type, file) = match as_csv {
        true => ("text/csv; charset=utf-8", "attachment; filename=\"audit.csv\""),
        false => ("application/x-ndjson", "attachment; filename=\"audit.jsonl\""),
    };
    let headers = [(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, file)];
    Ok((headers, Body::from_stream(parts)).into_response())
}

fn line(text: &mut String, row: &Value, as_csv: bool) {
    if !as_csv {
        text.push_str(&row.to_string());
        text.push('\n');
        return;
    }
    for (at, column) in COLUMNS.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        let value = &row[column];
        let named = ["nickname", "label", "id"].iter().find_map(|name| value[*name].as_str());
        let cell = match (column, value) {
            (_, Value::Null) => String::new(),
            (_, Value::String(text)) => text.clone(),
            ("actor" | "subject", _) => named.unwrap_or_default().to_owned(),
            (_, other) => other.to_string(),
        };
        csv::write_cell(text, &cell);
    }
    text.push_str("\r\n");
}
