use std::collections::BTreeSet;

use super::*;

fn pages() -> Pages {
    Pages::new(Arc::new(Texts::load(None, "en").unwrap()), Clock::System)
}

#[test]
fn plain_texts_are_put_in_and_others_are_left() {
    let texts = Texts::load(None, "en").unwrap();
    let source = r#"<b title="{{ t("error-forbidden") }}">{{ t("time-ago", unit="now", count=0) }}{{ t("time-ago") }}"#;
    let done = translated(source, &texts, "en");
    assert!(done.starts_with("<b title=\"Operation not permitted\">{{ t(\"time-ago\", "), "{done}");
    assert!(done.ends_with("{{ t(\"time-ago\") }}"), "{done}");
}

/// Every template parses in every language, and every text it names exists.
#[test]
fn every_template_is_sound_and_its_texts_exist() {
    let pages = pages();
    let mut keys = BTreeSet::new();
    for name in BuiltIn::iter().filter(|name| name.ends_with(".html")) {
        for offered in domain::locale::OFFERED {
            let engine = pages.engine(offered.tag);
            let found = engine.get_template(&name).map(|_| ());
            assert!(found.is_ok(), "{name} in {}: {:#}", offered.tag, found.unwrap_err());
        }
        let source = String::from_utf8(BuiltIn::get(&name).unwrap().data.into_owned()).unwrap();
        for part in source.split("t(\"").skip(1) {
            if let Some((key, _)) = part.split_once('"')
                && key.contains('-')
                && !key.ends_with('-')
            {
                keys.insert(key.to_owned());
            }
        }
        for forbidden in ["style=", "onclick", "<style", "javascript:", "|safe"] {
            assert!(!source.contains(forbidden), "{name} holds {forbidden}");
        }
    }
    let missing: Vec<_> = keys.iter().filter(|key| !pages.texts.has("en", key)).collect();
    assert!(missing.is_empty(), "texts that templates name and nobody wrote: {missing:?}");
}
