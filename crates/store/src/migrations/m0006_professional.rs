//! Requests for professional status.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_professional"
    }
}

/// One open request a person.
const INDEXES: [&str; 4] = [
    "CREATE UNIQUE INDEX uq_professional_requests_open ON professional_requests (user_id) \
        WHERE status = 'OPEN'",
    "CREATE INDEX ix_professional_requests_user ON professional_requests (user_id)",
    "CREATE INDEX ix_professional_requests_created ON professional_requests (created_at, id)",
    "CREATE INDEX ix_professional_requests_status \
        ON professional_requests (status, created_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let col = |name: &str| ColumnDef::new(Alias::new(name));
        let requests = Table::create()
            .table(Alias::new("professional_requests"))
            .col(col("id").uuid().not_null().primary_key())
            .col(col("user_id").uuid().not_null())
            .col(col("note").text().not_null())
            .col(col("status").text().not_null())
            .col(col("reason").text())
            .col(col("created_at").timestamp_with_time_zone().not_null())
            .col(col("decided_at").timestamp_with_time_zone())
            // No foreign key: whoever decided may be gone.
            .col(col("decided_by").uuid())
            .check(Expr::col(Alias::new("status")).is_in(["OPEN", "APPROVED", "REFUSED"]))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_professional_requests_user")
                    .from(Alias::new("professional_requests"), Alias::new("user_id"))
                    .to(Alias::new("users"), Alias::new("id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(requests).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let drop = Table::drop().table(Alias::new("professional_requests")).to_owned();
        manager.drop_table(drop).await
    }
}
