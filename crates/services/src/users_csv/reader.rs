//! CSV as it comes (RFC 4180, with or without a byte order mark, cells parted
//! by `,` or `;`), read record by record within bounded memory.

use std::io::{self, BufRead};

/// The longest record, in octets: all fields at their longest fit several
/// times over.
pub const MAX_RECORD: usize = 64 << 10;

/// One record. Its memory is used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Where it starts; the header is line 1.
    pub line: u64,
    text: Vec<u8>,
    ends: Vec<usize>,
    /// The first cell with something behind its closing quote.
    pub stray_quote: Option<usize>,
}

impl Record {
    fn clear(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
        self.stray_quote = None;
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Octets in all cells.
    pub fn size(&self) -> usize {
        self.text.len()
    }

    /// A cell; `None` when it is no UTF-8.
    pub fn cell(&self, at: usize) -> Option<&str> {
        let start = at.checked_sub(1).and_then(|b| self.ends.get(b)).copied().unwrap_or(0);
        let end = self.ends.get(at).copied().unwrap_or(start);
        std::str::from_utf8(&self.text[start..end]).ok()
    }

    pub fn cells(&self) -> impl Iterator<Item = Option<&str>> {
        (0..self.len()).map(|at| self.cell(at))
    }

    fn is_blank(&self) -> bool {
        self.ends.len() == 1 && self.text.is_empty()
    }

    fn end_cell(&mut self) {
        self.ends.push(self.text.len());
    }
}

/// Why nothing behind a line can be understood.
#[derive(Debug)]
pub enum Broken {
    /// The record that starts here is too long.
    TooLong(u64),
    /// A quoted cell of the record that starts here has no end.
    Unclosed(u64),
    Io(io::Error),
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    CellStart,
    Plain,
    Quoted,
    /// Behind a quote within a quoted cell: its end, or the first of two.
    Quote,
    /// Behind the end of a quoted cell, where nothing should be.
    Behind,
}

pub struct Reader<R> {
    input: R,
    delimiter: u8,
    line: u64,
    /// Octets read so far.
    pub read: u64,
    begun: bool,
    /// The last octet was a carriage return: a line feed belongs to it.
    after_return: bool,
}

impl<R: BufRead> Reader<R> {
    pub fn new(input: R) -> Self {
        Reader { input, delimiter: b',', line: 1, read: 0, begun: false, after_return: false }
    }

    /// Passes a byte order mark over, and finds what parts the header's cells.
    fn begin(&mut self) -> io::Result<()> {
        self.begun = true;
        let start = self.input.fill_buf()?;
        let mark: &[u8] = b"\xef\xbb\xbf";
        let skip = if start.starts_with(mark) { mark.len() } else { 0 };
        let (mut commas, mut semicolons, mut quoted) = (0, 0, false);
        for byte in &start[skip..] {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' | b'\r' if !quoted => break,
                b',' if !quoted => commas += 1,
                b';' if !quoted => semicolons += 1,
                _ => {}
            }
        }
        self.delimiter = if semicolons > commas { b';' } else { b',' };
        self.input.consume(skip);
        self.read += skip as u64;
        Ok(())
    }

    /// Reads the next record that is not blank; false at the end.
    pub fn next(&mut self, record: &mut Record) -> Result<bool, Broken> {
        if !self.begun {
            self.begin().map_err(Broken::Io)?;
        }
        record.clear(self.line);
        let mut place = Place::CellStart;
        loop {
            let input = match self.input.fill_buf() {
                Ok(input) => input,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(Broken::Io(error)),
            };
            if input.is_empty() {
                return match place {
                    Place::Quoted => Err(Broken::Unclosed(record.line)),
                    Place::CellStart if record.ends.is_empty() => Ok(false),
                    _ => {
                        record.end_cell();
                        Ok(true)
                    }
                };
            }
            let mut used = 0;
            let mut ended = false;
            for &byte in input {
                used += 1;
                if self.after_return {
                    self.after_return = false;
                    if byte == b'\n' {
                        // Within quotes it is part of the cell.
                        if place == Place::Quoted {
                            record.text.push(byte);
                        }
                        continue;
                    }
                }
                if byte == b'\r' || byte == b'\n' {
                    self.line += 1;
                    self.after_return = byte == b'\r';
                    if place == Place::Quoted {
                        record.text.push(byte);
                        continue;
                    }
                    record.end_cell();
                    if record.is_blank() && place == Place::CellStart {
                        record.clear(self.line);
                        continue;
                    }
                    ended = true;
                    break;
                }
                place = match (place, byte) {
                    (Place::CellStart, b'"') => Place::Quoted,
                    (Place::Quoted, b'"') => Place::Quote,
                    (Place::Quoted, _) => {
                        record.text.push(byte);
                        Place::Quoted
                    }
                    (Place::Quote, b'"') => {
                        record.text.push(byte);
                        Place::Quoted
                    }
                    (_, _) if byte == self.delimiter => {
                        record.end_cell();
                        Place::CellStart
                    }
                    (Place::Quote | Place::Behind, _) => {
                        record.stray_quote.get_or_insert(record.ends.len());
                        record.text.push(byte);
                        Place::Behind
                    }
                    (Place::CellStart | Place::Plain, _) => {
                        record.text.push(byte);
                        Place::Plain
                    }
                };
                if record.text.len() + record.ends.len() > MAX_RECORD {
                    return Err(Broken::TooLong(record.line));
                }
            }
            self.input.consume(used);
            self.read += used as u64;
            if ended {
                return Ok(true);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &[u8], chunk: usize) -> Result<Vec<(u64, Vec<String>)>, String> {
        let mut reader = Reader::new(io::BufReader::with_capacity(chunk, text));
        let (mut record, mut found) = (Record::default(), Vec::new());
        while reader.next(&mut record).map_err(|broken| format!("{broken:?}"))? {
            let cells = record.cells().map(|c| c.unwrap_or("?").to_owned()).collect();
            found.push((record.line, cells));
        }
        assert_eq!(reader.read, text.len() as u64);
        Ok(found)
    }

    fn cells(text: &str) -> Vec<(u64, String)> {
        let found = all(text.as_bytes(), 64).unwrap();
        found.into_iter().map(|(line, cells)| (line, cells.join("|"))).collect()
    }

    #[test]
    fn lines_are_counted_where_records_start() {
        let text = "\u{feff}a;b\r\n\"1\r\n2\";\"x\"\"y\"\r\n\r\n3;\n\n;4\r5;6";
        let wanted = [(1, "a|b"), (2, "1\r\n2|x\"y"), (5, "3|"), (7, "|4"), (8, "5|6")];
        assert_eq!(cells(text), wanted.map(|(line, c)| (line, c.to_owned())));
    }

    #[test]
    fn the_header_says_what_parts_cells() {
        assert_eq!(cells("a,\"b;c;d\"\n1;2,3"), [(1, "a|b;c;d".into()), (2, "1;2|3".into())]);
        assert_eq!(cells("\"\"\n"), [(1, "".into())]);
        assert_eq!(cells(""), []);
        assert_eq!(cells("\n\r\n"), []);
    }

    #[test]
    fn what_never_ends_is_refused() {
        assert_eq!(all(b"a\n\"b\nc", 64).unwrap_err(), "Unclosed(2)");
        let long = [&b"a\nb\n"[..], &[b'x'; MAX_RECORD + 1]].concat();
        assert_eq!(all(&long, 8192).unwrap_err(), "TooLong(3)");
        let commas = [&b"a\n"[..], &[b','; MAX_RECORD + 1]].concat();
        assert_eq!(all(&commas, 8192).unwrap_err(), "TooLong(2)");
        assert_eq!(all(b"a\n\xff,\xc3\xa4", 1).unwrap()[1].1, ["?", "ä"]);
    }

    #[test]
    fn text_behind_a_closing_quote_is_noted() {
        let mut reader = Reader::new(&b"a,\"b\"c,d\"e\n"[..]);
        let mut record = Record::default();
        assert!(reader.next(&mut record).unwrap());
        assert_eq!(record.stray_quote, Some(1));
        assert_eq!(record.cell(2), Some("d\"e"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            rows in prop::collection::vec(prop::collection::vec("[a,;\"\r\n'=é ]{0,6}", 2..4), 1..5),
            chunk in 1usize..9,
        ) {
            let mut text = String::from("x,y\n");
            for row in &rows {
                for (at, cell) in row.iter().enumerate() {
                    if at > 0 {
                        text.push(',');
                    }
                    domain::csv::write_cell(&mut text, cell);
                }
                text.push('\n');
            }
            let found = all(text.as_bytes(), chunk).unwrap();
            let found: Vec<Vec<String>> = found.into_iter().skip(1).map(|(_, cells)| {
                cells.iter().map(|c| domain::csv::undefuse(c).to_owned()).collect()
            }).collect();
            prop_assert_eq!(found, rows);
        }
    }
}
