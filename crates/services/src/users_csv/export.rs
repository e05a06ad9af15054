//! Everybody out, page by page.

use domain::clock::format;
use domain::csv::write_cell;
use domain::page::{Cursor, Page};
use domain::search::UserQuery;
use domain::{Actor, Permission, Result, Time, User};

use crate::App;

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
    behind: Option<Cursor>,
    ended: bool,
}

/// Begins an export of whoever the query finds.
pub fn export(actor: &Actor, query: UserQuery) -> Result<Export> {
    actor.must(Permission::TransferUsers)?;
    Ok(Export { query, behind: None, ended: false })
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
        Ok(Some(found.items))
    }
}

/// The header row.
pub fn header(out: &mut String) {
    out.push_str(&COLUMNS.join(","));
    out.push_str("\r\n");
}

/// A person's row.
pub fn line(out: &mut String, user: &User) {
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
    out.push_str("\r\n");
}
