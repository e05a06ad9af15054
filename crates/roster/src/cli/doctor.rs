//! `roster doctor`.

use domain::Settings;
use serde_json::json;
use services::App;
use services::health;
use store::Store;

use super::output::{self, Format};
use super::{Done, Failure};
use crate::config;

/// Opens each service as `serve` would, and tries it. Weak settings are named
/// and are no failure.
pub async fn run(settings: Settings, format: Format) -> Done {
    let weak = config::weak(&settings);
    let folder = super::serve::folder(&settings.locales.folder);
    let texts = views::Texts::load(folder, &settings.site.locale).map_err(Failure::Failed)?;
    let texts = texts.faults().to_vec();
    let mut rows = Vec::new();
    let mut failed = false;
    let mut row = |what: &str, state: &str, detail: String| {
        rows.push(json!({ "what": what, "state": state, "detail": detail }));
    };
    match Store::open(&settings.database).await {
        Err(error) => {
            failed = true;
            row("database", "down", error.to_string());
        }
        Ok(store) => {
            let pending = services::schema::status(&store).await;
            match App::with_store(settings, store) {
                Err(error) => {
                    failed = true;
                    row("services", "down", error.to_string());
                }
                Ok(app) => {
                    let mut services = health::services(&app).await;
                    services.extend(health::mailing_list(&app).await);
                    for service in services {
                        failed |= service.fault.is_some();
                        let state = if service.fault.is_some() { "down" } else { "up" };
                        row(service.name, state, service.fault.unwrap_or_default());
                    }
                    app.store.close().await;
                }
            }
            match pending {
                Err(error) => {
                    failed = true;
                    row("schema", "down", error.to_string());
                }
                Ok(all) => {
                    let missing = all.iter().filter(|(_, applied)| !applied).count();
                    let detail = match missing {
                        0 => String::new(),
                        n => format!("{n} pending; roster serve or roster migrate up applies them"),
                    };
                    row("schema", if missing == 0 { "up" } else { "pending" }, detail);
                }
            }
        }
    }
    let fault = |fault: &String| ("locales.folder", fault.clone());
    for (key, why) in weak.into_iter().chain(texts.iter().map(fault)) {
        row(key, "weak", why);
    }
    output::list(format, &["what", "state", "detail"], &rows)?;
    match failed {
        true => Err(Failure::Failed("a service does not answer".to_owned())),
        false => Ok(()),
    }
}
