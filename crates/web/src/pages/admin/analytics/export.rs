//! The numbers behind the charts, as files.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::analytics::{Bucket, Range, Source, Stage, date, rate};
use domain::invitations::{InvitationStats, InvitationStatus};
use domain::page::Page;
use domain::{Error, Fault};
use serde_json::{Value, json};
use services::analytics::{self, Funnel, Happened, Inviter};
use tokio::sync::mpsc;

use super::super::{Analysing, list};
use super::invitations::in_state;
use crate::api::analytics::{people, range, source};
use crate::api::answer;
use crate::error::Result;
use crate::pages::Visitor;
use crate::sheet::{self, Sheet};

pub async fn export(Analysing(visitor): Analysing) -> Result<Response> {
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let mut query = list::query(&visitor);
    let range = range(&mut query, app.clock.now());
    let as_csv = query.raw("format").as_deref() != Some("json");
    let unknown = Fault::new("bucket", "bucket_unknown");
    let bucket = query.parsed("bucket", unknown, Bucket::parse);
    let source = source(&mut query);
    let figure = query.raw("figure").unwrap_or_else(|| "summary".to_owned());
    query.check()?;
    let sheet = match (figure.as_str(), bucket) {
        ("summary", _) => sheet::summary(&analytics::summary(app, actor, range).await?),
        ("conversion", _) => sheet::conversion(&analytics::conversion(app, actor, range).await?),
        ("funnel", _) => funnel(&analytics::funnel(app, actor, range).await?),
        ("cohorts", _) => sheet::cohorts(&analytics::cohorts(app, actor, range, source).await?),
        ("inactive", Some(bucket)) => return absent(&visitor, bucket).await,
        ("inactive", None) => sheet::inactive(&analytics::inactive(app, actor).await?),
        ("invitations", _) => sheet::invitations(&analytics::invitations(app, actor, range).await?),
        ("invitation_states", _) => states(&analytics::invitations(app, actor, range).await?),
        ("inviters", _) => inviters(&analytics::inviters(app, actor, range).await?),
        ("invitation_days", _) => happened(&analytics::happened(app, actor, range).await?),
        _ => return Err(Error::field("figure", "figure_unknown").into()),
    };
    Ok(match as_csv {
        true => file(&figure, sheet.csv()),
        false => answer(StatusCode::OK, &sheet.json),
    })
}

fn file(name: &str, body: impl IntoResponse) -> Response {
    let name = format!("attachment; filename=\"{name}.csv\"");
    let headers =
        [(CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    (headers, body).into_response()
}

/// How far those came who registered, by what led them here.
fn funnel(found: &Funnel) -> Sheet {
    let mut head = vec!["source".to_owned()];
    head.extend(Stage::ALL.iter().map(|stage| stage.as_str().to_owned()));
    let mut rows = Vec::new();
    let mut sources = Vec::new();
    for source in Source::ALL {
        let mut object = json!({ "source": source.as_str() });
        let mut row = vec![Value::from(source.as_str())];
        for stage in Stage::ALL {
            let count = found.of(*source, *stage);
            object[stage.as_str()] = count.into();
            row.push(count.into());
        }
        sources.push(object);
        rows.push(row);
    }
    Sheet { json: json!({ "visitors": found.visitors, "sources": sources }), head, rows }
}

/// A list of objects, and the same as rows.
fn objects(name: &str, columns: &[&str], objects: Vec<Value>) -> Sheet {
    let row = |object: &Value| columns.iter().map(|column| object[*column].clone()).collect();
    Sheet {
        rows: objects.iter().map(row).collect(),
        head: columns.iter().map(|column| (*column).to_owned()).collect(),
        json: json!({ name: objects }),
    }
}

fn states(found: &InvitationStats) -> Sheet {
    let state = |status: InvitationStatus| json!({ "status": status.as_str(), "count": in_state(found, status) });
    objects("states", &["status", "count"], InvitationStatus::ALL.map(state).to_vec())
}

fn inviters(found: &[(String, Inviter)]) -> Sheet {
    let inviter = |(name, one): &(String, Inviter)| {
        json!({
            "inviter": name, "sent": one.sent, "accepted": one.accepted,
            "converted": one.converted, "acceptance_rate": rate(one.accepted, one.sent),
            "conversion_rate": rate(one.converted, one.sent),
        })
    };
    let columns =
        ["inviter", "sent", "accepted", "converted", "acceptance_rate", "conversion_rate"];
    objects("inviters", &columns, found.iter().map(inviter).collect())
}

fn happened(steps: &[(Range, Happened)]) -> Sheet {
    let step = |(step, on): &(Range, Happened)| {
        json!({
            "from": date(step.from).to_string(), "to": date(step.to).to_string(),
            "sent": on.sent, "accepted": on.accepted, "converted": on.converted,
        })
    };
    let columns = ["from", "to", "sent", "accepted", "converted"];
    objects("steps", &columns, steps.iter().map(step).collect())
}

/// Everybody in a bucket, as they are read.
async fn absent(visitor: &Visitor, bucket: Bucket) -> Result<Response> {
    let (app, actor) = (visitor.web.app.clone(), visitor.actor.clone());
    let mut page = Page { skip: 0, limit: 100, cursor: None };
    // What fails at once fails as an answer.
    let mut found = analytics::of_bucket(&app, &actor, bucket, &page).await?;
    let (sender, receiver) = mpsc::channel::<Result<Bytes, Error>>(2);
    tokio::spawn(async move {
        let mut first = true;
        loop {
            let text = people(&found.items);
            // One heading is enough.
            let start = if first { 0 } else { text.find('\n').map_or(0, |end| end + 1) };
            first = false;
            // Whoever asked may be gone.
            if sender.send(Ok(text[start..].to_owned().into())).await.is_err() {
                return;
            }
            let Some(next) = found.next.take() else { return };
            page.cursor = Some(next);
            found = match analytics::of_bucket(&app, &actor, bucket, &page).await {
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
    Ok(file("people", Body::from_stream(parts)))
}
