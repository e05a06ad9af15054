use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

/// Tags that a text may come out with, besides links and numbered lists.
const TAGS: [&str; 24] = [
    "<div class=\"scroll\" role=\"group\" tabindex=\"0\">",
    "<p>",
    "<h2>",
    "<h3>",
    "<h4>",
    "<h5>",
    "<h6>",
    "<ul>",
    "<li>",
    "<blockquote>",
    "<pre>",
    "<code>",
    "<em>",
    "<strong>",
    "<del>",
    "<table>",
    "<thead>",
    "<tbody>",
    "<tr>",
    "<th>",
    "<td>",
    "<hr>",
    "<hr />",
    "<br />",
];

/// Fails for a tag that is not ours, not closed or nested too deeply.
fn check(source: &str) -> Result<String, TestCaseError> {
    let html = html(source);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let tag = &rest[at..];
        let end = tag.find('>');
        prop_assert!(end.is_some(), "a tag is not closed: {html}");
        let (tag, after) = tag.split_at(end.unwrap_or(0) + 1);
        rest = after;
        if let Some(name) = tag.strip_prefix("</") {
            let name = name.trim_end_matches('>');
            prop_assert_eq!(open.pop(), Some(name), "{}", html);
            continue;
        }
        let name = tag[1..].split([' ', '>']).next().unwrap_or_default();
        match name {
            "a" => {
                let address = tag.strip_prefix("<a href=\"").and_then(|tag| {
                    let tail = tag.strip_suffix("\" rel=\"nofollow ugc noopener\">")?;
                    (!tail.contains(['"', '<'])).then_some(tail)
                });
                prop_assert!(address.is_some_and(may_lead), "{tag}");
                prop_assert!(!open.contains(&"a"), "{html}");
            }
            "ol" => {
                let start = tag.strip_prefix("<ol start=\"").and_then(|t| t.strip_suffix("\">"));
                let number = start.is_some_and(|start| start.parse::<u64>().is_ok());
                prop_assert!(tag == "<ol>" || number, "{tag}");
            }
            _ => prop_assert!(TAGS.contains(&tag), "{tag} in {html}"),
        }
        if !matches!(name, "hr" | "br") {
            open.push(name);
        }
        // A code block is two tags, a table's cell five.
        prop_assert!(open.len() <= MAX_DEPTH + 8, "{html}");
    }
    prop_assert!(open.is_empty(), "{html}");
    Ok(html)
}

#[test]
fn marks_become_tags() {
    assert_eq!(
        html("# Title\n\nSome *very* **good** ~~bad~~ `code`.\n\n- one\n- two\n\n> said"),
        "<h2>Title</h2>\n<p>Some <em>very</em> <strong>good</strong> <del>bad</del> \
         <code>code</code>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n\
         <blockquote>\n<p>said</p>\n</blockquote>\n"
    );
    assert_eq!(html("###### deep"), "<h2>deep</h2>\n");
    assert_eq!(html("```js evil\" onload=x\na<b\n```"), "<pre><code>a&lt;b\n</code></pre>\n");
    let table = html("|a|b|\n|:-|-:|\n|1|2|\n");
    assert!(table.contains("<th>a</th>") && !table.contains("style"), "{table}");
    // Code is wrapped, a table scrolls: by keyboard, too.
    let framed = table.strip_prefix("<div class=\"scroll\" role=\"group\" tabindex=\"0\"><table>");
    assert!(framed.is_some_and(|rest| rest.ends_with("</table>\n</div>\n")), "{table}");
}

#[test]
fn links_lead_to_the_web_or_to_an_address() {
    const REL: &str = "rel=\"nofollow ugc noopener\"";
    assert_eq!(
        html("[a](https://a.example/?x=1&y=\"2\" \"title\")"),
        format!("<p><a href=\"https://a.example/?x=1&amp;y=&quot;2&quot;\" {REL}>a</a></p>\n")
    );
    assert_eq!(
        html("<ana@a.example>"),
        format!("<p><a href=\"mailto:ana@a.example\" {REL}>ana@a.example</a></p>\n")
    );
    for bad in [
        "[a](javascript:alert(1))",
        "[a](JaVaScRiPt:alert(1))",
        "[a](java&#10;script:alert(1))",
        "[a](&#106;avascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](file:///etc/passwd)",
        "[a](//evil.example)",
        "[a](/post/1/delete)",
        "[a](http:)",
        "[a](https:evil.example)",
        "[a](<\thttps://a.example>)",
        "[a]\n\n[a]: javascript:x",
    ] {
        let html = html(bad);
        assert!(!html.contains("<a"), "{bad}: {html}");
        assert!(html.contains('a'), "{bad}: {html}");
    }
    assert!(html("[a](HTTPS://a.example)").contains("<a href=\"HTTPS://a.example\""));
}

#[test]
fn pictures_become_links() {
    const A: &str = "<a href=\"https://a.example/p.png\" rel=\"nofollow ugc noopener\">";
    assert_eq!(html("![a cat](https://a.example/p.png)"), format!("<p>{A}a cat</a></p>\n"));
    let bare = html("![](https://a.example/p.png)");
    assert_eq!(bare, format!("<p>{A}https://a.example/p.png</a></p>\n"));
    assert_eq!(html("![x](/pictures/1.webp)"), "<p>x</p>\n");
    assert_eq!(html("![x](data:image/svg+xml,y)"), "<p>x</p>\n");
    // A link is never within another.
    let nested = html("[![cat](https://b.example)](https://a.example/p.png)");
    assert_eq!(nested, format!("<p>{A}cat</a></p>\n"));
    let nested = html("![a [b](https://b.example) c](https://a.example/p.png)");
    assert_eq!(nested, format!("<p>{A}a b c</a></p>\n"));
}

#[test]
fn html_is_shown_as_it_was_typed() {
    for source in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "<a href=\"javascript:x\">y</a>",
        "<!-- x --><style>*{display:none}</style>",
        "<svg><script>alert(1)</script></svg>",
        "`<script>`",
        "    <script>",
        "<div\n\nx=\"*y*\">",
        "</main></body><iframe src=//evil.example>",
        "[<img src=x>](https://a.example)",
        "# <b>x",
        "| <script> |\n|-|\n| <svg onload=x> |",
        "\\<script>",
        "&lt;script&gt;&#60;script&#62;",
    ] {
        let html = check(source).unwrap();
        assert!(!html.contains("<script") && !html.contains("<img"), "{html}");
        assert!(html.contains("&lt;") || html.contains("href"), "{source}: {html}");
    }
    assert_eq!(html("a\0b"), "<p>a\u{fffd}b</p>\n");
}

#[test]
fn nasty_texts_are_bounded() {
    let long = |part: &str| part.repeat(20_000 / part.len());
    let definitions =
        format!("[a]: https://a.example/{}\n\n{}", "x".repeat(9_000), "[a] ".repeat(2_700));
    let table = format!("{}\n{}\n{}", "a|".repeat(1_500), "-|".repeat(1_500), "|\n".repeat(7_000));
    let mut hostile: Vec<String> = [
        ">",
        "> ",
        "- ",
        "-\n",
        "1. ",
        "1) \n",
        "*",
        "_",
        "**a",
        "*a_b",
        "`",
        "``` ",
        "[",
        "]",
        "![",
        "[]()",
        "[a](",
        "[a](<",
        "<",
        "<!--",
        "<a ",
        "<?",
        "<![CDATA[",
        "\\",
        "&",
        "&#",
        "\"",
        "|",
        "|-|\n",
        "~~",
        "~",
        "#\n",
        "# ",
        "\n",
        "\t",
        "\t- ",
        "[a]:\n",
        "[^a]",
        "a\n=\n",
        "* * ",
        "\0",
        "é́",
        "😀",
        "http://",
    ]
    .map(long)
    .to_vec();
    hostile.extend([
        definitions,
        table,
        format!("{}{}", "[".repeat(10_000), "](https://a.example)".repeat(500)),
        format!("{}\n{}", ">".repeat(10_000), "a\n".repeat(5_000)),
        format!("{}\n{}", "- ".repeat(5_000), "\n".repeat(10_000)),
        (0..140).map(|n| format!("{}- a\n", "  ".repeat(n))).collect(),
        format!("{}{}", "*a ".repeat(3_300), "*".repeat(10_000)),
    ]);
    for source in hostile {
        let began = Instant::now();
        let html = check(&source).unwrap();
        let head: String = source.chars().take(12).collect();
        assert!(html.len() < 2_000_000, "{head:?} makes {} octets", html.len());
        excerpt(&source, 300);
        // Debug builds are ten times as slow.
        assert!(began.elapsed() < Duration::from_secs(5), "{head:?} takes {:?}", began.elapsed());
    }
}

#[test]
fn an_excerpt_is_words_alone() {
    let source =
        "# Head\n\nSome *very*\n[good](https://a.example) `x`.\n\n- one\n- two\n\n<b>raw</b>";
    assert_eq!(excerpt(source, 300), "Head Some very good x. one two <b>raw</b>");
    assert_eq!(excerpt("one two three", 13), "one two three");
    assert_eq!(excerpt("one two three", 12), "one two…");
    assert_eq!(excerpt("one, two three", 6), "one…");
    assert_eq!(excerpt(&"x".repeat(50), 10), format!("{}…", "x".repeat(9)));
    assert_eq!(excerpt("", 10), "");
    assert_eq!(excerpt("![a cat](https://a.example)\u{202e}!", 20), "a cat!");
}

proptest! {
    #[test]
    fn whatever_is_typed_comes_out_harmless(source in "[-a-c<>\\[\\]()!#*_`~|&;:/\"'\\\\ \\n\\t.=+1é😀]{0,120}") {
        check(&source)?;
    }

    #[test]
    fn parts_of_attacks_come_out_harmless(parts in proptest::collection::vec(proptest::sample::select(vec![
        "<script>", "</script>", "<img src=x onerror=y>", "javascript:", "https://a.example", "[", "](", ")", "![", "\n", "\n\n",
        "> ", "- ", "1. ", "*", "**", "`", "```\n", "<", ">", "\"", "&#106;", "|", "|-|\n", "# ", "    ", "a", "<!--", "-->", "]: ",
    ]), 0..40)) {
        check(&parts.concat())?;
    }

    #[test]
    fn an_excerpt_is_short_and_one_line(source in "\\PC{0,200}(\n\\PC{0,50}){0,3}", length in 1usize..120) {
        let excerpt = excerpt(&source, length);
        prop_assert!(excerpt.chars().count() <= length.max(2), "{}", excerpt);
        prop_assert!(!excerpt.contains('\n'));
    }
}

#[test]
fn no_level_of_headings_is_left_out() {
    let levels = |source: &str| -> Vec<String> {
        let html = html(source);
        html.split("<h").skip(1).map(|rest| rest[..1].to_owned()).collect()
    };
    assert_eq!(levels("# a\n\n## b\n\n# c"), ["2", "3", "2"]);
    assert_eq!(levels("## a\n\n###### b\n\n###### c\n\n# d"), ["2", "3", "4", "2"]);
}
