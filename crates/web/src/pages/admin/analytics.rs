//! Figures: how readers become members, who stays, what invitations bring.

mod advice;
mod export;
mod members;
mod overview;

use chrono::Datelike;
use domain::analytics::{Day, Range, Source, Stage, date, day};
use serde_json::{Value, json};
use url::form_urlencoded;
use views::formats::Formats;

use super::list;
use crate::api::analytics::range;
use crate::extract::Query;
use crate::pages::Visitor;

pub use export::export;
pub use members::show as members;
pub use overview::show as overview;

/// The sides, by the end of their address.
const SIDES: [&str; 2] = ["", "/members"];
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
