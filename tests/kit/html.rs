//! Reading pages, strictly: what is not well-formed is an error, so every page
//! that a test sees is checked for it.

/// Elements without content (HTML, 13.1.2).
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// A page as a flat list of elements and texts, in document order.
#[derive(Clone, Debug, Default)]
pub struct Html {
    nodes: Vec<Node>,
}

#[derive(Clone, Debug)]
struct Node {
    /// Empty for a text.
    tag: String,
    attributes: Vec<(String, String)>,
    text: String,
    /// The first node that is no descendant.
    end: usize,
}

#[derive(Clone, Copy, Debug)]
pub struct Element<'a> {
    html: &'a Html,
    at: usize,
}

impl Html {
    pub fn parse(source: &str) -> Result<Html, String> {
        Parser { source, at: 0, html: Html::default(), open: Vec::new() }.run()
    }

    fn within(&self, from: usize, to: usize) -> impl Iterator<Item = Element<'_>> {
        let elements = (from..to).filter(|at| !self.nodes[*at].tag.is_empty());
        elements.map(|at| Element { html: self, at })
    }

    pub fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        self.within(0, self.nodes.len())
    }

    pub fn all(&self, tag: &str) -> Vec<Element<'_>> {
        self.elements().filter(|element| element.tag() == tag).collect()
    }

    pub fn first(&self, tag: &str) -> Option<Element<'_>> {
        self.elements().find(|element| element.tag() == tag)
    }

    pub fn by_id(&self, id: &str) -> Option<Element<'_>> {
        self.elements().find(|element| element.attribute("id") == Some(id))
    }
}

impl<'a> Element<'a> {
    fn node(&self) -> &'a Node {
        &self.html.nodes[self.at]
    }

    pub fn tag(&self) -> &'a str {
        &self.node().tag
    }

    pub fn attributes(&self) -> &'a [(String, String)] {
        &self.node().attributes
    }

    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let found = self.attributes().iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    pub fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }

    /// An attribute that matters, or nothing.
    pub fn get(&self, name: &str) -> &'a str {
        self.attribute(name).unwrap_or_default()
    }

    /// What stands inside, without the element itself.
    pub fn all(&self, tag: &str) -> Vec<Element<'a>> {
        let inside = self.html.within(self.at + 1, self.node().end);
        inside.filter(|element| element.tag() == tag).collect()
    }

    pub fn contains(&self, other: Element) -> bool {
        (self.at + 1..self.node().end).contains(&other.at)
    }

    /// All texts inside, exactly as they stand.
    pub fn raw_text(&self) -> String {
        self.html.nodes[self.at..self.node().end].iter().map(|n| n.text.as_str()).collect()
    }

    /// All texts inside with blanks as a reader sees them.
    pub fn text(&self) -> String {
        self.raw_text().split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    html: Html,
    open: Vec<usize>,
}

impl Parser<'_> {
    fn run(mut self) -> Result<Html, String> {
        while self.at < self.source.len() {
            let rest = &self.source[self.at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                self.at += 4 + comment.find("-->").ok_or_else(|| self.error("a comment"))? + 3;
            } else if rest.starts_with("<!") {
                self.at += rest.find('>').ok_or_else(|| self.error("a declaration"))? + 1;
            } else if rest.starts_with("</") {
                self.close()?;
            } else if rest.starts_with('<') {
                self.element()?;
            } else {
                let end = rest.find('<').unwrap_or(rest.len());
                let text = decode(&rest[..end]).map_err(|e| self.error(&e))?;
                self.push(String::new(), Vec::new(), text);
                self.at += end;
            }
        }
        match self.open.pop() {
            Some(at) => Err(format!("<{}> is never closed", self.html.nodes[at].tag)),
            None => Ok(self.html),
        }
    }

    fn error(&self, what: &str) -> String {
        let rest: String = self.source[self.at..].chars().take(80).collect();
        format!("{what}: {rest:?}")
    }

    fn push(&mut self, tag: String, attributes: Vec<(String, String)>, text: String) -> usize {
        let at = self.html.nodes.len();
        self.html.nodes.push(Node { tag, attributes, text, end: at + 1 });
        at
    }

    fn close(&mut self) -> Result<(), String> {
        let rest = &self.source[self.at + 2..];
        let end = rest.find('>').ok_or_else(|| self.error("an open end"))?;
        let name = rest[..end].trim().to_ascii_lowercase();
        let last = self.open.pop().ok_or_else(|| self.error("an end without a start"))?;
        if self.html.nodes[last].tag != name {
            let tag = &self.html.nodes[last].tag;
            return Err(self.error(&format!("<{tag}> is open at an end of another")));
        }
        self.html.nodes[last].end = self.html.nodes.len();
        self.at += 2 + end + 1;
        Ok(())
    }

    fn element(&mut self) -> Result<(), String> {
        let rest = &self.source[self.at + 1..];
        let ends = |c: char| !c.is_ascii_alphanumeric() && c != '-';
        let length = rest.find(ends).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.error("a bare <"));
        }
        let tag = rest[..length].to_ascii_lowercase();
        self.at += 1 + length;
        let (attributes, closed) = self.attributes()?;
        let at = self.push(tag.clone(), attributes, String::new());
        // What holds no elements ends at its own end tag.
        if ["script", "style", "title", "textarea"].contains(&tag.as_str()) && !closed {
            let rest = &self.source[self.at..];
            let end = rest.find(&format!("</{tag}")).ok_or_else(|| self.error("no end"))?;
            let raw = match tag.as_str() {
                "textarea" => rest[..end].strip_prefix('\n').unwrap_or(&rest[..end]),
                _ => &rest[..end],
            };
            let text = match tag.as_str() {
                "script" | "style" => raw.to_owned(),
                _ => decode(raw).map_err(|e| self.error(&e))?,
            };
            self.push(String::new(), Vec::new(), text);
            self.open.push(at);
            self.at += end;
        } else if !closed && !VOID.contains(&tag.as_str()) {
            self.open.push(at);
        }
        Ok(())
    }

    /// The attributes up to `>`, and whether the element closes itself.
    fn attributes(&mut self) -> Result<(Vec<(String, String)>, bool), String> {
        let mut found: Vec<(String, String)> = Vec::new();
        loop {
            let rest = &self.source[self.at..];
            let trimmed = rest.trim_start();
            let gap = rest.len() - trimmed.len();
            self.at += gap;
            if trimmed.starts_with('>') {
                self.at += 1;
                return Ok((found, false));
            }
            if trimmed.starts_with("/>") {
                self.at += 2;
                return Ok((found, true));
            }
            if gap == 0 {
                return Err(self.error("no blank before an attribute"));
            }
            let ends = |c: char| c.is_whitespace() || "=>/\"'<".contains(c);
            let length = trimmed.find(ends).unwrap_or(trimmed.len());
            if length == 0 {
                return Err(self.error("a strange attribute"));
            }
            let name = trimmed[..length].to_owned();
            if found.iter().any(|(key, _)| *key == name) {
                return Err(self.error(&format!("{name} twice")));
            }
            self.at += length;
            let value = match trimmed[length..].strip_prefix("=\"") {
                Some(value) => {
                    let end = value.find('"').ok_or_else(|| self.error("an open quote"))?;
                    self.at += 2 + end + 1;
                    decode(&value[..end]).map_err(|e| self.error(&e))?
                }
                None if trimmed[length..].starts_with('=') => {
                    return Err(self.error("a value without quotes"));
                }
                None => String::new(),
            };
            found.push((name, value));
        }
    }
}

/// Replaces character references; the names are those that templates use.
fn decode(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find(';').filter(|end| *end <= 10).ok_or("a bare &")?;
        let name = &rest[..end];
        let number = match (name.strip_prefix("#x"), name.strip_prefix('#')) {
            (Some(hex), _) => u32::from_str_radix(hex, 16).ok(),
            (None, Some(decimal)) => decimal.parse().ok(),
            (None, None) => match name {
                "amp" => Some('&' as u32),
                "lt" => Some('<' as u32),
                "gt" => Some('>' as u32),
                "quot" => Some('"' as u32),
                "nbsp" => Some(0xa0),
                _ => None,
            },
        };
        let char = number.and_then(char::from_u32);
        out.push(char.ok_or_else(|| format!("the reference &{name};"))?);
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}
