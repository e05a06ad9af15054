//! Calls to a web address, signed as Standard Webhooks says
//! (standardwebhooks.com, version 1.0.0).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{Clock, Time, clock};
use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;
use url::Url;

use super::{Change, EXPECTED, Http, is_loopback, outcome, unreachable};
use crate::address;
use crate::mail::SendError;

/// The lengths that the standard gives to secrets, in octets.
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

#[derive(Clone)]
pub struct Webhook {
    http: Http,
    clock: Clock,
    url: Url,
    secret: Option<Vec<u8>>,
}

impl Webhook {
    /// Reads `webhook+https://whsec_…@HOST/PATH`; the secret may stand in
    /// `?secret=` instead. Without TLS only this very machine is called.
    pub(super) fn parse(text: &str, clock: Clock) -> Result<Webhook, String> {
        let text = text.strip_prefix("webhook+").ok_or(EXPECTED)?;
        let mut url = Url::parse(text).map_err(|_| EXPECTED)?;
        if url.scheme() == "http" && !is_loopback(&url) {
            return Err("expected webhook+https:// for another machine".to_owned());
        }
        if url.host_str().is_none_or(str::is_empty) || url.password().is_some() {
            return Err(EXPECTED.to_owned());
        }
        let user = address::decode(url.username())?;
        let query = address::query(&url)?;
        let named = query.iter().find(|(name, _)| name == "secret").map(|(_, value)| value.clone());
        let given = if user.is_empty() { named } else { Some(user) };
        let secret = given.as_deref().map(secret).transpose()?;
        let rest: Vec<_> = query.iter().filter(|(name, _)| name != "secret").collect();
        url.set_query(None);
        if !rest.is_empty() {
            url.query_pairs_mut().extend_pairs(rest);
        }
        url.set_username("").map_err(|()| EXPECTED)?;
        url.set_fragment(None);
        Ok(Webhook { http: Http::default(), clock, url, secret })
    }

    pub(super) fn is_signed(&self) -> bool {
        self.secret.is_some()
    }

    pub(super) async fn tell(&self, change: &Change) -> Result<(), SendError> {
        let now = self.clock.now();
        let body = body(change, now);
        let id = change.id.to_string();
        let seconds = now.timestamp().to_string();
        let mut call = self
            .http
            .client()?
            .post(self.url.clone())
            .header("content-type", "application/json")
            .header("webhook-id", &id)
            .header("webhook-timestamp", &seconds);
        if let Some(secret) = &self.secret {
            call = call.header("webhook-signature", sign(secret, &id, &seconds, &body)?);
        }
        let response = call.body(body).send().await.map_err(unreachable)?;
        outcome(response).await
    }
}

fn secret(text: &str) -> Result<Vec<u8>, String> {
    let expected = || "expected a secret of 24 to 64 octets, as whsec_BASE64".to_owned();
    let encoded = text.strip_prefix("whsec_").ok_or_else(expected)?;
    let bytes = STANDARD.decode(encoded).map_err(|_| expected())?;
    SECRET_BYTES.contains(&bytes.len()).then_some(bytes).ok_or_else(expected)
}

fn body(change: &Change, now: Time) -> String {
    let what = if change.subscribed { "subscribed" } else { "unsubscribed" };
    json!({
        "type": format!("mailing_list.{what}"),
        "timestamp": clock::format(now),
        "data": {
            "user_id": change.user_id,
            "email": change.email,
            "language": change.locale,
        },
    })
    .to_string()
}

/// `v1,` and the HMAC-SHA256 of id, time and body, parted by full stops.
pub(super) fn sign(
    secret: &[u8],
    id: &str,
    seconds: &str,
    body: &str,
) -> Result<String, SendError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(SendError::permanent)?;
    mac.update(format!("{id}.{seconds}.{body}").as_bytes());
    Ok(format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes())))
}
