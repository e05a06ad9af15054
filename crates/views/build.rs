//! Builds the crate anew when an embedded file is added or removed.

#![allow(clippy::print_stdout)]

fn main() {
    println!("cargo:rerun-if-changed=../../locales");
    println!("cargo:rerun-if-changed=../../templates");
    println!("cargo:rerun-if-changed=../../assets");
}
