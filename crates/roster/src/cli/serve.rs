//! `roster serve` and `roster worker`.

use std::path::Path;
use std::sync::Arc;

use clap::Args;
use domain::{Error, Settings};
use services::App;
use store::Store;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use views::{Emails, Texts};
use workers::{Running, Workers};

use super::{Done, Failure, output};
use crate::boot;
use crate::config::{self, Loaded};

#[derive(Args)]
pub struct Serve {
    /// Leave the workers to another process
    #[arg(long)]
    pub no_worker: bool,
}

/// The folder that a setting names, if it names one.
pub fn folder(setting: &str) -> Option<&Path> {
    (!setting.is_empty()).then(|| Path::new(setting))
}

fn start_workers(app: &Arc<App>, alone: bool) -> Result<Running, Failure> {
    let emails = Emails::load(folder(&app.settings.mail.templates)).map_err(Failure::Failed)?;
    Ok(workers::start(Workers { app: app.clone(), emails }, alone))
}

async fn bind(setting: &str, address: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|e| Failure::Failed(format!("{setting}: cannot listen on {address}: {e}")))
}

/// Resolves when the process is asked to end.
fn asked_to_end() -> Result<impl Future<Output = ()> + use<>, Failure> {
    let mut term = signal(SignalKind::terminate())?;
    let mut int = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = int.recv() => {}
        }
    })
}

/// The settings as the console shows them.
fn shown(loaded: &Loaded) -> Vec<web::Setting> {
    let weak = config::weak(&loaded.settings);
    let why = |key: &str| weak.iter().find(|(name, _)| *name == key).map(|(_, why)| why.clone());
    let setting = |row: config::Row| web::Setting {
        value: match row.value {
            toml::Value::String(text) => text,
            other => other.to_string(),
        },
        weak: why(&row.key),
        key: row.key,
        source: row.source,
    };
    config::rows(loaded).into_iter().map(setting).collect()
}

pub async fn serve(loaded: Loaded, with_workers: bool) -> Done {
    let end = asked_to_end()?;
    let shown = shown(&loaded);
    let settings = loaded.settings;
    let store = Store::open(&settings.database).await?;
    let claim = boot::claim(&store)?;
    let alone = claim.is_some();
    let app = boot::ready(settings, store).await?;
    let http = &app.settings.http;

    let listener = bind("http.listen", &http.listen.to_string()).await?;
    let metrics = &app.settings.metrics.listen;
    let metrics = match metrics.is_empty() {
        true => None,
        false => Some(bind("metrics.listen", metrics).await?),
    };
    let texts = Texts::load(folder(&app.settings.locales.folder), &app.settings.site.locale)
        .map_err(Failure::Failed)?;
    for fault in texts.faults() {
        tracing::warn!(fault, "a text of locales.folder is broken and left out");
    }
    let emails = Emails::load(folder(&app.settings.mail.templates)).map_err(Failure::Failed)?;
    let console = web::Console { settings: shown, emails };
    let state = Arc::new(web::Web::new(app.clone(), texts, console));
    if let Some(link) = services::setup::link(&app).await? {
        output::text(&format!("Create the first administrator: {link}"))?;
    }
    let running = with_workers.then(|| start_workers(&app, alone)).transpose()?;
    tracing::info!(listen = %listener.local_addr()?, url = %http.public_url, "serving");

    let (stop, stopped) = watch::channel(false);
    let door = |listener, router| {
        let (http, mut stopped) = (app.settings.http.clone(), stopped.clone());
        tokio::spawn(async move {
            let stopping = async move {
                let _ = stopped.wait_for(|stop| *stop).await;
            };
            web::server::serve(listener, router, http, stopping).await;
        })
    };
    let beside = metrics.map(|listener| door(listener, web::metrics_router(state.clone())));
    let serving = door(listener, web::router(state));
    let counting = tokio::spawn(workers::counting::run(app.clone(), stopped.clone()));
    end.await;
    tracing::info!("ending");
    let _ = stop.send(true);
    let workers_end = async {
        if let Some(running) = running {
            running.stop().await;
        }
    };
    let (served, ()) = tokio::join!(serving, workers_end);
    served.map_err(Error::internal)?;
    if let Some(beside) = beside {
        beside.await.map_err(Error::internal)?;
    }
    counting.await.map_err(Error::internal)?;
    workers::counting::finish(&app).await;
    app.store.close().await;
    drop(claim);
    tracing::info!("ended");
    Ok(())
}

pub async fn worker(settings: Settings) -> Done {
    let end = asked_to_end()?;
    let store = Store::open(&settings.database).await?;
    let claim = boot::claim(&store)?;
    let app = boot::ready(settings, store).await?;
    let running = start_workers(&app, claim.is_some())?;
    tracing::info!("working");
    end.await;
    running.stop().await;
    app.store.close().await;
    drop(claim);
    tracing::info!("ended");
    Ok(())
}
