//! What lists and counts of events read, in the indexes that lead there: 0.1
//! to 1 ms among 100,000 events, where they took up to 350.

use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::events::is_long;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0013_event_lists"
    }
}

/// Each index, as it was and as it becomes.
const INDEXES: [(&str, &str, &str); 4] = [
    ("ix_events_starts", "events (starts_at, id)", "events (starts_at, id, state)"),
    ("ix_events_state", "events (state, starts_at, id)", "events (state, starts_at, id, ends_at)"),
    (
        "ix_events_category",
        "events (category_key, starts_at, id)",
        "events (category_key, starts_at, id, state, ends_at)",
    ),
    (
        "ix_event_tags_tag",
        "event_tags (tag_key, event_id)",
        "event_tags (tag_key, state, starts_at, event_id, ends_at, tag)",
    ),
];

/// Columns of `events` that its tags have as well: lists of one tag read
/// nothing else.
const COLUMNS: [&str; 3] = ["state", "starts_at", "ends_at"];

fn dropped() -> impl Iterator<Item = String> {
    INDEXES.iter().map(|(name, ..)| format!("DROP INDEX {name}"))
}

/// A column has a default while rows get it.
fn added(backend: DbBackend, column: &str) -> String {
    let (kind, default) = match (backend, column) {
        (_, "state") => ("text", "''"),
        (DbBackend::Postgres, _) => ("timestamp with time zone", "now()"),
        _ => ("timestamp_with_timezone_text", "''"),
    };
    format!("ALTER TABLE event_tags ADD COLUMN {column} {kind} NOT NULL DEFAULT {default}")
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let mut statements: Vec<String> = dropped().collect();
        statements.extend(COLUMNS.map(|column| added(backend, column)));
        statements.push(
            "UPDATE event_tags SET (state, starts_at, ends_at) = \
             (SELECT state, starts_at, ends_at FROM events WHERE events.id = event_tags.event_id)"
                .to_owned(),
        );
        if backend == DbBackend::Postgres {
            statements.extend(COLUMNS.map(|column| {
                format!("ALTER TABLE event_tags ALTER COLUMN {column} DROP DEFAULT")
            }));
        }
        statements
            .extend(INDEXES.map(|(name, _, columns)| format!("CREATE INDEX {name} ON {columns}")));
        statements.push(format!(
            "CREATE INDEX ix_events_long ON events (ends_at, state, starts_at, id) WHERE {}",
            is_long(backend)
        ));
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut statements: Vec<String> = dropped().collect();
        statements.push("DROP INDEX ix_events_long".to_owned());
        statements
            .extend(COLUMNS.map(|column| format!("ALTER TABLE event_tags DROP COLUMN {column}")));
        statements
            .extend(INDEXES.map(|(name, columns, _)| format!("CREATE INDEX {name} ON {columns}")));
        for statement in statements {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }
}
