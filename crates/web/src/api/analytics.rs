//! Figures.

use axum::extract::State as FromState;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::analytics::{Bucket, Range, Source, day};
use domain::{Fault, Time, csv};
use serde_json::Value;
use services::analytics;
use utoipa::{IntoParams, ToSchema};

use super::shape;
use crate::State;
use crate::error::Result;
use crate::extract::{self, Analyst, PageParams, Paging, Query};
use crate::sheet;

/// The figures of a range of days.
#[derive(ToSchema)]
#[schema(example = json!({
    "anonymous_visitors": 412, "anonymous_views": 1630, "registrations": 38, "verified": 31,
    "conversion_rate": 0.0631, "daily_active": 54, "weekly_active": 171, "monthly_active": 340,
}))]
#[allow(dead_code)]
pub struct Summary {
    /// Different browsers in which somebody who was not signed in viewed
    /// something published.
    anonymous_visitors: i64,
    /// Page views by people who were not signed in.
    anonymous_views: i64,
    /// People who registered themselves.
    registrations: i64,
    /// First proofs of an address.
    verified: i64,
    /// The share of the visitors who then registered in that browser and
    /// proved their address.
    conversion_rate: f64,
    /// People who signed in, or came signed in, on the last day.
    daily_active: i64,
    /// The same within the seven days to it.
    weekly_active: i64,
    /// The same within the thirty days to it.
    monthly_active: i64,
}

/// The same, and for each day.
#[derive(ToSchema)]
#[schema(example = json!({
    "anonymous_visitors": 412, "anonymous_views": 1630, "registrations": 38, "verified": 31,
    "conversion_rate": 0.0631, "daily_active": 54, "weekly_active": 171, "monthly_active": 340,
    "days": [{
        "date": "2026-11-01", "anonymous_visitors": 21, "anonymous_views": 64, "registrations": 2,
        "verified": 1, "conversion_rate": 0.0476, "daily_active": 54, "weekly_active": 171,
        "monthly_active": 340,
    }],
}))]
#[allow(dead_code)]
pub struct Conversion {
    #[serde(flatten)]
    whole: Summary,
    /// The figures of each day, with its `date`.
    days: Vec<Value>,
}

/// How many people were not seen for how long.
#[derive(ToSchema)]
#[schema(example = json!({"buckets": [
    {"bucket": "24h", "count": 310}, {"bucket": "48h", "count": 288},
    {"bucket": "1w", "count": 190}, {"bucket": "1y", "count": 40},
    {"bucket": "never", "count": 12},
]}))]
#[allow(dead_code)]
pub struct Inactive {
    /// `{bucket, count}`; who was never seen is in all of them.
    buckets: Vec<Value>,
}

/// Who stayed.
#[derive(ToSchema)]
#[schema(example = json!({"cohorts": [
    {"week": "2026-11-09", "size": 40, "retained": [31, 12]},
    {"week": "2026-11-16", "size": 22, "retained": [18]},
]}))]
#[allow(dead_code)]
pub struct Cohorts {
    /// `{week, size, retained}`: the Monday, how many registered in that week,
    /// and how many of them came in it and in each week from there.
    cohorts: Vec<Value>,
}

/// What became of invitations.
#[derive(ToSchema)]
#[schema(example = json!({
    "sent": 120, "accepted": 64, "converted": 41, "conversion_rate": 0.3417,
}))]
#[allow(dead_code)]
pub struct Invitations {
    sent: i64,
    accepted: i64,
    converted: i64,
    conversion_rate: f64,
}

/// The days that figures are asked for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub struct Days {
    /// The first day (UTC), included; thirty days before the last when left out
    #[param(example = "2026-11-01")]
    from: Option<String>,
    /// The last day, included; today when left out
    #[param(example = "2026-11-30")]
    to: Option<String>,
}

/// What led people here, if only those led by it are asked for.
pub fn source(query: &mut Query) -> Option<Source> {
    query.parsed("source", Fault::new("source", "source_unknown"), Source::parse)
}

/// The days that are asked for; what is wrong with them is noted.
pub fn range(query: &mut Query, now: Time) -> Range {
    let (from, to) = (query.raw("from"), query.raw("to"));
    let today = day(now);
    Range::read(from.as_deref(), to.as_deref(), today).unwrap_or_else(|faults| {
        faults.into_iter().for_each(|fault| query.push(fault));
        Range { from: today, to: today }
    })
}

fn only_range(web: &State, query: &mut Query) -> Result<Range> {
    let range = range(query, web.app.clock.now());
    query.check()?;
    Ok(range)
}

/// Sum up a range of days.
#[utoipa::path(get, path = "/api/v1/analytics/summary", tag = "analytics",
    operation_id = "analyticsSummary",
    params(Days),
    responses((status = 200, description = "The figures; CSV for who accepts `text/csv`", body = Summary)),
    security(("bearer" = [])))]
pub async fn summary(
    FromState(web): FromState<State>,
    Analyst(actor): Analyst,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response> {
    let range = only_range(&web, &mut query)?;
    Ok(sheet::summary(&analytics::summary(&web.app, &actor, range).await?).answer(&headers))
}

/// Tell how readers became members, day by day.
#[utoipa::path(get, path = "/api/v1/analytics/conversion", tag = "analytics",
    operation_id = "analyticsConversion",
    params(Days),
    responses((status = 200, description = "The figures, and those of each day; CSV for who accepts `text/csv`", body = Conversion)),
    security(("bearer" = [])))]
pub async fn conversion(
    FromState(web): FromState<State>,
    Analyst(actor): Analyst,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response> {
    let range = only_range(&web, &mut query)?;
    Ok(sheet::conversion(&analytics::conversion(&web.app, &actor, range).await?).answer(&headers))
}

/// Tell who was not seen for a while.
///
/// People with a proved address alone; not seen counts from the latest sign-in
/// or use of a session. With `bucket`, the answer is the list of those people,
/// as of `GET /users`.
#[utoipa::path(get, path = "/api/v1/analytics/inactive", tag = "analytics",
    operation_id = "analyticsInactive",
    params(
        ("bucket" = Option<String>, Query, description = "`24h`, `48h`, `1w`, `1y` or `never`: list the people", example = "1w"),
        PageParams,
    ),
    responses((status = 200, description = "The counts, or the people; CSV for who accepts `text/csv`", body = Inactive)),
    security(("bearer" = [])))]
pub async fn inactive(
    FromState(web): FromState<State>,
    Analyst(actor): Analyst,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response> {
    // The counts are those of now; a range is none of their business, and has
    // to be one all the same.
    range(&mut query, web.app.clock.now());
    let unknown = Fault::new("bucket", "bucket_unknown");
    let bucket = query.parsed("bucket", unknown, Bucket::parse);
    let paging = Paging::read(&mut query);
    let search = analytics::search(bucket.unwrap_or(Bucket::Never), web.app.clock.now());
    let page = paging.of(&mut query, &search.fingerprint())?;
    let Some(bucket) = bucket else {
        return Ok(sheet::inactive(&analytics::inactive(&web.app, &actor).await?).answer(&headers));
    };
    let listed = analytics::of_bucket(&web.app, &actor, bucket, &page).await?;
    if sheet::wants_csv(&headers) {
        return Ok(sheet::as_csv(people(&listed.items)));
    }
    let body = extract::listing(&web, &query, &page, &listed, |user| {
        let links = shape::links(&web, &actor, user);
        serde_json::to_value(shape::User::of(&web.app.settings.http, user, links))
            .unwrap_or(Value::Null)
    });
    Ok(shape::answer(StatusCode::OK, &body))
}

/// People as rows of CSV.
pub fn people(users: &[domain::User]) -> String {
    let mut text = String::from("id,nickname,email,first_name,last_name,last_login_at\r\n");
    for user in users {
        let none = String::new();
        let cells = [
            &user.id.to_string(),
            &user.nickname,
            &user.email,
            user.profile.first_name.as_ref().unwrap_or(&none),
            user.profile.last_name.as_ref().unwrap_or(&none),
            &user.last_login_at.as_ref().map(shape::stamp).unwrap_or_default(),
        ];
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            csv::write_cell(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

/// Tell who stayed, by the week of registering.
///
/// Weeks begin on Monday (UTC); those that hold the first and the last day are
/// the first and the last.
#[utoipa::path(get, path = "/api/v1/analytics/cohorts", tag = "analytics",
    operation_id = "analyticsCohorts",
    params(
        Days,
        ("source" = Option<String>, Query, description = "Only those led here by it: `invitation`, `event`, `post` or `direct`", example = "invitation"),
    ),
    responses((status = 200, description = "The cohorts; CSV for who accepts `text/csv`", body = Cohorts)),
    security(("bearer" = [])))]
pub async fn cohorts(
    FromState(web): FromState<State>,
    Analyst(actor): Analyst,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response> {
    let source = source(&mut query);
    let range = only_range(&web, &mut query)?;
    let found = analytics::cohorts(&web.app, &actor, range, source).await?;
    Ok(sheet::cohorts(&found).answer(&headers))
}

/// Tell what became of the invitations that were sent in these days.
#[utoipa::path(get, path = "/api/v1/analytics/invitations", tag = "analytics",
    operation_id = "analyticsInvitations",
    params(Days),
    responses((status = 200, description = "The counts; CSV for who accepts `text/csv`", body = Invitations)),
    security(("bearer" = [])))]
pub async fn invitations(
    FromState(web): FromState<State>,
    Analyst(actor): Analyst,
    headers: HeaderMap,
    mut query: Query,
) -> Result<Response> {
    let range = only_range(&web, &mut query)?;
    Ok(sheet::invitations(&analytics::invitations(&web.app, &actor, range).await?).answer(&headers))
}
