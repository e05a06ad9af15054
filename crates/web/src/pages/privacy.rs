//! What is counted and for how long, as the settings have it.

use axum::response::Response;
use serde_json::json;

use super::visitor::Visitor;

pub async fn show(visitor: Visitor) -> Response {
    let settings = &visitor.web.app.settings;
    let analytics = &settings.analytics;
    let values = json!({
        "enabled": analytics.enabled,
        "visitor_days": analytics.visitor_days.min(analytics.retention_days),
        "retention_days": analytics.retention_days,
        "active_days": services::analytics::ACTIVE_DAYS.min(analytics.retention_days as i32),
        "unknown": visitor.context.is_unknown(),
        "grace_days": settings.accounts.deletion_grace_days,
    });
    visitor.page("privacy", values)
}
