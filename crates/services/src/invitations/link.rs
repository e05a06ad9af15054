//! The link of an invitation: made, read back, and followed.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::invitations::{Invitation, InvitationStatus};
use domain::{Action, Actor, Error, Fact, Id, Origin, Result};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use super::unknown;
use crate::{App, journal, secrets};

/// Octets of the keyed digest in a token: 128 bits.
const TAG: usize = 16;

/// A keyed digest of an invitation's id. `purpose` keeps digests for different
/// ends apart.
pub(super) async fn mac(app: &App, purpose: &[u8], id: Id) -> Result<Hmac<Sha256>> {
    let key = secrets::get(app, "invitation").await?;
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(Error::internal)?;
    mac.update(purpose);
    mac.update(id.as_bytes());
    Ok(mac)
}

/// The id and its keyed digest.
async fn token(app: &App, id: Id) -> Result<String> {
    let tag = mac(app, b"link", id).await?.finalize().into_bytes();
    Ok(URL_SAFE_NO_PAD.encode([&id.as_bytes()[..], &tag[..TAG]].concat()))
}

/// Where an invitation is accepted.
pub(super) async fn url(app: &App, invitation: &Invitation) -> Result<String> {
    let inviter = URL_SAFE_NO_PAD.encode(&invitation.inviter);
    let token = token(app, invitation.id).await?;
    let path = format!("/invitations/accept?inviter={inviter}&token={token}");
    Ok(app.settings.http.link(&path))
}

/// The invitation of a token that this site made.
pub(super) async fn find(app: &App, token: &str) -> Result<Option<Invitation>> {
    let Ok(bytes) = URL_SAFE_NO_PAD.decode(token) else { return Ok(None) };
    let Some((id, tag)) = bytes.split_at_checked(16) else { return Ok(None) };
    let Ok(id) = Id::from_slice(id) else { return Ok(None) };
    // In constant time.
    if tag.len() != TAG || mac(app, b"link", id).await?.verify_truncated_left(tag).is_err() {
        return Ok(None);
    }
    store::invitations::by_id(&app.store, id).await
}

/// Whether following a link counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    Counts,
    /// A look, such as by HEAD.
    Look,
}

/// Follows the link of an invitation, and says where it leads. The first time
/// marks it as accepted; further ones change nothing.
pub async fn accept(
    app: &App,
    actor: &Actor,
    inviter: &str,
    token: &str,
    opening: Opening,
) -> Result<String> {
    let invitation = find(app, token).await?.ok_or_else(unknown)?;
    let named = URL_SAFE_NO_PAD.encode(&invitation.inviter);
    let given = inviter.trim_end_matches('=');
    if !bool::from(named.as_bytes().ct_eq(given.as_bytes())) {
        return Err(unknown());
    }
    let now = app.clock.now();
    match invitation.status(now) {
        InvitationStatus::Expired | InvitationStatus::Revoked => Err(Error::InvitationGone),
        InvitationStatus::Sent if opening == Opening::Counts => {
            let tx = app.store.begin().await?;
            if store::invitations::accept(&tx, invitation.id, now).await? {
                let facts = vec![accepted(&invitation)];
                // Who follows a link is not asked who they are, nor from where.
                let anyone = Actor { who: actor.who.clone(), origin: nowhere(&actor.origin) };
                journal::commit(app, &anyone, tx, facts).await?;
            } else if !still_leads_on(app, &tx, invitation.id).await? {
                return Err(Error::InvitationGone);
            }
            Ok(target(app, token))
        }
        _ => Ok(target(app, token)),
    }
}

/// Whether an invitation that somebody else changed just now still counts.
async fn still_leads_on(app: &App, tx: &store::Tx, id: Id) -> Result<bool> {
    let found = store::invitations::by_id(tx, id).await?.ok_or_else(unknown)?;
    let status = found.status(app.clock.now());
    Ok(status.is_open() || status == InvitationStatus::Converted)
}

pub(super) fn accepted(invitation: &Invitation) -> Fact {
    super::fact(Action::InvitationAccepted, invitation)
}

fn nowhere(origin: &Origin) -> Origin {
    Origin { address: None, user_agent: None, ..origin.clone() }
}

/// A configured address is used as it is.
fn target(app: &App, token: &str) -> String {
    match app.settings.invitations.redirect_url.as_str() {
        "" => format!("/register?invitation={token}"),
        configured => configured.to_owned(),
    }
}
