use super::*;

const RED: [u8; 4] = [255, 0, 0, 255];

fn svg(body: &str) -> String {
    format!("<svg xmlns=\"{NAMESPACE}\" viewBox=\"0 0 512 512\">{body}</svg>")
}

fn drawn(text: &str) -> Result<Square> {
    assert!(is_one(text.as_bytes()), "{text:.100}");
    square(text.as_bytes())
}

#[track_caller]
fn refused(body: &str) {
    let refused = drawn(&svg(body)).err().map(|error| error.code());
    assert_eq!(refused, Some("too_many_pixels"), "{body:.100}");
}

/// The colour in the middle.
#[track_caller]
fn middle(text: &str) -> [u8; 4] {
    let square = drawn(text).unwrap_or_else(|error| panic!("{error}: {text:.200}"));
    assert_eq!((square.side, square.rgba.len()), (512, 512 * 512 * 4));
    let at = (256 * 512 + 256) * 4;
    square.rgba[at..at + 4].try_into().unwrap()
}

#[test]
fn drawings_are_drawn_at_one_size_whatever_theirs_is() {
    assert_eq!(middle(&svg("<rect width=\"512\" height=\"512\" fill=\"red\"/>")), RED);
    assert_eq!(middle(&svg("")), [0; 4]);
    for size in ["0.001", "1", "1000000000"] {
        let rect = "<rect width=\"100%\" height=\"100%\" fill=\"red\"/>";
        let head = format!("<svg xmlns=\"{NAMESPACE}\" width=\"{size}\" height=\"{size}\">");
        assert_eq!(middle(&format!("{head}{rect}</svg>")), RED, "{size}");
    }
    // Of a wide one, the middle.
    let wide = format!(
        "<svg xmlns=\"{NAMESPACE}\" viewBox=\"0 0 300 100\"><path d=\"M100 0h100v100h-100z\" \
         fill=\"red\"/></svg>"
    );
    assert!(drawn(&wide).unwrap().rgba.chunks(4).all(|pixel| pixel == RED));
}

#[test]
fn a_type_may_be_named_and_nothing_defined() {
    let red = svg("<rect width=\"512\" height=\"512\" fill=\"red\"/>");
    let named = "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
                 \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">\n";
    assert_eq!(middle(&format!("{named}{red}")), RED);
    let laughs: String = (1..10)
        .map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10)))
        .collect();
    for inside in [
        "<!ENTITY c \"red\">",
        "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
        "<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;",
        &laughs,
    ] {
        let text = format!("<!DOCTYPE svg [{inside}]>{red}");
        assert!(matches!(drawn(&text), Err(Error::NotAPicture)), "{inside}");
    }
}

#[test]
fn scripts_and_what_lies_elsewhere_are_passed_over() {
    let red = "<rect width=\"512\" height=\"512\" fill=\"red\" onload=\"alert(1)\"/>";
    for more in [
        "<script>alert(1)</script>",
        "<foreignObject><body xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>",
        "<image href=\"http://127.0.0.1:9/x.png\" width=\"512\" height=\"512\"/>",
        "<image href=\"/etc/passwd\" width=\"512\" height=\"512\"/>",
        "<image href=\"data:image/svg+xml;base64,PHN2Zy8+\" width=\"9\" height=\"9\"/>",
        "<use href=\"http://127.0.0.1:9/x.svg#x\"/>",
        "<style>@import url(http://127.0.0.1:9/x.css);</style>",
        "<text x=\"0\" y=\"256\" font-size=\"500\">XXXX</text>",
    ] {
        assert_eq!(middle(&svg(&format!("{red}{more}"))), RED, "{more}");
    }
}

#[test]
fn what_is_no_svg_is_refused() {
    for text in [
        "<svg width=\"5\" height=\"5\"><rect width=\"5\" height=\"5\"/></svg>",
        "<?xml version=\"1.0\"?><rss/>",
        "<!DOCTYPE html><html></html>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"",
        &svg("<rect>"),
        &svg("&lol;"),
        &svg("\0"),
    ] {
        assert!(matches!(drawn(text), Err(Error::NotAPicture)), "{text}");
    }
    assert!(!is_one(b"GIF89a") && !is_one(b"") && !is_one(b"{\"a\":1}"));
    assert!(matches!(square(b"<svg \xff"), Err(Error::NotAPicture)));
}

#[test]
fn references_do_not_multiply_without_end() {
    let each = |count: usize, make: fn(usize) -> String| (1..count).map(make).collect::<String>();
    refused(&each(12, |n| {
        format!("<g id=\"g{n}\">{}</g>", format!("<use href=\"#g{}\"/>", n - 1).repeat(10))
    }));
    refused(&each(40, |n| {
        let rect = format!("<rect width=\"9\" height=\"9\" fill=\"url(#p{})\"/>", n - 1);
        format!("<pattern id=\"p{n}\" width=\"1\" height=\"1\">{rect}{rect}</pattern>")
    }));
    refused(&each(6000, |n| {
        format!(
            "<linearGradient id=\"g{n}\" href=\"#g{}\"/>\
             <rect width=\"9\" height=\"9\" fill=\"url(#g{n})\"/>",
            n + 1
        )
    }));
    let dots = "<path d=\"M0 0h5\"/>".repeat(50);
    refused(&format!(
        "<marker id=\"m\">{dots}</marker><g marker-mid=\"url(#m)\"><path d=\"M0 0{}\"/></g>",
        "h1".repeat(20_000)
    ));
    refused(&format!("{}{}", "<g>".repeat(5000), "</g>".repeat(5000)));
    let circle = svg("<g id=\"a\"><use href=\"#b\"/></g><g id=\"b\"><use href=\"#a\"/></g>");
    assert!(matches!(drawn(&circle), Err(Error::NotAPicture)));
}

#[test]
fn what_would_take_long_is_not_begun() {
    let whole = "width=\"512\" height=\"512\"";
    let gradient = "<linearGradient id=\"g\"><stop stop-color=\"red\"/></linearGradient>";
    let filter =
        |step: &str| format!("<filter id=\"f\">{step}</filter><rect {whole} filter=\"url(#f)\"/>");
    refused(&format!("{gradient}{}", format!("<rect {whole} fill=\"url(#g)\"/>").repeat(5000)));
    refused(&filter("<feMorphology radius=\"500\"/>"));
    refused(&filter("<feTurbulence numOctaves=\"1000000000\"/>"));
    refused(&filter(&"<feGaussianBlur stdDeviation=\"100\"/>".repeat(300)));
    refused(&format!(
        "<pattern id=\"p\" width=\"1e6\" height=\"1e6\" patternUnits=\"userSpaceOnUse\">\
         <rect {whole}/></pattern><rect {whole} fill=\"url(#p)\"/>"
    ));
    let group = "<g opacity=\".5\">";
    refused(&format!("{}<rect {whole}/>{}", group.repeat(90), "</g>".repeat(90)));
    refused("<path d=\"M0 0L9999 9999\" stroke=\"red\" stroke-dasharray=\".001\"/>");
    let tangle: String =
        (0..40_000).map(|n| format!("L{} {}", n * 7919 % 512, n % 2 * 512)).collect();
    refused(&format!("<path d=\"M0 0{tangle}\"/>"));
    let heap = "l1 1l-1 1z".repeat(30_000);
    refused(&format!("<path d=\"M5 5{heap}\" fill=\"none\" stroke=\"red\" stroke-width=\"9\"/>"));
    refused(&format!(
        "<style>{}</style>{}",
        ".a > g rect:first-child{fill:red}".repeat(8000),
        "<rect/>".repeat(9000)
    ));
    // What designers' programs make of a shadow is not much.
    let shadow = "<feFlood flood-opacity=\"0\"/><feColorMatrix in=\"SourceAlpha\" values=\"0 0 0 0 0 \
                  0 0 0 0 0 0 0 0 0 0 0 0 0 127 0\"/><feOffset dy=\"4\"/><feGaussianBlur \
                  stdDeviation=\"20\"/><feBlend in2=\"SourceGraphic\"/>";
    assert!(drawn(&svg(&filter(shadow))).is_ok());
}

#[test]
fn numbers_beyond_all_bounds_do_no_harm() {
    for body in [
        "<rect width=\"NaN\" height=\"1e400\" transform=\"scale(1e38) scale(1e38)\"/>",
        "<path d=\"M1e38 1e38L-1e38 1e38z\" stroke=\"red\" stroke-width=\"1e38\"/>",
        "<g transform=\"scale(0)\"><rect width=\"9\" height=\"9\" stroke-dasharray=\"1\"/></g>",
        "<rect width=\"-5\" height=\"5\"/><circle r=\"1e-40\" stroke=\"red\"/>",
    ] {
        let _ = drawn(&svg(body));
    }
    for size in ["0", "-1", "NaN", "1e-40", "1e39"] {
        let text =
            format!("<svg xmlns=\"{NAMESPACE}\" width=\"{size}\" height=\"1\"><rect/></svg>");
        let _ = drawn(&text);
    }
}
