//! How readers become members.

use axum::response::Response;
use domain::analytics::{Stage, rate};
use serde_json::{Value, json};
use services::analytics::{self, Figures, Funnel, Series};
use views::charts;

use super::super::Analysing;
use super::{
    Asked, Told, advice, cell, change, chart, figure, formats, lines, linked, number, percent,
};
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
    let count = |key: &str, of: fn(&Figures) -> i64, href: Option<String>| {
        let change = change(visitor, of(now) as f64, of(before) as f64);
        figure(visitor, key, number(visitor, of(now)), change, href)
    };
    let conversion = change(visitor, now.conversion_rate, before.conversion_rate);
    let share = percent(visitor, now.conversion_rate);
    let registered = asked.people(Stage::Registered, None);
    vec![
        count("visitors", |f| f.anonymous_visitors, None),
        count("views", |f| f.anonymous_views, None),
        count("registrations", |f| f.registrations, Some(registered)),
        count("verified", |f| f.verified, None),
        figure(visitor, "conversion", share, conversion, None),
        count("daily", |f| f.daily_active, None),
        count("weekly", |f| f.weekly_active, None),
        count("monthly", |f| f.monthly_active, None),
    ]
}

fn readers(visitor: &Visitor, asked: &Asked, series: &Series) -> Value {
    let of: [Told<Figures>; 2] =
        [("views", |f| f.anonymous_views), ("visitors", |f| f.anonymous_visitors)];
    lines(visitor, asked, &series.steps, ("readers", "conversion"), &of)
}

fn joined(visitor: &Visitor, asked: &Asked, series: &Series) -> Value {
    let of: [Told<Figures>; 2] =
        [("registrations", |f| f.registrations), ("verified", |f| f.verified)];
    lines(visitor, asked, &series.steps, ("joined", "conversion"), &of)
}

fn active(visitor: &Visitor, asked: &Asked, series: &Series) -> Value {
    let of: [Told<Figures>; 3] = [
        ("monthly", |f| f.monthly_active),
        ("weekly", |f| f.weekly_active),
        ("daily", |f| f.daily_active),
    ];
    lines(visitor, asked, &series.steps, ("active", "conversion"), &of)
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
