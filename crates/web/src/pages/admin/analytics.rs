//! Figures: how readers become members, who stays, what invitations bring.

mod advice;
mod export;
mod invitations;
mod members;
mod overview;

use chrono::Datelike;
use domain::analytics::{Day, Range, Source, Stage, date, day};
use serde_json::{Value, json};
use url::form_urlencoded;
use views::charts::{Line, Lines};
use views::formats::Formats;

use super::list;
use crate::api::analytics::range;
use crate::extract::Query;
use crate::pages::Visitor;

pub use export::export;
pub use invitations::show as invitations;
pub use members::show as members;
pub use overview::show as overview;

/// The sides, by the end of their address.
const SIDES: [&str; 3] = ["", "/members", "/invitations"];
/// Lengths of ranges that are one click away, in days.
const PRESETS: [Day; 4] = [7, 30, 90, 365];

/// What a side of the figures is asked for.
struct Asked {
    range: Range,
    today: Day,
    faults: Vec<String>,
}

impl Asked {
    fn read(visitor: &Visitor) -> Asked {
        let now = visitor.web.app.clock.now();
        let mut query = list::query(visitor);
        let mut asked = range(&mut query, now);
        let faults = list::faults(&mut query);
        if !faults.is_empty() {
            asked = range(&mut Query::new("", ""), now);
        }
        let locale = visitor.context.locale();
        let words = |fault| visitor.web.texts.fault(locale, fault);
        Asked { range: asked, today: day(now), faults: faults.iter().map(words).collect() }
    }

    fn status(&self) -> axum::http::StatusCode {
        match self.faults.is_empty() {
            true => axum::http::StatusCode::OK,
            false => axum::http::StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// Whether the range ends in a day that is not over.
    fn is_running(&self) -> bool {
        self.range.to >= self.today
    }

    /// What every side shows around its charts.
    fn frame(&self, visitor: &Visitor) -> Value {
        let here = visitor.context.path_alone().trim_end_matches('/');
        let (from, to) = (date(self.range.from).to_string(), date(self.range.to).to_string());
        let side = |end: &str| {
            let path = format!("/admin/analytics{end}");
            let key = match end {
                "" => "analytics-side-overview".to_owned(),
                end => format!("analytics-side-{}", end.trim_start_matches('/')),
            };
            let current = path == here;
            let href = format!("{path}?from={from}&to={to}");
            json!({ "label": visitor.text(&key, &[]), "href": href, "current": current })
        };
        let preset = |days: &Day| {
            let range = Range { from: self.today - (days - 1), to: self.today };
            let href = format!("{here}?from={}&to={}", date(range.from), date(range.to));
            let label = visitor.text("analytics-days", &[("count", &days.to_string())]);
            json!({ "label": label, "href": href, "current": range == self.range })
        };
        json!({
            "here": here,
            "from": from,
            "to": to,
            "today": date(self.today).to_string(),
            "sides": SIDES.map(side),
            "presets": PRESETS.iter().map(preset).collect::<Vec<_>>(),
            "faults": self.faults,
            "running": self.is_running(),
            "enabled": visitor.web.app.settings.analytics.enabled,
        })
    }

    /// Where a figure's numbers are, for programs.
    fn exports(&self, figure: &str) -> Value {
        let address = |format: &str| {
            format!(
                "/admin/analytics/export?figure={figure}&from={}&to={}&format={format}",
                date(self.range.from),
                date(self.range.to)
            )
        };
        json!({ "csv": address("csv"), "json": address("json") })
    }

    /// The list of those who registered in the range and came so far.
    fn people(&self, stage: Stage, source: Option<Source>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("reached", stage.as_str());
        if let Some(source) = source {
            query.append_pair("source", source.as_str());
        }
        query.append_pair("created_from", &date(self.range.from).to_string());
        query.append_pair("created_to", &date(self.range.to + 1).to_string());
        format!("/admin/users?{}", query.finish())
    }
}

/// A day without its year, in the reader's language.
fn short(visitor: &Visitor, day: Day) -> String {
    let date = date(day);
    let (day, month) = (date.day().to_string(), date.month().to_string());
    visitor.text("analytics-day", &[("day", &day), ("month", &month)])
}

fn formats(visitor: &Visitor) -> &Formats {
    visitor.web.texts.formats(visitor.context.locale())
}

fn number(visitor: &Visitor, value: i64) -> String {
    formats(visitor).number(value)
}

fn percent(visitor: &Visitor, share: f64) -> String {
    visitor.percent(share)
}

/// A figure above the charts, with its definition.
fn figure(
    visitor: &Visitor,
    key: &str,
    value: String,
    change: Value,
    href: Option<String>,
) -> Value {
    json!({
        "label": visitor.text(&format!("analytics-figure-{key}"), &[]),
        "about": visitor.text(&format!("analytics-define-{key}"), &[]),
        "value": value,
        "change": change,
        "href": href,
    })
}

/// Against as many days before; none where there was nothing.
fn change(visitor: &Visitor, now: f64, before: f64) -> Value {
    if before <= 0.0 {
        return Value::Null;
    }
    let share = (now - before) / before;
    let way = match share {
        share if share > 0.0005 => "up",
        share if share < -0.0005 => "down",
        _ => "same",
    };
    json!({ "way": way, "text": percent(visitor, share.abs()) })
}

/// What a step of a series is called: a day, or the first and the last.
fn label(visitor: &Visitor, step: &Range) -> String {
    match step.len() {
        1 => short(visitor, step.from),
        _ => format!("{} – {}", short(visitor, step.from), short(visitor, step.to)),
    }
}

/// The end of a figure's key, and where it is found.
type Told<F> = (&'static str, fn(&F) -> i64);

/// A chart of lines over steps.
fn lines<F>(
    visitor: &Visitor,
    asked: &Asked,
    steps: &[(Range, F)],
    (id, figure): (&str, &str),
    of: &[Told<F>],
) -> Value {
    let name = |key: &str| visitor.text(&format!("analytics-figure-{key}"), &[]);
    let labels: Vec<String> = steps.iter().map(|(s, _)| short(visitor, s.from)).collect();
    let values = |of: fn(&F) -> i64| steps.iter().map(|(_, f)| of(f)).collect();
    let lines: Vec<Line> =
        of.iter().map(|(key, of)| Line { label: name(key), values: values(*of) }).collect();
    let title = visitor.text(&format!("analytics-chart-{id}"), &[]);
    let svg = Lines {
        id,
        title: &title,
        formats: formats(visitor),
        labels: &labels,
        lines: &lines,
        unfinished: asked.is_running(),
    };
    let mut head = vec![visitor.text("analytics-column-day", &[])];
    head.extend(of.iter().map(|(key, _)| name(key)));
    let last = steps.len().saturating_sub(1);
    let row = |(at, (step, figures)): (usize, &(Range, F))| {
        let mut label = label(visitor, step);
        if at == last && asked.is_running() {
            label = visitor.text("analytics-running", &[("period", &label)]);
        }
        let mut row = vec![cell(label)];
        row.extend(of.iter().map(|(_, of)| cell(number(visitor, of(figures)))));
        row
    };
    let rows = steps.iter().enumerate().rev().map(row).collect();
    let mut chart = chart(visitor, (id, svg.draw()), head, rows, asked.exports(figure));
    chart["legend"] = lines.iter().map(|line| Value::from(line.label.clone())).collect();
    chart
}

/// A chart with its table: cells are texts, or numbers that lead to a list.
fn chart(
    visitor: &Visitor,
    (id, svg): (&str, String),
    head: Vec<String>,
    rows: Vec<Vec<Value>>,
    exports: Value,
) -> Value {
    json!({
        "id": id,
        "title": visitor.text(&format!("analytics-chart-{id}"), &[]),
        "about": visitor.text(&format!("analytics-about-{id}"), &[]),
        "svg": svg,
        "legend": [],
        "head": head,
        "rows": rows,
        "csv": exports["csv"],
        "json": exports["json"],
    })
}

fn cell(text: impl Into<String>) -> Value {
    json!({ "text": text.into(), "href": null })
}

fn linked(text: String, href: String) -> Value {
    json!({ "text": text, "href": href })
}
