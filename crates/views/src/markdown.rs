//! E-mail bodies: Markdown to plain text and to styled HTML, and values made
//! harmless for both.

use crate::bidi;
use pulldown_cmark::{CowStr, Event, Parser, Tag, TagEnd, html};

/// Makes a value mean nothing but itself in Markdown and in HTML: one line,
/// with every punctuation mark as a character reference (CommonMark 0.31.2,
/// 6.2: those never are structure).
pub fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in one_line(value).chars() {
        if c.is_ascii_punctuation() {
            out.push_str(&format!("&#{};", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

/// One line without control characters, nor those that turn the direction of
/// what follows.
pub fn one_line(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    words.join(" ").chars().filter(|c| !c.is_control() && !bidi::turns(*c)).collect()
}

/// For HTML texts and attributes.
pub fn escape_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// A template's links lead to the web or to an e-mail address.
fn may_link(url: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme))
}

const HEADING: &str = "margin:0 0 24px;font-size:20px;line-height:1.3";
const PARAGRAPH: &str = "margin:0 0 16px";
const QUOTE: &str = "margin:0 0 16px;padding:0 0 0 16px;border-left:4px solid #cbd2d9";
const LINK: &str = "color:#1d4ed8;text-decoration:underline;overflow-wrap:anywhere";
const PICTURE: &str = "display:block;max-width:100%;width:240px;height:auto;margin:16px 0 0";
const BUTTON: &str = "display:inline-block;padding:12px 20px;border-radius:6px;\
    background-color:#1d4ed8;color:#ffffff;font-weight:600;text-decoration:none";

/// A picture that comes inside the e-mail (RFC 2392), so that showing it
/// fetches nothing.
fn is_inside(url: &str) -> bool {
    url.starts_with("cid:")
}

/// HTML with inline styles; a paragraph that is one link becomes a button.
/// Pictures from elsewhere become their descriptions, so that reading fetches
/// nothing.
pub fn to_html(markdown: &str) -> String {
    let events: Vec<Event> = Parser::new(markdown).collect();
    let mut button = false;
    // The picture that is open, and its description so far.
    let mut picture: Option<(String, String)> = None;
    let mut open = Vec::new();
    let styled = events.iter().enumerate().filter_map(|(at, event)| {
        if let Some((url, mut description)) = picture.take() {
            match event {
                Event::End(TagEnd::Image) => {
                    let (url, alt) = (escape_html(&url), escape_html(&description));
                    let img = format!("<img src=\"{url}\" alt=\"{alt}\" style=\"{PICTURE}\">");
                    return Some(Event::InlineHtml(CowStr::from(img)));
                }
                Event::Text(text) => description.push_str(text),
                _ => {}
            }
            picture = Some((url, description));
            return None;
        }
        let html = match event {
            Event::Start(Tag::Image { dest_url, .. }) if is_inside(dest_url) => {
                picture = Some((dest_url.to_string(), String::new()));
                return None;
            }
            Event::Start(Tag::Heading { .. }) => format!("<h1 style=\"{HEADING}\">"),
            Event::End(TagEnd::Heading(_)) => "</h1>\n".to_owned(),
            Event::Start(Tag::Paragraph) => {
                button = is_single_link(&events[at..]);
                format!("<p style=\"{PARAGRAPH}\">")
            }
            Event::Start(Tag::BlockQuote(_)) => format!("<blockquote style=\"{QUOTE}\">"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                open.push(may_link(dest_url));
                if !may_link(dest_url) {
                    return None;
                }
                let style = if button { BUTTON } else { LINK };
                format!("<a href=\"{}\" style=\"{style}\">", escape_html(dest_url))
            }
            Event::End(TagEnd::Link) if open.pop() != Some(true) => return None,
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            other => return Some(other.clone()),
        };
        Some(Event::InlineHtml(CowStr::from(html)))
    });
    let mut out = String::new();
    html::push_html(&mut out, styled);
    out
}

/// Whether a paragraph holds one link and nothing beside it.
fn is_single_link(events: &[Event]) -> bool {
    let Some(end) = events.iter().position(|e| matches!(e, Event::End(TagEnd::Paragraph))) else {
        return false;
    };
    let links = events[..end].iter().filter(|e| matches!(e, Event::Start(Tag::Link { .. })));
    matches!(events.get(1), Some(Event::Start(Tag::Link { .. })))
        && matches!(events[end - 1], Event::End(TagEnd::Link))
        && links.count() == 1
}

/// Plain text: each link's address stands on a line of its own beneath the
/// words that bear it. A block with a picture that comes inside the e-mail is
/// left out.
pub fn to_text(markdown: &str) -> String {
    let mut text = Text::default();
    for event in Parser::new(markdown) {
        text.take(event);
    }
    text.flush();
    text.out.trim_end().to_owned()
}

#[derive(Default)]
struct Text {
    out: String,
    block: String,
    /// Address and the length of `block` where its words begin.
    link: Option<(String, usize)>,
    urls: Vec<String>,
    /// Length of the words that bear a link, when `block` begins with them.
    label: usize,
    /// Open lists: the next number, if they have numbers.
    lists: Vec<Option<u64>>,
    marker: String,
    quotes: usize,
    /// Whether `block` is about a picture that text cannot show.
    pictured: bool,
}

impl Text {
    fn take(&mut self, event: Event) {
        match event {
            Event::Text(text) | Event::Code(text) => self.block.push_str(&text),
            Event::SoftBreak => self.block.push(' '),
            Event::HardBreak => self.block.push('\n'),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.link = Some((dest_url.into_string(), self.block.len()));
            }
            Event::End(TagEnd::Link) => {
                if let Some((url, from)) = self.link.take()
                    && may_link(&url)
                    && self.block.get(from..) != Some(&url)
                {
                    self.urls.push(url);
                    self.label = if from == 0 { self.block.len() } else { 0 };
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) if is_inside(&dest_url) => {
                self.pictured = true;
            }
            Event::Start(Tag::List(first)) => {
                self.flush();
                self.lists.push(first);
            }
            Event::End(TagEnd::List(_)) => {
                self.flush();
                self.lists.pop();
                if self.lists.is_empty() {
                    self.out.push('\n');
                }
            }
            Event::Start(Tag::Item) => {
                self.flush();
                self.marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.flush();
                self.quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_))
            | Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item,
            )
            | Event::Rule => self.flush(),
            _ => {}
        }
    }

    /// Writes the block that ended, with its addresses beneath.
    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        if std::mem::take(&mut self.pictured) {
            self.urls.clear();
            self.label = 0;
            return;
        }
        if std::mem::take(&mut self.label) == block.len() && !block.is_empty() {
            block.push(':');
        }
        let urls = std::mem::take(&mut self.urls);
        if block.trim().is_empty() && urls.is_empty() {
            return;
        }
        let marker = std::mem::take(&mut self.marker);
        let quote = "> ".repeat(self.quotes);
        let indent = " ".repeat(marker.len());
        let lines = block.trim().lines().chain(urls.iter().map(String::as_str));
        for (at, line) in lines.enumerate() {
            let lead = if at == 0 { &marker } else { &indent };
            self.out.push_str(&format!("{quote}{lead}{line}\n"));
        }
        if self.lists.is_empty() {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_the_shape_and_drops_the_marks() {
        let source = "# Hi\n\nSee [the *page*](https://a.example/x?a=1&b=2) now,\nor not.\n\n\
            - one\n- `two`\n\n3. three\n\n![a picture](https://a.example/p.png)\n\n\
            <https://a.example>\n\n[bad](javascript:alert)";
        assert_eq!(
            to_text(source),
            "Hi\n\nSee the page now, or not.\nhttps://a.example/x?a=1&b=2\n\n\
             - one\n- two\n\n3. three\n\na picture\n\nhttps://a.example\n\nbad"
        );
        let html = to_html(source);
        assert!(html.contains("href=\"https://a.example/x?a=1&amp;b=2\""));
        assert!(!html.contains("<img") && !html.contains("javascript"));
    }

    #[test]
    fn a_picture_that_comes_inside_is_shown_where_it_can_be() {
        let source = "Before\n\nScan it:\\\n![The code <1>](cid:qr.1@a.example)\n\nAfter";
        assert_eq!(to_text(source), "Before\n\nAfter");
        let html = to_html(source);
        assert!(
            html.contains("<img src=\"cid:qr.1@a.example\" alt=\"The code &lt;1&gt;\""),
            "{html}"
        );
        assert_eq!(html.matches("The code").count(), 1);
    }

    #[test]
    fn one_link_alone_is_a_button() {
        assert!(to_html("[go](https://a.example)").contains("inline-block"));
        assert!(!to_html("[go](https://a.example) now").contains("inline-block"));
        assert_eq!(to_text("[go](https://a.example)"), "go:\nhttps://a.example");
    }

    #[test]
    fn escaped_values_come_out_as_they_went_in() {
        let all: String = (' '..='~').collect();
        for value in
            [&all, "1. x", "    x", "- x", "+ x", "a\\", "&amp;", "é ж", "~~~", "===", "> q"]
        {
            let markdown = format!("{}\n{}", escape(value), escape(value));
            let plain = value.trim();
            assert_eq!(to_text(&markdown), format!("{plain} {plain}"));
            let html = to_html(&markdown);
            assert_eq!(html.matches('<').count(), 2, "{html}");
        }
        assert_eq!(escape("a\r\n\0b\u{202e}c"), "a bc");
    }
}
