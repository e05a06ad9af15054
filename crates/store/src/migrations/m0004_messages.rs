//! Messages that outlive their person, know their request, and secrets that
//! links are derived from.

use sea_orm::sea_query::{
    Alias, ColumnDef, Expr, ExprTrait, ForeignKey, ForeignKeyAction, Table, TableCreateStatement,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_messages"
    }
}

fn col(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

fn text(name: &str) -> ColumnDef {
    col(name).text().not_null().to_owned()
}

fn moment(name: &str) -> ColumnDef {
    col(name).timestamp_with_time_zone().not_null().to_owned()
}

/// What the table held before.
const COLUMNS: &str = "id, message_type, user_id, audience, fact_id, detail, data, state, attempts, \
    next_attempt_at, claimed_by, error, created_at";

const INDEXES: [&str; 2] = [
    "CREATE INDEX ix_messages_due ON messages (state, next_attempt_at)",
    "CREATE INDEX ix_messages_user ON messages (user_id)",
];

fn rebuilt() -> TableCreateStatement {
    Table::create()
        .table(Alias::new("messages_rebuilt"))
        .col(col("id").uuid().not_null().primary_key())
        .col(text("message_type"))
        .col(col("user_id").uuid().not_null())
        .col(text("audience"))
        .col(col("fact_id").uuid().not_null())
        .col(col("detail").uuid())
        .col(col("data").json_binary().not_null())
        .col(text("state"))
        .col(col("attempts").integer().not_null())
        .col(moment("next_attempt_at"))
        .col(col("claimed_by").uuid())
        .col(col("error").text())
        .col(moment("created_at"))
        .check(Expr::col(Alias::new("state")).is_in(["PENDING", "RUNNING", "PARKED"]))
        .to_owned()
}

fn to_user(table: &str) -> sea_orm::sea_query::ForeignKeyCreateStatement {
    ForeignKey::create()
        .name("fk_messages_user")
        .from(Alias::new(table), Alias::new("user_id"))
        .to(Alias::new("users"), Alias::new("id"))
        .on_delete(ForeignKeyAction::Cascade)
        .to_owned()
}

/// SQLite changes no constraints: the table is copied.
async fn rebuild(manager: &SchemaManager<'_>, table: TableCreateStatement) -> Result<(), DbErr> {
    let db = manager.get_connection();
    manager.create_table(table).await?;
    let copy = format!("INSERT INTO messages_rebuilt ({COLUMNS}) SELECT {COLUMNS} FROM messages");
    db.execute_unprepared(&copy).await?;
    db.execute_unprepared("DROP TABLE messages").await?;
    db.execute_unprepared("ALTER TABLE messages_rebuilt RENAME TO messages").await?;
    for index in INDEXES {
        db.execute_unprepared(index).await?;
    }
    Ok(())
}

async fn add(manager: &SchemaManager<'_>, table: &str, column: &str) -> Result<(), DbErr> {
    let mut column = col(column).text().to_owned();
    let alter = Table::alter().table(Alias::new(table)).add_column(&mut column).to_owned();
    manager.alter_table(alter).await
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        // A withdrawal from the mailing list is told after its person is gone.
        match manager.get_database_backend() {
            DbBackend::Sqlite => rebuild(manager, rebuilt()).await?,
            _ => {
                let drop = "ALTER TABLE messages DROP CONSTRAINT fk_messages_user";
                db.execute_unprepared(drop).await?;
            }
        }
        // The request that caused it, and its trace (W3C Trace Context).
        add(manager, "messages", "request_id").await?;
        add(manager, "messages", "trace").await?;
        db.execute_unprepared("CREATE INDEX ix_messages_created ON messages (created_at, id)")
            .await?;
        // The link behind List-Unsubscribe (RFC 8058).
        add(manager, "mailbox", "unsubscribe").await?;
        let secrets = Table::create()
            .table(Alias::new("secrets"))
            .col(ColumnDef::new(Alias::new("id")).text().not_null().primary_key())
            .col(col("value").binary().not_null())
            .col(moment("created_at"))
            .to_owned();
        manager.create_table(secrets).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        manager.drop_table(Table::drop().table(Alias::new("secrets")).to_owned()).await?;
        db.execute_unprepared("ALTER TABLE mailbox DROP COLUMN unsubscribe").await?;
        db.execute_unprepared("DROP INDEX ix_messages_created").await?;
        db.execute_unprepared("DELETE FROM messages WHERE user_id NOT IN (SELECT id FROM users)")
            .await?;
        match manager.get_database_backend() {
            DbBackend::Sqlite => {
                let mut table = rebuilt();
                table.foreign_key(&mut to_user("messages_rebuilt"));
                rebuild(manager, table).await
            }
            _ => {
                db.execute_unprepared("ALTER TABLE messages DROP COLUMN request_id").await?;
                db.execute_unprepared("ALTER TABLE messages DROP COLUMN trace").await?;
                manager.create_foreign_key(to_user("messages")).await
            }
        }
    }
}
