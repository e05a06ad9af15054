//! Mailchimp's Marketing API, version 3.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use url::Url;

use super::{Change, EXPECTED, Http, is_loopback, outcome, unreachable};
use crate::address;
use crate::mail::SendError;

#[derive(Clone)]
pub struct Mailchimp {
    http: Http,
    /// `https://DC.api.mailchimp.com`
    api: String,
    list: String,
    authorization: String,
}

impl Mailchimp {
    /// Reads `mailchimp://KEY@DC/LIST_ID`. Where the data centre is this very
    /// machine, a stand-in is spoken to without TLS.
    pub(super) fn parse(text: &str) -> Result<Mailchimp, String> {
        let rest = text.strip_prefix("mailchimp://").ok_or(EXPECTED)?;
        // As an address of the web, whose host and port are read alike.
        let url = Url::parse(&format!("http://{rest}")).map_err(|_| EXPECTED)?;
        let key = address::decode(url.username())?;
        let list = url.path().trim_matches('/').to_owned();
        let plain = url.password().is_none() && url.query().is_none() && url.fragment().is_none();
        let named = |text: &str| {
            !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
        };
        if !plain || key.is_empty() || !named(&list) {
            return Err(EXPECTED.to_owned());
        }
        let host = url.host_str().unwrap_or_default();
        let api = match is_loopback(&url) {
            true => url.origin().ascii_serialization(),
            false if named(host) && url.port().is_none() => {
                format!("https://{host}.api.mailchimp.com")
            }
            false => return Err(EXPECTED.to_owned()),
        };
        let authorization = format!("Basic {}", STANDARD.encode(format!("roster:{key}")));
        Ok(Mailchimp { http: Http::default(), api, list, authorization })
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> Result<StatusCode, SendError> {
        let call = self
            .http
            .client()?
            .request(method, format!("{}/3.0/{path}", self.api))
            .header("authorization", &self.authorization)
            .header("content-type", "application/json");
        let call = if body.is_null() { call } else { call.body(body.to_string()) };
        let response = call.send().await.map_err(unreachable)?;
        match response.status() {
            StatusCode::NOT_FOUND => Ok(StatusCode::NOT_FOUND),
            status => outcome(response).await.map(|()| status),
        }
    }

    /// Members are named by the MD5 of their address in lower case. Joining
    /// adds or changes; whoever was never there needs no withdrawal.
    pub(super) async fn tell(&self, change: &Change) -> Result<(), SendError> {
        let email = change.email.to_lowercase();
        let digest = Md5::digest(email.as_bytes());
        let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let path = format!("lists/{}/members/{hash}", self.list);
        if !change.subscribed {
            let body = json!({ "status": "unsubscribed" });
            return self.call(Method::PATCH, &path, body).await.map(|_| ());
        }
        let mut body = json!({
            "email_address": email, "status_if_new": "subscribed", "status": "subscribed",
        });
        if let Some(locale) = &change.locale {
            body["language"] = locale.split('-').next().unwrap_or_default().into();
        }
        match self.call(Method::PUT, &path, body).await? {
            StatusCode::NOT_FOUND => {
                Err(SendError::permanent("the mailing list answered 404: there is no such list"))
            }
            _ => Ok(()),
        }
    }

    pub(super) async fn check(&self) -> Result<(), SendError> {
        self.call(Method::GET, &format!("lists/{}", self.list), Value::Null).await.and_then(
            |status| match status {
                StatusCode::NOT_FOUND => Err(SendError::permanent("there is no such list")),
                _ => Ok(()),
            },
        )
    }
}
