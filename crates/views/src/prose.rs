//! What people write: Markdown to HTML that can do no harm, and to a line of
//! plain text.
//!
//! Tags are made here and nowhere else: HTML in the source is shown as it was
//! typed, links lead to the web or to an e-mail address, and pictures become
//! links, so that reading asks no other host for anything. What comes out is
//! bounded by what went in, and never nested deeply.

use std::borrow::Cow;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    html,
};

#[cfg(test)]
mod tests;

/// Blocks and spans within each other; what is deeper loses its tags.
const MAX_DEPTH: usize = 16;
/// Around a table, which may be wider than the page: whoever has no pointer
/// scrolls it by keyboard (WCAG 2.2, 2.1.1).
const FRAME: (&str, &str) = ("<div class=\"scroll\" role=\"group\" tabindex=\"0\">", "</div>\n");
/// No honest text of 20,000 characters has as many parts.
const MAX_EVENTS: usize = 60_000;
/// Source that an excerpt is taken from, in octets for each of its characters.
const HEAD: usize = 8;

fn parser(markdown: &str) -> Parser<'_> {
    Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH)
}

/// HTML of a text whose page has the one `h1`: headings begin at `h2`.
pub fn html(markdown: &str) -> String {
    // NUL is no character of HTML.
    let markdown = match markdown.contains('\0') {
        true => Cow::Owned(markdown.replace('\0', "\u{fffd}")),
        false => Cow::Borrowed(markdown),
    };
    let mut made = Vec::new();
    let mut maker = Maker::default();
    for event in parser(&markdown).take(MAX_EVENTS) {
        maker.take(event, &mut made);
    }
    // Where the source was cut off, everything is closed.
    while let Some(open) = maker.open.pop() {
        open.end(&mut made);
    }
    let mut out = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut out, made.into_iter());
    out
}

/// The beginning as plain text on one line, at most `length` characters.
pub fn excerpt(markdown: &str, length: usize) -> String {
    let mut end = markdown.len().min(length * HEAD);
    while !markdown.is_char_boundary(end) {
        end -= 1;
    }
    let mut words = String::new();
    for event in parser(&markdown[..end]).take(MAX_EVENTS) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::Html(text) | Event::InlineHtml(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => words.push(' '),
            Event::End(end) if is_block(end) => words.push(' '),
            _ => {}
        }
    }
    let text = crate::markdown::one_line(&words);
    let cut = end < markdown.len();
    let Some((at, _)) = text.char_indices().nth(length.saturating_sub(1)) else {
        return if cut && !text.is_empty() { format!("{text}…") } else { text };
    };
    if !cut && text[at..].chars().nth(1).is_none() {
        return text;
    }
    // Not in the middle of a word, unless it is a very long one.
    let head = &text[..at];
    let space = head.rfind(' ').filter(|space| *space > at / 2);
    format!("{}…", head[..space.unwrap_or(at)].trim_end_matches([' ', ',', ';', ':']))
}

fn is_block(end: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    !matches!(end, Emphasis | Strong | Strikethrough | Link | Image)
}

/// A tag that was begun, and what ends it; nothing when it is left out.
struct Open<'a> {
    close: Option<Event<'a>>,
    /// What is around it.
    frame: bool,
    is_link: bool,
}

impl<'a> Open<'a> {
    fn end(self, made: &mut Vec<Event<'a>>) {
        made.extend(self.close);
        if self.frame {
            made.push(Event::InlineHtml(FRAME.1.into()));
        }
    }
}

#[derive(Default)]
struct Maker<'a> {
    open: Vec<Open<'a>>,
    /// An address to be shown if nothing else stands in its link.
    bare: Option<String>,
    /// The last heading; 1 is the page's own.
    heading: usize,
}

impl<'a> Maker<'a> {
    /// A heading's level on the page: below the page's own, and without leaving
    /// one out on the way down (WCAG 2.2, 1.3.1).
    fn below(&mut self, level: HeadingLevel) -> HeadingLevel {
        self.heading = (level as usize + 1).min(self.heading.max(1) + 1).min(6);
        HeadingLevel::try_from(self.heading).unwrap_or(HeadingLevel::H6)
    }

    fn take(&mut self, event: Event<'a>, made: &mut Vec<Event<'a>>) {
        match event {
            Event::Start(tag) => self.start(tag, made),
            Event::End(end) => self.end(end, made),
            Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => {
                if !text.trim().is_empty() {
                    self.bare = None;
                }
                made.push(Event::Text(text));
            }
            Event::Code(_) => {
                self.bare = None;
                made.push(event);
            }
            Event::SoftBreak | Event::HardBreak | Event::Rule => made.push(event),
            // Of extensions that are not enabled.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, made: &mut Vec<Event<'a>>) {
        let end = tag.to_end();
        let parent = self.open.last().is_none_or(|open| open.close.is_some());
        let fits = match tag {
            // Parts of what was left out are left out, and of what was not, not.
            Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell => parent,
            _ => self.open.len() < MAX_DEPTH,
        };
        let is_link = matches!(tag, Tag::Link { .. } | Tag::Image { .. });
        let (start, close) = match tag {
            _ if !fits => (None, None),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::Image { link_type, dest_url, .. } => self.link(link_type, &dest_url),
            Tag::Heading { level, .. } => {
                let level = self.below(level);
                let tag = Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() };
                (Some(Event::Start(tag)), Some(Event::End(TagEnd::Heading(level))))
            }
            // No class of the writer's.
            Tag::CodeBlock(_) => {
                let tag = Tag::CodeBlock(CodeBlockKind::Indented);
                (Some(Event::Start(tag)), Some(Event::End(TagEnd::CodeBlock)))
            }
            Tag::HtmlBlock => {
                (Some(Event::Start(Tag::Paragraph)), Some(Event::End(TagEnd::Paragraph)))
            }
            // Without styles, which the page's policy forbids.
            Tag::Table(columns) => {
                let plain = vec![Alignment::None; columns.len()];
                (Some(Event::Start(Tag::Table(plain))), Some(Event::End(end)))
            }
            tag => (Some(Event::Start(tag)), Some(Event::End(end))),
        };
        let frame = matches!(close, Some(Event::End(TagEnd::Table)));
        if frame {
            made.push(Event::InlineHtml(FRAME.0.into()));
        }
        made.extend(start);
        self.open.push(Open { close, frame, is_link });
    }

    fn end(&mut self, end: TagEnd, made: &mut Vec<Event<'a>>) {
        let Some(open) = self.open.pop() else { return };
        if open.is_link
            && let Some(address) = self.bare.take()
        {
            made.push(Event::Text(address.into()));
        }
        match open.close {
            None if is_block(end) => made.push(Event::SoftBreak),
            _ => open.end(made),
        }
    }

    /// A link, unless it is within one or leads where none may lead.
    fn link(&mut self, kind: LinkType, address: &str) -> (Option<Event<'a>>, Option<Event<'a>>) {
        let address = match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_owned(),
        };
        let within = self.open.iter().any(|open| open.is_link && open.close.is_some());
        if within || !may_lead(&address) {
            return (None, None);
        }
        let href = crate::markdown::escape_html(&address);
        let start = format!("<a href=\"{href}\" rel=\"nofollow ugc noopener\">");
        self.bare = Some(address);
        let tag = |html: CowStr<'a>| Some(Event::InlineHtml(html));
        (tag(start.into()), tag("</a>".into()))
    }
}

/// Links lead to the web or to an e-mail address, by absolute addresses.
fn may_lead(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.starts_with("//") && rest.len() > 2,
        "mailto" => !rest.is_empty(),
        _ => false,
    }
}
