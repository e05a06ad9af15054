//! Invitations, and pictures in e-mails of the built-in mailbox.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0010_invitations"
    }
}

/// The last is for what is erased some time after it ended.
const INDEXES: [&str; 5] = [
    "CREATE INDEX ix_invitations_inviter ON invitations (inviter_id, created_at, id)",
    "CREATE INDEX ix_invitations_created ON invitations (created_at, id)",
    "CREATE INDEX ix_invitations_status ON invitations (status, created_at, id)",
    "CREATE INDEX ix_invitations_email ON invitations (email) WHERE email IS NOT NULL",
    "CREATE INDEX ix_invitations_personal ON invitations (expires_at) WHERE name IS NOT NULL",
];

/// Columns that the mailbox gains.
const PICTURE: [&str; 2] = ["picture", "picture_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let col = |name: &str| ColumnDef::new(Alias::new(name));
        let is = |status: &str| Expr::col(Alias::new("status")).eq(status);
        let there = |name: &str| Expr::col(Alias::new(name)).is_not_null();
        let states = ["SENT", "ACCEPTED", "CONVERTED", "REVOKED"];
        let invitations = Table::create()
            .table(Alias::new("invitations"))
            .col(col("id").uuid().not_null().primary_key())
            .col(col("inviter_id").uuid().not_null())
            // The nickname when it was sent.
            .col(col("inviter").text().not_null())
            .col(col("name").text())
            .col(col("email").text())
            .col(col("message").text())
            // That its time ran out is told by the clock.
            .col(col("status").text().not_null())
            .col(col("created_at").timestamp_with_time_zone().not_null())
            .col(col("expires_at").timestamp_with_time_zone().not_null())
            .col(col("accepted_at").timestamp_with_time_zone())
            .col(col("converted_at").timestamp_with_time_zone())
            // No foreign key: whoever came in by it may be gone, and it admits
            // nobody else.
            .col(col("used_by").uuid())
            .check(Expr::col(Alias::new("status")).is_in(states))
            .check(is("ACCEPTED").not().or(there("accepted_at")))
            .check(is("CONVERTED").not().or(there("converted_at")))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_invitations_inviter")
                    .from(Alias::new("invitations"), Alias::new("inviter_id"))
                    .to(Alias::new("users"), Alias::new("id"))
                    .on_delete(ForeignKeyAction::Cascade),
            )
            .to_owned();
        manager.create_table(invitations).await?;
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        for name in PICTURE {
            let mut column = col(name);
            match name {
                "picture" => column.blob(),
                _ => column.text(),
            };
            let add = Table::alter().table(Alias::new("mailbox")).add_column(column).to_owned();
            manager.alter_table(add).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for name in PICTURE {
            let table = Alias::new("mailbox");
            let drop = Table::alter().table(table).drop_column(Alias::new(name)).to_owned();
            manager.alter_table(drop).await?;
        }
        manager.drop_table(Table::drop().table(Alias::new("invitations")).to_owned()).await
    }
}
