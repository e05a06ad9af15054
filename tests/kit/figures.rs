//! Figures: reading them, and the days that they are of.

use std::time::{Duration, SystemTime};

use crate::{Answer, Browser, PASSWORD, Person, Site, eventually_within};

/// The administrator, signed in just now: clocks are moved here.
pub async fn analyst(site: &Site) -> Person {
    let root = site.admin().await;
    match root.get("/users/me").await.status {
        200 => root,
        _ => root.again().await,
    }
}

pub async fn summary(site: &Site, query: &str) -> Answer {
    analyst(site).await.get(&format!("/analytics/summary{query}")).await.is(200)
}

/// Waits until the figures of the usual range hold this, ten seconds at most.
pub async fn counted(site: &Site, wanted: &[(&str, i64)]) -> Answer {
    let patience = Duration::from_secs(10);
    eventually_within(patience, &format!("figures {wanted:?}"), async || {
        let found = summary(site, "").await;
        wanted.iter().all(|(name, count)| found[*name] == *count).then_some(found)
    })
    .await
}

/// Ten seconds of a site that has nothing more to count.
pub async fn settled(site: &Site, wanted: &[(&str, i64)]) {
    counted(site, wanted).await;
    tokio::time::sleep(Duration::from_secs(6)).await;
    counted(site, wanted).await;
}

/// Registers in a browser, and proves the address.
pub async fn join_in(site: &Site, browser: &mut Browser, name: &str) {
    let email = format!("{name}@example.org");
    let fields = [
        ("username", name),
        ("email", email.as_str()),
        ("password1", PASSWORD),
        ("password2", PASSWORD),
    ];
    browser.fill_in("/register", &fields).await.is(303);
    let path = site.mail(&email, "account.verification").await.path("/verify-email/");
    site.guest().get(&path).await.is(200);
}

/// Seconds since 1970-01-01.
#[allow(clippy::disallowed_methods)]
pub fn now() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    now.expect("a clock").as_secs() as i64
}

/// Seconds until the next midnight in UTC.
pub fn until_midnight() -> i64 {
    86_400 - now() % 86_400
}

pub fn date(seconds: i64) -> String {
    let days = (now() + seconds).div_euclid(86_400);
    // Civil from days (Howard Hinnant's algorithm for the Gregorian calendar).
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let doe = z.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}
