//! `roster mailbox`.

use clap::Subcommand;
use domain::messages::KeptEmail;
use domain::{Actor, Settings, clock};
use serde_json::{Value, json};
use services::mailbox;

use super::Done;
use super::output::{self, Format};
use crate::boot;

#[derive(Subcommand)]
pub enum Mailbox {
    /// List the e-mails, the newest first
    List {
        #[arg(long, default_value_t = 50)]
        limit: u64,
    },
    /// Show one e-mail as text
    Show {
        /// Its id, from the list
        id: String,
    },
}

fn row(kept: &KeptEmail) -> Value {
    json!({
        "id": kept.email.id, "at": clock::format(kept.at),
        "type": kept.email.message_type.as_str(),
        "from": kept.from, "to": kept.email.to, "subject": kept.email.subject,
    })
}

pub async fn run(command: Mailbox, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let operator = Actor::operator();
    let done = match command {
        Mailbox::List { limit } => {
            let all = mailbox::list(&app, &operator, limit).await?;
            let rows: Vec<_> = all.iter().map(row).collect();
            output::list(format, &["id", "at", "type", "to", "subject"], &rows)
        }
        Mailbox::Show { id } => {
            let kept = mailbox::read(&app, &operator, &id).await?;
            let email = &kept.email;
            match format {
                Format::Table => output::text(&format!(
                    "From: {}\nTo: {}\nSubject: {}\nDate: {}\nX-Roster-Message: {}\n\n{}",
                    kept.from,
                    email.to,
                    email.subject,
                    clock::format(kept.at),
                    email.message_type.as_str(),
                    email.text
                )),
                _ => {
                    let mut whole = row(&kept);
                    whole["locale"] = email.locale.clone().into();
                    whole["text"] = email.text.clone().into();
                    whole["html"] = email.html.clone().into();
                    output::object(format, &whole)
                }
            }
        }
    };
    app.store.close().await;
    done
}
