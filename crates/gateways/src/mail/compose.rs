//! From an `Email` to a message of RFC 5322.

use std::time::{Duration, SystemTime};

use domain::Time;
use domain::messages::Email;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, MultiPartKind, SinglePart};
use lettre::{Address, message};

/// Reads `mail.from`: an address, or `Name <address>`.
pub(crate) fn sender(text: &str) -> Result<Mailbox, String> {
    let expected = || "expected an address, as Roster <roster@example.org>".to_owned();
    let text = text.trim();
    let (name, email) = match text.strip_suffix('>').and_then(|t| t.rsplit_once('<')) {
        Some((name, email)) => (name.trim(), email),
        None => ("", text),
    };
    let name = match name.strip_prefix('"').and_then(|n| n.strip_suffix('"')) {
        Some(inner) => inner.trim(),
        None => name,
    };
    if name.chars().any(|c| c.is_control() || "<>\"".contains(c)) {
        return Err(expected());
    }
    let email = address(email).ok_or_else(expected)?;
    Ok(Mailbox::new((!name.is_empty()).then(|| name.to_owned()), email))
}

/// Whether `mail.from` is an address; an error says what was expected.
pub fn check_from(text: &str) -> Result<(), String> {
    sender(text).map(|_| ())
}

/// An address in ASCII, as every server takes it: an international domain
/// stands in its `xn--` form.
fn address(text: &str) -> Option<Address> {
    text.is_ascii().then(|| text.parse().ok()).flatten()
}

/// The bytes of an e-mail as a server is given them (RFC 5322), from the
/// sender that `mail.from` names and dated `at`.
pub fn raw(email: &Email, from: &str, at: Time) -> Result<Vec<u8>, String> {
    Ok(compose(email, &sender(from)?, at)?.formatted())
}

/// Text and HTML of the same message (RFC 2046, 5.1.4) with the headers that
/// tell machines what it is.
pub(crate) fn compose(email: &Email, from: &Mailbox, at: Time) -> Result<Message, String> {
    let to = address(&email.to).ok_or("the receiver's address is not valid")?;
    let id = email.id;
    let mut builder = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(one_line(&email.subject))
        .date(date(at))
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .raw_header(header("X-Roster-Message", email.message_type.as_str()))
        // RFC 3834, 5: keeps vacation responders from answering.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", &one_line(&email.locale)));
    if let Some(link) = &email.unsubscribe {
        // RFC 2369, 3.2, and one click (RFC 8058, 3.1).
        builder = builder
            .raw_header(header("List-Unsubscribe", &format!("<{}>", one_line(link))))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let html = part(message::header::ContentType::TEXT_HTML, &email.html);
    let both = MultiPart::builder()
        .kind(MultiPartKind::Alternative)
        // Made from the id, so that every attempt has the same bytes.
        .boundary(format!("=_{}", id.simple()))
        .singlepart(part(message::header::ContentType::TEXT_PLAIN, &email.text));
    let both = match &email.picture {
        None => both.singlepart(html),
        Some(picture) => {
            let png = "image/png".parse::<message::header::ContentType>();
            let png = png.map_err(|error| error.to_string())?;
            // The picture belongs to the HTML that shows it (RFC 2387).
            let related = MultiPart::builder()
                .kind(MultiPartKind::Related)
                .boundary(format!("=_r{}", id.simple()))
                .singlepart(html)
                .singlepart(
                    Attachment::new_inline(picture.content_id.clone())
                        .body(picture.png.clone(), png),
                );
            both.multipart(related)
        }
    };
    builder.multipart(both).map_err(|error| error.to_string())
}

/// Line breaks of all kinds become the one that e-mails have: servers do not
/// agree on what the others mean. NUL may not be in them (RFC 5322, 2.2).
fn part(kind: message::header::ContentType, body: &str) -> SinglePart {
    let body = body.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
    SinglePart::builder().header(kind).body(body)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

/// Header values are one line: line breaks and other control characters in
/// what people wrote become spaces, and cannot begin another header.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// The `Date` header knows the years 1970 to 9999.
fn date(at: Time) -> SystemTime {
    const LATEST: i64 = 253_402_300_799;
    let seconds = at.timestamp().clamp(0, LATEST).unsigned_abs();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use domain::messages::MessageType;

    use super::*;

    fn email() -> Email {
        Email {
            id: domain::Id::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001),
            message_type: MessageType::PasswordReset,
            to: "ana@example.org".to_owned(),
            subject: "Reset your password".to_owned(),
            text: "Hello Ana\n\nhttps://x.example/reset/abc".to_owned(),
            html: "<p>Hello Ana</p>".to_owned(),
            locale: "es".to_owned(),
            unsubscribe: None,
            picture: None,
        }
    }

    fn at() -> Time {
        Time::from_timestamp_micros(784_887_151_000_000).unwrap()
    }

    fn lines(email: &Email) -> Vec<String> {
        let bytes = raw(email, "Roster <roster@example.com>", at()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        text.split("\r\n").map(str::to_owned).collect()
    }

    #[test]
    fn a_message_bears_its_headers_and_both_bodies() {
        let lines = lines(&email());
        for expected in [
            "From: Roster <roster@example.com>",
            "To: ana@example.org",
            "Subject: Reset your password",
            "Date: Tue, 15 Nov 1994 08:12:31 +0000",
            "Message-ID: <01900000-0000-7000-8000-000000000001@example.com>",
            "X-Roster-Message: password.reset",
            "Auto-Submitted: auto-generated",
            "Content-Language: es",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Type: text/html; charset=utf-8",
            "https://x.example/reset/abc",
            "<p>Hello Ana</p>",
        ] {
            assert!(lines.iter().any(|l| l == expected), "{expected} in {lines:#?}");
        }
        let kind = lines.iter().find(|l| l.starts_with("Content-Type: multipart/")).unwrap();
        assert!(kind.starts_with("Content-Type: multipart/alternative;"), "{kind}");
    }

    #[test]
    fn optional_mail_can_be_ended_with_one_click() {
        let none = lines(&email());
        assert!(!none.iter().any(|l| l.starts_with("List-")), "{none:#?}");
        let link = "https://roster.example/unsubscribe/abc".to_owned();
        let lines = lines(&Email { unsubscribe: Some(link), ..email() });
        for expected in [
            "List-Unsubscribe: <https://roster.example/unsubscribe/abc>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        ] {
            assert!(lines.iter().any(|l| l == expected), "{expected} in {lines:#?}");
        }
    }

    #[test]
    fn a_picture_goes_inside_with_the_html() {
        let content_id = "qr.1@roster.example".to_owned();
        let picture = Some(domain::messages::InlinePicture { content_id, png: vec![0x89; 90] });
        let lines = lines(&Email { picture, ..email() });
        for expected in [
            "Content-Type: image/png",
            "Content-ID: <qr.1@roster.example>",
            "Content-Disposition: inline",
            "Content-Transfer-Encoding: base64",
        ] {
            let count = lines.iter().filter(|l| *l == expected).count();
            assert_eq!(count, 1, "{expected} in {lines:#?}");
        }
        assert!(lines.iter().any(|l| l.starts_with("Content-Type: multipart/related;")));
    }

    #[test]
    fn the_same_email_has_the_same_bytes() {
        let bytes = || raw(&email(), "roster@localhost", at()).unwrap();
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn line_breaks_never_begin_a_header() {
        for injected in ["\r\nBcc: eve@example.net", "\nBcc: eve@example.net", "\rBcc: e@x.net"] {
            let mut email = email();
            email.subject = format!("Héllo{injected}");
            email.locale = format!("en{injected}");
            let lines = lines(&email);
            let head: Vec<_> = lines.iter().take_while(|l| !l.is_empty()).collect();
            assert!(!head.iter().any(|l| l.starts_with("Bcc") || l.contains('\r')), "{head:#?}");
            assert!(!head.iter().any(|l| l.contains('\n')), "{head:#?}");

            email.to = format!("ana@example.org{injected}");
            assert!(raw(&email, "roster@localhost", at()).is_err());
            assert!(raw(&email, &format!("Roster{injected} <r@x.org>"), at()).is_err());
        }
    }

    #[test]
    fn other_alphabets_go_out_as_ascii() {
        let mut email = email();
        email.subject = "Подтвердите адрес".to_owned();
        email.text = "Здравствуйте\n".repeat(200);
        let bytes = raw(&email, "Список <roster@example.com>", at()).unwrap();
        assert!(bytes.is_ascii());
        let longest = bytes.split(|b| *b == b'\n').map(<[u8]>::len).max();
        assert!(longest < Some(998), "{longest:?}");
    }

    #[test]
    fn bodies_have_one_kind_of_line_break() {
        let mut email = email();
        email.text = "one\rtwo\nthree\r\n.\r.\nfour\0".to_owned();
        let bytes = raw(&email, "roster@localhost", at()).unwrap();
        let text = String::from_utf8(bytes).unwrap().replace("\r\n", "");
        assert!(!text.contains(['\r', '\n', '\0']), "{text:?}");
    }

    #[test]
    fn bad_addresses_are_refused() {
        for to in ["", "ana", "ana@", "ana@example.org>", "a b@c.de", "аna@example.org"] {
            let email = Email { to: to.to_owned(), ..email() };
            assert!(raw(&email, "roster@localhost", at()).is_err(), "{to:?}");
        }
        for from in ["", "Roster", "Roster <>", "a@b.c, d@e.f", "A <a@b.c>, B <d@e.f>", "<a@b.c"] {
            assert!(check_from(from).is_err(), "{from:?}");
        }
        for from in ["roster@localhost", "\"Roster, Inc.\" <r@x.org>", "<r@x.org>"] {
            assert_eq!(check_from(from), Ok(()), "{from:?}");
        }
    }

    #[test]
    fn dates_outside_the_headers_range_are_clamped() {
        for at in [Time::MIN_UTC, Time::MAX_UTC] {
            assert!(raw(&email(), "roster@localhost", at).is_ok());
        }
    }
}
