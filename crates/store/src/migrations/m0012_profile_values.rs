//! The values of profile fields as rows, for filters. Triggers keep them to
//! what stands in `users.extra`, whoever writes it.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0012_profile_values"
    }
}

/// The rows of one person or of all, with what SQLite calls true written as
/// JSON writes it.
const SQLITE_ROWS: &str = "INSERT INTO profile_values (user_id, name, value) \
     SELECT u.id, e.key, CASE e.type WHEN 'true' THEN 'true' WHEN 'false' THEN 'false' \
     ELSE CAST(e.value AS TEXT) END \
     FROM users u, json_each(u.extra) e WHERE e.type <> 'null'";
const POSTGRES_ROWS: &str = "INSERT INTO profile_values (user_id, name, value) \
     SELECT u.id, e.key, e.value FROM users u, jsonb_each_text(u.extra) e \
     WHERE e.value IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let (id, text) = if postgres { ("uuid", "text COLLATE \"C\"") } else { ("blob", "text") };
        let table = format!(
            "CREATE TABLE profile_values (\
             user_id {id} NOT NULL REFERENCES users (id) ON DELETE CASCADE, \
             name {text} NOT NULL, value {text} NOT NULL, PRIMARY KEY (user_id, name)){}",
            if postgres { "" } else { " WITHOUT ROWID" }
        );
        let mut statements = vec![
            table,
            "CREATE INDEX ix_profile_values ON profile_values (name, value, user_id)".to_owned(),
        ];
        if postgres {
            statements.extend([
                POSTGRES_ROWS.to_owned(),
                format!(
                    "CREATE OR REPLACE FUNCTION keep_profile_values() RETURNS trigger AS $$ BEGIN \
                     DELETE FROM profile_values WHERE user_id = new.id; \
                     {POSTGRES_ROWS} AND u.id = new.id; RETURN NULL; END $$ LANGUAGE plpgsql"
                ),
                "CREATE TRIGGER profile_values_inserted AFTER INSERT ON users FOR EACH ROW \
                 WHEN (new.extra <> '{}') EXECUTE FUNCTION keep_profile_values()"
                    .to_owned(),
                "CREATE TRIGGER profile_values_updated AFTER UPDATE OF extra ON users FOR EACH ROW \
                 WHEN (new.extra <> old.extra) EXECUTE FUNCTION keep_profile_values()"
                    .to_owned(),
            ]);
        } else {
            statements.extend([
                SQLITE_ROWS.to_owned(),
                format!(
                    "CREATE TRIGGER profile_values_inserted AFTER INSERT ON users \
                     WHEN new.extra <> '{{}}' BEGIN {SQLITE_ROWS} AND u.id = new.id; END"
                ),
                format!(
                    "CREATE TRIGGER profile_values_updated AFTER UPDATE OF extra ON users \
                     WHEN new.extra <> old.extra BEGIN \
                     DELETE FROM profile_values WHERE user_id = new.id; \
                     {SQLITE_ROWS} AND u.id = new.id; END"
                ),
            ]);
        }
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let postgres = manager.get_database_backend() == DbBackend::Postgres;
        let on = if postgres { " ON users" } else { "" };
        let mut statements = vec![
            format!("DROP TRIGGER profile_values_inserted{on}"),
            format!("DROP TRIGGER profile_values_updated{on}"),
        ];
        if postgres {
            statements.push("DROP FUNCTION keep_profile_values()".to_owned());
        }
        statements.push("DROP TABLE profile_values".to_owned());
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
