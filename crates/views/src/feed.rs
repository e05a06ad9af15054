//! Posts as an Atom feed (RFC 4287).

use domain::posts::Written;
use domain::{Time, clock};

use crate::{markdown, prose};

/// The feed of posts, the newest first. `site` is the site's address without
/// a slash behind.
pub fn atom(name: &str, locale: &str, site: &str, posts: &[Written]) -> String {
    let site = site.trim_end_matches('/');
    let epoch = Time::UNIX_EPOCH;
    let updated = posts.iter().map(|written| written.post.updated_at).max().unwrap_or(epoch);
    let mut out = String::with_capacity(4096);
    out.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        text(locale)
    ));
    element(&mut out, "title", name);
    // Stable as long as the site keeps its address.
    element(&mut out, "id", &format!("{site}/"));
    element(&mut out, "updated", &clock::format(updated));
    out.push_str(&format!(
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}/\"/>\n",
        text(site)
    ));
    out.push_str(&format!("<link rel=\"self\" href=\"{}/feed.atom\"/>\n", text(site)));
    for written in posts {
        entry(&mut out, name, site, written);
    }
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, name: &str, site: &str, written: &Written) {
    let post = &written.post;
    out.push_str("<entry>\n");
    element(out, "title", &post.title);
    element(out, "id", &format!("urn:uuid:{}", post.id));
    element(out, "published", &clock::format(post.listed_at));
    element(out, "updated", &clock::format(post.updated_at));
    let author = written.author.as_ref().map_or(name, |author| &author.nickname);
    out.push_str(&format!("<author><name>{}</name></author>\n", text(author)));
    let link = format!("{site}/post/{}", post.id);
    out.push_str(&format!(
        "<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n",
        text(&link)
    ));
    let content = text(&prose::html(&post.body));
    out.push_str(&format!("<content type=\"html\">{content}</content>\n</entry>\n"));
}

fn element(out: &mut String, name: &str, value: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", text(value)));
}

/// For texts and attributes; what is no character of XML (1.0, 2.2) goes.
fn text(value: &str) -> String {
    let known = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    markdown::escape_html(&value.chars().filter(known).collect::<String>())
}

#[cfg(test)]
mod tests {
    use domain::Id;
    use domain::posts::{Author, Post, PostStatus};

    use super::*;

    #[test]
    fn an_entry_is_escaped_once_more() {
        let at = clock::parse("2026-03-01T09:30:00Z").unwrap();
        let post = Post {
            id: Id::nil(),
            author_id: None,
            title: "a < b & \"c\"\u{ffff}".into(),
            body: "*x* <script>".into(),
            status: PostStatus::Published,
            reason: None,
            created_at: at,
            updated_at: at,
            listed_at: at,
            version: 1,
        };
        let author =
            Author { id: Id::nil(), nickname: "ana".into(), picture: None, is_public: true };
        let posts =
            [Written { post: post.clone(), author: Some(author) }, Written { post, author: None }];
        let feed = atom("Site & Co", "en", "https://a.example/", &posts);
        assert!(feed.contains("<title>Site &amp; Co</title>"));
        assert!(feed.contains("<title>a &lt; b &amp; &quot;c&quot;</title>"), "{feed}");
        assert!(feed.contains("&lt;p&gt;&lt;em&gt;x&lt;/em&gt; &amp;lt;script&amp;gt;&lt;/p&gt;"));
        assert!(feed.contains("<name>ana</name>") && feed.contains("<name>Site &amp; Co</name>"));
        assert!(feed.contains("<id>urn:uuid:00000000-0000-0000-0000-000000000000</id>"));
        assert!(feed.contains("<published>2026-03-01T09:30:00"));
        assert!(feed.contains("href=\"https://a.example/post/"));
        assert!(atom("x", "en", "https://a.example", &[]).contains("<updated>1970-01-01T00:00:00"));
    }
}
