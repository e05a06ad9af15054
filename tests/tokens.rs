//! Access and refresh tokens: what they say, how they end, how they are
//! forged in vain.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kit::*;

on_both_databases!(
    access_tokens_are_signed_and_can_be_checked,
    the_token_endpoint_speaks_oauth,
    refreshing_rotates,
    a_reused_refresh_token_ends_its_family_alone,
    a_refresh_token_raced_for_is_spent_once,
    revoking_and_logging_out_end_a_session,
    forged_tokens_are_refused,
    tokens_expire,
    a_clock_set_back_accepts_nothing_early,
    tokens_of_another_site_are_refused,
    keys_rotate_without_ending_a_session,
    the_present_state_counts_and_not_the_tokens_copy,
);

on_postgres!(another_copy_hears_of_it_within_a_second);

const REFUSED: &str = "Could not validate credentials";

async fn jwks(site: &Site) -> Vec<Value> {
    let set = site.guest().get("/.well-known/jwks.json").await.is(200);
    set["keys"].as_array().expect("keys").clone()
}

fn key_id(token: &str) -> String {
    jsonwebtoken::decode_header(token).expect("a header").kid.expect("a key id")
}

async fn access_tokens_are_signed_and_can_be_checked(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let header = jsonwebtoken::decode_header(&ana.access_token).expect("a header");
    assert_eq!(header.alg, Algorithm::EdDSA);

    let keys = jwks(&site).await;
    let key = keys.iter().find(|key| key["kid"] == key_id(&ana.access_token).as_str());
    let key = key.expect("the key of the token is published");
    assert_eq!((&key["kty"], &key["crv"]), (&json!("OKP"), &json!("Ed25519")));
    assert!(key["d"].is_null(), "the private half stays at home");

    let public = DecodingKey::from_ed_components(key["x"].as_str().expect("x")).expect("a key");
    let mut rules = Validation::new(Algorithm::EdDSA);
    let claims = ana.claims();
    rules.set_audience(&[claims["aud"].as_str().expect("aud")]);
    rules.set_issuer(&[site.server.url()]);
    jsonwebtoken::decode::<Value>(&ana.access_token, &public, &rules).expect("a sound signature");

    let mut names: Vec<_> = claims.as_object().expect("claims").keys().cloned().collect();
    names.sort();
    names.retain(|name| name != "nbf");
    assert_eq!(names, ["aud", "exp", "iat", "iss", "jti", "role", "sid", "sub"]);
    let seconds = |name: &str| claims[name].as_i64().expect("seconds");
    assert_eq!(seconds("exp") - seconds("iat"), 15 * 60);
    assert_eq!(claims["role"], "AUTHENTICATED");
    let sessions = ana.get("/users/me/sessions").await.is(200);
    let text = sessions.text.clone();
    assert!(text.contains(claims["sid"].as_str().expect("sid")), "sid is the session's id");
}

async fn the_token_endpoint_speaks_oauth(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let ask = async |fields: &[(&str, &str)]| site.guest().form("/token", fields).await;
    let password =
        |password| [("grant_type", "password"), ("username", "ana"), ("password", password)];

    let tokens = ask(&password(PASSWORD)).await.is(200);
    assert_eq!(tokens["token_type"], "bearer");
    assert!(tokens.header("cache-control").is_some_and(|c| c.contains("no-store")));
    let refresh = [("grant_type", "refresh_token"), ("refresh_token", &ana.refresh_token)];
    assert_eq!(ask(&refresh).await.is(200)["expires_in"], 900);

    let refused = async |fields: &[(&str, &str)], error: &str| {
        let answer = ask(fields).await.is(400);
        assert_eq!(answer["error"], error, "{fields:?}");
        assert!(answer["error_description"].as_str().is_some_and(|d| !d.is_empty()));
    };
    refused(&password("not the password"), "invalid_grant").await;
    refused(&[("grant_type", "refresh_token"), ("refresh_token", "x")], "invalid_grant").await;
    refused(&[("grant_type", "client_credentials")], "unsupported_grant_type").await;
    refused(&[], "invalid_request").await;
    refused(&[("grant_type", "password")], "invalid_request").await;
    refused(&[("grant_type", "refresh_token")], "invalid_request").await;
    for garbage in ["", "\u{0}", "a.b.c", &"A".repeat(43), &"A".repeat(86), &ana.access_token] {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", garbage)];
        ask(&fields).await.is(400);
    }
}

async fn refreshing_rotates(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.member("ana").await;
    let (old_access, old_refresh) = (ana.access_token.clone(), ana.refresh_token.clone());
    let session = ana.claims()["sid"].clone();
    ana.refresh().await;
    assert_ne!(ana.access_token, old_access);
    assert_ne!(ana.refresh_token, old_refresh);
    assert_eq!(ana.claims()["sid"], session, "still the same session");
    ana.me().await;
    // The earlier access token lives out its own time.
    ana.as_guest().with_bearer(old_access).get("/users/me").await.is(200);
    for _ in 0..3 {
        ana.refresh().await;
    }
    ana.me().await;
    assert_eq!(ana.get("/users/me/sessions").await.is(200).items().len(), 1);
}

async fn a_reused_refresh_token_ends_its_family_alone(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.member("ana").await;
    let elsewhere = ana.again().await;
    let stolen = ana.refresh_token.clone();
    ana.refresh().await;
    ana.refresh().await;

    let answer = ana.try_refresh(&stolen).await.is(400);
    assert_eq!(answer["error"], "invalid_grant");
    assert!(!ana.is_signed_in().await, "that session's access tokens are revoked");
    ana.try_refresh(&ana.refresh_token).await.is(400);
    assert!(elsewhere.is_signed_in().await, "and no other session");
    elsewhere.try_refresh(&elsewhere.refresh_token).await.is(200);
    site.guest().try_sign_in("ana", PASSWORD).await.is(200);
}

async fn a_refresh_token_raced_for_is_spent_once(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let answers = together((0..8).map(|_| {
        let ana = ana.clone();
        async move { ana.try_refresh(&ana.refresh_token).await.status }
    }))
    .await;
    assert_eq!(answers.iter().filter(|s| **s == 200).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|s| **s == 400).count(), 7, "{answers:?}");
    assert!(!ana.is_signed_in().await, "that was reuse");
}

async fn revoking_and_logging_out_end_a_session(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let revoke = async |person: &Person, token: &str| {
        person.form("/token/revoke", &[("token", token)]).await
    };
    // RFC 7009: what is unknown is as good as revoked.
    revoke(&ana, "unknown").await.is(200);
    revoke(&ana, &ana.refresh_token).await.is(200);
    ana.try_refresh(&ana.refresh_token).await.is(400);
    assert!(!ana.is_signed_in().await);

    let ana = ana.again().await;
    revoke(&ana, &ana.access_token).await.is(200);
    assert!(!ana.is_signed_in().await);

    // Nobody revokes another's token.
    let (ana, bob) = (ana.again().await, site.member("bob").await);
    revoke(&bob, &ana.refresh_token).await;
    assert!(ana.is_signed_in().await);

    let elsewhere = ana.again().await;
    ana.poke("/logout").await.is(204);
    assert!(!ana.is_signed_in().await);
    ana.try_refresh(&ana.refresh_token).await.is(400);
    ana.poke("/logout").await.says(401, REFUSED);
    assert!(elsewhere.is_signed_in().await);
}

/// A key that is not the site's.
fn foreign_key() -> EncodingKey {
    // PKCS #8 (RFC 8410, 7) around 32 bytes.
    let mut der = vec![0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20];
    der.extend([7; 32]);
    EncodingKey::from_ed_der(&der)
}

async fn forged_tokens_are_refused(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let root = site.admin().await;
    let real = key_id(&ana.access_token);
    let claims = ana.claims();
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let pieces: Vec<&str> = ana.access_token.split('.').collect();
    let [header, payload, signature] = pieces[..] else { panic!("a JWT has three parts") };

    let mut administrator = claims.clone();
    administrator["role"] = json!("ADMIN");
    administrator["sub"] = json!(root.id);
    let mut eternal = claims.clone();
    eternal["exp"] = json!(4_000_000_000_i64);

    let unsigned = |algorithm: &str, kid: Option<&str>| {
        let header = json!({"alg": algorithm, "typ": "JWT", "kid": kid});
        format!("{}.{}.", part(&header), part(&claims))
    };
    let signed = |algorithm, kid: Option<&str>, key: &EncodingKey| {
        let header = Header { kid: kid.map(str::to_owned), ..Header::new(algorithm) };
        jsonwebtoken::encode(&header, &claims, key).expect("a token")
    };
    let keys = jwks(&site).await;
    let public = keys[0]["x"].as_str().expect("x");
    let public_bytes = URL_SAFE_NO_PAD.decode(public).expect("base64url");
    let inline = json!({
        "alg": "EdDSA", "typ": "JWT", "kid": real,
        "jwk": {"kty": "OKP", "crv": "Ed25519", "x": public}, "jku": "http://127.0.0.1:1/jwks",
    });
    let forged: Vec<(&str, String)> = vec![
        ("no algorithm", unsigned("none", Some(&real))),
        ("no algorithm in capitals", unsigned("NONE", None)),
        ("no signature", format!("{header}.{payload}.")),
        ("no signature at all", format!("{header}.{payload}")),
        ("another's claims", format!("{header}.{}.{signature}", part(&administrator))),
        ("a longer life", format!("{header}.{}.{signature}", part(&eternal))),
        ("a foreign key", signed(Algorithm::EdDSA, Some("foreign"), &foreign_key())),
        ("a foreign key under a real id", signed(Algorithm::EdDSA, Some(&real), &foreign_key())),
        ("a foreign key without an id", signed(Algorithm::EdDSA, None, &foreign_key())),
        (
            "an id that is a path",
            signed(Algorithm::EdDSA, Some("../../etc/passwd"), &foreign_key()),
        ),
        ("an id with SQL", signed(Algorithm::EdDSA, Some("' OR '1'='1"), &foreign_key())),
        (
            "the public key as a shared secret",
            signed(Algorithm::HS256, Some(&real), &EncodingKey::from_secret(&public_bytes)),
        ),
        (
            "its text as a shared secret",
            signed(Algorithm::HS512, Some(&real), &EncodingKey::from_secret(public.as_bytes())),
        ),
        ("a key brought along", format!("{}.{payload}.{signature}", part(&inline))),
        ("a refresh token", ana.refresh_token.clone()),
        ("nothing", String::new()),
        ("garbage", "a.b.c".into()),
        ("dots", "..".into()),
        ("much", "A".repeat(6000)),
        ("twice", format!("{} {}", ana.access_token, ana.access_token)),
    ];
    for (what, token) in forged {
        let answer = site.guest().with_bearer(token).get("/users/me").await;
        assert_eq!(answer.status, 401, "{what}: {}", answer.text);
        let answer = answer.says(401, REFUSED);
        let challenge = answer.header("www-authenticate").unwrap_or_default();
        assert!(challenge.starts_with("Bearer"), "{what}: {challenge:?}");
    }
    // Other schemes are no bearer token; the scheme's case does not matter.
    let with = async |value: &str| {
        let call = site.guest().call(Method::GET, "/users/me");
        call.header("authorization", value).send().await.status
    };
    assert_eq!(with(&format!("Basic {}", ana.access_token)).await, 401);
    assert_eq!(with(&ana.access_token).await, 401);
    assert_eq!(with("Bearer").await, 401);
    assert_eq!(with(&format!("bearer {}", ana.access_token)).await, 200);
    // A token is no query parameter.
    site.guest().list("/users/me", &[("access_token", &ana.access_token)]).await.is(401);
    ana.me().await;
}

async fn tokens_expire(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.member("ana").await;
    site.clock().minutes(14);
    assert!(ana.is_signed_in().await);
    site.clock().minutes(17);
    ana.get("/users/me").await.says(401, REFUSED);
    ana.refresh().await;
    assert!(ana.is_signed_in().await);
    // Every refresh begins the 30 days anew, or not; they never outlast them
    // unused.
    site.clock().days(32);
    assert!(!ana.is_signed_in().await);
    assert_eq!(ana.try_refresh(&ana.refresh_token).await.is(400)["error"], "invalid_grant");

    let other = site.db.another();
    let site = Site::with_clock().with("tokens.access_minutes", 1).start(other).await;
    let bob = site.member("bob").await;
    assert_eq!(bob.claims()["exp"].as_i64(), bob.claims()["iat"].as_i64().map(|iat| iat + 60));
    site.clock().minutes(3);
    assert!(!bob.is_signed_in().await);
}

async fn a_clock_set_back_accepts_nothing_early(db: Db) {
    let site = Site::with_clock().start(db).await;
    site.member("ana").await;
    site.clock().minutes(10);
    let ana = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    // Half a minute is a matter of clocks; more is a token from the future.
    site.clock().set(10 * 60 - 30);
    assert!(ana.is_signed_in().await);
    site.clock().set(10 * 60 - 90);
    ana.get("/users/me").await.says(401, REFUSED);
    site.clock().minutes(10);
    assert!(ana.is_signed_in().await);
    // A spent refresh token stays spent whatever the clock says.
    let mut other = ana.again().await;
    let spent = other.refresh_token.clone();
    other.refresh().await;
    site.clock().minutes(5);
    other.try_refresh(&spent).await.is(400);
}

async fn tokens_of_another_site_are_refused(db: Db) {
    let mut site = Site::with("http.public_url", "https://one.example").start(db).await;
    let ana = site.member("ana").await;
    assert_eq!(
        ana.claims()["iss"].as_str().map(|s| s.trim_end_matches('/')),
        Some("https://one.example")
    );
    site.set("http.public_url", "https://two.example");
    site.restart().await;
    let ana = ana.at(&site.guest());
    ana.get("/users/me").await.says(401, REFUSED);
}

async fn keys_rotate_without_ending_a_session(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.member("ana").await;
    let list = async || site.roster(&["keys", "list", "--output", "json"]).await.ok().json();
    let before = list().await.as_array().expect("keys").len();
    assert_eq!(before, 1);
    let old = key_id(&ana.access_token);

    site.roster(&["keys", "rotate"]).await.ok();
    let keys = list().await;
    assert_eq!(keys.as_array().expect("keys").len(), 2);
    assert!(keys.as_array().expect("keys").iter().any(|key| key["kid"] == old.as_str()));

    // The running server takes the new key up, and keeps the old one for the
    // tokens out there.
    let new = eventually("a token of the new key", async || {
        let tokens = site.guest().try_sign_in("ana", PASSWORD).await.is(200);
        let kid = key_id(tokens["access_token"].as_str().expect("a token"));
        (kid != old).then_some(kid)
    })
    .await;
    assert!(ana.is_signed_in().await);
    ana.refresh().await;
    assert_eq!(key_id(&ana.access_token), new);
    assert!(ana.is_signed_in().await);
    let published: Vec<_> = jwks(&site).await.iter().map(|key| key["kid"].clone()).collect();
    assert!(published.contains(&json!(old)) && published.contains(&json!(new)), "{published:?}");
    assert!(!site.roster(&["keys", "list"]).await.ok().out.contains("secret"));
}

async fn the_present_state_counts_and_not_the_tokens_copy(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    let max = site.manager("max").await;
    let set_role = async |role: &str| {
        let body = json!({"role": role, "reason": "a test"});
        root.put(&format!("{}/role", max.path()), body).await.is(200);
    };
    max.get("/users").await.is(200);
    set_role("AUTHENTICATED").await;
    max.get("/users").await.says(403, "Operation not permitted");
    set_role("ADMIN").await;
    max.get("/audit").await.is(200);
    set_role("ANONYMOUS").await;
    assert_ne!(max.get("/users/me").await.status, 200);
    set_role("MANAGER").await;

    let max = max.again().await;
    root.poke(&format!("{}/lock", max.path())).await.is(200);
    max.get("/users").await.says(401, REFUSED);
    max.try_refresh(&max.refresh_token).await.is(400);
    root.poke(&format!("{}/unlock", max.path())).await.is(200);

    let max = max.again().await;
    root.delete(&max.path()).await.is(204);
    max.get("/users").await.says(401, REFUSED);
    max.try_refresh(&max.refresh_token).await.is(400);
    site.guest().try_sign_in("max", PASSWORD).await.says(401, "Incorrect email or password.");
}

async fn another_copy_hears_of_it_within_a_second(db: Db) {
    // One site has one public address, however many copies serve it.
    let site = Site::with("http.public_url", "https://roster.example").start(db).await;
    let copy = Server::start(&site, &["serve"]).await;
    let root = site.admin().await;
    let max = site.manager("max").await;
    let there = max.at(&copy.guest());
    there.get("/users").await.is(200);
    let within_a_second = async |what: &str, wanted: u16| {
        let patience = std::time::Duration::from_secs(1);
        eventually_within(patience, what, async || {
            (there.get("/users").await.status == wanted).then_some(())
        })
        .await;
    };
    let body = json!({"role": "AUTHENTICATED", "reason": "a test"});
    root.put(&format!("{}/role", max.path()), body).await.is(200);
    within_a_second("a lower role", 403).await;
    let body = json!({"role": "MANAGER", "reason": "a test"});
    root.put(&format!("{}/role", max.path()), body).await.is(200);
    within_a_second("a higher role", 200).await;
    root.poke(&format!("{}/lock", max.path())).await.is(200);
    within_a_second("a lock", 401).await;
    root.poke(&format!("{}/unlock", max.path())).await.is(200);

    let max = max.again().await;
    let there = max.at(&copy.guest());
    there.get("/users").await.is(200);
    max.poke("/logout").await.is(204);
    eventually_within(std::time::Duration::from_secs(1), "a sign-out", async || {
        (there.get("/users").await.status == 401).then_some(())
    })
    .await;
}
