//! Events, their tags, those who signed up, and secret calendar addresses.

use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{
    Alias, ColumnDef, Expr, ForeignKey, ForeignKeyAction, ForeignKeyCreateStatement, Index, Table,
    TableCreateStatement,
};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

use crate::search::texts;

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0009_events"
    }
}

const TABLES: [&str; 4] = ["event_registrations", "event_tags", "events", "calendar_keys"];

const INDEXES: [&str; 9] = [
    "CREATE INDEX ix_events_starts ON events (starts_at, id)",
    "CREATE INDEX ix_events_state ON events (state, starts_at, id)",
    "CREATE INDEX ix_events_category ON events (category_key, starts_at, id)",
    "CREATE INDEX ix_events_creator ON events (creator_id, starts_at, id)",
    "CREATE INDEX ix_event_tags_tag ON event_tags (tag_key, event_id)",
    "CREATE UNIQUE INDEX uq_event_registrations_person ON event_registrations (event_id, user_id)",
    // The line, in order.
    "CREATE UNIQUE INDEX uq_event_registrations_line \
        ON event_registrations (event_id, status, number)",
    "CREATE INDEX ix_event_registrations_user ON event_registrations (user_id)",
    // Who is yet to be reminded.
    "CREATE INDEX ix_event_registrations_due ON event_registrations (event_id) \
        WHERE status = 'REGISTERED' AND reminded_at IS NULL",
];

fn col(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

fn table(name: &str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).to_owned()
}

fn reference(
    from: (&str, &str),
    to: &str,
    name: &str,
    action: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(name)
        .from(Alias::new(from.0), Alias::new(from.1))
        .to(Alias::new(to), Alias::new("id"))
        .on_delete(action)
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        let (cascade, forget) = (ForeignKeyAction::Cascade, ForeignKeyAction::SetNull);
        let events = table("events")
            .col(col("id").uuid().not_null().primary_key())
            // Empty when whoever made it is gone.
            .col(col("creator_id").uuid())
            .col(col("state").text().not_null())
            .col(col("title").text().not_null())
            .col(col("description").text().not_null())
            .col(col("starts_at").timestamp_with_time_zone().not_null())
            .col(col("ends_at").timestamp_with_time_zone().not_null())
            .col(col("time_zone").text().not_null())
            .col(col("location").text())
            .col(col("url").text())
            .col(col("capacity").big_integer())
            .col(col("category").text())
            .col(col("category_key").text())
            // As they are shown; `event_tags` is what they are found by.
            .col(col("tags").json_binary().not_null())
            .col(col("registered").big_integer().not_null())
            .col(col("waitlisted").big_integer().not_null())
            // Of the last who signed up.
            .col(col("last_number").big_integer().not_null())
            .col(col("search_text").text().not_null())
            .col(col("created_at").timestamp_with_time_zone().not_null())
            .col(col("updated_at").timestamp_with_time_zone().not_null())
            .col(col("version").big_integer().not_null())
            .check(Expr::cust("state IN ('DRAFT', 'PUBLISHED', 'CANCELLED')"))
            .check(Expr::cust("length(title) BETWEEN 1 AND 150"))
            .check(Expr::cust("starts_at < ends_at"))
            .check(Expr::cust("location IS NOT NULL OR url IS NOT NULL"))
            .check(Expr::cust("capacity IS NULL OR capacity >= 1"))
            .check(Expr::cust("registered >= 0 AND waitlisted >= 0"))
            // The last place is given once.
            .check(Expr::cust("capacity IS NULL OR registered <= capacity"))
            .foreign_key(&mut reference(
                ("events", "creator_id"),
                "users",
                "fk_events_creator",
                forget,
            ))
            .to_owned();
        let tags = table("event_tags")
            .col(col("event_id").uuid().not_null())
            .col(col("tag_key").text().not_null())
            .col(col("tag").text().not_null())
            .primary_key(Index::create().col(Alias::new("event_id")).col(Alias::new("tag_key")))
            .foreign_key(&mut reference(
                ("event_tags", "event_id"),
                "events",
                "fk_event_tags_event",
                cascade,
            ))
            .to_owned();
        let registrations = table("event_registrations")
            .col(col("id").uuid().not_null().primary_key())
            .col(col("event_id").uuid().not_null())
            .col(col("user_id").uuid().not_null())
            .col(col("status").text().not_null())
            .col(col("number").big_integer().not_null())
            .col(col("created_at").timestamp_with_time_zone().not_null())
            .col(col("reminded_at").timestamp_with_time_zone())
            .check(Expr::cust("status IN ('REGISTERED', 'WAITLISTED')"))
            .foreign_key(&mut reference(
                ("event_registrations", "event_id"),
                "events",
                "fk_event_registrations_event",
                cascade,
            ))
            .foreign_key(&mut reference(
                ("event_registrations", "user_id"),
                "users",
                "fk_event_registrations_user",
                cascade,
            ))
            .to_owned();
        let keys = table("calendar_keys")
            .col(col("user_id").uuid().not_null().primary_key())
            // Another number makes another address.
            .col(col("number").big_integer().not_null())
            .col(col("renewed_at").timestamp_with_time_zone().not_null())
            .foreign_key(&mut reference(
                ("calendar_keys", "user_id"),
                "users",
                "fk_calendar_keys_user",
                cascade,
            ))
            .to_owned();
        for create in [events, tags, registrations, keys] {
            manager.create_table(create).await?;
        }
        for index in INDEXES {
            manager.get_connection().execute_unprepared(index).await?;
        }
        for statement in texts::up(manager.get_database_backend(), "events") {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), sea_orm::DbErr> {
        for statement in texts::down(manager.get_database_backend(), "events") {
            manager.get_connection().execute_unprepared(&statement).await?;
        }
        for name in TABLES {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}
