//! Everybody in and out, as CSV.

use axum::body::{Body, Bytes};
use axum::extract::State as FromState;
use axum::http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_LANGUAGE, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::search::UserQuery;
use domain::{Actor, Error, Fault};
use serde_json::{Value, json};
use services::users_csv::{self, Export, Mapping, Options, Report};
use tokio::sync::mpsc;
use utoipa::ToSchema;

use super::{shape, users};
use crate::context::{Context, PATIENCE};
use crate::error::{Problem, Result};
use crate::extract::{CsvFile, Query, Transfer};
use crate::{State, Web};

/// What an import did or, of a dry run, would do.
#[derive(ToSchema)]
#[schema(example = json!({
    "created": 2, "updated": 1, "unchanged": 0, "skipped": 1,
    "faults": [{
        "line": 4, "column": "email", "code": "email_invalid",
        "message": "This is not a valid email address.",
    }],
}))]
#[allow(dead_code)]
pub struct Imported {
    created: u64,
    updated: u64,
    unchanged: u64,
    /// Faulty rows.
    skipped: u64,
    /// The first 10,000 of them.
    faults: Vec<RowFault>,
    /// How many more there are, if so.
    more_faults: Option<u64>,
}

/// What is wrong with a row.
#[derive(ToSchema)]
#[allow(dead_code)]
pub struct RowFault {
    /// Where the row starts; the header is line 1.
    line: u64,
    /// Null when it is the whole row.
    column: Option<String>,
    /// Stable; programs rely on it.
    code: String,
    /// In the reader's language.
    message: String,
}

/// A problem document with what was found.
#[derive(ToSchema)]
#[schema(example = json!({
    "type": "urn:roster:error:invalid_input", "title": "Invalid input", "status": 422,
    "detail": "Some of the input is not valid.", "code": "invalid_input",
    "request_id": "0192f1e0-7c1e-7000-8000-0123456789ae",
    "created": 0, "updated": 0, "unchanged": 0, "skipped": 0,
    "faults": [{
        "line": 1, "column": "shoe_size", "code": "csv_unknown_column",
        "message": "There is no such column.",
    }],
}))]
#[allow(dead_code)]
pub struct NotImported {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    code: String,
    request_id: String,
    created: u64,
    updated: u64,
    unchanged: u64,
    skipped: u64,
    faults: Vec<RowFault>,
}

/// A form with a file.
#[derive(ToSchema)]
#[schema(example = json!({"file": "email,first_name\r\nana@example.org,Ana\r\n"}))]
#[allow(dead_code)]
pub struct Upload {
    file: String,
}

/// Import people.
///
/// UTF-8, cells parted by `,` or `;`, a header row, columns in any order. The
/// columns are the fields of a user, `password`, and `password_hash` (Argon2
/// as a PHC string, or bcrypt). `email` is needed; whoever comes without a
/// password or hash is mailed an invitation to set one. An export is taken as
/// it is: `id` and times are passed over. Without `skip_invalid`, one faulty
/// row is enough for nobody to be imported.
#[utoipa::path(post, path = "/api/v1/users/import", tag = "users", operation_id = "importUsers",
    params(
        ("dry_run" = Option<bool>, Query, description = "Only say what would be done", example = true),
        ("skip_invalid" = Option<bool>, Query, description = "Import the rest where rows are faulty", example = false),
        ("update_existing" = Option<bool>, Query, description = "Change people whose address is there already", example = false),
        ("map" = Option<Vec<String>>, Query, description = "`COLUMN=FIELD`: a column of the file is that field, whatever its name; `COLUMN=` leaves it out. May be repeated", example = json!(["Surname=last_name"])),
    ),
    request_body(content(
        (String = "text/csv", example = "email,first_name\r\nana@example.org,Ana\r\n"),
        (Upload = "multipart/form-data"),
    )),
    responses(
        (status = 200, description = "Done, or planned", body = Imported),
        (status = 422, description = "Nothing was written", body = NotImported, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])))]
pub async fn import(
    FromState(web): FromState<State>,
    Transfer(actor): Transfer,
    mut query: Query,
    CsvFile { source, context }: CsvFile,
) -> Result<Response> {
    let mut flag = |name: &'static str| {
        let read = |text: &str| match text {
            "" | "1" | "true" | "yes" => Some(true),
            "0" | "false" | "no" => Some(false),
            _ => None,
        };
        query.parsed(name, Fault::new(name, "not_boolean"), read).unwrap_or(false)
    };
    let mut options = Options {
        dry_run: flag("dry_run"),
        skip_invalid: flag("skip_invalid"),
        update_existing: flag("update_existing"),
        ..Options::default()
    };
    match Mapping::parse(&query.all("map")) {
        Ok(mapping) => options.mapping = mapping,
        Err(fault) => query.push(fault),
    }
    query.check()?;
    let source = match source {
        Ok(source) => source,
        Err(fault) => return Ok(reported(&web, &context, &Report::refusal(fault))),
    };
    let mut watch = |_| context.allow(PATIENCE);
    let (report, _) = users_csv::import(&web.app, &actor, &source, &options, &mut watch).await?;
    Ok(reported(&web, &context, &report))
}

fn reported(web: &Web, context: &Context, report: &Report) -> Response {
    let mut body = told(report, |fault| web.texts.fault(context.locale(), fault));
    if !report.refused {
        return shape::answer(StatusCode::OK, &body);
    }
    let problem = Problem::from(Error::Invalid(Vec::new()));
    let document = problem.document(&web.texts, context.locale(), &context.request_id, false);
    if let (Value::Object(body), Ok(Value::Object(document))) =
        (&mut body, serde_json::from_slice(&document))
    {
        body.extend(document);
    }
    let mut response = shape::answer(problem.status, &body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(context.locale()));
    response
}

/// What an import did, as the API and the command line show it.
pub fn told(report: &Report, words: impl Fn(&Fault) -> String) -> Value {
    let faults = report.faults.iter().map(|fault| {
        json!({
            "line": fault.line,
            "column": fault.column,
            "code": fault.fault.code,
            "message": words(&fault.fault),
        })
    });
    let mut told = json!({
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "faults": faults.collect::<Vec<_>>(),
    });
    if report.more_faults > 0 {
        told["more_faults"] = report.more_faults.into();
    }
    told
}

/// What an export is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Csv,
    Json,
}

/// Export people.
///
/// CSV, or JSON lines where `Accept` asks for `application/x-ndjson`. Takes
/// the filters of the list. In CSV, cells that a spreadsheet would take for a
/// formula have a quote before them.
#[utoipa::path(get, path = "/api/v1/users/export", tag = "users", operation_id = "exportUsers",
    params(
        ("search" = Option<String>, Query, description = "Words that must all occur", example = "ana"),
        ("role" = Option<String>, Query, description = "One role", example = "MANAGER"),
        ("is_locked" = Option<bool>, Query, description = "Locked or not", example = false),
        ("email_verified" = Option<bool>, Query, description = "Proved or not", example = true),
        ("is_professional" = Option<bool>, Query, description = "Professional or not", example = false),
        ("locale" = Option<String>, Query, description = "BCP 47 tag", example = "es"),
        ("created_from" = Option<String>, Query, description = "A date or time, included", example = "2026-01-01"),
        ("created_to" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01"),
        ("last_login_from" = Option<String>, Query, description = "A date or time, included", example = "2026-01-01"),
        ("last_login_to" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01"),
        ("last_login_before" = Option<String>, Query, description = "A date or time, excluded", example = "2026-02-01T09:30:00Z"),
        ("never_logged_in" = Option<bool>, Query, description = "Who never signed in, or who did", example = true),
        ("extra.NAME" = Option<String>, Query, description = "A profile field that administrators defined, by its name", example = "M"),
        ("not_seen" = Option<String>, Query, description = "Who neither signed in nor used a session for so long, or never did: `24h`, `48h`, `1w`, `1y`, `never`", example = "1w"),
        ("reached" = Option<String>, Query, description = "Who registered themselves and came so far", example = "verified"),
        ("source" = Option<String>, Query, description = "Who registered themselves, led here by it", example = "invitation"),
        ("sort" = Option<String>, Query, description = "A column, or `-column` for falling order", example = "-created_at"),
    ),
    responses((status = 200, description = "A line each", content(
        (String = "text/csv", example = "id,nickname,email,…\r\n"),
        (String = "application/x-ndjson", example = "{\"id\": \"…\"}\n"),
    ))),
    security(("bearer" = [])))]
pub async fn export(
    FromState(web): FromState<State>,
    Transfer(actor): Transfer,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response> {
    let wanted = users::user_query(&mut query, web.app.clock.now());
    query.check()?;
    stream(&web, &actor, wanted, &headers).await
}

/// Whoever the query finds, a line each, as they are read.
pub async fn stream(
    web: &State,
    actor: &Actor,
    wanted: UserQuery,
    headers: &HeaderMap,
) -> Result<Response> {
    let lines = accepted(headers);
    let mut export = users_csv::export(&web.app, actor, wanted).await?;
    let web = web.clone();
    // What fails at once fails as an answer.
    let first = export.next(&web.app).await?;
    let (sender, receiver) = mpsc::channel::<Result<Bytes, Error>>(2);
    tokio::spawn(async move {
        let mut page = first;
        let mut text = String::new();
        if lines == Lines::Csv {
            export.header(&mut text);
        }
        loop {
            for user in page.iter().flatten() {
                write(&web, &export, lines, user, &mut text);
            }
            let part = std::mem::take(&mut text);
            // Whoever asked may be gone.
            if page.is_none() || sender.send(Ok(part.into())).await.is_err() {
                return;
            }
            page = match export.next(&web.app).await {
                Ok(page) => page,
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
    let (media_type, file) = match lines {
        Lines::Csv => ("text/csv; charset=utf-8", "attachment; filename=\"users.csv\""),
        Lines::Json => ("application/x-ndjson", "attachment; filename=\"users.jsonl\""),
    };
    let headers = [(CONTENT_TYPE, media_type), (CONTENT_DISPOSITION, file)];
    Ok((headers, Body::from_stream(parts)).into_response())
}

fn write(web: &State, export: &Export, lines: Lines, user: &domain::User, text: &mut String) {
    match lines {
        Lines::Csv => export.line(text, user),
        Lines::Json => {
            text.push_str(&users::body(&web.app.settings.http, user).to_string());
            text.push('\n');
        }
    }
}

/// JSON lines, where they are asked for by name.
fn accepted(headers: &HeaderMap) -> Lines {
    let mut named = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    match named.any(|value| value.to_ascii_lowercase().contains("ndjson")) {
        true => Lines::Json,
        false => Lines::Csv,
    }
}
