//! Proving an address: by the link of registration, and for a change.

use kit::*;

on_both_databases!(
    the_link_verifies_once,
    a_wrong_link_says_so,
    verifying_lowers_no_role,
    asking_again_replaces_the_link,
    asking_again_tells_nothing,
    links_live_for_a_day,
    one_link_spent_by_many_at_once_counts_once,
    a_new_address_counts_once_proved,
    the_old_address_takes_a_change_back,
    a_change_of_address_wants_a_recent_password,
);

const INVALID: &str = "Invalid or expired verification token";

async fn the_link_verifies_once(db: Db) {
    let site = Site::start(db).await;
    site.register("ana@example.org").await;
    let link = site.mail("ana@example.org", "account.verification").await.path("/verify-email/");

    let answer = site.guest().get(&link).await.is(200);
    assert_eq!(answer["message"], "Email verified successfully");
    let ana = Person::sign_in(&site.guest(), "ana@example.org", PASSWORD).await;
    let me = ana.me().await;
    assert_eq!(me["role"], "AUTHENTICATED");
    assert_eq!(me["email_verified"], true);
    let welcome = site.mail("ana@example.org", "account.welcome").await;
    assert!(welcome.subject.to_lowercase().contains("welcome"), "{}", welcome.subject);

    site.guest().get(&link).await.says(400, INVALID);
    assert_eq!(ana.me().await["role"], "AUTHENTICATED");
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.welcome").await, 1);
}

async fn a_wrong_link_says_so(db: Db) {
    let site = Site::start(db).await;
    let ana = site.register("ana@example.org").await;
    let bob = site.register("bob@example.org").await;
    let anas = site.mail("ana@example.org", "account.verification").await.token("/verify-email/");
    let (ana, bob) = (ana["id"].as_str().expect("id"), bob["id"].as_str().expect("id"));
    let altered = format!("{}{}", if anas.starts_with('A') { "B" } else { "A" }, &anas[1..]);

    // Somebody else's, altered, cut, no token at all.
    for path in [
        format!("/verify-email/{bob}/{anas}"),
        format!("/verify-email/{ana}/{altered}"),
        format!("/verify-email/{ana}/{}", &anas[..42]),
        format!("/verify-email/{ana}/{anas}A"),
        format!("/verify-email/{ana}/0"),
        format!("/verify-email/{ana}/%00%ff"),
        format!("/verify-email/{ana}/..%2f..%2fetc"),
    ] {
        site.guest().get(&path).await.says(400, INVALID);
    }
    // An id that names nobody gives nothing away either.
    for id in ["01890000-0000-7000-8000-000000000000", "nobody", "%27%20OR%201=1"] {
        let answer = site.guest().get(&format!("/verify-email/{id}/{anas}")).await;
        assert!([400, 404].contains(&answer.status), "{}", answer.text);
    }
    // None of that spent the real one; it counts with a slash behind it, too.
    site.guest().get(&format!("/verify-email/{ana}/{anas}/")).await.is(200);
}

async fn verifying_lowers_no_role(db: Db) {
    let site = Site::start(db).await;
    let root = site.admin().await;
    for role in ["ADMIN", "MANAGER"] {
        let email = format!("{role}@example.org").to_lowercase();
        let user = site.register(&email).await;
        let path = format!("/users/{}/role", user["id"].as_str().expect("id"));
        root.put(&path, json!({"role": role, "reason": "needed"})).await.is(200);
        let link = site.mail(&email, "account.verification").await.path("/verify-email/");
        site.guest().get(&link).await.is(200);
        let person = Person::sign_in(&site.guest(), &email, PASSWORD).await;
        assert_eq!(person.me().await["role"], role);
    }
}

async fn asking_again_replaces_the_link(db: Db) {
    let site = Site::start(db).await;
    site.register("ana@example.org").await;
    let first = site.mail("ana@example.org", "account.verification").await.path("/verify-email/");
    site.guest().post("/verify-email/resend", json!({"email": " ANA@example.org"})).await.is(202);
    let second = site.nth_mail(2, "ana@example.org", "account.verification").await;
    let second = second.path("/verify-email/");
    assert_ne!(first, second);
    site.guest().get(&first).await.says(400, INVALID);
    site.guest().get(&second).await.is(200);
}

async fn asking_again_tells_nothing(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    let guest = site.guest();
    let ask = async |email: &str| guest.post("/verify-email/resend", json!({"email": email})).await;
    let unknown = ask("nobody@example.org").await.is(202);
    let verified = ask(&ana.email).await.is(202);
    assert_eq!(unknown.text, verified.text);
    guest.post("/verify-email/resend", json!({})).await.faults(&["email"]);
    site.settle().await;
    assert_eq!(site.count_mail(&ana.email, "account.verification").await, 0);
    assert_eq!(site.count_mail("nobody@example.org", "account.verification").await, 0);
}

async fn links_live_for_a_day(db: Db) {
    let site = Site::with_clock().start(db).await;
    for email in ["ana@example.org", "bob@example.org"] {
        site.register(email).await;
    }
    let anas = site.mail("ana@example.org", "account.verification").await.path("/verify-email/");
    let bobs = site.mail("bob@example.org", "account.verification").await.path("/verify-email/");
    site.clock().hours(23);
    site.guest().get(&anas).await.is(200);
    site.clock().hours(25);
    site.guest().get(&bobs).await.says(400, INVALID);
    // A clock set back does not wake what is dead by use.
    site.clock().hours(0);
    site.guest().get(&anas).await.says(400, INVALID);
}

async fn one_link_spent_by_many_at_once_counts_once(db: Db) {
    let site = Site::start(db).await;
    site.register("ana@example.org").await;
    let link = site.mail("ana@example.org", "account.verification").await.path("/verify-email/");
    let answers = together((0..8).map(|_| {
        let (guest, link) = (site.guest(), link.clone());
        async move { guest.get(&link).await }
    }))
    .await;
    assert_eq!(answers.iter().filter(|a| a.status == 200).count(), 1);
    for answer in answers.into_iter().filter(|a| a.status != 200) {
        answer.says(400, INVALID);
    }
    site.settle().await;
    assert_eq!(site.count_mail("ana@example.org", "account.welcome").await, 1);
}

async fn a_new_address_counts_once_proved(db: Db) {
    let site = Site::start(db).await;
    let ana = site.member("ana").await;
    site.member("bob").await;

    let taken = ana.patch("/users/me", json!({"email": "Bob@example.org"})).await;
    assert_eq!(taken.says(400, "Email already exists").fault_fields(), ["email"]);

    let answer = ana.patch("/users/me", json!({"email": "Ana@new.example"})).await.is(200);
    assert_eq!(answer["email"], "ana@example.org", "the old one stays in force");
    Person::sign_in(&site.guest(), "ana@example.org", PASSWORD).await;
    site.guest().try_sign_in("ana@new.example", PASSWORD).await.is(401);

    // Both hear of it: the new one to prove it, the old one to undo it.
    let to_new = site.mail("ana@new.example", "account.email_change").await;
    let to_old = site.mail("ana@example.org", "account.email_change").await;
    let undo = to_old.link("/");
    let proof = to_new.path("/verify-email/");
    assert!(proof.contains(&ana.id));
    assert!(!to_old.text.contains(&to_new.token("/verify-email/")), "the old address cannot prove");
    assert!(!to_new.text.contains(&undo), "the new address cannot undo");

    site.guest().get(&proof).await.is(200);
    assert_eq!(ana.me().await["email"], "ana@new.example");
    Person::sign_in(&site.guest(), "ana@new.example", PASSWORD).await;
    site.guest().try_sign_in("ana@example.org", PASSWORD).await.is(401);
    site.guest().get(&proof).await.says(400, INVALID);

    // Someone registers an address while another's change to it waits: the
    // proof comes too late, and says so.
    ana.patch("/users/me", json!({"email": "late@example.org"})).await.is(200);
    let late = site.mail("late@example.org", "account.email_change").await.path("/verify-email/");
    site.register("late@example.org").await;
    let answer = site.guest().get(&late).await;
    assert!([400, 409].contains(&answer.status), "{}", answer.text);
    assert_eq!(ana.me().await["email"], "ana@new.example");
}

async fn the_old_address_takes_a_change_back(db: Db) {
    let site = Site::start(db).await;
    // Somebody at an unlocked screen changes Ana's address, and proves it.
    let ana = site.member("ana").await;
    ana.patch("/users/me", json!({"email": "thief@example.net"})).await.is(200);
    let proof = site.mail("thief@example.net", "account.email_change").await.path("/verify-email/");
    let undo = site.mail("ana@example.org", "account.email_change").await.path("/");
    site.guest().get(&proof).await.is(200);
    site.guest().try_sign_in("ana@example.org", PASSWORD).await.is(401);

    site.guest().get(&undo).await.is(200);
    site.guest().try_sign_in("ana@example.org", PASSWORD).await.is(200);
    site.guest().try_sign_in("thief@example.net", PASSWORD).await.is(401);
    site.guest().get(&undo).await.is(400);
    site.guest().get(&proof).await.is(400);

    // Before the proof it ends the change itself.
    let ana = Person::sign_in(&site.guest(), "ana", PASSWORD).await;
    ana.patch("/users/me", json!({"email": "thief@example.com"})).await.is(200);
    let proof = site.mail("thief@example.com", "account.email_change").await.path("/verify-email/");
    let undo = site.nth_mail(2, "ana@example.org", "account.email_change").await.path("/");
    site.guest().get(&undo).await.is(200);
    site.guest().get(&proof).await.says(400, INVALID);
    site.guest().try_sign_in("ana@example.org", PASSWORD).await.is(200);
}

async fn a_change_of_address_wants_a_recent_password(db: Db) {
    let site = Site::with_clock().start(db).await;
    let mut ana = site.member("ana").await;
    site.clock().minutes(16);
    ana.refresh().await;

    let change = json!({"email": "ana@new.example"});
    let answer = ana.patch("/users/me", change).await.is(403);
    assert_eq!(answer["code"], "reauthentication_required");
    let wrong = json!({"email": "ana@new.example", "password": "not the password"});
    let answer = ana.patch("/users/me", wrong).await;
    assert!([403, 422].contains(&answer.status), "{}", answer.text);
    // Harmless fields want nothing of the kind.
    ana.patch("/users/me", json!({"bio": "still me"})).await.is(200);

    let with_password = json!({"email": "ana@new.example", "password": PASSWORD});
    ana.patch("/users/me", with_password).await.is(200);
    site.mail("ana@new.example", "account.email_change").await;
    // And so does a new sign-in.
    let again = ana.again().await;
    again.patch("/users/me", json!({"email": "ana@newer.example"})).await.is(200);
    site.mail("ana@newer.example", "account.email_change").await;
}
