//! Profile fields that administrators define.

use sea_orm::sea_query::{Alias, ColumnDef, Expr, ExprTrait, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0007_profile_fields"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let col = |name: &str| ColumnDef::new(Alias::new(name));
        let types = ["text", "number", "date", "choice", "boolean", "url"];
        let fields = Table::create()
            .table(Alias::new("profile_fields"))
            .col(col("id").uuid().not_null().primary_key())
            .col(col("name").text().not_null().unique_key())
            .col(col("field_type").text().not_null())
            // Texts by language.
            .col(col("labels").json_binary().not_null())
            .col(col("choices").json_binary().not_null())
            .col(col("required").boolean().not_null())
            .col(col("visible_to").text().not_null())
            .col(col("position").integer().not_null())
            .col(col("created_at").timestamp_with_time_zone().not_null())
            .col(col("updated_at").timestamp_with_time_zone().not_null())
            .check(Expr::col(Alias::new("field_type")).is_in(types))
            .check(Expr::col(Alias::new("visible_to")).is_in(["self", "managers", "public"]))
            .to_owned();
        manager.create_table(fields).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        manager.drop_table(Table::drop().table(Alias::new("profile_fields")).to_owned()).await
    }
}
