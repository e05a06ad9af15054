//! The numbers behind the charts, as files.

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::analytics::{Bucket, Source, Stage};
use domain::page::Page;
use domain::{Error, Fault};
use serde_json::{Value, json};
use services::analytics::{self, Funnel};
use tokio::sync::mpsc;

use super::super::{Analysing, list};
use crate::api::analytics::{people, range};
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
    let figure = query.raw("figure").unwrap_or_else(|| "summary".to_owned());
    query.check()?;
    let sheet = match (figure.as_str(), bucket) {
        ("summary", _) => sheet::summary(&analytics::summary(app, actor, range).await?),
        ("conversion", _) => sheet::conversion(&analytics::conversion(app, actor, range).await?),
        ("funnel", _) => funnel(&analytics::funnel(app, actor, range).await?),
        ("cohorts", _) => sheet::cohorts(&analytics::cohorts(app, actor, range, None).await?),
        ("inactive", Some(bucket)) => return absent(&visitor, bucket).await,
        ("inactive", None) => sheet::inactive(&analytics::inactive(app, actor).await?),
        ("invitations", _) => sheet::invitations(&analytics::invitations(app, actor, range).await?),
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
