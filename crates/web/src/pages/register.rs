//! Registering.

use axum::extract::Request;
use axum::response::Response;
use domain::Error;
use domain::settings::Registration;
use serde_json::{Map, Value, json};
use services::accounts::Entry;
use services::invitations::{self, Prefilled};
use views::forms::{FilledForm, REGISTER};

use super::visitor::{Visitor, see_other};
use super::{extra, next};
use crate::error::Result;

/// What the page shows. Without an invitation that is still good, the mode
/// decides whether there is a form.
fn values(visitor: &Visitor, form: FilledForm, invited: Option<&Prefilled>) -> Value {
    let mode = visitor.web.app.settings.accounts.registration;
    let open = match mode {
        Registration::Open => true,
        Registration::Invitation => invited.is_some(),
        Registration::Closed => false,
    };
    json!({
        "form": form,
        "open": open,
        "shut": mode == Registration::Closed,
        "inviter": invited.map(|invited| &invited.inviter),
    })
}

pub async fn show(visitor: Visitor) -> Result<Response> {
    if visitor.user.is_some() {
        return Ok(see_other("/profile"));
    }
    let token = visitor.query("invitation").unwrap_or_default();
    let invited = invitations::prefill(&visitor.web.app, &token).await?;
    let form = visitor.form(&REGISTER, |name| match (name, &invited) {
        ("next", _) => visitor.next(),
        ("email", Some(invited)) => invited.email.clone(),
        ("invitation", Some(_)) => token.clone(),
        _ => String::new(),
    });
    let form = extra::kept(&visitor, form, &extra::required(&visitor).await?, &Map::new());
    Ok(visitor.page("register", values(&visitor, form, invited.as_ref())))
}

pub async fn submit(visitor: Visitor, request: Request) -> Result<Response> {
    let mut input = visitor.read(request, &REGISTER).await?;
    if visitor.user.is_some() {
        return Ok(see_other("/profile"));
    }
    input.same("password1", "password2");
    let (app, actor) = (&visitor.web.app, &visitor.actor);
    let token = input.filled("invitation").unwrap_or_default();
    let invited = invitations::prefill(app, token).await?;
    // Where everyone may come in, an invitation that ended is no hindrance.
    let open = app.settings.accounts.registration == Registration::Open;
    let invitation = (invited.is_some() || !open).then(|| token.to_owned());
    let fields = extra::required(&visitor).await?;
    let mut faults = input.faults.clone();
    let entry = Entry {
        extra: extra::read(&input, &fields, &mut faults),
        email: input.get("email").to_owned(),
        password: Some(input.get("password1").to_owned()),
        nickname: input.filled("username").map(str::to_owned),
        mailing_list: input.ticked("mailing_list"),
        invitation: invitation.filter(|token| !token.is_empty()),
        faults,
        ..Entry::default()
    };
    let next = next::leading("/login", input.get("next"));
    match services::accounts::register(app, actor, &entry).await {
        Ok(user) if user.email_verified => Ok(visitor.says(&next, "verified")),
        Ok(_) => Ok(visitor.says(&next, "registered")),
        Err(Error::RegistrationClosed) => Err(Error::RegistrationClosed.into()),
        Err(error) => {
            let form = visitor.refilled(&input, &error);
            let form = extra::typed(&visitor, form, &fields, &input, &error);
            let values = values(&visitor, form, invited.as_ref());
            visitor.again("register", &input, error, "invalid_credentials", |_| values)
        }
    }
}
