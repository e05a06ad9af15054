//! Sessions of browsers, the devices that people signed in with, and what
//! becomes of a leaver's posts.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, ColumnDef, ForeignKey, ForeignKeyAction, Index, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_browser_sessions"
    }
}

fn col(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

/// The columns that tables gain.
fn columns() -> [(&'static str, ColumnDef); 3] {
    // A session of a browser keeps the hash of its cookie where one of tokens
    // keeps that of its refresh token.
    let kind = col("kind")
        .text()
        .not_null()
        .default("TOKEN")
        .extra("CHECK (kind IN ('TOKEN', 'BROWSER', 'REMEMBERED'))")
        .to_owned();
    let session =
        col("session_id").uuid().extra("REFERENCES sessions (id) ON DELETE CASCADE").to_owned();
    let posts =
        col("leaving_posts").text().extra("CHECK (leaving_posts IN ('keep', 'delete'))").to_owned();
    [("sessions", kind), ("one_time_tokens", session), ("users", posts)]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for (table, mut column) in columns() {
            let alter = Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned();
            manager.alter_table(alter).await?;
        }
        // Deleting a session looks for its tokens.
        let index = "CREATE INDEX ix_one_time_tokens_session ON one_time_tokens (session_id) \
            WHERE session_id IS NOT NULL";
        manager.get_connection().execute_unprepared(index).await?;
        let known_devices = Table::create()
            .table(Alias::new("known_devices"))
            .col(col("user_id").uuid().not_null())
            .col(col("hash").binary().not_null())
            .col(col("first_seen_at").timestamp_with_time_zone().not_null())
            .col(col("last_seen_at").timestamp_with_time_zone().not_null())
            .primary_key(Index::create().col(Alias::new("user_id")).col(Alias::new("hash")))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_known_devices_user")
                    .from(Alias::new("known_devices"), Alias::new("user_id"))
                    .to(Alias::new("users"), Alias::new("id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(known_devices).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("known_devices")).to_owned()).await?;
        // What only the newer schema can hold goes with it.
        let db = manager.get_connection();
        for sql in [
            "DELETE FROM one_time_tokens WHERE session_id IS NOT NULL",
            "DELETE FROM sessions WHERE kind <> 'TOKEN'",
            "DROP INDEX ix_one_time_tokens_session",
        ] {
            db.execute_unprepared(sql).await?;
        }
        for (table, column) in columns() {
            let name = Alias::new(column.get_column_name());
            let alter = Table::alter().table(Alias::new(table)).drop_column(name).to_owned();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
