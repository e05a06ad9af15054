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

/// Tries each service, all at once.
pub async fn services(app: &App) -> Vec<Service> {
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
    let (database, objects, messages, mail) = tokio::join!(
        tried("database", true, app.store.check()),
        tried("objects", true, app.objects.check()),
        tried("messages", false, app.bus.check()),
        tried("mail", false, app.mail.check()),
    );
    let mut all = vec![database, objects, messages, mail];
    if !app.mailing_list.is_none() {
        all.push(tried("mailing_list", false, app.mailing_list.check()).await);
    }
    all
}
