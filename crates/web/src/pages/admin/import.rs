//! Importing people: a file, the plan, and then, when that is agreed to, the
//! writing, which goes on by itself.

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::{Error, Fault};
use serde_json::{Value, json};
use services::users_csv::background::{self, State};
use services::users_csv::{self, Mapping, Options, Phase, Plan, Progress, Report, RowFault};
use subtle::ConstantTimeEq;
use tokio::sync::mpsc;
use views::forms::CONFIRM;
use views::forms::admin::{IMPORT, IMPORT_COLUMNS};
use views::forms::{FieldFault, FilledForm};

use super::{Transferring, shape};
use crate::error::Result;
use crate::extract::{self, Id};
use crate::pages::Visitor;
use crate::pages::flash::Flash;
use crate::pages::form::{crosses_sites, forged};
use crate::pages::visitor::{csrf, see_other};

/// Faults that are shown; the others are in the file of faulty rows.
const SHOWN: usize = 100;
/// Octets handed over at once.
const CHUNK: usize = 64 << 10;

pub async fn show(Transferring(visitor): Transferring) -> Response {
    let form = visitor.form(&IMPORT, |_| String::new()).accepting(".csv,text/csv");
    visitor.page("admin/import", json!({ "form": form }))
}

pub async fn submit(Transferring(visitor): Transferring, request: Request) -> Result<Response> {
    let own = visitor.web.app.settings.http.public_url.origin().ascii_serialization();
    if crosses_sites(request.headers(), &own) {
        return Err(forged());
    }
    let wanted = csrf(&visitor.web, &visitor.context);
    let check = |fields: &[(String, String)]| {
        let token = fields.iter().find(|(name, _)| name == "csrf_token").map(|(_, v)| v.as_bytes());
        match bool::from(token.unwrap_or_default().ct_eq(wanted.as_bytes())) {
            true => Ok(()),
            false => Err(forged()),
        }
    };
    let read = extract::upload(request, &visitor.web, &visitor.context, check).await?;
    let ticked = |name: &str| read.fields.iter().any(|(n, value)| n == name && !value.is_empty());
    let options = Options {
        dry_run: false,
        skip_invalid: ticked("skip_invalid"),
        update_existing: ticked("update_existing"),
        ..Options::default()
    };
    let (skip_invalid, update_existing) = (options.skip_invalid, options.update_existing);
    let fault = match read.source {
        Some(Ok(source)) if source.length > 0 => {
            let id = background::begin(&visitor.web.app, &visitor.actor, source, options)?;
            return Ok(see_other(&format!("/admin/users/import/{id}")));
        }
        Some(Err(RowFault { fault, .. })) => Fault { field: "file".into(), ..fault },
        _ => Fault::new("file", "required"),
    };
    let locale = visitor.context.locale();
    let fault = FieldFault::of(&visitor.web.texts, locale, &fault);
    let value = |name: &str| match name {
        "skip_invalid" if skip_invalid => "on".to_owned(),
        "update_existing" if update_existing => "on".to_owned(),
        _ => String::new(),
    };
    let path = visitor.context.path_alone();
    let form: FilledForm = IMPORT.filled(&visitor.web.texts, locale, path, value, &[fault]);
    let form = form.accepting(".csv,text/csv");
    let flash = Flash::new("form_error").shown(&visitor.web.texts, locale);
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(visitor.answer(status, "admin/import", flash, json!({ "form": form })))
}

pub async fn follow(Transferring(visitor): Transferring, Id(id): Id) -> Result<Response> {
    let standing = background::standing(&visitor.web.app, &visitor.actor, &id)?;
    let here = format!("/admin/users/import/{id}");
    let form = visitor.form(&CONFIRM, |_| String::new()).at(&here, "apply");
    let mut values = json!({
        "here": here, "form": form, "stage": "", "progress": null,
        "report": null, "plan": null, "error": null, "columns": null, "columns_form": null,
    });
    if matches!(standing.state, State::Asking | State::Planned(_)) {
        let form = visitor.form(&IMPORT_COLUMNS, |_| String::new());
        values["columns_form"] = json!(form.at(&format!("{here}/columns"), "columns"));
        values["columns"] = columns(&visitor, &id).await?;
    }
    match &standing.state {
        State::Working(progress, began) => {
            let writing = progress.phase == Phase::Writing;
            values["stage"] = if writing { "writing" } else { "checking" }.into();
            let seconds = (visitor.web.app.clock.now() - *began).num_milliseconds() as f64 / 1000.0;
            values["progress"] = shown_progress(progress, seconds);
        }
        State::Asking => values["stage"] = "columns".into(),
        State::Planned(plan) => {
            values["stage"] = "planned".into();
            values["report"] = report(&visitor, &plan.report);
            values["plan"] = examples(&visitor, plan);
        }
        State::Done(_, done) => {
            values["stage"] = "done".into();
            values["report"] = report(&visitor, done);
        }
        State::Failed(error) => {
            values["stage"] = "failed".into();
            values["error"] = visitor.web.texts.error(visitor.context.locale(), error).into();
        }
    }
    Ok(visitor.page("admin/import_plan", values))
}

/// What the file calls its columns, with the fields to choose from for each.
async fn columns(visitor: &Visitor, id: &str) -> Result<Value> {
    let found = background::columns(&visitor.web.app, &visitor.actor, id).await?;
    let Some((titles, fields)) = found else { return Ok(Value::Null) };
    let columns = titles.iter().map(|title| {
        let choice = |field: &String| {
            json!({ "field": field, "chosen": title.field.as_ref() == Some(field) })
        };
        let choices: Vec<Value> = fields.iter().map(choice).collect();
        json!({ "name": title.name, "sample": title.sample, "choices": choices })
    });
    Ok(columns.collect())
}

/// Which column is which field, as somebody says; then the plan is made anew.
pub async fn map(
    Transferring(visitor): Transferring,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    let input = visitor.read(request, &IMPORT_COLUMNS).await?;
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let said = input.all("fields");
    let found = background::columns(app, actor, &id).await?;
    let titles = found.map(|(titles, _)| titles).unwrap_or_default();
    if said.len() == titles.len() {
        let mut mapping = Mapping::default();
        titles.iter().zip(said).for_each(|(title, field)| mapping.add(&title.name, field));
        background::map(app, actor, &id, mapping)?;
    }
    Ok(see_other(&format!("/admin/users/import/{id}")))
}

fn shown_progress(progress: &Progress, seconds: f64) -> Value {
    let share = progress.read as f64 / progress.length.max(1) as f64;
    let speed = (progress.rows as f64 / seconds.max(0.001)) as u64;
    // Too early to tell.
    let left = (share > 0.02).then(|| (seconds / share - seconds).ceil() as u64);
    json!({
        "percent": (share * 100.0) as u64,
        "rows": progress.rows,
        "speed": speed,
        "left": left,
    })
}

fn report(visitor: &Visitor, report: &Report) -> Value {
    let locale = visitor.context.locale();
    let faults = report.faults.iter().take(SHOWN).map(|fault| {
        json!({
            "line": fault.line,
            "column": fault.column,
            "message": visitor.web.texts.fault(locale, &fault.fault),
        })
    });
    let hidden = report.faults.len().saturating_sub(SHOWN) as u64 + report.more_faults;
    json!({
        "created": report.created,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        "refused": report.refused,
        "faults": faults.collect::<Vec<_>>(),
        "more": hidden,
    })
}

fn examples(visitor: &Visitor, plan: &Plan) -> Value {
    let examples = plan.examples.iter().map(|example| {
        let mut fields: Vec<&String> = example.before.keys().chain(example.after.keys()).collect();
        fields.sort();
        fields.dedup();
        let shown = |value: Option<&Value>| value.map(|value| shape::plain(visitor, value));
        let changes = fields.into_iter().map(|field| {
            json!({
                "field": field,
                "before": shown(example.before.get(field)),
                "after": shown(example.after.get(field)),
            })
        });
        json!({
            "line": example.line,
            "email": example.email,
            "existing": example.existing,
            "changes": changes.collect::<Vec<_>>(),
        })
    });
    examples.collect::<Vec<_>>().into()
}

pub async fn go_on(
    Transferring(visitor): Transferring,
    Id(id): Id,
    request: Request,
) -> Result<Response> {
    visitor.read(request, &CONFIRM).await?;
    background::go_on(&visitor.web.app, &visitor.actor, &id)?;
    Ok(see_other(&format!("/admin/users/import/{id}")))
}

/// Hands what is written to whoever downloads, so that memory does not grow
/// with the file.
struct Sending {
    sender: mpsc::Sender<Result<Bytes, std::io::Error>>,
    held: Vec<u8>,
}

impl std::io::Write for Sending {
    fn write(&mut self, data: &[u8]) -> std::io::Result<usize> {
        self.held.extend_from_slice(data);
        if self.held.len() >= CHUNK {
            self.flush()?;
        }
        Ok(data.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let part = Bytes::from(std::mem::take(&mut self.held));
        let gone = |_| std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        self.sender.blocking_send(Ok(part)).map_err(gone)
    }
}

/// The faulty rows, to be mended and sent again.
pub async fn faulty(Transferring(visitor): Transferring, Id(id): Id) -> Result<Response> {
    let standing = background::standing(&visitor.web.app, &visitor.actor, &id)?;
    let plan = match &standing.state {
        State::Planned(plan) | State::Done(plan, _) => plan.clone(),
        _ => return Err(Error::NotFound(domain::Noun::Page).into()),
    };
    let (sender, receiver) = mpsc::channel(2);
    let (texts, locale) = (visitor.web.texts.clone(), visitor.context.locale());
    tokio::task::spawn_blocking(move || {
        let mut out = Sending { sender, held: Vec::new() };
        let words = |fault: &Fault| texts.fault(locale, fault);
        match users_csv::write_faulty(&standing.source, &plan, &mut out, words) {
            // Whoever asked may be gone.
            Ok(()) => drop(std::io::Write::flush(&mut out)),
            // The status went out already: only a broken body tells.
            Err(error) => {
                tracing::error!(%error, "a file of faulty rows broke off");
                let _ = out.sender.blocking_send(Err(std::io::Error::other(error.to_string())));
            }
        }
    });
    let parts = futures_util::stream::unfold(receiver, |mut receiver| async move {
        let part = receiver.recv().await?;
        Some((part, receiver))
    });
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"faulty.csv\""),
    ];
    Ok((headers, Body::from_stream(parts)).into_response())
}
