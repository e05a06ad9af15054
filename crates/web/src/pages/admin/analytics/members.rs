//! Who stays, what led them here, and who was not seen for a while.

use axum::response::Response;
use domain::analytics::{Bucket, Range, Source, Stage, date, monday, rate};
use serde_json::{Value, json};
use services::analytics::{self, Cohort, Funnel};
use views::charts::{Bar, Bars, Heat, HeatRow};

use super::super::{Analysing, list};
use super::{Asked, advice, cell, chart, linked, number, short};
use crate::error::Result;
use crate::pages::Visitor;

/// Weeks that are shown of a cohort, and cohorts at most.
const WEEKS: usize = 13;
const COHORTS: usize = 26;
/// The cohorts of a few weeks say little: so many days are looked at.
const LEAST: i32 = 12 * 7;

pub async fn show(Analysing(visitor): Analysing) -> Result<Response> {
    let asked = Asked::read(&visitor);
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let weeks = Range { from: asked.range.from.min(asked.range.to - LEAST), to: asked.range.to };
    let source = list::query(&visitor).raw("source").as_deref().and_then(Source::parse);
    let cohorts = analytics::cohorts(app, actor, weeks, source).await?;
    let funnel = analytics::funnel(app, actor, asked.range).await?;
    let inactive = analytics::inactive(app, actor).await?;
    let values = json!({
        "frame": asked.frame(&visitor),
        "drawings": [
            retention(&visitor, &asked, source, &cohorts),
            sources(&visitor, &asked, &funnel),
            absent(&visitor, &asked, &inactive),
        ],
        "advice": advice::members(&visitor, &asked, &funnel, &inactive),
    });
    Ok(visitor.answer(asked.status(), "admin/analytics_members", visitor.flash_shown(), values))
}

/// The choice of what led them here, of which nothing is chosen at first.
fn choices(visitor: &Visitor, asked: &Asked, chosen: Option<Source>) -> Vec<Value> {
    let days = format!("from={}&to={}", date(asked.range.from), date(asked.range.to));
    let choice = |source: Option<Source>| {
        let (label, end) = match source {
            None => (visitor.text("analytics-source-any", &[]), String::new()),
            Some(source) => (name_of(visitor, source), format!("&source={}", source.as_str())),
        };
        let href = format!("/admin/analytics/members?{days}{end}#cohorts");
        json!({ "label": label, "href": href, "current": source == chosen })
    };
    let sources = Source::ALL.iter().copied().map(Some);
    std::iter::once(None).chain(sources).map(choice).collect()
}

fn name_of(visitor: &Visitor, source: Source) -> String {
    visitor.text(&format!("analytics-source-{}", source.as_str()), &[])
}

fn retention(
    visitor: &Visitor,
    asked: &Asked,
    source: Option<Source>,
    cohorts: &[Cohort],
) -> Value {
    let shown = &cohorts[cohorts.len().saturating_sub(COHORTS)..];
    let weeks = shown.iter().map(|c| c.retained.len()).max().unwrap_or(1).min(WEEKS);
    let this_week = monday(asked.today);
    let share = |cohort: &Cohort, count: i64| rate(count, cohort.size);
    let heat_row = |cohort: &Cohort| HeatRow {
        label: short(visitor, cohort.week),
        cells: cohort
            .retained
            .iter()
            .take(weeks)
            .enumerate()
            .map(|(week, count)| {
                let told = [
                    ("cohort", short(visitor, cohort.week)),
                    ("week", week.to_string()),
                    ("came", number(visitor, *count)),
                    ("size", number(visitor, cohort.size)),
                ];
                let told: Vec<(&str, &str)> = told.iter().map(|(k, v)| (*k, v.as_str())).collect();
                (share(cohort, *count), visitor.text("analytics-cohort-cell", &told))
            })
            .collect(),
        unfinished: cohort.week + 7 * (cohort.retained.len() as i32 - 1) == this_week
            && cohort.retained.len() <= weeks,
    };
    let rows: Vec<HeatRow> = shown.iter().map(heat_row).collect();
    let title = visitor.text("analytics-chart-cohorts", &[]);
    let columns: Vec<String> = (0..weeks).map(|week| week.to_string()).collect();
    let svg = Heat { id: "cohorts", title: &title, head: &columns, rows: &rows }.draw();
    let mut head = vec![
        visitor.text("analytics-column-week", &[]),
        visitor.text("analytics-column-size", &[]),
    ];
    let week = |week: usize| visitor.text("analytics-week", &[("number", &week.to_string())]);
    head.extend((0..weeks).map(week));
    let table_row = |cohort: &Cohort| {
        let mut row = vec![cell(short(visitor, cohort.week)), cell(number(visitor, cohort.size))];
        row.extend((0..weeks).map(|week| match cohort.retained.get(week) {
            Some(count) => cell(number(visitor, *count)),
            None => cell("–"),
        }));
        row
    };
    let rows = shown.iter().map(table_row).collect();
    let mut exports = asked.exports("cohorts");
    if let Some(source) = source {
        for format in ["csv", "json"] {
            let address = exports[format].as_str().unwrap_or_default();
            exports[format] = format!("{address}&source={}", source.as_str()).into();
        }
    }
    let mut chart = chart(visitor, ("cohorts", svg), head, rows, exports);
    chart["choices"] = choices(visitor, asked, source).into();
    chart
}

fn sources(visitor: &Visitor, asked: &Asked, funnel: &Funnel) -> Value {
    let name = |source| name_of(visitor, source);
    let bar = |source: &Source| {
        let (all, back) = (funnel.of(*source, Stage::Registered), funnel.of(*source, Stage::Back));
        let told = number(visitor, all);
        Bar { label: name(*source), parts: vec![all, back], told }
    };
    let bars: Vec<Bar> = Source::ALL.iter().map(bar).collect();
    let title = visitor.text("analytics-chart-sources", &[]);
    let svg = Bars { id: "sources", title: &title, bars: &bars }.draw();
    let stage = |stage: &Stage| {
        let key = stage.as_str().replace('_', "-");
        visitor.text(&format!("analytics-stage-{key}"), &[])
    };
    let mut head = vec![visitor.text("analytics-column-source", &[])];
    head.extend(Stage::ALL.iter().map(stage));
    let row = |source: &Source| {
        let mut row = vec![cell(name(*source))];
        row.extend(Stage::ALL.iter().map(|stage| {
            let count = number(visitor, funnel.of(*source, *stage));
            linked(count, asked.people(*stage, Some(*source)))
        }));
        row
    };
    let rows = Source::ALL.iter().map(row).collect();
    let mut chart = chart(visitor, ("sources", svg), head, rows, asked.exports("funnel"));
    chart["legend"] = json!([stage(&Stage::Registered), stage(&Stage::Back)]);
    chart
}

/// The list of those who were not seen for so long.
pub fn people(bucket: Bucket) -> String {
    format!("/admin/users?email_verified=true&not_seen={}", bucket.as_str())
}

fn absent(visitor: &Visitor, asked: &Asked, counts: &[(Bucket, i64)]) -> Value {
    let name =
        |bucket: Bucket| visitor.text(&format!("analytics-not-seen-{}", bucket.as_str()), &[]);
    let bar = |(bucket, count): &(Bucket, i64)| Bar {
        label: name(*bucket),
        parts: vec![*count],
        told: number(visitor, *count),
    };
    let bars: Vec<Bar> = counts.iter().map(bar).collect();
    let title = visitor.text("analytics-chart-inactive", &[]);
    let svg = Bars { id: "inactive", title: &title, bars: &bars }.draw();
    let head = ["not-seen", "people", "file"];
    let head = head.map(|key| visitor.text(&format!("analytics-column-{key}"), &[]));
    let row = |(bucket, count): &(Bucket, i64)| {
        let file = format!(
            "/admin/analytics/export?figure=inactive&bucket={}&format=csv",
            bucket.as_str()
        );
        vec![
            cell(name(*bucket)),
            linked(number(visitor, *count), people(*bucket)),
            linked(visitor.text("analytics-list-csv", &[]), file),
        ]
    };
    let rows = counts.iter().map(row).collect();
    let exports = asked.exports("inactive");
    let mut chart = chart(visitor, ("inactive", svg), head.to_vec(), rows, exports);
    chart["open"] = true.into();
    chart
}
