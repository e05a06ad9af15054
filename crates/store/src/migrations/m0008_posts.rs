//! Posts, with an index for every list of them and one of their text.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Table};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::search::texts;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0008_posts"
    }
}

const INDEXES: [&str; 2] = [
    "CREATE INDEX ix_posts_listed ON posts (status, listed_at, id)",
    "CREATE INDEX ix_posts_author ON posts (author_id, status, listed_at, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let col = |name: &str| ColumnDef::new(Alias::new(name));
        let length =
            |name: &str, max: i32| Expr::cust(format!("length({name}) BETWEEN 1 AND {max}"));
        let posts = Table::create()
            .table(Alias::new("posts"))
            .col(col("id").uuid().not_null().primary_key())
            .col(col("author_id").uuid())
            .col(col("title").text().not_null())
            .col(col("body").text().not_null())
            .col(col("search_text").text().not_null())
            .col(col("status").text().not_null())
            .col(col("reason").text())
            .col(col("created_at").timestamp_with_time_zone().not_null())
            .col(col("updated_at").timestamp_with_time_zone().not_null())
            .col(col("listed_at").timestamp_with_time_zone().not_null())
            .col(col("version").big_integer().not_null())
            .check(Expr::col(Alias::new("status")).is_in(["DRAFT", "PUBLISHED", "HIDDEN"]))
            .check(length("title", 100))
            .check(length("body", 20_000))
            .foreign_key(
                ForeignKey::create()
                    .name("fk_posts_author")
                    .from(Alias::new("posts"), Alias::new("author_id"))
                    .to(Alias::new("users"), Alias::new("id"))
                    .on_delete(ForeignKeyAction::SetNull),
            )
            .to_owned();
        manager.create_table(posts).await?;
        let texts = texts::up(manager.get_database_backend(), "posts");
        for statement in INDEXES.into_iter().chain(texts.iter().map(String::as_str)) {
            manager.get_connection().execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for statement in texts::down(manager.get_database_backend(), "posts") {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        manager.drop_table(Table::drop().table(Alias::new("posts")).to_owned()).await
    }
}
