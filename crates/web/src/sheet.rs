//! Figures as programs read them: JSON, or the same as rows of CSV.

use axum::http::HeaderMap;
use axum::http::header::{ACCEPT, CONTENT_TYPE, VARY};
use axum::response::{IntoResponse, Response};
use domain::analytics::{Bucket, Day, date};
use domain::csv;
use domain::invitations::InvitationStats;
use serde_json::{Value, json};
use services::analytics::{Cohort, Conversion, Figures, conversion_rate};

use crate::api::answer;

pub struct Sheet {
    pub json: Value,
    /// The names of the columns.
    pub head: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// The fields of figures, in the order of the columns.
const FIELDS: [&str; 8] = [
    "anonymous_visitors",
    "anonymous_views",
    "registrations",
    "verified",
    "conversion_rate",
    "daily_active",
    "weekly_active",
    "monthly_active",
];

fn object(figures: &Figures) -> Value {
    json!({
        "anonymous_visitors": figures.anonymous_visitors,
        "anonymous_views": figures.anonymous_views,
        "registrations": figures.registrations,
        "verified": figures.verified,
        "conversion_rate": figures.conversion_rate,
        "daily_active": figures.daily_active,
        "weekly_active": figures.weekly_active,
        "monthly_active": figures.monthly_active,
    })
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn row(object: &Value, fields: &[&str]) -> Vec<Value> {
    fields.iter().map(|field| object[*field].clone()).collect()
}

pub fn summary(figures: &Figures) -> Sheet {
    let json = object(figures);
    Sheet { head: names(&FIELDS), rows: vec![row(&json, &FIELDS)], json }
}

pub fn conversion(found: &Conversion) -> Sheet {
    let of_day = |(day, figures): &(Day, Figures)| {
        let mut object = object(figures);
        object["date"] = date(*day).to_string().into();
        object
    };
    let days: Vec<Value> = found.days.iter().map(of_day).collect();
    let columns = [&["date"][..], &FIELDS].concat();
    let rows = days.iter().map(|day| row(day, &columns)).collect();
    let mut json = object(&found.whole);
    json["days"] = days.into();
    Sheet { json, head: names(&columns), rows }
}

pub fn inactive(counts: &[(Bucket, i64)]) -> Sheet {
    let buckets: Vec<Value> = counts
        .iter()
        .map(|(bucket, count)| json!({ "bucket": bucket.as_str(), "count": count }))
        .collect();
    let columns = ["bucket", "count"];
    let rows = buckets.iter().map(|bucket| row(bucket, &columns)).collect();
    Sheet { json: json!({ "buckets": buckets }), head: names(&columns), rows }
}

pub fn cohorts(found: &[Cohort]) -> Sheet {
    let week = |cohort: &Cohort| date(cohort.week).to_string();
    let one = |c: &Cohort| json!({ "week": week(c), "size": c.size, "retained": c.retained });
    let weeks = found.iter().map(|cohort| cohort.retained.len()).max().unwrap_or(0);
    let mut head = names(&["week", "size"]);
    head.extend((0..weeks).map(|number| format!("week {number}")));
    let cells = |cohort: &Cohort| {
        let mut row = vec![week(cohort).into(), cohort.size.into()];
        row.extend((0..weeks).map(|n| cohort.retained.get(n).copied().into()));
        row
    };
    Sheet {
        json: json!({ "cohorts": found.iter().map(one).collect::<Vec<_>>() }),
        head,
        rows: found.iter().map(cells).collect(),
    }
}

pub fn invitations(found: &InvitationStats) -> Sheet {
    let json = json!({
        "sent": found.sent,
        "accepted": found.accepted,
        "converted": found.converted,
        "conversion_rate": conversion_rate(found),
    });
    let columns = ["sent", "accepted", "converted", "conversion_rate"];
    Sheet { head: names(&columns), rows: vec![row(&json, &columns)], json }
}

impl Sheet {
    pub fn csv(&self) -> String {
        let mut text = String::new();
        line(&mut text, self.head.iter().cloned().map(Value::from));
        for row in &self.rows {
            line(&mut text, row.iter().cloned());
        }
        text
    }

    /// As the client wants to have it.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let mut response = match wants_csv(headers) {
            true => as_csv(self.csv()),
            false => answer(axum::http::StatusCode::OK, &self.json),
        };
        response.headers_mut().insert(VARY, axum::http::HeaderValue::from_static("Accept"));
        response
    }
}

fn line(text: &mut String, cells: impl Iterator<Item = Value>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push(',');
        }
        match cell {
            Value::Null => {}
            Value::String(cell) => csv::write_cell(text, &cell),
            other => text.push_str(&other.to_string()),
        }
    }
    text.push_str("\r\n");
}

pub fn as_csv(text: String) -> Response {
    ([(CONTENT_TYPE, "text/csv; charset=utf-8")], text).into_response()
}

/// Whether `Accept` prefers CSV to JSON (RFC 9110, 12.5.1). What names neither
/// gets JSON.
pub fn wants_csv(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT).iter().filter_map(|line| line.to_str().ok());
    let (mut of_csv, mut of_json) = (None, None);
    for range in lines.flat_map(|line| line.split(',')) {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok());
        let quality = quality.unwrap_or(1.0);
        match name.as_str() {
            "text/csv" => of_csv = Some(quality),
            "text/*" => of_csv = of_csv.or(Some(quality)),
            "application/json" => of_json = Some(quality),
            "*/*" | "application/*" => of_json = of_json.or(Some(quality)),
            _ => {}
        }
    }
    match (of_csv, of_json) {
        (Some(csv), Some(json)) => csv > 0.0 && csv >= json,
        (Some(csv), None) => csv > 0.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_given_to_who_prefers_it() {
        let wants = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, accept.parse().unwrap());
            wants_csv(&headers)
        };
        for csv in ["text/csv", "text/*", "TEXT/CSV; header=present", "text/csv, */*;q=0.5"] {
            assert!(wants(csv), "{csv}");
        }
        for json in ["*/*", "application/json", "text/html", "text/csv;q=0.5, application/json"] {
            assert!(!wants(json), "{json}");
        }
        assert!(!wants("text/csv;q=0") && !wants_csv(&HeaderMap::new()));
    }

    #[test]
    fn cohorts_have_a_column_for_each_week() {
        let cohort = |week, retained: &[i64]| Cohort { week, size: 3, retained: retained.to_vec() };
        let sheet = cohorts(&[cohort(20_409, &[2, 1]), cohort(20_416, &[3])]);
        assert_eq!(
            sheet.csv(),
            "week,size,week 0,week 1\r\n2025-11-17,3,2,1\r\n2025-11-24,3,3,\r\n"
        );
        assert_eq!(sheet.json["cohorts"][0]["retained"], json!([2, 1]));
    }
}
