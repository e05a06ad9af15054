//! The list of people, and adding one.

use std::collections::HashMap;

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::analytics::{Bucket, Source, Stage};
use domain::fields::Viewer;
use domain::page::Listed;
use domain::profiles::LIMITS;
use domain::search::{self, Sort, UserQuery};
use domain::{Permission, ProfileChange, Role, User};
use serde_json::{Map, Value, json};
use services::accounts::{self, Entry};
use views::forms::admin::PERSON_NEW;

use super::list::{self, chips, filter, yes_no};
use super::{Managing, Transferring, shape};
use crate::api::users::user_query;
use crate::api::users_csv;
use crate::error::Result;
use crate::extract::Query;
use crate::pages::Visitor;
use crate::pages::extra;
use crate::pages::form::Input;

/// The columns that a heading sorts by, with their labels.
const COLUMNS: [&str; 5] = ["nickname", "email", "role", "created_at", "last_login_at"];

pub async fn list(Managing(visitor): Managing) -> Result<Response> {
    let mut query = list::query(&visitor);
    let typed = query.raw("search").unwrap_or_default();
    let number = list::number(&mut query);
    let wanted = user_query(&mut query, visitor.web.app.clock.now());
    let faults = list::faults(&mut query);
    let (status, listed) = match faults.is_empty() {
        true => {
            let page = list::page(number);
            (
                StatusCode::OK,
                accounts::list(&visitor.web.app, &visitor.actor, &wanted, &page).await?,
            )
        }
        // What cannot be looked for is found nowhere.
        false => (StatusCode::UNPROCESSABLE_ENTITY, nobody()),
    };
    let locale = visitor.context.locale();
    let faults: Vec<String> =
        faults.iter().map(|fault| visitor.web.texts.fault(locale, fault)).collect();
    let filters = filters(&visitor, &mut query);
    let people: Vec<Value> =
        listed.items.iter().map(|user| shape::person(&visitor.actor, user)).collect();
    let values = json!({
        "search": typed,
        "completions": completions(&visitor, &typed),
        "faults": faults,
        "filters": filters,
        "chips": chips(&visitor, &query, &filters),
        "columns": columns(&query, &wanted),
        "sort": query.raw("sort"),
        "people": people,
        "pages": list::pages(&query, number, &listed),
        "here": query.with(&[]),
        "export": export_address(&query),
        "may_transfer": visitor.actor.role().may(Permission::TransferUsers),
        "filtered": wanted != UserQuery { sort: wanted.sort.clone(), ..UserQuery::default() },
    });
    Ok(visitor.answer(status, "admin/users", visitor.flash_shown(), values))
}

fn nobody() -> Listed<User> {
    Listed { items: Vec::new(), total: 0, total_estimated: false, next: None }
}

/// What the search could go on with, each as a whole.
fn completions(visitor: &Visitor, typed: &str) -> Vec<String> {
    let whole = |completion: search::Completion| {
        let mut text = typed.to_owned();
        text.replace_range(completion.from..completion.to, &completion.text);
        text
    };
    let languages: Vec<&str> = visitor.web.texts.languages().all().iter().map(|l| l.tag).collect();
    search::complete(typed, typed.len(), &languages).into_iter().map(whole).collect()
}

/// The choice of some words, whose texts are `analytics-KIND-WORD`.
fn words<T: Copy>(
    visitor: &Visitor,
    kind: &str,
    all: &[T],
    word: impl Fn(T) -> &'static str,
) -> Vec<(String, String)> {
    let choice = |one: &T| {
        let key = format!("analytics-{kind}-{}", word(*one).replace('_', "-"));
        (word(*one).to_owned(), visitor.text(&key, &[]))
    };
    all.iter().map(choice).collect()
}

fn filters(visitor: &Visitor, query: &mut Query) -> Vec<Value> {
    let role = |role: Role| (role.as_str().to_owned(), visitor.text(&shape::role_key(role), &[]));
    let languages = visitor.web.texts.languages().all().iter();
    let languages = languages.map(|l| (l.tag.to_owned(), l.name.to_owned()));
    let mut field =
        |name: &'static str, kind, options| filter(visitor, name, kind, query.raw(name), options);
    vec![
        field("role", "select", Role::ALL.map(role).to_vec()),
        field("email_verified", "select", yes_no(visitor)),
        field("is_locked", "select", yes_no(visitor)),
        field("is_professional", "select", yes_no(visitor)),
        field("never_logged_in", "select", yes_no(visitor)),
        field("not_seen", "select", words(visitor, "not-seen", Bucket::ALL, |b| b.as_str())),
        field("reached", "select", words(visitor, "stage", Stage::ALL, |s| s.as_str())),
        field("source", "select", words(visitor, "source", Source::ALL, |s| s.as_str())),
        field("locale", "select", languages.collect()),
        field("created_from", "date", Vec::new()),
        field("created_to", "date", Vec::new()),
        field("last_login_from", "date", Vec::new()),
        field("last_login_before", "date", Vec::new()),
    ]
}

/// The headings: which way the list is sorted, and where a press leads.
fn columns(query: &Query, wanted: &UserQuery) -> HashMap<&'static str, Value> {
    let column = |name: &'static str| {
        let sorted = wanted.sort.as_ref().filter(|sort| sort.column == name);
        let aria = match sorted {
            Some(Sort { descending: true, .. }) => "descending",
            Some(_) => "ascending",
            None => "none",
        };
        // Times begin with the newest.
        let falling = name.ends_with("_at");
        let next = match sorted.map(|sort| sort.descending) {
            Some(descending) => !descending,
            None => falling,
        };
        let sort = format!("{}{name}", if next { "-" } else { "" });
        let href = query.with(&[("sort", Some(sort)), ("page", None)]);
        (name, json!({ "aria": aria, "href": href }))
    };
    COLUMNS.into_iter().map(column).collect()
}

fn export_address(query: &Query) -> String {
    let address = query.with(&[("page", None)]);
    address.replacen("/admin/users", "/admin/users/export", 1)
}

/// Whoever the filters find, as CSV.
pub async fn export(Transferring(visitor): Transferring, headers: HeaderMap) -> Result<Response> {
    let mut query = list::query(&visitor);
    let wanted = user_query(&mut query, visitor.web.app.clock.now());
    query.check()?;
    users_csv::stream(&visitor.web, &visitor.actor, wanted, &headers).await
}

pub async fn show_new(Managing(visitor): Managing) -> Result<Response> {
    let settings = &visitor.web.app.settings.site;
    let form = visitor.form(&PERSON_NEW, |name| match name {
        "locale" => settings.locale.clone(),
        "time_zone" => settings.time_zone.clone(),
        "email_verified" => "on".to_owned(),
        _ => String::new(),
    });
    let form = form.offering("role", grantable(&visitor));
    let fields = extra::all(&visitor, Viewer::Other(visitor.actor.role())).await?;
    let form = extra::kept(&visitor, form, &fields, &Map::new());
    Ok(visitor.page("admin/user_new", json!({ "form": form })))
}

fn grantable(visitor: &Visitor) -> impl Fn(&str) -> bool {
    let own = visitor.actor.role();
    move |role| role.parse().is_ok_and(|role| own.may_grant(role))
}

/// What is said about a person in a form of the console.
pub fn profile(input: &Input) -> ProfileChange {
    let sent = LIMITS.iter().filter(|(name, _)| input.has(name));
    let texts = sent.map(|(name, _)| (*name, input.filled(name).map(str::to_owned)));
    ProfileChange {
        texts: texts.collect(),
        locale: input.filled("locale").map(str::to_owned),
        time_zone: input.filled("time_zone").map(str::to_owned),
        show_name: Some(input.ticked("show_name")),
    }
}

pub async fn create(Managing(visitor): Managing, request: Request) -> Result<Response> {
    let input = visitor.read(request, &PERSON_NEW).await?;
    let mut faults = input.faults.clone();
    let role = input.filled("role").map(str::parse::<Role>);
    if let Some(role) = &role
        && !role.is_ok_and(|role| visitor.actor.role().may_grant(role))
    {
        let code = if role.is_ok() { "role_not_grantable" } else { "role_unknown" };
        faults.push(domain::Fault::new("role", code));
    }
    let fields = extra::all(&visitor, Viewer::Other(visitor.actor.role())).await?;
    let entry = Entry {
        extra: extra::read(&input, &fields, &mut faults),
        email: input.get("email").to_owned(),
        password: input.filled("password").map(str::to_owned),
        nickname: input.filled("username").map(str::to_owned),
        profile: profile(&input),
        mailing_list: input.ticked("mailing_list"),
        role: role.and_then(Result::ok),
        email_verified: input.ticked("email_verified"),
        faults,
        ..Entry::default()
    };
    match accounts::create(&visitor.web.app, &visitor.actor, &entry).await {
        Ok(user) => Ok(visitor.says(&format!("/admin/users/{}", user.id), "person_created")),
        Err(error) => {
            let Some((status, flash)) = visitor.told(&error) else { return Err(error.into()) };
            let form = visitor.refilled(&input, &error).offering("role", grantable(&visitor));
            let form = extra::typed(&visitor, form, &fields, &input, &error);
            Ok(visitor.answer(status, "admin/user_new", Some(flash), json!({ "form": form })))
        }
    }
}
