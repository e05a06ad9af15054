//! People in and out as files, by the command line: rows a second, processor
//! time and the most memory that it took.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::Outcome;
use crate::roster::Roster;

/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(20);

/// A file of so many people that `roster demo` does not make, none with a
/// password.
fn file(path: &Path, rows: u64) -> Outcome {
    let firsts = ["Ana", "Boris", "Chloé", "Dmitri", "Eva", "Farid", "Greta", "Hugo", "Inés"];
    let lasts = ["López", "Ivanov", "Martin", "Schmidt", "Haddad", "Rossi", "Novák"];
    let cities = ["Madrid", "Москва", "Paris", "Berlin", "القاهرة"];
    let pick = |list: &[&'static str], seed: u64| list[(seed % list.len() as u64) as usize];
    let mut out = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "email,nickname,first_name,last_name,location,bio")?;
    for row in 0..rows {
        // Spread, so that no index is met in its order.
        let seed = row.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        let (first, last) = (pick(&firsts, seed), pick(&lasts, seed / 9));
        let city = pick(&cities, seed / 63);
        writeln!(
            out,
            "{seed:x}.{row}@import.example,{seed:x}-{row},{first},{last},{city},Came by a file"
        )?;
    }
    Ok(out.flush()?)
}

/// Waits for a program; the most memory that it took, in MiB, and its
/// processor time in seconds.
fn watched(mut child: Child) -> Outcome<(f64, f64)> {
    let (mut most, mut ticks) = (0.0_f64, 0.0_f64);
    loop {
        let read = |name| std::fs::read_to_string(format!("/proc/{}/{name}", child.id()));
        let status = read("status").unwrap_or_default();
        if let Some(line) = status.lines().find(|line| line.starts_with("VmHWM:")) {
            let kib = line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok());
            most = most.max(kib.unwrap_or(0.0) / 1024.0);
        }
        // Fields 14 and 15 (proc(5)), at Linux' 100 ticks a second.
        let stat = read("stat").unwrap_or_default();
        let behind = stat.rsplit(')').next().unwrap_or_default();
        let used = behind.split(' ').skip(12).take(2).filter_map(|f| f.parse::<f64>().ok());
        ticks = ticks.max(used.sum());
        if let Some(status) = child.try_wait()? {
            return match status.success() {
                true => Ok((most, ticks / 100.0)),
                false => Err(format!("it ended with {status}").into()),
            };
        }
        std::thread::sleep(LOOK);
    }
}

fn run(roster: &Roster, what: &str, words: &[&str], rows: u64) -> Outcome {
    let began = Instant::now();
    let child = roster.command().args(words).stdout(Stdio::null()).spawn()?;
    let (most, processor) = watched(child)?;
    let took = began.elapsed().as_secs_f64();
    let (speed, each) = (rows as f64 / took, processor * 1e6 / rows as f64);
    println!(
        "{what:<28} {speed:>8.0} rows/s  {took:.1} s  processor {each:.1} µs a row  peak {most:.1} MiB"
    );
    Ok(())
}

/// Exports everybody, and imports as many others as `rows` says.
pub fn measure(roster: &Roster, folder: &Path, rows: u64, everybody: u64) -> Outcome {
    let (given, taken): (PathBuf, PathBuf) = (folder.join("in.csv"), folder.join("out.csv"));
    let text = |path: &Path| path.to_string_lossy().into_owned();
    file(&given, rows)?;
    run(roster, "export, CSV", &["users", "export", &text(&taken)], everybody)?;
    let json = ["users", "export", &text(&taken), "--format", "json"];
    run(roster, "export, JSON lines", &json, everybody)?;
    run(roster, "import", &["users", "import", &text(&given)], rows)?;
    let again = ["users", "import", &text(&given), "--update-existing"];
    run(roster, "the same import again", &again, rows)
}
