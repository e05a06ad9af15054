//! The walls of ARCHITECTURE.md: which crate may use which.

use std::collections::BTreeSet;
use std::process::Command;

use kit::Value;

/// Each crate, and which of ours it may use.
const OURS: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("gateways", &["domain"]),
    ("services", &["domain", "store", "gateways"]),
    ("views", &["domain"]),
    ("web", &["domain", "services", "views"]),
    ("workers", &["domain", "services", "views", "gateways"]),
    ("roster", &["domain", "store", "gateways", "services", "views", "web", "workers"]),
];

/// Libraries that one crate alone may use; a name stands for all that begin
/// with it.
const ALONE: [(&str, &str); 18] = [
    ("sea-orm", "store"),
    ("sqlx", "store"),
    ("rusqlite", "store"),
    ("lettre", "gateways"),
    ("object_store", "gateways"),
    ("krafka", "gateways"),
    ("argon2", "services"),
    ("image", "services"),
    ("resvg", "services"),
    ("fast_qr", "services"),
    ("csv", "services"),
    ("minijinja", "views"),
    ("fluent", "views"),
    ("icu_", "views"),
    ("axum", "web"),
    ("utoipa", "web"),
    ("tower-http", "web"),
    ("clap", "roster"),
];

/// The packages of the workspace, each with the names of what it declares.
fn packages() -> Vec<(String, BTreeSet<String>)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root)
        .output()
        .expect("cargo metadata");
    let errors = String::from_utf8_lossy(&output.stderr);
    let metadata: Value = serde_json::from_slice(&output.stdout).expect(&errors);
    let packages = metadata["packages"].as_array().expect("packages");
    let text = |value: &Value| value.as_str().expect("a name").to_owned();
    packages
        .iter()
        .map(|package| {
            let declared = package["dependencies"].as_array().expect("dependencies").iter();
            // What only tests of a crate use does not cross a wall.
            let used = declared.filter(|d| d["kind"] != "dev").map(|d| text(&d["name"]));
            (text(&package["name"]), used.collect())
        })
        .collect()
}

#[test]
fn calls_go_down_only() {
    let packages = packages();
    for (name, allowed) in OURS {
        let (_, used) = packages.iter().find(|(n, _)| n == name).expect(name);
        for other in used.iter().filter(|other| OURS.iter().any(|(n, _)| n == other)) {
            assert!(allowed.contains(&other.as_str()), "{name} may not use {other}");
        }
    }
}

#[test]
fn libraries_stay_behind_their_wall() {
    for (name, used) in packages() {
        if ["roster-tests", "bench"].contains(&name.as_str()) {
            continue;
        }
        for library in used {
            let owner = ALONE.iter().find(|(l, _)| library.starts_with(l)).map(|(_, owner)| *owner);
            assert!(owner.is_none_or(|owner| owner == name), "{name} may not use {library}");
        }
    }
}

#[test]
fn every_crate_has_its_place_in_the_table() {
    for (name, _) in packages() {
        let known = OURS.iter().any(|(crate_name, _)| *crate_name == name)
            || ["roster-tests", "bench"].contains(&name.as_str());
        assert!(known, "{name} has no place in the table");
    }
}

#[test]
fn every_crate_keeps_the_lints_of_the_workspace() {
    for (name, _) in OURS {
        let manifest = format!("{}/../crates/{name}/Cargo.toml", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&manifest).expect(&manifest);
        assert!(text.contains("[lints]\nworkspace = true"), "{name} has lints of its own");
    }
}
