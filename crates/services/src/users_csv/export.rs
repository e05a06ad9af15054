//! Everybody out, page by page.

use domain::clock::format;
use domain::csv::write_cell;
use domain::fields::{self, ProfileField, Viewer};
use domain::page::{Cursor, Page};
use domain::search::UserQuery;
use domain::{Actor, Permission, Result, Time, User};

use crate::{App, profile_fields};

/// People read at once.
const PAGE: u64 = 500;

/// The columns of an export, which an import takes as they are.
const COLUMNS: [&str; 23] = [
    "id",
    "nickname",
    "email",
    "email_verified",
    "first_name",
    "last_name",
    "bio",
    "location",
    "profile_picture_url",
    "linkedin_profile_url",
    "github_profile_url",
    "show_name",
    "role",
    "is_professional",
    "professional_status_updated_at",
    "last_login_at",
    "failed_login_attempts",
    "is_locked",
    "locked_at",
    "locale",
    "time_zone",
    "created_at",
    "updated_at",
];

/// An export under way. It holds one page, and no connection between pages.
pub struct Export {
    query: UserQuery,
    /// Those that whoever exports may see.
    fields: Vec<ProfileField>,
    behind: Option<Cursor>,
    ended: bool,
}

/// Begins an export of whoever the query finds.
pub async fn export(app: &App, actor: &Actor, query: UserQuery) -> Result<Export> {
    actor.must(Permission::TransferUsers)?;
    profile_fields::check_filters(app, actor, &query).await?;
    let known = profile_fields::known(app).await?;
    let seen = known.iter().filter(|field| field.is_seen_by(Viewer::Other(actor.role())));
    Ok(Export { query, fields: seen.cloned().collect(), behind: None, ended: false })
}

impl Export {
    /// The next people; `None` at the end.
    pub async fn next(&mut self, app: &App) -> Result<Option<Vec<User>>> {
        if self.ended {
            return Ok(None);
        }
        let page = Page { skip: 0, limit: PAGE, cursor: self.behind.take() };
        let found = store::search::users(&app.store, &self.query, &page).await?;
        self.ended = found.next.is_none();
        self.behind = found.next;
        let mut people = found.items;
        for user in &mut people {
            user.extra.retain(|name, _| self.fields.iter().any(|field| field.name == *name));
        }
        Ok(Some(people))
    }

    /// The header row.
    pub fn header(&self, out: &mut String) {
        out.push_str(&COLUMNS.join(","));
        for field in &self.fields {
            out.push(',');
            out.push_str(&field.path());
        }
        out.push_str("\r\n");
    }

    /// A person's row.
    pub fn line(&self, out: &mut String, user: &User) {
        line(out, user);
        for field in &self.fields {
            out.push(',');
            if let Some(value) = user.extra.get(&field.name) {
                write_cell(out, &fields::write(value));
            }
        }
        out.push_str("\r\n");
    }
}

fn line(out: &mut String, user: &User) {
    let profile = &user.profile;
    let time = |time: Option<Time>| time.map(format).unwrap_or_default();
    let flag = |flag: bool| if flag { "true" } else { "false" };
    let text = |text: &'_ Option<String>| text.clone().unwrap_or_default();
    let cells = [
        user.id.to_string(),
        user.nickname.clone(),
        user.email.clone(),
        flag(user.email_verified).to_owned(),
        text(&profile.first_name),
        text(&profile.last_name),
        text(&profile.bio),
        text(&profile.location),
        text(&profile.profile_picture_url),
        text(&profile.linkedin_profile_url),
        text(&profile.github_profile_url),
        flag(profile.show_name).to_owned(),
        user.role.as_str().to_owned(),
        flag(user.is_professional).to_owned(),
        time(user.professional_status_updated_at),
        time(user.last_login_at),
        user.failed_login_attempts.to_string(),
        flag(user.is_locked).to_owned(),
        time(user.locked_at),
        profile.locale.clone(),
        profile.time_zone.clone(),
        format(user.created_at),
        format(user.updated_at),
    ];
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        write_cell(out, cell);
    }
}
