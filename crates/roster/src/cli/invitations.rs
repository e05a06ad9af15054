//! `roster invitations`.

use std::path::PathBuf;

use clap::Subcommand;
use domain::invitations::{InvitationQuery, InvitationStatus, Invitee};
use domain::page::Page;
use domain::{Actor, Settings};
use services::{App, accounts, invitations};

use super::output::{self, Format};
use super::{Done, Failure, walk};
use crate::boot;

#[derive(Subcommand)]
pub enum Invitations {
    /// List invitations, the newest first
    List {
        /// sent, accepted, converted, expired or revoked
        #[arg(long, value_parser = status)]
        status: Option<InvitationStatus>,
        /// Of this person alone, named by id, e-mail address or nickname
        #[arg(long)]
        inviter: Option<String>,
        #[arg(long, default_value_t = 50)]
        limit: u64,
        #[arg(long, default_value_t = 0)]
        skip: u64,
        /// All invitations, not only the first --limit
        #[arg(long, conflicts_with = "limit")]
        all: bool,
    },
    /// Show one invitation with its link
    Show {
        /// Its id, from the list
        id: String,
    },
    /// Invite somebody in a member's name or, with --server, in one's own
    Create {
        /// The member, named by id, e-mail address or nickname
        #[arg(long)]
        inviter: Option<String>,
        /// What the invited person is called
        #[arg(long)]
        name: String,
        #[arg(long)]
        email: String,
        /// A few words that stand in the mail
        #[arg(long)]
        message: Option<String>,
    },
    /// Mail an invitation once more, with the same link
    Resend {
        /// Its id, from the list
        id: String,
    },
    /// Take an invitation back
    Revoke {
        /// Its id, from the list
        id: String,
    },
    /// Remove an invitation with its code
    Delete {
        /// Its id, from the list
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Write the QR code of an invitation into a file
    Qr {
        /// Its id, from the list
        id: String,
        /// A PNG picture
        file: PathBuf,
    },
    /// Count invitations and what became of them
    Stats,
}

fn status(text: &str) -> Result<InvitationStatus, String> {
    InvitationStatus::parse(text)
        .ok_or_else(|| "expected sent, accepted, converted, expired or revoked".to_owned())
}

pub const COLUMNS: [&str; 7] =
    ["id", "inviter", "name", "email", "status", "created_at", "expires_at"];

pub async fn run(command: Invitations, settings: Settings, format: Format) -> Done {
    let app = boot::app(settings).await?;
    let done = act(&app, command, format).await;
    app.store.close().await;
    done
}

async fn act(app: &App, command: Invitations, format: Format) -> Done {
    let operator = &Actor::operator();
    let one = |shown| output::object(format, &web::invitation(&shown));
    match command {
        Invitations::List { status, inviter, limit, skip, all } => {
            let inviter = match inviter {
                Some(name) => Some(accounts::find(app, operator, &name).await?.id),
                None => None,
            };
            let query = InvitationQuery { status, inviter, ..InvitationQuery::default() };
            let left = if all { u64::MAX } else { limit };
            let list = async |page: &Page| invitations::list(app, operator, &query, page).await;
            output::list(format, &COLUMNS, &walk::rows(skip, left, list, web::invitation).await?)
        }
        Invitations::Show { id } => one(invitations::read(app, operator, &id).await?),
        Invitations::Create { inviter, name, email, message } => {
            let missing = || Failure::Usage("in whose name? Say --inviter NAME".to_owned());
            let inviter = inviter.ok_or_else(missing)?;
            let inviter = accounts::find(app, operator, &inviter).await?;
            let invitee = Invitee { name, email, message };
            one(invitations::create_for(app, operator, &inviter, &invitee).await?)
        }
        Invitations::Resend { id } => one(invitations::resend(app, operator, &id).await?),
        Invitations::Revoke { id } => one(invitations::revoke(app, operator, &id).await?),
        Invitations::Delete { id, yes } => {
            let shown = invitations::read(app, operator, &id).await?;
            let name = shown.invitation.name.unwrap_or_default();
            output::confirm(yes, &removing(&name))?;
            invitations::delete(app, operator, &id).await?;
            output::text(&removed(&shown.invitation.id.to_string()))
        }
        Invitations::Qr { id, file } => {
            let png = invitations::qr(app, operator, &id).await?;
            Ok(std::fs::write(file, png)?)
        }
        Invitations::Stats => {
            let stats = invitations::stats(app, operator).await?;
            output::object(format, &web::invitation_counts(&stats))
        }
    }
}

pub fn removing(name: &str) -> String {
    format!("The invitation of {name} will be removed.")
}

pub fn removed(id: &str) -> String {
    format!("{id} was removed")
}
