use std::collections::BTreeSet;

use serde_json::Value;

use super::*;

const HOSTILE: &str = "**x** [a](http://evil)\r\nBcc: <script>alert(1)</script> `_#1. &lt;";
const SHOWN: &str = "**x** [a](http://evil) Bcc: <script>alert(1)</script> `_#1. &lt;";

fn emails() -> Emails {
    Emails::load(None).unwrap()
}

/// Every message type with its sample, and the further forms of some.
fn variants() -> Vec<(MessageType, Value)> {
    let mut all: Vec<_> =
        MessageType::ALL.iter().filter(|t| t.is_mail()).map(|t| (*t, sample(*t))).collect();
    let mut add = |message_type: MessageType, changes: &[(&str, Value)]| {
        let mut values = sample(message_type);
        for (name, value) in changes {
            values[name] = value.clone();
        }
        all.push((message_type, values));
    };
    let locked = MessageType::AccountLocked;
    add(locked, &[("minutes", Value::Null)]);
    add(locked, &[("by_failures", json!(false)), ("minutes", Value::Null), ("link", Value::Null)]);
    add(MessageType::AccountUnlocked, &[("reason", Value::Null)]);
    let device = MessageType::AccountNewDevice;
    add(device, &[("device", json!("")), ("address", Value::Null)]);
    add(device, &[("link", Value::Null), ("days", Value::Null)]);
    add(MessageType::InvitationSent, &[("message", Value::Null)]);
    let nothing = ["your_when", "location", "url"].map(|name| (name, Value::Null));
    add(MessageType::EventChanged, &nothing);
    add(MessageType::EventCancelled, &[("reason", Value::Null), ("location", Value::Null)]);
    let change = MessageType::AccountEmailChange;
    add(change, &[("audience", json!("old"))]);
    add(change, &[("audience", json!("told_old")), ("hours", Value::Null)]);
    add(change, &[("audience", json!("told_new")), ("link", Value::Null), ("hours", Value::Null)]);
    all
}

#[test]
fn every_template_renders_in_every_language() {
    for (message_type, values) in variants() {
        let mut subjects = BTreeSet::new();
        for offered in domain::locale::OFFERED {
            let name = format!("{} in {}: {values}", message_type.as_str(), offered.tag);
            let email = emails().render(message_type, offered.tag, "Otters", &values).unwrap();
            assert_eq!(email.locale, offered.tag);
            assert!(subjects.insert(email.subject.clone()), "{name}: not translated");
            assert!(
                email.html.contains(&format!("lang=\"{}\" dir=\"{}\"", offered.tag, offered.dir))
            );
            // A picture is one that comes with the mail.
            let shown = values["qr"].as_str().map(|qr| format!("<img src=\"{qr}\""));
            let pictures = email.html.matches("<img").count();
            assert_eq!(pictures, usize::from(shown.is_some()), "{name}");
            assert!(shown.is_none_or(|img| email.html.contains(&img)), "{name}: {}", email.html);
            assert!(!email.text.contains("cid:"), "{name}: {}", email.text);
            for part in [&email.subject, &email.text, &email.html] {
                let noise = ["](", "{{", "{%", "**"];
                assert!(!noise.iter().any(|n| part.contains(n)), "{name}: {part}");
            }
            assert!(!email.text.contains("none") && !email.text.contains("null"), "{name}");
            assert!(email.text.contains("leaping_otter_482"), "{name}: {}", email.text);
            assert!(!email.text.contains("\n\n\n"), "{name}: {}", email.text);
            if let Some(link) = values["link"].as_str() {
                assert!(email.text.lines().any(|line| line == link), "{name}: {}", email.text);
                let link = markdown::escape_html(link);
                assert!(email.html.contains(&format!("<a href=\"{link}\"")), "{name}");
            }
        }
    }
}

#[test]
fn english_subjects_hold_their_words() {
    let words = [
        (MessageType::AccountVerification, "verify"),
        (MessageType::AccountWelcome, "welcome"),
        (MessageType::AccountLocked, "locked"),
        (MessageType::AccountUnlocked, "unlocked"),
        (MessageType::AccountInvited, "invited"),
        (MessageType::AccountEmailChange, "changed"),
        (MessageType::AccountEmailChange, "email address"),
        (MessageType::AccountNewDevice, "New sign-in"),
        (MessageType::PasswordReset, "reset"),
        (MessageType::PasswordChanged, "password changed"),
        (MessageType::RoleChanged, "role"),
        (MessageType::ProfessionalRequested, "professional"),
        (MessageType::ProfessionalGranted, "professional"),
        (MessageType::ProfessionalRefused, "professional"),
        (MessageType::ProfessionalWithdrawn, "professional"),
        (MessageType::InvitationSent, "invited"),
        (MessageType::MailingListJoined, "mailing list"),
        (MessageType::EventRegistered, "signed up"),
        (MessageType::EventWaitlisted, "waiting list"),
        (MessageType::EventPromoted, "place"),
        (MessageType::EventChanged, "changed"),
        (MessageType::EventCancelled, "cancelled"),
        (MessageType::EventReminder, "reminder"),
    ];
    for (message_type, values) in variants() {
        let email = emails().render(message_type, "en", "Otters", &values).unwrap();
        for (_, word) in words.iter().filter(|(t, _)| *t == message_type) {
            assert!(email.subject.contains(word), "{}", email.subject);
        }
    }
}

#[test]
fn the_text_part_reads_like_a_letter() {
    let values = sample(MessageType::RoleChanged);
    let email = emails().render(MessageType::RoleChanged, "en-GB", "Otters", &values).unwrap();
    assert_eq!(
        email.text,
        "Otters\n\nHello leaping_otter_482,\n\n\
         Your role at Otters was changed from member to manager.\n\n\
         Reason given:\n\n> Welcome to the team.\n\n-- \n\
         This message was sent automatically because of an account at Otters.\n\
         https://roster.example\n"
    );
}

#[test]
fn what_people_typed_stays_plain() {
    for (message_type, mut values) in variants() {
        let reason = values["reason"].is_string();
        for name in ["nickname", "reason", "new_email", "inviter", "message", "title", "location"] {
            if values[name].is_string() {
                values[name] = json!(HOSTILE);
            }
        }
        let email = emails().render(message_type, "en", HOSTILE, &values).unwrap();
        let shown = markdown::escape_html(SHOWN).replace("&#39;", "'");
        assert!(email.text.contains(&format!("Hello {SHOWN},")), "{}", email.text);
        assert!(email.html.contains(&shown), "{}", email.html);
        assert!(!reason || email.text.contains(&format!("> {SHOWN}")), "{}", email.text);
        for tag in ["<script", "<strong", "<code", "<em>x", "href=\"http://evil"] {
            assert!(!email.html.contains(tag), "{tag}: {}", email.html);
        }
        assert!(!email.text.lines().any(|line| line.starts_with("Bcc")));
        assert!(!email.subject.contains(['\r', '\n']), "{}", email.subject);
    }
}

#[test]
fn a_missing_variable_is_an_error() {
    for (message_type, values) in variants() {
        let needed = ["nickname", "public_url", "link", "hours", "minutes", "days", "reason"];
        let given = |name: &&&str| !values[**name].is_null();
        for name in needed.iter().filter(given) {
            let mut values = values.clone();
            values.as_object_mut().unwrap().remove(*name);
            let fault = emails().render(message_type, "es", "Otters", &values).unwrap_err();
            assert!(fault.contains("undefined"), "{fault}");
        }
    }
}

#[test]
fn overrides_replace_templates_and_are_read_anew() {
    let folder = std::env::temp_dir().join(format!("roster-email-{}", std::process::id()));
    fs::create_dir_all(folder.join("es")).unwrap();
    fs::create_dir_all(folder.join("ar")).unwrap();
    let emails = Emails::load(Some(&folder)).unwrap();
    let message_type = MessageType::PasswordChanged;
    let values = sample(message_type);
    let subject = |locale: &str| {
        emails.render(message_type, locale, "Otters", &values).map(|email| email.subject).unwrap()
    };
    let built_in = subject("es");

    let path = folder.join("es/password.changed.md");
    fs::write(&path, "Subject: Uno\r\n\r\nHola <{{ link }}>").unwrap();
    assert_eq!(subject("es-MX"), "Uno");
    fs::write(&path, "Subject: Dos {{ nickname }}\n\nHola").unwrap();
    assert_eq!(subject("es"), "Dos leaping_otter_482");
    for broken in ["Subject: {{ oops }}\n\nHola", "Subject: x\n\n{% if %}", "Hola\n\nHola", ""] {
        fs::write(&path, broken).unwrap();
        assert_eq!(subject("es"), built_in);
    }
    assert_eq!(emails.logged.lock().unwrap().len(), 1);
    fs::write(&path, "Subject: Tres\n\nHola").unwrap();
    assert_eq!(subject("es"), "Tres");
    assert!(emails.logged.lock().unwrap().is_empty());

    assert_eq!(emails.faults(), []);
    for (file, source, fault) in [
        ("es/password.reset.md", "Subject: {{ oops }}\n\nHola", "undefined"),
        ("es/footer.md", "{% if %}", "syntax"),
        ("es/password.rest.md", "Subject: x\n\nx", "no such message type"),
    ] {
        let path = folder.join(file);
        fs::write(&path, source).unwrap();
        emails.watch();
        let faults = emails.faults();
        assert!(faults.len() == 1 && faults[0].0 == path, "{faults:?}");
        assert!(faults[0].1.contains(fault), "{faults:?}");
        assert_eq!(emails.logged.lock().unwrap().keys().collect::<Vec<_>>(), [&path]);
        emails.watch();
        fs::remove_file(&path).unwrap();
        emails.logged.lock().unwrap().clear();
    }
    for message_type in MessageType::ALL.iter().filter(|t| t.is_mail()) {
        assert!(emails.preview(*message_type, "ru").unwrap().text.contains("leaping_otter_482"));
    }

    fs::write(folder.join("ar/password.changed.md"), "Subject: س\n\nس").unwrap();
    let arabic = emails.render(message_type, "ar-EG", "Otters", &values).unwrap();
    assert!(arabic.html.contains("lang=\"ar\" dir=\"rtl\""));
    assert_eq!(arabic.locale, "ar");

    assert_eq!(subject("../es"), subject("en"));
    assert!(Emails::load(Some(&folder.join("none"))).is_err());
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn templates_cannot_switch_escaping_off() {
    let context = Value::Object(Map::from_iter([("x".to_owned(), json!("<b> *x*"))]));
    let context = minijinja::Value::from(Serde(context));
    for body in [
        "{{ x }}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{% macro m(y) %}{{ y }}{% endmacro %}{{ m(x) }}",
        "<div title=\"{{ x }}\">\n{{ x }}\n</div>",
    ] {
        let source = format!("Subject: s\n\n{body}");
        let part = render(&engine::new(), "x.md", &source, &context).unwrap();
        assert!(!part.body.contains("<b>") && !part.body.contains("*x*"), "{}", part.body);
        assert!(!markdown::to_html(&part.body).contains("<b>"));
    }
    for filter in ["safe", "e", "escape", "tojson"] {
        let source = format!("Subject: s\n\n{{{{ x|{filter} }}}}");
        assert!(render(&engine::new(), "x.md", &source, &context).is_err(), "{filter}");
    }
}

#[test]
fn plural_forms_are_those_of_the_language() {
    let form = |language: &str, number: i64| {
        let context = minijinja::Value::from(Serde(json!({ "language": language, "n": number })));
        let source = "Subject: {{ n|plural(one=\"a\", few=\"b\", other=\"c\") }}\n\n";
        render(&engine::new(), "x.md", source, &context).unwrap().subject
    };
    let arabic = [0, 1, 2, 3, 11, 100].map(|n| {
        let context = minijinja::Value::from(Serde(json!({ "language": "ar", "n": n })));
        let forms = r#"zero="z", one="a", two="b", few="c", many="d", other="e""#;
        let source = format!("Subject: {{{{ n|plural({forms}) }}}}\n\n");
        render(&engine::new(), "x.md", &source, &context).unwrap().subject
    });
    assert_eq!(arabic, ["0 z", "1 a", "2 b", "3 c", "11 d", "100 e"]);
    let russian = [1, 2, 5, 11, 21, 24].map(|n| form("ru", n));
    assert_eq!(russian, ["1 a", "2 b", "5 c", "11 c", "21 a", "24 b"]);
    assert_eq!(form("es-MX", 1), "1 a");
    assert_eq!(form("en", 24), "24 c");
}

#[test]
fn templates_have_the_plural_forms_that_their_languages_need() {
    let mut seen = 0;
    for path in BuiltIn::iter() {
        let source = String::from_utf8(BuiltIn::get(&path).unwrap().data.into_owned()).unwrap();
        for forms in source.split("|plural(").skip(1) {
            let forms = forms.split(')').next().unwrap();
            let keys: Vec<&str> =
                forms.split(',').filter_map(|form| Some(form.split_once('=')?.0.trim())).collect();
            assert!(keys.contains(&"other"), "{path}: {forms}");
            let keys: Vec<&str> = keys.into_iter().filter(|key| *key != "other").collect();
            let language = path.split('/').next().unwrap();
            let missing = crate::texts::check::missing_forms(language, &keys, "other");
            assert!(missing.is_empty(), "{path}: {forms} lacks {missing:?}");
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn moments_are_told_in_the_persons_language_and_zone() {
    let mut values = sample(MessageType::AccountNewDevice);
    let said = |locale: &str, values: &Value| {
        let email = emails().render(MessageType::AccountNewDevice, locale, "Otters", values);
        email.unwrap().text
    };
    let german = said("de-AT", &values);
    assert!(german.contains("1. März 2026 um 09:30 (Europe/Madrid)"), "{german}");
    values["time_zone"] = json!("Asia/Calcutta");
    let french = said("fr", &values);
    assert!(french.contains("1 mars 2026 à 14:00 (Asia/Kolkata)"), "{french}");
    values["at"] = json!("yesterday");
    assert!(emails().render(MessageType::AccountNewDevice, "de", "Otters", &values).is_err());
}
