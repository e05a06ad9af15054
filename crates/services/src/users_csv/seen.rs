//! Names met in a file, so that none comes twice. Only their hashes are kept,
//! in parts on disk, so that memory does not grow with the file.

use std::fs::File;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Read, Seek, SeekFrom, Write};

use domain::Random;

use super::scratch;

const PARTS: usize = 16;
/// Entries of a part that are held before they are written.
const HELD: usize = 2048;
const SIZE: usize = 24;

/// One name, and the row that has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    hash: u64,
    pub row: u64,
    pub line: u64,
}

/// What kind of name it is; it stands in the lowest bit of the hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Email,
    Nickname,
}

impl Name {
    pub fn kind(&self) -> Kind {
        if self.hash & 1 == 0 { Kind::Email } else { Kind::Nickname }
    }
}

#[derive(Default)]
struct Part {
    held: Vec<Name>,
    file: Option<File>,
}

pub struct Seen {
    /// Keeps others from choosing names that fall together.
    secret: [u8; 16],
    parts: [Part; PARTS],
}

impl Seen {
    pub fn new(random: &Random) -> Seen {
        Seen { secret: random.bytes(), parts: Default::default() }
    }

    pub fn add(&mut self, kind: Kind, name: &str, row: u64, line: u64) -> io::Result<()> {
        let mut hasher = DefaultHasher::new();
        hasher.write(&self.secret);
        hasher.write(name.as_bytes());
        let hash = (hasher.finish() & !1) | u64::from(kind == Kind::Nickname);
        let part = &mut self.parts[(hash >> 60) as usize % PARTS];
        part.held.push(Name { hash, row, line });
        if part.held.len() >= HELD {
            part.write()?;
        }
        Ok(())
    }

    /// Calls `each` with every name that came before, and the first that had
    /// it.
    pub fn repeated(self, mut each: impl FnMut(Name, Name)) -> io::Result<()> {
        for part in self.parts {
            let mut names = part.read()?;
            names.sort_unstable();
            for same in names.chunk_by(|a, b| a.hash == b.hash) {
                let (first, rest) = (same[0], &same[1..]);
                rest.iter().for_each(|name| each(*name, first));
            }
        }
        Ok(())
    }
}

impl Part {
    fn write(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(scratch::file()?),
        };
        let mut bytes = Vec::with_capacity(self.held.len() * SIZE);
        for name in self.held.drain(..) {
            for number in [name.hash, name.row, name.line] {
                bytes.extend_from_slice(&number.to_le_bytes());
            }
        }
        file.write_all(&bytes)
    }

    fn read(mut self) -> io::Result<Vec<Name>> {
        let Some(file) = &mut self.file else { return Ok(self.held) };
        let length = file.seek(SeekFrom::End(0))? as usize;
        file.seek(SeekFrom::Start(0))?;
        let mut names = std::mem::take(&mut self.held);
        names.reserve_exact(length / SIZE);
        let mut input = io::BufReader::new(file);
        let mut bytes = [0; SIZE];
        for _ in 0..length / SIZE {
            input.read_exact(&mut bytes)?;
            let number =
                |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap_or_default());
            names.push(Name { hash: number(0), row: number(8), line: number(16) });
        }
        Ok(names)
    }
}

/// A set of row numbers, a bit each.
#[derive(Clone, Debug, Default)]
pub struct Rows(Vec<u64>);

impl Rows {
    pub fn insert(&mut self, row: u64) -> bool {
        let (at, bit) = ((row / 64) as usize, 1 << (row % 64));
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        let new = self.0[at] & bit == 0;
        self.0[at] |= bit;
        new
    }

    pub fn has(&self, row: u64) -> bool {
        self.0.get((row / 64) as usize).is_some_and(|bits| bits & (1 << (row % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_are_found_beyond_memory() {
        let mut seen = Seen::new(&Random::System);
        let many = (HELD * PARTS * 2) as u64;
        for row in 0..many {
            seen.add(Kind::Email, &format!("{}@example.org", row % (many - 3)), row, row + 2)
                .unwrap();
            seen.add(Kind::Nickname, &format!("{row}@example.org"), row, row + 2).unwrap();
        }
        let mut found = Vec::new();
        seen.repeated(|name, first| found.push((name.row, first.line, name.kind()))).unwrap();
        found.sort_by_key(|(row, ..)| *row);
        let wanted = [(many - 3, 2), (many - 2, 3), (many - 1, 4)];
        assert_eq!(found, wanted.map(|(row, line)| (row, line, Kind::Email)));
    }

    #[test]
    fn rows_are_a_set() {
        let mut rows = Rows::default();
        assert!(rows.insert(70) && !rows.insert(70) && rows.insert(0));
        assert!(rows.has(0) && rows.has(70) && !rows.has(71) && !rows.has(1 << 40));
    }
}
