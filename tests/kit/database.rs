//! One database a test, of either kind, made and dropped with it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::Cluster;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// A folder of its own, and an empty database in it or beside it.
pub struct Db {
    pub kind: Kind,
    folder: PathBuf,
    url: String,
    /// The database to drop at the end, and the address to do it from.
    to_drop: Option<(String, String)>,
}

impl Db {
    pub fn sqlite() -> Db {
        let folder = new_folder();
        // The program makes the data folder and the file itself.
        let url = format!("sqlite://{}", folder.join("data/roster.db").display());
        Db { kind: Kind::Sqlite, folder, url, to_drop: None }
    }

    pub fn postgres() -> Db {
        let Ok(server) = std::env::var("ROSTER_TEST_POSTGRES") else {
            panic!("no PostgreSQL to test with: run ./test, or set ROSTER_TEST_POSTGRES");
        };
        Db::create(&server)
    }

    /// A new database on a cluster of the test's own, with which it goes.
    pub fn on_cluster(cluster: &Cluster) -> Db {
        let mut db = Db::create(&cluster.url());
        db.to_drop = None;
        db
    }

    /// A new database on the server that a superuser reaches at `server`.
    fn create(server: &str) -> Db {
        let folder = new_folder();
        let name = format!("roster_{}_{}", std::process::id(), next_number());
        psql(server, &format!("CREATE DATABASE {name}")).expect("create a database");
        let (host, _) = server.rsplit_once('/').expect("postgres://user@host:port/name");
        let url = format!("{host}/{name}");
        Db { kind: Kind::Postgres, folder, url, to_drop: Some((server.to_owned(), name)) }
    }

    /// Another empty database of the same kind.
    pub fn another(&self) -> Db {
        match self.kind {
            Kind::Sqlite => Db::sqlite(),
            Kind::Postgres => Db::postgres(),
        }
    }

    /// An empty database of the other kind.
    pub fn other_kind(&self) -> Db {
        match self.kind {
            Kind::Sqlite => Db::postgres(),
            Kind::Postgres => Db::sqlite(),
        }
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file of an SQLite database.
    pub fn file(&self) -> PathBuf {
        assert_eq!(self.kind, Kind::Sqlite);
        self.folder.join("data/roster.db")
    }

    /// Runs a statement past the program, as an intruder or an administrator
    /// of the database would. Rows come as lines, columns parted by `|`.
    pub fn sql(&self, statement: &str) -> Result<String, String> {
        match self.kind {
            Kind::Postgres => psql(&self.url, statement),
            Kind::Sqlite => run(Command::new("python3")
                .args(["-c", SQLITE_STATEMENT])
                .arg(self.file())
                .arg(statement)),
        }
    }

    /// Everything that the database holds, as text.
    pub fn dump(&self) -> String {
        match self.kind {
            Kind::Postgres => run(Command::new("pg_dump").arg("--inserts").arg(&self.url)),
            Kind::Sqlite => run(Command::new("python3").args(["-c", SQLITE_DUMP]).arg(self.file())),
        }
        .expect("dump the database")
    }
}

impl Drop for Db {
    fn drop(&mut self) {
        if let Some((server, name)) = &self.to_drop {
            let _ = psql(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        }
        if std::env::var_os("ROSTER_TEST_KEEP").is_none() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

const SQLITE_STATEMENT: &str = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=20)
db.execute('PRAGMA foreign_keys = ON')
for row in db.execute(sys.argv[2]):
    print('|'.join('' if value is None else str(value) for value in row))
db.commit()
";

const SQLITE_DUMP: &str = "
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], timeout=20)
tables = \"SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'\"
for (table,) in db.execute(tables).fetchall():
    for row in db.execute(f'SELECT * FROM {table}'):
        print(table, row)
";

fn psql(url: &str, statement: &str) -> Result<String, String> {
    run(Command::new("psql").args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement, url]))
}

fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|e| format!("{command:?}: {e}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}

fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn new_folder() -> PathBuf {
    let name = format!("roster-test-{}-{}", std::process::id(), next_number());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir_all(&folder).expect("a temporary folder");
    folder
}
