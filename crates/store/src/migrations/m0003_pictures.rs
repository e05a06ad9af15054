//! Pictures of people, and the objects that nothing may refer to.

use sea_orm::ConnectionTrait;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_pictures"
    }
}

/// The hash under which a picture's objects are kept, in lower hex. Plain
/// statements that both databases read alike.
const UP: [&str; 2] = [
    "ALTER TABLE users ADD COLUMN picture text CHECK (length(picture) = 64)",
    "CREATE INDEX ix_users_picture ON users (picture) WHERE picture IS NOT NULL",
];

const DOWN: [&str; 2] = ["DROP INDEX ix_users_picture", "ALTER TABLE users DROP COLUMN picture"];

fn loose_objects() -> sea_orm::sea_query::TableCreateStatement {
    use sea_orm::sea_query::{Alias, ColumnDef, Table};
    let col = |name: &str| ColumnDef::new(Alias::new(name));
    Table::create()
        .table(Alias::new("loose_objects"))
        // What the keys of the objects begin with.
        .col(col("id").text().not_null().primary_key())
        // When they were last put, or let go.
        .col(col("at").timestamp_with_time_zone().not_null())
        // Until then somebody is removing them.
        .col(col("claimed_until").timestamp_with_time_zone())
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for statement in UP {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        manager.create_table(loose_objects()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for statement in DOWN.into_iter().chain(["DROP TABLE loose_objects"]) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }
}
