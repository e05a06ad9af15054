//! What pages may load, keep and be embedded in.

use std::collections::BTreeSet;

use kit::*;

on_both_databases!(pages_are_private_and_load_nothing_foreign);
on_sqlite!(assets_are_found_and_typed, pages_are_small);

/// What a page loads: styles, scripts, icons, pictures.
fn loaded(page: &Page) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for element in page.html.elements() {
        let address = match element.tag() {
            // Leads to the feed, and loads nothing.
            "link" if element.attribute("rel") == Some("alternate") => None,
            "link" | "use" | "image" => element.attribute("href"),
            _ => element.attribute("src"),
        };
        found.extend(address.map(|a| a.split('#').next().unwrap_or_default().to_owned()));
    }
    found.remove("");
    found
}

async fn pages_are_private_and_load_nothing_foreign(db: Db) {
    let site = Site::start(db).await;
    let mut ana = site.browsing("ana").await;
    let mut loads = BTreeSet::new();
    // The kit holds each page to policy, `no-store`, `nosniff` and the rest.
    for path in ["/", "/about", "/profile", "/profile/details", "/profile/sessions", "/user/ana"] {
        loads.extend(loaded(&ana.open(path).await));
    }
    let mut guest = site.browser();
    for path in ["/", "/login", "/register", "/nowhere", "/password/reset"] {
        loads.extend(loaded(&guest.get(path).await));
    }
    assert!(loads.iter().any(|a| a.ends_with(".css")) && loads.iter().any(|a| a.ends_with(".js")));
    for address in &loads {
        let asset = guest.get(address).await.is(200);
        let cache = asset.header("cache-control").unwrap_or_default();
        assert!(cache != "no-store", "{address} may be kept: {cache}");
        assert!(asset.set_cookies().is_empty(), "{address}");
        assert!(!asset.text.contains("//fonts.") && !asset.text.contains("@import"), "{address}");
        for import in asset.text.split("url(").skip(1) {
            let local = !import.trim_start_matches(['"', '\'']).starts_with("http");
            assert!(local, "{address} loads {}", &import[..40.min(import.len())]);
        }
    }
    // A policy may not be loosened by whoever asks.
    let mut odd = site.browser().with_header("host", "evil.example");
    let page = odd.get("/login").await.is(200);
    assert!(!page.text.contains("evil.example"));
    let mut odd = site.browser().with_header("x-forwarded-host", "evil.example");
    assert!(!odd.get("/password/reset").await.is(200).text.contains("evil.example"));
}

async fn assets_are_found_and_typed(db: Db) {
    let site = Site::start(db).await;
    let mut guest = site.browser();
    let page = guest.open("/").await;
    for address in loaded(&page) {
        let asset = guest.get(&address).await.is(200);
        let kind = asset.header("content-type").unwrap_or_default();
        let wanted = match address.rsplit('.').next() {
            Some("css") => "text/css",
            Some("js") => "text/javascript",
            Some("svg") => "image/svg+xml",
            _ => "image/",
        };
        assert!(kind.starts_with(wanted), "{address}: {kind}");
        if !address.starts_with("/assets/") {
            continue;
        }
        assert_eq!(asset.header("vary"), Some("Accept-Encoding"));
        // Release builds hold assets for ever and send them compressed; others
        // read them anew from the disk.
        let cache = asset.header("cache-control").unwrap_or_default().to_owned();
        let mut packing = guest.clone().with_header("accept-encoding", "gzip, br");
        let packed = packing.get(&address).await.is(200);
        match cache.as_str() {
            "no-cache" => assert_eq!(packed.header("content-encoding"), None),
            "public, max-age=31536000, immutable" => {
                let small = asset.bytes.len() < 256;
                let packs = packed.header("content-encoding") == Some("gzip");
                assert!(small || (packs && packed.bytes.starts_with(&[0x1f, 0x8b])), "{address}");
            }
            other => panic!("{address}: {other}"),
        }
        let folder = address.rsplit_once('/').map_or("", |(folder, _)| folder);
        for bad in ["%2e%2e/%2e%2e/Cargo.toml", "..%2f..%2fCargo.toml", "nothing.css", "%00"] {
            let page = guest.get(&format!("{folder}/{bad}")).await;
            assert_eq!(page.status, 404, "{bad}");
        }
    }
    let icon = guest.get("/favicon.ico").await.is(302);
    let to = icon.location().expect("a location").to_owned();
    guest.get(&to).await.is(200);
    assert!(guest.get("/robots.txt").await.is(200).text.contains("Disallow: /profile"));
}

async fn pages_are_small(db: Db) {
    let site = Site::start(db).await;
    let mut guest = site.browser();
    let page = guest.open("/").await;
    let mut bytes = page.bytes.len();
    for address in loaded(&page) {
        bytes += guest.get(&address).await.is(200).bytes.len();
    }
    // Uncompressed; four to one is what gzip makes of such texts.
    assert!(bytes < 200_000, "{bytes}");
}
