//! Leaving the mailing list from a mail reader.

use axum::extract::State as FromState;
use axum::http::StatusCode;

use crate::State;
use crate::error::Result;
use crate::extract::{Anyone, Token};

/// One click on a mail reader's own button (RFC 8058, 3.2): it brings neither
/// a cookie nor a form's token, and follows no redirect. The link itself is
/// the proof.
pub async fn one_click(
    FromState(web): FromState<State>,
    Anyone(actor): Anyone,
    Token(token): Token,
) -> Result<StatusCode> {
    services::mailing_list::unsubscribe(&web.app, &actor, &token).await?;
    Ok(StatusCode::OK)
}
