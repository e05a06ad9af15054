//! Whether the backing services answer.

use std::time::Duration;

use tokio::time::timeout;

use crate::App;

/// How long a service may take to answer a check.
const PATIENCE: Duration = Duration::from_secs(3);

#[derive(Clone, Debug)]
pub struct Service {
    pub name: &'static str,
    /// Whether requests can be answered without it.
    pub needed: bool,
    pub fault: Option<String>,
}

async fn tried<E: ToString>(
    name: &'static str,
    needed: bool,
    check: impl Future<Output = Result<(), E>>,
) -> Service {
    let fault = match timeout(PATIENCE, check).await {
        Ok(result) => result.err().map(|e| e.to_string()),
        Err(_) => Some("no answer".to_owned()),
    };
    Service { name, needed, fault }
}

/// Tries the mailing list, where there is one. Not with the others: it counts
/// calls, and nobody who asks for a site's health waits for it.
pub async fn mailing_list(app: &App) -> Option<Service> {
    match app.mailing_list.is_none() {
        true => None,
        false => Some(tried("mailing_list", false, app.mailing_list.check()).await),
    }
}

/// Tries each service, all at once.
pub async fn services(app: &App) -> Vec<Service> {
    let (database, objects, messages, mail) = tokio::join!(
        tried("database", true, app.store.check()),
        tried("objects", true, app.objects.check()),
        tried("messages", false, app.bus.check()),
        tried("mail", false, app.mail.check()),
    );
    vec![database, objects, messages, mail]
}
