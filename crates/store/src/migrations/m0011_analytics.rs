//! What is counted: roll-ups by day, what they are kept from, and when people
//! were seen last.

use sea_orm::sea_query::{Alias, ColumnDef, Expr, ExprTrait, Index, Table, TableCreateStatement};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager, async_trait};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0011_analytics"
    }
}

fn table(name: &str) -> TableCreateStatement {
    Table::create().table(Alias::new(name)).to_owned()
}

fn col(name: &str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

/// Days since 1970-01-01, so that both databases reckon with them alike.
fn day(name: &str) -> ColumnDef {
    col(name).integer().not_null().to_owned()
}

fn one_of(name: &str, values: &[&'static str]) -> Expr {
    Expr::col(Alias::new(name)).is_in(values.iter().copied())
}

fn key(columns: &[&str]) -> sea_orm::sea_query::IndexCreateStatement {
    let mut key = Index::create();
    for column in columns {
        key.col(Alias::new(*column));
    }
    key.primary().to_owned()
}

const TABLES: [&str; 6] = [
    "analytics_counts",
    "analytics_gaps",
    "analytics_visits",
    "analytics_active",
    "analytics_members",
    "analytics_cursor",
];

const INDEXES: [&str; 4] = [
    "CREATE INDEX ix_analytics_visits_day ON analytics_visits (day)",
    "CREATE INDEX ix_analytics_active_day ON analytics_active (day)",
    "CREATE INDEX ix_analytics_members_day ON analytics_members (registered_on)",
    "CREATE INDEX ix_users_last_seen_at ON users (last_seen_at, email_verified)",
];

const SEEN: [&str; 2] = [
    "UPDATE users SET last_seen_at = last_login_at WHERE last_login_at IS NOT NULL",
    "UPDATE users SET last_seen_at = (SELECT max(s.last_seen_at) FROM sessions s \
        WHERE s.user_id = users.id) WHERE EXISTS (SELECT 1 FROM sessions s \
        WHERE s.user_id = users.id AND (users.last_seen_at IS NULL \
        OR s.last_seen_at > users.last_seen_at))",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let counts = table("analytics_counts")
            .col(day("day"))
            .col(col("name").text().not_null())
            .col(col("count").big_integer().not_null())
            .primary_key(&mut key(&["day", "name"]))
            .to_owned();
        // How many came on a day whose time before lies so many days back; 0:
        // none is known.
        let gaps = table("analytics_gaps")
            .col(col("kind").text().not_null())
            .col(day("day"))
            .col(day("gap"))
            .col(col("count").big_integer().not_null())
            .primary_key(&mut key(&["kind", "day", "gap"]))
            .check(one_of("kind", &["visitors", "converted", "active"]))
            .to_owned();
        // A browser's first view of a day. No address, no person.
        let visits = table("analytics_visits")
            .col(col("visitor").uuid().not_null())
            .col(day("day"))
            .col(col("at").timestamp_with_time_zone().not_null())
            .col(col("content").text().not_null())
            .primary_key(&mut key(&["visitor", "day"]))
            .check(one_of("content", &["profile", "post", "event"]))
            .to_owned();
        // No foreign keys: what is worked in late may be of somebody who left,
        // and goes again when that is worked in.
        let active = table("analytics_active")
            .col(col("user_id").uuid().not_null())
            .col(day("day"))
            .primary_key(&mut key(&["user_id", "day"]))
            .to_owned();
        let members = table("analytics_members")
            .col(col("user_id").uuid().not_null().primary_key())
            .col(col("registered_at").timestamp_with_time_zone().not_null())
            .col(day("registered_on"))
            // Until the address is proved.
            .col(col("visitor").uuid())
            .col(col("source").text())
            .col(col("verified_on").integer())
            .col(col("signed_in_on").integer())
            .col(col("took_part_on").integer())
            .col(col("back_on").integer())
            .check(
                Expr::col(Alias::new("source"))
                    .is_null()
                    .or(one_of("source", &["invitation", "event", "post", "direct"])),
            )
            .to_owned();
        // One row: the seal up to which the journal was worked in.
        let cursor = table("analytics_cursor")
            .col(col("id").integer().not_null().primary_key())
            .col(col("seal_number").big_integer().not_null())
            .check(Expr::col(Alias::new("id")).eq(1))
            .to_owned();
        for create in [counts, gaps, visits, active, members, cursor] {
            manager.create_table(create).await?;
        }
        let db = manager.get_connection();
        let moment = match manager.get_database_backend() {
            DbBackend::Postgres => {
                db.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
                "timestamptz"
            }
            _ => "timestamp_with_timezone_text",
        };
        db.execute_unprepared(&format!("ALTER TABLE users ADD COLUMN last_seen_at {moment}"))
            .await?;
        for statement in SEEN.iter().chain(&INDEXES) {
            db.execute_unprepared(statement).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared("DROP INDEX ix_users_last_seen_at").await?;
        db.execute_unprepared("ALTER TABLE users DROP COLUMN last_seen_at").await?;
        for name in TABLES {
            manager.drop_table(Table::drop().table(Alias::new(name)).to_owned()).await?;
        }
        Ok(())
    }
}
