//! People, their sessions and tokens, the journal and its messages.

use sea_orm::sea_query::{
    Alias, ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Table, TableCreateStatement,
};
use sea_orm::{ConnectionTrait, DeriveIden};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_accounts"
    }
}

#[derive(DeriveIden)]
struct Id;

fn table(name: &str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).to_owned()
}

fn col(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

fn text(name: &str) -> ColumnDef {
    col(name).text().not_null().to_owned()
}

fn one_of(name: &str, values: &[&'static str]) -> Expr {
    Expr::col(Alias::new(name)).is_in(values.iter().copied())
}

fn moment(name: &str) -> ColumnDef {
    col(name).timestamp_with_time_zone().not_null().to_owned()
}

/// A primary key named after what every table calls it.
fn uuid_key() -> ColumnDef {
    ColumnDef::new(Id).uuid().not_null().primary_key().to_owned()
}

fn to_user(table: &str, name: &str) -> sea_orm::sea_query::ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(Alias::new(table), Alias::new("user_id"))
        .to(Alias::new("users"), Alias::new("id"))
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

const TABLES: [&str; 11] = [
    "throttles",
    "idempotency_keys",
    "mailbox",
    "messages",
    "journal_head",
    "journal",
    "signing_keys",
    "one_time_tokens",
    "email_changes",
    "sessions",
    "users",
];

/// Plain statements that both databases read alike.
const INDEXES: [&str; 19] = [
    "CREATE UNIQUE INDEX uq_users_email ON users (email)",
    "CREATE UNIQUE INDEX uq_users_nickname ON users (nickname_key)",
    "CREATE INDEX ix_users_created_at ON users (created_at, id)",
    "CREATE INDEX ix_users_last_login_at ON users (last_login_at, id)",
    "CREATE INDEX ix_users_role ON users (role, is_locked)",
    "CREATE INDEX ix_users_delete_after ON users (delete_after) WHERE delete_after IS NOT NULL",
    "CREATE INDEX ix_sessions_user ON sessions (user_id)",
    "CREATE INDEX ix_sessions_expires ON sessions (expires_at)",
    "CREATE INDEX ix_email_changes_user ON email_changes (user_id)",
    "CREATE UNIQUE INDEX uq_one_time_tokens_hash ON one_time_tokens (hash)",
    "CREATE INDEX ix_one_time_tokens_user ON one_time_tokens (user_id)",
    "CREATE INDEX ix_journal_user ON journal (user_id, at)",
    "CREATE INDEX ix_journal_actor ON journal (actor, at)",
    "CREATE INDEX ix_journal_action ON journal (action, at)",
    "CREATE INDEX ix_journal_at ON journal (at, id)",
    "CREATE INDEX ix_journal_unsealed ON journal (at, id) WHERE seal_number IS NULL",
    "CREATE UNIQUE INDEX uq_journal_seal_number ON journal (seal_number)",
    "CREATE INDEX ix_messages_due ON messages (state, next_attempt_at)",
    "CREATE INDEX ix_messages_user ON messages (user_id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let users = table("users")
            .col(uuid_key())
            .col(text("nickname"))
            // Lower case: the form on which nicknames are unique.
            .col(text("nickname_key"))
            // What searches look through: names and texts, folded.
            .col(text("search_text"))
            .col(text("email"))
            .col(col("email_verified").boolean().not_null())
            .col(col("password_hash").text())
            .col(col("first_name").text())
            .col(col("last_name").text())
            .col(col("bio").text())
            .col(col("location").text())
            .col(col("profile_picture_url").text())
            .col(col("linkedin_profile_url").text())
            .col(col("github_profile_url").text())
            .col(text("locale"))
            .col(text("time_zone"))
            .col(col("show_name").boolean().not_null())
            .col(col("extra").json_binary().not_null())
            .col(text("role"))
            .col(col("is_professional").boolean().not_null())
            .col(col("professional_status_updated_at").timestamp_with_time_zone())
            .col(col("last_login_at").timestamp_with_time_zone())
            .col(col("failed_login_attempts").integer().not_null())
            .col(col("is_locked").boolean().not_null())
            .col(col("locked_at").timestamp_with_time_zone())
            .col(col("locked_by").text())
            .col(col("delete_after").timestamp_with_time_zone())
            .col(col("mailing_list").boolean().not_null())
            .col(moment("created_at"))
            .col(moment("updated_at"))
            .col(col("version").big_integer().not_null())
            .check(one_of("role", &["ANONYMOUS", "AUTHENTICATED", "MANAGER", "ADMIN"]))
            .check(
                Expr::col(Alias::new("locked_by"))
                    .is_null()
                    .or(one_of("locked_by", &["failures", "person"])),
            )
            .check(Expr::cust("length(email) <= 254 AND email = lower(email)"))
            .check(Expr::cust("length(nickname) BETWEEN 3 AND 50"))
            .check(Expr::cust("nickname_key = lower(nickname)"))
            .to_owned();
        let sessions = table("sessions")
            .col(uuid_key())
            .col(col("user_id").uuid().not_null())
            // A refresh token carries a constant and a changing secret; a known
            // constant with a wrong changing one is reuse.
            .col(col("family_hash").binary().not_null())
            .col(col("refresh_hash").binary().not_null())
            .col(text("device"))
            .col(col("address").text())
            .col(moment("created_at"))
            .col(moment("last_seen_at"))
            .col(moment("signed_in_at"))
            .col(moment("expires_at"))
            .foreign_key(&mut to_user("sessions", "fk_sessions_user"))
            .to_owned();
        let email_changes = table("email_changes")
            .col(uuid_key())
            .col(col("user_id").uuid().not_null())
            .col(text("old_email"))
            .col(text("new_email"))
            .col(moment("created_at"))
            .foreign_key(&mut to_user("email_changes", "fk_email_changes_user"))
            .to_owned();
        let one_time_tokens = table("one_time_tokens")
            .col(uuid_key())
            .col(text("purpose"))
            .col(col("user_id").uuid())
            .col(col("email_change_id").uuid())
            .col(col("hash").binary().not_null())
            .col(moment("created_at"))
            .col(moment("expires_at"))
            .foreign_key(&mut to_user("one_time_tokens", "fk_one_time_tokens_user"))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_one_time_tokens_email_change")
                    .from(Alias::new("one_time_tokens"), Alias::new("email_change_id"))
                    .to(Alias::new("email_changes"), Alias::new("id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        let signing_keys = table("signing_keys")
            .col(uuid_key())
            .col(col("secret").binary().not_null())
            .col(moment("created_at"))
            .col(col("retired_at").timestamp_with_time_zone())
            .to_owned();
        // No foreign keys: the journal outlives the people it speaks of.
        let journal = table("journal")
            .col(uuid_key())
            .col(moment("at"))
            .col(text("actor"))
            .col(text("action"))
            .col(text("subject_kind"))
            .col(col("subject_id").uuid().not_null())
            .col(col("user_id").uuid())
            .col(col("reason").text())
            .col(col("request_id").text())
            // Personal values lie beside the row; the seal covers their salted
            // digest only, so erasing value and salt leaves it valid.
            .col(col("changes").json_binary())
            .col(col("changes_salt").binary())
            .col(col("changes_digest").binary().not_null())
            .col(col("address").text())
            .col(col("address_salt").binary())
            .col(col("address_digest").binary().not_null())
            .col(col("seal_number").big_integer())
            .col(col("seal").binary())
            .to_owned();
        // One row: the newest seal, so that its removal is noticed.
        let journal_head = table("journal_head")
            .col(ColumnDef::new(Id).integer().not_null().primary_key())
            .col(col("seal_number").big_integer().not_null())
            .col(col("seal").binary().not_null())
            .check(Expr::col(Id).eq(1))
            .to_owned();
        let messages = table("messages")
            .col(uuid_key())
            .col(text("message_type"))
            .col(col("user_id").uuid().not_null())
            .col(text("audience"))
            .col(col("fact_id").uuid().not_null())
            .col(col("detail").uuid())
            .col(col("data").json_binary().not_null())
            .col(text("state"))
            .col(col("attempts").integer().not_null())
            // While RUNNING: when the claim runs out.
            .col(moment("next_attempt_at"))
            .col(col("claimed_by").uuid())
            .col(col("error").text())
            .col(moment("created_at"))
            .check(one_of("state", &["PENDING", "RUNNING", "PARKED"]))
            .foreign_key(&mut to_user("messages", "fk_messages_user"))
            .to_owned();
        let mailbox = table("mailbox")
            .col(uuid_key())
            .col(text("message_type"))
            .col(text("sender"))
            .col(text("receiver"))
            .col(text("subject"))
            .col(text("text"))
            .col(text("html"))
            .col(text("locale"))
            .col(moment("at"))
            .to_owned();
        let idempotency_keys = table("idempotency_keys")
            .col(ColumnDef::new(Id).text().not_null().primary_key())
            .col(col("fingerprint").binary().not_null())
            .col(col("user_id").uuid())
            .col(col("answer").json_binary())
            .col(moment("created_at"))
            .to_owned();
        let throttles = table("throttles")
            .col(ColumnDef::new(Id).text().not_null().primary_key())
            .col(col("count").integer().not_null())
            .col(moment("ends_at"))
            .to_owned();
        for create in [
            users,
            sessions,
            email_changes,
            one_time_tokens,
            signing_keys,
            journal,
            journal_head,
            messages,
            mailbox,
            idempotency_keys,
            throttles,
        ] {
            manager.create_table(create).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for name in TABLES {
            let drop = Table::drop().table(Alias::new(name)).to_owned();
            manager.drop_table(drop).await?;
        }
        Ok(())
    }
}
