//! Door 3: the command line. Each command reads its arguments, calls one
//! service and prints what it answers.

mod analytics;
mod audit;
mod db;
mod demo;
mod doctor;
mod documents;
mod events;
mod invitations;
mod jobs;
mod keys;
mod locales;
mod mailbox;
mod output;
mod posts;
mod remote;
mod serve;
mod settings;
mod users;
mod users_csv;
mod walk;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};
use domain::Error;

use crate::{boot, config};
pub use output::Format;

/// Accounts for your community or app: a user management system.
#[derive(Parser)]
#[command(name = "roster", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    /// Read settings from this file instead of roster.toml
    #[arg(long, global = true, value_name = "FILE", env = "ROSTER_CONFIG")]
    config: Option<PathBuf>,
    /// Set one setting, as section.key=value; may be repeated
    #[arg(long, global = true, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// How to print lists and objects
    #[arg(long, global = true, value_enum, default_value_t = Format::Table)]
    output: Format,
    #[command(flatten)]
    remote: remote::Flags,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the API and, unless told not to, run the workers
    Serve(serve::Serve),
    /// Run the workers alone
    Worker,
    /// Change or show the database's schema
    #[command(subcommand)]
    Migrate(db::Migrate),
    /// Reset, back up or restore the database
    #[command(subcommand)]
    Db(db::Db),
    /// Look after people
    #[command(subcommand)]
    Users(users::Users),
    /// Look after invitations
    #[command(subcommand)]
    Invitations(invitations::Invitations),
    /// Figures of visitors, registrations and who stays
    #[command(subcommand)]
    Analytics(analytics::Analytics),
    /// Read, verify or export the audit log
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Look after posts
    #[command(subcommand)]
    Posts(posts::Posts),
    /// Look after events
    #[command(subcommand)]
    Events(events::Events),
    /// Look after the queue of messages
    #[command(subcommand)]
    Jobs(jobs::Jobs),
    /// List or rotate the keys that sign access tokens
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Read what the built-in mailbox holds
    #[command(subcommand)]
    Mailbox(mailbox::Mailbox),
    /// Check texts in languages of your own
    #[command(subcommand)]
    Locales(locales::Locales),
    /// Fill an empty database with believable people, posts and events
    Demo(demo::Demo),
    /// Show or check the settings
    #[command(subcommand)]
    Config(settings::Config),
    /// Try each backing service and name each weak setting
    Doctor,
    /// Print the OpenAPI document of the JSON API
    Openapi,
    /// Print a completion script
    Completions {
        /// The shell that is to complete
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// Why a command ended without success.
pub enum Failure {
    /// Exit code 1.
    Failed(String),
    /// Exit code 2: it was called wrongly.
    Usage(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::Invalid(faults) => Failure::Failed(output::faults(&faults)),
            Error::Internal(reason) => Failure::Failed(reason),
            other => Failure::Failed(other.to_string()),
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::Failed(error.to_string())
    }
}

type Done = Result<(), Failure>;

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        None => output::text(&Cli::command().render_help().to_string()),
        Some(command) => {
            let flags = config::Flags { config: cli.config, set: cli.set };
            start(command, &flags, &cli.remote, cli.output)
        }
    };
    let (why, code) = match outcome {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Failed(why)) => (why, 1),
        Err(Failure::Usage(why)) => (why, 2),
    };
    output::complain(&why);
    ExitCode::from(code)
}

fn start(command: Command, flags: &config::Flags, remote: &remote::Flags, format: Format) -> Done {
    if let Some(server) = &remote.server {
        return elsewhere(command, server, remote.token.as_deref(), format);
    }
    match command {
        Command::Openapi => return documents::openapi(),
        Command::Completions { shell } => return documents::completions(shell),
        Command::Man => return documents::man(),
        Command::Config(command) => return settings::run(command, flags, format),
        Command::Locales(command) => return locales::run(command, format),
        _ => {}
    }
    let loaded = config::load(flags).map_err(|faults| Failure::Failed(faults.join("\n")))?;
    let settings = loaded.settings.clone();
    // The provider that every TLS connection of this process uses.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let traces = boot::logs(&settings)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let done = runtime.block_on(async {
        match command {
            Command::Serve(command) => serve::serve(loaded, !command.no_worker).await,
            Command::Worker => serve::worker(settings).await,
            Command::Migrate(command) => db::migrate(command, settings, format).await,
            Command::Db(command) => db::run(command, settings).await,
            Command::Users(command) => users::run(command, settings, format).await,
            Command::Invitations(command) => invitations::run(command, settings, format).await,
            Command::Analytics(command) => analytics::run(command, settings, format).await,
            Command::Audit(command) => audit::run(command, settings, format).await,
            Command::Posts(command) => posts::run(command, settings, format).await,
            Command::Events(command) => events::run(command, settings, format).await,
            Command::Jobs(command) => jobs::run(command, settings, format).await,
            Command::Keys(command) => keys::run(command, settings, format).await,
            Command::Mailbox(command) => mailbox::run(command, settings, format).await,
            Command::Demo(command) => demo::run(command, settings).await,
            Command::Doctor => doctor::run(settings, format).await,
            Command::Config(_)
            | Command::Locales(_)
            | Command::Openapi
            | Command::Completions { .. }
            | Command::Man => Ok(()),
        }
    });
    // A hanging connection must not keep the process.
    runtime.shutdown_timeout(std::time::Duration::from_secs(1));
    if let Some(traces) = traces {
        let _ = traces.shutdown();
    }
    done
}

/// The settings here say nothing of a server elsewhere.
fn elsewhere(command: Command, server: &str, token: Option<&str>, format: Format) -> Done {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(remote::run(command, server, token, format))
}
