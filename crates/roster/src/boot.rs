//! From settings to a running house.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::IsTerminal;
use std::sync::Arc;

use domain::settings::LogFormat;
use domain::{Error, Result, Settings};
use opentelemetry::trace::TracerProvider;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::SdkTracerProvider;
use services::App;
use store::Store;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// Logs go to standard error, one line an event. With `telemetry.otlp_url`,
/// spans go there too, until what is returned is shut down.
pub fn logs(settings: &Settings) -> Result<Option<SdkTracerProvider>> {
    let filter = EnvFilter::try_new(&settings.log.filter)
        .map_err(|e| Error::internal(format!("log.filter: {e}")))?;
    let terminal = std::io::stderr().is_terminal();
    let pretty = match settings.log.format {
        LogFormat::Auto => terminal,
        LogFormat::Pretty => true,
        LogFormat::Json => false,
    };
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match pretty {
        true => lines.with_ansi(terminal).with_target(false).boxed(),
        false => lines.json().flatten_event(true).with_span_list(false).boxed(),
    };
    let traces = tracer(&settings.telemetry.otlp_url)?;
    let spans = traces
        .as_ref()
        .map(|provider| tracing_opentelemetry::layer().with_tracer(provider.tracer("roster")));
    let _ = tracing_subscriber::registry().with(spans).with(lines).with(filter).try_init();
    Ok(traces)
}

/// Exports spans by OTLP over HTTP, in batches from a thread of its own.
fn tracer(url: &str) -> Result<Option<SdkTracerProvider>> {
    if url.is_empty() {
        return Ok(None);
    }
    let exporter = SpanExporter::builder()
        .with_http()
        .with_endpoint(format!("{}/v1/traces", url.trim_end_matches('/')))
        .build()
        .map_err(|e| Error::internal(format!("telemetry.otlp_url: {e}")))?;
    let resource = Resource::builder().with_service_name("roster").build();
    let provider = SdkTracerProvider::builder();
    Ok(Some(provider.with_batch_exporter(exporter).with_resource(resource).build()))
}

/// Opens the services for a command that only visits.
pub async fn app(settings: Settings) -> Result<Arc<App>> {
    let store = Store::open(&settings.database).await?;
    ready(settings, store).await
}

/// The same over a database that is open: its schema is brought up to date, or
/// refused.
pub async fn ready(settings: Settings, store: Store) -> Result<Arc<App>> {
    let missing = services::schema::status(&store).await?.iter().filter(|(_, a)| !a).count();
    if missing > 0 {
        match settings.database.migrate_on_start {
            true => services::schema::up(&store).await?,
            false => return Err(outdated()),
        }
    }
    App::with_store(settings, store)
}

fn outdated() -> Error {
    Error::internal("the schema is not up to date: run roster migrate up")
}

/// Keeps a second `serve` or `worker` off one SQLite file, until dropped.
pub fn claim(store: &Store) -> Result<Option<File>> {
    let Some(database) = store.file() else { return Ok(None) };
    let mut name = database.as_os_str().to_owned();
    name.push(".lock");
    let path = std::path::PathBuf::from(name);
    let fault = |e: &dyn std::fmt::Display| Error::internal(format!("{}: {e}", path.display()));
    let mut options = OpenOptions::new();
    let file =
        options.create(true).truncate(false).write(true).open(&path).map_err(|e| fault(&e))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Err(Error::internal(format!(
            "another roster serves {} already; one SQLite file has one server",
            database.display()
        ))),
        Err(TryLockError::Error(e)) => Err(fault(&e)),
    }
}
