//! How readers become members.

use axum::response::Response;
use domain::analytics::{Range, Stage, rate};
use serde_json::{Value, json};
use services::analytics::{self, Figures, Funnel, Series};
use views::charts::{self, Line, Lines};

use super::super::Analysing;
use super::{Asked, advice, cell, chart, formats, linked, number, percent, short};
use crate::error::Result;
use crate::pages::Visitor;

pub async fn show(Analysing(visitor): Analysing) -> Result<Response> {
    let asked = Asked::read(&visitor);
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let series = analytics::series(app, actor, asked.range).await?;
    let funnel = analytics::funnel(app, actor, asked.range).await?;
    let values = json!({
        "frame": asked.frame(&visitor),
        "figures": figures(&visitor, &asked, &series),
        "drawings": [
            readers(&visitor, &asked, &series),
            joined(&visitor, &asked, &series),
            active(&visitor, &asked, &series),
            steps(&visitor, &asked, &funnel),
        ],
        "advice": advice::overview(&visitor, &asked, &funnel).await?,
    });
    Ok(visitor.answer(asked.status(), "admin/analytics", visitor.flash_shown(), values))
}

fn figures(visitor: &Visitor, asked: &Asked, series: &Series) -> Vec<Value> {
    let (now, before) = (&series.whole, &series.before);
    let figure = |key: &str, of: fn(&Figures) -> i64, href: Option<String>| {
        json!({
            "label": visitor.text(&format!("analytics-figure-{key}"), &[]),
            "about": visitor.text(&format!("analytics-define-{key}"), &[]),
            "value": number(visitor, of(now)),
            "change": change(visitor, of(now) as f64, of(before) as f64),
            "href": href,
        })
    };
    let registered = asked.people(Stage::Registered, None);
    let mut figures = vec![
        figure("visitors", |f| f.anonymous_visitors, None),
        figure("views", |f| f.anonymous_views, None),
        figure("registrations", |f| f.registrations, Some(registered)),
        figure("verified", |f| f.verified, None),
        figure("daily", |f| f.daily_active, None),
        figure("weekly", |f| f.weekly_active, None),
        figure("monthly", |f| f.monthly_active, None),
    ];
    figures.insert(
        4,
        json!({
            "label": visitor.text("analytics-figure-conversion", &[]),
            "about": visitor.text("analytics-define-conversion", &[]),
            "value": percent(visitor, now.conversion_rate),
            "change": change(visitor, now.conversion_rate, before.conversion_rate),
            "href": null,
        }),
    );
    figures
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

/// What a step of the series is called: a day, or the first of a week.
fn label(visitor: &Visitor, step: &Range) -> String {
    match step.len() {
        1 => short(visitor, step.from),
        _ => format!("{} – {}", short(visitor, step.from), short(visitor, step.to)),
    }
}

/// The end of a figure's key, and where it is found.
type Told = (&'static str, fn(&Figures) -> i64);

/// A chart of lines over the steps of a series.
fn lines(visitor: &Visitor, asked: &Asked, series: &Series, id: &str, of: &[Told]) -> Value {
    let name = |key: &str| visitor.text(&format!("analytics-figure-{key}"), &[]);
    let labels: Vec<String> = series.steps.iter().map(|(s, _)| short(visitor, s.from)).collect();
    let values = |of: fn(&Figures) -> i64| series.steps.iter().map(|(_, f)| of(f)).collect();
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
    let last = series.steps.len().saturating_sub(1);
    let row = |(at, (step, figures)): (usize, &(Range, Figures))| {
        let mut label = label(visitor, step);
        if at == last && asked.is_running() {
            label = visitor.text("analytics-running", &[("period", &label)]);
        }
        let mut row = vec![cell(label)];
        row.extend(of.iter().map(|(_, of)| cell(number(visitor, of(figures)))));
        row
    };
    let rows = series.steps.iter().enumerate().rev().map(row).collect();
    let mut chart = chart(visitor, (id, svg.draw()), head, rows, asked.exports("conversion"));
    chart["legend"] = lines.iter().map(|line| Value::from(line.label.clone())).collect();
    chart
}

fn readers(visitor: &Visitor, asked: &Asked, series: &Series) -> Value {
    let of: [Told; 2] = [("views", |f| f.anonymous_views), ("visitors", |f| f.anonymous_visitors)];
    lines(visitor, asked, series, "readers", &of)
}

fn joined(visitor: &Visitor, asked: &Asked, series: &Series) -> Value {
    let of: [Told; 2] = [("registrations", |f| f.registrations), ("verified", |f| f.verified)];
    lines(visitor, asked, series, "joined", &of)
}

fn active(visitor: &Visitor, asked: &Asked, series: &Series) -> Value {
    let of: [Told; 3] = [
        ("monthly", |f| f.monthly_active),
        ("weekly", |f| f.weekly_active),
        ("daily", |f| f.daily_active),
    ];
    lines(visitor, asked, series, "active", &of)
}

fn steps(visitor: &Visitor, asked: &Asked, funnel: &Funnel) -> Value {
    let mut steps = vec![(
        visitor.text("analytics-stage-visitor", &[]),
        funnel.visitors,
        String::new(),
        Value::Null,
    )];
    for stage in Stage::ALL {
        let key = format!("analytics-stage-{}", stage.as_str().replace('_', "-"));
        let (count, before) = (funnel.stage(*stage), steps.last().map_or(0, |step| step.1));
        // More may register than read anything before.
        let share = match before {
            0 => String::new(),
            before => percent(visitor, rate(count, before)),
        };
        steps.push((visitor.text(&key, &[]), count, share, asked.people(*stage, None).into()));
    }
    let title = visitor.text("analytics-chart-funnel", &[]);
    let drawn: Vec<_> =
        steps.iter().map(|(name, n, share, _)| (name.clone(), *n, share.clone())).collect();
    let svg =
        charts::Funnel { id: "funnel", title: &title, formats: formats(visitor), steps: &drawn }
            .draw();
    let head = ["step", "people", "share"];
    let head = head.map(|key| visitor.text(&format!("analytics-column-{key}"), &[]));
    let row = |(name, count, share, href): &(String, i64, String, Value)| {
        let count = number(visitor, *count);
        let count = match href.as_str() {
            Some(href) => linked(count, href.to_owned()),
            None => cell(count),
        };
        vec![cell(name.clone()), count, cell(share.clone())]
    };
    let rows = steps.iter().map(row).collect();
    let mut chart = chart(visitor, ("funnel", svg), head.to_vec(), rows, asked.exports("funnel"));
    chart["open"] = true.into();
    chart
}
