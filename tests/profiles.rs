//! What everyone may see of people, and what not.

use kit::*;

on_both_databases!(a_public_profile_shows_what_its_owner_shows);

async fn a_public_profile_shows_what_its_owner_shows(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("Ana_Lopez").await;
    let change = json!({
        "first_name": "Anastasia", "last_name": "López", "bio": "Reads maps.\nWrites some.",
        "location": "Montevideo", "github_profile_url": "https://github.com/ana",
        "profile_picture_url": "https://elsewhere.example/x.png",
    });
    ana.patch("/users/me", change).await.is(200);
    let path = "/profiles/Ana_Lopez";
    let profile = site.guest().get(path).await.is(200);
    assert_eq!(profile["nickname"], "Ana_Lopez");
    assert_eq!(profile["bio"], "Reads maps.\nWrites some.");
    assert_eq!(profile["location"], "Montevideo");
    assert_eq!(profile["github_profile_url"], "https://github.com/ana");
    assert_eq!(profile["is_professional"], false);
    assert_eq!(profile["first_name"], Value::Null);
    let picture = profile["picture"]["48"].as_str().expect("a picture");
    assert!(picture.starts_with(&site.server.url()), "{picture}");
    for hidden in ["Anastasia", "López", "@example.org", &ana.id, "elsewhere", "AUTHENTICATED"] {
        assert!(!profile.text.contains(hidden), "{hidden}: {}", profile.text);
    }
    let again = site.guest().follow(profile.link("self").expect("a link")).await.is(200);
    assert_eq!(again.json, profile.json);
    assert_eq!(site.guest().get("/profiles/ANA_lopez").await.is(200).json, profile.json);

    ana.patch("/users/me", json!({"show_name": true})).await.is(200);
    let shown = site.guest().get(path).await.is(200);
    assert_eq!((&shown["first_name"], &shown["last_name"]), (&json!("Anastasia"), &json!("López")));

    // There is nobody to show who did not prove an address, is locked, or
    // leaves.
    let body = json!({"email": "x@example.org", "nickname": "stranger", "password": PASSWORD});
    site.guest().post("/register", body).await.is(201);
    for name in ["stranger", "nobody-at-all", "a", "%00", "..%2fme", "ana%20lopez"] {
        site.guest().get(&format!("/profiles/{name}")).await.says(404, "User not found");
    }
    let admin = site.admin().await;
    admin.poke(&format!("{}/lock", ana.path())).await.is(200);
    site.guest().get(path).await.says(404, "User not found");
    admin.poke(&format!("{}/unlock", ana.path())).await.is(200);
    site.guest().get(path).await.is(200);
    ana.again().await.delete("/users/me").await.is(204);
    site.guest().get(path).await.says(404, "User not found");
}
