//! Many rows by few statements of the same few shapes, which the database
//! plans once and keeps.

use sea_orm::{
    ActiveModelTrait, ActiveValue, ConnectionTrait, DbBackend, EntityTrait, Iden, Iterable,
    Statement, Value,
};

use crate::error::StoreError;
use crate::tx::{Db, Tx};

/// Rows of the largest statement. SQLite takes 32,766 values, PostgreSQL
/// 65,535.
pub(crate) const MOST: usize = 500;

/// How many rows go into each statement: powers of two behind the full ones, so
/// that there are few shapes whatever the counts.
pub(crate) fn shapes(mut rows: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let some = match rows {
            0 => return None,
            MOST.. => MOST,
            few => 1 << few.ilog2(),
        };
        rows -= some;
        Some(some)
    })
}

/// `(?,?), (?,?)`: so many rows of so many parameters.
pub(crate) fn parameters(backend: DbBackend, columns: usize, rows: usize) -> String {
    let mut sql = String::with_capacity(rows * columns * 7);
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                sql.push(',');
            }
            match backend {
                DbBackend::Postgres => {
                    sql.push('$');
                    sql.push_str(&(row * columns + column + 1).to_string());
                }
                _ => sql.push('?'),
            }
        }
        sql.push(')');
    }
    sql
}

/// Adds rows that all have the same columns set; `Duplicate` when one of them
/// is there already.
pub(crate) async fn insert<E, T>(
    tx: &Tx,
    rows: &[T],
    model: fn(&T) -> E::ActiveModel,
) -> Result<(), StoreError>
where
    E: EntityTrait,
{
    let Some(first) = rows.first().map(model) else { return Ok(()) };
    let mut shapes = shapes(rows.len());
    let mut rows = rows.iter();
    let set: Vec<E::Column> =
        E::Column::iter().filter(|column| !first.get(*column).is_not_set()).collect();
    let names: Vec<String> =
        set.iter().map(|column| format!("\"{}\"", column.unquoted())).collect();
    let table = format!("\"{}\"", E::default().table_name());
    let start = format!("INSERT INTO {table} ({}) VALUES ", names.join(", "));
    let connection = tx.conn().await?;
    let backend = connection.get_database_backend();
    let mut next = move || {
        let Some(count) = shapes.next() else { return Ok(None) };
        let mut values: Vec<Value> = Vec::with_capacity(count * set.len());
        for mut row in rows.by_ref().take(count).map(model) {
            for column in &set {
                match row.take(*column) {
                    ActiveValue::Set(value) | ActiveValue::Unchanged(value) => values.push(value),
                    ActiveValue::NotSet => {
                        let fault = format!("{table}: {} is not set", column.unquoted());
                        return Err(StoreError::from(domain::Error::internal(fault)));
                    }
                }
            }
        }
        let sql = format!("{start}{}", parameters(backend, set.len(), count));
        Ok(Some(Statement::from_sql_and_values(backend, sql, values)))
    };
    let mut statement = next()?;
    while let Some(some) = statement {
        // The next is made while the database works.
        let (done, more) = tokio::join!(connection.execute_raw(some), async { next() });
        done?;
        statement = more?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_count_has_few_shapes() {
        assert_eq!(shapes(1234).collect::<Vec<_>>(), [500, 500, 128, 64, 32, 8, 2]);
        for rows in 0..1500 {
            assert_eq!(shapes(rows).sum::<usize>(), rows);
        }
        assert_eq!(parameters(DbBackend::Postgres, 2, 2), "($1,$2), ($3,$4)");
        assert_eq!(parameters(DbBackend::Sqlite, 2, 2), "(?,?), (?,?)");
    }
}
