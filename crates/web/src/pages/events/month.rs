//! A month at a glance, on the reader's clocks. Weeks begin on Monday.

use axum::response::Response;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use domain::events::{EventQuery, EventStatus};
use domain::page::Page;
use domain::{Time, clock};
use serde_json::{Value, json};
use services::events;

use super::zone;
use crate::error::Result;
use crate::extract::Query;
use crate::pages::visitor::Visitor;

/// Events that a month shows at most.
const MOST: usize = 300;
const PAGE: u64 = 100;
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9998;

/// The first day of `YYYY-MM`.
fn parse(text: &str) -> Option<NaiveDate> {
    let (year, month) = text.split_once('-')?;
    if year.len() != 4 || month.len() != 2 {
        return None;
    }
    let first = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, 1)?;
    YEARS.contains(&first.year()).then_some(first)
}

/// When a day begins; where clocks skip midnight, an hour later.
fn midnight(day: NaiveDate, zone: Tz) -> Time {
    let local = day.and_time(NaiveTime::MIN);
    let found = zone.from_local_datetime(&local).earliest();
    let later = || zone.from_local_datetime(&(local + chrono::Duration::hours(1))).earliest();
    found.or_else(later).map_or_else(|| local.and_utc(), |time| time.to_utc())
}

pub async fn show(visitor: &Visitor, mut query: Query) -> Result<Response> {
    let zone = zone(visitor);
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let today = app.clock.now().with_timezone(&zone).date_naive();
    let given = query.raw("month").and_then(|text| parse(&text));
    let first = given.or_else(|| today.with_day(1)).unwrap_or(today);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let before = first.checked_sub_months(Months::new(1)).filter(|m| YEARS.contains(&m.year()));
    let mut wanted = EventQuery {
        starts_from: Some(midnight(first, zone)),
        starts_to: Some(midnight(next, zone)),
        ..EventQuery::default()
    };
    let mut found = Vec::new();
    // What is over is of the same month; drafts and what was cancelled are not.
    for status in [EventStatus::Past, EventStatus::Published] {
        wanted.status = Some(status);
        let mut page = Page { skip: 0, limit: PAGE, cursor: None };
        while found.len() < MOST {
            let listed = events::list(app, actor, &wanted, &page).await?;
            found.extend(listed.items);
            page.cursor = listed.next;
            if page.cursor.is_none() {
                break;
            }
        }
    }
    found.sort_by_key(|shown| (shown.event.details.starts_at, shown.event.id));
    let more = found.len() >= MOST;
    let mut days = Vec::new();
    let offset = u64::from(first.weekday().num_days_from_monday());
    let mut day = first.checked_sub_days(Days::new(offset)).unwrap_or(first);
    while day < next || day.weekday() != chrono::Weekday::Mon {
        let on = |time: Time| time.with_timezone(&zone).date_naive() == day;
        let events: Vec<Value> = found
            .iter()
            .filter(|shown| on(shown.event.details.starts_at))
            .map(|shown| {
                let starts_at = shown.event.details.starts_at;
                json!({
                    "href": format!("/events/{}", shown.event.id),
                    "title": shown.event.details.title,
                    "time": starts_at.with_timezone(&zone).format("%H:%M").to_string(),
                    "past": shown.status == EventStatus::Past,
                })
            })
            .collect();
        days.push(json!({
            "number": day.day(),
            "at": clock::format(midnight(day, zone)),
            "weekday": day.weekday().number_from_monday(),
            "outside": day.month() != first.month(),
            "today": day == today,
            "events": events,
        }));
        let Some(after) = day.checked_add_days(Days::new(1)) else { break };
        day = after;
    }
    let href = |month: NaiveDate| {
        format!("/events?view=month&month={:04}-{:02}", month.year(), month.month())
    };
    let values = json!({
        "at": clock::format(midnight(first, zone)),
        "days": days,
        "is_empty": found.is_empty(),
        "more": more,
        "before": before.map(href),
        "after": Some(next).filter(|month| YEARS.contains(&month.year())).map(href),
        "may_create": events::may_create(app, actor).await.is_ok(),
    });
    Ok(visitor.page("events_month", values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_read_and_nothing_else() {
        assert_eq!(parse("2026-02"), NaiveDate::from_ymd_opt(2026, 2, 1));
        for bad in ["", "2026", "2026-13", "2026-2", "-2026-02", "0000-01", "99999-01", "x-y"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_day_begins_when_its_clocks_do() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
        let begins = |zone: &str| clock::format(midnight(day, zone.parse().unwrap()));
        assert_eq!(begins("Europe/Madrid"), "2026-03-28T23:00:00.000000Z");
        // At midnight the clocks there go on to one.
        assert_eq!(begins("Asia/Beirut"), "2026-03-28T22:00:00.000000Z");
    }
}
