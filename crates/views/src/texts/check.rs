//! What is wrong with texts: missing, unused, wrongly parameterised, without
//! the plural forms that their language needs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use domain::locale::{OFFERED, parents};
use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use serde::Serialize;
use unic_langid::LanguageIdentifier;

use super::{BuiltIn, override_files, parse};
use crate::FALLBACK;

/// Something wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The language's folder.
    pub language: String,
    /// The message, or the file where that is what is wrong.
    pub text: String,
    pub fault: String,
}

/// What a message says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Message {
    pub variables: BTreeSet<String>,
    pub choices: Vec<Choice>,
}

/// `{ $variable -> [key] … *[otherwise] … }`
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub variable: String,
    pub keys: Vec<String>,
    pub otherwise: String,
}

pub(super) type Messages = BTreeMap<String, Message>;

/// Messages with which a language of the folder names itself.
const OWN: [&str; 2] = ["language-name", "language-dir"];

/// Looks through a folder for `locales.folder`. A language that is built in
/// need not be whole: what is not there is built in.
pub fn check(folder: &Path) -> Result<Vec<Finding>, String> {
    let (files, unreadable) = override_files(folder);
    if let Some(fault) = unreadable.into_iter().next() {
        return Err(fault);
    }
    if files.is_empty() {
        return Err(format!("{}: there is no LANGUAGE/*.ftl in it", folder.display()));
    }
    let english = built_in(FALLBACK);
    let mut findings = Vec::new();
    let mut texts: BTreeMap<String, Messages> = BTreeMap::new();
    for (language, path) in files {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let messages = texts.entry(language.clone()).or_default();
        match fs::read_to_string(&path) {
            Ok(source) => {
                let (resource, faults) = parse(&file, &source);
                let broken =
                    |fault| Finding { language: language.clone(), text: file.clone(), fault };
                findings.extend(faults.into_iter().map(broken));
                messages.extend(described(&resource));
            }
            Err(error) => {
                findings.push(Finding { language, text: file, fault: error.to_string() });
            }
        }
    }
    for (language, messages) in &texts {
        let tag = language.replace('_', "-");
        let known = |key: &str| {
            parents(&tag).any(|tag| {
                texts.get(tag).is_some_and(|texts| texts.contains_key(key))
                    || OFFERED.iter().any(|offered| offered.tag.eq_ignore_ascii_case(tag))
            })
        };
        let mut faults = compare(&tag, messages, &english);
        let missing = english.keys().filter(|key| !known(key));
        faults.extend(missing.map(|key| (key.clone(), "missing".to_owned())));
        faults.sort();
        findings.extend(faults.into_iter().map(|(text, fault)| Finding {
            language: language.clone(),
            text,
            fault,
        }));
    }
    Ok(findings)
}

/// What is wrong with messages that are there.
pub(super) fn compare(tag: &str, texts: &Messages, english: &Messages) -> Vec<(String, String)> {
    let mut faults = Vec::new();
    for (key, message) in texts.iter().filter(|(key, _)| !OWN.contains(&key.as_str())) {
        let mut fault = |what: String| faults.push((key.clone(), what));
        let Some(known) = english.get(key) else {
            fault("unused: nothing asks for it".to_owned());
            continue;
        };
        for name in message.variables.difference(&known.variables) {
            fault(format!("mentions ${name}, which is not given"));
        }
        for name in known.variables.difference(&message.variables) {
            fault(format!("does not mention ${name}"));
        }
        for choice in &message.choices {
            let keys: Vec<&str> = choice.keys.iter().map(String::as_str).collect();
            let missing = missing_forms(tag, &keys, &choice.otherwise);
            if !missing.is_empty() {
                let forms = missing.join(", ");
                fault(format!("${} has no plural form for: {forms}", choice.variable));
            }
        }
    }
    faults
}

/// The built-in messages of a language.
pub(super) fn built_in(language: &str) -> Messages {
    let start = format!("{language}/");
    let files = BuiltIn::iter().filter(|path| path.starts_with(&start));
    let mut messages = Messages::new();
    for path in files {
        if let Some(file) = BuiltIn::get(&path) {
            let (resource, _) = parse(&path, &String::from_utf8_lossy(&file.data));
            messages.extend(described(&resource));
        }
    }
    messages
}

/// The messages of a file; what is private to it (`-term`) is left out.
pub(super) fn described(resource: &fluent_bundle::FluentResource) -> Messages {
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some((message.id.name, message.value.as_ref()?)),
        _ => None,
    });
    let mut found = Messages::new();
    for (key, pattern) in messages {
        let mut message = Message::default();
        look_at(pattern, &mut message);
        found.insert(key.to_owned(), message);
    }
    found
}

fn look_at(pattern: &Pattern<&str>, message: &mut Message) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        look_into(expression, message);
    }
}

fn look_into(expression: &Expression<&str>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => {
            variable(inline, message);
        }
        Expression::Select { selector, variants } => {
            if let Some(variable) = variable(selector, message) {
                let key = |variant: &Variant<&str>| match variant.key {
                    VariantKey::Identifier { name } => name.to_owned(),
                    VariantKey::NumberLiteral { value } => value.to_owned(),
                };
                let (last, keys): (Vec<_>, Vec<_>) = variants.iter().partition(|v| v.default);
                let otherwise = last.first().map(|v| key(v)).unwrap_or_default();
                let keys = keys.into_iter().map(key).collect();
                message.choices.push(Choice { variable, keys, otherwise });
            }
            for variant in variants {
                look_at(&variant.value, message);
            }
        }
    }
}

/// Notes the variables of an expression; the one that it is about.
fn variable(inline: &InlineExpression<&str>, message: &mut Message) -> Option<String> {
    match inline {
        InlineExpression::VariableReference { id } => {
            message.variables.insert(id.name.to_owned());
            Some(id.name.to_owned())
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            let positional = arguments.positional.iter();
            let found: Vec<_> = positional.filter_map(|inner| variable(inner, message)).collect();
            found.into_iter().next()
        }
        InlineExpression::Placeable { expression } => {
            look_into(expression, message);
            None
        }
        _ => None,
    }
}

/// The plural forms (CLDR) that a language needs for whole numbers, and that
/// a choice lacks. One may be meant by what stands for all others.
pub(crate) fn missing_forms(tag: &str, keys: &[&str], otherwise: &str) -> Vec<&'static str> {
    const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
    let is_form = |key: &&str| FORMS.contains(key);
    let is_plural = |key: &&str| is_form(key) || key.parse::<f64>().is_ok();
    let all = || keys.iter().copied().chain([otherwise]);
    if !keys.iter().any(is_form) || !all().all(|key| is_plural(&key)) {
        return Vec::new();
    }
    let rules = parents(tag)
        .filter_map(|tag| tag.parse::<LanguageIdentifier>().ok())
        .find_map(|id| PluralRules::create(id, PluralRuleType::CARDINAL).ok());
    let Some(rules) = rules else { return Vec::new() };
    let mut left: BTreeSet<&'static str> = BTreeSet::new();
    for number in 0..=200 {
        let form = form(rules.select(number).unwrap_or(PluralCategory::OTHER));
        let number = number.to_string();
        if !keys.contains(&form) && !keys.contains(&number.as_str()) {
            left.insert(form);
        }
    }
    if left.len() > 1 {
        left.remove(otherwise);
        return left.into_iter().collect();
    }
    Vec::new()
}

/// The name of a plural category in messages.
pub(crate) fn form(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}
