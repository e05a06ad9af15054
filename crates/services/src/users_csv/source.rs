//! Where the rows come from: a file that can be read twice.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use domain::{Fault, Result};

use super::reader::MAX_RECORD;
use super::{RowFault, scratch};

/// The longest line of a file that is still being sent. What is really too
/// long is told exactly when the file is read.
const MAX_LINE: u64 = 8 << 20;

#[derive(Clone, Debug)]
pub struct Source {
    file: Arc<File>,
    pub length: u64,
}

impl Source {
    /// A file; what can be read only once, such as a pipe, is copied.
    pub fn open(path: &std::path::Path) -> io::Result<Source> {
        let mut file = File::open(path)?;
        let about = file.metadata()?;
        if about.is_file() {
            return Ok(Source { file: Arc::new(file), length: about.len() });
        }
        Source::copy(&mut file)
    }

    pub fn copy(input: &mut impl Read) -> io::Result<Source> {
        let mut copy = scratch::file()?;
        let length = io::copy(input, &mut copy)?;
        Ok(Source { file: Arc::new(copy), length })
    }

    /// Reads from the beginning, whoever else reads.
    pub(super) fn reader(&self) -> impl Read + Send + 'static {
        Reading { file: self.file.clone(), at: 0 }
    }
}

struct Reading {
    file: Arc<File>,
    at: u64,
}

impl Read for Reading {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read_at(into, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// A file that is being sent.
pub struct Spool {
    file: File,
    length: u64,
    most: u64,
    /// Where the present record starts, and how long it is so far.
    line: u64,
    record: (u64, u64),
    quoted: bool,
}

/// What became of a part that was sent.
#[derive(Debug, PartialEq)]
pub enum Taken {
    Yes,
    /// The file is larger than may be.
    TooMuch,
    /// There is no need to send the rest.
    Refused(RowFault),
}

impl Spool {
    /// Takes `most` octets.
    pub fn new(most: u64) -> Result<Spool> {
        let file = scratch::file().map_err(scratch::fault)?;
        Ok(Spool { file, length: 0, most, line: 1, record: (1, 0), quoted: false })
    }

    pub fn add(&mut self, part: &[u8]) -> Result<Taken> {
        for byte in part {
            match byte {
                b'"' => self.quoted = !self.quoted,
                b'\n' => self.line += 1,
                _ => {}
            }
            self.record.1 += 1;
            if *byte == b'\n' && !self.quoted {
                self.record = (self.line, 0);
            }
            if self.record.1 > MAX_LINE {
                let fault = Fault::new("row", "csv_line_long").with("max", MAX_RECORD >> 10);
                return Ok(Taken::Refused(RowFault { line: self.record.0, column: None, fault }));
            }
        }
        self.length += part.len() as u64;
        if self.length > self.most {
            return Ok(Taken::TooMuch);
        }
        self.file.write_all(part).map_err(scratch::fault)?;
        Ok(Taken::Yes)
    }

    pub fn finish(self) -> Source {
        Source { file: Arc::new(self.file), length: self.length }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_end_is_refused_early() {
        let mut spool = Spool::new(1 << 30).unwrap();
        assert_eq!(spool.add(b"email\n\"a\nb\"\n").unwrap(), Taken::Yes);
        let part = vec![b'x'; 1 << 20];
        let mut parts = 0;
        let refused = loop {
            parts += 1;
            match spool.add(&part).unwrap() {
                Taken::Yes => {}
                other => break other,
            }
        };
        let Taken::Refused(fault) = refused else { panic!() };
        assert_eq!((parts, fault.line), (9, 4));
        let mut small = Spool::new(3).unwrap();
        assert_eq!(small.add(b"a\nb").unwrap(), Taken::Yes);
        assert_eq!(small.add(b"c").unwrap(), Taken::TooMuch);
    }

    #[test]
    fn a_source_is_read_as_often_as_wanted() {
        let source = Source::copy(&mut &b"email\nx"[..]).unwrap();
        for _ in 0..2 {
            let mut text = String::new();
            source.reader().read_to_string(&mut text).unwrap();
            assert_eq!((text.as_str(), source.length), ("email\nx", 7));
        }
    }
}
